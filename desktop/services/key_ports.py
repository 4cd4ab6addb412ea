"""Keys and passwords, as use cases need them: none of them ever sees a key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # the ports of a desk have its key ring among them
    from desktop.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class FailedSignIn:
    """A wrong password: whose, and when. Nothing that was typed."""

    id: str
    user_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StoredSlot:
    """A way to the data key as the database keeps it; ``content`` is for the key ring alone."""

    id: str
    content: str


class SlotQueries(Protocol):
    """Questions about slots."""

    def key_slots(self) -> Sequence[StoredSlot]:
        """Return all slots of the database, by id."""


class SlotWrites(SlotQueries, Protocol):
    """Changes of slots; the file beside the database follows by :meth:`KeyRing.publish`."""

    def save_key_slot(self, slot: StoredSlot) -> None:
        """Write a slot in the place of the one with its id."""

    def remove_key_slot(self, slot_id: str) -> None: ...


class KeyRing(Protocol):
    """The slots by which the people of a branch unlock its database."""

    def confirm(self, user_id: str, password: str) -> None:
        """Return if this is the user's password; the try is counted before it is checked.

        ExpectedFailure ``wrong_password``, ``sign_in_wait``, ``sign_in_locked``.
        """

    def new_slot(self, user_id: str, login: str, password: str) -> StoredSlot:
        """Make a slot for a password; stretching it takes most of a second."""

    def opens(self, user_id: str, password: str) -> bool:
        """Return whether this is the user's password of now; nothing is counted."""

    def under_present_key(self, slot: StoredSlot) -> StoredSlot:
        """Return a slot that was made earlier, with the data key of now in it."""

    def publish(self) -> None:
        """Bring the file beside the database to what stands inside it."""

    def renew(self, operator_id: str, change: Callable[[UnitOfWork], None]) -> None:
        """Put the database under a new data key, after a verified backup.

        ``change`` writes and records in the new file; it counts when the new file does. Slots of
        people who are no longer among the database's are taken out of the backups' slot files.
        """

    def new_recovery_code(self) -> tuple[str, StoredSlot]:
        """Draw a recovery code, and the slot that it opens."""

    def office_slot(self, public: str, officers: Sequence[str]) -> StoredSlot:
        """Make the slot that head office's key opens; keys are hexadecimal.

        RuleViolation ``recovery_key_wrong`` for what is none.
        """

    def failures(self) -> Sequence[FailedSignIn]:
        """Return the wrong passwords of which the journal has not been told."""

    def told(self, ids: Iterable[str]) -> None:
        """Forget failures that stand in the journal now."""
