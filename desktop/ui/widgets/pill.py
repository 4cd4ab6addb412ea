"""A state as a word in a coloured pill: as a label, and painted into a table's cell."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.models.columns import Pill
from desktop.ui.theme import tokens_of

_PADDING = 9
_SIZE = 0.87


def pill_font(font: QFont) -> QFont:
    """Return the smaller font that pills are set in."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * _SIZE)
    return small


def pill_size(pill: Pill, font: QFont) -> QSize:
    """Return how much room a pill takes in text of ``font``."""
    metrics = QFontMetrics(pill_font(font))
    height = round(metrics.capHeight() * 2.2)
    return QSize(metrics.horizontalAdvance(pill.text) + 2 * _PADDING, max(height, 20))


def paint_pill(
    painter: QPainter, pill: Pill, place: QRectF, font: QFont, palette: QPalette
) -> float:
    """Paint a pill at the left of ``place``, middle high; return its width."""
    size = pill_size(pill, font)
    width = min(float(size.width()), place.width())
    ground = QRectF(
        place.left(), place.center().y() - size.height() / 2, width, float(size.height())
    )
    ink, tint = tokens_of(palette).tone(pill.tone)
    small = pill_font(font)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)
    painter.drawRoundedRect(ground, ground.height() / 2, ground.height() / 2)
    painter.setFont(small)
    painter.setPen(ink)
    room = int(width) - 2 * _PADDING
    text = QFontMetrics(small).elidedText(pill.text, Qt.TextElideMode.ElideRight, room + 1)
    painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return width


class PillLabel(QWidget):
    """One pill on a page."""

    def __init__(self, pill: Pill | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pill = pill or Pill("")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_pill(self._pill)

    @property
    def pill(self) -> Pill:
        return self._pill

    def set_pill(self, pill: Pill) -> None:
        """Show another state; a pill without text takes no room."""
        self._pill = pill
        self.setAccessibleName(pill.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if not self._pill.text:
            return QSize(0, 0)
        return pill_size(self._pill, self.font())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._pill.text:
            return
        painter = QPainter(self)
        paint_pill(painter, self._pill, QRectF(self.rect()), self.font(), self.palette())
        painter.end()
