"""What a ledger brings, or brought: branch by branch, and every row that is left out or to mend."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from desktop.domain.money import yuan_text
from desktop.services.office.ledgers import ImportedLedger, ImportedLedgers
from desktop.ui.models.columns import Column, Pill
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.ledger_import.problems_table import ProblemsTable
from desktop.ui.theme import SPACE_8, SPACE_12, SPACE_16, Tone
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label

_SIZE = (920, 520)
_MOST_NAMED = 12


class ImportedDialog(QDialog):
    """``agreed`` tells that what is shown is to be imported; a dialog of the past asks nothing."""

    agreed = Signal()

    def __init__(
        self,
        made: ImportedLedgers,
        language: str,
        parent: QWidget | None = None,
        *,
        is_look: bool = False,
    ) -> None:
        super().__init__(parent)
        title = self.tr("What the ledger brings") if is_look else self.tr("Ledger imported")
        self.setWindowTitle(title)
        self.resize(*_SIZE)
        self.words = label("", "strong", wrap=True)
        self.absent = label("", "muted", wrap=True)
        self.model: ListModel[ImportedLedger] = ListModel(ledger_columns(), self)
        self.table = LineTable(self.model, "office-imported", exports=False)
        self.problems = ProblemsTable(language)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.table, self.tr("Branches"))
        problems = self.tr("Problems {count}").format(count=f"{len(made.problems):,}")
        self.tabs.addTab(self.problems, problems)
        close = button(self.tr("Cancel") if is_look else self.tr("Close"), "", "Esc")
        self.go = button(self.tr("Import") + "  Ctrl+Enter", "primary")
        self.go.setVisible(is_look)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_8)
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self.go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_16)
        layout.setSpacing(SPACE_12)
        for each in (self.words, self.absent):
            layout.addWidget(each)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(foot)
        close.clicked.connect(self.reject)
        self.go.clicked.connect(self._agree)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.go.click)
        self._show(made)
        (self.go if is_look else close).setFocus()

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit()

    def _show(self, made: ImportedLedgers) -> None:
        taken = [each for each in made.branches if each.older_than is None]
        days = sorted({each.ledger.as_of for each in made.branches})
        words = self.tr("Ledger of {day}: %n branch(es), {loans} loans, {balance}", "", len(taken))
        self.words.setText(
            words.format(
                day="、".join(map(str, days)),
                loans=f"{sum(each.ledger.loans for each in taken):,}",
                balance=yuan_text(sum(each.ledger.balance_fen for each in taken)),
            )
        )
        self.absent.setText(self._absent(made.absent))
        self.absent.setHidden(not made.absent)
        self.model.set_records(made.branches)
        released = sum(each.released for each in made.branches)
        self.table.set_foot(self.tr("%n held entry(s) go on", "", released))
        self.problems.show_problems(made.problems)
        if made.branches:
            self.table.select_row(0)
        self.go.setEnabled(bool(taken))
        if any(each.refused for each in made.problems):
            self.tabs.setCurrentWidget(self.problems)

    def _absent(self, codes: tuple[str, ...]) -> str:
        named = "、".join(codes[:_MOST_NAMED]) + ("…" if len(codes) > _MOST_NAMED else "")
        words = self.tr(
            "%n branch(es) have no row in it and keep what they have: {named}", "", len(codes)
        )
        return words.format(named=named)


def ledger_columns() -> list[Column[ImportedLedger]]:
    """Return the columns: what each branch gets, beside what it has."""
    translate = QCoreApplication.translate
    return [
        Column("code", translate("Office", "Code"), lambda each: each.ledger.branch, 80),
        Column("state", translate("Office", "State"), pill=_state, width=150),
        _count("loans", translate("Office", "Loans"), lambda each: each.ledger.loans),
        Column(
            "balance",
            translate("Office", "Balance"),
            amount=lambda each: each.ledger.balance_fen,
            width=130,
        ),
        Column(
            "day_before",
            translate("Office", "Before: of"),
            lambda each: each.before.as_of.isoformat() if each.before else "",
            100,
            muted=True,
        ),
        _count(
            "loans_before",
            translate("Office", "Loans"),
            lambda each: each.before.loans if each.before else None,
        ),
        Column(
            "balance_before",
            translate("Office", "Balance"),
            amount=lambda each: each.before.balance_fen if each.before else None,
            width=130,
            muted=True,
        ),
        _count("released", translate("Office", "Held go on"), lambda each: each.released or None),
    ]


def _count(
    key: str, heading: str, count: Callable[[ImportedLedger], int | None]
) -> Column[ImportedLedger]:
    def text(line: ImportedLedger) -> str:
        number = count(line)
        return "" if number is None else f"{number:,}"

    return Column(key, heading, text, 72, right=True, order=lambda each: count(each) or 0)


def _state(line: ImportedLedger) -> Pill:
    translate = QCoreApplication.translate
    if line.older_than is not None:
        return Pill(translate("Office", "left out: older"), Tone.WARNING)
    return Pill(translate("Office", "new"), Tone.GOOD)
