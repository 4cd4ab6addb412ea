"""Agreements from draft to the end: checked, printed, signed, followed, replaced, called in."""

from datetime import date, timedelta

import pytest

from desktop.domain.claim_entry import ClaimAct
from desktop.domain.documents import DocumentFacts, DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.domain.guarantee.clock import guarantee_clock
from desktop.domain.guarantee.facts import GuaranteeContract, GuaranteeMode, PeriodTerm
from desktop.domain.limitation import EventKind
from desktop.domain.money import Money, yuan_text
from desktop.domain.permissions import Role
from desktop.domain.relief_terms import ReliefState
from desktop.domain.rounds import Obstacle
from desktop.services import guarantees
from desktop.services.agreements.act import AgreementWish
from desktop.services.agreements.following import AgreementState, agreement, follow_up
from desktop.services.agreements.proposing import live_plan, propose
from desktop.services.agreements.signing import add_proof, record_arrival, sign
from desktop.services.claims import record_event
from desktop.services.documents.issuing import Wish, draft, issue
from desktop.services.progress import NoProgress
from desktop.services.proposals import propose as propose_notices
from desktop.services.relief_ports import ReliefPart, ReliefStep, StoredRelief
from desktop.services.repayments.payments import Payment
from desktop.services.repayments.quoting import owed, quote
from desktop.services.repayments.requests import record
from tests.people import at_desk, decision, employ, proposal
from tests.signed_agreements import MONTHLY, checked, made, officer, pay, reverse, signed

TODAY = date(2026, 10, 10)
QUIET = NoProgress()


@pytest.fixture
def loans(desk, party):
    """The two loans of the debtor that are due, and people at the desk."""
    employ(desk)
    with desk.store.read() as queries:
        return [queries.loan_by_no(each).id for each in ("4321001", "4321002")]


@pytest.fixture
def refused():
    def check(code, act):
        with pytest.raises(RuleViolation) as caught:
            act()
        assert caught.value.code == code
        return caught.value

    return check


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "signed.jpg"
    path.write_bytes(b"scan")
    return path


def loan(desk, number="4321001"):
    with desk.store.read() as queries:
        return queries.loan_by_no(number)


def document(desk, serial):
    with desk.store.read() as queries:
        [found] = queries.documents([serial])
        return DocumentFacts.from_json(found.facts)


def standing(desk, serial, on):
    return agreement(desk, serial, on)


def instalments(found):
    return [each.state.value for each in found.standing.instalments]


def test_paper_and_stored_plan_are_the_same_to_the_fen(desk, party, loans):
    serial = made(desk, party, loans, instalments="7", third_parties="夏娟安")
    stored = standing(desk, serial, TODAY).agreement
    rows = document(desk, serial).tables["plan"]
    assert [
        (str(each.number), each.due_on.isoformat(), str(each.amount))
        for each in stored.plan.instalments
    ] == [row[:3] for row in rows]
    assert (stored.missed, stored.third_parties, stored.guarantee_months) == (2, ("夏娟安",), 36)
    assert stored.loan_ids == tuple(loans)
    assert standing(desk, serial, TODAY).state is AgreementState.UNSIGNED


def test_nothing_is_made_before_the_manager_has_signed_and_he_sees_the_plan(desk, party, loans):
    wish = AgreementWish(party, tuple(loans), MONTHLY)
    proposal = propose(officer(desk), wish).item.proposal
    assert follow_up(desk, TODAY) == ()
    shown = [(each["due_on"], yuan_text(each["amount_fen"])) for each in proposal.body["plan"]]
    rows = document(desk, checked(desk, proposal)).tables["plan"]
    assert [row[1:3] for row in rows] == shown


def test_without_people_no_agreement_is_made(desk, party, refused):
    refused("users_needed", lambda: propose(desk, AgreementWish(party, (), MONTHLY)))


@pytest.mark.parametrize("role", [Role.TELLER, Role.MANAGER, Role.ACCOUNTANT])
def test_only_a_credit_officer_proposes(desk, party, loans, refused, role):
    wish = AgreementWish(party, tuple(loans), MONTHLY)
    refused("not_permitted", lambda: propose(at_desk(desk, role), wish))


def test_an_agreement_is_not_printed_past_the_manager(desk, party, loans, refused):
    wish = Wish(DocumentKind.REPAYMENT_AGREEMENT, party, tuple(loans), MONTHLY)
    refused("agreement_needs_check", lambda: issue(officer(desk), [wish], TODAY, QUIET))


def test_the_live_plan_says_what_signing_does_and_stores_nothing(desk, party, loans):
    live = live_plan(desk, AgreementWish(party, tuple(loans), {**MONTHLY, "rhythm": "harvest"}))
    assert [str(each.due_on) for each in live.terms.plan.instalments][:2] == [
        "2027-06-30",
        "2027-10-31",
    ]
    assert {each.effect for each in live.effects} == {"interrupted"}
    assert live_plan(desk, AgreementWish(party, (), MONTHLY)).refused[0].code == "loan_not_due"


def test_figures_that_changed_since_the_proposal_are_not_signed(desk, party, loans, refused):
    proposal = propose(officer(desk), AgreementWish(party, tuple(loans), MONTHLY)).item.proposal
    pay(desk, party, TODAY, (loans[0], 10_000))
    refused("agreement_figures_changed", lambda: checked(desk, proposal))


def test_an_agreement_checked_after_its_first_day_is_not_made(desk, party, loans, clock, refused):
    wish = AgreementWish(party, tuple(loans), {**MONTHLY, "first_day": "2026-10-10"})
    proposal = propose(officer(desk), wish).item.proposal
    clock.day = TODAY + timedelta(days=1)
    refused("plan_start_in_past", lambda: checked(desk, proposal))


def test_signing_interrupts_every_loan_and_counts_from_the_last_instalment(
    desk, party, loans, scan
):
    serial = made(desk, party, loans)
    done = sign(officer(desk), serial, TODAY, (), [scan])
    assert [each.effect for each in done.effects] == ["interrupted", "interrupted"]
    for number in ("4321001", "4321002"):
        found = loan(desk, number)
        assert found.last_day == found.proved_last_day == date(2030, 2, 28)
    with desk.store.read() as queries:
        [evidence] = queries.evidence_of_entry(done.agreement.signing.id)
    assert evidence.content == b"scan"


def test_a_signature_nobody_can_prove_is_only_claimed_until_the_file_comes(
    desk, party, loans, scan
):
    serial = signed(desk, party, loans)
    assert loan(desk).last_day == date(2030, 2, 28)
    assert loan(desk).proved_last_day == date(2026, 10, 13)
    add_proof(officer(desk), serial, [scan])
    assert loan(desk).proved_last_day == date(2030, 2, 28)
    assert loan(desk, "4321002").proved_last_day == date(2030, 2, 28)


def test_signed_after_the_last_day_it_revives(desk, party, loans, clock):
    clock.day = date(2026, 10, 14)
    serial = made(desk, party, loans)
    done = sign(officer(desk), serial, clock.day, ())
    assert {each.effect for each in done.effects} == {"revived"}


def test_what_is_deferred_is_not_demanded_until_it_is_called_in(desk, party, loans, clock):
    signed(desk, party, loans)
    [found] = propose_notices(desk, TODAY)
    assert found.proposal.obstacles == (Obstacle.LOANS_DEFERRED,)


@pytest.mark.parametrize("who", ["夏娟安", ""])
def test_a_guarantor_is_bound_by_his_own_signature_alone(desk, party, loans, who):
    contract = GuaranteeContract(
        "夏娟安", date(2021, 10, 13), GuaranteeMode.JOINT, PeriodTerm.MONTHS, 36
    )
    guarantees.record_contract(desk, loans[0], contract)
    serial = made(desk, party, loans, third_parties="夏娟安")
    done = sign(officer(desk), serial, TODAY, [who] if who else [])
    with desk.store.read() as queries:
        stored = queries.guarantees_of(loans)
    [of_first] = stored[loans[0]]
    assert of_first.contract.extended_to == date(2027, 2, 28)
    assert of_first.contract.consented is bool(who)
    assert done.unbound == (() if who else ("夏娟安",))
    assert (loans[1] in stored) is bool(who)
    period = guarantee_clock(of_first.contract, date(2023, 10, 13), (), desk.policy)
    assert period.period_end == (date(2030, 2, 28) if who else date(2026, 10, 13))


@pytest.mark.parametrize(
    ("days", "consents", "code"),
    [
        (1, (), "signed_in_future"),
        (-1, (), "signed_before_paper"),
        (0, ("卜二",), "signer_not_on_paper"),
    ],
)
def test_a_signing_that_cannot_be_is_refused(desk, party, loans, refused, days, consents, code):
    serial = made(desk, party, loans)
    refused(code, lambda: sign(officer(desk), serial, TODAY + timedelta(days=days), consents))


def test_an_agreement_is_signed_once_and_a_second_one_needs_to_be_a_version(
    desk, party, loans, refused
):
    serial = signed(desk, party, loans)
    refused("agreement_signed", lambda: sign(officer(desk), serial, TODAY, ()))
    refused("agreement_runs", lambda: made(desk, party, loans[:1]))
    refused("agreement_unknown", lambda: sign(officer(desk), "PX", TODAY, ()))


def test_two_papers_about_one_loan_are_not_both_signed(desk, party, loans, clock, refused):
    first = made(desk, party, loans[:1])
    second = made(desk, party, loans)
    clock.day += timedelta(days=3)
    sign(officer(desk), first, clock.day, ())
    for day in (clock.day, TODAY):
        refused("agreement_runs", lambda on=day: sign(officer(desk), second, on, ()))


def test_a_new_version_takes_the_place_of_the_old_one_from_its_day(
    desk, party, loans, clock, refused
):
    first = signed(desk, party, loans)
    clock.day = date(2026, 11, 10)
    refused("agreement_loans_left", lambda: made(desk, party, loans[:1], first))
    second = made(desk, party, loans, first, first_day="2026-12-31", instalments="10")
    assert standing(desk, first, clock.day).state is AgreementState.RUNNING
    sign(officer(desk), second, clock.day, ())
    old, new = (standing(desk, each, clock.day) for each in (first, second))
    assert (old.state, new.state) == (AgreementState.REPLACED, AgreementState.RUNNING)
    assert (new.agreement.version, new.agreement.replaces) == (2, old.agreement.id)
    assert standing(desk, first, TODAY).state is AgreementState.RUNNING
    assert [each.agreement.serial for each in follow_up(desk, clock.day)] == [second]
    assert loan(desk).last_day == date(2030, 9, 30)
    refused("agreement_runs", lambda: made(desk, party, loans, first))


def test_payments_since_the_draft_make_instalments_whole_reversed_ones_do_not(desk, party, loans):
    serial = signed(desk, party, loans)
    plan = standing(desk, serial, TODAY).agreement.plan
    first = plan.instalments[0].amount.fen
    pay(desk, party, date(2026, 11, 30), (loans[0], first - 1), (loans[1], 1))
    after = standing(desk, serial, date(2026, 12, 1))
    assert instalments(after) == ["paid", "open", "open", "open"]
    wrong = pay(desk, party, date(2026, 12, 30), (loans[1], first))
    assert instalments(standing(desk, serial, date(2026, 12, 31)))[1] == "paid"
    reverse(desk, wrong, date(2026, 12, 31))
    found = standing(desk, serial, date(2026, 12, 31))
    assert (instalments(found)[1], found.state) == ("missed", AgreementState.BEHIND)


def test_what_was_paid_before_the_draft_on_its_day_is_in_its_figures(desk, party, loans, clock):
    pay(desk, party, TODAY, (loans[0], 5_000))
    clock_now = clock.now
    clock.now = lambda: clock_now().replace(hour=11)
    serial = signed(desk, party, loans)
    assert standing(desk, serial, TODAY).standing.instalments[0].paid.fen == 0
    pay(desk, party, TODAY + timedelta(days=1), (loans[0], 700))
    assert standing(desk, serial, date(2026, 10, 11)).standing.instalments[0].paid.fen == 700


def test_money_of_an_earlier_day_that_was_entered_after_the_draft_counts(desk, party, loans):
    serial = signed(desk, party, loans)
    earlier = TODAY - timedelta(days=2)
    pay(desk, party, earlier, (loans[0], 900), recorded_on=TODAY)
    assert standing(desk, serial, TODAY).standing.instalments[0].paid.fen == 900


def test_what_went_to_the_costs_pays_no_instalment(desk, party, loans, clock):
    serial = signed(desk, party, loans[:1])
    clock.day += timedelta(days=1)
    teller, costs = at_desk(desk, Role.TELLER), {loans[0]: 2_000}
    payment = Payment(party, 5_000, clock.day, designated=(loans[0],), costs=costs)
    record(teller, payment, quote(teller, payment).token)
    assert standing(desk, serial, clock.day).standing.instalments[0].paid == Money(3_000)


def test_what_speaks_against_a_third_party_is_said_while_typing(desk, party, loans, refused):
    wish = AgreementWish(party, tuple(loans), {**MONTHLY, "third_parties": "某某县中学"})
    assert refused("third_party_public", lambda: live_plan(desk, wish)).field == "third_parties"


@pytest.fixture
def broken(desk, party, loans, clock):
    """An agreement whose first two instalments were missed, on 2026-12-31."""
    serial = signed(desk, party, loans)
    clock.day = date(2026, 12, 31)
    return serial


def notice(desk, party, serial):
    wish = Wish(DocumentKind.ACCELERATION_NOTICE, party, inputs={"agreement": serial})
    return issue(officer(desk), [wish], desk.clock.today(), QUIET)


def test_a_broken_plan_is_called_in_by_a_notice_that_arrives(desk, party, loans, clock, broken):
    assert standing(desk, broken, clock.day).state is AgreementState.BROKEN
    [paper] = notice(desk, party, broken).facts
    assert [row[0] for row in paper.tables["missed"]] == ["1", "2"]
    assert (paper.fields["short"], paper.fields["missed"]) == ("2", "2")
    assert standing(desk, broken, clock.day).state is AgreementState.BROKEN
    clock.day = date(2027, 1, 4)
    done = record_arrival(at_desk(desk, Role.TELLER), paper.serial, date(2027, 1, 3))
    assert {each.effect for each in done.effects} == {"accelerated"}
    assert standing(desk, broken, clock.day).state is AgreementState.ACCELERATED
    assert standing(desk, broken, date(2027, 1, 2)).state is AgreementState.BROKEN
    assert loan(desk).last_day == date(2030, 1, 3)
    [found] = propose_notices(desk, clock.day)
    assert Obstacle.LOANS_DEFERRED not in found.proposal.obstacles


def test_a_guarantor_who_consented_answers_from_the_day_all_fell_due(
    desk, party, loans, clock, refused
):
    serial = made(desk, party, loans, third_parties="夏娟安")
    sign(officer(desk), serial, TODAY, ["夏娟安"])
    clock.day = date(2026, 12, 31)
    [paper] = notice(desk, party, serial).facts
    record_arrival(officer(desk), paper.serial, clock.day)
    with desk.store.read() as queries:
        stored = queries.guarantees_of(loans)
    assert {each.contract.extended_to for row in stored.values() for each in row} == {clock.day}


def test_a_relief_it_carries_lapses_when_the_plan_is_broken(desk, party, loans, clock, refused):
    with desk.store.write() as uow:
        made_for = proposal(clock.now(), id="item-9", target_id="t9")
        uow.add_proposal(made_for)
        uow.add_step(decision(made_for), closes=True)
        until = date(2027, 12, 31)
        parts = (ReliefPart(loans[0], "4321001", 1, 0, 1_000, 0, 1_000),)
        uow.add_relief(StoredRelief("r1", "item-9", party, "周田生", "", "", TODAY, until, parts))
        uow.add_relief_step("r1", ReliefStep(ReliefState.SIGNED, TODAY, "减〔2026〕3号"))
        uow.record("relief_signed", "r1", {}, TODAY)
        uow.commit()
    relief = {"relief_amount": "10", "valid_until": "2027-12-31"}
    no = {"approval_no": "减〔2026〕3号"}
    for code, wrong in (
        ("agreement_relief_unknown", relief | {"approval_no": "减〔2026〕4号"}),
        ("agreement_relief_above", relief | no | {"relief_amount": "10.01"}),
        ("agreement_relief_ends", relief | no | {"valid_until": "2028-01-01"}),
    ):
        refused(code, lambda inputs=wrong: made(desk, party, loans, **inputs))
    serial = signed(desk, party, loans, **no, **relief)
    found = standing(desk, serial, TODAY)
    assert (found.agreement.relief_id, found.relief_lapsed) == ("r1", False)
    assert standing(desk, serial, date(2026, 12, 31)).relief_lapsed
    clock.day = date(2026, 12, 31)
    [paper] = notice(desk, party, serial).facts
    assert paper.fields["lapsed_relief"] == "10.00"
    teller = at_desk(desk, Role.TELLER)
    assert set(owed(teller, party, clock.day).reliefs) == set()
    assert set(owed(teller, party, date(2026, 11, 30)).reliefs) == {loans[0]}


def test_a_notice_that_comes_too_late_calls_nothing_in(desk, party, loans, clock, broken, refused):
    [paper] = notice(desk, party, broken).facts
    plan = standing(desk, broken, clock.day).agreement.plan
    pay(desk, party, date(2027, 1, 2), (loans[0], plan.instalments[0].amount.fen))
    clock.day = date(2027, 1, 4)
    refused("plan_caught_up", lambda: record_arrival(officer(desk), paper.serial, clock.day))


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2027, 1, 5), "arrival_in_future"), (date(2026, 12, 30), "arrival_before_notice")],
)
def test_an_arrival_that_cannot_be_is_refused(
    desk, party, loans, clock, broken, refused, day, code
):
    [paper] = notice(desk, party, broken).facts
    clock.day = date(2027, 1, 4)
    refused(code, lambda: record_arrival(officer(desk), paper.serial, day))
    refused("not_an_acceleration", lambda: record_arrival(officer(desk), broken, clock.day))
    refused("serial_unknown", lambda: record_arrival(officer(desk), "PX", clock.day))
    record_arrival(officer(desk), paper.serial, clock.day)
    refused("agreement_called_in", lambda: record_arrival(officer(desk), paper.serial, clock.day))


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 11, 30), "plan_not_broken"),
        (date(2026, 12, 30), "plan_not_broken"),
        (date(2027, 3, 1), "plan_ended"),
    ],
)
def test_a_plan_that_is_not_broken_or_has_ended_is_not_called_in(
    desk, party, loans, clock, day, code
):
    serial = signed(desk, party, loans)
    clock.day = day
    with pytest.raises(RuleViolation, match="documents_none_left"):
        notice(desk, party, serial)
    wish = Wish(DocumentKind.ACCELERATION_NOTICE, party, inputs={"agreement": serial})
    [why] = draft(desk, [wish], day, QUIET).refused
    assert why.code == code


def test_an_extension_in_force_is_no_matter_for_a_plan(desk, party, loans, refused):
    record_event(
        desk, loans[0], ClaimAct(EventKind.EXTENSION_AGREED, date(2026, 1, 2), date(2028, 1, 2))
    )
    refused("loan_deferred", lambda: made(desk, party, loans))


def test_follow_up_shows_the_worst_first(desk, party, loans, clock):
    waits = made(desk, party, loans[1:])
    broken = signed(desk, party, loans[:1])
    found = follow_up(desk, date(2026, 12, 31))
    assert [each.agreement.serial for each in found] == [broken, waits]


def test_an_instalment_that_is_due_is_a_due_debt_whatever_the_last_day_is(
    desk, party, loans, clock
):
    signed(desk, party, loans[:1])
    clock.day = date(2026, 12, 1)
    found = owed(at_desk(desk, Role.TELLER), party, clock.day)
    due = {debt.loan_id: debt.due for debt in found.debts}
    assert due[loans[0]] is True
    clock.day = TODAY
    before = owed(at_desk(desk, Role.TELLER), party, TODAY)
    assert {debt.loan_id: debt.due for debt in before.debts}[loans[0]] is False
