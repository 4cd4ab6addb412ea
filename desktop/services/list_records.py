"""What the list of loans and the search are asked, and what they answer.

Amounts are fen, absent dates None, absent text "".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class SortKey(StrEnum):
    """The columns the ledger page can be sorted by."""

    ROUTE = "route"
    BORROWER = "borrower"
    LOAN_NO = "loan_no"
    DUE_ON = "due_on"
    BALANCE = "balance"
    INTEREST = "interest"
    FIVE_CLASS = "five_class"
    LAST_DAY = "last_day"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """What the ledger page shows; empty fields do not restrict.

    ``last_day_from`` and ``last_day_to`` bound the strict last day (inclusive); ``text`` finds
    name, pinyin, initials, loan number or village.
    """

    text: str = ""
    township: str = ""
    village: str = ""
    officer: str = ""
    five_class: str = ""
    clock_state: str = ""
    status: str = ""
    due_from: date | None = None
    due_to: date | None = None
    last_day_from: date | None = None
    last_day_to: date | None = None
    balance_from_fen: int | None = None
    balance_to_fen: int | None = None


class LedgerLine(NamedTuple):
    """One line of the ledger page, of the clock list and of the missing list."""

    loan_id: str
    party_id: str
    loan_no: str
    borrower: str
    township: str
    village: str
    group: str
    disbursed_on: date | None
    due_on: date | None
    balance_fen: int
    on_balance_interest_fen: int
    off_balance_interest_fen: int
    five_class: str
    officer: str
    status: str
    clock_state: str
    last_day: date | None
    legal_last_day: date | None
    proved_last_day: date | None


class LedgerSums(NamedTuple):
    """Count and sums of a filter, in fen."""

    loans: int
    balance_fen: int
    on_balance_interest_fen: int
    off_balance_interest_fen: int


@dataclass(frozen=True, slots=True)
class FilterValues:
    """The values that occur, for the filter lists: villages as (township, village)."""

    villages: tuple[tuple[str, str], ...]
    officers: tuple[str, ...]
    five_classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchHit:
    """Something the search box found; ``kind`` is party, loan, notice or document.

    ``party_id`` is "" for a document of the branch itself. ``name`` is the person's name that
    stands in ``title`` or ``detail``, so that it can be masked there.
    """

    kind: str
    entity_id: str
    party_id: str
    title: str
    detail: str
    name: str = ""
