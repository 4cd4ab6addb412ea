"""Papers of the branch itself: logs, indexes, computations."""

from __future__ import annotations

from desktop.services.documents.builder import Builder
from desktop.services.documents.building.evidence_index import EVIDENCE_INDEX
from desktop.services.documents.building.handover_sheet import HANDOVER_SHEET
from desktop.services.documents.building.interest_sheet import INTEREST_SHEET
from desktop.services.documents.building.work_log import WORK_LOG

SHEET_BUILDERS: tuple[Builder, ...] = (WORK_LOG, INTEREST_SHEET, EVIDENCE_INDEX, HANDOVER_SHEET)
