"""What a package will be: from which entry on, with which ledger and files, sealed to whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from desktop import __version__
from desktop.domain.package_names import Direction
from desktop.services.exchange.enrolment import (
    announced_keys,
    key_in_use,
    require_branch,
    require_enrolment,
)
from desktop.services.exchange.loan_lines import (
    LEDGERS,
    OF_BRANCH,
    OF_HEAD_OFFICE,
    LedgerMark,
    loan_line,
)
from desktop.services.exchange.return_lines import ENTRIES, LACKED, LETTER
from desktop.services.exchange_ports import StoredEnrolment, TakenReturn
from desktop.services.ledger_days import newest_of_each
from desktop.services.package_ports import (
    NO_RETURN,
    Line,
    Manifest,
    PartMark,
    PrivateKeys,
    PublicKeys,
)
from desktop.services.ports import Desk, Queries
from desktop.services.records import Installation, LedgerImport

_ACKNOWLEDGED_AGAIN = 2
_MOST_PARTS = 4_000
"""Longest names and all, a manifest has room for them: the money never waits for photographs."""
_MOST_LACKED = 1_000


@dataclass(frozen=True, slots=True)
class Portion:
    """What of the journal a package takes: ``count`` entries after a local number.

    ``up_to`` is the last entry that this export brings: what is left goes into the next file.
    """

    after: int
    count: int
    up_to: int
    is_first: bool = True

    @property
    def end(self) -> int:
        return self.after + self.count

    @property
    def left(self) -> int:
        return self.up_to - self.end

    def following(self) -> Portion:
        """Return what the next file takes: no more than went into this one."""
        return Portion(self.end, min(self.count, self.left), self.up_to, is_first=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a package will be: its manifest without totals, its lines, its keys, its parts.

    ``again`` of its entries were acknowledged already.
    """

    portion: Portion
    manifest: Manifest
    lines: Iterator[Line]
    keys: PrivateKeys
    recipients: Sequence[PublicKeys]
    parts_left: int
    again: int


def whole(queries: Queries) -> Portion:
    """Return everything after the cursor."""
    start, (end, _) = cursor_of(queries), queries.journal_head()
    return Portion(start, end - start, end)


def cursor_of(queries: Queries) -> int:
    """Return the local number of the entry after which the next package begins.

    0 sends everything: there was no return for this replica, or none of its heads is here.
    """
    cursor = acknowledged_up_to(queries)
    ends = {cursor}
    for package in queries.sent_packages():
        end = queries.entry_no(package.to_head)
        if end is not None and end < cursor:
            ends.add(end)
        if len(ends) > _ACKNOWLEDGED_AGAIN:
            return min(ends)
    return 0


def acknowledged_up_to(queries: Queries) -> int:
    """Return the local number of the newest entry that the last return acknowledged, 0 for none."""
    newest = newest_return(queries)
    found = [queries.entry_no(each) for each in newest.heads] if newest else []
    return max((each for each in found if each is not None), default=0)


def going_again(queries: Queries) -> int:
    """Return how many entries that head office acknowledged the next package has once more."""
    return acknowledged_up_to(queries) - cursor_of(queries)


def newest_return(queries: Queries) -> TakenReturn | None:
    """Return the last return that was taken in as the replica that this is now."""
    installation = queries.installation()
    own = installation.replica_id if installation else ""
    for each in queries.taken_returns():
        if each.replica_id == own:
            return each
    return None


def ledgers_come_down(queries: Queries) -> bool:
    """Return whether the last return said that head office imports the ledgers, not the branch."""
    newest = newest_return(queries)
    return newest is not None and newest.ledger_policy != OF_BRANCH


def draft_package(
    desk: Desk,
    queries: Queries,
    number: int,
    package_id: str,
    parts: Sequence[PartMark],
    portion: Portion,
) -> Draft:
    """Return a package of a portion of the journal, signed and sealed as it will be.

    Ledgers go along with the first one. Its lines are read while the transaction of ``queries`` is
    open. Raises as ``require_branch`` and ``require_enrolment``.
    """
    installation, office = require_branch(queries), require_enrolment(queries)
    own, newest = key_in_use(queries), newest_return(queries)
    ledgers = _unacknowledged_ledgers(queries, newest, desk.clock.today())
    if not portion.is_first:
        ledgers = []
    extra: dict[str, object] = {LETTER: installation.replica_letter, ENTRIES: portion.count}
    if lacked := _lacked(queries):
        extra[LACKED] = lacked[:_MOST_LACKED]
    if ledgers:
        extra[LEDGERS] = [_mark(each, queries).plain() for each in ledgers]
    manifest = Manifest(
        direction=Direction.UP,
        package_id=package_id,
        number=number,
        epoch=newest.epoch if newest else 0,
        installation_id=installation.installation_id,
        branch=installation.branch_code,
        replica_id=installation.replica_id,
        sender=own.fingerprint,
        recipient=office.keys.fingerprint,
        created_at=desk.clock.now(),
        app_version=__version__,
        schema=desk.packages.schema,
        reads_up_to=desk.packages.schema,
        from_head=queries.entry_hash_at(portion.after),
        to_head=queries.entry_hash_at(portion.end),
        previous=_previous(queries, installation),
        last_return=newest.mark if newest else NO_RETURN,
        foreign_up_to=newest.arrival_up_to if newest else 0,
        parts=tuple(parts),
        next_keys=announced_keys(desk, queries),
        extra=extra,
    )
    left = len(unsent_files(queries)) - len(parts) if portion.is_first else 0
    again = min(portion.end, acknowledged_up_to(queries)) - portion.after
    return Draft(
        portion,
        manifest,
        _lines(queries, portion, ledgers),
        own.keys,
        recipients_of(office),
        left,
        max(again, 0),
    )


def _lines(queries: Queries, portion: Portion, ledgers: Sequence[LedgerImport]) -> Iterator[Line]:
    for entry in islice(queries.entries_from(portion.after), portion.count):
        yield entry.line()
    for place, ledger in enumerate(ledgers):
        for row in queries.rows_of_ledger(ledger):
            yield loan_line(row, place)


def recipients_of(office: StoredEnrolment) -> list[PublicKeys]:
    """Return to whom a package and its parts are sealed: head office, and its escrow key."""
    return [office.keys, PublicKeys(office.escrow, "")]


def _previous(queries: Queries, installation: Installation) -> str:
    for each in queries.sent_packages():
        if each.replica_id == installation.replica_id:
            return each.manifest_hash
    return ""


def _unacknowledged_ledgers(
    queries: Queries, newest: TakenReturn | None, today: date
) -> list[LedgerImport]:
    """Return those ledgers that head office has not, where the branch imports them: of each kind
    of file the newest one, but none that is older than the last one of head office.
    """
    if newest is None or newest.ledger_policy != OF_BRANCH:
        return []
    latest = newest_of_each(queries.imports(), today)
    office = latest.pop(OF_HEAD_OFFICE, None)
    return [
        each
        for each in sorted(latest.values(), key=lambda each: each.as_of)
        if each.file_sha256 not in newest.ledgers and (not office or each.as_of > office.as_of)
    ]


def _mark(ledger: LedgerImport, queries: Queries) -> LedgerMark:
    """Return which ledger goes along, with the sums of the rows that do."""
    loans = balance_fen = 0
    for row in queries.rows_of_ledger(ledger):
        loans += 1
        balance_fen += row.balance_fen
    return LedgerMark(
        ledger.as_of,
        ledger.file_name,
        ledger.file_sha256,
        loans,
        balance_fen,
        ledger.source,
        ledger.recorded_at,
    )


def _lacked(queries: Queries) -> list[str]:
    """Return the files that are awaited, oldest first; those that head office has before others."""
    there = queries.parts_at_office()
    return sorted((each.sha256 for each in queries.awaited_files()), key=lambda e: e not in there)


def unsent_files(queries: Queries) -> list[PartMark]:
    """Return the files that head office has not said it has, oldest first."""
    there = queries.parts_at_office()
    return [each for each in queries.files() if each.sha256 not in there][:_MOST_PARTS]
