"""What the newest ledger says otherwise about repayments taken here; a person decides each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.errors import CodedError
from desktop.domain.money import yuan_text
from desktop.domain.repayment.matching import MatchCode
from desktop.services.repayment_ports import OpenDifference
from desktop.ui.errors import explain
from desktop.ui.models.columns import Column, Pill
from desktop.ui.models.lines import ListModel
from desktop.ui.theme import SPACE_8, SPACE_12, SPACE_16, Tone
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label

_SIZE = (960, 480)


class DifferencesDialog(QDialog):
    """``decided`` carries an OpenDifference, whether the core system has booked it, the note."""

    decided = Signal(object, bool, str)

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._build()
        self._connect()
        self._offer()

    def show_differences(self, found: Sequence[OpenDifference]) -> None:
        """Show what is still undecided."""
        self.model.set_records(found)
        self.note.clear()
        if found:
            self.table.select_row(0)
        self._offer()

    def refuse(self, error: CodedError) -> None:
        """Say why a decision was not taken."""
        self._error.setText(explain(error, self._language)[1])

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Repayments that the ledger tells otherwise"))
        self.resize(*_SIZE)
        what = self.tr(
            "Compare with the core system. Until it is decided a repayment stays subtracted: "
            "nobody is asked for what he has paid."
        )
        self.model: ListModel[OpenDifference] = ListModel(_columns(), self)
        self.table = LineTable(self.model, "repayment_differences")
        self.note = QLineEdit()
        self.note.setPlaceholderText(self.tr("what was found in the core system"))
        self.booked = button(self.tr("Booked there: its figures hold"), "primary")
        self.unbooked = button(self.tr("Not booked there yet"))
        self._error = label("", "danger", wrap=True)
        self._close = button(self.tr("Close"), key="Esc")
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_8)
        foot.addWidget(self._close)
        foot.addStretch(1)
        foot.addWidget(self.unbooked)
        foot.addWidget(self.booked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_16)
        layout.setSpacing(SPACE_12)
        layout.addWidget(label(what, "muted", wrap=True))
        layout.addWidget(self.table, 1)
        layout.addWidget(self.note)
        layout.addWidget(self._error)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.table.current_changed.connect(lambda _: self._offer())
        self.note.textChanged.connect(lambda _: self._offer())
        self.booked.clicked.connect(lambda: self._decide(True))
        self.unbooked.clicked.connect(lambda: self._decide(False))
        self._close.clicked.connect(self.reject)

    def _decide(self, booked: bool) -> None:
        found: OpenDifference | None = self.table.current_record()
        if found is not None:
            self.decided.emit(found, booked, self.note.text().strip())

    def _offer(self) -> None:
        self._error.setText("")
        ready = bool(self.note.text().strip()) and self.table.current_record() is not None
        self.booked.setEnabled(ready)
        self.unbooked.setEnabled(ready)


def _columns() -> list[Column[OpenDifference]]:
    translate = QCoreApplication.translate
    return [
        Column(
            "receipt",
            translate("Repayments", "Receipt"),
            lambda each: each.repayment.receipt,
            width=100,
        ),
        Column(
            "paid_on",
            translate("Repayments", "Day"),
            lambda each: each.repayment.paid_on.isoformat(),
            width=92,
        ),
        Column("loan", translate("Repayments", "Loan"), lambda each: each.share.loan_no, width=150),
        Column(
            "principal",
            translate("Repayments", "Principal"),
            amount=lambda each: each.share.principal_fen,
            width=92,
        ),
        Column(
            "interest",
            translate("Repayments", "Interest"),
            amount=lambda each: each.share.interest_fen,
            width=92,
        ),
        Column("says", translate("Repayments", "The ledger"), pill=_pill, width=130),
        Column("figures", translate("Repayments", "Principal there"), _figures, width=180),
    ]


def _pill(each: OpenDifference) -> Pill:
    translate = QCoreApplication.translate
    return {
        MatchCode.NOT_BOOKED: Pill(translate("Repayments", "not booked"), Tone.WARNING),
        MatchCode.PRINCIPAL_DIFFERS: Pill(translate("Repayments", "other principal"), Tone.DANGER),
        MatchCode.INTEREST_DIFFERS: Pill(translate("Repayments", "other interest"), Tone.WARNING),
        MatchCode.LOAN_MISSING: Pill(translate("Repayments", "loan missing"), Tone.DANGER),
        MatchCode.CONFIRMED: Pill(translate("Repayments", "confirmed"), Tone.GOOD),
    }[each.confirmation.code]


def _figures(each: OpenDifference) -> str:
    figures = each.confirmation.figures
    if not figures:
        return ""
    return f"{yuan_text(figures['principal_before'])} → {yuan_text(figures['principal_after'])}"
