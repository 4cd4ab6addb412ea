"""What branches ask of head office in their entries' rows: corrections, and proposals to decide."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.domain.permissions import Role, steps
from desktop.domain.shown_text import on_one_line
from desktop.services.act_catalogue import CHECKED_ACTS
from desktop.services.collection_records import Correction, ReceivedEntry, ReceivedProposal

OFFICE_KINDS = frozenset(
    kind
    for kind, act in CHECKED_ACTS.items()
    if any(Role.HEAD_OFFICE in roles for roles in steps(act.action))
)
"""Acts of a branch that head office signs too."""

_PROPOSED = "proposed"
_CLOSED = frozenset({"proposal_refused", "proposal_withdrawn"})
_HASH = re.compile(r"[0-9a-f]{64}")
_LONGEST = 40
_CORRECTION, _PROPOSAL = "correction", "approval"


def corrections(branch: str, entry: ReceivedEntry) -> Iterator[Correction]:
    """Yield the correction requests of an entry; what cannot be read of them is passed over."""
    for row in _rows(entry, _CORRECTION):
        try:
            reason = _text(row.get("reason", ""))
            yield Correction(
                branch=branch,
                id=_text(row["id"]),
                loan_no=_text(row["loan_pk"][0]),
                what=_text(row["what"]),
                says=_text(row["says"]),
                should_be=_text(row["should_be"]) + (f"（{reason}）" if reason else ""),
                asked_on=date.fromisoformat(row["asked_on"]),
            )
        except (KeyError, TypeError, ValueError, IndexError):
            continue  # the entry itself is kept


def proposals(branch: str, entry: ReceivedEntry) -> Iterator[ReceivedProposal]:
    """Yield what an entry proposes to head office, in the words that came."""
    if entry.kind != _PROPOSED:
        return
    for row in _rows(entry, _PROPOSAL):
        try:
            is_meant = row["id"] == entry.entity_id and row["kind"] in OFFICE_KINDS
            if is_meant and _HASH.fullmatch(row["item_hash"]):
                text = json.dumps(row, ensure_ascii=False)
                yield ReceivedProposal(branch, entry.event_id, row["id"], row["item_hash"], text)
        except (KeyError, TypeError):
            continue


def ended_proposal(entry: ReceivedEntry) -> str:
    """Return the proposal that an entry refused, withdrew or carried out, "" for none.

    Head office may have said yes to what was carried out by telephone.
    """
    if entry.kind in _CLOSED:
        return entry.entity_id
    if entry.kind not in OFFICE_KINDS:
        return ""
    data = json.loads(entry.body)["data"]
    approval = data.get("approval") if isinstance(data, dict) else None
    return str(approval.get("proposal", "")) if isinstance(approval, dict) else ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of a branch as his entry names him; "" where it does not."""

    id: str
    name: str
    role: str


def person_of(entry: ReceivedEntry) -> Person:
    """Return who wrote an entry, as it says itself."""
    data = json.loads(entry.body)["data"]
    said = data.get("by") if isinstance(data, dict) else None
    by = said if isinstance(said, dict) else {}
    return Person(entry.operator_id, short_text(by.get("name")), short_text(by.get("role")))


def short_text(value: Any) -> str:
    """Return a word that an entry says, as a list can show it; "" where it is none."""
    return on_one_line(value[:_LONGEST]) if isinstance(value, str) else ""


def _rows(entry: ReceivedEntry, table: str) -> list[Mapping[str, Any]]:
    """Return what an entry inserted into a table; [] where its rows are not as they should be."""
    if f'"{table}"' not in entry.rows:
        return []
    try:
        rows = json.loads(entry.rows)
        return [each["new"] for each in rows if each.get("table") == table and "key" not in each]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return []


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not text")
    return value
