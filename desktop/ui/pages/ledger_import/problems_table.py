"""What is wrong in the file: where, whose, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.ledger import LedgerProblem
from desktop.ui.models.columns import Column, Pill
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.ledger_import.words import problem_words
from desktop.ui.theme import Tone
from desktop.ui.widgets.table import LineTable


class ProblemsTable(QWidget):
    """Problems with sheet, row and column as the spreadsheet program shows them."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._build()

    def show_problems(self, problems: Sequence[LedgerProblem]) -> None:
        """Show problems, those that refuse a row first."""
        self.model.set_records(sorted(problems, key=lambda each: not each.refused))
        refused = sum(each.refused for each in problems)
        parts = [
            self.tr("%n problem(s)", "", len(problems)),
            self.tr("%n row(s) refused", "", refused),
        ]
        self.table.set_foot("      ".join(parts))

    def _build(self) -> None:
        self.model: ListModel[LedgerProblem] = ListModel(
            [
                Column("effect", "", width=84, pill=self._pill),
                Column("sheet", self.tr("Sheet"), lambda each: each.sheet, 90, muted=True),
                Column("line", self.tr("Row"), _line, 50, right=True, order=lambda e: e.line),
                Column("column", self.tr("Column"), lambda each: each.column, 90),
                Column("name", self.tr("Borrower"), lambda each: each.name, 76),
                Column("words", self.tr("What is wrong, and what to do"), self._words, 420),
            ],
            self,
        )
        self.table = LineTable(self.model, "import-problems")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)

    def _words(self, problem: LedgerProblem) -> str:
        return problem_words(problem, self._language)

    def _pill(self, problem: LedgerProblem) -> Pill:
        if problem.refused:
            return Pill(self.tr("left out"), Tone.DANGER)
        return Pill(self.tr("to mend"), Tone.WARNING)


def _line(problem: LedgerProblem) -> str:
    return str(problem.line) if problem.line else ""
