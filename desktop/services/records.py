"""Facts as they are stored and read back: frozen, free of SQL, safe to hand to any thread.

Amounts are fen, absent dates None, absent text "".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from desktop.domain.documents import DocumentKind
from desktop.domain.interest.reductions import NOTHING, Reduction, ReportedSums
from desktop.domain.ledger import RateUnit
from desktop.domain.limitation import EventKind
from desktop.domain.notices import BankHead
from desktop.domain.rounds import NoticeState


class LoanStatus(StrEnum):
    """Whether a loan still stands in the ledger; a person decides about the missing ones."""

    ACTIVE = "active"
    MISSING = "missing"
    SETTLED = "settled"
    MOVED = "moved"


class Hold(StrEnum):
    """Why no notice may go to a person."""

    NONE = ""
    IMPERSONATION = "impersonation"


@dataclass(frozen=True, slots=True)
class Installation:
    """This program's place: which branch, which replica, what stands on its papers."""

    kind: str
    installation_id: str
    replica_id: str
    replica_letter: str
    serial_prefix: str
    branch_code: str
    bank: BankHead


@dataclass(frozen=True, slots=True)
class Party:
    """A debtor: a person or an organisation, and where to find them."""

    id: str
    name: str
    id_number: str
    id_problem: str
    customer_no: str
    phone: str
    address: str
    township: str
    village: str
    group: str
    hold: Hold
    deceased: bool


@dataclass(frozen=True, slots=True)
class Loan:
    """A loan (借据) with what is owed by its ledger and by us since, and its stored clock.

    ``balance_fen`` and the interest are what is left: what the ledger reported on ``reported_on``
    less ``reduced``. ``reductions`` are the repayments and reliefs that no ledger contains yet.
    """

    id: str
    loan_no: str
    contract_no: str
    borrower_id: str
    disbursed_on: date | None
    due_on: date | None
    amount_fen: int | None
    balance_fen: int
    on_balance_interest_fen: int
    off_balance_interest_fen: int
    reported_on: date
    rate: Decimal | None
    rate_unit: RateUnit
    five_class: str
    officer: str
    purpose: str
    remark: str
    status: LoanStatus
    last_day: date | None
    legal_last_day: date | None
    proved_last_day: date | None
    clock_state: str
    guarantors: tuple[str, ...]
    reduced: ReportedSums = NOTHING
    reductions: tuple[Reduction, ...] = ()

    @property
    def reported(self) -> ReportedSums:
        """What the ledger reported: the figures that imports compare."""
        left = (self.balance_fen, self.on_balance_interest_fen, self.off_balance_interest_fen)
        return ReportedSums(*(each + less for each, less in zip(left, self.reduced, strict=True)))

    def balance_on(self, day: date) -> int:
        """Return the principal as it stood at the end of a day, later repayments left out."""
        repaid = sum(each.principal.fen for each in self.reductions if each.on <= day)
        return max(0, self.reported.principal - repaid)


class StoredClock(NamedTuple):
    """The searchable result of a loan's clock."""

    loan_id: str
    last_day: date | None
    legal_last_day: date | None
    proved_last_day: date | None
    clock_state: str


@dataclass(frozen=True, slots=True)
class LedgerImport:
    """One import of one file."""

    id: str
    as_of: date
    file_name: str
    file_sha256: str
    source: str
    loans: int
    borrowers: int
    principal_balance_fen: int
    on_balance_interest_fen: int
    off_balance_interest_fen: int
    opened: int
    updated: int
    unchanged: int
    missing: int
    reappeared: int
    refused: int
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class LoanChange:
    """What an import changed on one loan: ``kind`` is updated, missing or reappeared."""

    loan_id: str
    loan_no: str
    borrower: str
    village: str
    kind: str
    balance_before_fen: int
    balance_after_fen: int
    interest_before_fen: int
    interest_after_fen: int
    class_before: str
    class_after: str


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event of a claim; ``proved`` is true when evidence is attached.

    ``delivery_id`` names the delivery that brought it about, ``entry_id`` the entry by hand; an
    entry that is corrected (a procedure ends, evidence comes) withdraws one event and adds
    another under the same entry, which keeps the evidence.
    """

    id: str
    loan_id: str
    kind: EventKind
    occurred_on: date
    restart_on: date | None
    proved: bool
    withdrawn: bool
    ref: str
    note: str
    delivery_id: str = ""
    entry_id: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as issued; ``facts`` is the frozen JSON that is printed."""

    id: str
    batch_id: str
    serial: str
    round: int
    party_id: str
    issued_on: date
    state: NoticeState
    printed_on: date | None
    handed_out_on: date | None
    served_on: date | None
    reprints: int
    facts: str


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """An issued document as a list shows it; ``voided`` is a receipt that was reversed."""

    id: str
    batch_id: str
    serial: str
    kind: DocumentKind
    party_id: str
    subject: str
    issued_on: date
    state: NoticeState
    printed_on: date | None
    handed_out_on: date | None
    reprints: int
    voided: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Document(DocumentHead):
    """A document as issued; ``facts`` is the frozen JSON that is printed."""

    facts: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One recorded attempt to serve a notice."""

    id: str
    notice_id: str
    serial: str
    debtor: str
    village: str
    group: str
    method: str
    signer: str
    occurred_on: date
    received: bool
    agrees: bool
    objects: bool
    servers: tuple[str, ...]
    note: str
    result: str
    evidence: int
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file kept inside the encrypted database."""

    id: str
    sha256: str
    file_name: str
    media_type: str
    size: int
    content: bytes


class EvidenceHead(NamedTuple):
    """A file of evidence without its content; ``owner`` is what it belongs to.

    That is the id of a delivery or of an act towards a guarantor, or the entry id of an event.
    """

    id: str
    sha256: str
    file_name: str
    media_type: str
    owner: str


@dataclass(frozen=True, slots=True)
class PaperRecord:
    """A file that was printed or written: its hash, and for which notices."""

    id: str
    batch_id: str
    kind: str
    sha256: str
    pages: int
    template_version: str
    reprint: bool


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One entry of the journal, as written; ``local_no`` is 0 for one of another line."""

    local_no: int
    event_id: str
    kind: str
    kind_version: int
    entity_id: str
    body: Mapping[str, Any]
    occurred_on: date
    recorded_at: datetime
    operator_id: str
    hash: str
