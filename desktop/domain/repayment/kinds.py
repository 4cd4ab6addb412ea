"""Where a repayment comes from, what it counts as, and what it does to the limitation period."""

from __future__ import annotations

from enum import StrEnum

from desktop.domain.limitation import EventKind


class RecoveryKind(StrEnum):
    """Cash and conversion are reported apart and never added together (practices 22 and 34)."""

    CASH_RECOVERY = "cash_recovery"
    CONVERSION = "conversion"

    @property
    def label(self) -> str:
        return "现金清收" if self is RecoveryKind.CASH_RECOVERY else "盘活"


class RepaymentKind(StrEnum):
    """How money, or a thing in its place, came in."""

    CASH = "cash"
    TRANSFER = "transfer"
    SUBSIDY = "subsidy"
    GUARANTOR = "guarantor"
    COURT = "court"
    ASSET = "asset"

    @property
    def label(self) -> str:
        """The words that a receipt prints."""
        return _LABELS[self]

    @property
    def recovery(self) -> RecoveryKind:
        """An asset taken in payment is no cash until it is sold (财金〔2005〕53号)."""
        is_asset = self is RepaymentKind.ASSET
        return RecoveryKind.CONVERSION if is_asset else RecoveryKind.CASH_RECOVERY

    @property
    def is_counted(self) -> bool:
        """Whether it lies in the drawer at the end of the day."""
        return self is RepaymentKind.CASH


_LABELS = {
    RepaymentKind.CASH: "现金",
    RepaymentKind.TRANSFER: "转账",
    RepaymentKind.SUBSIDY: "补贴代扣（有授权）",
    RepaymentKind.GUARANTOR: "保证人代偿",
    RepaymentKind.COURT: "法院执行款",
    RepaymentKind.ASSET: "以物抵债",
}


def event_of(kind: RepaymentKind, by_debtor: bool) -> EventKind | None:
    """Return what a repayment is to the limitation period, None for nothing.

    What the debtor pays of his own will is his consent to perform (诉讼时效规定 §14); what is
    deducted from his account under his authorisation is a demand of the bank (§8 I (3)). A
    guarantor, a stranger and the court pay without it, and so does another's subsidy.
    """
    if kind in (RepaymentKind.GUARANTOR, RepaymentKind.COURT) or not by_debtor:
        return None
    return EventKind.AUTH_DEDUCTION if kind is RepaymentKind.SUBSIDY else EventKind.PART_PAYMENT
