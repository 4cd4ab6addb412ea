"""The loans of a debtor: the table, why the chosen one's day is what it is, and its interest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.limitation import Effect, event_label
from desktop.domain.money import yuan_text
from desktop.services.dossier import Dossier, DossierLoan
from desktop.services.records import LoanStatus
from desktop.ui.models.columns import Column, Pill
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.dossier.badges import reason_of
from desktop.ui.pages.dossier.derived import CLASS, INTEREST, LIMITATION, Derived
from desktop.ui.pages.dossier.side import PeopleCard, RecentCard
from desktop.ui.pages.dossier.why import InterestCard, WhyCard
from desktop.ui.theme import SPACE_12, SPACE_16, Tone
from desktop.ui.widgets.clock_pill import clock_pill
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button

_SIDE_WIDTH = 288
_MOST_ROWS = 6
"""More loans scroll inside their table: the answer below it must be seen at once."""


class LoansTab(QWidget):
    """Loans at the left with the reasons below; what happened last and who is liable beside.

    ``why_wanted`` and ``event_wanted`` carry the chosen DossierLoan.
    """

    why_wanted = Signal(object)
    event_wanted = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._derived: Derived | None = None
        self._build()
        self.table.current_changed.connect(self._explain)
        self.table.opened.connect(self.why_wanted)
        for each, signal in ((self.how, self.why_wanted), (self.event_button, self.event_wanted)):
            each.clicked.connect(
                lambda _=False, wish=signal: wish.emit(self.table.current_record())
            )

    def show_dossier(self, shown: Dossier, loan_id: str = "") -> None:
        """Show the loans and choose ``loan_id``, else the one chosen, else the most pressing."""
        chosen = self.table.current_record()
        loan_id = loan_id or (chosen.loan.id if chosen else "")
        self._derived = None
        self.model.set_records(shown.loans)
        self.table.set_foot(self._sums(shown))
        self.table.updateGeometry()
        self.recent.show_dossier(shown)
        self.people.show_dossier(shown)
        loans = list(self.model.records)
        if loans:
            wanted = [each for each in loans if each.loan.id == loan_id]
            self.table.select_row(loans.index(wanted[0] if wanted else most_pressing(loans)))

    def show_derived(self, found: Derived) -> None:
        """Have the reasons of amounts, classes and clocks ready for a hover."""
        self._derived = found
        self.people.show_guarantors(found.guarantors)

    def _build(self) -> None:
        self.model: ListModel[DossierLoan] = ListModel(loan_columns(self._today, self._tip), self)
        self.table = LineTable(self.model, "dossier-loans", most_rows=_MOST_ROWS)
        self.why, self.interest = WhyCard(), InterestCard()
        self.recent, self.people = RecentCard(), PeopleCard()
        self.how = button(self.tr("How was this computed?"), key="F8")
        self.event_button = button(self.tr("Record what happened…"), key="F7")
        self.why.head.addWidget(self.event_button)
        self.why.head.addWidget(self.how)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, widgets in (
            (left, (self.table, self.why, self.interest)),
            (right, (self.recent, self.people)),
        ):
            column.setSpacing(SPACE_12)
            for each in widgets:
                column.addWidget(each)
            column.addStretch(1)
        self._lay_out(left, right)

    def _lay_out(self, left: QVBoxLayout, right: QVBoxLayout) -> None:
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, SPACE_12, 0, 0)
        columns.setSpacing(SPACE_16)
        side = QWidget()
        side.setFixedWidth(_SIDE_WIDTH)
        side.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        columns.addLayout(left, 1)
        columns.addWidget(side)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        inside.setProperty("role", "canvas")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def _explain(self, loan: DossierLoan | None) -> None:
        for card in (self.why, self.interest):
            card.setHidden(loan is None)
        for each in (self.how, self.event_button):
            each.setEnabled(loan is not None)
        if loan is not None:
            self.why.show_loan(loan, self._today)
            self.interest.show_loan(loan)

    def _tip(self, loan: DossierLoan, what: str) -> str:
        """Return how one answer about a loan came about, as far as it is known yet."""
        words = self._derived.hint(loan.loan.id, what) if self._derived else ""
        return words or (reason_of(loan) if what == LIMITATION else "")

    def _sums(self, shown: Dossier) -> str:
        total = shown.balance_fen + shown.interest_fen
        parts = [
            self.tr("%n loan(s)", "", len(shown.loans)),
            self.tr("Principal {amount}").format(amount=yuan_text(shown.balance_fen)),
            self.tr("Owed today {amount}").format(amount=yuan_text(total)),
        ]
        return "      ".join(parts)


def most_pressing(loans: list[DossierLoan]) -> DossierLoan:
    """Return the living claim that runs out first, else the first loan."""
    alive = [each for each in loans if each.state == "alive" and each.clock.last_day]
    return min(alive, key=lambda each: each.clock.last_day or date.max, default=loans[0])


def loan_columns(today: date, tip: Callable[[DossierLoan, str], str]) -> list[Column[DossierLoan]]:
    """Return the columns of the loans table; ``today`` colours the clocks, ``tip`` explains."""
    translate = QCoreApplication.translate
    return [
        Column(
            "loan_no",
            translate("Dossier", "Loan number"),
            lambda each: each.loan.loan_no,
            width=150,
            pill=status_pill,
        ),
        Column("lent", translate("Dossier", "Lent"), lambda each: _day(each.loan.disbursed_on), 92),
        Column("due", translate("Dossier", "Due"), lambda each: _day(each.loan.due_on), 92),
        Column(
            "balance",
            translate("Dossier", "Principal"),
            amount=lambda each: each.loan.balance_fen,
            width=104,
        ),
        Column(
            "owed",
            translate("Dossier", "Owed today"),
            amount=lambda each: each.total_fen,
            width=110,
            tip=lambda each: tip(each, INTEREST),
        ),
        Column(
            "class",
            translate("Dossier", "Class"),
            lambda each: each.loan.five_class,
            48,
            tip=lambda each: tip(each, CLASS),
        ),
        Column(
            "claimed",
            translate("Dossier", "Limitation"),
            width=138,
            pill=lambda each: clock_pill(each.state, each.clock.last_day, today),
            tip=lambda each: tip(each, LIMITATION),
            order=lambda each: each.clock.last_day or date.max,
        ),
        Column("proof", translate("Dossier", "Proof"), proof, 92, pill=lambda e: weak(e, today)),
    ]


def status_pill(each: DossierLoan) -> Pill | None:
    """Return a loan's standing where it is not simply in the ledger."""
    translate = QCoreApplication.translate
    words = {
        LoanStatus.MISSING: Pill(translate("Dossier", "not in ledger"), Tone.INFO),
        LoanStatus.SETTLED: Pill(translate("Dossier", "settled"), Tone.GOOD),
        LoanStatus.MOVED: Pill(translate("Dossier", "moved"), Tone.MUTED),
    }
    return words.get(each.loan.status)


def weak(each: DossierLoan, today: date) -> Pill | None:
    """Return the day by proof where it is not the claimed one."""
    if not each.unproved:
        return None
    pill = clock_pill(each.state, each.proved.last_day, today)
    return Pill(pill.text, Tone.WARNING)


def proof(each: DossierLoan) -> str:
    """Return what the proved clock rests on: the last interruption, else the due date."""
    if each.unproved or each.proved.start is None:
        return ""
    counted = (Effect.INTERRUPTED, Effect.REVIVED)
    moved = [step.event for step in each.proved.steps if step.effect in counted and step.event]
    if not moved:
        return QCoreApplication.translate("Dossier", "due date")
    return f"{event_label(moved[-1].kind)} {moved[-1].occurred_on}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
