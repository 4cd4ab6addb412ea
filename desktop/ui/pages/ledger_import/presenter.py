"""Reads a ledger file in the background, plans the import, and carries it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.domain.ledger import LedgerReading, SourceMapping
from desktop.services import lists
from desktop.services.ledger import (
    decide_missing,
    import_reading,
    plan_import,
    read,
    remembered,
)
from desktop.services.ledger_plan import ImportPlan
from desktop.services.list_records import LedgerLine
from desktop.services.ports import Desk
from desktop.services.progress import Progress
from desktop.services.records import LedgerImport, LoanChange, LoanStatus
from desktop.services.two_people import SecondPerson
from desktop.ui.jobs import Job
from desktop.ui.pages.page import PageContext


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file as it was read, what importing it would do (None: not possible yet), and how."""

    path: Path
    reading: LedgerReading
    plan: ImportPlan | None
    mapping: SourceMapping


@dataclass(frozen=True, slots=True)
class Imported:
    """An import, what it changed, and the loans about which a person must find out."""

    done: LedgerImport | None
    changes: Sequence[LoanChange]
    missing: Sequence[LedgerLine]


class ImportPresenter(QObject):
    """``checked`` carries a CheckedFile, ``failed`` the CodedError of a file that cannot be read.

    ``listed`` carries the earlier imports, ``from_office`` whether ledgers come with head office's
    returns, ``showed`` an Imported to look at, ``taken_in`` the
    Imported that was just done; ``busy`` tells whether a file is being read or taken in.
    """

    checked = Signal(object)
    failed = Signal(object)
    listed = Signal(object)
    from_office = Signal(bool)
    showed = Signal(object)
    taken_in = Signal(object)
    busy = Signal(bool)

    def __init__(self, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._reading: Job | None = None

    def ask(self) -> None:
        """Ask for the earlier imports."""
        desk = self._context.desk
        label = self.tr("Reading the list of imports")
        self._context.jobs.run(label, lambda progress: lists.imports(desk), self.listed.emit)
        self._context.jobs.run(
            label, lambda progress: lists.ledgers_come_from_office(desk), self.from_office.emit
        )

    def read(self, path: Path, mapping: SourceMapping | None = None) -> None:
        """Read a file, with corrections where there are some; an older reading is given up."""
        if self._reading:
            self._reading.abandon()
        desk = self._context.desk
        self.busy.emit(True)
        self._reading = self._context.jobs.run(
            self.tr("Reading {file}").format(file=path.name),
            lambda progress: _check(desk, path, mapping, progress),
            self.checked.emit,
            self.failed.emit,
            self._end,
        )

    def take_in(self, checked: CheckedFile, second: SecondPerson | None = None) -> None:
        """Import what was read, all of it or nothing; ``second`` signs beside the operator."""
        desk = self._context.desk
        self.busy.emit(True)
        self._context.jobs.run(
            self.tr("Importing {file}").format(file=checked.path.name),
            lambda progress: _take_in(desk, checked, second, progress),
            self._took_in,
            on_error=self.failed.emit,
            on_end=self._end,
        )

    def show_import(self, done: LedgerImport | None) -> None:
        """Ask what an import changed, and which loans wait for a decision."""
        desk = self._context.desk
        label = self.tr("Reading what changed")
        self._context.jobs.run(label, lambda progress: _imported(desk, done), self.showed.emit)

    def decide(self, loan_ids: Sequence[str], status: LoanStatus, note: str) -> None:
        """Write down what was found out about loans the ledger lost."""
        desk = self._context.desk

        def work(progress: Progress) -> None:
            for number, loan_id in enumerate(loan_ids):
                progress.report("write", number, len(loan_ids))
                decide_missing(desk, loan_id, status, note)

        self._context.jobs.run(
            self.tr("Saving"), work, lambda done: None, on_end=self._context.bus.changed.emit
        )

    def open_dossier(self, loan_id: str) -> None:
        """Go to the dossier of a loan's debtor."""
        party_id = lists.debtor_of(self._context.desk, loan_id)
        if party_id is not None:
            self._context.navigate("dossier", party_id=party_id, loan_id=loan_id)

    def _took_in(self, imported: Imported) -> None:
        self.taken_in.emit(imported)
        self._context.bus.changed.emit()

    def _end(self) -> None:
        self.busy.emit(False)


def confirmed(checked: CheckedFile) -> SourceMapping | None:
    """Return what is remembered for this kind of file: nothing where all was certain by itself."""
    reading = checked.reading
    if reading.certain and not checked.mapping.headings and not checked.mapping.unit:
        return None
    columns = [column for sheet in reading.sheets for column in sheet.columns]
    meanings: dict[str, set[str]] = {}
    for column in columns:
        meanings.setdefault(column.heading, set()).add(column.field)
    clear = {c.heading: c.field for c in columns if len(meanings[c.heading]) == 1}
    return SourceMapping(clear, None, checked.mapping.unit, checked.mapping.rate_unit)


def _check(
    desk: Desk, path: Path, mapping: SourceMapping | None, progress: Progress
) -> CheckedFile:
    """Read and plan; a file without loans or a day that has come has no plan yet."""
    reading = read(desk, path, mapping, progress)
    if mapping is None:
        mapping = remembered(desk, reading) or SourceMapping()
    possible = reading.as_of is not None and reading.as_of <= desk.clock.today() and reading.rows
    plan = plan_import(desk, reading, progress) if possible else None
    return CheckedFile(path, reading, plan, mapping)


def _take_in(
    desk: Desk, checked: CheckedFile, second: SecondPerson | None, progress: Progress
) -> Imported:
    done = import_reading(desk, checked.reading, progress, confirmed(checked), second)
    return _imported(desk, done)


def _imported(desk: Desk, done: LedgerImport | None) -> Imported:
    changes = lists.import_changes(desk, done.id) if done else ()
    return Imported(done, changes, lists.missing_loans(desk))
