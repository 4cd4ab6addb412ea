"""``approvals``: what waits for a second person, read, signed, refused or taken back."""

from __future__ import annotations

from typing import Annotated

import typer

from desktop.cli.session import Database, Json, KeyFile, errors_in_words, print_json
from desktop.cli.signing import opened, own_password
from desktop.domain.approvals import ItemState
from desktop.services import approval_items, approvals
from desktop.services.approval_items import Item, may_sign
from desktop.services.checked_acts import Applied
from desktop.ui.approval.changes import changed_lines
from desktop.ui.approval.summary import Summary, summary_of
from desktop.ui.errors import act_name, choice_name

app = typer.Typer(help="审批：等第二个人复核的业务", no_args_is_help=True)

ItemId = Annotated[str, typer.Argument(help="编号（approvals list 列出）")]
Hash = Annotated[
    str, typer.Option("--hash", help="show 显示的内容指纹：签的就是看到的；至少前 12 位")
]
Reason = Annotated[str, typer.Option(help="理由")]

_LEAST = 12
"""Digits of a hash that tell an item from an edited one."""
_STATES = {
    ItemState.WAITING: "待复核",
    ItemState.APPROVED: "已同意",
    ItemState.REFUSED: "已退回",
    ItemState.WITHDRAWN: "已撤回",
    ItemState.EXPIRED: "已过期",
    ItemState.VOIDED: "已作废",
    ItemState.ELSEWHERE: "不在本机待复核",
}


@app.command("list")
def list_(
    db: Database,
    every: Annotated[bool, typer.Option("--all", help="办结的也列出")] = False,
    key_file: KeyFile = None,
    as_json: Json = False,
) -> None:
    """列出待复核的业务；轮到本人签的标 ▶。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        found = approval_items.history(desk) if every else approval_items.waiting(desk)
        mine = {each.proposal.id for each in found if may_sign(desk, each)}
    if as_json:
        print_json([_plain(each) for each in found])
        return
    for each in found:
        mark = "▶" if each.proposal.id in mine else " "
        typer.echo(f"{mark} {each.proposal.id}  {_line(each)}")
    typer.echo(f"共 {len(found)} 项，等本人复核 {len(mine)} 项")


@app.command()
def show(item_id: ItemId, db: Database, key_file: KeyFile = None, as_json: Json = False) -> None:
    """看清一项：内容、提交以后的变化、内容指纹、报给联社的二十位数字。"""
    with errors_in_words(), opened(db, key_file) as application:
        found = approval_items.item(application.desk, item_id)
    if as_json:
        whole = {name: each for name, each in found.proposal.body.items() if name != "slot"}
        print_json(_plain(found) | {"title": found.proposal.title, "body": whole})
        return
    typer.echo(_line(found, found.proposal.title))
    _tell(summary_of(found.proposal.body, "zh"))
    for line in changed_lines(found, "zh"):
        typer.echo(f"  提交以后变了：{line}")
    typer.echo(f"  内容指纹 {found.proposal.item_hash}")
    typer.echo(f"  报给联社 {found.challenge}")


@app.command()
def approve(item_id: ItemId, db: Database, seen: Hash, key_file: KeyFile = None) -> None:
    """复核同意；本人的密码再核对一次，最后一个人签了才生效。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        whole = _whole_hash(approval_items.item(desk, item_id), seen)
        _say(approvals.approve(desk, item_id, whole, own_password()))


@app.command()
def refuse(item_id: ItemId, db: Database, reason: Reason, key_file: KeyFile = None) -> None:
    """退回，写明理由。"""
    with errors_in_words(), opened(db, key_file) as application:
        approvals.refuse(application.desk, item_id, reason, own_password())
    typer.echo("已退回")


@app.command()
def withdraw(item_id: ItemId, db: Database, reason: Reason, key_file: KeyFile = None) -> None:
    """撤回自己提交的一项。"""
    with errors_in_words(), opened(db, key_file) as application:
        approvals.withdraw(application.desk, item_id, reason)
    typer.echo("已撤回")


@app.command("by-phone")
def by_phone(
    item_id: ItemId,
    db: Database,
    seen: Hash,
    code: Annotated[str, typer.Option(help="联社在电话里回的十位码")],
    key_file: KeyFile = None,
) -> None:
    """用联社的电话码复核：先把 show 显示的二十位数字报给联社。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        whole = _whole_hash(approval_items.item(desk, item_id), seen)
        _say(approvals.approve_by_phone(desk, item_id, whole, code))


def _plain(item: Item) -> dict[str, object]:
    """Return an item as a list tells it: masked, and without what is proposed."""
    proposal = item.proposal
    return {
        "id": proposal.id,
        "kind": proposal.kind,
        "title": item.listed,
        "maker": item.maker,
        "state": item.state.value,
        "waits_for": sorted(role.value for role in item.waits_for),
        "made_at": proposal.made_at.isoformat(),
        "expires_at": item.until.isoformat(),
        "item_hash": proposal.item_hash,
        "challenge": item.challenge,
        "changed": {name: list(pair) for name, pair in item.changed.items()},
    }


def _whole_hash(item: Item, seen: str) -> str:
    """Return the item's hash where it begins with what was seen, else what was typed: refused."""
    own = item.proposal.item_hash
    return own if len(seen) >= _LEAST and own.startswith(seen.lower()) else seen


def _say(applied: Applied | None) -> None:
    typer.echo("已复核，已生效" if applied else "已复核，还要下一个人签")


def _line(item: Item, title: str = "") -> str:
    proposal = item.proposal
    words = f"{act_name(proposal.kind)}  {title or item.listed}  经办 {item.maker}"
    roles = "/".join(choice_name("role", role) for role in sorted(item.waits_for))
    if not roles:
        return f"{words}  {_STATES[item.state]}"
    return f"{words}  等 {roles}  {item.until.astimezone():%m-%d %H:%M} 前有效"


def _tell(summary: Summary) -> None:
    for line in summary.lines:
        typer.echo(f"  {line.name}：{line.value}")
    for each in summary.lists:
        for row in each.rows:
            cells = (f"{name} {value}" for name, value in zip(each.headings, row, strict=True))
            typer.echo(f"  {each.name}：" + "  ".join(cells))
