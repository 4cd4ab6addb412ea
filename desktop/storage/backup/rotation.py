"""Which copies stay: all of two days, then the newest of each day, week and month for a while.

Periods are counted by the copies there are, not by the clock: a machine whose clock jumped ahead
does not throw away its history.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from pathlib import Path

from desktop.storage.backup.manifest import (
    Manifest,
    branches_in,
    copies_in,
    is_as_written,
    manifest_file,
)
from desktop.storage.keyslots import slot_files

WHOLE_DAYS = 2
DAYS, WEEKS, MONTHS = 12, 10, 12
_ALWAYS_KEPT = 2

Listed = Sequence[tuple[Path, Manifest]]


def drop_old(folder: Path, database: Path, spared: str = "") -> None:
    """Delete the copies whose time is over; never the newest two whose hash is right.

    ``spared`` is the name of one that is about to be restored.
    """
    copies = copies_in(folder, database)
    going = over(copies)
    if not going:
        return
    going -= newest_good(copies)
    for path in going - {folder / spared}:
        for each in (path, manifest_file(path), *slot_files(path)):
            each.unlink(missing_ok=True)
        drop_branches(path)


def drop_branches(copy: Path) -> None:
    """Take head office's branches out of a copy."""
    branches = branches_in(copy)
    for each in (branches, manifest_file(branches)):
        each.unlink(missing_ok=True)


def over(copies: Listed) -> set[Path]:
    """Return the copies that no rule keeps; ``copies`` are oldest first."""
    kept = {path for path, made in copies if _day(made) in _newest(copies, _day, WHOLE_DAYS)}
    for period, count in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        kept.update(_newest(copies, period, count).values())
    return {path for path, _ in copies} - kept


def newest_good(copies: Listed) -> set[Path]:
    """Return the newest two copies whose hash is right; ``copies`` are oldest first."""
    good: set[Path] = set()
    for path, manifest in reversed(copies):
        if len(good) == _ALWAYS_KEPT:
            break
        if is_as_written(path, manifest):
            good.add(path)
    return good


def _newest(
    copies: Listed, period: Callable[[Manifest], Hashable], count: int
) -> dict[Hashable, Path]:
    """Return the newest copy of each of the newest ``count`` periods."""
    found: dict[Hashable, Path] = {}
    for path, manifest in reversed(copies):
        key = period(manifest)
        if key not in found and len(found) == count:
            break
        found.setdefault(key, path)
    return found


def _day(manifest: Manifest) -> date:
    return manifest.made_at.date()


def _week(manifest: Manifest) -> tuple[int, int]:
    return manifest.made_at.isocalendar()[:2]


def _month(manifest: Manifest) -> tuple[int, int]:
    return (manifest.made_at.year, manifest.made_at.month)
