"""Python's cycle collector, on the window's thread only.

Left alone it runs in whichever thread makes the next object. A worker that collects may destroy
widgets, which Qt allows on the window's thread alone; the program would end without a word.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_MS = 500


class WindowCollector(QObject):
    """Collects when Python's own thresholds say so, from a timer of the window's thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK_MS)

    def look(self) -> int:
        """Collect the oldest generation that is due and return it; -1 where none is."""
        due = [
            generation
            for generation, (count, limit) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if limit and count > limit
        ]
        if not due:
            return -1
        gc.collect(due[-1])
        return due[-1]

    def close(self) -> None:
        """Leave the process as it was found."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()
