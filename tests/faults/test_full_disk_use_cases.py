"""A disk that runs full, or fails, during a use case: said so, nothing half-written, next try."""

import errno
import os
import shutil
import signal
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from desktop.bootstrap import build
from desktop.domain.errors import ExpectedFailure
from desktop.services.export import export_ledger
from desktop.services.list_records import LedgerFilter, SortKey
from desktop.services.notices import facts_of, write_paper
from desktop.services.paper_archive import PaperKind
from desktop.services.progress import NoProgress

NAMES = ["first import", "next import", "issue", "delivery", "documents"]
LIMITS = {"documents": (12_000, 33_000)}
"""How many bytes a file may grow to; a single document writes less than the others."""

FILES = {  # what is printed to a printer is no file
    PaperKind.PDF: "notices.pdf",
    PaperKind.DOCX: "notices.docx",
    PaperKind.DELIVERY_LIST: "list.pdf",
    PaperKind.SINGLE_PDFS: "single",
}


@contextmanager
def room_for(desk, pages):
    """Let the database grow by so many pages and no more."""

    def limit(connection, *_):
        now = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {now + pages}")

    event.listen(desk.store._engine, "checkout", limit)
    try:
        yield
    finally:
        event.remove(desk.store._engine, "checkout", limit)


def pages_needed(act, branch):
    with branch.open() as desk:
        before = pages_of(desk)
        act.do(desk, NoProgress())
        return pages_of(desk) - before


def pages_of(desk):
    with desk.store.read() as queries:
        return queries._connection.exec_driver_sql("PRAGMA page_count").scalar_one()


@pytest.mark.parametrize("name", NAMES)
def test_a_full_disk_is_said_and_the_next_try_succeeds(name, acts, branch_at):
    act = acts[name]
    branch = branch_at(act.moment)
    before, needed = branch.rows(), pages_needed(act, branch_at(act.moment))
    for pages in {0, needed // 2, needed - 1}:
        with branch.open() as desk, room_for(desk, pages), pytest.raises(ExpectedFailure) as caught:
            act.do(desk, NoProgress())
        assert caught.value.code == "disk_full"
        left = branch.look()
        assert (left.rows == before, left.findings, branch.litter()) == (True, [], [])
    with branch.open() as desk:
        act.do(desk, NoProgress())
    assert branch.rows() != before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and a limit of file size")
@pytest.mark.parametrize("name", NAMES)
def test_a_write_that_fails_half_way_is_a_typed_error_and_changes_nothing(name, acts, branch_at):
    import resource

    act = acts[name]
    before = branch_at(act.moment).rows()
    for limit in LIMITS.get(name, (33_000, 60_000)):
        branch = branch_at(act.moment)
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                with branch.open() as desk:
                    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
                    act.do(desk, NoProgress())
            except ExpectedFailure:
                code = 0
            finally:
                os._exit(code)
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
        left = branch.look()
        assert (left.rows == before, left.findings, branch.litter()) == (True, [], [])


@pytest.fixture
def issued(branch_at):
    branch = branch_at("issued")
    serials = branch.look().serials
    with branch.open() as desk:
        with desk.store.read() as queries:
            facts = facts_of(queries, serials)
        yield branch, desk, facts


@pytest.fixture
def small_disk(tmp_path):
    """A real disk of 1 MiB."""
    yield from disk_of(1, tmp_path)


@pytest.fixture
def roomy_disk(tmp_path):
    """A real disk that holds a database with a copy."""
    yield from disk_of(8, tmp_path)


def disk_of(mib, tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = os.name == "posix" and not subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={mib}m", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    ).returncode  # fmt: skip
    if not mounted:
        pytest.skip("only root may mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("free_kib", [8, 48, 200])
def test_an_import_on_a_full_disk_is_said_while_backing_up_as_well(
    acts, branch_at, roomy_disk, free_kib
):
    branch = branch_at("imported")
    shutil.copy(branch.database, roomy_disk)
    branch = type(branch)(roomy_disk)
    before = branch.rows()
    filler = roomy_disk / "filler"
    with branch.open() as desk:
        with desk.store.read() as queries:
            queries.imports()  # the log and its index lie on the disk before it is full
        filler.write_bytes(bytes(shutil.disk_usage(roomy_disk).free - free_kib * 1024))
        with pytest.raises(ExpectedFailure) as caught:
            acts["next import"].do(desk, NoProgress())
        assert branch.look_at(desk).rows == before
    assert caught.value.code == "backup_no_room"
    assert branch.litter() == []
    filler.unlink()
    with branch.open() as desk:
        acts["next import"].do(desk, NoProgress())
        assert branch.look_at(desk).findings == []


@pytest.mark.parametrize("kind", [PaperKind.PDF, PaperKind.DOCX])
def test_a_paper_that_does_not_fit_on_the_disk_leaves_the_old_one(issued, small_disk, kind):
    branch, desk, facts = issued
    before = branch.look_at(desk)
    path = small_disk / FILES[kind]
    path.write_bytes(b"old")
    (small_disk / "filler").write_bytes(bytes(1_000 * 1024))
    with pytest.raises(ExpectedFailure) as caught:
        write_paper(desk, "batch", facts, kind, path, NoProgress())
    assert caught.value.code == "disk_full"
    assert path.read_bytes() == b"old"
    assert sorted(each.name for each in small_disk.iterdir()) == sorted(["filler", path.name])
    assert branch.look_at(desk).rows == before.rows


def test_a_folder_that_does_not_fit_on_the_disk_leaves_nothing(issued, small_disk):
    branch, desk, facts = issued
    before = branch.look_at(desk)
    filler = small_disk / "filler"
    filler.write_bytes(bytes(900 * 1024))
    folder = small_disk / "papers"
    with pytest.raises(ExpectedFailure) as caught:
        write_paper(desk, "b", facts * 20, PaperKind.SINGLE_PDFS, folder, NoProgress(), True)
    assert caught.value.code == "disk_full"
    assert [each.name for each in small_disk.iterdir()] == ["filler"]
    assert branch.look_at(desk).rows == before.rows


@pytest.mark.parametrize("kind", list(FILES))
@pytest.mark.parametrize(
    ("failing", "number", "code"),
    [
        ("fsync", errno.ENOSPC, "disk_full"),
        ("fsync", errno.EIO, "paper_unwritable"),
        ("replace", errno.EACCES, "paper_file_in_use"),
    ],
)
def test_a_paper_that_cannot_be_written_is_not_archived_and_the_next_try_succeeds(
    issued, tmp_path, monkeypatch, kind, failing, number, code
):
    branch, desk, facts = issued
    path = tmp_path / FILES[kind]
    before = branch.look_at(desk)

    def fail(*_):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as broken, pytest.raises(ExpectedFailure) as caught:
        broken.setattr(os if failing == "fsync" else Path, failing, fail)
        write_paper(desk, "batch", facts, kind, path, NoProgress())
    assert caught.value.code == code
    assert list(tmp_path.iterdir()) == []
    assert branch.look_at(desk).rows == before.rows
    write_paper(desk, "batch", facts, kind, path, NoProgress())
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert branch.look_at(desk).findings == []


@pytest.mark.parametrize("kind", list(FILES))
def test_a_paper_whose_archive_entry_fails_does_not_stay_behind(issued, tmp_path, kind):
    branch, desk, facts = issued
    before = branch.look_at(desk)
    with pytest.raises(ExpectedFailure) as caught, room_for(desk, 0):
        for number in range(200):  # until the last free page is used
            path = tmp_path / f"{number}-{FILES[kind]}"
            write_paper(desk, "batch", facts, kind, path, NoProgress())
    assert caught.value.code == "disk_full"
    written = len(branch.look_at(desk).rows["paper"]) - len(before.rows["paper"])
    assert len(list(tmp_path.iterdir())) == written


def test_a_list_that_cannot_be_written_leaves_no_file_and_no_entry(issued, tmp_path, monkeypatch):
    branch, desk, _ = issued
    before = branch.look_at(desk)

    def fail(*_):
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as broken, pytest.raises(ExpectedFailure) as caught:
        broken.setattr(Path, "replace", fail)
        export_ledger(
            desk, LedgerFilter(), SortKey.ROUTE, False, tmp_path / "list.xlsx", NoProgress()
        )
    assert caught.value.code == "file_not_written"
    assert list(tmp_path.iterdir()) == []
    assert branch.look_at(desk).rows == before.rows


def test_a_database_that_does_not_fit_on_the_disk_leaves_nothing_behind(roomy_disk, branch_at):
    key = branch_at("set up").key
    filler, path = roomy_disk / "filler", roomy_disk / "new.db"
    for free_kib in (8, 120):
        filler.write_bytes(bytes(shutil.disk_usage(roomy_disk).free - free_kib * 1024))
        with pytest.raises(ExpectedFailure) as caught:
            build(path, key, create=True)
        assert caught.value.code == "disk_full"
        assert [each.name for each in roomy_disk.iterdir()] == ["filler"]
        filler.unlink()
    build(path, key, create=True).close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_what_a_killed_set_up_left_is_no_obstacle_for_the_next_try(tmp_path):
    path = tmp_path / "new.db"
    pid = os.fork()
    if pid == 0:
        event.listen(Engine, "commit", lambda _: os.kill(os.getpid(), signal.SIGKILL))
        build(path, bytes(32), create=True)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL
    assert not path.exists()
    assert list(tmp_path.iterdir())  # the half that the next try must not stumble over
    build(path, bytes(range(32)), create=True).close()
    assert {each.name for each in tmp_path.iterdir()} == {"new.db", "new.db.lock"}
