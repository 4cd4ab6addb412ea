"""How the branch stands with head office: what was written, what came back, what waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.permissions import Action, Part
from desktop.services.branch import require_installation
from desktop.services.entry_ports import HeldEntry
from desktop.services.exchange.packing import acknowledged_up_to, going_again, newest_return
from desktop.services.exchange.return_lines import AnswerLine, HeldLine, TargetLine
from desktop.services.exchange_ports import (
    KeyState,
    SentPackage,
    StoredCorrection,
    StoredEnrolment,
    TakenReturn,
)
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries
from desktop.services.records import Installation


@dataclass(frozen=True, slots=True)
class Followed:
    """A package that was written, and head office's answer if there is one."""

    package: SentPackage
    answer: AnswerLine | None


@dataclass(frozen=True, slots=True)
class LastExchange:
    """When head office was heard of last; ``on`` is None where the branch is not registered.

    Before the first return the days count from the registration.
    """

    on: date | None
    is_due: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything about the exchange, newest first; ``fingerprint`` is that of the own keys.

    ``taken`` is the newest return that this replica took in. ``is_anew`` tells that an earlier
    replica, before a restore or a copy, was further: exchange before anybody types again.
    ``is_restored`` tells that a restore made this replica: its keys are those of before.
    ``unconfirmed`` are entries that no return has acknowledged, ``again`` those that were and go
    once more with the next package, ``held`` those that wait at head office, ``waiting`` those of
    other lines that wait here. ``photos_missing`` counts what acts of others are still without.
    ``targets`` are what head office wants recovered.
    """

    place: Installation
    enrolment: StoredEnrolment | None
    fingerprint: str
    packages: Sequence[Followed]
    taken: TakenReturn | None
    is_anew: bool
    is_restored: bool
    unconfirmed: int
    again: int
    held: Sequence[HeldLine]
    waiting: Sequence[HeldEntry]
    corrections: Sequence[StoredCorrection]
    targets: Sequence[TargetLine]
    photos_missing: int
    last: LastExchange


@permitted(Action.SEE, Part.READ)
def standing(desk: Desk) -> Standing:
    """Return how the branch stands with head office."""
    with desk.store.read() as queries:
        place = require_installation(queries)
        sent, newest = queries.sent_packages(), newest_return(queries)
        answers, replicas = queries.package_answers(), {each.replica_id for each in sent}
        replicas |= {each.replica_id for each in queries.taken_returns()}
        return Standing(
            place,
            queries.enrolment(),
            next((k.fingerprint for k in queries.own_keys() if k.state is KeyState.OWN), ""),
            [Followed(each, answers.get(each.manifest_hash)) for each in sent],
            newest,
            newest is None and bool(replicas - {place.replica_id}),
            _is_restored(queries, place),
            queries.journal_head()[0] - acknowledged_up_to(queries),
            going_again(queries),
            queries.held_at_office(),
            queries.held_entries(),
            queries.corrections(),
            queries.targets(),
            len(queries.awaited_files()),
            last_exchange(queries, desk.clock.today(), desk.policy.notice.stale_ledger_days),
        )


def _is_restored(queries: Queries, place: Installation) -> bool:
    made = (each.body.get("replica_after") for each in queries.journal_of_kind("restored"))
    return place.replica_id in made


def last_exchange(queries: Queries, today: date, within_days: int) -> LastExchange:
    """Return when head office was heard of last, and whether that is longer ago than it should."""
    enrolment = queries.enrolment()
    if enrolment is None:
        return LastExchange(None, False)
    taken = queries.taken_returns(1)
    on = taken[0].taken_at.date() if taken else enrolment.enrolled_on
    return LastExchange(on, (today - on).days > within_days)
