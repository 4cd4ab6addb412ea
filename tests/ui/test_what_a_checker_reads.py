"""Every act that waits for a second person is read in words, by names, with no ids in it."""

import re
import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.domain.guarantee.facts import GuaranteeContract
from desktop.domain.permissions import Role
from desktop.domain.policy.dated import Dated
from desktop.domain.policy.disposal import Rung
from desktop.services import approvals, guarantees
from desktop.services.parties import set_deceased, set_hold
from desktop.services.records import Hold
from desktop.services.relief.asking import request
from desktop.services.relief.checking import ReliefWish
from desktop.services.repayments.payments import Payment
from desktop.services.repayments.quoting import quote
from desktop.services.repayments.requests import close_day, record, reopen_day, reverse
from desktop.ui.approval.summary import name_words, summary_of
from desktop.ui.errors import field_name
from tests.people import at_desk, employ
from tests.ui import branch_desk as branch

DAY = branch.TODAY
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-")


def ladder(desk):
    row = Dated(date(2026, 1, 1), (Rung("信用社主任", None),), "本联社授权书")
    return replace(
        desk,
        policy=replace(desk.policy, disposal=replace(desk.policy.disposal, relief_ladder=(row,))),
    )


@pytest.fixture(scope="module")
def bodies(tmp_path_factory):
    """The proposals of a busy day, by kind."""
    with branch.branch_desk(tmp_path_factory.mktemp("acts")) as made:
        employ(made)
        desk = ladder(made)
        with desk.store.read() as queries:
            loans = {no: queries.loan_by_no(no) for no in ("L1", "L3", "L4", "L5")}
        for act in (ask_for_relief, pay_back_dated, take_back_and_close, correct_people):
            act(desk, loans)
        with desk.store.read() as queries:
            yield {each.kind: each for each in queries.proposals()}


def ask_for_relief(desk, loans):
    no = {"able_to_pay": False, "evasion": False, "staff_related": False}
    wish = ReliefWish(
        loans["L1"].borrower_id, 100, (), "周田生", "病", "证明", valid_until=DAY, **no
    )
    request(at_desk(desk, Role.CREDIT_OFFICER), wish)


def pay_back_dated(desk, loans):
    teller = at_desk(desk, Role.TELLER)
    payment = Payment(loans["L3"].borrower_id, 500, DAY - timedelta(days=1))
    record(teller, payment, quote(teller, payment).token)


def take_back_and_close(desk, loans):
    teller = at_desk(desk, Role.TELLER)
    payment = Payment(loans["L4"].borrower_id, 500, DAY)
    paid = record(teller, payment, quote(teller, payment).token).repayment
    made = close_day(teller, DAY, 500, {100: 5}).item.proposal
    approvals.approve(at_desk(desk, Role.ACCOUNTANT), made.id, made.item_hash, "accountant")
    made = reopen_day(at_desk(desk, Role.ACCOUNTANT), DAY, "少记一笔").item.proposal
    approvals.approve(at_desk(desk, Role.MANAGER), made.id, made.item_hash, "manager")
    reverse(teller, paid.receipt, "付款人记错")


def correct_people(desk, loans):
    officer, party = at_desk(desk, Role.CREDIT_OFFICER), loans["L5"].borrower_id
    set_hold(officer, party, Hold.IMPERSONATION, "称未借款")
    made = set_hold(officer, party, Hold.NONE, "已查清").item.proposal
    approvals.refuse(at_desk(desk, Role.MANAGER), made.id, "再查", "manager")
    set_deceased(officer, party, True, "死亡证明")
    set_deceased(officer, party, False, "登记错人")
    contract = GuaranteeContract("贺富生", DAY)
    guarantees.record_contract(officer, loans["L5"].id, contract)


KINDS = (
    "relief_granted",
    "repayment_recorded",
    "repayment_reversed",
    "day_closed",
    "day_reopened",
    "hold_lifted",
    "death_unnoted",
    "guarantee_recorded",
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_name_has_a_word_and_no_value_is_an_id(bodies, kind):
    summary = summary_of(bodies[kind].body, "zh")
    names = [each.name for each in summary.lines]
    names += [heading for each in summary.lists for heading in each.headings]
    names += [each.name for each in summary.lists]
    assert names
    assert [name for name in names if name.isascii()] == []
    values = [each.value for each in summary.lines]
    values += [cell for each in summary.lists for row in each.rows for cell in row]
    assert [value for value in values if UUID.search(value)] == []


def test_money_and_counts_are_written_as_people_write_them(bodies):
    shown = {each.name: each.value for each in summary_of(bodies["day_closed"].body, "zh").lines}
    assert shown["实点现金"] == "5.00"
    assert shown["券别"] == "1.00 × 5"


def test_what_an_item_rests_on_has_names_as_well(bodies):
    fields = tomllib.loads(
        (Path(__file__).parents[2] / "desktop/ui/words.toml").read_text(encoding="utf-8")
    )["fields"]
    basis = bodies["relief_granted"].basis
    assert {name.removesuffix("_fen") for name in basis} - fields.keys() == set()
    assert name_words("principal_fen", "zh") == field_name("principal", "zh")
