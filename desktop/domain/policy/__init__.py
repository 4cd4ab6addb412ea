"""Dated tables: every threshold of the rules, with its first valid day and its source.

A value is looked up for a day; a value changed from a day on leaves the past as it was. Head
office owns the tables, a branch sees them; as shipped they stand here, an area a module. Points
on which sources disagree carry the safer value and say so.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.domain.policy.agreements import AgreementPolicy
from desktop.domain.policy.classes import ClassPolicy
from desktop.domain.policy.conduct import ConductPolicy
from desktop.domain.policy.dated import Dated, known_on, valid_on, with_row
from desktop.domain.policy.disposal import DisposalPolicy
from desktop.domain.policy.guarantee import GuaranteePolicy
from desktop.domain.policy.holidays import HolidayPolicy
from desktop.domain.policy.interest import InterestPolicy
from desktop.domain.policy.limitation import LimitationPolicy
from desktop.domain.policy.notice import NoticePolicy
from desktop.domain.policy.office import OfficePolicy

__all__ = [
    "DEFAULT_POLICY",
    "AgreementPolicy",
    "ClassPolicy",
    "ConductPolicy",
    "Dated",
    "DisposalPolicy",
    "GuaranteePolicy",
    "HolidayPolicy",
    "InterestPolicy",
    "LimitationPolicy",
    "NoticePolicy",
    "OfficePolicy",
    "Policy",
    "known_on",
    "valid_on",
    "with_row",
]


@dataclass(frozen=True, slots=True)
class Policy:
    """All dated tables together, as the use cases hand them to the rules."""

    limitation: LimitationPolicy = field(default_factory=LimitationPolicy)
    guarantee: GuaranteePolicy = field(default_factory=GuaranteePolicy)
    interest: InterestPolicy = field(default_factory=InterestPolicy)
    classes: ClassPolicy = field(default_factory=ClassPolicy)
    conduct: ConductPolicy = field(default_factory=ConductPolicy)
    disposal: DisposalPolicy = field(default_factory=DisposalPolicy)
    agreements: AgreementPolicy = field(default_factory=AgreementPolicy)
    holidays: HolidayPolicy = field(default_factory=HolidayPolicy)
    notice: NoticePolicy = field(default_factory=NoticePolicy)
    office: OfficePolicy = field(default_factory=OfficePolicy)


DEFAULT_POLICY = Policy()
