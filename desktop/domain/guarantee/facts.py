"""What a guarantee clock is computed from: the contract, and what was done about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class GuaranteeMode(StrEnum):
    """连带责任保证 or 一般保证."""

    JOINT = "joint"
    GENERAL = "general"


class PeriodTerm(StrEnum):
    """What the contract says about the guarantee period.

    ``UNCLEAR`` is 「直至还清」 and the like; ``MONTHS`` counts from the due date.
    """

    NONE = "none"
    UNCLEAR = "unclear"
    MONTHS = "months"


class GuarantorKind(StrEnum):
    """Who guarantees; some may not (民法典 §683, 担保制度解释 §§5-6)."""

    PERSON = "person"
    COMPANY = "company"
    GOVERNMENT = "government"
    VILLAGE_COMMITTEE = "village_committee"
    PUBLIC_WELFARE = "public_welfare"


class ActKind(StrEnum):
    """What was done towards a guarantor, or for a general guarantor towards the debtor."""

    DEMAND_ARRIVED = "demand_arrived"
    DEMAND_SENT = "demand_sent"
    SUIT_AGAINST_GUARANTOR = "suit_against_guarantor"
    SUIT_WITHDRAWN_SERVED = "suit_withdrawn_served"
    SUIT_AGAINST_DEBTOR = "suit_against_debtor"
    DEED_ENFORCED = "deed_enforced"
    REFUSAL_RIGHT_LOST = "refusal_right_lost"
    GUARANTOR_PAID = "guarantor_paid"
    ORDINARY_NOTICE_SIGNED = "ordinary_notice_signed"
    NEW_GUARANTEE_SIGNED = "new_guarantee_signed"


@dataclass(frozen=True, slots=True)
class GuaranteeContract:
    """A guarantee as its contract states it; None where the contract is silent or not at hand.

    ``months`` belongs to ``PeriodTerm.MONTHS``. ``extended_to`` is the due date after an
    extension, ``consented`` whether this guarantor agreed to it in writing. ``new_for_old`` marks
    a loan that repaid an older one; ``knew_new_for_old`` that this guarantor guaranteed the old
    loan as well, or knew or ought to have known.
    """

    guarantor: str
    contract_on: date | None
    mode: GuaranteeMode | None = None
    term: PeriodTerm = PeriodTerm.NONE
    months: int | None = None
    kind: GuarantorKind = GuarantorKind.PERSON
    extended_to: date | None = None
    consented: bool = False
    new_for_old: bool = False
    knew_new_for_old: bool = False


@dataclass(frozen=True, slots=True)
class GuaranteeAct:
    """A dated act; ``proved`` tells whether evidence is attached, ``ref`` names its source.

    ``restart_on`` is the end of a court procedure against the guarantor.
    """

    kind: ActKind
    occurred_on: date
    restart_on: date | None = None
    proved: bool = True
    ref: str = ""
