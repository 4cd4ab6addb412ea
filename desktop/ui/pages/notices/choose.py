"""Step 1: who gets a notice, of which round. What the program proposes is ticked already."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton

from desktop.domain.money import yuan_text
from desktop.domain.rounds import LAST_ROUND
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.notices.columns import choice_columns
from desktop.ui.pages.notices.filters import NoticeFilters
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
from desktop.ui.pages.notices.words import group_name, round_name
from desktop.ui.theme import SPACE_8
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button

_GROUPS = (Group.SUGGESTED, *ROUND_GROUPS, Group.HELD)


class ChooseNotices(Step):
    """The list of proposals. Space ticks, Ctrl+1 to 3 sets the round of the selected rows."""

    def __init__(self, selection: Selection, today: Callable[[], date], language: str) -> None:
        self._selection = selection
        self._today = today
        self._language = language
        super().__init__()

    def primary(self) -> tuple[str, bool]:
        count = len(self._selection.chosen())
        return self.tr("Check %n notice(s)", "", count), count > 0 and self.filters.day is not None

    def hint(self) -> str:
        return self.tr("Space ticks, Ctrl+A selects all rows, Ctrl+1 to 3 sets their round")

    def arrive(self) -> None:
        self.table.setFocus()
        if not self.table.view.currentIndex().isValid() and self.model.rowCount():
            self.table.select_row(0)

    def show_proposals(self) -> None:
        """Show the selection anew, after it was proposed or filtered."""
        self.filters.offer(self._selection)
        self._show()

    def stand_on(self, party_id: str) -> None:
        """Show the chip a debtor is under, and its row."""
        suggested = self._selection.get(party_id).suggested
        self.chips.set_value(Group.SUGGESTED if suggested else Group.HELD)
        self._show()
        for row, each in enumerate(self.model.records):
            if each.party.id == party_id:
                self.table.select_row(row)

    def _build(self) -> None:
        self.filters = NoticeFilters(self._today, self._language)
        self.chips = Chips([(each, group_name(each)) for each in _GROUPS], numbered=True)
        self.chips.set_value(Group.SUGGESTED)
        self.obey_numbers(self.chips, len(_GROUPS))
        self._rounds = self._round_button()
        self._tick_all = button(self.tr("Tick all"))
        self._tick_none = button(self.tr("Tick none"))
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        line.addWidget(self.chips, 1)
        for each in (self._rounds, self._tick_all, self._tick_none):
            line.addWidget(each)
        self.model: ListModel[Candidate] = ListModel(choice_columns(self._language), self)
        self.table = LineTable(self.model, "notices_choose")
        self.body.addWidget(self.filters)
        self.body.addLayout(line)
        self.body.addWidget(self.table, 1)

    def _round_button(self) -> QPushButton:
        made = button(self.tr("Round of the selected rows"))
        menu = QMenu(made)
        for number in range(1, LAST_ROUND + 1):
            action = menu.addAction(round_name(number))
            action.setShortcut(QKeySequence(f"Ctrl+{number}"))
            action.triggered.connect(lambda _=False, each=number: self._set_round(each))
        action = menu.addAction(self.tr("As proposed"))
        action.setShortcut(QKeySequence("Ctrl+0"))
        action.triggered.connect(lambda: self._set_round(None))
        self.addActions(menu.actions())
        made.setMenu(menu)
        return made

    def _connect(self) -> None:
        self.filters.changed.connect(self._rescope)
        self.chips.changed.connect(self._show)
        self.model.toggled.connect(self._toggle)
        self._tick_all.clicked.connect(lambda: self._tick_shown(True))
        self._tick_none.clicked.connect(lambda: self._tick_shown(False))

    def _rescope(self) -> None:
        self._selection.scope = self.filters.scope
        self._show()

    def _show(self) -> None:
        """Fill the table, the counts on the chips and the foot."""
        group = Group(str(self.chips.value()))
        self.model.set_records(of_group(self._selection.in_scope(), group))
        self._count()

    def _count(self) -> None:
        candidates = self._selection.in_scope()
        for group, count in count_groups(candidates, _GROUPS).items():
            self.chips.set_label(group, f"{group_name(group)} {count:,}")
        chosen, shown = sum_up(self._selection.chosen()), sum_up(self.model.records)
        words = [
            self.tr("%n debtor(s) shown", "", shown.debtors),
            self.tr("%n ticked", "", chosen.debtors),
            self.tr("%n loan(s)", "", chosen.loans),
            self.tr("Total owed {amount}").format(amount=yuan_text(chosen.total_fen)),
        ]
        self.table.set_foot("      ".join(words))
        self.changed.emit()

    def _toggle(self, candidate: Candidate, ticked: bool) -> None:
        """Tick one row, or all the selected ones when it is among them."""
        selected = self.table.selected_records()
        rows = selected if candidate in selected else [candidate]
        self._change(rows, lambda ids: self._selection.tick(ids, ticked))

    def _tick_shown(self, ticked: bool) -> None:
        self._change(list(self.model.records), lambda ids: self._selection.tick(ids, ticked))

    def _set_round(self, number: int | None) -> None:
        rows: list[Candidate] = self.table.selected_records()
        self._change(rows, lambda ids: self._selection.set_round(ids, number))

    def _change(self, rows: list[Candidate], change: Callable[[list[str]], None]) -> None:
        """Change candidates and show them where they stand, even if they left their chip."""
        change([each.party.id for each in rows])
        if len(rows) == 1:
            row = self.model.records.index(rows[0])
            self.model.replace(row, self._selection.get(rows[0].party.id))
        elif rows:
            records = (self._selection.get(each.party.id) for each in self.model.records)
            self.model.replace_all(records)
        self._count()
