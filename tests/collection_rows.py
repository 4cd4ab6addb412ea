"""Entries, money and packages of an invented branch, as head office receives them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count

from desktop.services.collection_records import (
    HeldEntry,
    LedgerOfBranch,
    MoneyRow,
    PackageState,
    ReceivedEntry,
    StoredPackage,
)
from desktop.storage.journal import FIRST_HASH, chain_hash

BRANCH = "0417"
OTHER = "0502"
NOW = datetime(2026, 10, 10, 9, tzinfo=UTC)

_numbers = count(1)


def chain(
    names: str, after: str = FIRST_HASH, replica: str = "replica-1", kind: str = "repayment"
) -> list[ReceivedEntry]:
    """Return entries that follow each other, named by the words of ``names``."""
    entries = []
    for name in names.split():
        body = f'{{"event_id":"{name}","note":"牌口镇"}}'
        hash_ = chain_hash(after, body)
        entries.append(
            ReceivedEntry(
                name, hash_, after, kind, 1, f"thing-{name}", "2026-10-08",
                "2026-10-08T09:00:00+08:00", "user-1", replica, body, '[["loan"]]',
            )
        )  # fmt: skip
        after = hash_
    return entries


def paid(
    event_id: str,
    fen: int = 5_000,
    loan_no: str = "L1",
    receipt: str = "",
    paid_on: str = "2026-10-08",
    position: int = 0,
) -> MoneyRow:
    """Return money an entry says was received; the repayment is named after the entry."""
    return MoneyRow(
        event_id, position, f"repayment-{event_id}", False, loan_no, receipt, paid_on, fen
    )


def reversed_(event_id: str, of: MoneyRow) -> MoneyRow:
    """Return the reversal of a repayment's row."""
    return of._replace(event_id=event_id, reversal=True, fen=-of.fen)


def package(
    entries: Sequence[ReceivedEntry], branch: str = BRANCH, **changes: object
) -> StoredPackage:
    """Return the package that brought entries."""
    number = next(_numbers)
    values: dict[str, object] = {
        "branch": branch,
        "package_id": f"package-{number}",
        "manifest_hash": hashlib.sha256(str(number).encode()).hexdigest(),
        "replica_id": "replica-1",
        "number": number,
        "state": PackageState.APPLIED,
        "reason": "",
        "file_name": f"B{branch}_U{number:04d}_20261010.qsp",
        "file_sha256": "f" * 64,
        "created_at": NOW,
        "taken_at": NOW,
        "taken_by": "user-9",
        "from_head": entries[0].prev_hash if entries else FIRST_HASH,
        "to_head": entries[-1].hash if entries else FIRST_HASH,
        "complete": True,
        "entries": len(entries),
        "new": len(entries),
        "known": 0,
        "held": 0,
        "forks": 0,
    }
    return StoredPackage(**{**values, **changes})  # type: ignore[arg-type]


def waiting(event_id: str, branch: str = BRANCH, reason: str = "unknown_loan") -> HeldEntry:
    return HeldEntry(branch, event_id, "repayment", reason, "L77", NOW)


def ledger(as_of: date = date(2026, 9, 30), branch: str = BRANCH) -> LedgerOfBranch:
    return LedgerOfBranch(
        branch, as_of, "head_office", "核心台账.xlsx", "a" * 64, 2, 2**40, NOW, "user-9"
    )
