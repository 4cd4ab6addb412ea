"""SIGKILL on the way: a package being written, taken in, answered, and the return being taken.

A child is forked for each point; it dies there. The next try must succeed, and nothing be lost or
counted twice. ``QINGSHOU_FAULT_POINTS`` tries more points.
"""

import os
import signal
import sys
from functools import cache

import pytest
from sqlalchemy import Engine, event

from tests.exchange.branch_pc import QUIET
from tests.exchange.world import OnStick, check, check_drained, sha256

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")

POINTS = int(os.environ.get("QINGSHOU_FAULT_POINTS", "3"))
WATCHED = ("open", "os.rename", "os.remove", "os.mkdir")
"""What the interpreter tells of files (PEP 578): each is a step at which a child may die."""


class Steps:
    """Counts statements, commits and steps of files, and kills at one of them."""

    def __init__(self, last: int = 0) -> None:
        self.heard, self._last = 0, last

    def hear(self, *_: object) -> None:
        self.heard += 1
        if self.heard == self._last:
            os.kill(os.getpid(), signal.SIGKILL)


_listening: list[Steps] = []


def _audit(name: str, _: object) -> None:
    if _listening and name in WATCHED:
        _listening[-1].hear()


@cache
def _hooked() -> None:
    """Let the interpreter tell of files; a hook stays for good, and does nothing until then."""
    sys.addaudithook(_audit)


def watched(work, steps: Steps) -> None:
    """Do something and let the steps be heard."""
    _hooked()
    event.listen(Engine, "before_cursor_execute", steps.hear)
    event.listen(Engine, "commit", steps.hear)
    _listening.append(steps)
    try:
        work()
    finally:
        _listening.pop()
        event.remove(Engine, "before_cursor_execute", steps.hear)
        event.remove(Engine, "commit", steps.hear)


def killed_at(work, point: int) -> bool:
    """Do something in a forked child that dies at a step; whether it came that far."""
    pid = os.fork()
    if pid == 0:
        try:
            watched(work, Steps(point))
        except BaseException:
            os._exit(9)
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    ended = os.waitstatus_to_exitcode(status)
    assert ended in (0, -signal.SIGKILL), "the child failed instead of being killed"
    return ended != 0


def sweep(open_and_do, count_steps: int, tried) -> None:
    """Kill at points spread over all steps, and look after each."""
    points = sorted({1 + count_steps * number // POINTS for number in range(POINTS)})
    for point in (*points, count_steps):
        if killed_at(open_and_do, point):
            tried()


def steps_of(work) -> int:
    steps = Steps()
    watched(work, steps)
    return steps.heard


def test_killed_while_a_package_is_written_the_next_one_carries_all(world):
    pc = world.pc()
    pc.repay(5_000)
    whole = steps_of(lambda: world.send(pc))
    pc.close()

    def export() -> None:
        pc.open()
        pc.export(world.folder / "stick")

    def next_try() -> None:
        pc.open()
        pc.repay(100)
        sent = world.send(pc)
        [taken] = world.office.take_in(sent.path)
        assert taken.is_in
        carried = {path.name: path for path in (world.folder / "stick").rglob("*.qsp")}
        for path in carried.values():  # what came out whole before the kill is taken as well
            world.note(path)
            [taken] = world.office.take_in(path)
            assert taken.is_in, taken.reason
        check(world)
        pc.close()

    (world.folder / "stick").mkdir()
    sweep(export, whole, next_try)
    pc.open()
    world.drain()
    check_drained(world)


def test_killed_while_a_package_is_taken_in_it_is_taken_in_again(world):
    pc = world.pc()
    pc.repay(5_000)
    sent = world.send(pc)
    whole = steps_of(lambda: world.office.take_in(world.copy(sent, "first.qsp").path))
    pc.repay(700)
    sent = world.send(pc)
    world.office.close()

    def take_in() -> None:
        world.office.open()
        world.office.take_in(sent.path)

    def next_try() -> None:
        nonlocal sent
        world.office.open()
        check(world)
        [taken] = world.office.take_in(sent.path)
        assert taken.is_in, taken.reason
        assert sha256(sent.path) == world.sent[sent.path]
        check(world)
        pc.repay(100)
        sent = world.send(pc)
        world.office.close()

    sweep(take_in, whole, next_try)
    world.office.open()
    world.drain()
    check_drained(world)


def photographed(world, pc) -> None:
    """Have another PC of the branch send a demand with its photograph."""
    photo = os.urandom(2_000)
    pc.demand(photo, f"担保人{photo.hex()[:6]}")
    assert world.office.take_one(world.send(pc).path).parts == 1


def test_killed_while_a_return_is_written_the_next_one_has_a_number_of_its_own(world):
    pc, other = world.pc(), world.new_pc("0417")
    world.exchange(pc)
    photographed(world, other)
    whole = steps_of(lambda: world.answer(pc))
    stick = world.stick()
    world.office.close()

    def answer() -> None:
        world.office.open()
        world.office.answer(pc, stick)

    def next_try() -> None:
        world.office.open()
        taken = pc.take(world.answer(pc).path)
        assert not taken.already
        assert taken.photos.missing == 0
        world.office.close()

    sweep(answer, whole, next_try)
    world.office.open()
    world.drain()
    check_drained(world)


def test_killed_while_a_return_is_taken_it_is_taken_again_with_its_photographs(world):
    pc, other = world.pc(), world.new_pc("0417")
    pc.repay(5_000)
    world.office.take_in(world.send(pc).path)
    photographed(world, other)
    back: OnStick = world.answer(pc)
    whole = steps_of(lambda: pc.take(back.path))
    photographed(world, other)
    back = world.answer(pc)
    pc.close()

    def take() -> None:
        pc.open()
        pc.take(back.path)

    def next_try() -> None:
        nonlocal back
        pc.open()
        taken = pc.take(back.path)
        assert (taken.epoch, taken.number) >= (1, 1)
        assert pc.photos()[1] == []
        assert pc.clocks()[1] == other.clocks()[1]
        assert pc.application.store.verify(QUIET) == []
        check(world)
        photographed(world, other)
        back = world.answer(pc)
        pc.close()

    sweep(take, whole, next_try)
    pc.open()
    world.drain()
    check_drained(world)
