"""What a branch keeps of its exchange with head office: records, and the port's part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from desktop.domain.ledger import LedgerRow
from desktop.domain.policy.codec import NamedRow
from desktop.services.exchange.return_lines import (
    AnswerLine,
    CorrectionLine,
    DecisionLine,
    HeldLine,
    TargetLine,
)
from desktop.services.package_ports import ControlTotal, PrivateKeys, PublicKeys, ReturnMark
from desktop.services.records import LedgerImport


class KeyState(StrEnum):
    """Which of the own key pairs it is: the one in use, one announced, one that was in use."""

    OWN = "own"
    NEXT = "next"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class StoredKeys:
    """A key pair of this replica; ``fingerprint`` is that of its public halves."""

    fingerprint: str
    keys: PrivateKeys
    state: KeyState
    made_on: date


@dataclass(frozen=True, slots=True)
class StoredEnrolment:
    """Head office as two people took it from its file, after comparing the fingerprint.

    ``next_keys`` are those that it announced in a return.
    """

    bank: str
    installation_id: str
    keys: PublicKeys
    escrow: str
    enrolled_on: date
    enrolled_by: str
    checked_by: str
    next_keys: PublicKeys | None = None


@dataclass(frozen=True, slots=True)
class SentPackage:
    """A package that was written; ``slip`` is the serial of its slip, ``parts`` are hashes."""

    replica_id: str
    number: int
    package_id: str
    manifest_hash: str
    file_name: str
    from_head: str
    to_head: str
    entries: int
    made_at: datetime
    made_by: str
    checked_by: str
    totals: tuple[ControlTotal, ...]
    parts: tuple[str, ...]
    slip: str


@dataclass(frozen=True, slots=True)
class TakenReturn:
    """A return that was taken in, and what of it the next package needs to know.

    ``ledgers`` are the SHA-256 of the files whose loans head office has.
    """

    replica_id: str
    epoch: int
    number: int
    hash: str
    file_name: str
    heads: tuple[str, ...]
    arrival_up_to: int
    ledger_policy: str
    ledgers: tuple[str, ...]
    made_at: datetime
    taken_at: datetime
    taken_by: str
    checked_by: str

    @property
    def mark(self) -> ReturnMark:
        """Return what a manifest says of it."""
        return ReturnMark(self.epoch, self.number, self.hash)


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """Head office's decision about a proposal, and what came of it here.

    ``outcome`` is "" while it waits to be carried out, ``done``, or the code of why it cannot be.
    """

    decision: DecisionLine
    outcome: str


class CorrectionSubject(StrEnum):
    """What of a loan a branch may say is wrong: head office owns it."""

    BALANCE = "balance"
    INTEREST = "interest"
    RATE = "rate"
    DUE_ON = "due_on"
    BORROWER = "borrower"
    FIVE_CLASS = "five_class"
    MISSING = "missing"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class StoredCorrection:
    """A request to correct what head office owns; ``answer`` is None while it is open."""

    id: str
    loan_id: str
    loan_no: str
    borrower: str
    what: CorrectionSubject
    says: str
    should_be: str
    reason: str
    asked_on: date
    asked_by: str
    answer: CorrectionLine | None = field(default=None)


class ExchangeQueries(Protocol):
    """Questions about the exchange."""

    def own_keys(self) -> Sequence[StoredKeys]:
        """Return this replica's key pairs: the one in use, the announced one, old ones."""

    def enrolment(self) -> StoredEnrolment | None: ...

    def sent_packages(self, limit: int = 500) -> Sequence[SentPackage]:
        """Return packages that were written here, newest first, those of earlier replicas too."""

    def taken_returns(self, limit: int = 500) -> Sequence[TakenReturn]:
        """Return returns that were taken in, newest first, those of earlier replicas too."""

    def package_answers(self) -> Mapping[str, AnswerLine]:
        """Return what happened to packages, by the hash of their manifest."""

    def held_at_office(self) -> Sequence[HeldLine]: ...

    def office_decisions(self) -> Sequence[StoredDecision]:
        """Return head office's decisions, newest first."""

    def targets(self) -> Sequence[TargetLine]: ...

    def corrections(self) -> Sequence[StoredCorrection]:
        """Return correction requests, newest first."""

    def parts_at_office(self) -> frozenset[str]:
        """Return the hashes of the parts that head office said it has."""

    def rows_of_ledger(self, of: LedgerImport) -> Iterator[LedgerRow]:
        """Yield the loans of a ledger with what it reported of them, by loan number."""


class ExchangeWrites(ExchangeQueries, Protocol):
    """Changes of the exchange."""

    def save_keys(self, stored: StoredKeys) -> None:
        """Write a key pair in the place of what was known of it."""

    def save_enrolment(self, enrolled: StoredEnrolment) -> None:
        """Write whose branch this is in the place of the enrolment before."""

    def add_sent_package(self, package: SentPackage) -> None: ...

    def add_taken_return(self, taken: TakenReturn) -> None: ...

    def save_answers(self, answers: Iterable[AnswerLine]) -> None:
        """Write answers, each in the place of an earlier one about the same package."""

    def replace_held(self, held: Iterable[HeldLine]) -> None: ...

    def replace_targets(self, targets: Iterable[TargetLine]) -> None: ...

    def replace_parts(self, parts: Iterable[str]) -> None: ...

    def replace_policy_rows(self, rows: Sequence[NamedRow]) -> None:
        """Put head office's rows in the place of all that were there."""

    def save_decisions(self, decisions: Iterable[DecisionLine]) -> None:
        """Write decisions; one that was carried out already stays as it is."""

    def set_outcome(self, proposal_id: str, outcome: str) -> None: ...

    def add_correction(self, asked: StoredCorrection) -> None: ...

    def save_correction_answers(self, answers: Iterable[CorrectionLine]) -> None:
        """Write answers; one about a request that is not here is left out."""
