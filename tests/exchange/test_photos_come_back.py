"""Photographs that prove an act come down again to a PC that has the act without them.

Whatever becomes of them holds up no money; what is missing is told, and comes with a later return.
"""

import shutil
from dataclasses import replace
from hashlib import sha256
from types import SimpleNamespace

import pytest

from desktop.cli.head_office import _photos as in_command
from desktop.domain.errors import Cancelled, ExpectedFailure
from desktop.domain.package_names import part_file
from desktop.services.exchange import packing
from desktop.services.exchange.incoming import preview_return, take_return
from desktop.services.exchange.standing import standing
from desktop.services.office import photos
from desktop.services.office.handing_out import hand_out
from desktop.services.office.keys import rotate_office_key
from desktop.services.office.registering import revoke
from desktop.services.office.return_slips import issue_slip
from desktop.services.office.returning import write_returns
from desktop.services.progress import CancellableProgress
from desktop.sync.upcast import NEWEST
from desktop.ui.pages.exchange.facts import standing_facts
from desktop.ui.pages.exchange.return_words import change_lines
from desktop.ui.pages.office.returns_page import written_columns
from tests.exchange.branch_pc import CHECKER, QUIET
from tests.exchange.office import SECOND
from tests.exchange.test_faults_of_returns import drained
from tests.sticks import FakeSticks

PHOTOS = (b"the first photograph", b"the second one", b"the third")
FIRST, *_ = HASHES = [sha256(each).hexdigest() for each in PHOTOS]


def replaced(world, old, schema=NEWEST):
    """Let a PC burn down, and another one take its place that has sent its first package."""
    replica_id = old.replica_id
    world.discard(old)
    revoke(world.office.desk, old.branch, replica_id, "机器烧毁", SECOND)
    new = world.new_pc(old.branch)
    new.runs(schema)
    world.office.take_in(world.send(new).path)
    return new


@pytest.fixture
def burnt(world):
    """A demand with its photograph and cash, sent up by a PC that then burnt down."""
    pc = world.pc()
    pc.demand(PHOTOS[0])
    pc.repay(100)
    world.exchange(pc)
    return pc, pc.clocks()


def parts_of(made):
    return made.path.with_suffix(".parts")


def test_what_a_burnt_pc_had_proved_is_proved_again_at_the_one_in_its_place(world, burnt):
    old, proved = burnt
    new = replaced(world, old)
    back = world.answer(new)
    seen = preview_return(new.desk(), back.path, QUIET)
    assert (seen.photos.came, seen.photos.missing) == (1, 0)
    assert new.clocks() != proved
    taken = new.take(back.path)
    assert (taken.photos.came, taken.photos.missing, taken.photos.trouble) == (1, 0, None)
    assert new.clocks() == proved
    assert new.photos() == ({FIRST}, [])
    assert new.application.store.verify(QUIET) == []
    [line] = [each for each in change_lines(taken, "zh") if "照片" in each]
    assert "1 张" in line
    sent = world.send(new)
    assert not parts_of(sent).exists()  # head office has it
    world.office.take_in(sent.path)
    assert not parts_of(world.answer(new)).exists()  # and so has this PC


def test_two_pcs_of_a_branch_come_to_have_each_others_photographs(world):
    pc, other = world.pc(), world.new_pc("0417")
    pc.demand(PHOTOS[0])
    other.demand(PHOTOS[1], "李保证")
    drained(world)
    assert pc.photos() == other.photos() == (set(HASHES[:2]), [])
    assert pc.clocks() == other.clocks()


def test_what_a_restored_pc_had_lost_comes_back_with_its_photograph(world):
    pc = world.pc()
    world.exchange(pc)
    copy = pc.back_up()
    pc.demand(PHOTOS[0])
    proved = pc.clocks()
    world.office.take_in(world.send(pc).path)
    world.restore(pc, copy)
    world.exchange(pc)
    assert pc.clocks() == proved


def test_photographs_that_do_not_come_whole_hold_up_nothing_and_come_next_time(world):
    """One is missing, one cut, one has a bit turned, one is sealed to another PC, one is another
    one under its name, rightly sealed; the last is sound.
    """
    old, room = world.pc(), world.office.program
    contents = [b"%d" % number * 50 for number in range(6)]
    for number, content in enumerate(contents):
        old.demand(content, f"担保人{number}")
    old.repay(100)
    world.exchange(old)
    proved, new = old.clocks(), replaced(world, old)
    back = world.answer(new)
    gone, short, turned, sealed, other, _ = [
        parts_of(back) / part_file(sha256(each).hexdigest()) for each in contents
    ]
    with world.office.desk.collection.read() as queries:
        [own] = [each.keys for each in queries.replicas() if each.revoked_on is None]
    stranger = room.public(room.new_keys())
    gone.unlink()
    short.write_bytes(short.read_bytes()[:-9])
    turned.write_bytes(turned.read_bytes()[:-20] + bytes(20))
    for path, content, keys in ((sealed, contents[3], stranger), (other, contents[0], own)):
        path.unlink()
        room.write_part(path, content, [keys])
    taken = new.take(back.path)
    assert sum(new.receipts().values()) == 100
    assert (taken.photos.came, taken.photos.missing) == (1, 5)
    assert len(new.photos()[0]) == 1
    assert new.clocks() != proved
    said = "\n".join(change_lines(taken, "zh"))
    assert "还缺照片 5 张" in said
    assert "附件" in said
    world.exchange(new)
    assert new.clocks() == proved
    drained(world)


def test_a_photograph_that_was_left_behind_is_taken_with_the_same_return(world, burnt):
    old, proved = burnt
    new = replaced(world, old)
    back = world.answer(new)
    aside = parts_of(back).rename(back.path.with_name("aside"))
    assert new.take(back.path).photos.missing == 1
    aside.rename(parts_of(back))
    again = new.take(back.path)
    assert (again.already, again.photos.came) == (True, 1)
    assert new.clocks() == proved


def test_stopped_between_photographs_the_return_is_in_and_the_rest_comes_later(world):
    pc, other = world.pc(), world.new_pc("0417")
    for name, photo in zip("甲乙丙", PHOTOS, strict=True):
        other.demand(photo, name)
    world.exchange(other)
    world.office.take_in(world.send(pc).path)
    back = world.answer(pc)

    def stop(stage, done, total):
        if stage == "attachments" and done == 1:
            raise Cancelled

    progress = CancellableProgress(stop)
    taken = take_return(pc.desk(), back.path, CHECKER, progress)
    assert (taken.photos.came, taken.photos.missing) == (1, 2)
    assert pc.photos() == ({FIRST}, HASHES[1:])
    assert pc.take(back.path).photos.came == 2


def test_no_return_carries_more_than_its_share_and_the_oldest_go_first(world, monkeypatch):
    old = world.pc()
    for name, photo in zip("甲乙丙", PHOTOS, strict=True):
        old.demand(photo, name)
    world.exchange(old)
    proved = old.clocks()
    new = replaced(world, old)
    monkeypatch.setattr(photos, "_MOST", 2)
    monkeypatch.setattr(photos, "_MOST_BYTES", len(PHOTOS[0]) + len(PHOTOS[1]))
    taken = new.take(world.answer(new).path)
    assert (taken.photos.came, taken.photos.missing) == (2, 1)
    assert new.photos()[1] == HASHES[2:]
    monkeypatch.setattr(photos, "_MOST", 1)
    world.exchange(new)
    assert new.clocks() == proved


def test_what_head_office_lost_is_not_promised_and_comes_from_whoever_has_it(world):
    pc = world.pc()
    pc.demand(PHOTOS[0])
    world.exchange(pc)
    [kept] = world.office.received_parts()
    kept.write_bytes(kept.read_bytes()[:-1])
    other = world.new_pc("0417")
    world.office.take_in(world.send(other).path)
    [made, *_] = [
        each
        for each in write_returns(world.office.desk, ["0417"], None, QUIET)
        if each.stored.replica_id == other.replica_id
    ]
    assert (made.parts, made.parts_left) == (0, 1)
    assert other.take(made.path).photos.missing == 1
    world.exchange(pc)  # is told that head office has it no more
    world.exchange(pc)
    world.exchange(other)
    assert other.clocks() == pc.clocks()


def test_photographs_that_nobody_has_keep_none_from_being_asked_for(world, monkeypatch):
    old = world.pc()
    old.demand(PHOTOS[0], "甲")
    sent = world.send(old)
    shutil.rmtree(parts_of(sent))
    world.office.take_in(sent.path)
    old.demand(PHOTOS[1], "乙")
    sent = world.send(old)
    (parts_of(sent) / part_file(FIRST)).unlink()
    world.office.take_in(sent.path)
    new = replaced(world, old)
    back = world.answer(new)
    shutil.rmtree(parts_of(back))
    new.take(back.path)
    monkeypatch.setattr(packing, "_MOST_LACKED", 1)
    world.exchange(new)
    assert new.photos() == ({HASHES[1]}, [FIRST])


def test_a_photograph_that_cannot_be_read_just_now_is_not_given_up(world, burnt):
    """A scanner for viruses holds the file, say: nobody else has it any more."""
    old, proved = burnt
    new, desk = replaced(world, old), world.office.desk

    class Held(type(desk.packages)):
        def read_part(self, path, own, mark):
            raise ExpectedFailure("package_unreadable", file=path.name)

    held = replace(desk, packages=Held())
    [made] = write_returns(held, ["0417"], None, QUIET)
    assert (made.parts, made.parts_left) == (0, 1)
    new.take(made.path)
    new.take(world.answer(new).path)
    assert new.clocks() == proved


def test_keys_that_head_office_replaced_still_open_the_photographs_of_their_time(world, burnt):
    old, proved = burnt
    for _ in range(2):
        rotate_office_key(world.office.desk, SECOND)
        for _ in range(2):
            world.exchange(old)
    world.office.enrolment().unlink()  # it names the first keys
    with world.office.desk.store.read() as queries:
        assert len(queries.head_office().former) == 1
    new = replaced(world, old)
    new.take(world.answer(new).path)
    assert new.clocks() == proved


@pytest.mark.parametrize("schema", ["0003", "0004"])
def test_a_pc_of_an_older_program_takes_the_return_with_photographs_beside_it(world, burnt, schema):
    old, _ = burnt
    new = replaced(world, old, schema)
    back = world.answer(new)
    assert parts_of(back).is_dir()
    new.take(back.path)
    assert sum(new.receipts().values()) == 100


def test_photographs_that_find_no_room_keep_no_return_from_the_stick(world, tmp_path):
    old = world.pc()
    old.demand(bytes(2_000_000))
    world.exchange(old)
    proved = old.clocks()
    new = replaced(world, old)
    sticks = FakeSticks(tmp_path / "stick")
    sticks.room = 1_000_000
    desk = replace(world.office.desk, sticks=sticks)
    done = hand_out(desk, ["0417"], sticks.path, QUIET)
    assert isinstance(done.trouble, ExpectedFailure)
    assert (done.is_carried, done.trouble.code) == (True, "stick_full")
    assert done.slip is not None
    [lying] = [each for each in done.written if each.parts]
    taken = new.take(lying.on_stick)
    assert (taken.photos.came, taken.photos.missing) == (0, 1)
    world.exchange(new)
    assert new.clocks() == proved


def test_photographs_leave_head_offices_disk_room_for_returns(world, burnt, monkeypatch):
    old, proved = burnt
    new, desk = replaced(world, old), world.office.desk
    with monkeypatch.context() as small:
        small.setattr(photos.shutil, "disk_usage", lambda _: SimpleNamespace(free=30))
        [made] = write_returns(desk, ["0417"], None, QUIET)
    assert (made.parts, made.parts_left) == (0, 1)
    new.take(made.path)
    new.take(world.answer(new).path)
    assert new.clocks() == proved


def test_photographs_that_were_not_all_sealed_are_not_kept(world):
    old = world.pc()
    for name, photo in zip("甲乙", PHOTOS[:2], strict=True):
        old.demand(photo, name)
    world.exchange(old)
    replaced(world, old)
    desk = world.office.desk

    class Full(type(desk.packages)):
        def write_part(self, path, content, recipients):
            if content != PHOTOS[0]:
                raise ExpectedFailure("disk_full", file=path.name)
            super().write_part(path, content, recipients)

    [made] = write_returns(replace(desk, packages=Full()), ["0417"], None, QUIET)
    assert (made.parts, made.parts_left, made.trouble.code) == (0, 2, "disk_full")
    assert not parts_of(made).exists()


def test_parts_of_returns_that_a_newer_one_replaced_are_not_kept(world, burnt):
    old, _ = burnt
    new = replaced(world, old)
    for _ in range(2):
        [made] = write_returns(world.office.desk, ["0417"], None, QUIET)
    kept = [each.name for each in made.path.parent.glob("*.parts")]
    assert kept == [parts_of(made).name]
    assert [each.name for each in parts_of(made).iterdir()] == [part_file(FIRST)]
    assert new.branch == "0417"


def test_head_office_its_slip_and_the_page_sync_say_how_many_go_and_how_many_are_missing(
    world, burnt
):
    new = replaced(world, burnt[0])
    desk = world.office.desk
    [made] = write_returns(desk, ["0417"], None, QUIET)
    [column] = [each for each in written_columns("zh") if each.key == "photos"]
    assert column.text_of(made) == "1 / 1"
    assert f"{made.short_hash} 照片 1 张" in issue_slip(desk, [made]).facts
    assert "照片 1 张" in in_command(made)
    shutil.rmtree(parts_of(made))
    new.take(made.path)
    seen = standing(new.desk())
    assert seen.photos_missing == 1
    assert "还缺照片 1 张" in standing_facts(seen, new.clock.today(), "zh")[-1].words
