"""Taking packages in from a stick or a folder: looked at first, then taken; and the history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt

from desktop.services.collection_records import PackageState, StoredPackage
from desktop.services.office.branches import packages
from desktop.services.office.importing import take_packages
from desktop.services.office.one_package import Taken
from desktop.ui.errors import words
from desktop.ui.pages.exchange.stick_dialogs import StickDialog
from desktop.ui.pages.office.acts import OfficeActs
from desktop.ui.pages.office.package_table import PackageTable
from desktop.ui.pages.page import Page
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.text import button, label, refresh_style


class PackagesPage(Page):
    """Three states: what was taken before, what lies on the stick, what came of it."""

    def arrive(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Ask for the history; what is looked at or was just taken stays on the screen."""
        if self._place is not None or self._is_result:
            return
        desk = self.context.desk
        self.context.jobs.run(self.tr("Reading"), lambda progress: packages(desk), self._show)

    def _build(self) -> None:
        self._place: Path | None = None
        self._is_result = False
        self.acts = OfficeActs(self.context, self)
        self.take = button(self.tr("Take packages in…"), "primary", "F7")
        self.go = button(self.tr("Take them in"), "primary", "F8")
        self.back = button(self.tr("Back"), "", "Esc")
        for each in (self.back, self.take, self.go):
            self.buttons.addWidget(each)
        self.card = Card()
        self.card_words = label("", "", wrap=True)
        self.card.body.addWidget(self.card_words)
        self.table = PackageTable(
            "office-packages",
            self.context.language,
            self.tr(
                "No package here. Plug a branch's stick in and press F7: what lies on it is shown "
                "first, and taken in only when you say so."
            ),
        )
        self.body.addWidget(self.card)
        self.body.addWidget(self.table, 1)
        self._stand()

    def _connect(self) -> None:
        self.take.clicked.connect(self._choose)
        self.go.clicked.connect(self._take)
        self.back.clicked.connect(self._leave)

    def _load(self) -> None:
        self.refresh()

    def _stand(self) -> None:
        """Offer what can be done in this state, and say what it is."""
        looks = self._place is not None
        self.go.setVisible(looks)
        self.back.setVisible(looks or self._is_result)
        self.take.setVisible(not looks)
        self.card.setVisible(looks or self._is_result)
        titles = {
            (False, False): self.tr("Taken in before, newest first; no file is ever changed"),
            (True, False): self.tr("Nothing is taken in yet: compare with the slips first"),
            (False, True): self.tr("What came of each package"),
        }
        self.set_title(self.tr("Packages"), titles[looks, self._is_result])

    def _show(self, taken: Sequence[StoredPackage]) -> None:
        self.table.show_packages(taken)

    def _choose(self) -> None:
        dialog = StickDialog(
            self.tr("Take packages in"),
            self.tr("Look"),
            self.tr("Where the branches' packages lie; a stick may carry those of several"),
            self.context.desk.sticks,
            self.context.jobs,
            self.context.language,
            self,
            writes=False,
        )
        dialog.chosen.connect(self._look)
        self.acts.open(dialog)

    def _look(self, place: Path) -> None:
        """See what taking them in would do, without doing it."""
        desk = self.context.desk
        self.acts.run(
            self.tr("Looking at the packages"),
            lambda progress: take_packages(desk, [place], progress, dry_run=True),
            lambda found: self._show_look(place, found),
        )

    def _show_look(self, place: Path, found: Sequence[Taken]) -> None:
        self._place, self._is_result = place, False
        packages_ = [shown(each, self.context.language) for each in found]
        self.table.show_packages(packages_, is_look=True)
        counts = _counts(found)
        self.go.setEnabled(any(counts[each] for each in _NEW))
        self._say(self.tr("Found in {place}").format(place=place), self._summed(found), "card")
        self._stand()
        self.arrive()

    def _take(self) -> None:
        place, desk = self._place, self.context.desk
        if place is not None:
            self.acts.run(
                self.tr("Taking packages in"),
                lambda progress: take_packages(desk, [place], progress),
                self._show_result,
            )

    def _show_result(self, taken: Sequence[Taken]) -> None:
        self._place, self._is_result = None, True
        self._show([shown(each, self.context.language) for each in taken])
        refused = _counts(taken)[PackageState.REFUSED]
        words_ = self.tr("{what}. The files are unchanged, and you may remove the stick.").format(
            what=self._summed(taken)
        )
        self._say(self.tr("Done"), words_, "warning" if refused else "notice")
        self._stand()
        self.arrive()

    def _leave(self) -> None:
        self._place, self._is_result = None, False
        self._stand()
        self.refresh()

    def _say(self, title: str, text: str, role: str) -> None:
        refresh_style(self.card, role=role)
        self.card.set_title(title)
        self.card_words.setText(text)

    def _summed(self, found: Sequence[Taken]) -> str:
        """Return how many packages there are of each state."""
        counts = _counts(found)
        held = sum(each.package.held for each in found if each.package and each.state in _NEW)
        said = [
            (sum(counts[each] for each in _NEW), self.tr("{count} new")),
            (counts[PackageState.DUPLICATE], self.tr("{count} here already")),
            (counts[PackageState.REFUSED], self.tr("{count} refused")),
            (counts[PackageState.UNREADABLE_NEWER], self.tr("{count} of a newer version, kept")),
            (held, self.tr("{count} entries held")),
        ]
        parts = [text.format(count=count) for count, text in said if count]
        return self.tr(", ").join(parts) or self.tr("No package lies there")


_NEW = (PackageState.APPLIED, PackageState.APPLIED_WITH_HELD)


def _counts(found: Sequence[Taken]) -> Counter[PackageState]:
    return Counter(each.state for each in found)


def shown(taken: Taken, language: str) -> StoredPackage:
    """Return a package as the table shows it: its state of now, its refusal in words.

    Where the machine failed there is no package yet: the file stands there with the reason.
    """
    package = replace(taken.brought or _unread(taken), state=taken.state, file_name=taken.file.name)
    if not taken.reason:
        return package
    return replace(package, reason=words(taken.reason, taken.params, language))


def _unread(taken: Taken) -> StoredPackage:
    now = datetime.now().astimezone()
    return StoredPackage(
        "", "", "", "", 0, taken.state, taken.reason, taken.file.name, "", None, now, "", "", "",
        False, 0, 0, 0, 0, 0,
    )  # fmt: skip
