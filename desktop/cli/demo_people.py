"""The demo's second half: people sign in, and money is taken."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from desktop.bootstrap import Application, sign_in
from desktop.domain.errors import RuleViolation
from desktop.domain.money import yuan_text
from desktop.domain.permissions import Role
from desktop.services.notices import IssuedBatch
from desktop.services.policies import adopt
from desktop.services.ports import Desk
from desktop.services.progress import NoProgress
from desktop.services.repayments import quoting, receipts, requests
from desktop.services.repayments.payments import Payment
from desktop.services.users import NewUser, found_users
from desktop.storage.sealing import FLOOR
from desktop.ui.errors import choice_name

Say = Callable[[str], None]

PEOPLE = {
    Role.TELLER: ("ding", "丁秀英"),
    Role.CREDIT_OFFICER: ("peng", "彭春兰"),
    Role.ACCOUNTANT: ("liu", "刘建国"),
    Role.MANAGER: ("xia", "夏文水"),
}
"""The invented people of the demo's branch: login and name."""

PRACTICE = FLOOR
"""What a guess of their passwords costs: they stand on the screen, so that it guards nothing."""

_AMOUNT_FEN = 50_000
_LADDER = [
    {
        "table": "disposal.relief_ladder",
        "since": "2020-01-01",
        "value": [
            {"approver": "信用社主任", "most_fen": 100_000},
            {"approver": "联社理事会", "most_fen": None},
        ],
        "source": "演示用授权书",
    }
]


def demo_password(role: Role) -> str:
    """Return the password of one of the demo's people: for practice only."""
    return f"lianxi-2026-{list(PEOPLE).index(role) + 1}"


def demo_session(database: Path, role: Role) -> Application:
    """Sign in to the demo's database as one of its people."""
    return sign_in(database, PEOPLE[role][0], demo_password(role))


def employ_people(desk: Desk, say: Say) -> None:
    """Enter the people of the branch; the desk has to be opened anew."""
    found_users(
        desk,
        [NewUser(login, name, role, demo_password(role)) for role, (login, name) in PEOPLE.items()],
    )
    say("用户（练习用）：")
    for role, (login, name) in PEOPLE.items():
        say(f"  {login}  {name}  {choice_name('role', role)}  密码 {demo_password(role)}")


def grant_authority(desk: Desk, folder: Path, say: Say) -> None:
    """Adopt a practice ladder of approvers: the shipped one gives nobody authority for a relief."""
    path = folder / "演示授权.json"
    path.write_text(json.dumps(_LADDER, ensure_ascii=False, indent=1), encoding="utf-8")
    adopt(desk, path, NoProgress())
    say(f"减免权限（练习用）：{path.name}，主任 1,000 元以内")


def take_money(database: Path, batch: IssuedBatch, say: Say) -> None:
    """Take a repayment of the first debtor who can pay, and print its receipt."""
    with demo_session(database, Role.TELLER) as application:
        desk = application.desk
        receipt = _repay(desk, [each.party_id for each in batch.facts])
        path = database.with_name("收据.pdf")
        receipts.write_receipt(desk, receipt, path, NoProgress())
        say(f"收款：{yuan_text(_AMOUNT_FEN)}，收据 {receipt}（{path.name}）")


def _repay(desk: Desk, party_ids: list[str]) -> str:
    """Take the payment of the first debtor whose claims allow it, and return its receipt."""
    today = desk.clock.today()
    for party_id in party_ids:
        payment = Payment(party_id, _AMOUNT_FEN, today)
        try:
            quote = quoting.quote(desk, payment)
        except RuleViolation:  # he owes less, or has died: the next one pays
            continue
        recorded = requests.record(desk, payment, quote.token)
        assert recorded.repayment is not None
        return recorded.repayment.receipt
    raise RuleViolation("nothing_owed", name="")
