"""Small packages for tests: entries as a branch writes them, drafts, and mutants below the seal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import zstandard

from desktop.services.package_ports import (
    NO_RETURN,
    Direction,
    EntryLine,
    Line,
    Manifest,
    PrivateKeys,
    PublicKeys,
)
from desktop.services.progress import NoProgress
from desktop.sync.container import head
from desktop.sync.inspection import Inspection
from desktop.sync.keys import entry_hash
from desktop.sync.manifest import manifest_bytes
from desktop.sync.payload import checked_lines
from desktop.sync.room import PackageRoom
from desktop.sync.sealing import seal

ROOM = PackageRoom()
OFFICE, ESCROW, BRANCH, STRANGER = (ROOM.new_keys() for _ in range(4))
FIRST = "0" * 64
AT = datetime(2026, 5, 31, 9, tzinfo=UTC)


def body_of(number: int, data: Mapping[str, Any], kind: str, rows: str = "") -> str:
    """Return an entry's body as the journal stores it."""
    whole = {
        "event_id": f"event-{number}",
        "kind": kind,
        "kind_version": 1,
        "entity_id": f"entity-{number}",
        "occurred_on": "2026-05-31",
        "recorded_at": AT.isoformat(),
        "operator_id": "teller",
        "run_id": "run",
        "replica_id": "replica",
        "data": dict(data),
    }
    if rows:
        whole["rows"] = hashlib.sha256(rows.encode()).hexdigest()
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def entry(body: str, prev_hash: str = FIRST, rows: str = "") -> EntryLine:
    """Return an entry with the hash that it must have."""
    return EntryLine(body, prev_hash, entry_hash(prev_hash, body), rows)


def chain(count: int) -> list[EntryLine]:
    """Return repayments that follow each other, every other one with rows."""
    found: list[EntryLine] = []
    for number in range(count):
        data = {"amount_fen": 100 + number, "shares": [{"loan_no": f"B{number:04d}"}]}
        rows = f'[{{"key":"周田生","row":{number}}}]' if number % 2 else ""
        body = body_of(number, data, "repayment_recorded", rows)
        found.append(entry(body, found[-1].hash if found else FIRST, rows))
    return found


def draft(
    from_head: str = FIRST,
    to_head: str = FIRST,
    sender: PrivateKeys = BRANCH,
    recipient: PrivateKeys = OFFICE,
    **changes: Any,
) -> Manifest:
    """Return a draft of a branch's package to head office."""
    made = Manifest(
        direction=Direction.UP,
        package_id="package-1",
        number=1,
        epoch=0,
        installation_id="installation",
        branch="B0417",
        replica_id="replica",
        sender=ROOM.public(sender).fingerprint,
        recipient=ROOM.public(recipient).fingerprint,
        created_at=AT,
        app_version="0.1.0",
        schema="0005",
        reads_up_to="0005",
        from_head=from_head,
        to_head=to_head,
        previous="",
        last_return=NO_RETURN,
        foreign_up_to=0,
    )
    return replace(made, **changes)


def draft_of(entries: Sequence[EntryLine], **changes: Any) -> Manifest:
    """Return a draft for entries that follow each other."""
    return draft(entries[0].prev_hash, entries[-1].hash, **changes)


def write(path: Path, made: Manifest, lines: Iterable[Line]) -> Path:
    """Write a branch's package as the program does."""
    ROOM.write(path, made, lines, BRANCH, [ROOM.public(OFFICE), ROOM.public(ESCROW)], NoProgress())
    return path


def raw_of(entries: Iterable[EntryLine]) -> list[str]:
    """Return the raw lines of entries."""
    found = []
    for each in entries:
        data = {"hash": each.hash, "prev_hash": each.prev_hash}
        texts = ["body", "rows"]
        found += [
            json.dumps({"data": data, "kind": "entry", "texts": texts}),
            each.body,
            each.rows,
        ]
    return found


def frame_of(lines: Iterable[str]) -> bytes:
    """Return raw lines compressed."""
    return zstandard.compress(
        "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass")
    )


def signed(
    path: Path,
    made: Manifest,
    frame: bytes,
    raw_length: int | None = None,
    sender: PrivateKeys = BRANCH,
    manifest: bytes | None = None,
) -> Path:
    """Write a package around any payload: rightly hashed, signed and sealed, whatever is in it."""
    if raw_length is None:
        raw_length = len(zstandard.decompress(frame))
    whole = replace(
        made,
        payload_length=len(frame),
        raw_length=raw_length,
        sha256=hashlib.sha256(frame).hexdigest(),
    )
    content = head(manifest_bytes(whole) if manifest is None else manifest, sender) + frame
    return sealed(path, content)


def counted(made: Manifest, frame: bytes) -> Manifest:
    """Return a draft with the right totals of a sound frame."""
    inspection = Inspection(made.direction, made.from_head)
    for line, text in checked_lines(memoryview(frame), len(zstandard.decompress(frame))):
        inspection.take(line, text)
    return replace(made, totals=inspection.finish(made.to_head))


def sealed(path: Path, content: bytes, recipient: PrivateKeys = OFFICE) -> Path:
    """Write a sealed file around any content."""
    path.write_bytes(seal(content, [ROOM.public(recipient)]))
    return path


def branch_keys(manifest: Manifest) -> PublicKeys:
    """Know the branch, as head office does."""
    return ROOM.public(BRANCH)
