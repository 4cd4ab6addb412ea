"""Demand notices: propose, issue with frozen facts, print, reprint, follow their states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from desktop.domain.documents import NOTICE_KIND
from desktop.domain.errors import RuleViolation
from desktop.domain.masks import mask_id_number
from desktop.domain.notices import BankHead, NoticeFacts, NoticeLoan
from desktop.domain.permissions import Action
from desktop.domain.rounds import FORBIDDING, LAST_ROUND, NoticeState
from desktop.services.batches import frozen_facts
from desktop.services.branch import new_id, require_installation
from desktop.services.laid_out import LaidOut
from desktop.services.paper_archive import (
    PaperKind,
    archive,
    archive_printed,
    check_day,
    move,
    take_serials,
    typed_serials,
)
from desktop.services.paper_ports import PaperProblem, PrintedFile
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries, UnitOfWork
from desktop.services.progress import Progress
from desktop.services.proposals import (
    NoticeProposal,
    OwedLoan,
    propose_from,
    with_round,
)
from desktop.services.records import Installation, Notice
from desktop.services.templates import in_force, in_force_in
from desktop.services.written_files import removed_unless_recorded


@dataclass(frozen=True, slots=True)
class Choice:
    """What the officer decided to print: a debtor and a round."""

    party_id: str
    round: int


@dataclass(frozen=True, slots=True)
class IssuedBatch:
    """Notices that now exist with their serials, in the order of the route; and what was not."""

    batch_id: str
    facts: tuple[NoticeFacts, ...]
    skipped: tuple[PaperProblem, ...]


@permitted(Action.FIELD_WORK)
def issue(desk: Desk, choices: Sequence[Choice], as_of: date, progress: Progress) -> IssuedBatch:
    """Give the chosen notices serials and freeze their facts, in one transaction.

    A notice with a blank or a character no font has is left out and reported. Raises RuleViolation
    ``as_of_before_ledger``, ``as_of_too_far`` or ``notices_none_left``; where a choice may not be
    printed, ``notice_not_printable``.
    """
    rounds = {choice.party_id: choice.round for choice in choices}
    with desk.store.write() as uow:
        desk = in_force_in(desk, uow)
        installation = require_installation(uow)
        check_day(desk, uow, as_of)
        chosen = _chosen(desk, uow, rounds, as_of, progress)
        drafts = [notice_facts(desk, installation, each, as_of) for each in chosen]
        skipped = tuple(desk.papers.check(drafts))
        refused = {problem.party_id for problem in skipped}
        drafts = [draft for draft in drafts if draft.party_id not in refused]
        if not drafts:
            raise RuleViolation("notices_none_left", skipped=len(skipped))
        batch_id = new_id()
        facts = _with_serials(uow, drafts, as_of)
        progress.report("store", 0, len(facts))
        _store(uow, batch_id, facts)
        subjects = [each.party_id for each in facts]
        uow.record("notices_issued", batch_id, _issued_body(facts), as_of, subjects)
        uow.commit()
    return IssuedBatch(batch_id, facts, skipped)


@permitted(Action.FIELD_WORK)
def preview(
    desk: Desk, choices: Sequence[Choice], as_of: date, progress: Progress
) -> tuple[NoticeFacts, ...]:
    """Return the facts the chosen notices would have, without serials: nothing is stored.

    Raises RuleViolation as :func:`issue` does.
    """
    rounds = {choice.party_id: choice.round for choice in choices}
    with desk.store.read() as queries:
        installation = require_installation(queries)
        check_day(desk, queries, as_of)
        chosen = _chosen(desk, queries, rounds, as_of, progress)
        return tuple(notice_facts(desk, installation, each, as_of) for each in chosen)


@permitted(Action.FIELD_WORK)
def write_paper(
    desk: Desk,
    batch_id: str,
    facts: Sequence[NoticeFacts],
    kind: PaperKind,
    path: Path,
    progress: Progress,
    with_cover: bool = False,
) -> PrintedFile:
    """Write issued notices or their delivery lists and archive the hash; all of it or nothing.

    ``path`` is a new folder for single files. A cover comes with PDFs of notices only.
    """
    printed = _print(desk, facts, kind, path, None, progress, with_cover)
    with removed_unless_recorded(path), desk.store.write() as uow:
        archive(uow, desk, batch_id, kind, printed, facts, is_reprint=False)
        uow.commit()
    return printed


@permitted(Action.FIELD_WORK)
def reprint(
    desk: Desk, serials: Sequence[str], kind: PaperKind, path: Path, progress: Progress
) -> PrintedFile:
    """Print issued notices again from their frozen facts, marked 补打 with today's date."""
    with desk.store.read() as queries:
        notices = _found(queries, serials)
    facts = frozen_facts(notices)
    printed = _print(desk, facts, kind, path, desk.clock.today(), progress)
    with removed_unless_recorded(path), desk.store.write() as uow:
        uow.count_reprint([notice.id for notice in notices])
        archive(uow, desk, notices[0].batch_id, kind, printed, facts, is_reprint=True)
        uow.commit()
    return printed


@permitted(Action.FIELD_WORK)
def lay_out(
    desk: Desk,
    serials: Sequence[str],
    is_reprint: bool,
    progress: Progress,
    with_cover: bool = False,
) -> LaidOut:
    """Return the pages of issued notices for a printer, from their frozen facts.

    A cover, which has no serial, stands in front: it tells how many pages follow, so they are laid
    out once before, to be counted (``progress``). A reprint is marked 补打 with today's date. What
    came out is written down with :func:`note_printed`. RuleViolation ``serial_unknown``.
    """
    with desk.store.read() as queries:
        desk = in_force_in(desk, queries)
        facts = facts_of(queries, serials)
    reprint_on = desk.clock.today() if is_reprint else None
    laid_out = LaidOut([partial(desk.papers.notice_pages, each, reprint_on) for each in facts])
    if not with_cover:
        return laid_out
    cover = desk.papers.cover_pages(facts, laid_out.counts(progress))
    return LaidOut([lambda: cover, *laid_out.papers])


@permitted(Action.FIELD_WORK)
def note_printed(desk: Desk, serials: Sequence[str], pages: int, is_reprint: bool) -> None:
    """Write down that pages of notices went to a printer; a reprint is counted."""
    with desk.store.write() as uow:
        notices = _found(uow, serials)
        if is_reprint:
            uow.count_reprint([notice.id for notice in notices])
        archive_printed(uow, desk, notices[0].batch_id, pages, frozen_facts(notices), is_reprint)
        uow.commit()


@permitted(Action.FIELD_WORK)
def mark(desk: Desk, serials: Sequence[str], state: NoticeState) -> int:
    """Note that notices came out of the printer, or were handed to those who carry them.

    States only go forward; a notice further on stays where it is. What is handed out was printed,
    and gets that day too. Returns how many moved.
    """
    with desk.store.write() as uow:
        notices = _found(uow, serials)
        moved = move(uow, "notices", uow.set_notice_state, notices, state, desk.clock.today())
        if moved:
            uow.commit()
    return moved


def facts_of(queries: Queries, serials: Sequence[str]) -> tuple[NoticeFacts, ...]:
    """Return the frozen facts of issued notices; RuleViolation ``serial_unknown`` if one is not."""
    return frozen_facts(_found(queries, serials))


def _found(queries: Queries, serials: Sequence[str]) -> Sequence[Notice]:
    """Return issued notices, each once.

    RuleViolation ``serial_unknown``, ``serial_of_document``.
    """
    wanted = typed_serials(serials)
    notices = queries.notices(wanted)
    missing = sorted(set(wanted) - {notice.serial for notice in notices})
    if missing and queries.documents(missing[:1]):
        raise RuleViolation("serial_of_document", field="serial", serial=missing[0])
    if missing or not notices:
        raise RuleViolation("serial_unknown", field="serial", serial="".join(missing[:1]))
    return notices


def _chosen(
    desk: Desk, queries: Queries, rounds: Mapping[str, int], as_of: date, progress: Progress
) -> list[NoticeProposal]:
    """Return the chosen proposals as they stand now; refuse one that may not be printed."""
    chosen = [
        with_round(each, rounds[each.party.id])
        for each in propose_from(desk, queries, as_of, progress=progress)
        if each.party.id in rounds
    ]
    for each in chosen:
        if not each.proposal.printable:
            raise RuleViolation(
                "notice_not_printable", field="party", name=each.party.name, reason=_first(each)
            )
    return chosen


def _first(proposal: NoticeProposal) -> str:
    """Return the first obstacle that forbids printing; others only defer it."""
    return next(str(each) for each in proposal.proposal.obstacles if each in FORBIDDING)


def notice_facts(
    desk: Desk, installation: Installation, chosen: NoticeProposal, as_of: date
) -> NoticeFacts:
    """Return what a notice would say, without a serial; the proposal must be printable."""
    policy, party, number = desk.policy.notice, chosen.party, chosen.proposal.round
    days = policy.final_deadline_days if number == LAST_ROUND else policy.deadline_days
    bank: BankHead = installation.bank
    return NoticeFacts(
        serial="",
        template_version=desk.papers.newest_version(NOTICE_KIND),
        round=number,
        party_id=party.id,
        debtor=party.name,
        id_masked=mask_id_number(party.id_number),
        township=party.township,
        village=party.village,
        group=party.group,
        address=party.address,
        issued_on=as_of,
        computed_to=as_of,
        deadline=as_of + timedelta(days=days),
        demanded_on=chosen.demanded_on,
        officer=chosen.loans[0].loan.officer or bank.branch_name,
        officer_phone=bank.phone,
        bank=bank,
        loans=tuple(_notice_loan(each) for each in chosen.loans),
    )


def _notice_loan(owed: OwedLoan) -> NoticeLoan:
    loan = owed.loan
    assert loan.disbursed_on and loan.due_on and loan.amount_fen is not None
    return NoticeLoan(
        loan.id,
        loan.loan_no,
        loan.contract_no,
        loan.disbursed_on,
        loan.due_on,
        loan.amount_fen,
        loan.balance_fen,
        owed.interest.total.fen,
    )


def _with_serials(
    uow: UnitOfWork, drafts: Sequence[NoticeFacts], as_of: date
) -> tuple[NoticeFacts, ...]:
    serials = take_serials(uow, "notice", "", as_of, len(drafts))
    return tuple(
        replace(draft, serial=serial) for draft, serial in zip(drafts, serials, strict=True)
    )


def _store(uow: UnitOfWork, batch_id: str, facts: Sequence[NoticeFacts]) -> None:
    notices = [_notice(batch_id, each) for each in facts]
    loans = {
        notice.id: [loan.loan_id for loan in each.loans]
        for notice, each in zip(notices, facts, strict=True)
    }
    uow.add_notices(notices, loans)


def _notice(batch_id: str, facts: NoticeFacts) -> Notice:
    return Notice(
        id=new_id(),
        batch_id=batch_id,
        serial=facts.serial,
        round=facts.round,
        party_id=facts.party_id,
        issued_on=facts.issued_on,
        state=NoticeState.GENERATED,
        printed_on=None,
        handed_out_on=None,
        served_on=None,
        reprints=0,
        facts=facts.to_json(),
    )


def _issued_body(facts: Sequence[NoticeFacts]) -> dict[str, object]:
    return {
        "count": len(facts),
        "total_fen": sum(each.total_fen for each in facts),
        "notices": [
            {
                "serial": each.serial,
                "round": each.round,
                "party_id": each.party_id,
                "loan_nos": [loan.loan_no for loan in each.loans],
                "total_fen": each.total_fen,
                "facts_sha256": each.sha256(),
            }
            for each in facts
        ],
    }


def _print(
    desk: Desk,
    facts: Sequence[NoticeFacts],
    kind: PaperKind,
    path: Path,
    reprint_on: date | None,
    progress: Progress,
    with_cover: bool = False,
) -> PrintedFile:
    desk = in_force(desk)
    if kind is PaperKind.PDF:
        return desk.papers.notices_pdf(facts, path, reprint_on, progress, with_cover)
    if kind is PaperKind.SINGLE_PDFS:
        return desk.papers.notices_single_pdfs(facts, path, reprint_on, progress, with_cover)
    if kind is PaperKind.DOCX:
        return desk.papers.notices_docx(facts, path, reprint_on, progress)
    return desk.papers.delivery_lists_pdf(facts, path, progress)
