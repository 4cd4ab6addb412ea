"""What a return says beside loans and entries: the lines that only go down, and the manifest's own.

Each line's data has the fields of its record by their names; unknown fields and unknown kinds are
passed over. ``line_of(DecisionLine, record)`` takes any record that has at least those fields.

``Manifest.extra`` downwards:

- ``heads``: acknowledged complete heads, newest first, at most 24;
- ``arrival_up_to``: the highest arrival number of another line's entries up to which this return
  carries them;
- ``parts_came``: SHA-256 of every part that came;
- ``ledger``, ``ledger_policy``: see ``loan_lines``.

Upwards: ``letter`` (the replica's), ``entries`` (how many go along), ``ledger`` where LOAN lines
do, ``parts_lacked`` where this PC has acts of others without their photographs: SHA-256, oldest
first, those that head office has before others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from desktop.domain.contact_book import ContactSource, ReachKind
from desktop.domain.errors import RuleViolation
from desktop.domain.policy.codec import NamedRow, read_rows, row_to_plain, table_types
from desktop.services.exchange.line_codec import from_plain, to_plain
from desktop.services.package_ports import Line, LineKind, PackageRefused
from desktop.services.paper_ports import StoredTemplate

T = TypeVar("T")

HEADS, ARRIVAL_UP_TO, PARTS = "heads", "arrival_up_to", "parts_came"
"""Keys of ``Manifest.extra`` downwards."""
LETTER, ENTRIES, LACKED = "letter", "entries", "parts_lacked"
"""Keys of ``Manifest.extra`` upwards."""
MOST_HEADS = 24

_ROW_FIELDS = frozenset({"table", "since", "value", "source", "note", "uncertain"})
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """What happened to one package; ``state`` is a word of ``PackageState``, ``reason`` a code."""

    package_id: str
    manifest_hash: str
    replica_id: str
    number: int
    state: str
    reason: str
    taken_at: datetime
    to_head: str
    complete: bool
    entries: int
    new: int
    known: int
    held: int
    forks: int


@dataclass(frozen=True, slots=True)
class HeldLine:
    """An entry that waits at head office: for what, and since when."""

    event_id: str
    kind: str
    reason: str
    waits_for: str
    since: datetime


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """Head office's decision about a proposal; ``decided_by`` are its two people's names."""

    proposal_id: str
    item_hash: str
    approved: bool
    reason: str
    decided_by: tuple[str, ...]
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class TargetLine:
    """What the branch is to recover in a year, by measure, in fen."""

    year: int
    measure: str
    fen: int


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """The answer to a correction request; open ones are not sent."""

    id: str
    answer: str
    accepted: bool
    answered_by: str
    answered_on: date


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A way to reach a debtor that head office learned of."""

    id: str
    loan_no: str
    kind: ReachKind
    value: str
    source: ContactSource
    learned_on: date
    note: str


@dataclass(frozen=True, slots=True)
class DoubleLine:
    """A repayment that head office decided is the same money as others: the branch reverses it.

    ``same_as`` are the receipts that count, ``note`` is why.
    """

    repayment_id: str
    receipt: str
    same_as: tuple[str, ...]
    note: str


_KINDS: Mapping[type, LineKind] = {
    AnswerLine: LineKind.ANSWER,
    HeldLine: LineKind.HELD,
    StoredTemplate: LineKind.TEMPLATE,
    DecisionLine: LineKind.DECISION,
    TargetLine: LineKind.TARGET,
    CorrectionLine: LineKind.CORRECTION,
    ContactLine: LineKind.CONTACT,
    DoubleLine: LineKind.DOUBLE,
}


@dataclass(frozen=True, slots=True)
class ReturnMarks:
    """What a return's manifest says in ``extra``, checked."""

    heads: tuple[str, ...]
    arrival_up_to: int
    parts: frozenset[str]

    def plain(self) -> dict[str, Any]:
        """Return it as the manifest's extra has it."""
        return {
            HEADS: list(self.heads[:MOST_HEADS]),
            ARRIVAL_UP_TO: self.arrival_up_to,
            PARTS: sorted(self.parts),
        }


def return_marks(extra: Mapping[str, Any]) -> ReturnMarks:
    """Return what a manifest's extra says; PackageRefused ``package_content_wrong``."""
    heads, parts = _hashes(extra, HEADS), _hashes(extra, PARTS)
    up_to = extra.get(ARRIVAL_UP_TO, 0)
    if len(heads) > MOST_HEADS or type(up_to) is not int or up_to < 0:
        raise PackageRefused("package_content_wrong", file="", detail=ARRIVAL_UP_TO)
    return ReturnMarks(heads, up_to, frozenset(parts))


def line_of(shape: type, record: object) -> Line:
    """Return a record as a line of a shape, by the fields that the shape has."""
    return Line(_KINDS[shape].value, to_plain(shape, record))


def record_of(shape: type[T], line: Line) -> T | None:
    """Return a line as a record of a shape, None where it is a line of another kind.

    PackageRefused ``package_content_wrong``.
    """
    return from_plain(shape, line.data) if line.kind == _KINDS[shape] else None


def policy_line(row: NamedRow) -> Line:
    """Return a row of head office's tables as a line."""
    return Line(LineKind.POLICY.value, row_to_plain(row))


def policy_row(line: Line) -> NamedRow | None:
    """Return a line's row; None for a line of another kind, and for a table that this program
    has no rule for: a newer head office may have one more.

    PackageRefused ``package_content_wrong``.
    """
    if line.kind != LineKind.POLICY:
        return None
    known = {name: value for name, value in line.data.items() if name in _ROW_FIELDS}
    table = known.get("table")
    if isinstance(table, str) and table not in table_types():
        return None
    try:
        return read_rows([known])[0]
    except RuleViolation as error:
        raise PackageRefused("package_content_wrong", file="", detail="policy") from error


def _hashes(extra: Mapping[str, Any], name: str) -> tuple[str, ...]:
    found = extra.get(name, [])
    if not isinstance(found, list) or not all(
        isinstance(each, str) and _HASH.fullmatch(each) for each in found
    ):
        raise PackageRefused("package_content_wrong", file="", detail=name)
    return tuple(found)
