"""Rows of an interest history, each one a person can check with a pocket calculator."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from desktop.domain.interest.days import counted_days
from desktop.domain.interest.rates import DailyRate
from desktop.domain.interest.schedule import BearingRate, InterestKind
from desktop.domain.money import Money
from desktop.domain.policy.interest import DayMethod


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which nothing changed: the principal and the unpaid interest that compounds."""

    start: date
    end: date
    days: int
    actual_days: int
    principal: Money
    unpaid: Money


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One rounded row: 积数 times the daily rate, and compound interest on unpaid interest.

    ``end`` is not counted. ``product`` and ``unpaid_product`` are fen times days (积数), the sums
    over ``spans``; ``exact`` and ``compound_exact`` are fen, unrounded.
    """

    label: str
    kind: InterestKind
    rate: DailyRate
    source: str
    spans: tuple[Span, ...]

    @property
    def start(self) -> date:
        return self.spans[0].start

    @property
    def end(self) -> date:
        return self.spans[-1].end

    @property
    def days(self) -> int:
        return sum(span.days for span in self.spans)

    @property
    def product(self) -> int:
        return sum(span.principal.fen * span.days for span in self.spans)

    @property
    def unpaid_product(self) -> int:
        return sum(span.unpaid.fen * span.actual_days for span in self.spans)

    @property
    def exact(self) -> Decimal:
        return self.rate.interest(self.product)

    @property
    def compound_exact(self) -> Decimal:
        return self.rate.interest(self.unpaid_product)

    @property
    def amount(self) -> Money:
        return Money.rounded(self.exact)

    @property
    def compound(self) -> Money:
        return Money.rounded(self.compound_exact)


@dataclass(slots=True)
class OpenRow:
    """A row still being gathered."""

    bearing: BearingRate
    spans: list[Span] = field(default_factory=list)

    def add(
        self, start: date, end: date, principal: Money, unpaid: Money, method: DayMethod
    ) -> None:
        """Add days; penalty interest counts actual days whatever the method of the term."""
        actual = (end - start).days
        normal = self.bearing.kind is InterestKind.NORMAL
        days = counted_days(start, end, method) if normal else actual
        self.spans.append(Span(start, end, days, actual, principal, unpaid))

    def closed(self) -> HistoryRow:
        """Return the row, rounded once."""
        bearing = self.bearing
        return HistoryRow(
            bearing.kind.label, bearing.kind, bearing.rate, bearing.source, tuple(self.spans)
        )
