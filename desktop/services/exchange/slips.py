"""The slip that goes along with a package: what it holds, to be compared where it arrives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from desktop.domain.documents import DocumentFacts, DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.domain.money import yuan_text
from desktop.domain.package_names import short_hash
from desktop.services.branch import require_installation
from desktop.services.documents.case import Case, day_words
from desktop.services.documents.issuing import as_document
from desktop.services.exchange.packing import Draft
from desktop.services.exchange.portions import Built
from desktop.services.package_ports import ControlTotal, LineKind
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
_GOES_ON = "一个数据包装不下，写在同时写出的下一个数据包里，请一并送交。"


def issue_slip(
    desk: Desk, uow: UnitOfWork, batch_id: str, file_name: str, built: Built
) -> DocumentFacts:
    """Give a package its slip in the transaction that records it, and return what it says.

    It notes which entries were acknowledged before, for they are no new money, and how many found
    no room. RuleViolation ``slip_unprintable`` where a name has a character that no font has.
    """
    made = built.made
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
        "hash": short_hash(built.manifest_hash),
        "note": _note(built.draft),
    }
    tables = {"contents": tuple(contents(made.totals))}
    draft = case.facts(DocumentKind.PACKAGE_SLIP, file_name, fields, tables)
    if printing.papers.check_documents([draft]):
        raise RuleViolation("slip_unprintable", field="to_unit")
    (serial,) = take_serials(uow, "document", "W", today, 1)
    facts = replace(draft, serial=serial)
    uow.add_documents([as_document(batch_id, facts)])
    return facts


def summed(several: Iterable[Sequence[ControlTotal]]) -> tuple[ControlTotal, ...]:
    """Return the totals of packages together, by kind in the order of its name."""
    sums: dict[str, ControlTotal] = {}
    for each in chain.from_iterable(several):
        had = sums.get(each.kind, ControlTotal(each.kind, 0, 0, 0))
        sums[each.kind] = ControlTotal(
            each.kind,
            had.count + each.count,
            had.fen + each.fen,
            had.loan_digits + each.loan_digits,
        )
    return tuple(sums[kind] for kind in sorted(sums))


def _note(draft: Draft) -> str:
    again, left = draft.again, draft.portion.left
    said = [f"其中 {again:,} 条{_KNOWN_THERE}"] if again else []
    return "".join([*said, f"其余 {left:,} 条{_GOES_ON}"] if left else said)


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
