"""Where papers go: the file they are written to, in the folder used last."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.documents import Sheets
from desktop.domain.notices import NoticeFacts
from desktop.services.paper_archive import PaperKind
from desktop.ui import print_dialog
from desktop.ui.pages.notices.words import paper_name
from desktop.ui.printer import PaperPrinter
from desktop.ui.settings import window_settings

_FOLDER = "notices/folder"


def ask_file(parent: QWidget, kind: PaperKind, name: str) -> Path | None:
    """Ask where to write a paper, proposing ``name``; None when nothing was chosen."""
    suffix = ".docx" if kind is PaperKind.DOCX else ".pdf"
    kinds = "Word (*.docx)" if kind is PaperKind.DOCX else "PDF (*.pdf)"
    return ask_path(parent, paper_name(kind), name, suffix, kinds)


def ask_path(parent: QWidget, title: str, name: str, suffix: str, kinds: str) -> Path | None:
    """Ask where to write a file that ends in ``suffix``; None when nothing was chosen."""
    folder = Path(str(window_settings().value(_FOLDER, "")) or Path.home())
    proposed = str(folder / f"{name}{suffix}")
    chosen, _ = QFileDialog.getSaveFileName(parent, title, proposed, kinds)
    if not chosen:
        return None
    path = Path(chosen)
    window_settings().setValue(_FOLDER, str(path.parent))
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def ask_folder(parent: QWidget, title: str, name: str) -> Path | None:
    """Ask where to make a new folder called ``name``; None when nothing was chosen."""
    start = str(window_settings().value(_FOLDER, "") or Path.home())
    chosen = QFileDialog.getExistingDirectory(parent, title, start)
    if not chosen:
        return None
    window_settings().setValue(_FOLDER, chosen)
    return Path(chosen) / name


def ask_printer(parent: QWidget, sheets: Sheets = Sheets.SIMPLEX) -> PaperPrinter | None:
    """Ask for a printer and its settings; None when nothing was chosen.

    ``sheets`` proposes whether both sides of the paper are used.
    """
    return print_dialog.ask(parent, sheets)


def file_name(kind: PaperKind, first: NoticeFacts, last: NoticeFacts) -> str:
    """Return the proposed name of a batch's file, without its suffix."""
    translate = QCoreApplication.translate
    name = (
        translate("Notices", "delivery list")
        if kind is PaperKind.DELIVERY_LIST
        else translate("Notices", "demand notices")
    )
    span = first.serial if first is last else f"{first.serial}_{last.serial.rpartition('-')[2]}"
    return f"{name}_{first.issued_on.isoformat()}_{span}"
