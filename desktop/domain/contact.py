"""Lawful contact: hours, attempts, staff on a visit, third persons, posting, heat (rules 6).

Source: 中国银行业协会《金融机构个人消费类贷款催收工作指引（试行）》 2026-01-30, for farm and
business loans as a floor; 个人信息保护法 §25.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from desktop.domain.findings import NeedsPerson
from desktop.domain.policy import DEFAULT_POLICY, Policy, valid_on

_GUIDELINE = "金融机构个人消费类贷款催收工作指引（试行）"
HEAT_PLAN = "上午走访;下午内业"


class ContactKind(StrEnum):
    """How somebody is reached; a poster reaches the public."""

    CALL = "call"
    MESSAGE = "message"
    VISIT = "visit"
    PUBLIC_POSTER = "public_poster"


class ContactParty(StrEnum):
    """Who is spoken to; only who answers for the debt may hear of it."""

    DEBTOR = "debtor"
    CO_BORROWER = "co_borrower"
    GUARANTOR = "guarantor"
    JOINT_SPOUSE = "joint_spouse"
    ESTATE_ADMINISTRATOR = "estate_administrator"
    THIRD_PERSON = "third_person"


class ContactReason(StrEnum):
    """Why a contact is barred, or why it is allowed at night; each has words and an article."""

    PUBLIC_POSTING = "PUBLIC_POSTING"
    THIRD_PARTY = "THIRD_PARTY"
    QUIET_HOURS = "QUIET_HOURS"
    TWO_PERSON_RULE = "TWO_PERSON_RULE"
    DAILY_CAP = "DAILY_CAP"
    DEBTOR_REQUESTED = "DEBTOR_REQUESTED"

    @property
    def words(self) -> str:
        return _REASONS[self][0]

    @property
    def article(self) -> str:
        return _REASONS[self][1]


_REASONS = {
    ContactReason.PUBLIC_POSTING: (
        "不得在公众场所张贴催收公告、律师函",
        f"{_GUIDELINE}；个人信息保护法第25条",
    ),
    ContactReason.THIRD_PARTY: (
        "不得向无关第三人催收或透露债务；债务人失联时只可询问联系方式或请其转告",
        f"{_GUIDELINE}；个人信息保护法第25条",
    ),
    ContactReason.QUIET_HOURS: ("22:00至次日8:00不得联系，债务人同意的除外", _GUIDELINE),
    ContactReason.TWO_PERSON_RULE: ("上门走访不得少于两人", f"{_GUIDELINE}第22条"),
    ContactReason.DAILY_CAP: ("未接通的，同一号码当天尝试次数已满", _GUIDELINE),
    ContactReason.DEBTOR_REQUESTED: ("债务人本人同意在此时间联系", _GUIDELINE),
}


@dataclass(frozen=True, slots=True)
class ContactPlan:
    """A contact somebody is about to make; None where a fact is not known.

    ``attempts_today`` counts unanswered attempts to the same number; ``consent`` is the debtor's
    own written wish to be reached at night. The last three matter for a third person only.
    """

    kind: ContactKind
    party: ContactParty = ContactParty.DEBTOR
    at: time | None = None
    consent: bool = False
    staff: int | None = None
    attempts_today: int = 0
    debtor_unreachable: bool = False
    only_asks_or_relays: bool = False
    tells_debt: bool = False


@dataclass(frozen=True, slots=True)
class ContactAnswer:
    """Whether a contact is lawful: all bars, the chief one first, or the reason it is allowed."""

    allowed: bool
    reasons: tuple[ContactReason, ...]
    log_required: bool = False
    needs_person: tuple[NeedsPerson, ...] = ()

    @property
    def reason(self) -> ContactReason | None:
        return self.reasons[0] if self.reasons else None


def check_contact(plan: ContactPlan, as_of: date, policy: Policy = DEFAULT_POLICY) -> ContactAnswer:
    """Return whether a contact may be made on ``as_of``, with every reason against it.

    08:00 is allowed, 22:00 is not; the sixth attempt is, the seventh is not; a visit by one is
    not; a visit whose staff is unknown is NeedsPerson ``visit_staff_unknown``.
    """
    if plan.kind is ContactKind.PUBLIC_POSTER:
        return ContactAnswer(False, (ContactReason.PUBLIC_POSTING,))
    night = plan.at is not None and in_quiet_hours(plan.at, as_of, policy)
    third = plan.party is ContactParty.THIRD_PERSON
    visit = plan.kind is ContactKind.VISIT
    least = valid_on(policy.conduct.visit_staff, as_of).value
    most = valid_on(policy.conduct.daily_attempts, as_of).value
    bars = {
        ContactReason.THIRD_PARTY: third and not _may_ask(plan),
        ContactReason.QUIET_HOURS: night and not plan.consent,
        ContactReason.TWO_PERSON_RULE: visit and plan.staff is not None and plan.staff < least,
        ContactReason.DAILY_CAP: plan.attempts_today >= most,
    }
    missing = _missing(plan, least)
    found = tuple(reason for reason, holds in bars.items() if holds)
    if found:
        return ContactAnswer(False, found, needs_person=missing)
    wished = (ContactReason.DEBTOR_REQUESTED,) if night else ()
    return ContactAnswer(True, wished, log_required=third, needs_person=missing)


def in_quiet_hours(at: time, as_of: date, policy: Policy = DEFAULT_POLICY) -> bool:
    """Return whether a time is within the hours without contact; they run over midnight."""
    quiet = valid_on(policy.conduct.quiet_hours, as_of).value
    return at >= quiet.start or at < quiet.end


def heat_plan(celsius: Decimal, afternoon: bool, as_of: date, policy: Policy) -> str:
    """Return the plan for a hot day, "" where a visit may go ahead as planned (field practice)."""
    limit = valid_on(policy.conduct.heat_celsius, as_of).value
    return HEAT_PLAN if afternoon and celsius > limit else ""


def _may_ask(plan: ContactPlan) -> bool:
    return plan.debtor_unreachable and plan.only_asks_or_relays and not plan.tells_debt


def _missing(plan: ContactPlan, least: int) -> tuple[NeedsPerson, ...]:
    if plan.kind is not ContactKind.VISIT or plan.staff is not None:
        return ()
    return (NeedsPerson("visit_staff_unknown", "staff", f"走访人员未登记，须有 {least} 人以上"),)
