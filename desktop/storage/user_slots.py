"""The slots of a database with users: who can come to the data key, and by which password.

Each slot is a key pair. Its private half lies behind the person's password, and the data key is
sealed to its public half: a new data key needs nobody's password (ADR 9). The slot of head office
has a public half alone. The slots inside the database are the ones that count; the file beside it
is their image, for signing in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop.domain.errors import ExpectedFailure
from desktop.storage.durable import write_durably
from desktop.storage.keyslots import (
    slot_files,
    wrapped_from_plain,
    wrapped_to_plain,
    write_generation,
)
from desktop.storage.sealing import (
    KeyPair,
    Sealed,
    StretchCost,
    Wrapped,
    WrongSecret,
    bytes_of,
    open_sealed,
    seal,
    text_of,
    unwrap,
    wrap,
)

FORMAT = 2
CODE_SLOT = "code"
"""The slot that the printed recovery code opens."""
OFFICE_SLOT = "office"
"""The slot that head office's own key opens."""


@dataclass(frozen=True, slots=True)
class KeySlot:
    """One way to the data key; ``wrapped`` is None where the private half lies elsewhere.

    ``officers`` are the public keys of those at head office whose signatures its slot wants.
    """

    id: str
    login: str
    public: bytes
    wrapped: Wrapped | None
    sealed: Sealed
    officers: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class SlotFile:
    """The slots of one installation."""

    installation: str
    slots: tuple[KeySlot, ...]

    def slot(self, slot_id: str) -> KeySlot | None:
        """Return a slot by its id: a user's, CODE_SLOT or OFFICE_SLOT."""
        return next((each for each in self.slots if each.id == slot_id), None)

    def of_login(self, login: str) -> KeySlot | None:
        """Return the slot of whoever signs in by this name."""
        return next((each for each in self.slots if each.login and each.login == login), None)


def new_slot(
    installation: str, slot_id: str, login: str, password: str, data_key: bytes, cost: StretchCost
) -> KeySlot:
    """Draw a key pair behind a password, and seal the data key to it."""
    pair, context = KeyPair.new(), _context(installation, slot_id, login)
    wrapped = wrap(pair.private, password, cost, context)
    return KeySlot(slot_id, login, pair.public, wrapped, seal(data_key, pair.public, context))


def office_slot(
    installation: str, public: bytes, officers: Sequence[bytes], data_key: bytes
) -> KeySlot:
    """Seal the data key to head office's pair, whose private half lies there."""
    sealed = seal(data_key, public, _context(installation, OFFICE_SLOT, ""))
    return KeySlot(OFFICE_SLOT, "", public, None, sealed, tuple(officers))


def resealed(slot: KeySlot, installation: str, data_key: bytes) -> KeySlot:
    """Return the slot with this data key in it."""
    context = _context(installation, slot.id, slot.login)
    return replace(slot, sealed=seal(data_key, slot.public, context))


def private_half(slot: KeySlot, installation: str, password: str) -> KeyPair:
    """Return the slot's pair; WrongSecret for a wrong password or a slot that was changed."""
    if slot.wrapped is None:
        raise WrongSecret
    private = unwrap(slot.wrapped, password, _context(installation, slot.id, slot.login))
    pair = KeyPair.of(private)
    if pair.public != slot.public:
        raise WrongSecret
    return pair


def data_key_in(slot: KeySlot, installation: str, pair: KeyPair) -> bytes:
    """Return the data key in a slot; WrongSecret for another pair or changed bytes."""
    return open_sealed(slot.sealed, pair, _context(installation, slot.id, slot.login))


def read_slots(db_path: Path) -> SlotFile | None:
    """Return the slots beside a database, None where it has no users.

    A broken file gives way to the previous generation. ExpectedFailure ``keyslots_damaged`` where
    neither can be read.
    """
    files = [path for path in slot_files(db_path) if path.exists()]
    for path in files:
        try:
            data = json.loads(path.read_bytes())
            if data["format"] != FORMAT:
                return None
            return read_plain_slots(data)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
    if files:
        raise ExpectedFailure("keyslots_damaged", file=files[0].name)
    return None


def is_written(db_path: Path, file: SlotFile) -> bool:
    """Return whether the file beside the database, not the generation before, says exactly this."""
    return _readable(slot_files(db_path)[0]) == file


def write_slots(db_path: Path, file: SlotFile) -> None:
    """Write the slots beside a database, and keep what stood there as previous generation."""
    write_generation(db_path, plain_slots(file))


def slot_text(slot: KeySlot) -> str:
    """Return a slot as the text that stands inside the database."""
    return json.dumps(_slot_to_plain(slot), sort_keys=True)


def slot_of_text(text: str) -> KeySlot:
    """Return a slot from that text."""
    return _slot_from_plain(json.loads(text))


def without_slots(db_path: Path, gone: Iterable[str]) -> None:
    """Take the slots of people who left out of both generations beside a copy."""
    names = set(gone)
    for path in slot_files(db_path):
        file = _readable(path)
        if file is not None and any(each.id in names for each in file.slots):
            kept = tuple(each for each in file.slots if each.id not in names)
            left = plain_slots(SlotFile(file.installation, kept))
            write_durably(path, json.dumps(left, indent=1).encode("utf-8"))


def _readable(path: Path) -> SlotFile | None:
    try:
        return read_plain_slots(json.loads(path.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _context(installation: str, slot_id: str, login: str) -> bytes:
    """What a slot's contents are bound to: moved elsewhere they open nothing."""
    return json.dumps(["qingshou-slot", FORMAT, installation, slot_id, login]).encode("ascii")


def plain_slots(file: SlotFile) -> dict[str, Any]:
    """Return slots as JSON data."""
    slots: Sequence[dict[str, Any]] = [_slot_to_plain(each) for each in file.slots]
    return {"format": FORMAT, "installation": file.installation, "slots": slots}


def read_plain_slots(data: Mapping[str, Any]) -> SlotFile:
    """Return slots from that data; ValueError, KeyError, TypeError for what is none."""
    return SlotFile(
        str(data["installation"]), tuple(_slot_from_plain(each) for each in data["slots"])
    )


def _slot_to_plain(slot: KeySlot) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "slot": slot.id,
        "login": slot.login,
        "public": text_of(slot.public),
        "ephemeral": text_of(slot.sealed.ephemeral),
        "sealed": text_of(slot.sealed.content),
    }
    if slot.wrapped is not None:
        plain["private"] = wrapped_to_plain(slot.wrapped)
    if slot.officers:
        plain["officers"] = [text_of(each) for each in slot.officers]
    return plain


def _slot_from_plain(plain: Mapping[str, Any]) -> KeySlot:
    private = plain.get("private")
    return KeySlot(
        id=str(plain["slot"]),
        login=str(plain["login"]),
        public=bytes_of(plain["public"]),
        wrapped=wrapped_from_plain(private) if private is not None else None,
        sealed=Sealed(bytes_of(plain["ephemeral"]), bytes_of(plain["sealed"])),
        officers=tuple(bytes_of(each) for each in plain.get("officers", ())),
    )
