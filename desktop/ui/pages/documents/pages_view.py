"""The pages of drafts beside a form, or why there are none; below them who is left out and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.page import Page
from desktop.ui.painter import PagePainter
from desktop.ui.theme import SPACE_8
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.preview import PreviewView
from desktop.ui.widgets.text import label

_LINES_SHOWN = 3


class PagesView(QWidget):
    """Turns with PgUp and PgDn; keeps its page while the paper is typed on."""

    def __init__(self, painter: PagePainter) -> None:
        super().__init__()
        self.where = label("", "muted")
        self.view = PreviewView(painter)
        self._nothing = label("", "muted", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        self._left_out = Card(self.tr("Left out"), role="warning")
        self._reasons = label("", wrap=True)
        self._left_out.body.addWidget(self._reasons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_8)
        layout.addWidget(self.where)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._left_out)
        self.view.turned.connect(lambda _: self._say_where())
        self.show_left_out([])
        self.show_nothing("")

    @property
    def nothing(self) -> str:
        """Why there is no page to see, "" while there is one."""
        return "" if self._stack.currentWidget() is self.view else self._nothing.text()

    @property
    def left_out(self) -> str:
        """Who is left out and why, a line each."""
        return self._left_out.toolTip()

    def show_pages(self, pages: Sequence[Page]) -> None:
        """Show these, at the page and the place where one was looking."""
        number, height = self.view.number, self.view.verticalScrollBar().value()
        self._stack.setCurrentWidget(self.view)
        self.view.set_pages(len(pages), lambda each: pages[each])
        self.view.turn_to(number)
        self.view.verticalScrollBar().setValue(height)
        self._say_where()

    def show_nothing(self, why: str) -> None:
        """Say why there is no page."""
        self._nothing.setText(why)
        self._stack.setCurrentWidget(self._nothing)
        self.where.setText(" ")

    def show_left_out(self, lines: Sequence[str]) -> None:
        """Say who gets no paper; a long list stands whole in the tip."""
        more = len(lines) - _LINES_SHOWN
        shown = list(lines[:_LINES_SHOWN])
        if more > 0:
            shown.append(self.tr("and %n more", "", more))
        self._reasons.setText("\n".join(shown))
        self._left_out.setToolTip("\n".join(lines))
        self._left_out.setVisible(bool(lines))

    def turn(self, step: int) -> None:
        """Show the next page or the one before."""
        self.view.turn_to(self.view.number + step)

    def _say_where(self) -> None:
        words = self.tr("page {page} of {pages}")
        self.where.setText(words.format(page=self.view.number + 1, pages=self.view.count))
