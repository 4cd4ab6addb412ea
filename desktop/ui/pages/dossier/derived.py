"""How a debtor's answers came about: asked for once the dossier is on the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.derivation import DerivationSheet
from desktop.services.derivation import derive_all, sheet
from desktop.services.ports import Desk
from desktop.ui.pages.dossier.guarantor_lines import GuarantorLine, guarantor_line
from desktop.ui.widgets.derivation_text import hint

LIMITATION, INTEREST, CLASS = "诉讼时效", "利息", "分类"
"""What the titles of derivations hold, by which a hint on hover finds its own."""


@dataclass(frozen=True, slots=True)
class Derived:
    """The sheet of each loan by its id, and the guarantors of all loans."""

    sheets: Mapping[str, DerivationSheet]
    guarantors: Sequence[GuarantorLine]

    def hint(self, loan_id: str, what: str) -> str:
        """Return in plain lines how one answer about a loan came about, "" where not known."""
        sheet = self.sheets.get(loan_id)
        found = [each for each in sheet.derivations if what in each.title] if sheet else []
        return "\n\n".join(map(hint, found))


def derived(desk: Desk, party_id: str) -> Derived:
    """Return how everything about a debtor was computed; RuleViolation ``party_unknown``."""
    answers = derive_all(desk, party_id)
    sheets = {each.loan.id: sheet(each) for each in answers}
    lines = [
        guarantor_line(each.loan, found, sheets[each.loan.id].derivations, each.as_of)
        for each in answers
        for found in each.guarantees
    ]
    return Derived(sheets, lines)
