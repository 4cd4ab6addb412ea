"""Which rate a loan bears on a day, and on which days something changes (rules 3.3 to 3.11)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.interest.days import penalty_start, settlement_boundaries
from desktop.domain.interest.facts import LoanTerms
from desktop.domain.interest.rates import NO_RATE, DailyRate, heavier_rate
from desktop.domain.policy import Policy, known_on, valid_on
from desktop.domain.policy.interest import SettlementCycle


class InterestKind(StrEnum):
    """期内, 逾期 or 挪用 interest."""

    NORMAL = "normal"
    OVERDUE = "overdue"
    MISUSE = "misuse"

    @property
    def label(self) -> str:
        return {"normal": "期内利息", "overdue": "逾期罚息", "misuse": "挪用罚息"}[self.value]


@dataclass(frozen=True, slots=True)
class BearingRate:
    """The rate of a day, what kind of interest it makes, and its source.

    ``known`` is False where a penalty is due but its rate is not: the contract rate stands in.
    """

    rate: DailyRate
    kind: InterestKind
    source: str
    known: bool = True


class Schedule:
    """The rates and dividing days of one loan under one policy."""

    def __init__(self, terms: LoanTerms, policy: Policy) -> None:
        self._terms = terms
        self._policy = policy
        tables = policy.interest
        since = terms.disbursed_on
        self.turn = None if terms.due_on is None else penalty_start(terms.due_on, policy)
        self.cycle = terms.cycle or valid_on(tables.settlement_cycle, since).value
        self._rates = sorted(terms.rates, key=lambda each: each.since)

    @property
    def with_principal(self) -> bool:
        return self.cycle is SettlementCycle.WITH_PRINCIPAL

    def overdue_on(self, day: date) -> bool:
        return self.turn is not None and day >= self.turn

    def settlements(self, until: date) -> set[date]:
        """Return the days on which interest becomes payable: the 21sts, and the due date."""
        after = self._terms.disbursed_on
        days = set(settlement_boundaries(after, until, self.cycle, self._policy))
        if self.turn is not None and after < self.turn <= until:
            days.add(self.turn)
        return days

    def changes(self) -> Iterator[date]:
        """Yield the days on which the rate may change."""
        yield from (each.since for each in self._rates)
        if self._terms.misused_since is not None:
            yield self._terms.misused_since
        tables = self._policy.interest
        if self._terms.disbursed_on < tables.overdue_uplift[0].since:
            yield from (each.since for each in tables.overdue_daily)
            yield from (each.since for each in tables.misuse_daily)

    def rate_on(self, day: date) -> BearingRate:
        """Return the rate of a day; overdue and misuse together bear the heavier (77号 §25)."""
        contract = self.contract_rate(day)
        found = []
        if self.overdue_on(day):
            found.append(self._penalty(InterestKind.OVERDUE, contract, day))
        misused_since = self._terms.misused_since
        if misused_since is not None and day >= misused_since:
            found.append(self._penalty(InterestKind.MISUSE, contract, day))
        if not found:
            source = "合同利率，银发〔2005〕129号" if self._rates else "未约定利息，民法典第680条"
            return BearingRate(contract, InterestKind.NORMAL, source)
        heaviest = heavier_rate(each.rate for each in found)
        return next(each for each in found if each.rate is heaviest)

    def contract_rate(self, day: date) -> DailyRate:
        """Return the contract's rate of a day; none where no interest was agreed."""
        valid = [each.rate for each in self._rates if each.since <= day]
        return valid[-1] if valid else NO_RATE

    def _penalty(self, kind: InterestKind, contract: DailyRate, day: date) -> BearingRate:
        """Return a penalty rate: as agreed, else by the law of the loan's day (rules 3.4, 3.5)."""
        terms, tables = self._terms, self._policy.interest
        overdue = kind is InterestKind.OVERDUE
        agreed = terms.overdue if overdue else terms.misuse
        if agreed is not None:
            return BearingRate(agreed, kind, "合同约定罚息利率")
        uplifts = tables.overdue_uplift if overdue else tables.misuse_uplift
        if terms.disbursed_on >= uplifts[0].since:
            row = valid_on(uplifts, terms.disbursed_on)
            claimed = row.value.claimed
            source = f"{row.source}，合同利率×{claimed}"
            return BearingRate(contract.times_uplift(claimed), kind, source)
        flat = known_on(tables.overdue_daily if overdue else tables.misuse_daily, day)
        if flat is None:
            return BearingRate(contract, kind, "罚息利率不明，按合同利率", known=False)
        return BearingRate(DailyRate(flat.value, 1), kind, flat.source)
