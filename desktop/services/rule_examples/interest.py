"""Examples of rates, days, simple interest, books and reference rates."""

from __future__ import annotations

from collections.abc import Set
from datetime import date
from decimal import Decimal

from desktop.domain.interest.days import (
    days_between,
    first_settlement_period,
    settlement_period,
)
from desktop.domain.interest.doubts import ceiling_warning
from desktop.domain.interest.rates import (
    HEAVIER_RULE,
    DailyRate,
    PenaltyKind,
    annual_percent,
    heavier_penalty,
    penalty_rate,
    penalty_rule_words,
    uplift_verdict,
)
from desktop.domain.interest.reference import (
    BenchmarkTerm,
    LprTerm,
    benchmark_rate,
    loan_prime_rate,
)
from desktop.domain.interest.simple import (
    book_after,
    implied_simple_rate,
    interest_book,
    judgment_delay_interest,
    simple_interest,
)
from desktop.domain.ledger import RateUnit
from desktop.domain.money import Money
from desktop.services.rule_examples import interest_history
from desktop.services.rule_examples.shapes import Answer, Input, UnknownShape, day, money, yuan

_CENT = Decimal("0.01")


def compute(given: Input, asked: Set[str]) -> Answer:
    """Answer an example of the group ``interest``."""
    shapes = {
        "lookup": _reference,
        "settle": interest_history.settled,
        "kind_flags": _heavier,
        "contract_monthly_permille": _monthly_penalty,
        "penalty_uplift_pct": _ceiling,
        "uplift_pct": _uplift,
        "overdue_from": _penalty_rule,
        "prev_settle": _settlement,
        "disbursed": _first_settlement,
        "overdue_unpaid_interest_since": _book,
        "unpaid_since": _book_of_the_time,
        "claimed_interest": _implied,
        "judgment_sum": _late_performance,
        "from_": _simple,
        "amount": _rounded,
    }
    for key, answer in shapes.items():
        if key in given:
            return answer(given)
    raise UnknownShape


def _simple(given: Input) -> Answer:
    if given.get("basis", "actual/360") not in ("actual/360", "actual/365"):
        raise UnknownShape(given["basis"])
    year_days = 365 if given.get("basis") == "actual/365" else 360
    if "annual_rate_pct" in given:
        annual = Decimal(given["annual_rate_pct"])
        rate = DailyRate.quoted(annual, RateUnit.ANNUAL_PERCENT, year_days)
    elif "monthly_rate_permille" in given:
        monthly = Decimal(given["monthly_rate_permille"])
        rate = DailyRate.quoted(monthly, RateUnit.MONTHLY_PERMILLE, year_days)
    else:
        rate = DailyRate.per_10000(Decimal(given["daily_rate_per_10000"]))
    found = simple_interest(money(given["principal"]), rate, day(given["from_"]), day(given["to"]))
    return {"days": found.days, "interest": yuan(found.amount)}


def _implied(given: Input) -> Answer:
    claimed = money(given["claimed_interest"])
    span = day(given["from_"]), day(given["to"])
    found = implied_simple_rate(money(given["principal"]), claimed, *span)
    return {
        "days": found.days,
        "interest_per_day": str((found.fen_per_day / 100).quantize(Decimal("0.000001"))),
        "simple_annual_pct_360": str(found.annual_percent.quantize(_CENT)),
    }


def _late_performance(given: Input) -> Answer:
    span = day(given["from_"]), day(given["to"])
    found = judgment_delay_interest(money(given["judgment_sum"]), *span)
    return {"days": found.days, "interest": yuan(found.amount)}


def _monthly_penalty(given: Input) -> Answer:
    rate = penalty_rate(Decimal(given["contract_monthly_permille"]), Decimal(given["uplift_pct"]))
    annual = annual_percent(rate, RateUnit.MONTHLY_PERMILLE)
    return {"penalty_monthly_permille": _plain(rate), "annual_pct": _plain(annual)}


def _uplift(given: Input) -> Answer:
    kind, uplift = PenaltyKind(given.get("kind", "overdue")), Decimal(given["uplift_pct"])
    loan_date = day(given["loan_date"]) if "loan_date" in given else date.max
    verdict = uplift_verdict(kind, uplift, loan_date)
    rate = penalty_rate(Decimal(given["contract_annual_pct"]), uplift)
    return {
        "penalty_annual_pct": _plain(rate),
        "allowed": verdict.allowed,
        "max_uplift_pct": _plain(verdict.highest_percent),
        "min_uplift_pct": _plain(verdict.lowest_percent),
    }


def _heavier(given: Input) -> Answer:
    flags = [PenaltyKind(flag) for flag in given["kind_flags"]]
    uplifts = [Decimal(given[f"{flag.value}_uplift"]) for flag in flags]
    rate = heavier_penalty(Decimal(given["contract_annual_pct"]), uplifts)
    return {"penalty_annual_pct": _plain(rate), "rule": HEAVIER_RULE}


def _ceiling(given: Input) -> Answer:
    uplift = Decimal(given["penalty_uplift_pct"])
    rate = penalty_rate(Decimal(given["contract_annual_pct"]), uplift)
    return {"effective_annual_pct": _plain(rate), "warn": ceiling_warning(rate, date.max)}


def _penalty_rule(given: Input) -> Answer:
    agreed = given.get("agreed_251", False)
    return {"penalty": penalty_rule_words(day(given["loan_date"]), PenaltyKind.OVERDUE, agreed)}


def _settlement(given: Input) -> Answer:
    period = settlement_period(day(given["settle_date"]), day(given["prev_settle"]))
    return {
        "period_from": period.first.isoformat(),
        "period_to_inclusive": period.last.isoformat(),
        "days": period.days,
    }


def _first_settlement(given: Input) -> Answer:
    period = first_settlement_period(day(given["disbursed"]), day(given["settle_date"]))
    return {"days": period.days}


def _book(given: Input) -> Answer:
    since, as_of = day(given["overdue_unpaid_interest_since"]), day(given["as_of"])
    return {"days": days_between(since, as_of), "book": interest_book(since, as_of).label}


def _book_of_the_time(given: Input) -> Answer:
    return {"book": book_after(given["days"], day(given["date"])).label}


def _reference(given: Input) -> Answer:
    asked_for, term = given["lookup"], given["term"]
    if "LPR" in asked_for.upper():
        found = loan_prime_rate(day(given["date"]), LprTerm(term))
    elif "基准" in asked_for:
        found = benchmark_rate(day(given["date"]), BenchmarkTerm(term))
    else:
        raise UnknownShape(asked_for)
    return {"rate": str(found.percent) if found else None}


def _rounded(given: Input) -> Answer:
    return {"rounded": yuan(Money.rounded(Decimal(given["amount"]) * 100))}


def _plain(rate: Decimal) -> str:
    """Return a rate with two places, or as many as it has."""
    short = rate.normalize()
    exponent = short.as_tuple().exponent
    return str(rate.quantize(_CENT) if isinstance(exponent, int) and exponent > -2 else short)
