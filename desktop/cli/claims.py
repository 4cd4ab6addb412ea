"""``event``: what happened to a claim apart from our notices, entered, ended, withdrawn, listed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.session import (
    Database,
    Json,
    KeyFile,
    day,
    errors_in_words,
    listed,
    print_json,
)
from desktop.cli.signing import opened
from desktop.domain.claim_entry import ClaimAct
from desktop.domain.limitation import EventKind, event_label
from desktop.services import claims
from desktop.services.claims import EnteredEvent
from desktop.services.records import StoredEvent

app = typer.Typer(help="借款的时效事件：旧通知、诉讼、判决、还款、中止等", no_args_is_help=True)

LoanNo = Annotated[str, typer.Argument(help="借据号")]
EventId = Annotated[str, typer.Argument(help="事件号（event list 列出）")]
Files = Annotated[list[Path] | None, typer.Option("--evidence", help="凭据文件，可多次给出")]

KINDS = {event_label(kind): kind for kind in EventKind}


@app.command()
def add(
    loan_no: LoanNo,
    db: Database,
    kind: Annotated[str, typer.Option(help="事件种类：中文名称或英文代码；event kinds 列出")],
    date_: Annotated[str | None, typer.Option("--date", help="发生日期；默认今天")] = None,
    until: Annotated[
        str | None,
        typer.Option(help="程序或中止事由终结日、判决履行期末日、展期后的到期日、末期还款日"),
    ] = None,
    evidence: Files = None,
    ref: Annotated[str, typer.Option(help="凭据编号，如案号、旧通知书号")] = "",
    note: Annotated[str, typer.Option(help="备注")] = "",
    key_file: KeyFile = None,
    as_json: Json = False,
) -> None:
    """登记一件不是由本程序通知书产生的事件；立即重算时效。"""
    found = read_kind(kind)
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        today = desk.clock.today()
        act = ClaimAct(found, day(date_, today), _maybe_day(until), ref, note)
        with desk.store.read() as queries:
            loan = claims.loan_numbered(queries, loan_no)
        entered = claims.record_event(desk, loan.id, act, evidence or [])
    _show(entered, as_json)


@app.command()
def end(
    event_id: EventId,
    db: Database,
    on: Annotated[str, typer.Option("--on", help="终结日期")],
    evidence: Files = None,
    key_file: KeyFile = None,
    as_json: Json = False,
) -> None:
    """填写一个程序或中止事由的终结日期：时效从此重新计算。"""
    with errors_in_words(), opened(db, key_file) as application:
        ended_on = day(on, application.desk.clock.today())
        entered = claims.end_procedure(application.desk, event_id, ended_on, evidence or [])
    _show(entered, as_json)


@app.command()
def prove(
    event_id: EventId,
    db: Database,
    evidence: Annotated[list[Path], typer.Option("--evidence", help="凭据文件，可多次给出")],
    key_file: KeyFile = None,
    as_json: Json = False,
) -> None:
    """给已登记的事件补凭据：由“已主张”变为“可证明”。"""
    with errors_in_words(), opened(db, key_file) as application:
        entered = claims.add_evidence(application.desk, event_id, evidence)
    _show(entered, as_json)


@app.command()
def withdraw(
    event_id: EventId,
    db: Database,
    reason: Annotated[str, typer.Option(help="为什么撤销")],
    key_file: KeyFile = None,
) -> None:
    """撤销一条登记错的事件；原记录保留并注明已撤销，时效重新计算。"""
    with errors_in_words(), opened(db, key_file) as application:
        claims.withdraw_event(application.desk, event_id, reason)
    typer.echo(f"已撤销 {event_id}")


@app.command("list")
def list_(loan_no: LoanNo, db: Database, key_file: KeyFile = None, as_json: Json = False) -> None:
    """列出一笔借款的全部事件，撤销的也在内。"""
    with (
        errors_in_words(),
        opened(db, key_file) as application,
        application.desk.store.read() as queries,
    ):
        loan = claims.loan_numbered(queries, loan_no)
        events = queries.events_of([loan.id]).get(loan.id, ())
    events = sorted(events, key=lambda event: event.occurred_on)
    listed(events, as_json, _line, end=f"共 {len(events)} 条")


@app.command()
def kinds(as_json: Json = False) -> None:
    """列出事件种类。"""
    if as_json:
        print_json({kind.value: label for label, kind in KINDS.items()})
        return
    for label, kind in KINDS.items():
        typer.echo(f"{kind.value:24} {label}")


def read_kind(text: str) -> EventKind:
    """Return what a Chinese name or an English code means."""
    wanted = text.strip()
    code = wanted.lower().replace("-", "_")
    if wanted in KINDS:
        return KINDS[wanted]
    if code in list(EventKind):
        return EventKind(code)
    raise typer.BadParameter(f"--kind 不认识“{text}”，可用：{'、'.join(KINDS)}")


def _maybe_day(text: str | None) -> date | None:
    return day(text, date.min) if text else None


def _show(entered: EnteredEvent, as_json: bool) -> None:
    if as_json:
        print_json({"event": asdict(entered.event), "effect": asdict(entered.effect)})
        return
    effect = entered.effect
    typer.echo(f"{entered.event.id} {effect.loan_no} {event_label(entered.event.kind)}")
    typer.echo(f"  时效 {effect.before or '—'} → {effect.after or '—'}：{effect.reason}")


def _line(event: StoredEvent) -> str:
    until = f" 至 {event.restart_on}" if event.restart_on else ""
    marks = "已撤销" if event.withdrawn else "可证明" if event.proved else "无凭据"
    source = f"（{event.ref}）" if event.ref else ""
    return f"{event.id}  {event.occurred_on}{until}  {event_label(event.kind)}{source}  {marks}"
