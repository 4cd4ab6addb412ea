"""The journal's entries about money in words: repayments, reversals, closed days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop.domain.money import yuan_text
from desktop.domain.repayment.kinds import RepaymentKind
from desktop.ui.pages.dossier.relief_words import booked_with, undone_with

Body = Mapping[str, Any]


def _repaid(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate("Journal", "{amount} yuan repaid ({kind}): receipt {serial}")
    return _of_receipt(words, body) + booked_with(body)


def _reversed(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate(
        "Journal", "Repayment of {amount} yuan reversed: receipt {serial} is void ({reason})"
    )
    return _of_receipt(words, body) + undone_with(body)


def _decided(body: Body, party_id: str) -> str:
    translate = QCoreApplication.translate
    words = {
        "confirmed": translate(
            "Journal", "Loan {loan_no}: receipt {serial} is in the ledger ({note})"
        ),
        "not_booked": translate(
            "Journal", "Loan {loan_no}: receipt {serial} is not in the ledger yet ({note})"
        ),
    }
    return words.get(body.get("code", ""), "{loan_no}").format(
        loan_no=body.get("loan_no", ""),
        serial=body.get("receipt", ""),
        note=body.get("note", ""),
    )


def _closed(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate("Journal", "{day} closed: {amount} yuan of cash counted")
    amount = yuan_text(body.get("counted_fen", 0))
    return words.format(day=body.get("day", ""), amount=amount)


def _reopened(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate("Journal", "{day} opened again ({reason})")
    return words.format(day=body.get("day", ""), reason=body.get("reason", ""))


def _of_receipt(words: str, body: Body) -> str:
    kind = body.get("kind", "")
    labels = {each.value: each.label for each in RepaymentKind}
    return words.format(
        amount=yuan_text(body.get("amount_fen", 0)),
        kind=labels.get(kind, kind),
        serial=body.get("receipt", ""),
        reason=body.get("reason", ""),
    )


MONEY_WORDS: Mapping[str, Callable[[Body, str], str]] = {
    "repayment_recorded": _repaid,
    "repayment_reversed": _reversed,
    "difference_decided": _decided,
    "day_closed": _closed,
    "day_reopened": _reopened,
}
