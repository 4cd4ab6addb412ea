"""Beside the loans: what happened last, and who else is liable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.services.dossier import Dossier
from desktop.ui.models.columns import Pill
from desktop.ui.pages.dossier.guarantor_lines import GuarantorLine
from desktop.ui.pages.dossier.journal_words import sentence
from desktop.ui.theme import SPACE_4, SPACE_12, Tone
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.pill import PillLabel
from desktop.ui.widgets.text import label

_RECENT = 7
"""Entries that fit beside a few loans."""
_NAMES = 6
"""Guarantors that fit; where there are more, the last line counts the rest."""
_GRAVITY = (Tone.DANGER, Tone.WARNING, Tone.INFO, Tone.GOOD, Tone.MUTED)


_Fact = tuple[str, str, Pill | None, str]
"""A name, words, and a pill with its reason where there is one."""


class _Facts(Card):
    """A card of two columns, made anew whenever it is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._facts = QWidget()
        self.body.addWidget(self._facts)

    def _show(self, facts: Sequence[_Fact], none: str) -> None:
        """Show names and words, below them a pill with its reason where there is one."""
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_12)
        grid.setVerticalSpacing(SPACE_4)
        grid.setColumnStretch(1, 1)
        for line, (name, words, pill, why) in enumerate(facts):
            grid.addWidget(label(name, "muted"), 2 * line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(words, wrap=True), 2 * line, 1)
            if pill is not None:
                shown = PillLabel(pill)
                shown.setToolTip(why)
                grid.addWidget(shown, 2 * line + 1, 1, Qt.AlignmentFlag.AlignLeft)
        if not facts:
            grid.addWidget(label(none, "muted"), 0, 0)
        self.body.replaceWidget(self._facts, fresh)
        self._facts.setParent(None)
        self._facts.deleteLater()
        self._facts = fresh


class RecentCard(_Facts):
    """The last entries of the journal about this debtor."""

    def show_dossier(self, shown: Dossier) -> None:
        self.set_title(self.tr("What happened last"))
        facts: list[_Fact] = []
        for entry in shown.timeline[:_RECENT]:
            day = entry.occurred_on
            near = day.year == shown.as_of.year
            words = sentence(entry, shown.party.id)
            facts.append((f"{day:%m-%d}" if near else str(day), words, None, ""))
        self._show(facts, self.tr("Nothing yet"))


class PeopleCard(_Facts):
    """The first guarantors by name, with how many of the loans each stands for."""

    def show_dossier(self, shown: Dossier) -> None:
        self.set_title(self.tr("People"))
        facts: list[_Fact] = []
        known = list(guarantors(shown).items())
        for name, loan_nos in known[: _shown(len(known))]:
            loans = self.tr("for %n loan(s)", "", len(loan_nos))
            facts.append((self.tr("Guarantor"), f"{name}  {loans}", None, ""))
        self._show(self._with_rest(facts, len(known)), self.tr("The ledger names no guarantor"))

    def show_guarantors(self, lines: Sequence[GuarantorLine]) -> None:
        """Show each guarantor once, with the most pressing of his guarantees."""
        by_name: dict[str, list[GuarantorLine]] = {}
        for line in lines:
            by_name.setdefault(line.facts.guarantor, []).append(line)
        facts: list[_Fact] = []
        for name, own in list(by_name.items())[: _shown(len(by_name))]:
            gravest = min(own, key=lambda line: _GRAVITY.index(line.pill.tone))
            loans = self.tr("for %n loan(s)", "", len(own))
            words = f"{name}  {loans}"
            facts.append((self.tr("Guarantor"), words, gravest.pill, gravest.why))
        self._show(self._with_rest(facts, len(by_name)), self.tr("The ledger names no guarantor"))

    def _with_rest(self, facts: list[_Fact], known: int) -> list[_Fact]:
        """Count in a last line those that do not fit."""
        if known > len(facts):
            words = self.tr("%n more under People", "", known - len(facts))
            return [*facts, ("", words, None, "")]
        return facts


def guarantors(shown: Dossier) -> Mapping[str, list[str]]:
    """Return each guarantor's name with the loan numbers guaranteed."""
    found: dict[str, list[str]] = {}
    for each in shown.loans:
        for name in each.loan.guarantors:
            found.setdefault(name, []).append(each.loan.loan_no)
    return found


def _shown(people: int) -> int:
    """Return how many of so many people are named: all, or one line less than fits."""
    return people if people <= _NAMES else _NAMES - 1
