"""What a delivery proves: from how it was done and who signed to an event of the claim.

Source: 诉讼时效规定 (2020) §8; documents.md, 送达. A refusal is no 留置送达 for a bank: it counts
only where evidence shows that the paper arrived.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.errors import RuleViolation
from desktop.domain.limitation import EventKind
from desktop.domain.rounds import NoticeState


class Method(StrEnum):
    """How a notice was brought to the debtor."""

    IN_PERSON = "in_person"
    POST = "post"
    MESSAGE = "message"
    PHONE = "phone"
    PROVINCIAL_NEWSPAPER = "provincial_newspaper"
    COUNTY_NEWSPAPER = "county_newspaper"
    POSTER = "poster"


class Signer(StrEnum):
    """Who took the notice; for post and messages, whether it arrived."""

    SELF = "self"
    KIN = "kin"
    AGENT = "agent"
    REFUSED = "refused"
    NOT_MET = "not_met"
    NEIGHBOUR = "neighbour"
    MINOR = "minor"
    ARRIVED = "arrived"
    NOT_ARRIVED = "not_arrived"


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes ticked on the acknowledgement slip."""

    received: bool = False
    agrees: bool = False
    objects: bool = False


@dataclass(frozen=True, slots=True)
class DeliveryAct:
    """One attempt to serve a notice, as the officer tells it."""

    method: Method
    signer: Signer
    occurred_on: date
    boxes: Boxes = Boxes()
    servers: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryOutcome:
    """What follows: the event for the clock (None: nothing to count) and the notice's new state."""

    event: EventKind | None
    state: NoticeState
    words: str


_IN_PERSON = {
    Signer.KIN: DeliveryOutcome(EventKind.KIN_SIGNED, NoticeState.SERVED, "同住成年家属签收"),
    Signer.AGENT: DeliveryOutcome(EventKind.AGENT_SIGNED, NoticeState.SERVED, "受托人签收"),
    Signer.NEIGHBOUR: DeliveryOutcome(
        EventKind.NEIGHBOUR_SIGNED, NoticeState.HANDED_OUT, "邻居或村干部代签，不算送达"
    ),
    Signer.MINOR: DeliveryOutcome(
        EventKind.MINOR_SIGNED, NoticeState.HANDED_OUT, "未成年人代签，不算送达"
    ),
    Signer.NOT_MET: DeliveryOutcome(None, NoticeState.HANDED_OUT, "未遇，通知书仍待送达"),
}

_BY_METHOD = {
    Method.PHONE: DeliveryOutcome(
        EventKind.PHONE_UNRECORDED, NoticeState.HANDED_OUT, "电话只作辅助，不算送达"
    ),
    Method.COUNTY_NEWSPAPER: DeliveryOutcome(
        EventKind.COUNTY_NEWSPAPER, NoticeState.HANDED_OUT, "县级报纸公告不算送达"
    ),
    Method.PROVINCIAL_NEWSPAPER: DeliveryOutcome(
        EventKind.PROV_NEWSPAPER_MISSING, NoticeState.SERVED, "下落不明，省级媒体公告"
    ),
    Method.POSTER: DeliveryOutcome(
        EventKind.VILLAGE_POSTER, NoticeState.HANDED_OUT, "张贴不算送达，且不得公开个人信息"
    ),
}


def outcome(act: DeliveryAct, has_evidence: bool) -> DeliveryOutcome:
    """Return what a delivery does; raises RuleViolation where how and who do not fit.

    Agreement counts only when the debtor himself ticked it; a tick of kin is not his word.
    """
    if act.boxes.agrees and act.boxes.objects:
        raise RuleViolation("delivery_boxes_contradict", field="boxes")
    if act.method in (Method.POST, Method.MESSAGE):
        return _by_mail(act)
    if act.method is not Method.IN_PERSON:
        return _BY_METHOD[act.method]
    if act.signer is Signer.SELF:
        return _by_debtor(act.boxes)
    if act.signer is Signer.REFUSED:
        return _refused(act, has_evidence)
    if act.signer not in _IN_PERSON:
        raise RuleViolation("delivery_signer_unfit", field="signer")
    return _IN_PERSON[act.signer]


def _by_debtor(boxes: Boxes) -> DeliveryOutcome:
    if boxes.agrees:
        kind, words = EventKind.SIGNED_CONFIRM_AGREE, "本人签收并同意履行"
    else:
        kind, words = EventKind.SIGNED_NOTICE, "本人签收"
    if boxes.objects:
        words += "，有异议，待复核"
    return DeliveryOutcome(kind, NoticeState.SERVED, words)


def _refused(act: DeliveryAct, has_evidence: bool) -> DeliveryOutcome:
    """A refusal counts with evidence and two servers (documents.md: other proof of arrival)."""
    if has_evidence and len(act.servers) >= 2:
        return DeliveryOutcome(
            EventKind.ARRIVAL_PROVED, NoticeState.SERVED, "拒签，有影像等到达证明"
        )
    words = "拒签，须两人送达并附影像才算到达；请同日邮寄"
    return DeliveryOutcome(None, NoticeState.HANDED_OUT, words)


def _by_mail(act: DeliveryAct) -> DeliveryOutcome:
    if act.signer in (Signer.ARRIVED, Signer.SELF, Signer.KIN, Signer.AGENT):
        if act.method is Method.POST:
            return DeliveryOutcome(EventKind.MAIL_ARRIVED, NoticeState.SERVED, "邮寄已到达")
        return DeliveryOutcome(EventKind.MESSAGE_ARRIVED, NoticeState.SERVED, "数据电文已到达")
    if act.signer in (Signer.NOT_ARRIVED, Signer.REFUSED, Signer.NOT_MET):
        return DeliveryOutcome(
            EventKind.MAIL_SENT_ONLY, NoticeState.HANDED_OUT, "无到达证明，不算送达"
        )
    raise RuleViolation("delivery_signer_unfit", field="signer")
