"""The guarantors of a debtor's loans, a line each, with where each guarantee stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.derivation import Derivation
from desktop.domain.guarantee.clock import guarantee_clock
from desktop.domain.guarantee.facts import GuaranteeContract
from desktop.services.guarantees import GuarantorFacts
from desktop.services.ports import Desk
from desktop.services.records import Loan
from desktop.services.rule_records import StoredAct
from desktop.ui.models.columns import Pill
from desktop.ui.widgets.derivation_text import hint
from desktop.ui.widgets.guarantee_pill import guarantee_pill


@dataclass(frozen=True, slots=True)
class GuarantorLine:
    """One guarantor of one loan; ``why`` is how the guarantee clock came about, in words."""

    loan: Loan
    facts: GuarantorFacts
    pill: Pill
    why: str = ""


@dataclass(frozen=True, slots=True)
class ActLine:
    """One act towards a guarantor of a loan."""

    loan: Loan
    act: StoredAct


def guarantor_line(
    desk: Desk, loan: Loan, facts: GuarantorFacts, derivations: Sequence[Derivation]
) -> GuarantorLine:
    """Return the line of one guarantor; ``derivations`` are those of the loan's sheet."""
    why = "\n\n".join(hint(each) for each in derivations if facts.guarantor in each.title)
    contract = facts.contract or GuaranteeContract(facts.guarantor, None)
    acts = [act.fact for act in facts.standing]
    clock = guarantee_clock(contract, loan.due_on, acts, desk.policy)
    pill = guarantee_pill(clock, desk.clock.today())
    return GuarantorLine(loan, facts, pill, why)
