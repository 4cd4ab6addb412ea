"""``rules tables``, ``adopt`` and ``recompute``: the dated tables, and every answer by them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.session import (
    AsOf,
    Database,
    Json,
    KeyFile,
    day,
    errors_in_words,
    print_json,
    progress,
)
from desktop.cli.signing import opened
from desktop.domain.money import yuan_text
from desktop.domain.policy import DEFAULT_POLICY, Policy
from desktop.domain.policy.codec import NamedRow, row_to_plain, rows_of
from desktop.services.policies import RowChange
from desktop.services.policies import adopt as adopt_rows
from desktop.services.policies import preview as preview_rows
from desktop.services.recompute import Recomputed, recompute_all
from desktop.ui.errors import words


def tables(
    as_json: Json = False,
    db: Annotated[
        Path | None, typer.Option("--db", help="数据库文件；给出则含联社下发的行")
    ] = None,
    key_file: KeyFile = None,
    only: Annotated[str, typer.Option("--table", help="只列名称以此开头的表，如 limitation")] = "",
) -> None:
    """列出规则表：每一行的起始日、值、依据；JSON 可作为 adopt 的文件格式。"""
    with errors_in_words():
        rows = [each for each in rows_of(_policy(db, key_file)) if each.table.startswith(only)]
    if as_json:
        print_json({"rows": [row_to_plain(each) for each in rows]})
        return
    for each in rows:
        typer.echo(_line(each))
    typer.echo(f"共 {len(rows)} 行；标 ? 的有争议或未读原文，已取稳妥值")


def adopt(
    file: Annotated[Path, typer.Argument(help="联社下发的规则表文件（JSON）")],
    db: Database,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会改什么")] = False,
    key_file: KeyFile = None,
    as_json: Json = False,
) -> None:
    """采用联社下发的规则表：整份检查、存入、重算全部时效；开着的窗口下次启动时生效。"""
    with errors_in_words(), opened(db, key_file) as application:
        if dry_run:
            changes, clocks = preview_rows(application.desk, file), None
        else:
            adoption = adopt_rows(application.desk, file, progress(as_json))
            changes, clocks = adoption.changes, adoption.clocks_changed
    if as_json:
        print_json({"changes": [_change(each) for each in changes], "clocks_changed": clocks})
        return
    for each in changes:
        typer.echo(_change_line(each))
    if clocks is None:
        typer.echo(f"会改 {len(changes)} 行，没有存入。")
    else:
        typer.echo(f"已采用 {len(changes)} 行，{clocks} 笔借款的时效有变。开着的窗口请重新启动。")


def recompute(
    db: Database, as_of: AsOf = None, key_file: KeyFile = None, as_json: Json = False
) -> None:
    """重算全部借款的时效、分类下限和利息；存档的时效有出入的予以更正。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        result = recompute_all(desk, day(as_of, desk.clock.today()), progress(as_json))
    if as_json:
        print_json(_plain(result))
    else:
        _show(result)


def _policy(db: Path | None, key_file: Path | None) -> Policy:
    if db is None:
        return DEFAULT_POLICY
    with opened(db, key_file) as application:
        return application.desk.policy


def _line(named: NamedRow) -> str:
    plain = row_to_plain(named)
    value = json.dumps(plain["value"], ensure_ascii=False)
    mark = " ?" if named.row.uncertain else ""
    note = f"（{named.row.note}）" if named.row.note else ""
    return f"{named.table}  {named.row.since}{mark}  {value}  {named.row.source}{note}"


def _change(change: RowChange) -> dict[str, object]:
    before = row_to_plain(NamedRow(change.table, change.before)) if change.before else None
    return {**row_to_plain(NamedRow(change.table, change.row)), "before": before}


def _change_line(change: RowChange) -> str:
    line = _line(NamedRow(change.table, change.row))
    if change.before is None:
        return f"新增 {line}"
    before = json.dumps(_change(change)["before"], ensure_ascii=False)
    return f"更改 {line}\n  原为 {before}"


def _plain(result: Recomputed) -> dict[str, object]:
    return {
        "as_of": result.as_of,
        "loans": result.loans,
        "clocks_changed": result.clocks_changed,
        "principal_fen": result.principal_fen,
        "interest_fen": result.interest_fen,
        "better_than_allowed": result.better_than_allowed,
        "better_fen": result.better_fen,
        "better": [
            {"ledger_class": stated, "at_least": due, "loans": count}
            for (stated, due), count in result.better.items()
        ],
        "needs_person": dict(result.needs_person),
    }


def _show(result: Recomputed) -> None:
    typer.echo(f"{result.loans} 笔借款，{result.clocks_changed} 笔的时效已更正")
    typer.echo(
        f"截至 {result.as_of}：本金 {yuan_text(result.principal_fen)} 元，"
        f"利息 {yuan_text(result.interest_fen)} 元"
    )
    typer.echo(
        f"台账分类好于规则下限 {result.better_than_allowed} 笔，"
        f"余额 {yuan_text(result.better_fen)} 元"
    )
    for (stated, due), count in sorted(result.better.items()):
        typer.echo(f"  台账 {stated}，至少应为 {due}：{count} 笔")
    for code, count in sorted(result.needs_person.items()):
        typer.echo(f"  需人工核对：{words(code, {})} {count} 笔")
