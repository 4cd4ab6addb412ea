"""What must be true of a payload's lines, for the one who writes them and the one who reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Any

from desktop.services.package_ports import (
    ControlTotal,
    Direction,
    EntryLine,
    Line,
    LineKind,
    PackageRefused,
)
from desktop.sync.keys import entry_hash, read_hash, sha256_of
from desktop.sync.limits import ID_CHARS, NAME_CHARS
from desktop.sync.strict_json import read_object, wrong
from desktop.sync.totals import Tally

_texts = itemgetter(
    "event_id", "kind", "entity_id", "occurred_on", "recorded_at", "operator_id", "run_id",
    "replica_id",
)  # fmt: skip
_BODY, _PREV, _HASH, _ROWS = EntryLine._fields

Read = Callable[[str], Mapping[str, Any]]


class Inspection:
    """Looks at every line in turn, as it travels, and then says the totals.

    Going up, entries are one chain from ``from_head``; going down each stands for itself. ``read``
    turns a body's text into an object: strictly, where it comes from outside.
    """

    def __init__(self, direction: Direction, from_head: str, read: Read = read_object) -> None:
        self._chained = direction is Direction.UP
        self._head = from_head
        self._read = read
        self._number = 0
        self._tally = Tally()

    def take(self, line: Line, text: str) -> None:
        """Check a line and count it; ``text`` is its own, that of an entry stands in its body.

        Raises PackageRefused ``package_content_wrong``, ``package_chain_broken``.
        """
        self._number += 1
        if line.kind == LineKind.ENTRY:
            content = self._entry(line.data)
            self._tally.add(content["kind"], content["data"], line.data[_BODY])
        else:
            self._tally.add(line.kind, line.data, text)

    def finish(self, to_head: str) -> tuple[ControlTotal, ...]:
        """Return the totals; PackageRefused ``package_chain_broken`` where the end is another."""
        if self._chained and self._head != to_head:
            raise PackageRefused("package_chain_broken", detail=self._number)
        return self._tally.totals()

    def _entry(self, data: Mapping[str, Any]) -> Mapping[str, Any]:
        body, rows = data.get(_BODY), data.get(_ROWS, "")
        if not isinstance(body, str) or not isinstance(rows, str):
            raise wrong("an entry without its texts")
        prev_hash = read_hash(data.get(_PREV))
        is_next = not self._chained or prev_hash == self._head
        if not is_next or data.get(_HASH) != entry_hash(prev_hash, body):
            raise PackageRefused("package_chain_broken", detail=self._number)
        self._head = data[_HASH]
        content = self._read(body)
        _require_named(content)
        if content.get(_ROWS) != (sha256_of(rows) if rows else None):
            raise wrong("rows that are not the entry's")
        return content


def _require_named(content: Mapping[str, Any]) -> None:
    try:
        names = _texts(content)
    except KeyError as error:
        raise wrong(f"an entry without {error}") from error
    is_sound = set(map(type, names)) == {str} and type(content.get("kind_version")) is int
    if not is_sound or type(content.get("data")) is not dict:
        raise wrong("an entry whose fields are not what they must be")
    if len(names[0]) > ID_CHARS or max(map(len, names)) > NAME_CHARS:
        raise wrong("an entry with a name that is too long")
