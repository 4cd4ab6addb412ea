"""Relief on a real encrypted database: asked for, signed by two or three, booked when paid."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.domain.approvals import challenge, phone_code
from desktop.domain.errors import RuleViolation
from desktop.domain.money import Money
from desktop.domain.permissions import Role
from desktop.domain.policy.dated import Dated
from desktop.domain.policy.disposal import Rung
from desktop.domain.relief_terms import ReliefState
from desktop.services import approvals
from desktop.services.approval_items import item
from desktop.services.parties import set_deceased, set_hold
from desktop.services.progress import NoProgress
from desktop.services.records import Hold
from desktop.services.relief.asking import request
from desktop.services.relief.checking import ReliefWish, check
from desktop.services.relief.debts import debts_left
from desktop.services.relief.granted import lines, sign, withdraw
from desktop.services.repayments.payments import Payment
from desktop.services.repayments.quoting import owed, quote
from desktop.services.repayments.requests import record, reverse
from desktop.services.verify import verify
from tests.people import at_desk, employ

OWN_LADDER = (Rung("信用社主任", 100_000), Rung("联社理事会", 5_000_000))
PHONE_KEY = bytes(range(32))
VALID = date(2026, 12, 31)
TODAY = date(2026, 10, 10)


@pytest.fixture
def bank(desk, party):
    """A branch with people and the bank's own ladder of approvers."""
    employ(desk)
    return with_ladder(desk, OWN_LADDER)


def with_ladder(desk, rungs):
    row = Dated(date(2026, 1, 1), rungs, "本联社授权书")
    disposal = replace(desk.policy.disposal, relief_ladder=(row,))
    return replace(desk, policy=replace(desk.policy, disposal=disposal))


def wish(party, **changes):
    whole = ReliefWish(
        party_id=party,
        waived_fen=60_000,
        payer="周田生",
        reason="因病住院",
        evidence="住院记录",
        able_to_pay=False,
        evasion=False,
        staff_related=False,
        valid_until=VALID,
    )
    return replace(whole, **changes)


def maker(bank):
    return at_desk(bank, Role.CREDIT_OFFICER)


def approve(bank, made, *roles):
    for role in roles:
        desk = at_desk(bank, role)
        applied = approvals.approve(desk, made.proposal.id, made.proposal.item_hash, role.value)
    return applied


def granted(bank, party, **changes):
    made = request(maker(bank), wish(party, **changes)).item
    return approve(bank, made, Role.ACCOUNTANT, Role.MANAGER).result


def signed(bank, party, **changes):
    relief = granted(bank, party, **changes)
    sign(maker(bank), relief.id, "牌信减〔2026〕3号", TODAY)
    return relief


def hindrances(bank, party, **changes):
    found = check(maker(bank), wish(party, **changes))
    return [(each.field, each.code) for each in found.hindrances]


def state(bank, relief):
    [line] = [each for each in lines(bank) if each.relief.id == relief.id]
    return line.state


def teller(bank):
    return at_desk(bank, Role.TELLER)


def owed_by(bank, party, day=TODAY):
    """Return what a payment of everything would come to."""
    return owed(teller(bank), party, day).most


def pay(bank, party, amount=None, day=TODAY):
    """Take a payment, of everything that is due where no amount is given."""
    fen = (amount or owed_by(bank, party, day)).fen
    payment = Payment(party, fen, day)
    return record(teller(bank), payment, quote(teller(bank), payment).token).repayment


def take_back(bank, repayment):
    made = reverse(teller(bank), repayment.receipt, "支票退票").item
    approve(bank, made, Role.MANAGER)


def loans_of(bank, party):
    with bank.store.read() as queries:
        return [
            (each.balance_fen, each.on_balance_interest_fen, each.off_balance_interest_fen)
            for each in queries.loans_of(party)
        ]


def test_a_sound_wish_says_who_must_agree_and_what_must_be_paid(bank, party):
    found = check(maker(bank), wish(party))
    assert (found.hindrances, found.missing) == ((), ())
    assert (found.level, found.is_over) == ("信用社主任", False)
    assert found.to_pay == found.principal + found.interest - Money(60_000)
    assert found.waived == Money(60_000)


@pytest.mark.parametrize(
    ("change", "hindrance"),
    [
        ({"waived_fen": 10**9}, ("waived", "WAIVE_GT_INTEREST")),
        ({"able_to_pay": True}, ("able_to_pay", "ABLE_TO_PAY_BARRED")),
        ({"evasion": True}, ("evasion", "EVASION_BARRED")),
        ({"staff_related": True}, ("staff_related", "STAFF_RELATED_BARRED")),
        ({"valid_until": date(2026, 10, 9)}, ("valid_until", "OFFER_EXPIRED")),
        ({"reason": "长" * 401}, ("reason", "input_too_long")),
        ({"loan_ids": ("no such loan",)}, ("loans", "nothing_owed")),
    ],
)
def test_what_speaks_against_it_stands_at_its_field(bank, party, change, hindrance):
    assert hindrance in hindrances(bank, party, **change)
    with pytest.raises(RuleViolation) as refused:
        request(maker(bank), wish(party, **change))
    assert refused.value.field in ("waived", hindrance[0])


def test_silence_about_the_debtor_s_means_is_no_answer(bank, party):
    found = check(maker(bank), wish(party, able_to_pay=None, valid_until=None))
    assert found.missing == ("able_to_pay", "valid_until")
    with pytest.raises(RuleViolation, match="field_missing"):
        request(maker(bank), wish(party, able_to_pay=None))


def test_the_shipped_ladder_gives_nobody_authority(desk, party):
    employ(desk)
    assert ("waived", "relief_ladder_example") in hindrances(desk, party)
    with pytest.raises(RuleViolation, match="relief_ladder_example"):
        request(maker(desk), wish(party))


def test_above_the_last_rung_nobody_may_approve(bank, party):
    low = with_ladder(bank, (Rung("信用社主任", 100),))
    assert ("waived", "relief_above_ladder") in hindrances(low, party)


def test_nothing_is_waived_of_a_debt_that_is_disputed(bank, party):
    set_hold(bank, party, Hold.IMPERSONATION, "称未借款")
    assert ("party", "signer_disputes") in hindrances(bank, party)


def test_for_a_dead_debtor_somebody_else_pays(bank, party):
    set_deceased(bank, party, True, "死亡证明")
    assert hindrances(bank, party) == [("payer", "signer_deceased")]
    assert hindrances(bank, party, payer="王妻") == []


def test_without_users_no_relief_is_asked_for(desk, party):
    with pytest.raises(RuleViolation, match="users_needed"):
        request(desk, wish(party))


def test_only_a_credit_officer_asks(bank, party):
    with pytest.raises(RuleViolation, match="not_permitted"):
        request(at_desk(bank, Role.TELLER), wish(party))


def test_accountant_and_manager_grant_it_with_the_figures_of_that_day(bank, party, clock):
    made = request(maker(bank), wish(party)).item
    asked = check(maker(bank), wish(party))
    clock.day += timedelta(days=2)
    relief = approve(bank, made, Role.ACCOUNTANT, Role.MANAGER).result
    assert relief.granted_on == TODAY + timedelta(days=2)
    interest = sum(part.interest_fen for part in relief.parts)
    assert interest > asked.interest.fen
    assert relief.waived == Money(60_000)
    with bank.store.read() as queries:
        assert queries.relief(relief.id) == relief


def test_head_office_signs_above_the_limit_by_phone_with_three_tries(bank, party):
    with bank.store.write() as uow:
        uow.save_phone_key(PHONE_KEY, "0" * 16, TODAY)
        uow.record("phone_key_installed", "key", {}, TODAY)
        uow.commit()
    made = request(maker(bank), wish(party, waived_fen=100_001)).item
    assert made.proposal.action == "relief_over"
    with pytest.raises(RuleViolation, match="item_not_awaited"):
        approvals.approve_by_phone(maker(bank), made.proposal.id, made.proposal.item_hash, "0")
    assert approve(bank, made, Role.ACCOUNTANT, Role.MANAGER) is None
    with bank.store.read() as queries:
        branch = queries.installation().branch_code
    proposal = made.proposal
    right = phone_code(PHONE_KEY, branch, challenge(proposal.item_hash))
    wrong = f"{(int(right) + 1) % 10**10:010d}"
    for still in (2, 1):
        with pytest.raises(RuleViolation, match="phone_code_wrong") as refused:
            approvals.approve_by_phone(maker(bank), proposal.id, proposal.item_hash, wrong)
        assert refused.value.params["left"] == still
    applied = approvals.approve_by_phone(maker(bank), proposal.id, proposal.item_hash, right)
    assert applied.result.level == "联社理事会"


def test_what_fell_due_to_another_rung_meanwhile_is_not_granted(bank, party):
    made = request(maker(bank), wish(party)).item
    lower = with_ladder(bank, (Rung("信用社主任", 50_000), Rung("联社理事会", None)))
    with pytest.raises(RuleViolation, match="relief_level_changed"):
        approve(lower, made, Role.ACCOUNTANT)


def test_a_new_ledger_shows_to_the_checker_what_changed(bank, party, ledger, take_in):
    made = request(maker(bank), wish(party)).item
    take_in(
        ledger.row("4321001", balance_fen=900_000, guarantors=("夏娟安",)),
        ledger.row("4321002", balance_fen=333_333, off_balance_interest_fen=1),
        ledger.row("4321003", due_on=date(2027, 10, 13)),
        as_of=date(2026, 10, 8),
    )
    changed = item(at_desk(bank, Role.ACCOUNTANT), made.proposal.id).changed
    assert set(changed) == {"principal_fen", "ledger_day"}


def test_a_loan_is_not_relieved_twice(bank, party):
    granted(bank, party)
    assert ("loans", "relief_running") in hindrances(bank, party)


def test_what_was_said_over_the_phone_at_night_is_not_booked(bank, party):
    relief = granted(bank, party)
    whole = check(maker(bank), wish(party))
    assert owed_by(bank, party) == whole.principal + whole.interest
    pay(bank, party, Money(100))
    assert state(bank, relief) is ReliefState.GRANTED


def test_the_payment_of_all_that_is_due_books_it_to_the_fen(bank, party):
    due = check(maker(bank), wish(party)).to_pay
    relief = signed(bank, party)
    assert owed_by(bank, party) == due
    paid = pay(bank, party)
    assert (paid.amount_fen, paid.principal_fen) == (due.fen, due.fen - paid.interest_fen)
    assert state(bank, relief) is ReliefState.BOOKED
    with bank.store.read() as queries:
        booked = queries.relief(relief.id).step(ReliefState.BOOKED)
    assert booked.repayment_id == paid.id
    assert Money.total(each.total for each in booked.waived) == Money(60_000)
    assert {sums[0] for sums in loans_of(bank, party)} == {0}
    assert verify(bank, NoProgress()) == []
    with pytest.raises(RuleViolation, match="nothing_owed"):
        owed_by(bank, party)


def test_the_payer_is_told_of_it_before_and_pays_no_fen_of_what_is_waived(bank, party):
    signed(bank, party)
    most = owed_by(bank, party)
    assert quote(teller(bank), Payment(party, most.fen, TODAY)).waived == Money(60_000)
    assert quote(teller(bank), Payment(party, most.fen - 1, TODAY)).waived == Money(0)
    with pytest.raises(RuleViolation, match="payment_above_debt"):
        quote(teller(bank), Payment(party, most.fen + 1, TODAY))


def test_what_was_paid_before_the_approval_was_signed_is_not_told_as_waived(bank, party):
    bank = with_ladder(bank, (Rung("信用社主任", None),))
    interest = check(maker(bank), wish(party)).interest
    relief = granted(bank, party, waived_fen=interest.fen)
    before = pay(bank, party, Money(30_000))
    assert before.interest_fen > 0
    sign(maker(bank), relief.id, "牌信减〔2026〕3号", TODAY)
    told = quote(teller(bank), Payment(party, owed_by(bank, party).fen, TODAY)).waived
    pay(bank, party)
    with bank.store.read() as queries:
        booked = queries.relief(relief.id).step(ReliefState.BOOKED)
    assert told == Money.total(each.total for each in booked.waived)
    assert told == interest - Money(before.interest_fen)


def test_a_payment_in_parts_goes_to_the_principal_first_and_the_last_part_books_it(bank, party):
    relief = signed(bank, party)
    most = owed_by(bank, party)
    first = pay(bank, party, Money(1_000_000))
    assert (first.principal_fen, first.interest_fen) == (1_000_000, 0)
    assert {share.article for share in first.shares} == {"民法典第561条但书"}
    assert state(bank, relief) is ReliefState.SIGNED
    assert owed_by(bank, party) == most - Money(1_000_000)
    pay(bank, party)
    assert state(bank, relief) is ReliefState.BOOKED


def test_the_last_day_counts_and_the_next_does_not(bank, party, clock):
    relief = signed(bank, party)
    clock.day = VALID
    reduced = owed_by(bank, party, VALID)
    clock.day = VALID + timedelta(days=1)
    whole = check(maker(bank), wish(party, valid_until=date(2027, 3, 1)))
    assert reduced < whole.principal + whole.interest
    assert owed_by(bank, party, clock.day) == whole.principal + whole.interest
    assert state(bank, relief) is ReliefState.LAPSED
    with pytest.raises(RuleViolation, match="relief_not_waiting"):
        withdraw(maker(bank), relief.id, "过期")
    assert whole.hindrances == ()


def test_the_reversal_of_the_payment_undoes_it_and_restores_what_was_owed(bank, party):
    before = loans_of(bank, party)
    relief = signed(bank, party)
    paid = pay(bank, party)
    take_back(bank, paid)
    assert state(bank, relief) is ReliefState.UNDONE
    assert loans_of(bank, party) == before
    whole = check(maker(bank), wish(party))
    assert owed_by(bank, party) == whole.principal + whole.interest
    assert verify(bank, NoProgress()) == []


def test_of_two_records_that_are_parted_again_both_must_have_paid(bank, party, ledger, take_in):
    relief = granted(bank, party)
    take_in(ledger.row("4321009", borrower="吴远来", id_number="", id_problem="missing"))
    with bank.store.read() as queries:
        other = queries.loan_by_no("4321009")
        part = replace(relief.parts[0], loan_id=other.id, loan_no=other.loan_no)
        both = replace(relief, parts=(*relief.parts, part))
        left = debts_left(bank, queries, both, TODAY)
    assert other.borrower_id != party
    assert left[-1].principal == Money(1_000_000)


def test_the_reversal_of_an_earlier_part_undoes_it_too(bank, party):
    relief = signed(bank, party)
    first = pay(bank, party, Money(1_000_000))
    pay(bank, party)
    take_back(bank, first)
    assert state(bank, relief) is ReliefState.UNDONE


def test_what_a_later_ledger_still_reports_of_the_waived_interest_is_not_owed(
    bank, party, ledger, take_in, clock
):
    relief = signed(bank, party)
    pay(bank, party)
    rows = [
        ledger.row(no, balance_fen=0, off_balance_interest_fen=part.waived.fen)
        for no, part in zip(("4321001", "4321002", "4321003"), relief.parts, strict=True)
    ]
    clock.day = date(2026, 11, 2)
    take_in(*rows, as_of=date(2026, 10, 31))
    assert loans_of(bank, party) == [(0, 0, 0)] * 3


def test_a_relief_is_withdrawn_with_a_reason_and_then_no_payment_brings_it_about(bank, party):
    relief = signed(bank, party)
    with pytest.raises(RuleViolation, match="reason_missing"):
        withdraw(maker(bank), relief.id, " ")
    due = owed_by(bank, party)
    withdraw(maker(bank), relief.id, "发现有偿还能力")
    assert state(bank, relief) is ReliefState.WITHDRAWN
    assert owed_by(bank, party) == due + Money(60_000)


def test_the_written_approval_needs_a_number_and_a_day_that_has_come(bank, party, tmp_path):
    relief = granted(bank, party)
    with pytest.raises(RuleViolation, match="field_missing"):
        sign(maker(bank), relief.id, " ", TODAY)
    with pytest.raises(RuleViolation, match="relief_signed_in_future"):
        sign(maker(bank), relief.id, "3号", TODAY + timedelta(days=1))
    photo = tmp_path / "批复.jpg"
    photo.write_bytes(b"photo")
    sign(maker(bank), relief.id, "3号", TODAY, [photo])
    with bank.store.read() as queries:
        assert [each.content for each in queries.relief_evidence(relief.id)] == [b"photo"]
    with pytest.raises(RuleViolation, match="relief_not_waiting"):
        sign(maker(bank), relief.id, "3号", TODAY)


def test_an_unknown_relief_is_said_to_be_unknown(bank):
    with pytest.raises(RuleViolation, match="relief_unknown"):
        sign(maker(bank), "no such", "3号", TODAY)


def test_the_database_itself_refuses_a_booking_of_what_nobody_signed(bank, party):
    relief = granted(bank, party)
    with bank.store.write() as uow:
        key = uow._connection.exec_driver_sql("SELECT pk FROM relief").scalar_one()
        with pytest.raises(Exception, match="only what was signed"):
            uow._connection.exec_driver_sql(
                "INSERT INTO relief_step (relief_pk, state, occurred_on, number, repayment_id, "
                f"reason) VALUES ({key}, 'booked', '2026-10-10', '', 'r1', '')"
            )
    assert state(bank, relief) is ReliefState.GRANTED


def test_a_waiver_in_two_parts_needs_whom_the_whole_would_need(bank, party):
    with bank.store.read() as queries:
        one, two = sorted(each.id for each in queries.loans_of(party) if each.balance_fen)[:2]
    granted(bank, party, loan_ids=(one,), waived_fen=53_000)
    second = check(maker(bank), wish(party, loan_ids=(two,), waived_fen=50_000))
    assert (second.level, second.is_over) == ("联社理事会", True)
    first_half = check(maker(bank), wish(party, loan_ids=(two,), waived_fen=40_000))
    assert (first_half.level, first_half.is_over) == ("信用社主任", False)
