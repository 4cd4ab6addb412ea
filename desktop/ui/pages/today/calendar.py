"""The clock calendar: how much principal runs out in each of the next twelve months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.domain.money import yuan_text
from desktop.services.today import ExpiringMonth
from desktop.ui.theme import SPACE_4, Tokens, tokens_of
from desktop.ui.widgets.clock_pill import NEAR_DAYS, SOON_DAYS
from desktop.ui.widgets.pill import pill_font

_AMBER = "#D99A2B"
"""A fill that stands between danger and brand on light and dark ground."""
_BAR = 0.56
"""Width of a bar as a part of its month's room."""


class ClockCalendar(QWidget):
    """Twelve bars: height is principal, the figure on top the number of claims.

    ``chosen`` carries the ExpiringMonth of a click, or of Enter after the arrow keys.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months: Sequence[ExpiringMonth] = ()
        self._today = date.min
        self._marked = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_months(self, months: Sequence[ExpiringMonth], today: date) -> None:
        self._months, self._today = months, today
        self.setAccessibleName("  ".join(self._words(month) for month in months))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, 190)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 150)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            number = self._at(event.pos().x())
            words = self._words(self._months[number]) if number >= 0 else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mark(self._at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        self._mark(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._choose(self._at(event.position().x()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if step and self._months:
            self._mark((self._marked + step) % len(self._months))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._marked)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(pill_font(self.font()))
        tokens = tokens_of(self.palette())
        ground = self._ground()
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(ground.bottomLeft(), ground.bottomRight())
        for number in range(len(self._months)):
            self._paint_month(painter, ground, number, tokens)
        painter.end()

    def _ground(self) -> QRectF:
        """Return where the bars stand: figures above, months and years below."""
        line = self.fontMetrics().height()
        return QRectF(self.rect()).adjusted(0, line + SPACE_4, 0, -2 * line)

    def _room(self, number: int) -> QRectF:
        width = self.width() / max(len(self._months), 1)
        return QRectF(number * width, 0, width, self.height())

    def _paint_month(self, painter: QPainter, ground: QRectF, number: int, tokens: Tokens) -> None:
        month, room = self._months[number], self._room(number)
        if number == self._marked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.canvas))
            painter.drawRoundedRect(room.adjusted(1, 0, -1, 0), 4, 4)
        top = self._paint_bar(painter, ground, room, month, tokens)
        middle = Qt.AlignmentFlag.AlignHCenter
        if month.loans:
            painter.setPen(QColor(tokens.ink))
            figure = QRectF(room.left(), top - 40, room.width(), 40 - SPACE_4)
            painter.drawText(figure, middle | Qt.AlignmentFlag.AlignBottom, f"{month.loans:,}")
        painter.setPen(QColor(tokens.muted))
        below = room.adjusted(0, ground.bottom() + SPACE_4, 0, 0)
        painter.drawText(below, middle | Qt.AlignmentFlag.AlignTop, self._label(number))

    def _paint_bar(
        self,
        painter: QPainter,
        ground: QRectF,
        room: QRectF,
        month: ExpiringMonth,
        tokens: Tokens,
    ) -> float:
        """Paint the bar and return where it ends above."""
        highest = max(each.principal_fen for each in self._months) or 1
        height = ground.height() * month.principal_fen / highest
        if month.loans:
            height = max(height, 3.0)
        width = room.width() * _BAR
        bar = QRectF(room.center().x() - width / 2, ground.bottom() - height, width, height)
        shape = QPainterPath()
        shape.setFillRule(Qt.FillRule.WindingFill)
        radius = min(3.0, height / 2)
        shape.addRoundedRect(bar, radius, radius)
        shape.addRect(bar.adjusted(0, radius, 0, 0))
        painter.fillPath(shape, QColor(self._colour(month, tokens)))
        return bar.top()

    def _colour(self, month: ExpiringMonth, tokens: Tokens) -> str:
        """The nearer a month begins, the more alarming its colour."""
        days = (month.first - self._today).days
        if days <= NEAR_DAYS:
            return tokens.danger
        return _AMBER if days <= SOON_DAYS else tokens.brand

    def _label(self, number: int) -> str:
        first = self._months[number].first
        name = self.tr("{month}").format(month=first.month)
        return f"{name}\n{first.year}" if number == 0 or first.month == 1 else name

    def _words(self, month: ExpiringMonth) -> str:
        words = self.tr("{first} to {last}: %n claim(s), principal {amount}", "", month.loans)
        return words.format(
            first=month.first, last=month.last, amount=yuan_text(month.principal_fen)
        )

    def _at(self, x: float) -> int:
        """Return the number of the month at a place, -1 for none."""
        number = int(x / self._room(0).width())
        return number if 0 <= number < len(self._months) else -1

    def _mark(self, number: int) -> None:
        if number != self._marked:
            self._marked = number
            inside = 0 <= number < len(self._months) and self._months[number].loans > 0
            shape = Qt.CursorShape.PointingHandCursor if inside else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def _choose(self, number: int) -> None:
        if number >= 0 and self._months[number].loans:
            self.chosen.emit(self._months[number])
