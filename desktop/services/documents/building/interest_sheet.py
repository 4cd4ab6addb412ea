"""How the interest of a debtor's loans was computed: every row as the notices compute it."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.documents import DocumentKind
from desktop.domain.interest import InterestRow, annual_percent
from desktop.domain.ledger import RateUnit
from desktop.domain.money import yuan_text
from desktop.services.derivation.interest_words import rate_text
from desktop.services.documents.builder import Builder, Built, Scope
from desktop.services.documents.case import Case, day_words, joined
from desktop.services.proposals import OwedLoan
from desktop.services.records import Loan

_KINDS = {
    "台账表内欠息": ("台账欠息", "台账（表内）"),
    "台账表外欠息": ("台账欠息", "台账（表外）"),
    "期内利息": ("利息", ""),
    "逾期利息": ("罚息", ""),
}
"""Kind and source of the rows of an estimate; a source that is empty here is the row's own."""


def interest_sheets(case: Case) -> Built:
    """Return one sheet of all the loans of the case (银发〔2005〕129号, 银发〔2003〕251号)."""
    loans = case.loans
    fields = {
        **case.debtor_fields,
        **case.owed_fields(),
        "reported_on": joined(day_words(each.loan.reported_on) for each in loans),
        "estimated": joined(each.interest.words for each in loans if _is_estimated(each)),
        "doubts": "；".join(dict.fromkeys(words for each in loans for words in _doubts(each))),
    }
    tables = {
        "debts": tuple(map(_debt, loans)),
        "rows": tuple(row for each in loans for row in _rows(each)),
    }
    return Built((case.facts(DocumentKind.INTEREST_SHEET, case.debtor.name, fields, tables),))


def _debt(owed: OwedLoan) -> tuple[str, ...]:
    loan = owed.loan
    return (
        loan.loan_no,
        loan.disbursed_on.isoformat() if loan.disbursed_on else "",
        loan.due_on.isoformat() if loan.due_on else "",
        _contract_rate(loan),
        yuan_text(loan.balance_fen),
        yuan_text(owed.interest.total.fen),
        yuan_text(owed.total_fen),
    )


def _contract_rate(loan: Loan) -> str:
    if loan.rate is None:
        return "不明"
    year = rate_text(annual_percent(loan.rate, loan.rate_unit))
    if loan.rate_unit is RateUnit.MONTHLY_PERMILLE:
        return f"月 {rate_text(loan.rate)}‰（年 {year}%）"
    return f"年 {year}%"


def _rows(owed: OwedLoan) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a loan that come to something; one at least, so that none is missed."""
    rows = owed.interest.rows
    told = [row for row in rows if row.amount.fen or row.days is not None] or rows[:1]
    return (_row(owed.loan, row) for row in told)


def _row(loan: Loan, row: InterestRow) -> tuple[str, ...]:
    kind, source = _KINDS.get(row.label, (row.label, ""))
    days = base = rate = ""
    if row.days is not None and row.daily_rate is not None:
        days, base = str(row.days), str(row.base)
        rate = rate_text(row.daily_rate * 10_000)
    start = row.start.isoformat() if row.start else ""
    ends = (start, row.end.isoformat())
    return loan.loan_no, kind, *ends, days, base, rate, str(row.amount), source or row.source


def _is_estimated(owed: OwedLoan) -> bool:
    return any(row.days is not None for row in owed.interest.rows)


def _doubts(owed: OwedLoan) -> Iterator[str]:
    """Yield what a person must look at before the sum is used."""
    loan = owed.loan
    for each in owed.interest.findings:
        yield f"借据 {loan.loan_no} {each.words}"
    if loan.due_on is None and _is_estimated(owed):
        yield f"借据 {loan.loan_no} 到期日不明，未计罚息，请补录"


INTEREST_SHEET = Builder(DocumentKind.INTEREST_SHEET, Scope.DEBTOR, interest_sheets)
