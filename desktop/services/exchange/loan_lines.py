"""A ledger's loans as LOAN lines: each line has the fields of a ledger row by their names.

Where they stand in a package, its manifest says of which ledgers: ``extra["ledgers"]`` is a list,
the oldest day first, of ``as_of``, ``file_name``, ``sha256`` of the file, ``loans``,
``balance_fen``, ``signature`` of the kind of file, "" where head office imported it, and
``imported_at``. A line says by ``ledger`` which one of the list it is of, counted from 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desktop.domain.ledger import LedgerRow
from desktop.services.exchange.line_codec import from_plain, to_plain
from desktop.services.package_ports import Line, LineKind, PackageRefused

OF_HEAD_OFFICE, OF_BRANCH = "head_office", "branch"
"""Where ledgers come from: head office's policy says which."""

LEDGERS, LEDGER = "ledgers", "ledger"
LEDGER_POLICY = "ledger_policy"
"""Keys of ``Manifest.extra``, which ledgers go along and who imports them from now on; ``LEDGER``
is a line's."""
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class LedgerMark:
    """Which ledger the LOAN lines of a package are, with its sums; amounts are fen."""

    as_of: date
    file_name: str
    sha256: str
    loans: int
    balance_fen: int
    signature: str
    imported_at: datetime

    def plain(self) -> dict[str, Any]:
        """Return it as the manifest's extra has it."""
        return to_plain(LedgerMark, self)


def ledger_marks(extra: Mapping[str, Any]) -> tuple[LedgerMark, ...]:
    """Return which ledgers a package carries; PackageRefused ``package_content_wrong``."""
    plain = extra.get(LEDGERS, [])
    if not isinstance(plain, list) or not all(isinstance(each, Mapping) for each in plain):
        raise PackageRefused("package_content_wrong", file="", detail=LEDGERS)
    return tuple(from_plain(LedgerMark, each) for each in plain)


def loan_line(row: LedgerRow, ledger: int = 0) -> Line:
    """Return a row of one of the package's ledgers as a line; whose it is, that says as a whole."""
    data = to_plain(LedgerRow, row)
    del data["branch"]
    return Line(LineKind.LOAN.value, data | {LEDGER: ledger})


def ledger_row(data: Mapping[str, Any]) -> LedgerRow:
    """Return a line's row; PackageRefused ``package_content_wrong``."""
    return from_plain(LedgerRow, {**data, "branch": ""})


def ledger_rows(lines: Iterable[Line], mark: LedgerMark, ledger: int) -> Iterator[LedgerRow]:
    """Yield the rows of one ledger's LOAN lines and compare them with what its mark says of them.

    PackageRefused ``package_content_wrong`` where count or sum differ, after the last row, and for
    a loan number that is none: those of a ledger are all in memory at once.
    """
    loans = balance_fen = 0
    for line in lines:
        if line.kind == LineKind.LOAN and line.data.get(LEDGER) == ledger:
            row = ledger_row(line.data)
            if len(row.loan_no) > _LONGEST:
                raise PackageRefused("package_content_wrong", file="", detail="loan_no")
            loans += 1
            balance_fen += row.balance_fen
            yield row
    if (loans, balance_fen) != (mark.loans, mark.balance_fen):
        raise PackageRefused("package_content_wrong", file="", detail=LEDGER)
