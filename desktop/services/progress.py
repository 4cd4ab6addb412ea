"""How a long use case tells where it is and hears that it should stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desktop.domain.errors import Cancelled


class Progress(Protocol):
    """Told of every stage; raises :class:`Cancelled` when the person wants to stop."""

    def report(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Note that ``done`` of ``total`` steps of ``stage`` are over (0 of 0: unknown)."""


class NoProgress:
    """Nobody is watching and nobody cancels."""

    def report(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Do nothing."""


class CancellableProgress:
    """Passes every report on to ``listener`` and cancels when ``is_cancelled`` says so."""

    def __init__(
        self,
        listener: Callable[[str, int, int], None],
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        self._listener = listener
        self._is_cancelled = is_cancelled

    def report(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Pass the report on, or raise :class:`Cancelled`."""
        if self._is_cancelled():
            raise Cancelled
        self._listener(stage, done, total)
