"""Guarantee contracts and acts as a person enters them."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.errors import RuleViolation
from desktop.domain.guarantee.facts import ActKind, GuaranteeContract, GuaranteeMode, PeriodTerm
from desktop.services import guarantees
from desktop.services.guarantees import EnteredAct
from desktop.services.guarantor_facts import of_loan

TODAY = date(2026, 10, 10)
CONTRACT = GuaranteeContract("王保证", date(2021, 10, 13), GuaranteeMode.JOINT)


@pytest.fixture
def loan(take_in, ledger, desk):
    take_in(
        ledger.row(
            "A-1",
            due_on=date(2023, 10, 13),
            disbursed_on=date(2021, 10, 13),
            guarantors=("李担保",),
        )
    )
    with desk.store.read() as queries:
        return queries.loan_by_no("A-1").id


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "邮件回单.jpg"
    path.write_bytes(b"photograph")
    return path


def known(desk, loan):
    with desk.store.read() as queries:
        return of_loan(queries, loan)


def refused(do) -> str:
    with pytest.raises(RuleViolation) as caught:
        do()
    return caught.value.code


def test_a_guarantor_of_the_ledger_is_known_before_anybody_entered_a_contract(desk, loan):
    [facts] = known(desk, loan)
    assert (facts.guarantor, facts.contract, facts.acts) == ("李担保", None, ())


def test_a_guarantor_whom_the_ledger_does_not_name_is_entered_with_the_contract(desk, loan):
    guarantees.record_contract(desk, loan, replace(CONTRACT, guarantor=" 王保证 "))
    assert [facts.guarantor for facts in known(desk, loan)] == ["李担保", "王保证"]
    assert known(desk, loan)[1].contract == CONTRACT


def test_a_correction_keeps_what_was_known_before_in_the_journal(desk, loan):
    guarantees.record_contract(desk, loan, CONTRACT)
    guarantees.record_contract(desk, loan, replace(CONTRACT, mode=GuaranteeMode.GENERAL))
    with desk.store.read() as queries:
        first, second = queries.journal_of_kind("guarantee_recorded")
    assert first.body["before"] is None
    assert (second.body["before"]["mode"], second.body["mode"]) == ("joint", "general")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"guarantor": "  "}, "field_missing"),
        ({"contract_on": date(2026, 10, 11)}, "guarantee_in_future"),
        ({"term": PeriodTerm.MONTHS}, "guarantee_months_wrong"),
        ({"term": PeriodTerm.MONTHS, "months": 0}, "guarantee_months_wrong"),
        ({"term": PeriodTerm.MONTHS, "months": -6}, "guarantee_months_wrong"),
        ({"months": 6}, "guarantee_months_unfit"),
        ({"extended_to": date(2023, 10, 12)}, "guarantee_extension_wrong"),
        ({"consented": True}, "guarantee_extension_wrong"),
        ({"term": PeriodTerm.MONTHS, "months": 10**9}, "day_out_of_range"),
        ({"extended_to": date(9999, 12, 31), "consented": True}, "day_out_of_range"),
    ],
)
def test_a_contract_that_cannot_be_is_refused(desk, loan, changes, code):
    contract = replace(CONTRACT, **changes)
    assert refused(lambda: guarantees.record_contract(desk, loan, contract)) == code
    assert len(known(desk, loan)) == 1


def test_a_contract_not_at_hand_is_entered_as_silent(desk, loan):
    silent = GuaranteeContract("李担保", None)
    guarantees.record_contract(desk, loan, silent)
    assert known(desk, loan)[0].contract == silent


def test_an_act_is_found_with_its_guarantor_and_its_proof(desk, loan, photo):
    act = EnteredAct(ActKind.DEMAND_ARRIVED, date(2024, 1, 5), ref="EMS 100")
    stored = guarantees.record_act(desk, loan, "李担保", act, [photo])
    [found] = known(desk, loan)[0].acts
    assert found == stored
    assert found.fact.proved
    with desk.store.read() as queries:
        assert [file.content for file in queries.evidence_of_act(stored.id)] == [b"photograph"]


def test_an_act_is_proved_by_a_file_that_comes_later(desk, loan, photo):
    stored = guarantees.record_act(desk, loan, "李担保", EnteredAct(ActKind.DEMAND_SENT, TODAY))
    assert not known(desk, loan)[0].acts[0].fact.proved
    assert guarantees.add_evidence(desk, stored.id, [photo]).evidence == 1
    assert known(desk, loan)[0].acts[0].fact.proved


def test_a_withdrawn_act_stands_no_longer(desk, loan):
    stored = guarantees.record_act(desk, loan, "李担保", EnteredAct(ActKind.DEMAND_SENT, TODAY))
    guarantees.withdraw_act(desk, stored.id, "录错了人")
    [facts] = known(desk, loan)
    assert facts.acts[0].withdrawn
    assert facts.standing == ()
    assert refused(lambda: guarantees.withdraw_act(desk, stored.id, "again")) == "act_unknown"
    assert refused(lambda: guarantees.withdraw_act(desk, stored.id, "")) == "reason_missing"
    assert refused(lambda: guarantees.add_evidence(desk, stored.id, [])) == "field_missing"


@pytest.mark.parametrize(
    ("name", "act", "code"),
    [
        ("赵路人", EnteredAct(ActKind.DEMAND_SENT, TODAY), "guarantor_unknown"),
        ("王保证", EnteredAct(ActKind.DEMAND_SENT, date(2026, 10, 11)), "act_in_future"),
        ("王保证", EnteredAct(ActKind.DEMAND_SENT, date(2021, 10, 12)), "act_before_contract"),
        ("李担保", EnteredAct(ActKind.DEMAND_SENT, date(2021, 10, 12)), "act_before_loan"),
        (
            "王保证",
            EnteredAct(ActKind.SUIT_AGAINST_GUARANTOR, date(2024, 1, 2), date(2024, 1, 1)),
            "event_ends_before_it_begins",
        ),
        (
            "王保证",
            EnteredAct(ActKind.SUIT_AGAINST_GUARANTOR, date(2024, 1, 2), date(2026, 10, 11)),
            "event_end_in_future",
        ),
    ],
)
def test_an_act_that_cannot_have_been_is_refused(desk, loan, name, act, code):
    guarantees.record_contract(desk, loan, CONTRACT)
    assert refused(lambda: guarantees.record_act(desk, loan, name, act)) == code
    assert [facts.acts for facts in known(desk, loan)] == [(), ()]


def test_an_unknown_loan_is_said_to_be_unknown(desk, loan):
    assert refused(lambda: guarantees.record_contract(desk, "nobody", CONTRACT)) == "loan_unknown"
    assert refused(lambda: known(desk, "nobody")) == "loan_unknown"
