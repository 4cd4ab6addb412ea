"""Documents from draft to paper: issued once with frozen facts, written and printed as often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from desktop.domain.documents import DocumentFacts, DocumentKind, picture_ids
from desktop.domain.errors import RuleViolation
from desktop.domain.page import Page
from desktop.domain.permissions import Action, Part
from desktop.domain.rounds import NoticeState, Obstacle
from desktop.services.branch import new_id, require_installation
from desktop.services.contacts import reached
from desktop.services.documents.builder import Built, Refused, Scope
from desktop.services.documents.case import Case
from desktop.services.documents.catalogue import BUILDERS
from desktop.services.laid_out import LaidOut
from desktop.services.paper_archive import (
    PaperKind,
    archive,
    archive_printed,
    check_day,
    check_not_backdated,
    move,
    subjects_of,
    take_serials,
    typed_serials,
)
from desktop.services.paper_ports import PaperProblem, PrintedFile
from desktop.services.permits import permitted, require
from desktop.services.ports import Desk, Queries, UnitOfWork
from desktop.services.progress import Progress
from desktop.services.proposals import owed_loans
from desktop.services.records import Document, Installation, LoanStatus
from desktop.services.templates import in_force, in_force_in
from desktop.services.written_files import removed_unless_recorded

_STATING_A_DEBT = frozenset(
    {
        DocumentKind.GUARANTOR_NOTICE,
        DocumentKind.HEIRS_LETTER,
        DocumentKind.MISSING_ANNOUNCEMENT,
        DocumentKind.REPAYMENT_AGREEMENT,
        DocumentKind.ACCELERATION_NOTICE,
        DocumentKind.SUBSIDY_CONSENT,
        DocumentKind.RELIEF_APPLICATION,
        DocumentKind.ASSET_SETTLEMENT,
    }
)
"""Papers that claim a debt or have one signed."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One document asked for: its kind, about whom, with what a person typed.

    ``loan_ids`` restrict it to some of the debtor's loans; empty for all that are owed.
    """

    kind: DocumentKind
    party_id: str = ""
    loan_ids: tuple[str, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IssuedDocuments:
    """Documents that now exist with their serials, and what was left out and why."""

    batch_id: str
    facts: tuple[DocumentFacts, ...]
    refused: tuple[Refused, ...] = ()
    problems: tuple[PaperProblem, ...] = ()


@permitted(Action.SEE, Part.READ)
def draft(desk: Desk, wishes: Sequence[Wish], as_of: date, progress: Progress) -> Built:
    """Return what would be issued, without serials: nothing is stored.

    Raises RuleViolation ``party_unknown``, ``nothing_owed``, ``as_of_before_ledger``,
    ``as_of_too_far``, ``document_backdated`` and as the kind's builder does.
    """
    with desk.store.read() as queries:
        return _built(desk, queries, wishes, as_of, progress)


@permitted(Action.FIELD_WORK)
def issue(desk: Desk, wishes: Sequence[Wish], as_of: date, progress: Progress) -> IssuedDocuments:
    """Give documents their serials and freeze their facts, in one transaction.

    One with a blank or with a character no font has is left out and reported. Raises RuleViolation
    as :func:`draft` does, ``documents_none_left`` where none can be printed, ``not_permitted`` for
    a paper of an act that another role makes, and ``agreement_needs_check`` for one that a second
    person checks first.
    """
    _require_makers(desk, wishes)
    _refuse_unchecked(desk, wishes)
    with desk.store.write() as uow:
        desk = in_force_in(desk, uow)
        built = _built(desk, uow, wishes, as_of, progress)
        problems = tuple(desk.papers.check_documents(built.drafts))
        lame = {each.serial for each in problems}
        drafts = [each for n, each in enumerate(built.drafts) if str(n) not in lame]
        if not drafts:
            raise RuleViolation("documents_none_left", count=len(built.refused) + len(problems))
        facts = with_serials(uow, drafts, as_of)
        batch_id = new_id()
        progress.report("store", 0, len(facts))
        uow.add_documents([as_document(batch_id, each) for each in facts])
        uow.record("documents_issued", batch_id, _issued_body(facts), as_of, subjects_of(facts))
        uow.commit()
    return IssuedDocuments(batch_id, facts, built.refused, problems)


@permitted(Action.FIELD_WORK)
def write_documents(
    desk: Desk,
    batch_id: str,
    serials: Sequence[str],
    kind: PaperKind,
    path: Path,
    progress: Progress,
) -> PrintedFile:
    """Write issued documents to one file and archive its hash; again and again if need be.

    Raises RuleViolation ``serial_unknown``, ``document_not_in_word`` for a kind without DOCX.
    """
    facts = document_facts(desk, serials)
    printed = _write(desk, facts, kind, path, None, progress)
    with removed_unless_recorded(path), desk.store.write() as uow:
        archive(uow, desk, batch_id, kind, printed, facts, is_reprint=False)
        uow.commit()
    return printed


@permitted(Action.FIELD_WORK)
def reprint_documents(
    desk: Desk, serials: Sequence[str], kind: PaperKind, path: Path, progress: Progress
) -> PrintedFile:
    """Write issued documents again from their frozen facts, marked 补打 with today's date."""
    with desk.store.read() as queries:
        found = _printable(queries, serials)
    facts = tuple(DocumentFacts.from_json(each.facts) for each in found)
    printed = _write(desk, facts, kind, path, desk.clock.today(), progress)
    with removed_unless_recorded(path), desk.store.write() as uow:
        uow.count_document_reprint([each.id for each in found])
        archive(uow, desk, found[0].batch_id, kind, printed, facts, is_reprint=True)
        uow.commit()
    return printed


@permitted(Action.FIELD_WORK)
def lay_out(desk: Desk, serials: Sequence[str], is_reprint: bool) -> LaidOut:
    """Return the pages of issued documents for a printer; RuleViolation ``serial_unknown``."""
    desk = in_force(desk)
    reprint_on = desk.clock.today() if is_reprint else None

    def compose(facts: DocumentFacts) -> Sequence[Page]:
        return desk.papers.document_pages(facts, reprint_on, pictures_of(desk, [facts]))

    return LaidOut([partial(compose, each) for each in document_facts(desk, serials)])


@permitted(Action.FIELD_WORK)
def lay_out_documents(
    desk: Desk, serials: Sequence[str], is_reprint: bool, progress: Progress
) -> list[Page]:
    """Return all pages of issued documents at once, to be turned over on the screen."""
    return lay_out(desk, serials, is_reprint).all(progress)


@permitted(Action.FIELD_WORK)
def note_documents_printed(
    desk: Desk, serials: Sequence[str], pages: int, is_reprint: bool
) -> None:
    """Write down that pages of documents went to a printer; a reprint is counted."""
    with desk.store.write() as uow:
        found = found_documents(uow, serials)
        facts = tuple(DocumentFacts.from_json(each.facts) for each in found)
        if is_reprint:
            uow.count_document_reprint([each.id for each in found])
        archive_printed(uow, desk, found[0].batch_id, pages, facts, is_reprint)
        uow.commit()


@permitted(Action.FIELD_WORK)
def mark_documents(desk: Desk, serials: Sequence[str], state: NoticeState) -> int:
    """Note that documents came out of the printer or were handed out; states only go forward.

    What is handed out was printed, and gets that day too. Returns how many moved. Raises
    RuleViolation ``notice_state_not_by_hand`` and as :func:`found_documents`.
    """
    with desk.store.write() as uow:
        found = found_documents(uow, serials)
        moved = move(uow, "documents", uow.set_document_state, found, state, desk.clock.today())
        if moved:
            uow.commit()
    return moved


@permitted(Action.SEE, Part.READ)
def document_facts(desk: Desk, serials: Sequence[str]) -> tuple[DocumentFacts, ...]:
    """Return the frozen facts of issued documents, to be printed.

    RuleViolation as :func:`found_documents`, and ``receipt_void`` for one that was reversed.
    """
    with desk.store.read() as queries:
        found = _printable(queries, serials)
    return tuple(DocumentFacts.from_json(each.facts) for each in found)


def _printable(queries: Queries, serials: Sequence[str]) -> Sequence[Document]:
    """Return issued documents; a void receipt on paper once more would look like a good one."""
    found = found_documents(queries, serials)
    void = [each.serial for each in found if each.voided]
    if void:
        raise RuleViolation("receipt_void", field="serial", serial=void[0])
    return found


def found_documents(queries: Queries, serials: Sequence[str]) -> Sequence[Document]:
    """Return issued documents in the order asked for, each once.

    RuleViolation ``serial_unknown``, ``serial_of_notice``.
    """
    wanted = typed_serials(serials)
    found = queries.documents(wanted)
    missing = sorted(set(wanted) - {each.serial for each in found})
    if missing and queries.notice_by_serial(missing[0]):
        raise RuleViolation("serial_of_notice", field="serial", serial=missing[0])
    if missing or not found:
        raise RuleViolation("serial_unknown", field="serial", serial="".join(missing[:1]))
    return found


@permitted(Action.SEE, Part.READ)
def pictures_of(desk: Desk, facts: Sequence[DocumentFacts]) -> Mapping[str, bytes]:
    """Return the contents of the evidence files that documents show as pictures, by id."""
    wanted = {each for document in facts for each in picture_ids(document)}
    if not wanted:
        return {}
    with desk.store.read() as queries:
        found = [queries.evidence(each) for each in sorted(wanted)]
    return {each.id: each.content for each in found if each is not None}


def case_of(
    desk: Desk, queries: Queries, installation: Installation, wish: Wish, as_of: date
) -> Case:
    """Return the case a wish is about. Raises RuleViolation ``party_unknown``, ``nothing_owed``."""
    if BUILDERS[wish.kind].scope is not Scope.DEBTOR:
        return Case(desk, queries, installation, as_of, inputs=wish.inputs)
    party = queries.party(wish.party_id)
    if party is None:
        raise RuleViolation("party_unknown", field="party")
    loans = owed_loans(desk, queries, party.id, as_of)
    if wish.loan_ids:
        loans = tuple(each for each in loans if each.loan.id in wish.loan_ids)
    if not loans:
        raise RuleViolation("nothing_owed", field="party", name=party.name)
    return Case(desk, queries, installation, as_of, reached(queries, party), loans, wish.inputs)


def _built(
    desk: Desk, queries: Queries, wishes: Sequence[Wish], as_of: date, progress: Progress
) -> Built:
    """Build every wish; an empty list is refused like any other that comes to nothing."""
    if not wishes:
        raise RuleViolation("nothing_to_print")
    check_day(desk, queries, as_of)
    check_not_backdated(desk, as_of)
    installation = require_installation(queries)
    drafts: list[DocumentFacts] = []
    refused: list[Refused] = []
    for number, wish in enumerate(wishes):
        progress.report("propose", number, len(wishes))
        case = case_of(desk, queries, installation, wish, as_of)
        case, missing = without_missing(wish.kind, case)
        refused += missing
        if missing and not case.loans:
            continue
        built = BUILDERS[wish.kind].build(case)
        drafts += built.drafts
        refused += built.refused
    return Built(tuple(drafts), tuple(refused))


def _require_makers(desk: Desk, wishes: Sequence[Wish]) -> None:
    """Refuse papers that are part of an act the operator does not make, before any is written.

    A database without users goes on issuing them as it did: the acts themselves want people.
    """
    if desk.operator.role is not None:
        for action in {BUILDERS[each.kind].action for each in wishes}:
            require(desk, action, Part.MAKE, "issue")


def _refuse_unchecked(desk: Desk, wishes: Sequence[Wish]) -> None:
    """Where people sign in, an agreement comes from a checked proposal alone."""
    kinds = {each.kind for each in wishes}
    if desk.operator.role is not None and DocumentKind.REPAYMENT_AGREEMENT in kinds:
        raise RuleViolation("agreement_needs_check")


def without_missing(kind: DocumentKind, case: Case) -> tuple[Case, tuple[Refused, ...]]:
    """Leave loans the newest ledger lacks out of what claims or settles them: paid, or moved?"""
    gone = [each for each in case.loans if each.loan.status is LoanStatus.MISSING]
    if kind not in _STATING_A_DEBT or not gone:
        return case, ()
    name = case.debtor.name
    refused = (
        Refused(name, Obstacle.MISSING_FROM_LEDGER, {"loan_no": each.loan.loan_no}) for each in gone
    )
    kept = tuple(each for each in case.loans if each not in gone)
    return replace(case, loans=kept), tuple(refused)


def with_serials(
    uow: UnitOfWork, drafts: Sequence[DocumentFacts], as_of: date
) -> tuple[DocumentFacts, ...]:
    """Number documents apart from the notices."""
    serials = take_serials(uow, "document", "W", as_of, len(drafts))
    return tuple(replace(each, serial=serial) for each, serial in zip(drafts, serials, strict=True))


def as_document(batch_id: str, facts: DocumentFacts) -> Document:
    """Return facts with a serial as a document nobody has printed yet."""
    return Document(
        id=new_id(),
        batch_id=batch_id,
        serial=facts.serial,
        kind=facts.kind,
        party_id=facts.party_id,
        subject=facts.subject,
        issued_on=facts.issued_on,
        state=NoticeState.GENERATED,
        printed_on=None,
        handed_out_on=None,
        reprints=0,
        facts=facts.to_json(),
    )


def _issued_body(facts: Sequence[DocumentFacts]) -> dict[str, object]:
    return {
        "count": len(facts),
        "documents": [
            {
                "serial": each.serial,
                "kind": each.kind.value,
                "party_id": each.party_id,
                "loan_ids": list(each.loan_ids),
                "template_version": each.template_version,
                "facts_sha256": each.sha256(),
            }
            for each in facts
        ],
    }


def _write(
    desk: Desk,
    facts: Sequence[DocumentFacts],
    kind: PaperKind,
    path: Path,
    reprint_on: date | None,
    progress: Progress,
) -> PrintedFile:
    desk = in_force(desk)
    if kind is PaperKind.DOCX:
        return desk.papers.documents_docx(facts, path, reprint_on, progress)
    pictures = pictures_of(desk, facts)
    return desk.papers.documents_pdf(facts, path, reprint_on, pictures, progress)
