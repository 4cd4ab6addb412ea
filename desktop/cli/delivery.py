"""``deliver`` and ``withdraw``: who signed which notice, and what that did to the clocks."""

from __future__ import annotations

from dataclasses import asdict
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
from desktop.domain.delivery import Boxes, DeliveryAct, Method, Signer
from desktop.domain.errors import RuleViolation
from desktop.services.clock_effects import ClockEffect
from desktop.services.delivery import DeliveryResult, find_notice, record
from desktop.services.delivery import withdraw as withdraw_delivery

METHODS = {
    "当面": Method.IN_PERSON,
    "hand": Method.IN_PERSON,
    "personal": Method.IN_PERSON,
    "signed": Method.IN_PERSON,
    "visit": Method.IN_PERSON,
    "邮寄": Method.POST,
    "mail": Method.POST,
    "ems": Method.POST,
    "短信": Method.MESSAGE,
    "微信": Method.MESSAGE,
    "sms": Method.MESSAGE,
    "电话": Method.PHONE,
    "省级公告": Method.PROVINCIAL_NEWSPAPER,
    "县级公告": Method.COUNTY_NEWSPAPER,
    "张贴": Method.POSTER,
    "村口张贴": Method.POSTER,
}

SIGNERS = {
    "本人": Signer.SELF,
    "debtor": Signer.SELF,
    "borrower": Signer.SELF,
    "家属": Signer.KIN,
    "family": Signer.KIN,
    "relative": Signer.KIN,
    "spouse": Signer.KIN,
    "同住成年家属": Signer.KIN,
    "受托人": Signer.AGENT,
    "拒签": Signer.REFUSED,
    "未遇": Signer.NOT_MET,
    "nobody": Signer.NOT_MET,
    "邻居": Signer.NEIGHBOUR,
    "村干部": Signer.NEIGHBOUR,
    "cadre": Signer.NEIGHBOUR,
    "neighbor": Signer.NEIGHBOUR,
    "未成年人": Signer.MINOR,
    "已到达": Signer.ARRIVED,
    "未到达": Signer.NOT_ARRIVED,
    "returned": Signer.NOT_ARRIVED,
}


EVENTS = {
    "signed_notice": (Method.IN_PERSON, Signer.SELF),
    "signed_confirm_agree": (Method.IN_PERSON, Signer.SELF),
    "kin_signed": (Method.IN_PERSON, Signer.KIN),
    "agent_signed": (Method.IN_PERSON, Signer.AGENT),
    "neighbour_signed": (Method.IN_PERSON, Signer.NEIGHBOUR),
    "minor_signed": (Method.IN_PERSON, Signer.MINOR),
    "mail_arrived": (Method.POST, Signer.ARRIVED),
    "mail_sent_only": (Method.POST, Signer.NOT_ARRIVED),
    "message_arrived": (Method.MESSAGE, Signer.ARRIVED),
    "phone_unrecorded": (Method.PHONE, Signer.SELF),
    "prov_newspaper_missing": (Method.PROVINCIAL_NEWSPAPER, Signer.NOT_MET),
    "county_newspaper": (Method.COUNTY_NEWSPAPER, Signer.NOT_MET),
    "village_poster": (Method.POSTER, Signer.NOT_MET),
}
"""The names of the worked examples, for scripts: each says both how and who."""


def deliver(
    serial: Annotated[str, typer.Argument(help="通知书编号（条码）")],
    db: Database,
    how: Annotated[
        str, typer.Option(help="当面、邮寄、短信、电话、省级公告、县级公告、张贴，或英文代码")
    ],
    by: Annotated[
        str,
        typer.Option(help="本人、家属、受托人、拒签、未遇、邻居、未成年人；邮寄用 已到达、未到达"),
    ] = "本人",
    date_: Annotated[str | None, typer.Option("--date", help="送达日期；默认今天")] = None,
    evidence: Annotated[list[Path] | None, typer.Option(help="凭据文件，可多次给出")] = None,
    agrees: Annotated[bool, typer.Option("--agrees", help="勾选了“同意继续履行”")] = False,
    objects: Annotated[bool, typer.Option("--objects", help="勾选了“有异议”")] = False,
    servers: Annotated[str, typer.Option(help="送达人，用顿号或逗号分开")] = "",
    note: Annotated[str, typer.Option(help="备注")] = "",
    key_file: KeyFile = None,
    as_json: Json = False,
) -> None:
    """登记送达：谁签收、怎么送的、凭据；立即算出对时效的影响。"""
    if how in EVENTS:
        method, signer = EVENTS[how]
        agrees = agrees or how == "signed_confirm_agree"
    else:
        method = choice(how, METHODS, "--how")
        signer = choice(by, SIGNERS, "--by")
    with errors_in_words(), opened(db, key_file) as application:
        act = DeliveryAct(
            method=method,
            signer=signer,
            occurred_on=day(date_, application.desk.clock.today()),
            boxes=Boxes(signer is Signer.SELF, agrees, objects),
            servers=tuple(name for name in servers.replace("、", ",").split(",") if name.strip()),
            note=note,
        )
        result = record(application.desk, serial, act, evidence or [])
    _show(result, as_json)


def withdraw(
    serial: Annotated[str, typer.Argument(help="通知书编号（条码）")],
    db: Database,
    reason: Annotated[str, typer.Option(help="为什么撤销")],
    key_file: KeyFile = None,
) -> None:
    """撤销一份通知书最近一次登记的送达；原记录保留并注明已撤销，时效重新计算。"""
    with errors_in_words(), opened(db, key_file) as application:
        standing = [
            each for each in find_notice(application.desk, serial).deliveries if not each.withdrawn
        ]
        if not standing:
            raise RuleViolation("delivery_unknown", field="serial")
        withdraw_delivery(application.desk, standing[0].id, reason)
    typer.echo(f"已撤销 {serial} 的送达：{standing[0].result}")


def _show(result: DeliveryResult, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "serial": result.serial,
                "result": result.outcome.words,
                "state": result.outcome.state.value,
                "event": result.outcome.event.value if result.outcome.event else None,
                "effects": [asdict(effect) for effect in result.effects],
            }
        )
        return
    typer.echo(f"{result.serial} {result.outcome.words}")
    for effect in result.effects:
        typer.echo(f"  {describe(effect)}")


def describe(effect: ClockEffect) -> str:
    """Return what a delivery did to one loan, in a line."""
    change = f"时效 {effect.before or '—'} → {effect.after or '—'}"
    if effect.before == effect.after:
        change = f"时效 {effect.before or '—'} 不变"
    article = f"（{effect.article}）" if effect.article else ""
    return f"{effect.loan_no} {change}：{effect.reason}{article}"
