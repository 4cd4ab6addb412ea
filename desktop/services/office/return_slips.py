"""The numbered slip that goes along with returns: each branch's is compared where it arrives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from desktop.domain.documents import DocumentFacts, DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.domain.money import yuan_text
from desktop.domain.permissions import Action, Part
from desktop.domain.rounds import NoticeState
from desktop.services.branch import new_id, require_installation
from desktop.services.collection_records import LedgerOfBranch
from desktop.services.documents.case import Case, day_words
from desktop.services.documents.issuing import as_document, document_facts, found_documents
from desktop.services.laid_out import LaidOut
from desktop.services.office.place import require_collection
from desktop.services.office.returning import Written
from desktop.services.paper_archive import PaperKind, archive, archive_printed, take_serials
from desktop.services.paper_ports import PrintedFile
from desktop.services.permits import permitted
from desktop.services.ports import Desk, UnitOfWork
from desktop.services.progress import Progress
from desktop.services.records import Document, DocumentHead
from desktop.services.templates import in_force, in_force_in
from desktop.services.written_files import removed_unless_recorded

_MOST = 500


@permitted(Action.OFFICE)
def issue_slip(desk: Desk, written: Sequence[Written]) -> Document:
    """Give returns that were written together one slip, a line each, under a number of its own.

    A line says which PC it is for, what it holds, and its hash; the first one of a branch says what
    its loans owe, since all of its PCs are told the same. Raises RuleViolation
    ``nothing_to_print``, and ``slip_unprintable`` where a name has a character that no font has.
    """
    if not written:
        raise RuleViolation("nothing_to_print")
    with require_collection(desk).read() as asked:
        names = {each.code: each.name for each in asked.branches()}
        ledgers = {each: asked.ledgers(each) for each in {one.stored.branch for one in written}}
    codes = [each.stored.branch for each in written]
    rows = tuple(
        _row(each, names[code], ledgers[code], again=code in codes[:at])
        for at, (each, code) in enumerate(zip(written, codes, strict=True))
    )
    units = list(dict.fromkeys(names[code] for code in codes))
    with desk.store.write() as uow:
        installation, today = require_installation(uow), desk.clock.today()
        printing = in_force_in(desk, uow)
        fields = {
            "package_name": f"回执包 {len(written)} 个，逐个列在下面",
            "from_unit": installation.bank.branch_name,
            "to_unit": units[0] if len(units) == 1 else f"{len(units)} 个网点",
            "sequence": str(written[0].stored.number) if len(written) == 1 else "见各行",
            "made_on": day_words(today),
            "hash": "各行末（前 8 位）",
            "note": "笔数为包内全部行数，金额为台账本金余额。",
        }
        case = Case(printing, uow, installation, today)
        subject = fields["to_unit"]
        draft = case.facts(DocumentKind.PACKAGE_SLIP, subject, fields, {"contents": rows})
        if printing.papers.check_documents([draft]):
            raise RuleViolation("slip_unprintable", field="to_unit")
        (serial,) = take_serials(uow, "return_slip", "H", today, 1)
        made = as_document(new_id(), replace(draft, serial=serial))
        uow.add_documents([made])
        body = {"serial": serial, "returns": [each.stored.hash for each in written]}
        uow.record("return_slip_issued", made.batch_id, body, today)
        uow.commit()
    return made


@permitted(Action.OFFICE, Part.READ)
def slips(desk: Desk) -> Sequence[DocumentHead]:
    """Return the slips that were issued, newest first."""
    with desk.store.read() as queries:
        found = queries.newest_documents(limit=_MOST)
    return [each for each in found if each.kind is DocumentKind.PACKAGE_SLIP]


@permitted(Action.OFFICE)
def write_slip(desk: Desk, serial: str, file: Path, progress: Progress) -> PrintedFile:
    """Write a slip to a PDF file and archive its hash; all but the first copy are marked 补打.

    RuleViolation ``serial_unknown``; raises as the papers do.
    """
    facts, again = _to_print(desk, serial)
    reprint_on = desk.clock.today() if again else None
    papers = in_force(desk).papers
    printed = papers.documents_pdf([facts], file, reprint_on, {}, progress)
    with removed_unless_recorded(file), desk.store.write() as uow:
        batch_id = _came_out(desk, uow, serial)
        archive(uow, desk, batch_id, PaperKind.PDF, printed, [facts], again)
        uow.commit()
    return printed


@permitted(Action.OFFICE)
def lay_out_slip(desk: Desk, serial: str) -> LaidOut:
    """Return the pages of a slip for a printer; as :func:`write_slip`."""
    facts, again = _to_print(desk, serial)
    reprint_on = desk.clock.today() if again else None
    return LaidOut([partial(in_force(desk).papers.document_pages, facts, reprint_on, {})])


@permitted(Action.OFFICE)
def note_slip_printed(desk: Desk, serial: str, pages: int) -> None:
    """Write down that a slip went to a printer."""
    facts, again = _to_print(desk, serial)
    with desk.store.write() as uow:
        batch_id = _came_out(desk, uow, serial)
        archive_printed(uow, desk, batch_id, pages, [facts], again)
        uow.commit()


def _to_print(desk: Desk, serial: str) -> tuple[DocumentFacts, bool]:
    """Return what stands on a slip, and whether it came out before."""
    [facts] = document_facts(desk, [serial])
    with desk.store.read() as queries:
        [head] = found_documents(queries, [serial])
    return facts, head.state is not NoticeState.GENERATED


def _came_out(desk: Desk, uow: UnitOfWork, serial: str) -> str:
    """Note in its row that a slip came out, and return its batch."""
    [head] = found_documents(uow, [serial])
    if head.state is NoticeState.GENERATED:
        uow.set_document_state([head.id], NoticeState.PRINTED, desk.clock.today())
    else:
        uow.count_document_reprint([head.id])
    return head.batch_id


def _row(
    written: Written, name: str, ledgers: Sequence[LedgerOfBranch], *, again: bool
) -> tuple[str, str, str]:
    """Return a return's line; ``again`` where a line above has its branch's balance already."""
    stored = written.stored
    count = sum(each.count for each in written.totals)
    pc = f"{written.letter} 机" if written.letter else "新登记的电脑"
    item = f"{stored.branch} {name} {pc} 第 {stored.number} 号 {written.short_hash}"
    if written.left:
        item += f" 另有 {written.left:,} 条下次补回"
    if written.parts and written.trouble is None:
        item += f" 照片 {written.parts:,} 张"
    owed = yuan_text(sum(each.balance_fen for each in ledgers)) if ledgers else ""
    return item, f"{count:,}", "同上" if again and owed else owed
