"""Step 2: what speaks against the chosen notices, and what to do about it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop.domain.money import yuan_text
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.notices.columns import check_columns
from desktop.ui.pages.notices.selection import (
    ROUND_GROUPS,
    Candidate,
    Group,
    Selection,
    count_groups,
    of_group,
    sum_up,
)
from desktop.ui.pages.notices.step import Step
from desktop.ui.pages.notices.words import group_name
from desktop.ui.theme import SPACE_12
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label

_GROUPS = (Group.TROUBLED, Group.SOUND, *ROUND_GROUPS)


class CheckNotices(Step):
    """The chosen debtors with their problems; a forbidden one cannot be ticked.

    ``ledger_wanted`` asks for the page that imports a newer ledger.
    """

    ledger_wanted = Signal()

    def __init__(self, selection: Selection, language: str) -> None:
        self._selection = selection
        self._language = language
        self._candidates: list[str] = []
        super().__init__()

    def primary(self) -> tuple[str, bool]:
        count = len(self._selection.chosen())
        return self.tr("Preview %n notice(s)", "", count), count > 0

    def hint(self) -> str:
        return self.tr("Sorted by township, village, group and debtor. Space ticks.")

    def arrive(self) -> None:
        self.table.setFocus()
        if self.model.rowCount():
            self.table.select_row(0)

    def show_checked(self, ledger_day: date | None, computed_to: date) -> None:
        """Show the forbidden candidates, then the chosen ones, and how old the figures are."""
        checked = sorted(self._selection.checked(), key=lambda each: each.allowed)
        self._candidates = [each.party.id for each in checked]
        counts = count_groups(self._records(), _GROUPS)
        self.chips.set_value(Group.TROUBLED if counts[Group.TROUBLED] else Group.SOUND)
        ledger = ledger_day.isoformat() if ledger_day else "—"
        words = self.tr("Ledger {ledger}, interest to {day}")
        self._age.setText(words.format(ledger=ledger, day=computed_to.isoformat()))
        self._stale.setVisible(self._selection.is_stale())
        self._show()

    def _build(self) -> None:
        self.chips = Chips([(each, group_name(each)) for each in _GROUPS], numbered=True)
        self.obey_numbers(self.chips, len(_GROUPS))
        self._age = label("", "muted")
        self._update = button(self.tr("Update the ledger"), "link")
        line = QHBoxLayout()
        line.setSpacing(SPACE_12)
        line.addWidget(self.chips, 1)
        line.addWidget(self._age)
        line.addWidget(self._update)
        self._stale = Card(role="warning")
        warning = self.tr(
            "The ledger is old. Amounts on the notices may be wrong: import a newer one first."
        )
        self._stale.body.addWidget(label(warning, wrap=True))
        self.model: ListModel[Candidate] = ListModel(check_columns(self._language), self)
        self.table = LineTable(self.model, "notices_check")
        self.body.addLayout(line)
        self.body.addWidget(self._stale)
        self.body.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.chips.changed.connect(self._show)
        self.model.toggled.connect(self._toggle)
        self._update.clicked.connect(self.ledger_wanted)

    def _records(self) -> list[Candidate]:
        return [self._selection.get(each) for each in self._candidates]

    def _show(self) -> None:
        group = Group(str(self.chips.value()))
        self.model.set_records(of_group(self._records(), group))
        self._count()

    def _count(self) -> None:
        records = self._records()
        for group, count in count_groups(records, _GROUPS).items():
            self.chips.set_label(group, f"{group_name(group)} {count:,}")
        chosen = sum_up(self._selection.chosen())
        words = [
            self.tr("%n debtor(s)", "", len(records)),
            self.tr("%n to print", "", chosen.debtors),
            self.tr("%n not to print", "", len(records) - chosen.debtors),
            self.tr("Total owed {amount}").format(amount=yuan_text(chosen.total_fen)),
        ]
        self.table.set_foot("      ".join(words))
        self.changed.emit()

    def _toggle(self, candidate: Candidate, ticked: bool) -> None:
        self._selection.tick([candidate.party.id], ticked)
        row = self.model.records.index(candidate)
        self.model.replace(row, self._selection.get(candidate.party.id))
        self._count()
