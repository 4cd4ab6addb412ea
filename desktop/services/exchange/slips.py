"""The slip that goes along with a package: what it holds, to be compared where it arrives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.documents import DocumentFacts, DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.domain.money import yuan_text
from desktop.services.branch import require_installation
from desktop.services.documents.case import Case, day_words
from desktop.services.documents.issuing import as_document
from desktop.services.package_ports import ControlTotal, LineKind
from desktop.services.paper_archive import take_serials
from desktop.services.ports import Desk, UnitOfWork
from desktop.services.templates import in_force_in

_HASH_DIGITS = 16
_WORDS = {
    "repayment_recorded": "还款",
    "repayment_reversed": "还款冲正",
    "delivery_recorded": "送达记录",
    "claim_event_recorded": "债权事件",
    "guarantee_act_recorded": "保证人主张",
    "agreement_signed": "签订协议",
    "relief_granted": "减免利息",
    "relief_over_granted": "减免利息（超权限）",
    "notices_issued": "催收通知书批次",
    "documents_issued": "文书批次",
    "ledger_imported": "导入台账",
    LineKind.LOAN.value: "台账借据",
}
_OTHERS = "其他记录"


def issue_slip(
    desk: Desk,
    uow: UnitOfWork,
    batch_id: str,
    file_name: str,
    number: int,
    manifest_hash: str,
    totals: Sequence[ControlTotal],
) -> DocumentFacts:
    """Give a package its slip in the transaction that records it, and return what it says.

    RuleViolation ``slip_unprintable`` where a name has a character that no font has.
    """
    enrolled = uow.enrolment()
    installation, today = require_installation(uow), desk.clock.today()
    printing = in_force_in(desk, uow)
    case = Case(printing, uow, installation, today)
    fields = {
        "package_name": file_name,
        "from_unit": installation.bank.branch_name,
        "to_unit": enrolled.bank if enrolled else "",
        "sequence": str(number),
        "made_on": day_words(today),
        "hash": manifest_hash[:_HASH_DIGITS],
        "note": "",
    }
    tables = {"contents": tuple(contents(totals))}
    draft = case.facts(DocumentKind.PACKAGE_SLIP, file_name, fields, tables)
    if printing.papers.check_documents([draft]):
        raise RuleViolation("slip_unprintable", field="to_unit")
    (serial,) = take_serials(uow, "document", "W", today, 1)
    facts = replace(draft, serial=serial)
    uow.add_documents([as_document(batch_id, facts)])
    return facts


def contents(totals: Sequence[ControlTotal]) -> list[tuple[str, str, str]]:
    """Return what a package holds in the words of the slip: item, count, amount in yuan.

    Kinds that nobody compares by hand are one line, the last but for that of all.
    """
    rows = []
    others = 0
    for each in totals:
        if each.kind not in _WORDS:
            others += each.count
            continue
        amount = yuan_text(each.fen) if each.fen else ""
        rows.append((_WORDS[each.kind], f"{each.count:,}", amount))
    rows.sort(key=lambda row: list(_WORDS.values()).index(row[0]))
    if others or not rows:
        rows.append((_OTHERS, f"{others:,}", ""))
    everything = sum(each.count for each in totals)
    return [*rows, ("合计", f"{everything:,}", "")]
