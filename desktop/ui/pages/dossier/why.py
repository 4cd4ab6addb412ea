"""Why a claim runs out on that day, and how its interest was computed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop.domain.interest import InterestRow
from desktop.domain.ledger import RateUnit
from desktop.domain.limitation import ClockState, Step
from desktop.domain.money import yuan_text
from desktop.services.dossier import DossierLoan
from desktop.ui.theme import SPACE_4, SPACE_16, tokens_of
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.text import label

_RATE_PLACES = Decimal("0.0001")
_TOP = Qt.AlignmentFlag.AlignTop
_FIRST_CIRCLED, _LAST_CIRCLED = 0x2460, 20


class WhyCard(Card):
    """The steps of a loan's clock with their articles; what is proved stands apart."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._shown: tuple[DossierLoan, date] | None = None
        self._steps = _flowing()
        self._advice = label("", "strong", wrap=True)
        self._proved_title = label("", "card-title")
        self._proved = _flowing()
        for each in (self._steps, self._advice, self._proved_title, self._proved):
            self.body.addWidget(each)

    def show_loan(self, loan: DossierLoan, today: date) -> None:
        """Explain the clock of ``loan`` on ``today``."""
        self._shown = (loan, today)
        self.set_title(self._heading(loan))
        self._steps.setText(self._html(loan.clock.steps))
        self._advice.setText(self._advise(loan, today))
        self._proved_title.setText(self._proved_words(loan))
        self._proved.setText(self._html(loan.proved.steps))
        self._proved_title.setVisible(loan.unproved)
        self._proved.setVisible(loan.unproved)

    def changeEvent(self, event: QEvent) -> None:
        shown = getattr(self, "_shown", None)
        if event.type() is QEvent.Type.PaletteChange and shown is not None:
            self.show_loan(*shown)  # the muted colour stands inside the text
        super().changeEvent(event)

    def _heading(self, loan: DossierLoan) -> str:
        if loan.clock.last_day is None:
            words = self.tr("Why no last day is known")
            return words if loan.state is ClockState.UNKNOWN else self.tr("Why the clock stands")
        return self.tr("Why it is {day}").format(day=loan.clock.last_day)

    def _html(self, steps: Iterable[Step]) -> str:
        muted = tokens_of(self.palette()).muted
        lines = []
        for number, step in enumerate(steps):
            mark = chr(_FIRST_CIRCLED + number) if number < _LAST_CIRCLED else f"{number + 1}."
            words, article = escape(step.words), escape(step.article)
            source = f"&nbsp;&nbsp;<span style='color:{muted}'>{article}</span>"
            lines.append(f"<p style='margin:2px 0'>{mark} {words}{source}</p>")
        return "".join(lines)

    def _advise(self, loan: DossierLoan, today: date) -> str:
        if loan.state is ClockState.IN_PROCEDURE:
            return self.tr("The clock starts again when the procedure ends.")
        if loan.state is ClockState.SUSPENDED:
            return self.tr("It runs again when the cause has gone: then enter that day.")
        if loan.clock.last_day is None:
            return self.tr("Enter the due date in the core system and import the ledger again.")
        if loan.state is ClockState.EXPIRED:
            return self.tr("Over: only the debtor's own signed consent to perform revives it.")
        if loan.unproved and loan.proved.last_day is not None:
            words = self.tr("Add the evidence: without it only {day} can be proved.")
            return words.format(day=loan.proved.last_day)
        days = max((loan.clock.last_day - today).days, 0)
        words = self.tr("%n day(s) left: serve a notice and have it signed by {day}.", "", days)
        return words.format(day=loan.serve_by)

    def _proved_words(self, loan: DossierLoan) -> str:
        if loan.proved.last_day is None:
            return self.tr("By proof: no last day")
        return self.tr("By proof only until {day}").format(day=loan.proved.last_day)


class InterestCard(Card):
    """Interest to date, row by row, so that a pocket calculator can check it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._rate = label("", "muted")
        self.head.addWidget(self._rate)
        self._table = QWidget()
        self.body.addWidget(self._table)

    def show_loan(self, loan: DossierLoan) -> None:
        """Break the interest of ``loan`` down."""
        words = self.tr("Interest computed to {day}")
        self.set_title(words.format(day=loan.interest.computed_to))
        self._rate.setText(self._contract_rate(loan))
        fresh = QWidget()
        self._fill(QGridLayout(fresh), loan)
        self.body.replaceWidget(self._table, fresh)
        self._table.deleteLater()
        self._table = fresh

    def _fill(self, grid: QGridLayout, loan: DossierLoan) -> None:
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_16)
        grid.setVerticalSpacing(SPACE_4)
        grid.setColumnStretch(2, 1)
        rows = loan.interest.rows
        for line, row in enumerate(rows):
            grid.addWidget(label(row.label), line, 0, _TOP)
            grid.addWidget(label(self._period(row), "muted"), line, 1, _TOP)
            grid.addWidget(label(self._how(row, loan), "muted", wrap=True), line, 2)
            grid.addWidget(_amount(row.amount.fen), line, 3)
        line = len(rows)
        grid.addWidget(label(self.tr("Interest together"), "strong"), line, 0)
        grid.addWidget(_amount(loan.interest.total.fen, "strong"), line, 3)
        grid.addWidget(label(self.tr("With the principal")), line + 1, 0)
        grid.addWidget(_amount(loan.total_fen), line + 1, 3)

    def _period(self, row: InterestRow) -> str:
        if row.start is None:
            return self.tr("until {day}").format(day=row.end)
        return self.tr("{first} to {last}").format(first=row.start, last=row.end)

    def _how(self, row: InterestRow, loan: DossierLoan) -> str:
        if row.days is None or row.daily_rate is None or row.base is None:
            return row.source
        words = self.tr("{principal} × %n day(s) × {rate} per 10,000 a day", "", row.days)
        rate = f"{(row.daily_rate * 10_000).quantize(_RATE_PLACES).normalize():f}"
        how = words.format(principal=str(row.base), rate=rate)
        return f"{how}  {row.source}"

    def _contract_rate(self, loan: DossierLoan) -> str:
        if loan.loan.rate is None:
            return self.tr("The ledger states no rate: nothing is added after its date")
        if loan.loan.rate_unit is RateUnit.MONTHLY_PERMILLE:
            words = self.tr("Contract rate {rate} ‰ a month")
        else:
            words = self.tr("Contract rate {rate} % a year")
        return words.format(rate=f"{loan.loan.rate.normalize():f}")


def _flowing() -> QLabel:
    """Return a label of paragraphs whose text can be selected."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _amount(fen: int, role: str = "") -> QLabel:
    made = label(yuan_text(fen), role)
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    return made
