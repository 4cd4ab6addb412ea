"""Head office's word about a proposal, as a return package brings it."""

from datetime import timedelta

import pytest

from desktop.domain.approvals import ItemState, Means
from desktop.domain.errors import RuleViolation
from desktop.domain.permissions import Role
from desktop.services import approval_items, approvals
from desktop.services.exchange.decisions import DONE, carry_out_decisions
from desktop.services.exchange.return_lines import DecisionLine
from desktop.services.relief.asking import request
from tests.people import at_desk
from tests.services.test_relief import TODAY, approve, maker, wish
from tests.services.test_relief import bank as bank  # a fixture, taken over

OVER_THE_LIMIT = 104_000


@pytest.fixture
def over(bank, party):
    """A relief over the branch's limit, signed by accountant and manager."""
    made = request(maker(bank), wish(party, waived_fen=OVER_THE_LIMIT)).item
    approve(bank, made, Role.ACCOUNTANT, Role.MANAGER)
    return made.proposal


def told(bank, proposal, **changes):
    """Store head office's decision as a return does."""
    words = {
        "proposal_id": proposal.id,
        "item_hash": proposal.item_hash,
        "approved": True,
        "reason": "同意",
        "decided_by": ("联社甲", "联社乙"),
        "decided_at": bank.clock.now(),
    }
    with bank.store.write() as uow:
        uow.save_decisions([DecisionLine(**words | changes)])
        uow.record("return_taken", "return-1", {}, TODAY)
        uow.commit()


def state(bank, proposal):
    return approval_items.item(maker(bank), proposal.id).state


def test_an_approved_relief_is_granted_and_signed_as_by_a_package(bank, over):
    told(bank, over)
    [done] = carry_out_decisions(maker(bank))
    assert done.outcome == DONE
    item = approval_items.item(maker(bank), over.id)
    assert item.state is ItemState.APPROVED
    last = item.proposal.steps[-1]
    assert (last.means, last.checker_role) == (Means.PACKAGE, Role.HEAD_OFFICE.value)
    with bank.store.read() as queries:
        assert [each.approval_id for each in queries.reliefs()] == [over.id]


def test_a_refused_relief_is_refused_with_head_offices_reason(bank, over):
    told(bank, over, approved=False, reason="偿债能力未核实")
    assert [each.outcome for each in carry_out_decisions(maker(bank))] == [DONE]
    item = approval_items.item(maker(bank), over.id)
    assert item.state is ItemState.REFUSED
    assert item.proposal.steps[-1].reason == "偿债能力未核实"


def test_a_decision_is_carried_out_once(bank, over):
    told(bank, over)
    carry_out_decisions(maker(bank))
    assert carry_out_decisions(maker(bank)) == ()


def test_a_decision_whose_note_was_cut_off_is_not_carried_out_twice(bank, over):
    told(bank, over)
    approvals.decide_by_package(maker(bank), over.id, over.item_hash, True, "")
    assert [each.outcome for each in carry_out_decisions(maker(bank))] == [DONE]
    with bank.store.read() as queries:
        assert len(queries.reliefs()) == 1


def test_a_decision_about_other_words_does_nothing_and_says_so(bank, over):
    told(bank, over, item_hash="0" * 64)
    assert [each.outcome for each in carry_out_decisions(maker(bank))] == ["item_edited"]
    assert state(bank, over) is ItemState.WAITING


def test_a_decision_about_what_was_withdrawn_says_so(bank, over):
    told(bank, over)
    approvals.withdraw(maker(bank), over.id, "客户已还清")
    assert [each.outcome for each in carry_out_decisions(maker(bank))] == ["item_closed"]


def test_a_decision_before_the_branch_has_signed_waits_for_its_turn(bank, party):
    made = request(maker(bank), wish(party, waived_fen=OVER_THE_LIMIT)).item.proposal
    told(bank, made)
    assert [each.outcome for each in carry_out_decisions(maker(bank))] == [""]
    assert state(bank, made) is ItemState.WAITING


def test_a_decision_about_an_unknown_proposal_waits_for_it(bank, over):
    told(bank, over, proposal_id="of another line")
    assert [each.outcome for each in carry_out_decisions(maker(bank))] == [""]
    with bank.store.read() as queries:
        assert [each.outcome for each in queries.office_decisions()] == [""]


def test_a_proposal_made_on_another_pc_is_left_to_that_pc(bank, over):
    with bank.store._engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM approval_open")
    told(bank, over)
    assert [each.outcome for each in carry_out_decisions(maker(bank))] == ["item_elsewhere"]


@pytest.mark.parametrize(("days", "expected"), [(62, ItemState.WAITING), (63, ItemState.EXPIRED)])
def test_what_only_head_office_must_sign_waits_for_two_packages(bank, over, days, expected):
    bank.clock.day = TODAY + timedelta(days=days)
    assert state(bank, over) is expected


def test_what_the_branch_itself_must_sign_expires_as_ever(bank, party):
    made = request(maker(bank), wish(party, waived_fen=OVER_THE_LIMIT)).item
    approve(bank, made, Role.ACCOUNTANT)
    bank.clock.day = TODAY + timedelta(days=4)
    assert state(bank, made.proposal) is ItemState.EXPIRED
    with pytest.raises(RuleViolation, match="item_expired"):
        desk = at_desk(bank, Role.MANAGER)
        approvals.approve(desk, made.proposal.id, made.proposal.item_hash, Role.MANAGER.value)
