"""What a return package holds, read whole and checked, and writing it into the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from desktop.domain.contact_book import Contact
from desktop.domain.ledger import LedgerReading
from desktop.domain.policy.codec import NamedRow
from desktop.services.branch import require_installation, under_another_letter
from desktop.services.clocks import recompute
from desktop.services.entry_ports import TakenEntries
from desktop.services.exchange.loan_lines import (
    LEDGER_POLICY,
    OF_BRANCH,
    OF_HEAD_OFFICE,
    LedgerMark,
    ledger_mark,
    ledger_rows,
)
from desktop.services.exchange.packing import newest_return
from desktop.services.exchange.return_lines import (
    AnswerLine,
    ContactLine,
    CorrectionLine,
    DecisionLine,
    HeldLine,
    ReturnMarks,
    TargetLine,
    policy_row,
    record_of,
    return_marks,
)
from desktop.services.ledger import take_reading
from desktop.services.package_ports import EntryLine, Line, LineKind, OpenedPackage
from desktop.services.paper_ports import StoredTemplate
from desktop.services.party_records import StoredContact
from desktop.services.policies import replace_rows
from desktop.services.ports import Desk, Queries, UnitOfWork
from desktop.services.progress import Progress
from desktop.services.records import LedgerImport
from desktop.services.reductions import refresh_reductions
from desktop.services.templates import add_from_office

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReturnContent:
    """A return's lines as records; entries and loans are read anew where they are wanted."""

    package: OpenedPackage
    marks: ReturnMarks
    ledger: LedgerMark | None
    ledger_policy: str
    policy: tuple[NamedRow, ...]
    templates: tuple[StoredTemplate, ...]
    answers: tuple[AnswerLine, ...]
    held: tuple[HeldLine, ...]
    decisions: tuple[DecisionLine, ...]
    targets: tuple[TargetLine, ...]
    corrections: tuple[CorrectionLine, ...]
    contacts: tuple[ContactLine, ...]

    def entries(self) -> Iterator[EntryLine]:
        """Yield the entries that were lost here or that another PC wrote."""
        for line in self.package.lines():
            if line.kind == LineKind.ENTRY:
                data = line.data
                yield EntryLine(data["body"], data["prev_hash"], data["hash"], data["rows"])


@dataclass(frozen=True, slots=True)
class Brought:
    """What a return changed: rows of policy that changed, versions of templates that are new, the
    ledger and what it did (None where its loans were known), entries, contacts; answers, targets
    and decisions that are not here yet, ``withdrawn`` targets that it has no longer.

    ``ledgers_from`` is who imports ledgers from now on, "" where that stays as it was; ``held`` is
    everything that waits at head office; ``keys`` are codes of the keys that changed.
    """

    policy_rows: int
    templates: tuple[str, ...]
    ledger: LedgerImport | None
    entries: TakenEntries
    contacts: int
    answers: tuple[AnswerLine, ...]
    held: tuple[HeldLine, ...]
    corrections: tuple[CorrectionLine, ...]
    targets: tuple[TargetLine, ...]
    withdrawn: tuple[TargetLine, ...]
    decisions: tuple[DecisionLine, ...]
    ledgers_from: str
    keys: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """What the journal keeps of it."""
        return {
            "policy_rows": self.policy_rows,
            "templates": len(self.templates),
            "loans": self.ledger.loans if self.ledger else 0,
            "entries": self.entries.new,
            "entries_held": len(self.entries.held),
            "contacts": self.contacts,
            "answers": len(self.answers),
            "held_at_office": len(self.held),
            "corrections": len(self.corrections),
            "targets": len(self.targets) + len(self.withdrawn),
            "decisions": len(self.decisions),
        }


def read_content(package: OpenedPackage) -> ReturnContent:
    """Return what a return holds; PackageRefused ``package_content_wrong``."""
    extra = package.manifest.extra
    small = [line for line in package.lines() if line.kind not in (LineKind.ENTRY, LineKind.LOAN)]
    policy = extra.get(LEDGER_POLICY)
    return ReturnContent(
        package=package,
        marks=return_marks(extra),
        ledger=ledger_mark(extra),
        ledger_policy=OF_BRANCH if policy == OF_BRANCH else OF_HEAD_OFFICE,
        policy=tuple(row for row in map(policy_row, small) if row is not None),
        templates=_all(StoredTemplate, small),
        answers=_all(AnswerLine, small),
        held=_all(HeldLine, small),
        decisions=_all(DecisionLine, small),
        targets=_all(TargetLine, small),
        corrections=_all(CorrectionLine, small),
        contacts=_all(ContactLine, small),
    )


def write_in(
    desk: Desk, uow: UnitOfWork, content: ReturnContent, checker: str, progress: Progress
) -> Brought:
    """Write a return's content in the caller's transaction, and return what it brought."""
    desk, policy_rows = replace_rows(desk, uow, content.policy, progress)
    templates = tuple(filter(None, (add_from_office(desk, uow, t) for t in content.templates)))
    progress.report("entries")
    entries = uow.take_entries(content.entries())
    _compute_again(desk, uow, entries)
    ledger = _take_ledger(desk, uow, content, checker, progress)
    if ledger is not None and entries.held:
        late = uow.retry_held()
        _compute_again(desk, uow, late)
        entries = _together(entries, late)
    if entries.letter_taken:
        uow.save_installation(under_another_letter(require_installation(uow)))
    brought = _news(uow, content, policy_rows, templates, ledger, entries)
    contacts = _add_contacts(desk, uow, content.contacts)
    uow.save_answers(content.answers)
    uow.replace_held(content.held)
    uow.replace_targets(content.targets)
    uow.replace_parts(content.marks.parts)
    uow.save_correction_answers(content.corrections)
    uow.save_decisions(content.decisions)
    return replace(brought, contacts=contacts)


def _news(
    uow: UnitOfWork,
    content: ReturnContent,
    policy_rows: int,
    templates: tuple[str, ...],
    ledger: LedgerImport | None,
    entries: TakenEntries,
) -> Brought:
    """Return what is news here, before it is written; contacts are counted when they are added."""
    answers, targets = uow.package_answers(), uow.targets()
    asked = {each.id: each.answer for each in uow.corrections()}
    decided = {each.decision.proposal_id for each in uow.office_decisions()}
    counted = {(each.year, each.measure) for each in content.targets}
    before = newest_return(uow)
    stays = before is not None and before.ledger_policy == content.ledger_policy
    return Brought(
        policy_rows=policy_rows,
        templates=templates,
        ledger=ledger,
        entries=entries,
        contacts=0,
        answers=tuple(e for e in content.answers if answers.get(e.manifest_hash) != e),
        held=content.held,
        corrections=tuple(e for e in content.corrections if asked.get(e.id, e) != e),
        targets=tuple(each for each in content.targets if each not in targets),
        withdrawn=tuple(each for each in targets if (each.year, each.measure) not in counted),
        decisions=tuple(e for e in content.decisions if e.proposal_id not in decided),
        ledgers_from="" if stays else content.ledger_policy,
    )


def _all(shape: type[T], lines: Iterable[Line]) -> tuple[T, ...]:
    return tuple(each for line in lines if (each := record_of(shape, line)) is not None)


def _compute_again(desk: Desk, uow: UnitOfWork, taken: TakenEntries) -> None:
    """Compute clocks and reductions of the loans that entries of others touched."""
    loans = [loan for loan in map(uow.loan, sorted(taken.loans)) if loan is not None]
    if loans:
        recompute(desk, uow, [(loan.id, loan.due_on) for loan in loans])
        refresh_reductions(uow, [loan.id for loan in loans])


def _together(first: TakenEntries, late: TakenEntries) -> TakenEntries:
    return TakenEntries(
        new=first.new,
        known=first.known,
        applied=first.applied + late.applied,
        held=late.held,
        conflicts=(*first.conflicts, *late.conflicts),
        loans=first.loans | late.loans,
        missing_files=(*first.missing_files, *late.missing_files),
        letter_taken=first.letter_taken or late.letter_taken,
    )


def _take_ledger(
    desk: Desk, uow: UnitOfWork, content: ReturnContent, checker: str, progress: Progress
) -> LedgerImport | None:
    """Import head office's ledger, unless it is known or older than the one it sent before."""
    mark = content.ledger
    has_loans = any(line.kind == LineKind.LOAN for line in content.package.lines())
    if mark is None or not has_loans or _is_known(uow, mark):
        return None
    rows = tuple(ledger_rows(content.package.lines(), mark))
    reading = LedgerReading(
        mark.file_name, mark.sha256, OF_HEAD_OFFICE, mark.as_of, (), rows, (), ()
    )
    return take_reading(desk, uow, reading, progress, checker)


def _is_known(queries: Queries, mark: LedgerMark) -> bool:
    """Return whether a ledger is here: the same file, or a newer one from head office."""
    return any(
        each.file_sha256 == mark.sha256
        or (each.source == OF_HEAD_OFFICE and each.as_of > mark.as_of)
        for each in queries.imports()
    )


def _add_contacts(desk: Desk, uow: UnitOfWork, contacts: Sequence[ContactLine]) -> int:
    """Add what head office learned of; one about a loan that is not here comes again."""
    added = 0
    for each in contacts:
        loan = uow.loan_by_no(each.loan_no)
        if loan is None or uow.contact(each.id) is not None:
            continue
        contact = Contact(each.kind, each.value, each.source, each.learned_on, note=each.note)
        uow.add_contact(StoredContact(each.id, loan.borrower_id, contact))
        added += 1
    return added
