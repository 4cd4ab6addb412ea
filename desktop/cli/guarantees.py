"""``guarantee``: what guarantee contracts say, and what was done towards the guarantors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.session import (
    Database,
    Json,
    KeyFile,
    choice,
    day,
    errors_in_words,
    print_json,
)
from desktop.cli.signing import opened
from desktop.domain.guarantee.clock import GuaranteeClock, guarantee_clock
from desktop.domain.guarantee.facts import (
    ActKind,
    GuaranteeContract,
    GuaranteeMode,
    GuarantorKind,
    PeriodTerm,
)
from desktop.domain.policy import Policy
from desktop.services import guarantees
from desktop.services.claims import loan_numbered
from desktop.services.guarantees import EnteredAct
from desktop.services.guarantor_facts import GuarantorFacts, of_loan

app = typer.Typer(help="保证合同与对保证人的主张", no_args_is_help=True)

LoanNo = Annotated[str, typer.Argument(help="借据号")]
Name = Annotated[str, typer.Argument(help="保证人姓名")]

MODES = {"连带": GuaranteeMode.JOINT, "一般": GuaranteeMode.GENERAL}
TERMS = {
    "未约定": PeriodTerm.NONE,
    "直至还清": PeriodTerm.UNCLEAR,
    "约定月数": PeriodTerm.MONTHS,
}
KINDS = {
    "自然人": GuarantorKind.PERSON,
    "公司": GuarantorKind.COMPANY,
    "机关": GuarantorKind.GOVERNMENT,
    "村委会": GuarantorKind.VILLAGE_COMMITTEE,
    "学校医院": GuarantorKind.PUBLIC_WELFARE,
}
ACTS = {
    "主张到达": ActKind.DEMAND_ARRIVED,
    "主张寄出": ActKind.DEMAND_SENT,
    "起诉保证人": ActKind.SUIT_AGAINST_GUARANTOR,
    "撤诉但副本已送达": ActKind.SUIT_WITHDRAWN_SERVED,
    "起诉债务人": ActKind.SUIT_AGAINST_DEBTOR,
    "公证债权执行": ActKind.DEED_ENFORCED,
    "先诉抗辩权消灭": ActKind.REFUSAL_RIGHT_LOST,
    "保证人代偿": ActKind.GUARANTOR_PAID,
    "签收普通通知": ActKind.ORDINARY_NOTICE_SIGNED,
    "签订新保证": ActKind.NEW_GUARANTEE_SIGNED,
}


@app.command("set")
def set_(
    loan_no: LoanNo,
    guarantor: Name,
    db: Database,
    signed: Annotated[str | None, typer.Option(help="保证合同日期；不知道则不给")] = None,
    mode: Annotated[str, typer.Option(help="连带、一般；合同没写则不给")] = "",
    term: Annotated[str, typer.Option(help="保证期间：未约定、直至还清、约定月数")] = "未约定",
    months: Annotated[int | None, typer.Option(help="约定的月数，自到期日起")] = None,
    kind: Annotated[str, typer.Option(help="自然人、公司、机关、村委会、学校医院")] = "自然人",
    extended_to: Annotated[str | None, typer.Option(help="展期后的到期日")] = None,
    consented: Annotated[bool, typer.Option("--consented", help="书面同意展期")] = False,
    new_for_old: Annotated[bool, typer.Option("--new-for-old", help="本笔用于借新还旧")] = False,
    knew: Annotated[bool, typer.Option("--knew", help="知道借新还旧，或担保过旧贷")] = False,
    new: Annotated[bool, typer.Option("--new", help="台账和以前的登记都没有的保证人")] = False,
    key_file: KeyFile = None,
) -> None:
    """登记或更正一名保证人的保证合同；更正前的内容留在记录里。"""
    contract = GuaranteeContract(
        guarantor=guarantor,
        contract_on=_maybe_day(signed),
        mode=choice(mode, MODES, "--mode") if mode else None,
        term=PeriodTerm.MONTHS if months is not None else choice(term, TERMS, "--term"),
        months=months,
        kind=choice(kind, KINDS, "--kind"),
        extended_to=_maybe_day(extended_to),
        consented=consented,
        new_for_old=new_for_old,
        knew_new_for_old=knew,
    )
    with errors_in_words(), opened(db, key_file) as application:
        with application.desk.store.read() as queries:
            loan = loan_numbered(queries, loan_no)
        guarantees.record_contract(application.desk, loan.id, contract, may_be_new=new)
    typer.echo(f"已登记 {loan_no} 的保证人 {guarantor}")


@app.command()
def act(
    loan_no: LoanNo,
    guarantor: Name,
    db: Database,
    kind: Annotated[str, typer.Option(help="、".join(ACTS) + "，或英文代码")],
    date_: Annotated[str | None, typer.Option("--date", help="日期；默认今天")] = None,
    until: Annotated[str | None, typer.Option(help="诉讼程序终结日期")] = None,
    evidence: Annotated[list[Path] | None, typer.Option(help="凭据文件，可多次给出")] = None,
    ref: Annotated[str, typer.Option(help="凭据编号，如案号、邮件号")] = "",
    note: Annotated[str, typer.Option(help="备注")] = "",
    key_file: KeyFile = None,
) -> None:
    """登记对保证人的主张、诉讼或保证人的行为。"""
    found = choice(kind, ACTS, "--kind")
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        with desk.store.read() as queries:
            loan = loan_numbered(queries, loan_no)
        entered = EnteredAct(found, day(date_, desk.clock.today()), _maybe_day(until), ref, note)
        stored = guarantees.record_act(desk, loan.id, guarantor, entered, evidence or [])
    proof = f"凭据 {stored.evidence} 份" if stored.evidence else "无凭据"
    typer.echo(f"{stored.id} {loan_no} {stored.guarantor} {_word(ACTS, found)}，{proof}")


@app.command()
def withdraw(
    act_id: Annotated[str, typer.Argument(help="记录号（guarantee list 列出）")],
    db: Database,
    reason: Annotated[str, typer.Option(help="为什么撤销")],
    key_file: KeyFile = None,
) -> None:
    """撤销一条登记错的主张；原记录保留并注明已撤销。"""
    with errors_in_words(), opened(db, key_file) as application:
        guarantees.withdraw_act(application.desk, act_id, reason)
    typer.echo(f"已撤销 {act_id}")


@app.command("list")
def list_(loan_no: LoanNo, db: Database, key_file: KeyFile = None, as_json: Json = False) -> None:
    """列出一笔借款的保证人、保证合同、各次主张和保证期间。"""
    with (
        errors_in_words(),
        opened(db, key_file) as application,
        application.desk.store.read() as queries,
    ):
        loan = loan_numbered(queries, loan_no)
        found = of_loan(queries, loan.id)
        clocks = [_clock(each, loan.due_on, application.desk.policy) for each in found]
    if as_json:
        print_json([_plain(*each) for each in zip(found, clocks, strict=True)])
        return
    for each, clock in zip(found, clocks, strict=True):
        _show(each, clock)
    typer.echo(f"共 {len(found)} 名保证人")


def _clock(facts: GuarantorFacts, due_on: date | None, policy: Policy) -> GuaranteeClock | None:
    if facts.contract is None:
        return None
    return guarantee_clock(facts.contract, due_on, [act.fact for act in facts.standing], policy)


def _plain(facts: GuarantorFacts, clock: GuaranteeClock | None) -> dict[str, object]:
    return asdict(facts) | {
        "outcome": clock.result if clock else None,
        "period_end": clock.period_end if clock else None,
        "safe_day": clock.safe_day if clock else None,
        "limitation_last_day": clock.limitation_last_day if clock else None,
        "needs_person": [doubt.code for doubt in clock.needs_person] if clock else [],
    }


def _show(facts: GuarantorFacts, clock: GuaranteeClock | None) -> None:
    typer.echo(f"{facts.guarantor}  {_contract(facts.contract)}")
    if clock is not None:
        typer.echo(
            f"  保证期间至 {clock.period_end or '—'}，稳妥日 {clock.safe_day or '—'}，"
            f"保证债务时效至 {clock.limitation_last_day or '—'}"
        )
        for doubt in clock.needs_person:
            typer.echo(f"  需人工核对：{doubt.words}")
    for each in facts.acts:
        mark = "已撤销" if each.withdrawn else "可证明" if each.evidence else "无凭据"
        source = f"（{each.ref}）" if each.ref else ""
        typer.echo(f"  {each.id}  {each.occurred_on}  {_word(ACTS, each.kind)}{source}  {mark}")


def _contract(contract: GuaranteeContract | None) -> str:
    if contract is None:
        return "保证合同未登记，不能计算保证期间"
    period = f"{contract.months} 个月" if contract.months else _word(TERMS, contract.term)
    mode = _word(MODES, contract.mode) if contract.mode else "方式未约定"
    signed = contract.contract_on or "合同日期不明"
    return f"{_word(KINDS, contract.kind)}  {signed}  {mode}  保证期间 {period}"


def _word(words: Mapping[str, StrEnum], value: StrEnum) -> str:
    return next(word for word, each in words.items() if each is value)


def _maybe_day(text: str | None) -> date | None:
    return day(text, date.min) if text else None
