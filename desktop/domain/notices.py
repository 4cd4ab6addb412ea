"""Demand notices as frozen facts: what a notice said on the day it was issued.

Everything that is printed stands in the facts, so that a reprint years later shows the same
paper. Facts travel as JSON with sorted keys; their SHA-256 stands in the journal.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

TEMPLATE_VERSION = "demand_notice/1"


@dataclass(frozen=True, slots=True)
class BankHead:
    """Who writes: names, licence and where to pay, as printed on every paper."""

    bank_name: str
    branch_name: str
    licence_no: str
    address: str
    phone: str
    complaints_phone: str
    account_name: str
    account_no: str

    @property
    def is_sample(self) -> bool:
        """Whether this is the sample head: its papers are marked 样张 and prove nothing."""
        return self.licence_no == SAMPLE_LICENCE


SAMPLE_LICENCE = "E0000S000000000"

SAMPLE_HEAD = BankHead(
    bank_name="某某县农村信用合作联社",
    branch_name="牌口信用社",
    licence_no=SAMPLE_LICENCE,
    address="某某县牌口镇",
    phone="0000-0000000",
    complaints_phone="0000-0000001",
    account_name="牌口信用社",
    account_no="8100 0000 0000",
)
"""Stands in until a branch has entered its own names."""


@dataclass(frozen=True, slots=True)
class NoticeLoan:
    """One loan as a notice names it; amounts in fen, interest up to the notice's date."""

    loan_id: str
    loan_no: str
    contract_no: str
    disbursed_on: date
    due_on: date
    amount_fen: int
    principal_fen: int
    interest_fen: int

    @property
    def total_fen(self) -> int:
        return self.principal_fen + self.interest_fen


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """One demand notice to one debtor, with all the loans it claims.

    ``id_masked`` is the identity number as printed (first four and last four characters).
    ``demanded_on`` are the days of the earlier rounds, oldest first.
    """

    serial: str
    round: int
    party_id: str
    debtor: str
    id_masked: str
    township: str
    village: str
    group: str
    address: str
    issued_on: date
    computed_to: date
    deadline: date
    demanded_on: tuple[date, ...]
    officer: str
    officer_phone: str
    bank: BankHead
    loans: tuple[NoticeLoan, ...]
    template_version: str = TEMPLATE_VERSION

    @property
    def principal_fen(self) -> int:
        return sum(loan.principal_fen for loan in self.loans)

    @property
    def interest_fen(self) -> int:
        return sum(loan.interest_fen for loan in self.loans)

    @property
    def total_fen(self) -> int:
        return self.principal_fen + self.interest_fen

    def to_json(self) -> str:
        """Return the facts as one line of JSON, keys sorted, dates ISO."""
        return json.dumps(
            asdict(self), default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )

    @staticmethod
    def from_json(text: str) -> NoticeFacts:
        """Read back what :meth:`to_json` wrote."""
        return _facts(json.loads(text))

    def sha256(self) -> str:
        """Return the SHA-256 of the facts, in hexadecimal."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))


def _facts(data: Mapping[str, Any]) -> NoticeFacts:
    day = date.fromisoformat
    loans = tuple(
        NoticeLoan(
            **{
                **loan,
                "disbursed_on": day(loan["disbursed_on"]),
                "due_on": day(loan["due_on"]),
            }
        )
        for loan in data["loans"]
    )
    return NoticeFacts(
        **{
            **data,
            "issued_on": day(data["issued_on"]),
            "computed_to": day(data["computed_to"]),
            "deadline": day(data["deadline"]),
            "demanded_on": tuple(day(text) for text in data["demanded_on"]),
            "bank": BankHead(**data["bank"]),
            "loans": loans,
        }
    )
