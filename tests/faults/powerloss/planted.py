"""Bugs planted on purpose: what proves that the tests of power loss can fail.

Each is put into the program for the rest of a process; only the child of a task does so.
"""

import os
from collections.abc import Callable
from pathlib import Path

from desktop.storage import durable, engine, keyslots, store
from desktop.storage.backup import making, manifest
from desktop.storage.unit_of_work import SqlUnitOfWork
from tests.faults.powerloss.day import state_of


def _nothing(_: Path) -> None:
    pass


def _renamed_before_it_was_flushed() -> None:
    durable.create_private = lambda path, content: path.write_bytes(content)


def _folders_not_flushed() -> None:
    for room in (durable, making, keyslots, store):
        room.sync_folder = _nothing


def _papers_of_a_copy_not_flushed() -> None:
    for room in (making, manifest):
        room.write_durably = lambda path, content: path.write_bytes(content)


def _slots_rewritten_in_place() -> None:
    def rewrite(path: Path, content: bytes) -> None:
        if "previous" not in path.name:
            path.write_bytes(content)
            durable.sync_file(path)
            durable.sync_folder(path.parent)

    keyslots.write_durably = rewrite


def _told_before_it_is_committed() -> None:
    commit = SqlUnitOfWork.commit

    def told_first(uow: SqlUnitOfWork) -> None:
        os.write(1, state_of(uow._connection).told().encode())
        commit(uow)

    SqlUnitOfWork.commit = told_first


def _synchronous(level: int, word: str) -> Callable[[], None]:
    def plant() -> None:
        kept = [each for each in engine._SETTINGS if not each.startswith("synchronous")]
        engine._SETTINGS = (*kept, f"synchronous = {word}")
        engine._SYNCHRONOUS_FULL = level

    return plant


PLANTED: dict[str, Callable[[], None]] = {
    "renamed before it was flushed": _renamed_before_it_was_flushed,
    "folders not flushed": _folders_not_flushed,
    "papers of a copy not flushed": _papers_of_a_copy_not_flushed,
    "slots rewritten in place": _slots_rewritten_in_place,
    "told before it is committed": _told_before_it_is_committed,
    "synchronous = NORMAL": _synchronous(1, "NORMAL"),
    "synchronous = OFF": _synchronous(0, "OFF"),
}
