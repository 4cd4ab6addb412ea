"""Asking head office to correct what it owns of a loan: which figure, what is right, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from desktop.services.exchange_ports import CorrectionSubject
from desktop.ui.pages.dossier.entry_dialog import EntryDialog
from desktop.ui.pages.exchange.words import subject_name
from desktop.ui.widgets.text import label

_REASON_HEIGHT = 84


@dataclass(frozen=True, slots=True)
class CorrectionWish:
    """What is asked, and why."""

    what: CorrectionSubject
    should_be: str
    reason: str


class CorrectionDialog(EntryDialog):
    """``wanted`` carries a CorrectionWish; the dialog stays until it is stored.

    ``now`` is what the ledger says of the loan, by subject.
    """

    wanted = Signal(object)

    def __init__(
        self,
        head: str,
        now: Mapping[CorrectionSubject, str],
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(language, parent)
        self._now = now
        self.name(self.tr("Ask head office to correct"), self.tr("Ask"))
        self._build_fields(head)

    def is_whole(self) -> bool:
        wish = self._wish()
        return bool(wish.reason and wish.should_be)

    def confirm(self) -> None:
        if self.is_whole():
            self.wanted.emit(self._wish())

    def _build_fields(self, head: str) -> None:
        self.what, self.says, self.should_be = QComboBox(), label(), QLineEdit()
        self.reason = QPlainTextEdit()
        self.reason.setFixedHeight(_REASON_HEIGHT)
        self.reason.setTabChangesFocus(True)
        for each in CorrectionSubject:
            self.what.addItem(subject_name(each), each)
        explained = self.tr(
            "Nothing changes here: the request goes along with the next package, and the answer "
            "comes with a return."
        )
        self.lay_out(
            head,
            [
                (self.tr("Figure"), self.what),
                (self.tr("Ledger says"), self.says),
                (self.tr("Should be"), self.should_be),
                (self.tr("Why"), self.reason),
            ],
            [label(explained, "muted", wrap=True)],
            {"what": self.what, "should_be": self.should_be, "reason": self.reason},
        )
        self.what.currentIndexChanged.connect(lambda _: self._show_figure())
        self.should_be.textChanged.connect(lambda _: self.offer())
        self.reason.textChanged.connect(self.offer)
        self._show_figure()
        self.what.setFocus()

    def _subject(self) -> CorrectionSubject:
        return CorrectionSubject(self.what.currentData())

    def _show_figure(self) -> None:
        self.says.setText(self._now.get(self._subject(), ""))
        self.offer()

    def _wish(self) -> CorrectionWish:
        return CorrectionWish(
            self._subject(),
            self.should_be.text().strip(),
            self.reason.toPlainText().strip(),
        )
