"""Files onto a stick: whole and read back, or gone again; nothing that was there is touched."""

import errno
import os
import subprocess
from pathlib import Path

import pytest

from desktop.domain.errors import Cancelled, ExpectedFailure
from desktop.domain.package_names import FOLDER
from desktop.services.progress import CancellableProgress, NoProgress
from desktop.storage.sticks import copying, out
from desktop.storage.sticks.failures import stick_failure
from desktop.storage.sticks.fat import LARGEST, takes_name
from tests.sticks import FakeSticks

QUIET = NoProgress()
KIB = 1024
NAME = "B0417A_U0012_20240531.qsp"
PARTS = "B0417A_U0012_20240531.parts"


@pytest.fixture
def sticks(tmp_path):
    return FakeSticks(tmp_path / "stick")


@pytest.fixture
def package(tmp_path):
    return spooled(tmp_path, NAME, 3000 * KIB)


@pytest.fixture
def parts(tmp_path):
    for number in range(3):
        spooled(tmp_path / "spool" / PARTS, f"{number:064x}.qsa", 40 * KIB + number, below="")
    return tmp_path / "spool" / PARTS


def spooled(folder, name, size, below="spool"):
    path = folder / below / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((name.encode() + b"0123456789")[:16] * (size // 16 + 1))
    return path


def refusal(sticks, *files, progress=QUIET):
    with pytest.raises(ExpectedFailure) as caught:
        sticks.carry_out(files, sticks.path, progress)
    return caught.value


def contents(folder):
    """Return every file below a folder with its bytes."""
    files = (each for each in folder.rglob("*") if each.is_file())
    return {str(each.relative_to(folder)): each.read_bytes() for each in files}


def test_a_package_and_its_parts_lie_on_the_stick_as_they_were_made(sticks, package, parts):
    there = sticks.carry_out([package, parts], sticks.path, QUIET)
    assert there == [sticks.folder / NAME, sticks.folder / PARTS]
    assert contents(sticks.folder) == contents(package.parent)


def test_the_folder_of_the_stick_may_be_chosen_itself(sticks, package):
    sticks.folder.mkdir()
    assert sticks.carry_out([package], sticks.folder, QUIET) == [sticks.folder / NAME]
    assert sorted(sticks.path.rglob("*")) == [sticks.folder, sticks.folder / NAME]


def test_what_a_spool_has_unfinished_or_hidden_does_not_travel(sticks, parts):
    (parts / "x.qsa.part").write_bytes(b"half")
    (parts / ".DS_Store").write_bytes(b"mac")
    (parts / "deeper").mkdir()
    sticks.carry_out([parts], sticks.path, QUIET)
    assert [each.suffix for each in (sticks.folder / PARTS).iterdir()] == [".qsa"] * 3


def test_several_branches_share_a_stick(sticks, package, tmp_path):
    other = spooled(tmp_path, "B0418B_U0003_20240531.qsp", 5)
    sticks.carry_out([package], sticks.path, QUIET)
    sticks.carry_out([other], sticks.path, QUIET)
    assert contents(sticks.folder) == contents(package.parent)


def test_a_second_time_nothing_is_written(sticks, package, parts):
    first = sticks.carry_out([package, parts], sticks.path, QUIET)
    before = {each: each.stat().st_mtime_ns for each in sticks.folder.rglob("*")}
    sticks.room = 0
    assert sticks.carry_out([package, parts], sticks.path, QUIET) == first
    assert {each: each.stat().st_mtime_ns for each in sticks.folder.rglob("*")} == before


@pytest.mark.parametrize("there", [NAME, NAME.lower()])
@pytest.mark.parametrize("content", [b"another", None], ids=["shorter", "as long"])
def test_another_file_of_that_name_is_not_overwritten(sticks, package, there, content):
    """A stick takes large and small letters for the same."""
    sticks.folder.mkdir()
    other = sticks.folder / there
    other.write_bytes(content or bytes(package.stat().st_size))
    before = other.read_bytes()
    assert refusal(sticks, package).params == {"file": NAME, "folder": str(sticks.folder)}
    assert contents(sticks.path) == {f"{FOLDER}/{there}": before}


def test_the_same_file_in_other_letters_is_there_already(sticks, package):
    sticks.folder.mkdir()
    (sticks.folder / NAME.lower()).write_bytes(package.read_bytes())
    sticks.carry_out([package], sticks.path, QUIET)
    assert [each.name for each in sticks.folder.iterdir()] == [NAME.lower()]


def test_two_files_that_a_stick_could_not_tell_apart_are_refused(sticks, tmp_path):
    files = [spooled(tmp_path, NAME, 5), spooled(tmp_path, NAME, 6, below="elsewhere")]
    assert refusal(sticks, *files).code == "stick_file_exists"
    assert contents(sticks.path) == {}


def test_a_folder_where_the_file_should_be_stays(sticks, package):
    (sticks.folder / NAME).mkdir(parents=True)
    assert refusal(sticks, package).code == "stick_file_exists"
    assert (sticks.folder / NAME).is_dir()


def test_a_file_where_the_folder_should_be_stays(sticks, package):
    sticks.folder.write_bytes(b"a note")
    assert refusal(sticks, package).code == "stick_file_exists"
    assert sticks.folder.read_bytes() == b"a note"


def test_what_an_earlier_try_left_is_removed(sticks, package, parts):
    (sticks.folder / PARTS).mkdir(parents=True)
    for name in (f"{NAME}.part", "B0417A_U0011_20240430.qsp.part", f"{PARTS}/x.qsa.part"):
        (sticks.folder / name).write_bytes(b"half")
    sticks.carry_out([package, parts], sticks.path, QUIET)
    assert contents(sticks.folder) == contents(package.parent)


def test_room_for_all_is_asked_for_before_anything_is_written(sticks, package, parts):
    sticks.room = 3000 * KIB
    error = refusal(sticks, package, parts)
    assert error.code == "stick_full"
    assert error.params == {
        "folder": str(sticks.path),
        "needed_mb": 4,
        "free_mb": 2,
        "missing_mb": 1,
    }
    assert list(sticks.path.iterdir()) == []


def test_what_is_there_already_needs_no_room(sticks, package, parts):
    sticks.carry_out([package], sticks.path, QUIET)
    sticks.room = 3 * 64 * KIB
    sticks.carry_out([package, parts], sticks.path, QUIET)
    assert contents(sticks.folder) == contents(package.parent)


def test_a_locked_stick(sticks, package):
    sticks.locked = True
    assert refusal(sticks, package).code == "stick_read_only"


@pytest.mark.parametrize("after", [0, 1024, 3000, 5000, 6000])
def test_a_stick_pulled_out_is_told_and_the_next_try_succeeds(sticks, package, after):
    sticks.pulled_after = after
    assert refusal(sticks, package).code == "stick_gone"
    assert sticks.found() == ()
    sticks.plug_in()
    assert set(contents(sticks.path)) <= {f"{FOLDER}/{NAME}.part"}
    sticks.carry_out([package], sticks.path, QUIET)
    assert contents(sticks.folder) == {NAME: package.read_bytes()}


def test_a_stick_that_gives_back_other_bytes_is_found_out(sticks, package):
    sticks.corrupts = True
    assert refusal(sticks, package).code == "stick_read_back_wrong"
    assert list(sticks.path.iterdir()) == []


def test_what_was_finished_before_the_failure_stays_and_is_whole(sticks, package, parts):
    sticks.pulled_after = 6000 + 100
    assert refusal(sticks, package, parts).code == "stick_gone"
    sticks.plug_in()
    sticks.carry_out([package, parts], sticks.path, QUIET)
    assert contents(sticks.folder) == contents(package.parent)


@pytest.mark.parametrize("at", range(9))
def test_cancelled_at_any_report_nothing_unfinished_stays(sticks, package, at):
    reports = []
    progress = CancellableProgress(lambda *told: reports.append(told), lambda: len(reports) == at)
    with pytest.raises(Cancelled):
        sticks.carry_out([package], sticks.path, progress)
    whole = {f"{FOLDER}/{NAME}": package.read_bytes()}
    assert contents(sticks.path) in ({}, whole)
    assert sticks.folder.exists() == bool(contents(sticks.path))


def test_a_file_that_appears_in_the_meantime_is_not_overwritten(sticks, package):
    def somebody_else(stage, done, total):
        if stage == "carry" and done:
            (sticks.folder / NAME).write_bytes(b"other")

    error = refusal(sticks, package, progress=CancellableProgress(somebody_else))
    assert error.code == "stick_file_exists"
    assert contents(sticks.folder) == {NAME: b"other"}


def test_a_folder_that_cannot_be_made_leaves_none_above_it(sticks, parts, monkeypatch):
    make = Path.mkdir

    def full(path, *rest, **named):
        if path.name == PARTS:
            raise OSError(errno.ENOSPC, "full")
        make(path, *rest, **named)

    monkeypatch.setattr(Path, "mkdir", full)
    assert refusal(sticks, parts).code == "stick_full"
    assert list(sticks.path.iterdir()) == []


def test_progress_ends_with_all_of_it(sticks, package, parts):
    told = []
    sticks.carry_out([package, parts], sticks.path, CancellableProgress(lambda *t: told.append(t)))
    done = [each for stage, *each in told if stage == "carry"]
    assert done == sorted(done) and done[-1][0] == done[-1][1] > 6000


def test_a_file_larger_than_fat_takes_is_refused(sticks, tmp_path):
    path = spooled(tmp_path, NAME, 1)
    with path.open("rb+") as file:
        file.truncate(LARGEST + 1)  # a hole, no bytes
    assert refusal(sticks, path).code == "stick_file_too_large"


def test_a_file_of_ours_that_is_not_there_is_not_blamed_on_the_stick(sticks, package, tmp_path):
    assert refusal(sticks, package, tmp_path / "none.qsp").code == "stick_no_source"
    assert contents(sticks.path) == {}


def test_a_stick_that_is_not_there(sticks, package):
    sticks.pull_out()
    assert refusal(sticks, package).code == "stick_gone"
    assert not sticks.path.exists()


@pytest.mark.parametrize(
    "name",
    ["a:b", "a?", "a\tb", "a.", "a ", " a", "CON", "nul.qsp", "Lpt1.txt", "村" * 251, "\ud800", ""],
)
def test_names_that_a_stick_does_not_take(name):
    assert not takes_name(name)


@pytest.mark.parametrize("name", [NAME, "村" * 250, "王庄信用社 (2).qsp", ".x", "console", "com10"])
def test_names_that_a_stick_takes(name):
    assert takes_name(name)


def test_a_name_that_a_stick_does_not_take_is_said(sticks, tmp_path):
    path = spooled(tmp_path, "9:30.qsp", 5)
    assert refusal(sticks, path).params == {"file": "9:30.qsp"}


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EROFS, "stick_read_only"),
        (errno.EACCES, "stick_read_only"),
        (errno.EIO, "stick_gone"),
        (errno.ENODEV, "stick_gone"),
        (errno.ENOENT, "stick_gone"),
        (errno.EFBIG, "stick_file_too_large"),
    ],
)
def test_what_errors_of_the_system_mean(tmp_path, number, code):
    assert stick_failure(OSError(number, "said"), tmp_path / NAME, tmp_path).code == code


def test_windows_calls_a_drive_that_is_gone_access_denied(tmp_path):
    error = OSError(errno.EACCES, "not ready")
    error.winerror = 21
    assert stick_failure(error, tmp_path / NAME, tmp_path).code == "stick_gone"


@pytest.mark.skipif(not hasattr(os, "posix_fadvise"), reason="Linux's way to forget")
def test_it_is_the_stick_that_is_read_back_and_not_the_memory_of_it(sticks, package, monkeypatch):
    forgotten = []

    def forget(handle, *_):
        forgotten.append(Path(f"/proc/self/fd/{handle}").readlink())

    monkeypatch.setattr(copying.os, "posix_fadvise", forget)
    sticks.carry_out([package], sticks.path, QUIET)
    assert forgotten == [sticks.folder / f"{NAME}.part"]


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_file_system_that_cannot_flush_folders_is_taken(sticks, package, monkeypatch, number):
    def refuse(_):
        raise OSError(number, "not here")

    monkeypatch.setattr(copying, "sync_folder", refuse)
    sticks.carry_out([package], sticks.path, QUIET)


def test_without_the_last_flush_the_stick_may_not_be_removed(sticks, package, monkeypatch):
    def fail(_):
        raise OSError(errno.EIO, "gone")

    monkeypatch.setattr(copying, "sync_folder", fail)
    assert refusal(sticks, package).code == "stick_gone"


@pytest.fixture
def small_disk(tmp_path):
    """A real file system of half a MiB; skips where we may not mount one."""
    place = tmp_path / "small"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", place]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("may not mount")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


def test_a_disk_that_runs_full_in_the_middle_is_left_as_it_was(small_disk, package):
    (small_disk / "照片.jpg").write_bytes(b"mine")
    with pytest.raises(ExpectedFailure) as caught:
        out.carry_out([package], small_disk, QUIET, lambda _: 10**9)
    assert caught.value.code == "stick_full"
    assert contents(small_disk) == {"照片.jpg": b"mine"}


def test_a_real_disk_without_room_is_known_beforehand(small_disk, package):
    with pytest.raises(ExpectedFailure) as caught:
        out.carry_out([package], small_disk, QUIET)
    assert (caught.value.code, caught.value.params["missing_mb"]) == ("stick_full", 3)


def test_a_real_disk_mounted_read_only(small_disk, package):
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(ExpectedFailure) as caught:
        out.carry_out([package], small_disk, QUIET, lambda _: 10**9)
    assert caught.value.code == "stick_read_only"


def test_a_disk_that_takes_no_file_so_large(sticks, package):
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024 * KIB, before[1]))
    try:
        error = refusal(sticks, package)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert error.code == "stick_file_too_large"
    assert contents(sticks.path) == {}
