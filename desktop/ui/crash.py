"""A bug of ours: the report that is saved, and what the person is told."""

from __future__ import annotations

import platform
import traceback
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QMessageBox, QWidget

import desktop

_FRAMES = 40


def report_text(error: BaseException) -> str:
    """Return the kind of error and the way to it: no values, no messages, no local variables.

    An exception's message may quote a name or an identity number, so only its type is kept.
    """
    lines = [
        f"qingshou {getattr(desktop, '__version__', '')}",
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}",
    ]
    cause: BaseException | None = error
    while cause is not None:
        lines += ["", f"{type(cause).__module__}.{type(cause).__qualname__}"]
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)[-_FRAMES:]
        ]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines) + "\n"


def save_report(error: BaseException, folder: Path, now: datetime) -> Path:
    """Write the report into ``folder`` and return where it is."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"crash-{now:%Y%m%d-%H%M%S}.txt"
    path.write_text(report_text(error), encoding="utf-8")
    return path


def report_folder() -> Path:
    """Return where this user's reports are kept."""
    place = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(place)) / "reports"


class CrashDialog(QMessageBox):
    """Says that it is our fault, that nothing half-done was kept, and where the report lies."""

    def __init__(self, report: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Critical)
        self.setWindowTitle(self.tr("Something went wrong in the program"))
        self.setText(
            self.tr(
                "This is a fault of the program, not yours. What was not finished has not been "
                "saved; everything saved before is safe. You can go on working."
            )
        )
        self.setInformativeText(
            self.tr("A report without personal data was saved:\n{path}").format(path=report)
        )
