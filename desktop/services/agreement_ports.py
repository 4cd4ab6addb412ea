"""Agreements and promises as they are stored, and the port's part of them. Amounts are fen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from desktop.domain.instalments import AccelerationClause, InstalmentPlan
from desktop.domain.promises import Promise


@dataclass(frozen=True, slots=True)
class StoredSigning:
    """When the debtor signed, and who of the third parties signed with him."""

    id: str
    agreement_id: str
    signed_on: date
    consents: tuple[str, ...]
    note: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class StoredArrival:
    """The arrival of the notice, known by its serial, that called the whole debt in."""

    id: str
    agreement_id: str
    notice_serial: str
    arrived_on: date
    note: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class StoredAgreement:
    """An approved agreement (还款协议) on a debtor's loans; its paper has the ``serial``.

    ``replaces`` is the id of the version before, "" for the first. ``missed`` is the number of
    the clause on acceleration, 0 where there is none. ``replaced_on`` is the day a later version
    was signed. ``relief_id`` names the relief whose approval it carries, which
    lapses when the plan is broken; "" where none is known.
    """

    id: str
    party_id: str
    debtor: str
    serial: str
    loan_ids: tuple[str, ...]
    version: int
    replaces: str
    computed_to: date
    drafted_at: datetime
    plan: InstalmentPlan
    missed: int
    grace_days: int
    third_parties: tuple[str, ...]
    third_role: str
    guarantee_months: int
    relief_id: str
    maker_id: str
    approval_id: str
    signing: StoredSigning | None = None
    arrival: StoredArrival | None = None
    replaced_on: date | None = None

    @property
    def clause(self) -> AccelerationClause | None:
        return AccelerationClause(self.missed) if self.missed else None

    @property
    def unbound(self) -> tuple[str, ...]:
        """The third parties that did not sign: not bound by the new terms (民法典 §695)."""
        consents = self.signing.consents if self.signing else ()
        return tuple(each for each in self.third_parties if each not in consents)


@dataclass(frozen=True, slots=True)
class StoredPromise:
    """A promise to pay (承诺) about loans of a debtor; ``promisor`` is who gave it.

    ``withdrawn`` is the reason for which it was taken back, None while it stands.
    """

    id: str
    party_id: str
    debtor: str
    loan_ids: tuple[str, ...]
    promise: Promise
    promisor: str
    note: str
    recorded_at: datetime
    withdrawn: str | None = None


class AgreementQueries(Protocol):
    """Questions about agreements and promises."""

    def agreements(self, party_id: str = "") -> Sequence[StoredAgreement]:
        """Return agreements, newest first, every version; of one debtor or of all."""

    def agreement_numbered(self, serial: str) -> StoredAgreement | None: ...

    def promises(self, party_id: str = "") -> Sequence[StoredPromise]:
        """Return promises, newest first, withdrawn ones included; of one debtor or of all."""

    def promise(self, promise_id: str) -> StoredPromise | None: ...


class AgreementWrites(AgreementQueries, Protocol):
    """Changes: rows are added, none is changed."""

    def add_agreement(self, agreement: StoredAgreement) -> None:
        """Store an agreement whose paper is stored already."""

    def add_signing(self, signing: StoredSigning) -> None: ...

    def add_arrival(self, arrival: StoredArrival) -> None: ...

    def add_promise(self, promise: StoredPromise) -> None: ...

    def withdraw_promise(self, promise_id: str, reason: str) -> None: ...
