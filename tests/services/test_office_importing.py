"""Packages taken in at head office: what is stored, held, refused, and what is left as it was."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desktop.domain.errors import Cancelled, ExpectedFailure
from desktop.domain.package_names import part_file
from desktop.services.collection_records import PackageState
from desktop.services.exchange.loan_lines import OF_BRANCH, LedgerMark, loan_line
from desktop.services.office.branches import packages, replicas, standings
from desktop.services.office.founding import set_ledgers_from
from desktop.services.office.importing import take_packages
from desktop.services.office.registering import revoke
from desktop.services.package_ports import PackageRefused, PartMark, ReturnMark
from desktop.services.progress import CancellableProgress
from tests.meanwhile import Meanwhile
from tests.offices import QUIET, ROOM, enrolled, know_loans, take

APPLIED, HELD = PackageState.APPLIED, PackageState.APPLIED_WITH_HELD
REFUSED, DUPLICATE = PackageState.REFUSED, PackageState.DUPLICATE
OF_A_CLERK = "clerk", datetime(2026, 10, 5, tzinfo=UTC)
BOTH = pytest.mark.parametrize("office", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def pc(office, tmp_path):
    made = enrolled(office, tmp_path)
    know_loans(office, "4321001", "4321002")
    return made


def money(office, branch="0417"):
    with office.collection.read() as queries:
        return queries.money_total(branch)


def held(office, branch="0417"):
    with office.collection.read() as queries:
        return {each.event_id: (each.reason, each.waits_for) for each in queries.held(branch)}


def state(office):
    """Return what would show that anything was written."""
    with office.collection.read() as queries:
        return queries.standings(), queries.packages(), queries.replicas(), queries.acts("0417")


@BOTH
def test_a_package_is_stored_counted_and_remembered(office, pc):
    pc.pay(fen=5_000)
    pc.pay("4321002", 7_000)
    file = pc.send()
    before = file.read_bytes()
    [taken] = take(office, file)
    assert (taken.state, taken.package.new, taken.package.complete) == (APPLIED, 2, True)
    assert money(office) == (12_000, 0)
    [standing] = standings(office)
    assert (standing.figures.entries, standing.figures.received_fen, standing.days) == (
        2,
        12_000,
        0,
    )
    assert taken.file.read_bytes() == before == file.read_bytes()
    assert taken.file.parent.name == "HO.inbox"
    assert replicas(office)[0].to_head == pc.head


@BOTH
def test_the_same_package_at_two_windows_is_stored_by_one_and_known_to_the_other(office, pc):
    pc.pay(fen=5_000)
    file, came = pc.send(), []
    meanwhile = Meanwhile(office.collection, lambda: came.extend(take(office, file)))
    came += take(replace(office, collection=meanwhile), file)
    assert [each.state for each in came] == [APPLIED, DUPLICATE]
    assert money(office) == (5_000, 0)


@BOTH
def test_a_package_whose_keys_are_revoked_while_it_is_read_brings_nothing(office, pc):
    pc.pay()
    meanwhile = Meanwhile(office.collection, lambda: revoke(office, "0417", "replica-1", "换机"))
    [taken] = take(replace(office, collection=meanwhile), pc.send())
    assert (taken.state, taken.reason) == (REFUSED, "package_key_revoked")
    assert money(office) == (0, 0)


@BOTH
def test_the_same_package_again_gets_the_stored_answer_and_writes_nothing(office, pc):
    pc.pay()
    file = pc.send()
    [first] = take(office, file)
    before = state(office)
    renamed = file.with_name("copy.qsp")
    renamed.write_bytes(file.read_bytes())
    for again in (file, renamed):
        [taken] = take(office, again)
        assert (taken.state, taken.package) == (DUPLICATE, first.package)
    assert state(office) == before


def test_a_dry_run_says_what_would_come_and_writes_nothing(office, pc):
    pc.pay()
    pc.pay("9999")
    file = pc.send()
    before = state(office)
    [taken] = take(office, file, dry_run=True)
    assert (taken.state, taken.package.new, taken.package.held) == (HELD, 2, 1)
    assert taken.package.totals[0].fen == 10_000
    assert state(office) == before
    assert take(office, file)[0].short_hash == taken.short_hash


@BOTH
def test_packages_out_of_order_and_one_lost_leave_no_gap_once_it_comes(office, pc):
    for _ in range(3):
        pc.pay()
    one, two, three = pc.send(0, 1), pc.send(1, 2), pc.send(2, 3)
    assert [each.package.complete for each in take(office, one, three)] == [True, False]
    assert money(office) == (10_000, 0)
    [standing] = standings(office)
    assert not standing.figures.complete
    with office.collection.read() as queries:
        assert queries.heads("0417") == [pc.entries[0].hash]
    take(office, two)
    assert standings(office)[0].figures.complete
    assert replicas(office)[0].to_head == pc.head
    with office.collection.read() as queries:
        assert set(queries.heads("0417")) == {each.hash for each in pc.entries}


def test_an_older_package_that_comes_late_says_nothing_new_of_its_pc(office, pc):
    pc.pay()
    pc.pay()
    mark = ReturnMark(1, 1, "f" * 64)
    one, two = pc.send(0, 1), pc.send(0, 2, last_return=mark, foreign_up_to=4)
    take(office, two)
    take(office, one)
    [replica] = replicas(office)
    assert (replica.to_head, replica.foreign_up_to, replica.last_return) == (pc.head, 4, mark)


@BOTH
def test_an_entry_with_other_content_refuses_the_whole_package_and_raises_an_alarm(office, pc):
    pc.pay(fen=5_000)
    take(office, pc.send())
    changed = replace(pc, entries=[])
    changed.pay(fen=6_000)
    changed.pay(fen=1)
    [taken] = take(office, changed.send())
    assert (taken.state, taken.reason) == (REFUSED, "event_changed")
    assert money(office) == (5_000, 0)
    with office.collection.read() as queries:
        assert queries.acts("0417")[0].what == "alarm_event_changed"


def test_an_event_that_stands_twice_in_a_package_refuses_it(office, pc):
    pc.pay()
    pc.act("note", {}, event_id="replica-1-event-1")
    [taken] = take(office, pc.send())
    assert (taken.state, taken.reason) == (REFUSED, "package_content_wrong")
    assert money(office) == (0, 0)


@BOTH
def test_a_repayment_of_an_unknown_loan_waits_but_its_money_counts(office, pc):
    paid = pc.pay("4321009")
    [taken] = take(office, pc.send())
    assert taken.state is HELD
    assert held(office) == {"replica-1-event-1": ("loan_unknown_at_office", "4321009")}
    assert money(office) == (5_000, 0)
    pc.act("note", {})
    take(office, pc.send(1))
    assert held(office), "another package brings no loan"
    assert paid.hash in {each.prev_hash for each in pc.entries}


def test_a_ledger_in_a_later_package_lets_a_held_repayment_go(office, pc, ledger):
    set_ledgers_from(office, OF_BRANCH)
    pc.pay("4321009")
    take(office, pc.send())
    row = ledger.row("4321009")
    mark = LedgerMark(date(2026, 10, 5), "l.xlsx", "b" * 64, 1, row.balance_fen, *OF_A_CLERK)
    extra = {"letter": "A", "entries": 0, "ledgers": [mark.plain()]}
    [taken] = take(office, pc.send(1, more=[loan_line(row)], extra=extra))
    assert taken.state is APPLIED
    assert held(office) == {}
    with office.collection.read() as queries:
        [here] = queries.ledgers("0417")
        assert [each.loan_no for each in queries.loans(here)] == ["4321009"]
        assert here.source == "branch"


def test_an_older_ledger_never_takes_the_place_of_a_newer_one(office, pc, ledger):
    set_ledgers_from(office, OF_BRANCH)
    row = ledger.row("4321009")
    mark = LedgerMark(date(2026, 9, 29), "l.xlsx", "b" * 64, 1, row.balance_fen, *OF_A_CLERK)
    take(office, pc.send(more=[loan_line(row)], extra={"ledgers": [mark.plain()]}))
    with office.collection.read() as queries:
        assert queries.ledgers("0417")[-1].as_of == date(2026, 9, 30)


def test_a_ledger_whose_sums_are_not_its_rows_refuses_the_package(office, pc, ledger):
    set_ledgers_from(office, OF_BRANCH)
    row = ledger.row("4321009")
    mark = LedgerMark(date(2026, 10, 5), "l.xlsx", "b" * 64, 1, row.balance_fen + 1, *OF_A_CLERK)
    [taken] = take(office, pc.send(more=[loan_line(row)], extra={"ledgers": [mark.plain()]}))
    assert (taken.state, taken.reason) == (REFUSED, "package_content_wrong")
    with office.collection.read() as queries:
        assert queries.ledgers("0417")[-1].as_of == date(2026, 9, 30)


@BOTH
def test_a_reversal_before_its_repayment_waits_until_that_comes(office, pc):
    paid = pc.pay()
    pc.reverse(paid)
    one, two = pc.send(0, 1), pc.send(1, 2)
    take(office, two)
    assert held(office) == {
        "replica-1-event-2": ("repayment_unknown_at_office", "replica-1-repayment-1")
    }
    assert money(office) == (0, 5_000)
    take(office, one)
    assert held(office) == {}
    assert money(office) == (5_000, 5_000)


def test_what_an_unknown_program_says_is_required_waits_and_the_rest_is_kept(office, pc):
    pc.act("new_kind", {}, required=True)
    pc.act("newer_kind", {})
    pc.act("repayment_recorded", {"amount_fen": 1}, kind_version=2)
    pc.act("repayment_recorded", {"amount_fen": 1})
    [taken] = take(office, pc.send())
    assert (taken.state, taken.package.new) == (HELD, 4)
    assert held(office) == {
        "replica-1-event-1": ("kind_unknown", "new_kind/1"),
        "replica-1-event-3": ("kind_unknown", "repayment_recorded/2"),
        "replica-1-event-4": ("body_unreadable", "repayment_recorded"),
    }


def test_a_package_of_a_newer_schema_is_kept_whole_and_taken_in_after_the_upgrade(office, pc):
    pc.pay()
    newer = replace(office, packages=Newer(ROOM))
    file = pc.send(schema="0005")
    older = replace(office, packages=Older(ROOM))
    [taken] = take(older, file)
    assert taken.state is PackageState.UNREADABLE_NEWER
    assert money(office) == (0, 0)
    assert [each.state for each in packages(office)] == [PackageState.UNREADABLE_NEWER]
    assert [each.state for each in take(newer)] == [APPLIED]
    assert money(office) == (5_000, 0)
    assert take(newer) == []
    assert [each.state for each in packages(office)] == [APPLIED]


def test_a_newer_container_is_taken_in_once_and_its_old_state_is_not_listed(office, pc):
    pc.pay()
    file = pc.send()
    [taken] = take(replace(office, packages=Sealed(ROOM)), file)
    assert (taken.state, taken.package.manifest_hash) == (PackageState.UNREADABLE_NEWER, "")
    assert [each.state for each in take(office)] == [APPLIED]
    assert take(office) == []
    assert [each.state for each in packages(office)] == [APPLIED]


class Newer:
    """The package room as it is."""

    def __init__(self, room):
        self._room = room
        self.schema = room.schema

    def __getattr__(self, name):
        return getattr(self._room, name)


class Older(Newer):
    """The package room of a program from before the newest schema."""

    def __init__(self, room):
        super().__init__(room)
        self.schema = "0004"


class Sealed(Newer):
    """The package room of a program that does not know the container."""

    def open(self, path, own, sender):
        raise PackageRefused("package_newer", file=path.name)


def test_one_bad_package_stops_no_other(office, pc, tmp_path):
    pc.pay()
    good = pc.send()
    cut = good.with_name("B0417A_U0009_20261010.qsp")
    cut.write_bytes(good.read_bytes()[:-1])
    foreign = good.with_name("holiday.qsp")
    foreign.write_bytes(b"\xff\xd8\xff")
    stranger = replace(pc, keys=ROOM.new_keys(), number=7).send()
    found = {each.file.name: each for each in take(office, good.parent)}
    assert found.pop(good.name).state is APPLIED
    assert {name: each.reason for name, each in found.items()} == {
        cut.name: "package_damaged",
        foreign.name: "package_damaged",
        stranger.name: "package_sender_unknown",
    }
    assert {each.file_name for each in packages(office, "0417")} == {
        good.name, cut.name, stranger.name
    }  # fmt: skip
    before = state(office)
    take(office, good.parent)
    assert state(office) == before, "a refusal is written down once"


def test_a_revoked_key_is_refused_and_one_of_another_branch_is_unknown(office, pc, tmp_path):
    pc.pay()
    other = enrolled(office, tmp_path, "0502", "replica-9")
    as_other = replace(other, branch="0417", replica_id="replica-1").send(name="o.qsp")
    assert take(office, as_other)[0].reason == "package_sender_unknown"
    revoke(office, "0417", "replica-1", "电脑被盗")
    assert take(office, pc.send())[0].reason == "package_key_revoked"
    assert money(office) == (0, 0)


@BOTH
def test_a_restored_pc_goes_on_under_another_replica_and_its_fork_is_seen(office, pc):
    pc.pay()
    pc.pay()
    take(office, pc.send())
    restored = replace(pc, replica_id="replica-2", letter="B", entries=pc.entries[:1], number=0)
    restored.pay(fen=9_000)
    [taken] = take(office, restored.send())
    assert (taken.state, taken.package.new, taken.package.forks) == (APPLIED, 1, 1)
    assert {each.replica_id for each in replicas(office)} == {"replica-1", "replica-2"}
    assert money(office) == (19_000, 0)


def test_keys_announced_by_the_old_ones_are_trusted_and_the_old_go_on(office, pc):
    pc.pay()
    fresh = ROOM.new_keys()
    take(office, pc.send(next_keys=ROOM.public(fresh)))
    assert replicas(office)[0].keys == ROOM.public(fresh)
    pc.pay()
    late = pc.send()
    after = replace(pc, keys=fresh)
    after.pay()
    assert [each.state for each in take(office, late, after.send())] == [APPLIED, APPLIED]
    revoke(office, "0417", "replica-1", "换机")
    late_again = replace(pc, number=8).send()
    assert take(office, late_again)[0].reason == "package_key_revoked"


def test_a_return_that_was_never_issued_says_that_head_office_was_restored(office, pc):
    pc.pay()
    take(office, pc.send(last_return=ReturnMark(1, 4, "e" * 64)))
    with office.collection.read() as queries:
        assert queries.epoch() == 2
    take(office, pc.send(last_return=ReturnMark(1, 4, "e" * 64)))
    take(office, pc.send(last_return=ReturnMark(3, 1, "d" * 64)))
    with office.collection.read() as queries:
        assert queries.epoch() == 4
    [taken] = take(office, pc.send(last_return=ReturnMark(10**6, 1, "c" * 64)))
    assert taken.reason == "package_content_wrong"


def test_parts_that_lie_beside_are_noted_and_a_missing_or_wrong_one_blocks_nothing(office, pc):
    photos = [b"one", b"two", b"three"]
    marks = [
        PartMark(hashlib.sha256(each).hexdigest(), len(each), f"{number}.jpg")
        for number, each in enumerate(photos)
    ]
    pc.pay()
    file = pc.send(parts=tuple(marks))
    folder = file.with_suffix(".parts")
    folder.mkdir()
    ROOM.write_part(folder / part_file(marks[0].sha256), photos[0], [pc.office])
    ROOM.write_part(folder / part_file(marks[1].sha256), b"other", [pc.office])
    [taken] = take(office, file)
    assert (taken.state, taken.parts) == (APPLIED, 1)
    with office.collection.read() as queries:
        assert queries.parts_came("0417") == {marks[0].sha256}
    ROOM.write_part(folder / part_file(marks[2].sha256), photos[2], [pc.office])
    [again] = take(office, file)
    assert (again.state, again.parts) == (DUPLICATE, 1)
    with office.collection.read() as queries:
        assert queries.parts_wanted("0417") == {marks[1].sha256}


@BOTH
def test_many_branches_are_taken_in_at_once(office, tmp_path):
    files = []
    for number in range(6):
        made = enrolled(office, tmp_path, f"05{number:02}", f"replica-{number}")
        made.pay()
        made.pay()
        files += [made.send(0, 1), made.send(1, 2)]
    taken = take(office, files[0].parent, workers=4)
    assert [each.package.complete for each in taken] == [True] * 12
    assert [each.figures.received_fen for each in standings(office)] == [10_000] * 6


def test_cancelling_leaves_what_was_taken_in(office, tmp_path):
    files = []
    for number in range(3):
        made = enrolled(office, tmp_path, f"05{number:02}", f"replica-{number}")
        made.pay()
        files.append(made.send())
    told = []

    def tell(stage, done, total):
        told.append(stage)

    stopping = CancellableProgress(tell, lambda: "packages" in told)
    with pytest.raises(Cancelled):
        take_packages(office, files, stopping, workers=1)
    assert 1 <= sum(each.figures.entries for each in standings(office)) < 3
    assert all(each.is_in for each in take(office, *files))
    assert [each.figures.entries for each in standings(office)] == [1, 1, 1]


def test_only_head_office_takes_packages_in(desk, tmp_path):
    with pytest.raises(ExpectedFailure, match="not_head_office"):
        take_packages(desk, [tmp_path], QUIET)
