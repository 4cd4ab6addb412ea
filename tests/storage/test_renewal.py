"""A new data key: cut off anywhere, the database opens with everybody's password."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.errors import ExpectedFailure
from desktop.storage import renewal
from desktop.storage.engine import connect
from desktop.storage.keyslots import slot_files
from desktop.storage.sealing import FLOOR
from desktop.storage.store import open_store
from desktop.storage.user_slots import (
    SlotFile,
    data_key_in,
    new_slot,
    private_half,
    read_slots,
    resealed,
    slot_text,
    write_slots,
)

NEW = bytes(range(100, 132))
MINE = "correct horse 1"
LOCK = "branch.db.lock"


class Cut(BaseException):
    """The plug is pulled here."""


@pytest.fixture(scope="module")
def slot():
    return new_slot("inst", "u1", "zhou", MINE, bytes(range(32)), FLOOR)


@pytest.fixture
def branch(store, filled, path, slot):
    """A closed database with slots inside and beside it."""
    store.close()
    write_slots(path, SlotFile("inst", (slot,)))
    return path


def change(slot):
    """Write the new slot into the new file, as the key ring does."""

    def write(part):
        sealed = resealed(slot, "inst", NEW)
        connection = connect(part, NEW)
        connection.execute("INSERT INTO keyslot_copy VALUES ('u1', ?)", (slot_text(sealed),))
        connection.close()
        return SlotFile("inst", (sealed,))

    return write


def renew(path, key, slot):
    renewal.renew(path, key, NEW, change(slot))


def key_by_password(path):
    renewal.settle(path)
    slots = read_slots(path)
    slot = slots.of_login("zhou")
    return data_key_in(slot, "inst", private_half(slot, "inst", MINE))


def rows(path, key, clock):
    store = open_store(path, key, clock)
    try:
        with store.read() as queries:
            return list(queries.debtors())
    finally:
        store.close()


def test_everything_is_there_under_the_new_key_and_the_old_one_is_useless(branch, key, slot, clock):
    before = rows(branch, key, clock)
    renew(branch, key, slot)
    assert key_by_password(branch) == NEW
    assert rows(branch, NEW, clock) == before
    with pytest.raises(ExpectedFailure, match="wrong_key"):
        open_store(branch, key, clock)
    for file in slot_files(branch):
        assert key.hex() not in file.read_text()
        assert "u1" in file.read_text()
    names = {each.name for each in branch.parent.iterdir()}
    assert names == {"branch.db", LOCK, *(each.name for each in slot_files(branch))}


def test_somebody_else_at_the_database_stops_it_before_anything_changes(branch, key, slot, clock):
    other = connect(branch, key)
    before = slot_files(branch)[0].read_bytes()
    with pytest.raises(ExpectedFailure, match="database_locked"):
        renew(branch, key, slot)
    other.close()
    assert slot_files(branch)[0].read_bytes() == before
    assert key_by_password(branch) == key
    assert rows(branch, key, clock)


class Plug:
    """Counts operations on files, and is pulled before one of them."""

    def __init__(self, monkeypatch):
        self.number, self.left, self.active = 0, -1, False
        for module, name in (
            (os, "fsync"), (os, "open"), (Path, "replace"), (Path, "unlink"),
        ):  # fmt: skip
            self._watch(monkeypatch, module, name)
        self._watch(monkeypatch, renewal, "connect")
        self._watch(monkeypatch, renewal, "discard_database")

    def _watch(self, monkeypatch, owner, name):
        really = getattr(owner, name)

        def watched(*args, **kwargs):
            if not self.active:
                return really(*args, **kwargs)
            self.number += 1
            if self.number == self.left:
                raise Cut
            return really(*args, **kwargs)

        monkeypatch.setattr(owner, name, watched)


def test_cut_off_at_every_operation_the_password_opens_and_nothing_is_lost(
    branch, key, slot, clock, monkeypatch, tmp_path
):
    before = rows(branch, key, clock)
    saved = tmp_path / "saved"
    saved.mkdir()
    files = [branch, slot_files(branch)[0]]
    for each in files:
        shutil.copy(each, saved / each.name)
    plug = Plug(monkeypatch)
    seen, ended, number = set(), False, 0
    while not ended:
        number += 1
        plug.number, plug.left, plug.active = 0, number, True
        try:
            renew(branch, key, slot)
            ended = True
        except Cut:
            pass
        plug.active = False
        now = key_by_password(branch)
        seen.add(now)
        assert now in (key, NEW)
        assert rows(branch, now, clock) == before
        left = {each.name for each in branch.parent.iterdir()} - {"saved"}
        assert left <= {"branch.db", LOCK, *(each.name for each in slot_files(branch))}
        for each in branch.parent.glob("branch.db*"):
            each.unlink()
        for each in files:
            shutil.copy(saved / each.name, each)
    assert seen == {key, NEW}
    assert number > 15


def test_an_error_of_the_disk_leaves_the_old_key_and_says_so(branch, key, slot, monkeypatch):
    def full(*_):
        raise OSError(28, "no space")

    monkeypatch.setattr(renewal, "write_durably", full)
    with pytest.raises(ExpectedFailure, match="disk_full"):
        renew(branch, key, slot)
    monkeypatch.undo()
    assert key_by_password(branch) == key


def test_a_leftover_of_another_file_is_cleared_away(branch, key):
    following = branch.with_name("branch.db.keyslots.next.json")
    for content in (b"{", b'{"salt": "00"}', b'{"salt": "%s"}' % (b"00" * 16)):
        following.write_bytes(content)
        renewal.settle(branch)
        assert not following.exists()
    assert key_by_password(branch) == key


def test_a_renewal_of_a_store_keeps_its_readers_going(store, filled, path):
    with store.read() as queries:
        before = list(queries.debtors())

    def write(uow, key):
        uow.record("data_key_renewed", "database", {}, date(2026, 10, 10))
        return SlotFile("", ())

    other = store.signed_by("u2")
    old = store.data_key
    other.renew(write)
    assert store.data_key == other.data_key != old
    with store.read() as queries:
        assert list(queries.debtors()) == before
        assert [each.operator_id for each in queries.journal_of_kind("data_key_renewed")] == ["u2"]
    (copy,) = (path.parent / "backup").glob("*new_key.db")
    assert copy.exists()
