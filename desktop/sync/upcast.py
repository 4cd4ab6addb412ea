"""Lines of other versions: older ones brought up as they are read, newer ones down as written.

Each step leads to a schema and changes lines of single kinds, purely. What a step does not name
stays as it is, unknown fields and kinds included. An entry's body is never touched: its bytes are
what is hashed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.services.package_ports import Line, LineKind, PackageRefused

_Data = Mapping[str, Any]
_Changes = Mapping[str, Callable[[_Data], _Data]]

OLDEST, NEWEST = "0003", "0005"
"""The schemas that are read, from one to the other, three at least. Lines that nothing changes are
in the newest; a test compares it with the tables'."""


@dataclass(frozen=True, slots=True)
class _Step:
    newer: str
    up: _Changes
    down: _Changes


def _with_rows(data: _Data) -> _Data:
    return {"rows": "", **data}


def _without_rows(data: _Data) -> _Data:
    return {name: value for name, value in data.items() if name != "rows" or value}


_STEPS = (_Step(NEWEST, {LineKind.ENTRY: _with_rows}, {LineKind.ENTRY: _without_rows}),)
"""Oldest first; a schema that changed no line has none."""


def require_readable(schema: str) -> None:
    """Raise PackageRefused ``package_older`` for a schema from before the oldest."""
    if schema < OLDEST:
        raise PackageRefused("package_older", schema=schema)


def upcast(line: Line, schema: str) -> Line:
    """Return a line of a package of ``schema`` as this program has it."""
    for step in _STEPS:
        if schema < step.newer and line.kind in step.up:
            line = Line(line.kind, step.up[line.kind](line.data))
    return line


def downcast(line: Line, schema: str) -> Line:
    """Return a line of ours as a program of ``schema`` reads it."""
    for step in reversed(_STEPS):
        if schema < step.newer and line.kind in step.down:
            line = Line(line.kind, step.down[line.kind](line.data))
    return line
