"""Print documents again, or for the first time where nobody confirmed that they printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.documents import DocumentFacts
from desktop.domain.errors import CodedError
from desktop.domain.rounds import NoticeState
from desktop.services.records import Document, DocumentHead
from desktop.ui.errors import explain
from desktop.ui.pages.documents.names import language
from desktop.ui.pages.documents.output import OutputPanel
from desktop.ui.pages.documents.presenter import DocumentsPresenter
from desktop.ui.pages.page import PageContext
from desktop.ui.theme import SPACE_8, SPACE_12, SPACE_16
from desktop.ui.widgets.job_bar import JobBar
from desktop.ui.widgets.text import button, label

_WIDTH = 620


class OutputDialog(QDialog):
    """Takes documents that are all printed, or all of one batch and not: see :func:`same_step`."""

    def __init__(
        self, context: PageContext, documents: Sequence[Document], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._waits = documents[0].state is NoticeState.GENERATED
        self.presenter = DocumentsPresenter(context, self)
        self._build()
        self._connect()
        facts = [DocumentFacts.from_json(each.facts) for each in documents]
        self.output.show_papers(facts, documents[0].batch_id if self._waits else "")
        self.output.arrive()

    def _build(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Print") if self._waits else self.tr("Print again"))
        self.setMinimumWidth(_WIDTH)
        self.output = OutputPanel(self.presenter)
        self._error = label("", "danger", wrap=True)
        self.confirm_button = button(self.tr("It printed") + "  Ctrl+Enter", "primary")
        self.confirm_button.setVisible(self._waits)
        self.close_button = button(self.tr("Close"), key="Esc")
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_8)
        foot.addWidget(self._error, 1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.confirm_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_16)
        layout.setSpacing(SPACE_12)
        layout.addWidget(self.output, 1)
        layout.addWidget(JobBar(self._context.jobs))
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.presenter.refused.connect(self._refuse)
        self.presenter.marked.connect(self.accept)
        self.close_button.clicked.connect(self.reject)
        self.confirm_button.clicked.connect(self._confirm)
        for number in (1, 2, 3):
            self._on_key(str(number), partial(self.output.press, number))
        if self._waits:
            for key in ("Ctrl+Return", "Ctrl+Enter"):
                self._on_key(key, self.confirm_button.click)

    def _on_key(self, key: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.activated.connect(act)

    def _confirm(self) -> None:
        self.presenter.mark(self.output.serials, NoticeState.PRINTED)

    def _refuse(self, error: CodedError) -> None:
        self._error.setText(explain(error, language())[1])


def same_step(documents: Sequence[DocumentHead]) -> bool:
    """Return whether documents can be printed together.

    A first print and a reprint are marked apart; a first print belongs to its batch.
    """
    waiting = [each for each in documents if each.state is NoticeState.GENERATED]
    if not waiting:
        return bool(documents)
    return len(waiting) == len(documents) and len({each.batch_id for each in waiting}) == 1
