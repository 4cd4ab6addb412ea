"""The cards beside the list: the ledger's sums, and how much has run out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from desktop.domain.money import yuan_text
from desktop.services.today import TodayBoard
from desktop.ui.theme import SPACE_20
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.text import button, label, refresh_style

_FEN_IN_A_TENTH = 100_000
"""A tenth of ten thousand yuan (万), the last digit of a large figure."""


def large_amount(fen: int) -> str:
    """Return fen in units of ten thousand yuan with one decimal: 4033700000 -> ``4,033.7``."""
    tenths = (fen + _FEN_IN_A_TENTH // 2) // _FEN_IN_A_TENTH
    return f"{tenths // 10:,}.{tenths % 10}"


class SumsCard(Card):
    """Principal, loans and interest of the whole ledger, and how old it is."""

    import_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._fill()

    def show_board(self, board: TodayBoard) -> None:
        self._import.setHidden(board.ledgers_come_down)
        self._from_office.setVisible(board.ledgers_come_down)
        sums, newest = board.sums, board.newest_import
        amount = self.tr("{amount} × 10,000").format(amount=large_amount(sums.balance_fen))
        self._principal.setText(amount)
        self._loans.setText(f"{sums.loans:,}")
        words = self.tr("Interest owed: on balance {on}, off balance {off}")
        self._interest.setText(
            words.format(
                on=yuan_text(sums.on_balance_interest_fen),
                off=yuan_text(sums.off_balance_interest_fen),
            )
        )
        if newest is None:
            return
        days = (board.day - newest.as_of).days
        age = self.tr("Ledger of {day}, %n day(s) old", "", days)
        self._age.setText(age.format(day=newest.as_of))
        refresh_style(self._age, role="danger" if board.stale else "muted")

    def _fill(self) -> None:
        self.set_title(self.tr("Non-performing loans"))
        self._import = button(self.tr("Import a newer ledger"), "link")
        self._import.clicked.connect(self.import_wanted)
        self.head.addWidget(self._import)
        self._principal, self._loans = label("", "figure"), label("", "figure")
        figures = QHBoxLayout()
        figures.setSpacing(2 * SPACE_20)
        figures.addLayout(_figure(self._principal, self.tr("Principal")))
        figures.addLayout(_figure(self._loans, self.tr("Loans")))
        figures.addStretch(1)
        self._interest, self._age = label("", "muted"), label("", "muted")
        self.body.addLayout(figures)
        self.body.addWidget(self._interest)
        self.body.addWidget(self._age)
        words = self.tr("A newer ledger comes with head office's return: page Sync")
        self._from_office = label(words, "muted", wrap=True)
        self._from_office.hide()
        self.body.addWidget(self._from_office)


class ExpiredCard(Card):
    """How many claims have run out, as a share of the principal."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._fill()

    def show_board(self, board: TodayBoard) -> None:
        over = board.expired
        words = self.tr("%n loan(s)  principal {amount}", "", over.loans)
        self._sums.setText(words.format(amount=yuan_text(over.balance_fen)))
        share = over.balance_fen * 1000 // (board.sums.balance_fen or 1)
        self._bar.setValue(share)
        words = self.tr("{share} % of the principal; only the debtor's consent revives a claim")
        self._share.setText(words.format(share=f"{share // 10}.{share % 10}"))
        self._show.setEnabled(over.loans > 0)

    def _fill(self) -> None:
        self.set_title(self.tr("Limitation over"))
        self._sums, self._share = label(), label("", "muted")
        self._show = button(self.tr("Show"), "link")
        self._show.clicked.connect(self.wanted)
        self.head.addWidget(self._sums)
        self.head.addWidget(self._show)
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._share)


def _figure(figure: QLabel, name: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(figure)
    column.addWidget(label(name, "muted"))
    return column
