"""``agreements``: the plan while it is thought of, the proposal, signing, following, calling in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
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
    listed,
    print_json,
)
from desktop.cli.signing import opened, say_waiting
from desktop.domain.documents import DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.services.agreements import following, proposing, signing
from desktop.services.agreements.act import AgreementWish
from desktop.services.agreements.following import FollowedAgreement, state_code
from desktop.services.claims import loan_numbered
from desktop.services.clock_effects import ClockEffect
from desktop.services.documents.catalogue import BUILDERS
from desktop.services.ports import Desk
from desktop.ui.errors import field_name, words

app = typer.Typer(help="还款协议：拟定、签订、跟踪、提前到期", no_args_is_help=True)

LoanNos = Annotated[list[str], typer.Argument(help="借款人的借据号，一笔或几笔")]
Serial = Annotated[str, typer.Argument(help="还款协议编号")]
Given = Annotated[
    list[str] | None,
    typer.Option("--set", help="协议内容，如 instalments=12；可多次给出，名称见 agreements inputs"),
]
Evidence = Annotated[
    list[Path] | None, typer.Option("--evidence", help="凭据文件，可多次给出；不给只算已主张")
]
Replaces = Annotated[str, typer.Option(help="这是哪一份协议的新版本")]


@app.command()
def inputs() -> None:
    """列出协议可以约定的内容。"""
    for each in BUILDERS[DocumentKind.REPAYMENT_AGREEMENT].inputs:
        choices = f"（{' / '.join(each.choices)}）" if each.choices else ""
        typer.echo(f"{each.name}　{field_name(each.name, 'zh')}{choices}")


@app.command()
def plan(
    loan_nos: LoanNos,
    db: Database,
    given: Given = None,
    key_file: KeyFile = None,
    as_json: Json = False,
) -> None:
    """算一算分期计划和签订对时效的影响；不提交。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        live = proposing.live_plan(desk, _wish(desk, loan_nos, given))
    if as_json:
        print_json(asdict(live))
        return
    for each in live.terms.plan.instalments if live.terms else ():
        typer.echo(f"{each.number:>3}  {each.due_on}  {each.amount}  还后剩余 {each.balance_after}")
    for refused in live.refused:
        typer.echo(f"{refused.subject}：{words(refused.code, refused.params)}")
    _say_effects(live.effects)


@app.command()
def propose(
    loan_nos: LoanNos,
    db: Database,
    given: Given = None,
    replaces: Replaces = "",
    key_file: KeyFile = None,
) -> None:
    """提交一份协议，等主任复核；复核以后才有编号、才能打印。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        submitted = proposing.propose(desk, _wish(desk, loan_nos, given, replaces))
    say_waiting(submitted)


@app.command()
def sign(
    serial: Serial,
    db: Database,
    on: Annotated[str | None, typer.Option("--on", help="签订日期；默认今天")] = None,
    consent: Annotated[
        list[str] | None, typer.Option("--consent", help="签了名的保证人或加入人，可多次给出")
    ] = None,
    evidence: Evidence = None,
    note: Annotated[str, typer.Option(help="备注")] = "",
    key_file: KeyFile = None,
) -> None:
    """登记协议已签订：时效中断或者恢复，没有签名的保证人不受约束。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        signed_on = day(on, desk.clock.today())
        done = signing.sign(desk, serial, signed_on, consent or [], evidence or [], note)
    _say_effects(done.effects)
    for name in done.unbound:
        typer.echo(f"{name} 没有签名：不受本协议约束（民法典第695条）")


@app.command()
def arrived(
    notice: Annotated[str, typer.Argument(help="提前到期通知书编号")],
    db: Database,
    on: Annotated[str | None, typer.Option("--on", help="到达日期；默认今天")] = None,
    evidence: Evidence = None,
    note: Annotated[str, typer.Option(help="备注")] = "",
    key_file: KeyFile = None,
) -> None:
    """登记提前到期通知书已到达：当日起剩余债务全部到期。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        on_day = day(on, desk.clock.today())
        done = signing.record_arrival(desk, notice, on_day, evidence or [], note)
    _say_effects(done.effects)


@app.command()
def prove(serial: Serial, db: Database, evidence: Evidence, key_file: KeyFile = None) -> None:
    """给已签订的协议补凭据：由已主张变为有凭据。"""
    with errors_in_words(), opened(db, key_file) as application:
        signing.add_proof(application.desk, serial, evidence or [])
    typer.echo(f"已给 {serial} 附上凭据")


@app.command()
def show(
    serial: Serial,
    db: Database,
    as_of: AsOf = None,
    key_file: KeyFile = None,
    as_json: Json = False,
) -> None:
    """看一份协议：各期已还、逾期、还差多少。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        found = following.agreement(desk, serial, day(as_of, desk.clock.today()))
    if as_json:
        print_json(asdict(found))
        return
    typer.echo(_line(found))
    for each in found.standing.instalments:
        state = words(f"instalment_{each.state.value}", {})
        planned = each.instalment
        typer.echo(
            f"{planned.number:>3}  {planned.due_on}  {planned.amount}  已还 {each.paid}  {state}"
        )


@app.command("list")
def list_(
    db: Database, as_of: AsOf = None, key_file: KeyFile = None, as_json: Json = False
) -> None:
    """列出还在履行的协议，最要紧的在前。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        found = following.follow_up(desk, day(as_of, desk.clock.today()))
    listed(found, as_json, _line, end=f"共 {len(found)} 份")


def _wish(
    desk: Desk, loan_nos: Sequence[str], given: Sequence[str] | None, replaces: str = ""
) -> AgreementWish:
    with desk.store.read() as queries:
        loans = [loan_numbered(queries, each) for each in loan_nos]
    if len({each.borrower_id for each in loans}) > 1:
        raise RuleViolation("loans_of_several", field="loans")
    typed = [each.partition("=") for each in given or ()]
    if any(not equals for _, equals, _ in typed):
        raise typer.BadParameter("--set 写成 名称=内容")
    return AgreementWish(
        loans[0].borrower_id,
        tuple(each.id for each in loans),
        {name.strip(): text for name, _, text in typed},
        replaces,
    )


def _say_effects(effects: Sequence[ClockEffect]) -> None:
    for each in effects:
        typer.echo(f"{each.loan_no}：{each.reason}")


def _line(found: FollowedAgreement) -> str:
    agreement, standing = found.agreement, found.standing
    following_one = standing.next_open
    due = f"  下期 {following_one.instalment.due_on}" if following_one else ""
    overdue = f"  逾期 {standing.overdue}" if standing.overdue.fen else ""
    return (
        f"{agreement.serial}  {agreement.debtor}  {_state(found)}  "
        f"计划 {agreement.plan.total}  还剩 {standing.left}{overdue}{due}"
    )


def _state(found: FollowedAgreement) -> str:
    return words(state_code(found.state), {})
