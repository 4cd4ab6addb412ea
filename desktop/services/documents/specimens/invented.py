"""Invented debtors for specimens: from one loan of a fen to five loans and the rarest names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.documents import DocumentFacts, DocumentKind, money_fields
from desktop.domain.documents.facts import Rows
from desktop.domain.money import yuan_text
from desktop.domain.notices import SAMPLE_HEAD

DAY = date(2026, 10, 10)
DAY_WORDS = "2026 年 10 月 10 日"
DEADLINE = "2026 年 10 月 31 日"
DEMANDED_ON = (date(2026, 1, 15), date(2026, 6, 20))
"""When the earlier notices about all loans of a case were signed."""


class Size(StrEnum):
    """How much a specimen has to say."""

    SHORT = "short"
    USUAL = "usual"
    EXTREME = "extreme"


@dataclass(frozen=True, slots=True)
class InventedLoan:
    """A loan of a specimen; amounts in fen."""

    loan_no: str
    disbursed_on: str
    due_on: str
    amount_fen: int
    principal_fen: int
    interest_fen: int

    @property
    def row(self) -> tuple[str, ...]:
        """The loan as a row of ``LOANS_TABLE``."""
        amounts = (self.amount_fen, self.principal_fen, self.interest_fen)
        total = self.principal_fen + self.interest_fen
        return (
            self.loan_no,
            f"农信借字{self.loan_no[2:6]}第{self.loan_no[-5:]}号",
            self.disbursed_on,
            self.due_on,
            *map(yuan_text, (*amounts, total)),
        )


@dataclass(frozen=True, slots=True)
class InventedPerson:
    """Somebody who never lived; area code 4399 was never assigned."""

    name: str
    id_masked: str
    township: str
    village: str
    group: str
    address: str
    phone_masked: str = "138****0000"

    @property
    def identity(self) -> str:
        """The brackets behind a name."""
        return f"（身份证号 {self.id_masked}，住{self.address}）"

    @property
    def place(self) -> str:
        return f"{self.village} {self.group} 组"


@dataclass(frozen=True, slots=True)
class InventedCase:
    """A debtor with loans and a second person: guarantor, heir, user of the money."""

    debtor: InventedPerson
    other: InventedPerson
    loans: tuple[InventedLoan, ...]

    @property
    def rows(self) -> Rows:
        return tuple(loan.row for loan in self.loans)

    @property
    def amount_fen(self) -> int:
        return sum(loan.amount_fen for loan in self.loans)

    @property
    def principal_fen(self) -> int:
        return sum(loan.principal_fen for loan in self.loans)

    @property
    def interest_fen(self) -> int:
        return sum(loan.interest_fen for loan in self.loans)

    @property
    def debtor_fields(self) -> dict[str, str]:
        return {"debtor": self.debtor.name, "identity": self.debtor.identity}

    @property
    def owed_fields(self) -> dict[str, str]:
        """What ``OWED_FIELDS`` name."""
        return {
            "computed_to": DAY_WORDS,
            "loan_count": str(len(self.loans)),
            "loan_nos": "、".join(loan.loan_no for loan in self.loans),
            **money_fields("principal", self.principal_fen),
            **money_fields("interest", self.interest_fen),
            **money_fields("total", self.principal_fen + self.interest_fen),
        }

    def facts(
        self,
        kind: DocumentKind,
        fields: Mapping[str, str],
        tables: Mapping[str, Rows] | None = None,
        subject: str = "",
    ) -> DocumentFacts:
        """Return a document about this case."""
        debtor = self.debtor
        return DocumentFacts(
            kind=kind,
            serial="PA26-W1177",
            template_version=f"{kind}/1",
            issued_on=DAY,
            bank=SAMPLE_HEAD,
            subject=subject or debtor.name,
            party_id="specimen",
            place=(debtor.township, debtor.village),
            fields={"officer": "彭春兰", "officer_phone": "0000-0000000", **fields},
            tables=dict(tables or {}),
        )


_ADDRESS = (
    "湖南省某某市某某县枫林镇常家湖村三组水库大坝东侧老供销社后面第二排"
    "左起第四间红砖平房（原粮站宿舍三单元一楼，门前有棵大樟树）"
)

CASES: Mapping[Size, InventedCase] = {
    Size.SHORT: InventedCase(
        InventedPerson("丁一", "4399**********0018", "枫林镇", "常家湖村", "1", "常家湖村 1 组"),
        InventedPerson("卜二", "4399**********0026", "枫林镇", "常家湖村", "1", "常家湖村 1 组"),
        (InventedLoan("17198711140001", "1987-11-14", "1988-11-14", 34_000, 1, 0),),
    ),
    Size.USUAL: InventedCase(
        InventedPerson(
            "周田生", "4399**********3317", "枫林镇", "常家湖村", "3", "枫林镇常家湖村 3 组"
        ),
        InventedPerson(
            "夏娟安", "4399**********3325", "枫林镇", "常家湖村", "5", "枫林镇常家湖村 5 组"
        ),
        (
            InventedLoan(
                "4320180710-00377", "2018-07-10", "2020-10-13", 6_000_000, 5_700_000, 7_644_027
            ),
            InventedLoan("4320231120-00098", "2023-11-20", "2025-11-20", 500_000, 334_000, 78_500),
        ),
    ),
    Size.EXTREME: InventedCase(
        InventedPerson("欧阳䶮𬱖", "4399**********331X", "枫林镇", "常家湖村", "13", _ADDRESS),
        InventedPerson(
            "阿卜杜拉·买买提", "4399**********4419", "枫林镇", "常家湖村", "13", _ADDRESS
        ),
        tuple(
            InventedLoan(
                f"43201807100000{number:02d}",
                "2018-07-10",
                "2020-10-13",
                9_999_999_999,
                9_999_999_999,
                9_999_999_999,
            )
            for number in range(1, 6)
        ),
    ),
}
