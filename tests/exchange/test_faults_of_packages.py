"""What happens to packages on their way up, each fault with its outcome and the invariants after.

Real programs on both sides. What a damaged format is told by stands in ``tests/sync``; here it is
seen that nothing of it comes through head office's door.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace

import pytest
import sqlcipher3.dbapi2 as driver

from desktop.services.collection_records import PackageState
from desktop.services.exchange.outgoing import carry_package, export_package
from desktop.services.exchange.packing import acknowledged_up_to
from desktop.services.office.registering import revoke
from desktop.sync import payload
from tests.exchange.branch_pc import CHECKER, KEY, LOANS, QUIET
from tests.exchange.forging import forge
from tests.exchange.office import SECOND
from tests.exchange.programs import LATER
from tests.exchange.world import World, check, check_drained, refusal, sha256
from tests.sticks import FakeSticks
from tests.ui.branch_desk import row

APPLIED, DUPLICATE, REFUSED = (
    PackageState.APPLIED,
    PackageState.DUPLICATE,
    PackageState.REFUSED,
)


def money_at_office(world: World, code: str = "0417") -> int:
    received, reversed_ = world.office.money_total(code)
    return received - reversed_


def state_of(taken):
    [one] = taken
    return one.state


def test_the_same_package_twice_and_renamed_counts_once(world):
    world.pc().repay(5_000)
    sent = world.send(world.pc())
    assert state_of(world.office.take_in(sent.path)) is APPLIED
    before = world.office.everything()
    for again in (sent, world.copy(sent, "新建文件.qsp"), world.copy(sent)):
        [taken] = world.office.take_in(again.path)
        assert (taken.state, taken.package.entries) == (DUPLICATE, taken.package.new)
    assert world.office.everything() == before
    assert money_at_office(world) == 5_000
    check(world)


def test_packages_in_the_order_1_3_2_make_the_same_as_in_order(world):
    pc, sent = world.pc(), []
    for fen in (100, 200, 300):
        pc.repay(fen)
        sent.append(world.send(pc))
    for one in (sent[0], sent[2], sent[1]):
        assert state_of(world.office.take_in(one.path)) is APPLIED
        check(world)
    assert money_at_office(world) == 600
    assert world.office.standing("0417").last_number == 2  # what came last; not what counts


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2)])
def test_a_journal_that_no_package_holds_comes_as_several_in_any_order(world, monkeypatch, order):
    pc = world.pc()
    for fen in (100, 200, 300):
        pc.repay(fen)
    monkeypatch.setattr(payload, "LINES", 3)
    sent = [
        world.note(each.on_stick)
        for each in export_package(pc.desk(), world.stick(), CHECKER, QUIET)
    ]
    monkeypatch.undo()
    assert len(sent) == 3
    for at in order:
        assert state_of(world.office.take_in(sent[at])) is APPLIED
        check(world)
    came_whole = len(order) == len(sent)
    assert world.office.standing("0417").complete == came_whole
    pc.take(world.answer(pc).path)
    with pc.application.store.read() as queries:
        assert bool(acknowledged_up_to(queries)) == came_whole
    world.drain()
    assert money_at_office(world) == 600
    check_drained(world)


def test_a_package_that_is_lost_for_ever_is_made_up_for_by_the_next(world):
    world.pc().repay(5_000)
    lost = world.send(world.pc())
    lost.path.unlink()
    world.pc().repay(700)
    assert state_of(world.office.take_in(world.send(world.pc()).path)) is APPLIED
    assert money_at_office(world) == 5_700
    check(world)


def test_a_damaged_file_is_refused_as_it_came_and_the_whole_one_is_taken_later(world):
    """Cut, filled up with zeros, with a bit flipped, with bytes behind its end."""
    world.pc().repay(5_000)
    sent = world.send(world.pc())
    whole = sent.path.read_bytes()
    half = len(whole) // 2
    damaged = [whole[:0], whole[:1], whole[:half], whole[:-1], whole + b"\0"]
    damaged.append(whole[:half] + bytes(len(whole) - half))
    for place in (0, half, len(whole) - 1):
        flipped = bytearray(whole)
        flipped[place] ^= 4
        damaged.append(bytes(flipped))
    before = world.office.everything("package")
    for content in damaged:
        bad = world.copy(sent)
        bad.path.write_bytes(content)
        world.note(bad.path)
        [taken] = world.office.take_in(bad.path)
        assert taken.state is REFUSED
        assert taken.reason in ("package_damaged", "package_not_ours")
    assert world.office.everything("package") == before
    check(world)
    assert state_of(world.office.take_in(sent.path)) is APPLIED
    assert money_at_office(world) == 5_000
    check(world)


def test_a_package_for_another_bank_is_not_ours(world):
    with World("0601") as stranger:
        pc = stranger.pc("0601")
        pc.repay(5_000)
        sent = world.copy(stranger.send(pc))
        refused(world, sent, "package_not_ours")
    assert money_at_office(world) == 0


def refused(world, sent, reason):
    """A package is refused for a reason, and nothing but the refusal is written."""
    before = world.office.everything("package", "act")
    [taken] = world.office.take_in(sent.path)
    assert (taken.state, taken.reason) == (REFUSED, reason)
    assert world.office.everything("package", "act") == before
    check(world)


def test_a_branch_cannot_send_in_the_name_of_another(two_branches):
    """The seal is right and the signature good: it is not that branch's."""
    world, pc = two_branches, two_branches.pc("0417")
    pc.repay(5_000)
    forged = forge(world, world.send(pc), manifest={"branch": "0502"})
    refused(world, forged, "package_sender_unknown")
    assert money_at_office(world, "0502") == 0


def test_what_a_revoked_key_signed_is_refused_and_a_new_registration_brings_all(world):
    pc = world.pc()
    pc.repay(5_000)
    sent = world.send(pc)
    revoke(world.office.desk, "0417", pc.replica_id, "电脑被盗", SECOND)
    refused(world, sent, "package_key_revoked")
    world.office.register(pc.say_it_is_a_copy())
    assert state_of(world.office.take_in(world.send(pc).path)) is APPLIED
    assert money_at_office(world) == 5_000
    check(world)


def test_an_event_that_came_before_with_other_content_refuses_the_whole_package(world):
    pc = world.pc()
    pc.repay(5_000)
    world.office.take_in(world.send(pc).path)
    pc.repay(700)
    forged = forge(world, world.send(pc), body=lambda text: text.replace("5000", "9000"))
    refused(world, forged, "event_changed")
    assert money_at_office(world) == 5_000
    assert "alarm_event_changed" in [what for (what,) in world.office.ask("SELECT what FROM act")]


def test_a_journal_row_changed_by_sql_is_not_sent(world):
    pc = world.pc()
    pc.repay(5_000)
    pc.close()
    with closing(driver.connect(pc.database)) as connection:
        connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
        connection.execute("DROP TRIGGER journal_no_update")
        connection.execute("UPDATE journal SET body = replace(body, '5000', '4000')")
        connection.commit()
    pc.open()
    assert refusal(export_package, pc.desk(), world.stick(), CHECKER, QUIET) == "journal_unsound"


# ---- sticks ----


@pytest.fixture
def stick(world):
    """A stick in the PC of the branch that does what a test asks of it."""
    made = FakeSticks(world.folder / "stick")
    pc = world.pc()
    desk = replace(pc.application.desk, sticks=made)
    pc.application = replace(pc.application, desk=desk)
    pc.repay(5_000)
    return made


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"room": 100}, "stick_full"),
        ({"locked": True}, "stick_read_only"),
        ({"pulled_after": 0}, "stick_gone"),
        ({"corrupts": True}, "stick_read_back_wrong"),
    ],
)
def test_a_stick_that_fails_leaves_nothing_and_the_package_is_carried_later(
    world, stick, fault, code
):
    pc = world.pc()
    for name, value in fault.items():
        setattr(stick, name, value)
    assert refusal(export_package, pc.desk(), stick.path, CHECKER, QUIET) == code
    stick.plug_in()
    stick.room = 16 * 1024**3
    assert stick.litter() == []
    assert list(stick.path.rglob("*.qsp")) == []
    carried = carry_package(pc.desk(), 1, stick.path, QUIET)
    world.sent[carried.on_stick] = sha256(carried.path)
    assert state_of(world.office.take_in(carried.on_stick)) is APPLIED
    assert money_at_office(world) == 5_000
    check(world)


# ---- what needs something that is not there ----


def test_a_repayment_of_a_loan_that_head_office_lacks_waits_and_counts(world):
    """The branch's ledger is newer than head office's: the money is real, the loan will come."""
    pc = world.pc()
    unknown = row("4399777", "谭国英", balance_fen=500_000)
    pc.import_ledger(unknown)
    pc.repay(900, "4399777")
    [taken] = world.office.take_in(world.send(pc).path)
    assert taken.state is PackageState.APPLIED_WITH_HELD
    assert [(each.reason, each.waits_for) for each in held(world)] == [
        ("loan_unknown_at_office", "4399777")
    ]
    assert money_at_office(world) == 900
    check(world)
    world.office.know_loans("0417", *LOANS, unknown)
    world.office.take_in(world.send(pc).path)
    assert held(world) == []
    check(world)


def test_a_reversal_before_its_repayment_waits_for_it(world):
    """Of two PCs one took the money and the other, knowing of it, gave it back: that one is first.

    Here the packages of one PC arrive without what lies between.
    """
    pc = world.pc()
    receipt = pc.repay(5_000)
    first = world.send(pc)
    pc.reverse(receipt)
    later = forge(world, world.send(pc), since="repayment_recorded")
    [taken] = world.office.take_in(later.path)
    assert taken.state is PackageState.APPLIED_WITH_HELD
    assert [each.reason for each in held(world)] == ["repayment_unknown_at_office"]
    assert not world.office.standing("0417").complete
    check(world)
    assert state_of(world.office.take_in(first.path)) is APPLIED
    assert held(world) == []
    assert world.office.standing("0417").complete
    assert world.office.money_total("0417") == (5_000, 5_000)
    check(world)


def held(world, code="0417"):
    with world.office.desk.collection.read() as queries:
        return queries.held(code)


# ---- versions and clocks ----


def test_a_newer_package_is_kept_whole_and_read_after_the_upgrade(world):
    pc = world.pc()
    pc.runs(LATER)
    pc.repay(5_000)
    sent, before = world.send(pc), world.office.everything("package")
    assert state_of(world.office.take_in(sent.path)) is PackageState.UNREADABLE_NEWER
    assert world.office.everything("package") == before
    check(world)
    world.discard(pc)  # what it wrote is nowhere else
    world.office.runs(LATER)
    [taken] = world.office.take_in()
    assert taken.state is APPLIED
    assert money_at_office(world) == 5_000
    check(world)


@pytest.mark.parametrize("schema", ["0003", "0004"])
def test_a_package_of_an_older_program_is_read(world, schema):
    pc = world.pc()
    pc.runs(schema)
    pc.repay(5_000)
    assert state_of(world.office.take_in(world.send(pc).path)) is APPLIED
    assert money_at_office(world) == 5_000
    check(world)


def test_unknown_kinds_and_fields_are_kept_and_required_ones_wait(world):
    more = [
        {"kind": "weather_noted", "later": 1, "data": {"fields": [1, "二"]}},
        {"kind": "weather_ruled", "required": True},
    ]
    [taken] = world.office.take_in(forge(world, world.send(world.pc()), more=more).path)
    assert taken.state is PackageState.APPLIED_WITH_HELD
    assert [(each.kind, each.reason) for each in held(world)] == [("weather_ruled", "kind_unknown")]
    check(world)


@pytest.mark.parametrize("year", [1970, 2099])
def test_no_clock_of_a_pc_orders_anything(world, year):
    """It is set wrong between two packages, and then back."""
    pc, now, paid = world.pc(), world.pc().clock.moment, 0
    for moment, fen in ((now, 100), (now.replace(year=year), 200), (now, 400)):
        pc.clock.moment = moment
        paid += fen if pc.tries_to_repay(fen) else 0
        assert state_of(world.office.take_in(world.send(pc).path)) is APPLIED
        assert money_at_office(world) == paid
        check(world)
    assert paid >= 100


# ---- two at once ----


def test_two_operators_take_the_same_stick_in_at_once(world):
    pc = world.pc()
    sent = []
    for fen in (100, 200):
        pc.repay(fen)
        sent.append(world.send(pc).path)
    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(world.office.take_in, *sent) for _ in range(2)]
        states = [each.state for one in both for each in one.result()]
    assert set(states) <= {APPLIED, DUPLICATE}
    assert states.count(APPLIED) == 2
    assert money_at_office(world) == 300
    check(world)


def test_packages_of_several_branches_are_taken_in_at_once(two_branches):
    world, sent = two_branches, []
    for pc in world.pcs:
        pc.repay(100)
        sent.append(world.send(pc).path)
    assert {each.state for each in world.office.take_in(*sent, workers=2)} == {APPLIED}
    assert [money_at_office(world, code) for code in ("0417", "0502")] == [100, 100]
    check(world)


# ---- more than one line of entries ----


def test_a_restored_branch_goes_on_in_a_fork_and_both_lines_count(world):
    pc = world.pc()
    pc.repay(100)
    copy = pc.back_up()
    pc.repay(200)
    world.office.take_in(world.send(pc).path)
    world.restore(pc, copy)
    pc.repay(400)
    [taken] = world.office.take_in(world.send(pc).path)
    assert (taken.state, taken.package.forks) == (APPLIED, 1)
    assert money_at_office(world) == 700
    assert world.office.standing("0417").forks == 1
    check(world)


def test_what_is_typed_again_after_a_restore_is_a_possible_double(world):
    pc = world.pc()
    copy = pc.back_up()
    pc.repay(200)
    world.office.take_in(world.send(pc).path)
    world.restore(pc, copy)
    pc.repay(200)
    world.office.take_in(world.send(pc).path)
    standing = world.office.standing("0417")
    assert (standing.received_fen, standing.confirmed_fen, standing.doubles) == (400, 200, 1)
    check(world)


def test_a_cloned_database_used_on_two_pcs_loses_nothing_and_is_told(world):
    pc = world.pc()
    pc.repay(100)
    other = world.clone(pc)
    pc.repay(200)
    other.repay(400, "4399002")
    for each in (pc, other, pc):
        assert state_of(world.office.take_in(world.send(each).path)) is APPLIED
    standing = world.office.standing("0417")
    assert (standing.received_fen, standing.forks) == (700, 1)
    check(world)


def test_two_pcs_that_take_the_same_amount_the_same_day_are_a_possible_double(world):
    other = world.new_pc("0417")
    for each in (world.pc(), other):
        each.repay(5_000)
        assert state_of(world.office.take_in(world.send(each).path)) is APPLIED
    standing = world.office.standing("0417")
    assert (standing.received_fen, standing.confirmed_fen, standing.doubles) == (10_000, 5_000, 1)
    assert standing.forks == 0
    check(world)
