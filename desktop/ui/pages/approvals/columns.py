"""The columns of the list of proposals."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desktop.services.approval_items import Item
from desktop.ui.approval.words import moment, role_words, state_pill
from desktop.ui.errors import act_name
from desktop.ui.models.columns import Column

_HOUR = 3600
_DAY_HOURS = 24


def item_columns(now: datetime, language: str) -> list[Column[Item]]:
    """Return the columns; ``now`` is what an item's age is counted to."""
    translate = QCoreApplication.translate
    return [
        Column(
            "state",
            translate("Approvals", "State"),
            pill=lambda each: state_pill(each.state),
            width=84,
        ),
        Column(
            "kind",
            translate("Approvals", "What"),
            lambda each: act_name(each.proposal.kind, language),
            width=110,
        ),
        Column("title", translate("Approvals", "About"), lambda each: each.listed, 150),
        Column("maker", translate("Approvals", "Maker"), lambda each: each.maker, 70),
        Column(
            "age",
            translate("Approvals", "Age"),
            lambda each: age_words(each.proposal.made_at, now),
            70,
            order=lambda each: each.proposal.made_at,
        ),
        Column(
            "waits_for",
            translate("Approvals", "Waits for"),
            lambda each: role_words(each.waits_for, language),
            90,
        ),
        Column(
            "expires",
            translate("Approvals", "Expires"),
            lambda each: moment(each.until),
            126,
            order=lambda each: each.until,
        ),
    ]


def age_words(made_at: datetime, now: datetime) -> str:
    """Return how long ago something was proposed."""
    hours = int((now - made_at).total_seconds()) // _HOUR
    if hours < 1:
        return QCoreApplication.translate("Approvals", "just now")
    if hours < _DAY_HOURS:
        return QCoreApplication.translate("Approvals", "{count} hours").format(count=hours)
    words = QCoreApplication.translate("Approvals", "{count} days")
    return words.format(count=hours // _DAY_HOURS)


def filter_names() -> Mapping[str, str]:
    """Return the names of the filters, in their order."""
    translate = QCoreApplication.translate
    return {
        "mine_to_sign": translate("Approvals", "Waiting for me"),
        "waiting": translate("Approvals", "All that wait"),
        "my_own": translate("Approvals", "Proposed by me"),
        "all": translate("Approvals", "All"),
    }
