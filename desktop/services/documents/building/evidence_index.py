"""The index of what proves a claim: evidence of deliveries, events, acts towards guarantors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop.domain.delivery import Method
from desktop.domain.documents import DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.domain.guarantee.acts import LABELS
from desktop.domain.limitation import event_label
from desktop.domain.notices import NoticeFacts
from desktop.services.documents.builder import Builder, Built, Scope
from desktop.services.documents.case import Case, joined
from desktop.services.records import Delivery, EvidenceHead, Notice

_METHODS = {
    Method.IN_PERSON: "当面送达",
    Method.POST: "邮寄",
    Method.MESSAGE: "数据电文",
    Method.PHONE: "电话",
    Method.PROVINCIAL_NEWSPAPER: "省级报纸",
    Method.COUNTY_NEWSPAPER: "县级报纸",
    Method.POSTER: "张贴",
}
_MEDIA = {"image": "影像", "application/pdf": "PDF", "audio": "录音", "video": "录像"}
_SHOWN = frozenset({"image/jpeg", "image/png"})
_HASH_SHOWN = 16


@dataclass(frozen=True, slots=True)
class _Proof:
    """What files prove that belong to a delivery, an event or an act, and where they come from."""

    day: date
    words: str
    source: str


def evidence_indexes(case: Case) -> Built:
    """Return the index of what proves the debtor's loans, in the order of the days.

    Evidence of what was withdrawn is left out. Raises RuleViolation ``no_evidence``.
    """
    proofs = dict(_proofs(case))
    heads = [each for each in case.queries.evidence_about(case.debtor.id) if each.owner in proofs]
    if not heads:
        raise RuleViolation("no_evidence", field="party", name=case.debtor.name)
    found = sorted(((proofs[each.owner], each) for each in heads), key=lambda each: each[0].day)
    photos = tuple(
        (head.id, f"证据 {number}　{proof.day}")
        for number, (proof, head) in enumerate(found, start=1)
        if head.media_type in _SHOWN
    )
    fields = {
        **case.debtor_fields,
        "loan_nos": joined(each.loan.loan_no for each in case.loans),
        "evidence_count": str(len(found)),
        "photo_count": str(len(photos)) if photos else "",
    }
    rows = tuple(_row(number, *each) for number, each in enumerate(found, start=1))
    tables = {"evidence": rows, "photos": photos}
    return Built((case.facts(DocumentKind.EVIDENCE_INDEX, case.debtor.name, fields, tables),))


def _row(number: int, proof: _Proof, head: EvidenceHead) -> tuple[str, ...]:
    return (
        str(number),
        _name(head),
        proof.words,
        proof.day.isoformat(),
        proof.source,
        head.sha256[:_HASH_SHOWN],
        "1" if head.media_type.startswith("image/") else "",
    )


def _name(head: EvidenceHead) -> str:
    """Return the file's name without its ending, unless old characters spoil it, and its medium."""
    medium = next((words for kind, words in _MEDIA.items() if head.media_type.startswith(kind)), "")
    stem = head.file_name.rpartition(".")[0] or head.file_name
    return f"{stem}（{medium or '文件'}）" if _is_plain(stem) else medium or "文件"


def _is_plain(text: str) -> bool:
    """Tell whether every font has these characters: those of GBK, no controls."""
    try:
        text.encode("gbk")
    except UnicodeEncodeError:
        return False
    return bool(text.strip()) and text.isprintable()


def _proofs(case: Case) -> Iterator[tuple[str, _Proof]]:
    """Yield what stands, by the id that its evidence is kept under."""
    queries, loan_nos = case.queries, {each.loan.id: each.loan.loan_no for each in case.loans}
    for notice in queries.notices_of([case.debtor.id]).get(case.debtor.id, ()):
        loans = NoticeFacts.from_json(notice.facts).loans
        if any(each.loan_id in loan_nos for each in loans):
            for delivery in queries.deliveries(notice.id):
                if not delivery.withdrawn:
                    yield delivery.id, _of_delivery(notice, delivery)
    for events in queries.events_of(list(loan_nos)).values():
        for event in events:
            if not event.withdrawn and not event.delivery_id:
                words = f"借据 {loan_nos[event.loan_id]}：{event_label(event.kind)}"
                proof = _Proof(event.occurred_on, words, event.ref or "本社登记")
                yield event.entry_id or event.id, proof
    for acts in queries.guarantee_acts_of(list(loan_nos)).values():
        for act in acts:
            if not act.withdrawn:
                words = f"借据 {loan_nos[act.loan_id]}，保证人{act.guarantor}：{LABELS[act.kind]}"
                yield act.id, _Proof(act.occurred_on, words, act.ref or "本社登记")


def _of_delivery(notice: Notice, delivery: Delivery) -> _Proof:
    round_ = "一二三"[notice.round - 1]
    words = f"第{round_}次催收通知书 {notice.serial} 的送达：{delivery.result}"
    servers = joined(delivery.servers)
    source = _METHODS[Method(delivery.method)]
    return _Proof(delivery.occurred_on, words, f"{source}，送达人{servers}" if servers else source)


EVIDENCE_INDEX = Builder(DocumentKind.EVIDENCE_INDEX, Scope.DEBTOR, evidence_indexes)
