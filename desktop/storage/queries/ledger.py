"""The ledger page: which loans, in which order, their lines and sums; fast at 100,000 loans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, case, func, or_, select

from desktop.domain.limitation import ClockState
from desktop.services.list_records import (
    FilterValues,
    LedgerFilter,
    LedgerLine,
    LedgerSums,
    SortKey,
)
from desktop.services.records import LoanStatus
from desktop.storage.queries.connected import Connected
from desktop.storage.queries.reductions import BALANCE, OFF_BALANCE, ON_BALANCE
from desktop.storage.tables import loan, loan_reduction, party
from desktop.storage.values import AnyRow, AnySelect, among, from_day, state_on, to_day

_SEPARATOR = "\x1f"

_SEVERITY = {name: order for order, name in enumerate(("正常", "关注", "次级", "可疑", "损失"))}

_SORTED_BY: dict[SortKey, tuple[ColumnElement[Any], ...]] = {
    SortKey.ROUTE: (
        party.c.township,
        party.c.village,
        party.c.group_no,
        party.c.name,
        party.c.pk,
        loan.c.loan_no,
    ),
    SortKey.BORROWER: (party.c.pinyin, party.c.pk, loan.c.loan_no),
    # An expression, so that SQLite sorts: walking the index would fetch 100,000 rows at random.
    SortKey.LOAN_NO: (loan.c.loan_no.concat(""),),
    SortKey.DUE_ON: (loan.c.due_on, loan.c.pk),
    SortKey.BALANCE: (BALANCE, loan.c.pk),
    SortKey.INTEREST: (ON_BALANCE + OFF_BALANCE, loan.c.pk),
    SortKey.FIVE_CLASS: (
        case(_SEVERITY, value=loan.c.five_class, else_=len(_SEVERITY)),
        loan.c.pk,
    ),
    SortKey.LAST_DAY: (loan.c.last_day, loan.c.pk),
    SortKey.OFFICER: (loan.c.officer, loan.c.pk),
}


class LedgerQueries(Connected):
    """Questions of the ledger page, the clock list and the missing list."""

    def ledger_ids(
        self, wanted: LedgerFilter, sort: SortKey, descending: bool = False
    ) -> Sequence[str]:
        ordered = (
            _from_parties(select(loan.c.id), wanted, sort)
            .where(*self._conditions(wanted))
            .order_by(*_order(sort, descending))
            .subquery()
        )
        # One long text instead of 100,000 rows: the driver needs a third of the time for it.
        # SQLite keeps a subquery's order under group_concat.
        joined = select(func.group_concat(ordered.c.id, _SEPARATOR))
        text: str | None = self._connection.execute(joined).scalar()
        return text.split(_SEPARATOR) if text else []

    def ledger_lines(self, loan_ids: Sequence[str]) -> Sequence[LedgerLine]:
        rows = self._connection.execute(
            _LINES.where(among(loan.c.id, loan_ids)),
        )
        today = self._clock.today().isoformat()
        found = {row[0]: _line(row, today) for row in rows}
        return [found[loan_id] for loan_id in loan_ids if loan_id in found]

    def ledger_sums(self, wanted: LedgerFilter) -> LedgerSums:
        conditions = list(self._conditions(wanted))
        sums = select(
            func.count(),
            *_sums(loan, "balance_fen", "on_balance_interest_fen", "off_balance_interest_fen"),
        ).select_from(loan)
        # Summed apart: a look for each of 100,000 loans, of which few are reduced, costs more.
        less = select(
            *_sums(loan_reduction, "principal_fen", "on_balance_fen", "off_balance_fen")
        ).select_from(loan_reduction.join(loan, loan.c.pk == loan_reduction.c.loan_pk))
        count, *whole = self._one(_from_parties(sums, wanted, None).where(*conditions))
        reduced = self._one(_from_parties(less, wanted, None).where(*conditions))
        return LedgerSums(count, *(each - less for each, less in zip(whole, reduced, strict=True)))

    def filter_values(self) -> FilterValues:
        villages = self._connection.execute(
            select(party.c.township, party.c.village)
            .distinct()
            .order_by(party.c.township, party.c.village)
        )
        classes = self._distinct(loan.c.five_class)
        return FilterValues(
            villages=tuple((row.township, row.village) for row in villages),
            officers=tuple(sorted(self._distinct(loan.c.officer))),
            five_classes=tuple(
                sorted(classes, key=lambda name: (_SEVERITY.get(name, len(_SEVERITY)), name))
            ),
        )

    def _one(self, statement: AnySelect) -> AnyRow:
        return self._connection.execute(statement).one()

    def _distinct(self, column: ColumnElement[str]) -> list[str]:
        statement = select(column).where(column != "").distinct()
        return list(self._connection.execute(statement).scalars())

    def _conditions(self, wanted: LedgerFilter) -> Iterator[ColumnElement[bool]]:
        exact = (
            (party.c.township, wanted.township),
            (party.c.village, wanted.village),
            (loan.c.officer, wanted.officer),
            (loan.c.five_class, wanted.five_class),
        )
        yield from (column == value for column, value in exact if value)
        if wanted.status:
            # Nearly all loans are active: told so, SQLite walks the route instead of sorting.
            is_wanted = loan.c.status == wanted.status
            yield func.likely(is_wanted) if wanted.status == LoanStatus.ACTIVE else is_wanted
        yield from _bounds(loan.c.due_on, from_day(wanted.due_from), from_day(wanted.due_to))
        yield from _bounds(
            loan.c.last_day, from_day(wanted.last_day_from), from_day(wanted.last_day_to)
        )
        yield from _bounds(BALANCE, wanted.balance_from_fen, wanted.balance_to_fen)
        if wanted.clock_state:
            yield self._in_state(wanted.clock_state)
        if wanted.text.strip():
            yield _matches(wanted.text.strip())

    def _in_state(self, state: str) -> ColumnElement[bool]:
        """Whether the last day of a clock stored as alive has passed is asked now."""
        passed = loan.c.legal_last_day < self._clock.today().isoformat()
        stored_alive = loan.c.clock_state == ClockState.ALIVE.value
        if state == ClockState.EXPIRED:
            return or_(and_(stored_alive, passed), loan.c.clock_state == state)
        if state == ClockState.ALIVE:
            return and_(stored_alive, ~passed)
        return loan.c.clock_state == state


def _sums(table: Table, *names: str) -> list[ColumnElement[int]]:
    return [func.coalesce(func.sum(table.c[name]), 0) for name in names]


def _from_parties(statement: AnySelect, wanted: LedgerFilter, sort: SortKey | None) -> AnySelect:
    """Join the debtors only where the filter or the order asks for them."""
    by_party = sort in (SortKey.ROUTE, SortKey.BORROWER)
    if not (by_party or wanted.township or wanted.village or wanted.text.strip()):
        return statement
    return statement.join(party, party.c.pk == loan.c.borrower_pk)


def _order(sort: SortKey, descending: bool) -> list[ColumnElement[Any]]:
    """Return the terms of an order; turned round as a whole, but unknown days stay at the end."""
    terms = _SORTED_BY[sort]
    turned = [term.desc() if descending else term.asc() for term in terms]
    if sort in (SortKey.DUE_ON, SortKey.LAST_DAY):
        turned[0] = turned[0].nulls_last()
    return list(turned)


def _bounds(
    column: ColumnElement[Any], lowest: str | int | None, highest: str | int | None
) -> Iterator[ColumnElement[bool]]:
    if lowest is not None:
        yield column >= lowest
    if highest is not None:
        yield column <= highest


def _matches(text: str) -> ColumnElement[bool]:
    found = [
        column.contains(text, autoescape=True)
        for column in (party.c.name, party.c.village, loan.c.loan_no)
    ]
    if text.isascii():
        found += [
            column.startswith(text.lower(), autoescape=True)
            for column in (party.c.pinyin, party.c.initials)
        ]
    return or_(*found)


def _line(row: AnyRow, today: str) -> LedgerLine:
    values = (
        *row[:7],
        to_day(row[7]),
        to_day(row[8]),
        *row[9:15],
        state_on(row[15], row[17], today),
        to_day(row[16]),
        to_day(row[17]),
        to_day(row[18]),
    )
    return LedgerLine(*values)


_LINES: AnySelect = (
    select(
        loan.c.id,
        party.c.id,
        loan.c.loan_no,
        party.c.name,
        party.c.township,
        party.c.village,
        party.c.group_name,
        loan.c.disbursed_on,
        loan.c.due_on,
        BALANCE,
        ON_BALANCE,
        OFF_BALANCE,
        loan.c.five_class,
        loan.c.officer,
        loan.c.status,
        loan.c.clock_state,
        loan.c.last_day,
        loan.c.legal_last_day,
        loan.c.proved_last_day,
    )
    .select_from(loan)
    .join(party, party.c.pk == loan.c.borrower_pk)
)
