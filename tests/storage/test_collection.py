"""The collection on both kinds of database: what is stored comes back, once."""

import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.exc import ResourceClosedError

from desktop.services.collection_records import (
    Branch,
    Correction,
    LoanLine,
    OfficeContact,
    OfficeDecision,
    PackageState,
    ReceivedProposal,
    Replica,
    StoredReturn,
    Target,
)
from desktop.services.package_ports import ControlTotal, PublicKeys, ReturnMark
from desktop.storage.journal import FIRST_HASH
from tests.collection_rows import (
    BRANCH,
    NOW,
    OTHER,
    chain,
    ledger,
    package,
    paid,
    reversed_,
    waiting,
)


def take(collection, entries, money=(), branch=BRANCH, **changes):
    """Import a package as the use case does; return how many entries were new."""
    with collection.write(branch) as work:
        complete = work.is_complete(branch, entries[0].prev_hash)
        new = len(entries) - len(work.add_entries(entries, complete))
        work.add_money(money)
        work.close_gaps()
        work.add_package(package(entries, branch, **changes), None)
        work.commit()
    return new


def test_leaving_without_commit_changes_nothing(collection):
    with collection.write(BRANCH) as work:
        work.add_entries(chain("a b"), complete=True)
        assert work.known_hashes(BRANCH, ["a", "b", "c"]).keys() == {"a", "b"}
    with collection.read() as queries:
        assert queries.known_hashes(BRANCH, ["a"]) == {}


def test_after_commit_nothing_more_can_be_written_by_mistake(collection):
    with collection.write(BRANCH) as work:
        work.commit()
        with pytest.raises(ResourceClosedError):
            work.save_target(Target(BRANCH, 2026, "cash", 1))


def test_entries_come_back_byte_for_byte_in_the_order_they_arrived(collection):
    entries = chain("b a d c", kind="相识")
    assert take(collection, entries[:3]) == 3
    assert take(collection, entries[2:]) == 1
    with collection.read() as queries:
        assert queries.entries(BRANCH, ["c", "a", "b", "d", "unknown"]) == entries
        assert queries.entries(OTHER, ["a"]) == []


def test_entries_of_many_bundles_and_overlapping_packages_come_back_whole(collection):
    line = chain(" ".join(f"e{number}" for number in range(700)))
    line[5] = line[5]._replace(body="两行\nzwei\x00", rows="")
    assert [take(collection, each) for each in (line[:300], line[100:600], line[290:])] == [
        *(300, 300, 100),
    ]
    with collection.read() as queries:
        assert queries.entries(BRANCH, [each.event_id for each in line]) == line
        assert queries.entries(BRANCH, ["e5", "e299", "e300", "e699"]) == [
            *(line[5], line[299], line[300], line[699]),
        ]


def test_the_same_entries_again_are_not_stored_again(collection):
    entries = chain("a b c")
    assert [take(collection, entries), take(collection, entries)] == [3, 0]
    with collection.write(OTHER) as work:
        assert work.add_entries(entries, complete=True) == {}  # another branch is another shard


@pytest.mark.parametrize("order", ["123", "132", "213", "231", "312", "321"])
def test_packages_in_any_order_close_every_gap(collection, order):
    line = chain("a b c d e f")
    packages = {"1": line[:2], "2": line[2:4], "3": line[4:]}
    for number in order:
        take(collection, packages[number])
    with collection.read() as queries:
        assert {line[1].hash, line[3].hash, line[5].hash} == set(queries.heads(BRANCH))
        assert all(queries.is_complete(BRANCH, each.hash) for each in line)
        assert queries.forks() == []


def test_a_gap_leaves_everything_after_it_incomplete_until_it_closes(collection):
    line = chain("a b c d e")
    take(collection, line[:1])
    take(collection, line[2:4])
    take(collection, line[4:])
    with collection.read() as queries:
        assert queries.heads(BRANCH) == [line[0].hash]
        assert not queries.is_complete(BRANCH, line[4].hash)
        assert not queries.is_complete(BRANCH, "f" * 64)
        assert queries.is_complete(BRANCH, FIRST_HASH)
        assert [each.complete for each in queries.packages(BRANCH)] == [False, False, True]
    with collection.write(BRANCH) as work:
        work.add_entries(line[1:2], complete=True)
        assert set(work.close_gaps()) == {line[3].hash, line[4].hash}
        assert work.close_gaps() == []
        work.commit()
    with collection.read() as queries:
        assert [each.complete for each in queries.packages(BRANCH)] == [True] * 3


def test_a_package_that_begins_in_the_middle_of_another_one_is_complete(collection):
    line = chain("a b c d e f")
    take(collection, line[3:])  # waits for c
    take(collection, line[:5])  # ends in the middle of what waited
    with collection.read() as queries:
        assert queries.is_complete(BRANCH, line[5].hash)
    side = chain("x y", after=line[2].hash)
    take(collection, side)
    with collection.read() as queries:
        assert queries.is_complete(BRANCH, side[1].hash)


def test_the_newest_heads_come_first_and_no_more_than_asked_for(collection):
    line = chain(" ".join(f"e{number}" for number in range(26)))
    for each in line:
        take(collection, [each])
    take(collection, line[:1])
    with collection.read() as queries:
        expected = [line[0].hash] + [each.hash for each in reversed(line[1:])]
        assert list(queries.heads(BRANCH)) == expected[:24]
        assert list(queries.heads(BRANCH, limit=2)) == expected[:2]


def test_a_refused_package_acknowledges_nothing_and_is_not_the_answer(collection):
    line = chain("a b")
    take(collection, line[:1])
    refused = package(line, state=PackageState.REFUSED, reason="package_totals_wrong")
    with collection.write(BRANCH) as work:
        work.add_package(replace(refused, complete=False), None)
        work.commit()
    with collection.read() as queries:
        assert queries.package_by_manifest(BRANCH, refused.manifest_hash) is None
        assert queries.heads(BRANCH) == [line[0].hash]
        assert queries.packages()[0] == replace(refused, complete=False)


def test_what_happened_to_a_manifest_is_remembered_within_its_branch(collection):
    line = chain("a")
    totals = (ControlTotal("repayment", 1, 5_000, 27),)
    stored = package(line, totals=totals, created_at=None)
    with collection.write(BRANCH) as work:
        work.add_entries(line, complete=True)
        work.add_package(stored, None)
        work.commit()
    with collection.read() as queries:
        assert queries.package_by_manifest(BRANCH, stored.manifest_hash) == stored
        assert queries.package_by_manifest(OTHER, stored.manifest_hash) is None


def test_packages_of_all_branches_newest_first(collection):
    take(collection, chain("a"), branch=OTHER, taken_at=NOW)
    take(collection, chain("a"), taken_at=NOW - timedelta(days=1))
    take(collection, chain("b"), taken_at=NOW + timedelta(days=1))
    with collection.read() as queries:
        assert [each.branch for each in queries.packages()] == [BRANCH, OTHER, BRANCH]
        assert len(queries.packages(limit=1)) == 1


# --- two lines -----------------------------------------------------------------------------------


def test_two_entries_after_one_are_a_fork_however_they_arrive(collection):
    line = chain("a b c")
    clone = chain("x y", after=line[0].hash, replica="replica-2")
    take(collection, line)
    take(collection, clone)
    with collection.read() as queries:
        (fork,) = queries.forks()
    assert fork.prev_hash == line[0].hash
    assert (fork.entries, fork.replicas) == (("b", "x"), ("replica-1", "replica-2"))
    assert not fork.seen_by


def test_a_fork_is_found_when_its_parent_comes_last(collection):
    line = chain("a b")
    clone = chain("x", after=line[0].hash)
    take(collection, line[1:])
    take(collection, clone)
    take(collection, line[:1])
    take(collection, chain("c d", after=line[1].hash)[1:])
    take(collection, chain("z", after=chain("c", after=line[1].hash)[0].hash))
    take(collection, chain("c", after=line[1].hash))
    with collection.read() as queries:
        assert {each.entries for each in queries.forks(BRANCH)} == {("b", "x"), ("d", "z")}
        assert queries.forks(OTHER) == []


def test_a_fork_within_one_package_is_found(collection):
    line = chain("a b")
    take(collection, [*line, *chain("x", after=line[0].hash)])
    with collection.read() as queries:
        assert [each.entries for each in queries.forks()] == [("b", "x")]


def test_two_pcs_that_begin_their_chains_are_no_fork(collection):
    take(collection, chain("a b"))
    take(collection, chain("x y", replica="replica-2"))
    with collection.read() as queries:
        assert queries.forks() == []


def test_a_noted_fork_is_new_again_when_a_third_line_comes(collection):
    line = chain("a b")
    take(collection, line)
    take(collection, chain("x", after=line[0].hash))
    with collection.write(BRANCH) as work:
        work.note_fork(line[0].hash, "user-9", "备份恢复")
        work.commit()
    with collection.read() as queries:
        assert [(each.seen_by, each.note) for each in queries.forks()] == [("user-9", "备份恢复")]
    take(collection, chain("y", after=line[0].hash))
    with collection.read() as queries:
        assert [(each.seen_by, len(each.entries)) for each in queries.forks()] == [("", 3)]


def test_what_lies_beyond_a_head_comes_back_parents_first(collection):
    line = chain("a b c")
    lost = chain("x y z", after=line[1].hash)
    take(collection, [lost[2]])
    take(collection, line)
    take(collection, lost[:2])
    with collection.read() as queries:
        found, up_to = queries.beyond(BRANCH, line[2].hash, 0)
        assert [each.event_id for each in found] == ["x", "y", "z"]
        assert queries.beyond(BRANCH, line[2].hash, up_to) == ([], up_to)
        assert queries.beyond(BRANCH, lost[2].hash, 1)[0] == [line[2]]
        assert [each.event_id for each in queries.beyond(BRANCH, "f" * 64, 0)[0]] == [
            *("a", "b", "x", "y", "z", "c"),
        ]
        first, some = queries.beyond(BRANCH, line[2].hash, 0, 2)
        rest, all_ = queries.beyond(BRANCH, line[2].hash, some, 2)
        assert {each.event_id for each in first} == {"z", "x"}, "those that came first"
        assert ([each.event_id for each in rest], all_) == (["y"], up_to)
        assert queries.beyond(OTHER, FIRST_HASH, 0) == ([], 0)


# --- money ---------------------------------------------------------------------------------------


def test_money_is_counted_once_and_reversals_apart(collection):
    line = chain("a b c")
    first = paid("a", 2**40)
    money = [first, paid("a", 7, "L2", position=1), reversed_("c", first)]
    for _ in range(2):
        take(collection, line, money)
    with collection.read() as queries:
        assert queries.money_total(BRANCH) == (2**40 + 7, 2**40)
        assert queries.money_total(OTHER) == (0, 0)
        known = ["repayment-a", "repayment-b"]
        assert queries.known_repayments(BRANCH, known) == {"repayment-a"}


def standing(collection, branch=BRANCH):
    with collection.write(branch) as work:
        work.add_branch(Branch(branch, "牌口", date(2026, 1, 1)))
        work.commit()
    with collection.read() as queries:
        return next(each for each in queries.standings() if each.branch.code == branch)


def doubles(collection, decided=False):
    with collection.read() as queries:
        return queries.doubles(decided=decided)


def test_same_loan_day_and_amount_is_a_possible_double_and_one_counts(collection):
    take(collection, chain("a b c"), [paid("b"), paid("a"), paid("c", 4_999)])
    (double,) = doubles(collection)
    assert (double.entries, double.fen, double.loan_no) == (("a", "b"), 5_000, "L1")
    stands = standing(collection)
    assert (stands.received_fen, stands.confirmed_fen, stands.doubles) == (14_999, 9_999, 1)


def test_same_receipt_is_a_possible_double_of_other_amounts_too(collection):
    take(
        collection,
        chain("a"),
        [paid("a", 100, receipt="P26-1"), paid("a", 1, "L2", "P26-1", position=1)],
    )
    take(collection, chain("x", replica="replica-2"), [paid("x", 70, "L9", receipt="P26-1")])
    (double,) = doubles(collection)
    assert (double.why, double.receipt, double.entries, double.fen) == (
        *("receipt", "P26-1", ("a", "x"), 101),
    )
    assert standing(collection).confirmed_fen == 101


def test_what_is_alike_for_two_reasons_is_one_double_and_taken_off_once(collection):
    take(collection, chain("a b"), [paid("a", receipt="R"), paid("b", receipt="R")])
    assert [each.why for each in doubles(collection)] == ["amount"]
    assert standing(collection).confirmed_fen == 5_000


def test_no_receipt_is_not_the_same_receipt(collection):
    take(collection, chain("a b"), [paid("a", 1), paid("b", 2)])
    assert doubles(collection) == []


def test_two_loans_of_one_repayment_are_no_double(collection):
    take(collection, chain("a"), [paid("a", receipt="R"), paid("a", receipt="R", position=1)])
    assert doubles(collection) == []


def test_a_reversed_repayment_is_no_double(collection):
    first = paid("a")
    take(collection, chain("a b"), [first, paid("b")])
    assert len(doubles(collection)) == 1
    take(collection, chain("c", after=chain("a b")[1].hash), [reversed_("c", first)])
    assert doubles(collection) == []
    assert standing(collection).confirmed_fen == 5_000


def test_the_same_money_in_two_branches_is_no_double(collection):
    take(collection, chain("a"), [paid("a", receipt="R")])
    take(collection, chain("b"), [paid("b", receipt="R")], branch=OTHER)
    assert doubles(collection) == []


@pytest.mark.parametrize(
    ("kept", "confirmed"), [(["a"], 5_000), (["a", "b"], 10_000), (["b"], 5_000), ([], 0)]
)
def test_a_person_decides_which_are_real(collection, kept, confirmed):
    take(collection, chain("a b"), [paid("a"), paid("b")])
    (double,) = doubles(collection)
    with collection.write(BRANCH) as work:
        work.decide_double(double.key, kept, "user-9", "问过柜员")
        work.commit()
    assert doubles(collection) == []
    (decided,) = doubles(collection, decided=True)
    assert (list(decided.kept), decided.decided_by, decided.note) == (kept, "user-9", "问过柜员")
    stands = standing(collection)
    assert (stands.confirmed_fen, stands.received_fen, stands.doubles) == (confirmed, 10_000, 0)


@pytest.mark.parametrize(("kept", "confirmed"), [(["a", "b"], 10_000), ([], 5_000)])
def test_a_third_one_opens_a_decided_double_again(collection, kept, confirmed):
    take(collection, chain("a b"), [paid("a"), paid("b")])
    with collection.write(BRANCH) as work:
        work.decide_double(work.doubles()[0].key, kept, "user-9", "")
        work.commit()
    take(collection, chain("c", after=chain("a b")[1].hash), [paid("c")])
    (double,) = doubles(collection)
    assert (double.entries, double.decided_by) == (("a", "b", "c"), "")
    assert standing(collection).confirmed_fen == confirmed


def test_deciding_about_no_double_is_a_bug(collection):
    with collection.write(BRANCH) as work, pytest.raises(KeyError):
        work.decide_double("amount|L1|2026-10-08|5000", [], "user-9", "")


# --- waiting -------------------------------------------------------------------------------------


def test_an_entry_waits_until_somebody_is_named_and_may_wait_again(collection):
    with collection.write(BRANCH) as work:
        work.hold(waiting("a"))
        work.hold(waiting("a", reason="another_reason"))  # goes on as it was
        work.commit()
    with collection.read() as queries:
        assert queries.held() == queries.held(BRANCH) == [waiting("a")]
        assert queries.held(OTHER) == []
    with collection.write(BRANCH) as work:
        with pytest.raises(KeyError):
            work.release("a", "", NOW, "")
        with pytest.raises(KeyError):
            work.release("b", "user-9", NOW, "")
        work.release("a", "user-9", NOW, "核对过")
        assert work.held() == []
        work.hold(waiting("a"))
        work.commit()
    with collection.read() as queries:
        assert queries.held() == [waiting("a")]


def test_parts_are_wanted_until_they_come(collection):
    with collection.write(BRANCH) as work:
        work.announce_parts(["a" * 64, "b" * 64])
        work.part_came("a" * 64, 10, "a.part")
        work.announce_parts(["a" * 64])
        work.commit()
    with collection.read() as queries:
        assert queries.parts_wanted(BRANCH) == {"b" * 64}
        assert queries.parts_wanted(OTHER) == frozenset()
        assert queries.parts_came(BRANCH) == {"a" * 64}


# --- what head office owns -----------------------------------------------------------------------


def test_a_ledger_takes_the_place_of_the_one_before(collection):
    old = [LoanLine("L2", "周田生", 7, "{}"), LoanLine("L1", "李十", 2**40, '{"a":1}')]
    newer = ledger(date(2026, 10, 31))
    with collection.write(BRANCH) as work:
        assert work.ledgers(BRANCH) == []
        work.replace_ledger(ledger(), iter(old))
        [first] = work.ledgers(BRANCH)
        assert list(work.loans(first)) == [old[1], old[0]]
        work.replace_ledger(newer, [LoanLine("L3", "王五", 1, "{}")])
        work.commit()
    with collection.read() as queries:
        assert queries.ledgers(BRANCH) == [replace(newer, no=2)]
        assert list(queries.loans(first)) == []
        assert queries.known_loans(BRANCH, ["L1", "L3", "L4"]) == {"L1", "L3"}
        assert queries.ledgers(OTHER) == []


def test_ledgers_of_several_kinds_of_files_stand_beside_each_other(collection):
    core, clerk = (replace(ledger(), source="branch", signature=each) for each in ("core", "clerk"))
    corrected = replace(clerk, file_sha256="e" * 64, imported_at=NOW)
    with collection.write(BRANCH) as work:
        for no, each in enumerate((core, clerk, corrected)):
            work.replace_ledger(each, [LoanLine(f"L{no}", "李十", 1, "{}")])
        here = work.ledgers(BRANCH)
        assert here == [replace(core, no=1), replace(corrected, no=3)]
        assert [each.loan_no for of in here for each in work.loans(of)] == ["L0", "L2"]
        work.commit()
    stands = standing(collection)
    assert (stands.loans, stands.balance_fen) == (2 * core.loans, 2 * core.balance_fen)
    with collection.write(BRANCH) as work:
        work.replace_ledger(ledger(), [])
        assert work.ledgers(BRANCH) == [replace(ledger(), no=4)], "head office's is all of them"


def test_branches_and_their_pcs(collection):
    replica = Replica(
        BRANCH, "replica-1", PublicKeys("age1", "ed"), date(2026, 1, 2), ("user-8", "user-9")
    )
    later = replace(
        replica,
        revoked_on=date(2026, 5, 1),
        revoked_by=("user-8",),
        last_return=ReturnMark(2, 7, "e" * 64),
        foreign_up_to=12,
        to_head="d" * 64,
        reads_up_to="0005",
        last_package_at=NOW,
    )
    with collection.write(BRANCH) as work:
        work.add_branch(Branch(BRANCH, "牌口", date(2026, 1, 1)))
        work.save_replica(replica)
        assert work.replicas() == [replica]
        work.save_replica(later)
        work.commit()
    with collection.read() as queries:
        assert queries.branches() == [Branch(BRANCH, "牌口", date(2026, 1, 1))]
        assert queries.replicas(BRANCH) == [later]
        assert queries.replicas(OTHER) == []


def test_decisions_corrections_targets_contacts_and_returns_come_back(collection):
    decision = OfficeDecision(BRANCH, "p1", "h", True, "同意", ("user-8", "user-9"), NOW)
    asked = Correction(BRANCH, "c1", "L1", "balance", "100", "90", date(2026, 10, 1))
    answered = replace(
        asked, answer="已改", accepted=True, answered_by="user-9", answered_on=date(2026, 10, 2)
    )
    contact = OfficeContact(
        BRANCH, "k1", "L1", "phone", "0000-0000000", "村委", date(2026, 3, 4), ""
    )
    returned = StoredReturn(BRANCH, "replica-1", 1, 1, "9" * 64, "B0417_D0001.qsp", NOW, "u", 4)
    with collection.write(BRANCH) as work:
        work.add_decision(decision)
        work.save_correction(asked)
        assert work.corrections(open_only=True) == [asked]
        work.save_correction(answered)
        work.save_target(Target(BRANCH, 2026, "cash", 5))
        work.save_target(Target(BRANCH, 2026, "cash", 6))
        work.add_contact(contact)
        work.add_return(returned)
        work.add_return(replace(returned, number=2))
        work.commit()
    with collection.read() as queries:
        assert queries.decisions(BRANCH) == [decision]
        assert queries.corrections(BRANCH) == [answered]
        assert queries.corrections(open_only=True) == []
        assert queries.targets() == queries.targets(BRANCH) == [Target(BRANCH, 2026, "cash", 6)]
        assert queries.contacts(BRANCH) == [contact]
        assert queries.returns() == [replace(returned, number=2), returned]
        assert queries.returns(OTHER) == []


def test_acts_are_written_down_with_who_and_when(collection, clock):
    with collection.write(BRANCH) as work:
        work.note("key_revoked", "user-9", {"replica": "replica-1"})
        work.note("held_forced", "user-8", {"fen": 2**40})
        work.commit()
    with collection.read() as queries:
        second, first = queries.acts(BRANCH)
        assert (first.what, first.by, first.data, first.at) == (
            *("key_revoked", "user-9", {"replica": "replica-1"}, clock.now()),
        )
        assert second.data == {"fen": 2**40}
        assert queries.acts(OTHER) == []


def test_an_epoch_is_raised_by_somebody_for_a_reason(collection):
    with collection.read() as queries:
        assert queries.epoch() == 1
    assert [collection.raise_epoch("user-9", "恢复"), collection.raise_epoch("user-9", "再")] == [
        2,
        3,
    ]
    with collection.read() as queries:
        assert queries.epoch() == 3
        assert queries.acts("")[0].data == {"epoch": 3, "reason": "再"}


def test_an_epoch_that_several_packages_ask_for_is_raised_once(collection):
    """Branches name returns that were lost by a restore; their packages come in at once."""
    raised = [collection.raise_epoch("user-9", branch, beyond=3) for branch in (BRANCH, OTHER)]
    assert raised == [4, 4]
    with collection.read() as queries:
        assert [each.data["reason"] for each in queries.acts("")] == [BRANCH]


# --- how branches stand --------------------------------------------------------------------------


def test_the_list_of_branches_shows_every_figure(collection):
    line = chain("a b c d")
    take(collection, line[:2], [paid("a"), paid("b")], number=12)
    take(collection, chain("x", after=line[0].hash))
    take(collection, line[3:], number=14, taken_at=NOW + timedelta(days=1))
    with collection.write(BRANCH) as work:
        work.hold(waiting("d"))
        work.replace_ledger(ledger(), [LoanLine("L1", "李十", 2**40, "{}")])
        work.save_replica(Replica(BRANCH, "r1", PublicKeys("a", "b"), date(2026, 1, 2), ("u",)))
        work.commit()
    assert standing(collection, OTHER).complete
    stands = standing(collection)
    assert (stands.replicas, stands.last_number, stands.entries) == (1, 14, 4)
    assert stands.last_package_at == NOW + timedelta(days=1)
    assert not stands.complete
    assert (stands.held, stands.forks, stands.doubles) == (1, 1, 1)
    assert (stands.ledger_as_of, stands.loans, stands.balance_fen) == (date(2026, 9, 30), 2, 2**40)
    assert (stands.received_fen, stands.reversed_fen, stands.confirmed_fen) == (10_000, 0, 5_000)


def test_a_new_branch_stands_at_nothing(collection):
    stands = standing(collection)
    assert (stands.entries, stands.received_fen, stands.last_package_at) == (0, 0, None)
    assert (stands.complete, stands.ledger_as_of) == (True, None)


# --- together ------------------------------------------------------------------------------------


def test_two_importers_of_one_branch_store_everything_once(reopen):
    line = chain(" ".join(f"e{number}" for number in range(40)))
    halves, counts = (line[:30], line[10:]), []

    def work(entries):
        counts.append(take(reopen(), entries, [paid(each.event_id, 1) for each in entries]))

    threads = [threading.Thread(target=work, args=(each,)) for each in halves]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sum(counts) == 40
    with reopen().read() as queries:
        assert queries.money_total(BRANCH) == (40, 0)
        assert queries.is_complete(BRANCH, line[-1].hash)
        assert queries.forks() == []


def test_packages_are_found_by_their_state(collection):
    waits = package([], state=PackageState.UNREADABLE_NEWER)
    with collection.write(BRANCH) as work:
        work.add_package(waits, None)
        work.add_package(package([]), None)
        work.commit()
    with collection.read() as queries:
        [found] = queries.packages(state=PackageState.UNREADABLE_NEWER)
    assert found.package_id == waits.package_id


def test_what_was_too_new_is_unread_until_its_file_is_taken_in_whoever_brings_it(collection):
    files = [f"{number:064x}" for number in range(502)]  # more than any list shows
    newer = [package([], state=PackageState.UNREADABLE_NEWER, file_sha256=each) for each in files]
    taken = package([], OTHER, file_sha256=files[0])
    refused = package([], OTHER, state=PackageState.REFUSED, file_sha256=files[1])
    for code, packages, unread in ((BRANCH, newer, files), (OTHER, [taken, refused], files[1:])):
        with collection.write(code) as work:
            for each in packages:
                work.add_package(each, None)
            work.commit()
        with collection.read() as queries:
            assert [each.file_sha256 for each in queries.unread()] == unread


def test_what_a_branch_proposes_waits_with_who_signed_it_until_either_side_ends_it(collection):
    item_1, item_2, item_3 = (
        ReceivedProposal(branch, f"p{number}", f"item-{number}", str(number) * 64, "{}")
        for branch, number in ((BRANCH, 1), (BRANCH, 2), (OTHER, 3))
    )
    last, first, *others = chain("p2 p1 s1 s2 s3")
    people = ("manager", "accountant", "manager")
    signatures = [
        each._replace(kind="signed", entity_id="item-1", operator_id=by)
        for each, by in zip(others, people, strict=True)
    ]
    theirs = chain("p3 s4")
    theirs[1] = theirs[1]._replace(kind="noted", entity_id="item-3")
    with collection.write(BRANCH) as work:
        work.add_entries([last, first, *signatures], complete=True)
        for _ in range(2):
            work.add_proposals([item_1, item_2], ["item-0"])
        work.commit()
    with collection.write(OTHER) as work:
        work.add_entries(theirs, complete=True)
        work.add_proposals([item_3], ["item-2"])
        work.commit()

    def listed(branch="", decided=False):
        with collection.read() as queries:
            return list(queries.proposals(branch, decided))

    firsts = tuple(each.event_id for each in signatures[:2])
    signed = replace(item_1, signatures=firsts)
    assert listed() == [item_2, signed, item_3]
    assert listed(OTHER) == [item_3]
    with collection.write(BRANCH) as work:
        for each, item_hash in ((item_1, item_1.item_hash), (item_2, "f" * 64)):
            decision = OfficeDecision(BRANCH, each.id, item_hash, True, "", ("一", "二"), NOW)
            work.add_decision(decision)
        work.commit()
    assert (listed(), listed(decided=True)) == ([item_2, item_3], [signed])
    with collection.write(BRANCH) as work:
        work.add_proposals([], ["item-2", "item-1"])
        work.commit()
    assert (listed(), listed(decided=True)) == ([item_3], [signed])
