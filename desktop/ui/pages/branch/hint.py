"""One line on the pages that lead to papers: the branch has not entered its own names yet."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.services.lists import frame
from desktop.services.progress import Progress
from desktop.ui.pages.page import PageContext
from desktop.ui.theme import SPACE_4, SPACE_12
from desktop.ui.widgets.text import button, label


class SampleHint(QFrame):
    """Hidden unless papers carry the sample's head; its link leads to the branch's details."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._build()
        self.hide()

    def ask(self) -> None:
        """Look again whether the branch has entered its names."""
        desk = self._context.desk

        def read(progress: Progress) -> bool:
            installation = frame(desk).installation
            return installation is not None and installation.bank.is_sample

        self._context.jobs.run(self.tr("Reading"), read, self.setVisible)

    def _build(self) -> None:
        self.setProperty("role", "warning")
        words = self.tr("Papers are marked as samples: the branch has not entered its names yet.")
        self.link = button(self.tr("Enter the branch details"), "link")
        self.link.clicked.connect(lambda: self._context.navigate("branch"))
        line = QHBoxLayout(self)
        line.setContentsMargins(SPACE_12, SPACE_4, SPACE_12, SPACE_4)
        line.setSpacing(SPACE_12)
        line.addWidget(label(words))
        line.addWidget(self.link)
        line.addStretch(1)
