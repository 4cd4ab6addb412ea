"""Background work: where it runs, how it ends, and that nothing is left running."""

import threading

import pytest

from desktop.domain.errors import Cancelled, ExpectedFailure
from desktop.ui.jobs import Jobs


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.close()


def forever(started):
    """Return work that goes on until it is cancelled."""

    def work(progress):
        started.set()
        while True:
            progress.report("write", 3, 10)

    return work


def nothing(progress):
    return None


def test_a_result_comes_back_on_the_windows_thread(jobs, qtbot):
    came = []
    jobs.run(
        "read",
        lambda progress: threading.get_ident(),
        lambda result: came.append((result, threading.get_ident())),
    )
    qtbot.waitUntil(lambda: bool(came))
    worker, window = came[0]
    assert window == threading.get_ident() != worker


def test_everything_that_touches_the_database_runs_on_one_worker_in_order(jobs, qtbot):
    came = []
    for number in range(20):
        jobs.run("read", lambda progress, n=number: (n, threading.get_ident()), came.append)
    qtbot.waitUntil(lambda: len(came) == 20)
    assert [number for number, _ in came] == list(range(20))
    assert len({thread for _, thread in came}) == 1


def test_a_refusal_goes_to_who_asked_else_to_the_window(jobs, qtbot):
    def refuse(progress):
        raise ExpectedFailure("disk_full")

    mine, ended = [], []
    jobs.run("write", refuse, print, on_error=mine.append, on_end=lambda: ended.append(1))
    qtbot.waitUntil(lambda: bool(ended))
    assert mine[0].code == "disk_full"
    with qtbot.waitSignal(jobs.refused) as shown:
        jobs.run("write", refuse, print)
    assert shown.args[0].code == "disk_full"


def test_a_bug_is_told_apart_from_a_refusal(jobs, qtbot):
    with qtbot.waitSignal(jobs.crashed) as shown:
        jobs.run("read", lambda progress: 1 // 0, print)
    assert isinstance(shown.args[0], ZeroDivisionError)


def test_a_cancelled_job_shows_nothing_but_ends(jobs, qtbot):
    started, seen = threading.Event(), []
    jobs.refused.connect(seen.append)
    jobs.crashed.connect(seen.append)
    job = jobs.run(
        "import", forever(started), seen.append, seen.append, on_end=lambda: seen.append("end")
    )
    started.wait(120)
    job.cancel()
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert seen == ["end"]


def test_work_that_was_done_when_the_cancel_came_is_delivered(jobs, qtbot):
    started, gate, came = threading.Event(), threading.Event(), []

    def commit(progress):
        started.set()
        return gate.wait(120)

    job = jobs.run("write", commit, came.append)
    started.wait(120)
    job.cancel()
    gate.set()
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert came == [True]


def test_an_abandoned_question_is_not_answered(jobs, qtbot):
    gate, came = threading.Event(), []
    old = jobs.run("read", lambda progress: gate.wait(120), lambda _: came.append("old"))
    old.abandon()
    jobs.run("read", nothing, lambda _: came.append("new"))
    gate.set()
    qtbot.waitUntil(lambda: bool(came))
    assert came == ["new"]


def test_the_bar_comes_after_300_ms_with_the_stage_and_goes_with_the_work(jobs, qtbot):
    started = threading.Event()
    with qtbot.waitSignal(jobs.busy) as shown:
        job = jobs.run("import", forever(started), print)
    assert shown.args == [job]
    qtbot.waitUntil(lambda: (job.stage, job.done, job.total) == ("write", 3, 10))
    with qtbot.waitSignal(jobs.busy) as gone:
        job.cancel()
    assert gone.args == [None]


def test_quick_work_shows_no_bar(jobs, qtbot):
    jobs._timer.setInterval(600_000)  # "quick" whatever else the machine does
    shown, ended = [], []
    jobs.busy.connect(shown.append)
    jobs.run("read", nothing, ended.append)
    qtbot.waitUntil(lambda: bool(ended))
    assert shown == []
    assert not jobs._timer.isActive()


def test_closing_stops_the_workers_and_leaves_no_thread(qapp):
    jobs, started = Jobs(), threading.Event()
    jobs.run("import", forever(started), print)
    jobs.run("render", nothing, print, database=False)
    started.wait(120)
    jobs.close()
    names = [thread.name for thread in threading.enumerate()]
    assert not [name for name in names if name.startswith(("database", "rendering"))]


def test_a_service_sees_the_cancel_as_cancelled(jobs, qtbot):
    started, raised = threading.Event(), []

    def work(progress):
        try:
            forever(started)(progress)
        except Cancelled as error:
            raised.append(error)
            raise

    job = jobs.run("import", work, print)
    started.wait(120)
    job.cancel()
    qtbot.waitUntil(lambda: bool(raised))
    qtbot.waitUntil(lambda: not jobs.is_busy)
