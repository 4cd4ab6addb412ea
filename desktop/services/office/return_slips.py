"""The list that goes along with a night's returns: each branch's is compared where it arrives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from desktop.domain.documents import DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.domain.money import yuan_text
from desktop.domain.permissions import Action
from desktop.services.branch import require_installation
from desktop.services.collection_records import LedgerOfBranch
from desktop.services.documents.case import Case, day_words
from desktop.services.office.place import require_collection
from desktop.services.office.returning import Written
from desktop.services.paper_ports import PrintedFile
from desktop.services.permits import permitted
from desktop.services.ports import Desk
from desktop.services.progress import Progress
from desktop.services.templates import in_force_in


@permitted(Action.OFFICE)
def write_slips(
    desk: Desk, written: Sequence[Written], file: Path, progress: Progress
) -> PrintedFile:
    """Print returns as one slip, a line each: what it holds, what its loans owe, its hash.

    It has no serial and is not archived: the list of returns itself is kept. Raises RuleViolation
    ``nothing_to_print``, ``slip_unprintable`` where a name has a character that no font has, and as
    the papers do.
    """
    if not written:
        raise RuleViolation("nothing_to_print")
    with require_collection(desk).read() as asked:
        names = {each.code: each.name for each in asked.branches()}
        ledgers = {each: asked.ledger(each) for each in {one.stored.branch for one in written}}
    with desk.store.read() as queries:
        installation, today = require_installation(queries), desk.clock.today()
        printing = in_force_in(desk, queries)
        case = Case(printing, queries, installation, today)
        fields = {
            "package_name": f"回执包 {len(written)} 个，逐个列在下面",
            "from_unit": installation.bank.bank_name,
            "to_unit": "各网点",
            "sequence": f"{len(written)} 个",
            "made_on": day_words(today),
            "hash": "各行末（前 8 位）",
            "note": "笔数为包内全部行数，金额为台账本金余额。",
        }
        rows = tuple(
            _row(each, names[each.stored.branch], ledgers[each.stored.branch]) for each in written
        )
        draft = case.facts(DocumentKind.PACKAGE_SLIP, file.stem, fields, {"contents": rows})
    if printing.papers.check_documents([draft]):
        raise RuleViolation("slip_unprintable", field="to_unit")
    facts = replace(draft, serial=f"HZ{today:%Y%m%d}-{written[0].short_hash}")
    return printing.papers.documents_pdf([facts], file, None, {}, progress)


def _row(written: Written, name: str, ledger: LedgerOfBranch | None) -> tuple[str, str, str]:
    stored = written.stored
    count = sum(each.count for each in written.totals)
    item = f"{stored.branch} {name} 第 {stored.number} 号 {written.short_hash}"
    return item, f"{count:,}", yuan_text(ledger.balance_fen) if ledger else ""
