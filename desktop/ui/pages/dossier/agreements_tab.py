"""What a debtor agreed to and promised, and how he kept it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services.agreements.following import FollowedAgreement
from desktop.services.dossier import Dossier
from desktop.services.promises import FollowedPromise
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.agreements.columns import agreement_columns, promise_columns
from desktop.ui.theme import SPACE_8, SPACE_12
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import label


class AgreementsTab(QWidget):
    """``opened`` carries the serial of an agreement that was chosen."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.agreements: ListModel[FollowedAgreement] = ListModel(agreement_columns(), self)
        self.promises: ListModel[FollowedPromise] = ListModel(promise_columns(), self)
        self.table = LineTable(self.agreements, "dossier-agreements")
        self.promise_table = LineTable(self.promises, "dossier-promises")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE_12, 0, 0)
        layout.setSpacing(SPACE_8)
        layout.addWidget(label(self.tr("Agreements, every version"), "muted"))
        layout.addWidget(self.table, 1)
        layout.addWidget(label(self.tr("Promises to pay"), "muted"))
        layout.addWidget(self.promise_table, 1)
        self.table.opened.connect(lambda found: self.opened.emit(found.agreement.serial))

    def show_dossier(self, shown: Dossier) -> int:
        """Show what a debtor agreed to and promised; return how much that is."""
        self.agreements.set_records(shown.agreements)
        self.promises.set_records(shown.promises)
        self.table.set_foot(self.tr("%n agreement(s)", "", len(shown.agreements)))
        self.promise_table.set_foot(self.tr("%n promise(s)", "", len(shown.promises)))
        return len(shown.agreements) + len(shown.promises)
