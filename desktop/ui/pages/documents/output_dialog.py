"""Print documents again, or for the first time where nobody confirmed that they printed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.domain.documents import DocumentFacts
from desktop.domain.rounds import NoticeState
from desktop.services.records import Document, DocumentHead
from desktop.ui.pages.documents.working_dialog import WorkingDialog
from desktop.ui.pages.page import PageContext

_WIDTH = 620


class OutputDialog(WorkingDialog):
    """Takes documents that are all printed, or all of one batch and not: see :func:`same_step`."""

    def __init__(
        self, context: PageContext, documents: Sequence[Document], parent: QWidget | None = None
    ) -> None:
        super().__init__(context, "", parent)
        self._waits = documents[0].state is NoticeState.GENERATED
        self.setWindowTitle(self.tr("Print") if self._waits else self.tr("Print again"))
        self.setMinimumWidth(_WIDTH)
        self._lay_out(self.output)
        self.go.setText(self.tr("It printed") + "  Ctrl+Enter")
        self.go.setVisible(self._waits)
        self.go.clicked.connect(self._confirm)
        self._print_by_number()
        facts = [DocumentFacts.from_json(each.facts) for each in documents]
        self.output.show_papers(facts, documents[0].batch_id if self._waits else "")
        self.output.arrive()
        self._offer()

    def _offer(self) -> None:
        self.go.setEnabled(self._waits and not self.presenter.is_working)


def same_step(documents: Sequence[DocumentHead]) -> bool:
    """Return whether documents can be printed together.

    A first print and a reprint are marked apart; a first print belongs to its batch.
    """
    waiting = [each for each in documents if each.state is NoticeState.GENERATED]
    if not waiting:
        return bool(documents)
    return len(waiting) == len(documents) and len({each.batch_id for each in waiting}) == 1
