"""``clocks``: which claims run out, and why."""

from __future__ import annotations

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
)
from desktop.cli.signing import opened
from desktop.services.clocks import ClockLine
from desktop.services.lists import claims_by_last_day

_STATES = {
    "alive": "有效",
    "expired": "已届满",
    "in_procedure": "诉讼中",
    "suspended": "中止",
    "unknown": "到期日不明",
}


def clocks(
    db: Database,
    key_file: KeyFile = None,
    within: Annotated[
        int | None, typer.Option("--within", help="只列今后多少天内届满的", min=0)
    ] = None,
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """列出诉讼时效的末日、状态和理由。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        today = day(as_of, desk.clock.today())
        lines = claims_by_last_day(desk, today, within)
    if as_json:
        print_json([_line(line) for line in lines])
        return
    for line in lines:
        typer.echo(
            f"{line.clock.last_day or '—'}  {_STATES[line.state]}  {line.line.loan_no}  "
            f"{line.line.borrower}  {line.reason}"
        )
    typer.echo(f"共 {len(lines)} 笔")


def _line(line: ClockLine) -> dict[str, object]:
    return {
        "loan_no": line.line.loan_no,
        "debtor": line.line.borrower,
        "strict_last_day": line.clock.last_day,
        "legal_last_day": line.clock.legal_last_day,
        "proved_last_day": line.proved.last_day,
        "state": line.state.value,
        "reason": line.reason,
    }
