"""Key files: head office's enrolment, and a branch's request to be registered.

Small readable JSON, signed by the keys in it: that proves who holds them. Who he is, a person
learns by comparing the fingerprint; nothing is trusted on first use.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from desktop.services.package_ports import (
    Enrolment,
    PackageRefused,
    PrivateKeys,
    PublicKeys,
    Registration,
)
from desktop.sync.files import read_bounded, write_new
from desktop.sync.keys import is_signed, plain_keys, public, read_keys, sign
from desktop.sync.limits import KEY_FILE_BYTES
from desktop.sync.manifest import FORMAT, SUITE, read_moment, require_known
from desktop.sync.sealing import read_sealing
from desktop.sync.strict_json import canonical, read_object, wrong

T = TypeVar("T")

ENROLMENT, REQUEST = "qingshou-enrolment", "qingshou-registration"
_TAG = b"qingshou-key-file-1"


def write_enrolment(path: Path, enrolment: Enrolment, keys: PrivateKeys) -> None:
    """Write head office's file; ValueError where ``keys`` are not those in it."""
    said = {
        "bank": enrolment.bank,
        "installation_id": enrolment.installation_id,
        "escrow": enrolment.escrow,
    }
    _write(path, ENROLMENT, said, enrolment.keys, enrolment.created_at, keys)


def read_enrolment(path: Path) -> Enrolment:
    """Read head office's file; PackageRefused ``key_file_damaged`` and its like."""
    return _read(
        path,
        ENROLMENT,
        lambda said, keys, moment: Enrolment(
            _text(said, "bank"),
            _text(said, "installation_id"),
            keys,
            read_sealing(said.get("escrow")),
            moment,
        ),
    )


def write_request(path: Path, registration: Registration, keys: PrivateKeys) -> None:
    """Write a branch's file; as :func:`write_enrolment`."""
    said = {
        "branch": registration.branch,
        "name": registration.name,
        "replica_id": registration.replica_id,
        "office": registration.office,
    }
    _write(path, REQUEST, said, registration.keys, registration.created_at, keys)


def read_request(path: Path) -> Registration:
    """Read a branch's file; as :func:`read_enrolment`."""
    return _read(
        path,
        REQUEST,
        lambda said, keys, moment: Registration(
            _text(said, "branch"),
            _text(said, "name"),
            _text(said, "replica_id"),
            keys,
            _text(said, "office"),
            moment,
        ),
    )


def _write(
    path: Path,
    kind: str,
    said: Mapping[str, str],
    keys: PublicKeys,
    created_at: datetime,
    own: PrivateKeys,
) -> None:
    if public(own) != keys:
        raise ValueError("signed by other keys than it names")
    whole = {
        **said,
        "kind": kind,
        "format": FORMAT,
        "suite": SUITE,
        "keys": plain_keys(keys),
        "fingerprint": keys.fingerprint,
        "created_at": created_at.isoformat(),
    }
    signed = read_object(canonical(whole))
    signed["signature"] = sign(own, _TAG + canonical(signed)).hex()
    write_new(path, json.dumps(signed, ensure_ascii=False, indent=1).encode("utf-8"))


def _read(
    path: Path, kind: str, build: Callable[[Mapping[str, Any], PublicKeys, datetime], T]
) -> T:
    try:
        said = read_object(read_bounded(path, KEY_FILE_BYTES))
        if isinstance(said.get("kind"), str) and said["kind"] != kind:
            raise PackageRefused("key_file_other", file=path.name)
        require_known(said)
        keys = read_keys(said.get("keys"))
        _require_signed(said, keys)
        return build(said, keys, read_moment(said.get("created_at")))
    except PackageRefused as error:
        if error.code in ("key_file_other", "package_newer"):
            raise PackageRefused(error.code, **{"file": path.name, **error.params}) from error
        raise PackageRefused("key_file_damaged", file=path.name) from error


def _require_signed(said: Mapping[str, Any], keys: PublicKeys) -> None:
    unsigned = {name: value for name, value in said.items() if name != "signature"}
    try:
        signature = bytes.fromhex(_text(said, "signature"))
    except ValueError as error:
        raise wrong("signature") from error
    if said.get("kind") is None or not is_signed(keys, _TAG + canonical(unsigned), signature):
        raise wrong("signature")


def _text(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name)
    if not isinstance(value, str) or not value:
        raise wrong(name)
    return value
