"""Every kind of document that is printed from blocks; the value names its template."""

from __future__ import annotations

from enum import StrEnum


class DocumentKind(StrEnum):
    """A kind of document. Demand notices and delivery lists have facts and layouts of their own."""

    GUARANTOR_NOTICE = "guarantor_notice"
    CONSULTATION_LETTER = "consultation_letter"
    ACTUAL_USER_LETTER = "actual_user_letter"
    HEIRS_LETTER = "heirs_letter"
    EMS_COVER = "ems_cover"
    ARRIVAL_RECORD = "arrival_record"
    MISSING_ANNOUNCEMENT = "missing_announcement"
    REPAYMENT_AGREEMENT = "repayment_agreement"
    ACCELERATION_NOTICE = "acceleration_notice"
    SUBSIDY_CONSENT = "subsidy_consent"
    RELIEF_APPLICATION = "relief_application"
    ASSET_SETTLEMENT = "asset_settlement"
    RECEIPT = "receipt"
    WORK_LOG = "work_log"
    INTEREST_SHEET = "interest_sheet"
    EVIDENCE_INDEX = "evidence_index"
    HANDOVER_SHEET = "handover_sheet"
    BATCH_COVER = "batch_cover"
    PACKAGE_SLIP = "package_slip"
