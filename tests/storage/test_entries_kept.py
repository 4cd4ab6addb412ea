"""Entries of other lines as they are kept: checked, held by a newer program, a whole state."""

import hashlib
import json

import pytest
from sqlalchemy.exc import IntegrityError

from desktop.domain.errors import ExpectedFailure
from desktop.domain.rounds import NoticeState
from desktop.services.entry_ports import HoldReason
from desktop.services.party_records import StoredMerge
from desktop.services.progress import NoProgress
from desktop.services.records import Evidence, Hold, LoanStatus
from desktop.storage.capture import rows_hash
from desktop.storage.journal import FIRST_HASH, canonical, chain_hash, read_body
from tests import money_rows
from tests.storage.every_table import fill_every_table
from tests.storage.two_lines import DAY, LOANS, content, one, read_ledger, sent, taken, written


@pytest.fixture
def entry(here):
    """An entry of the first PC that the second has not seen."""
    written(here, "hold_set", lambda uow: uow.set_hold("p1", Hold.IMPERSONATION))
    [line] = sent(here)
    return line


def rewritten(line, rows=None, **changes):
    """Return an entry as another program would have written it, its hashes right."""
    text = line.rows if rows is None else json.dumps(rows)
    body = canonical({**read_body(line.body), "rows": rows_hash(text), **changes})
    return line._replace(body=body, rows=text, hash=chain_hash(line.prev_hash, body))


@pytest.mark.parametrize(
    "damaged",
    [
        lambda line: line._replace(body=line.body.replace("hold_set", "hold_lifted")),
        lambda line: line._replace(rows=line.rows.replace("impersonation", "")),
        lambda line: line._replace(rows=""),
        lambda line: line._replace(hash="0" * 64),
        lambda line: line._replace(prev_hash="no hash"),
        lambda line: line._replace(body="[]", hash=chain_hash(line.prev_hash, "[]")),
        lambda line: line._replace(body="{}", hash=chain_hash(line.prev_hash, "{}")),
    ],
)
def test_an_entry_whose_hash_is_wrong_is_not_taken(there, entry, damaged):
    with there.write() as uow, pytest.raises(ExpectedFailure) as caught:
        uow.take_entries([damaged(entry)])
    assert caught.value.code == "entry_altered"


@pytest.mark.parametrize("whose", ["ours", "another line's"])
def test_another_content_under_a_known_id_is_alarming(here, there, entry, whose):
    taken(there, [entry])
    known = sent(there, 0)[0] if whose == "ours" else entry
    forged = rewritten(known, entity_id="p2")
    with there.write() as uow, pytest.raises(ExpectedFailure) as caught:
        uow.take_entries([forged])
    assert caught.value.code == "entry_altered"


def test_entries_cut_off_in_the_middle_leave_nothing(here, there, entry):
    def cut_off():
        yield entry
        raise MemoryError

    before = content(there)
    with pytest.raises(MemoryError), there.write() as uow:
        uow.take_entries(cut_off())
    assert content(there) == before
    assert one(there, "SELECT count(*) FROM foreign_entry") == 0


def test_a_failure_while_rows_are_applied_leaves_nothing(here, there, entry, monkeypatch):
    written(here, "paid", lambda uow: uow.add_repayment(money_rows.repayment()))

    def fail(*_):
        raise MemoryError

    monkeypatch.setattr("desktop.storage.applying.entry.loans_of", fail)
    before = content(there)
    with pytest.raises(MemoryError), there.write() as uow:
        uow.take_entries(sent(here))
    assert content(there) == before
    guards = "SELECT count(*) FROM sqlite_master WHERE name LIKE '%_not_into_closed_day'"
    assert one(there, guards) == 3


@pytest.mark.parametrize(
    ("strange", "waits_for"),
    [
        ([{"table": "visit", "new": {"id": "v1"}}], "visit"),
        ([{"table": "party", "key": ["p1"], "old": {}, "new": {"mood": "good"}}], "party.mood"),
        ([{"table": "journal", "new": {}}], "journal"),
        ([{"table": "contact", "new": {"id": "c1"}}], "contact"),
        ([{"table": "contact"}], "contact"),
        ([["no", "row"]], ""),
    ],
)
def test_what_a_newer_program_wrote_is_kept_and_waits(there, entry, strange, waits_for):
    card = json.loads(entry.rows)[0]
    [held] = taken(there, [rewritten(entry, [card, *strange])]).held
    assert held.reason in (HoldReason.NEWER, HoldReason.REFUSED)
    assert held.waits_for == waits_for


def test_a_kind_that_has_to_be_understood_waits_for_a_newer_program(there, entry):
    [held] = taken(there, [rewritten(entry, kind="loan_split", required=True)]).held
    assert (held.reason, held.waits_for) == (HoldReason.NEWER, "loan_split")


def test_a_row_that_breaks_a_rule_holds_its_entry(there, entry):
    card, change = json.loads(entry.rows)
    change["new"]["hold"] = "because"
    [held] = taken(there, [rewritten(entry, [card, change])]).held
    assert (held.reason, held.waits_for) == (HoldReason.REFUSED, "party")


def test_an_unknown_kind_is_applied_like_any_other(there, entry):
    assert taken(there, [rewritten(entry, kind="village_visited")]).held == ()


def test_an_entry_of_another_line_that_was_changed_since_is_found(there, entry):
    taken(there, [entry])
    assert there.verify(NoProgress()) == []
    with there.write() as uow, pytest.raises(IntegrityError, match="frozen"):
        uow._connection.exec_driver_sql("UPDATE foreign_entry SET operator_id = 'x'")
    with there._engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER foreign_entry_frozen")
        connection.exec_driver_sql("UPDATE foreign_entry SET operator_id = 'x'")
    event_id = read_body(entry.body)["event_id"]
    [found] = there.verify(NoProgress())
    assert (found.code, found.detail) == ("foreign_entry_broken", event_id)


@pytest.mark.parametrize(
    "act", ["DELETE FROM foreign_entry", "UPDATE foreign_entry SET state = 'held'"]
)
def test_what_was_applied_stays_so(there, entry, act):
    taken(there, [entry])
    with there.write() as uow, pytest.raises(IntegrityError):
        uow._connection.exec_driver_sql(act)


def enrol(store):
    """Let one entry carry the whole state."""
    with store.write() as uow:
        uow.note_everything()
        uow.record("enrolled", "e", {}, DAY)
        uow.commit()
    return sent(store)[-1:]


def without_their_entries(store, rows):
    """Write what older entries, that carry no rows, leave behind."""
    notice, paid = rows.notice("n1", "p2"), money_rows.repayment()
    with store.read() as queries:
        moved = queries.rows_of_party("p2")
    merge = StoredMerge("m1", "p1", "p2", "同一人", DAY, moved)
    written(
        store,
        "long ago",
        lambda uow: uow.add_notices([notice], {"n1": ["b1"]}),
        lambda uow: uow.set_notice_state(["n1"], NoticeState.PRINTED, DAY),
        lambda uow: uow.add_repayment(paid),
        lambda uow: uow.add_reversal(money_rows.reversal(paid)),
        lambda uow: uow.set_hold("p1", Hold.IMPERSONATION),
        lambda uow: uow.add_merge(merge),
    )


def test_an_enrolment_takes_along_what_older_entries_do_not_carry(here, there, rows):
    without_their_entries(here, rows)
    result = taken(there, enrol(here))
    assert (result.held, result.conflicts) == ((), ())
    assert content(there) == content(here)
    assert taken(there, enrol(here)).conflicts == ()
    assert content(there) == content(here)


def test_a_loan_that_was_settled_is_settled_at_an_enrolment(here, older):
    for store in (here, older):
        written(store, "missed", lambda uow: uow.mark_missing("import-1", ["a1"]))
    written(here, "decided", lambda uow: uow.set_loan_status("a1", LoanStatus.SETTLED))
    taken(older, enrol(here))
    assert content(older) == content(here)


def test_what_waits_of_a_whole_state_keeps_back_no_other_row(here, other, rows):
    there = other()
    read_ledger(there, rows, "x-", loans=LOANS[:2])
    written(here, "hold_set", lambda uow: uow.set_hold("p1", Hold.IMPERSONATION))
    written(here, "issued", lambda uow: uow.add_notices([rows.notice("n1", "p2")], {"n1": ["b1"]}))
    written(here, "paid", lambda uow: uow.add_repayment(money_rows.repayment()))
    [held] = taken(there, enrol(here)).held
    assert held.waits_for == "loan No-b1"
    assert one(there, "SELECT count(*) FROM repayment_share") == 1
    written(there, "hold_lifted", lambda uow: uow.set_hold("x-p1", Hold.NONE))
    read_ledger(there, rows, "x-", loans=LOANS[2:])
    assert taken(there, []).held == ()
    assert one(there, "SELECT count(*) FROM notice_loan") == 1
    with there.read() as queries:
        assert queries.party("x-p1").hold is Hold.NONE


def test_the_journal_is_read_as_it_is_sent(here, entry):
    with here.read() as queries:
        number, head = queries.journal_head()
        assert (number, head) == (2, entry.hash)
        assert queries.entry_no(head) == 2
        assert queries.entry_no(FIRST_HASH) == 0
        assert queries.entry_no("f" * 64) is None
        assert queries.entry_hash_at(0) == FIRST_HASH
        assert queries.entry_hash_at(1) == entry.prev_hash
        with pytest.raises(KeyError):
            queries.entry_hash_at(3)
        assert [each.hash for each in queries.entries_from(0)] == [entry.prev_hash, head]
        assert list(queries.entries_from(2)) == []


def test_a_photo_travels_apart_and_its_row_is_applied_where_the_photo_is(here, there, rows):
    notice = rows.notice("n1", "p1")
    digest = hashlib.sha256(b"photo").hexdigest()
    photo = Evidence("e1", digest, "a.jpg", "image/jpeg", 5, b"photo")
    for store, known_as in ((here, ""), (there, "x-")):
        mine = rows.notice(f"{known_as}n1", f"{known_as}p1")
        delivery = rows.delivery(f"{known_as}d1", mine)
        with store.write() as uow:
            uow.add_notices([mine], {mine.id: [f"{known_as}a1"]})
            uow.add_delivery(delivery)
            kept = Evidence(f"{known_as}e1", digest, "a.jpg", "image/jpeg", 5, b"photo")
            uow.add_evidence(kept, delivery.id)
            uow.record("delivered", "e", {}, DAY)
            uow.commit()
    assert notice.id != "x-n1"
    with here.read() as queries:
        assert [each.sha256 for each in queries.files()] == [digest]
        assert queries.file_content(digest) == b"photo"
        with pytest.raises(KeyError):
            queries.file_content("0" * 64)
    assert taken(there, sent(here)).missing_files == ()
    with there.read() as queries:
        assert queries.evidence("e1") == photo
        assert len(queries.files()) == 1


def test_a_photo_that_comes_later_lets_both_kinds_of_evidence_stand_and_is_not_sent_as_ours(
    here, there, rows
):
    written(here, "everything", lambda uow: fill_every_table(uow, rows))
    taken(there, sent(here))
    with there.read() as queries:
        assert [each.size for each in queries.awaited_files()] == [5]
        assert queries.files() == ()
    with there.write() as uow:
        assert uow.file_photo(b"other") == []
        assert sorted(uow.file_photo(b"photo")) == ["e1", "e2"]
        uow.record("photo_came", "e1", {}, DAY)
        uow.commit()
    with there.read() as queries:
        assert queries.awaited_files() == ()
        assert queries.file_content(hashlib.sha256(b"photo").hexdigest()) == b"photo"
    for table in ("evidence", "relief_evidence"):
        assert content(there)[table] == content(here)[table]
    assert sent(there)[-1].rows == ""
    assert there.verify(NoProgress()) == []


def test_a_photo_that_is_not_what_another_line_said_of_it_proves_nothing(here, there, rows):
    written(here, "everything", lambda uow: fill_every_table(uow, rows))
    taken(there, sent(here))
    with there.write() as uow:
        lie = """UPDATE awaited_file SET row = replace(row, '"size": 5', '"size": 6')"""
        assert uow._connection.exec_driver_sql(lie).rowcount == 2
        assert uow.file_photo(b"photo") == []
        assert len(uow.awaited_files()) == 1
