"""``papers``: every paper as a specimen, for the people who approve them; needs no database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.session import PROBLEMS_FOUND, Json, errors_in_words, print_json, progress
from desktop.printing.specimen_folder import write_specimens


def papers(
    folder: Annotated[Path, typer.Option("--dir", help="写到这个文件夹，没有则新建")],
    as_json: Json = False,
) -> None:
    """写出全部文书的样张：每种三个篇幅，另有样张总览。"""
    with errors_in_words():
        try:
            written = write_specimens(folder, progress(as_json))
        except KeyboardInterrupt as error:
            typer.echo("已取消；文件夹里已有的样张都是完整的。", err=True)
            raise typer.Exit(PROBLEMS_FOUND) from error
    if as_json:
        print_json(
            [
                {
                    "file": each.path.name,
                    "name": each.name,
                    "template_version": each.template_version,
                    "pages": each.pages,
                }
                for each in written
            ]
        )
        return
    for each in written:
        pages = f"　{each.pages} 页" if each.pages is not None else ""
        typer.echo(f"{each.path.name}{pages}　{each.template_version}")
    typer.echo(f"样张 {len(written)} 个文件，在 {folder}")
