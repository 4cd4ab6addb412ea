"""``head-office import-ledger``: one branch's ledger, or that of all in one file."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from desktop.cli.ledger import corrections_of, describe, plain_problem
from desktop.cli.session import (
    PROBLEMS_FOUND,
    Database,
    Json,
    KeyFile,
    errors_in_words,
    print_json,
    progress,
)
from desktop.cli.signing import opened
from desktop.domain.money import yuan_text
from desktop.services.office import ledgers
from desktop.services.office.ledgers import ImportedLedger, ImportedLedgers


def import_ledger(
    db: Database,
    file: Annotated[Path, typer.Argument(help="核心台账：xlsx、xls、csv")],
    branch: Annotated[
        str, typer.Option("--branch", help="整份台账都属于这个机构号；不给则按台账的机构号列分")
    ] = "",
    mapping: Annotated[Path | None, typer.Option(help="列的对应关系（JSON：表头 -> 字段）")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="台账里没有写明的数据日期")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只读取、检查，不写入")] = False,
    key_file: KeyFile = None,
    as_json: Json = False,
) -> None:
    """导入台账：一个网点的，或一份文件里所有网点的；业务日期较新的为准，随回执包下发。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk, shown = application.desk, progress(as_json)
        corrections = corrections_of(mapping, as_of)
        if branch:
            one = ledgers.import_ledger(desk, file, branch, corrections, shown, dry_run)
            made = ImportedLedgers((one,), one.problems, ())
        else:
            made = ledgers.import_ledgers(desk, file, corrections, shown, dry_run)
    if as_json:
        print_json(_plain(made, dry_run))
    else:
        _show(made, dry_run)
    if any(each.refused for each in made.problems) or any(
        each.older_than for each in made.branches
    ):
        raise typer.Exit(PROBLEMS_FOUND)


def _plain(made: ImportedLedgers, dry_run: bool) -> dict[str, Any]:
    return {
        "imported": not dry_run,
        "branches": [
            asdict(each.ledger) | {"released": each.released, "older_than": each.older_than}
            for each in made.branches
        ],
        "loans": sum(each.ledger.loans for each in made.branches),
        "balance_fen": sum(each.ledger.balance_fen for each in made.branches),
        "absent": made.absent,
        "problems": [plain_problem(each) for each in made.problems],
    }


def _show(made: ImportedLedgers, dry_run: bool) -> None:
    for each in made.branches:
        typer.echo(_line(each))
    if len(made.branches) > 1:
        loans = sum(each.ledger.loans for each in made.branches)
        balance = yuan_text(sum(each.ledger.balance_fen for each in made.branches))
        typer.echo(f"合计 {len(made.branches)} 个网点 借据 {loans} 笔 余额 {balance}")
    if made.absent:
        typer.echo(f"文件里没有这些网点的借据，原台账不变：{'、'.join(made.absent)}")
    for problem in made.problems:
        typer.echo(f"  {describe(problem)}")
    if dry_run:
        typer.echo("只检查，没有写入。")


def _line(each: ImportedLedger) -> str:
    ledger = each.ledger
    kept = f"  已有 {each.older_than} 的台账，比这份新，没有导入" if each.older_than else ""
    return (
        f"{ledger.branch} {ledger.as_of} 借据 {ledger.loans} 笔"
        f" 余额 {yuan_text(ledger.balance_fen)}  解除挂起 {each.released} 条{kept}"
    )
