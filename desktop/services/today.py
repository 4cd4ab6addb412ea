"""What must be done today, in order of danger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.masks import mask_name
from desktop.domain.notices import NoticeFacts
from desktop.domain.permissions import Action, Part
from desktop.domain.rounds import NoticeState
from desktop.services.agreements.following import (
    AgreementState,
    FollowedAgreement,
    standing_agreements,
)
from desktop.services.approval_items import to_sign
from desktop.services.exchange.packing import ledgers_come_down
from desktop.services.ledger_days import newest_ledger
from desktop.services.list_records import LedgerFilter, LedgerLine, LedgerSums, SortKey
from desktop.services.masking import masked_document, masked_facts, masked_line
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries
from desktop.services.promises import standing_promises
from desktop.services.records import DocumentHead, Installation, LedgerImport

_MONTHS = 12
_SOON_DAYS = 7
_LATELY_DAYS = 30


@dataclass(frozen=True, slots=True)
class TodayLine:
    """One thing to do: how many, how much principal, the most pressing one, where it leads.

    ``kind`` is ``clock``, ``notices_generated``, ``notices_printed``, ``notices_handed_out``,
    ``documents_generated``, ``instalments_missed``, ``instalments_due``, ``agreements_unsigned``,
    ``promises_broken``, ``promises_due``, ``approvals``, ``open_days``, ``differences`` or
    ``missing``; ``days`` the span of a clock line;
    ``wanted`` filters the ledger page, ``serials`` the delivery page; of
    documents the oldest; ``nearest_title`` is what the oldest approval is about. Names are masked.
    """

    kind: str
    days: int
    count: int
    principal_fen: int
    nearest: LedgerLine | None
    nearest_notice: NoticeFacts | None
    wanted: LedgerFilter
    serials: tuple[str, ...] = ()
    nearest_document: DocumentHead | None = None
    nearest_title: str = ""


@dataclass(frozen=True, slots=True)
class ExpiringMonth:
    """How many claims run out in a month, and their principal; this month from today on."""

    first: date
    last: date
    loans: int
    principal_fen: int


@dataclass(frozen=True, slots=True)
class TodayBoard:
    """The Today page: what to do, the whole ledger's sums, what runs out when, newest import."""

    day: date
    installation: Installation | None
    lines: tuple[TodayLine, ...]
    sums: LedgerSums
    expired: LedgerSums
    months: tuple[ExpiringMonth, ...]
    newest_import: LedgerImport | None
    stale: bool
    ledgers_come_down: bool


@permitted(Action.SEE, Part.READ)
def today_board(desk: Desk, as_of: date | None = None) -> TodayBoard:
    """Return what the Today page shows for a day (default: today)."""
    day = as_of or desk.clock.today()
    with desk.store.read() as queries:
        newest = newest_ledger(queries.imports(), desk.clock.today())
        stale = newest is not None and (
            (day - newest.as_of).days > desk.policy.notice.stale_ledger_days
        )
        return TodayBoard(
            day=day,
            installation=queries.installation(),
            lines=(
                *_clock_lines(desk, queries, day),
                *_plan_lines(queries, day),
                *_promise_lines(queries, day),
                *_approval_lines(desk, queries),
                *_money_lines(queries, day),
                *_other_lines(queries),
            ),
            sums=queries.ledger_sums(LedgerFilter(status="active")),
            expired=queries.ledger_sums(LedgerFilter(status="active", clock_state="expired")),
            months=tuple(_months(queries, day)),
            newest_import=newest,
            stale=stale,
            ledgers_come_down=ledgers_come_down(queries),
        )


def _months(queries: Queries, day: date) -> Iterator[ExpiringMonth]:
    """Yield the twelve months from this one on with what runs out in each."""
    first = day
    for _ in range(_MONTHS):
        following = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        last = following - timedelta(days=1)
        sums = queries.ledger_sums(
            LedgerFilter(last_day_from=first, last_day_to=last, status="active")
        )
        yield ExpiringMonth(first, last, sums.loans, sums.balance_fen)
        first = following


def _clock_lines(desk: Desk, queries: Queries, day: date) -> Iterator[TodayLine]:
    """Yield one line a warning span, each without the claims of the shorter ones."""
    first = day
    for days in sorted(desk.policy.notice.warning_days):
        last = day + timedelta(days=days)
        wanted = LedgerFilter(last_day_from=first, last_day_to=last, status="active")
        ids = queries.ledger_ids(wanted, SortKey.LAST_DAY)
        if ids:
            nearest = masked_line(queries.ledger_lines(ids[:1])[0])
            sums = queries.ledger_sums(wanted)
            yield TodayLine("clock", days, len(ids), sums.balance_fen, nearest, None, wanted)
        first = last + timedelta(days=1)


def _plan_lines(queries: Queries, day: date) -> Iterator[TodayLine]:
    """Yield plans with missed instalments, those that fall due within days, and unsigned papers."""
    found = standing_agreements(queries, day)
    late = (AgreementState.BROKEN, AgreementState.BEHIND)
    soon = day + timedelta(days=_SOON_DAYS)
    due = [
        each
        for each in found
        if each.state is AgreementState.RUNNING
        and each.standing.next_open is not None
        and each.standing.next_open.instalment.due_on <= soon
    ]
    for kind, listed in (
        ("instalments_missed", [each for each in found if each.state in late]),
        ("instalments_due", due),
        ("agreements_unsigned", [each for each in found if each.state is AgreementState.UNSIGNED]),
    ):
        if listed:
            yield _titled(kind, len(listed), _plan_title(listed[0]))


def _plan_title(found: FollowedAgreement) -> str:
    following = found.standing.next_open
    first = following.instalment.due_on.isoformat() if following else ""
    return f"{first}  {found.agreement.debtor}"


def _promise_lines(queries: Queries, day: date) -> Iterator[TodayLine]:
    """Yield promises lately broken, and those whose last day is near."""
    found = standing_promises(queries, day)
    lately, soon = day - timedelta(days=_LATELY_DAYS), day + timedelta(days=_SOON_DAYS)
    broken = [each for each in found if lately <= each.stored.promise.pay_by < day]
    due = [each for each in found if day <= each.stored.promise.pay_by <= soon]
    for kind, listed in (("promises_broken", broken), ("promises_due", due)):
        if listed:
            stored = listed[0].stored
            yield _titled(kind, len(listed), f"{stored.promise.pay_by}  {stored.debtor}")


def _titled(kind: str, count: int, title: str) -> TodayLine:
    return TodayLine(kind, 0, count, 0, None, None, LedgerFilter(), nearest_title=title)


def _approval_lines(desk: Desk, queries: Queries) -> Iterator[TodayLine]:
    """Yield what waits for the operator's signature, with the one that has waited longest."""
    items = to_sign(desk, queries)
    if items:
        title = items[0].listed
        yield TodayLine(
            "approvals", 0, len(items), 0, None, None, LedgerFilter(), nearest_title=title
        )


def _money_lines(queries: Queries, day: date) -> Iterator[TodayLine]:
    """Yield earlier days that nobody closed, and repayments that the newest ledger lacks."""
    days = [each for each in queries.open_days() if each < day]
    if days:
        oldest = days[0].isoformat()
        yield TodayLine(
            "open_days", 0, len(days), 0, None, None, LedgerFilter(), nearest_title=oldest
        )
    differing = queries.differences()
    if differing:
        stored = queries.repayment(differing[0].repayment_id)
        title = f"{stored.receipt}  {mask_name(stored.debtor)}" if stored else ""
        yield TodayLine(
            "differences", 0, len(differing), 0, None, None, LedgerFilter(), nearest_title=title
        )


def _other_lines(queries: Queries) -> Iterator[TodayLine]:
    """Yield notices on their way, unprinted documents, loans the newest ledger no longer lists."""
    states = (NoticeState.GENERATED, NoticeState.PRINTED, NoticeState.HANDED_OUT)
    for state in states:
        notices = queries.notices_in_state([state])
        if notices:
            serials = tuple(notice.serial for notice in notices)
            kind = f"notices_{state.value}"
            nearest_notice = masked_facts(NoticeFacts.from_json(notices[0].facts))
            yield TodayLine(kind, 0, len(notices), 0, None, nearest_notice, LedgerFilter(), serials)
    oldest = queries.oldest_document(NoticeState.GENERATED)
    if oldest is not None:
        yield TodayLine(
            "documents_generated",
            0,
            queries.count_documents(NoticeState.GENERATED),
            0,
            None,
            None,
            LedgerFilter(),
            (oldest.serial,),
            masked_document(oldest),
        )
    wanted = LedgerFilter(status="missing")
    sums = queries.ledger_sums(wanted)
    if sums.loans:
        ids = queries.ledger_ids(wanted, SortKey.ROUTE)
        nearest = masked_line(queries.ledger_lines(ids[:1])[0])
        yield TodayLine("missing", 0, sums.loans, sums.balance_fen, nearest, None, wanted)
