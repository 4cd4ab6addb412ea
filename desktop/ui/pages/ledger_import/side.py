"""Beside the mapping: what the import will do, and whether the file's totals agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop.domain.ledger import LedgerReading, TotalCheck
from desktop.domain.money import yuan_text
from desktop.services.ledger_plan import ImportPlan
from desktop.ui.models.columns import Pill
from desktop.ui.pages.ledger_import.words import total_name, total_text
from desktop.ui.theme import SPACE_4, SPACE_12, Tone
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.pill import PillLabel
from desktop.ui.widgets.text import label

_TOTALS_SHOWN = 6
"""A clerk's ledger has a total a village: those that differ come first."""


class _Grid(Card):
    """A card whose lines are made anew whenever it is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lines = QWidget()
        self.body.addWidget(self._lines)

    def _start(self) -> QGridLayout:
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_12)
        grid.setVerticalSpacing(SPACE_4)
        grid.setColumnStretch(0, 1)
        self.body.replaceWidget(self._lines, fresh)
        self._lines.deleteLater()
        self._lines = fresh
        return grid


class PlanCard(_Grid):
    """Counts and sums of the import that is about to happen."""

    def show_plan(self, reading: LedgerReading, plan: ImportPlan | None) -> None:
        """Show what will be written; without a plan, what the file holds."""
        self.set_title(self.tr("What will happen"))
        grid = self._start()
        rows = reading.rows
        for line, (name, words, role) in enumerate(
            [
                (self.tr("Loans in the file"), f"{len(rows):,}", "strong"),
                *(self._counts(plan) if plan else ()),
                (self.tr("Principal"), _sum(row.balance_fen for row in rows), "strong"),
                (
                    self.tr("Interest on balance"),
                    _sum(row.on_balance_interest_fen for row in rows),
                    "",
                ),
                (
                    self.tr("Interest off balance"),
                    _sum(row.off_balance_interest_fen for row in rows),
                    "",
                ),
            ]
        ):
            grid.addWidget(label(name, "muted"), line, 0)
            grid.addWidget(_right(words, role), line, 1)

    def _counts(self, plan: ImportPlan) -> list[tuple[str, str, str]]:
        refused = sum(problem.refused for problem in plan.problems)
        lines = [
            (self.tr("new loans"), len(plan.loans), ""),
            (self.tr("new debtors"), len(plan.parties), ""),
            (self.tr("known loans updated"), plan.updated, ""),
            (self.tr("known loans unchanged"), plan.unchanged, ""),
            (self.tr("no longer listed"), len(plan.missing), "danger"),
            (self.tr("back in the ledger"), plan.reappeared, ""),
            (self.tr("rows left out"), refused, "danger"),
        ]
        return [(name, f"{count:,}", role if count else "") for name, count, role in lines]


class TotalsCard(_Grid):
    """The totals the file states beside the sums of its rows."""

    def show_totals(self, totals: Sequence[TotalCheck]) -> None:
        """Show the totals that differ, then some that agree."""
        self.set_title(self.tr("Totals of the file"))
        grid = self._start()
        differing = [total for total in totals if not total.agrees]
        shown = [*differing, *(total for total in totals if total.agrees)][:_TOTALS_SHOWN]
        for line, total in enumerate(shown):
            grid.addWidget(label(self._where(total), "muted"), 2 * line, 0)
            grid.addWidget(self._pill(total), 2 * line, 1, Qt.AlignmentFlag.AlignRight)
            if not total.agrees:
                grid.addWidget(label(self._difference(total), "danger"), 2 * line + 1, 0, 1, 2)
        rest = len(totals) - len(shown)
        agreeing = len(totals) - len(differing)
        if rest > 0:
            words = self.tr("%n agree in all", "", agreeing)
            grid.addWidget(label(words, "muted"), 2 * len(shown), 0)
        if not totals:
            grid.addWidget(label(self.tr("The file states none"), "muted"), 0, 0)

    def _where(self, total: TotalCheck) -> str:
        return "  ".join(part for part in (total.sheet, total_name(total)) if part)

    def _pill(self, total: TotalCheck) -> PillLabel:
        if total.agrees:
            return PillLabel(Pill(self.tr("agrees"), Tone.GOOD))
        return PillLabel(Pill(self.tr("differs"), Tone.DANGER))

    def _difference(self, total: TotalCheck) -> str:
        words = self.tr("stated {stated}, rows give {computed}")
        return words.format(
            stated=total_text(total, total.stated), computed=total_text(total, total.computed)
        )


def _sum(amounts: Iterable[int]) -> str:
    return yuan_text(sum(amounts))


def _right(text: str, role: str) -> QLabel:
    made = label(text, role)
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made
