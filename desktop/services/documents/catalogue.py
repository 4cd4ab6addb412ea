"""All builders, in the order in which they are offered."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.documents import DocumentKind
from desktop.services.documents.builder import Builder
from desktop.services.documents.building.agreements import AGREEMENT_BUILDERS
from desktop.services.documents.building.guarantors import GUARANTOR_BUILDERS
from desktop.services.documents.building.letters import LETTER_BUILDERS
from desktop.services.documents.building.sending import SENDING_BUILDERS
from desktop.services.documents.building.sheets import SHEET_BUILDERS

BUILDERS: Mapping[DocumentKind, Builder] = {
    builder.kind: builder
    for builder in (
        *GUARANTOR_BUILDERS,
        *LETTER_BUILDERS,
        *SENDING_BUILDERS,
        *AGREEMENT_BUILDERS,
        *SHEET_BUILDERS,
    )
}
