"""``relief``: what a relief would come to, asking for one, its written approval, the list."""

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
    fen,
    listed,
    print_json,
)
from desktop.cli.signing import opened, say_waiting
from desktop.domain.money import yuan_text
from desktop.services.claims import loan_numbered
from desktop.services.ports import Desk
from desktop.services.relief import asking, checking, granted
from desktop.services.relief.checking import ReliefCheck, ReliefWish
from desktop.services.relief.granted import ReliefLine
from desktop.ui.errors import explain, field_name, words

app = typer.Typer(help="减免利息（打包）：先还后免，批准以后、还清以后才入账", no_args_is_help=True)

LoanNo = Annotated[str, typer.Argument(help="借款人任一笔借据的借据号：减免按户办理")]
ReliefId = Annotated[str, typer.Argument(help="减免号（relief list 列出）")]
Waived = Annotated[str, typer.Option("--waive", help="减免利息多少元，如 1,200.50")]
Payer = Annotated[str, typer.Option(help="谁来还；默认借款人本人")]
Until = Annotated[str | None, typer.Option("--until", help="批复有效期，如 2026-12-31")]
Yes = Annotated[bool | None, typer.Option(help="不答不能提交")]


@app.command()
def check(
    loan_no: LoanNo,
    db: Database,
    waive: Waived,
    payer: Payer = "",
    until: Until = None,
    key_file: KeyFile = None,
    as_json: Json = False,
) -> None:
    """算一算：减免多少、须先付清多少、由谁批准、有什么妨碍；不提交。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        wish = _wish(desk, loan_no, waive, payer, until)
        found = checking.check(desk, wish)
    if as_json:
        print_json(asdict(found))
        return
    _show_check(found)


@app.command()
def request(
    loan_no: LoanNo,
    db: Database,
    waive: Waived,
    reason: Annotated[str, typer.Option(help="减免理由")],
    evidence: Annotated[str, typer.Option(help="理由的凭据")],
    until: Until = None,
    payer: Payer = "",
    able_to_pay: Yes = None,
    evasion: Yes = None,
    staff_related: Yes = None,
    key_file: KeyFile = None,
) -> None:
    """提交一项减免：等委派会计、主任（超权限再加联社）依次复核。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        told = (reason, evidence, able_to_pay, evasion, staff_related)
        wish = _wish(desk, loan_no, waive, payer, until, told)
        submitted = asking.request(desk, wish)
    say_waiting(submitted)


@app.command()
def sign(
    relief_id: ReliefId,
    db: Database,
    number: Annotated[str, typer.Option(help="书面批复的文号")],
    on: Annotated[str | None, typer.Option("--on", help="批复日期；默认今天")] = None,
    evidence: Annotated[
        list[Path] | None, typer.Option("--evidence", help="批复照片，可多次给出")
    ] = None,
    key_file: KeyFile = None,
) -> None:
    """登记书面批复：口头（电话）同意的，补办以后还款才能减免。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        granted.sign(desk, relief_id, number, day(on, desk.clock.today()), evidence or [])
    typer.echo(f"已登记 {relief_id} 的书面批复 {number}")


@app.command()
def withdraw(
    relief_id: ReliefId,
    db: Database,
    reason: Annotated[str, typer.Option(help="为什么撤回")],
    key_file: KeyFile = None,
) -> None:
    """撤回一项已批准、还没有入账的减免。"""
    with errors_in_words(), opened(db, key_file) as application:
        granted.withdraw(application.desk, relief_id, reason)
    typer.echo(f"已撤回 {relief_id}")


@app.command("list")
def list_(db: Database, key_file: KeyFile = None, as_json: Json = False) -> None:
    """列出批准过的减免：状态、减免多少、还须付清多少。"""
    with errors_in_words(), opened(db, key_file) as application:
        found = granted.lines(application.desk)
    listed(found, as_json, _line, end=f"共 {len(found)} 项")


def _wish(
    desk: Desk,
    loan_no: str,
    waive: str,
    payer: str,
    until: str | None,
    told: tuple[str, str, bool | None, bool | None, bool | None] = ("", "", None, None, None),
) -> ReliefWish:
    with desk.store.read() as queries:
        loan = loan_numbered(queries, loan_no)
        party = queries.party(loan.borrower_id)
    reason, evidence, able_to_pay, evasion, staff_related = told
    return ReliefWish(
        party_id=loan.borrower_id,
        waived_fen=fen(waive),
        payer=payer or (party.name if party else ""),
        reason=reason,
        evidence=evidence,
        able_to_pay=able_to_pay,
        evasion=evasion,
        staff_related=staff_related,
        valid_until=day(until, date.max) if until else None,
    )


def _show_check(found: ReliefCheck) -> None:
    typer.echo(
        f"{found.party.name}：本金 {found.principal}，利息 {found.interest}（算至 {found.on}）"
    )
    typer.echo(f"减免 {found.waived}，须先付清 {found.to_pay}，审批权限：{found.level or '—'}")
    for part in found.parts:
        typer.echo(
            f"  {part.loan_no}  本金 {yuan_text(part.principal_fen)}  "
            f"减免表内 {yuan_text(part.waived_on_balance_fen)}  "
            f"表外 {yuan_text(part.waived_off_balance_fen)}"
        )
    for each in found.hindrances:
        typer.echo(f"  不能办：{explain(each.violation())[1]}")
    missing = "、".join(field_name(name) for name in found.missing)
    if missing:
        typer.echo(f"  提交时还须填写：{missing}")


def _line(each: ReliefLine) -> str:
    relief = each.relief
    return (
        f"{relief.id}  {each.party.name}  减免 {relief.waived}  有效至 {relief.valid_until}  "
        f"{words(f'relief_{each.state.value}', {})}"
        + (f"  须先付清 {each.to_pay}" if each.to_pay.fen else "")
    )
