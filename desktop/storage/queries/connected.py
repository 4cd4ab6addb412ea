"""What every group of queries and writes stands on."""

from __future__ import annotations

from sqlalchemy import Connection

from desktop.services.ports import Clock


class Connected:
    """A connection inside a transaction, and the time of day."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock
