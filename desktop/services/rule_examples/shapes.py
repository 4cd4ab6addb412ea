"""Values as examples write them, and how a part of the rules answers one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from datetime import date
from decimal import Decimal
from typing import Any

from desktop.domain.five_class import FiveClass, read_five_class
from desktop.domain.money import Money

Answer = dict[str, Any]
Input = Mapping[str, Any]
Compute = Callable[[Input, Set[str]], Answer]
"""Answers an input; the second argument names the keys asked for, some carry a parameter."""


class UnknownShape(ValueError):  # noqa: N818 - a finding about an example, not an error
    """An example whose group or input is not known."""


def day(text: str) -> date:
    """Return an ISO date; ValueError otherwise."""
    return date.fromisoformat(text)


def maybe_day(text: str | None) -> date | None:
    """Return an ISO date, None of nothing."""
    return day(text) if text else None


def yes(given: Input, key: str, default: bool | None = None) -> bool:
    """Return a yes or no; UnknownShape for anything else, or nothing where none is assumed."""
    value = given.get(key, default)
    if not isinstance(value, bool):
        raise UnknownShape(key)
    return value


def money(text: str) -> Money:
    """Return yuan as money; UnknownShape where it is not whole fen."""
    fen = Decimal(text) * 100
    if fen != int(fen):
        raise UnknownShape(text)
    return Money(int(fen))


def yuan(amount: Money) -> str:
    """Return an amount as examples write it: yuan, two places, no separators."""
    return str(amount).replace(",", "")


def percent(value: Decimal | None) -> str | None:
    """Return a percentage as text, None of nothing."""
    return None if value is None else str(value)


def five_class(text: str) -> FiveClass:
    """Return a class by its word; UnknownShape where it cannot be read."""
    found = read_five_class(text)
    if not isinstance(found, FiveClass):
        raise UnknownShape(text)
    return found


def balances(amounts: Mapping[str, str]) -> dict[FiveClass, Money]:
    """Return balances by class."""
    return {five_class(each): money(amount) for each, amount in amounts.items()}
