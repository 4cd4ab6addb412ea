"""Contacts side by side, related people, and what papers make of them."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.contact_book import Contact, ContactChoice, ContactSource, ReachKind
from desktop.domain.documents import DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.domain.money import Money
from desktop.domain.relations import Ground, Owes, Related, RelationKind
from desktop.services.contacts import contact_book
from desktop.services.documents.issuing import Wish, draft
from desktop.services.documents.offering import offer_to
from desktop.services.dossier import dossier
from desktop.services.notices import Choice, issue
from desktop.services.parties import (
    record_contact,
    record_relation,
    set_deceased,
    withdraw_contact,
    withdraw_relation,
)
from desktop.services.progress import NoProgress
from desktop.services.relations import related_people

TODAY = date(2026, 10, 10)
CITY = Contact(ReachKind.ADDRESS, "县城建设路1号", ContactSource.RELATIVE, date(2026, 10, 1))
CALL = Contact(ReachKind.PHONE, "0000-0000001", ContactSource.DEBTOR, date(2026, 10, 2))


def book_of(desk, party):
    with desk.store.read() as queries:
        return contact_book(queries, party)


def test_a_contact_stands_beside_the_ledgers_own(desk, party):
    record_contact(desk, party, CITY)
    record_contact(desk, party, CALL)
    book = book_of(desk, party)
    assert [each.contact.source for each in book.contacts] == [
        ContactSource.LEDGER,
        ContactSource.LEDGER,
        ContactSource.RELATIVE,
        ContactSource.DEBTOR,
    ]
    assert book.contacts[1].contact.learned_on == date(2026, 9, 30)
    assert (book.address.contact, book.address_choice) == (CITY, ContactChoice.NEWEST)
    assert book.phone.contact == CALL
    with desk.store.read() as queries:
        assert queries.party(party).phone == "13812341234"


def test_a_withdrawn_contact_stays_with_its_reason_and_is_used_no_more(desk, party):
    contact_id = record_contact(desk, party, CITY).applied.result
    withdraw_contact(desk, contact_id, "邻居说已搬走")
    book = book_of(desk, party)
    withdrawn = book.contacts[-1]
    assert (withdrawn.withdrawn, withdrawn.reason) == (True, "邻居说已搬走")
    assert book.address.contact.source is ContactSource.LEDGER
    with pytest.raises(RuleViolation, match="contact_withdrawn"):
        withdraw_contact(desk, contact_id, "再一次")


def test_the_same_contact_is_not_entered_twice(desk, party):
    record_contact(desk, party, CITY)
    with pytest.raises(RuleViolation, match="contact_known"):
        record_contact(desk, party, replace(CITY, value=f" {CITY.value} ", note="又问到"))


def test_the_journal_keeps_no_number_that_rings(desk, party):
    record_contact(desk, party, CALL)
    with desk.store.read() as queries:
        entry = queries.timeline(party)[0]
    assert entry.kind == "contact_recorded"
    assert CALL.value not in str(entry.body)


def test_a_notice_goes_to_the_address_in_use(desk, party):
    record_contact(desk, party, CITY)
    batch = issue(desk, [Choice(party, 1)], TODAY, NoProgress())
    assert batch.facts[0].address == CITY.value


def heir(name="周建国", **more):
    return Related(RelationKind.HEIR, name, **more)


@pytest.fixture
def dead(desk, party):
    set_deceased(desk, party, True, "户口注销")
    return party


def letters(desk, party, **inputs):
    wish = Wish(DocumentKind.HEIRS_LETTER, party, inputs=inputs)
    return draft(desk, [wish], TODAY, NoProgress())


def test_the_letter_proposes_the_heirs_that_did_not_renounce(desk, dead):
    record_relation(desk, dead, heir())
    record_relation(desk, dead, heir("周建军"))
    record_relation(desk, dead, heir("周秀英", renounced_on=TODAY, proof="放弃继承声明书"))
    proposed = offer_to(desk, dead, TODAY).proposed[DocumentKind.HEIRS_LETTER]
    assert proposed["heirs"] == "周建国\n周建军"


def test_a_letter_to_an_heir_who_renounced_is_refused(desk, dead):
    record_relation(desk, dead, heir(renounced_on=TODAY, proof="放弃继承声明书"))
    drafted = letters(desk, dead, heirs="周建国\n周建军")
    assert [each.subject for each in drafted.drafts] == ["周建军"]
    assert [(each.subject, each.code) for each in drafted.refused] == [("周建国", "heir_renounced")]


def test_the_letter_to_the_user_is_filled_from_who_is_known(desk, party):
    user = Related(RelationKind.ACTUAL_USER, "李四", address="沙洲村2组")
    record_relation(desk, party, user)
    proposed = offer_to(desk, party, TODAY).proposed[DocumentKind.ACTUAL_USER_LETTER]
    assert (proposed["person"], proposed["person_address"]) == ("李四", "沙洲村2组")


def test_a_correction_withdraws_the_entry_it_replaces(desk, dead):
    first = record_relation(desk, dead, heir()).applied.result
    record_relation(desk, dead, heir(received_fen=300_000), replaces=first)
    with desk.store.read() as queries:
        old, new = related_people(queries, dead, Money(1_000_000))
    assert (old.stored.withdrawn, new.stored.withdrawn) == (True, False)
    assert (new.answer.owes, new.answer.most) == (Owes.UP_TO, Money(300_000))


def test_an_entry_is_withdrawn_once_with_a_reason(desk, party):
    user = record_relation(desk, party, Related(RelationKind.ACTUAL_USER, "李四")).applied.result
    with pytest.raises(RuleViolation, match="reason_missing"):
        withdraw_relation(desk, user, " ")
    withdraw_relation(desk, user, "同名同姓")
    with pytest.raises(RuleViolation, match="relation_withdrawn"):
        withdraw_relation(desk, user, "再一次")


def test_what_is_entered_comes_back_as_it_was(desk, party):
    joined = Related(
        RelationKind.ACTUAL_USER,
        "李四",
        Ground.JOINED,
        proof="债务加入协议",
        signed_on=TODAY,
        id_number="439985194806046550",
        phone="0000-0000002",
        address="沙洲村2组",
        note="合伙养鱼",
    )
    record_relation(desk, party, joined)
    with desk.store.read() as queries:
        assert queries.relations_of(party)[0].related == joined


def test_a_dossier_masks_the_numbers_and_a_correction_keeps_what_it_leaves_blank(desk, party):
    known = Related(
        RelationKind.ACTUAL_USER,
        "李四",
        id_number="439985194806046550",
        phone="13900001234",
        address="沙洲村2组",
    )
    first = record_relation(desk, party, known).applied.result
    shown = dossier(desk, party).related[0].stored.related
    assert (shown.id_number, shown.phone) == ("439***********6550", "139****1234")
    blank = replace(known, id_number="", phone="", address="县城", note="已迁居")
    record_relation(desk, party, blank, replaces=first)
    with desk.store.read() as queries:
        corrected = queries.relations_of(party)[1].related
    assert corrected == replace(known, address="县城", note="已迁居")
