"""The KeyRing port: passwords, slots and data keys of one open database."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence

from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.recovery_code import CODE_BYTES, code_of
from desktop.services.key_ports import FailedSignIn, StoredSlot
from desktop.services.ports import Clock, Queries, UnitOfWork
from desktop.storage.backup.listing import every_copy
from desktop.storage.lockout import Lockout
from desktop.storage.sealing import StretchCost, WrongSecret, calibrate
from desktop.storage.store import SqlStore
from desktop.storage.unit_of_work import SqlUnitOfWork
from desktop.storage.user_slots import (
    CODE_SLOT,
    KeySlot,
    SlotFile,
    is_written,
    new_slot,
    office_slot,
    private_half,
    resealed,
    slot_of_text,
    slot_text,
    without_slots,
    write_slots,
)


class SqlKeyRing:
    """Knows the data key, hands it to nobody.

    ``cost`` is what stretching costs; without it the machine is measured for the first slot, and
    later slots cost what that one does.
    """

    def __init__(self, store: SqlStore, clock: Clock, cost: StretchCost | None) -> None:
        self._store = store
        self._clock = clock
        self._given_cost = cost
        self._lockout = Lockout(store.path)

    def confirm(self, user_id: str, password: str) -> None:
        """Return if this is the user's password; the try is counted before it is checked."""
        slots = self._slots()
        if not slots.slots:
            raise RuleViolation("users_needed", action="")
        self._lockout.begin(user_id, self._clock.now())
        if not _is_opened(slots, user_id, password):
            raise ExpectedFailure("wrong_password")
        self._lockout.succeeded(user_id)

    def new_slot(self, user_id: str, login: str, password: str) -> StoredSlot:
        """Make a slot for a password."""
        slots = self._slots()
        slot = new_slot(
            slots.installation,
            user_id,
            login,
            password,
            self._store.data_key,
            self._cost(slots),
        )
        return _stored(slot)

    def opens(self, user_id: str, password: str) -> bool:
        """Return whether this is the user's password of now."""
        return _is_opened(self._slots(), user_id, password)

    def under_present_key(self, slot: StoredSlot) -> StoredSlot:
        """Return a slot with the data key of now in it."""
        made = slot_of_text(slot.content)
        return _stored(resealed(made, self._slots().installation, self._store.data_key))

    def publish(self) -> None:
        """Bring the file beside the database to what stands inside it."""
        slots = self._slots()
        if slots.slots and not is_written(self._store.path, slots):
            write_slots(self._store.path, slots)

    def renew(self, operator_id: str, change: Callable[[UnitOfWork], None]) -> None:
        """Put the database under a new data key."""

        def with_slots(uow: SqlUnitOfWork, key: bytes) -> SlotFile:
            change(uow)
            known = slots_inside(uow)
            slots = tuple(resealed(each, known.installation, key) for each in known.slots)
            for slot in slots:
                uow.save_key_slot(_stored(slot))
            return SlotFile(known.installation, slots)

        self._store.signed_by(operator_id).renew(with_slots)
        with self._store.read() as queries:
            gone = [each.id for each in queries.users() if not each.is_active]
        for copy in every_copy(self._store.path, self._slots().installation):
            without_slots(copy, gone)

    def new_recovery_code(self) -> tuple[str, StoredSlot]:
        """Draw a recovery code, and the slot that it opens."""
        code, slots = code_of(secrets.token_bytes(CODE_BYTES)), self._slots()
        slot = new_slot(
            slots.installation,
            CODE_SLOT,
            "",
            code,
            self._store.data_key,
            self._cost(slots),
        )
        return code, _stored(slot)

    def office_slot(self, public: str, officers: Sequence[str]) -> StoredSlot:
        """Make the slot that head office's key opens."""
        key = self._store.data_key
        try:
            names = [bytes.fromhex(each) for each in officers]
            slot = office_slot(self._slots().installation, bytes.fromhex(public), names, key)
        except ValueError as error:
            raise RuleViolation("recovery_key_wrong", field="office") from error
        return _stored(slot)

    def failures(self) -> Sequence[FailedSignIn]:
        """Return the wrong passwords of which the journal has not been told."""
        return self._lockout.failures()

    def told(self, ids: Iterable[str]) -> None:
        """Forget failures that stand in the journal now."""
        self._lockout.told(ids)

    def _slots(self) -> SlotFile:
        with self._store.read() as queries:
            return slots_inside(queries)

    def _cost(self, slots: SlotFile) -> StretchCost:
        if self._given_cost is not None:
            return self._given_cost
        known = [each.wrapped.cost for each in slots.slots if each.wrapped is not None]
        return known[0] if known else calibrate()


def _is_opened(slots: SlotFile, slot_id: str, password: str) -> bool:
    slot = slots.slot(slot_id)
    if slot is None:
        return False
    try:
        private_half(slot, slots.installation, password)
    except WrongSecret:
        return False
    return True


def slots_inside(queries: Queries) -> SlotFile:
    """Return the slots that stand in the database: the ones that count."""
    installation = queries.installation()
    name = installation.installation_id if installation else ""
    return SlotFile(name, tuple(slot_of_text(each.content) for each in queries.key_slots()))


def _stored(slot: KeySlot) -> StoredSlot:
    return StoredSlot(slot.id, slot_text(slot))
