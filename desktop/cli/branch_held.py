"""``held`` and ``set-aside``: entries of the branch's other PCs that wait here."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from desktop.cli.branch_exchange import Checker
from desktop.cli.session import Database, Json, KeyFile, errors_in_words, print_json
from desktop.cli.signing import CheckerFile, opened, second_person
from desktop.services.exchange import setting_aside
from desktop.services.exchange.standing import standing
from desktop.ui.errors import choice_name, entry_name


def held(db: Database, key_file: KeyFile = None, as_json: Json = False) -> None:
    """列出本网点别的电脑传来、在本机挂起的记录和原因。"""
    with errors_in_words(), opened(db, key_file) as application:
        waiting = standing(application.desk).waiting
    if as_json:
        print_json([asdict(each) for each in waiting])
        return
    for each in waiting:
        what, why = entry_name(each.kind), choice_name("hold_reason", each.reason)
        typer.echo(f"{each.event_id}  {each.arrived_on}  {what}  {why}  {each.waits_for}")
    if not waiting:
        typer.echo("没有挂起的记录。")


def set_aside(
    db: Database,
    event: Annotated[str, typer.Argument(help="记录的编号，held 列出的")],
    note: Annotated[str, typer.Option("--note", help="原因，根据什么")],
    key_file: KeyFile = None,
    checker: Checker = None,
    checker_file: CheckerFile = None,
) -> None:
    """由两人负责，搁置一条挂起的记录：保留但不入账；等的东西来了会自动办理。"""
    second = second_person(checker, checker_file) if checker else None
    with errors_in_words(), opened(db, key_file) as application:
        setting_aside.set_aside(application.desk, event, note, second)
    typer.echo("已搁置。")
