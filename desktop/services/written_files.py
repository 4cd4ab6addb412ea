"""A written file stays only if the journal says that it was written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def removed_unless_recorded(path: Path) -> Iterator[None]:
    """Remove what was just written where recording it fails: a full disk, a locked database.

    ``path`` is a file, or a folder that was made for this paper alone.
    """
    try:
        yield
    except BaseException:
        with suppress(OSError):  # nothing can be removed from a read-only disk
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        raise
