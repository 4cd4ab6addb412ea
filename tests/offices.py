"""A head office of a test, with its branches, and packages as those send them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from desktop.domain.package_names import Direction, PackageName
from desktop.services.collection_records import LedgerOfBranch, LoanLine
from desktop.services.office.branches import add_branch
from desktop.services.office.importing import take_packages
from desktop.services.office.registering import register
from desktop.services.package_ports import (
    NO_RETURN,
    EntryLine,
    Line,
    Manifest,
    PrivateKeys,
    PublicKeys,
    Registration,
)
from desktop.services.ports import Desk
from desktop.services.progress import NoProgress
from desktop.sync.room import PackageRoom
from tests.sync_packages import FIRST, entry

ROOM = PackageRoom()
QUIET = NoProgress()
DAY = date(2026, 10, 10)


@dataclass
class Pc:
    """A branch's PC: it writes entries and packages as the program at a branch does."""

    desk: Desk
    folder: Path
    branch: str = "0417"
    replica_id: str = "replica-1"
    letter: str = "A"
    keys: PrivateKeys = field(default_factory=ROOM.new_keys)
    entries: list[EntryLine] = field(default_factory=list)
    number: int = 0
    sealed_to: PublicKeys | None = None

    def request(self) -> Path:
        """Write the file by which the PC asks to be registered."""
        path = self.folder / f"{self.replica_id}.request"
        path.unlink(missing_ok=True)
        asked = Registration(
            self.branch,
            "牌口信用社",
            self.replica_id,
            ROOM.public(self.keys),
            self.office.fingerprint,
            datetime(2026, 10, 1, tzinfo=UTC),
        )
        ROOM.write_request(path, asked, self.keys)
        return path

    @property
    def fingerprint(self) -> str:
        return ROOM.public(self.keys).fingerprint

    @property
    def office(self):
        with self.desk.store.read() as queries:
            return ROOM.public(queries.head_office().keys)

    def act(
        self, kind: str, data: Mapping[str, Any], entity: str = "", rows: str = "", **more: Any
    ) -> EntryLine:
        """Add an entry to the PC's journal."""
        number = len(self.entries) + 1
        body = {
            "event_id": f"{self.replica_id}-event-{number}",
            "kind": kind,
            "kind_version": 1,
            "entity_id": entity or f"{self.replica_id}-entity-{number}",
            "occurred_on": "2026-10-08",
            "recorded_at": "2026-10-08T09:00:00+08:00",
            "operator_id": "teller",
            "run_id": "run",
            "replica_id": self.replica_id,
            "data": dict(data),
            **more,
        }
        if rows:
            body["rows"] = hashlib.sha256(rows.encode()).hexdigest()
        text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        made = entry(text, self.head, rows)
        self.entries.append(made)
        return made

    def pay(
        self, loan_no: str = "4321001", fen: int = 5_000, receipt: str = "", teller: str = ""
    ) -> EntryLine:
        """Record a repayment."""
        number = len(self.entries) + 1
        data = {
            "receipt": receipt or f"R{self.replica_id}{number}",
            "paid_on": "2026-10-08",
            "amount_fen": fen,
            "teller_name": teller,
            "shares": [
                {
                    "loan_no": loan_no,
                    "cost_fen": 0,
                    "on_balance_fen": 0,
                    "off_balance_fen": 0,
                    "principal_fen": fen,
                }
            ],
        }
        return self.act("repayment_recorded", data, f"{self.replica_id}-repayment-{number}")

    def reverse(self, paid: EntryLine) -> EntryLine:
        """Take a repayment back."""
        body = json.loads(paid.body)
        return self.act("repayment_reversed", body["data"] | {"reason": "误记"}, body["entity_id"])

    @property
    def head(self) -> str:
        return self.entries[-1].hash if self.entries else FIRST

    def draft(self, entries: Sequence[EntryLine], from_head: str, **changes: Any) -> Manifest:
        self.number += 1
        made = Manifest(
            direction=Direction.UP,
            package_id=f"{self.replica_id}-package-{self.number}",
            number=self.number,
            epoch=0,
            installation_id="branch",
            branch=self.branch,
            replica_id=self.replica_id,
            sender=self.fingerprint,
            recipient=self.office.fingerprint,
            created_at=datetime(2026, 10, 10, 9, tzinfo=UTC),
            app_version="0.1.0",
            schema="0005",
            reads_up_to="0005",
            from_head=from_head,
            to_head=entries[-1].hash if entries else from_head,
            previous="",
            last_return=NO_RETURN,
            foreign_up_to=0,
            extra={"letter": self.letter, "entries": len(entries)},
        )
        return replace(made, **changes)

    def send(
        self,
        first: int = 0,
        last: int | None = None,
        more: Iterable[Line] = (),
        name: str = "",
        **changes: Any,
    ) -> Path:
        """Write a package of the entries from one to another, counted from 0."""
        entries = self.entries[first:last]
        from_head = self.entries[first - 1].hash if first else FIRST
        draft = self.draft(entries, from_head, **changes)
        file = PackageName(self.branch, self.letter, Direction.UP, self.number, DAY).file
        path = self.folder / "stick" / (name or file)
        path.parent.mkdir(exist_ok=True)
        lines = [*more, *(each.line() for each in entries)]
        ROOM.write(path, draft, lines, self.keys, [self.sealed_to or self.office], QUIET)
        return path


def enrolled(office, folder, branch="0417", replica="replica-1", letter="A"):
    """Add a branch and register its PC."""
    add_branch(office, branch, f"{branch}信用社")
    made = Pc(office, folder, branch, replica, letter)
    register(office, made.request(), made.fingerprint)
    return made


def know_loans(office, *numbers, branch="0417", as_of=date(2026, 9, 30)):
    """Let a ledger list these loans."""
    with office.collection.write(branch) as work:
        now, sums = office.clock.now(), (len(numbers), len(numbers))
        ledger = LedgerOfBranch(branch, as_of, "head_office", "l.xlsx", "a" * 64, *sums, now, "u")
        work.replace_ledger(ledger, [LoanLine(each, "周田生", 1, "{}") for each in numbers])
        work.commit()


def take(office, *files, **options):
    """Take packages in."""
    return take_packages(office, files, QUIET, **options)
