"""Copies under the same key beside the database, verified before they count.

A copy is made as ``.part``, leaves WAL (a WAL file does not open on read-only media), is flushed,
reopened read-only and checked; only then it takes its name. A manifest beside it holds its hash.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.domain.errors import ExpectedFailure
from desktop.storage.durable import discard_database, sync_file, sync_folder, write_durably
from desktop.storage.engine import connect, open_readonly
from desktop.storage.failures import expected_failures, os_failure
from desktop.storage.keyslots import slot_files

FOLDER = "backup"
KEPT = 10
_ALWAYS_KEPT = 2
_CHUNK = 1 << 20


def back_up(database: Path, key: bytes, reason: str, now: datetime) -> Path:
    """Write a verified copy and return its path.

    Raises ExpectedFailure ``disk_full`` and its like as every operation on the database does, and
    ``backup_unsound`` where the copy is not what the database holds; the database stays as it is.
    """
    folder = database.parent / FOLDER
    try:
        with expected_failures(database):
            folder.mkdir(exist_ok=True)
            target = _free_name(folder, database, reason, now)
            _copy_verified(database, key, target, reason, now)
            _drop_old(folder, database)
    except OSError as error:
        raise os_failure(error, database) from error
    return target


def last_backup(database: Path) -> datetime | None:
    """Return when the newest copy with a readable manifest was made."""
    copies = (database.parent / FOLDER).glob(f"{database.stem}-*{database.suffix}")
    newest = max((_listed(path).get("made_at", "") for path in copies), default="")
    return datetime.fromisoformat(newest) if newest else None


def _copy_verified(database: Path, key: bytes, target: Path, reason: str, now: datetime) -> None:
    part = target.with_name(f"{target.name}.part")
    try:
        facts = _copy(database, key, part)
        sync_file(part)
        _check(part, key, facts)
        part.replace(target)
    except BaseException:
        discard_database(part)
        raise
    manifest = {"file": target.name, "reason": reason, "made_at": now.isoformat(), **facts}
    manifest["sha256"] = _sha256(target)
    manifest["size"] = target.stat().st_size
    write_durably(_manifest(target), json.dumps(manifest, indent=1).encode("utf-8"))
    for own, copied in zip(slot_files(database), slot_files(target), strict=True):
        if own.exists():
            shutil.copyfile(own, copied)
    sync_folder(target.parent)


def _copy(database: Path, key: bytes, part: Path) -> dict[str, Any]:
    """Copy one snapshot and return what it holds."""
    discard_database(part)
    source = connect(database, key)
    target = connect(part, key)
    try:
        source.execute("BEGIN")
        facts = _facts(source)
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
        return facts
    finally:
        target.close()
        source.close()


def _check(part: Path, key: bytes, facts: dict[str, Any]) -> None:
    copy = open_readonly(part, key)
    try:
        sound = (
            not copy.execute("PRAGMA cipher_integrity_check").fetchall()
            and copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            and not copy.execute("PRAGMA foreign_key_check").fetchall()
            and _facts(copy) == facts
        )
    finally:
        copy.close()
    if not sound:
        raise ExpectedFailure("backup_unsound", file=part.name)


def _facts(connection: Any) -> dict[str, Any]:
    """Count the rows of every table and name the head of the journal."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    rows = {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for (name,) in names
    }
    head = None
    if "journal" in rows:
        head = connection.execute(
            "SELECT hash FROM journal ORDER BY local_no DESC LIMIT 1"
        ).fetchone()
    return {"rows": rows, "chain_head": head[0] if head else ""}


def _drop_old(folder: Path, database: Path) -> None:
    """Delete the oldest copies beyond those kept; never the newest two whose hash is right."""
    copies = sorted(
        (path for path in folder.glob(f"{database.stem}-*{database.suffix}") if _listed(path)),
        key=lambda path: _listed(path)["made_at"],
    )
    old = copies[:-KEPT]
    if not old:
        return
    good = [path for path in copies[-KEPT:] if _sha256(path) == _listed(path)["sha256"]]
    if len(good) < _ALWAYS_KEPT:
        return
    for path in old:
        for each in (path, _manifest(path), *slot_files(path)):
            each.unlink(missing_ok=True)


def _listed(copy: Path) -> dict[str, Any]:
    """Return a copy's manifest, or {} where it has none that can be read."""
    try:
        manifest = json.loads(_manifest(copy).read_bytes())
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def _free_name(folder: Path, database: Path, reason: str, now: datetime) -> Path:
    name = f"{database.stem}-{now:%Y%m%d-%H%M%S}-{reason}"
    target, number = folder / f"{name}{database.suffix}", 1
    while target.exists():
        number += 1
        target = folder / f"{name}-{number}{database.suffix}"
    return target


def _manifest(copy: Path) -> Path:
    return copy.with_name(f"{copy.name}.json")


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
