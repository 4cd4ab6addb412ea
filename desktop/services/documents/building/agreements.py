"""Agreements, consents, applications: what is signed, or decided about money.

A receipt (收款收据) has a shape, a template and specimens, but no builder: it may only come from a
repayment that was recorded, and receipts written without one would be the branch's worst papers.
"""

from __future__ import annotations

from desktop.services.documents.builder import Builder
from desktop.services.documents.building.acceleration import ACCELERATION_NOTICE
from desktop.services.documents.building.consent import SUBSIDY_CONSENT
from desktop.services.documents.building.relief_papers import RELIEF_APPLICATION
from desktop.services.documents.building.repayment import REPAYMENT_AGREEMENT
from desktop.services.documents.building.settlement import ASSET_SETTLEMENT

AGREEMENT_BUILDERS: tuple[Builder, ...] = (
    REPAYMENT_AGREEMENT,
    ACCELERATION_NOTICE,
    SUBSIDY_CONSENT,
    RELIEF_APPLICATION,
    ASSET_SETTLEMENT,
)
