"""Comparing examples: the form of a file, the dispatch by group, the differences."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.services.rule_examples import (
    classes,
    contact,
    disposal,
    guarantee,
    interest,
    limitation,
    papers,
    payments,
    portfolio,
    relief,
)
from desktop.services.rule_examples.shapes import Answer, Compute, UnknownShape

_COMPUTE: dict[str, Compute] = {
    "limitation": limitation.compute,
    "holiday roll": limitation.holiday_roll,
    "guarantee": guarantee.compute,
    "interest": interest.compute,
    "allocation": payments.allocation_group,
    "instalment schedule": payments.instalment_group,
    "classification": classes.compute,
    "provision": portfolio.provision_group,
    "report": portfolio.report_group,
    "relief checks": relief.compute,
    "contact_hours": contact.compute,
    "extension": disposal.extension_group,
    "foreclosed": disposal.foreclosed_group,
    "estate": disposal.estate_group,
    "id_number": papers.id_number,
    "rmb_capital": papers.capital,
}

_UNREADABLE = (
    UnknownShape,
    KeyError,
    TypeError,
    ValueError,
    AttributeError,
    IndexError,
    ArithmeticError,
)
"""What a missing key, a wrong type or a figure that is none ends in."""

_RATES = ("_pct", "_permille", "rate")
"""Endings of the keys that hold a rate: places after its last figure mean nothing."""


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


def check_file(path: Path) -> RulesReport:
    """Check a file of examples; ExpectedFailure ``examples_unreadable`` if it is not one."""
    try:
        examples = json.loads(path.read_text(encoding="utf-8"))["vectors"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ExpectedFailure("examples_unreadable", file=path.name) from error
    if not isinstance(examples, list):
        raise ExpectedFailure("examples_unreadable", file=path.name)
    return check(examples)


def check(examples: Sequence[Mapping[str, Any]]) -> RulesReport:
    """Compute every example and compare it with the expected answer, key by key.

    An example that cannot be read, by its form or its values, is unknown and never ends the check.
    """
    differ, unknown, checked = [], [], 0
    for number, example in enumerate(examples, 1):
        name = _name(example, number)
        try:
            expected = dict(example["expected"])
            computed = _answer(example, expected)
            agrees = _agrees(expected, computed)
        except _UNREADABLE:
            unknown.append(name)
            continue
        checked += 1
        if not agrees:
            shown = {key: computed.get(key) for key in expected if key != "accepted"}
            differ.append(Difference(name, expected, shown | _error(computed)))
    return RulesReport(checked, tuple(differ), tuple(unknown))


def _name(example: object, number: int) -> str:
    return str(example.get("id", number)) if isinstance(example, Mapping) else str(number)


def _answer(example: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """Compute one example; a rule that is broken answers with the code of its error."""
    try:
        return _COMPUTE[example["group"]](example["input"], expected.keys())
    except RuleViolation as error:
        return {"error": error.code}


def _error(computed: Answer) -> Answer:
    return {"error": computed["error"]} if "error" in computed else {}


def _agrees(expected: Mapping[str, Any], computed: Answer) -> bool:
    """Every expected key must be there and equal; ``accepted`` lists other right forms."""
    if "canonical" in expected:
        forms = [expected["canonical"], *expected.get("accepted", ())]
        return computed.get("canonical") in forms
    return all(key in computed and _same(key, value, computed) for key, value in expected.items())


def _same(key: str, value: Any, computed: Answer) -> bool:
    """Errors have no order; 12.6 per cent is 12.60; a yes is not the number one."""
    mine = computed[key]
    if key == "errors":
        return sorted(value) == sorted(mine)
    if key.endswith(_RATES) and isinstance(value, str) and isinstance(mine, str):
        return Decimal(value) == Decimal(mine)
    return bool(value == mine) and isinstance(value, bool) == isinstance(mine, bool)
