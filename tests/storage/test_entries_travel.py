"""Entries of one database taken in by another that read the same ledger for itself."""

import shutil
from dataclasses import replace
from random import Random

import pytest
from sqlalchemy.exc import IntegrityError

from desktop.domain.approvals import Decision
from desktop.domain.contact_book import Contact, ContactSource, ReachKind
from desktop.domain.guarantee.facts import GuaranteeContract
from desktop.domain.permissions import Role
from desktop.domain.rounds import NoticeState
from desktop.services.entry_ports import HoldReason
from desktop.services.office_ports import User
from desktop.services.party_records import StoredContact, StoredMerge
from desktop.services.progress import NoProgress
from desktop.services.records import Hold, LoanStatus
from desktop.services.rule_records import StoredGuarantee
from desktop.storage.store import open_store
from tests import money_rows
from tests.people import decision, proposal
from tests.storage.conftest import DAY, KEY
from tests.storage.every_table import fill_every_table
from tests.storage.two_lines import LOANS, content, one, read_ledger, sent, taken, written

PHOTOS = ("evidence", "relief_evidence")


def test_every_table_of_history_is_the_same_on_the_other_pc(here, there, rows):
    written(here, "everything", lambda uow: fill_every_table(uow, rows))
    result = taken(there, sent(here))
    assert (result.applied, result.held, result.conflicts) == (1, (), ())
    ledgers_own = (*PHOTOS, "repayment_confirmation")
    expected = content(here, *ledgers_own)
    assert all(expected[name] for name in expected.keys() - {"guarantee", "loan"})
    expected["loan"] = [(no, "active", name) for no, _, name in expected["loan"]]
    assert content(there, *ledgers_own) == expected
    assert [each.size for each in result.missing_files] == [5, 5]
    assert result.loans == {"x-a1"}


def test_what_a_restored_database_had_lost_comes_back(here, older, rows):
    lost = sent(here, 1)
    assert lost == []
    written(here, "everything", lambda uow: fill_every_table(uow, rows))
    taken(older, sent(here))
    expected = content(here, *PHOTOS)
    expected["loan"] = [(no, "active", name) for no, _, name in expected["loan"]]
    assert content(older, *PHOTOS) == expected
    assert taken(older, sent(here, 0)).known == 2


def test_a_repayment_recorded_elsewhere_is_ours_by_loan_number_and_identity(here, there):
    paid = money_rows.repayment()
    written(here, "repayment_recorded", lambda uow: uow.add_repayment(paid))
    result = taken(there, sent(here))
    assert (result.new, result.known, result.applied, result.held) == (1, 0, 1, ())
    with there.read() as queries:
        assert queries.repayment(paid.id).party_id == "x-p1"
        assert "repayment_recorded" in {each.kind for each in queries.timeline("x-p1")}
        assert [each.local_no for each in queries.journal_of_kind("repayment_recorded")] == [0]
        assert len(queries.journal_between(DAY, money_rows.DAY)) == 3
    assert one(there, "SELECT count(*) FROM foreign_entry") == 1
    assert one(there, "SELECT count(*) FROM entry_rows WHERE local_no > 1") == 0
    assert there.verify(NoProgress()) == []


def test_an_entry_names_our_debtor_whatever_another_line_calls_him(here, there):
    with here.write() as uow:
        uow.add_repayment(money_rows.repayment())
        uow.record("repayment_recorded", "e", {"who": ["p1"], "at": {"x": "p1"}}, DAY)
        uow.commit()
    taken(there, sent(here))
    with there.read() as queries:
        [entry] = queries.journal_of_kind("repayment_recorded")
    assert entry.body == {"who": ["x-p1"], "at": {"x": "x-p1"}}


def notice_day(store, rows):
    """A notice and its delivery; an event, a repayment and a merge, each taken back."""
    notice, paid = rows.notice("n1", "p2"), money_rows.repayment()
    delivery, printed = rows.delivery("d1", notice), NoticeState.PRINTED
    written(store, "issued", lambda uow: uow.add_notices([notice], {"n1": ["b1"]}))
    written(store, "printed", lambda uow: uow.set_notice_state(["n1"], printed, DAY))
    written(store, "delivered", lambda uow: uow.add_delivery(delivery))
    written(store, "event", lambda uow: uow.add_event(rows.event("ev1", "b1"), "d1"))
    written(store, "taken back", lambda uow: uow.withdraw_event("ev1", "扫错了"))
    written(store, "paid", lambda uow: uow.add_repayment(paid))
    written(store, "reversed", lambda uow: uow.add_reversal(money_rows.reversal(paid)))
    with store.read() as queries:
        moved = queries.rows_of_party("p2")
    merge = StoredMerge("m1", "p1", "p2", "同一人", DAY, moved)
    written(store, "merged", lambda uow: uow.add_merge(merge))
    written(store, "parted", lambda uow: uow.undo_merge(merge, "两个人"))


@pytest.mark.parametrize("seed", range(4))
def test_whatever_order_portions_come_in_the_end_is_the_same(here, there, rows, seed):
    notice_day(here, rows)
    entries = sent(here)
    Random(seed).shuffle(entries)
    cut = Random(seed).randrange(1, len(entries))
    for portion in (entries[cut:], entries[:cut], entries):
        result = taken(there, portion)
    assert (result.new, result.known, result.held) == (0, len(entries), ())
    assert content(there) == content(here)


def test_taking_the_same_entries_again_changes_nothing(here, there, rows):
    notice_day(here, rows)
    taken(there, sent(here))
    before = content(there)
    result = taken(there, sent(here))
    assert (result.new, result.known, result.applied) == (0, 9, 0)
    assert content(there) == before


def test_an_entry_about_an_unknown_loan_waits_whole_until_the_ledger_has_it(here, other, rows):
    there = other()
    read_ledger(there, rows, "x-", loans=LOANS[:2])
    both = (money_rows.share("a1"), money_rows.share("b1"))
    written(here, "paid", lambda uow: uow.add_repayment(money_rows.repayment(*both)))
    result = taken(there, sent(here))
    [held] = result.held
    assert (held.kind, held.reason) == ("paid", HoldReason.PARENT_MISSING)
    assert held.waits_for == "loan No-b1"
    assert one(there, "SELECT count(*) FROM foreign_entry") == 1
    assert one(there, "SELECT count(*) FROM repayment") == 0
    read_ledger(there, rows, "x-", loans=LOANS[2:])
    with there.write() as uow:
        result = uow.retry_held()
        uow.record("entries_taken", "e", {}, DAY)
        uow.commit()
    assert (result.applied, result.held) == (1, ())
    assert result.loans == {"x-a1", "x-b1"}
    assert content(there) == content(here)


def test_an_entry_that_is_set_aside_waits_unlisted_and_goes_in_when_its_parent_comes(
    here, other, rows
):
    there = other()
    read_ledger(there, rows, "x-", loans=LOANS[:2])
    paid = money_rows.repayment(money_rows.share("b1"))
    written(here, "paid", lambda uow: uow.add_repayment(paid))
    [held] = taken(there, sent(here)).held
    with there.write() as uow:
        uow.set_aside(held.event_id, "刘会计", "这笔贷款不归我行")
        uow.record("held_set_aside", held.event_id, {}, DAY)
        assert uow.retry_held().applied == 0
        assert uow.held_entries() == ()
        uow.commit()
    with there.write() as uow, pytest.raises(KeyError):
        uow.set_aside(held.event_id, "刘会计", "再一次")
    assert one(there, "SELECT count(*) FROM repayment") == 0
    read_ledger(there, rows, "x-", loans=LOANS[2:])
    with there.write() as uow:
        assert uow.retry_held().applied == 1
        uow.record("noted", "x", {}, DAY)
        uow.commit()
    assert one(there, "SELECT count(*) FROM foreign_entry WHERE state = 'applied'") == 1
    assert one(there, "SELECT count(*) FROM repayment") == 1


def test_numbers_of_a_copied_database_stand_for_both_papers_and_are_not_used_again(
    here, older, rows
):
    ours, theirs = rows.notice("n1", "p1"), rows.notice("n2", "p1")
    written(older, "issued", lambda uow: uow.add_notices([ours], {"n1": ["a1"]}))
    theirs = replace(theirs, serial=ours.serial)
    further = replace(theirs, id="n3", serial="PK26-0009")
    written(here, "issued", lambda uow: uow.add_notices([theirs], {"n2": ["a1"]}))
    written(here, "issued", lambda uow: uow.add_notices([further], {"n3": ["a1"]}))
    assert taken(older, sent(here)).held == ()
    with older.write() as uow:
        assert uow.notice_by_serial(ours.serial).id == "n1"
        assert uow.notice_by_serial(f"{ours.serial}(2)").id == "n2"
        assert [each.title for each in uow.search(ours.serial)] == [
            f"{ours.serial}(2)",
            ours.serial,
        ]
        assert list(uow.next_serials("notice", 2026, 1)) == [10]


def test_numbers_of_another_letter_leave_our_counters_alone(here, there, rows):
    with there.write() as uow:
        uow.save_installation(replace(rows.installation(), replica_letter="L"))
        uow.record("branch_head_changed", "i", {}, DAY)
        uow.commit()
    written(here, "issued", lambda uow: uow.add_notices([rows.notice("n1", "p1")], {"n1": ["a1"]}))
    taken(there, sent(here))
    with there.write() as uow:
        assert list(uow.next_serials("notice", 2026, 1)) == [1]


def test_the_same_done_twice_is_held_for_a_person(here, older):
    paid = money_rows.repayment()
    for store in (here, older):
        written(store, "paid", lambda uow: uow.add_repayment(paid))
    for store, name in ((here, "r1"), (older, "r2")):
        undone = money_rows.reversal(paid, id=name)
        written(store, "reversed", lambda uow, undone=undone: uow.add_reversal(undone))
    result = taken(older, sent(here))
    assert result.applied == 1
    assert [(each.kind, each.reason) for each in result.held] == [
        ("reversed", HoldReason.DONE_TWICE)
    ]


def test_money_taken_elsewhere_enters_a_day_that_was_closed_here(here, there):
    for store in (here, there):
        name = "1" if store is here else "2"
        close = money_rows.close(name=name, expected=0, counted=0)
        written(store, "closed", lambda uow, close=close: uow.add_close(close))
    reopened = money_rows.reopen()
    written(here, "reopened", lambda uow: uow.add_reopen("close-1", reopened))
    written(here, "paid", lambda uow: uow.add_repayment(money_rows.repayment()))
    assert taken(there, sent(here)).held == ()
    assert one(there, "SELECT sum(amount_fen) FROM repayment") == 100
    with there.write() as uow, pytest.raises(IntegrityError, match="closed"):
        uow.add_repayment(money_rows.repayment(name="2", party="x-p1"))


def test_a_phone_learned_on_both_sides_is_known_twice(here, there):
    for store, party, value in ((here, "p1", "0000-0000001"), (there, "x-p1", "0000-0000002")):
        known = Contact(ReachKind.PHONE, value, ContactSource.RELATIVE, DAY)
        stored = StoredContact(f"c-{value}", party, known)
        written(store, "contact_recorded", lambda uow, stored=stored: uow.add_contact(stored))
    taken(there, sent(here))
    with there.read() as queries:
        found = {(each.contact.value, each.contact.source) for each in queries.contacts_of("x-p1")}
    assert {("0000-0000001", ContactSource.RELATIVE), ("0000-0000002", ContactSource.RELATIVE)} <= (
        found
    )


def test_a_field_changed_on_both_sides_stays_as_it_is_here_and_is_told(here, older):
    for store, number in ((here, "439900194901011234"), (older, "439900194901011250")):
        written(store, "identity", lambda uow, to=number: uow.set_identity("p1", to))
    result = taken(older, sent(here))
    told = {
        (each.table, each.key, each.field): (each.here, each.there) for each in result.conflicts
    }
    assert {each.debtor for each in result.conflicts} == {"周田生"}
    assert told == {
        ("party", "p1", "id_number"): ("439900194901011250", "439900194901011234"),
    }
    with older.read() as queries:
        assert queries.party("p1").id_number == "439900194901011250"


def test_a_mark_set_on_one_side_is_set_on_the_other(here, there):
    written(here, "hold_set", lambda uow: uow.set_hold("p1", Hold.IMPERSONATION))
    written(there, "deceased_set", lambda uow: uow.set_deceased("x-p1", True))
    taken(there, sent(here))
    with there.read() as queries:
        found = queries.party("x-p1")
    assert (found.hold, found.deceased) == (Hold.IMPERSONATION, True)


def test_reprints_of_both_count_and_a_state_goes_forward_only(here, older, rows):
    notice = rows.notice("n1", "p1")
    for store, state in ((here, NoticeState.PRINTED), (older, NoticeState.HANDED_OUT)):
        written(store, "issued", lambda uow: uow.add_notices([notice], {"n1": ["a1"]}))
        written(
            store,
            "printed",
            lambda uow, state=state: uow.set_notice_state(["n1"], state, DAY),
            lambda uow: uow.count_reprint(["n1"]),
        )
    result = taken(older, sent(here))
    assert (result.held, result.conflicts) == ((), ())
    with older.read() as queries:
        [found] = queries.notices([notice.serial])
    assert (found.state, found.printed_on, found.reprints) == (NoticeState.HANDED_OUT, DAY, 2)


def test_two_words_about_one_loan_are_told(here, older):
    for store, status in ((here, LoanStatus.SETTLED), (older, LoanStatus.MOVED)):
        written(store, "decided", lambda uow, to=status: uow.set_loan_status("a1", to))
    [told] = taken(older, sent(here)).conflicts
    assert (told.table, told.key, told.here, told.there) == ("loan", "No-a1", "moved", "settled")


def test_two_contracts_of_one_guarantor_are_told(here, there):
    for store, loan, months in ((here, "a1", 24), (there, "x-a1", 36)):
        contract = GuaranteeContract("王五", DAY, months=months)
        stored = StoredGuarantee(loan, contract, DAY)
        written(store, "guarantee_recorded", lambda uow, kept=stored: uow.save_guarantee(kept))
    [told] = taken(there, sent(here)).conflicts
    assert (told.field, told.here, told.there) == ("months", "36", "24")


def test_what_an_entry_wrote_about_a_double_goes_to_the_one_that_is_kept(here, there):
    with there.read() as queries:
        moved = queries.rows_of_party("x-p2")
    merge = StoredMerge("m1", "x-p1", "x-p2", "同一人", DAY, moved)
    written(there, "merged", lambda uow: uow.add_merge(merge))
    paid = money_rows.repayment(money_rows.share("b1"), party="p2")
    written(here, "paid", lambda uow: uow.add_repayment(paid))
    taken(there, sent(here))
    with there.read() as queries:
        assert queries.repayment(paid.id).party_id == "x-p1"
        assert "paid" in {each.kind for each in queries.timeline("x-p1")}


def test_a_debtor_nobody_here_knows_is_added_from_his_card(here, there, rows):
    newcomer = rows.party("p3", "冯十九", village="远村", group="二组")
    paid = money_rows.repayment(money_rows.share("a1"), party="p3")
    with here.write() as uow:
        uow.add_parties([newcomer])
        uow.add_repayment(paid)
        uow.record("paid", "e", {}, DAY)
        uow.commit()
    taken(there, sent(here))
    with there.read() as queries:
        assert queries.party("p3").name == "冯十九"
        assert [hit.party_id for hit in queries.search("fsj")] == ["p3"]


def test_people_of_another_pc_are_names_here_and_no_more(here, there):
    colleague = User("u1", "zhang", "张柜员", Role.TELLER, DAY)
    written(here, "users_founded", lambda uow: uow.save_user(colleague))
    renamed = replace(colleague, name="章柜员")
    written(here, "user_renamed", lambda uow: uow.save_user(renamed))
    taken(there, sent(here))
    with there.read() as queries:
        assert queries.users() == []
        assert queries.user_names() == {"u1": "章柜员"}


def test_a_proposal_of_another_pc_does_not_wait_here(here, there, clock):
    made = proposal(clock.now())
    written(here, "proposed", lambda uow: uow.add_proposal(made))
    written(here, "signed", lambda uow: uow.add_step(decision(made), closes=False))
    taken(there, sent(here))
    with there.read() as queries:
        found = queries.proposal("item-1")
        assert (len(found.steps), found.is_open) == (1, False)
        assert queries.waiting_proposals() == []


@pytest.mark.parametrize(
    ("kind", "word", "waits"),
    [
        ("signed", Decision.APPROVED, True),
        ("probe", Decision.APPROVED, False),
        ("proposal_withdrawn", Decision.WITHDRAWN, False),
    ],
)
def test_a_proposal_that_was_decided_before_a_restore_waits_no_more(
    store, rows, path, tmp_path, clock, kind, word, waits
):
    read_ledger(store, rows)
    made = proposal(clock.now())
    written(store, "proposed", lambda uow: uow.add_proposal(made))
    shutil.copyfile(store.backup("test"), tmp_path / "older.db")
    word = decision(made, decision=word)
    written(store, kind, lambda uow: uow.add_step(word, closes=not waits))
    older = open_store(tmp_path / "older.db", KEY, clock)
    taken(older, sent(store, 2))
    with older.read() as queries:
        assert [each.id for each in queries.waiting_proposals()] == ["item-1"] * waits
    older.close()
