"""Beside the loans: what happened last, and who else is liable."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.services.dossier import Dossier
from desktop.ui.pages.dossier.journal_words import sentence
from desktop.ui.theme import SPACE_4, SPACE_12
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.text import label

_RECENT = 7
"""Entries that fit beside a few loans."""
_NAMES = 6
"""Guarantors that fit; where there are more, the last line counts the rest."""


class _Facts(Card):
    """A card of two columns, made anew whenever it is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._facts = QWidget()
        self.body.addWidget(self._facts)

    def _show(self, facts: list[tuple[str, str]], none: str) -> None:
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_12)
        grid.setVerticalSpacing(SPACE_4)
        grid.setColumnStretch(1, 1)
        for line, (name, words) in enumerate(facts):
            grid.addWidget(label(name, "muted"), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(words, wrap=True), line, 1)
        if not facts:
            grid.addWidget(label(none, "muted"), 0, 0)
        self.body.replaceWidget(self._facts, fresh)
        self._facts.deleteLater()
        self._facts = fresh


class RecentCard(_Facts):
    """The last entries of the journal about this debtor."""

    def show_dossier(self, shown: Dossier) -> None:
        self.set_title(self.tr("What happened last"))
        facts = []
        for entry in shown.timeline[:_RECENT]:
            day = entry.occurred_on
            near = day.year == shown.as_of.year
            facts.append((f"{day:%m-%d}" if near else str(day), sentence(entry, shown.party.id)))
        self._show(facts, self.tr("Nothing yet"))


class PeopleCard(_Facts):
    """The first guarantors by name, with how many of the loans each stands for."""

    def show_dossier(self, shown: Dossier) -> None:
        self.set_title(self.tr("People"))
        facts, known = [], list(guarantors(shown).items())
        named = known if len(known) <= _NAMES else known[: _NAMES - 1]
        for name, loan_nos in named:
            loans = self.tr("for %n loan(s)", "", len(loan_nos))
            facts.append((self.tr("Guarantor"), f"{name}  {loans}"))
        if len(known) > len(named):
            facts.append(("", self.tr("%n more under People", "", len(known) - len(named))))
        self._show(facts, self.tr("The ledger names no guarantor"))


def guarantors(shown: Dossier) -> Mapping[str, list[str]]:
    """Return each guarantor's name with the loan numbers guaranteed."""
    found: dict[str, list[str]] = {}
    for each in shown.loans:
        for name in each.loan.guarantors:
            found.setdefault(name, []).append(each.loan.loan_no)
    return found
