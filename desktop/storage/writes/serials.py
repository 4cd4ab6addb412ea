"""Numbers of papers that another line took with our letter: ours never go back behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.sqlite import insert

from desktop.storage.tables import installation, serial_counter

_SERIAL = re.compile(r"(?P<head>.+)(?P<year>\d\d)-(?P<letter>[A-Z]?)(?P<number>[0-9]{1,6})")
_KINDS = {"": "notice", "W": "document", "S": "receipt"}
"""Which counter numbers the papers with a letter (``services/paper_archive.py``)."""
_CENTURY = 2000


def keep_ahead(connection: Connection, serials: Iterable[str]) -> bool:
    """Let the counters go on after these serials, where they are of our own letter; return whether
    any was.

    They are where a database was copied, and used twice, before anybody said so, and where two PCs
    of a branch got one letter by chance. A number that no branch reaches in a year moves nothing:
    a counter behind it would be at its end.
    """
    own = select(installation.c.serial_prefix + installation.c.replica_letter)
    head = connection.execute(own).scalar()
    taken: dict[tuple[str, int], int] = {}
    for each in filter(None, map(_SERIAL.fullmatch, serials)):
        if each["head"] == head and each["letter"] in _KINDS:
            key = (_KINDS[each["letter"]], _CENTURY + int(each["year"]))
            taken[key] = max(taken.get(key, 0), int(each["number"]))
    for (kind, year), number in taken.items():
        statement = insert(serial_counter).values(kind=kind, year=year, taken=number)
        highest = func.max(serial_counter.c.taken, number)
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=["kind", "year"], set_={"taken": highest}
            )
        )
    return bool(taken)
