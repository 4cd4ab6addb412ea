"""Rows of an import: what it creates and changes, and what it must know of what is there.

Named tuples, since a ledger may hold 100,000 of them. Amounts are fen, absent dates None, absent
text "".
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class NewParty(NamedTuple):
    """A party an import creates."""

    id: str
    name: str
    pinyin: str
    initials: str
    id_number: str
    id_problem: str
    customer_no: str
    phone: str
    address: str
    township: str
    village: str
    group: str


class NewLoan(NamedTuple):
    """A loan an import creates; ``rate`` as decimal text, ``clock_state`` of ``ClockState``."""

    id: str
    loan_no: str
    contract_no: str
    borrower_id: str
    disbursed_on: date | None
    due_on: date | None
    amount_fen: int | None
    balance_fen: int
    on_balance_interest_fen: int
    off_balance_interest_fen: int
    reported_on: date
    rate: str
    rate_unit: str
    five_class: str
    officer: str
    purpose: str
    remark: str
    source: str
    last_day: date | None
    legal_last_day: date | None
    proved_last_day: date | None
    clock_state: str


class NewGuarantor(NamedTuple):
    """A guarantor's name as the ledger gives it for a loan."""

    loan_id: str
    name: str


class KnownLoan(NamedTuple):
    """What an import must know of a loan already stored."""

    id: str
    borrower_id: str
    borrower_name: str
    balance_fen: int
    on_balance_interest_fen: int
    off_balance_interest_fen: int
    five_class: str
    due_on: date | None
    officer: str
    reported_on: date
    status: str
    source: str


class ChangedLoan(NamedTuple):
    """New figures of a known loan; the old ones go to the history of the import."""

    id: str
    balance_fen: int
    on_balance_interest_fen: int
    off_balance_interest_fen: int
    five_class: str
    due_on: date | None
    officer: str
    reported_on: date
