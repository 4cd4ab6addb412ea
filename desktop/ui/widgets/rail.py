"""The rail at the left: the pages, where one is, and how much waits on each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.theme import RADIUS, SPACE_8, SPACE_12, Tone, tokens_of
from desktop.ui.widgets.pill import pill_font

WIDTH = 168
_ITEM_HEIGHT = 36


class RailButton(QAbstractButton):
    """One door: its name, and a badge when something waits behind it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._tone = Tone.MUTED
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def badge(self) -> int:
        return self._count

    def set_badge(self, count: int, tone: Tone = Tone.MUTED) -> None:
        """Show a number beside the name; none for 0."""
        self._count, self._tone = count, tone
        self.setAccessibleName(f"{self.text()} {count}" if count else self.text())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 2 * SPACE_8, max(_ITEM_HEIGHT, self.fontMetrics().height() + 14))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.brand_tint if self.isChecked() else tokens.canvas))
            painter.drawRoundedRect(place, RADIUS, RADIUS)
        if self.hasFocus():
            painter.setPen(QColor(tokens.brand))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        font = self.font()
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(QColor(tokens.brand_ink if self.isChecked() else tokens.ink))
        inside = place.adjusted(SPACE_12, 0, -SPACE_12, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._count:
            self._paint_badge(painter, inside)
        painter.end()

    def _paint_badge(self, painter: QPainter, inside: QRectF) -> None:
        """Paint the number; danger is solid, to be seen from the chair."""
        tokens = tokens_of(self.palette())
        ink, ground = tokens.tone(self._tone)
        if self._tone is Tone.DANGER:
            ink, ground = QColor(tokens.surface), QColor(tokens.danger)
        font = pill_font(self.font())
        font.setBold(False)
        text = str(self._count) if self._count < 1000 else "999+"
        width = max(QFontMetrics(font).horizontalAdvance(text) + 14, 20)
        height = QFontMetrics(font).capHeight() + 9
        place = QRectF(inside.right() - width, inside.center().y() - height / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(place, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


class Rail(QWidget):
    """The doors, top to bottom; ``chosen`` carries a page's key."""

    chosen = Signal(str)

    def __init__(self, doors: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, RailButton] = {}
        self._build(doors)

    def button(self, key: str) -> RailButton | None:
        return self._buttons.get(key)

    def keys(self) -> list[str]:
        return list(self._buttons)

    def mark(self, key: str) -> None:
        """Show where one is, without going there."""
        button = self._buttons.get(key)
        if button:
            button.setChecked(True)

    def _build(self, doors: Sequence[tuple[str, str]]) -> None:
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_8, SPACE_8, SPACE_8 + 1, SPACE_8)
        layout.setSpacing(2)
        for number, (key, title) in enumerate(doors, start=1):
            button = RailButton(title, self)
            button.setToolTip(f"Alt+{number % 10}" if number <= 10 else "")
            button.clicked.connect(lambda _=False, each=key: self.chosen.emit(each))
            layout.addWidget(button)
            self._buttons[key] = button
        layout.addStretch(1)
