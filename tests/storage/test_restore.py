"""Restoring: the copy comes back signed in the journal, what was there is kept, nothing is lost."""

import json
import shutil
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from desktop.domain.errors import ExpectedFailure
from desktop.services.backup_ports import CopyState, Signers
from desktop.services.progress import NoProgress
from desktop.storage.backup import restoring, swapping
from desktop.storage.backup.shelf import SqlShelf
from desktop.storage.engine import connect
from desktop.storage.keyslots import (
    StretchCost,
    add_password_slot,
    slot_files,
    unlock_with_password,
)
from desktop.storage.store import create_store, open_store

QUIET = NoProgress()
CHEAP = StretchCost(memory_kib=19 * 1024, passes=2, lanes=1)
SIGNED = Signers("accountant", "manager")


@pytest.fixture
def branch(store, filled, rows):
    with store.write() as uow:
        uow.save_installation(rows.installation())
        uow.record("branch_set_up", "inst-1", {}, uow._clock.today())
        uow.commit()
    return store


def hold(store, party="p1"):
    with store.write() as uow:
        uow.set_hold(party, "impersonation")
        uow.record("hold_set", party, {}, uow._clock.today())
        uow.commit()


def restore(store, copy, key, signed=SIGNED):
    shelf = store.shelf
    store.close()
    return shelf.restore(copy, signed, QUIET)


def reopened(store, key, clock):
    return open_store(store.path, key, clock)


def entry_of(store):
    with store.read() as queries:
        return list(queries.journal_of_kind("restored"))[-1]


def test_the_copy_is_back_and_the_journal_says_what_went(branch, key, clock):
    copy = branch.backup("day")
    with branch.read() as queries:
        then = queries.installation()
    hold(branch)
    hold(branch, "p2")
    done = restore(branch, copy, key)
    again = reopened(branch, key, clock)
    with again.read() as queries:
        assert queries.party("p1").hold == ""
        now = queries.installation()
    entry = entry_of(again)
    assert again.verify(QUIET) == []
    again.close()
    assert done.lost.entries == 2
    assert dict(done.lost.by_kind) == {"hold_set": 2}
    assert entry.body["entries_lost"] == 2
    assert (entry.body["made_by"], entry.body["checked_by"]) == ("accountant", "manager")
    assert entry.body["head_before"] != entry.body["head_after"]
    assert entry.operator_id == "accountant"
    assert now.replica_id == entry.body["replica_after"] != then.replica_id
    assert now.replica_letter == "L" != then.replica_letter  # the fixture's is K


def test_what_was_there_is_kept_and_can_be_read(branch, key, clock):
    copy = branch.backup("day")
    hold(branch)
    done = restore(branch, copy, key)
    kept = branch.path.with_name(done.kept_as)
    assert kept.name == "branch.db.damaged-20261010-090000"
    old = open_store(kept, key, clock)
    with old.read() as queries:
        assert queries.party("p1").hold == "impersonation"
    old.close()


def test_it_is_backed_up_before_it_goes(branch, key):
    copy = branch.backup("day")
    hold(branch)
    shelf = branch.shelf
    restore(branch, copy, key)
    newest = next(each for each in shelf.copies(QUIET) if each.reason == "restore")
    assert newest.state is CopyState.GOOD
    assert newest.entries == 3


def test_a_damaged_database_is_replaced_and_kept_as_it_is(branch, key, clock):
    copy = branch.backup("day")
    hold(branch)
    shelf = branch.shelf
    branch.close()
    broken = bytearray(branch.path.read_bytes())
    for page in range(4, len(broken), 4096):
        broken[page] ^= 1
    branch.path.write_bytes(broken)
    done = shelf.restore(copy, SIGNED, QUIET)
    assert not done.lost.known
    assert branch.path.with_name(done.kept_as).read_bytes() == broken
    again = reopened(branch, key, clock)
    assert entry_of(again).body["entries_lost"] is None
    assert again.verify(QUIET) == []
    again.close()


def test_a_database_that_is_gone_comes_back(branch, key, clock):
    copy = branch.backup("day")
    shelf = branch.shelf
    branch.close()
    branch.path.unlink()
    done = shelf.restore(copy, SIGNED, QUIET)
    assert done.kept_as == ""
    again = reopened(branch, key, clock)
    assert again.verify(QUIET) == []
    again.close()


def test_a_damaged_copy_is_refused_and_nothing_moves(branch, key, clock):
    copy = branch.backup("day")
    content = bytearray(copy.read_bytes())
    content[-2000] ^= 1
    copy.write_bytes(content)
    with pytest.raises(ExpectedFailure) as caught:
        restore(branch, copy, key)
    assert caught.value.code == "copy_damaged"
    assert not list(branch.path.parent.glob("*.damaged-*"))
    reopened(branch, key, clock).close()


def test_another_branchs_copy_is_refused(branch, key, clock, rows, tmp_path):
    folder = tmp_path / "other"
    folder.mkdir()
    other = create_store(folder / "branch.db", key, clock)
    with other.write() as uow:
        uow.save_installation(replace(rows.installation(), installation_id="inst-2"))
        uow.record("branch_set_up", "inst-2", {}, clock.today())
        uow.commit()
    copy = other.backup("day")
    other.close()
    own = branch.backup("day")
    for file in (copy, copy.with_name(f"{copy.name}.json")):
        shutil.copyfile(file, own.parent / file.name.replace("-day", "-stray"))
    stray = own.with_name(copy.name.replace("-day", "-stray"))
    states = {each.path: each.state for each in branch.shelf.copies(QUIET)}
    assert states == {own: CopyState.GOOD, stray: CopyState.OTHER_BRANCH}
    with pytest.raises(ExpectedFailure) as caught:
        restore(branch, stray, key)
    assert caught.value.code == "copy_of_another_branch"


def test_a_database_in_use_elsewhere_is_not_replaced(branch, key, monkeypatch):
    monkeypatch.setattr(restoring, "connect", partial(connect, busy_ms=100))
    copy = branch.backup("day")
    elsewhere = connect(branch.path, key)
    elsewhere.execute("BEGIN")
    elsewhere.execute("SELECT count(*) FROM loan").fetchone()
    with pytest.raises(ExpectedFailure) as caught:
        restore(branch, copy, key)
    elsewhere.close()
    assert caught.value.code == "database_locked"
    assert not list(branch.path.parent.glob("*.damaged-*"))


def test_the_password_of_the_copys_time_opens_the_restored_database(branch, key, path):
    add_password_slot(path, key, "correct horse", CHEAP)
    copy = branch.backup("day")
    add_password_slot(path, key, "later words", CHEAP)
    done = restore(branch, copy, key)
    assert unlock_with_password(path, "correct horse") == key
    assert unlock_with_password(path.with_name(done.kept_as), "later words") == key
    with pytest.raises(ExpectedFailure):
        unlock_with_password(path, "later words")


def test_a_restore_killed_after_its_mark_is_finished_at_the_next_opening(
    branch, key, clock, monkeypatch
):
    copy = branch.backup("day")
    hold(branch)

    def die(database, kept):
        raise KeyboardInterrupt

    monkeypatch.setattr(swapping, "_keep", die)
    with pytest.raises(KeyboardInterrupt):
        restore(branch, copy, key)
    monkeypatch.undo()
    again = reopened(branch, key, clock)
    with again.read() as queries:
        assert queries.party("p1").hold == ""
    again.close()
    assert len(list(branch.path.parent.glob("*.damaged-*"))) == 1
    assert not list(branch.path.parent.glob("*.restoring*"))


def test_loss_is_unknown_where_the_journal_went_another_way(branch, key, clock):
    copy = branch.backup("day")
    hold(branch)
    later = branch.backup("day")
    assert branch.shelf.loss(copy).entries == 1
    restore(branch, copy, key)
    again = reopened(branch, key, clock)
    assert not again.shelf.loss(later).known
    again.close()


def test_the_second_folder_gets_the_copy_and_says_when_it_is_gone(branch, key, tmp_path, clock):
    shelf, stick = branch.shelf, tmp_path / "stick"
    with pytest.raises(ExpectedFailure) as caught:
        shelf.set_second_folder(stick)
    assert caught.value.code == "second_folder_gone"
    stick.mkdir()
    shelf.set_second_folder(stick)
    copy = branch.backup("day")
    shelf.carry(copy, QUIET)
    both = shelf.copies(QUIET)
    assert [each.state for each in both] == [CopyState.GOOD] * 2
    assert {each.path.parent for each in both} == {copy.parent, stick / "branch-inst-1"}
    shutil.rmtree(stick)
    with pytest.raises(ExpectedFailure) as caught:
        shelf.carry(copy, QUIET)
    assert caught.value.code == "second_folder_gone"
    assert len(shelf.copies(QUIET)) == 1
    shelf.set_second_folder(None)
    assert shelf.second_folder() is None


def test_the_first_folder_is_no_second_one(branch):
    branch.backup("day")
    for folder in (branch.path.parent, branch.path.parent / "backup"):
        with pytest.raises(ExpectedFailure) as caught:
            branch.shelf.set_second_folder(folder)
        assert caught.value.code == "second_folder_same"


def test_a_copy_without_papers_is_listed_and_never_called_good(branch):
    copy = branch.backup("day")
    copy.with_name(f"{copy.name}.json").unlink()
    [found] = branch.shelf.copies(QUIET)
    assert found.state is CopyState.UNLISTED
    assert [each.code for each in branch.shelf.check(copy, QUIET)] == ["copy_unlisted"]


def test_a_change_of_the_sums_is_found_even_in_a_copy_with_the_right_hash(branch, key):
    copy = branch.backup("day")
    papers = copy.with_name(f"{copy.name}.json")
    papers.write_text(papers.read_text().replace("3000000", "3000001"), encoding="utf-8")
    found = branch.shelf.check(copy, QUIET)
    assert [(each.code, each.detail) for each in found] == [
        ("copy_counts_differ", "loan.balance_fen")
    ]


def test_a_copy_is_due_after_changes_once_a_day(branch, clock):
    assert branch.shelf.is_due()
    branch.backup("manual")
    assert not branch.shelf.is_due()
    hold(branch)
    assert branch.shelf.is_due()
    branch.backup("day")
    hold(branch, "p2")
    assert not branch.shelf.is_due()
    clock.day += timedelta(days=1)
    assert branch.shelf.is_due()


def test_a_copy_of_a_newer_program_is_refused(branch, key):
    copy = branch.backup("day")
    papers = copy.with_name(f"{copy.name}.json")
    text = papers.read_text()
    facts = json.loads(text)
    facts["revision"] = "9999"
    papers.write_text(json.dumps(facts), encoding="utf-8")
    [found] = branch.shelf.copies(QUIET)
    assert found.state is CopyState.NEWER
    with pytest.raises(ExpectedFailure) as caught:
        restore(branch, copy, key)
    assert caught.value.code == "database_newer"


def test_a_file_kept_before_is_never_overwritten(branch, key, clock):
    copy = branch.backup("day")
    restore(branch, copy, key)
    again = reopened(branch, key, clock)
    restore(again, copy, key)
    kept = sorted(each.name for each in branch.path.parent.glob("*.damaged-*"))
    assert kept == ["branch.db.damaged-20261010-090000", "branch.db.damaged-20261010-090000-2"]


def test_slots_without_a_copy_of_their_own_do_not_stay(branch, key, path):
    copy = branch.backup("day")
    add_password_slot(path, key, "later words", CHEAP)
    restore(branch, copy, key)
    assert not any(each.exists() for each in slot_files(path))


def test_the_shelf_of_a_lost_database_still_lists(branch, key, clock):
    copy = branch.backup("day")
    branch.close()
    branch.path.unlink()
    [found] = SqlShelf(branch.path, key, clock).copies(QUIET)
    assert (found.path, found.state) == (copy, CopyState.GOOD)


@pytest.mark.parametrize("which", [0, 1])
def test_the_copy_that_is_restored_is_not_rotated_away_meanwhile(which, branch, key, clock):
    wanted = (branch.backup("day"), branch.backup("day"))[which]
    clock.day += timedelta(days=3)
    hold(branch)
    branch.backup("day")
    clock.day += timedelta(days=3)
    restore(branch, wanted, key)
    assert wanted.exists()
    reopened(branch, key, clock).close()
