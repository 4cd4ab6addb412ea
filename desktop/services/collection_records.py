"""What head office keeps of its branches, as records: frozen, free of SQL.

Amounts are fen. The branch stands in every key, by its code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from desktop.services.package_ports import NO_RETURN, ControlTotal, PublicKeys, ReturnMark


class PackageState(StrEnum):
    """What happened to a package at head office."""

    APPLIED = "applied"
    APPLIED_WITH_HELD = "applied_with_held"
    REFUSED = "refused"
    UNREADABLE_NEWER = "unreadable_newer"
    DUPLICATE = "duplicate"


TAKEN_IN = (PackageState.APPLIED, PackageState.APPLIED_WITH_HELD)
"""States of a package whose content is in the collection."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch that head office knows; ``phone`` is where it is rung up, "" while nobody said."""

    code: str
    name: str
    added_on: date
    phone: str = ""


FOLLOWED = ("",)
"""Who registered a PC that nobody did: it came under the keys of another one of its branch."""


@dataclass(frozen=True, slots=True)
class Replica:
    """A branch's PC as it was registered: by whom, with which keys; revoked ones stay listed."""

    branch: str
    replica_id: str
    keys: PublicKeys
    registered_on: date
    registered_by: tuple[str, ...]
    revoked_on: date | None = None
    revoked_by: tuple[str, ...] = ()
    last_return: ReturnMark = NO_RETURN
    """What its last package said it had taken in."""
    foreign_up_to: int = 0
    to_head: str = ""
    """The end of its journal by its last package."""
    reads_up_to: str = ""
    last_package_at: datetime | None = None

    @property
    def is_followed(self) -> bool:
        """Whether it was restored or copied from a registered PC, and nobody looked at it."""
        return self.registered_by == FOLLOWED and self.revoked_on is None


class ReceivedEntry(NamedTuple):
    """A journal entry of a branch: what its body names, beside the stored bytes themselves."""

    event_id: str
    hash: str
    prev_hash: str
    kind: str
    kind_version: int
    entity_id: str
    occurred_on: str
    recorded_at: str
    operator_id: str
    replica_id: str
    body: str
    rows: str


class MoneyRow(NamedTuple):
    """Money that an entry says was received (positive) or given back by a reversal (negative).

    One row a loan. ``repayment_id`` is the repayment itself in both cases.
    """

    event_id: str
    position: int
    repayment_id: str
    reversal: bool
    loan_no: str
    receipt: str
    paid_on: str
    fen: int


@dataclass(frozen=True, slots=True)
class StoredPackage:
    """A package as head office remembers it: the answer that its branch gets."""

    branch: str
    package_id: str
    manifest_hash: str
    replica_id: str
    number: int
    state: PackageState
    reason: str
    file_name: str
    file_sha256: str
    created_at: datetime | None
    taken_at: datetime
    taken_by: str
    from_head: str
    to_head: str
    complete: bool
    entries: int
    new: int
    known: int
    held: int
    forks: int
    totals: tuple[ControlTotal, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldEntry:
    """An entry that waits for something unknown; a person with a name may force it."""

    branch: str
    event_id: str
    kind: str
    reason: str
    waits_for: str
    since: datetime
    released_by: str = ""
    released_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fork:
    """Two or more entries that follow the same one: a restored backup or a cloned PC."""

    branch: str
    prev_hash: str
    entries: tuple[str, ...]
    replicas: tuple[str, ...]
    seen_by: str = ""
    note: str = ""


REVERSAL = "reversal"
"""Why there is a possible double: the same repayment taken back, on two PCs or after a restore."""


@dataclass(frozen=True, slots=True)
class PossibleDouble:
    """Money that may have been counted twice: same loan, day and amount, same receipt, or the same
    repayment taken back (``reversal``, ``fen`` below nought).

    ``entries`` are event ids, the first received first; until a person decides the first one alone
    counts as confirmed. ``kept`` are those a person said are real.
    """

    branch: str
    key: str
    why: str
    loan_no: str
    receipt: str
    paid_on: str
    fen: int
    entries: tuple[str, ...]
    kept: tuple[str, ...] = ()
    decided_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class BranchStanding:
    """One line of the list of branches."""

    branch: Branch
    replicas: int
    last_package_at: datetime | None
    last_number: int
    last_file: str
    """The name of the package that came last, "" while none came."""
    complete: bool
    entries: int
    received_fen: int
    reversed_fen: int
    confirmed_fen: int
    """Received less reversed, less what only a possible double would add."""
    held: int
    forks: int
    doubles: int
    ledger_as_of: date | None
    loans: int
    balance_fen: int


@dataclass(frozen=True, slots=True)
class LedgerOfBranch:
    """A ledger of a branch: where it came from and its sums.

    ``signature`` names the kind of file that a branch imported, "" for what head office did: that
    is all of a branch's loans; ``imported_at`` is when the branch did. ``no`` counts the branch's
    ledgers; the collection gives it.
    """

    branch: str
    as_of: date
    source: str
    file_name: str
    file_sha256: str
    loans: int
    balance_fen: int
    taken_at: datetime
    taken_by: str
    imported_at: datetime | None = None
    signature: str = ""
    no: int = 0

    @property
    def moment(self) -> datetime:
        """Return when it was imported, there or here."""
        return self.imported_at or self.taken_at

    def replaces(self, other: LedgerOfBranch) -> bool:
        """Return whether this one's loans go in the place of another's."""
        return self.signature == other.signature or "" in (self.signature, other.signature)


@dataclass(frozen=True, slots=True)
class ReceivedProposal:
    """What a branch proposes to head office: JSON text as its entry wrote it.

    ``signatures`` are the ids of the entries that signed it, one a person, in the order they came.
    """

    branch: str
    event_id: str
    id: str
    item_hash: str
    row: str
    signatures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficeDecision:
    """What head office decided about a branch's proposal; signed by two of its people."""

    branch: str
    proposal_id: str
    item_hash: str
    approved: bool
    reason: str
    decided_by: tuple[str, ...]
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """A branch's request to correct what head office owns, and the answer; "" while open."""

    branch: str
    id: str
    loan_no: str
    what: str
    says: str
    should_be: str
    asked_on: date
    answer: str = ""
    accepted: bool = False
    answered_by: str = ""
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What a branch is to recover in a year, by measure, in fen."""

    branch: str
    year: int
    measure: str
    fen: int


@dataclass(frozen=True, slots=True)
class OfficeContact:
    """A way to reach a debtor that head office learned of."""

    branch: str
    id: str
    loan_no: str
    kind: str
    value: str
    source: str
    learned_on: date
    note: str


@dataclass(frozen=True, slots=True)
class StoredReturn:
    """A return that was written for a replica."""

    branch: str
    replica_id: str
    epoch: int
    number: int
    hash: str
    file_name: str
    created_at: datetime
    created_by: str
    arrival_up_to: int


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody of head office did about a branch; "" stands for head office as a whole."""

    branch: str
    what: str
    by: str
    data: Mapping[str, Any]
    at: datetime

    @property
    def people(self) -> tuple[str, ...]:
        """The ids of who did it and of who signed beside him."""
        return tuple(dict.fromkeys((self.by, *self.data.get("by", ()))))


class LoanLine(NamedTuple):
    """A loan of a branch's ledger; ``row`` is the ledger row as JSON text."""

    loan_no: str
    borrower: str
    balance_fen: int
    row: str
