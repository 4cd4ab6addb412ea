"""The fifth revision rebuilds a table of history: every signature comes over, and stays guarded."""

import pytest
import sqlcipher3.dbapi2 as driver

from desktop.services.progress import NoProgress
from desktop.storage import migrations, upgrade
from desktop.storage.engine import connect
from desktop.storage.store import create_store, open_store

_PROPOSAL = (
    "INSERT INTO approval VALUES (1, 'i1', 'probe', 'agreement', 't1', '户', '{}', '{}', "
    f"'{'a' * 64}', 'ada', '2026-10-10T09:00:00+00:00', '2026-10-13T09:00:00+00:00')"
)
_OPEN = "INSERT INTO approval_open VALUES ('t1', 1)"
_STEP = (
    "INSERT INTO approval_step (approval_pk, decision, maker_id, checker_id, checker_role, means, "
    "item_hash, reason, decided_at) VALUES (1, 'approved', 'ada', '{}', 'manager', '{}', "
    f"'{'a' * 64}', '', '2026-10-10T10:00:00+00:00')"
)


@pytest.fixture
def upgraded(tmp_path, key, clock, monkeypatch):
    path = tmp_path / "older.db"
    with monkeypatch.context() as older:
        older.setattr(migrations, "REVISIONS", migrations.REVISIONS[:4])
        older.setattr(upgrade, "NEWEST", "0004")
        create_store(path, key, clock).close()
    connection = connect(path, key)
    for statement in (_PROPOSAL, _OPEN, _STEP.format("bob", "password")):
        connection.execute(statement)
    connection.commit()
    connection.close()
    store = open_store(path, key, clock)
    assert store.verify(NoProgress()) == []
    store.close()
    connection = connect(path, key)
    yield connection
    connection.close()


def test_signatures_of_before_are_there_and_cannot_be_changed(upgraded):
    kept = "SELECT checker_id, means FROM approval_step"
    assert upgraded.execute(kept).fetchall() == [("bob", "password")]
    for act in ("UPDATE approval_step SET reason = 'x'", "DELETE FROM approval_step"):
        with pytest.raises(driver.IntegrityError, match="append-only"):
            upgraded.execute(act)


def test_a_package_may_bring_a_signature_for_the_very_item_while_it_waits(upgraded):
    upgraded.execute(_STEP.format("head-office", "package"))
    upgraded.execute("DELETE FROM approval_open")
    with pytest.raises(driver.IntegrityError, match="closed item"):
        upgraded.execute(_STEP.format("eve", "package"))
