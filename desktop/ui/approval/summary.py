"""What is proposed, in words: the body of a proposal as lines and lists, whatever act it is.

An act needs no code here: what its body names has a word among the fields of ``words.toml``, and a
name says how its value is written (``..._fen`` is money, ``..._id`` is nobody's business).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop.domain.approvals import Body
from desktop.domain.money import yuan_text
from desktop.ui.errors import choice_name, field_name

FEN = "_fen"
"""How the names of amounts end."""
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}")
"""An id, or a hash."""
_MOMENT = "_at"
"""How the names of moments end."""
_HIDDEN = ("_id", "_ids", "_hash", "sha256", "slot")


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One thing that is proposed; ``is_money`` is set apart by bold type."""

    name: str
    value: str
    is_money: bool = False


@dataclass(frozen=True, slots=True)
class SummaryList:
    """A list of things alike, each with the same names: the loans of a relief, say."""

    key: str
    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    money: tuple[bool, ...]

    def as_lines(self) -> tuple[SummaryLine, ...]:
        """Return the only row as lines: one thing needs no table."""
        [row] = self.rows
        return tuple(map(SummaryLine, self.headings, row, self.money))


@dataclass(frozen=True, slots=True)
class Summary:
    """A proposal to be read before it is signed."""

    lines: tuple[SummaryLine, ...]
    lists: tuple[SummaryList, ...]


def summary_of(body: Body, language: str) -> Summary:
    """Return what a body says, in the order it says it; what is empty is left out."""
    return Summary(tuple(_lines(body, language)), tuple(_lists(body, language)))


def value_words(name: str, value: Any, language: str) -> str:
    """Return a value as people read it; "" for nothing."""
    if value is None or value in ("", {}, []) or _is_id(value):
        return ""
    if isinstance(value, bool):
        return choice_name("answer", "yes" if value else "no", language)
    if name.endswith(FEN) and isinstance(value, int):
        return yuan_text(value)
    if _is_count(value):
        return "、".join(f"{yuan_text(int(fen))} × {number}" for fen, number in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "、".join(filter(None, (value_words(name, each, language) for each in value)))
    if name.endswith(_MOMENT):
        return _moment_words(str(value))
    return choice_name(name, str(value), language)


def _moment_words(text: str) -> str:
    """Return a moment as people read it; what another place calls one may be none."""
    try:
        return f"{datetime.fromisoformat(text).astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError):
        return text


def name_words(name: str, language: str) -> str:
    """Return what a name of a body is called."""
    return field_name(name.removesuffix(FEN), language)


def _lines(body: Body, language: str) -> Iterator[SummaryLine]:
    for name, value in body.items():
        if name.endswith(_HIDDEN) or _is_list(value):
            continue
        if isinstance(value, Mapping) and not _is_count(value):
            yield from _lines(value, language)
            continue
        words = value_words(name, value, language)
        if words:
            yield SummaryLine(name_words(name, language), words, name.endswith(FEN))


def _lists(body: Body, language: str) -> Iterator[SummaryList]:
    for name, value in body.items():
        if isinstance(value, Mapping):
            yield from _lists(value, language)
        elif _is_list(value):
            yield _list(name, value, language)


def _list(name: str, rows: Sequence[Mapping[str, Any]], language: str) -> SummaryList:
    names = [
        each
        for each in dict.fromkeys(key for row in rows for key in row)
        if not each.endswith(_HIDDEN)
    ]
    return SummaryList(
        name,
        name_words(name, language),
        tuple(name_words(each, language) for each in names),
        tuple(tuple(value_words(each, row.get(each), language) for each in names) for row in rows),
        tuple(each.endswith(FEN) for each in names),
    )


def _is_id(value: object) -> bool:
    return isinstance(value, str) and bool(_ID.fullmatch(value))


def _is_count(value: object) -> bool:
    """Return whether a value tells how many notes and coins there are, by their fen."""
    return isinstance(value, Mapping) and bool(value) and all(str(key).isdecimal() for key in value)


def _is_list(value: object) -> bool:
    """Return whether a value is a list of objects; a list of texts is a line."""
    return (
        isinstance(value, Sequence)
        and not isinstance(value, str)
        and any(isinstance(each, Mapping) for each in value)
    )
