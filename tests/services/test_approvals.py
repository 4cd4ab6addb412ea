"""Maker and checker: one mechanism, on a real encrypted database."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.approvals import ItemState, challenge, phone_code
from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.permissions import Action, Role
from desktop.services import approvals
from desktop.services.act_catalogue import CHECKED_ACTS
from desktop.services.approval_items import history, item, may_sign, waiting
from desktop.services.checked_acts import Applied, CheckedAct
from tests.meanwhile import Meanwhile
from tests.people import at_desk, decision, employ

KEY = bytes(range(32))


class Probe:
    """An act that does something which can be counted."""

    def __init__(self):
        self.done = []
        self.basis = {"balance": "100.00"}
        self.obstacle = ""

    def act(self, kind, action):
        return CheckedAct(kind, action, self._check, self._apply, lambda q, body: self.basis)

    def _check(self, desk, queries, body):
        if self.obstacle:
            raise RuleViolation(self.obstacle)

    def _apply(self, desk, uow, body, signed):
        self.done.append((body["fen"], [each.checker_id for each in signed.steps]))
        return Applied("thing-1", {"fen": body["fen"]}, desk.clock.today(), result=body["fen"])


@pytest.fixture
def probe(monkeypatch):
    probe = Probe()
    acts = {"one_check": Action.AGREEMENT, "two_checks": Action.RELIEF, "notes": Action.PARTY}
    acts["over"] = Action.RELIEF_OVER
    for kind, action in acts.items():
        monkeypatch.setitem(CHECKED_ACTS, kind, probe.act(kind, action))
    return probe


@pytest.fixture
def office(desk, probe):
    employ(desk)
    return lambda role, user_id="": at_desk(desk, role, user_id)


def propose(office, kind="one_check", fen=5, target="t1"):
    return approvals.submit(office(Role.CREDIT_OFFICER), kind, target, "周田生", {"fen": fen}).item


def sign(desk, each):
    user = desk.operator.user_id
    return approvals.approve(desk, each.proposal.id, each.proposal.item_hash, user)


def promote(desk, user_id, role):
    with desk.store.write() as uow:
        uow.save_user(replace(uow.user(user_id), role=role))
        uow.record("role_changed", user_id, {}, desk.clock.today())
        uow.commit()


def kinds(desk):
    with desk.store.read() as queries:
        rows = queries._connection.exec_driver_sql(
            "SELECT kind, operator_id FROM journal ORDER BY local_no"
        )
        return [tuple(row) for row in rows][2:]


def named_by(desk):
    """Return whom entries name: head office reads it there."""
    with desk.store.read() as queries:
        rows = queries._connection.exec_driver_sql(
            "SELECT kind, operator_id, body FROM journal"
            " WHERE kind IN ('proposed', 'signed') ORDER BY local_no"
        )
        said = [(row.kind, row.operator_id, json.loads(row.body)["data"]["by"]) for row in rows]
        names = queries.user_names()
    assert all(by["name"] == names[user] for _, user, by in said)
    return [(kind, user, by["role"]) for kind, user, by in said]


def refused(code):
    return pytest.raises(RuleViolation, match=code)


def test_a_proposal_waits_and_the_manager_s_signature_does_the_act_in_one_entry(office, probe):
    made = propose(office)
    assert (made.state, probe.done) == (ItemState.WAITING, [])
    applied = sign(office(Role.MANAGER), made)
    assert (applied.result, probe.done) == (5, [(5, ["manager"])])
    assert kinds(office(Role.MANAGER)) == [("proposed", "credit_officer"), ("one_check", "manager")]
    assert waiting(office(Role.MANAGER)) == ()
    assert item(office(Role.MANAGER), made.proposal.id).state is ItemState.APPROVED


def test_relief_takes_the_accountant_first_and_then_the_manager(office, probe):
    made = propose(office, "two_checks")
    with refused("item_not_awaited"):
        sign(office(Role.MANAGER), made)
    assert sign(office(Role.ACCOUNTANT), made) is None
    assert probe.done == []
    sign(office(Role.MANAGER), made)
    assert probe.done == [(5, ["accountant", "manager"])]
    assert named_by(office(Role.MANAGER)) == [
        ("proposed", "credit_officer", "credit_officer"),
        ("signed", "accountant", "accountant"),
    ]


def test_nobody_checks_his_own_act_whatever_his_role_is_now(office, probe):
    made = propose(office)
    promote(office(Role.ACCOUNTANT), "credit_officer", Role.MANAGER)
    with refused("own_item"):
        sign(office(Role.MANAGER, "credit_officer"), made)
    assert kinds(office(Role.MANAGER))[-1] == ("act_refused", "credit_officer")
    assert probe.done == []


def test_one_person_cannot_sign_two_steps(office, probe):
    made = propose(office, "two_checks")
    sign(office(Role.ACCOUNTANT), made)
    promote(office(Role.MANAGER), "accountant", Role.MANAGER)
    promoted = office(Role.MANAGER, "accountant")
    assert not may_sign(promoted, item(promoted, made.proposal.id))
    with refused("item_not_awaited"):
        sign(promoted, made)
    with promoted.store.write() as uow, pytest.raises(Exception, match="UNIQUE"):
        uow.add_step(decision(made.proposal, checker_id="accountant"), closes=False)
    assert probe.done == []


def test_who_was_disabled_or_moved_meanwhile_signs_nothing(office, probe):
    made, manager = propose(office), office(Role.MANAGER)
    promote(office(Role.ACCOUNTANT), "manager", Role.TELLER)
    with refused("sign_in_again"):
        sign(manager, made)
    assert probe.done == []


def test_a_proposal_holds_nothing_that_would_read_back_otherwise(office, probe):
    with pytest.raises(TypeError, match="float"):
        propose(office, fen=0.1)


def test_a_role_that_checks_nothing_here_is_refused_and_that_is_written_down(office, probe):
    made = propose(office)
    with refused("not_permitted"):
        sign(office(Role.TELLER), made)
    assert kinds(office(Role.TELLER))[-1] == ("act_refused", "teller")


def test_a_wrong_password_signs_nothing(office, probe):
    made = propose(office)
    with pytest.raises(ExpectedFailure, match="wrong_password"):
        approvals.approve(office(Role.MANAGER), made.proposal.id, made.proposal.item_hash, "guess")
    assert probe.done == []


def test_what_is_not_what_the_checker_saw_is_not_signed(office, probe):
    made, other = propose(office), propose(office, fen=6, target="t2")
    with refused("item_edited"):
        approvals.approve(
            office(Role.MANAGER), made.proposal.id, other.proposal.item_hash, "manager"
        )
    assert probe.done == []


def test_an_item_changed_behind_the_program_s_back_is_not_signed(office, desk, probe):
    made = propose(office)
    with desk.store.write() as uow:
        connection = uow._connection
        connection.exec_driver_sql("DROP TRIGGER approval_no_update")
        connection.exec_driver_sql("UPDATE approval SET body = '{\"fen\": 500}'")
        uow.record("tampered", "x", {}, desk.clock.today())
        uow.commit()
    with refused("item_edited"):
        sign(office(Role.MANAGER), made)


def test_one_item_waits_for_a_target_at_a_time_and_an_expired_one_makes_room(office, clock, probe):
    made = propose(office)
    with refused("item_waiting"):
        propose(office, fen=7)
    clock.day += timedelta(days=4)
    with refused("item_expired"):
        sign(office(Role.MANAGER), made)
    again = propose(office, fen=7)
    assert [each.proposal.id for each in waiting(office(Role.MANAGER))] == [again.proposal.id]
    assert [each.state for each in history(office(Role.MANAGER))] == [
        ItemState.WAITING,
        ItemState.EXPIRED,
    ]


def test_a_checker_sees_what_changed_since_and_an_act_impossible_now_is_not_done(office, probe):
    made = propose(office)
    probe.basis = {"balance": "40.00"}
    seen = item(office(Role.MANAGER), made.proposal.id)
    assert seen.changed == {"balance": ("100.00", "40.00")}
    probe.obstacle = "nothing_owed"
    with refused("nothing_owed"):
        sign(office(Role.MANAGER), made)
    assert item(office(Role.MANAGER), made.proposal.id).state is ItemState.WAITING


def test_a_refused_and_a_withdrawn_item_are_closed_with_their_reasons(office, probe):
    one, two = propose(office), propose(office, target="t2")
    approvals.refuse(office(Role.MANAGER), one.proposal.id, "资料不全", "manager")
    with refused("not_own_item"):
        approvals.withdraw(office(Role.CREDIT_OFFICER, "other"), two.proposal.id, "不要了")
    approvals.withdraw(office(Role.CREDIT_OFFICER), two.proposal.id, "金额有误")
    with refused("item_closed"):
        sign(office(Role.MANAGER), one)
    states = {each.proposal.id: each.state for each in history(office(Role.MANAGER))}
    assert states == {
        one.proposal.id: ItemState.REFUSED,
        two.proposal.id: ItemState.WITHDRAWN,
    }


def test_an_edited_target_voids_what_waits_about_it(office, desk, probe):
    made = propose(office)
    with desk.store.write() as uow:
        approvals.void(desk, uow, "t1", "计划改了")
        uow.record("edited", "t1", {}, desk.clock.today())
        uow.commit()
    assert item(office(Role.MANAGER), made.proposal.id).state is ItemState.VOIDED
    with refused("item_closed"):
        sign(office(Role.MANAGER), made)


def test_a_second_person_signs_at_the_maker_s_screen(office, probe):
    made = propose(office)
    maker = office(Role.CREDIT_OFFICER)
    digest = made.proposal.item_hash
    with pytest.raises(ExpectedFailure, match="wrong_password"):
        approvals.approve_here(maker, made.proposal.id, digest, "nobody", "x")
    approvals.approve_here(maker, made.proposal.id, digest, "manager", "manager")
    assert probe.done == [(5, ["manager"])]
    assert kinds(maker)[-1] == ("one_check", "manager")


def test_nobody_is_written_down_as_refused_who_did_not_give_his_password(office, probe):
    made, maker = propose(office), office(Role.CREDIT_OFFICER)
    for login in ("teller", "credit_officer"):
        with pytest.raises(ExpectedFailure, match="wrong_password"):
            approvals.approve_here(maker, made.proposal.id, made.proposal.item_hash, login, "x")
    assert ("act_refused", "teller") not in kinds(maker)
    assert ("act_refused", "credit_officer") not in kinds(maker)


@pytest.fixture
def with_phone_key(desk):
    with desk.store.write() as uow:
        uow.save_phone_key(KEY, "0" * 16, desk.clock.today())
        uow.record("phone_key_installed", "key", {}, desk.clock.today())
        uow.commit()


def test_head_office_signs_by_a_code_that_is_good_for_this_item_only(office, probe, with_phone_key):
    one, two = propose(office), propose(office, fen=9, target="t2")
    code = phone_code(KEY, "", challenge(one.proposal.item_hash))
    maker = office(Role.CREDIT_OFFICER)
    with refused("phone_code_wrong"):
        approvals.approve_by_phone(maker, two.proposal.id, two.proposal.item_hash, code)
    spaced = f"{code[:5]} {code[5:]}"
    approvals.approve_by_phone(maker, one.proposal.id, one.proposal.item_hash, spaced)
    assert probe.done == [(5, [approvals.HEAD_OFFICE])]


def test_a_code_is_good_for_once_also_where_the_same_is_proposed_again(
    office, probe, with_phone_key
):
    one, maker = propose(office), office(Role.CREDIT_OFFICER)
    code = phone_code(KEY, "", challenge(one.proposal.item_hash))
    approvals.approve_by_phone(maker, one.proposal.id, one.proposal.item_hash, code)
    again = propose(office)
    with refused("phone_code_wrong"):
        approvals.approve_by_phone(maker, again.proposal.id, again.proposal.item_hash, code)
    assert len(probe.done) == 1


def test_three_wrong_codes_end_the_item_and_each_is_written_down(office, probe, with_phone_key):
    made, maker = propose(office), office(Role.CREDIT_OFFICER)
    for left in (2, 1, 0):
        with refused("phone_code_wrong") as caught:
            approvals.approve_by_phone(
                maker, made.proposal.id, made.proposal.item_hash, "0000000000"
            )
        assert caught.value.params["left"] == left
    assert kinds(maker).count(("phone_code_wrong", "credit_officer")) == 3
    assert item(maker, made.proposal.id).state is ItemState.VOIDED
    assert probe.done == []


def test_relief_above_the_limit_needs_both_here_and_head_office(office, probe, with_phone_key):
    made = propose(office, "over")
    sign(office(Role.ACCOUNTANT), made)
    sign(office(Role.MANAGER), made)
    code = phone_code(KEY, "", challenge(made.proposal.item_hash))
    maker = office(Role.CREDIT_OFFICER)
    approvals.approve_by_phone(maker, made.proposal.id, made.proposal.item_hash, code)
    assert probe.done == [(5, ["accountant", "manager", approvals.HEAD_OFFICE])]


def test_a_code_of_head_office_serves_one_step_of_an_item(office, probe, with_phone_key):
    made, maker = propose(office, "two_checks"), office(Role.CREDIT_OFFICER)
    code = phone_code(KEY, "", challenge(made.proposal.item_hash))
    assert (
        approvals.approve_by_phone(maker, made.proposal.id, made.proposal.item_hash, code) is None
    )
    with refused("phone_code_used"):
        approvals.approve_by_phone(maker, made.proposal.id, made.proposal.item_hash, code)
    sign(office(Role.MANAGER), made)
    assert probe.done == [(5, [approvals.HEAD_OFFICE, "manager"])]


def test_a_code_typed_at_two_windows_at_once_serves_one_step(office, probe, with_phone_key):
    made, maker = propose(office, "two_checks"), office(Role.CREDIT_OFFICER)
    code = phone_code(KEY, "", challenge(made.proposal.item_hash))
    words = (made.proposal.id, made.proposal.item_hash, code)
    meanwhile = Meanwhile(maker.store, lambda: approvals.approve_by_phone(maker, *words))
    with refused("phone_code_used"):
        approvals.approve_by_phone(replace(maker, store=meanwhile), *words)
    assert probe.done == []
    sign(office(Role.MANAGER), made)
    assert probe.done == [(5, [approvals.HEAD_OFFICE, "manager"])]


def test_without_users_a_note_is_written_at_once_and_money_is_refused(desk, probe):
    done = approvals.submit(desk, "notes", "t1", "周田生", {"fen": 1})
    assert (done.item, done.applied.result) == (None, 1)
    with refused("users_needed"):
        approvals.submit(desk, "one_check", "t1", "周田生", {"fen": 1})


def test_the_database_itself_refuses_a_signature_of_the_maker(office, desk, probe):
    made = propose(office)
    with desk.store.write() as uow, pytest.raises(Exception, match="two_people"):
        uow.add_step(decision(made.proposal, checker_id=made.proposal.maker_id), closes=False)


def test_the_database_itself_refuses_a_signature_for_other_words(office, desk, probe):
    made = propose(office)
    with desk.store.write() as uow, pytest.raises(Exception, match="very item"):
        uow.add_step(decision(made.proposal, item_hash="f" * 64), closes=False)
