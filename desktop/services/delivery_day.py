"""What the delivery page lists: what was recorded today, and what still waits to be served."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from desktop.domain.delivery import outcome
from desktop.domain.notices import NoticeFacts
from desktop.domain.permissions import Action, Part
from desktop.domain.rounds import NoticeState
from desktop.services.batches import serial_order
from desktop.services.delivery import act_of
from desktop.services.masking import masked_delivery, masked_facts
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries
from desktop.services.records import Delivery, Notice

_PRINTED = (NoticeState.PRINTED, NoticeState.HANDED_OUT)
_UNSERVED = (NoticeState.GENERATED, *_PRINTED)


@dataclass(frozen=True, slots=True)
class RecordedDelivery:
    """A delivery recorded today; ``last_day`` is the earliest last day of its loans as it is now.

    ``counts`` says whether the notice counts as served by it.
    """

    delivery: Delivery
    counts: bool
    last_day: date | None


@dataclass(frozen=True, slots=True)
class WaitingNotice:
    """A notice on its way to the debtor, with what stands on it; who it is, masked."""

    notice: Notice
    facts: NoticeFacts


@dataclass(frozen=True, slots=True)
class DeliveryDay:
    """Today's records, newest first, and the notices that wait, in the order of their serials.

    ``printed`` counts all notices that are printed or handed out and not served.
    """

    recorded: tuple[RecordedDelivery, ...]
    waiting: tuple[WaitingNotice, ...]
    printed: int


@permitted(Action.SEE, Part.READ)
def delivery_day(desk: Desk, serials: Collection[str] = ()) -> DeliveryDay:
    """Return the lists of the delivery page.

    Waiting are the notices printed or handed out; with ``serials`` only those of them that are
    not served, printed or not.
    """
    today = desk.clock.today()
    with desk.store.read() as queries:
        unserved = queries.notices_in_state(_UNSERVED)
        recorded = [
            _recorded(queries, each, today)
            for each in queries.deliveries(since=today)
            if not each.withdrawn
        ]
    printed = [each for each in unserved if each.state in _PRINTED]
    wanted = [each for each in unserved if each.serial in serials] if serials else printed
    waiting = (
        WaitingNotice(each, masked_facts(NoticeFacts.from_json(each.facts)))
        for each in sorted(wanted, key=serial_order)
    )
    return DeliveryDay(tuple(recorded), tuple(waiting), len(printed))


@permitted(Action.SEE, Part.READ)
def waiting_to_be_served(desk: Desk) -> int:
    """Return how many printed notices nobody has served yet."""
    with desk.store.read() as queries:
        return len(queries.notices_in_state(_PRINTED))


def _recorded(queries: Queries, delivery: Delivery, today: date) -> RecordedDelivery:
    served = outcome(act_of(delivery), delivery.evidence > 0).state is NoticeState.SERVED
    last_day = _earliest_last_day(queries, delivery.serial, today)
    return RecordedDelivery(masked_delivery(delivery), served, last_day)


def _earliest_last_day(queries: Queries, serial: str, today: date) -> date | None:
    """Return the first day on which a claim of the notice runs out, of those not run out."""
    notice = queries.notice_by_serial(serial)
    facts = NoticeFacts.from_json(notice.facts) if notice else None
    loans = [queries.loan(each.loan_id) for each in facts.loans] if facts else []
    days = [loan.last_day for loan in loans if loan and loan.last_day]
    return min((day for day in days if day >= today), default=None)
