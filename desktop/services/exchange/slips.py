"""The slip that goes along with a package: what it holds, to be compared where it arrives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.documents import DocumentFacts, DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.domain.money import yuan_text
from desktop.domain.package_names import short_hash
from desktop.services.branch import require_installation
from desktop.services.documents.case import Case, day_words
from desktop.services.documents.issuing import as_document
from desktop.services.package_ports import ControlTotal, LineKind, Manifest
from desktop.services.paper_archive import take_serials
from desktop.services.ports import Desk, UnitOfWork
from desktop.services.templates import in_force_in

_WORDS = {
    "repayment_recorded": "收款",
    "repayment_reversed": "冲正收款",
    "delivery_recorded": "登记送达",
    "claim_event_recorded": "登记时效事件",
    "guarantee_act_recorded": "登记保证事项",
    "agreement_signed": "协议签字",
    "relief_granted": "减免利息",
    "relief_over_granted": "减免利息（超本社权限）",
    "notices_issued": "出具通知书",
    "documents_issued": "出具文书",
    "ledger_imported": "导入台账",
    LineKind.LOAN.value: "借据余额",
}
_OTHERS = "其他记录"
_KNOWN_THERE = "联社以前确认过，按规则再送一次，联社会认出，不重复入账。"


def issue_slip(
    desk: Desk,
    uow: UnitOfWork,
    batch_id: str,
    file_name: str,
    made: Manifest,
    manifest_hash: str,
    again: int,
) -> DocumentFacts:
    """Give a package its slip in the transaction that records it, and return what it says.

    ``again`` entries were acknowledged before: it notes that they are no new money.
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
        "sequence": str(made.number),
        "made_on": day_words(today),
        "hash": short_hash(manifest_hash),
        "note": f"其中 {again:,} 条{_KNOWN_THERE}" if again else "",
    }
    tables = {"contents": tuple(contents(made.totals))}
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
