from datetime import date

import pytest

from desktop.domain.errors import RuleViolation
from desktop.services.exchange.corrections import corrections, request_correction
from desktop.services.exchange.return_lines import CorrectionLine
from desktop.services.exchange_ports import CorrectionSubject

BALANCE = CorrectionSubject.BALANCE


@pytest.fixture
def loan(desk, party):
    with desk.store.read() as queries:
        return queries.loans_of(party)[0]


def answered(desk, asked, **changes):
    words = {
        "id": asked,
        "answer": "已更正",
        "accepted": True,
        "answered_by": "联社甲",
        "answered_on": date(2026, 10, 20),
    }
    with desk.store.write() as uow:
        uow.save_correction_answers([CorrectionLine(**words | changes)])
        uow.record("return_taken", "return-1", {}, date(2026, 10, 20))
        uow.commit()


def test_a_request_says_what_the_ledger_says_and_what_it_should_say(desk, loan):
    request_correction(desk, loan.id, BALANCE, " 9,000.00 ", "三月已还一千元")
    [asked] = corrections(desk)
    assert (asked.loan_no, asked.says) == (loan.loan_no, "10,000.00")
    assert asked.should_be == "9,000.00"


def test_the_same_figure_is_asked_about_once_until_it_is_answered(desk, loan):
    asked = request_correction(desk, loan.id, BALANCE, "9,000.00", "已还")
    with pytest.raises(RuleViolation, match="correction_open"):
        request_correction(desk, loan.id, BALANCE, "8,000.00", "已还")
    answered(desk, asked)
    request_correction(desk, loan.id, BALANCE, "8,000.00", "又还")
    newest, first = corrections(desk)
    assert newest.answer is None
    assert first.answer.answer == "已更正"


def test_another_figure_of_the_loan_may_be_asked_about_meanwhile(desk, loan):
    request_correction(desk, loan.id, BALANCE, "9,000.00", "已还")
    request_correction(desk, loan.id, CorrectionSubject.DUE_ON, "2024-10-13", "合同写明")
    assert {each.what for each in corrections(desk)} == {BALANCE, CorrectionSubject.DUE_ON}


@pytest.mark.parametrize(
    ("blank", "code"), [("should_be", "field_missing"), ("reason", "reason_missing")]
)
def test_a_request_without_a_figure_or_a_reason_is_refused(desk, loan, blank, code):
    words = {"should_be": "9,000.00", "reason": "已还", blank: "  "}
    with pytest.raises(RuleViolation, match=code):
        request_correction(desk, loan.id, BALANCE, **words)
    assert corrections(desk) == []


def test_a_loan_nobody_knows_is_refused(desk):
    with pytest.raises(RuleViolation, match="loan_unknown"):
        request_correction(desk, "no such loan", BALANCE, "1", "x")


@pytest.mark.parametrize("what", list(CorrectionSubject))
def test_every_figure_can_be_asked_about(desk, loan, what):
    request_correction(desk, loan.id, what, "x", "y")
    assert [each.what for each in corrections(desk)] == [what]
