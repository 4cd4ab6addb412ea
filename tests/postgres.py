"""A throwaway PostgreSQL for tests: a cluster of its own in a short temporary folder, no port.

``initdb`` and the server refuse to run as root, so that root runs them as somebody else.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

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


@dataclass(frozen=True)
class Cluster:
    """A running server; its databases are reached through a socket in its folder."""

    folder: Path

    def new_database(self) -> str:
        """Make an empty database and return its SQLAlchemy URL."""
        name = f"collection_{next(_numbers)}"
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return self.url(name)

    def url(self, database: str, user: str = "qingshou") -> str:
        return f"postgresql+psycopg://{user}@/{database}?host={self.folder}"

    def connect(self, database: str = "postgres") -> psycopg.Connection[Any]:
        return psycopg.connect(
            host=str(self.folder), dbname=database, user="qingshou", autocommit=True
        )


_numbers = count(1)


@contextmanager
def running_cluster(bin_folder: Path) -> Iterator[Cluster]:
    """Start a cluster and stop it again; everything it wrote is gone afterwards."""
    who = _unprivileged()
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as name:
        folder = Path(name)
        if who:
            os.chown(folder, who.pw_uid, who.pw_gid)
        as_who = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []} if who else {}
        data = folder / "data"
        command = [bin_folder / "initdb", "-D", data, "-U", "qingshou", "-A", "trust"]
        options = ["--no-sync", "-E", "UTF8", "--locale=C", "--no-instructions"]
        quiet: dict[str, Any] = {"cwd": folder, "stdout": subprocess.DEVNULL, **as_who}
        subprocess.run([*command, *options], check=True, **quiet)
        settings = [f"-c {key}='{value}'" for key, value in _SETTINGS.items()]
        control = [bin_folder / "pg_ctl", "-D", data, "-s", "-w"]
        server = " ".join([f"-k {folder}", *settings])
        subprocess.run([*control, "-l", folder / "log", "-o", server, "start"], check=True, **quiet)
        try:
            yield Cluster(folder)
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=True, **quiet)


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
