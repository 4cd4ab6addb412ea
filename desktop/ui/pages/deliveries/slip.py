"""The left side: scan a slip, see whose it is, fill in the form, see what follows."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.domain.errors import CodedError
from desktop.domain.money import yuan_text
from desktop.domain.rounds import NoticeState
from desktop.services.delivery import NoticeToServe
from desktop.ui.errors import explain
from desktop.ui.models.columns import Pill
from desktop.ui.pages.deliveries.effects import EffectPanel
from desktop.ui.pages.deliveries.form import DeliveryForm
from desktop.ui.pages.deliveries.words import place_text
from desktop.ui.theme import SPACE_12, Tone
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.pill import PillLabel
from desktop.ui.widgets.text import button, label, refresh_style


class ScanLine(QLineEdit):
    """Where the barcode gun types. Ctrl+Z in the empty line takes the last record back."""

    undo_wanted = Signal()

    @property
    def serial(self) -> str:
        """The serial typed, however wide the input method made its characters."""
        return unicodedata.normalize("NFKC", self.text()).strip().upper()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo) and not self.text():
            self.undo_wanted.emit()
        else:
            super().keyPressEvent(event)


class SlipCard(Card):
    """A notice and what became of it; empty until one is found."""

    def __init__(
        self, today: Callable[[], date], language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        self._language = language
        self.notice: NoticeToServe | None = None
        self._build_slip(today)
        self.show_notice(None)

    @property
    def serial(self) -> str:
        """The serial of the notice in hand, or ""."""
        return self.notice.notice.serial if self.notice else ""

    def show_notice(self, found: NoticeToServe | None) -> None:
        """Show a notice and start its form afresh."""
        self.notice = found
        self.form.clear()
        self.effects.show_nothing()
        self.form.setEnabled(found is not None)
        self._number.setVisible(found is not None)
        self._round.setVisible(found is not None)
        if found is None:
            self._debtor.setText(self.tr("Scan a slip, or type its number"))
            self._facts.setText(self.tr("Number and barcode stand at the top right of the slip"))
            return
        self._show_facts(found)

    def refuse_serial(self, error: CodedError | None) -> None:
        """Say under the scan line what is wrong with the serial; None when nothing is."""
        refresh_style(self.scan, invalid=error is not None)
        self.say(explain(error, self._language)[1] if error else "", "danger")

    def say(self, text: str, role: str = "muted") -> None:
        """Say a sentence under the scan line."""
        refresh_style(self._message, role=role)
        self._message.setText(text)
        self._message.setVisible(bool(text))

    def show_draft(self, line: QWidget) -> None:
        """Say above the form that a draft came back."""
        self.body.insertWidget(self.body.indexOf(self.form), line)

    def _build_slip(self, today: Callable[[], date]) -> None:
        self.scan = ScanLine()
        self.scan.setPlaceholderText(self.tr("Scan or type a serial, then Enter"))
        self._message = label("", "muted", wrap=True)
        self._message.hide()
        self._number, self._round = label("", "strong"), PillLabel()
        self._debtor, self._facts = label("", "title"), label("", "muted")
        self.form = DeliveryForm(today, self._language)
        self.effects = EffectPanel()
        self.record = button("", "primary")
        self.record.setText(self.tr("Record, next slip") + "  Enter")
        self.undo = button(self.tr("Withdraw the last one") + "  Ctrl+Z")
        head = QHBoxLayout()
        head.addWidget(self._number)
        head.addStretch(1)
        head.addWidget(self._round)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_12)
        foot.addWidget(self.record)
        foot.addWidget(self.undo)
        foot.addStretch(1)
        self.body.addWidget(self.scan)
        self.body.addWidget(self._message)
        self.body.addLayout(head)
        self.body.addWidget(self._debtor)
        self.body.addWidget(self._facts)
        self.body.addWidget(self.form)
        self.body.addWidget(self.effects, 1)
        self.body.addLayout(foot)

    def _show_facts(self, found: NoticeToServe) -> None:
        facts = found.facts
        self._number.setText(f"No. {facts.serial}")
        self._round.set_pill(Pill(self._round_name(facts.round), Tone.INFO))
        place = place_text(facts.village or facts.township, facts.group)
        self._debtor.setText(f"{facts.debtor}    {place}")
        printed = found.notice.printed_on
        parts = [
            self.tr("%n loan(s)", "", len(facts.loans)),
            self.tr("total {amount}").format(amount=yuan_text(facts.total_fen)),
            self.tr("printed {day}").format(day=printed.isoformat())
            if printed
            else self.tr("dated {day}, printing not confirmed").format(
                day=facts.issued_on.isoformat()
            ),
        ]
        tried = sum(not each.withdrawn for each in found.deliveries)
        if tried and found.notice.state is not NoticeState.SERVED:
            parts.append(self.tr("tried %n time(s)", "", tried))
        self._facts.setText("    ".join(parts))

    def _round_name(self, number: int) -> str:
        names = (self.tr("First round"), self.tr("Second round"), self.tr("Third round"))
        return names[number - 1]
