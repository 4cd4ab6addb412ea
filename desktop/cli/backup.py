"""``backup``: make, list and verify copies of the database, and say where they go."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desktop.bootstrap import order_by_copy, order_by_key
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
from desktop.domain.errors import ExpectedFailure
from desktop.services import backups
from desktop.services.backup_ports import BackupCopy, CopyState, Reason
from desktop.services.ports import Desk
from desktop.services.progress import Progress
from desktop.services.restoring import TwoPasswords
from desktop.storage.keyslots import read_key_file
from desktop.ui.errors import explain, words

app = typer.Typer(help="备份：建立、列出、检查、恢复", rich_markup_mode=None)

STATES = {
    CopyState.GOOD: "完好",
    CopyState.DAMAGED: "损坏",
    CopyState.UNLISTED: "无清单",
    CopyState.OTHER_BRANCH: "别的网点",
    CopyState.NEWER: "新版程序",
}


@app.command("make")
def make(db: Database, key_file: KeyFile = None) -> None:
    """立即备份：写出、重新打开核对后才算数；设了第二文件夹的再复制一份。"""
    with errors_in_words(), opened(db, key_file) as application:
        made = backups.make(application.desk, Reason.MANUAL, progress(False))
        server_left_out = backups.leaves_a_server_out(application.desk)
    typer.echo(f"已备份 {made.copy.path}")
    if made.copy.with_branches:
        typer.echo("各网点的数据库一并备份。")
    if server_left_out:
        typer.echo("各网点的数据在 PostgreSQL 里，不在本备份中：请由数据库管理员用 pg_dump 备份。")
    if made.trouble is not None:
        title, text = explain(made.trouble)
        typer.echo(f"{title}：{text}", err=True)
        raise typer.Exit(PROBLEMS_FOUND)


@app.command("list")
def list_copies(db: Database, key_file: KeyFile = None, as_json: Json = False) -> None:
    """列出两个文件夹里的全部备份：时间、原因、大小、状态。"""
    with errors_in_words(), opened(db, key_file) as application:
        found = backups.copies(application.desk, progress(as_json))
    if as_json:
        print_json({"copies": [_plain(each) for each in found]})
        return
    for each in found:
        typer.echo(_line(each))
    if not found:
        typer.echo("还没有备份。")


@app.command("verify")
def verify(
    db: Database,
    copy: Annotated[Path | None, typer.Argument(help="备份文件；不给则检查最近一份")] = None,
    every: Annotated[bool, typer.Option("--all", help="检查全部备份")] = False,
    key_file: KeyFile = None,
    as_json: Json = False,
) -> None:
    """恢复演练：只读打开备份，核对每页、笔数、金额、记录链，再在别处恢复一遍并全部重算。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk, watching = application.desk, progress(as_json)
        chosen = _chosen(desk, copy, every, watching)
        results = {path: _problems(desk, path, watching) for path in chosen}
    if as_json:
        print_json({"copies": [{"copy": str(p), "problems": r} for p, r in results.items()]})
    else:
        for path, problems in results.items():
            typer.echo(f"{path.name}  {'；'.join(problems) or '可以恢复'}")
    if any(results.values()) or not results:
        raise typer.Exit(PROBLEMS_FOUND)


@app.command("restore")
def restore(
    db: Database,
    copy: Annotated[Path, typer.Argument(help="备份文件")],
    maker: Annotated[str, typer.Option("--maker", help="经办：委派会计的用户名")] = "",
    checker: Annotated[str, typer.Option("--checker", help="复核：主任的用户名")] = "",
    key_file: KeyFile = None,
) -> None:
    """恢复备份：两人各输入备份那天的密码；原文件改名保留。没有用户的备份用密钥文件或密码。"""
    with errors_in_words():
        if not copy.is_file():
            raise ExpectedFailure("copy_missing", file=copy.name)
        if key_file is not None:
            order = order_by_key(db, copy, read_key_file(key_file))
        else:
            order = order_by_copy(db, copy, _passwords(maker, checker))
        restored = order.carry_out(progress(False))
    typer.echo(f"已恢复 {restored.copy}")
    if restored.kept_as:
        typer.echo(f"原来的文件保存为 {restored.kept_as}")
    if restored.with_branches:
        typer.echo(
            "各网点的数据库一并恢复，原来的改名保留；下次打开时进入新的一期，网点会补发缺少的。"
        )
    lost = restored.lost
    typer.echo(
        f"备份之后的记录 {lost.entries} 条不在其中。"
        if lost.known
        else "备份之后录入的内容不在其中。"
    )
    if not restored.with_branches:
        typer.echo(
            "已登记到联社的网点：请先写出数据包交联社，读入回执以后再补录；已上报过的会随回执补回。"
        )


def _passwords(maker: str, checker: str) -> TwoPasswords:
    """Ask for the passwords of those who sign, one after the other."""

    def ask(whose: str) -> str:
        return str(typer.prompt(f"{whose}密码", hide_input=True, err=True))

    if not maker:
        return TwoPasswords(password=ask(""))
    return TwoPasswords(ask(f"{maker} 的"), checker, ask(f"{checker} 的"), maker)


@app.command("folder")
def folder(
    db: Database,
    place: Annotated[Path | None, typer.Argument(help="另一块磁盘、U盘或网络文件夹")] = None,
    none: Annotated[bool, typer.Option("--none", help="不再用第二文件夹")] = False,
    key_file: KeyFile = None,
) -> None:
    """显示或设置第二备份文件夹：每次备份另存一份。"""
    with errors_in_words(), opened(db, key_file) as application:
        if none or place is not None:
            backups.set_second_folder(application.desk, None if none else place)
        second = backups.second_folder(application.desk)
    typer.echo(f"第二文件夹：{second}" if second else "没有设第二文件夹。")


def _chosen(desk: Desk, copy: Path | None, every: bool, watching: Progress) -> list[Path]:
    if copy is not None:
        return [copy]
    found = [each.path for each in backups.copies(desk, watching)]
    return found if every else found[:1]


def _problems(desk: Desk, copy: Path, watching: Progress) -> list[str]:
    try:
        findings = backups.drill(desk, copy, watching)
    except ExpectedFailure as error:
        return [explain(error)[1]]
    return [words(each.code, {"detail": each.detail}) for each in findings]


def _line(copy: BackupCopy) -> str:
    when = f"{copy.made_at:%Y-%m-%d %H:%M}" if copy.made_at else "-"
    size = f"{copy.size / (1 << 20):,.1f} MB" if copy.size else "-"
    branches = "  含网点数据库" if copy.with_branches else ""
    return f"{when}  {copy.reason or '-'}  {size}  {STATES[copy.state]}{branches}  {copy.path}"


def _plain(copy: BackupCopy) -> dict[str, object]:
    return {
        "path": str(copy.path),
        "made_at": copy.made_at.isoformat() if copy.made_at else None,
        "reason": copy.reason,
        "size": copy.size,
        "state": copy.state.value,
        "entries": copy.entries,
        "chain_head": copy.chain_head,
        "with_branches": copy.with_branches,
    }
