"""What the page lists: requests that wait or failed, and reliefs that were granted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop.domain.approvals import ItemState
from desktop.domain.masks import mask_name
from desktop.domain.relief_terms import ReliefState
from desktop.services import approval_items
from desktop.services.approval_items import Item
from desktop.services.ports import Desk
from desktop.services.relief.checking import OPEN_STATES
from desktop.services.relief.granted import ReliefLine, lines
from desktop.services.relief.granting import RELIEF, RELIEF_OVER
from desktop.ui.models.columns import Column, Pill
from desktop.ui.pages.relief.words import relief_pill, request_pill


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a request (``item``) or a granted relief (``line``)."""

    item: Item | None = None
    line: ReliefLine | None = None

    @property
    def key(self) -> str:
        return self.line.relief.id if self.line else self.item.proposal.id if self.item else ""

    @property
    def party_id(self) -> str:
        return self.line.party.id if self.line else str(self._body.get("party_id", ""))

    @property
    def debtor(self) -> str:
        return self.line.party.name if self.line else str(self._body.get("debtor", ""))

    @property
    def waived_fen(self) -> int:
        return self.line.relief.waived.fen if self.line else int(self._body.get("waived_fen", 0))

    @property
    def to_pay_fen(self) -> int | None:
        """What must be paid today for it to take effect, None where nothing is waited for."""
        if self.line is None:
            return int(self._body.get("to_pay_fen", 0)) if self.is_waiting else None
        return self.line.to_pay.fen if self.line.state in OPEN_STATES else None

    @property
    def valid_until(self) -> str:
        if self.line:
            return self.line.relief.valid_until.isoformat()
        return str(self._body.get("valid_until", ""))

    @property
    def level(self) -> str:
        return self.line.relief.level if self.line else str(self._body.get("level", ""))

    @property
    def day(self) -> date:
        """When it was granted, or asked for."""
        if self.line:
            return self.line.relief.granted_on
        assert self.item is not None
        return self.item.proposal.made_at.date()

    @property
    def pill(self) -> Pill:
        if self.line:
            return relief_pill(self.line.state)
        return request_pill(self.item.state if self.item else ItemState.VOIDED)

    @property
    def maker_id(self) -> str:
        """Who asked for it, of a request."""
        return self.item.proposal.maker_id if self.item else ""

    @property
    def is_waiting(self) -> bool:
        return self.item is not None and self.item.state is ItemState.WAITING

    def stands_in(self, *states: ReliefState) -> bool:
        return self.line is not None and self.line.state in states

    @property
    def _body(self) -> Mapping[str, Any]:
        return self.item.proposal.body if self.item else {}


def entries(desk: Desk, party_id: str = "") -> tuple[Entry, ...]:
    """Return requests that were not granted and everything that was, newest first."""
    requests = [
        Entry(item=each)
        for each in approval_items.history(desk)
        if each.proposal.kind in (RELIEF, RELIEF_OVER) and each.state is not ItemState.APPROVED
    ]
    granted = [Entry(line=each) for each in lines(desk, party_id)]
    found = [each for each in (*requests, *granted) if party_id in ("", each.party_id)]
    return tuple(sorted(found, key=lambda each: (each.day, each.key), reverse=True))


def entry_columns() -> list[Column[Entry]]:
    """Return the columns of the list."""
    translate = QCoreApplication.translate
    return [
        Column("state", translate("Relief", "State"), pill=lambda each: each.pill, width=128),
        Column("debtor", translate("Relief", "Debtor"), lambda each: mask_name(each.debtor), 76),
        Column(
            "waived", translate("Relief", "Waived"), amount=lambda each: each.waived_fen, width=96
        ),
        Column(
            "to_pay",
            translate("Relief", "To be paid"),
            amount=lambda each: each.to_pay_fen,
            width=104,
        ),
        Column("valid", translate("Relief", "Valid until"), lambda each: each.valid_until, 96),
        Column("level", translate("Relief", "Level"), lambda each: each.level, 120),
        Column("day", translate("Relief", "Day"), lambda each: each.day.isoformat(), 96),
    ]


def body_of(entry: Entry) -> Mapping[str, Any]:
    """Return what a line says, to be shown as a summary."""
    if entry.line is None:
        return entry.item.proposal.body if entry.item else {}
    relief = entry.line.relief
    signed = relief.step(ReliefState.SIGNED)
    booked, undone = relief.step(ReliefState.BOOKED), relief.step(ReliefState.UNDONE)
    withdrawn = relief.step(ReliefState.WITHDRAWN)
    return {
        "debtor": entry.debtor,
        "payer": relief.payer,
        "waived_fen": relief.waived.fen,
        "to_pay_fen": entry.to_pay_fen,
        "granted_on": relief.granted_on.isoformat(),
        "valid_until": relief.valid_until.isoformat(),
        "level": relief.level,
        "reason": relief.reason,
        "approval_no": signed.number if signed else "",
        "signed_on": signed.occurred_on.isoformat() if signed else "",
        "booked_on": booked.occurred_on.isoformat() if booked else "",
        "booked_waived_fen": sum(each.total.fen for each in booked.waived) if booked else None,
        "undone_on": undone.occurred_on.isoformat() if undone else "",
        "withdrawal_reason": withdrawn.reason if withdrawn else "",
        "loans": [
            {
                "loan_no": part.loan_no,
                "principal_fen": part.principal_fen,
                "on_balance_fen": part.on_balance_fen,
                "off_balance_fen": part.off_balance_fen,
                "waived_on_balance_fen": part.waived_on_balance_fen,
                "waived_off_balance_fen": part.waived_off_balance_fen,
            }
            for part in relief.parts
        ],
    }
