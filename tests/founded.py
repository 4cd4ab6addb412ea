"""Databases to copy: making the tables of one takes longer than most tests."""

import atexit
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from tempfile import gettempdir, mkdtemp

from pytest import MonkeyPatch

from desktop.bootstrap import Application, SystemClock, build, found_office
from desktop.domain.notices import SAMPLE_HEAD
from desktop.services.branch import set_up
from desktop.services.ports import Clock
from desktop.storage.collection import branches_beside
from desktop.storage.store import create_store

_OF_THE_RUN = gettempdir()
"""Where folders that last are made: a test may have a place for temporary ones of its own."""


class StoppedClock:
    """A clock that shows the morning of one day."""

    def __init__(self, day: date) -> None:
        self.day = day

    def today(self) -> date:
        return self.day

    def now(self) -> datetime:
        return datetime.combine(self.day, time(9), UTC)


@contextmanager
def stopped_program(day: date) -> Iterator[None]:
    """Let the program's own clock stand still, so that no test goes on into another day."""
    clock = StoppedClock(day)
    with MonkeyPatch.context() as patch:
        patch.setattr(SystemClock, "today", lambda _: clock.today())
        patch.setattr(SystemClock, "now", lambda _: clock.now())
        yield


def empty_database(path: Path, key: bytes) -> Path:
    """Put a database there as ``create_store`` makes it, and return where it is."""
    return _copied(_empty(key), path)


def founded_branch(path: Path, key: bytes, clock: Clock) -> Path:
    """Put the database of a branch there that was set up today, and return where it is."""
    return _copied(_founded(key, clock.today()), path)


def founded_office(database: Path, escrow: Path, key: bytes, clock: Clock) -> Application:
    """Return head office as ``found_office`` makes it, its branches in a file beside."""
    first, first_escrow = _office(key, clock.today())
    _copied(first, database)
    _copied(branches_beside(first), branches_beside(database))
    _copied(first_escrow, escrow)
    return build(database, key, clock=clock)


def kept_folder() -> Path:
    """Return a folder that lasts as long as the tests do."""
    folder = Path(mkdtemp(dir=_OF_THE_RUN))
    atexit.register(shutil.rmtree, folder)
    return folder


def _copied(source: Path, path: Path) -> Path:
    assert not path.exists()
    shutil.copyfile(source, path)
    return path


@cache
def _empty(key: bytes) -> Path:
    path = kept_folder() / "empty.db"
    create_store(path, key, StoppedClock(date(2026, 10, 10))).close()
    return path


@cache
def _founded(key: bytes, day: date) -> Path:
    path = empty_database(kept_folder() / "branch.db", key)
    with build(path, key, clock=StoppedClock(day)) as application:
        set_up(application.desk, SAMPLE_HEAD)
    return path


@cache
def _office(key: bytes, day: date) -> tuple[Path, Path]:
    folder = kept_folder()
    files = folder / "HO.db", folder / "escrow.key"
    found_office(files[0], key, SAMPLE_HEAD, files[1], clock=StoppedClock(day)).close()
    return files
