"""Batches of notices that nobody confirmed yet: printed or not, in the servers' hands or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.errors import RuleViolation
from desktop.domain.notices import NoticeFacts
from desktop.domain.permissions import Action, Part
from desktop.domain.rounds import NoticeState
from desktop.services.permits import permitted
from desktop.services.ports import Desk
from desktop.services.records import Notice


@dataclass(frozen=True, slots=True)
class OpenBatch:
    """Notices issued together that are not handed out yet, in the order of their serials."""

    batch_id: str
    issued_on: date
    notices: tuple[Notice, ...]

    def serials(self, state: NoticeState | None = None) -> tuple[str, ...]:
        """Return the serials, all of them or those in one state."""
        return tuple(each.serial for each in self.notices if state in (None, each.state))

    @property
    def awaits_print(self) -> bool:
        """Whether some of it was never confirmed to have come out of the printer."""
        return any(each.state is NoticeState.GENERATED for each in self.notices)

    def up_to(self, serial: str) -> tuple[str, ...]:
        """Return the unprinted serials up to and with ``serial``.

        Raises RuleViolation ``serial_not_in_batch`` for one that is not among them.
        """
        waiting = self.serials(NoticeState.GENERATED)
        wanted = serial.strip().upper()
        if wanted not in waiting:
            raise RuleViolation("serial_not_in_batch", field="serial", serial=serial)
        return waiting[: waiting.index(wanted) + 1]


@permitted(Action.SEE, Part.READ)
def open_batches(desk: Desk) -> tuple[OpenBatch, ...]:
    """Return the batches with notices that are generated or printed, the newest first."""
    with desk.store.read() as queries:
        notices = queries.notices_in_state([NoticeState.GENERATED, NoticeState.PRINTED])
    batches: dict[str, list[Notice]] = {}
    for notice in sorted(notices, key=serial_order):
        batches.setdefault(notice.batch_id, []).append(notice)
    made = [OpenBatch(key, each[0].issued_on, tuple(each)) for key, each in batches.items()]
    return tuple(sorted(made, key=lambda each: serial_order(each.notices[0]), reverse=True))


def frozen_facts(notices: Sequence[Notice]) -> tuple[NoticeFacts, ...]:
    """Return what stands on notices, as it was frozen when they were issued."""
    return tuple(NoticeFacts.from_json(each.facts) for each in notices)


def serial_order(notice: Notice) -> tuple[str, int, str]:
    """Order notices as they were issued; number 10,000 comes after 9,999."""
    head = notice.serial.rpartition("-")[0]
    return head, len(notice.serial), notice.serial
