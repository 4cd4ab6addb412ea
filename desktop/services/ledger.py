"""Taking a ledger in: read, look, then everything in one transaction or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from desktop.domain.errors import RuleViolation
from desktop.domain.ledger import LedgerReading, SourceMapping
from desktop.domain.permissions import Action
from desktop.services.branch import new_id, require_installation
from desktop.services.clocks import recompute
from desktop.services.collector import collector_paused
from desktop.services.ledger_days import is_mistaken, require_day_come
from desktop.services.ledger_plan import ImportPlan, plan_reading
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries, UnitOfWork
from desktop.services.progress import Progress
from desktop.services.records import LedgerImport, LoanStatus
from desktop.services.repayments.confirming import match_import, write_matched
from desktop.services.two_people import SecondPerson, signed_by


@permitted(Action.EXCHANGE)
def read(
    desk: Desk, path: Path, mapping: SourceMapping | None, progress: Progress
) -> LedgerReading:
    """Read a ledger file, with the corrections remembered for its kind; nothing is stored.

    A ``mapping`` that names columns stands alone; one that only gives a date joins what is
    remembered.
    """
    reading = desk.read_ledger(path, mapping, progress)
    if mapping is not None and _is_lasting(mapping):
        return reading
    known = remembered(desk, reading)
    if known is None:
        return reading
    as_of = mapping.as_of if mapping is not None else None
    return desk.read_ledger(path, replace(known, as_of=as_of), progress)


@permitted(Action.EXCHANGE)
def remembered(desk: Desk, reading: LedgerReading) -> SourceMapping | None:
    """Return the corrections remembered for this kind of file, None where there are none."""
    with desk.store.read() as queries:
        return queries.source_mapping(reading.signature)


@permitted(Action.EXCHANGE)
@collector_paused()
def plan_import(desk: Desk, reading: LedgerReading, progress: Progress) -> ImportPlan:
    """Work out what an import would do, without writing: the preview."""
    with desk.store.write() as uow:
        return plan_reading(desk, uow, reading, progress)


@permitted(Action.EXCHANGE)
@collector_paused()
def import_reading(
    desk: Desk,
    reading: LedgerReading,
    progress: Progress,
    mapping: SourceMapping | None = None,
    second: SecondPerson | None = None,
) -> LedgerImport:
    """Store a reading in one transaction with one journal entry, and return what it did.

    ``mapping`` is remembered for the kind of file; ``second`` signs beside the operator. Raises
    RuleViolation ``ledger_date_unknown``, ``ledger_no_loans``, ``ledger_already_imported``, and as
    :func:`~desktop.services.ledger_days.require_day_come` and
    :func:`~desktop.services.two_people.signed_by` do; Cancelled leaves everything as it was.
    """
    if reading.as_of is None:
        raise RuleViolation("ledger_date_unknown", field="as_of")
    require_day_come(reading, desk.clock.today())
    if not reading.rows:
        raise RuleViolation("ledger_no_loans", file=reading.file_name)
    checker = signed_by(desk, Action.EXCHANGE, "import_reading", second)
    _prepare(desk, reading)
    with desk.store.write() as uow:
        result = take_reading(desk, uow, reading, progress, checker)
        if mapping is not None and _is_lasting(mapping):
            # A file's business date belongs to that file alone.
            uow.save_source_mapping(reading.signature, replace(mapping, as_of=None))
        progress.report("commit")
        uow.commit()
    return result


def take_reading(
    desk: Desk,
    uow: UnitOfWork,
    reading: LedgerReading,
    progress: Progress,
    checker: str,
    imported_at: datetime | None = None,
) -> LedgerImport:
    """Write a reading with its journal entry in the caller's transaction; return what it did.

    ``imported_at`` is when that was done elsewhere.
    """
    plan = plan_reading(desk, uow, reading, progress)
    result = _summary(reading, plan, imported_at or _next_moment(desk, uow, reading))
    progress.report("write")
    matched = match_import(desk, uow, result, plan.reported, plan.missing)
    _write(desk, uow, plan, result, progress)
    write_matched(uow, matched, [each.id for each in plan.changes])
    body = _body(result) | matched.counts | {"checker": checker}
    uow.record("ledger_imported", result.id, body, result.as_of)
    return result


@permitted(Action.EXCHANGE)
def decide_missing(desk: Desk, loan_id: str, status: LoanStatus, note: str) -> None:
    """Write down what a person found out about a loan its ledger no longer lists."""
    with desk.store.write() as uow:
        loan = uow.loan(loan_id)
        if loan is None or loan.status is LoanStatus.ACTIVE:
            raise RuleViolation("loan_not_missing", field="loan")
        uow.set_loan_status(loan_id, status)
        body = {"loan_no": loan.loan_no, "status": status.value, "note": note}
        uow.record("loan_decided", loan_id, body, desk.clock.today(), [loan.borrower_id])
        uow.commit()


def _prepare(desk: Desk, reading: LedgerReading) -> None:
    """Refuse what cannot be imported; back up a ledger in use before it changes.

    A file that was imported under a day that cannot be right may come again under the right one.
    """
    today = desk.clock.today()
    with desk.store.read() as queries:
        require_installation(queries)
        earlier = queries.imports()
    for each in earlier:
        is_same = each.file_sha256 == reading.file_sha256
        if is_same and not is_mistaken(each.as_of, each.recorded_at.date(), today):
            raise RuleViolation("ledger_already_imported", date=each.as_of.isoformat())
    if earlier:
        desk.store.backup("import")


def _is_lasting(mapping: SourceMapping) -> bool:
    """Whether a mapping says something about the kind of file, not only this file's date."""
    return bool(mapping.headings or mapping.unit or mapping.rate_unit)


def _next_moment(desk: Desk, queries: Queries, reading: LedgerReading) -> datetime:
    """Return a moment after that of every earlier ledger of the same kind and day, whatever the
    clock says: the corrected one counts.
    """
    before = (
        each.recorded_at + timedelta(microseconds=1)
        for each in queries.imports()
        if (each.source, each.as_of) == (reading.signature, reading.as_of)
    )
    return max([desk.clock.now(), *before])


def _summary(reading: LedgerReading, plan: ImportPlan, imported_at: datetime) -> LedgerImport:
    assert reading.as_of is not None
    rows = reading.rows
    return LedgerImport(
        id=new_id(),
        as_of=reading.as_of,
        file_name=reading.file_name,
        file_sha256=reading.file_sha256,
        source=reading.signature,
        loans=len(rows),
        borrowers=plan.borrowers,
        principal_balance_fen=sum(row.balance_fen for row in rows),
        on_balance_interest_fen=sum(row.on_balance_interest_fen for row in rows),
        off_balance_interest_fen=sum(row.off_balance_interest_fen for row in rows),
        opened=len(plan.loans),
        updated=plan.updated,
        unchanged=plan.unchanged,
        missing=len(plan.missing),
        reappeared=plan.reappeared,
        refused=sum(problem.refused for problem in plan.problems),
        recorded_at=imported_at,
    )


def _write(
    desk: Desk, uow: UnitOfWork, plan: ImportPlan, result: LedgerImport, progress: Progress
) -> None:
    uow.add_import(result, plan.problems)
    uow.add_parties(plan.parties)
    progress.report("write", 1, 4)
    uow.add_loans(result.id, plan.loans)
    progress.report("write", 2, 4)
    uow.add_guarantors(plan.guarantors)
    uow.change_loans(result.id, plan.changes)
    progress.report("write", 3, 4)
    uow.mark_missing(result.id, plan.missing)
    for party_id, id_number in plan.identities.items():
        uow.set_identity(party_id, id_number)
    if plan.redated:
        recompute(desk, uow, plan.redated)


def _body(result: LedgerImport) -> dict[str, object]:
    """Return what the journal keeps of an import: hash, date, counts and sums, no personal data."""
    return {
        "as_of": result.as_of.isoformat(),
        "file_name": result.file_name,
        "file_sha256": result.file_sha256,
        "loans": result.loans,
        "borrowers": result.borrowers,
        "principal_balance_fen": result.principal_balance_fen,
        "on_balance_interest_fen": result.on_balance_interest_fen,
        "off_balance_interest_fen": result.off_balance_interest_fen,
        "opened": result.opened,
        "updated": result.updated,
        "unchanged": result.unchanged,
        "missing": result.missing,
        "reappeared": result.reappeared,
        "refused": result.refused,
    }
