"""How far a carrying is."""

from __future__ import annotations

from desktop.services.progress import Progress

_KIB = 1024
"""Steps are KiB, since a window counts with 32 bits."""


class Telling:
    """Adds bytes up and passes them on as KiB; cancelled, it raises."""

    def __init__(self, progress: Progress, stage: str, total: int) -> None:
        self._progress, self._stage, self._total = progress, stage, total
        self._done = 0
        progress.report(stage, 0, total // _KIB)

    def __call__(self, size: int) -> None:
        """Note that so many bytes more were gone through."""
        self._done += size
        self._progress.report(self._stage, self._done // _KIB, self._total // _KIB)
