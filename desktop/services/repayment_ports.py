"""Repayments as they are stored, and the port's part of them. Amounts are fen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from desktop.domain.allocation import AllocationOrder
from desktop.domain.interest.reductions import Reduction, ReportedSums
from desktop.domain.repayment.kinds import RepaymentKind
from desktop.domain.repayment.matching import MatchCode


@dataclass(frozen=True, slots=True)
class StoredShare:
    """What one loan got of a repayment, and why.

    ``event_id`` is its event of limitation, "" where it is none. ``code`` is what a newer ledger,
    or a person, last said about it; None while no ledger had to contain it.
    """

    loan_id: str
    loan_no: str
    cost_fen: int
    on_balance_fen: int
    off_balance_fen: int
    principal_fen: int
    principal_after_fen: int
    order: AllocationOrder
    article: str
    why_loan: str
    event_id: str = ""
    code: MatchCode | None = None

    @property
    def interest_fen(self) -> int:
        return self.on_balance_fen + self.off_balance_fen

    @property
    def total_fen(self) -> int:
        return self.cost_fen + self.interest_fen + self.principal_fen

    @property
    def is_confirmed(self) -> bool:
        return self.code is MatchCode.CONFIRMED


@dataclass(frozen=True, slots=True)
class StoredReversal:
    """Why and when a repayment was reversed, and by whom."""

    id: str
    repayment_id: str
    reason: str
    reversed_on: date
    teller_id: str
    checkers: tuple[str, ...]
    approval_id: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class StoredRepayment:
    """A repayment of a debtor, with its shares; ``reversal`` is None while it stands.

    ``receipt`` is the serial of its receipt, ``checkers`` are empty where a teller took it alone.
    """

    id: str
    party_id: str
    debtor: str
    kind: RepaymentKind
    paid_on: date
    amount_fen: int
    payer: str
    by_debtor: bool
    consent: str
    note: str
    receipt: str
    teller_id: str
    checkers: tuple[str, ...]
    approval_id: str
    recorded_at: datetime
    shares: tuple[StoredShare, ...]
    reversal: StoredReversal | None = None

    @property
    def is_confirmed(self) -> bool:
        """Whether the core system's ledger contains any of it."""
        return any(share.is_confirmed for share in self.shares)

    @property
    def principal_fen(self) -> int:
        return sum(share.principal_fen for share in self.shares)

    @property
    def interest_fen(self) -> int:
        return sum(share.interest_fen for share in self.shares)

    @property
    def cost_fen(self) -> int:
        return sum(share.cost_fen for share in self.shares)


@dataclass(frozen=True, slots=True)
class StoredConfirmation:
    """What a ledger said about a share, or a person: then ``import_id`` is "" ."""

    repayment_id: str
    loan_id: str
    import_id: str
    code: MatchCode
    figures: Mapping[str, int]
    note: str
    decided_by: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class LedgerStep:
    """What an import changed on a loan, as sums of the ledgers before and after.

    ``is_missing``: it lists the loan no more, and ``after`` says nothing.
    """

    import_id: str
    as_of: date
    is_missing: bool
    before: ReportedSums
    after: ReportedSums
    reported_before: date
    due_before: date | None


@dataclass(frozen=True, slots=True)
class StoredReopen:
    """Why a closed day was opened again, and by whom."""

    reason: str
    maker_id: str
    checkers: tuple[str, ...]
    approval_id: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class StoredClose:
    """The close of a day: what the rows came to in cash, what was counted, who signed.

    ``counts`` tells how many notes and coins by their fen, empty where only the sum was counted.
    """

    id: str
    day: date
    expected_fen: int
    counted_fen: int
    counts: Mapping[int, int]
    reason: str
    teller_id: str
    checkers: tuple[str, ...]
    approval_id: str
    recorded_at: datetime
    reopened: StoredReopen | None = None


@dataclass(frozen=True, slots=True)
class OpenDifference:
    """A share that a ledger should contain and does not, or not so; a person decides."""

    repayment: StoredRepayment
    share: StoredShare
    confirmation: StoredConfirmation = field(compare=False)


class RepaymentQueries(Protocol):
    """Questions about repayments and closed days."""

    def repayment(self, repayment_id: str) -> StoredRepayment | None: ...

    def repayment_of_receipt(self, serial: str) -> StoredRepayment | None: ...

    def repayment_of_event(self, event_id: str) -> StoredRepayment | None:
        """Return the repayment that an event of limitation belongs to."""

    def repayments_of(self, party_id: str) -> Sequence[StoredRepayment]:
        """Return a debtor's repayments, newest first, reversed ones included."""

    def repayments_on(self, day: date) -> Sequence[StoredRepayment]:
        """Return what was paid on a day, in the order of recording, reversed ones included."""

    def reversed_on(self, day: date) -> Sequence[StoredRepayment]:
        """Return the repayments that were reversed on a day."""

    def provisional_of(self, loan_ids: Sequence[str]) -> Sequence[StoredRepayment]:
        """Return standing repayments of these loans that no ledger has confirmed, oldest first."""

    def all_reductions(self) -> Mapping[str, tuple[Reduction, ...]]:
        """Return what was repaid or waived of each loan and is in no ledger yet, by day."""

    def stored_reductions(self) -> Mapping[str, ReportedSums]:
        """Return what lists subtract of each loan."""

    def differences(self) -> Sequence[StoredConfirmation]:
        """Return what newer ledgers said otherwise about standing shares, oldest first."""

    def last_words(self, loan_id: str) -> Sequence[StoredConfirmation]:
        """Return what was last said about each standing share of a loan."""

    def ledger_steps(self, loan_id: str) -> Sequence[LedgerStep]:
        """Return what imports changed on a loan, in the order in which they did."""

    def close_of(self, day: date) -> StoredClose | None:
        """Return the close of a day that is closed now."""

    def close(self, close_id: str) -> StoredClose | None: ...

    def closes(self, limit: int = 500) -> Sequence[StoredClose]:
        """Return closes, newest first, with those that were reopened."""

    def open_days(self) -> Sequence[date]:
        """Return the days with repayments or reversals that are not closed, oldest first."""


class RepaymentWrites(RepaymentQueries, Protocol):
    """Changes: each row stays as it was written."""

    def add_repayment(self, repayment: StoredRepayment) -> None: ...

    def add_reversal(self, reversal: StoredReversal) -> None: ...

    def add_confirmations(self, confirmations: Sequence[StoredConfirmation]) -> None: ...

    def add_close(self, close: StoredClose) -> None:
        """Close a day; it is not reopened."""

    def add_reopen(self, close_id: str, reopen: StoredReopen) -> None: ...

    def save_reductions(self, sums: Mapping[str, ReportedSums]) -> None:
        """Write what lists subtract of these loans; nothing subtracted leaves no row."""
