"""Facts of invented debtors, and readers that know nothing of how a file was written."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from desktop.domain.notices import BankHead, NoticeFacts, NoticeLoan

BANK = BankHead(
    bank_name="某某县农村信用合作联社",
    branch_name="牌口信用社",
    licence_no="E0000S000000000",
    address="枫林镇解放路 12 号",
    phone="0700-0000002",
    complaints_phone="0700-0000001",
    account_name="牌口信用社",
    account_no="8100 0000 0000",
)
LOAN = NoticeLoan(
    loan_id="loan-1",
    loan_no="4320180710-00377",
    contract_no="",
    disbursed_on=date(2018, 7, 10),
    due_on=date(2020, 10, 13),
    amount_fen=6_000_000,
    principal_fen=5_700_000,
    interest_fen=7_644_027,
)
NOTICE = NoticeFacts(
    serial="P26-1177",
    round=2,
    party_id="party-1",
    debtor="周田生",
    id_masked="4399**********3317",
    township="枫林镇",
    village="常家湖村",
    group="3",
    address="枫林镇常家湖村 3 组",
    issued_on=date(2026, 10, 10),
    computed_to=date(2026, 10, 10),
    deadline=date(2026, 10, 31),
    demanded_on=(date(2023, 10, 13), date(2024, 11, 20)),
    officer="彭春兰",
    officer_phone="0700-0000000",
    bank=BANK,
    loans=(LOAN,),
)

MakeNotice = Callable[..., NoticeFacts]
ReadPages = Callable[[bytes | Path], list[str]]


@pytest.fixture
def make_notice() -> MakeNotice:
    """Return a notice; ``loans`` may be a number of them, the rest replaces fields."""

    def make(loans: int | tuple[NoticeLoan, ...] = 1, **fields: object) -> NoticeFacts:
        if isinstance(loans, int):
            loans = tuple(
                replace(LOAN, loan_id=f"loan-{n}", loan_no=f"43201807-{n:05d}")
                for n in range(loans)
            )
        return replace(NOTICE, loans=loans, **fields)  # type: ignore[arg-type]

    return make


@pytest.fixture
def read_pages() -> ReadPages:
    """Return the text of each page as PDFium reads it, without any white space."""

    def read(source: bytes | Path) -> list[str]:
        document = pypdfium2.PdfDocument(source)
        try:
            return ["".join(page.get_textpage().get_text_range().split()) for page in document]
        finally:
            document.close()

    return read


@pytest.fixture
def render_page() -> Callable[[bytes | Path, int], object]:
    """Return a page as a picture of 200 dpi."""

    def render(source: bytes | Path, index: int) -> object:
        document = pypdfium2.PdfDocument(
            io.BytesIO(source) if isinstance(source, bytes) else source
        )
        try:
            return document[index].render(scale=200 / 72).to_pil()
        finally:
            document.close()

    return render
