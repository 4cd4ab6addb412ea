from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import RuleViolation
from desktop.domain.guarantee.clock import (
    GuaranteeState,
    guarantee_clock,
    proved_guarantee_clock,
)
from desktop.domain.guarantee.facts import (
    ActKind,
    GuaranteeAct,
    GuaranteeContract,
    GuaranteeMode,
    GuarantorKind,
    PeriodTerm,
)

DAY = date.fromisoformat
DUE = DAY("2022-08-31")
END = DAY("2023-02-28")
JOINT, GENERAL = GuaranteeMode.JOINT, GuaranteeMode.GENERAL
ONE_DAY = timedelta(days=1)


def contract(signed: str | None = "2021-06-01", mode: GuaranteeMode | None = JOINT, **more):
    return GuaranteeContract("甲", DAY(signed) if signed else None, mode, **more)


def act(kind: ActKind, day: date, **more) -> GuaranteeAct:
    return GuaranteeAct(kind, day, **more)


def codes(answer) -> list[str]:
    return [found.code for found in answer.needs_person]


@pytest.mark.parametrize(
    ("signed", "regime", "mode"),
    [
        ("1995-09-30", "pre-1995", None),
        ("1995-10-01", "担保法", JOINT),
        ("2020-12-31", "担保法", JOINT),
        ("2021-01-01", "民法典", GENERAL),
    ],
)
def test_the_day_of_the_contract_chooses_law_and_mode(signed, regime, mode):
    answer = guarantee_clock(contract(signed, None), DUE)
    assert (answer.regime, answer.mode) == (regime, mode)


@pytest.mark.parametrize(
    ("signed", "term", "months", "expected", "safe"),
    [
        ("2021-06-01", PeriodTerm.NONE, None, 6, "2023-02-28"),
        ("2021-06-01", PeriodTerm.UNCLEAR, None, 6, "2023-02-28"),
        ("2018-06-01", PeriodTerm.NONE, None, 6, "2023-02-28"),
        ("2018-06-01", PeriodTerm.UNCLEAR, None, 24, "2023-02-28"),
        ("2018-06-01", PeriodTerm.MONTHS, 36, 36, "2025-08-31"),
        ("2021-06-01", PeriodTerm.MONTHS, 1, 1, "2022-09-30"),
        ("2021-06-01", PeriodTerm.MONTHS, 0, 6, "2023-02-28"),
        ("2021-06-01", PeriodTerm.MONTHS, -3, 6, "2023-02-28"),
    ],
)
def test_the_months_follow_the_contract_or_the_law(signed, term, months, expected, safe):
    answer = guarantee_clock(contract(signed, term=term, months=months), DUE)
    assert answer.months == expected
    assert answer.safe_day == DAY(safe)
    assert answer.period_start == DUE


def test_a_period_that_ends_by_the_due_date_is_shown_to_a_person():
    answer = guarantee_clock(contract(term=PeriodTerm.MONTHS, months=0), DUE)
    assert codes(answer) == ["guarantee_period_invalid"]
    fine = guarantee_clock(contract(term=PeriodTerm.MONTHS, months=1), DUE)
    assert codes(fine) == []


def test_six_months_end_on_the_last_of_february():
    assert guarantee_clock(contract(), DUE).period_end == END
    assert guarantee_clock(contract(), DAY("2023-08-31")).period_end == DAY("2024-02-29")


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        (DUE, GuaranteeState.RELEASED),
        (DUE + ONE_DAY, GuaranteeState.LIABLE),
        (END, GuaranteeState.LIABLE),
        (END + ONE_DAY, GuaranteeState.RELEASED),
    ],
)
def test_a_demand_preserves_a_joint_guarantee_inside_the_period_only(day, outcome):
    answer = guarantee_clock(contract(), DUE, [act(ActKind.DEMAND_ARRIVED, day)])
    assert answer.outcome is outcome
    assert (answer.preserved_on == day) is (outcome is GuaranteeState.LIABLE)


@pytest.mark.parametrize("kind", list(ActKind))
@pytest.mark.parametrize("mode", [JOINT, GENERAL])
def test_what_preserves_depends_on_the_mode(kind, mode):
    answer = guarantee_clock(contract(mode=mode), DUE, [act(kind, END)])
    preserving = {
        JOINT: {
            ActKind.DEMAND_ARRIVED,
            ActKind.ORDINARY_NOTICE_SIGNED,
            ActKind.SUIT_AGAINST_GUARANTOR,
            ActKind.SUIT_WITHDRAWN_SERVED,
        },
        GENERAL: {ActKind.SUIT_AGAINST_DEBTOR, ActKind.DEED_ENFORCED},
    }
    kept = {JOINT: GuaranteeState.LIABLE, GENERAL: GuaranteeState.LIABLE_AFTER_ENFORCEMENT}
    expected = kept[mode] if kind in preserving[mode] else GuaranteeState.RELEASED
    assert answer.outcome is expected
    assert len(answer.steps) == 2
    assert all(step.words and step.article for step in answer.steps)


def test_the_state_of_a_day_runs_until_the_last_day_of_the_period():
    answer = guarantee_clock(contract(), DUE)
    assert answer.state(END) is GuaranteeState.PERIOD_RUNNING
    assert answer.state(END + ONE_DAY) is GuaranteeState.RELEASED


def test_the_guarantee_debt_runs_three_years_from_the_first_demand():
    answer = guarantee_clock(contract(), DUE, [act(ActKind.DEMAND_ARRIVED, END)])
    assert answer.limitation_last_day == DAY("2026-02-28")
    assert answer.state(DAY("2026-02-28")) is GuaranteeState.LIABLE
    assert answer.state(DAY("2026-03-01")) is GuaranteeState.LIMITATION_OVER


def test_later_demands_on_the_guarantor_interrupt_his_own_debt():
    acts = [
        act(ActKind.DEMAND_ARRIVED, END),
        act(ActKind.ORDINARY_NOTICE_SIGNED, DAY("2025-05-01")),
        act(ActKind.GUARANTOR_PAID, DAY("2026-06-01")),
    ]
    assert guarantee_clock(contract(), DUE, acts).limitation_last_day == DAY("2029-06-01")
    assert guarantee_clock(contract(), DUE, acts[:2]).limitation_last_day == DAY("2028-05-01")


def test_a_suit_against_the_debtor_never_interrupts_a_joint_guarantee_debt():
    acts = [
        act(ActKind.DEMAND_ARRIVED, END),
        act(ActKind.SUIT_AGAINST_DEBTOR, DAY("2025-05-01")),
    ]
    assert guarantee_clock(contract(), DUE, acts).limitation_last_day == DAY("2026-02-28")


def test_a_suit_against_the_guarantor_holds_his_clock_until_it_ends():
    filed = act(ActKind.SUIT_AGAINST_GUARANTOR, DAY("2023-01-10"))
    assert guarantee_clock(contract(), DUE, [filed]).limitation_last_day is None
    ended = act(ActKind.SUIT_AGAINST_GUARANTOR, DAY("2023-01-10"), restart_on=DAY("2023-12-01"))
    answer = guarantee_clock(contract(), DUE, [ended])
    assert answer.limitation_last_day == DAY("2026-12-01")


def test_a_general_guarantee_debt_runs_from_the_loss_of_the_right_to_refuse():
    suit = act(ActKind.SUIT_AGAINST_DEBTOR, DAY("2023-01-10"))
    lost = act(ActKind.REFUSAL_RIGHT_LOST, DAY("2024-07-01"))
    before = guarantee_clock(contract(mode=GENERAL), DUE, [suit])
    assert before.limitation is None
    assert before.state(DAY("2030-01-01")) is GuaranteeState.LIABLE_AFTER_ENFORCEMENT
    after = guarantee_clock(contract(mode=GENERAL), DUE, [lost, suit])
    assert after.outcome is GuaranteeState.LIABLE
    assert after.limitation_last_day == DAY("2027-07-01")


def test_the_loss_of_the_right_to_refuse_preserves_nothing_by_itself():
    lost = act(ActKind.REFUSAL_RIGHT_LOST, DAY("2022-12-01"))
    answer = guarantee_clock(contract(mode=GENERAL), DUE, [lost])
    assert answer.outcome is GuaranteeState.RELEASED
    assert answer.limitation is None


def test_an_extension_without_written_consent_leaves_the_old_period():
    extended = DAY("2023-08-31")
    without = guarantee_clock(contract(extended_to=extended), DUE)
    assert without.period_end == END
    assert codes(without) == ["guarantee_extended"]
    with_it = guarantee_clock(contract(extended_to=extended, consented=True), DUE)
    assert with_it.period_end == DAY("2024-02-29")
    assert codes(with_it) == []


def test_a_late_signature_creates_nothing_and_a_new_guarantee_is_entered_apart():
    late = act(ActKind.ORDINARY_NOTICE_SIGNED, END + ONE_DAY)
    answer = guarantee_clock(contract(), DUE, [late])
    assert answer.outcome is GuaranteeState.RELEASED
    assert "不产生新的保证责任" in answer.steps[1].words
    anew = act(ActKind.NEW_GUARANTEE_SIGNED, END + ONE_DAY)
    answer = guarantee_clock(contract(), DUE, [anew])
    assert answer.outcome is GuaranteeState.RELEASED
    assert codes(answer) == ["guarantee_given_anew"]


def test_an_act_before_the_due_date_is_not_counted_but_shown():
    early = act(ActKind.DEMAND_ARRIVED, DUE)
    assert codes(guarantee_clock(contract(), DUE, [early])) == ["guarantee_act_before_due"]
    in_time = act(ActKind.DEMAND_ARRIVED, DUE + ONE_DAY)
    assert codes(guarantee_clock(contract(), DUE, [in_time])) == []


@pytest.mark.parametrize(
    ("kind", "findings"),
    [
        (GuarantorKind.GOVERNMENT, []),
        (GuarantorKind.VILLAGE_COMMITTEE, ["guarantor_maybe_void"]),
        (GuarantorKind.PUBLIC_WELFARE, ["guarantor_maybe_void"]),
    ],
)
def test_a_void_guarantor_owes_a_share_only(kind, findings):
    demand = act(ActKind.DEMAND_ARRIVED, END)
    answer = guarantee_clock(contract(kind=kind), DUE, [demand])
    assert answer.outcome is GuaranteeState.VOID
    assert answer.share == "1/2"
    assert codes(answer) == findings
    assert "已在期间内主张" in answer.steps[-1].words
    unclaimed = guarantee_clock(contract(kind=kind), DUE)
    assert "尚未在期间内主张" in unclaimed.steps[-1].words


@pytest.mark.parametrize(("knew", "outcome"), [(False, "not_liable"), (True, "liable")])
def test_a_guarantor_who_did_not_know_of_new_for_old_is_not_bound(knew, outcome):
    demand = act(ActKind.DEMAND_ARRIVED, END)
    answer = guarantee_clock(contract(new_for_old=True, knew_new_for_old=knew), DUE, [demand])
    assert answer.result == outcome


def test_a_guarantee_of_before_1995_follows_the_main_claim_and_is_reviewed():
    answer = guarantee_clock(contract("1992-04-01", None), DAY("1993-04-01"))
    assert answer.outcome is GuaranteeState.FOLLOWS_MAIN_LIMITATION
    assert answer.state(DUE) is GuaranteeState.FOLLOWS_MAIN_LIMITATION
    assert answer.period_end is None
    assert codes(answer) == ["guarantee_before_1995"]
    agreed = contract("1992-04-01", None, term=PeriodTerm.MONTHS, months=12)
    assert guarantee_clock(agreed, DUE).outcome is GuaranteeState.NEEDS_PERSON


@pytest.mark.parametrize(
    ("made", "due", "code"),
    [
        (contract(None), DUE, "guarantee_contract_undated"),
        (contract(), None, "due_date_unknown"),
        (contract(term=PeriodTerm.MONTHS), DUE, "guarantee_period_unknown"),
    ],
)
def test_what_is_missing_needs_a_person(made, due, code):
    answer = guarantee_clock(made, due)
    assert answer.outcome is GuaranteeState.NEEDS_PERSON
    assert codes(answer) == [code]
    assert answer.period_end is None


@pytest.mark.parametrize(
    ("signed", "disputed"), [("1995-10-01", True), ("2020-12-31", True), ("2021-01-01", False)]
)
def test_an_unclear_period_of_an_old_contract_is_marked_as_disputed(signed, disputed):
    answer = guarantee_clock(contract(signed, term=PeriodTerm.UNCLEAR), DUE)
    assert ("guarantee_reading_disputed" in codes(answer)) is disputed


def test_acts_without_evidence_are_claimed_but_not_proved():
    demand = act(ActKind.DEMAND_ARRIVED, END, proved=False)
    assert guarantee_clock(contract(), DUE, [demand]).outcome is GuaranteeState.LIABLE
    assert proved_guarantee_clock(contract(), DUE, [demand]).outcome is GuaranteeState.RELEASED


def test_a_suit_that_ends_before_it_began_and_a_day_past_the_calendar_are_errors():
    wrong = act(ActKind.SUIT_AGAINST_GUARANTOR, END, restart_on=END - ONE_DAY)
    with pytest.raises(RuleViolation, match="event_ends_before_it_begins"):
        guarantee_clock(contract(), DUE, [wrong])
    with pytest.raises(RuleViolation, match="day_out_of_range"):
        guarantee_clock(contract(), DAY("9999-08-31"))


days = st.dates(DAY("1996-01-01"), DAY("2040-12-31"))
acts_of_any_kind = st.lists(
    st.builds(GuaranteeAct, st.sampled_from(ActKind), days, proved=st.booleans()), max_size=6
)
contracts = st.builds(
    GuaranteeContract,
    st.just("甲"),
    days,
    st.sampled_from([JOINT, GENERAL, None]),
    st.sampled_from([PeriodTerm.NONE, PeriodTerm.UNCLEAR]),
)


@given(contracts, days, acts_of_any_kind)
def test_no_act_ever_moves_a_guarantee_period(made, due, acts):
    bare, answer = guarantee_clock(made, due), guarantee_clock(made, due, acts)
    assert answer.period_end == bare.period_end
    assert answer.safe_day <= answer.period_end


@given(contracts, days, acts_of_any_kind)
def test_neither_the_order_of_entry_nor_a_duplicate_matters(made, due, acts):
    answer = guarantee_clock(made, due, acts)
    assert guarantee_clock(made, due, [*reversed(acts), *acts]) == answer


@given(contracts, days, acts_of_any_kind)
def test_proof_never_reaches_further_than_the_claim(made, due, acts):
    claimed, proved = guarantee_clock(made, due, acts), proved_guarantee_clock(made, due, acts)
    if claimed.preserved_on is None:
        assert proved.preserved_on is None
    if claimed.limitation is not None and proved.limitation is not None:
        assert (proved.limitation_last_day or date.max) <= (claimed.limitation_last_day or date.max)
