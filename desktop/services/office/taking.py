"""One package into the collection: in one transaction, alone with its branch, or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from desktop.domain.ledger import LedgerRow
from desktop.services.collection_ports import CollectionWork
from desktop.services.collection_records import (
    FOLLOWED,
    HeldEntry,
    LedgerOfBranch,
    LoanLine,
    PackageState,
    ReceivedEntry,
    Replica,
    StoredPackage,
)
from desktop.services.exchange.loan_lines import (
    LEDGER,
    OF_BRANCH,
    LedgerMark,
    ledger_marks,
    ledger_rows,
    loan_line,
)
from desktop.services.ledger_days import is_mistaken
from desktop.services.office.entries import Seen, entries_named, look_into, received, waiting
from desktop.services.office.old_keys import note_use
from desktop.services.office.registering import KnownKeys, follow_keys, keys_of, replica_of
from desktop.services.package_ports import (
    Line,
    LineKind,
    Manifest,
    OpenedPackage,
    PackageRefused,
)

_AT_ONCE = 2_000
_CHARS_AT_ONCE = 8_000_000
"""Entries are taken in by the thousand, unless they are large ones."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A file that came: under which name, its hash, who takes it in, and when."""

    file_name: str
    file_sha256: str
    by: str
    at: datetime

    @property
    def today(self) -> date:
        return self.at.date()


@dataclass(slots=True)
class _Count:
    entries: int = 0
    new: int = 0


def take_in(
    work: CollectionWork, opened: OpenedPackage, receipt: Receipt, ledgers_from: str
) -> StoredPackage:
    """Store a package that is not here yet, and return what came of it.

    Loans of a ledger first, where ledgers come from branches, then the entries and their money,
    then what waits is looked at again.
    Raises PackageRefused ``event_changed`` where an entry is here with other content,
    ``package_key_waits`` where keys that were replaced bring something new,
    ``package_content_wrong``.
    """
    manifest, branch = opened.manifest, opened.manifest.branch
    signed = keys_of(work, manifest)
    forks_before = len(work.forks(branch))
    if ledgers_from == OF_BRANCH and signed.is_in_use:
        _take_ledgers(work, opened, receipt)
    is_complete = work.is_complete(branch, manifest.from_head)
    count, events = _Count(), set[str]()
    for batch in _batches(opened.lines()):
        _require_once(events, batch)
        _take_entries(work, branch, batch, is_complete, receipt, count)
    if count.new and not signed.is_in_use:
        raise PackageRefused("package_key_waits", file=receipt.file_name, branch=branch)
    work.announce_parts([each.sha256 for each in manifest.parts])
    work.close_gaps()
    release_arrived(work, branch, receipt, manifest.package_id)
    forks = len(work.forks(branch)) - forks_before
    if signed.is_in_use:
        _follow_replica(work, manifest, signed, receipt, forks > 0)
    waits = {each.event_id for each in work.held(branch)} & events
    state = PackageState.APPLIED_WITH_HELD if waits else PackageState.APPLIED
    package = replace(
        described(manifest, opened.manifest_hash, receipt, state),
        complete=work.is_complete(branch, manifest.to_head),
        entries=count.entries,
        new=count.new,
        known=count.entries - count.new,
        held=len(waits),
        forks=forks,
    )
    work.add_package(package, manifest)
    return package


def release_arrived(work: CollectionWork, branch: str, receipt: Receipt, arrived: str) -> int:
    """Let go what waited for something that is here now; return how many that were.

    What only this newer program can read of them is counted now; what was counted stays as it is.
    """
    held = work.held(branch)
    seen = look_into(branch, entries_named(work, branch, [each.event_id for each in held]))
    _take_what_is_read(work, seen)
    still = waiting(work, branch, seen)
    let_go = [each for each in held if each.event_id not in still]
    for each in let_go:
        work.release(each.event_id, receipt.by, receipt.at, f"arrived:{arrived}")
    return len(let_go)


def described(
    manifest: Manifest, manifest_hash: str, receipt: Receipt, state: PackageState, reason: str = ""
) -> StoredPackage:
    """Return a package as it is remembered, without any count."""
    return StoredPackage(
        branch=manifest.branch,
        package_id=manifest.package_id,
        manifest_hash=manifest_hash,
        replica_id=manifest.replica_id,
        number=manifest.number,
        state=state,
        reason=reason,
        file_name=receipt.file_name,
        file_sha256=receipt.file_sha256,
        created_at=manifest.created_at,
        taken_at=receipt.at,
        taken_by=receipt.by,
        from_head=manifest.from_head,
        to_head=manifest.to_head,
        complete=False,
        entries=0,
        new=0,
        known=0,
        held=0,
        forks=0,
        totals=manifest.totals,
    )


def _batches(lines: Iterator[Line]) -> Iterator[list[ReceivedEntry]]:
    batch: list[ReceivedEntry] = []
    chars = 0
    for entry in (received(line.data) for line in lines if line.kind == LineKind.ENTRY):
        batch.append(entry)
        chars += len(entry.body) + len(entry.rows)
        if len(batch) == _AT_ONCE or chars > _CHARS_AT_ONCE:
            yield batch
            batch, chars = [], 0
    if batch:
        yield batch


def _require_once(events: set[str], batch: Sequence[ReceivedEntry]) -> None:
    """Refuse a package in which an event stands twice: one of the two would be dropped."""
    before = len(events)
    events.update(each.event_id for each in batch)
    if len(events) != before + len(batch):
        raise PackageRefused("package_content_wrong", file="", detail="event_id")


def _take_entries(
    work: CollectionWork,
    branch: str,
    batch: Sequence[ReceivedEntry],
    is_complete: bool,
    receipt: Receipt,
    count: _Count,
) -> None:
    known = work.add_entries(batch, is_complete)
    for each in batch:
        if known.get(each.event_id, each.hash) != each.hash:
            raise PackageRefused("event_changed", file=receipt.file_name, event=each.event_id)
    new = [each for each in batch if each.event_id not in known]
    seen = look_into(branch, new)
    _take_what_is_read(work, seen)
    needs = waiting(work, branch, seen)
    for each in new:
        if each.event_id in needs:
            need = needs[each.event_id]
            work.hold(HeldEntry(branch, each.event_id, each.kind, need.why, need.what, receipt.at))
    count.entries += len(batch)
    count.new += len(new)


def _take_what_is_read(work: CollectionWork, seen: Seen) -> None:
    if seen.money:
        work.add_money(seen.money)
    if seen.proposals or seen.ended:
        work.add_proposals(seen.proposals, seen.ended)
    _ask(work, seen)


def _ask(work: CollectionWork, seen: Seen) -> None:
    """Put correction requests on the list, each once."""
    if not seen.corrections:
        return
    branch = seen.corrections[0].branch
    asked = {each.id for each in work.corrections(branch)}
    for each in seen.corrections:
        if each.id not in asked:
            work.save_correction(each)
            asked.add(each.id)


def _take_ledgers(work: CollectionWork, opened: OpenedPackage, receipt: Receipt) -> None:
    """Let ledgers that the branch imported take the place of older ones.

    One from the future would keep out all that come after it; the branch sends it again.
    """
    for place, mark in enumerate(ledger_marks(opened.manifest.extra)):
        ledger = _of_branch(opened.manifest.branch, mark, receipt)
        here = work.ledgers(ledger.branch)
        # Only head office has all of a branch's loans in one.
        if (
            mark.signature
            and mark.as_of <= receipt.today
            and not any(_stands_over(each, ledger, receipt) for each in here)
        ):
            rows = ledger_rows(opened.lines(), mark, place)
            work.replace_ledger(ledger, map(kept_loan, rows))


def _stands_over(here: LedgerOfBranch, came: LedgerOfBranch, receipt: Receipt) -> bool:
    """Return whether a ledger is here that another one may not replace; of two of one day the later
    import counts, and head office's own before any.
    """
    if bears_mistaken_day(here, receipt) or not came.replaces(here):
        return False
    if here.source != OF_BRANCH:
        return here.as_of >= came.as_of
    is_same = here.file_sha256 == came.file_sha256 and here.as_of == came.as_of
    return is_same or (here.as_of, here.moment) >= (came.as_of, came.moment)


def _of_branch(branch: str, mark: LedgerMark, receipt: Receipt) -> LedgerOfBranch:
    return LedgerOfBranch(
        branch=branch,
        as_of=mark.as_of,
        source=OF_BRANCH,
        file_name=mark.file_name,
        file_sha256=mark.sha256,
        loans=mark.loans,
        balance_fen=mark.balance_fen,
        taken_at=receipt.at,
        taken_by=receipt.by,
        imported_at=min(mark.imported_at, receipt.at),  # by a clock that may be ahead
        signature=mark.signature,
    )


def bears_mistaken_day(ledger: LedgerOfBranch, receipt: Receipt) -> bool:
    """Return whether a ledger's day had not come when it was taken in, nor has by now."""
    return is_mistaken(ledger.as_of, ledger.taken_at.date(), receipt.today)


def kept_loan(row: LedgerRow) -> LoanLine:
    """Return a row of a ledger as the collection keeps it."""
    data = {name: value for name, value in loan_line(row).data.items() if name != LEDGER}
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return LoanLine(row.loan_no, row.borrower, row.balance_fen, text)


def loan_of(kept: LoanLine, ledger: int) -> Line:
    """Return the line of a loan that the collection keeps, of one of a package's ledgers."""
    return Line(LineKind.LOAN.value, json.loads(kept.row) | {LEDGER: ledger})


def _follow_replica(
    work: CollectionWork,
    manifest: Manifest,
    signed: KnownKeys,
    receipt: Receipt,
    has_forked: bool,
) -> None:
    """Keep what the PC says of itself; an older package that comes late says nothing new.

    One that was put back by hand goes on with lower numbers, from where its journal forked. It may
    be a copy, and run an older program than the other one of its name: returns are for both.
    """
    known = replica_of(work, manifest)
    if known is None:
        known = _under_known_keys(work, manifest, signed, receipt)
    newest = [
        each.number
        for each in work.packages(manifest.branch)
        if each.replica_id == manifest.replica_id and each.to_head == known.to_head
    ]
    if newest and manifest.number < max(newest) and not has_forked:
        least = min(known.reads_up_to, manifest.reads_up_to)
        work.save_replica(replace(known, reads_up_to=least))
        return
    if known.keys == signed.keys:
        note_use(work, receipt.by, manifest.branch, known.keys)
    known = follow_keys(work, receipt.by, known, manifest.next_keys or signed.keys)
    work.save_replica(
        replace(
            known,
            last_return=manifest.last_return,
            foreign_up_to=manifest.foreign_up_to,
            to_head=manifest.to_head,
            reads_up_to=manifest.reads_up_to,
            last_package_at=receipt.at,
        )
    )


def _under_known_keys(
    work: CollectionWork, manifest: Manifest, signed: KnownKeys, receipt: Receipt
) -> Replica:
    """Add a PC that was restored or copied: its people hold keys that are in use. It is listed as
    one that nobody registered.
    """
    body = {"replica": manifest.replica_id, "keys_of": signed.replica_id}
    work.note("replica_followed", receipt.by, body)
    return Replica(manifest.branch, manifest.replica_id, signed.keys, receipt.today, FOLLOWED)
