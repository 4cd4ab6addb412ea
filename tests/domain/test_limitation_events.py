"""Suspension, procedures, judgments, new promises and acceleration; doubts and bad input."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import RuleViolation
from desktop.domain.holidays import national_calendar
from desktop.domain.limitation import (
    ClockState,
    Effect,
    EventKind,
    LoanEvent,
    PeriodKind,
    clock,
    enforcement_last_day,
    event_label,
    interrupted_amount_fen,
    interrupted_debtors,
    mortgage_words,
    proved_clock,
    start_of_claim,
)

DAY = date.fromisoformat
DUE = DAY("2019-04-15")
LAST = DAY("2022-04-15")
ONE_DAY = timedelta(days=1)
FILE = Path(__file__).parents[1] / "data" / "rules.json"
EXAMPLES = [
    example
    for example in json.loads(FILE.read_text(encoding="utf-8"))["vectors"]
    if example["group"] == "limitation" and "events" in example["input"]
]

DEMANDS = [
    EventKind.SIGNED_NOTICE,
    EventKind.KIN_SIGNED,
    EventKind.AGENT_SIGNED,
    EventKind.ARRIVAL_PROVED,
    EventKind.MAIL_ARRIVED,
    EventKind.MESSAGE_ARRIVED,
    EventKind.AUTH_DEDUCTION,
    EventKind.PROV_NEWSPAPER_MISSING,
]
CONSENTS = [EventKind.PART_PAYMENT, EventKind.SECURITY_GIVEN, EventKind.TIME_ASKED]
PROMISES = [
    EventKind.SIGNED_CONFIRM_AGREE,
    EventKind.REPAY_PLAN,
    EventKind.NEW_AGREEMENT,
    EventKind.EXTENSION_AGREED,
]
TRIALS = [
    EventKind.SUIT_FILED,
    EventKind.PAYMENT_ORDER,
    EventKind.ARBITRATION_FILED,
    EventKind.JOINED_AS_PARTY,
]
EXECUTIONS = [EventKind.BANKRUPTCY_FILED, EventKind.ENFORCEMENT_APPLIED]
OTHERS = [
    EventKind.PRESERVATION,
    EventKind.SET_OFF_IN_SUIT,
    EventKind.MEDIATION_REQUEST,
    EventKind.POLICE_REPORT,
]


def at(day: str, kind: EventKind, until: str | None = None, **more: object) -> LoanEvent:
    return LoanEvent(kind, DAY(day), DAY(until) if until else None, **more)  # type: ignore[arg-type]


def codes(answer) -> list[str]:
    return [found.code for found in answer.needs_person]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["id"])
def test_every_worked_clock_comes_out(example):
    asked, expected = example["input"], example["expected"]
    events = [
        at(each["date"], EventKind(each["type"]), each.get("restart")) for each in asked["events"]
    ]
    answer = clock(DAY(asked["due_date"]), events)
    assert answer.last_day == DAY(expected["last_day"])
    assert answer.years == expected["years"]
    assert list(answer.effects) == expected["event_results"]
    expired = answer.state(DAY(asked["as_of"])) is ClockState.EXPIRED
    assert expired is expected["expired"]


@pytest.mark.parametrize("kind", list(EventKind))
def test_every_kind_has_a_name_a_reason_and_an_article(kind):
    event = LoanEvent(kind, DAY("2021-12-01"), ref="PA-1")
    step = clock(DUE, [event]).steps[1]
    assert event_label(kind) in step.words
    assert "（PA-1）" in step.words
    assert step.article


@pytest.mark.parametrize("kind", [*DEMANDS, *CONSENTS, *PROMISES, *OTHERS])
def test_what_interrupts_starts_the_whole_period_anew_on_its_day(kind):
    on_time = clock(DUE, [LoanEvent(kind, LAST)])
    assert on_time.effects == (Effect.INTERRUPTED,)
    assert on_time.last_day == DAY("2025-04-15")
    assert "时效中断，重新计算三年，至 2025-04-15" in on_time.steps[1].words


@pytest.mark.parametrize("kind", [*DEMANDS, *CONSENTS, *TRIALS, *EXECUTIONS, *OTHERS])
def test_a_day_late_only_a_new_promise_helps(kind):
    answer = clock(DUE, [LoanEvent(kind, LAST + ONE_DAY)])
    assert answer.effects == (Effect.TOO_LATE,)
    assert answer.last_day == LAST
    assert answer.steps[1].article == "民法典第192条"


@pytest.mark.parametrize("kind", PROMISES)
def test_a_new_promise_revives_an_expired_claim(kind):
    answer = clock(DUE, [LoanEvent(kind, LAST + ONE_DAY)])
    assert answer.effects == (Effect.REVIVED,)
    assert answer.last_day == DAY("2025-04-16")


@pytest.mark.parametrize("kind", [*TRIALS, *EXECUTIONS])
def test_a_procedure_holds_the_clock_until_its_end(kind):
    pending = clock(DUE, [LoanEvent(kind, LAST)])
    assert pending.state(DAY("2040-01-01")) is ClockState.IN_PROCEDURE
    assert pending.legal_last_day is None
    ended = clock(DUE, [LoanEvent(kind, LAST, DAY("2023-02-01"))])
    assert ended.last_day == DAY("2026-02-01")


@pytest.mark.parametrize("kind", OTHERS)
def test_another_procedure_restarts_at_its_end_where_one_is_given(kind):
    assert clock(DUE, [LoanEvent(kind, LAST, DAY("2022-09-01"))]).last_day == DAY("2025-09-01")


def test_of_several_procedures_the_last_one_open_holds_the_clock():
    suit = at("2021-05-01", EventKind.SUIT_FILED, "2022-01-01")
    bankruptcy = at("2021-08-01", EventKind.BANKRUPTCY_FILED)
    assert clock(DUE, [suit, bankruptcy]).in_procedure
    over = at("2021-08-01", EventKind.BANKRUPTCY_FILED, "2023-03-01")
    assert clock(DUE, [suit, over]).last_day == DAY("2026-03-01")


def test_a_judgment_ends_the_trial_and_two_years_of_enforcement_run():
    events = [
        at("2021-10-08", EventKind.SUIT_FILED),
        at("2022-03-01", EventKind.JUDGMENT, "2022-03-20"),
    ]
    answer = clock(DUE, events)
    assert answer.effects == (Effect.INTERRUPTED, Effect.ADJUDGED)
    assert answer.last_day == DAY("2024-03-20")
    assert answer.period_kind is PeriodKind.ENFORCEMENT
    assert codes(answer) == []
    assert "申请执行期间二年，至 2024-03-20" in answer.steps[2].words


def test_a_judgment_does_not_end_a_bankruptcy_or_an_enforcement():
    events = [at("2021-10-08", EventKind.BANKRUPTCY_FILED), at("2022-03-01", EventKind.JUDGMENT)]
    assert clock(DUE, events).in_procedure


def test_a_judgment_without_a_performance_day_runs_from_its_own_and_is_shown():
    answer = clock(DUE, [at("2022-03-01", EventKind.JUDGMENT)])
    assert answer.last_day == DAY("2024-03-01")
    assert codes(answer) == ["performance_day_unknown"]


@pytest.mark.parametrize(
    ("day", "years", "shown"),
    [("2008-03-31", 1, ["old_enforcement_period"]), ("2008-04-01", 2, [])],
)
def test_enforcement_had_a_shorter_period_before_april_2008(day, years, shown):
    answer = clock(DAY("2006-01-01"), [at("2007-06-01", EventKind.JUDGMENT, day)])
    assert (answer.years, codes(answer)) == (years, shown)


@pytest.mark.parametrize("kind", [*DEMANDS, *CONSENTS, *PROMISES])
def test_demand_and_consent_interrupt_the_period_of_enforcement(kind):
    events = [
        at("2022-03-01", EventKind.JUDGMENT, "2022-03-20"),
        LoanEvent(kind, DAY("2024-03-20")),
    ]
    answer = clock(DUE, events)
    assert answer.last_day == DAY("2026-03-20")
    assert answer.period_kind is PeriodKind.ENFORCEMENT


@pytest.mark.parametrize("kind", [*TRIALS, *OTHERS])
def test_a_second_suit_does_not_move_the_period_of_enforcement(kind):
    events = [
        at("2022-03-01", EventKind.JUDGMENT, "2022-03-20"),
        LoanEvent(kind, DAY("2023-03-20")),
    ]
    answer = clock(DUE, events)
    assert answer.effects[-1] is Effect.NO_EFFECT
    assert answer.last_day == DAY("2024-03-20")
    assert "裁判生效后" in answer.steps[2].words


def test_an_application_for_enforcement_holds_the_clock_until_it_ends():
    judged = at("2022-03-01", EventKind.JUDGMENT, "2022-03-20")
    assert clock(DUE, [judged, at("2024-03-20", EventKind.ENFORCEMENT_APPLIED)]).in_procedure
    ended = at("2024-03-20", EventKind.ENFORCEMENT_APPLIED, "2024-12-01")
    assert clock(DUE, [judged, ended]).last_day == DAY("2026-12-01")
    late = clock(DUE, [judged, at("2024-03-21", EventKind.ENFORCEMENT_APPLIED)])
    assert late.effects[-1] is Effect.TOO_LATE
    assert late.steps[2].article == "民事诉讼法（2023）第250条"


@pytest.mark.parametrize(
    ("begin", "end", "last_day"),
    [
        ("2021-06-01", "2021-10-14", "2022-04-15"),  # gone before the last six months
        ("2021-06-01", "2021-10-16", "2022-04-16"),
        ("2022-01-01", "2022-03-01", "2022-09-01"),
        ("2022-04-15", "2022-05-01", "2022-11-01"),
        ("2022-04-16", "2022-05-01", "2022-04-15"),  # begins when all is over
    ],
)
def test_a_cause_in_the_last_six_months_lets_six_months_run_after_it(begin, end, last_day):
    answer = clock(DUE, [at(begin, EventKind.SUSPENSION, end)])
    assert answer.last_day == DAY(last_day)
    moved = answer.last_day != LAST
    assert answer.effects == (Effect.SUSPENDED if moved else Effect.NO_EFFECT,)


@pytest.mark.parametrize(
    ("due", "begin", "end", "last_day"),
    [
        ("2010-06-30", "2012-03-31", "2012-05-01", "2012-07-31"),
        ("2010-06-30", "2011-01-01", "2012-01-30", "2012-07-31"),
        ("2014-06-30", "2016-05-01", "2017-09-30", "2018-03-31"),
        ("2014-06-30", "2016-05-01", "2017-10-01", "2018-04-01"),
    ],
)
def test_before_october_2017_only_the_rest_of_the_period_ran(due, begin, end, last_day):
    answer = clock(DAY(due), [at(begin, EventKind.SUSPENSION, end)])
    assert answer.last_day == DAY(last_day)


def test_the_law_of_a_suspension_is_that_of_its_end():
    old = clock(DAY("2010-06-30"), [at("2012-03-31", EventKind.SUSPENSION, "2012-05-01")])
    assert old.steps[1].article == "民法通则第139条"
    new = clock(DAY("2014-06-30"), [at("2016-05-01", EventKind.SUSPENSION, "2017-10-01")])
    assert new.steps[1].article == "民法典第194条；法释〔2018〕12号第4条"
    assert new.years == 3


def test_a_cause_that_lasts_leaves_no_last_day():
    answer = clock(DUE, [at("2022-01-01", EventKind.SUSPENSION)])
    assert answer.last_day is None
    assert answer.state(DAY("2040-01-01")) is ClockState.SUSPENDED
    assert codes(answer) == ["suspension_lasts"]
    assert "障碍消除后继续计算" in answer.steps[1].words


def test_causes_that_overlap_are_counted_once():
    events = [
        at("2012-01-01", EventKind.SUSPENSION, "2012-03-01"),
        at("2012-02-01", EventKind.SUSPENSION, "2012-04-01"),
    ]
    joined = at("2012-01-01", EventKind.SUSPENSION, "2012-04-01")
    assert clock(DAY("2010-06-30"), events).last_day == clock(DAY("2010-06-30"), [joined]).last_day
    apart = at("2012-05-01", EventKind.SUSPENSION, "2012-05-11")
    answer = clock(DAY("2010-06-30"), [joined, apart])
    assert answer.last_day == clock(DAY("2010-06-30"), [joined]).last_day + timedelta(days=10)


def test_a_demand_during_a_suspension_starts_the_whole_period():
    events = [
        at("2022-01-01", EventKind.SUSPENSION, "2022-03-01"),
        at("2022-08-01", EventKind.SIGNED_NOTICE),
    ]
    assert clock(DUE, events).last_day == DAY("2025-08-01")


def test_a_suspended_enforcement_goes_on_with_its_rest():
    events = [
        at("2022-03-01", EventKind.JUDGMENT, "2022-03-20"),
        at("2024-02-20", EventKind.SUSPENSION, "2024-03-01"),
    ]
    answer = clock(DUE, events)
    assert answer.last_day == DAY("2024-03-30")
    assert answer.steps[2].article == "法释〔2008〕13号第27条"


def test_a_plan_and_an_extension_run_from_their_last_day():
    plan = at("2021-01-10", EventKind.REPAY_PLAN, "2023-06-30")
    assert clock(DUE, [plan]).last_day == DAY("2026-06-30")
    extended = at("2021-01-10", EventKind.EXTENSION_AGREED, "2023-12-31")
    assert clock(DUE, [extended]).last_day == DAY("2026-12-31")
    assert codes(clock(DUE, [extended])) == []
    undated = clock(DUE, [at("2021-01-10", EventKind.EXTENSION_AGREED)])
    assert codes(undated) == ["extension_without_due"]


def test_acceleration_runs_from_its_arrival_while_instalments_run():
    plan = at("2021-01-10", EventKind.REPAY_PLAN, "2023-06-30")
    answer = clock(DUE, [plan, at("2023-06-29", EventKind.ACCELERATED)])
    assert answer.effects == (Effect.INTERRUPTED, Effect.ACCELERATED)
    assert answer.last_day == DAY("2026-06-29")
    overdue = clock(DUE, [plan, at("2023-06-30", EventKind.ACCELERATED)])
    assert overdue.effects[-1] is Effect.NO_EFFECT
    assert overdue.last_day == DAY("2026-06-30")


def test_an_event_before_the_loan_has_no_effect_and_is_shown():
    lent = DAY("2018-04-15")
    before = at("2018-04-14", EventKind.REPAY_PLAN, "2024-01-01")
    answer = clock(DUE, [before], disbursed_on=lent)
    assert answer.effects == (Effect.NO_EFFECT,)
    assert (answer.last_day, codes(answer)) == (LAST, ["event_before_loan"])
    on_the_day = at("2018-04-15", EventKind.REPAY_PLAN, "2024-01-01")
    assert clock(DUE, [on_the_day], disbursed_on=lent).last_day == DAY("2027-01-01")


def test_an_event_before_the_civil_law_has_no_effect():
    early = clock(DAY("1985-01-01"), [at("1986-12-31", EventKind.REPAY_PLAN, "1990-01-01")])
    assert early.effects == (Effect.NO_EFFECT,)
    assert "早于民法通则施行" in early.steps[1].words
    first = clock(DAY("1985-01-01"), [at("1987-01-01", EventKind.REPAY_PLAN, "1990-01-01")])
    assert first.last_day == DAY("1992-01-01")


def test_an_end_before_the_beginning_is_an_error_and_the_same_day_is_not():
    with pytest.raises(RuleViolation, match="event_ends_before_it_begins"):
        clock(DUE, [at("2021-01-10", EventKind.SUIT_FILED, "2021-01-09")])
    same = at("2021-01-10", EventKind.SUIT_FILED, "2021-01-10")
    assert clock(DUE, [same]).last_day == DAY("2024-01-10")


@pytest.mark.parametrize(
    ("due", "events"),
    [
        (DAY("9998-01-01"), []),
        (DAY("9985-01-01"), []),
        (DUE, [at("2021-01-10", EventKind.REPAY_PLAN, "9998-01-01")]),
        (DUE, [at("2021-01-10", EventKind.JUDGMENT, "9998-01-01")]),
    ],
)
def test_a_day_past_the_calendar_is_an_error(due, events):
    with pytest.raises(RuleViolation, match="day_out_of_range"):
        clock(due, events)


def test_what_a_person_must_look_at_is_named():
    assert codes(clock(None)) == ["due_date_unknown"]
    calendar = national_calendar()
    assert codes(clock(DAY("2023-12-31"), calendar=calendar)) == []
    assert codes(clock(DAY("2024-01-01"), calendar=calendar)) == ["holidays_unknown"]


def test_a_clock_past_twenty_years_is_reviewed():
    due = DAY("1999-01-01")
    events = [
        LoanEvent(EventKind.SIGNED_NOTICE, DAY(f"{year}-01-01")) for year in range(2000, 2017)
    ]
    at_the_cap = clock(due, events)
    assert (at_the_cap.last_day, codes(at_the_cap)) == (DAY("2019-01-01"), [])
    past = clock(due, [*events, at("2016-01-02", EventKind.SIGNED_NOTICE)])
    assert codes(past) == ["twenty_year_review"]
    assert past.twenty_year_flag(DAY("2019-01-01")) == ""
    assert past.twenty_year_flag(DAY("2019-01-02")) == "TWENTY_YEAR_REVIEW"


def test_a_part_claimed_interrupts_the_whole_unless_the_rest_was_waived():
    assert interrupted_amount_fen(100, 570, False, True) == 570
    assert interrupted_amount_fen(100, 570, True, True) == 100
    assert interrupted_amount_fen(100, 570, False, False) == 0


def test_a_demand_on_one_joint_debtor_interrupts_for_all():
    assert interrupted_debtors(["甲", "乙"], "甲", True) == ("甲", "乙")
    assert interrupted_debtors(["甲", "乙"], "甲", False) == ()
    assert interrupted_debtors(["甲", "乙"], "丙", True) == ()


def test_enforcement_and_mortgage_follow_their_period():
    assert enforcement_last_day(DAY("2023-05-10")) == DAY("2025-05-10")
    assert "2022-04-15" in mortgage_words(clock(DUE))
    assert mortgage_words(clock(None)) == ""
    assert start_of_claim([DAY("1980-01-01")]) == DAY("1987-01-01")


days = st.dates(DAY("1987-01-01"), DAY("2040-12-31"))
spans = st.one_of(st.none(), st.integers(0, 900))


def _event(kind: EventKind, day: date, length: int | None, proved: bool) -> LoanEvent:
    until = None if length is None else day + timedelta(days=length)
    return LoanEvent(kind, day, until, proved)


events = st.lists(
    st.builds(_event, st.sampled_from(EventKind), days, spans, st.booleans()), max_size=7
)


def reach(answer) -> date:
    return answer.last_day or date.max


@given(days, events)
def test_neither_order_nor_a_duplicate_changes_a_clock(due, happened):
    assert clock(due, [*reversed(happened), *happened]) == clock(due, happened)


@given(days, events)
def test_proof_never_reaches_further_than_the_claim(due, happened):
    assert reach(proved_clock(due, happened)) <= reach(clock(due, happened))


@given(days, days, spans)
def test_a_suspended_period_is_never_earlier(due, day, length):
    suspension = _event(EventKind.SUSPENSION, day, length, True)
    assert reach(clock(due, [suspension])) >= reach(clock(due))


@given(days, events, days, st.sampled_from([*DEMANDS, *CONSENTS]))
def test_one_more_interruption_never_shortens(due, happened, day, kind):
    kept = [e for e in happened if e.kind not in (EventKind.ACCELERATED, EventKind.JUDGMENT)]
    assert reach(clock(due, [*kept, LoanEvent(kind, day)])) >= reach(clock(due, kept))
