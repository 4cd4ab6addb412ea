"""Head office's branches in the copies of its desk: made, checked, thinned out, put back."""

import shutil
from contextlib import contextmanager

import pytest
from typer.testing import CliRunner

from desktop.bootstrap import build, found_office, order_by_key
from desktop.cli.app import app
from desktop.domain.errors import ExpectedFailure
from desktop.domain.notices import SAMPLE_HEAD
from desktop.services import backups
from desktop.services.backup_ports import CopyState, Reason
from desktop.services.office.branches import acts, add_branch
from desktop.services.progress import NoProgress
from desktop.storage.backup import swapping
from desktop.storage.backup.branches import KEPT
from desktop.storage.backup.manifest import branches_in
from desktop.storage.collection import branches_beside
from desktop.storage.keyslots import write_key_file

KEY = bytes(range(32))
QUIET = NoProgress()


@pytest.fixture
def database(tmp_path, clock):
    path = tmp_path / "HO.db"
    found_office(path, KEY, SAMPLE_HEAD, tmp_path / "escrow.key", clock=clock).close()
    return path


@pytest.fixture
def opened(database, clock):
    @contextmanager
    def open_it():
        with build(database, KEY, clock=clock) as application:
            yield application.desk

    return open_it


@pytest.fixture
def copy(opened):
    """A copy made when head office knew one branch; now it knows two."""
    with opened() as desk:
        add_branch(desk, "0417", "牌口")
        made = backups.make(desk, Reason.MANUAL, QUIET).copy
        add_branch(desk, "0418", "金明")
    return made.path


def restore(database, copy, clock):
    return order_by_key(database, copy, KEY, clock=clock).carry_out(QUIET)


def known(desk):
    with desk.collection.read() as queries:
        return [each.code for each in queries.branches()], queries.epoch()


def spoil(path):
    content = bytearray(path.read_bytes())
    content[9_000] ^= 1
    path.write_bytes(content)


def test_a_copy_of_the_desk_has_its_branches_and_both_come_back_in_a_new_epoch(
    database, opened, copy, clock
):
    restored = restore(database, copy, clock)
    assert restored.with_branches
    with opened() as desk:
        assert known(desk) == (["0417"], 2)
        assert acts(desk)[0].data["reason"] == "desk_restored"
        before = [each for each in backups.copies(desk, QUIET) if each.reason == Reason.RESTORE]
        assert [(each.state, each.with_branches) for each in before] == [(CopyState.GOOD, True)]
    kept = [each.name for each in database.parent.glob("HO.branches.db.damaged-*")]
    assert kept == [restored.kept_as.replace("HO.db", "HO.branches.db")]
    restore(database, before[0].path, clock)
    with opened() as desk:
        assert known(desk) == (["0417", "0418"], 2)


def test_a_desk_that_lost_its_branches_gets_them_back(database, opened, copy, clock):
    branches_beside(database).unlink()
    with pytest.raises(ExpectedFailure, match="database_missing"), opened():
        pass
    restore(database, copy, clock)
    with opened() as desk:
        assert known(desk) == (["0417"], 2)


def test_only_the_newest_copies_have_the_branches_and_the_one_restored_keeps_its_own(
    database, opened, copy, clock
):
    with opened() as desk:
        for _ in range(KEPT - 1):
            backups.make(desk, Reason.MANUAL, QUIET)
        assert all(each.with_branches for each in backups.copies(desk, QUIET))
    assert restore(database, copy, clock).with_branches
    with opened() as desk:
        backups.make(desk, Reason.MANUAL, QUIET)
        having = [each.with_branches for each in backups.copies(desk, QUIET)]
        assert sorted(having, reverse=True) == [True] * KEPT + [False] * 2
    last = [each for each in database.parent.glob("backup/*.db") if not branches_in(each).exists()]
    assert not restore(database, last[0], clock).with_branches
    with opened() as desk:
        assert known(desk) == (["0417"], 3)


def test_a_byte_changed_in_the_branches_is_seen_and_nothing_is_restored(
    database, opened, copy, clock
):
    spoil(branches_in(copy))
    with opened() as desk:
        assert [each.state for each in backups.copies(desk, QUIET)] == [CopyState.DAMAGED]
        codes = [each.code for each in backups.check(desk, copy, QUIET).findings]
        assert codes[0] == "copy_changed"
        assert "cipher_integrity" in codes
    with pytest.raises(ExpectedFailure, match="copy_damaged"):
        restore(database, copy, clock)
    with opened() as desk:
        assert known(desk) == (["0417", "0418"], 1)


def test_branches_that_somebody_uses_are_not_replaced(database, opened, copy, clock):
    with opened() as desk, desk.collection.read():
        desk.store.close()
        with pytest.raises(ExpectedFailure, match="database_locked"):
            restore(database, copy, clock)
    assert not list(database.parent.glob("*.restoring*"))
    with opened() as desk:
        assert known(desk) == (["0417", "0418"], 1)


def test_a_restore_cut_off_between_the_two_files_is_finished(
    database, opened, copy, clock, monkeypatch
):
    put = swapping._put

    def cut_off(file, kept):
        if file == database:
            raise KeyboardInterrupt
        put(file, kept)

    with monkeypatch.context() as patched:
        patched.setattr(swapping, "_put", cut_off)
        with pytest.raises(KeyboardInterrupt):
            restore(database, copy, clock)
    with opened() as desk:
        assert known(desk) == (["0417"], 2)


def test_the_second_folder_has_the_branches_too(database, opened, copy, clock, tmp_path):
    place = tmp_path / "stick"
    place.mkdir()
    with opened() as desk:
        backups.set_second_folder(desk, place)
        made = backups.make(desk, Reason.MANUAL, QUIET)
    assert made.trouble is None
    [carried] = place.rglob("*.db")
    shutil.rmtree(database.parent / "backup")
    database.unlink()
    branches_beside(database).unlink()
    restore(database, carried, clock)
    with opened() as desk:
        assert known(desk) == (["0417", "0418"], 2)


def test_the_commands_say_what_a_copy_holds(database, copy, tmp_path, postgres):
    key_file = tmp_path / "HO.key"
    write_key_file(key_file, KEY)

    def run(path, *words):
        access = ["--db", str(path), "--key-file", str(key_file)]
        result = CliRunner().invoke(app, ["backup", *map(str, words), *access])
        assert result.exit_code == 0, result.output
        return result.output

    assert "一并备份" in run(database, "make")
    assert run(database, "list").count("含网点数据库") == 2
    assert "一并恢复" in run(database, "restore", copy)
    on_server = tmp_path / "PG.db"
    url = postgres.emptied_database()
    found_office(on_server, KEY, SAMPLE_HEAD, tmp_path / "pg.key", url).close()
    said = run(on_server, "make")
    assert "pg_dump" in said
    assert "一并备份" not in said
