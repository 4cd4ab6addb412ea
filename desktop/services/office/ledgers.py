"""Ledgers that head office imports for its branches: their loans go down with the returns.

A file is one branch's, or all of theirs: then each row names its branch by code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.domain.errors import RuleViolation
from desktop.domain.ledger import (
    LedgerField,
    LedgerProblem,
    LedgerReading,
    LedgerRow,
    SourceMapping,
)
from desktop.domain.permissions import Action, Part
from desktop.services.collection_records import LedgerOfBranch
from desktop.services.exchange.loan_lines import OF_HEAD_OFFICE
from desktop.services.ledger_days import require_day_come
from desktop.services.office.place import require_branch, require_collection
from desktop.services.office.taking import (
    Receipt,
    bears_mistaken_day,
    kept_loan,
    release_arrived,
)
from desktop.services.permits import permitted
from desktop.services.ports import Desk
from desktop.services.progress import Progress


@dataclass(frozen=True, slots=True)
class ImportedLedger:
    """A ledger that was imported: its head, what was wrong in it, held entries that go on now.

    ``before`` is the ledger that was there; where it is the newer one, this one was left out.
    """

    ledger: LedgerOfBranch
    problems: tuple[LedgerProblem, ...]
    released: int
    before: LedgerOfBranch | None = None

    @property
    def older_than(self) -> date | None:
        """The day of the newer ledger for which this one was left out."""
        before = self.before
        return before.as_of if before and before.as_of > self.ledger.as_of else None


@dataclass(frozen=True, slots=True)
class ImportedLedgers:
    """What became of a file of several branches: each one's ledger, by code.

    ``problems`` are those of the whole file, the rows of no known branch among them. ``absent``
    are the branches it has no row of: theirs stays as it is.
    """

    branches: tuple[ImportedLedger, ...]
    problems: tuple[LedgerProblem, ...]
    absent: tuple[str, ...]


@permitted(Action.OFFICE, Part.READ)
def look_at_ledger(
    desk: Desk, file: Path, corrections: SourceMapping | None, progress: Progress
) -> LedgerReading:
    """Return how a file is understood, so that a person can say what its columns mean."""
    return desk.read_ledger(file, corrections, progress)


@permitted(Action.OFFICE)
def import_ledger(
    desk: Desk,
    file: Path,
    branch: str,
    corrections: SourceMapping | None,
    progress: Progress,
    dry_run: bool = False,
) -> ImportedLedger:
    """Put a branch's ledger in the place of its older one; one of the same day replaces it.

    Whatever the file says of institutions, its rows are this branch's. With ``dry_run`` nothing is
    written. Raises RuleViolation ``branch_unknown``, ``ledger_date_unknown``, ``ledger_no_loans``,
    ``office_ledger_uncertain`` where a column may mean something else and nobody said what,
    ``office_ledger_older`` where a newer one is here, as ``require_day_come``, and as the
    reader does.
    """
    require_collection(desk)
    reading, day = _read(desk, file, corrections, progress)
    made = _put(desk, reading, day, branch, reading.rows, dry_run)
    if made.older_than is not None:
        raise RuleViolation("office_ledger_older", field="as_of", date=f"{made.older_than}")
    return made


@permitted(Action.OFFICE)
def import_ledgers(
    desk: Desk,
    file: Path,
    corrections: SourceMapping | None,
    progress: Progress,
    dry_run: bool = False,
) -> ImportedLedgers:
    """Give each branch its rows of one file, one transaction a branch.

    Rows of no known branch are problems; the others go in. Where one branch has a newer ledger, it
    keeps that. Cancelled between two branches leaves the ones before imported. Raises RuleViolation
    ``ledger_no_branch_column`` and as :func:`import_ledger`.
    """
    collection = require_collection(desk)
    reading, day = _read(desk, file, corrections, progress)
    _require_branch_column(reading)
    with collection.read() as queries:
        codes = [each.code for each in queries.branches()]
    rows, strays = _split(reading, codes)
    made = []
    for done, code in enumerate(sorted(rows)):
        progress.report("branches", done, len(rows))
        made.append(_put(desk, reading, day, code, rows[code], dry_run))
    absent = tuple(each for each in codes if each not in rows)
    return ImportedLedgers(tuple(made), (*reading.problems, *strays), absent)


def _read(
    desk: Desk, file: Path, corrections: SourceMapping | None, progress: Progress
) -> tuple[LedgerReading, date]:
    reading = desk.read_ledger(file, corrections, progress)
    if reading.as_of is None:
        raise RuleViolation("ledger_date_unknown", field="as_of")
    require_day_come(reading, desk.clock.today())
    if not reading.rows:
        raise RuleViolation("ledger_no_loans", file=reading.file_name)
    doubted = [c.heading for sheet in reading.sheets for c in sheet.columns if not c.certain]
    if doubted and not (corrections and corrections.headings):
        raise RuleViolation(
            "office_ledger_uncertain",
            field="file",
            file=reading.file_name,
            columns="、".join(doubted),
        )
    return reading, reading.as_of


def _require_branch_column(reading: LedgerReading) -> None:
    columns = [column for sheet in reading.sheets for column in sheet.columns]
    named = [column for column in columns if column.field is LedgerField.BRANCH]
    if not named or not all(column.certain for column in named):
        raise RuleViolation("ledger_no_branch_column", field="file", file=reading.file_name)


def _split(
    reading: LedgerReading, codes: Sequence[str]
) -> tuple[Mapping[str, list[LedgerRow]], list[LedgerProblem]]:
    """Return each branch's rows, and a problem for each row that is nobody's."""
    rows, strays = dict[str, list[LedgerRow]](), list[LedgerProblem]()
    code_of, headings = _finder(codes), _headings(reading)
    for row in reading.rows:
        code = code_of(row.branch)
        if code is not None:
            rows.setdefault(code, []).append(row)
            continue
        problem = "row_of_unknown_branch" if row.branch else "row_without_branch"
        first, heading = headings.get(row.sheet, (0, ""))
        strays.append(
            LedgerProblem(
                problem,
                row.sheet,
                row.line - first,
                row.line,
                heading,
                row.branch,
                row.borrower,
                refused=True,
            )
        )
    return rows, strays


def _finder(codes: Iterable[str]) -> Callable[[str], str | None]:
    """Return what finds a branch by its code; a spreadsheet may have dropped leading zeros."""
    known = {each: each for each in codes}
    bare: dict[str, str | None] = {}
    for each in known:
        short = each.lstrip("0")
        bare[short] = None if short in bare else each
    return lambda text: known.get(text) or (bare.get(text.lstrip("0")) if text else None)


def _headings(reading: LedgerReading) -> dict[str, tuple[int, str]]:
    """Return by sheet the last line of its heading, and what its column of branches is called."""
    return {
        sheet.name: (
            sheet.header_line,
            next((c.heading for c in sheet.columns if c.field is LedgerField.BRANCH), ""),
        )
        for sheet in reading.sheets
    }


def _put(
    desk: Desk,
    reading: LedgerReading,
    as_of: date,
    branch: str,
    rows: Sequence[LedgerRow],
    dry_run: bool,
) -> ImportedLedger:
    """Put rows in the place of a branch's older ledger, in one transaction."""
    receipt = Receipt(
        reading.file_name, reading.file_sha256, desk.operator.user_id, desk.clock.now()
    )
    ledger = LedgerOfBranch(
        branch=branch,
        as_of=as_of,
        source=OF_HEAD_OFFICE,
        file_name=reading.file_name,
        file_sha256=reading.file_sha256,
        loans=len(rows),
        balance_fen=sum(row.balance_fen for row in rows),
        taken_at=receipt.at,
        taken_by=receipt.by,
    )
    with require_collection(desk).write(branch) as work:
        require_branch(work, branch)
        right = [each for each in work.ledgers(branch) if not bears_mistaken_day(each, receipt)]
        before = max(right, key=lambda each: each.as_of, default=None)
        if before is not None and before.as_of > as_of:
            return ImportedLedger(ledger, reading.problems, 0, before)
        work.replace_ledger(ledger, map(kept_loan, rows))
        released = release_arrived(work, branch, receipt, reading.file_name)
        body = {"file": ledger.file_name, "as_of": f"{ledger.as_of}", "loans": ledger.loans}
        work.note("ledger_imported", receipt.by, body)
        if not dry_run:
            work.commit()
    return ImportedLedger(ledger, reading.problems, released, before)
