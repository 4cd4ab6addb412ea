"""The bar of work under way: what, how far, and a button to stop it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from desktop.ui.jobs import Job, Jobs
from desktop.ui.theme import SPACE_4, SPACE_12, SPACE_16
from desktop.ui.widgets.text import button


def stage_text(stage: str) -> str:
    """Return what a use case's stage is called on screen, "" for one without a name."""
    translate = QCoreApplication.translate
    names = {
        "read": translate("Stages", "reading"),
        "plan": translate("Stages", "comparing"),
        "write": translate("Stages", "writing"),
        "commit": translate("Stages", "saving"),
        "export": translate("Stages", "exporting"),
        "propose": translate("Stages", "looking through the debtors"),
        "store": translate("Stages", "storing"),
        "paint": translate("Stages", "laying out"),
        "print": translate("Stages", "printing"),
        "clocks": translate("Stages", "computing clocks"),
        "facts": translate("Stages", "comparing notices"),
        "hash": translate("Stages", "comparing hashes"),
        "backup": translate("Stages", "copying"),
        "check": translate("Stages", "checking"),
        "packages": translate("Stages", "packages"),
        "returns": translate("Stages", "returns"),
        "branches": translate("Stages", "branches"),
        "entries": translate("Stages", "entries"),
        "journal": translate("Stages", "going through the journal"),
        "open": translate("Stages", "opening"),
        "recompute": translate("Stages", "computing again"),
        "carry": translate("Stages", "copying"),
        "compare": translate("Stages", "comparing"),
        "wait": translate("Stages", "somebody else is copying, waiting"),
        "flush": translate("Stages", "waiting for the stick"),
        "attachments": translate("Stages", "photos"),
        "specimens": translate("Stages", "specimens"),
    }
    return names.get(stage, "")


class JobBar(QWidget):
    """Appears after 300 ms of work, over the status bar, and goes with the work."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._build()
        self._cancel.clicked.connect(self._stop)
        jobs.busy.connect(self._show)
        jobs.reported.connect(self._report)

    def _build(self) -> None:
        self.setObjectName("jobBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._label = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(360)
        self._cancel = button(self.tr("Cancel"), "link")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_16, SPACE_4, SPACE_16, SPACE_4)
        layout.setSpacing(SPACE_12)
        layout.addWidget(self._bar)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._cancel)
        self.hide()

    def _show(self, job: Job | None) -> None:
        self._job = job
        self._cancel.setEnabled(job is not None)
        if job:
            self._report(job)
        self.setVisible(job is not None)

    def _report(self, job: Job) -> None:
        if job is not self._job:
            return
        words = [job.label, stage_text(job.stage)]
        if job.total:
            words.append(f"{job.done:,} / {job.total:,}")
        self._label.setText("    ".join(word for word in words if word))
        self._bar.setRange(0, job.total)  # 0 to 0 moves to and fro: nobody knows how long
        self._bar.setValue(job.done)

    def _stop(self) -> None:
        if self._job:
            self._job.cancel()
            self._cancel.setEnabled(False)
            self._label.setText(self.tr("Stopping…"))
