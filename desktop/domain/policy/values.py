"""A table's value from plain data, checked by its declared type and by what its rule can bear."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from desktop.domain.policy.agreements import HarvestDay
from desktop.domain.policy.dated import Dated

_LARGEST = 10**12
"""No table holds more: an amount in fen, or a count of days, months, years."""

_COMMON_YEAR = 2001


class WrongValue(Exception):  # noqa: N818 - says what it is about, as the coded errors do
    """A value that does not fit; ``place`` leads to it inside the value, ``words`` say why."""

    def __init__(self, words: str, place: str = "") -> None:
        super().__init__(words, place)
        self.words = words
        self.place = place


_RANGES: Mapping[str, tuple[int, int]] = {
    "limitation.years": (1, 20),
    "limitation.cap_years": (1, 100),
    "limitation.enforcement_years": (1, 20),
    "guarantee.months_unagreed": (1, 240),
    "guarantee.months_unclear": (1, 240),
    "guarantee.safe_months": (1, 240),
    "interest.day_count": (360, 366),
    "interest.settlement_day": (1, 28),
    "conduct.visit_staff": (1, 20),
    "agreements.grace_days": (0, 60),
}
"""Whole numbers outside which a rule would make no sense or could not be computed."""

_FREE_TEXT = frozenset({"guarantee.void_share"})


def known_words(table: str, value: Any, shipped: Sequence[Dated[Any]]) -> None:
    """Refuse a word that the rules do not know, or a number that they cannot use.

    A table of words (a regime, a mode) is read by the rules: a new word would need a new rule.
    Harvest days must exist in every year.
    """
    if table == "agreements.harvest_days":
        _known_days(value)
    if type(value) is str and table not in _FREE_TEXT:
        known = sorted({row.value for row in shipped})
        if value not in known:
            raise WrongValue(f"只能是 {'、'.join(known)}")
    if table in _RANGES and not _RANGES[table][0] <= value <= _RANGES[table][1]:
        low, high = _RANGES[table]
        raise WrongValue(f"应在 {low} 与 {high} 之间")


def _known_days(value: tuple[HarvestDay, ...]) -> None:
    if not value:
        raise WrongValue("至少要有一天")
    for index, each in enumerate(value, start=1):
        try:
            date(_COMMON_YEAR, each.month, each.day)
        except ValueError:
            raise WrongValue("不是每年都有的日期", f"[{index}]") from None


def read_value(hint: Any, plain: Any) -> Any:
    """Return ``plain`` as the declared type; raises :class:`WrongValue` where it does not fit."""
    if isinstance(hint, UnionType):
        return _read_optional(hint, plain)
    if get_origin(hint) is tuple:
        return _read_tuple(get_args(hint), plain)
    if is_dataclass(hint):
        return _read_record(hint, plain)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _read_word(hint, plain)
    return _SIMPLE[hint](plain)


def _read_optional(hint: Any, plain: Any) -> Any:
    inner = next(each for each in get_args(hint) if each is not type(None))
    return None if plain is None else read_value(inner, plain)


def _read_tuple(hints: tuple[Any, ...], plain: Any) -> tuple[Any, ...]:
    if not isinstance(plain, list):
        raise WrongValue("应是一列值")
    if len(hints) == 2 and hints[1] is Ellipsis:
        hints = (hints[0],) * len(plain)
    if len(hints) != len(plain):
        raise WrongValue(f"应有 {len(hints)} 个值")
    return tuple(
        _inside(f"[{index}]", hint, each)
        for index, (hint, each) in enumerate(zip(hints, plain, strict=True), start=1)
    )


def _read_record(hint: Any, plain: Any) -> Any:
    if not isinstance(plain, Mapping):
        raise WrongValue("应是一个对象")
    hints = get_type_hints(hint)
    names = {each.name for each in fields(hint)}
    for name in sorted(plain.keys() ^ names):
        raise WrongValue("没有这一项" if name in plain else "缺少这一项", f".{name}")
    return hint(**{name: _inside(f".{name}", hints[name], plain[name]) for name in names})


def _inside(place: str, hint: Any, plain: Any) -> Any:
    try:
        return read_value(hint, plain)
    except WrongValue as wrong:
        raise WrongValue(wrong.words, place + wrong.place) from None


def _read_word(hint: type[StrEnum], plain: Any) -> StrEnum:
    if not isinstance(plain, str) or plain not in list(hint):
        raise WrongValue(f"只能是 {'、'.join(hint)}")
    return hint(plain)


def _read_int(plain: Any) -> int:
    if not isinstance(plain, int) or isinstance(plain, bool):
        raise WrongValue("应是整数")
    if not 0 <= plain <= _LARGEST:
        raise WrongValue("不能为负，也不能过大")
    return plain


def _read_bool(plain: Any) -> bool:
    if not isinstance(plain, bool):
        raise WrongValue("应是 true 或 false")
    return plain


def _read_text(plain: Any) -> str:
    if not isinstance(plain, str):
        raise WrongValue("应是文字")
    return plain


def _read_decimal(plain: Any) -> Decimal:
    """Take text alone: a JSON number with a point would come as an inexact float."""
    try:
        value = Decimal(_read_text(plain))
    except InvalidOperation:
        raise WrongValue('应是小数（写成文字，如 "1.5"）') from None
    if not value.is_finite() or value.is_signed() or value > _LARGEST:
        raise WrongValue("不能为负，也不能过大")
    return value


def _read_date(plain: Any) -> date:
    try:
        if len(_read_text(plain)) != len("2026-10-10"):
            raise ValueError
        return date.fromisoformat(plain)
    except ValueError:
        raise WrongValue("应是日期，如 2026-10-10") from None


def _read_time(plain: Any) -> time:
    try:
        found = time.fromisoformat(_read_text(plain))
    except ValueError:
        raise WrongValue("应是时刻，如 22:00") from None
    if found.tzinfo is not None:
        raise WrongValue("时刻不带时区")
    return found


_SIMPLE: Mapping[Any, Callable[[Any], Any]] = {
    int: _read_int,
    bool: _read_bool,
    str: _read_text,
    Decimal: _read_decimal,
    date: _read_date,
    time: _read_time,
}
