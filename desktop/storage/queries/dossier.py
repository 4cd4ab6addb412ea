"""A debtor with loans, events and history."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, literal, or_, select

from desktop.domain.interest.reductions import NOTHING, Reduction, ReportedSums, reduced_by
from desktop.domain.ledger import RateUnit
from desktop.services.collector import collector_paused
from desktop.services.records import (
    Hold,
    JournalEntry,
    Loan,
    LoanStatus,
    Party,
)
from desktop.storage.journal import entry
from desktop.storage.queries.doubles import kept_id, own_ids
from desktop.storage.queries.reductions import ReductionQueries
from desktop.storage.tables import (
    foreign_entry,
    foreign_party,
    foreign_subject,
    guarantor,
    journal,
    journal_subject,
    ledger_import,
    loan,
    loan_change,
    party,
)
from desktop.storage.tables.foreign import APPLIED
from desktop.storage.values import AnyRow, AnySelect, known_day, state_on, to_day, to_rate


class DossierQueries(ReductionQueries):
    """Questions about one debtor, and about all debtors in the order of the route."""

    def party(self, party_id: str) -> Party | None:
        kept = kept_id(self._connection, party_id)
        row = self._connection.execute(_PARTIES.where(party.c.id == kept)).first()
        return _party(row) if row else None

    def loan(self, loan_id: str) -> Loan | None:
        return next(iter(self._loans(loan.c.id == loan_id)), None)

    def loan_by_no(self, loan_no: str) -> Loan | None:
        return next(iter(self._loans(loan.c.loan_no == loan_no)), None)

    def loans_of(self, party_id: str) -> Sequence[Loan]:
        return self._loans(party.c.id == party_id)

    @collector_paused()
    def debtors(self, township: str = "", village: str = "") -> Sequence[tuple[Party, Loan]]:
        standing = loan.c.status.in_([LoanStatus.ACTIVE.value, LoanStatus.MISSING.value])
        place = [
            column == value
            for column, value in ((party.c.township, township), (party.c.village, village))
            if value
        ]
        of_party = exists().where(loan.c.borrower_pk == party.c.pk, standing)
        rows = self._connection.execute(
            _PARTIES.where(of_party, *place).order_by(
                party.c.township, party.c.village, party.c.group_no, party.c.name, party.c.pk
            )
        )
        parties = [_party(row) for row in rows.all()]
        loans: dict[str, list[Loan]] = {}
        for each in self._loans(standing, *place):
            loans.setdefault(each.borrower_id, []).append(each)
        return [(each, its_loan) for each in parties for its_loan in loans[each.id]]

    def timeline(self, party_id: str, limit: int = 500) -> Sequence[JournalEntry]:
        ids = own_ids(self._connection, party_id)
        about = select(journal_subject.c.local_no).where(journal_subject.c.subject_id.in_(ids))
        own = or_(journal.c.local_no.in_(about), journal.c.entity_id.in_(_imports_about(party_id)))
        named = select(foreign_subject.c.event_id).where(foreign_subject.c.subject_id.in_(ids))
        found = self._entries(own, foreign_entry.c.event_id.in_(named), newest_first=True)
        return list(islice(found, limit))

    def journal_of_kind(self, kind: str) -> Iterable[JournalEntry]:
        return self._entries(journal.c.kind == kind, foreign_entry.c.kind == kind)

    def journal_between(self, first: date, last: date) -> Sequence[JournalEntry]:
        after = (last + timedelta(days=1)).isoformat()
        own, foreign = (
            and_(table.c.recorded_at >= first.isoformat(), table.c.recorded_at < after)
            for table in (journal, foreign_entry)
        )
        return list(self._entries(own, foreign))

    def _entries(
        self, own: ColumnElement[bool], foreign: ColumnElement[bool], newest_first: bool = False
    ) -> Iterator[JournalEntry]:
        """Yield entries of ours and those of others whose rows are in, by when they were written.

        Each line keeps its own order, whatever its clock said.
        """
        lines = []
        applied = and_(foreign, foreign_entry.c.state == APPLIED)
        for wanted, order in (
            (select(journal).where(own), journal.c.local_no),
            (select(foreign_entry, _NO_NUMBER).where(applied), foreign_entry.c.pk),
        ):
            rows = self._connection.execute(
                wanted.order_by(order.desc() if newest_first else order)
            )
            lines.append(map(entry, rows.mappings()))
        lines[1] = map(self._in_our_ids(), lines[1])
        return heapq.merge(*lines, key=attrgetter("recorded_at"), reverse=newest_first)

    def _in_our_ids(self) -> Callable[[JournalEntry], JournalEntry]:
        """Return what names the parties of another line's entry as we know them."""
        ids = self._connection.execute(select(foreign_party.c.foreign_id, foreign_party.c.party_id))
        ours = dict(ids.all())

        def read(value: Any) -> Any:
            if isinstance(value, dict):
                return {name: read(each) for name, each in value.items()}
            if isinstance(value, list):
                return [read(each) for each in value]
            return ours.get(value, value) if isinstance(value, str) else value

        return lambda each: replace(each, body=read(each.body)) if ours else each

    def _loans(self, *conditions: ColumnElement[bool]) -> list[Loan]:
        """Return loans with their guarantors, a borrower's by loan number."""
        wanted = select(loan.c.pk).join(party, party.c.pk == loan.c.borrower_pk).where(*conditions)
        guarantors: dict[int, list[str]] = {}
        of_loans = self._connection.execute(
            select(guarantor.c.loan_pk, guarantor.c.name)
            .where(guarantor.c.loan_pk.in_(wanted))
            .order_by(guarantor.c.loan_pk, guarantor.c.position)
        )
        for loan_pk, name in of_loans.all():
            guarantors.setdefault(loan_pk, []).append(name)
        reductions = self._reductions(*conditions)
        today = self._clock.today().isoformat()
        rows = self._connection.execute(_LOANS.where(*conditions)).all()
        loans = [
            _loan(row, tuple(guarantors.get(row[0], ())), reductions.get(row[1], ()), today)
            for row in rows
        ]
        # Sorted here: in SQL it would fetch the rows in the order of an index, all over the file.
        return sorted(loans, key=attrgetter("loan_no"))


# Faster than calling the enumerations, 100,000 times.
_UNITS = {unit.value: unit for unit in RateUnit}
_STATUSES = {status.value: status for status in LoanStatus}
_HOLDS = {hold.value: hold for hold in Hold}

_PARTIES: AnySelect = select(
    party.c.id,
    party.c.name,
    party.c.id_number,
    party.c.id_problem,
    party.c.customer_no,
    party.c.phone,
    party.c.address,
    party.c.township,
    party.c.village,
    party.c.group_name,
    party.c.hold,
    party.c.deceased,
)

_NO_NUMBER = literal(0).label("local_no")

_LOANS: AnySelect = (
    select(
        loan.c.pk,
        loan.c.id,
        loan.c.loan_no,
        loan.c.contract_no,
        party.c.id.label("borrower_id"),
        loan.c.disbursed_on,
        loan.c.due_on,
        loan.c.amount_fen,
        loan.c.balance_fen,
        loan.c.on_balance_interest_fen,
        loan.c.off_balance_interest_fen,
        loan.c.reported_on,
        loan.c.rate,
        loan.c.rate_unit,
        loan.c.five_class,
        loan.c.officer,
        loan.c.purpose,
        loan.c.remark,
        loan.c.status,
        loan.c.last_day,
        loan.c.legal_last_day,
        loan.c.proved_last_day,
        loan.c.clock_state,
    )
    .select_from(loan)
    .join(party, party.c.pk == loan.c.borrower_pk)
)


def _imports_about(party_id: str) -> Any:
    """Return the ids of the imports that opened or changed a loan of this debtor."""
    own = (
        select(loan.c.pk)
        .join(party, party.c.pk == loan.c.borrower_pk)
        .where(party.c.id == party_id)
    )
    opened = select(loan.c.import_pk).where(loan.c.pk.in_(own))
    changed = select(loan_change.c.import_pk).where(loan_change.c.loan_pk.in_(own))
    return select(ledger_import.c.id).where(ledger_import.c.pk.in_(opened.union(changed)))


def _party(row: AnyRow) -> Party:
    values = (*row[:10], _HOLDS[row[10]], bool(row[11]))
    return Party(*values)


def _loan(
    row: AnyRow, guarantors: tuple[str, ...], reductions: tuple[Reduction, ...], today: str
) -> Loan:
    reported, reported_on = ReportedSums(*row[8:11]), known_day(row[11])
    reduced = reduced_by(reported, reported_on, reductions) if reductions else NOTHING
    values = (
        *row[1:5],
        to_day(row[5]),
        to_day(row[6]),
        row[7],
        *(whole - less for whole, less in zip(reported, reduced, strict=True)),
        reported_on,
        to_rate(row[12]),
        _UNITS[row[13]],
        *row[14:18],
        _STATUSES[row[18]],
        to_day(row[19]),
        to_day(row[20]),
        to_day(row[21]),
        state_on(row[22], row[20], today),
        guarantors,
        reduced,
        reductions,
    )
    return Loan(*values)
