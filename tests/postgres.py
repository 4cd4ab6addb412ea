"""A throwaway PostgreSQL for tests: a cluster of its own in a short temporary folder, no port.

The processes of one test run share it: whoever comes first starts it, the last one stops it.
``initdb`` and the server refuse to run as root, so that root runs them as somebody else.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "16MB",
    "max_wal_senders": "0",
    "wal_level": "minimal",
}
_UNPRIVILEGED = ("postgres", "nobody")


def programs() -> Path | None:
    """Return the folder of the newest server's programs, or None where there is none."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    versions = sorted(installed, key=lambda each: int(each.parts[-3]))
    return versions[-1].parent if versions else None


@dataclass
class Cluster:
    """A running server; its databases are reached through a socket in its folder."""

    folder: Path
    _used: str = field(default="", init=False)

    def new_database(self) -> str:
        """Make an empty database and return its SQLAlchemy URL."""
        name = f"collection_{os.getpid()}_{next(_numbers)}"
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 STRATEGY FILE_COPY")
        return self.url(name)

    def emptied_database(self) -> str:
        """Return the URL of one database again and again, without the rows of the test before.

        Its tables stay, for they take longer to make than most tests: a test that changes them
        wants a new database.
        """
        if not self._used:
            self._used = self.new_database()
        else:
            with self.connect(name_in(self._used)) as connection:
                _forget_rows(connection)
        return self._used

    def drop_connections(self, url: str) -> None:
        """End every connection to a database, and wait until they have ended."""
        with self.connect() as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid, 120000) FROM pg_stat_activity WHERE datname = %s",
                [name_in(url)],
            )

    def wait_for_a_waiter(self, url: str) -> None:
        """Return when somebody waits for a lock that another one holds in a database."""
        waiting = (
            "SELECT 1 FROM pg_locks JOIN pg_database ON oid = database"
            " WHERE locktype = 'advisory' AND NOT granted AND datname = %s"
        )
        with self.connect() as connection:
            while not connection.execute(waiting, [name_in(url)]).fetchall():
                pass

    def url(self, database: str, user: str = "qingshou") -> str:
        return f"postgresql+psycopg://{user}@/{database}?host={self.folder}"

    def connect(self, database: str = "postgres") -> psycopg.Connection[Any]:
        return psycopg.connect(
            host=str(self.folder), dbname=database, user="qingshou", autocommit=True
        )


_numbers = count(1)


def name_in(url: str) -> str:
    """Return the database of a URL that :meth:`Cluster.url` made."""
    return url.partition("@/")[2].partition("?")[0]


def _forget_rows(connection: psycopg.Connection[Any]) -> None:
    """Delete all rows past the triggers that refuse it."""
    tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    names = [name for (name,) in tables if name != "collection_version"]
    connection.execute("SET lock_timeout = '120s'; SET session_replication_role = replica")
    connection.execute(
        sql.SQL("; ").join(sql.SQL("DELETE FROM {}").format(sql.Identifier(each)) for each in names)
    )


@contextmanager
def shared_cluster(bin_folder: Path, meeting: Path) -> Iterator[Cluster]:
    """Use the cluster of this test run: the first one starts it, the last one stops it.

    ``meeting`` is a folder that all processes of the run know.
    """
    with _known(meeting) as state:
        if not state.get("users"):
            state["folder"] = str(_start(bin_folder))
        state["users"] = state.get("users", 0) + 1
        folder = Path(state["folder"])
    try:
        yield Cluster(folder)
    finally:
        with _known(meeting) as state:
            state["users"] -= 1
            if not state["users"]:
                _stop(bin_folder, folder)


@contextmanager
def running_cluster(bin_folder: Path) -> Iterator[Cluster]:
    """Start a cluster and stop it again; everything it wrote is gone afterwards."""
    folder = _start(bin_folder)
    try:
        yield Cluster(folder)
    finally:
        _stop(bin_folder, folder)


@contextmanager
def _known(meeting: Path) -> Iterator[dict[str, Any]]:
    """Lend what the processes of a run know of their cluster to one of them at a time."""
    import fcntl  # Windows has none, and no server beside the tests either

    with (meeting / "postgres.json").open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        state = json.loads(file.read() or "{}")
        try:
            yield state
        finally:
            file.truncate(0)
            file.write(json.dumps(state))


def _start(bin_folder: Path) -> Path:
    """Make a cluster in a short folder of its own and start it."""
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    who = _unprivileged()
    if who:
        os.chown(folder, who.pw_uid, who.pw_gid)
    command = [bin_folder / "initdb", "-D", folder / "data", "-U", "qingshou", "-A", "trust"]
    try:
        _run(folder, *command, "--no-sync", "-E", "UTF8", "--locale=C", "--no-instructions")
        settings = " ".join(f"-c {key}='{value}'" for key, value in _SETTINGS.items())
        options = ["-l", folder / "log", "-o", f"-k {folder} {settings}", "start"]
        _control(bin_folder, folder, *options)
    except BaseException:
        shutil.rmtree(folder)
        raise
    return folder


def _stop(bin_folder: Path, folder: Path) -> None:
    _control(bin_folder, folder, "-m", "immediate", "stop")
    shutil.rmtree(folder)


def _control(bin_folder: Path, folder: Path, *what: str | Path) -> None:
    _run(folder, bin_folder / "pg_ctl", "-D", folder / "data", "-s", "-w", *what)


def _run(folder: Path, *command: str | Path) -> None:
    who = _unprivileged()
    as_who: dict[str, Any] = {}
    if who:
        as_who = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}
    subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, **as_who)


def _unprivileged() -> Any:
    """Return as whom root runs the server; None for everybody else, who runs it himself."""
    if os.name == "nt" or os.geteuid():
        return None
    import pwd  # Windows has none

    for name in _UNPRIVILEGED:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise LookupError("no user but root")
