"""Records as data of a package's line, and back: JSON without floats, strictly typed.

Decimals are text, days and moments ISO text, bytes base64. A reader ignores fields it does not
know, since a newer program may have written them, and refuses one that is missing or of a wrong
type.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache, partial
from types import UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from desktop.services.package_ports import PackageRefused

T = TypeVar("T")

_LARGEST = 10**15
"""No single amount or count is larger; sums of a whole ledger still fit into 64 bits."""
_DAY_LENGTH = len("2026-10-10")

Read = Callable[[Any], Any]


def to_plain(shape: type, record: object) -> dict[str, Any]:
    """Return those attributes of a record that a shape has fields for, as data of a line."""
    return {name: _plain(getattr(record, name)) for name in _readers(shape)}


def from_plain(shape: type[T], data: Mapping[str, Any]) -> T:
    """Return a record from data; PackageRefused ``package_content_wrong`` where it does not fit."""
    found = {}
    for name, read in _readers(cast(Hashable, shape)).items():
        try:
            found[name] = read(data[name])
        except (KeyError, TypeError, ValueError, InvalidOperation) as error:
            detail = f"{shape.__name__}.{name}"
            raise PackageRefused("package_content_wrong", file="", detail=detail) from error
    return shape(**found)


@cache
def _readers(shape: Hashable) -> Mapping[str, Read]:
    return {name: _reader(hint) for name, hint in get_type_hints(cast(type, shape)).items()}


def _reader(hint: Any) -> Read:
    if isinstance(hint, UnionType):
        return partial(_optional, _reader(next(a for a in get_args(hint) if a is not type(None))))
    if get_origin(hint) is tuple:
        return partial(_each, _reader(get_args(hint)[0]))
    if issubclass(hint, StrEnum):
        return partial(_word, hint)
    return _SIMPLE[hint]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value


def _optional(read: Read, plain: Any) -> Any:
    return None if plain is None else read(plain)


def _each(read: Read, plain: Any) -> tuple[Any, ...]:
    if not isinstance(plain, list):
        raise TypeError("not a list")
    return tuple(map(read, plain))


def _word(words: type[StrEnum], plain: Any) -> StrEnum:
    return words(_text(plain))


def _text(plain: Any) -> str:
    if not isinstance(plain, str):
        raise TypeError("not text")
    return plain


def _whole(plain: Any) -> int:
    if type(plain) is not int:
        raise TypeError("not a whole number")
    if abs(plain) > _LARGEST:
        raise ValueError("too large")
    return plain


def _flag(plain: Any) -> bool:
    if not isinstance(plain, bool):
        raise TypeError("neither true nor false")
    return plain


def _decimal(plain: Any) -> Decimal:
    value = Decimal(_text(plain))
    if not value.is_finite() or abs(value) > _LARGEST:
        raise ValueError("not a number")
    return value


def _day(plain: Any) -> date:
    if len(_text(plain)) != _DAY_LENGTH:
        raise ValueError("not a day")
    return date.fromisoformat(plain)


def _moment(plain: Any) -> datetime:
    moment = datetime.fromisoformat(_text(plain))
    if moment.utcoffset() is None:
        raise ValueError("a moment without its zone")
    return moment


def _bytes(plain: Any) -> bytes:
    try:
        return base64.b64decode(_text(plain), validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error


_SIMPLE: Mapping[Any, Read] = {
    str: _text,
    int: _whole,
    bool: _flag,
    Decimal: _decimal,
    date: _day,
    datetime: _moment,
    bytes: _bytes,
}
