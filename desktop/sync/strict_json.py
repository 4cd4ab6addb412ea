"""JSON from outside, read so that two readers can never see two things in it.

No floats, no NaN, no number past 64 bits, no key twice, no lone surrogate, no endless nesting, and
no NUL, which PostgreSQL's text cannot hold.
Whatever the bytes are, only PackageRefused ``package_content_wrong`` comes out, or
``package_too_large`` for more values than there is room for: they are counted before any is made.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, cast

from desktop.services.line_limits import has_too_many_marks
from desktop.services.package_ports import PackageRefused
from desktop.sync.limits import JSON_DEPTH

_WHOLE = range(-(2**63), 2**63)
_DIGITS = 20
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""An escaped NUL; after a backslash that is itself escaped it is none."""
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)


def wrong(why: object) -> PackageRefused:
    """Return the refusal of content that is not as it must be."""
    return PackageRefused("package_content_wrong", detail=str(why)[:200])


def canonical(value: Mapping[str, Any], nfc: bool = True) -> bytes:
    """Return JSON text with sorted keys, its strings brought to NFC unless told otherwise.

    What JSON cannot hold is refused.
    """
    try:
        text = _ENCODER.encode(value)
        return (unicodedata.normalize("NFC", text) if nfc else text).encode("utf-8")
    except (ValueError, TypeError, RecursionError) as error:
        raise wrong(error) from error


def read_object(data: bytes | str, nfc: bool = True) -> dict[str, Any]:
    """Return the object that JSON text holds."""
    value = read(data, nfc)
    if not isinstance(value, dict):
        raise wrong("not an object")
    return value


def read(data: bytes | str, nfc: bool = True) -> Any:
    """Return the value that JSON text holds; ``nfc`` refuses text that is not in that form."""
    try:
        text = data.decode("utf-8") if isinstance(data, bytes) else data
        if has_too_many_marks(text):
            raise PackageRefused("package_too_large")
        value, end = _DECODER.raw_decode(text)
        if end != len(text):
            raise ValueError("something follows the value")
        if "\\u" in text:
            text = _unescaped(value)
            if "\\u0000" in text and _NUL.search(text):
                raise ValueError("a character NUL")
        if nfc and not unicodedata.is_normalized("NFC", text):
            raise ValueError("not in normal form C")
        if text.count("[") + text.count("{") > JSON_DEPTH:
            _require_flat(value)
    except (ValueError, RecursionError, MemoryError) as error:
        raise wrong(error) from error
    return value


def _unescaped(value: Any) -> str:
    """Return a value's text without escapes, in which surrogates and combinations show."""
    text = _ENCODER.encode(value)
    text.encode("utf-8")
    return text


def _require_flat(value: Any) -> None:
    level = [value]
    for _ in range(JSON_DEPTH + 1):
        nests = [each for each in level if isinstance(each, dict | list)]
        if not nests:
            return
        level = [
            inner for each in nests for inner in (each.values() if isinstance(each, dict) else each)
        ]
    raise ValueError("nested too deeply")


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS or (number := int(digits)) not in _WHOLE:
        raise ValueError("a number past 64 bits")
    return number


def _no_float(digits: str) -> Any:
    raise ValueError("a number that is not whole")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


_DECODER = json.JSONDecoder(
    parse_float=_no_float,
    parse_constant=_no_float,
    parse_int=_whole,
    object_pairs_hook=cast(Any, _once),
)
