"""Checking a database: file, journal chain, and every stored answer against its facts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence

from desktop.domain.interest.reductions import NOTHING
from desktop.domain.permissions import Action
from desktop.services.clocks import stored_clock
from desktop.services.permits import permitted
from desktop.services.ports import Desk, IntegrityFinding
from desktop.services.progress import Progress
from desktop.services.records import Document, Notice
from desktop.services.repayments.booking import journal_body

_STEP = 1_000

Stored = Callable[[Sequence[str]], Sequence[Notice] | Sequence[Document]]


@permitted(Action.CARE)
def verify(desk: Desk, progress: Progress) -> list[IntegrityFinding]:
    """Return everything that is wrong; an empty list is a sound database."""
    findings = list(desk.store.verify(progress))
    findings += _clocks(desk, progress)
    findings += _facts(desk, progress)
    findings += _templates(desk, progress)
    findings += _reductions(desk)
    findings += _receipts(desk)
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
    """Compare the frozen facts of notices and documents with the hashes in the journal."""
    progress.report("facts")
    with desk.store.read() as queries:
        issued: tuple[tuple[str, str, Stored], ...] = (
            ("notices_issued", "notices", queries.notices),
            ("documents_issued", "documents", queries.documents),
        )
        for kind, key, stored in issued:
            for entry in queries.journal_of_kind(kind):
                expected = {item["serial"]: item["facts_sha256"] for item in entry.body[key]}
                found = {each.serial: _digest(each.facts) for each in stored(sorted(expected))}
                for serial, digest in expected.items():
                    if found.get(serial) != digest:
                        yield IntegrityFinding("notice_facts_differ", serial)


def _templates(desk: Desk, progress: Progress) -> Iterator[IntegrityFinding]:
    """Compare every adopted template with the hash its journal entry gives."""
    progress.report("facts")
    with desk.store.read() as queries:
        found = {
            (each.version, each.format.value): hashlib.sha256(each.content).hexdigest()
            for each in queries.templates()
        }
        for entry in queries.journal_of_kind("template_adopted"):
            if not entry.local_no:  # templates come from head office, not with their entries
                continue
            version = entry.body["version"]
            if found.get((version, entry.body["format"])) != entry.body["sha256"]:
                yield IntegrityFinding("template_differs", version)


def _reductions(desk: Desk) -> Iterator[IntegrityFinding]:
    """Compute what lists subtract of each loan from its repayments and reliefs, and compare."""
    with desk.store.read() as queries:
        stored = queries.stored_reductions()
        for loan_id in sorted({*stored, *queries.all_reductions()}):
            loan = queries.loan(loan_id)
            if loan is None or stored.get(loan_id, NOTHING) != loan.reduced:
                yield IntegrityFinding("reduction_differs", loan_id)


def _receipts(desk: Desk) -> Iterator[IntegrityFinding]:
    """Compare every receipt with the hash and the sums its journal entry gives."""
    with desk.store.read() as queries:
        reversals = {
            entry.entity_id: (entry.body["reversal"], entry.body["reason"])
            for entry in queries.journal_of_kind("repayment_reversed")
        }
        for entry in queries.journal_of_kind("repayment_recorded"):
            serial = entry.body["receipt"]
            (found,) = queries.documents([serial]) or (None,)
            stored = queries.repayment(entry.entity_id)
            if found is None or _digest(found.facts) != entry.body["facts_sha256"]:
                yield IntegrityFinding("notice_facts_differ", serial)
            undone = stored.reversal if stored else None
            reversal = (undone.id, undone.reason) if undone else None
            if (
                stored is None
                or reversal != reversals.get(stored.id)
                or {**entry.body, **journal_body(stored)} != entry.body
            ):
                yield IntegrityFinding("repayment_differs", serial)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
