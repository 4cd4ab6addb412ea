"""``promises``: what debtors promised to pay, and whether they did."""

from __future__ import annotations

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
    fen,
    listed,
)
from desktop.cli.signing import opened
from desktop.domain.money import Money
from desktop.domain.promises import Promise
from desktop.services import promises
from desktop.services.claims import loan_numbered
from desktop.ui.errors import words

app = typer.Typer(help="还款承诺：记录、查看、撤销", no_args_is_help=True)


@app.command()
def record(
    loan_no: Annotated[str, typer.Argument(help="借据号")],
    db: Database,
    amount: Annotated[str, typer.Option(help="承诺还多少元，如 1,200.50")],
    by: Annotated[str, typer.Option("--by", help="最迟哪一天付，如 2026-10-31")],
    on: Annotated[str | None, typer.Option("--on", help="哪一天承诺的；默认今天")] = None,
    promisor: Annotated[str, typer.Option(help="谁承诺的；默认借款人本人")] = "",
    note: Annotated[str, typer.Option(help="备注")] = "",
    evidence: Annotated[
        list[Path] | None,
        typer.Option("--evidence", help="书面承诺或录音，可多次给出；有凭据才中断时效"),
    ] = None,
    key_file: KeyFile = None,
) -> None:
    """记录一项承诺。"""
    promised = Money(fen(amount))
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        with desk.store.read() as queries:
            loan = loan_numbered(queries, loan_no)
        today = desk.clock.today()
        promise = Promise(day(on, today), day(by, today), promised)
        done = promises.record_promise(
            desk, loan.borrower_id, promise, [loan.id], promisor, note, evidence or []
        )
    typer.echo(f"{done.stored.id} {done.stored.promisor} 承诺 {by} 前还 {promised} 元")
    for each in done.effects:
        typer.echo(f"{each.loan_no}：{each.reason}")


@app.command()
def withdraw(
    promise_id: Annotated[str, typer.Argument(help="承诺号（promises list 列出）")],
    db: Database,
    reason: Annotated[str, typer.Option(help="为什么撤销")],
    key_file: KeyFile = None,
) -> None:
    """撤销记错的承诺，连同它引起的时效事件。"""
    with errors_in_words(), opened(db, key_file) as application:
        promises.withdraw_promise(application.desk, promise_id, reason)
    typer.echo(f"已撤销 {promise_id}")


@app.command("list")
def list_(
    db: Database, as_of: AsOf = None, key_file: KeyFile = None, as_json: Json = False
) -> None:
    """列出没有兑现的承诺，最早到期的在前。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        found = promises.promises_to_follow(desk, day(as_of, desk.clock.today()))
    listed(found, as_json, _line, end=f"共 {len(found)} 项")


def _line(promise: promises.FollowedPromise) -> str:
    stored, standing = promise.stored, promise.standing
    return (
        f"{stored.id}  {stored.debtor}  {stored.promise.pay_by} 前 {stored.promise.amount}  "
        f"已还 {standing.paid}  {words(f'promise_{standing.state.value}', {})}"
    )
