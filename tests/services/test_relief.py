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
from desktop.domain.relief_terms import LoanDebt, ReliefState
from desktop.services import approvals
from desktop.services.approval_items import item
from desktop.services.parties import set_deceased, set_hold
from desktop.services.records import Hold
from desktop.services.relief import booking
from desktop.services.relief.asking import request
from desktop.services.relief.checking import ReliefWish, check
from desktop.services.relief.granted import lines, sign, withdraw
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


def left(relief, **changes):
    """Return what is left of the loans of a relief when all but the waived interest is paid."""
    debts = {
        part.loan_id: LoanDebt(
            part.loan_id,
            Money(0),
            Money(part.waived_on_balance_fen),
            Money(part.waived_off_balance_fen),
        )
        for part in relief.parts
    }
    first = relief.parts[0].loan_id
    debts[first] = replace(debts[first], **changes)
    return debts


def pay(bank, relief, day=TODAY, **changes):
    with bank.store.write() as uow:
        booked = booking.book_settled(uow, "repayment-1", left(relief, **changes), day)
        uow.record("repaid", "repayment-1", {"relief": booked}, day)
        uow.commit()
    return booked


def reverse(bank, relief):
    with bank.store.write() as uow:
        ids = [part.loan_id for part in relief.parts]
        undone = booking.undo_booked(uow, "repayment-1", ids, TODAY)
        uow.record("reversed", "repayment-1", {"relief": undone}, TODAY)
        uow.commit()
    return undone


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
    assert state(bank, relief) is ReliefState.GRANTED
    assert pay(bank, relief) == []
    ids = [part.loan_id for part in relief.parts]
    with bank.store.read() as queries:
        assert booking.terms_in_force(queries, ids, TODAY) == {}


def test_the_payment_of_all_that_is_due_books_it_to_the_fen(bank, party):
    relief = signed(bank, party)
    [booked] = pay(bank, relief)
    assert sum(each["on_balance_fen"] + each["off_balance_fen"] for each in booked["waived"]) == (
        60_000
    )
    assert state(bank, relief) is ReliefState.BOOKED
    with bank.store.read() as queries:
        waived = booking.waived_of(queries, [part.loan_id for part in relief.parts])
    assert Money.total(each.total for each in waived.values()) == Money(60_000)


@pytest.mark.parametrize("short", [{"principal": Money(1)}, {"on_balance": Money(10**6)}])
def test_a_payment_that_leaves_anything_else_books_nothing(bank, party, short):
    relief = signed(bank, party)
    assert pay(bank, relief, **short) == []
    assert state(bank, relief) is ReliefState.SIGNED


def test_the_last_day_counts_and_the_next_does_not(bank, party, clock):
    relief = signed(bank, party)
    assert pay(bank, relief, VALID + timedelta(days=1)) == []
    clock.day = VALID + timedelta(days=1)
    assert state(bank, relief) is ReliefState.LAPSED
    with pytest.raises(RuleViolation, match="relief_not_waiting"):
        withdraw(maker(bank), relief.id, "过期")
    assert hindrances(bank, party, valid_until=date(2027, 3, 1)) == []


def test_the_reversal_of_the_payment_undoes_it_and_restores_what_is_owed(bank, party):
    relief = signed(bank, party)
    pay(bank, relief)
    [undone] = reverse(bank, relief)
    assert undone["waived_fen"] == 60_000
    assert state(bank, relief) is ReliefState.UNDONE
    with bank.store.read() as queries:
        assert booking.waived_of(queries, [part.loan_id for part in relief.parts]) == {}
    assert reverse(bank, relief) == []


def test_a_relief_is_withdrawn_with_a_reason_and_then_no_payment_brings_it_about(bank, party):
    relief = signed(bank, party)
    with pytest.raises(RuleViolation, match="reason_missing"):
        withdraw(maker(bank), relief.id, " ")
    withdraw(maker(bank), relief.id, "发现有偿还能力")
    assert state(bank, relief) is ReliefState.WITHDRAWN
    assert pay(bank, relief) == []


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
