"""One input of a document as a field: typed by hand, read as the builder expects it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QPlainTextEdit

from desktop.services.documents.builder import Input, InputKind
from desktop.ui.pages.documents.names import choice_label
from desktop.ui.widgets.amount_edit import AmountEdit
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.text import refresh_style

_LINES_HEIGHT = 76
_NUMBER_WIDTH = 120

Today = Callable[[], date]
Edit = QComboBox | QPlainTextEdit | QLineEdit


class InputField(QObject):
    """A field for an input. ``edit`` is its widget, ``changed`` tells of every change.

    ``touched`` is whether a person changed it from what was proposed.
    """

    changed = Signal()

    def __init__(
        self, wanted: Input, proposed: str, today: Today, known: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self.input = wanted
        self._today = today
        self.edit = self._made(known)
        self.set_text(proposed)
        self._proposed = self.text()
        self._listen()

    @property
    def touched(self) -> bool:
        return self.text() != self._proposed

    def text(self) -> str:
        """Return what was typed as the builder reads it: a day in ISO, an amount in plain yuan."""
        match self.edit:
            case QComboBox():
                return str(self.edit.currentData())
            case QPlainTextEdit():
                return self.edit.toPlainText().strip()
            case DateEdit():
                day = self.edit.value()
                return day.isoformat() if day else self.edit.text().strip()
            case AmountEdit():
                fen = self.edit.value()
                return self.edit.text().strip() if fen is None else _yuan(fen)
            case _:
                return self._plain(self.edit.text().strip())

    def set_text(self, text: str) -> None:
        """Show a text as it is proposed or was typed before."""
        match self.edit:
            case QComboBox():
                self.edit.setCurrentIndex(max(self.edit.findData(text), 0))
            case QPlainTextEdit():
                self.edit.setPlainText(text)
            case _:
                self.edit.setText(text)
                self.edit.home(False)  # a long text shows its beginning

    def mark(self, *, invalid: bool) -> None:
        """Show whether something is wrong with it."""
        refresh_style(self.edit, invalid=invalid)

    def _plain(self, text: str) -> str:
        """Figures and serials typed in full width count as figures."""
        if self.input.kind in (InputKind.NUMBER, InputKind.SERIAL):
            text = unicodedata.normalize("NFKC", text)
        return text.upper() if self.input.kind is InputKind.SERIAL else text

    def _made(self, known: Sequence[str]) -> Edit:
        match self.input.kind:
            case InputKind.CHOICE:
                return self._choices()
            case InputKind.LINES:
                lines = QPlainTextEdit()
                lines.setTabChangesFocus(True)
                lines.setFixedHeight(_LINES_HEIGHT)
                return lines
            case InputKind.DAY:
                return DateEdit(self._today)
            case InputKind.AMOUNT:
                return AmountEdit()
        line = QLineEdit()
        if self.input.kind is InputKind.NUMBER:
            line.setFixedWidth(_NUMBER_WIDTH)
        if known:
            completer = QCompleter(list(known), line)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
        return line

    def _choices(self) -> QComboBox:
        """Offer the choices; none is made for a person, for it is he who signs."""
        box = QComboBox()
        box.addItem(self.tr("Please choose") if self.input.required else "—", "")
        for code in self.input.choices:
            box.addItem(choice_label(self.input.name, code), code)
        return box

    def _listen(self) -> None:
        match self.edit:
            case QComboBox():
                self.edit.currentIndexChanged.connect(lambda _: self.changed.emit())
            case QPlainTextEdit():
                self.edit.textChanged.connect(self.changed)
            case QLineEdit():
                self.edit.textChanged.connect(lambda _: self.changed.emit())


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"
