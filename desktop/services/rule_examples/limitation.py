"""Examples of the limitation clock and of the roll over rest days."""

from __future__ import annotations

from collections.abc import Set

from desktop.domain.dates import HolidayCalendar, add_years
from desktop.domain.holidays import national_calendar
from desktop.domain.limitation import (
    ClockState,
    EventKind,
    LoanEvent,
    clock,
    enforcement_last_day,
    interrupted_amount_fen,
    interrupted_debtors,
    mortgage_words,
    start_of_claim,
)
from desktop.domain.money import Money
from desktop.services.rule_examples.shapes import (
    Answer,
    Input,
    UnknownShape,
    day,
    maybe_day,
    money,
    yuan,
)


def compute(given: Input, asked: Set[str]) -> Answer:
    """Answer an example of the group ``limitation``."""
    if "judgment_performance_due" in given:
        return _enforcement(given)
    if "claim_part" in given:
        return _part_claim(given)
    if "co_debtors" in given:
        reached = interrupted_debtors(given["co_debtors"], given["demand_to"], given["on_time"])
        return {"interrupted_for": list(reached)}
    if "continuous_interruptions" in given:
        return _twenty_years(given)
    if "due_date" in given or "instalment_due_dates" in given:
        return _clock(given)
    raise UnknownShape


def _clock(given: Input) -> Answer:
    dues = [day(text) for text in given.get("instalment_due_dates", [given.get("due_date")])]
    calendar = national_calendar() if given.get("holiday_roll") else None
    answer = clock(max(dues), [_event(each) for each in given.get("events", ())], calendar)
    last_day = answer.legal_last_day
    return {
        "start": start_of_claim(dues).isoformat(),
        "last_day": last_day.isoformat() if last_day else None,
        "years": answer.years,
        "mortgage": mortgage_words(answer),
        "event_results": [str(effect) for effect in answer.effects],
        "expired": answer.state(day(given["as_of"])) is ClockState.EXPIRED,
    }


def _event(given: Input) -> LoanEvent:
    restart = maybe_day(given.get("restart"))
    return LoanEvent(EventKind(given["type"]), day(given["date"]), restart)


def _twenty_years(given: Input) -> Answer:
    due, as_of = day(given["due_date"]), day(given["as_of"])
    events = []
    if given["continuous_interruptions"]:
        # Whoever demanded in every year kept the claim up.
        events = [LoanEvent(EventKind.SIGNED_NOTICE, add_years(due, year)) for year in range(1, 20)]
    answer = clock(due, events)
    cap = answer.twenty_year_day
    return {
        "twenty_year_day": cap.isoformat() if cap else None,
        "flag": answer.twenty_year_flag(as_of) or None,
        "auto_dead": False,
    }


def _enforcement(given: Input) -> Answer:
    last_day = enforcement_last_day(day(given["judgment_performance_due"]))
    return {
        "enforcement_last_day": last_day.isoformat(),
        "expired": day(given["as_of"]) > last_day,
    }


def _part_claim(given: Input) -> Answer:
    fen = interrupted_amount_fen(
        money(given["claim_part"]).fen,
        money(given["total"]).fen,
        given["express_waiver_of_rest"],
        given["on_time"],
    )
    return {"interrupts_amount": yuan(Money(fen))}


def holiday_roll(given: Input, asked: Set[str]) -> Answer:
    """Answer an example of the group ``holiday roll``."""
    calendar = HolidayCalendar.of(
        [day(text) for text in given.get("holidays", ())],
        [day(text) for text in given.get("workdays", ())],
    )
    if "last_day" in given:
        return {"rolled": calendar.roll(day(given["last_day"])).isoformat()}
    strict = add_years(day(given["due_date"]), given["years"])
    legal = calendar.roll(strict) if given["holiday_roll"] else strict
    return {
        "strict": strict.isoformat(),
        "legal": legal.isoformat(),
        "warn_by": strict.isoformat(),
    }
