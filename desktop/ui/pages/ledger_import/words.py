"""What the import page calls fields, units, doubts and totals."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.domain.ledger import LedgerField, LedgerProblem, RateUnit, TotalCheck
from desktop.domain.money import yuan_text
from desktop.ui.errors import words

UNITS = ("元", "百元", "千元", "万元")
"""Units a ledger may state its amounts in, as the reader knows them."""


def field_names() -> dict[LedgerField, str]:
    """Return what each field is called, in the order they are offered."""
    translate = QCoreApplication.translate
    return {
        LedgerField.IGNORED: translate("LedgerFields", "(not used)"),
        LedgerField.LOAN_NO: translate("LedgerFields", "Loan number"),
        LedgerField.BORROWER: translate("LedgerFields", "Borrower"),
        LedgerField.BALANCE: translate("LedgerFields", "Principal owed"),
        LedgerField.ID_NUMBER: translate("LedgerFields", "ID number"),
        LedgerField.PHONE: translate("LedgerFields", "Phone"),
        LedgerField.ADDRESS: translate("LedgerFields", "Address"),
        LedgerField.TOWNSHIP: translate("LedgerFields", "Township"),
        LedgerField.VILLAGE: translate("LedgerFields", "Village"),
        LedgerField.GROUP: translate("LedgerFields", "Group"),
        LedgerField.DISBURSED_ON: translate("LedgerFields", "Day lent"),
        LedgerField.DUE_ON: translate("LedgerFields", "Due day"),
        LedgerField.AMOUNT: translate("LedgerFields", "Amount lent"),
        LedgerField.RATE: translate("LedgerFields", "Contract rate"),
        LedgerField.ON_BALANCE_INTEREST: translate("LedgerFields", "Interest on balance"),
        LedgerField.OFF_BALANCE_INTEREST: translate("LedgerFields", "Interest off balance"),
        LedgerField.TOTAL_INTEREST: translate("LedgerFields", "Interest together"),
        LedgerField.FIVE_CLASS: translate("LedgerFields", "Five-class"),
        LedgerField.GUARANTORS: translate("LedgerFields", "Guarantors"),
        LedgerField.OFFICER: translate("LedgerFields", "Officer"),
        LedgerField.CONTRACT_NO: translate("LedgerFields", "Contract number"),
        LedgerField.CUSTOMER_NO: translate("LedgerFields", "Customer number"),
        LedgerField.PURPOSE: translate("LedgerFields", "Purpose"),
        LedgerField.REMARK: translate("LedgerFields", "Remark"),
        LedgerField.SEQUENCE: translate("LedgerFields", "Running number"),
        LedgerField.BRANCH: translate("LedgerFields", "Branch code"),
    }


def rate_unit_names() -> dict[RateUnit, str]:
    """Return how a rate can be stated."""
    translate = QCoreApplication.translate
    return {
        RateUnit.MONTHLY_PERMILLE: translate("LedgerFields", "‰ a month"),
        RateUnit.ANNUAL_PERCENT: translate("LedgerFields", "% a year"),
    }


def doubt_words(reason: str) -> str:
    """Return why a column is not certain."""
    translate = QCoreApplication.translate
    if reason.startswith("missing:"):
        field = field_names()[LedgerField(reason.removeprefix("missing:"))]
        return translate("LedgerFields", "is it “{field}”?").format(field=field)
    doubts = {
        "contents": translate("LedgerFields", "the contents do not look like it"),
        "weak": translate("LedgerFields", "the heading may mean something else"),
        "twice": translate("LedgerFields", "two columns claim to be this"),
        "guessed": translate("LedgerFields", "guessed by the contents alone"),
        "rate_unit": translate("LedgerFields", "a month or a year? choose below"),
        "unit": translate("LedgerFields", "yuan or ten thousand? choose below"),
    }
    return doubts.get(reason, reason)


def problem_words(problem: LedgerProblem, language: str) -> str:
    """Return what is wrong at a place of the file and what to do about it."""
    params = {
        "name": problem.name,
        "value": problem.value,
        "column": problem.column,
        "sheet": problem.sheet,
        "line": problem.line,
    }
    return words(problem.code, params, language)


def total_name(check: TotalCheck) -> str:
    """Return which total a line of the file states."""
    if check.what == "loans":
        return QCoreApplication.translate("LedgerFields", "Number of loans")
    return field_names()[LedgerField(check.what)]


def total_text(check: TotalCheck, value: int) -> str:
    """Return a stated or computed total: a count of loans, or yuan."""
    return f"{value:,}" if check.what == "loans" else yuan_text(value)
