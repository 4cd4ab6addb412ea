"""What a return package holds, read whole and checked, and writing it into the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
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
    ledger_marks,
    ledger_rows,
)
from desktop.services.exchange.packing import newest_return
from desktop.services.exchange.return_lines import (
    AnswerLine,
    ContactLine,
    CorrectionLine,
    DecisionLine,
    DoubleLine,
    HeldLine,
    ReturnMarks,
    TargetLine,
    policy_row,
    record_of,
    return_marks,
)
from desktop.services.ledger import take_reading
from desktop.services.ledger_days import mistaken_days, newest_of_each
from desktop.services.package_ports import EntryLine, Line, LineKind, OpenedPackage, PackageRefused
from desktop.services.paper_ports import StoredTemplate
from desktop.services.party_records import StoredContact
from desktop.services.policies import replace_rows
from desktop.services.ports import Desk, Queries, UnitOfWork
from desktop.services.progress import Progress
from desktop.services.records import LedgerImport
from desktop.services.reductions import refresh_reductions
from desktop.services.repayments.rematching import match_again
from desktop.services.templates import add_from_office

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReturnContent:
    """A return's lines as records; entries and loans are read anew where they are wanted."""

    package: OpenedPackage
    marks: ReturnMarks
    ledgers: tuple[LedgerMark, ...]
    ledger_policy: str
    policy: tuple[NamedRow, ...]
    templates: tuple[StoredTemplate, ...]
    answers: tuple[AnswerLine, ...]
    held: tuple[HeldLine, ...]
    decisions: tuple[DecisionLine, ...]
    targets: tuple[TargetLine, ...]
    corrections: tuple[CorrectionLine, ...]
    contacts: tuple[ContactLine, ...]
    doubles: tuple[DoubleLine, ...]

    def entries(self) -> Iterator[EntryLine]:
        """Yield the entries that were lost here or that another PC wrote."""
        for line in self.package.lines():
            if line.kind == LineKind.ENTRY:
                data = line.data
                yield EntryLine(data["body"], data["prev_hash"], data["hash"], data["rows"])


@dataclass(frozen=True, slots=True)
class Brought:
    """What a return changed: rows of policy that changed, versions of templates that are new,
    ledgers and what they did (those that were known left out), entries, contacts; answers
    about packages of this file, targets and decisions that are not here yet, ``withdrawn`` targets
    that it has no longer.

    ``ledgers_from`` is who imports ledgers from now on, "" where that stays as it was; ``held`` is
    everything that waits at head office; ``keys`` are codes of the keys that changed; ``doubles``
    are repayments that head office decided were booked twice and that were not reversed here.
    """

    policy_rows: int
    templates: tuple[str, ...]
    ledgers: tuple[LedgerImport, ...]
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
    doubles: tuple[DoubleLine, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """What the journal keeps of it."""
        return {
            "policy_rows": self.policy_rows,
            "templates": len(self.templates),
            "loans": sum(each.loans for each in self.ledgers),
            "entries": self.entries.new,
            "entries_held": len(self.entries.held),
            "contacts": self.contacts,
            "answers": len(self.answers),
            "held_at_office": len(self.held),
            "corrections": len(self.corrections),
            "targets": len(self.targets) + len(self.withdrawn),
            "decisions": len(self.decisions),
            "doubles": len(self.doubles),
        }


def read_content(package: OpenedPackage) -> ReturnContent:
    """Return what a return holds; PackageRefused ``package_content_wrong``."""
    extra = package.manifest.extra
    small = [line for line in package.lines() if line.kind not in (LineKind.ENTRY, LineKind.LOAN)]
    policy = extra.get(LEDGER_POLICY)
    return ReturnContent(
        package=package,
        marks=return_marks(extra),
        ledgers=ledger_marks(extra),
        ledger_policy=OF_BRANCH if policy == OF_BRANCH else OF_HEAD_OFFICE,
        policy=tuple(row for row in map(policy_row, small) if row is not None),
        templates=_all(StoredTemplate, small),
        answers=_all(AnswerLine, small),
        held=_all(HeldLine, small),
        decisions=_all(DecisionLine, small),
        targets=_all(TargetLine, small),
        corrections=_all(CorrectionLine, small),
        contacts=_all(ContactLine, small),
        doubles=_all(DoubleLine, small),
    )


def require_day_come(queries: Queries, content: ReturnContent, file_name: str, today: date) -> None:
    """Refuse a return whose ledger is of a day that has not come here: this PC's clock is behind.

    Its repayments and events would be dated wrongly, too; once the clock is right it is taken in.
    PackageRefused ``return_ledger_in_future``.
    """
    for mark in content.ledgers:
        if mark.as_of > today and not _is_known(queries, mark, today):
            raise PackageRefused(
                "return_ledger_in_future", file=file_name, date=f"{mark.as_of}", today=f"{today}"
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
    ledgers = tuple(_take_ledgers(desk, uow, content, checker, progress))
    if ledgers and entries.held:
        late = uow.retry_held()
        _compute_again(desk, uow, late)
        entries = _together(entries, late)
    if entries.letter_taken:
        uow.save_installation(under_another_letter(require_installation(uow)))
    brought = _news(uow, content, policy_rows, templates, ledgers, entries)
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
    ledgers: tuple[LedgerImport, ...],
    entries: TakenEntries,
) -> Brought:
    """Return what is news here, before it is written; contacts are counted when they are added."""
    answers, targets = uow.package_answers(), uow.targets()
    sent = {each.manifest_hash for each in uow.sent_packages()}
    asked = {each.id: each.answer for each in uow.corrections()}
    decided = {each.decision.proposal_id for each in uow.office_decisions()}
    counted = {(each.year, each.measure) for each in content.targets}
    before = newest_return(uow)
    stays = before is not None and before.ledger_policy == content.ledger_policy
    return Brought(
        policy_rows=policy_rows,
        templates=templates,
        ledgers=ledgers,
        entries=entries,
        contacts=0,
        answers=tuple(
            each
            for each in content.answers
            if each.manifest_hash in sent and answers.get(each.manifest_hash) != each
        ),
        held=content.held,
        corrections=tuple(e for e in content.corrections if asked.get(e.id, e) != e),
        targets=tuple(each for each in content.targets if each not in targets),
        withdrawn=tuple(each for each in targets if (each.year, each.measure) not in counted),
        decisions=tuple(e for e in content.decisions if e.proposal_id not in decided),
        ledgers_from="" if stays else content.ledger_policy,
        doubles=tuple(each for each in content.doubles if not _is_reversed(uow, each)),
    )


def _is_reversed(queries: Queries, double: DoubleLine) -> bool:
    """Return whether the branch did already what head office asks; its next package says so."""
    found = queries.repayment(double.repayment_id)
    return found is not None and found.reversal is not None


def _all(shape: type[T], lines: Iterable[Line]) -> tuple[T, ...]:
    return tuple(each for line in lines if (each := record_of(shape, line)) is not None)


def _compute_again(desk: Desk, uow: UnitOfWork, taken: TakenEntries) -> None:
    """Compute clocks and reductions of the loans that entries of others touched, and see whether
    ledgers have what was repaid on them.
    """
    loans = [loan for loan in map(uow.loan, sorted(taken.loans)) if loan is not None]
    if loans:
        recompute(desk, uow, [(loan.id, loan.due_on) for loan in loans])
        match_again(desk, uow, [loan.id for loan in loans])
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


def _take_ledgers(
    desk: Desk, uow: UnitOfWork, content: ReturnContent, checker: str, progress: Progress
) -> Iterator[LedgerImport]:
    """Import head office's ledger, or what the other PC imported, unless it is known."""
    for place, mark in enumerate(content.ledgers):
        if mark.loans and not _is_known(uow, mark, desk.clock.today()):
            rows = tuple(ledger_rows(content.package.lines(), mark, place))
            source = mark.signature or OF_HEAD_OFFICE
            reading = LedgerReading(
                mark.file_name, mark.sha256, source, mark.as_of, (), rows, (), ()
            )
            yield take_reading(desk, uow, reading, progress, checker, mark.imported_at)


def _is_known(queries: Queries, mark: LedgerMark, today: date) -> bool:
    """Return whether a ledger is here: the same file, or a newer one of its kind.

    Of head office's the one that it holds now counts, whenever it imported that; of two that the
    branch imported for one day the later one.
    """
    imports = queries.imports()
    newest = newest_of_each(imports, today).get(mark.signature or OF_HEAD_OFFICE)
    if newest is not None and mark.signature:
        is_newer = (newest.as_of, newest.recorded_at) >= (mark.as_of, mark.imported_at)
    else:
        is_newer = newest is not None and newest.as_of > mark.as_of
    mistaken = mistaken_days(imports, today)
    return is_newer or any(
        each.file_sha256 == mark.sha256 and each.as_of not in mistaken for each in imports
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
