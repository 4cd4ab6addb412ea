"""What the tables of the repayments page show."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.domain.repayment.set_off import Share
from desktop.services.repayments.days import DayLine
from desktop.ui.models.columns import Column, Pill
from desktop.ui.pages.repayments.form import kind_words
from desktop.ui.theme import Tone


def share_columns() -> list[Column[Share]]:
    """Return the columns of who gets what."""
    translate = QCoreApplication.translate
    return [
        Column("loan_no", translate("Repayments", "Loan"), lambda each: each.loan_no, width=170),
        Column(
            "cost", translate("Repayments", "Costs"), amount=lambda each: each.cost.fen, width=80
        ),
        Column(
            "interest",
            translate("Repayments", "Interest"),
            amount=lambda each: each.interest.fen,
            tip=_books,
            width=96,
        ),
        Column(
            "principal",
            translate("Repayments", "Principal"),
            amount=lambda each: each.principal.fen,
            width=96,
        ),
        Column(
            "after",
            translate("Repayments", "Principal after"),
            amount=lambda each: each.principal_after.fen,
            tip=lambda each: each.why_loan,
            width=110,
        ),
    ]


def day_columns() -> list[Column[DayLine]]:
    """Return the columns of a day's list: receipts, and reversals as amounts below nought."""
    translate = QCoreApplication.translate
    return [
        Column(
            "receipt",
            translate("Repayments", "Receipt"),
            lambda each: each.repayment.receipt,
            faint=_is_void,
            width=92,
        ),
        Column("pc", translate("Repayments", "PC"), lambda each: each.pc, faint=_is_void, width=40),
        Column(
            "debtor",
            translate("Repayments", "Debtor"),
            lambda each: each.repayment.debtor,
            faint=_is_void,
            width=76,
        ),
        Column(
            "kind",
            translate("Repayments", "How"),
            lambda each: kind_words(each.repayment.kind),
            pill=state_pill,
            tip=_state_tip,
            width=128,
        ),
        Column(
            "amount",
            translate("Repayments", "Amount"),
            amount=lambda each: each.fen,
            faint=_is_void,
            width=92,
        ),
    ]


def state_pill(each: DayLine) -> Pill | None:
    """Return whether a repayment was reversed, or stands in the core system's ledger already."""
    translate = QCoreApplication.translate
    if each.is_reversal:
        return Pill(translate("Repayments", "reversal"), Tone.WARNING)
    if each.repayment.reversal is not None:
        return Pill(translate("Repayments", "reversed"), Tone.DANGER)
    if each.repayment.is_confirmed:
        return Pill(translate("Repayments", "confirmed"), Tone.GOOD)
    return None


def _is_void(each: DayLine) -> bool:
    return each.repayment.reversal is not None


def _state_tip(each: DayLine) -> str:
    translate = QCoreApplication.translate
    if each.repayment.reversal is not None:
        return each.repayment.reversal.reason
    if each.repayment.is_confirmed:
        return translate("Repayments", "The newest ledger contains it")
    return translate("Repayments", "Provisional until a ledger of the core system contains it")


def _books(each: Share) -> str:
    words = QCoreApplication.translate(
        "Repayments", "on balance {on_balance}, off balance {off_balance}"
    )
    return words.format(on_balance=each.on_balance, off_balance=each.off_balance)
