"""Two entries of one person made one, and parted again without a trace."""

from datetime import date

import pytest

from desktop.domain.contact_book import Contact, ContactSource, ReachKind
from desktop.domain.documents import DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.domain.relations import Related, RelationKind
from desktop.services.contacts import contact_book
from desktop.services.documents.issuing import Wish, issue
from desktop.services.dossier import dossier
from desktop.services.doubles import candidates, preview
from desktop.services.notices import Choice
from desktop.services.notices import issue as issue_notices
from desktop.services.parties import merge as ask_merge
from desktop.services.parties import record_contact, record_relation, set_deceased
from desktop.services.parties import undo_merge as undo
from desktop.services.progress import NoProgress

TODAY = date(2026, 10, 10)
NUMBER = "439985194806046550"


def merge(desk, *arguments):
    return ask_merge(desk, *arguments).applied.result


ROWS_OF_ITS_OWN = ("entry_rows", "journal", "journal_subject", "party_merge", "party_merge_undo")


def rows_of(desk):
    """Return every row of every table but the journal and the merges themselves."""
    with desk.store.read() as queries:
        run = queries._connection.exec_driver_sql
        names = run("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        return {
            name: sorted(map(repr, run(f"SELECT * FROM {name}").all()))
            for name in names
            if name not in ROWS_OF_ITS_OWN
        }


@pytest.fixture
def two(desk, ledger, take_in):
    """One person twice: without a number in one ledger, with one and elsewhere in the next."""
    take_in(ledger.row("A1", id_number="", id_problem="missing"), as_of=date(2026, 8, 31))
    take_in(
        ledger.row("A1", id_number="", id_problem="missing"),
        ledger.row("B1", phone="0000-0000009", address="金明村9组"),
        ledger.row("B2"),
    )
    with desk.store.read() as queries:
        return (
            queries.loan_by_no("B1").borrower_id,
            queries.loan_by_no("A1").borrower_id,
        )


@pytest.fixture
def busy(desk, two):
    """Both entries with a notice, a paper, a contact and a related person each."""
    for party in two:
        issue_notices(desk, [Choice(party, 1)], TODAY, NoProgress())
        wish = Wish(DocumentKind.ACTUAL_USER_LETTER, party, inputs={"person": "李四"})
        issue(desk, [wish], TODAY, NoProgress())
        place = Contact(ReachKind.ADDRESS, f"县城{party}", ContactSource.RELATIVE, TODAY)
        record_contact(desk, party, place)
        record_relation(desk, party, Related(RelationKind.ACTUAL_USER, f"李四{party[-4:]}"))
    return two


def test_the_one_with_an_identity_number_is_proposed_to_be_kept(desk, two):
    kept, merged = two
    ((first, second),) = candidates(desk)
    assert (first.party.id, second.party.id) == (kept, merged)
    assert (first.loans, second.loans) == (2, 1)


def test_two_numbers_are_two_people_unless_sound_and_end_of_the_number_agree(desk, ledger, take_in):
    take_in(
        ledger.row("A1"),
        ledger.row("A2", id_number="439985195012123456"),
        ledger.row("A3", "周甜生", id_number="439985195806046550", village="沙洲村"),
    )
    pairs = [{each.party.name for each in pair} for pair in candidates(desk)]
    assert pairs == [{"周田生", "周甜生"}]


def test_the_preview_says_what_goes_over(desk, busy):
    kept, merged = busy
    shown = preview(desk, kept, merged)
    assert shown.counts == {
        "loan.borrower_pk": 1,
        "notice.party_pk": 1,
        "document.party_pk": 1,
        "contact.party_pk": 1,
        "relation.party_pk": 1,
    }
    assert not shown.different_ids


def test_everything_follows_to_the_one_that_is_kept(desk, busy):
    kept, merged = busy
    merge(desk, kept, merged, "同一人，身份证已核对")
    shown = dossier(desk, kept)
    assert [each.loan.loan_no for each in shown.loans] == ["A1", "B1", "B2"]
    assert (len(shown.notices), len(shown.documents)) == (2, 2)
    assert {each.kind for each in shown.timeline} >= {"party_merged", "contact_recorded"}
    with desk.store.read() as queries:
        assert len(queries.relations_of(kept)) == 2
        book = contact_book(queries, kept)
        assert [hit.party_id for hit in queries.search("周田生")] == [kept]
    assert len([each for each in book.contacts if each.contact.value]) == 6
    assert candidates(desk) == ()


def test_who_asks_for_the_merged_entry_gets_the_kept_one(desk, busy):
    kept, merged = busy
    merge(desk, kept, merged, "同一人")
    assert dossier(desk, merged).party.id == kept


def test_undoing_a_merge_restores_every_row_of_every_table(desk, busy):
    kept, merged = busy
    before = rows_of(desk)
    made = merge(desk, kept, merged, "同一人")
    assert rows_of(desk) != before
    undo(desk, made, "其实是父子")
    assert rows_of(desk) == before
    assert len(candidates(desk)) == 1


def test_what_came_after_the_merge_stays_with_the_one_that_was_kept(desk, busy):
    kept, merged = busy
    made = merge(desk, kept, merged, "同一人")
    record_relation(desk, merged, Related(RelationKind.SPOUSE, "李桂兰"))
    undo(desk, made, "其实是父子")
    with desk.store.read() as queries:
        assert "李桂兰" in [each.related.name for each in queries.relations_of(kept)]
        assert "李桂兰" not in [each.related.name for each in queries.relations_of(merged)]


def test_the_next_ledger_does_not_make_the_double_again(desk, two, ledger, take_in):
    kept, merged = two
    merge(desk, kept, merged, "同一人")
    take_in(
        ledger.row("A1", id_number="", id_problem="missing", balance_fen=900_000),
        ledger.row("A2", id_number="", id_problem="missing"),
        ledger.row("B1"),
        ledger.row("B2"),
        as_of=date(2026, 10, 9),
    )
    with desk.store.read() as queries:
        assert [each.loan_no for each in queries.loans_of(kept)] == ["A1", "A2", "B1", "B2"]
        assert queries.loan_by_no("A1").balance_fen == 900_000
        assert queries.party(kept).id_number == NUMBER
    assert candidates(desk) == ()


def test_the_next_ledger_may_still_write_the_name_of_the_merged_entry(desk, ledger, take_in):
    other = ledger.row("A3", "周甜生", id_number="439985195806046550", village="沙洲村")
    take_in(ledger.row("A1"), other)
    ((kept, merged),) = candidates(desk)
    merge(desk, kept.party.id, merged.party.id, "同一人，台账写错一字")
    result = take_in(ledger.row("A1"), other._replace(balance_fen=1), as_of=date(2026, 10, 9))
    assert (result.refused, result.updated) == (0, 1)


def test_a_number_of_somebody_else_does_not_replace_the_one_that_is_kept(
    desk, two, ledger, take_in
):
    kept, merged = two
    merge(desk, kept, merged, "同一人")
    take_in(ledger.row("A1", id_number="439985195012123456"), as_of=date(2026, 10, 9))
    with desk.store.read() as queries:
        assert queries.party(kept).id_number == NUMBER


def code_of(act, *arguments):
    with pytest.raises(RuleViolation) as refused:
        act(*arguments)
    return refused.value.code


def test_a_merge_neither_sets_nor_lifts_a_mark(desk, two):
    kept, merged = two
    set_deceased(desk, merged, True, "户口注销")
    assert code_of(merge, desk, kept, merged, "同一人") == "merge_marks_differ"


def test_nobody_is_merged_with_himself_or_without_a_reason(desk, two):
    kept, merged = two
    assert code_of(merge, desk, kept, kept, "同一人") == "merge_with_itself"
    assert code_of(merge, desk, kept, merged, " ") == "reason_missing"


def test_a_merge_is_undone_once_and_the_last_one_first(desk, two, ledger, take_in):
    kept, merged = two
    take_in(ledger.row("C1", "周田", id_number=""), as_of=date(2026, 10, 9))
    with desk.store.read() as queries:
        third = queries.loan_by_no("C1").borrower_id
    first = merge(desk, kept, merged, "同一人")
    second = merge(desk, third, kept, "同一人")
    assert dossier(desk, merged).party.id == third
    assert code_of(undo, desk, first, "不是") == "merge_built_upon"
    undo(desk, second, "不是")
    undo(desk, first, "不是")
    assert code_of(undo, desk, first, "不是") == "merge_undone"
    assert code_of(undo, desk, "nothing", "不是") == "merge_unknown"
