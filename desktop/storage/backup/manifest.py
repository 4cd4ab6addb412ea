"""The papers of a copy: a JSON file beside it with its hash, its reason and what it holds.

The manifest is on the disk before the copy takes its name: a copy without one never counts.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.storage.backup.contents import Contents
from desktop.storage.durable import write_durably

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is written beside a copy; ``contents`` as :func:`contents.contents` counts them."""

    made_at: datetime
    reason: str
    sha256: str
    size: int
    contents: Contents


def manifest_file(copy: Path) -> Path:
    """Return where the manifest of a copy lies."""
    return copy.with_name(f"{copy.name}.json")


def branches_in(copy: Path) -> Path:
    """Return where head office's branches lie beside a copy; no copy has such a name."""
    return copy.with_name(f"{copy.name}.branches")


def write_manifest(copy: Path, manifest: Manifest) -> None:
    """Write the manifest of a copy, durably."""
    content = {
        "file": copy.name,
        "reason": manifest.reason,
        "made_at": manifest.made_at.isoformat(),
        "sha256": manifest.sha256,
        "size": manifest.size,
        **manifest.contents,
    }
    write_durably(manifest_file(copy), json.dumps(content, indent=1).encode("utf-8"))


def read_manifest(copy: Path) -> Manifest | None:
    """Return the manifest of a copy, or None where there is none that can be read."""
    try:
        given = json.loads(manifest_file(copy).read_bytes())
        return Manifest(
            made_at=datetime.fromisoformat(given.pop("made_at")).astimezone(),
            reason=str(given.pop("reason")),
            sha256=str(given.pop("sha256")),
            size=int(given.pop("size")),
            contents={name: value for name, value in given.items() if name != "file"},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def copies_in(folder: Path, database: Path) -> list[tuple[Path, Manifest]]:
    """Return the copies of a database that have a manifest, oldest first."""
    found = [(path, read_manifest(path)) for path in files_in(folder, database)]
    listed = [(path, manifest) for path, manifest in found if manifest is not None]
    return sorted(listed, key=lambda each: (each[1].made_at, each[0].name))


def files_in(folder: Path, database: Path) -> list[Path]:
    """Return every file that has the name of a copy of this database.

    A copy of ``branch-2.db`` beside it is none of ``branch.db``.
    """
    named = re.compile(
        rf"{re.escape(database.stem)}-\d{{8}}-\d{{6}}-.*{re.escape(database.suffix)}"
    )
    try:
        return sorted(each for each in folder.iterdir() if named.fullmatch(each.name))
    except OSError:
        return []


def is_as_written(copy: Path, manifest: Manifest) -> bool:
    """Return whether a copy has the size and the hash of its manifest."""
    try:
        return copy.stat().st_size == manifest.size and sha256_of(copy) == manifest.sha256
    except OSError:
        return False


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hex."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
