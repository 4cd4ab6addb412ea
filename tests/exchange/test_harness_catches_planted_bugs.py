"""The invariants prove themselves: with the wrong rules planted, they find what is lost.

These are the rules that lose records in most simulated runs (sync design).
"""

import shutil

import pytest

from desktop.services.exchange import packing
from desktop.storage.collection.database import SqlCollectionQueries
from tests.exchange.programs import LATER
from tests.exchange.world import World, check_drained


def since_the_last_export(queries):
    """Send what was written since the last package, as if writing one made it arrive."""
    sent = queries.sent_packages()
    return queries.entry_no(sent[0].to_head) if sent else 0


def after_the_highest_number(queries):
    """Send what follows the package with the highest number that was ever acknowledged."""
    answered = queries.package_answers()
    known = [each for each in queries.sent_packages() if each.manifest_hash in answered]
    ends = {each.number: queries.entry_no(each.to_head) or 0 for each in known}
    return ends[max(ends)] if ends else 0


def a_package_is_lost(world: World) -> None:
    pc = world.pc()
    pc.repay(100)
    world.send(pc).path.unlink()
    pc.repay(200)


def head_office_is_restored(world: World) -> None:
    pc = world.pc()
    world.exchange(pc)
    world.office.back_up()
    for fen in (200, 300, 400, 500):
        pc.repay(fen)
        world.exchange(pc)
    world.office.restore(world.office.copies[0], told=True)


@pytest.mark.parametrize(
    ("story", "planted"),
    [
        (a_package_is_lost, since_the_last_export),
        (head_office_is_restored, since_the_last_export),
        (head_office_is_restored, after_the_highest_number),
    ],
)
def test_a_cursor_by_the_wrong_rule_is_caught(world, monkeypatch, story, planted):
    monkeypatch.setattr(packing, "cursor_of", planted)
    story(world)
    world.drain()
    with pytest.raises(AssertionError, match="I1: money that never arrived"):
        check_drained(world)


def a_newer_pc_breaks(world: World) -> None:
    """Nobody has what it wrote but head office, which cannot read it yet."""
    pc = world.new_pc("0417")
    pc.runs(LATER)
    pc.repay(100)
    world.exchange(pc)
    world.discard(pc)


def test_a_newer_package_that_is_forgotten_is_caught(world, monkeypatch):
    monkeypatch.setattr(SqlCollectionQueries, "unread", lambda _: [])
    a_newer_pc_breaks(world)
    world.drain()
    with pytest.raises(AssertionError, match="a newer package that was never read"):
        check_drained(world)


def test_a_gap_that_is_acknowledged_is_caught(world, monkeypatch):
    """Head office says of everything that it is complete."""
    monkeypatch.setattr(SqlCollectionQueries, "is_complete", lambda *_: True)
    head_office_is_restored(world)
    world.drain()
    with pytest.raises(AssertionError, match="I1: money that never arrived"):
        check_drained(world)


def a_photograph_is_left_behind(world: World) -> None:
    """It went up; the folder beside the return that should bring it to the other PC got lost."""
    pc, other = world.pc(), world.new_pc("0417")
    pc.demand(b"photograph")
    world.exchange(pc)
    world.office.take_in(world.send(other).path)
    back = world.answer(other)
    shutil.rmtree(back.path.with_suffix(".parts"))
    other.take(back.path)


def test_a_photograph_that_nobody_asks_for_again_is_caught(world, monkeypatch):
    monkeypatch.setattr(SqlCollectionQueries, "parts_lacked", lambda *_: [])
    a_photograph_is_left_behind(world)
    world.drain()
    with pytest.raises(AssertionError, match="a photograph that did not come back"):
        check_drained(world)


STORIES = [
    a_package_is_lost,
    head_office_is_restored,
    a_newer_pc_breaks,
    a_photograph_is_left_behind,
]


@pytest.mark.parametrize("story", STORIES)
def test_the_right_rule_passes_the_same_stories(world, story):
    story(world)
    world.drain()
    check_drained(world)
