"""The people of the branch and what waits for a second one: records, and the port's part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from desktop.domain.approvals import Body, Decision, Means
from desktop.domain.permissions import Role


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may sign in, or could once. ``login`` is what is typed."""

    id: str
    login: str
    name: str
    role: Role
    created_on: date
    disabled_on: date | None = None
    password_since: date | None = None

    @property
    def is_active(self) -> bool:
        return self.disabled_on is None


@dataclass(frozen=True, slots=True)
class StoredStep:
    """A decision about a proposal."""

    approval_id: str
    decision: Decision
    maker_id: str
    checker_id: str
    checker_role: str
    means: Means
    item_hash: str
    reason: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class StoredProposal:
    """A proposal as it was made; ``title`` says in a line whom or what it is about.

    ``is_open`` where a decision can be taken here.
    """

    id: str
    kind: str
    action: str
    target_id: str
    title: str
    body: Body
    basis: Body
    item_hash: str
    maker_id: str
    made_at: datetime
    expires_at: datetime
    steps: tuple[StoredStep, ...] = ()
    is_open: bool = field(default=True, compare=False)


class OfficeQueries(Protocol):
    """Questions about people and proposals."""

    def users(self) -> Sequence[User]:
        """Return everybody who may or could sign in, by login."""

    def user(self, user_id: str) -> User | None: ...

    def user_names(self) -> Mapping[str, str]:
        """Return the names of everybody who is or was here or at another PC of ours, by id."""

    def proposal(self, proposal_id: str) -> StoredProposal | None: ...

    def waiting_proposals(self) -> Sequence[StoredProposal]:
        """Return what is open, the oldest first, expired ones included."""

    def waiting_for(self, target_id: str) -> StoredProposal | None:
        """Return what is open about a target, expired or not."""

    def proposals(self, limit: int = 500) -> Sequence[StoredProposal]:
        """Return proposals, newest first."""

    def phone_key(self) -> bytes | None: ...


class OfficeWrites(OfficeQueries, Protocol):
    """Changes of people and proposals."""

    def save_user(self, user: User) -> None:
        """Write a user in the place of what was known of him."""

    def add_proposal(self, proposal: StoredProposal) -> None:
        """Store a proposal that waits for its checkers."""

    def add_step(self, step: StoredStep, closes: bool) -> None:
        """Store a decision; one that ``closes`` ends the waiting."""

    def leave_waiting(self) -> None:
        """Let everything that waits be signed elsewhere: the PC that was copied has it too."""

    def save_phone_key(self, key: bytes, fingerprint: str, on: date) -> None: ...
