"""What a reader of other people's ledgers hands over: rows, problems, totals, a mapping.

The reader (desktop/ledgers) fills these, the use case (desktop/services/ledger.py) checks and
stores them. Rows are named tuples, since a ledger may hold 100,000 of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class LedgerField(StrEnum):
    """What a column of a ledger can mean."""

    LOAN_NO = "loan_no"
    CONTRACT_NO = "contract_no"
    CUSTOMER_NO = "customer_no"
    BORROWER = "borrower"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    ADDRESS = "address"
    TOWNSHIP = "township"
    VILLAGE = "village"
    GROUP = "group"
    DISBURSED_ON = "disbursed_on"
    DUE_ON = "due_on"
    AMOUNT = "amount"
    BALANCE = "balance"
    RATE = "rate"
    ON_BALANCE_INTEREST = "on_balance_interest"
    OFF_BALANCE_INTEREST = "off_balance_interest"
    TOTAL_INTEREST = "total_interest"
    FIVE_CLASS = "five_class"
    GUARANTORS = "guarantors"
    OFFICER = "officer"
    PURPOSE = "purpose"
    REMARK = "remark"
    SEQUENCE = "sequence"
    BRANCH = "branch"
    IGNORED = "ignored"


REQUIRED_FIELDS = (LedgerField.LOAN_NO, LedgerField.BORROWER, LedgerField.BALANCE)
"""Without these three a table is not a ledger of loans."""


class RateUnit(StrEnum):
    """How a contract states its rate."""

    MONTHLY_PERMILLE = "monthly_permille"
    ANNUAL_PERCENT = "annual_percent"


class LedgerRow(NamedTuple):
    """One loan as a ledger states it; amounts in fen, absent text "", absent dates None.

    ``id_number`` holds 18 checked characters or "", and then ``id_problem`` says why:
    ``missing``, ``check_digit``, ``lost_digits``, ``format`` or ``date``. ``branch`` is the code
    of the institution, "" where no column names it beyond doubt.
    """

    sheet: str
    line: int
    loan_no: str
    borrower: str
    balance_fen: int
    amount_fen: int | None
    disbursed_on: date | None
    due_on: date | None
    rate: Decimal | None
    rate_unit: RateUnit
    on_balance_interest_fen: int
    off_balance_interest_fen: int
    id_number: str
    id_problem: str
    customer_no: str
    contract_no: str
    phone: str
    address: str
    township: str
    village: str
    group: str
    five_class: str
    guarantors: tuple[str, ...]
    officer: str
    purpose: str
    remark: str
    branch: str = ""


@dataclass(frozen=True, slots=True)
class LedgerProblem:
    """Something wrong at one place of the file, and whether the row is refused for it.

    ``row`` counts the records below the heading from 1; ``line`` is the row number the
    spreadsheet program shows. Both are 0 for a problem of a whole sheet or file. ``value`` is
    what stood there, shortened, never an identity number in full.
    """

    code: str
    sheet: str = ""
    row: int = 0
    line: int = 0
    column: str = ""
    value: str = ""
    name: str = ""
    refused: bool = False


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column of the file and what it was taken for.

    ``index`` counts columns from 0; ``certain`` is False where words and contents do not agree
    or several fields would fit; ``samples`` are a few masked contents for the person who checks.
    """

    index: int
    heading: str
    field: LedgerField
    certain: bool
    reason: str = ""
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetReading:
    """How one sheet was understood: ``header_line`` is the last line of its heading, from 1."""

    name: str
    header_line: int
    columns: tuple[MappedColumn, ...]
    unit: str
    village: str
    loans: int


@dataclass(frozen=True, slots=True)
class TotalCheck:
    """A total the file states beside the one its rows give (fen, or a count of rows)."""

    sheet: str
    line: int
    what: str
    stated: int
    computed: int

    @property
    def agrees(self) -> bool:
        return self.stated == self.computed


@dataclass(frozen=True, slots=True)
class SourceMapping:
    """A person's corrections for one kind of file: heading -> field, and what it does not say.

    Remembered under the file's ``signature`` (a digest of its headings).
    """

    headings: Mapping[str, LedgerField] = field(default_factory=dict)
    as_of: date | None = None
    unit: str = ""
    rate_unit: RateUnit | None = None


@dataclass(frozen=True, slots=True)
class LedgerReading:
    """A whole ledger file, read: nothing is stored yet."""

    file_name: str
    file_sha256: str
    signature: str
    as_of: date | None
    sheets: tuple[SheetReading, ...]
    rows: tuple[LedgerRow, ...]
    problems: tuple[LedgerProblem, ...]
    totals: tuple[TotalCheck, ...]
    day_text: str = ""
    """What the file says of its day, as it stands there; "" where a person said it."""

    @property
    def certain(self) -> bool:
        """Whether every sheet's mapping and the business date are beyond doubt."""
        return self.as_of is not None and all(
            column.certain for sheet in self.sheets for column in sheet.columns
        )
