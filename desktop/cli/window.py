"""Opening the window from the command line."""

from __future__ import annotations

from pathlib import Path

import typer

from desktop.cli.session import WRONG_USE, errors_in_words, has_display


def open_window(database: Path | None, key_file: Path | None, language: str = "zh") -> None:
    """Open the window on a database, or on the start dialog where none is named; never returns."""
    if not has_display():
        typer.echo("这里没有显示器。命令行用法见 qingshou --help", err=True)
        raise typer.Exit(WRONG_USE)
    from desktop.ui.app import run_window

    with errors_in_words():
        raise typer.Exit(run_window(database, key_file, language))
