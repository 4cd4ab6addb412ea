"""The day's repayments, and its close: counted, signed by two, closed for good."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from desktop.domain.approvals import Body
from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.masks import mask_name
from desktop.domain.money import Money, yuan_text
from desktop.domain.permissions import Action, Part
from desktop.domain.repayment.cash import counted_sum
from desktop.domain.repayment.kinds import RecoveryKind, RepaymentKind
from desktop.services import backups
from desktop.services.backup_ports import Reason
from desktop.services.branch import new_id
from desktop.services.checked_acts import Applied, CheckedAct, Signed
from desktop.services.masking import masked_repayment
from desktop.services.office_ports import StoredProposal
from desktop.services.paper_archive import pc_in
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries, UnitOfWork
from desktop.services.progress import NoProgress
from desktop.services.repayment_ports import StoredClose, StoredReopen, StoredRepayment
from desktop.services.repayments.booking import RECORD

K = TypeVar("K")

CLOSE, REOPEN = "day_closed", "day_reopened"


@dataclass(frozen=True, slots=True)
class DayLine:
    """A repayment of the day, or a reversal on it: then the amount counts against the day."""

    repayment: StoredRepayment
    is_reversal: bool

    @property
    def fen(self) -> int:
        amount = self.repayment.amount_fen
        return -amount if self.is_reversal else amount

    @property
    def pc(self) -> str:
        """The letter of the PC that wrote the receipt: the branch has a list, not each PC."""
        return pc_in(self.repayment.receipt)


@dataclass(frozen=True, slots=True)
class DayList:
    """What came in on a day; sums in fen, reversals taken off.

    ``waiting`` are the titles of payments of the day that wait for a second person; ``close`` is
    None while the day is open; ``open_before`` are earlier days with repayments nobody closed.
    """

    day: date
    lines: tuple[DayLine, ...]
    names: Mapping[str, str]
    close: StoredClose | None
    open_before: tuple[date, ...]
    waiting: tuple[str, ...] = ()

    @property
    def by_teller(self) -> Mapping[str, int]:
        """Sums by teller's id; ``names`` has their names."""
        return self._sums(lambda each: each.repayment.teller_id)

    @property
    def by_kind(self) -> Mapping[RepaymentKind, int]:
        return self._sums(lambda each: each.repayment.kind)

    @property
    def by_recovery(self) -> Mapping[RecoveryKind, int]:
        """Cash and conversion apart; they are never added together."""
        return self._sums(lambda each: each.repayment.kind.recovery)

    @property
    def cash_fen(self) -> int:
        """What must lie in the branch's drawers: below nought where more was given back than taken.

        What other PCs took is among it once their entries have come: the day is closed once.
        """
        return sum(self.cash_by_pc.values())

    @property
    def cash_by_pc(self) -> Mapping[str, int]:
        """The cash by the PCs' letters: a teller counts what his own PC took."""
        sums: Counter[str] = Counter()
        for each in self.lines:
            if each.repayment.kind.is_counted:
                sums[each.pc] += each.fen
        return sums

    def _sums(self, key: Callable[[DayLine], K]) -> Mapping[K, int]:
        sums: Counter[K] = Counter()
        for each in self.lines:
            sums[key(each)] += each.fen
        return sums


@permitted(Action.SEE, Part.READ)
def day_list(desk: Desk, day: date) -> DayList:
    """Return what came in on a day, names masked as in every list."""
    with desk.store.read() as queries:
        found = list_of(queries, day)
        waiting = tuple(_listed(queries, each) for each in _waiting(desk, queries, day))
    lines = (replace(each, repayment=masked_repayment(each.repayment)) for each in found.lines)
    return replace(found, lines=tuple(lines), waiting=waiting)


@permitted(Action.SEE, Part.READ)
def open_days(desk: Desk) -> Sequence[date]:
    """Return the days before today with repayments that nobody closed, oldest first."""
    with desk.store.read() as queries:
        return [day for day in queries.open_days() if day < desk.clock.today()]


@permitted(Action.SEE, Part.READ)
def closes(desk: Desk) -> Sequence[StoredClose]:
    """Return closed days, newest first, with those that were opened again."""
    with desk.store.read() as queries:
        return queries.closes()


def list_of(queries: Queries, day: date) -> DayList:
    """Return what came in on a day, inside an open transaction; what waits is left out."""
    taken = [DayLine(each, False) for each in queries.repayments_on(day)]
    given_back = [DayLine(each, True) for each in queries.reversed_on(day)]
    return DayList(
        day,
        (*taken, *given_back),
        queries.user_names(),
        queries.close_of(day),
        tuple(each for each in queries.open_days() if each < day),
    )


def _waiting(desk: Desk, queries: Queries, day: date) -> tuple[StoredProposal, ...]:
    """Return the payments of a day that a second person may still sign: they could be booked."""
    return tuple(
        each
        for each in queries.waiting_proposals()
        if each.kind == RECORD
        and each.body["paid_on"] == day.isoformat()
        and each.expires_at >= desk.clock.now()
    )


def _listed(queries: Queries, each: StoredProposal) -> str:
    party = queries.party(each.body["party_id"])
    return each.title.replace(party.name, mask_name(party.name)) if party else each.title


def _check_close(desk: Desk, queries: Queries, body: Body) -> None:
    day = date.fromisoformat(body["day"])
    if day > desk.clock.today():
        raise RuleViolation("repayment_in_future", field="day")
    found = list_of(queries, day)
    if found.close is not None:
        raise RuleViolation("day_closed", field="day", date=body["day"])
    if not found.lines:
        raise RuleViolation("day_without_repayments", field="day", date=body["day"])
    for each in _waiting(desk, queries, day):
        raise RuleViolation("day_has_waiting", field="day", title=each.title)
    if found.cash_fen != body["expected_fen"]:
        raise RuleViolation("figures_changed", field="counted")
    counts = _counts(body)
    if counts and counted_sum(counts) != Money(body["counted_fen"]):
        raise RuleViolation("counts_differ", field="counts", sum=str(counted_sum(counts)))
    if body["counted_fen"] != found.cash_fen and not body["reason"]:
        difference = yuan_text(body["counted_fen"] - found.cash_fen)
        raise RuleViolation("close_reason_missing", field="reason", difference=difference)


def _apply_close(desk: Desk, uow: UnitOfWork, body: Body, signed: Signed) -> Applied:
    close = StoredClose(
        id=new_id(),
        day=date.fromisoformat(body["day"]),
        expected_fen=body["expected_fen"],
        counted_fen=body["counted_fen"],
        counts=_counts(body),
        reason=body["reason"],
        teller_id=signed.maker_id,
        checkers=signed.checkers,
        approval_id=signed.proposal_id,
        recorded_at=desk.clock.now(),
    )
    found = list_of(uow, close.day)
    uow.add_close(close)
    journal = {
        **body,
        "close": close.id,
        "repayments": [each.repayment.receipt for each in found.lines if not each.is_reversal],
        "reversals": [each.repayment.receipt for each in found.lines if each.is_reversal],
    }
    return Applied(close.id, journal, close.day, result=close)


def _counts(body: Body) -> Mapping[int, int]:
    return {int(fen): number for fen, number in body["counts"].items()}


def _basis_close(queries: Queries, body: Body) -> Mapping[str, str]:
    found = list_of(queries, date.fromisoformat(body["day"]))
    return {"cash": yuan_text(found.cash_fen), "lines": str(len(found.lines))}


def _check_reopen(desk: Desk, queries: Queries, body: Body) -> None:
    _closed(queries, body)
    if not body["reason"]:
        raise RuleViolation("reason_missing", field="reason")


def _apply_reopen(desk: Desk, uow: UnitOfWork, body: Body, signed: Signed) -> Applied:
    close = _closed(uow, body)
    made = (signed.maker_id, signed.checkers, signed.proposal_id, desk.clock.now())
    uow.add_reopen(close.id, StoredReopen(body["reason"], *made))
    return Applied(close.id, {**body, "close": close.id}, desk.clock.today(), result=close)


def _closed(queries: Queries, body: Body) -> StoredClose:
    close = queries.close_of(date.fromisoformat(body["day"]))
    if close is None:
        raise RuleViolation("day_not_closed", field="day", date=body["day"])
    return close


def _back_up(desk: Desk) -> None:
    """Copy the closed day; where that fails the day is closed all the same.

    The copy is due then when the program closes, and what stands in its way is said there.
    """
    with suppress(ExpectedFailure):
        backups.make(desk, Reason.DAY_CLOSE, NoProgress())


DAY_CLOSE = CheckedAct(CLOSE, Action.CLOSE_DAY, _check_close, _apply_close, _basis_close, _back_up)
DAY_REOPEN = CheckedAct(REOPEN, Action.REOPEN_DAY, _check_reopen, _apply_reopen)
