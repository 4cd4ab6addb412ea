"""Which return is taken in, and what it will change before anybody signs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.services.package_ports import Sticks
from desktop.services.progress import Progress
from desktop.ui.jobs import Job, Jobs
from desktop.ui.pages.dossier.entry_dialog import AgreeDialog, EntryDialog
from desktop.ui.widgets.stick_picker import StickPicker
from desktop.ui.widgets.text import label


class ReturnDialog(EntryDialog):
    """Asks for a return on a stick; ``chosen`` carries its Path, the dialog stays until it is read.

    ``returns_on`` lists those for this branch in a folder, the one for this PC first.
    """

    chosen = Signal(object)

    def __init__(
        self,
        sticks: Sticks,
        jobs: Jobs,
        returns_on: Callable[[Path, Progress], Sequence[Path]],
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(language, parent)
        self._jobs, self._returns_on = jobs, returns_on
        self._job: Job | None = None
        self._found: list[Path] = []
        self.name(self.tr("Take in a return"), self.tr("Look inside"))
        self._build_fields(sticks)

    def is_whole(self) -> bool:
        return self._chosen() is not None

    def confirm(self) -> None:
        path = self._chosen()
        if path is not None and self.confirm_button.isEnabled():
            self.refuse(None)
            self.confirm_button.setEnabled(False)  # until it is read
            self.chosen.emit(path)

    def done(self, result: int) -> None:
        if self._job is not None:
            self._job.abandon()
        super().done(result)

    def _build_fields(self, sticks: Sticks) -> None:
        self.picker = StickPicker(sticks, self._jobs, writes=False)
        self.files = QListWidget()
        self.files.setObjectName("people")
        self.files.setAccessibleName(self.tr("Returns"))
        self.files.setFixedHeight(4 * (self.fontMetrics().height() + 14) + 4)
        self.none = label("", "muted", wrap=True)
        self.picker.changed.connect(self._list)
        self.picker.wanted.connect(self.confirm)
        self.files.currentRowChanged.connect(lambda _: self.offer())
        self.files.itemActivated.connect(lambda _: self.confirm())
        rows = [
            (self.tr("Stick"), self.picker),
            (self.tr("Return"), self.files),
            ("", self.none),
        ]
        head = self.tr("Head office's answer, and what it sets for this branch")
        self.lay_out(head, rows)
        self._show([])
        self.picker.setFocus()

    def _chosen(self) -> Path | None:
        row = self.files.currentRow()
        return self._found[row] if 0 <= row < len(self._found) else None

    def _list(self) -> None:
        """List what lies on the chosen stick; an older answer is not waited for."""
        if self._job is not None:
            self._job.abandon()
        place, look = self.picker.place, self._returns_on
        if place is None:
            self._show([])
            return
        self.refuse(None)
        self._job = self._jobs.run(
            self.tr("Looking through the stick"),
            lambda progress: look(place, progress),
            self._show,
            self.refuse,
            database=False,
        )

    def _show(self, found: Sequence[Path]) -> None:
        """Offer the first: it is the one that is wanted, as a rule."""
        self._found = list(found)
        self.files.clear()
        for path in self._found:
            item = QListWidgetItem(path.name)
            item.setData(Qt.ItemDataRole.ToolTipRole, str(path))
            self.files.addItem(item)
        self.files.setCurrentRow(0 if self._found else -1)
        self.show_row(self.files, bool(self._found))
        is_empty = self.picker.place is not None and not self._found
        words = self.tr("No return for this branch lies there.")
        self.none.setText(words if is_empty else "")
        self.offer()


class ChangesDialog(AgreeDialog):
    """Says what a return will change before it is taken in."""

    def __init__(
        self, file: str, lines: Sequence[str], language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(language, parent)
        self.name(self.tr("What will change"), self.tr("Take it in"))
        self._lines = label("\n".join(lines), wrap=True)
        self.lay_out(file, [], [self._lines])
        self.confirm_button.setFocus()
