"""Ledgers that head office imports for its branches: their loans go down with the returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.domain.errors import RuleViolation
from desktop.domain.ledger import LedgerProblem, SourceMapping
from desktop.domain.permissions import Action
from desktop.services.collection_records import LedgerOfBranch
from desktop.services.exchange.loan_lines import OF_HEAD_OFFICE
from desktop.services.office.place import require_branch, require_collection
from desktop.services.office.taking import Receipt, kept_loan, release_arrived
from desktop.services.permits import permitted
from desktop.services.ports import Desk
from desktop.services.progress import Progress


@dataclass(frozen=True, slots=True)
class ImportedLedger:
    """A ledger that was imported: its head, what was wrong in it, held entries that go on now."""

    ledger: LedgerOfBranch
    problems: tuple[LedgerProblem, ...]
    released: int


@permitted(Action.OFFICE)
def import_ledger(
    desk: Desk, file: Path, branch: str, as_of: date | None, progress: Progress
) -> ImportedLedger:
    """Put a branch's ledger in the place of its older one; one of the same day replaces it.

    Raises RuleViolation ``branch_unknown``, ``ledger_date_unknown``, ``ledger_no_loans``,
    ``office_ledger_older`` where a newer one is here, and as the reader does.
    """
    collection = require_collection(desk)
    mapping = SourceMapping(as_of=as_of) if as_of else None
    reading = desk.read_ledger(file, mapping, progress)
    if reading.as_of is None:
        raise RuleViolation("ledger_date_unknown", field="as_of")
    if not reading.rows:
        raise RuleViolation("ledger_no_loans", file=reading.file_name)
    receipt = Receipt(
        reading.file_name, reading.file_sha256, desk.operator.user_id, desk.clock.now()
    )
    ledger = LedgerOfBranch(
        branch=branch,
        as_of=reading.as_of,
        source=OF_HEAD_OFFICE,
        file_name=reading.file_name,
        file_sha256=reading.file_sha256,
        loans=len(reading.rows),
        balance_fen=sum(row.balance_fen for row in reading.rows),
        taken_at=receipt.at,
        taken_by=receipt.by,
    )
    with collection.write(branch) as work:
        require_branch(work, branch)
        before = work.ledger(branch)
        if before is not None and before.as_of > ledger.as_of:
            raise RuleViolation("office_ledger_older", field="as_of", date=f"{before.as_of}")
        work.replace_ledger(ledger, map(kept_loan, reading.rows))
        released = release_arrived(work, branch, receipt, reading.file_name)
        body = {"file": ledger.file_name, "as_of": f"{ledger.as_of}", "loans": ledger.loans}
        work.note("ledger_imported", receipt.by, body)
        work.commit()
    return ImportedLedger(ledger, reading.problems, released)
