"""Reliefs as they are stored, and the port's part of them. Amounts are fen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from desktop.domain.money import Money
from desktop.domain.relief_terms import ReliefState, WaivedInterest
from desktop.services.records import Evidence


@dataclass(frozen=True, slots=True)
class ReliefPart:
    """One loan of a relief: what it owed on the day of the approval, and what is waived of it."""

    loan_id: str
    loan_no: str
    principal_fen: int
    on_balance_fen: int
    off_balance_fen: int
    waived_on_balance_fen: int
    waived_off_balance_fen: int

    @property
    def waived(self) -> Money:
        return Money(self.waived_on_balance_fen + self.waived_off_balance_fen)

    @property
    def interest_fen(self) -> int:
        return self.on_balance_fen + self.off_balance_fen


@dataclass(frozen=True, slots=True)
class ReliefStep:
    """What became of a relief: signed in writing, booked with a payment, undone, withdrawn.

    ``number`` is that of the written approval, ``repayment_id`` the payment that brought it about
    or whose reversal undid it; ``waived`` what was booked, loan by loan.
    """

    state: ReliefState
    occurred_on: date
    number: str = ""
    repayment_id: str = ""
    reason: str = ""
    waived: tuple[WaivedInterest, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredRelief:
    """A relief that was granted, with its frozen figures and all that happened to it since."""

    id: str
    approval_id: str
    party_id: str
    payer: str
    reason: str
    level: str
    granted_on: date
    valid_until: date
    parts: tuple[ReliefPart, ...]
    steps: tuple[ReliefStep, ...] = ()

    @property
    def state(self) -> ReliefState:
        """Where it stands, whatever the day is: see ``relief_terms.state_on``."""
        return self.steps[-1].state if self.steps else ReliefState.GRANTED

    @property
    def waived(self) -> Money:
        return Money.total(each.waived for each in self.parts)

    def step(self, state: ReliefState) -> ReliefStep | None:
        """Return the step that brought a state about."""
        return next((each for each in self.steps if each.state is state), None)


class ReliefQueries(Protocol):
    """Questions about reliefs."""

    def relief(self, relief_id: str) -> StoredRelief | None: ...

    def reliefs(self, limit: int = 500) -> Sequence[StoredRelief]:
        """Return what was granted, newest first."""

    def reliefs_of(self, party_id: str) -> Sequence[StoredRelief]:
        """Return what was granted to a debtor, newest first."""

    def reliefs_on(self, loan_ids: Sequence[str]) -> Sequence[StoredRelief]:
        """Return what was granted on any of these loans, oldest first."""

    def relief_evidence(self, relief_id: str) -> Sequence[Evidence]:
        """Return the files of the written approval, oldest first."""


class ReliefWrites(ReliefQueries, Protocol):
    """Changes of reliefs: each row stays as it was written."""

    def add_relief(self, relief: StoredRelief) -> None:
        """Store what was granted, without steps."""

    def add_relief_step(self, relief_id: str, step: ReliefStep) -> None: ...

    def add_relief_evidence(self, evidence: Evidence, relief_id: str) -> None: ...
