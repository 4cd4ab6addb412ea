"""The manifest as JSON: every field in its place, what is unknown kept in ``extra``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypeVar

from desktop.services.package_ports import (
    ControlTotal,
    Direction,
    Manifest,
    PackageRefused,
    PartMark,
    ReturnMark,
)
from desktop.sync.keys import plain_keys, read_hash, read_keys
from desktop.sync.strict_json import canonical, read_object, wrong

T = TypeVar("T")

FORMAT = 1
SUITE = "age-x25519 ed25519 sha256 zstd"
_TEXTS = (
    "package_id", "installation_id", "branch", "replica_id", "sender", "recipient", "app_version",
    "schema", "reads_up_to", "from_head", "to_head", "previous", "sha256",
)  # fmt: skip
_NUMBERS = ("number", "epoch", "foreign_up_to", "payload_length", "raw_length")
_OTHERS = ("direction", "created_at", "last_return", "parts", "totals", "next_keys")
_KNOWN = frozenset({"format", "suite", *_TEXTS, *_NUMBERS, *_OTHERS})
_SCHEMA = re.compile(r"[0-9]{4}")


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return the bytes of a manifest, which are what is hashed and signed."""
    if _KNOWN & manifest.extra.keys():
        raise ValueError("extra fields have names of their own")
    plain: dict[str, Any] = {
        **manifest.extra,
        "format": FORMAT,
        "suite": SUITE,
        "direction": manifest.direction.value,
        "created_at": manifest.created_at.isoformat(),
        "last_return": asdict(manifest.last_return),
        "parts": [asdict(each) for each in manifest.parts],
        "totals": [asdict(each) for each in manifest.totals],
        "next_keys": plain_keys(manifest.next_keys) if manifest.next_keys else None,
        **{name: getattr(manifest, name) for name in (*_TEXTS, *_NUMBERS)},
    }
    return canonical(plain)


def read_manifest(data: bytes) -> Manifest:
    """Return a manifest from its bytes.

    Raises PackageRefused ``package_newer`` for a format or suite from after this program,
    ``package_content_wrong``.
    """
    plain = read_object(data)
    require_known(plain)
    if canonical(plain) != data:
        raise wrong("a manifest that is not canonical")
    fields: dict[str, Any] = {name: _text(plain, name) for name in _TEXTS}
    fields |= {name: _number(plain, name) for name in _NUMBERS}
    manifest = Manifest(
        **fields,
        direction=_direction(plain),
        created_at=read_moment(plain.get("created_at")),
        last_return=_return(_mapping(plain.get("last_return"))),
        parts=_each(plain.get("parts"), _part),
        totals=_each(plain.get("totals"), _total),
        next_keys=read_keys(plain["next_keys"]) if plain.get("next_keys") is not None else None,
        extra={name: value for name, value in plain.items() if name not in _KNOWN},
    )
    _require_sound(manifest)
    return manifest


def require_known(plain: Mapping[str, Any]) -> None:
    """Refuse a format or suite of a newer program."""
    if type(plain.get("format")) is not int or not isinstance(plain.get("suite"), str):
        raise wrong("no format or suite")
    if plain["format"] != FORMAT or plain["suite"] != SUITE:
        raise PackageRefused("package_newer", format=plain["format"], suite=plain["suite"])


def read_moment(value: Any) -> datetime:
    """Return a moment with its offset; PackageRefused ``package_content_wrong``."""
    try:
        moment = datetime.fromisoformat(value)
    except (ValueError, TypeError) as error:
        raise wrong("created_at") from error
    if moment.utcoffset() is None or moment.isoformat() != value:
        raise wrong("created_at")
    return moment


def _require_sound(manifest: Manifest) -> None:
    for schema in (manifest.schema, manifest.reads_up_to):
        if not _SCHEMA.fullmatch(schema):
            raise wrong("a schema")
    if manifest.reads_up_to < manifest.schema:  # nobody writes what he cannot read
        raise wrong("reads_up_to")
    read_hash(manifest.sha256)


def _direction(plain: Mapping[str, Any]) -> Direction:
    try:
        return Direction(_text(plain, "direction"))
    except ValueError as error:
        raise wrong("direction") from error


def _return(plain: Mapping[str, Any]) -> ReturnMark:
    return ReturnMark(_number(plain, "epoch"), _number(plain, "number"), _text(plain, "hash"))


def _part(plain: Mapping[str, Any]) -> PartMark:
    sha256 = read_hash(plain.get("sha256"))
    return PartMark(sha256, _number(plain, "size"), _text(plain, "file_name"))


def _total(plain: Mapping[str, Any]) -> ControlTotal:
    fen = plain.get("fen")
    if type(fen) is not int:
        raise wrong("fen")
    counted = (_number(plain, "count"), fen, _number(plain, "loan_digits"))
    return ControlTotal(_text(plain, "kind"), *counted)


def _each(value: Any, one: Callable[[Mapping[str, Any]], T]) -> tuple[T, ...]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise wrong("a list")
    return tuple(one(_mapping(each)) for each in value)


def _mapping(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise wrong("not an object")
    return value


def _text(plain: Mapping[str, Any], name: str) -> str:
    value = plain.get(name)
    if not isinstance(value, str):
        raise wrong(name)
    return value


def _number(plain: Mapping[str, Any], name: str) -> int:
    value = plain.get(name)
    if type(value) is not int or value < 0:
        raise wrong(name)
    return value
