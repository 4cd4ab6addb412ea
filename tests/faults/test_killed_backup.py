"""SIGKILL at every operation on a file while a backup or a restore is made.

Whatever moment it is, what bears a copy's name is good, a good copy or the database is there, and
the next try succeeds.
"""

import os
import shutil
import signal
import sys

import pytest

from desktop.services.backup_ports import CopyState, Signers
from desktop.services.parties import set_hold
from desktop.services.progress import NoProgress
from desktop.services.records import Hold

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")

POINTS = int(os.environ.get("QINGSHOU_FAULT_POINTS", "20"))
"""How many operations are tried; a release tries 1000, which is all of them."""

QUIET = NoProgress()
OPERATIONS = ("open", "os.", "shutil.", "sqlite3.connect")


class Countdown:
    """Counts operations on files of a folder, and dies before the one it was told."""

    def __init__(self, folder, last=0):
        self.folder, self.last, self.seen = str(folder), last, 0

    def __call__(self, event, arguments):
        if not event.startswith(OPERATIONS) or self.folder not in repr(arguments):
            return
        self.seen += 1
        if self.seen == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def in_child(folder, work, last=0):
    """Do work in a child that dies at an operation; return how many it did, 0 where it died."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        countdown = Countdown(folder, last)
        sys.addaudithook(countdown)
        try:
            work()
            os.write(writer, str(countdown.seen).encode())
        finally:
            os._exit(0)
    os.close(writer)
    _, status = os.waitpid(pid, 0)
    with os.fdopen(reader) as answer:
        text = answer.read()
    assert text or os.waitstatus_to_exitcode(status) == -signal.SIGKILL, "it failed by itself"
    return int(text or 0)


def a_hold(desk):
    with desk.store.read() as queries:
        party = queries.debtors()[0][0].id
    set_hold(desk, party, Hold.IMPERSONATION, "否认借款")


@pytest.fixture
def branch(branch_at):
    """A branch with one copy, and a change since."""
    made = branch_at("imported")
    with made.open() as desk:
        desk.store.backup("manual")
        a_hold(desk)
    return made


def again(branch, tmp_path, number):
    """Return a fresh twin of the branch in a folder of its own."""
    folder = tmp_path / str(number)
    shutil.copytree(branch.folder, folder)
    return type(branch)(folder)


def points(total):
    """Spread half of them over all operations and try the last ones, where names change, too."""
    half = POINTS // 2
    spread = range(1, total, max(1, total // half))
    return sorted({*spread, *range(max(1, total - half), total + 1)})


def copies_of(branch):
    with branch.open() as desk:
        return list(desk.store.shelf.copies(QUIET))


def assert_only_good(copies, at_least):
    listed = [each for each in copies if each.state is not CopyState.GOOD]
    assert listed == []
    assert len(copies) >= at_least


def test_a_backup_killed_at_any_operation_leaves_only_good_copies(branch, tmp_path):
    def back_up(twin):
        with twin.open() as desk:
            desk.store.backup("manual")

    whole = again(branch, tmp_path, "whole")
    total = in_child(whole.folder, lambda: back_up(whole))
    assert total > 10
    for last in points(total):
        twin = again(branch, tmp_path, last)
        assert in_child(twin.folder, lambda twin=twin: back_up(twin), last) == 0
        assert_only_good(copies_of(twin), 1)
        back_up(twin)
        assert_only_good(copies_of(twin), 2)
        assert twin.look().findings == []


def test_a_restore_killed_at_any_operation_is_done_or_not_and_loses_nothing(branch, tmp_path):
    def restore(twin):
        with twin.open() as desk:
            shelf = desk.store.shelf
            copy = shelf.copies(QUIET)[-1].path
        shelf.restore(copy, Signers("accountant", "manager"), QUIET)

    whole = again(branch, tmp_path, "whole")
    before = whole.look().counts
    total = in_child(whole.folder, lambda: restore(whole))
    after = whole.look().counts
    assert total > 30
    assert after != before
    for last in points(total):
        twin = again(branch, tmp_path, last)
        assert in_child(twin.folder, lambda twin=twin: restore(twin), last) == 0
        left = twin.look()
        assert left.findings == []
        assert left.counts in (before, after)
        assert_only_good(copies_of(twin), 1)
        restore(twin)
        assert twin.look().findings == []


def test_the_sweep_catches_a_copy_that_gets_its_name_too_early(branch, tmp_path, monkeypatch):
    """A planted bug: what proves the others can fail."""
    from desktop.storage.backup import making

    def hasty(database, key, target, reason, now, progress):
        shutil.copyfile(database, target)
        target.write_bytes(target.read_bytes())
        careful(database, key, target, reason, now, progress)

    careful = making.copy_verified
    monkeypatch.setattr(making, "copy_verified", hasty)
    with pytest.raises(AssertionError):
        test_a_backup_killed_at_any_operation_leaves_only_good_copies(branch, tmp_path)
