"""Head office's own affairs: who imports ledgers, its keys, and what follows a restore."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from desktop.services.collection_records import Act
from desktop.services.exchange.loan_lines import OF_BRANCH, OF_HEAD_OFFICE
from desktop.services.office.own import OwnStanding, own_standing
from desktop.ui.pages.exchange.lists import ListTab
from desktop.ui.pages.office.branch_tables import act_columns
from desktop.ui.pages.office.own_acts import OwnActs
from desktop.ui.pages.page import Page
from desktop.ui.theme import SPACE_12
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.text import button, label, refresh_style

_MOST_NAMED = 8
"""How many branches are named that do not know the new keys; the rest are counted."""


class OwnPage(Page):
    """Three cards, each with what it means and one thing to do, and what was done before."""

    def arrive(self) -> None:
        self.history.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        desk = self.context.desk
        self.context.jobs.run(self.tr("Reading"), lambda progress: own_standing(desk), self._show)

    def _build(self) -> None:
        self._names = dict[str, str]()
        self._ledgers_from = OF_HEAD_OFFICE
        self.set_title(
            self.tr("Head office"), self.tr("What holds for all branches goes down with returns")
        )
        self.acts = OwnActs(self.context, self)
        self.source = button(self.tr("Change…"), "", "F6")
        self.rotate = button(self.tr("Change the keys…"), "", "F8")
        self.enrolment = button(self.tr("Key file…"), "", "F7")
        self.restored = button(self.tr("It was restored…"), "", "F9")
        self.source_words, self.key_words, self.epoch_words = (
            label("", "", wrap=True),
            label("", "muted", wrap=True),
            label("", "", wrap=True),
        )
        self.fingerprint = label("", "strong")
        self.fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.keys = _card(
            self.tr("Keys"), self.enrolment, self.rotate, self.fingerprint, self.key_words
        )
        line = QHBoxLayout()
        line.setSpacing(SPACE_12)
        for card in (
            _card(self.tr("Ledgers"), self.source, self.source_words),
            self.keys,
            _card(self.tr("The branches' database"), self.restored, self.epoch_words),
        ):
            line.addWidget(card, 1)
        columns = act_columns(
            self.context.language, lambda each: self._names.get(each, each), lambda replica: ""
        )
        self.history: ListTab[Act] = ListTab(
            "office-own-acts",
            columns,
            self.tr("Nothing was done here yet. What concerns one branch stands on its page."),
        )
        self.body.addLayout(line)
        self.body.addWidget(self.history, 1)

    def _connect(self) -> None:
        self.source.clicked.connect(lambda: self.acts.set_source(self._ledgers_from))
        self.enrolment.clicked.connect(self.acts.write_enrolment)
        self.rotate.clicked.connect(self.acts.rotate)
        self.restored.clicked.connect(self.acts.say_it_was_restored)

    def _load(self) -> None:
        self.refresh()

    def _show(self, seen: OwnStanding) -> None:
        self._names, self._ledgers_from = dict(seen.names), seen.ledgers_from
        self.source_words.setText(source_words(seen.ledgers_from))
        self.fingerprint.setText(seen.fingerprint)
        self.key_words.setText(self._about_keys(seen))
        refresh_style(self.keys, role="warning" if seen.untold else "card")
        self.rotate.setEnabled(not seen.untold)
        self.epoch_words.setText(
            self.tr(
                "Returns count within an epoch, now {epoch}. After an older copy of the database "
                "was put back a new one begins, or branches refuse returns."
            ).format(epoch=seen.epoch)
        )
        self.history.show_records(seen.acts)

    def _about_keys(self, seen: OwnStanding) -> str:
        if not seen.announced:
            return self.tr("Read out to branches that enrol. New keys are told by returns.")
        if not seen.untold:
            return self.tr("New keys {digits} are known to every PC.").format(digits=seen.announced)
        codes = list(dict.fromkeys(each.branch for each in seen.untold))
        words = self.tr(
            "New keys {digits} are announced; %n PC(s) do not know them yet: {branches}",
            "",
            len(seen.untold),
        )
        named = "、".join(codes[:_MOST_NAMED]) + ("…" if len(codes) > _MOST_NAMED else "")
        return words.format(digits=seen.announced, branches=named)


def source_words(source: str) -> str:
    """Return who imports ledgers, and what follows."""
    translate = QCoreApplication.translate
    if source == OF_BRANCH:
        return translate(
            "Office", "Each branch imports its own ledger; head office gets it with the packages."
        )
    return translate(
        "Office", "Head office imports the ledgers; each branch gets its own with its return."
    )


def _card(title: str, *parts: QLabel | QPushButton) -> Card:
    """Return a card with its buttons beside the title and its words below."""
    made = Card(title)
    for each in parts:
        if isinstance(each, QPushButton):
            made.head.addWidget(each)
        else:
            made.body.addWidget(each)
    made.body.addStretch(1)
    return made
