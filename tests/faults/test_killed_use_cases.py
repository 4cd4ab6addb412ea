"""SIGKILL at every statement of a use case, and in the middle of what it writes to the disk.

A child is forked for each point; it dies there, and the parent looks at what is left.
"""

import os
import signal
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import Engine, event

from desktop.services.parties import set_deceased, set_hold
from desktop.services.progress import NoProgress
from desktop.services.records import Hold

resource = pytest.importorskip("resource", reason="needs limits of file size")
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")

POINTS = int(os.environ.get("QINGSHOU_FAULT_POINTS", "5"))
"""How many points of each use case are tried; a release tries 1000, which is all of them."""

NAMES = ["first import", "next import", "issue", "delivery", "documents"]


@contextmanager
def at_every_statement(hear: Callable[[], None]):
    """Call ``hear`` before each statement and each commit."""

    def statement(*_):
        hear()

    event.listen(Engine, "before_cursor_execute", statement)
    event.listen(Engine, "commit", statement)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", statement)
        event.remove(Engine, "commit", statement)


def in_child(work: Callable[[], None]) -> int:
    """Run ``work`` in a forked child and return what it ended by: a signal, or 0."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        except BaseException:
            os._exit(9)
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) <= 0, "the child failed instead of being killed"
    return -os.waitstatus_to_exitcode(status)


def die_at(number: int) -> Callable[[], None]:
    left = number

    def hear() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return hear


@pytest.fixture
def done(branch_at):
    """Do an act undisturbed: return its branch and how many statements and bytes it took."""

    def run(act):
        branch, heard = branch_at(act.moment), []
        with branch.open() as desk, at_every_statement(lambda: heard.append(1)):
            act.do(desk, NoProgress())
            written = branch.database.with_name("branch.db-wal").stat().st_size
        return branch, len(heard), written

    return run


def assert_all_or_nothing(branch, before, done_counts, act):
    """Return whether nothing had been done; then the next try must do it all."""
    with branch.open() as desk:
        left = branch.look_at(desk)
        nothing = left.rows == before
        assert nothing or left.counts == done_counts
        assert left.findings == []
        if nothing:
            act.do(desk, NoProgress())
            left = branch.look_at(desk)
            assert (left.counts, left.findings) == (done_counts, [])
    assert len(left.serials) == len(set(left.serials))
    return nothing


@pytest.fixture
def sweep(branch_at, done):
    """Kill an act at its statements, one after another, and look at what is left."""

    def run(act):
        whole, statements, _ = done(act)
        done_counts, before = whole.look().counts, branch_at(act.moment).rows()
        step = max(1, statements // POINTS)
        # The last two are the commit itself and the moment after it.
        points = {*range(1, statements, step), statements - 1, statements, statements + 1}
        for point in sorted(points):
            branch = branch_at(act.moment)

            def work(branch=branch, point=point):
                with branch.open() as desk:
                    die = die_at(point)
                    with at_every_statement(die):
                        act.do(desk, NoProgress())
                        die()

            assert in_child(work) == signal.SIGKILL
            nothing = assert_all_or_nothing(branch, before, done_counts, act)
            assert nothing == (point <= statements)

    return run


@pytest.mark.parametrize("name", NAMES)
def test_killed_at_any_statement_leaves_all_or_nothing_and_the_next_try_succeeds(name, acts, sweep):
    sweep(acts[name])


def test_the_sweep_catches_an_act_in_two_transactions(acts, sweep):
    """A planted bug: what proves the others can fail."""

    def in_two(desk, _):
        with desk.store.read() as queries:
            party = queries.debtors()[0][0].id
        set_hold(desk, party, Hold.IMPERSONATION, "否认借款")
        set_deceased(desk, party, True, "户口注销")

    with pytest.raises(AssertionError):
        sweep(replace(acts["issue"], do=in_two))


@pytest.mark.parametrize("name", NAMES)
def test_killed_in_the_middle_of_a_write_leaves_all_or_nothing(name, acts, branch_at, done):
    act = acts[name]
    whole, _, written = done(act)
    done_counts = whole.look().counts
    before = branch_at(act.moment).rows()
    for part in range(POINTS):
        branch = branch_at(act.moment)
        limit = 33_000 + (written - 33_000) * part // POINTS  # not within the index of the log

        def work(branch=branch, limit=limit):
            with branch.open() as desk:
                signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
                act.do(desk, NoProgress())

        assert in_child(work) == signal.SIGXFSZ
        assert_all_or_nothing(branch, before, done_counts, act)


def test_serials_given_before_a_kill_are_not_given_again(acts, branch_at):
    branch = branch_at("imported")

    def work():
        with branch.open() as desk:
            acts["issue"].do(desk, NoProgress())
            os.kill(os.getpid(), signal.SIGKILL)  # issued and acknowledged, never closed

    assert in_child(work) == signal.SIGKILL
    first = branch.look().serials
    assert first
    with branch.open() as desk, desk.store.write() as uow:
        numbers = uow.next_serials("notice", 2026, 3)
    assert numbers[0] == max(int(serial.rpartition("-")[2]) for serial in first) + 1
