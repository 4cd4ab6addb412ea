"""``repayments``: worked out, taken, reversed, listed by day, closed, compared with ledgers."""

from __future__ import annotations

from dataclasses import asdict
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
from desktop.domain.repayment.kinds import RepaymentKind
from desktop.services.approvals import Submitted
from desktop.services.claims import loan_numbered
from desktop.services.ports import Desk
from desktop.services.progress import NoProgress
from desktop.services.repayment_ports import OpenDifference
from desktop.services.repayments import confirming, days, quoting, receipts, requests
from desktop.services.repayments.days import DayLine
from desktop.services.repayments.payments import Payment
from desktop.services.repayments.quoting import Quote

app = typer.Typer(help="收款：先看入账，再收钱；收据、冲正、轧账", no_args_is_help=True)

LoanNo = Annotated[str, typer.Argument(help="借款人任一笔借据的借据号：收款按户入账")]
Amount = Annotated[str, typer.Argument(help="金额，元，如 5,000.00")]
Kind = Annotated[RepaymentKind, typer.Option(help="收款方式")]
PaidOn = Annotated[str | None, typer.Option("--date", help="起息日；默认今天")]
Payer = Annotated[str, typer.Option(help="付款人；默认借款人本人")]
Authorised = Annotated[bool, typer.Option("--for-debtor", help="付款人受借款人委托")]
Designated = Annotated[
    list[str] | None, typer.Option("--loan", help="借款人指定先还的借据号，可多次给出")
]
Cost = Annotated[str, typer.Option(help="一并收取的催收费用，元；记在第一笔指定的借据上")]
Consent = Annotated[str, typer.Option(help="补贴代扣授权书编号")]
Day = Annotated[str | None, typer.Option("--date", help="哪一天；默认今天")]


@app.command()
def quote(
    loan_no: LoanNo,
    amount: Amount,
    db: Database,
    kind: Kind = RepaymentKind.CASH,
    date_: PaidOn = None,
    payer: Payer = "",
    authorised: Authorised = False,
    designated: Designated = None,
    cost: Cost = "",
    consent: Consent = "",
    key_file: KeyFile = None,
    as_json: Json = False,
) -> None:
    """算一算一笔钱怎样入账；什么都不记。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        wanted = (kind, date_, payer, authorised, designated, cost, consent)
        found = quoting.quote(desk, _payment(desk, loan_no, amount, *wanted))
    if as_json:
        print_json(_plain(found))
        return
    _show(found)


@app.command()
def record(
    loan_no: LoanNo,
    amount: Amount,
    db: Database,
    kind: Kind = RepaymentKind.CASH,
    date_: PaidOn = None,
    payer: Payer = "",
    authorised: Authorised = False,
    designated: Designated = None,
    cost: Cost = "",
    consent: Consent = "",
    again: Annotated[bool, typer.Option("--again", help="同样的第二笔也收")] = False,
    pdf: Annotated[Path | None, typer.Option("--pdf", help="收据存为 PDF")] = None,
    key_file: KeyFile = None,
) -> None:
    """收一笔款并开出收据；超过限额或者补记以前日期的，等第二人复核。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        wanted = (kind, date_, payer, authorised, designated, cost, consent)
        payment = _payment(desk, loan_no, amount, *wanted)
        found = quoting.quote(desk, payment)
        made = requests.record(desk, payment, found.token, again)
        if pdf is not None and made.repayment is not None:
            receipts.write_receipt(desk, made.repayment.receipt, pdf, NoProgress())
    _show(found)
    if made.repayment is not None:
        typer.echo(f"已收款，收据 {made.repayment.receipt}")
    elif made.item is not None:
        say_waiting(Submitted(made.item, None))


@app.command()
def reverse(
    receipt: Annotated[str, typer.Argument(help="收据编号")],
    db: Database,
    reason: Annotated[str, typer.Option(help="为什么冲正")],
    key_file: KeyFile = None,
) -> None:
    """提交一笔冲正：复核以后，收据作废，欠款、利息、时效恢复原状。"""
    with errors_in_words(), opened(db, key_file) as application:
        submitted = requests.reverse(application.desk, receipt, reason)
    say_waiting(submitted)


@app.command("day")
def day_(db: Database, date_: Day = None, key_file: KeyFile = None, as_json: Json = False) -> None:
    """一天的收款清单：逐笔、按柜员、按方式；现金清收与盘活分开。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        found = days.day_list(desk, day(date_, desk.clock.today()))
    if as_json:
        print_json(asdict(found))
        return
    for line in found.lines:
        typer.echo(_line(line))
    for kind, taken in found.by_kind.items():
        typer.echo(f"{kind.label} {yuan_text(taken)}")
    for recovery, taken in found.by_recovery.items():
        typer.echo(f"{recovery.label}合计 {yuan_text(taken)}")
    for teller, taken in found.by_teller.items():
        typer.echo(f"柜员 {found.names.get(teller, teller)} {yuan_text(taken)}")
    state = "已轧账" if found.close else "未轧账"
    typer.echo(f"{found.day} 应有现金 {yuan_text(found.cash_fen)} 元，{state}")
    if len(found.cash_by_pc) > 1:
        parts = [f"{pc} 机 {yuan_text(fen)}" for pc, fen in found.cash_by_pc.items()]
        typer.echo(f"应有现金是本网点各台电脑合计：{'，'.join(parts)}")
    for each in found.open_before:
        typer.echo(f"{each} 还没有轧账", err=True)


@app.command()
def close(
    db: Database,
    counted: Annotated[str, typer.Option(help="清点的现金，元")],
    date_: Day = None,
    reason: Annotated[str, typer.Option(help="与账面不符的原因")] = "",
    key_file: KeyFile = None,
) -> None:
    """提交轧账：委派会计复核以后，这一天不再记入。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        wanted = day(date_, desk.clock.today())
        submitted = requests.close_day(desk, wanted, fen(counted), None, reason)
    say_waiting(submitted)


@app.command()
def differences(
    db: Database,
    decide: Annotated[str, typer.Option(help="处理这张收据的差异")] = "",
    booked: Annotated[
        bool | None, typer.Option(help="核心系统已记（不再扣减），或者还没有记（继续扣减）")
    ] = None,
    note: Annotated[str, typer.Option(help="核对的结果")] = "",
    key_file: KeyFile = None,
    as_json: Json = False,
) -> None:
    """列出新台账没有照样反映的收款；由会计核对后逐笔处理。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        found = confirming.differences(desk)
        if decide:
            if booked is None:
                raise typer.BadParameter("请给出 --booked 或者 --no-booked")
            chosen = [each for each in found if each.repayment.receipt == decide.strip().upper()]
            if not chosen:
                raise typer.BadParameter(f"收据 {decide} 没有待核对的差异")
            for each in chosen:
                confirming.decide(desk, each.repayment.id, each.share.loan_id, booked, note)
            found = confirming.differences(desk)
    listed(found, as_json, _difference, end=f"待核对 {len(found)} 笔")


def _payment(
    desk: Desk,
    loan_no: str,
    amount: str,
    kind: RepaymentKind,
    date_: str | None,
    payer: str,
    authorised: bool,
    designated: list[str] | None,
    cost: str,
    consent: str,
) -> Payment:
    with desk.store.read() as queries:
        party_id = loan_numbered(queries, loan_no).borrower_id
        named = tuple(loan_numbered(queries, each).id for each in designated or ())
        bearer = named[0] if named else loan_numbered(queries, loan_no).id
    return Payment(
        party_id,
        fen(amount),
        day(date_, desk.clock.today()),
        kind,
        payer,
        authorised,
        named,
        {bearer: fen(cost)} if cost else {},
        consent,
    )


def _show(found: Quote) -> None:
    for share in found.paid:
        typer.echo(
            f"{share.loan_no} 费用 {share.cost} 利息 {share.interest} 本金 {share.principal} "
            f"还后本金 {share.principal_after}"
        )
        typer.echo(f"  {share.why_loan}；{share.order.order.label}（{share.order.article}）")
    for effect in found.effects:
        typer.echo(f"  {effect.loan_no} 时效：{effect.reason}（{effect.article}）")
    if "over_limit" in found.needs_check:
        typer.echo("超过柜员限额，须第二人复核")
    if "back_dated" in found.needs_check:
        typer.echo("补记以前日期，须第二人复核")


def _plain(found: Quote) -> dict[str, object]:
    return {
        "debtor": found.owed.party.name,
        "most": str(found.owed.most),
        "shares": [
            {
                "loan_no": share.loan_no,
                "cost": str(share.cost),
                "on_balance": str(share.on_balance),
                "off_balance": str(share.off_balance),
                "principal": str(share.principal),
                "principal_after": str(share.principal_after),
                "why_loan": share.why_loan,
                "order": share.order.order.value,
                "article": share.order.article,
            }
            for share in found.paid
        ],
        "effects": [asdict(effect) for effect in found.effects],
        "needs_check": found.needs_check,
        "twins": found.twins,
        "token": found.token,
    }


def _line(line: DayLine) -> str:
    paid = line.repayment
    mark = "（冲正）" if line.is_reversal else "（已作废）" if paid.reversal else ""
    return (
        f"{paid.receipt} {line.pc} 机 {paid.debtor} {paid.kind.label} {yuan_text(line.fen)}{mark}"
    )


def _difference(each: OpenDifference) -> str:
    share, figures = each.share, each.confirmation.figures
    fallen = figures.get("principal_before", 0) - figures.get("principal_after", 0)
    return (
        f"{each.repayment.receipt} {each.repayment.paid_on} 借据 {share.loan_no} "
        f"本金 {yuan_text(share.principal_fen)} 利息 {yuan_text(share.interest_fen)}；"
        f"台账本金减少 {yuan_text(fallen)}（{each.confirmation.code.label}）"
    )
