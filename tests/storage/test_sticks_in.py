"""Files off a stick: copied once, never worked on there, never changed."""

import errno
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from desktop.domain.errors import Cancelled, ExpectedFailure
from desktop.domain.package_names import Direction
from desktop.services.progress import CancellableProgress, NoProgress
from desktop.storage.sticks import copying
from desktop.storage.sticks.failures import inbox_failure
from tests.sticks import FakeSticks

QUIET = NoProgress()
KIB = 1024
UP = "B0417A_U0012_20240531.qsp"
PARTS = "B0417A_U0012_20240531.parts"


@pytest.fixture
def sticks(tmp_path):
    return FakeSticks(tmp_path / "stick")


@pytest.fixture
def inbox(tmp_path):
    return tmp_path / "head office" / "inbox"


def put(sticks, name, content=b"sealed" * 400 * KIB):
    path = sticks.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def names(folder):
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file())


def everything(folder):
    """Return what lies in a folder, with the times that a change would leave."""
    return {
        each: (each.stat().st_mtime_ns, each.is_file() and each.read_bytes())
        for each in folder.rglob("*")
    }


def test_copies_lie_in_an_inbox_that_only_its_owner_sees_and_the_stick_is_as_it_was(sticks, inbox):
    files = [put(sticks, UP), put(sticks, f"{PARTS}/aa.qsa", b"photo").parent]
    before = everything(sticks.path)
    came = sticks.carry_in(files, inbox, QUIET)
    assert came == [inbox / UP, inbox / PARTS]
    assert came[0].read_bytes() == files[0].read_bytes()
    assert (inbox / PARTS / "aa.qsa").read_bytes() == b"photo"
    assert everything(sticks.path) == before
    if os.name == "posix":
        modes = [stat.S_IMODE(each.stat().st_mode) for each in (inbox, inbox / PARTS, came[0])]
        assert modes == [0o700, 0o700, 0o600]


def test_a_folder_alone_makes_no_inbox_that_others_see(sticks, inbox):
    sticks.carry_in([put(sticks, f"{PARTS}/aa.qsa", b"photo").parent], inbox, QUIET)
    assert stat.S_IMODE(inbox.stat().st_mode) == 0o700


def test_nothing_to_carry(sticks, inbox):
    assert list(sticks.carry_in([], inbox, QUIET)) == []


def test_the_same_file_is_not_copied_again_whatever_it_is_called(sticks, inbox):
    first = sticks.carry_in([put(sticks, UP)], inbox, QUIET)
    before = everything(inbox)
    renamed = put(sticks, "回执 - 副本.qsp")
    assert sticks.carry_in([sticks.folder / UP, renamed], inbox, QUIET) == first * 2
    assert everything(inbox) == before


def test_other_content_of_the_same_name_gets_another_name_and_keeps_it(sticks, inbox):
    sticks.carry_in([put(sticks, UP, b"first")], inbox, QUIET)
    for content, name in (
        (b"other", "B0417A_U0012_20240531 (2).qsp"),
        (b"third, longer", "B0417A_U0012_20240531 (3).qsp"),
        (b"other", "B0417A_U0012_20240531 (2).qsp"),
        (b"first", UP),
    ):
        (came,) = sticks.carry_in([put(sticks, UP, content)], inbox, QUIET)
        assert (came.name, came.read_bytes()) == (name, content)
    assert len(names(inbox)) == 3


def test_a_copy_that_went_bad_on_the_disk_is_copied_again(sticks, inbox):
    (came,) = sticks.carry_in([put(sticks, UP, b"whole")], inbox, QUIET)
    came.write_bytes(b"wrong")
    (again,) = sticks.carry_in([sticks.folder / UP], inbox, QUIET)
    assert again.read_bytes() == b"whole"


def test_an_empty_file_is_a_file_too(sticks, inbox):
    (came,) = sticks.carry_in([put(sticks, UP, b"")], inbox, QUIET)
    assert came.read_bytes() == b""


def test_what_an_earlier_try_left_in_the_inbox_is_removed(sticks, inbox):
    inbox.mkdir(parents=True)
    (inbox / f"{UP}.part").write_bytes(b"half")
    (inbox / "other.qsp.part").write_bytes(b"half")
    sticks.carry_in([put(sticks, UP)], inbox, QUIET)
    assert names(inbox) == [UP]


@pytest.mark.parametrize("at", range(7))
def test_cancelled_at_any_report_the_inbox_has_whole_files_only(sticks, inbox, at):
    path = put(sticks, UP)
    reports = []
    progress = CancellableProgress(lambda *told: reports.append(told), lambda: len(reports) == at)
    with pytest.raises(Cancelled):
        sticks.carry_in([path], inbox, progress)
    assert not inbox.exists() or names(inbox) == []


def test_a_second_person_waits_and_leaves_the_unfinished_file_of_the_first_alone(sticks, inbox):
    path, second_is_there = put(sticks, UP), Event()

    def hear(stage, done, total):
        if stage == "wait" or done == total:
            second_is_there.set()

    def follow(stage, done, total):
        if 0 < done < total and not followers:
            followers.append(pool.submit(sticks.carry_in, [path], inbox, CancellableProgress(hear)))
            assert second_is_there.wait(60)

    followers = []
    with ThreadPoolExecutor(1) as pool:
        came = sticks.carry_in([path], inbox, CancellableProgress(follow))
        assert followers[0].result(60) == came
    assert names(inbox) == [UP]


def test_who_waits_for_another_person_can_cancel(sticks, inbox):
    path = put(sticks, UP)
    is_tired = []
    progress = CancellableProgress(
        lambda stage, *_: is_tired.append(stage), lambda: "wait" in is_tired
    )

    def follow(stage, done, total):
        if 0 < done < total and not is_tired:
            with pytest.raises(Cancelled):
                sticks.carry_in([path], inbox, progress)

    sticks.carry_in([path], inbox, CancellableProgress(follow))
    assert names(inbox) == [UP]


def test_a_stick_that_is_gone(sticks, inbox):
    path = put(sticks, UP)
    sticks.pull_out()
    with pytest.raises(ExpectedFailure) as caught:
        sticks.carry_in([path], inbox, QUIET)
    assert caught.value.code == "stick_gone"
    assert not inbox.exists()


def test_an_inbox_that_cannot_be_made(sticks, inbox):
    inbox.parent.write_bytes(b"a file in the way")
    with pytest.raises(ExpectedFailure) as caught:
        sticks.carry_in([put(sticks, UP)], inbox, QUIET)
    assert caught.value.params == {"folder": str(inbox)}
    assert caught.value.code == "inbox_unwritable"


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "disk_full"), (errno.EDQUOT, "disk_full"), (errno.EIO, "inbox_unwritable")],
)
def test_what_errors_of_the_inbox_mean(inbox, number, code):
    assert inbox_failure(OSError(number, "said"), inbox / UP, inbox).code == code


def test_a_full_disk_at_the_last_moment_leaves_nothing_half(sticks, inbox, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(copying.os, "fsync", full)
    with pytest.raises(ExpectedFailure) as caught:
        sticks.carry_in([put(sticks, UP)], inbox, QUIET)
    assert caught.value.code == "disk_full"
    assert names(inbox) == []


def listed(sticks, direction, branch=""):
    return [each.name for each in sticks.packages_on(sticks.path, direction, branch)]


@pytest.fixture
def mixed(sticks):
    """A stick of two branches, with things that are no packages."""
    for name in (
        UP,
        "B0417A_U10000_20250101.qsp",
        "B0417B_U0009_20240531.qsp",
        "B0418C_U0003_20240531.qsp",
        "B0417_D0002_20240602.qsp",
        "回执.QSP",
        "._B0417A_U0012_20240531.qsp",
        f"{UP}.part",
        "照片.jpg",
    ):
        put(sticks, name, b"x")
    (sticks.path / "B0417A_U0011_20240430.qsp").write_bytes(b"x")
    (sticks.folder / "B0417A_U0010_20240331.qsp").mkdir()
    return sticks


def test_packages_are_listed_by_branch_oldest_number_first(mixed):
    assert listed(mixed, Direction.UP) == [
        "B0417A_U0011_20240430.qsp",
        UP,
        "B0417A_U10000_20250101.qsp",
        "B0417B_U0009_20240531.qsp",
        "B0418C_U0003_20240531.qsp",
        "回执.QSP",
    ]


def test_a_branch_finds_its_own_returns_among_those_of_others(mixed):
    assert listed(mixed, Direction.DOWN, "0417") == ["B0417_D0002_20240602.qsp"]
    assert listed(mixed, Direction.DOWN, "0418") == []
    assert listed(mixed, Direction.UP, "0418") == ["B0418C_U0003_20240531.qsp"]


def test_the_folder_itself_may_be_chosen(mixed):
    assert len(mixed.packages_on(mixed.folder, Direction.UP)) == 5


def test_a_stick_that_is_gone_cannot_be_listed(mixed):
    mixed.pull_out()
    with pytest.raises(ExpectedFailure) as caught:
        listed(mixed, Direction.UP)
    assert caught.value.params == {"folder": str(mixed.path)}
    assert caught.value.code == "stick_gone"


def test_the_parts_of_a_package_lie_beside_it(sticks):
    path = put(sticks, UP)
    assert sticks.parts_beside(path) is None
    folder = put(sticks, f"{PARTS}/aa.qsa").parent
    assert sticks.parts_beside(path) == folder
    assert sticks.parts_beside(path.with_name("B0417A_U0012_20240531 (2).qsp")) == folder
    assert sticks.parts_beside(path.with_name("回执.qsp")) is None
