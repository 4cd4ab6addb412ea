"""The line at the bottom: how old the ledger is, the last backup, whether the journal is whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.services.backups import is_old
from desktop.ui.theme import SPACE_4, SPACE_16, SPACE_20
from desktop.ui.widgets.text import button, label, refresh_style


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """What the status bar says; ``chain`` is None while nobody has checked the journal."""

    today: date
    ledger_date: date | None
    stale_after_days: int
    last_backup: datetime | None = None
    chain: bool | None = None
    has_ledger: bool = True
    """Whether a ledger is expected here: head office keeps those of its branches elsewhere."""
    last_exchange: date | None = None
    """None where the branch is not registered with head office."""
    exchange_is_due: bool = False


class StatusBar(QWidget):
    """Four facts, in red where something is to be done about them, and who is signed in.

    ``backup_wanted`` says that a person clicked the offer beside a backup that is old or missing,
    ``exchange_wanted`` that he clicked when the last exchange with head office was.
    """

    backup_wanted = Signal()
    exchange_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()

    def show_facts(self, facts: StatusFacts) -> None:
        self._show_ledger(facts)
        self._show_exchange(facts)
        self._show_backup(facts)
        self._show_chain(facts)

    def show_user(self, name: str, role: str) -> None:
        """Say who is signed in and as what; nothing in a database without users."""
        self.user.setText(f"{name}　{role}" if role else "")

    def _build(self) -> None:
        self.setObjectName("statusBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.user, self.ledger = label(role="strong"), label()
        self.backup, self.chain = label(), label()
        self.exchange = button("", "link")
        self.exchange.clicked.connect(self.exchange_wanted)
        self.exchange.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_16, SPACE_4, SPACE_16, SPACE_4)
        layout.setSpacing(SPACE_20 + SPACE_4)
        layout.addWidget(self.ledger)
        layout.addWidget(self.exchange)
        self.back_up = button(self.tr("Back up now"), "link")
        self.back_up.clicked.connect(self.backup_wanted)
        layout.addWidget(self.backup)
        layout.addWidget(self.back_up)
        layout.addStretch(1)
        layout.addWidget(self.chain)
        layout.addWidget(self.user)

    def _show_ledger(self, facts: StatusFacts) -> None:
        self.ledger.setVisible(facts.has_ledger)
        if facts.ledger_date is None:
            self.ledger.setText(self.tr("No ledger imported yet"))
            refresh_style(self.ledger, role="small")
            return
        days = (facts.today - facts.ledger_date).days
        words = self.tr("Ledger of {day} (%n day(s) ago)", "", days)
        self.ledger.setText(words.format(day=facts.ledger_date.isoformat()))
        refresh_style(self.ledger, role="danger" if days > facts.stale_after_days else "small")

    def _show_exchange(self, facts: StatusFacts) -> None:
        self.exchange.setVisible(facts.last_exchange is not None)
        if facts.last_exchange is not None:
            days = (facts.today - facts.last_exchange).days
            self.exchange.setText(self.tr("Last exchange %n day(s) ago", "", days))
        refresh_style(self.exchange, role="danger-link" if facts.exchange_is_due else "link")

    def _show_backup(self, facts: StatusFacts) -> None:
        on, old = facts.last_backup, is_old(facts.last_backup, facts.today)
        self.back_up.setVisible(old)
        refresh_style(self.backup, role="danger" if old else "small")
        if on is None:
            self.backup.setText(self.tr("No backup yet"))
            return
        day = self.tr("today") if on.date() == facts.today else on.date().isoformat()
        self.backup.setText(self.tr("Last backup {day} {time}").format(day=day, time=f"{on:%H:%M}"))

    def _show_chain(self, facts: StatusFacts) -> None:
        words = {
            None: self.tr("Journal not checked today"),
            True: self.tr("Journal whole"),
            False: self.tr("Journal damaged"),
        }
        self.chain.setText(words[facts.chain])
        refresh_style(self.chain, role="danger" if facts.chain is False else "small")
