import json

import pytest

from desktop.services.progress import NoProgress
from desktop.services.records import Hold
from desktop.storage.capture import captured_tables, rows_hash
from desktop.storage.tables import metadata
from tests import money_rows
from tests.storage.conftest import DAY

RIDES_WITH_A_LEDGER = {"guarantor", "ledger_import", "loan", "loan_change"}
IS_THE_ENTRY = {"entry_rows", "journal"}


def rows_of(store):
    with store.read() as queries:
        found = queries._connection.exec_driver_sql(
            "SELECT j.body, r.content FROM journal j JOIN entry_rows r USING (local_no) "
            "ORDER BY local_no DESC LIMIT 1"
        ).one()
    return json.loads(found[0]), found[1]


def test_every_table_that_is_sent_up_travels_with_entries_or_with_a_ledger():
    up = {each.name for each in metadata.sorted_tables if each.info["sync"] == "up"}
    captured = {each.name for each in captured_tables()}
    assert captured == up - RIDES_WITH_A_LEDGER - IS_THE_ENTRY


def test_the_rows_of_an_act_travel_by_ids_and_loan_numbers(store, filled):
    paid = money_rows.repayment()
    with store.write() as uow:
        uow.add_repayment(paid)
        uow.record("repayment_recorded", paid.id, {}, DAY)
        uow.commit()
    body, content = rows_of(store)
    rows = json.loads(content)
    assert body["rows"] == rows_hash(content)
    assert [each["table"] for each in rows][:2] == ["party", "repayment"]
    assert {each["table"] for each in rows} == {"party", "repayment", "repayment_share"}
    repayment, share = (each["new"] for each in rows[1:3])
    card = rows[0]["card"]
    assert repayment["party_pk"] == [card["id"]] == [paid.party_id]
    assert share["repayment_pk"] == [paid.id]
    assert share["loan_pk"] == ["No-a1"]


def test_a_change_travels_with_what_stood_there_before(store, filled):
    with store.write() as uow:
        uow.set_hold("p1", Hold.IMPERSONATION)
        uow.record("hold_set", "p1", {}, DAY)
        uow.commit()
    *_, change = json.loads(rows_of(store)[1])
    assert (change["table"], change["key"]) == ("party", ["p1"])
    assert (change["old"]["hold"], change["new"]["hold"]) == ("", Hold.IMPERSONATION)
    assert set(change["old"]) == set(change["new"])


def test_a_ledger_leaves_no_rows_but_those_people_change(store, filled):
    with store.write() as uow:
        uow.mark_missing("import-1", ["b1"])
        uow.set_identity("p1", "439900194901011234")
        uow.record("ledger_imported", "import-1", {}, DAY)
        uow.commit()
    rows = json.loads(rows_of(store)[1])
    assert {each["table"] for each in rows} == {"party"}


def test_rows_that_were_changed_by_hand_break_the_chain(store, filled):
    with store.write() as uow:
        uow.set_hold("p1", "impersonation")
        uow.record("hold_set", "p1", {}, DAY)
        uow.commit()
    assert store.verify(NoProgress()) == []
    with store._engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER entry_rows_no_update")
        connection.exec_driver_sql(
            "UPDATE entry_rows SET content = replace(content, 'impersonation', '')"
        )
    assert [each.code for each in store.verify(NoProgress())] == ["journal_broken"]


@pytest.mark.parametrize("kept", [True, False])
def test_nothing_is_noted_outside_a_transaction(store, filled, kept):
    with store.write() as uow:
        uow.set_hold("p1", "impersonation")
        uow.record("hold_set", "p1", {}, DAY)
        if kept:
            uow.commit()
    with store.read() as queries:
        count = "SELECT count(*) FROM row_change"
        assert queries._connection.exec_driver_sql(count).scalar_one() == 0
