"""Examples of a loan's whole interest, settled by quarters, with compound interest."""

from __future__ import annotations

from decimal import Decimal

from desktop.domain.interest.facts import ContractRate, LoanTerms
from desktop.domain.interest.history import interest_history
from desktop.domain.interest.rates import DailyRate
from desktop.domain.interest.rows import HistoryRow
from desktop.domain.ledger import RateUnit
from desktop.domain.policy.interest import SettlementCycle
from desktop.services.rule_examples.shapes import Answer, Input, UnknownShape, day, money, yuan

_CYCLES = {
    "quarterly 20th": SettlementCycle.QUARTERLY,
    "monthly 20th": SettlementCycle.MONTHLY,
    "with principal": SettlementCycle.WITH_PRINCIPAL,
}
_CENT = Decimal("0.01")


def settled(given: Input) -> Answer:
    """Answer an example with a settlement cycle.

    A sum paid is unknown: the shape gives no day for it, and interest depends on the day.
    """
    if money(given["paid"]).fen or given["settle"] not in _CYCLES:
        raise UnknownShape(given["settle"])
    start = day(given["start"])
    contract, penalty = (
        DailyRate.quoted(Decimal(given[key]), RateUnit.ANNUAL_PERCENT)
        for key in ("annual_rate_pct", "penalty_annual_pct")
    )
    terms = LoanTerms(
        principal=money(given["principal"]),
        disbursed_on=start,
        due_on=day(given["due"]),
        rates=(ContractRate(start, contract),),
        overdue=penalty,
        cycle=_CYCLES[given["settle"]],
        compound_on_penalty=given["compound_on_penalty"],
        compound_joins_base=given["settled_compound_joins_base"],
    )
    history = interest_history(terms, (), day(given["stop"]))
    return {
        "normal": yuan(history.normal),
        "penalty": yuan(history.penalty),
        "compound": yuan(history.compound),
        "rows": [_row(each) for each in history.rows],
    }


def _row(row: HistoryRow) -> list[object]:
    return [
        row.start.isoformat(),
        row.end.isoformat(),
        row.days,
        str(row.rate.annual_percent.quantize(_CENT)),
        yuan(row.amount),
        yuan(row.compound),
    ]
