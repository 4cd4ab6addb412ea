"""Adopting a file of the bank's own rows: each change stands beside what it replaces first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.services.policies import RowChange
from desktop.ui.models.columns import Column
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.dossier.entry_dialog import AgreeDialog
from desktop.ui.pages.rules.names import table_name
from desktop.ui.pages.rules.values import words_of
from desktop.ui.widgets.table import LineTable

_ROWS_SEEN = 10


class AdoptDialog(AgreeDialog):
    """Shows what a file changes before it is adopted."""

    def __init__(
        self, file: str, changes: Sequence[RowChange], language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(language, parent)
        self.setMinimumWidth(860)
        self.name(self.tr("What will change"), self.tr("Adopt"))
        self.model: ListModel[RowChange] = ListModel(change_columns(), self)
        self.table = LineTable(
            self.model, "rules-changes", most_rows=_ROWS_SEEN, foot=False, exports=False
        )
        self.model.set_records(changes)
        head = self.tr(
            "%n row(s) of “{file}” change the rules; every clock is computed again.",
            "",
            len(changes),
        )
        self.lay_out(head.format(file=file), [], [self.table])
        self.confirm_button.setFocus()


def change_columns() -> list[Column[RowChange]]:
    """Return the columns of what a file of rows changes."""
    translate = QCoreApplication.translate
    return [
        Column("table", translate("Rules", "Rule"), lambda each: table_name(each.table), 168),
        Column("since", translate("Rules", "Since"), lambda each: str(each.row.since), 106),
        Column("before", translate("Rules", "So far"), _before, 200, muted=True, tip=_before),
        Column("after", translate("Rules", "From now on"), _after, 200, tip=_after),
        Column("source", translate("Rules", "Source"), lambda each: each.row.source, 160),
    ]


def _before(change: RowChange) -> str:
    return "—" if change.before is None else words_of(change.table, change.before.value)


def _after(change: RowChange) -> str:
    return words_of(change.table, change.row.value)
