"""What specimens tell holds together: sums can be computed again, days follow each other."""

from decimal import ROUND_HALF_UP, Decimal

import pytest

from desktop.domain.documents import DocumentKind
from desktop.services.documents.specimens import Size, specimen
from desktop.services.documents.specimens.notices import notice_specimen

every_size = pytest.mark.parametrize("size", list(Size))


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", "") or "0")


@every_size
def test_the_rows_of_an_interest_sheet_can_be_computed_again(size: Size) -> None:
    sheet = specimen(DocumentKind.INTEREST_SHEET, size)
    total = Decimal(0)
    for row in sheet.tables["rows"]:
        days, base, rate, amount = map(number, row[4:8])
        if row[1] == "罚息":
            exact = base * days * Decimal("7.25") * Decimal("1.3") / 30 / 1000
            assert rate == Decimal("3.14166667")
            assert amount == exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
        total += amount
    assert total == number(sheet.fields["interest"])


@every_size
@pytest.mark.parametrize("round_number", [2, 3])
def test_a_notice_says_of_no_loan_that_it_was_demanded_before_it_was_due(
    size: Size, round_number: int
) -> None:
    facts = notice_specimen(round_number, size)
    assert len(facts.demanded_on) == round_number - 1
    assert min(facts.demanded_on) > max(loan.due_on for loan in facts.loans)
    assert (facts.deadline - facts.issued_on).days == {2: 21, 3: 15}[round_number]


@every_size
def test_no_proof_and_no_loan_stands_twice(size: Size) -> None:
    proofs = specimen(DocumentKind.EVIDENCE_INDEX, size).tables["evidence"]
    assert len({(row[1], row[2]) for row in proofs}) == len(proofs)
    loans = specimen(DocumentKind.HANDOVER_SHEET, size).tables["loans"]
    assert len({row[1] for row in loans}) == len(loans)
