"""The receipt of a repayment on paper: read back from its PDF, in two copies, a reprint marked."""

from datetime import date

import pytest
from pypdfium2 import PdfDocument

from desktop.domain.errors import RuleViolation
from desktop.domain.permissions import Role
from desktop.services import approvals
from desktop.services.documents.issuing import lay_out, reprint_documents, write_documents
from desktop.services.paper_archive import PaperKind
from desktop.services.progress import NoProgress
from desktop.services.repayments.payments import Payment
from desktop.services.repayments.quoting import quote
from desktop.services.repayments.requests import record, reverse
from tests.people import at_desk, employ

TODAY = date(2026, 10, 10)
QUIET = NoProgress()


@pytest.fixture
def teller(desk, ledger, take_in):
    take_in(
        ledger.row("4320180710-00377", on_balance_interest_fen=1_000),
        ledger.row("4320231120-00098", remark="合同约定先本后息", off_balance_interest_fen=0),
    )
    employ(desk)
    return at_desk(desk, Role.TELLER)


def pay(teller, fen, *designated, **more):
    with teller.store.read() as queries:
        first = queries.loan_by_no("4320180710-00377")
        loans = tuple(queries.loan_by_no(each).id for each in designated)
    payment = Payment(first.borrower_id, fen, TODAY, designated=loans, **more)
    return record(teller, payment, quote(teller, payment).token).repayment


def text_of(path):
    with PdfDocument(path) as document:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def test_the_paper_says_who_paid_what_on_which_loan_in_which_order(teller, tmp_path):
    paid = pay(teller, 500_000, "4320180710-00377")
    path = tmp_path / "receipt.pdf"
    write_documents(teller, "b", [paid.receipt], PaperKind.PDF, path, QUIET)
    text = text_of(path)
    for words in (
        paid.receipt,
        "人民币伍仟元整",
        "（¥5,000.00）",
        "4320180710-00377",
        "收款日期：2026-10-10",
        "费用→利息→本金（《民法典》第五百六十一条",
        "以核心业务系统入账为准",
    ):
        assert text.count(words) == 2, words
    assert "第一联" in text and "第二联" in text
    assert "4320231120-00098" not in text


def test_an_order_agreed_on_is_printed_loan_by_loan(teller, tmp_path):
    paid = pay(teller, 160_000, "4320231120-00098", payer="周小明")
    both = pay(teller, 1_100_000, "4320231120-00098", "4320180710-00377")
    path = tmp_path / "receipts.pdf"
    write_documents(teller, "b", [paid.receipt, both.receipt], PaperKind.PDF, path, QUIET)
    text = text_of(path)
    assert text.count("今收到周小明为借款人周田生") == 2
    assert text.count("抵充顺序：费用→本金→利息（") == 2
    assert text.count("4320180710-00377费用→利息→本金；4320231120-00098费用→本金→利息") == 2


def test_a_reversed_receipt_is_void_in_lists_and_on_paper_no_more(teller, tmp_path):
    paid, kept = pay(teller, 500_000), pay(teller, 1_000)
    asked = reverse(teller, paid.receipt, "点错").item.proposal
    approvals.approve(at_desk(teller, Role.MANAGER), asked.id, asked.item_hash, "manager")
    with teller.store.read() as queries:
        heads = {each.serial: each.voided for each in queries.newest_documents()}
        full = {each.serial: each.voided for each in queries.documents_of(paid.party_id)}
    assert heads == full == {paid.receipt: True, kept.receipt: False}
    path = tmp_path / "void.pdf"
    for printing in (
        lambda: write_documents(teller, "b", [paid.receipt], PaperKind.PDF, path, QUIET),
        lambda: reprint_documents(teller, [paid.receipt], PaperKind.PDF, path, QUIET),
        lambda: lay_out(teller, [paid.receipt], is_reprint=True),
    ):
        with pytest.raises(RuleViolation, match="receipt_void"):
            printing()
    assert not path.exists()


def test_a_second_print_is_marked(teller, tmp_path):
    paid = pay(teller, 500_000)
    path = tmp_path / "again.pdf"
    reprint_documents(teller, [paid.receipt], PaperKind.PDF, path, QUIET)
    assert "补打" in text_of(path)
