"""What happens to returns, databases and PCs: each fault with its outcome, the invariants after it.

Real programs on both sides; every test ends with two clean exchanges after which nothing may lack.
"""

from datetime import UTC, datetime, timedelta

import pytest

from desktop.services.office.registering import revoke
from desktop.services.office.returning import write_returns
from desktop.sync import payload
from desktop.sync.upcast import NEWEST
from tests.exchange.books import MONEY
from tests.exchange.branch_pc import LEDGER_DAY, LOANS, QUIET
from tests.exchange.office import SECOND
from tests.exchange.world import check, check_drained, refusal


def drained(world):
    world.drain()
    check_drained(world)


def shown(pc) -> int:
    """Return what a PC shows as received, reversals taken off."""
    return sum(pc.receipts().values())


def epoch(world) -> int:
    with world.office.desk.collection.read() as queries:
        return queries.epoch()


def entries_of_next(world, pc) -> int:
    """Return how many entries the next package carries."""
    [taken] = world.office.take_in(world.send(pc).path)
    return taken.package.entries


def test_what_no_return_can_hold_comes_back_with_several(world, monkeypatch):
    one = world.pc()
    for fen in (100, 200, 300):
        one.repay(fen)
    world.exchange(one)
    two = world.new_pc("0417")
    world.office.take_in(world.send(two).path)
    written = write_returns(world.office.desk, ["0417"], None, QUIET)
    [whole] = [each for each in written if each.stored.replica_id == two.replica_id]
    monkeypatch.setattr(payload, "LINES", sum(each.count for each in whole.totals) - 1)
    world.exchange(two)
    assert len(two.receipts()) < 3
    world.exchange(two)
    assert two.receipts() == one.receipts()
    monkeypatch.undo()
    drained(world)


def test_a_clean_month_sends_no_entry_over_and_over(world):
    pc = world.pc()
    for _ in range(4):
        pc.repay(100)
        world.exchange(pc)
    whole = len(world.journal(pc))
    assert entries_of_next(world, pc) < whole - 3
    drained(world)


def test_a_return_that_is_lost_for_three_months_costs_nothing(world):
    pc = world.pc()
    world.exchange(pc)
    for month in range(3):
        pc.repay(100 + month)
        world.office.take_in(world.send(pc).path)
        world.answer(pc).path.unlink()
        pc.clock.pass_days(30)
        world.office.clock.pass_days(30)
        check(world)
    assert world.office.standing("0417").received_fen == 303
    drained(world)


def test_an_old_return_after_a_newer_one_is_refused_and_once_more_changes_nothing(world):
    pc = world.pc()
    world.office.take_in(world.send(pc).path)
    old, new = world.answer(pc), world.answer(pc)
    pc.take(new.path)
    before = world.journal(pc)
    assert refusal(pc.take, old.path) == "return_older"
    assert pc.take(new.path).already
    assert world.journal(pc) == before
    drained(world)


def test_a_return_for_another_branch_or_pc_is_refused(two_branches):
    world = two_branches
    first, second = world.pc("0417"), world.pc("0502")
    other = world.new_pc("0417")
    for pc in world.pcs:
        world.office.take_in(world.send(pc).path)
    back = world.answer(second)
    assert refusal(first.take, back.path) == "package_not_ours"  # it cannot even be opened
    assert refusal(first.take, world.answer(other).path) == "return_for_other_pc"
    drained(world)


# ---- databases put back ----


def test_what_a_restored_branch_had_lost_comes_back_before_it_is_typed_again(world):
    pc = world.pc()
    pc.repay(100)
    world.exchange(pc)
    copy = pc.back_up()
    receipt = pc.repay(200)
    pc.reverse(receipt)
    pc.repay(400, "4399002")
    pc.note_phone("0000-0000001")
    world.office.take_in(world.send(pc).path)
    world.restore(pc, copy)
    assert shown(pc) == 100
    world.exchange(pc)
    assert shown(pc) == 500
    assert world.office.standing("0417").doubles == 0
    pc.repay(800)
    drained(world)
    assert shown(pc) == 1_300


def test_a_file_put_back_by_hand_goes_on_and_gets_back_what_it_lost(world):
    """Somebody copies an older file over the newer one: the program does not know of it."""
    pc = world.pc()
    world.exchange(pc)
    by_hand = world.clone(pc)
    pc.repay(200)
    world.exchange(pc)
    world.discard(pc)
    by_hand.repay(400, "4399002")
    drained(world)
    assert shown(by_hand) == 600 or by_hand.waiting()
    assert world.office.standing("0417").received_fen == 600


def test_a_return_that_was_reckoned_for_the_other_of_two_clones_hides_nothing(world):
    """Both send, and only then returns are written: head office takes the two for one PC."""
    pc = world.pc()
    world.exchange(pc)
    clone = world.clone(pc)
    for each, loan_no in ((pc, "4399001"), (clone, "4399002")):
        each.note_phone("0000-0000001" if each is pc else "0000-0000002", loan_no)
        world.office.take_in(world.send(each).path)
    for each in (pc, clone):
        each.take(world.answer(each).path)
    drained(world)
    assert {"0000-0000001", "0000-0000002"} <= pc.phones() & clone.phones()


def test_a_copy_that_is_declared_one_is_registered_and_both_know_everything(world):
    pc = world.pc()
    pc.repay(100)
    world.exchange(pc)
    copy = world.clone(pc)
    world.office.register(copy.say_it_is_a_copy())
    pc.repay(200)
    copy.repay(400, "4399002")
    drained(world)
    assert shown(pc) == shown(copy) == 700
    assert copy.waiting() == set()


def test_two_pcs_of_a_branch_tell_each_other_through_head_office(world):
    pc, other = world.pc(), world.new_pc("0417")
    pc.repay(100)
    receipt = other.repay(200, "4399002")
    drained(world)
    other.reverse(receipt)
    drained(world)
    assert shown(pc) == shown(other) == 100
    assert world.office.standing("0417").forks == 0


def test_a_pc_that_broke_is_replaced_by_a_new_one_that_gets_everything(world):
    old = world.pc()
    old.repay(100)
    world.exchange(old)
    old.repay(200)  # nobody has sent it: it is lost with the disk
    replica_id = old.replica_id
    world.discard(old)
    revoke(world.office.desk, "0417", replica_id, "硬盘坏了", SECOND)
    new = world.new_pc("0417")
    new.repay(400, "4399002")
    drained(world)
    assert shown(new) == 500
    assert world.office.standing("0417").received_fen == 500


@pytest.mark.parametrize("told", [True, False])
def test_a_restored_head_office_gets_everything_again(world, told):
    """It begins a new epoch: told so, or when a branch names a return that was never issued."""
    pc = world.pc()
    pc.repay(100)
    world.exchange(pc)
    world.office.back_up()
    for fen in (200, 400):
        pc.repay(fen)
        world.exchange(pc)
    before = epoch(world)
    world.office.restore(world.office.copies[0], told)
    assert world.office.standing("0417").received_fen == 100
    pc.repay(800)
    drained(world)
    assert epoch(world) == before + 1
    assert world.office.standing("0417").received_fen == 1_500


def test_both_restored_keep_what_either_of_them_has(world):
    pc = world.pc()
    pc.repay(100)
    world.exchange(pc)
    world.office.back_up()
    pc.repay(200)
    world.exchange(pc)
    copy = pc.back_up()
    pc.repay(400)
    world.exchange(pc)
    world.restore(pc, copy)
    world.office.restore(world.office.copies[0], told=False)
    pc.repay(800)
    drained(world)
    assert world.office.standing("0417").received_fen == 1_100  # 400 stood in neither


# ---- what both sides change ----


def test_the_same_phone_noted_differently_on_both_sides_is_kept_twice(world):
    pc, other = world.pc(), world.new_pc("0417")
    pc.note_phone("0000-0000001")
    other.note_phone("0000-0000002")
    drained(world)
    drained(world)
    for each in (pc, other):
        assert {"0000-0000001", "0000-0000002"} <= each.phones()


def test_a_balance_that_changes_while_a_branch_exports_comes_with_the_return(world):
    """Head office takes a newer ledger in after the branch has written its package."""
    pc = world.pc()
    pc.repay(5_000)
    sent = world.send(pc)
    for clock in (pc.clock, world.office.clock):
        clock.pass_days(10)
    newer = LOANS[0]._replace(balance_fen=8_000_000)
    world.office.know_loans("0417", newer, LOANS[1], as_of=LEDGER_DAY + timedelta(days=15))
    world.office.take_in(sent.path)
    assert pc.loan("4399001").reported.principal == 9_000_000
    pc.take(world.answer(pc).path)
    assert pc.loan("4399001").reported.principal == 8_000_000
    drained(world)


# ---- versions and clocks ----


@pytest.mark.parametrize("schema", ["0003", "0004"])
def test_a_branch_of_an_older_program_gets_returns_it_can_read(world, schema):
    """From its registration on, and what another PC of today's program wrote as well."""
    other = world.pc()
    pc = world.new_pc("0417")
    pc.runs(schema)
    pc.take(world.answer(pc).path)
    pc.repay(100)
    other.repay(200)
    drained(world)
    assert shown(pc) == 300


def test_a_copied_pc_of_an_older_program_gets_returns_it_can_read(world):
    """Both go on under one name, and the other one is ahead by its numbers."""
    pc = world.pc()
    copy = world.clone(pc)
    copy.runs("0003")
    for _ in range(3):
        world.exchange(pc)
    copy.repay(100)
    for each in (copy, pc, copy):
        world.exchange(each)
    drained(world)


def test_a_restored_head_office_hears_of_lost_returns_from_what_it_cannot_read_yet(world):
    pc = world.pc()
    world.office.back_up()
    world.exchange(pc)
    world.office.restore(world.office.copies[0], told=False)
    world.office.runs("0004")
    world.exchange(pc)
    assert epoch(world) == 2
    drained(world)


def test_a_branch_whose_program_is_newer_than_head_offices_loses_nothing(world):
    pc = world.pc()
    world.office.runs("0004")
    pc.repay(100)
    world.exchange(pc)
    assert pc.package_states() == ["unreadable_newer"]
    world.office.back_up()
    world.office.runs(NEWEST)
    drained(world)
    assert pc.package_states() == ["applied"] * 3


@pytest.mark.parametrize("year", [1970, 2099])
def test_no_clock_of_head_office_orders_anything(world, year):
    pc = world.pc()
    for moment in (datetime(year, 1, 1, tzinfo=UTC), datetime(2026, 10, 10, 9, tzinfo=UTC)):
        world.office.clock.moment = moment
        pc.repay(100)
        world.exchange(pc)
        check(world)
    drained(world)
    assert shown(pc) == 200


def test_every_kind_about_money_is_counted_here():
    """A kind of entry that moves money and is new must be known to these tests."""
    from desktop.services.office import entries

    assert set(MONEY) == set(entries._MONEY)
