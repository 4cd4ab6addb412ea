"""The data key's two locks: a key file, and a password.

A key file is one line of text. A password never is the key: Argon2id stretches it to a wrapping
key, and AES-256-GCM wraps the random data key with it, in ``<database>.keyslots.json`` beside the
database. The previous generation of that file is kept as ``.keyslots.previous.json``.
"""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.domain.errors import ExpectedFailure
from desktop.storage.durable import create_private, sync_folder, write_durably
from desktop.storage.engine import KEY_BYTES
from desktop.storage.failures import os_failure

_TAG = "qingshou-key-1"
_FORMAT = 1
_SLOT = "password"


@dataclass(frozen=True, slots=True)
class StretchCost:
    """What a guess of a password costs: KiB of memory, passes, lanes (Argon2id)."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        if self.memory_kib < 19 * 1024 or self.passes < 2 or self.lanes < 1:
            raise ValueError("below the floor of 19 MiB, 2 passes, 1 lane")


def new_data_key() -> bytes:
    """Return 32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def write_key_file(path: Path, key: bytes) -> None:
    """Write a new key file that only its owner may read.

    An existing file is never overwritten: ExpectedFailure ``key_file_exists``.
    """
    try:
        create_private(path, f"{_TAG} {key.hex()}\n".encode("ascii"))
        sync_folder(path.parent)
    except FileExistsError as error:
        raise ExpectedFailure("key_file_exists", file=path.name) from error
    except OSError as error:
        raise os_failure(error, path) from error


def read_key_file(path: Path) -> bytes:
    """Return the key of a file; ExpectedFailure ``key_file_missing`` or ``key_file_invalid``."""
    try:
        tag, digits = path.read_text(encoding="ascii").split()
        key = bytes.fromhex(digits)
    except FileNotFoundError as error:
        raise ExpectedFailure("key_file_missing", file=path.name) from error
    except (OSError, ValueError) as error:
        raise ExpectedFailure("key_file_invalid", file=path.name) from error
    if tag != _TAG or len(key) != KEY_BYTES:
        raise ExpectedFailure("key_file_invalid", file=path.name)
    return key


def add_password_slot(
    db_path: Path, key: bytes, password: str, cost: StretchCost | None = None
) -> None:
    """Let a password open the database too; it replaces the password set before."""
    cost = cost or StretchCost()
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    wrapped = AESGCM(_stretch(password, salt, cost)).encrypt(nonce, key, _context())
    slot = {
        "slot": _SLOT,
        "argon2id": asdict(cost),
        "salt": _text(salt),
        "nonce": _text(nonce),
        "wrapped": _text(wrapped),
    }
    content = json.dumps({"format": _FORMAT, "slots": [slot]}, indent=1).encode("ascii")
    current, previous = slot_files(db_path)
    try:
        if current.exists():
            write_durably(previous, current.read_bytes())
        write_durably(current, content)
    except OSError as error:
        raise os_failure(error, current) from error


def unlock_with_password(db_path: Path, password: str) -> bytes:
    """Return the data key that the password wraps.

    ExpectedFailure ``wrong_password``; ``no_password_slot`` where none was ever set;
    ``keyslots_damaged`` where neither generation of the file can be read.
    """
    current, previous = slot_files(db_path)
    if not current.exists() and not previous.exists():
        raise ExpectedFailure("no_password_slot", file=db_path.name)
    slot = _read_slot(current) or _read_slot(previous)
    if slot is None:
        raise ExpectedFailure("keyslots_damaged", file=current.name)
    wrapping_key = _stretch(password, slot.salt, slot.cost)
    try:
        return AESGCM(wrapping_key).decrypt(slot.nonce, slot.wrapped, _context())
    except InvalidTag as error:
        raise ExpectedFailure("wrong_password") from error


def slot_files(db_path: Path) -> tuple[Path, Path]:
    """Return where the password slot lies: the current and the previous generation."""
    return (
        db_path.with_name(f"{db_path.name}.keyslots.json"),
        db_path.with_name(f"{db_path.name}.keyslots.previous.json"),
    )


@dataclass(frozen=True, slots=True)
class _Slot:
    """A slot as read back."""

    cost: StretchCost
    salt: bytes
    nonce: bytes
    wrapped: bytes


def _read_slot(path: Path) -> _Slot | None:
    try:
        data = json.loads(path.read_bytes())
        slot: dict[str, Any] = next(each for each in data["slots"] if each["slot"] == _SLOT)
        return _Slot(
            StretchCost(**slot["argon2id"]),
            _bytes(slot["salt"]),
            _bytes(slot["nonce"]),
            _bytes(slot["wrapped"]),
        )
    except (OSError, ValueError, KeyError, TypeError, StopIteration):
        return None


def _stretch(password: str, salt: bytes, cost: StretchCost) -> bytes:
    return hash_secret_raw(
        password.encode("utf-8"),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _context() -> bytes:
    """What the wrapped key is bound to besides the password."""
    return f"qingshou-slot-{_FORMAT}:{_SLOT}".encode("ascii")


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
