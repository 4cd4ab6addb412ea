from types import SimpleNamespace

import pytest
from alembic import op

from desktop.domain.errors import ExpectedFailure
from desktop.services.progress import NoProgress
from desktop.storage import migrations, upgrade
from desktop.storage.engine import connect
from desktop.storage.store import open_store


def run(path, key, *statements: str) -> list:
    connection = connect(path, key)
    try:
        return [connection.execute(statement).fetchall() for statement in statements]
    finally:
        connection.close()


def add_remark() -> None:
    op.execute("ALTER TABLE party ADD COLUMN nickname TEXT NOT NULL DEFAULT 'none'")


def fail_half_way() -> None:
    add_remark()
    raise RuntimeError("a migration with a bug")


def orphan_a_loan() -> None:
    op.execute("UPDATE loan SET borrower_pk = 9999")


@pytest.fixture
def next_revision(monkeypatch):
    """Let the program know one more revision than the database has."""

    def add(step) -> None:
        newer = SimpleNamespace(revision="0006", down_revision="0005", upgrade=step)
        monkeypatch.setattr(migrations, "REVISIONS", (*migrations.REVISIONS, newer))
        monkeypatch.setattr(upgrade, "NEWEST", "0006")

    return add


def test_a_newer_database_is_refused_with_its_version(store, path, key, clock):
    store.close()
    run(path, key, "UPDATE alembic_version SET version_num = '0042'")
    before = path.read_bytes()
    with pytest.raises(ExpectedFailure) as caught:
        open_store(path, key, clock)
    assert caught.value.code == "database_newer"
    assert caught.value.params["version"] == "0042"
    assert path.read_bytes() == before


def test_an_older_database_is_upgraded_after_a_backup(
    store, filled, path, key, clock, next_revision
):
    store.close()
    next_revision(add_remark)
    upgraded = open_store(path, key, clock)
    with upgraded.read() as queries:
        assert queries.party("p1").name == "周田生"
    assert upgraded.verify(NoProgress()) == []
    upgraded.close()
    assert run(path, key, "SELECT nickname FROM party")[0] == [("none",), ("none",)]
    (backup,) = (path.parent / "backup").glob("*-upgrade.db")
    assert run(backup, key, "SELECT version_num FROM alembic_version")[0] == [("0005",)]


def test_an_upgraded_database_is_opened_again_without_another_backup(
    store, path, key, clock, next_revision
):
    store.close()
    next_revision(add_remark)
    open_store(path, key, clock).close()
    open_store(path, key, clock).close()
    assert len(list((path.parent / "backup").glob("*.db"))) == 1


@pytest.mark.parametrize("step", [fail_half_way, orphan_a_loan])
def test_a_failed_upgrade_leaves_the_old_database_and_names_the_backup(
    store, filled, path, key, clock, next_revision, monkeypatch, step
):
    store.close()
    next_revision(step)
    with pytest.raises(ExpectedFailure) as caught:
        open_store(path, key, clock)
    assert caught.value.code == "upgrade_failed"
    assert (path.parent / "backup" / str(caught.value.params["backup"])).exists()
    monkeypatch.undo()
    old = open_store(path, key, clock)
    assert old.verify(NoProgress()) == []
    with old.read() as queries:
        assert len(queries.debtors()) == 3
    old.close()
