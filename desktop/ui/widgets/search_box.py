"""The one search box: name (with last 4 of id), pinyin, loan number, village, serial, a scan."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.services.list_records import SearchHit
from desktop.ui.theme import SPACE_4, SPACE_12
from desktop.ui.widgets.search_hits import SearchHits
from desktop.ui.widgets.text import label

WIDTH = 560
_WAIT_MS = 120


class SearchBox(QLineEdit):
    """Finds while typing, in a list under the box; ``opened`` carries the chosen SearchHit.

    ``find`` answers in well under 50 ms, since it is called while a person types. Enter opens
    the marked hit; a scanned serial, which ends in Enter, opens at once. ``ground`` is the
    widget the list may cover, ``hint`` the key that leads here.
    """

    opened = Signal(object)

    def __init__(
        self,
        find: Callable[[str], Sequence[SearchHit]],
        ground: QWidget,
        parent: QWidget | None = None,
        *,
        hint: str = "Ctrl+K",
        width: int = WIDTH,
    ) -> None:
        super().__init__(parent)
        self._find = find
        self._ground = ground
        self._asked = ""
        self._build(hint, width)
        self._connect()

    def take_focus(self) -> None:
        """Take the focus with the text selected, though the box may have it already."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._search_now()
            self.hits.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self.hits.hide()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.hits.underMouse():
            self.hits.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_hint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "_hint"):
            self._place_hint()

    def _place_hint(self) -> None:
        self._hint.ensurePolished()
        size = self._hint.sizeHint()
        left = self.width() - size.width() - SPACE_12
        self._hint.setGeometry(
            left, (self.height() - size.height()) // 2, size.width(), size.height()
        )

    def _build(self, hint: str, width: int) -> None:
        self.setFixedWidth(width)
        self.setPlaceholderText(self.tr("Name (and last 4 of ID), pinyin, loan number, or scan"))
        self._hint = label(hint, "small")
        self._hint.setParent(self)
        self.hits = SearchHits(self._ground)
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._search_now)
        self.textEdited.connect(lambda: self._timer.start())
        self.hits.chosen.connect(self._open)

    def _search_now(self) -> None:
        """Show what is found, unless that very text is shown already."""
        self._timer.stop()
        text = self.text().strip()
        if text == self._asked and not self.hits.isHidden():
            return
        self._asked = text
        if not text:
            self.hits.hide()
            return
        corner = self.mapTo(self._ground, QPoint(0, self.height() + SPACE_4))
        self.hits.show_hits(self._find(text), corner, self.width())

    def _enter(self) -> None:
        self._search_now()
        text = self.text().strip().upper()
        exact = [hit for hit in self.hits.hits if text in (hit.title.upper(), hit.entity_id)]
        hit = exact[0] if len(exact) == 1 else self.hits.marked()
        if text and hit:
            self._open(hit)

    def _open(self, hit: SearchHit) -> None:
        self.hits.hide()
        self.selectAll()
        self.opened.emit(hit)
