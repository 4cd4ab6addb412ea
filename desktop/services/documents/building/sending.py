"""What goes along with a paper that was issued: the cover of its EMS, the record of its arrival."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.documents import SHAPES, DocumentFacts, DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.domain.money import yuan_text
from desktop.domain.notices import NoticeFacts
from desktop.domain.rounds import Obstacle
from desktop.services.documents.builder import Builder, Built, Input, InputKind, Refused, Scope
from desktop.services.documents.building.guarantors import still_binds
from desktop.services.documents.case import Case, day_words, joined
from desktop.services.proposals import is_owed
from desktop.services.records import Hold

_DEMAND_NOTICE = "逾期贷款催收通知书"
_CLAIMS = {
    DocumentKind.ACCELERATION_NOTICE: "通知剩余债务提前到期，要求归还",
    DocumentKind.GUARANTOR_NOTICE: "要求承担保证责任，清偿",
    DocumentKind.HEIRS_LETTER: "在遗产实际价值范围内主张",
}
_DEMANDS_NOTHING = (DocumentKind.CONSULTATION_LETTER, DocumentKind.ACTUAL_USER_LETTER)


@dataclass(frozen=True, slots=True)
class _Paper:
    """An issued paper on its way; ``claim`` is what it claims, in words, "" for nothing.

    ``is_demand`` tells that it goes to the debtor himself.
    """

    serial: str
    name: str
    issued_on: str
    receiver: str
    claim: str
    loan_ids: tuple[str, ...]
    address: str = ""
    phone: str = ""
    is_demand: bool = False
    is_to_guarantor: bool = False

    @property
    def item_name(self) -> str:
        """What an EMS slip names as content: the claim itself, or the number of a mere letter."""
        return f"{self.name}（{self.claim or f'编号 {self.serial}'}）"


def ems_covers(case: Case) -> Built:
    """Return the cover for sending an issued paper by EMS.

    ``person_address`` is the address of the contract, where it differs from the one known or
    nobody knows one. What must not go out any more is refused (``_stays``).
    """
    paper = _paper(case)
    stays = _stays(case, paper)
    if stays is not None:
        return Built((), (stays,))
    fields = {
        **_fields(paper),
        "receiver_address": case.text("person_address") or paper.address,
        "receiver_phone": case.text("person_phone") or paper.phone,
        "item_name": paper.item_name,
    }
    if not fields["receiver_address"]:
        case.required("person_address")
    return _built(case, DocumentKind.EMS_COVER, paper, fields)


def arrival_records(case: Case) -> Built:
    """Return the form for how a paper arrived that nobody would sign for.

    A bank cannot serve by leaving (民事诉讼法 §89 is the court's); it can prove arrival in another
    way (诉讼时效规定 §8 第一款第一项). All that happened is written by hand, on the spot: what must
    not go out any more gets no form either.
    """
    paper = _paper(case)
    stays = _stays(case, paper)
    if stays is not None:
        return Built((), (stays,))
    fields = {**_fields(paper), "debtor": case.debtor.name, "claim": paper.claim}
    return _built(case, DocumentKind.ARRIVAL_RECORD, paper, fields)


def _stays(case: Case, paper: _Paper) -> Refused | None:
    """Return why a paper must not go out any more, None where it may; a mere letter always may.

    Since it was issued the debtor may have died or disputed having borrowed, a loan may have been
    paid, or a guarantee have ended.
    """
    party = case.debtor
    if not paper.claim:
        return None
    if party.hold is Hold.IMPERSONATION:
        return Refused(party.name, Obstacle.IMPERSONATION_HOLD)
    if party.deceased and paper.is_demand:
        return Refused(party.name, Obstacle.DECEASED)
    for loan_id in paper.loan_ids:
        loan = case.queries.loan(loan_id)
        said: dict[str, object] = {"loan_no": loan.loan_no if loan else ""}
        if loan is None or not is_owed(loan):
            return Refused(paper.receiver, "paper_settled", said)
        if paper.is_to_guarantor and not still_binds(case, loan_id, paper.receiver):
            return Refused(paper.receiver, "guarantee_over_on_the_way", said)
    return None


def _built(case: Case, kind: DocumentKind, paper: _Paper, fields: Mapping[str, str]) -> Built:
    loans = [each for each in case.loans if each.loan.id in paper.loan_ids]
    return Built((case.facts(kind, paper.receiver, fields, loans=loans),))


def _fields(paper: _Paper) -> dict[str, str]:
    return {
        "receiver": paper.receiver,
        "paper_name": paper.name,
        "paper_serial": paper.serial,
        "paper_issued_on": paper.issued_on,
    }


def _paper(case: Case) -> _Paper:
    """Return the paper of the serial that was typed.

    Raises RuleViolation ``field_missing``, ``serial_unknown``, ``serial_of_another`` for a paper
    about another debtor, ``paper_not_sent`` for one that is no letter.
    """
    serial = case.required("notice_serial").upper()
    notice = case.queries.notice_by_serial(serial)
    if notice is not None:
        _require_own(case, serial, notice.party_id)
        return _of_notice(case, NoticeFacts.from_json(notice.facts))
    documents = case.queries.documents([serial])
    if not documents:
        raise RuleViolation("serial_unknown", field="notice_serial", serial=serial)
    [document] = documents
    _require_own(case, serial, document.party_id)
    if document.kind not in (*_CLAIMS, *_DEMANDS_NOTHING):
        raise RuleViolation("paper_not_sent", field="notice_serial", serial=serial)
    return _of_letter(DocumentFacts.from_json(document.facts))


def _require_own(case: Case, serial: str, party_id: str) -> None:
    if party_id != case.debtor.id:
        name = case.debtor.name
        raise RuleViolation("serial_of_another", field="notice_serial", serial=serial, name=name)


def _of_notice(case: Case, facts: NoticeFacts) -> _Paper:
    numbers = joined(loan.loan_no for loan in facts.loans)
    principal, interest = yuan_text(facts.principal_fen), yuan_text(facts.interest_fen)
    place = (facts.township, facts.village, facts.group)
    return _Paper(
        facts.serial,
        _DEMAND_NOTICE,
        day_words(facts.issued_on),
        facts.debtor,
        f"借据号{numbers}，要求归还本金{principal}元及利息{interest}元",
        tuple(loan.loan_id for loan in facts.loans),
        facts.address or "".join(place),
        case.debtor.phone,
        is_demand=True,
    )


def _of_letter(facts: DocumentFacts) -> _Paper:
    said, claim = facts.fields, ""
    if facts.kind in _CLAIMS:
        amounts = f"本金{said['principal']}元及利息{said['interest']}元"
        claim = f"借据号{said['loan_nos']}，{_CLAIMS[facts.kind]}{amounts}"
    return _Paper(
        facts.serial,
        SHAPES[facts.kind].name,
        day_words(facts.issued_on),
        facts.subject,
        claim,
        facts.loan_ids,
        is_demand=facts.kind is DocumentKind.ACCELERATION_NOTICE,
        is_to_guarantor=facts.kind is DocumentKind.GUARANTOR_NOTICE,
    )


_SERIAL = Input("notice_serial", InputKind.SERIAL, required=True)

SENDING_BUILDERS: Sequence[Builder] = (
    Builder(
        DocumentKind.EMS_COVER,
        Scope.DEBTOR,
        ems_covers,
        (_SERIAL, Input("person_address"), Input("person_phone")),
    ),
    Builder(DocumentKind.ARRIVAL_RECORD, Scope.DEBTOR, arrival_records, (_SERIAL,)),
)
