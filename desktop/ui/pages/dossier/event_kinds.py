"""The kinds of events a person may enter, in the groups they are asked for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from desktop.domain.claim_entry import LASTING
from desktop.domain.limitation import EventKind

DEMAND, CONSENT, COURT, TERMS, VOID = "demand", "consent", "court", "terms", "void"

_GROUPS = {
    DEMAND: (
        "signed_notice",
        "signed_confirm_agree",
        "kin_signed",
        "agent_signed",
        "arrival_proved",
        "mail_arrived",
        "message_arrived",
        "auth_deduction",
        "prov_newspaper_missing",
    ),
    CONSENT: ("part_payment", "repay_plan", "time_asked", "security_given", "new_agreement"),
    COURT: (
        "suit_filed",
        "payment_order",
        "arbitration_filed",
        "bankruptcy_filed",
        "preservation",
        "enforcement_applied",
        "joined_as_party",
        "set_off_in_suit",
        "mediation_request",
        "police_report",
        "judgment",
    ),
    TERMS: ("suspension", "extension_agreed", "accelerated"),
}


def kinds() -> Mapping[str, tuple[EventKind, ...]]:
    """Return the kinds of each group; what stands in no other moves no clock."""
    known = {kind.value: kind for kind in EventKind}
    grouped = {
        group: tuple(known[name] for name in names if name in known)
        for group, names in _GROUPS.items()
    }
    named = {kind for found in grouped.values() for kind in found}
    return {**grouped, VOID: tuple(kind for kind in EventKind if kind not in named)}


def group_names() -> list[tuple[str, str]]:
    """Return the groups as chips."""
    translate = QCoreApplication.translate
    return [
        (DEMAND, translate("Events", "Demand")),
        (CONSENT, translate("Events", "Consent")),
        (COURT, translate("Events", "Court")),
        (TERMS, translate("Events", "Suspension, terms")),
        (VOID, translate("Events", "No effect")),
    ]


def second_day_name(kind: EventKind) -> str:
    """Return what the second day of a kind is called, "" where it has none."""
    translate = QCoreApplication.translate
    if kind in LASTING:
        return translate("Events", "Ended on")
    names = {
        "judgment": translate("Events", "To perform by"),
        "extension_agreed": translate("Events", "New due date"),
    }
    return names.get(kind.value, "")


def second_day_hint(kind: EventKind) -> str:
    """Return what is to be said about the second day of a kind."""
    translate = QCoreApplication.translate
    if kind in LASTING:
        return translate("Events", "leave blank while it lasts")
    return translate("Events", "as the paper states it")
