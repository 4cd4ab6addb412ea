"""The full check of a copy: opened read-only where it lies, every page, row, sum and entry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from desktop.domain.errors import ExpectedFailure
from desktop.services.ports import IntegrityFinding
from desktop.services.progress import Progress
from desktop.storage.backup.branches import branches_key
from desktop.storage.backup.contents import Contents, contents, is_sound
from desktop.storage.backup.listing import is_newer
from desktop.storage.backup.manifest import Manifest, branches_in, is_as_written, read_manifest
from desktop.storage.engine import open_engine_readonly, open_readonly
from desktop.storage.failures import expected_failures
from desktop.storage.integrity import findings, is_damage
from desktop.storage.upgrade import NEWEST


def check_copy(copy: Path, key: bytes, progress: Progress) -> list[IntegrityFinding]:
    """Return everything wrong with a copy; an empty list is one that can be restored.

    ExpectedFailure ``copy_missing``, ``wrong_key``, and ``database_newer`` for a copy that only a
    newer program can read.
    """
    if not copy.is_file():
        raise ExpectedFailure("copy_missing", file=copy.name)
    manifest = read_manifest(copy)
    if manifest is not None and is_newer(manifest):
        revision = manifest.contents["revision"]
        raise ExpectedFailure("database_newer", file=copy.name, version=revision, known=NEWEST)
    progress.report("hash")
    found = list(_outside(copy, manifest))
    try:
        with expected_failures(copy):
            found += _inside(copy, key, manifest, progress)
    except ExpectedFailure as error:
        if not is_damage(error):
            raise
        found.append(IntegrityFinding("cipher_integrity", str(error)))
    return found or _branches(copy, key, progress)


def read_contents(copy: Path, key: bytes) -> Contents:
    """Return what a database holds, opened so that it cannot be changed."""
    with expected_failures(copy):
        connection = open_readonly(copy, key)
        try:
            return contents(connection)
        finally:
            connection.close()


def _branches(copy: Path, key: bytes, progress: Progress) -> list[IntegrityFinding]:
    """Return everything wrong with the branches of a sound copy, where it has any."""
    path, own = branches_in(copy), branches_key(copy, key)
    if own is None or not path.exists():
        return []
    progress.report("hash")
    manifest = read_manifest(path)
    found = list(_outside(path, manifest))
    try:
        with expected_failures(path):
            connection = open_readonly(path, own)
            try:
                if not is_sound(connection):
                    found.append(IntegrityFinding("cipher_integrity", path.name))
                elif manifest is not None:
                    found += _differences(manifest.contents, contents(connection))
            finally:
                connection.close()
    except ExpectedFailure as error:
        if not (is_damage(error) or error.code == "wrong_key"):
            raise
        found.append(IntegrityFinding("cipher_integrity", str(error)))
    return found


def _outside(copy: Path, manifest: Manifest | None) -> Iterator[IntegrityFinding]:
    if manifest is None:
        yield IntegrityFinding("copy_unlisted", copy.name)
    elif not is_as_written(copy, manifest):
        yield IntegrityFinding("copy_changed", copy.name)


def _inside(
    copy: Path, key: bytes, manifest: Manifest | None, progress: Progress
) -> Iterator[IntegrityFinding]:
    engine = open_engine_readonly(copy, key)
    try:
        with engine.connect() as connection:
            yield from findings(connection, progress)
    finally:
        engine.dispose()
    if manifest is not None:
        yield from _differences(manifest.contents, read_contents(copy, key))


def _differences(expected: Contents, found: Contents) -> Iterator[IntegrityFinding]:
    """Compare counts, sums and the journal's head; an older manifest says less than a new one."""
    for name, value in expected.items():
        if isinstance(value, dict):
            for each, amount in value.items():
                if found[name].get(each) != amount:
                    yield IntegrityFinding("copy_counts_differ", each)
        elif found.get(name) != value:
            yield IntegrityFinding("copy_counts_differ", name)
