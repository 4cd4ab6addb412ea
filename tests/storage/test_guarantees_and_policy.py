"""Guarantees, acts, their files and policy rows: what is written comes back as it was."""

import hashlib
from datetime import date
from decimal import Decimal

import pytest

from desktop.domain.guarantee.facts import (
    ActKind,
    GuaranteeContract,
    GuaranteeMode,
    GuarantorKind,
    PeriodTerm,
)
from desktop.domain.policy import DEFAULT_POLICY, Dated
from desktop.domain.policy.codec import NamedRow, rows_of
from desktop.domain.policy.interest import Uplift
from desktop.services.records import Evidence
from desktop.services.rule_records import StoredAct, StoredGuarantee

DAY = date(2026, 10, 8)
CONTRACT = GuaranteeContract(
    "王五",
    date(2021, 10, 13),
    GuaranteeMode.JOINT,
    PeriodTerm.MONTHS,
    24,
    GuarantorKind.COMPANY,
    date(2024, 10, 13),
    consented=True,
    new_for_old=True,
    knew_new_for_old=True,
)


@pytest.fixture
def change(store, filled):
    """Do something to the database in a transaction of its own."""

    def run(act) -> None:
        with store.write() as uow:
            act(uow)
            uow.record("change", "x", {}, DAY)
            uow.commit()

    return run


def file(row_id: str, content: bytes = b"slip") -> Evidence:
    digest = hashlib.sha256(content).hexdigest()
    return Evidence(row_id, digest, "a.jpg", "image/jpeg", len(content), content)


def act(row_id: str, **changes: object) -> StoredAct:
    values = {"guarantor": "王五", "kind": ActKind.DEMAND_ARRIVED, "restart_on": None}
    values |= {"occurred_on": DAY, "ref": "EMS 1", "note": "签收", "loan_id": "a1"} | changes
    return StoredAct(row_id, **values)  # type: ignore[arg-type]


def test_a_contract_comes_back_as_it_was_written(store, change):
    stored = StoredGuarantee("a1", CONTRACT, DAY)
    change(lambda uow: uow.save_guarantee(stored))
    with store.read() as queries:
        assert queries.guarantees_of(["a1", "a2"]) == {"a1": [stored]}


def test_a_silent_contract_stays_silent(store, change):
    silent = StoredGuarantee("a1", GuaranteeContract("王五", None), DAY)
    change(lambda uow: uow.save_guarantee(silent))
    with store.read() as queries:
        assert queries.guarantees_of(["a1"])["a1"] == [silent]


def test_a_correction_takes_the_place_of_the_guarantors_contract_alone(store, change):
    other = StoredGuarantee("a1", GuaranteeContract("陈六", None), DAY)
    corrected = StoredGuarantee("a1", GuaranteeContract("王五", date(2020, 1, 1)), DAY)
    for each in (StoredGuarantee("a1", CONTRACT, DAY), other, corrected):
        change(lambda uow, each=each: uow.save_guarantee(each))
    with store.read() as queries:
        assert queries.guarantees_of(["a1"])["a1"] == [corrected, other]


def test_an_act_is_proved_by_the_files_that_hang_on_it(store, change):
    change(lambda uow: uow.add_guarantee_act(act("act-1", restart_on=date(2026, 10, 9))))
    with store.read() as queries:
        assert not queries.guarantee_act("act-1").fact.proved
    change(lambda uow: uow.add_act_evidence(file("f1"), "act-1"))
    with store.read() as queries:
        [found] = queries.guarantee_acts_of(["a1"])["a1"]
        assert queries.evidence_of_act("act-1") == [file("f1")]
    assert found == act("act-1", restart_on=date(2026, 10, 9), evidence=1)
    assert found.fact.proved


def test_a_withdrawn_act_stays_and_says_so(store, change):
    change(lambda uow: uow.add_guarantee_act(act("act-1")))
    change(lambda uow: uow.withdraw_guarantee_act("act-1", "录错了"))
    with store.read() as queries:
        assert queries.guarantee_act("act-1").withdrawn


def test_an_act_is_never_stored_as_withdrawn(change):
    with pytest.raises(ValueError, match="never before"):
        change(lambda uow: uow.add_guarantee_act(act("act-1", withdrawn=True)))


def test_every_row_of_every_table_as_shipped_comes_back_as_it_was_written(store, change):
    rows = sorted(rows_of(DEFAULT_POLICY), key=lambda each: (each.table, each.row.since))
    change(lambda uow: uow.save_policy_rows(rows))
    with store.read() as queries:
        assert queries.policy_rows() == rows


def test_a_row_of_the_same_table_and_day_is_put_for_the_older_one(store, change):
    since = date(2030, 1, 1)
    for claimed in ("1.4", "1.5"):
        uplift = Uplift(Decimal("1.3"), Decimal("1.5"), Decimal(claimed))
        row = NamedRow("interest.overdue_uplift", Dated(since, uplift, "联社文件", "说明", True))
        change(lambda uow, row=row: uow.save_policy_rows([row]))
    with store.read() as queries:
        assert queries.policy_rows() == [row]
