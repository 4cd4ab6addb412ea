"""Checking a database: file, journal chain, and every stored answer against its facts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from desktop.services.clocks import stored_clock
from desktop.services.ports import Desk, IntegrityFinding
from desktop.services.progress import Progress

_STEP = 1_000


def verify(desk: Desk, progress: Progress) -> list[IntegrityFinding]:
    """Return everything that is wrong; an empty list is a sound database."""
    findings = list(desk.store.verify(progress))
    findings += _clocks(desk, progress)
    findings += _facts(desk, progress)
    return findings


def _clocks(desk: Desk, progress: Progress) -> Iterator[IntegrityFinding]:
    """Recompute every clock from its events and compare it with the stored one."""
    with desk.store.read() as queries:
        for index, (stored, due_on, events) in enumerate(queries.all_clocks()):
            if not index % _STEP:
                progress.report("clocks", index)
            if stored_clock(desk, stored.loan_id, due_on, events) != stored:
                yield IntegrityFinding("clock_differs", stored.loan_id)


def _facts(desk: Desk, progress: Progress) -> Iterator[IntegrityFinding]:
    """Compare the frozen facts of every notice with the hash its journal entry gives."""
    progress.report("facts")
    with desk.store.read() as queries:
        for entry in queries.journal_of_kind("notices_issued"):
            expected = {item["serial"]: item["facts_sha256"] for item in entry.body["notices"]}
            found = {
                notice.serial: hashlib.sha256(notice.facts.encode()).hexdigest()
                for notice in queries.notices(sorted(expected))
            }
            for serial, digest in expected.items():
                if found.get(serial) != digest:
                    yield IntegrityFinding("notice_facts_differ", serial)
