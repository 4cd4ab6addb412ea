"""Regime, mode and period of a guarantee contract (rules 2.1 to 2.5, 2.11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.domain.dates import add_months
from desktop.domain.errors import RuleViolation
from desktop.domain.guarantee.facts import GuaranteeContract, GuaranteeMode, PeriodTerm
from desktop.domain.policy import DEFAULT_POLICY, Policy, known_on, valid_on


@dataclass(frozen=True, slots=True)
class Term:
    """The period of a guarantee: ``months`` from ``start`` to ``end``.

    ``safe_day`` is the earlier day to work by where courts read the period differently;
    ``agreed`` tells whether the months stand in the contract; ``source`` is the article.
    """

    start: date
    months: int
    end: date
    safe_day: date
    agreed: bool
    source: str


def regime_on(contract_on: date, policy: Policy = DEFAULT_POLICY) -> str:
    """Return the law of a guarantee by its day: ``pre-1995``, ``担保法`` or ``民法典`` (2.1)."""
    return valid_on(policy.guarantee.regime, contract_on).value


def mode_of(contract: GuaranteeContract, policy: Policy = DEFAULT_POLICY) -> GuaranteeMode | None:
    """Return the agreed mode, else that of the law: 担保法 §19 joint, 民法典 §686 general (2.2).

    None without a contract date, or before 1995-10-01 where nothing is presumed.
    """
    if contract.mode is not None or contract.contract_on is None:
        return contract.mode
    row = known_on(policy.guarantee.default_mode, contract.contract_on)
    return GuaranteeMode(row.value) if row else None


def period_start(main_due: date, extended_to: date | None, consented: bool) -> date:
    """Return the due date a guarantee period runs from (民法典 §695 II, rule 2.11).

    The new due date only with the guarantor's written consent.
    """
    return extended_to if extended_to is not None and consented else main_due


def period_end_after_extension(
    main_due: date, extended_to: date | None, consented: bool, months: int
) -> date:
    """Return the last day of a guarantee of ``months`` whose loan was extended (民法典 §695 II)."""
    return months_after(period_start(main_due, extended_to, consented), months)


def months_after(start: date, months: int) -> date:
    """Return the corresponding day; RuleViolation ``day_out_of_range`` past the calendar."""
    try:
        return add_months(start, months)
    except (ValueError, OverflowError) as error:
        raise RuleViolation("day_out_of_range", field="main_due", day=start) from error


def term_of(
    contract: GuaranteeContract, contract_on: date, start: date, policy: Policy = DEFAULT_POLICY
) -> Term | None:
    """Return the period of a guarantee of 1995-10-01 or later (rules 2.3, 2.4).

    A period that ends on or before the due date counts as not agreed (民法典 §692 II). None where
    the contract agrees months that are not entered.
    """
    table = policy.guarantee
    if contract.term is PeriodTerm.MONTHS and contract.months is None:
        return None
    if contract.term is PeriodTerm.UNCLEAR:
        row = valid_on(table.months_unclear, contract_on)
        safe = min(row.value, valid_on(table.safe_months, contract_on).value)
        return _term(start, row.value, safe, False, row.source)
    if contract.term is PeriodTerm.MONTHS and contract.months is not None and contract.months > 0:
        return _term(
            start, contract.months, contract.months, True, "民法典第692条；担保法第25、26条"
        )
    row = valid_on(table.months_unagreed, contract_on)
    return _term(start, row.value, row.value, False, row.source)


def _term(start: date, months: int, safe: int, agreed: bool, source: str) -> Term:
    end = months_after(start, months)
    return Term(start, months, end, months_after(start, safe), agreed, source)
