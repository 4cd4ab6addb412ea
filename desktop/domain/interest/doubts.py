"""What about a rate or a sum of interest a person must look at (rules 3.12, Bad input)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop.domain.findings import NeedsPerson
from desktop.domain.interest.rates import YEAR_DAYS, DailyRate
from desktop.domain.policy import DEFAULT_POLICY, Policy, known_on, valid_on

_MISSING = NeedsPerson(
    "rate_missing", "rate", "合同利率不明，台账日期之后未计利息；请查借款合同补录"
)


def ceiling_warning(annual: Decimal, day: date, policy: Policy = DEFAULT_POLICY) -> str | None:
    """Return the warning for interest in all above the ceiling a year, else None (rule 3.12).

    Above 24 % a court may reduce it at the borrower's request (法发〔2017〕22号 §2); none before
    the rule's first day. Exactly the ceiling is allowed.
    """
    row = known_on(policy.interest.ceiling_percent, day)
    if row is None or annual <= row.value:
        return None
    return f"超过年{row.value:f}%,法院可应借款人请求调减"


def rate_doubts(
    rate: DailyRate | None,
    penalty: DailyRate | None,
    day: date,
    policy: Policy = DEFAULT_POLICY,
) -> tuple[NeedsPerson, ...]:
    """Return the doubts about a contract rate and the penalty rate that runs (None: does not)."""
    if rate is None:
        return (_MISSING,)
    found = []
    annual = rate.annual_percent
    limit = valid_on(policy.interest.improbable_percent, day).value
    if annual > limit:
        words = f"合同利率折年{annual:.4f}%，超过{limit:f}%，请核对是否把千分之误作百分之"
        found.append(NeedsPerson("rate_improbable", "rate", words))
    highest = max(annual, penalty.annual_percent) if penalty else annual
    warning = ceiling_warning(highest, day, policy)
    if warning is not None:
        found.append(NeedsPerson("interest_above_ceiling", "rate", warning))
    return tuple(found)


def total_doubts(
    product: int, exact: Decimal, day: date, policy: Policy = DEFAULT_POLICY
) -> tuple[NeedsPerson, ...]:
    """Return the doubt about interest, penalty and compound interest together (rule 3.12).

    ``product`` is the 积数 of principal in fen times days, ``exact`` all interest on it in fen.
    """
    if not product:
        return ()
    annual = exact * YEAR_DAYS * 100 / product
    warning = ceiling_warning(annual, day, policy)
    return (NeedsPerson("interest_above_ceiling", "rate", warning),) if warning else ()
