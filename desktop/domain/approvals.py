"""Two people for one act: what is proposed, who decides, and the code over the phone.

What was proposed is known by its hash: a checker signs for these words and figures, and a proposal
that says anything else is another one.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeAlias

from desktop.domain.permissions import Role

Body: TypeAlias = Mapping[str, Any]
"""What is proposed, as JSON data: texts, whole numbers, lists and objects of them."""

CODE_DIGITS = 10
CHALLENGE_DIGITS = 20
PHONE_KEY_BYTES = 32

_TAG = b"qingshou-item-1"
_CODE_TAG = b"qingshou-phone-1"


class Decision(StrEnum):
    """What happened to a proposal; WRONG_CODE leaves it waiting."""

    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    VOIDED = "voided"
    WRONG_CODE = "wrong_code"


class Means(StrEnum):
    """How a decision was made known: here with a password, by a code over the phone, by a return
    package of head office, by itself.
    """

    PASSWORD = "password"
    PHONE = "phone"
    PACKAGE = "package"
    NONE = "none"


class ItemState(StrEnum):
    """Where a proposal stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    VOIDED = "voided"
    ELSEWHERE = "elsewhere"
    """Another PC made it, or it was proposed again after a restore: it waits there."""


_CLOSING = {
    Decision.REFUSED: ItemState.REFUSED,
    Decision.WITHDRAWN: ItemState.WITHDRAWN,
    Decision.EXPIRED: ItemState.EXPIRED,
    Decision.VOIDED: ItemState.VOIDED,
}


def item_hash(item_id: str, kind: str, target_id: str, maker_id: str, body: Body) -> str:
    """Return the SHA-256 of what a maker proposes; TypeError for what JSON cannot say exactly.

    The item's id is part of it: the same words proposed again are another item, which neither a
    signature nor head office's code for the first one serves.
    """
    _check_exact(body)
    text = json.dumps(
        {"item": item_id, "kind": kind, "target": target_id, "maker": maker_id, "body": body},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(_TAG + text.encode("utf-8")).hexdigest()


def state_of(
    decisions: Sequence[Decision], steps: Sequence[frozenset[Role]], is_expired: bool
) -> ItemState:
    """Return where a proposal with these decisions stands."""
    for decision in decisions:
        if decision in _CLOSING:
            return _CLOSING[decision]
    if approved(decisions) >= len(steps):
        return ItemState.APPROVED
    return ItemState.EXPIRED if is_expired else ItemState.WAITING


def approved(decisions: Sequence[Decision]) -> int:
    """Return how many steps have been signed."""
    return sum(each is Decision.APPROVED for each in decisions)


def challenge(item: str) -> str:
    """Return what is read to head office over the phone: twenty digits of an item's hash."""
    return f"{int(item[:24], 16) % 10**CHALLENGE_DIGITS:0{CHALLENGE_DIGITS}d}"


def phone_code(key: bytes, branch_code: str, digits: str) -> str:
    """Return head office's answer to a challenge of a branch: ten digits, good for this item only.

    ValueError for a key of a wrong length or a challenge that is not twenty digits.
    """
    if len(key) != PHONE_KEY_BYTES or len(digits) != CHALLENGE_DIGITS or not digits.isdecimal():
        raise ValueError("a key of 32 bytes and a challenge of 20 digits are needed")
    message = _CODE_TAG + branch_code.encode("utf-8") + b":" + digits.encode("ascii")
    number = int.from_bytes(hmac.digest(key, message, "sha256")[:16], "big")
    return f"{number % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def same_code(given: str, wanted: str) -> bool:
    """Return whether a typed code is the wanted one; blanks between its digits do not matter."""
    return hmac.compare_digest("".join(given.split()).encode(), wanted.encode())


def _check_exact(value: object) -> None:
    """Refuse what would read back as something else: above all a float for an amount."""
    if isinstance(value, Mapping):
        for each in value.values():
            _check_exact(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            _check_exact(each)
    elif value is not None and not isinstance(value, (str, int)):
        raise TypeError(f"a proposal holds no {type(value).__name__}")
