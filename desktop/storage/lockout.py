"""Wrong passwords are counted before they are known to be wrong.

The count stands in ``<database>.signins.json`` and is on the disk before a password is checked:
pulling the plug, starting again or restoring a backup gives no further try. Three are free, then
each failure doubles the wait; five within 15 minutes lock for 15 minutes. No name stands in the
file, only ids; a name that nobody has counts together with all others of its kind.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from desktop.domain.errors import ExpectedFailure
from desktop.services.key_ports import FailedSignIn
from desktop.storage.durable import write_durably
from desktop.storage.failures import os_failure
from desktop.storage.one_at_a_time import alone_with_database

FREE_TRIES = 3
LOCKING_FAILURES = 5
WINDOW = timedelta(minutes=15)
NOBODY = "?"
"""Whoever typed a name that is nobody's."""

_SEC = timedelta(seconds=1)
_MOST_DOUBLINGS = 10
_REPORTED = 1_000
"""How many failures are kept for the journal; a machine that tries for days fills no disk."""


@dataclass(frozen=True, slots=True)
class _Count:
    """Failures since the last success: how many, and when the last ones were, oldest first."""

    streak: int = 0
    recent: tuple[datetime, ...] = ()

    def free_at(self) -> datetime | None:
        """Return when the next try is allowed."""
        if not self.recent:
            return None
        last, first = self.recent[-1], self.recent[-LOCKING_FAILURES:][0]
        if len(self.recent) >= LOCKING_FAILURES and last - first <= WINDOW:
            return last + WINDOW
        if self.streak < FREE_TRIES:
            return None
        doubled = 1 << min(self.streak - FREE_TRIES + 1, _MOST_DOUBLINGS)
        return last + min(WINDOW, _SEC * doubled)

    def seen_at(self, now: datetime) -> _Count:
        """Return the count as of a clock that was set back: waiting starts anew, and ends."""
        if not self.recent or self.recent[-1] <= now:
            return self
        shift = self.recent[-1] - now
        return _Count(self.streak, tuple(each - shift for each in self.recent))

    def failed(self, now: datetime) -> _Count:
        return _Count(self.streak + 1, (*self.recent, now)[-LOCKING_FAILURES:])


@dataclass(frozen=True, slots=True)
class _Counts:
    """The file: counts by user, and failures the journal does not know yet."""

    users: Mapping[str, _Count]
    failures: tuple[FailedSignIn, ...]


class Lockout:
    """The tries at one database."""

    def __init__(self, db_path: Path) -> None:
        self._db_path = db_path
        self._path = db_path.with_name(f"{db_path.name}.signins.json")

    def begin(self, user_id: str, now: datetime) -> None:
        """Count a try as failed; call :meth:`succeeded` when it was not.

        ExpectedFailure ``sign_in_wait`` (with ``seconds``) or ``sign_in_locked`` (with ``until``)
        while no further try is allowed: such a call counts nothing.
        """
        with alone_with_database(self._db_path):
            counts = self._read()
            known = counts.users.get(user_id, _Count())
            count = known.seen_at(now)
            if count != known:
                self._write(_with(counts, user_id, count))
            free_at = count.free_at()
            if free_at is not None and now < free_at:
                raise _refusal(count, free_at, now)
            failure = FailedSignIn(str(uuid.uuid4()), user_id, now)
            failures = (*counts.failures, failure)[-_REPORTED:]
            self._write(_with(_Counts(counts.users, failures), user_id, count.failed(now)))

    def succeeded(self, user_id: str) -> None:
        """Take back the try that was counted last: the password was right."""
        with alone_with_database(self._db_path):
            counts = self._read()
            own = [each for each in counts.failures if each.user_id == user_id]
            failures = tuple(each for each in counts.failures if not own or each != own[-1])
            users = {key: count for key, count in counts.users.items() if key != user_id}
            self._write(_Counts(users, failures))

    def taken_back(self, user_id: str) -> None:
        """Take back the last try alone: what was right elsewhere forgives nothing before it."""
        with alone_with_database(self._db_path):
            before = self._read().users[user_id]
            self.succeeded(user_id)
            if before.streak > 1:
                count = _Count(before.streak - 1, before.recent[:-1])
                self._write(_with(self._read(), user_id, count))

    def failures(self) -> tuple[FailedSignIn, ...]:
        """Return what the journal has not been told yet, oldest first."""
        return self._read().failures

    def told(self, ids: Iterable[str]) -> None:
        """Forget failures that stand in the journal now."""
        with alone_with_database(self._db_path):
            names, counts = set(ids), self._read()
            kept = tuple(each for each in counts.failures if each.id not in names)
            if kept != counts.failures:
                self._write(_Counts(counts.users, kept))

    def _read(self) -> _Counts:
        """Return the counts; a file that is gone or cannot be read starts anew."""
        try:
            data = json.loads(self._path.read_bytes())
            users = {
                str(key): _Count(int(each["streak"]), tuple(map(_moment, each["recent"])))
                for key, each in data["users"].items()
            }
            failures = tuple(
                FailedSignIn(str(each["id"]), str(each["user"]), _moment(each["at"]))
                for each in data["failures"]
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return _Counts({}, ())
        return _Counts(users, failures)

    def _write(self, counts: _Counts) -> None:
        data: dict[str, Any] = {
            "users": {
                key: {"streak": each.streak, "recent": [at.isoformat() for at in each.recent]}
                for key, each in counts.users.items()
            },
            "failures": [
                {"id": each.id, "user": each.user_id, "at": each.at.isoformat()}
                for each in counts.failures
            ],
        }
        try:
            write_durably(self._path, json.dumps(data, indent=1).encode("ascii"))
        except OSError as error:
            raise os_failure(error, self._path) from error


def _with(counts: _Counts, user_id: str, count: _Count) -> _Counts:
    return _Counts({**counts.users, user_id: count}, counts.failures)


def _refusal(count: _Count, free_at: datetime, now: datetime) -> ExpectedFailure:
    if free_at - count.recent[-1] >= WINDOW:
        return ExpectedFailure("sign_in_locked", until=f"{free_at.astimezone():%H:%M}")
    return ExpectedFailure("sign_in_wait", seconds=-(-(free_at - now) // _SEC))


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without its zone")
    return moment
