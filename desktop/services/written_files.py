"""A written file stays only if the journal says that it was written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def removed_unless_recorded(path: Path) -> Iterator[None]:
    """Remove a file just written where recording it fails: a full disk, a locked database."""
    try:
        yield
    except BaseException:
        with suppress(OSError):  # nothing can be removed from a read-only disk
            path.unlink(missing_ok=True)
        raise
