"""Registering with head office: its file, and the fingerprint heard over the telephone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from desktop.domain.errors import CodedError
from desktop.domain.package_names import KEY_FILE
from desktop.services.package_ports import Enrolment
from desktop.ui.pages.dossier.entry_dialog import EntryDialog, side_by_side
from desktop.ui.widgets.fingerprint_edit import FingerprintEdit
from desktop.ui.widgets.text import button, label

_CODE_WIDTH = 160


@dataclass(frozen=True, slots=True)
class EnrolWish:
    """What was entered; ``branch`` is "" where the code is known already."""

    file: Path
    fingerprint: str
    branch: str


class EnrolDialog(EntryDialog):
    """``wanted`` carries an EnrolWish; the dialog stays until it is done.

    ``chosen`` carries the Path of a file, to be looked at: :meth:`show_office` or :meth:`refuse`.
    """

    chosen = Signal(object)
    wanted = Signal(object)

    def __init__(self, branch: str, language: str, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._file: Path | None = None
        self._asks_code = not branch
        self.name(self.tr("Register with head office"), self.tr("Register"))
        self._build_fields()

    def is_whole(self) -> bool:
        told = bool(self.branch.text().strip()) or not self._asks_code
        return self._file is not None and self.fingerprint.is_whole and told

    def confirm(self) -> None:
        if self._file is not None and self.is_whole():
            self.refuse(None)
            branch = self.branch.text().strip()
            self.wanted.emit(EnrolWish(self._file, self.fingerprint.text(), branch))

    def choose_file(self) -> None:
        """Let the person choose head office's file."""
        kinds = self.tr("Key files ({patterns})").format(patterns=f"*{KEY_FILE}")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Head office's file"), "", kinds)
        if name:
            self.refuse(None)
            self.chosen.emit(Path(name))

    def show_office(self, path: Path, office: Enrolment) -> None:
        """Say whose file it claims to be; the fingerprint is heard, never shown."""
        self._file = path
        self.office.setText(self.tr("{bank} ({file})").format(bank=office.bank, file=path.name))
        self.offer()
        self.fingerprint.setFocus()

    def refuse_file(self, error: CodedError) -> None:
        """Say why a file cannot be taken."""
        self._file = None
        self.office.setText("")
        self.refuse(error)
        self.offer()

    def _build_fields(self) -> None:
        self.choose = button(self.tr("Choose…"), "", "F2")
        self.office = label(self.tr("the file that head office handed out"), "muted")
        self.fingerprint, self.branch = FingerprintEdit(), QLineEdit()
        self.branch.setFixedWidth(_CODE_WIDTH)
        for edit in (self.fingerprint, self.branch):
            edit.textChanged.connect(lambda _: self.offer())
        self.choose.clicked.connect(self.choose_file)
        hint = self.tr(
            "Ring head office up under a number that you know already, not one from the file, and "
            "have the twenty digits read out. Only they prove whose file it is."
        )
        rows: list[tuple[str, QWidget]] = [
            (self.tr("Head office's file"), side_by_side(self.choose, "", self.office)),
            (self.tr("Fingerprint"), side_by_side(self.fingerprint)),
            ("", label(hint, "muted", wrap=True)),
        ]
        if self._asks_code:
            rows.append((self.tr("Branch code"), side_by_side(self.branch)))
        after = self.tr(
            "The request to be registered is written beside head office's file: take the stick "
            "back there."
        )
        self.lay_out(
            self.tr("From then on this branch's packages can be read by this head office only"),
            rows,
            [label(after, "muted", wrap=True)],
            {"fingerprint": self.fingerprint, "branch_code": self.branch},
        )
        self.offer()
        self.choose.setFocus()
