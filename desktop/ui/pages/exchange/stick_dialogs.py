"""The stick that a package or a request is written to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop.services.package_ports import Sticks
from desktop.ui.jobs import Jobs
from desktop.ui.pages.dossier.entry_dialog import EntryDialog
from desktop.ui.pages.page import PageContext
from desktop.ui.widgets.stick_picker import StickPicker


class StickDialog(EntryDialog):
    """Asks for a stick or a folder; ``chosen`` carries its Path, and the dialog is gone.

    ``writes`` says that something is to be written there.
    """

    chosen = Signal(object)

    def __init__(
        self,
        title: str,
        act: str,
        head: str,
        sticks: Sticks,
        jobs: Jobs,
        language: str,
        parent: QWidget | None = None,
        *,
        writes: bool = True,
    ) -> None:
        super().__init__(language, parent)
        self.name(title, act)
        self.picker = StickPicker(sticks, jobs, writes=writes)
        self.picker.changed.connect(self.offer)
        self.picker.wanted.connect(self.confirm)
        self.lay_out(head, [(self.tr("Stick"), self.picker)])
        self.offer()
        self.picker.setFocus()

    def is_whole(self) -> bool:
        return self.picker.place is not None

    def confirm(self) -> None:
        place = self.picker.place
        if place is not None:
            self.accept()
            self.chosen.emit(place)


def stick_dialog(
    context: PageContext, title: str, act: str, head: str, parent: QWidget
) -> StickDialog:
    """Return a dialog that asks where to write."""
    return StickDialog(
        title, act, head, context.desk.sticks, context.jobs, context.language, parent
    )


def open_dialog(dialog: QDialog) -> None:
    """Open a dialog that is gone once it was closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
