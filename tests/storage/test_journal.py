import json
import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from desktop.services.ports import IntegrityFinding
from desktop.services.progress import NoProgress
from desktop.storage.engine import connect
from desktop.storage.journal import FIRST_HASH, canonical, chain_hash

DAY = date(2026, 10, 8)


def write(store, kind="visited", body=None, subjects=(), entity_id="x") -> str:
    with store.write() as uow:
        event_id = uow.record(kind, entity_id, body or {}, DAY, subjects)
        uow.commit()
    return event_id


@pytest.fixture
def tamper(store, path, key):
    """Change the journal as somebody would who has the key and drops the guards."""

    def change(statement: str, *values: object) -> list[IntegrityFinding]:
        connection = connect(path, key)
        connection.execute("DROP TRIGGER journal_no_update")
        connection.execute("DROP TRIGGER journal_no_delete")
        connection.execute("PRAGMA foreign_keys = OFF")
        assert connection.execute(statement, values).rowcount > 0
        connection.close()
        return list(store.verify(NoProgress()))

    return change


def test_an_entry_names_what_when_who_and_where(store, rows, path, key):
    with store.write() as uow:
        uow.save_installation(rows.installation())
        uow.record("branch_set_up", "inst-1", {"amount_fen": 5}, DAY)
        uow.commit()
    connection = connect(path, key)
    body, prev, stored_hash, replica, run, recorded = connection.execute(
        "SELECT body, prev_hash, hash, replica_id, run_id, recorded_at FROM journal"
    ).fetchone()
    connection.close()
    data = json.loads(body)
    assert data["data"] == {"amount_fen": 5}
    assert (data["kind"], data["entity_id"], data["occurred_on"]) == (
        "branch_set_up",
        "inst-1",
        "2026-10-08",
    )
    assert (replica, data["replica_id"], data["run_id"]) == ("replica-1", "replica-1", run)
    assert recorded == data["recorded_at"] == "2026-10-10T09:00:00+00:00"
    assert data["operator_id"] == "local"
    assert prev == FIRST_HASH
    assert stored_hash == chain_hash(FIRST_HASH, body)


def test_entries_hold_together_and_come_back_as_written(store):
    ids = [write(store, body={"number": number}) for number in range(5)]
    with store.read() as queries:
        entries = list(queries.journal_of_kind("visited"))
    assert [each.event_id for each in entries] == ids
    assert [each.local_no for each in entries] == [1, 2, 3, 4, 5]
    assert [each.body["number"] for each in entries] == [0, 1, 2, 3, 4]
    assert entries[0].recorded_at == datetime(2026, 10, 10, 9, tzinfo=UTC)
    assert store.verify(NoProgress()) == []


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE journal SET body = replace(body, '7', '8') WHERE local_no = 2", {"2"}),
        ("UPDATE journal SET occurred_on = '2020-01-01' WHERE local_no = 2", {"2"}),
        ("UPDATE journal SET recorded_at = recorded_at || 'x' WHERE local_no = 2", {"2"}),
        ("UPDATE journal SET kind = 'paid' WHERE local_no = 2", {"2"}),
        ("UPDATE journal SET entity_id = 'y' WHERE local_no = 2", {"2"}),
        ("UPDATE journal SET operator_id = 'someone' WHERE local_no = 2", {"2"}),
        ("UPDATE journal SET replica_id = 'other' WHERE local_no = 2", {"2"}),
        ("UPDATE journal SET event_id = 'other' WHERE local_no = 2", {"2"}),
        ("UPDATE journal SET hash = prev_hash WHERE local_no = 2", {"2", "3"}),
        ("DELETE FROM journal WHERE local_no = 2", {"3"}),
        ("DELETE FROM journal WHERE local_no = 1", {"2"}),
        ("UPDATE journal SET local_no = 9 WHERE local_no = 4", {"9"}),
    ],
)
def test_tampering_is_found_at_its_entry(store, tamper, statement, broken):
    for number in (17, 27, 37, 47):
        write(store, body={"number": number})
    found = tamper(statement)
    assert {each.code for each in found} == {"journal_broken"}
    assert {each.detail for each in found} == broken


def test_a_body_is_the_same_text_whatever_the_order_it_was_made_in():
    assert canonical({"b": 1, "a": [1, None, True]}) == '{"a":[1,null,true],"b":1}'
    assert canonical({"a": [1, None, True], "b": 1}) == canonical({"b": 1, "a": (1, None, True)})


def test_text_is_normalised_so_that_one_name_is_one_text():
    decomposed = unicodedata.normalize("NFD", "é")
    assert canonical({decomposed: decomposed}) == '{"é":"é"}'


@pytest.mark.parametrize(
    "value", [1.5, float("nan"), Decimal("1"), date(2026, 1, 1), b"x", {1: "x"}, {"a": [0.0]}]
)
def test_what_json_cannot_say_exactly_is_refused(store, value):
    with store.write() as uow, pytest.raises(TypeError):
        uow.record("paid", "x", {"value": value}, DAY)


@pytest.mark.parametrize(
    ("body", "why"),
    [({"value": "\ud800"}, "surrogates"), ({"value": "a\0"}, "NUL"), ({"a\0": 1}, "NUL")],
)
def test_text_that_no_file_or_database_can_hold_is_refused(store, body, why):
    with store.write() as uow, pytest.raises(ValueError, match=why):
        uow.record("paid", "x", body, DAY)


def test_an_import_is_on_the_timeline_of_the_debtors_whose_loans_it_opened_or_changed(
    store, filled, fill, rows
):
    fill(
        rows.party("p3", "赵七"),
        loans=(rows.loan("c1", "p3"),),
        import_id="import-2",
    )
    with store.write() as uow:
        uow.add_import(rows.ledger_import("import-3"), [])
        uow.mark_missing("import-3", ["a1"])
        uow.record("ledger_imported", "import-3", {}, DAY)
        uow.commit()
    write(store, "hold_set", subjects=["p1", "p2"])
    with store.read() as queries:
        about = {
            party: [(each.kind, each.entity_id) for each in queries.timeline(party)]
            for party in ("p1", "p2", "p3")
        }
        assert len(queries.timeline("p1", limit=2)) == 2
    assert about == {
        "p1": [
            ("hold_set", "x"),
            ("ledger_imported", "import-3"),
            ("ledger_imported", "import-1"),
        ],
        "p2": [("hold_set", "x"), ("ledger_imported", "import-1")],
        "p3": [("ledger_imported", "import-2")],
    }
