"""What must be true of a branch's folder after the power went, whatever the disk then holds."""

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from desktop.domain.errors import ExpectedFailure
from desktop.services.progress import NoProgress
from desktop.services.verify import verify
from desktop.storage.backup.making import FOLDER as BACKUPS
from desktop.storage.engine import open_readonly
from desktop.storage.keyslots import slot_files, unlock_with_password
from tests.faults.powerloss.day import KEY, Office, state_of
from tests.faults.powerloss.disk import State
from tests.faults.powerloss.recording import Recording, Told

T = TypeVar("T")


class Promises:
    """Everything the outside was told in a recording, checked against one state at a time."""

    def __init__(self, recording: Recording) -> None:
        texts = [event.text for event in recording.events if isinstance(event, Told)]
        self._all = [json.loads(text) for text in texts]
        self._rows = {said["head"]: said["rows"] for said in self._all}
        self._answers: dict[int, Any] = {}

    def broken_by(self, state: State, folder: Path) -> list[str]:
        """Lay a state out in an empty folder and return what is wrong with it."""
        folder.mkdir()
        state.lay_out(folder)
        told = [json.loads(text) for text in state.told]
        office = Office(folder)
        return [
            *self._database(office, told),
            *self._password(office, told),
            *self._copies(office, told),
        ]

    def _database(self, office: Office, told: list[dict[str, Any]]) -> Iterator[str]:
        if not told and not office.database.exists():
            return
        log = office.database.with_name(f"{office.database.name}-wal")
        files = [path.read_bytes() for path in (office.database, log) if path.exists()]
        found, hashes, rows = self._once(tuple(files), lambda: _look(office))
        yield from found
        last = told[-1:] and [told[-1], told[-1].get("may_be", told[-1])]
        if last and not any(hashes.get(each["entries"]) == each["head"] for each in last):
            yield f"entry {told[-1]['entries']} was told and is gone"
        newest = hashes.get(len(hashes), "")
        if rows != self._rows.get(newest, rows):
            yield f"other rows than were told with entry {len(hashes)}"

    def _password(self, office: Office, told: list[dict[str, Any]]) -> Iterator[str]:
        """The password told last opens, or the one that was just being set."""
        passwords = [said["password"] for said in self._all if "password" in said]
        set_so_far = sum("password" in said for said in told)
        valid = passwords[max(0, set_so_far - 1) : set_so_far + 1]
        if set_so_far and not any(self._opens(office.database, each) for each in valid):
            yield "no password opens"

    def _copies(self, office: Office, told: list[dict[str, Any]]) -> Iterator[str]:
        promised = next((said["copies"] for said in reversed(told) if "copies" in said), [])
        for name in promised:
            if name not in office.copies():
                yield f"{name} was told and is gone"
        for name in office.copies():
            copy = office.folder / BACKUPS / name
            digest = _digest_in(copy.with_name(f"{name}.json"))
            if name in promised or digest:  # without a manifest a copy does not count
                yield from self._copy(copy, digest, self._password_when_copied(name))

    def _copy(self, copy: Path, digest: str, password: str | None) -> Iterator[str]:
        if not digest:
            yield f"{copy.name} has no manifest"
        elif digest != hashlib.sha256(copy.read_bytes()).hexdigest():
            yield f"{copy.name} is not what its manifest says"
        elif not self._is_sound(copy):
            yield f"{copy.name} is damaged"
        elif password and not self._opens(copy, password):
            yield f"{copy.name} cannot be opened with the password of its day"

    def _password_when_copied(self, name: str) -> str | None:
        """Return the password told last before the copy was, or None where none was."""
        password = None
        for said in self._all:
            password = said.get("password", password)
            if name in said.get("copies", ()):
                return password
        return None

    def _opens(self, database: Path, password: str) -> bool:
        slots = [path.read_bytes() if path.exists() else b"" for path in slot_files(database)]
        return self._once((*slots, password.encode()), lambda: unlocks(database, password))

    def _is_sound(self, copy: Path) -> bool:
        return self._once((copy.read_bytes(),), lambda: _opens_readonly(copy))

    def _once(self, asked: tuple[bytes, ...], answer: Callable[[], T]) -> T:
        """Many states differ in one file only; the others were looked at before."""
        digest = hash(asked)
        if digest not in self._answers:
            self._answers[digest] = answer()
        return self._answers[digest]


Look = tuple[list[str], dict[int, str], str]
"""What is wrong with a database, the hashes of its journal, and the digest of its rows."""


def _look(office: Office) -> Look:
    try:
        with office.open() as application:
            found = [str(finding) for finding in verify(application.desk, NoProgress())]
            with application.store.read() as queries:
                run = queries._connection.exec_driver_sql
                hashes = dict(map(tuple, run("SELECT local_no, hash FROM journal")))
                return found, hashes, state_of(queries._connection).rows
    except ExpectedFailure as error:
        return [f"the database does not open: {error.code}"], {}, ""


def unlocks(database: Path, password: str) -> bool:
    """Return whether a password opens a database."""
    try:
        return unlock_with_password(database, password) == KEY
    except ExpectedFailure:
        return False


def _opens_readonly(copy: Path) -> bool:
    connection = open_readonly(copy, KEY)
    try:
        return connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
    finally:
        connection.close()


def _digest_in(manifest: Path) -> str:
    try:
        return str(json.loads(manifest.read_bytes())["sha256"])
    except (OSError, ValueError):
        return ""
