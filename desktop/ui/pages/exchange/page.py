"""The exchange page: one button each way, what became of everything, and registering."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.errors import CodedError
from desktop.domain.permissions import Action, Part, allows
from desktop.services.exchange.enrolment import Registered
from desktop.services.exchange.incoming import ReturnTaken
from desktop.services.exchange.outgoing import Exported, WouldExport
from desktop.services.exchange.slips import contents
from desktop.services.exchange.standing import Standing
from desktop.services.exchange_ports import SentPackage
from desktop.services.records import Document
from desktop.ui.approval.second_dialog import with_second
from desktop.ui.errors import choice_name, entry_name, explain
from desktop.ui.pages.documents.output_dialog import OutputDialog
from desktop.ui.pages.dossier.dialogs import ReasonDialog
from desktop.ui.pages.exchange.cards import FactsCard, RequestCard, ResultCard, Total, WayCard
from desktop.ui.pages.exchange.facts import standing_facts, standing_title
from desktop.ui.pages.exchange.lists import HistoryTabs
from desktop.ui.pages.exchange.presenter import ExchangePresenter, Kept
from desktop.ui.pages.exchange.registering import Registering
from desktop.ui.pages.exchange.return_dialogs import ChangesDialog, ReturnDialog
from desktop.ui.pages.exchange.return_words import change_lines, return_title
from desktop.ui.pages.exchange.stick_dialogs import StickDialog, open_dialog, stick_dialog
from desktop.ui.pages.page import Page
from desktop.ui.theme import SPACE_12, SPACE_16
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.text import button


class ExchangePage(Page):
    """Writing and taking in run behind and can be stopped; both need a second person."""

    _slips: Sequence[str] = ()

    def refresh(self) -> None:
        self._presenter.ask()

    def open(self, **arguments: Any) -> None:
        """Say what was done before the window was made anew."""
        self._slips = ()
        self.result.say(str(arguments["title"]), str(arguments["words"]))

    def arrive(self) -> None:
        """Stand on the way out, or on registering: the space bar begins it."""
        self._has_arrived = self._standing is None
        is_enrolled = self._standing is not None and self._standing.enrolment is not None
        (self.out.button if is_enrolled else self.register).setFocus()

    def _build(self) -> None:
        self.set_title(self.tr("Sync"), self.tr("Packages to head office, returns from it"))
        self._standing: Standing | None = None
        self._has_arrived = False
        self._written = ""
        self._presenter = ExchangePresenter(self.context, self)
        self._registering = Registering(self.context, self._presenter, self)
        self._may = allows(self.context.desk.operator.role, Action.EXCHANGE, Part.MAKE)
        self.copy = button(self.tr("This is a copy…"), "link")
        self.buttons.addWidget(self.copy)
        self.empty = EmptyState(
            self.tr("Not registered with head office yet"),
            self.tr("Head office hands out a file. Take it in, compare its fingerprint by phone.")
            + "\n"
            + self.tr("Then head office registers this PC, and packages go to and fro."),
            self.tr("Register…"),
            lambda: self._registering.enrol(self._standing),
        )
        self.register = self.empty.findChildren(QPushButton)[0]
        self.pages = QStackedWidget()
        self.pages.addWidget(QWidget())  # nothing is known yet
        self.pages.addWidget(self.empty)
        self.pages.addWidget(self._build_exchange())
        self.body.addWidget(self.pages, 1)

    def _build_exchange(self) -> QWidget:
        self.facts, self.request, self.result = FactsCard(), RequestCard(), ResultCard()
        self.out = WayCard(self.tr("Write a package to a stick"), "F6", "primary")
        self.back = WayCard(self.tr("Take in head office's return"), "F7", "")
        self.lists = HistoryTabs(self.context.language)
        ways = QHBoxLayout()
        ways.setSpacing(SPACE_16)
        for way in (self.out, self.back):
            ways.addWidget(way, 1)
        made = QWidget()
        made.setProperty("role", "canvas")
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_12)
        layout.addWidget(self.facts)
        layout.addLayout(ways)
        layout.addWidget(self.request)
        layout.addWidget(self.result)
        layout.addWidget(self.lists, 1)
        # An act's figures make it higher than a screen of 768: it scrolls, the window stays.
        self._room = QScrollArea()
        self._room.setWidgetResizable(True)
        self._room.setFrameShape(QFrame.Shape.NoFrame)
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._room.setWidget(made)
        return self._room

    def _connect(self) -> None:
        presenter = self._presenter
        presenter.shown.connect(self._show)
        presenter.exported.connect(self._show_exported)
        presenter.kept.connect(self._show_kept)
        presenter.taken_in.connect(self._show_taken)
        presenter.registered.connect(self._show_registered)
        presenter.slips_read.connect(self._print)
        presenter.refused.connect(self._refuse)
        presenter.working.connect(lambda _: self._allow())
        self.out.button.clicked.connect(self._export)
        self.request.write.clicked.connect(self._registering.write_request)
        self.lists.carry.clicked.connect(self._carry)
        self.lists.set_aside.clicked.connect(self._set_aside)
        self.lists.held.table.current_changed.connect(lambda _: self._allow())
        self.back.button.clicked.connect(self._take_in)
        self.copy.clicked.connect(self._registering.say_it_is_a_copy)
        self.result.put_away.connect(self._make_room)
        self.result.print.clicked.connect(lambda: self._presenter.read_slips(self._slips))
        self.lists.packages.table.current_changed.connect(lambda _: self._allow())
        self.lists.packages.table.opened.connect(
            lambda line: self._presenter.read_slips([line.package.slip])
        )

    def _load(self) -> None:
        self._allow()
        self._presenter.ask()

    def _show(self, seen: Standing) -> None:
        """Show how things stand; what an act came to stays until it is put away."""
        self._standing = seen
        is_enrolled = seen.enrolment is not None
        self.pages.setCurrentIndex(2 if is_enrolled else 1)
        if is_enrolled:
            today = self.context.desk.clock.today()
            facts = standing_facts(seen, today, self.context.language)
            self.set_title(self.tr("Sync"), standing_title(seen))
            self.facts.show_facts(facts)
            self.request.fingerprint.setText(seen.fingerprint)
            self._make_room()
            self.lists.show_standing(seen)
            if self.lists.choose_package(self._written):
                self._written = ""  # stood on once: then the person's own choice stays
        self._allow()

        if self._has_arrived:
            self._has_arrived = False
            self.arrive()

    def _make_room(self) -> None:
        """Show the request until the first return, but not beside the totals of a package."""
        seen = self._standing
        is_unknown = seen is not None and seen.taken is None
        self.request.setVisible(is_unknown and (self.result.isHidden() or not self._slips))

    def _allow(self) -> None:
        """Offer what may be done now, and say why where it may not."""
        seen = self._standing
        is_enrolled = seen is not None and seen.enrolment is not None
        allowed = self._may and is_enrolled and not self._presenter.is_working
        for each in (self.out.button, self.back.button, self.request.write):
            each.setEnabled(allowed)
        chosen = self.lists.packages.table.current_record()
        self.lists.carry.setEnabled(allowed and chosen is not None)
        waiting = self.lists.held.table.current_record()
        can = waiting is not None and waiting.can_be_set_aside
        self.lists.set_aside.setEnabled(allowed and can)
        self.copy.setVisible(self._may)
        self.empty.setEnabled(self._may)
        roles = self.tr("A teller or a credit officer does this; accountant or manager sign it.")
        first = self.tr("Everything that head office has not confirmed yet goes along.")
        second = self.tr("Shows what will change before anything does.")
        self.out.hint.setText(first if self._may else roles)
        self.back.hint.setText(second if self._may else roles)

    def _export(self) -> None:
        words = self.tr("The package is sealed: on its way nobody but head office can read it")
        if self._standing is not None and self._standing.taken is None:
            words += "\n" + choice_name("package", "unanswered", self.context.language)
        dialog = self._stick_dialog(self.tr("Write a package"), self.tr("Write"), words)
        dialog.chosen.connect(self._sign_export)
        open_dialog(dialog)

    def _sign_export(self, place: Path) -> None:
        """Let a second person sign for what the slip will say; without one it is written."""
        if self.context.desk.operator.role is None:
            self._presenter.export(place, None)
            return

        def ask(seen: WouldExport) -> None:
            lines = [
                self.tr("Write a package to {place}").format(place=place),
                *("  ".join(filter(None, row)) for row in contents(seen.totals)),
                self.tr("and one entry more: that it was written"),
                *self._several(seen.files),
            ]
            with_second(
                self.context,
                Action.EXCHANGE,
                "\n".join(lines),
                lambda second: self._presenter.export(place, second),
                self,
            )

        self._presenter.count(ask)

    def _show_exported(self, done: Sequence[Exported]) -> None:
        """Say that all of it lies there whole: only now may the stick go."""
        self._slips = [each.package.slip for each in done]
        self._written = done[0].package.package_id
        language = self.context.language
        words = self.tr("Check code {code}. Compare these figures with the slip.")
        said, totals = list[str](), list[Total]()
        for each in done:
            said += [str(each.on_stick), words.format(code=each.short_hash)]
            if len(done) > 1:
                totals.append((_numbers([each.package]), each.short_hash, ""))
            totals += contents(each.package.totals)
        said += self._several(len(done))
        if again := sum(each.again for each in done):
            known = choice_name("package", "again", language)
            said.append(known.format(count=f"{again:,}"))
        for each in done:
            if each.parts_left:
                left = self.tr(
                    "%n photo(s) found no room; they go with a later package.", "", each.parts_left
                )
                said.append(left)
            if each.trouble is not None:
                said.append(explain(each.trouble, language)[1])
        title = self.tr("Package {number} is written")
        numbers = _numbers([each.package for each in done])
        self.result.say_written(title.format(number=numbers), "\n".join(said), totals)
        self.result.print.setFocus()

    def _show_kept(self, done: Kept) -> None:
        """Say why packages are not on the stick, and that they are not lost."""
        words = self.tr("The package itself is kept here: choose it below and copy it with F9.")
        why = explain(done.trouble, self.context.language)[1]
        title = self.tr("Package {number} is not on the stick")
        title = title.format(number=_numbers(done.packages))
        self._slips, self._written = (), done.packages[0].package_id
        self.result.say(
            title, "\n".join([why, *self._several(len(done.packages)), words]), "warning"
        )

    def _several(self, files: int) -> list[str]:
        """Return that an export came to several files, a line at most."""
        words = choice_name("package", "several", self.context.language)
        return [words.format(count=files)] if files > 1 else []

    def _carry(self) -> None:
        """Copy the chosen package onto a stick once more, as it is."""
        line = self.lists.packages.table.current_record()
        if line is None:
            return
        package = line.package
        title = self.tr("Copy package {number} again")
        words = self.tr("The file of package {number}, written {when}, once more as it is: {file}")
        number, when = f"{package.number:04d}", f"{package.made_at:%Y-%m-%d %H:%M}"
        dialog = self._stick_dialog(
            title.format(number=number),
            self.tr("Copy"),
            words.format(number=number, when=when, file=package.file_name),
        )
        dialog.chosen.connect(lambda place: self._presenter.carry(package.number, place))
        open_dialog(dialog)

    def _set_aside(self) -> None:
        """Ask why the chosen entry need not be looked at any more; two people answer for it."""
        chosen = self.lists.held.table.current_record()
        if chosen is None:
            return
        what = entry_name(chosen.kind, self.context.language)
        words = self.tr(
            "“{what}” of another PC is kept but not applied here, and listed no more. Should what "
            "it waits for come after all, it is applied by itself."
        )
        title, act = self.tr("Set an entry aside"), self.tr("Set aside")
        dialog = ReasonDialog(title, words.format(what=what), act, self)
        dialog.accepted.connect(
            lambda: with_second(
                self.context,
                Action.EXCHANGE,
                f"{title}: {what}\n{dialog.reason()}",
                lambda second: self._presenter.set_aside(chosen.event_id, dialog.reason(), second),
                self,
            )
        )
        dialog.open()

    def _take_in(self) -> None:
        presenter, context = self._presenter, self.context
        dialog = ReturnDialog(
            context.desk.sticks, context.jobs, presenter.returns_on, context.language, self
        )
        dialog.chosen.connect(
            lambda path: presenter.look(
                path,
                lambda told: self._show_changes(dialog, path, told),
                dialog.refuse,
                dialog.offer,
            )
        )
        open_dialog(dialog)

    def _show_changes(self, before: ReturnDialog, path: Path, told: ReturnTaken) -> None:
        """Say what a return will change; a second person signs what was seen."""
        before.accept()
        language = self.context.language
        lines = change_lines(told, language)
        dialog = ChangesDialog(return_title(told, language), lines, language, self)
        dialog.agreed.connect(
            lambda: with_second(
                self.context,
                Action.EXCHANGE,
                "\n".join([self.tr("Take in {file}").format(file=path.name), *lines]),
                lambda second: self._presenter.take_in(path, second),
                self,
            )
        )
        open_dialog(dialog)

    def _show_taken(self, told: ReturnTaken) -> None:
        """Say what a return changed; new rules and templates want a window around them."""
        title = self.tr("{file} is taken in").format(file=return_title(told, self.context.language))
        lines = change_lines(told, self.context.language)
        words = "\n".join([*lines, self.tr("You may remove the stick now.")])
        brought = told.brought
        if brought is not None and (brought.policy_rows or brought.templates):
            self.context.bus.desk_replaced.emit(told.desk, {"title": title, "words": words})
        else:
            self.open(title=title, words=words)

    def _show_registered(self, done: Registered | None) -> None:
        if done is not None:
            title = self.tr("The request to be registered is written")
            self._slips = ()
            self.result.say_written(title, str(done.request))

    def _print(self, papers: Sequence[Document]) -> None:
        OutputDialog(self.context, papers, self).open()

    def _refuse(self, error: CodedError) -> None:
        self._slips = ()
        self.result.say(*explain(error, self.context.language), "warning")

    def _stick_dialog(self, title: str, act: str, head: str) -> StickDialog:
        return stick_dialog(self.context, title, act, head, self)


def _numbers(packages: Sequence[SentPackage]) -> str:
    ends = dict.fromkeys((packages[0].number, packages[-1].number))
    return "–".join(f"{each:04d}" for each in ends)
