"""The columns of agreements, their instalments, and promises."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.domain.following import FollowedInstalment
from desktop.domain.masks import mask_name
from desktop.services.agreements.following import FollowedAgreement
from desktop.services.promises import FollowedPromise
from desktop.ui.models.columns import Column
from desktop.ui.pages.agreements.words import agreement_pill, instalment_pill, promise_pill


def agreement_columns() -> list[Column[FollowedAgreement]]:
    """Return the columns of the follow-up list."""
    translate = QCoreApplication.translate
    return [
        Column(
            "state",
            translate("Agreements", "State"),
            pill=lambda each: agreement_pill(each.state),
            width=112,
        ),
        Column(
            "debtor",
            translate("Agreements", "Debtor"),
            lambda each: mask_name(each.agreement.debtor),
            84,
        ),
        Column(
            "overdue",
            translate("Agreements", "Overdue"),
            amount=lambda each: each.standing.overdue.fen,
            width=96,
        ),
        Column(
            "left",
            translate("Agreements", "Left"),
            amount=lambda each: each.standing.left.fen,
            width=104,
        ),
        Column("next", translate("Agreements", "Next on"), _next_on, 96),
        Column("serial", translate("Agreements", "Serial"), _serial, 128),
    ]


def instalment_columns() -> list[Column[FollowedInstalment]]:
    """Return the columns of one plan."""
    translate = QCoreApplication.translate
    return [
        Column(
            "number",
            translate("Agreements", "No."),
            lambda each: str(each.instalment.number),
            44,
            right=True,
            order=lambda each: each.instalment.number,
        ),
        Column(
            "due_on",
            translate("Agreements", "Due on"),
            lambda each: each.instalment.due_on.isoformat(),
            92,
        ),
        Column(
            "amount",
            translate("Agreements", "Amount"),
            amount=lambda each: each.instalment.amount.fen,
            width=92,
        ),
        Column(
            "paid", translate("Agreements", "Paid"), amount=lambda each: each.paid.fen, width=92
        ),
        Column(
            "state",
            translate("Agreements", "State"),
            pill=lambda each: instalment_pill(each.state),
            width=88,
        ),
    ]


def promise_columns() -> list[Column[FollowedPromise]]:
    """Return the columns of promises."""
    translate = QCoreApplication.translate
    return [
        Column(
            "state",
            translate("Agreements", "State"),
            pill=lambda each: promise_pill(each.standing.state),
            width=92,
        ),
        Column(
            "debtor",
            translate("Agreements", "Debtor"),
            lambda each: mask_name(each.stored.debtor),
            84,
        ),
        Column(
            "amount",
            translate("Agreements", "Promised"),
            amount=lambda each: each.stored.promise.amount.fen,
            width=104,
        ),
        Column(
            "paid",
            translate("Agreements", "Paid"),
            amount=lambda each: each.standing.paid.fen,
            width=96,
        ),
        Column(
            "pay_by",
            translate("Agreements", "By"),
            lambda each: each.stored.promise.pay_by.isoformat(),
            92,
        ),
        Column(
            "promisor",
            translate("Agreements", "Promised by"),
            lambda each: each.stored.promisor,
            92,
        ),
        Column("note", translate("Agreements", "Note"), lambda each: each.stored.note, 160),
    ]


def _next_on(each: FollowedAgreement) -> str:
    found = each.standing.next_open
    return found.instalment.due_on.isoformat() if found else ""


def _serial(each: FollowedAgreement) -> str:
    version = each.agreement.version
    return f"{each.agreement.serial}（{version}）" if version > 1 else each.agreement.serial
