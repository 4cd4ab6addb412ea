"""A ledger's loans as LOAN lines: each line has the fields of a ledger row by their names.

Where they stand in a package, its manifest says of which ledger: ``extra["ledger"]`` holds
``as_of``, ``file_name``, ``sha256`` of its file, ``loans``, ``balance_fen`` and ``source``
(``head_office`` where head office imported it, ``branch`` where the branch did).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.domain.ledger import LedgerRow
from desktop.services.exchange.line_codec import from_plain, to_plain
from desktop.services.package_ports import Line, LineKind, PackageRefused

OF_HEAD_OFFICE, OF_BRANCH = "head_office", "branch"
"""Where ledgers come from: head office's policy says which."""

LEDGER = "ledger"
LEDGER_POLICY = "ledger_policy"
"""Keys of ``Manifest.extra``: which ledger goes along, and who imports ledgers from now on."""
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class LedgerMark:
    """Which ledger the LOAN lines of a package are, with its sums; amounts are fen."""

    as_of: date
    file_name: str
    sha256: str
    loans: int
    balance_fen: int
    source: str

    def plain(self) -> dict[str, Any]:
        """Return it as the manifest's extra has it."""
        return to_plain(LedgerMark, self)


def ledger_mark(extra: Mapping[str, Any]) -> LedgerMark | None:
    """Return which ledger a package carries, None for none.

    Raises PackageRefused ``package_content_wrong``.
    """
    plain = extra.get(LEDGER)
    if plain is None:
        return None
    if not isinstance(plain, Mapping):
        raise PackageRefused("package_content_wrong", file="", detail=LEDGER)
    return from_plain(LedgerMark, plain)


def loan_line(row: LedgerRow) -> Line:
    """Return a row of a ledger as a line; whose it is the package says as a whole."""
    data = to_plain(LedgerRow, row)
    del data["branch"]
    return Line(LineKind.LOAN.value, data)


def ledger_row(data: Mapping[str, Any]) -> LedgerRow:
    """Return a line's row; PackageRefused ``package_content_wrong``."""
    return from_plain(LedgerRow, {**data, "branch": ""})


def ledger_rows(lines: Iterable[Line], mark: LedgerMark) -> Iterator[LedgerRow]:
    """Yield the rows of all LOAN lines and compare them with what the manifest says of them.

    PackageRefused ``package_content_wrong`` where count or sum differ, after the last row, and for
    a loan number that is none: those of a ledger are all in memory at once.
    """
    loans = balance_fen = 0
    for line in lines:
        if line.kind == LineKind.LOAN:
            row = ledger_row(line.data)
            if len(row.loan_no) > _LONGEST:
                raise PackageRefused("package_content_wrong", file="", detail="loan_no")
            loans += 1
            balance_fen += row.balance_fen
            yield row
    if (loans, balance_fen) != (mark.loans, mark.balance_fen):
        raise PackageRefused("package_content_wrong", file="", detail=LEDGER)
