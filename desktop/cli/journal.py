"""``journal``: what was done on a day, by whom."""

from __future__ import annotations

from dataclasses import asdict
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
from desktop.services.journal_reading import journal_of


def journal(
    db: Database,
    key_file: KeyFile = None,
    on: AsOf = None,
    kind: Annotated[str, typer.Option(help="只列这一种记录，如 act_refused")] = "",
    by: Annotated[str, typer.Option(help="只列这个操作员的（用户号）")] = "",
    as_json: Json = False,
) -> None:
    """列出一天的操作记录：时间、操作员、种类；姓名等脱敏。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        zone = desk.clock.now().tzinfo
        found = journal_of(desk, day(on, desk.clock.today()), kind, by)
    if as_json:
        print_json([asdict(each) for each in found])
        return
    for each in found:
        time = each.recorded_at.astimezone(zone)
        typer.echo(f"{each.local_no:>7}  {time:%H:%M:%S}  {each.operator_id}  {each.kind}")
    typer.echo(f"共 {len(found)} 条")
