"""Who somebody is and where he is reached changes under four eyes; protection comes at once."""

from datetime import date

import pytest

from desktop.domain.approvals import ItemState
from desktop.domain.contact_book import Contact, ContactSource, ReachKind
from desktop.domain.errors import RuleViolation
from desktop.domain.permissions import Role
from desktop.domain.relations import Related, RelationKind
from desktop.domain.rounds import Obstacle
from desktop.services import approvals, parties
from desktop.services.approval_items import item
from desktop.services.contacts import contact_book
from desktop.services.dossier import dossier
from desktop.services.proposals import propose
from desktop.services.records import Hold
from tests.people import at_desk, employ

TODAY = date(2026, 10, 10)
CITY = Contact(ReachKind.ADDRESS, "县城建设路1号", ContactSource.RELATIVE, TODAY)


@pytest.fixture
def office(desk):
    employ(desk)
    return lambda role: at_desk(desk, role)


def sign(office, made):
    manager = office(Role.MANAGER)
    each = made.item.proposal
    return approvals.approve(manager, each.id, each.item_hash, "manager")


def entries(desk):
    with desk.store.read() as queries:
        return queries._connection.exec_driver_sql("SELECT count(*) FROM journal").scalar_one()


def address_in_use(desk, party):
    with desk.store.read() as queries:
        return contact_book(queries, party).address.contact


def hindered(desk, party):
    (proposal,) = [each for each in propose(desk, TODAY) if each.party.id == party]
    return Obstacle.IMPERSONATION_HOLD in proposal.proposal.obstacles


def test_a_contact_waits_for_the_manager_and_is_used_from_then_on(office, desk, party):
    made = parties.record_contact(office(Role.CREDIT_OFFICER), party, CITY)
    assert address_in_use(desk, party).source is ContactSource.LEDGER
    assert sign(office, made).result == made.item.proposal.body["contact_id"]
    assert address_in_use(desk, party) == CITY


@pytest.mark.parametrize("role", [Role.TELLER, Role.ACCOUNTANT, Role.MANAGER])
def test_nobody_but_a_credit_officer_proposes_a_change(office, party, role):
    for act in (
        lambda desk: parties.record_contact(desk, party, CITY),
        lambda desk: parties.record_relation(desk, party, Related(RelationKind.SPOUSE, "李")),
        lambda desk: parties.set_hold(desk, party, Hold.NONE, "已核实"),
    ):
        with pytest.raises(RuleViolation, match="not_permitted"):
            act(office(role))


def test_a_teller_may_hold_at_once_and_ending_it_takes_two_people(office, desk, party):
    parties.set_hold(office(Role.TELLER), party, Hold.IMPERSONATION, "本人否认借款")
    assert hindered(desk, party)
    made = parties.set_hold(office(Role.CREDIT_OFFICER), party, Hold.NONE, "笔迹已鉴定")
    assert hindered(desk, party)
    sign(office, made)
    assert not hindered(desk, party)


def test_a_hold_set_again_ends_what_would_have_lifted_it(office, desk, party):
    parties.set_hold(office(Role.TELLER), party, Hold.IMPERSONATION, "本人否认借款")
    made = parties.set_hold(office(Role.CREDIT_OFFICER), party, Hold.NONE, "笔迹已鉴定")
    parties.set_hold(office(Role.TELLER), party, Hold.IMPERSONATION, "本人再次否认")
    assert item(office(Role.MANAGER), made.item.proposal.id).state is ItemState.VOIDED
    with pytest.raises(RuleViolation, match="item_closed"):
        sign(office, made)
    assert hindered(desk, party)


def test_taking_back_the_note_of_a_death_takes_two_people(office, desk, party):
    parties.set_deceased(office(Role.TELLER), party, True, "户口注销")
    made = parties.set_deceased(office(Role.CREDIT_OFFICER), party, False, "同名同姓")
    assert dossier(desk, party).party.deceased
    sign(office, made)
    assert not dossier(desk, party).party.deceased


def test_each_change_is_one_entry_with_maker_and_checker(office, desk, party):
    before = entries(desk)
    made = parties.record_contact(office(Role.CREDIT_OFFICER), party, CITY)
    assert entries(desk) == before + 1
    sign(office, made)
    assert entries(desk) == before + 2
    with desk.store.read() as queries:
        newest = queries.timeline(party)[0]
    assert newest.kind == "contact_recorded"
    assert newest.body["approval"]["maker"] == "credit_officer"


def test_the_checker_of_a_merge_sees_what_changed_since(office, desk, ledger, take_in):
    rows = [ledger.row("B1"), ledger.row("A1", id_number="", id_problem="missing")]
    take_in(*rows)
    with desk.store.read() as queries:
        kept, merged = (queries.loan_by_no(no).borrower_id for no in ("B1", "A1"))
    made = parties.merge(office(Role.CREDIT_OFFICER), kept, merged, "同一人")
    take_in(rows[0]._replace(balance_fen=1), rows[1], as_of=date(2026, 10, 9))
    shown = item(office(Role.MANAGER), made.item.proposal.id)
    assert shown.changed == {"kept_principal_fen": ("1000000", "1")}
    sign(office, made)
    assert len(dossier(desk, kept).loans) == 2


def test_a_change_that_became_impossible_is_not_signed(office, party):
    officer = office(Role.CREDIT_OFFICER)
    first = parties.record_contact(officer, party, CITY)
    second = parties.record_contact(officer, party, CITY)
    sign(office, first)
    with pytest.raises(RuleViolation, match="contact_known"):
        sign(office, second)
