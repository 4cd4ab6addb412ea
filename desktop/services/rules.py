"""Worked examples of the rules: each is computed and compared with what it expects.

The form is a JSON object with ``vectors``: id, group, input, expected. A group or a shape of
input that is not known is listed as such, never passed over.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop.domain.dates import HolidayCalendar, add_years
from desktop.domain.errors import ExpectedFailure
from desktop.domain.holidays import national_calendar
from desktop.domain.ids import IdNumber, IdProblem, read_id_number
from desktop.domain.limitation import (
    ClockState,
    EventKind,
    LoanEvent,
    clock,
    enforcement_last_day,
    interrupted_amount_fen,
    interrupted_debtors,
    start_of_claim,
)
from desktop.domain.masks import mask_id_number
from desktop.domain.money import capital_amount, yuan_text

Answer = dict[str, Any]
Input = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """An example whose computed answer is not the expected one."""

    example_id: str
    expected: Mapping[str, Any]
    computed: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RulesReport:
    """How many examples were checked, which differ, and which could not be computed."""

    checked: int
    differ: tuple[Difference, ...]
    unknown: tuple[str, ...]


class UnknownShape(ValueError):  # noqa: N818 - a finding about an example, not an error
    """An example whose group or input is not known."""


def check_file(path: Path) -> RulesReport:
    """Check a file of examples; ExpectedFailure ``examples_unreadable`` if it is not one."""
    try:
        examples = json.loads(path.read_text(encoding="utf-8"))["vectors"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ExpectedFailure("examples_unreadable", file=path.name) from error
    return check(examples)


def check(examples: Sequence[Mapping[str, Any]]) -> RulesReport:
    """Compute every example and compare it with the expected answer, key by key."""
    differ, unknown, checked = [], [], 0
    for example in examples:
        try:
            computed = _COMPUTE[example["group"]](example["input"])
        except (KeyError, UnknownShape):
            unknown.append(str(example.get("id", "?")))
            continue
        checked += 1
        expected = example["expected"]
        if not _agrees(expected, computed):
            shown = {key: computed.get(key) for key in expected if key != "accepted"}
            differ.append(Difference(example["id"], expected, shown))
    return RulesReport(checked, tuple(differ), tuple(unknown))


def _agrees(expected: Mapping[str, Any], computed: Answer) -> bool:
    """Every expected key must be there and equal; ``accepted`` lists other right forms."""
    if "canonical" in expected:
        forms = [expected["canonical"], *expected.get("accepted", ())]
        return computed.get("canonical") in forms
    return all(key in computed and computed[key] == value for key, value in expected.items())


def _limitation(given: Input) -> Answer:
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
    dues = [_day(text) for text in given.get("instalment_due_dates", [given.get("due_date")])]
    due = max(dues)
    calendar = national_calendar() if given.get("holiday_roll") else None
    answer = clock(due, [_event(each) for each in given.get("events", ())], calendar)
    last_day = answer.legal_last_day
    return {
        "start": start_of_claim(dues).isoformat(),
        "last_day": last_day.isoformat() if last_day else None,
        "years": answer.years,
        "event_results": [str(effect) for effect in answer.effects],
        "expired": answer.state(_day(given["as_of"])) is ClockState.EXPIRED,
    }


def _event(given: Input) -> LoanEvent:
    try:
        kind = EventKind(given["type"])
    except ValueError as error:
        raise UnknownShape from error
    restart = given.get("restart")
    return LoanEvent(kind, _day(given["date"]), _day(restart) if restart else None)


def _twenty_years(given: Input) -> Answer:
    due, as_of = _day(given["due_date"]), _day(given["as_of"])
    events = []
    if given["continuous_interruptions"]:
        # Whoever demanded in every year kept the claim up.
        events = [LoanEvent(EventKind.SIGNED_NOTICE, add_years(due, year)) for year in range(1, 20)]
    answer = clock(due, events)
    assert answer.twenty_year_day is not None
    flag = answer.twenty_year_flag(as_of)
    return {
        "twenty_year_day": answer.twenty_year_day.isoformat(),
        "flag": flag or None,
        "auto_dead": False,
    }


def _enforcement(given: Input) -> Answer:
    last_day = enforcement_last_day(_day(given["judgment_performance_due"]))
    return {
        "enforcement_last_day": last_day.isoformat(),
        "expired": _day(given["as_of"]) > last_day,
    }


def _part_claim(given: Input) -> Answer:
    fen = interrupted_amount_fen(
        _fen(given["claim_part"]),
        _fen(given["total"]),
        given["express_waiver_of_rest"],
        given["on_time"],
    )
    return {"interrupts_amount": yuan_text(fen).replace(",", "")}


def _holiday_roll(given: Input) -> Answer:
    calendar = HolidayCalendar.of(
        [_day(text) for text in given.get("holidays", ())],
        [_day(text) for text in given.get("workdays", ())],
    )
    if "last_day" in given:
        return {"rolled": calendar.roll(_day(given["last_day"])).isoformat()}
    strict = add_years(_day(given["due_date"]), given["years"])
    legal = calendar.roll(strict) if given["holiday_roll"] else strict
    return {
        "strict": strict.isoformat(),
        "legal": legal.isoformat(),
        "warn_by": strict.isoformat(),
    }


def _id_number(given: Input) -> Answer:
    found = read_id_number(given["id"])
    if isinstance(found, IdProblem):
        return {"valid": False, "reason": found.value}
    return {
        "valid": True,
        "id18": found.value,
        "birth": found.birth.isoformat(),
        "sex": found.sex,
        "masked": _masked(found),
    }


def _masked(found: IdNumber) -> str:
    return mask_id_number(found.value, head=6, tail=4)


def _capital(given: Input) -> Answer:
    return {"canonical": capital_amount(_fen(given["amount"]), given.get("prefix", "人民币"))}


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _fen(text: str) -> int:
    return int(Decimal(text) * 100)


_COMPUTE: dict[str, Callable[[Input], Answer]] = {
    "limitation": _limitation,
    "holiday roll": _holiday_roll,
    "id_number": _id_number,
    "rmb_capital": _capital,
}
