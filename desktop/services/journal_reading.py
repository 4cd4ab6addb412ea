"""Reading the journal as an inspector does: what was done on a day, by whom; persons masked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from desktop.domain.masks import mask_address, mask_name, mask_phone
from desktop.domain.permissions import Action, Part
from desktop.services.permits import permitted
from desktop.services.ports import Desk
from desktop.services.records import JournalEntry

_ONE_DAY = timedelta(days=1)

_MASKS: Mapping[str, Callable[[str], str]] = {
    "name": mask_name,
    "debtor": mask_name,
    "borrower": mask_name,
    "guarantor": mask_name,
    "payer": mask_name,
    "holder": mask_name,
    "phone": mask_phone,
    "value": mask_phone,
    "address": mask_address,
}
"""What journal bodies call what is masked."""


@permitted(Action.JOURNAL, Part.READ)
def journal_of(
    desk: Desk, on: date, kind: str = "", operator_id: str = ""
) -> tuple[JournalEntry, ...]:
    """Return the entries written on a day here, oldest first; empty words do not restrict."""
    zone = desk.clock.now().tzinfo
    with desk.store.read() as queries:
        found = queries.journal_between(on - _ONE_DAY, on + _ONE_DAY)  # times stand in UTC
    return tuple(
        replace(each, body=_masked(each.body))
        for each in found
        if each.recorded_at.astimezone(zone).date() == on
        and kind in ("", each.kind)
        and operator_id in ("", each.operator_id)
    )


def _masked(body: Mapping[str, object]) -> dict[str, object]:
    return {name: _masked_value(name, value) for name, value in body.items()}


def _masked_value(name: str, value: object) -> object:
    if isinstance(value, Mapping):
        return _masked(value)
    if isinstance(value, list | tuple):
        return [_masked_value(name, each) for each in value]
    return _MASKS[name](value) if name in _MASKS and isinstance(value, str) else value
