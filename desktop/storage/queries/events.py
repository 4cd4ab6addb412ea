"""What happened to claims, and everything that clocks are computed from, read in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, select

from desktop.domain.interest.reductions import Reduction
from desktop.domain.ledger import RateUnit
from desktop.domain.limitation import EventKind
from desktop.services.records import StoredClock, StoredEvent
from desktop.services.rule_records import LoanFacts
from desktop.storage.queries.reductions import ReductionQueries
from desktop.storage.tables import event_withdrawal, loan, loan_event
from desktop.storage.values import AnyRow, AnySelect, among, known_day, to_day, to_rate


class EventQueries(ReductionQueries):
    """Questions about events and stored clocks."""

    def events_of(self, loan_ids: Sequence[str]) -> Mapping[str, Sequence[StoredEvent]]:
        return self._events(among(loan.c.id, loan_ids))

    def event(self, event_id: str) -> StoredEvent | None:
        row = self._connection.execute(EVENTS.where(loan_event.c.id == event_id)).first()
        return stored_event(row) if row else None

    def all_clocks(self) -> Iterable[tuple[StoredClock, date | None, Sequence[StoredEvent]]]:
        for facts, events in self.all_loans():
            yield StoredClock(facts.loan_id, *facts[-4:]), facts.due_on, events

    def all_loans(self) -> Iterable[tuple[LoanFacts, Sequence[StoredEvent]]]:
        events, reductions = self._events(), self.all_reductions()
        # All at once: a row at a time costs the driver a call for each of 100,000.
        for row in self._connection.execute(_FACTS).all():
            yield _facts(row, reductions.get(row[0], ())), events.get(row[0], ())

    def _events(self, *conditions: ColumnElement[bool]) -> dict[str, list[StoredEvent]]:
        events: dict[str, list[StoredEvent]] = {}
        rows = self._connection.execute(EVENTS.where(*conditions).order_by(loan_event.c.pk))
        for row in rows.all():
            event = stored_event(row)
            events.setdefault(event.loan_id, []).append(event)
        return events


# Faster than calling the enumerations, 100,000 times.
_UNITS = {unit.value: unit for unit in RateUnit}
_KINDS = {kind.value: kind for kind in EventKind}


def stored_event(row: AnyRow) -> StoredEvent:
    """Return a row of :data:`EVENTS` as a record."""
    id_, loan_id, kind, day, restart, proved, ref, note, delivery, entry, withdrawal = row
    return StoredEvent(
        id_,
        loan_id,
        _KINDS[kind],
        known_day(day),
        to_day(restart),
        bool(proved),
        withdrawal is not None,
        ref,
        note,
        delivery,
        entry,
    )


def _facts(row: AnyRow, reductions: tuple[Reduction, ...]) -> LoanFacts:
    values = (
        *row[:2],
        to_day(row[2]),
        to_day(row[3]),
        *row[4:7],
        known_day(row[7]),
        to_rate(row[8]),
        _UNITS[row[9]],
        *row[10:12],
        reductions,
        to_day(row[12]),
        to_day(row[13]),
        to_day(row[14]),
        row[15],
    )
    return LoanFacts(*values)


EVENTS: AnySelect = (
    select(
        loan_event.c.id,
        loan.c.id,
        loan_event.c.kind,
        loan_event.c.occurred_on,
        loan_event.c.restart_on,
        loan_event.c.proved,
        loan_event.c.ref,
        loan_event.c.note,
        loan_event.c.delivery_id,
        loan_event.c.entry_id,
        event_withdrawal.c.event_pk,
    )
    .select_from(loan_event)
    .join(loan, loan.c.pk == loan_event.c.loan_pk)
    .outerjoin(event_withdrawal, event_withdrawal.c.event_pk == loan_event.c.pk)
)
"""Events with their loans' ids; the last column is null unless the event was withdrawn."""

_FACTS: AnySelect = select(
    loan.c.id,
    loan.c.loan_no,
    loan.c.disbursed_on,
    loan.c.due_on,
    loan.c.balance_fen,
    loan.c.on_balance_interest_fen,
    loan.c.off_balance_interest_fen,
    loan.c.reported_on,
    loan.c.rate,
    loan.c.rate_unit,
    loan.c.five_class,
    loan.c.status,
    loan.c.last_day,
    loan.c.legal_last_day,
    loan.c.proved_last_day,
    loan.c.clock_state,
).order_by(loan.c.pk)
