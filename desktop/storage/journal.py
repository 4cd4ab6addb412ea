"""The journal: what was done, in entries that are never changed and hold together by their hashes.

An entry's body is text: JSON with sorted keys, amounts as integer fen, strings in NFC. The stored
bytes are what is hashed and what will be shipped; nothing is serialised a second time.
``hash = SHA-256(tag || hash of the entry before || body)``.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select

from desktop.domain.errors import ExpectedFailure
from desktop.services.line_limits import is_too_long
from desktop.services.package_ports import FIRST_HASH as FIRST_HASH
from desktop.services.ports import IntegrityFinding
from desktop.services.progress import Progress
from desktop.services.records import JournalEntry
from desktop.storage.capture import rows_hash
from desktop.storage.tables import entry_rows, foreign_entry, journal, journal_subject

KIND_VERSION = 1

WHOLE = "whole"
"""What a body says of an entry that carries the whole state."""

_TAG = b"qingshou-journal-1"
_STEP = 1_000
NAMED = (
    "event_id", "kind", "kind_version", "entity_id", "occurred_on", "recorded_at", "operator_id",
    "run_id", "replica_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Origin:
    """Who writes an entry: the person, this start of the program, this replica."""

    operator_id: str
    run_id: str
    replica_id: str


def canonical(value: Mapping[str, Any]) -> str:
    """Return JSON text with sorted keys and NFC strings.

    Raises TypeError for a float or any type JSON lacks: an amount that is not a whole number of
    fen is a bug; ValueError for text that no file or no PostgreSQL could hold (lone surrogates,
    NUL).
    """
    text = json.dumps(_normalised(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    text.encode("utf-8")
    return text


def chain_hash(prev_hash: str, body: str) -> str:
    """Return the hash of an entry from the hash before it and its body."""
    return hashlib.sha256(_TAG + bytes.fromhex(prev_hash) + body.encode("utf-8")).hexdigest()


def append(
    connection: Connection,
    origin: Origin,
    event_id: str,
    kind: str,
    entity_id: str,
    data: Mapping[str, Any],
    occurred_on: date,
    recorded_at: datetime,
    subjects: Iterable[str],
    rows: str = "",
    is_whole: bool = False,
) -> None:
    """Add an entry at the end of the chain, in the caller's transaction.

    ``rows`` are those it wrote, as text: the body names their hash. An entry that ``is_whole``
    carries all that there is, in place of older ones that carry none. ExpectedFailure
    ``entry_too_large`` for one that no package could take along.
    """
    local_no, prev_hash = head(connection)
    named = {
        "event_id": event_id,
        "kind": kind,
        "kind_version": KIND_VERSION,
        "entity_id": entity_id,
        "occurred_on": occurred_on.isoformat(),
        "recorded_at": recorded_at.isoformat(),
        "operator_id": origin.operator_id,
        "run_id": origin.run_id,
        "replica_id": origin.replica_id,
    }
    covered: dict[str, Any] = {"rows": rows_hash(rows)} if rows else {}
    if is_whole:
        covered[WHOLE] = True
    body = canonical({**named, **covered, "data": data})
    if is_too_long(body) or is_too_long(rows):
        raise ExpectedFailure("entry_too_large")
    connection.execute(
        insert(journal).values(
            local_no=local_no + 1,
            body=body,
            prev_hash=prev_hash,
            hash=chain_hash(prev_hash, body),
            **named,
        )
    )
    about = [{"subject_id": each, "local_no": local_no + 1} for each in sorted(set(subjects))]
    if about:
        connection.execute(insert(journal_subject), about)
    if rows:
        connection.execute(insert(entry_rows).values(local_no=local_no + 1, content=rows))


def head(connection: Connection) -> tuple[int, str]:
    """Return number and hash of the newest entry."""
    newest = select(journal.c.local_no, journal.c.hash).order_by(journal.c.local_no.desc()).limit(1)
    row = connection.execute(newest).first()
    return (row.local_no, row.hash) if row else (0, FIRST_HASH)


def broken_entries(connection: Connection, progress: Progress) -> Iterator[IntegrityFinding]:
    """Yield ``journal_broken`` for every entry that does not follow from the one before it."""
    total = connection.execute(select(func.count()).select_from(journal)).scalar_one()
    before, expected_no = FIRST_HASH, 1
    rows = connection.execute(
        select(journal, entry_rows.c.content).outerjoin(entry_rows).order_by(journal.c.local_no)
    )
    for index, row in enumerate(rows.mappings()):
        if not index % _STEP:
            progress.report("journal", index, total)
        sound = (
            row["local_no"] == expected_no
            and row["prev_hash"] == before
            and row["hash"] == chain_hash(before, row["body"])
            and _columns_equal_body(row)
        )
        if not sound:
            yield IntegrityFinding("journal_broken", str(row["local_no"]))
        before, expected_no = row["hash"], row["local_no"] + 1


def broken_foreign_entries(connection: Connection) -> Iterator[IntegrityFinding]:
    """Yield ``foreign_entry_broken`` for every entry of another line that is not as it came."""
    for row in connection.execute(select(foreign_entry).order_by(foreign_entry.c.pk)).mappings():
        whole = is_sound(row["prev_hash"], row["body"], row["hash"], row["rows"])
        named = read_body(row["body"]) if whole else {}
        if any(named.get(name) != row[name] for name in NAMED if name in row):
            yield IntegrityFinding("foreign_entry_broken", row["event_id"])


def entry(row: RowMapping) -> JournalEntry:
    """Return a row of the journal as a record; ``body`` is what the use case wrote."""
    return JournalEntry(
        local_no=row["local_no"],
        event_id=row["event_id"],
        kind=row["kind"],
        kind_version=row["kind_version"],
        entity_id=row["entity_id"],
        body=read_body(row["body"])["data"],
        occurred_on=date.fromisoformat(row["occurred_on"]),
        recorded_at=datetime.fromisoformat(row["recorded_at"]),
        operator_id=row["operator_id"],
        hash=row["hash"],
    )


def _columns_equal_body(row: RowMapping) -> bool:
    try:
        body = read_body(row["body"])
    except ValueError:
        return False
    covered = rows_hash(row["content"]) if row["content"] else None
    same = all(body.get(name) == row[name] for name in NAMED)
    return same and body.get("rows") == covered


def is_sound(prev_hash: str, body: str, entry_hash: str, rows: str) -> bool:
    """Return whether an entry has its own hash, and the rows that its body names."""
    try:
        read = read_body(body)
        follows = entry_hash == chain_hash(prev_hash, body)
    except (TypeError, ValueError):
        return False
    named = read.get("rows") == (rows_hash(rows) if rows else None)
    return follows and named and all(name in read for name in (*NAMED, "data"))


def read_body(text: str) -> dict[str, Any]:
    """Return an entry's body as data; ValueError for text that is none."""
    read = json.loads(text, object_pairs_hook=_without_duplicates)
    if not isinstance(read, dict):
        raise ValueError("an entry's body is an object")
    return read


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _normalised(value: Any) -> Any:
    if isinstance(value, str):
        return _normalised_text(value)
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, Mapping):
        return {_normalised_key(key): _normalised(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_normalised(item) for item in value]
    raise TypeError(f"a journal body holds no {type(value).__name__}")


def _normalised_key(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError("keys of a journal body are text")
    return _normalised_text(key)


def _normalised_text(text: str) -> str:
    if "\0" in text:
        raise ValueError("a journal body holds no NUL")
    return unicodedata.normalize("NFC", text)
