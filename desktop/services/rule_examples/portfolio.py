"""Examples of provision and of the figures a report must be able to stand by."""

from __future__ import annotations

from collections.abc import Set
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from desktop.domain.errors import RuleViolation
from desktop.domain.money import Money
from desktop.domain.portfolio import Standing, implied_target, new_npl_implied, percent_of
from desktop.domain.provision import coverage, provision, provision_rates, rate_bounds
from desktop.services.rule_examples.shapes import (
    Answer,
    Input,
    UnknownShape,
    balances,
    day,
    five_class,
    money,
    percent,
    yuan,
)

_UNDATED = date(2026, 1, 1)


def provision_group(given: Input, asked: Set[str]) -> Answer:
    """Answer an example of the group ``provision``."""
    if "rates_pct" in given:
        rates = {five_class(each): Decimal(rate) for each, rate in given["rates_pct"].items()}
        return {"provision": yuan(provision(balances(given["amounts"]), rates))}
    if "amounts" in given:
        by_table = provision_rates(day(given["as_of"]))
        return {"provision": yuan(provision(balances(given["amounts"]), by_table))}
    if "five_class" in given:
        low, high = rate_bounds(five_class(given["five_class"]), day(given["as_of"]))
        return {"low_pct": str(low), "high_pct": str(high)}
    if "rate_low" in given:
        amount = Decimal(money(given["substandard"]).fen)
        return {
            bound: yuan(Money.rounded(amount * Decimal(given[f"rate_{bound}"])))
            for bound in ("low", "high")
        }
    if "npl" in given:
        loans = Standing(money(given["npl"]), money(given["total"]))
        found = coverage(money(given["provision"]), loans, _UNDATED)
        return {
            "coverage_pct": percent(found.coverage_percent),
            "loan_provision_ratio_pct": percent(found.loan_provision_percent),
            "coverage_ok": found.coverage_ok,
            "ratio_ok": found.loan_provision_ok,
        }
    raise UnknownShape


def report_group(given: Input, asked: Set[str]) -> Answer:
    """Answer an example of the group ``report``."""
    if "completion_pct" in given:
        done = money(given["recovered_principal"])
        return {"implied_task": yuan(implied_target(done, Decimal(given["completion_pct"])))}
    if "per_head" in given:
        return _heads(money(given["total_pay"]), money(given["per_head"]))
    if "net_decrease" in given:
        recovered, cash = money(given["recovered_total"]), money(given["cash"])
        return {
            "non_cash": yuan(recovered - cash),
            "new_npl_implied": yuan(new_npl_implied(recovered, money(given["net_decrease"]))),
            "cash_share_pct": percent(percent_of(cash, recovered)),
        }
    raise UnknownShape


def _heads(whole: Money, each: Money) -> Answer:
    """Return how many people share a sum, and the exact share of one."""
    if each.fen <= 0 or whole.fen < each.fen:
        raise RuleViolation("percent_not_positive", field="per_head")
    heads = int((Decimal(whole.fen) / each.fen).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return {"headcount": heads, "check": yuan(Money.rounded(Decimal(whole.fen) / heads))}
