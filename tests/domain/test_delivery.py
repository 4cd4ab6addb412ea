from datetime import date

import pytest

from desktop.domain.delivery import Boxes, DeliveryAct, Method, Signer, outcome
from desktop.domain.errors import RuleViolation
from desktop.domain.limitation import EventKind
from desktop.domain.rounds import NoticeState

DAY = date(2026, 10, 11)


def act(method, signer, servers=(), **boxes):
    return DeliveryAct(method, signer, DAY, Boxes(**boxes), servers)


@pytest.mark.parametrize(
    ("method", "signer", "event", "state"),
    [
        (Method.IN_PERSON, Signer.SELF, EventKind.SIGNED_NOTICE, NoticeState.SERVED),
        (Method.IN_PERSON, Signer.KIN, EventKind.KIN_SIGNED, NoticeState.SERVED),
        (Method.IN_PERSON, Signer.AGENT, EventKind.AGENT_SIGNED, NoticeState.SERVED),
        (Method.IN_PERSON, Signer.NEIGHBOUR, EventKind.NEIGHBOUR_SIGNED, NoticeState.HANDED_OUT),
        (Method.IN_PERSON, Signer.MINOR, EventKind.MINOR_SIGNED, NoticeState.HANDED_OUT),
        (Method.IN_PERSON, Signer.NOT_MET, None, NoticeState.HANDED_OUT),
        (Method.POST, Signer.ARRIVED, EventKind.MAIL_ARRIVED, NoticeState.SERVED),
        (Method.POST, Signer.NOT_ARRIVED, EventKind.MAIL_SENT_ONLY, NoticeState.HANDED_OUT),
        (Method.MESSAGE, Signer.ARRIVED, EventKind.MESSAGE_ARRIVED, NoticeState.SERVED),
        (Method.POSTER, Signer.NOT_MET, EventKind.VILLAGE_POSTER, NoticeState.HANDED_OUT),
    ],
)
def test_how_and_who_decide_what_a_delivery_is(method, signer, event, state):
    result = outcome(act(method, signer), has_evidence=True)
    assert (result.event, result.state) == (event, state)


def test_agreement_is_the_debtors_own_word_only():
    assert outcome(act(Method.IN_PERSON, Signer.SELF, agrees=True), True).event is (
        EventKind.SIGNED_CONFIRM_AGREE
    )
    assert outcome(act(Method.IN_PERSON, Signer.KIN, agrees=True), True).event is (
        EventKind.KIN_SIGNED
    )


def test_a_refusal_counts_with_two_servers_and_evidence_and_not_otherwise():
    two = ("彭春兰", "刘建国")
    refused = act(Method.IN_PERSON, Signer.REFUSED, two)
    assert outcome(refused, True).event is EventKind.ARRIVAL_PROVED
    assert outcome(refused, False).event is None
    assert outcome(act(Method.IN_PERSON, Signer.REFUSED, two[:1]), True).event is None


def test_agreeing_and_objecting_at_once_is_refused():
    with pytest.raises(RuleViolation, match="delivery_boxes_contradict"):
        outcome(act(Method.IN_PERSON, Signer.SELF, agrees=True, objects=True), True)


def test_a_paper_handed_over_in_person_cannot_have_arrived_by_post():
    with pytest.raises(RuleViolation, match="delivery_signer_unfit"):
        outcome(act(Method.IN_PERSON, Signer.ARRIVED), True)
