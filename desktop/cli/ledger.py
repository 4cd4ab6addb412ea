"""``import-ledger``: from an exported file to loans in the database."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from desktop.cli.session import (
    PROBLEMS_FOUND,
    Json,
    KeyFile,
    day,
    errors_in_words,
    print_json,
    progress,
)
from desktop.cli.signing import CheckerFile, opened, second_person
from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.ledger import (
    LedgerField,
    LedgerProblem,
    LedgerReading,
    RateUnit,
    SourceMapping,
)
from desktop.domain.parties import identity_key
from desktop.ledgers.reader import read_ledger
from desktop.services.ledger import import_reading, read
from desktop.services.lists import ledgers_come_from_office
from desktop.services.progress import Progress
from desktop.services.records import LedgerImport
from desktop.ui.errors import choice_name, words


def import_ledger(
    file: Annotated[Path, typer.Argument(help="台账文件：xlsx、xls、csv")],
    db: Annotated[Path | None, typer.Option("--db", help="数据库文件；--dry-run 时可不给")] = None,
    key_file: KeyFile = None,
    mapping: Annotated[Path | None, typer.Option(help="列的对应关系（JSON：表头 -> 字段）")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="台账里没有写明的数据日期")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只读取、检查，不写入")] = False,
    checker: Annotated[
        str | None, typer.Option("--checker", help="有用户以后：在场复核人的用户名")
    ] = None,
    checker_file: CheckerFile = None,
    as_json: Json = False,
) -> None:
    """导入台账：先读取、检查，确定无疑才写入；全部写入或一点不写。"""
    with errors_in_words():
        corrections = corrections_of(mapping, as_of)
        shown = progress(as_json)
        if dry_run and db is None:
            outcome = Outcome(read_ledger(file, corrections, shown), None)
        else:
            outcome = _import(
                file, db, key_file, corrections, dry_run, shown, (checker, checker_file)
            )
    _show(outcome, dry_run, as_json)
    if outcome.reading.problems or not (outcome.imported or dry_run):
        raise typer.Exit(PROBLEMS_FOUND)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was read, and what its import did; None where nothing was imported."""

    reading: LedgerReading
    imported: LedgerImport | None


def _import(
    file: Path,
    db: Path | None,
    key_file: Path | None,
    corrections: SourceMapping | None,
    dry_run: bool,
    shown: Progress,
    checker: tuple[str | None, Path | None],
) -> Outcome:
    """Read, and import unless something is uncertain; a checker's password is asked for then."""
    if db is None:
        raise typer.BadParameter("请用 --db 指出数据库文件")
    with opened(db, key_file) as application:
        reading = read(application.desk, file, corrections, shown)
        if ledgers_come_from_office(application.desk):
            typer.echo(f"{choice_name('ledger', 'from_office')}。", err=True)
        sure = reading.certain or bool(corrections and corrections.headings)
        if dry_run or not sure:
            return Outcome(reading, None)
        login, secret = checker
        second = second_person(login, secret) if login else None
        done = import_reading(application.desk, reading, shown, corrections, second)
        return Outcome(reading, done)


def corrections_of(mapping: Path | None, as_of: str | None) -> SourceMapping | None:
    """Return what a person says of a ledger: a mapping file, and the day it does not state."""
    if mapping is None and as_of is None:
        return None
    found = _mapping_file(mapping) if mapping else SourceMapping()
    return replace(found, as_of=day(as_of, date.today())) if as_of else found


def _mapping_file(path: Path) -> SourceMapping:
    """Read ``{"headings": {表头: field}, "as_of": …, "unit": …}``, or the headings alone."""
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        headings = data.get("headings", data)
        return SourceMapping(
            headings={heading: LedgerField(name) for heading, name in headings.items()},
            as_of=date.fromisoformat(data["as_of"]) if data.get("as_of") else None,
            unit=str(data.get("unit", "")) if "headings" in data else "",
            rate_unit=RateUnit(data["rate_unit"]) if data.get("rate_unit") else None,
        )
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise ExpectedFailure("mapping_unreadable", file=path.name) from error


def _show(outcome: Outcome, dry_run: bool, as_json: bool) -> None:
    reading, done = outcome.reading, outcome.imported
    data = summary(reading, done)
    if as_json:
        print_json(data)
        return
    if done is None and not reading.certain:
        _show_mapping(reading)
        return
    typer.echo(f"数据日期 {data['as_of']}  借款 {data['loans']} 笔  借款人 {data['borrowers']} 户")
    if done is not None:
        typer.echo(
            f"新增 {done.opened}，更新 {done.updated}，没有变化 {done.unchanged}，"
            f"新台账中没有 {done.missing}，重新出现 {done.reappeared}，未导入 {done.refused} 行"
        )
    elif dry_run:
        typer.echo("只检查，没有写入。")
    for problem in reading.problems:
        typer.echo(f"  {describe(problem)}")


def _show_mapping(reading: LedgerReading) -> None:
    """Show what each column was taken for, so that a mapping file can be written."""
    title = RuleViolation("ledger_mapping_uncertain" if reading.as_of else "ledger_date_unknown")
    typer.echo(words(title.code, {}), err=True)
    for sheet in reading.sheets:
        if sheet.name:
            typer.echo(f"{sheet.name}：")
        for column in sheet.columns:
            mark = " " if column.certain else "?"
            why = words(column.reason.partition(":")[0], {}) if column.reason else ""
            typer.echo(f" {mark} {column.heading} -> {column.field}  {why}".rstrip())
    if not reading.certain and reading.as_of:
        typer.echo('用 --mapping 给出 JSON 文件指定，如 {"本金余额": "balance"}', err=True)


def summary(reading: LedgerReading, done: LedgerImport | None) -> dict[str, Any]:
    """Return the reading in the keys of the truth files, its mapping, and what the import did."""
    rows = reading.rows
    return {
        "as_of": reading.as_of,
        "loans": len(rows),
        "principal_balance_fen": sum(row.balance_fen for row in rows),
        "on_balance_interest_fen": sum(row.on_balance_interest_fen for row in rows),
        "off_balance_interest_fen": sum(row.off_balance_interest_fen for row in rows),
        "borrowers": len({identity_key(row.id_number, row.borrower, row.village) for row in rows}),
        "certain": reading.certain,
        "imported": done is not None,
        "changes": {} if done is None else _changes(done),
        "mapping": {
            column.heading: column.field.value
            for sheet in reading.sheets
            for column in sheet.columns
        },
        "problems": [plain_problem(problem) for problem in reading.problems],
    }


def _changes(done: LedgerImport) -> dict[str, int]:
    names = ("opened", "updated", "unchanged", "missing", "reappeared", "refused")
    return {name: getattr(done, name) for name in names}


def describe(problem: LedgerProblem) -> str:
    """Return a problem as a sentence with its place and remedy."""
    place = f"{problem.sheet} 第 {problem.line} 行" if problem.line else problem.sheet
    where = f"{place} {problem.column}".strip()
    params = {
        "name": problem.name,
        "value": problem.value,
        "column": problem.column,
        "sheet": problem.sheet,
        "line": problem.line,
    }
    return f"{where}：{words(problem.code, params)}"


def plain_problem(problem: LedgerProblem) -> dict[str, Any]:
    """Return a problem as a script reads it."""
    return {
        "code": problem.code,
        "sheet": problem.sheet,
        "row": problem.row,
        "line": problem.line,
        "column": problem.column,
        "name": problem.name,
        "refused": problem.refused,
        "message": describe(problem),
    }
