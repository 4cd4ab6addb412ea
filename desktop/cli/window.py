"""Opening the window from the command line, and databases for the window."""

from __future__ import annotations

from pathlib import Path

import typer

from desktop.bootstrap import Application, build
from desktop.cli.session import WRONG_USE, errors_in_words, has_display
from desktop.domain.notices import BankHead
from desktop.domain.page import Face
from desktop.domain.passwords import require_strong
from desktop.printing.fonts import font_path
from desktop.services.branch import require_complete, set_up
from desktop.storage.keyslots import (
    add_password_slot,
    new_data_key,
    read_key_file,
    slot_files,
    unlock_with_password,
)


def open_window(database: Path | None, key_file: Path | None, language: str = "zh") -> None:
    """Open the window on a database, or on the start dialog where none is named; never returns."""
    if not has_display():
        typer.echo("这里没有显示器。命令行用法见 qingshou --help", err=True)
        raise typer.Exit(WRONG_USE)
    from desktop.ui.session import run_window

    with errors_in_words():
        fonts = [font_path(face) for face in Face]
        raise typer.Exit(run_window(ProgramOpener(), database, key_file, fonts, language))


class ProgramOpener:
    """Opens and makes databases for the window, which does not know the storage room."""

    def create(self, path: Path, head: BankHead, password: str) -> Application:
        """Make a database for a branch; RuleViolation ``password_weak`` or ``field_missing``."""
        require_strong(password)
        require_complete(head)
        key = new_data_key()
        path.parent.mkdir(parents=True, exist_ok=True)
        application = build(path, key, create=True)
        try:
            add_password_slot(path, key, password)
            set_up(application.desk, head)
        except BaseException:
            application.close()
            _discard(path)
            raise
        return application

    def open_with_password(self, path: Path, password: str) -> Application:
        """Open a database; ExpectedFailure ``wrong_password`` and what :func:`build` raises."""
        return build(path, unlock_with_password(path, password))

    def open_with_key_file(self, path: Path, key_file: Path) -> Application:
        """Open a database; ExpectedFailure ``wrong_key`` and what :func:`build` raises."""
        return build(path, read_key_file(key_file))


def _discard(path: Path) -> None:
    """Remove a database that was made just now and is nobody's yet."""
    beside = (path.with_name(f"{path.name}{tail}") for tail in ("-wal", "-shm"))
    for each in (path, *beside, *slot_files(path)):
        each.unlink(missing_ok=True)
