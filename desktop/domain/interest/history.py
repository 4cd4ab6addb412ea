"""A loan's whole interest, replayed from its first day by value dates (rules section 3).

Rows run from their first day up to, not with, their last; a settlement day is counted in, so its
period ends before the 21st. A row ends at a settlement, the due date, a change of rate, and where
a repayment pays interest to the day. Interest becomes payable at settlements and at the due date;
what is then unpaid compounds (银发〔1999〕77号 §§20-21), penalty interest only where the switch is
on. In term a repayment pays settled interest, then principal; 利随本清 loans and overdue ones pay
interest to the day of the repayment.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from desktop.domain.allocation import Allocation, Owed, allocate
from desktop.domain.findings import NeedsPerson
from desktop.domain.interest.doubts import rate_doubts, total_doubts
from desktop.domain.interest.facts import LoanTerms, Repayment, check_facts
from desktop.domain.interest.rows import HistoryRow, OpenRow
from desktop.domain.interest.schedule import InterestKind, Schedule
from desktop.domain.interest.simple import Book, bearing_principal, interest_book
from desktop.domain.money import Money
from desktop.domain.policy import DEFAULT_POLICY, Policy, valid_on
from desktop.domain.policy.interest import DayMethod

_ZERO = Money(0)


@dataclass(frozen=True, slots=True)
class PaidRepayment:
    """A repayment and what it was set off against."""

    repayment: Repayment
    allocation: Allocation


@dataclass(frozen=True, slots=True)
class UnpaidInterest:
    """Interest formed on a day and not paid: 期内, 罚息 or 复利."""

    formed_on: date
    kind: str
    amount: Money
    compounds: bool = False


@dataclass(frozen=True, slots=True)
class InterestHistory:
    """The answer: every row, every repayment, and what is owed on ``computed_to``.

    ``unpaid`` are the parts not paid; interest since the last settlement is among them.
    """

    computed_to: date
    rows: tuple[HistoryRow, ...]
    repaid: tuple[PaidRepayment, ...]
    principal: Money
    unpaid: tuple[UnpaidInterest, ...]
    findings: tuple[NeedsPerson, ...]

    @property
    def normal(self) -> Money:
        return Money.total(row.amount for row in self.rows if row.kind is InterestKind.NORMAL)

    @property
    def penalty(self) -> Money:
        return Money.total(row.amount for row in self.rows if row.kind is not InterestKind.NORMAL)

    @property
    def compound(self) -> Money:
        return Money.total(row.compound for row in self.rows)

    @property
    def interest_owed(self) -> Money:
        return Money.total(part.amount for part in self.unpaid)

    @property
    def owed(self) -> Money:
        return self.principal + self.interest_owed

    @property
    def surplus(self) -> Money:
        return Money.total(each.allocation.surplus for each in self.repaid)

    def books(self, due_on: date | None, policy: Policy = DEFAULT_POLICY) -> dict[Book, Money]:
        """Return the unpaid interest on and off the balance (财金〔2002〕5号, rule 3.13)."""
        sums = dict.fromkeys(Book, _ZERO)
        for part in self.unpaid:
            sums[interest_book(part.formed_on, self.computed_to, due_on, policy)] += part.amount
        return sums


def interest_history(
    terms: LoanTerms,
    repayments: Iterable[Repayment],
    computed_to: date,
    policy: Policy = DEFAULT_POLICY,
) -> InterestHistory:
    """Compute a loan's interest from its first day to ``computed_to``, that day not counted.

    Repayments may come in any order and count by their value dates; those after ``computed_to``
    are left out. Raises RuleViolation as ``check_facts`` and ``bearing_principal`` say.
    Source: 银发〔1999〕77号 §§20-25, 银发〔2003〕251号, 民法典 §561, §670.
    """
    known = tuple(repayments)
    check_facts(terms, known)
    replay = _Replay(terms, policy)
    replay.run([each for each in known if each.received_on <= computed_to], computed_to)
    return replay.answer(computed_to)


class _Replay:
    """The state of a loan while its days are walked through."""

    def __init__(self, terms: LoanTerms, policy: Policy) -> None:
        self.terms = terms
        self.policy = policy
        self.schedule = Schedule(terms, policy)
        self.principal = bearing_principal(terms.principal, terms.deducted_in_advance)
        self.rows: list[HistoryRow] = []
        self.open: OpenRow | None = None
        self.closed: list[HistoryRow] = []
        self.unpaid: list[UnpaidInterest] = []
        self.repaid: list[PaidRepayment] = []
        tables, since = policy.interest, terms.disbursed_on
        self.method = terms.method or valid_on(tables.day_method, since).value
        self.in_term = valid_on(tables.compound_in_term, since).value
        self.on_penalty = _chosen(
            terms.compound_on_penalty, valid_on(tables.compound_on_penalty, since).value
        )
        self.joins = _chosen(
            terms.compound_joins_base, valid_on(tables.compound_joins_base, since).value
        )

    def run(self, repayments: list[Repayment], stop: date) -> None:
        """Walk from the first day to ``stop``, settling and repaying on the way."""
        start = self.terms.disbursed_on
        settlements = self.schedule.settlements(stop)
        received = {each.received_on for each in repayments}
        days = {*settlements, *received, *self.schedule.changes(), stop}
        for day in sorted(each for each in days if start <= each <= stop):
            if start < day:
                self._bear(start, day)
            start = day
            if day in settlements:
                self._settle(day)
            for each in sorted(repayments, key=_repayment_order):
                if each.received_on == day:
                    self._repay(each)
        self._form(stop)

    def answer(self, computed_to: date) -> InterestHistory:
        rows = tuple(self.rows)
        return InterestHistory(
            computed_to,
            rows,
            tuple(self.repaid),
            self.principal,
            tuple(self.unpaid),
            self._findings(rows, computed_to),
        )

    def _bear(self, start: date, end: date) -> None:
        """Let the days from ``start`` to ``end`` bear interest at the rate of the first."""
        bearing = self.schedule.rate_on(start)
        separate = self.method is DayMethod.WHOLE_MONTHS
        if self.open is None or separate or self.open.bearing != bearing:
            self._close()
            self.open = OpenRow(bearing)
        overdue = self.schedule.overdue_on(start)
        base = Money.total(part.amount for part in self.unpaid if part.compounds)
        compounding = base if overdue or self.in_term else _ZERO
        self.open.add(start, end, self.principal, compounding, self.method)

    def _close(self) -> None:
        if self.open is not None:
            self.closed.append(self.open.closed())
        self.open = None

    def _form(self, day: date) -> None:
        """Round what was gathered and make it payable on ``day``."""
        self._close()
        for row in self.closed:
            kind = row.kind.value
            self.unpaid += [
                UnpaidInterest(day, name, amount)
                for name, amount in ((kind, row.amount), ("compound", row.compound))
                if amount.fen
            ]
        self.rows += self.closed
        self.closed = []

    def _settle(self, day: date) -> None:
        """Make interest payable; what stays unpaid compounds from here on (77号 §§20-21)."""
        self._form(day)
        self.unpaid = [replace(part, compounds=self._compounds(part.kind)) for part in self.unpaid]

    def _compounds(self, kind: str) -> bool:
        if kind == InterestKind.NORMAL:
            return True
        return self.joins if kind == "compound" else self.on_penalty

    def _repay(self, repayment: Repayment) -> None:
        day = repayment.received_on
        if self.schedule.with_principal or self.schedule.overdue_on(day):
            self._form(day)
        interest = Money.total(part.amount for part in self.unpaid)
        owed = Owed(repayment.costs, interest, self.principal)
        made = allocate(repayment.amount, owed, repayment.order)
        self.principal -= made.principal
        if made.interest.fen:
            self._pay_interest(made.interest, day)
        self.repaid.append(PaidRepayment(repayment, made))

    def _pay_interest(self, amount: Money, day: date) -> None:
        """Pay parts of interest: on-balance first, then oldest first (rule 3.15)."""
        left = []
        rest = amount
        due_on = self.terms.due_on
        books = [interest_book(part.formed_on, day, due_on, self.policy) for part in self.unpaid]
        order = sorted(
            range(len(books)),
            key=lambda at: (books[at] is not Book.ON_BALANCE, self.unpaid[at].formed_on),
        )
        for at in order:
            part = self.unpaid[at]
            taken = min(rest, part.amount)
            rest -= taken
            if taken < part.amount:
                left.append(replace(part, amount=part.amount - taken))
        self.unpaid = sorted(left, key=lambda part: part.formed_on)

    def _findings(self, rows: tuple[HistoryRow, ...], day: date) -> tuple[NeedsPerson, ...]:
        found = list(rate_doubts(self.schedule.contract_rate(day), None, day, self.policy))
        if any("不明" in row.source for row in rows):
            words = "合同没有写明罚息利率，这段时间按合同利率计算；请查合同补录"
            found.append(NeedsPerson("penalty_rate_unknown", "overdue", words))
        exact = sum((row.exact + row.compound_exact for row in rows), Decimal(0))
        product = sum(row.product for row in rows)
        return tuple(found) or total_doubts(product, exact, day, self.policy)


def _chosen(own: bool | None, default: bool) -> bool:
    return default if own is None else own


def _repayment_order(repayment: Repayment) -> tuple[date, str, Money, Money, str]:
    """Order by value date, on one day by what they are, never by when they were entered."""
    each = repayment
    return (each.received_on, each.order.value, each.costs, each.amount, each.ref)
