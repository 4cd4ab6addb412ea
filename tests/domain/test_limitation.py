from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.dates import add_years
from desktop.domain.holidays import national_calendar
from desktop.domain.limitation import (
    ClockState,
    Effect,
    EventKind,
    LoanEvent,
    clock,
    period_years,
    proved_clock,
    start_of_claim,
)

DAY = date.fromisoformat
DUE = DAY("2019-04-15")


def at(day: str, kind: EventKind, **more: object) -> LoanEvent:
    return LoanEvent(kind, DAY(day), **more)  # type: ignore[arg-type]


def test_a_claim_without_events_dies_three_years_after_its_due_date():
    answer = clock(DUE)
    assert answer.last_day == DAY("2022-04-15")
    assert answer.state(DAY("2022-04-15")) is ClockState.ALIVE
    assert answer.state(DAY("2022-04-16")) is ClockState.EXPIRED


def test_the_reason_is_in_words_with_its_article():
    step = clock(DUE).steps[0]
    assert step.words == "2019-04-15 到期，次日起算三年，至 2022-04-15"
    assert step.article == "民法典第188、201条"


def test_a_claim_of_two_years_names_the_law_of_its_time():
    step = clock(DAY("1998-06-30")).steps[0]
    assert step.article == "民法通则第135、154条"


def test_two_years_that_were_not_over_in_october_2017_became_three():
    assert period_years(DAY("2015-09-30")) == 2
    assert period_years(DAY("2015-10-01")) == 3


def test_a_claim_older_than_the_civil_law_runs_from_its_first_day():
    answer = clock(DAY("1985-06-30"))
    assert answer.start == DAY("1987-01-01")
    assert answer.last_day == DAY("1989-01-01")


def test_a_signed_notice_on_the_last_day_still_interrupts():
    answer = clock(DUE, [at("2022-04-15", EventKind.SIGNED_NOTICE)])
    assert answer.effects == (Effect.INTERRUPTED,)
    assert answer.last_day == DAY("2025-04-15")


def test_a_signature_a_day_late_does_nothing_but_agreement_revives():
    late = clock(DUE, [at("2022-04-16", EventKind.SIGNED_NOTICE)])
    assert late.effects == (Effect.TOO_LATE,)
    agreed = clock(DUE, [at("2022-04-16", EventKind.SIGNED_CONFIRM_AGREE)])
    assert agreed.effects == (Effect.REVIVED,)
    assert agreed.last_day == DAY("2025-04-16")


def test_a_part_payment_after_expiry_does_not_revive_the_rest():
    answer = clock(DUE, [at("2023-01-01", EventKind.PART_PAYMENT)])
    assert answer.effects == (Effect.TOO_LATE,)


def test_every_ineffective_event_says_why():
    kinds = [
        EventKind.MAIL_SENT_ONLY,
        EventKind.NEIGHBOUR_SIGNED,
        EventKind.MINOR_SIGNED,
        EventKind.VILLAGE_POSTER,
        EventKind.COUNTY_NEWSPAPER,
        EventKind.PHONE_UNRECORDED,
        EventKind.ACTUAL_USER_NOTICE,
        EventKind.GUARANTOR_NOTICE,
    ]
    for kind in kinds:
        answer = clock(DUE, [LoanEvent(kind, DAY("2020-01-01"))])
        assert answer.effects == (Effect.NO_EFFECT,)
        assert answer.last_day == DAY("2022-04-15")
        assert "不生效，" in answer.steps[1].words
        assert not answer.steps[1].words.endswith("，")


def test_while_a_suit_is_pending_there_is_no_last_day():
    answer = clock(DUE, [at("2021-10-08", EventKind.SUIT_FILED)])
    assert answer.last_day is None
    assert answer.state(DAY("2030-01-01")) is ClockState.IN_PROCEDURE


def test_a_suit_restarts_the_clock_when_the_procedure_ends():
    filed = LoanEvent(EventKind.SUIT_FILED, DAY("2021-10-08"), restart_on=DAY("2022-06-01"))
    assert clock(DUE, [filed]).last_day == DAY("2025-06-01")


def test_a_demand_during_a_suit_does_not_end_the_procedure():
    filed = at("2021-10-08", EventKind.SUIT_FILED)
    later = at("2021-12-01", EventKind.SIGNED_NOTICE)
    assert clock(DUE, [filed, later]).in_procedure


def test_a_demand_during_a_suit_does_not_shorten_the_restart():
    filed = LoanEvent(EventKind.SUIT_FILED, DAY("2021-10-08"), restart_on=DAY("2022-06-01"))
    between = at("2021-12-01", EventKind.SIGNED_NOTICE)
    assert clock(DUE, [filed, between]).last_day == DAY("2025-06-01")


def test_a_loan_without_a_due_date_has_no_answer_and_says_so():
    answer = clock(None)
    assert answer.state(DAY("2026-01-01")) is ClockState.UNKNOWN
    assert "到期日不明" in answer.steps[0].words


def test_claimed_and_proved_are_two_clocks():
    claimed = at("2021-01-10", EventKind.SIGNED_NOTICE, proved=False)
    assert clock(DUE, [claimed]).last_day == DAY("2024-01-10")
    assert proved_clock(DUE, [claimed]).last_day == DAY("2022-04-15")
    assert "未附凭据" in clock(DUE, [claimed]).steps[1].words


def test_a_last_day_on_a_holiday_is_legal_until_the_next_working_day():
    answer = clock(DAY("2015-10-01"), calendar=national_calendar())
    assert answer.last_day == DAY("2018-10-01")
    assert answer.legal_last_day == DAY("2018-10-08")
    assert answer.state(DAY("2018-10-08")) is ClockState.ALIVE


def test_the_last_instalment_starts_the_period():
    assert start_of_claim([DAY("2015-06-30"), DAY("2016-06-30")]) == DAY("2016-06-30")


def test_twenty_years_are_reviewed_by_a_person_where_demands_went_on():
    events = [
        LoanEvent(EventKind.SIGNED_NOTICE, DAY(f"{year}-06-01")) for year in range(2000, 2018)
    ]
    assert clock(DAY("1999-01-01"), events).twenty_year_flag(DAY("2020-01-01")) == (
        "TWENTY_YEAR_REVIEW"
    )
    assert clock(DAY("1999-01-01")).twenty_year_flag(DAY("2020-01-01")) == "TWENTY_YEAR_PASSED"


days = st.dates(DAY("1987-01-01"), DAY("2040-12-31"))
events = st.lists(
    st.builds(LoanEvent, st.sampled_from(EventKind), days, proved=st.booleans()), max_size=8
)


@given(days, events)
def test_the_order_of_entry_does_not_matter(due, happened):
    assert clock(due, happened) == clock(due, sorted(happened, key=str, reverse=True))


@given(days, events, days)
def test_an_ineffective_event_changes_no_clock(due, happened, day):
    poster = LoanEvent(EventKind.VILLAGE_POSTER, day)
    assert clock(due, [*happened, poster]).last_day == clock(due, happened).last_day


@given(days, st.lists(st.builds(LoanEvent, st.just(EventKind.SIGNED_NOTICE), days), max_size=8))
def test_an_interruption_never_shortens_a_clock(due, happened):
    shortest = clock(due).last_day
    answer = clock(due, happened)
    assert answer.last_day >= shortest
    last_days = [step.last_day for step in answer.steps]
    assert last_days == sorted(last_days)


@given(days)
def test_a_period_is_two_or_three_years_to_the_corresponding_day(due):
    answer = clock(due)
    assert answer.years in (2, 3)
    assert answer.last_day == add_years(due, answer.years)
