"""What head office reads in a branch's journal entries: their names, the money, what they need.

An entry is kept whatever it says. What it needs and is not here makes it wait, and what cannot be
read of it as well; its money counts as soon as it can be read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from desktop.services.collection_ports import CollectionQueries
from desktop.services.collection_records import (
    Correction,
    MoneyRow,
    ReceivedEntry,
    ReceivedProposal,
)
from desktop.services.office import asked
from desktop.services.repayments.booking import RECORD
from desktop.services.repayments.reversing import REVERSE

KIND_VERSION = 1
"""The newest version of a kind whose body this program reads."""

_NAMED = (
    "event_id", "kind", "kind_version", "entity_id", "occurred_on", "recorded_at", "operator_id",
    "replica_id",
)  # fmt: skip
_MONEY = frozenset({RECORD, REVERSE})
_PARTS = ("cost_fen", "on_balance_fen", "off_balance_fen", "principal_fen")
_LARGEST = 10**15
_AT_ONCE = 20


class Why(StrEnum):
    """Why an entry waits."""

    LOAN_UNKNOWN = "loan_unknown_at_office"
    REPAYMENT_UNKNOWN = "repayment_unknown_at_office"
    KIND_UNKNOWN = "kind_unknown"
    UNREADABLE = "body_unreadable"


@dataclass(frozen=True, slots=True)
class Need:
    """Why an entry waits, and for what: a loan number, the id of a repayment, a kind."""

    why: Why
    what: str


@dataclass(slots=True)
class Seen:
    """What some entries say: their money, what they ask, and what their loans and repayments must
    be; ``ended`` are proposals that the branch refused, withdrew or carried out.
    """

    money: list[MoneyRow] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    proposals: list[ReceivedProposal] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    needs: dict[str, Need] = field(default_factory=dict)
    loans: dict[str, list[str]] = field(default_factory=dict)
    repayments: dict[str, str] = field(default_factory=dict)


def received(data: Mapping[str, Any]) -> ReceivedEntry:
    """Return an entry's line as it is kept: the names its body gives, beside the bytes."""
    body = json.loads(data["body"])
    event_id, *rest = [body[name] for name in _NAMED]
    texts = (data["body"], data.get("rows", ""))
    return ReceivedEntry._make((event_id, data["hash"], data["prev_hash"], *rest, *texts))


def look_into(branch: str, entries: Iterable[ReceivedEntry]) -> Seen:
    """Return what entries say, as far as head office reads it."""
    seen = Seen()
    for entry in entries:
        if entry.kind in _MONEY:
            _see_money(seen, entry)
        elif '"required"' in entry.body and json.loads(entry.body).get("required") is True:
            seen.needs[entry.event_id] = Need(
                Why.KIND_UNKNOWN, f"{entry.kind}/{entry.kind_version}"
            )
        seen.corrections += asked.corrections(branch, entry)
        seen.proposals += asked.proposals(branch, entry)
        if ended := asked.ended_proposal(entry):
            seen.ended.append(ended)
    return seen


def waiting(queries: CollectionQueries, branch: str, seen: Seen) -> Mapping[str, Need]:
    """Return which entries need something that is not here, by event id."""
    needs = dict(seen.needs)
    numbers = sorted({each for loans in seen.loans.values() for each in loans})
    known_loans = queries.known_loans(branch, numbers) if numbers else frozenset()
    for event_id, loans in seen.loans.items():
        unknown = [each for each in loans if each not in known_loans]
        if unknown:
            needs[event_id] = Need(Why.LOAN_UNKNOWN, unknown[0])
    ids = sorted(set(seen.repayments.values()))
    known = queries.known_repayments(branch, ids) if ids else frozenset()
    for event_id, repayment_id in seen.repayments.items():
        if repayment_id not in known:
            needs[event_id] = Need(Why.REPAYMENT_UNKNOWN, repayment_id)
    return needs


def _see_money(seen: Seen, entry: ReceivedEntry) -> None:
    """Read a repayment, or a reversal, which says the same figures as what it takes back."""
    if entry.kind_version > KIND_VERSION:
        seen.needs[entry.event_id] = _unknown(entry)
        return
    try:
        data = json.loads(entry.body)["data"]
        rows = _money_rows(entry, data)
    except (KeyError, TypeError, ValueError):
        seen.needs[entry.event_id] = Need(Why.UNREADABLE, entry.kind)
        return
    seen.money += rows
    if entry.kind == REVERSE:
        seen.repayments[entry.event_id] = entry.entity_id
    else:
        seen.loans[entry.event_id] = list(dict.fromkeys(row.loan_no for row in rows))


def _money_rows(entry: ReceivedEntry, data: Mapping[str, Any]) -> list[MoneyRow]:
    is_reversal = entry.kind == REVERSE
    receipt, paid_on = _text(data["receipt"]), date.fromisoformat(data["paid_on"]).isoformat()
    rows = []
    for position, share in enumerate(data["shares"]):
        fen = sum(_fen(share[name]) for name in _PARTS)
        rows.append(
            MoneyRow(
                event_id=entry.event_id,
                position=position,
                repayment_id=entry.entity_id,
                reversal=is_reversal,
                loan_no=_text(share["loan_no"]),
                receipt=receipt,
                paid_on=paid_on,
                fen=-fen if is_reversal else fen,
            )
        )
    if not rows or abs(sum(row.fen for row in rows)) != _fen(data["amount_fen"]):
        raise ValueError("shares that are not the amount")
    return rows


def _unknown(entry: ReceivedEntry) -> Need:
    return Need(Why.KIND_UNKNOWN, f"{entry.kind}/{entry.kind_version}")


def entries_named(
    queries: CollectionQueries, branch: str, event_ids: Sequence[str]
) -> Iterator[ReceivedEntry]:
    """Yield entries by their ids; a few are in memory at once, for each may be large."""
    for start in range(0, len(event_ids), _AT_ONCE):
        yield from queries.entries(branch, event_ids[start : start + _AT_ONCE])


def _fen(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= _LARGEST:
        raise ValueError("not an amount")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not text")
    return value
