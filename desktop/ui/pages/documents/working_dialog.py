"""A dialog that issues, writes and prints papers: it stays open until that is done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desktop.domain.errors import CodedError
from desktop.domain.rounds import NoticeState
from desktop.ui.errors import explain
from desktop.ui.pages.documents.names import language
from desktop.ui.pages.documents.output import OutputPanel
from desktop.ui.pages.documents.presenter import DocumentsPresenter
from desktop.ui.pages.page import PageContext
from desktop.ui.theme import SPACE_8, SPACE_12, SPACE_16
from desktop.ui.widgets.job_bar import JobBar
from desktop.ui.widgets.text import button, label


class WorkingDialog(QDialog):
    """Has the ways out of papers, a bar of work, and a foot: ``message``, Close, and ``go``.

    ``go`` (Ctrl+Enter) is what comes next. While the presenter works the dialog cannot be closed:
    nobody could be told what came of it, and a paper would be issued a second time.
    """

    def __init__(self, context: PageContext, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.presenter = DocumentsPresenter(context, self)
        self.output = OutputPanel(self.presenter)
        self.message = label("", "danger", wrap=True)
        self.close_button = button(self.tr("Close"), key="Esc")
        self.go = button("", "primary")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.presenter.refused.connect(self._refuse)
        self.presenter.working.connect(self._show_working)
        self.presenter.marked.connect(self.accept)
        self.output.came_out.connect(lambda: self._offer())
        self.close_button.clicked.connect(self.reject)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            self._on_key(key, self.go.click)

    def reject(self) -> None:
        """Close, unless something is under way."""
        if self.presenter.is_working:
            self.message.setText(self._stays())
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Close for good: what was only asked is not answered any more."""
        self.presenter.leave()
        super().done(result)

    def _lay_out(self, *parts: QWidget | QLayout, hint: QWidget | None = None) -> None:
        """Put parts above the foot, the last of them as high as there is room."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_12)
        layout.setSpacing(SPACE_12)
        for part in parts:
            if isinstance(part, QLayout):
                layout.addLayout(part)
            else:
                layout.addWidget(part)
        layout.setStretch(len(parts) - 1, 1)
        layout.addWidget(JobBar(self._context.jobs))
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_8)
        if hint is not None:
            foot.addWidget(hint)
        foot.addWidget(self.message, 1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.go)
        layout.addLayout(foot)

    def _on_key(self, key: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.activated.connect(act)

    def _print_by_number(self) -> None:
        """Let the keys 1 to 3 choose a way out; until there is a paper they are digits."""
        for number in (1, 2, 3):
            self._on_key(str(number), partial(self.output.press, number))

    def _offer(self) -> None:
        """Say on ``go`` what comes next, and whether it can be done."""
        raise NotImplementedError

    def _confirm(self) -> None:
        self.presenter.mark(self.output.serials, NoticeState.PRINTED)

    def _refuse(self, error: CodedError) -> None:
        self.message.setText(explain(error, language())[1])

    def _show_working(self, working: bool) -> None:
        if not working and self.message.text() == self._stays():
            self.message.clear()
        self._offer()

    def _stays(self) -> str:
        return self.tr("The papers are still being worked on. Close when that is done.")
