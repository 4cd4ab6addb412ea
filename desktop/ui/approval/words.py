"""Approvals in words: whom an item waits for, how long, what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desktop.domain.approvals import Decision, ItemState
from desktop.domain.permissions import Role
from desktop.services.approval_items import Item
from desktop.services.office_ports import StoredStep
from desktop.ui.errors import act_name, choice_name
from desktop.ui.models.columns import Pill
from desktop.ui.theme import Tone


def role_words(roles: Iterable[Role], language: str) -> str:
    """Return roles that stand in for each other: 委派会计 / 主任."""
    ordered = [role for role in Role if role in set(roles)]
    return " / ".join(choice_name("role", role.value, language) for role in ordered)


def moment(when: datetime) -> str:
    """Return a moment of this place as people write it, to the minute."""
    return f"{when.astimezone():%Y-%m-%d %H:%M}"


def state_pill(state: ItemState) -> Pill:
    """Return where an item stands."""
    translate = QCoreApplication.translate
    return {
        ItemState.WAITING: Pill(translate("Approval", "waits"), Tone.WARNING),
        ItemState.APPROVED: Pill(translate("Approval", "approved"), Tone.GOOD),
        ItemState.REFUSED: Pill(translate("Approval", "refused"), Tone.DANGER),
        ItemState.WITHDRAWN: Pill(translate("Approval", "withdrawn"), Tone.MUTED),
        ItemState.EXPIRED: Pill(translate("Approval", "expired"), Tone.MUTED),
        ItemState.VOIDED: Pill(translate("Approval", "void"), Tone.MUTED),
        ItemState.ELSEWHERE: Pill(translate("Approval", "waits elsewhere"), Tone.MUTED),
    }[state]


def heading(item: Item, language: str) -> str:
    """Return what an item is about: the act and its target."""
    return f"{act_name(item.proposal.kind, language)}　{item.proposal.title}"


def made_words(item: Item) -> str:
    """Return who proposed an item, when, and until when it waits."""
    words = QCoreApplication.translate("Approval", "by {maker}, {made}; waits until {until}")
    return words.format(
        maker=item.maker,
        made=moment(item.proposal.made_at),
        until=moment(item.until),
    )


def waits_words(item: Item, language: str) -> str:
    """Return whose signature is wanted, or what became of the item."""
    if item.state is not ItemState.WAITING:
        return state_pill(item.state).text
    words = QCoreApplication.translate("Approval", "waits for {roles} to check, until {until}")
    return words.format(roles=role_words(item.waits_for, language), until=moment(item.until))


def step_words(step: StoredStep, names: dict[str, str], language: str) -> str:
    """Return one decision about an item; ``names`` are those of users by id."""
    translate = QCoreApplication.translate
    decision = {
        Decision.APPROVED: translate("Approval", "approved by {who}"),
        Decision.REFUSED: translate("Approval", "refused by {who}"),
        Decision.WITHDRAWN: translate("Approval", "withdrawn by {who}"),
        Decision.EXPIRED: translate("Approval", "expired"),
        Decision.VOIDED: translate("Approval", "void: it was edited, or its code was wrong"),
        Decision.WRONG_CODE: translate("Approval", "wrong code, typed by {who}"),
    }[step.decision]
    role = choice_name("role", step.checker_role, language)
    name = names.get(step.checker_id, "")
    who = f"{name}（{role}）" if name else role
    words = f"{moment(step.decided_at)}  {decision.format(who=who)}"
    return f"{words}：{step.reason}" if step.reason else words
