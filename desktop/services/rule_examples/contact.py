"""Examples of lawful contact."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from desktop.domain.contact import (
    ContactKind,
    ContactParty,
    ContactPlan,
    check_contact,
    heat_plan,
)
from desktop.domain.policy import DEFAULT_POLICY, Dated, Policy
from desktop.services.rule_examples.shapes import Answer, Input, yes

_UNDATED = date(2026, 3, 1)
_KINDS = {"sms": ContactKind.MESSAGE, "wechat": ContactKind.MESSAGE, "letter": ContactKind.MESSAGE}
_PARTIES = {
    "borrower": ContactParty.DEBTOR,
    "debtor": ContactParty.DEBTOR,
    "co_debtor": ContactParty.CO_BORROWER,
    "spouse_joint": ContactParty.JOINT_SPOUSE,
    "spouse_joint_debt": ContactParty.JOINT_SPOUSE,
}


def compute(given: Input, asked: Set[str]) -> Answer:
    """Answer an example of the group ``contact_hours``."""
    if "temperature_c" in given:
        celsius, afternoon = Decimal(str(given["temperature_c"])), given["slot"] == "afternoon"
        return {"suggest": heat_plan(celsius, afternoon, _UNDATED, DEFAULT_POLICY) or None}
    answer = check_contact(_plan(given), _UNDATED, _policy(given))
    return {
        "allowed": answer.allowed,
        "reason": answer.reason.value if answer.reason else None,
        "log_required": answer.log_required,
    }


def _plan(given: Input) -> ContactPlan:
    third = given.get("kind") == "third_party"
    kind = "call" if third else given.get("kind", given.get("next", "call"))
    at = given.get("t")
    return ContactPlan(
        kind=_KINDS.get(kind) or ContactKind(kind),
        party=ContactParty.THIRD_PERSON if third else _party(given.get("party", "debtor")),
        at=time.fromisoformat(at) if at else None,
        consent=yes(given, "consent", default=False),
        staff=given.get("staff"),
        attempts_today=given.get("same_number_attempts_today", 0),
        debtor_unreachable=yes(given, "debtor_unreachable", default=False),
        only_asks_or_relays=given.get("purpose") == "ask_contact_or_relay",
        tells_debt=yes(given, "disclose_debt", default=True),
    )


def _party(word: str) -> ContactParty:
    """Whoever does not answer for the debt is an unrelated third person: that is the rule."""
    if word in _PARTIES:
        return _PARTIES[word]
    return ContactParty(word) if word in set(ContactParty) else ContactParty.THIRD_PERSON


def _policy(given: Input) -> Policy:
    """An example may carry its own cap."""
    if "cap" not in given:
        return DEFAULT_POLICY
    cap = (Dated(_UNDATED, int(given["cap"]), "example"),)
    return replace(DEFAULT_POLICY, conduct=replace(DEFAULT_POLICY.conduct, daily_attempts=cap))
