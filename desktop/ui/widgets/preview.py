"""Real pages on the screen: turned with PgUp and PgDn, at the width of the room or zoomed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.domain.page import Page
from desktop.ui.painter import PagePainter
from desktop.ui.theme import SPACE_12, tokens_of

_PICTURES_KEPT = 7
_ZOOM_STEP = 1.15
_SMALLEST, _LARGEST = 0.3, 4.0


class PreviewView(QScrollArea):
    """Shows one page of many. ``turned`` carries the number of the page shown, from 0.

    ``page_at`` lays a page out when it is wanted; the neighbours are painted while nothing else
    is to do, so that turning shows the next page at once. Ctrl+wheel zooms, ``fit`` goes back to
    the whole width.
    """

    turned = Signal(int)

    def __init__(self, painter: PagePainter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter = painter
        self._page_at: Callable[[int], Page] | None = None
        self._count = 0
        self._number = 0
        self._zoom: float | None = None
        self._pictures: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._build()

    @property
    def number(self) -> int:
        return self._number

    @property
    def count(self) -> int:
        return self._count

    def set_pages(self, count: int, page_at: Callable[[int], Page]) -> None:
        """Show these pages from now on, the first one first."""
        self._count, self._page_at = count, page_at
        self._pictures.clear()
        self._number = 0
        self._show()

    def turn_to(self, number: int) -> None:
        """Show a page; numbers outside are brought inside."""
        number = min(max(number, 0), max(self._count - 1, 0))
        if number != self._number:
            self._number = number
            self.verticalScrollBar().setValue(0)
            self._show()

    def zoom(self, factor: float) -> None:
        """Make the page larger or smaller, from what it is now."""
        now = self._zoom or self._fitting_zoom()
        self._zoom = min(max(now * factor, _SMALLEST), _LARGEST)
        self._show()

    def fit(self) -> None:
        """Show the page at the width there is."""
        self._zoom = None
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_PageDown: self._number + 1,
            Qt.Key.Key_PageUp: self._number - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self._count - 1,
        }
        target = steps.get(Qt.Key(event.key()))
        if target is None:
            super().keyPressEvent(event)
        else:
            self.turn_to(target)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_ZOOM_STEP if event.angleDelta().y() > 0 else 1 / _ZOOM_STEP)
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def _build(self) -> None:
        self._sheet = _Sheet()
        self.setWidget(self._sheet)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._ahead = QTimer(self, singleShot=True, interval=0)
        self._ahead.timeout.connect(self._paint_neighbours)

    def _show(self) -> None:
        if not self._count or self._page_at is None:
            self._sheet.set_picture(None)
            return
        self._sheet.set_picture(self._picture(self._number))
        self._ahead.start()
        self.turned.emit(self._number)

    def _width(self, page: Page) -> int:
        zoom = self._zoom or self._fitting_zoom(page)
        return max(round(page.width * zoom), 60)

    def _fitting_zoom(self, page: Page | None = None) -> float:
        width = page.width if page else 595.0
        return (self.viewport().width() - 2 * SPACE_12) / width

    def _picture(self, number: int) -> QImage:
        assert self._page_at is not None
        page = self._page_at(number)
        key = (number, self._width(page))
        picture = self._pictures.get(key)
        if picture is None:
            picture = self._painter.image(page, key[1], self.devicePixelRatioF())
            self._pictures[key] = picture
            if len(self._pictures) > _PICTURES_KEPT:
                self._pictures.popitem(last=False)
        return picture

    def _paint_neighbours(self) -> None:
        for number in (self._number + 1, self._number - 1):
            if 0 <= number < self._count:
                self._picture(number)


class _Sheet(QWidget):
    """The sheet of paper itself, on the grey of the table."""

    def __init__(self) -> None:
        super().__init__()
        self._picture: QImage | None = None

    def set_picture(self, picture: QImage | None) -> None:
        self._picture = picture
        size = picture.deviceIndependentSize().toSize() if picture else QSize(0, 0)
        self.resize(size + QSize(2 * SPACE_12, 2 * SPACE_12))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            return
        painter = QPainter(self)
        size = self._picture.deviceIndependentSize().toSize()
        painter.drawImage(QPoint(SPACE_12, SPACE_12), self._picture)
        painter.setPen(QPen(QColor(tokens_of(self.palette()).edge), 0))
        painter.drawRect(SPACE_12 - 1, SPACE_12 - 1, size.width() + 1, size.height() + 1)
        painter.end()
