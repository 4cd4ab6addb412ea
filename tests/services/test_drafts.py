"""What somebody is typing outlives the program, and is nobody else's."""

import os
import signal

import pytest

from desktop.bootstrap import build
from desktop.domain.permissions import Role
from desktop.services.drafts import discard, keep, recall
from tests.people import at_desk, employ

TYPED = {"note": "住院三个月，子女愿付清本金", "day": "2026-10-0"}
KEY = bytes(range(32))


def test_a_draft_comes_back_with_the_time_it_was_kept(desk, clock):
    assert recall(desk, "event:1") is None
    keep(desk, "event:1", TYPED)
    keep(desk, "event:1", {**TYPED, "day": "2026-10-08"})
    found = recall(desk, "event:1")
    assert (found.fields["day"], found.saved_at) == ("2026-10-08", clock.now())
    assert recall(desk, "event:2") is None


def test_a_draft_that_was_stored_is_forgotten(desk):
    keep(desk, "event:1", TYPED)
    discard(desk, "event:1")
    assert recall(desk, "event:1") is None


def test_a_draft_is_its_typists_own(desk):
    employ(desk)
    keep(at_desk(desk, Role.TELLER), "event:1", TYPED)
    assert recall(at_desk(desk, Role.MANAGER), "event:1") is None
    assert recall(at_desk(desk, Role.TELLER), "event:1").fields == TYPED


def test_typing_is_no_event_for_the_journal(desk):
    def entries():
        with desk.store.read() as queries:
            run = queries._connection.exec_driver_sql
            return run("SELECT count(*) FROM journal").scalar_one()

    before = entries()
    keep(desk, "event:1", TYPED)
    discard(desk, "event:1")
    assert entries() == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_what_was_typed_before_a_kill_is_there_again(application, database, clock):
    application.close()
    pid = os.fork()
    if pid == 0:
        try:
            with build(database, KEY, clock=clock) as child:
                keep(child.desk, "event:1", TYPED)
                os.kill(os.getpid(), signal.SIGKILL)
        finally:
            os._exit(9)
    _, status = os.waitpid(pid, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    with build(database, KEY, clock=clock) as again:
        assert recall(again.desk, "event:1").fields == TYPED
    assert TYPED["note"].encode() not in database.read_bytes()
