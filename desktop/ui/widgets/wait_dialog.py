"""A dialog for one piece of work between two windows: what is done, how far, and Cancel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop.domain.errors import CodedError
from desktop.services.progress import Progress
from desktop.ui.jobs import Jobs
from desktop.ui.theme import SPACE_12, SPACE_16
from desktop.ui.widgets.job_bar import JobBar
from desktop.ui.widgets.text import label

_SIZE = (560, 120)


class WaitDialog(QDialog):
    """Starts the work and goes when it has ended: ``outcome`` is what it returned, ``error`` what
    refused it; both are None where a person cancelled.
    """

    def __init__(
        self,
        jobs: Jobs,
        title: str,
        work: Callable[[Progress], Any],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.outcome: Any = None
        self.error: CodedError | None = None
        self.setWindowTitle(self.tr("Qingshou"))
        self.setMinimumSize(*_SIZE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_12)
        layout.setSpacing(SPACE_12)
        layout.addWidget(label(title, "strong"))
        layout.addStretch(1)
        layout.addWidget(JobBar(jobs))
        self._job = jobs.run(title, work, self._done, self._refused, self._ended, must_end=True)

    def reject(self) -> None:
        """Ask the work to stop; the dialog goes when it has."""
        self._job.cancel()

    def _done(self, outcome: Any) -> None:
        self.outcome = outcome

    def _refused(self, error: CodedError) -> None:
        self.error = error

    def _ended(self) -> None:
        self.accept()
