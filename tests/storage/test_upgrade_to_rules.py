"""A database of the first release, with its history, opened by the program of the rules."""

import hashlib

import pytest
import sqlcipher3.dbapi2 as driver

from desktop.domain.limitation import EventKind
from desktop.services.progress import NoProgress
from desktop.storage import migrations, upgrade
from desktop.storage.engine import connect
from desktop.storage.store import create_store, open_store

CONTENT = b"a photograph of a slip"

OLD_ROWS = (
    "INSERT INTO ledger_import VALUES (1, 'i1', '2026-09-30', 'l.xlsx', 'x', 's', 1, 1, 1, 0, 0,"
    " 1, 0, 0, 0, 0, 0, '2026-10-01T09:00:00+00:00')",
    "INSERT INTO party VALUES (1, 'p1', '周田生', 'zhoutiansheng', 'zts', '', '', 'missing', '',"
    " '', '', '牌口镇', '金明村', '3组', 3, '', 0)",
    "INSERT INTO loan VALUES (1, 'a1', 'No-1', '', 1, 1, '2021-10-13', '2023-10-13', 100, 100, 0,"
    " 0, '2026-09-30', '7.25', 'monthly_permille', '可疑', '', '', '', 's', 'active',"
    " '2029-10-08', '2029-10-08', '2029-10-08', 'alive')",
    "INSERT INTO notice VALUES (1, 'n1', 'b1', 'PK26-0001', 1, 1, '2026-10-01', 'served', NULL,"
    " NULL, '2026-10-08', 0, '{}')",
    "INSERT INTO delivery VALUES (1, 'd1', 1, '周田生', '金明村', '3组', 'in_person', 'self',"
    " '2026-10-08', 1, 0, 0, '[]', '', '本人签收', '2026-10-08')",
    "INSERT INTO loan_event VALUES (1, 'e1', 1, 'signed_notice', '2026-10-07', NULL, 0,"
    " 'PK26-0001', '', 'd1')",
    "INSERT INTO loan_event VALUES (2, 'e2', 1, 'signed_notice', '2026-10-08', NULL, 1,"
    " 'PK26-0001', '回执', 'd1')",
    "INSERT INTO event_withdrawal VALUES (1, 'evidence_added')",
)


@pytest.fixture
def old(path, key, clock, monkeypatch):
    """A database as the first release left it: one debtor, one loan, one proved delivery."""
    with monkeypatch.context() as first:
        first.setattr(migrations, "REVISIONS", migrations.REVISIONS[:1])
        first.setattr(upgrade, "NEWEST", "0001")
        create_store(path, key, clock).close()
    connection = connect(path, key)
    for statement in OLD_ROWS:
        connection.execute(statement)
    digest = hashlib.sha256(CONTENT).hexdigest()
    connection.execute(
        "INSERT INTO evidence VALUES (1, 'f1', 1, ?, 'a.jpg', 'image/jpeg', ?, ?)",
        (digest, len(CONTENT), CONTENT),
    )
    connection.close()
    return path


@pytest.fixture
def upgraded(old, key, clock):
    store = open_store(old, key, clock)
    yield store
    store.close()


def test_every_event_and_every_file_is_still_there_after_the_upgrade(upgraded):
    assert upgraded.verify(NoProgress()) == []
    with upgraded.read() as queries:
        events = queries.events_of(["a1"])["a1"]
        files = queries.evidence_of("d1")
    assert [(each.id, each.kind, each.withdrawn) for each in events] == [
        ("e1", EventKind.SIGNED_NOTICE, True),
        ("e2", EventKind.SIGNED_NOTICE, False),
    ]
    assert [each.delivery_id for each in events] == ["d1", "d1"]
    assert [each.entry_id for each in events] == ["", ""]
    assert events[1].note == "回执"
    assert [each.content for each in files] == [CONTENT]


def test_nothing_is_known_yet_of_guarantees_and_of_the_banks_own_rows(upgraded):
    with upgraded.read() as queries:
        assert queries.guarantees_of(["a1"]) == {}
        assert queries.guarantee_acts_of(["a1"]) == {}
        assert queries.policy_rows() == []
        assert queries.evidence_of_entry("") == []


@pytest.mark.parametrize("table", ["loan_event", "evidence", "event_withdrawal"])
def test_old_history_is_guarded_after_the_upgrade_as_before(upgraded, old, key, table):
    connection = connect(old, key)
    column = connection.execute(f"SELECT name FROM pragma_table_info('{table}')").fetchone()[0]
    for act in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        with pytest.raises(driver.IntegrityError, match="append-only"):
            connection.execute(act)
    connection.close()


def test_a_file_proves_one_thing_and_no_more(upgraded, old, key):
    connection = connect(old, key)
    for proves in ("NULL, NULL, NULL", "1, 2, NULL"):
        with pytest.raises(driver.IntegrityError, match="proves_one"):
            connection.execute(
                f"INSERT INTO evidence VALUES (9, 'f9', {proves}, '', 'a', 'b', 1, x'00')"
            )
    connection.close()


def test_an_event_of_an_old_delivery_is_withdrawn_as_ever(upgraded, clock):
    with upgraded.write() as uow:
        assert [each.id for each in uow.events_of_delivery("d1")] == ["e2"]
        uow.withdraw_event("e2", "扫错了")
        uow.record("delivery_withdrawn", "d1", {}, clock.today())
        uow.commit()
    with upgraded.read() as queries:
        assert all(each.withdrawn for each in queries.events_of(["a1"])["a1"])
