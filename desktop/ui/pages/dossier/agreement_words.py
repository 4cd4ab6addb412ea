"""Agreements and promises of the journal in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop.domain.money import yuan_text

Body = Mapping[str, Any]

AGREEMENT_KINDS = (
    "agreement",
    "agreement_signed",
    "agreement_proved",
    "agreement_called_in",
    "promise_recorded",
    "promise_withdrawn",
)


def _made(body: Body, party_id: str) -> str:
    translate = QCoreApplication.translate
    words = translate("Journal", "Agreement {serial} made: {count} instalments, {total} in all")
    plan = body.get("instalments", ())
    total = yuan_text(sum(fen for _, fen in plan))
    text = words.format(serial=body.get("serial", ""), count=len(plan), total=total)
    if not body.get("replaces"):
        return text
    return text + translate("Journal", ", in the place of {serial}").format(serial=body["replaces"])


def _signed(body: Body, party_id: str) -> str:
    translate = QCoreApplication.translate
    words = translate("Journal", "Agreement {serial} signed on {day}, last instalment {last}")
    text = words.format(
        serial=body.get("serial", ""),
        day=body.get("signed_on", ""),
        last=body.get("last_instalment", ""),
    )
    consents = body.get("consents", ())
    if not consents:
        return text
    names = translate("Journal", "; signed with him: {names}")
    return text + names.format(names="、".join(consents))


def _proved(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate("Journal", "Evidence added to agreement {serial}")
    return words.format(serial=body.get("serial", ""))


def _called_in(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate(
        "Journal", "Notice {notice} arrived on {day}: agreement {serial} is due in whole"
    )
    return words.format(
        notice=body.get("notice", ""), day=body.get("arrived_on", ""), serial=body.get("serial", "")
    )


def _promised(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate("Journal", "{amount} promised by {day}")
    return words.format(amount=yuan_text(body.get("amount_fen", 0)), day=body.get("pay_by", ""))


def _promise_withdrawn(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate("Journal", "Promise of {amount} withdrawn: {reason}")
    amount = yuan_text(body.get("amount_fen", 0))
    return words.format(amount=amount, reason=body.get("reason", ""))


AGREEMENT_WORDS: Mapping[str, Callable[[Body, str], str]] = {
    "agreement": _made,
    "agreement_signed": _signed,
    "agreement_proved": _proved,
    "agreement_called_in": _called_in,
    "promise_recorded": _promised,
    "promise_withdrawn": _promise_withdrawn,
}
