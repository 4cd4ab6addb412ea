"""What the newest ledger lacks may be paid or moved: no paper claims it or has it signed."""

from datetime import date

import pytest

from desktop.domain.documents import DocumentKind
from desktop.services.documents.issuing import Wish, draft
from desktop.services.parties import set_deceased
from desktop.services.progress import NoProgress

TODAY = date(2026, 10, 10)


@pytest.fixture
def half_missing(take_in, ledger, desk) -> str:
    """A debtor of two loans of which the newest ledger knows the first only."""
    take_in(ledger.row("L1"), ledger.row("L2"), as_of=date(2026, 6, 30))
    take_in(ledger.row("L1", balance_fen=900_000))
    with desk.store.read() as queries:
        return queries.loan_by_no("L1").borrower_id


@pytest.mark.parametrize("kind", [DocumentKind.REPAYMENT_AGREEMENT, DocumentKind.SUBSIDY_CONSENT])
def test_a_missing_loan_is_left_out_of_what_is_signed(desk, half_missing, usual_inputs, kind):
    wish = Wish(kind, half_missing, inputs=usual_inputs[kind])
    answer = draft(desk, [wish], TODAY, NoProgress())
    assert [each.fields["loan_nos"] for each in answer.drafts] == ["L1"]
    [refused] = answer.refused
    assert (refused.code, refused.params) == ("missing_from_ledger", {"loan_no": "L2"})


def test_a_missing_loan_is_left_out_of_what_is_claimed(desk, half_missing):
    set_deceased(desk, half_missing, True, "死亡证明")
    answer = draft(desk, [Wish(DocumentKind.HEIRS_LETTER, half_missing)], TODAY, NoProgress())
    assert [each.fields["loan_nos"] for each in answer.drafts] == ["L1"]
    assert [each.code for each in answer.refused] == ["missing_from_ledger"]


def test_a_sheet_of_interest_may_still_be_computed_for_it(desk, half_missing):
    answer = draft(desk, [Wish(DocumentKind.INTEREST_SHEET, half_missing)], TODAY, NoProgress())
    assert answer.drafts and not answer.refused
