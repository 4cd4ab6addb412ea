"""``import-package`` and ``packages``: one command each, for either kind of database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desktop.cli import branch_exchange, office_packages
from desktop.cli.office_options import BranchOption
from desktop.cli.session import WRONG_USE, Database, Json, KeyFile, errors_in_words
from desktop.cli.signing import CheckerFile, opened, second_person


def import_package(
    db: Database,
    files: Annotated[list[Path], typer.Argument(help="数据包，或放数据包的文件夹、U盘")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只查看，不写入")] = False,
    key_file: KeyFile = None,
    checker: branch_exchange.Checker = None,
    checker_file: CheckerFile = None,
    as_json: Json = False,
) -> None:
    """收取网点的数据包（联社）或读入联社的回执包（网点）；全部入库、没有分叉才返回 0。"""
    for each in files:
        if _is_missing(each):
            typer.echo(f"没有这个文件或文件夹：{each}。没有导入。", err=True)
            raise typer.Exit(WRONG_USE)
    second = second_person(checker, checker_file) if checker and not dry_run else None
    with errors_in_words(), opened(db, key_file) as application:
        if application.desk.collection is not None:
            office_packages.import_packages(application.desk, files, dry_run, as_json)
        else:
            branch_exchange.import_returns(application.desk, files, dry_run, second, as_json)


def packages(
    db: Database, branch: BranchOption = "", key_file: KeyFile = None, as_json: Json = False
) -> None:
    """列出数据包和每个的结果，最新的在前。"""
    with errors_in_words(), opened(db, key_file) as application:
        if application.desk.collection is not None:
            office_packages.list_packages(application.desk, branch, as_json)
        else:
            branch_exchange.list_packages(application.desk, as_json)


def _is_missing(path: Path) -> bool:
    """Whether a name is mistyped: its folder is there. A broken stick is told of by its reader."""
    try:
        return path.parent.is_dir() and not path.exists()
    except OSError:
        return False
