"""The bar of steps over a page that is walked through: done, now, to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme import BUTTON_HEIGHT, RADIUS, SPACE_8, SPACE_12, Tokens, tokens_of


class StepBar(QWidget):
    """Steps side by side; ``clicked`` carries the number (from 0) of a step that is done."""

    clicked = Signal(int)

    def __init__(self, labels: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = list(labels)
        self._notes = [""] * len(self._labels)
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def current(self) -> int:
        return self._current

    def set_current(self, step: int) -> None:
        """Stand at a step; those before it are done."""
        self._current = step
        self.setAccessibleName(self._text(step))
        self.update()

    def set_note(self, step: int, note: str) -> None:
        """Say beside a step's name what came of it: ``186 户 241 笔``."""
        self._notes[step] = note
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, max(BUTTON_HEIGHT - 2, self.fontMetrics().height() + 12))

    def minimumSizeHint(self) -> QSize:
        return QSize(80 * len(self._labels), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for step in range(len(self._labels)):
            self._paint_step(painter, step, tokens_of(self.palette()))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for step in range(self._current):
            if self._place(step).contains(event.position()):
                self.clicked.emit(step)

    def _text(self, step: int) -> str:
        return f"{step + 1} {self._labels[step]}    {self._notes[step]}".rstrip()

    def _place(self, step: int) -> QRectF:
        count = len(self._labels)
        width = (self.width() - SPACE_8 * (count - 1)) / count
        return QRectF(step * (width + SPACE_8), 0, width, self.height())

    def _paint_step(self, painter: QPainter, step: int, tokens: Tokens) -> None:
        if step < self._current:
            ground, ink = tokens.good_tint, tokens.good
        elif step == self._current:
            ground, ink = tokens.brand, tokens.on_brand
        else:
            ground, ink = tokens.neutral_tint, tokens.muted
        place = self._place(step)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(place, RADIUS, RADIUS)
        font = self.font()
        font.setBold(step == self._current)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        inside = place.adjusted(SPACE_12, 0, -SPACE_8, 0)
        text = painter.fontMetrics().elidedText(
            self._text(step), Qt.TextElideMode.ElideRight, int(inside.width())
        )
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
