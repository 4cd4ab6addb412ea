"""What a teller says of a payment: how much, how it came, whose day, who paid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from desktop.domain.errors import CodedError
from desktop.domain.money import capital_amount, yuan_text
from desktop.domain.repayment.kinds import RepaymentKind
from desktop.services.repayments.days import DayList
from desktop.services.repayments.payments import Payment
from desktop.services.repayments.quoting import Debts
from desktop.ui.errors import explain
from desktop.ui.theme import SPACE_8, SPACE_12
from desktop.ui.widgets.amount_edit import AmountEdit
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.text import label, refresh_style

_AMOUNT_WIDTH = 220
_PAYER_WIDTH = 150
_CONSENT_WIDTH = 130


class PaymentForm(Card):
    """A debtor and a payment of his; ``changed`` says that it is another one now."""

    changed = Signal()

    def __init__(
        self, today: Callable[[], date], language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        self._today, self._language = today, language
        self.debts: Debts | None = None
        self._designated: list[str] = []
        self._build_form()
        self._connect_form()
        self.show_debts(None)

    @property
    def party_id(self) -> str:
        """The debtor in hand, or ""."""
        return self.debts.party.id if self.debts else ""

    @property
    def is_begun(self) -> bool:
        """Whether an amount was typed."""
        return bool(self.amount.text().strip())

    def show_debts(self, debts: Debts | None) -> None:
        """Start a payment of a debtor; the same debtor's other day keeps what was typed."""
        is_same = debts is not None and debts.party.id == self.party_id
        self.debts = debts
        self.setEnabled(debts is not None)
        if not is_same:
            self._clear()
        if debts is None:
            self._name.setText(self.tr("Nobody chosen"))
            self._place.setText(self.tr("Find a debtor above, or scan a notice or a receipt"))
            return
        party = debts.party
        self._name.setText(party.name)
        place = " ".join(part for part in (party.village, party.group) if part)
        count = self.tr("%n loan(s)", "", len(debts.loans))
        most = self.tr("{amount} owed in all").format(amount=debts.most)
        self._place.setText("    ".join(part for part in (place, count, most) if part))

    def payment(self) -> Payment | None:
        """Return what is said, None while it makes no payment."""
        fen, day, kind = self.amount.value(), self.day.value(), self.kinds.value()
        if self.debts is None or not fen or day is None or not isinstance(kind, RepaymentKind):
            return None
        return Payment(
            self.party_id,
            fen,
            day,
            kind,
            payer=self.payer.text(),
            authorised=self.authorised.isChecked() and bool(self.payer.text().strip()),
            designated=tuple(self._designated),
            consent=self.consent.text() if kind is RepaymentKind.SUBSIDY else "",
        )

    def designate(self, loan_ids: Sequence[str]) -> None:
        """Let the debtor name loans to be paid first, in his order."""
        self._designated = list(loan_ids)
        self.changed.emit()

    @property
    def designated(self) -> Sequence[str]:
        return tuple(self._designated)

    def refuse(self, error: CodedError | None) -> None:
        """Say what is wrong, and mark the field it is about; None when nothing is."""
        field = str(getattr(error, "field", "")) if error else ""
        marks = {
            "amount": self.amount,
            "paid_on": self.day,
            "payer": self.payer,
            "consent": self.consent,
        }
        for name, widget in marks.items():
            refresh_style(widget, invalid=name == field)
        self._error.setText(explain(error, self._language)[1] if error else "")
        self._error.setVisible(error is not None)

    def _build_form(self) -> None:
        self._name, self._place = label("", "title"), label("", "muted")
        head = QHBoxLayout()
        head.setSpacing(SPACE_12)
        head.addWidget(self._name)
        head.addWidget(self._place)
        head.addStretch(1)
        self.amount = AmountEdit()
        self.amount.setProperty("role", "figure")
        self.amount.setFixedWidth(_AMOUNT_WIDTH)
        self._capital = label("", "strong")
        self.kinds = Chips([(kind, kind_words(kind)) for kind in RepaymentKind], numbered=True)
        self.day = DateEdit(self._today, self._today())
        self.payer = QLineEdit()
        self.payer.setPlaceholderText(self.tr("the debtor"))
        self.payer.setFixedWidth(_PAYER_WIDTH)
        self.authorised = QCheckBox(self.tr("pays for the debtor, at his wish"))
        self.consent = QLineEdit()
        self.consent.setFixedWidth(_CONSENT_WIDTH)
        self._consent_name = label(self.tr("Consent no."), "muted")
        self._error = label("", "danger", wrap=True)
        self.body.addLayout(head)
        self.body.addLayout(self._lines())
        self.body.addWidget(self._error)
        self._clear()

    def _lines(self) -> QGridLayout:
        day = QHBoxLayout()
        day.setSpacing(SPACE_12)
        day.addWidget(self.day)
        for each in (self._consent_name, self.consent, label(self.tr("Payer"), "muted")):
            day.addWidget(each)
        day.addWidget(self.payer)
        day.addWidget(self.authorised)
        day.addStretch(1)
        amount = QHBoxLayout()
        amount.setSpacing(SPACE_12)
        amount.addWidget(self.amount)
        amount.addWidget(self._capital, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_12)
        grid.setVerticalSpacing(SPACE_8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(self.tr("Amount"), "muted"), 0, 0)
        grid.addLayout(amount, 0, 1)
        grid.addWidget(label(self.tr("How"), "muted"), 1, 0)
        grid.addWidget(self.kinds, 1, 1)
        grid.addWidget(label(self.tr("Day"), "muted"), 2, 0)
        grid.addLayout(day, 2, 1)
        return grid

    def _connect_form(self) -> None:
        self.amount.value_changed.connect(self._show_amount)
        self.kinds.changed.connect(self._show_kind)
        self.day.value_changed.connect(lambda _: self.changed.emit())
        self.payer.textChanged.connect(self._show_payer)
        self.consent.textChanged.connect(lambda _: self.changed.emit())
        self.authorised.toggled.connect(lambda _: self.changed.emit())

    def _clear(self) -> None:
        self._designated = []
        self.amount.clear()
        self.payer.clear()
        self.consent.clear()
        self.authorised.setChecked(False)
        self.kinds.set_value(RepaymentKind.CASH)
        self.day.set_value(self._today())
        self.refuse(None)
        self._show_kind()
        self._show_payer()

    def _show_amount(self, fen: int | None) -> None:
        self._capital.setText(capital_amount(fen) if fen else "")
        self.changed.emit()

    def _show_kind(self) -> None:
        is_subsidy = self.kinds.value() is RepaymentKind.SUBSIDY
        self.consent.setVisible(is_subsidy)
        self._consent_name.setVisible(is_subsidy)
        self.changed.emit()

    def _show_payer(self) -> None:
        self.authorised.setVisible(bool(self.payer.text().strip()))
        self.changed.emit()


def kind_words(kind: RepaymentKind) -> str:
    """Return how money came in, in a word for a chip or a cell."""
    translate = QCoreApplication.translate
    return {
        RepaymentKind.CASH: translate("Repayments", "Cash"),
        RepaymentKind.TRANSFER: translate("Repayments", "Transfer"),
        RepaymentKind.SUBSIDY: translate("Repayments", "Subsidy"),
        RepaymentKind.GUARANTOR: translate("Repayments", "Guarantor"),
        RepaymentKind.COURT: translate("Repayments", "Court"),
        RepaymentKind.ASSET: translate("Repayments", "Asset"),
    }[kind]


def cash_words(found: DayList) -> str:
    """Return which PCs took the cash of a day, "" where one took it all."""
    if len(found.cash_by_pc) < 2:
        return ""
    translate = QCoreApplication.translate
    one = translate("Repayments", "PC {letter} {amount}")
    parts = [one.format(letter=pc, amount=yuan_text(f)) for pc, f in found.cash_by_pc.items()]
    return translate("Repayments", "cash of all PCs: {parts}").format(parts="  ".join(parts))


def difference_words(fen: int) -> str:
    """Return how much more or less was counted than should lie in the drawer, "" for neither."""
    if not fen:
        return ""
    translate = QCoreApplication.translate
    over, short = (
        translate("Repayments", "over {amount}"),
        translate("Repayments", "short {amount}"),
    )
    return (over if fen > 0 else short).format(amount=yuan_text(abs(fen)))
