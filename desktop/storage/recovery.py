"""Back in when every manager forgot his password: by the code on paper, or by head office.

Head office answers a request: the manager chooses his new password first, and the request carries
the public half of the slot behind it; head office opens its own slot and seals the data key to that
half. So neither file gives anything away, and the answer is useless without the new password. Two
officers sign the answer; the branch believes the two whose keys lie in its database.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.recovery_code import read_code
from desktop.storage.durable import create_private, sync_folder, write_durably
from desktop.storage.failures import os_failure
from desktop.storage.lockout import Lockout
from desktop.storage.sealing import (
    KeyPair,
    Sealed,
    StretchCost,
    WrongSecret,
    bytes_of,
    calibrate,
    open_sealed,
    seal,
    text_of,
)
from desktop.storage.signing_in import has_users, open_slot
from desktop.storage.user_slots import (
    CODE_SLOT,
    OFFICE_SLOT,
    KeySlot,
    SlotFile,
    data_key_in,
    new_slot,
    private_half,
    read_slots,
    slot_of_text,
    slot_text,
)

OFFICERS = 2
_REQUEST, _ANSWER = "qingshou-recovery-request-1", "qingshou-recovery-answer-1"
_OFFICE_TAG, _OFFICER_TAG = "qingshou-office-key-1", "qingshou-officer-key-1"
_RAW = 32


@dataclass(frozen=True, slots=True)
class Recovered:
    """What an answer opened: the data key, the manager's new slot, the officers who signed."""

    key: bytes
    slot: KeySlot
    officers: tuple[bytes, ...]


def key_by_code(database: Path, code: str, now: datetime) -> bytes:
    """Return the data key that the code on paper opens; every try is counted.

    Raises RuleViolation ``recovery_code_mistyped``, ExpectedFailure ``recovery_code_wrong``,
    ``recovery_no_code`` where it was used up, ``sign_in_wait``, ``sign_in_locked``.
    """
    code = read_code(code)
    slots = _slots(database)
    slot = slots.slot(CODE_SLOT)
    if slot is None:
        raise ExpectedFailure("recovery_no_code")
    lockout = Lockout(database)
    lockout.begin(CODE_SLOT, now)
    try:
        key = open_slot(slots, slot, code).key
    except ExpectedFailure as error:
        raise ExpectedFailure("recovery_code_wrong") from error
    lockout.succeeded(CODE_SLOT)
    return key


def make_request(
    database: Path,
    login: str,
    password: str,
    request: Path,
    now: datetime,
    cost: StretchCost | None = None,
) -> None:
    """Write a request for head office; the new password counts when its answer is opened.

    Raises ExpectedFailure ``recovery_no_office`` where head office's key was never laid in,
    RuleViolation ``user_unknown``.
    """
    slots = _slots(database)
    office, mine = slots.slot(OFFICE_SLOT), slots.of_login(login.strip().lower())
    if office is None:
        raise ExpectedFailure("recovery_no_office")
    if mine is None:
        raise RuleViolation("user_unknown", field="login")
    # No data key is known here; the seal is replaced by the answer's.
    slot = new_slot(
        slots.installation, mine.id, mine.login, password, bytes(_RAW), cost or calibrate()
    )
    asked = {
        "kind": _REQUEST,
        "id": secrets.token_hex(16),
        "installation": slots.installation,
        "login": mine.login,
        "made_at": now.isoformat(),
        "public": text_of(slot.public),
        "office": slot_text(office),
    }
    pending = {"request": asked, "slot": slot_text(slot)}
    try:
        write_durably(_pending(database), json.dumps(pending, indent=1).encode("utf-8"))
        write_durably(request, json.dumps(asked, indent=1).encode("utf-8"))
    except OSError as error:
        raise os_failure(error, request) from error


def answer_request(
    request: Path, office_key: Path, officer_keys: Sequence[Path], answer: Path
) -> None:
    """Answer a branch's request with head office's key and two officers' signatures.

    Raises ExpectedFailure ``recovery_file_wrong`` (with ``file``) for a request or key that is
    none, ``recovery_not_for_us`` for another head office's; RuleViolation
    ``recovery_two_officers``.
    """
    asked = _read(request, _REQUEST)
    officers = [_officer(path) for path in officer_keys]
    publics = [each.public_key().public_bytes_raw() for each in officers]
    if len(set(publics)) < OFFICERS:
        raise RuleViolation("recovery_two_officers", field="officer")
    pair = KeyPair.of(_private(office_key, _OFFICE_TAG))
    try:
        key = data_key_in(slot_of_text(asked["office"]), asked["installation"], pair)
        sealed = seal(key, bytes_of(asked["public"]), _context(asked))
    except WrongSecret as error:
        raise ExpectedFailure("recovery_not_for_us", file=request.name) from error
    except (ValueError, KeyError, TypeError) as error:
        raise ExpectedFailure("recovery_file_wrong", file=request.name) from error
    said = {
        "kind": _ANSWER,
        "id": asked["id"],
        "installation": asked["installation"],
        "ephemeral": text_of(sealed.ephemeral),
        "sealed": text_of(sealed.content),
    }
    signed = [
        {"officer": text_of(public), "signature": text_of(each.sign(_message(said)))}
        for each, public in zip(officers, publics, strict=True)
    ]
    try:
        write_durably(answer, json.dumps({**said, "signed": signed}, indent=1).encode("utf-8"))
    except OSError as error:
        raise os_failure(error, answer) from error


def open_answer(database: Path, answer: Path, password: str, now: datetime) -> Recovered:
    """Open head office's answer with the password chosen for the request.

    Whether the officers are the branch's own is told by the database that the key opens. Raises
    ExpectedFailure ``recovery_file_wrong``, ``recovery_not_asked`` for an answer to something else,
    ``wrong_password`` and its like.
    """
    said = _read(answer, _ANSWER)
    slots = _slots(database)
    try:
        pending = json.loads(_pending(database).read_bytes())
        asked, slot = pending["request"], slot_of_text(pending["slot"])
        same = asked["id"] == said["id"] and asked["installation"] == said["installation"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ExpectedFailure("recovery_not_asked", file=answer.name) from error
    if not same or asked["installation"] != slots.installation:
        raise ExpectedFailure("recovery_not_asked", file=answer.name)
    officers = _signers(said, answer)
    Lockout(database).begin(slot.id, now)
    try:
        pair = private_half(slot, slots.installation, password)
    except WrongSecret as error:
        raise ExpectedFailure("wrong_password") from error
    try:
        sealed = Sealed(bytes_of(said["ephemeral"]), bytes_of(said["sealed"]))
        key = open_sealed(sealed, pair, _context(asked))
    except (WrongSecret, ValueError, KeyError, TypeError) as error:
        raise ExpectedFailure("recovery_file_wrong", file=answer.name) from error
    return Recovered(key, slot, officers)


def forget_request(database: Path) -> None:
    """Clear away a request that was answered."""
    _pending(database).unlink(missing_ok=True)


def new_office_key(path: Path) -> str:
    """Write head office's own key; return the public half, which branches lay in."""
    pair = KeyPair.new()
    _write_key(path, f"{_OFFICE_TAG} {pair.private.hex()}\n")
    return pair.public.hex()


def new_officer_key(path: Path) -> str:
    """Write an officer's signing key; return the public half."""
    key = Ed25519PrivateKey.generate()
    _write_key(path, f"{_OFFICER_TAG} {key.private_bytes_raw().hex()}\n")
    return key.public_key().public_bytes_raw().hex()


def _signers(said: Mapping[str, Any], answer: Path) -> tuple[bytes, ...]:
    try:
        signed = [(bytes_of(e["officer"]), bytes_of(e["signature"])) for e in said["signed"]]
        for public, signature in signed:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, _message(said))
    except (InvalidSignature, ValueError, KeyError, TypeError) as error:
        raise ExpectedFailure("recovery_file_wrong", file=answer.name) from error
    return tuple(public for public, _ in signed)


def _message(said: Mapping[str, Any]) -> bytes:
    words = {name: value for name, value in said.items() if name != "signed"}
    return json.dumps(words, sort_keys=True).encode("utf-8")


def _context(asked: Mapping[str, Any]) -> bytes:
    return json.dumps([_REQUEST, asked["installation"], asked["id"]]).encode("utf-8")


def _slots(database: Path) -> SlotFile:
    slots = read_slots(database) if has_users(database) else None
    if slots is None:
        raise ExpectedFailure("no_users", file=database.name)
    return slots


def _read(path: Path, kind: str) -> dict[str, Any]:
    try:
        data = json.loads(path.read_bytes())
        if data["kind"] != kind or not isinstance(data["id"], str):
            raise ValueError(kind)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ExpectedFailure("recovery_file_wrong", file=path.name) from error
    return dict(data)


def _private(path: Path, wanted: str) -> bytes:
    try:
        tag, digits = path.read_text(encoding="ascii").split()
        key = bytes.fromhex(digits)
    except (OSError, ValueError) as error:
        raise ExpectedFailure("recovery_file_wrong", file=path.name) from error
    if tag != wanted or len(key) != _RAW:
        raise ExpectedFailure("recovery_file_wrong", file=path.name)
    return key


def _officer(path: Path) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(_private(path, _OFFICER_TAG))


def _write_key(path: Path, line: str) -> None:
    try:
        create_private(path, line.encode("ascii"))
        sync_folder(path.parent)
    except FileExistsError as error:
        raise ExpectedFailure("key_file_exists", file=path.name) from error
    except OSError as error:
        raise os_failure(error, path) from error


def _pending(database: Path) -> Path:
    return database.with_name(f"{database.name}.recovery.json")
