"""Damaged, locked, foreign and newer databases through the command line: said in Chinese."""

import os
import random
import re
import shutil
import stat
import subprocess
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from desktop.cli.app import app
from desktop.domain.errors import ExpectedFailure
from desktop.services.export import export_ledger
from desktop.services.list_records import LedgerFilter, SortKey
from desktop.services.progress import NoProgress
from desktop.storage.engine import connect
from desktop.storage.keyslots import write_key_file

FLIPS = int(os.environ.get("QINGSHOU_FAULT_FLIPS", "100"))
CHINESE = re.compile("[\u4e00-\u9fff]{4}")


class Desk:
    """The command line on a branch's database."""

    def __init__(self, branch) -> None:
        self.branch, self.key_file = branch, branch.folder / "b.key"
        write_key_file(self.key_file, branch.key)

    def run(self, *words, key_file=None):
        access = ["--db", self.branch.database, "--key-file", key_file or self.key_file]
        return CliRunner().invoke(app, [*map(str, words), *map(str, access)])

    def refused(self, *words, said, **options):
        """Run a command that must end with 1 and a Chinese sentence holding ``said``."""
        result = self.run(*words, **options)
        if not isinstance(result.exception, SystemExit):
            raise result.exception
        assert (result.exit_code, type(result.exception)) == (1, SystemExit), result.output
        assert CHINESE.search(result.stderr)
        assert said in result.stderr
        assert "Traceback" not in result.output
        return result.stderr


@pytest.fixture
def desk(branch_at):
    return Desk(branch_at("issued"))


COMMANDS = [
    ["clocks"],
    ["verify"],
    ["head"],
    ["mark", "printed", "P-1"],
    ["deliver", "P-1", "--how", "当面"],
    ["notices", "--pdf", "/nonexistent/n.pdf"],
]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_a_wrong_key_changes_nothing(desk, tmp_path, words):
    other, before = tmp_path / "other.key", desk.branch.database.read_bytes()
    write_key_file(other, bytes(32))
    assert "密钥" in desk.refused(*words, said=desk.branch.database.name, key_file=other)
    assert desk.branch.database.read_bytes() == before


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_a_database_of_a_newer_program_is_refused_with_its_version(desk, words):
    connection = connect(desk.branch.database, desk.branch.key)
    connection.execute("UPDATE alembic_version SET version_num = '0999'")
    connection.close()
    before = desk.branch.database.read_bytes()
    desk.refused(*words, said="0999")
    assert desk.branch.database.read_bytes() == before
    assert not (desk.branch.folder / "backup").exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"SQLite format 3\x00" + data[16:],
        lambda data: data[: len(data) // 2 + 100],
        lambda data: data[:4096] + bytes(len(data) - 4096),
        lambda data: data[:4096] + data[8192:12288] + data[4096:8192] + data[12288:],
    ],
    ids=["empty", "another header", "cut off", "zeroed", "pages swapped"],
)
def test_a_damaged_file_is_refused_and_left_as_it_is(desk, damage):
    path = desk.branch.database
    path.write_bytes(damage(path.read_bytes()))
    before = path.read_bytes()
    result = desk.run("verify")
    assert (result.exit_code, type(result.exception)) == (1, SystemExit), result.output
    assert CHINESE.search(result.output)
    assert "备份" in result.output
    assert path.read_bytes() == before


def test_any_flipped_bit_is_found_before_wrong_data_is_shown(branch_at):
    """Every answer is a refusal or the truth; verification finds every flip there is."""
    branch = branch_at("issued")
    true, original = branch.rows(), branch.database.read_bytes()
    places = random.Random(2026)
    found = 0
    for _ in range(FLIPS):
        data, bit = bytearray(original), places.randrange(len(original) * 8)
        data[bit // 8] ^= 1 << bit % 8
        branch.database.write_bytes(data)
        try:
            with branch.open() as desk:
                look = branch.look_at(desk)
        except ExpectedFailure as error:
            assert error.code in ("database_damaged", "wrong_key")
            found += 1
            continue
        finally:
            for tail in ("-wal", "-shm"):
                branch.database.with_name(f"branch.db{tail}").unlink(missing_ok=True)
        assert look.rows == true
        found += bool(look.findings)
    assert found == FLIPS


def test_a_flipped_bit_is_told_by_verify_with_the_backup_as_remedy(desk):
    data = bytearray(desk.branch.database.read_bytes())
    data[-2_000] ^= 4
    desk.branch.database.write_bytes(data)
    result = desk.run("verify")
    assert result.exit_code == 1
    assert "备份" in result.output


@contextmanager
def another_program(branch):
    """Hold the write lock as a second program would."""
    connection = connect(branch.database, branch.key)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
    finally:
        connection.close()


def test_a_second_writer_waits_until_the_first_is_done(desk):
    serial = desk.branch.look().serials[0]
    begun = time.monotonic()
    with another_program(desk.branch) as connection:
        threading.Timer(0.7, connection.rollback).start()
        result = desk.run("mark", "printed", serial)
    assert result.exit_code == 0, result.output
    assert time.monotonic() - begun > 0.6


def test_a_second_writer_that_waited_in_vain_says_so(desk):
    branch = desk.branch
    before = branch.rows()
    serial = branch.look().serials[0]
    with another_program(branch):
        with branch.open() as reader, reader.store.read() as queries:
            assert queries.imports()  # reading goes on
        desk.refused("mark", "printed", serial, said="另一个")
    assert branch.rows() == before


@pytest.fixture
def lock_folder(tmp_path):
    """Return a folder, and what makes it read-only: for root only a mount is."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.name == "nt":
        pytest.skip("folders have no modes on Windows")
    if os.geteuid() != 0:
        yield folder, lambda: folder.chmod(0o555)
        folder.chmod(0o755)
        return
    if mount("-t", "tmpfs", "tmpfs", folder):
        pytest.skip("root writes everywhere and may not mount a disk here")
    yield folder, lambda: mount("-o", "remount,ro", folder)
    subprocess.run(["umount", folder], check=True)


def mount(*words):
    return subprocess.run(["mount", *words], capture_output=True, check=False).returncode


def test_a_database_in_a_read_only_folder_is_said_and_does_not_change(desk, lock_folder):
    folder, lock = lock_folder
    serial = desk.branch.look().serials[0]
    shutil.copy(desk.branch.database, folder)
    desk.branch = type(desk.branch)(folder)
    before = desk.branch.database.read_bytes()
    desk.branch.database.chmod(0o444)
    lock()
    desk.refused("mark", "printed", serial, said="branch.db")
    assert desk.branch.database.read_bytes() == before
    assert [each.name for each in folder.iterdir()] == ["branch.db"]


def test_papers_into_a_read_only_folder_are_said_and_leave_no_entry(desk, lock_folder):
    folder, lock = lock_folder
    look = desk.branch.look()
    lock()
    desk.refused("reprint", look.serials[0], "--pdf", folder / "n.pdf", said="n.pdf")
    assert list(folder.iterdir()) == []
    assert desk.branch.rows() == look.rows


def test_a_list_into_a_read_only_folder_is_said(desk, lock_folder):
    folder, lock = lock_folder
    lock()
    with desk.branch.open() as services, pytest.raises(ExpectedFailure) as caught:
        export_ledger(
            services, LedgerFilter(), SortKey.ROUTE, False, folder / "l.xlsx", NoProgress()
        )
    assert caught.value.code == "file_not_written"


def test_a_paper_open_in_another_program_is_said_and_kept(desk, monkeypatch, tmp_path):
    serial, before = desk.branch.look().serials[0], desk.branch.rows()
    path = tmp_path / "n.pdf"
    path.write_bytes(b"open in a viewer")

    def locked(*_):
        raise PermissionError(13, "used by another process")  # what Windows says

    with monkeypatch.context() as windows:
        windows.setattr(Path, "replace", locked)
        desk.refused("reprint", serial, "--pdf", path, said="n.pdf")
    assert path.read_bytes() == b"open in a viewer"
    assert [each.name for each in tmp_path.iterdir()] == ["n.pdf"]
    assert desk.branch.rows() == before


def test_a_key_file_is_for_its_owner_only(desk):
    if os.name != "nt":
        assert stat.S_IMODE(desk.key_file.stat().st_mode) == 0o600
