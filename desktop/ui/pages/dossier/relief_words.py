"""What the journal says of reliefs, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop.domain.money import yuan_text

Body = Mapping[str, Any]


def _granted(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate(
        "Journal", "Relief of {waived} granted, valid until {until}; {to_pay} to be paid first"
    )
    return words.format(
        waived=yuan_text(int(body.get("waived_fen", 0))),
        until=body.get("valid_until", ""),
        to_pay=yuan_text(int(body.get("to_pay_fen", 0))),
    )


def _signed(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate("Journal", "Relief approved in writing: {number}")
    return words.format(number=body.get("number", ""))


def _withdrawn(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate("Journal", "Relief withdrawn ({reason})")
    return words.format(reason=body.get("reason", ""))


def booked_with(body: Body) -> str:
    """Return what is said after a repayment that brought reliefs about, "" where it did not."""
    words = QCoreApplication.translate("Journal", "; relief booked, {waived} waived")
    return _waived(body, words)


def undone_with(body: Body) -> str:
    """Return what is said after a reversal that undid reliefs, "" where it did not."""
    words = QCoreApplication.translate("Journal", "; relief undone, {waived} owed again")
    return _waived(body, words)


def _waived(body: Body, words: str) -> str:
    shares = [share for relief in body.get("reliefs", ()) for share in relief["waived"]]
    fen = sum(share["on_balance_fen"] + share["off_balance_fen"] for share in shares)
    return words.format(waived=yuan_text(fen)) if shares else ""


RELIEF_WORDS: dict[str, Callable[[Body, str], str]] = {
    "relief_granted": _granted,
    "relief_over_granted": _granted,
    "relief_signed": _signed,
    "relief_withdrawn": _withdrawn,
}
