"""Databases put back, keys changed and papers made on two PCs, each at the moment that hurts."""

import json
from datetime import date, timedelta

import pytest

from desktop.domain.permissions import Role
from desktop.domain.repayment.kinds import RecoveryKind
from desktop.services import approvals
from desktop.services.exchange.enrolment import rotate_key
from desktop.services.office import entries
from desktop.services.office.deciding import set_target
from desktop.services.repayments.requests import reverse
from tests.exchange.branch_pc import CHECKER, LOANS
from tests.exchange.forging import forge
from tests.exchange.world import check_drained, refusal
from tests.ui.branch_desk import row


def drained(world):
    world.drain()
    check_drained(world)


def shown(pc) -> int:
    return sum(pc.receipts().values())


def letter(pc) -> str:
    with pc.application.store.read() as queries:
        return queries.installation().replica_letter


def rotated(world, pc) -> None:
    rotate_key(pc.desk(), CHECKER)
    for _ in range(2):
        world.exchange(pc)


# ---- keys ----


def test_a_branch_restored_to_before_its_keys_changed_goes_on_with_the_old_ones(world):
    pc = world.pc()
    world.exchange(pc)
    copy = pc.back_up()
    pc.repay(100)
    rotated(world, pc)
    world.restore(pc, copy)
    drained(world)
    assert shown(pc) == 100


def test_a_file_put_back_by_hand_to_before_its_keys_changed_can_open_its_returns(world):
    pc = world.pc()
    world.exchange(pc)
    by_hand = world.clone(pc)
    pc.repay(100)
    rotated(world, pc)
    world.discard(pc)
    drained(world)
    assert shown(by_hand) == 100


def test_what_was_signed_with_older_keys_is_taken_however_much_was_done_since(world):
    pc = world.pc()
    late = world.send(pc)
    rotated(world, pc)
    for fen in range(501):
        set_target(world.office.desk, "0417", 2026, RecoveryKind.CASH_RECOVERY, fen)
    [taken] = world.office.take_in(late.path)
    assert taken.is_in, taken.reason


def test_a_pc_that_enrols_once_more_is_registered_with_its_new_keys(world):
    pc = world.pc()
    pc.repay(100)
    world.exchange(pc)
    world.enrol(pc)
    drained(world)


# ---- what comes back, and to whom ----


def test_after_head_office_was_restored_the_other_pc_still_gets_everything(world):
    """Arrival numbers are given anew: those that a PC remembers say nothing any more."""
    one, other = world.pc(), world.new_pc("0417")
    world.drain()
    copy = world.office.back_up()
    one.repay(400)
    world.drain()
    world.office.restore(copy, told=True)
    one.repay(5_000)
    drained(world)
    assert shown(other) == shown(one) == 5_400


def test_a_return_for_what_was_lost_does_not_hide_it_from_a_file_put_back_by_hand(world):
    pc = world.pc()
    world.exchange(pc)
    by_hand = world.clone(pc)
    pc.repay(200)
    world.office.take_in(world.send(pc).path)
    back = world.answer(pc)
    world.discard(pc)
    by_hand.take(back.path)
    drained(world)
    assert shown(by_hand) == 200


def test_a_restored_branch_that_was_silent_for_long_still_gets_returns(world):
    pc = world.pc()
    world.exchange(pc)
    world.restore(pc, pc.back_up())
    world.exchange(pc)
    world.office.clock.moment += timedelta(days=70)
    assert world.answer(pc) is not None


# ---- done twice ----


def test_a_repayment_taken_back_again_after_a_restore_counts_once(world):
    pc = world.pc()
    receipt = pc.repay(100)
    world.exchange(pc)
    copy = pc.back_up()
    pc.reverse(receipt)
    world.office.take_in(world.send(pc).path)
    world.restore(pc, copy)
    pc.reverse(receipt)
    world.exchange(pc)
    found = world.office.standing("0417")
    assert (found.received_fen, found.reversed_fen) == (100, 200)  # both are kept and shown
    assert (found.confirmed_fen, found.doubles) == (0, 1)
    with world.office.desk.collection.read() as queries:
        [double] = queries.doubles("0417")
    assert (double.why, double.receipt, double.fen) == ("reversal", receipt, -100)


def test_what_waits_for_a_signature_is_signed_at_one_pc_alone_after_a_copy(world):
    one = world.pc()
    receipt = one.repay(100)
    proposal = reverse(one.desk(), receipt, "点错").item.proposal
    world.exchange(one)
    copy = world.clone(one)
    world.office.register(copy.say_it_is_a_copy())
    seen = proposal.id, proposal.item_hash, Role.ACCOUNTANT.value
    codes = [refusal(approvals.approve, pc.desk(Role.ACCOUNTANT), *seen) for pc in world.pcs]
    assert codes == ["", "item_elsewhere"]
    drained(world)
    assert world.office.standing("0417").reversed_fen == 100
    assert shown(one) == shown(copy) == 0


def test_what_waited_when_a_database_was_lost_is_signed_after_the_restore(world):
    one, other = world.pc(), world.new_pc("0417")
    receipts = [one.repay(100), one.repay(200)]
    world.drain()
    copy = one.back_up()
    waits, done = (reverse(one.desk(), each, "点错") for each in receipts)
    one.sign(done, Role.ACCOUNTANT)
    world.office.take_in(world.send(one).path)
    world.restore(one, copy)
    for pc in (one, other):
        world.exchange(pc)
    assert refusal(other.sign, waits, Role.ACCOUNTANT) == "item_elsewhere"
    assert refusal(one.sign, done, Role.ACCOUNTANT) == "item_closed"
    one.sign(waits, Role.ACCOUNTANT)
    drained(world)
    assert world.office.standing("0417").reversed_fen == 300
    assert shown(one) == shown(other) == 0


def test_what_was_proposed_again_after_a_restore_waits_once(world):
    pc = world.pc()
    receipt = pc.repay(100)
    world.exchange(pc)
    copy = pc.back_up()
    lost = reverse(pc.desk(), receipt, "点错")
    world.office.take_in(world.send(pc).path)
    world.restore(pc, copy)
    again = reverse(pc.desk(), receipt, "点错")
    world.exchange(pc)
    assert refusal(pc.sign, lost, Role.ACCOUNTANT) == "item_elsewhere"
    pc.sign(again, Role.ACCOUNTANT)
    drained(world)
    assert world.office.standing("0417").reversed_fen == 100


def test_two_pcs_that_got_one_letter_part_as_soon_as_they_hear_of_it(world):
    one = world.pc()
    world.exchange(one)
    copy = world.clone(one)
    world.office.register(copy.say_it_is_a_copy())
    world.restore(one, one.back_up())
    assert letter(one) == letter(copy)
    world.drain()
    assert letter(one) != letter(copy)
    one.repay(100)
    copy.repay(200)
    drained(world)
    assert shown(one) == shown(copy) == 300


def test_a_ledger_that_has_another_pcs_repayment_lowers_the_debt_once(world):
    one, other = world.pc(), world.new_pc("0417")
    world.drain()
    one.repay(1_000_000)
    left = one.loan("4399001").balance_fen
    assert left < 9_000_000
    for clock in (one.clock, other.clock, world.office.clock):
        clock.pass_days(30)
    ledger = row("4399001", "周田生", balance_fen=left), LOANS[1]
    world.office.know_loans("0417", *ledger, as_of=date(2026, 10, 31))
    world.exchange(other)  # it reads the ledger before it hears of the repayment
    drained(world)
    assert one.loan("4399001").balance_fen == other.loan("4399001").balance_fen == left


# ---- a newer program ----


@pytest.mark.parametrize("reads", [1, 2])
def test_money_that_only_a_newer_program_reads_counts_after_the_upgrade(world, monkeypatch, reads):
    def newer(body: str) -> str:
        said = json.loads(body)
        if said["kind"] == "repayment_recorded":
            said["kind_version"] = 2
        return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    pc = world.pc()
    pc.repay(100)
    sent = world.send(pc)
    world.office.take_in(forge(world, sent, body=newer).path)
    monkeypatch.setattr(entries, "KIND_VERSION", reads)
    world.office.take_in(forge(world, sent, {"number": 2}, newer).path)
    found = world.office.standing("0417")
    assert (found.received_fen, found.held) == ((0, 1), (100, 0))[reads - 1]
