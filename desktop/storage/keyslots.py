"""The two locks of a database without users: a key file, and one password.

A key file is one line of text. The password's wrapping of the data key stands in
``<database>.keyslots.json`` beside the database; the previous generation of that file is kept as
``.keyslots.previous.json``. Where there are users, ``user_slots`` has the same file's other format.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.domain.errors import ExpectedFailure
from desktop.storage.durable import create_private, sync_folder, write_durably
from desktop.storage.engine import KEY_BYTES
from desktop.storage.failures import os_failure
from desktop.storage.one_at_a_time import alone_with_database
from desktop.storage.sealing import (
    StretchCost,
    Wrapped,
    WrongSecret,
    bytes_of,
    text_of,
    unwrap,
    wrap,
)

_TAG = "qingshou-key-1"
_FORMAT = 1
_SLOT = "password"
_CONTEXT = f"qingshou-slot-{_FORMAT}:{_SLOT}".encode("ascii")
"""What the wrapped key is bound to besides the password."""


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
    slot = {"slot": _SLOT, **wrapped_to_plain(wrap(key, password, cost or StretchCost(), _CONTEXT))}
    write_generation(db_path, {"format": _FORMAT, "slots": [slot]})


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
    try:
        return unwrap(slot, password, _CONTEXT)
    except WrongSecret as error:
        raise ExpectedFailure("wrong_password") from error


def slot_files(db_path: Path) -> tuple[Path, Path]:
    """Return where the password slot lies: the current and the previous generation."""
    return (
        db_path.with_name(f"{db_path.name}.keyslots.json"),
        db_path.with_name(f"{db_path.name}.keyslots.previous.json"),
    )


def write_generation(db_path: Path, data: Mapping[str, Any]) -> None:
    """Write a slot file; what stood there becomes the previous generation."""
    current, previous = slot_files(db_path)
    with alone_with_database(db_path):
        try:
            if current.exists():
                write_durably(previous, current.read_bytes())
            write_durably(current, json.dumps(data, indent=1, ensure_ascii=False).encode("utf-8"))
        except OSError as error:
            raise os_failure(error, current) from error


def wrapped_to_plain(wrapped: Wrapped) -> dict[str, Any]:
    """Return what a password wraps, as it stands in the file."""
    return {
        "argon2id": asdict(wrapped.cost),
        "salt": text_of(wrapped.salt),
        "nonce": text_of(wrapped.nonce),
        "wrapped": text_of(wrapped.content),
    }


def wrapped_from_plain(plain: Mapping[str, Any]) -> Wrapped:
    """Return what a password wraps; ValueError, KeyError or TypeError for what is none."""
    return Wrapped(
        StretchCost(**plain["argon2id"]),
        bytes_of(plain["salt"]),
        bytes_of(plain["nonce"]),
        bytes_of(plain["wrapped"]),
    )


def _read_slot(path: Path) -> Wrapped | None:
    try:
        data = json.loads(path.read_bytes())
        return wrapped_from_plain(next(each for each in data["slots"] if each["slot"] == _SLOT))
    except (OSError, ValueError, KeyError, TypeError, StopIteration):
        return None
