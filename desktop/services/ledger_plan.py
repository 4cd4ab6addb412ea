"""What an import will do, worked out before anything is written: new, changed, missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import repeat

from desktop.domain.interest.reductions import ReportedSums
from desktop.domain.ledger import LedgerProblem, LedgerReading, LedgerRow
from desktop.domain.parties import identity_key
from desktop.services.branch import new_id
from desktop.services.clocks import stored_clock
from desktop.services.import_records import ChangedLoan, KnownLoan, NewGuarantor, NewLoan, NewParty
from desktop.services.ledger_days import mistaken_days
from desktop.services.pinyin import name_pinyin
from desktop.services.ports import Desk, UnitOfWork
from desktop.services.progress import Progress
from desktop.services.records import LoanStatus, StoredClock

_STEP = 5_000

OF_HEAD_OFFICE = "head_office"
"""The source of ledgers that a return package brings: one of them is all of a branch's loans."""


@dataclass(slots=True)
class ImportPlan:
    """What an import will do, worked out before anything is written."""

    parties: list[NewParty] = field(default_factory=list)
    loans: list[NewLoan] = field(default_factory=list)
    guarantors: list[NewGuarantor] = field(default_factory=list)
    changes: list[ChangedLoan] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    redated: list[tuple[str, date | None]] = field(default_factory=list)
    identities: dict[str, str] = field(default_factory=dict)
    problems: list[LedgerProblem] = field(default_factory=list)
    updated: int = 0
    reappeared: int = 0
    unchanged: int = 0
    borrowers: int = 0

    @property
    def reported(self) -> dict[str, ReportedSums]:
        """The new figures of known loans, by loan."""
        return {
            each.id: ReportedSums(
                each.balance_fen, each.on_balance_interest_fen, each.off_balance_interest_fen
            )
            for each in self.changes
        }


def plan_reading(
    desk: Desk, uow: UnitOfWork, reading: LedgerReading, progress: Progress
) -> ImportPlan:
    """Work out what an import would do, against what the database holds now."""
    assert reading.as_of is not None
    known = uow.known_loans()
    parties, doubles = dict(uow.known_parties()), uow.merged_names()
    sources = _replaced(reading, known)
    mistaken = mistaken_days(uow.imports(), desk.clock.today())
    planner = _Planner(
        desk, reading.as_of, reading.signature, sources, known, parties, doubles, mistaken
    )
    for first in range(0, len(reading.rows), _STEP):
        progress.report("plan", first, len(reading.rows))
        planner.take(reading.rows[first : first + _STEP])
    return planner.finish(reading)


def _replaced(reading: LedgerReading, known: Mapping[str, KnownLoan]) -> frozenset[str]:
    """Return the sources whose ledgers a reading takes the place of: what it does not list of
    theirs is missing. Head office's stands for every ledger that one of its loans came from.
    """
    own = {reading.signature}
    if reading.signature == OF_HEAD_OFFICE:
        listed = (known.get(row.loan_no) for row in reading.rows)
        own |= {each.source for each in listed if each is not None}
    return frozenset(own)


class _Planner:
    """Sorts rows into new loans, changed loans and unchanged ones, and finds the parties.

    New ones are made column by column: a first ledger opens 100,000 loans.
    """

    def __init__(
        self,
        desk: Desk,
        as_of: date,
        source: str,
        replaced: Collection[str],
        known: Mapping[str, KnownLoan],
        parties: dict[str, str],
        doubles: Mapping[str, Collection[str]],
        mistaken: Collection[date],
    ) -> None:
        self.plan = ImportPlan()
        self._as_of = as_of
        self._source = source
        self._replaced = replaced
        self._known = known
        self._parties = parties
        self._doubles = doubles
        self._mistaken = mistaken
        self._identified = {party for key, party in parties.items() if "|" not in key}
        self._seen: set[str] = set()
        self._borrowers: set[str] = set()
        # A newer ledger of this source is in already: what it does not list is missing.
        self._is_late = any(
            loan.source in replaced and self._is_newer(loan) for loan in known.values()
        )
        self._clock_of = lru_cache(maxsize=None)(lambda due_on: stored_clock(desk, "", due_on, ()))

    def take(self, rows: Sequence[LedgerRow]) -> None:
        """Plan some rows: known loans first, so that new ones find whom they identified."""
        keys = [identity_key(row.id_number, row.borrower, row.village) for row in rows]
        self._borrowers.update(keys)
        new: list[tuple[LedgerRow, str]] = []
        for row, key in zip(rows, keys, strict=True):
            known = self._known.get(row.loan_no)
            if known is None:
                new.append((row, key))
            else:
                self._seen.add(row.loan_no)
                self._update(row, known)
        if new:
            self._open(*zip(*new, strict=True))

    def finish(self, reading: LedgerReading) -> ImportPlan:
        plan = self.plan
        plan.borrowers = len(self._borrowers)
        plan.problems = [*reading.problems, *plan.problems]
        plan.missing = [
            known.id
            for loan_no, known in self._known.items()
            if known.source in self._replaced
            and known.status == LoanStatus.ACTIVE
            and self._is_older(known)
            and loan_no not in self._seen
        ]
        if self._is_late:
            plan.missing += [loan.id for loan in plan.loans]
        return plan

    def _open(self, rows: Sequence[LedgerRow], keys: Sequence[str]) -> None:
        parties = self._parties
        for row, key in zip(rows, keys, strict=True):
            if key not in parties:
                party_id = parties[key] = new_id()
                self.plan.parties.append(_new_party(party_id, row))
        ids = [new_id() for _ in rows]
        borrowers = [parties[key] for key in keys]
        clocks = [self._clock_of(row.due_on) for row in rows]
        self.plan.loans += _new_loans(ids, borrowers, rows, clocks, self._as_of, self._source)
        self.plan.guarantors += [
            NewGuarantor(loan_id, name)
            for loan_id, row in zip(ids, rows, strict=True)
            for name in row.guarantors
        ]

    def _update(self, row: LedgerRow, known: KnownLoan) -> None:
        plan = self.plan
        if row.borrower not in (known.borrower_name, *self._doubles.get(known.borrower_id, ())):
            plan.problems.append(
                LedgerProblem(
                    "borrower_changed", row.sheet, 0, row.line, name=row.borrower, refused=True
                )
            )
            return
        if row.id_number and row.id_number not in self._parties:
            self._identify(row, known)
        reappeared = known.status == LoanStatus.MISSING
        same = _same(row, known) and not reappeared
        plan.unchanged += same
        if self._is_outdated(known) or (same and known.reported_on == self._as_of):
            return
        plan.updated += not same
        plan.reappeared += reappeared
        plan.changes.append(
            ChangedLoan(
                known.id,
                row.balance_fen,
                row.on_balance_interest_fen,
                row.off_balance_interest_fen,
                row.five_class or known.five_class,
                row.due_on or known.due_on,
                row.officer or known.officer,
                self._as_of,
            )
        )
        if row.due_on and row.due_on != known.due_on:
            plan.redated.append((known.id, row.due_on))

    def _is_outdated(self, known: KnownLoan) -> bool:
        """Whether what is known of a loan comes from a newer ledger: that it is gone, too."""
        gone = self._is_late and known.status != LoanStatus.ACTIVE
        return gone or self._is_newer(known)

    def _is_newer(self, known: KnownLoan) -> bool:
        return known.reported_on > self._as_of and known.reported_on not in self._mistaken

    def _is_older(self, known: KnownLoan) -> bool:
        return known.reported_on < self._as_of or known.reported_on in self._mistaken

    def _identify(self, row: LedgerRow, known: KnownLoan) -> None:
        """An identity number that an earlier ledger lacked is filled in."""
        unnamed = identity_key("", row.borrower, row.village)
        known_without = known.borrower_id not in self._identified
        if self._parties.get(unnamed) == known.borrower_id and known_without:
            self._parties[row.id_number] = known.borrower_id
            self.plan.identities[known.borrower_id] = row.id_number


def _same(row: LedgerRow, known: KnownLoan) -> bool:
    """Whether a row says what is known already; a newer date of the same figures is no change."""
    return (
        row.balance_fen,
        row.on_balance_interest_fen,
        row.off_balance_interest_fen,
        row.five_class or known.five_class,
        row.due_on or known.due_on,
        row.officer or known.officer,
    ) == (
        known.balance_fen,
        known.on_balance_interest_fen,
        known.off_balance_interest_fen,
        known.five_class,
        known.due_on,
        known.officer,
    )


def _new_party(party_id: str, row: LedgerRow) -> NewParty:
    return NewParty(
        party_id,
        row.borrower,
        *name_pinyin(row.borrower),
        row.id_number,
        row.id_problem,
        row.customer_no,
        row.phone,
        row.address,
        row.township,
        row.village,
        row.group,
    )


def _new_loans(
    ids: Sequence[str],
    borrowers: Sequence[str],
    rows: Sequence[LedgerRow],
    clocks: Sequence[StoredClock],
    as_of: date,
    source: str,
) -> Iterator[NewLoan]:
    """Return the loans that rows open; ``ids``, ``borrowers`` and ``clocks`` go with the rows."""
    row = dict(zip(LedgerRow._fields, zip(*rows, strict=True), strict=True))
    clock = dict(zip(StoredClock._fields, zip(*clocks, strict=True), strict=True))
    columns = (
        ids,
        row["loan_no"],
        row["contract_no"],
        borrowers,
        row["disbursed_on"],
        row["due_on"],
        row["amount_fen"],
        row["balance_fen"],
        row["on_balance_interest_fen"],
        row["off_balance_interest_fen"],
        repeat(as_of),
        ["" if rate is None else str(rate) for rate in row["rate"]],
        [unit.value for unit in row["rate_unit"]],
        row["five_class"],
        row["officer"],
        row["purpose"],
        row["remark"],
        repeat(source),
        clock["last_day"],
        clock["legal_last_day"],
        clock["proved_last_day"],
        clock["clock_state"],
    )
    return map(NewLoan._make, zip(*columns, strict=False))
