"""Of which day a ledger can be: none is of a day that has not come.

A mistyped one that was taken in before this was refused does not keep out the ledgers after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop.domain.errors import RuleViolation
from desktop.domain.ledger import LedgerReading
from desktop.services.records import LedgerImport


def require_day_come(reading: LedgerReading, today: date) -> None:
    """Refuse a ledger of a later day: it is mistyped, or the PC's clock is behind.

    Raises RuleViolation ``ledger_in_future`` for a day that the file states, and
    ``ledger_day_in_future`` for one that a person entered.
    """
    if reading.as_of is None or reading.as_of <= today:
        return
    code = "ledger_in_future" if reading.day_text else "ledger_day_in_future"
    raise RuleViolation(
        code,
        field="as_of",
        file=reading.file_name,
        date=f"{reading.as_of}",
        stated=reading.day_text,
        today=f"{today}",
    )


def is_mistaken(as_of: date, imported_on: date, today: date) -> bool:
    """Return whether a ledger bears a day that had not come when it was imported, nor has since.

    Both are asked: a clock that is behind now makes no ledger wrong that was right then.
    """
    return as_of > max(imported_on, today)


def mistaken_days(imports: Iterable[LedgerImport], today: date) -> frozenset[date]:
    """Return the days of ledgers that cannot be right: figures of theirs are older than any."""
    return frozenset(each.as_of for each in imports if _is_mistaken(each, today))


def newest_ledger(imports: Iterable[LedgerImport], today: date) -> LedgerImport | None:
    """Return the newest ledger whose day can be right, the later import of two of one day."""
    right = (each for each in imports if not _is_mistaken(each, today))
    return max(right, key=lambda each: (each.as_of, each.recorded_at), default=None)


def newest_of_each(imports: Iterable[LedgerImport], today: date) -> dict[str, LedgerImport]:
    """Return the newest ledger of each kind of file, by its signature."""
    found: dict[str, LedgerImport] = {}
    for each in imports:
        newest = newest_ledger(filter(None, (found.get(each.source), each)), today)
        if newest is not None:
            found[each.source] = newest
    return found


def _is_mistaken(each: LedgerImport, today: date) -> bool:
    return is_mistaken(each.as_of, each.recorded_at.date(), today)
