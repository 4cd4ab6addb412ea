"""Which debtor is due for which round of demand, and why (practices 7, documents: 催收通知书)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop.domain.policy import NoticePolicy

LAST_ROUND = 3


class NoticeState(StrEnum):
    """How far a notice has come; only ``SERVED`` with evidence moves a clock."""

    GENERATED = "generated"
    PRINTED = "printed"
    HANDED_OUT = "handed_out"
    SERVED = "served"
    FAILED = "failed"


class Obstacle(StrEnum):
    """Why a notice should wait or cannot be printed; the first group forbids it."""

    IMPERSONATION_HOLD = "impersonation_hold"
    DECEASED = "deceased"
    LOAN_INCOMPLETE = "loan_incomplete"
    NO_EARLIER_ROUND = "no_earlier_round"
    UNSERVED_NOTICE = "unserved_notice"
    TOO_SOON = "too_soon"
    NO_ADDRESS = "no_address"
    CLAIM_EXPIRED = "claim_expired"
    STALE_LEDGER = "stale_ledger"
    NAME_CHARACTERS = "name_characters"
    MISSING_FROM_LEDGER = "missing_from_ledger"
    LOANS_DEFERRED = "loans_deferred"
    IN_PROCEDURE = "in_procedure"
    JUDGED = "judged"
    EXPIRED_LAST_ROUND = "expired_last_round"


FORBIDDING = frozenset(
    {
        Obstacle.IMPERSONATION_HOLD,
        Obstacle.DECEASED,
        Obstacle.LOAN_INCOMPLETE,
        Obstacle.NO_EARLIER_ROUND,
        Obstacle.NAME_CHARACTERS,
        Obstacle.IN_PROCEDURE,
        Obstacle.JUDGED,
        Obstacle.EXPIRED_LAST_ROUND,
    }
)
"""Obstacles that no choice of the officer overrides: the cause must be removed first."""

DEFERRING = frozenset(
    {
        Obstacle.UNSERVED_NOTICE,
        Obstacle.TOO_SOON,
        Obstacle.MISSING_FROM_LEDGER,
        Obstacle.LOANS_DEFERRED,
    }
)
"""Obstacles for which the program proposes to wait; the officer may choose otherwise."""


@dataclass(frozen=True, slots=True)
class PastNotice:
    """An earlier notice to the same debtor, and the loans it named."""

    serial: str
    round: int
    issued_on: date
    state: NoticeState
    served_on: date | None
    loan_ids: frozenset[str] = frozenset()

    def demanded(self, loan_ids: Collection[str]) -> bool:
        """Return whether it was served and named every one of these loans (rule 1.11)."""
        return self.state is NoticeState.SERVED and self.loan_ids.issuperset(loan_ids)


@dataclass(frozen=True, slots=True)
class RoundProposal:
    """The proposed round, the reason in words, and what speaks against printing now."""

    round: int
    reason: str
    obstacles: tuple[Obstacle, ...] = ()

    @property
    def printable(self) -> bool:
        return not FORBIDDING.intersection(self.obstacles)

    @property
    def chosen(self) -> bool:
        """Whether the program would print it today without being asked."""
        return self.printable and not DEFERRING.intersection(self.obstacles)


def propose_round(
    past: Sequence[PastNotice],
    as_of: date,
    earliest_last_day: date | None,
    policy: NoticePolicy,
    loan_ids: Collection[str] = (),
) -> RoundProposal:
    """Propose the next round for a debtor.

    The round follows the notices that named all of ``loan_ids``: two loans are two claims, and a
    later text must not say of one that it was demanded before (rule 1.11). ``earliest_last_day``
    is the strict last day of the claim that runs out first among those still alive; inside the
    longest warning span it overrides the spacing between rounds.
    """
    served = [notice for notice in past if notice.state is NoticeState.SERVED]
    open_notices = [
        notice for notice in past if notice.state not in (NoticeState.SERVED, NoticeState.FAILED)
    ]
    repeated = [notice for notice in served if notice.demanded(loan_ids)]
    number = _next_round(repeated)
    reason = _reason(repeated)
    if served and not repeated:
        reason = "有借据没有列入过已送达的通知书，从第一次起"
    urgent = _is_urgent(earliest_last_day, as_of, policy)
    if urgent:
        reason = f"时效 {earliest_last_day} 届满，{reason}"
    obstacles = []
    if open_notices:
        last = max(open_notices, key=lambda notice: (notice.issued_on, notice.serial))
        obstacles.append(Obstacle.UNSERVED_NOTICE)
        reason = f"{last.serial} 已印未送达"
    if served and not urgent and as_of < _next_day(served, policy):
        obstacles.append(Obstacle.TOO_SOON)
        reason = f"上次送达后未满 {policy.days_between_rounds} 天，{_next_day(served, policy)} 起"
    return RoundProposal(number, reason, tuple(obstacles))


def demanded_on(past: Sequence[PastNotice], loan_ids: Collection[str]) -> tuple[date, ...]:
    """Return the days on which all of these loans were demanded, oldest first.

    It is what a text may claim: a notice that lacked one of them does not count.
    """
    served = (notice.served_on for notice in past if notice.demanded(loan_ids))
    return tuple(sorted({day for day in served if day is not None}))


def serve_by(last_day: date, as_of: date, policy: NoticePolicy) -> date:
    """Return the day by which to have a notice served: some days before the strict last day.

    Sources disagree by a day about the last one, and roads flood (rule 1.4). Where the lead is
    used up already it is ``as_of``, and never later than the last day.
    """
    return min(max(last_day - timedelta(days=policy.service_lead_days), as_of), last_day)


def _next_round(served: Sequence[PastNotice]) -> int:
    return min(max((notice.round for notice in served), default=0) + 1, LAST_ROUND)


def _reason(served: Sequence[PastNotice]) -> str:
    if not served:
        return "已逾期，尚未送达过通知书"
    last = max(served, key=lambda notice: notice.served_on or notice.issued_on)
    return f"第{'一二三'[last.round - 1]}次 {last.served_on} 送达后仍未归还"


def _is_urgent(last_day: date | None, as_of: date, policy: NoticePolicy) -> bool:
    if last_day is None:
        return False
    return as_of <= last_day <= as_of + timedelta(days=max(policy.warning_days))


def _next_day(served: Sequence[PastNotice], policy: NoticePolicy) -> date:
    last = max(notice.served_on or notice.issued_on for notice in served)
    return last + timedelta(days=policy.days_between_rounds)
