"""The guarantors of a debtor's loans, a line each, with where each guarantee stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop.domain.derivation import Derivation
from desktop.domain.guarantee.clock import guarantee_clock
from desktop.domain.guarantee.facts import GuaranteeAct, GuaranteeContract
from desktop.services.derivation.answers import GuaranteeAnswer
from desktop.services.guarantor_facts import GuarantorFacts
from desktop.services.ports import Desk
from desktop.services.records import Loan
from desktop.services.rule_records import StoredAct
from desktop.ui.models.columns import Pill
from desktop.ui.theme import Tone
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
class ActEffect:
    """What an act would do: where the guarantee stands before and after, and why."""

    before: Pill
    after: Pill
    why: str

    @property
    def moves(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class ActLine:
    """One act towards a guarantor of a loan."""

    loan: Loan
    act: StoredAct


def guarantor_line(
    loan: Loan, answer: GuaranteeAnswer, derivations: Sequence[Derivation], today: date
) -> GuarantorLine:
    """Return the line of one guarantor; ``derivations`` are those of the loan's sheet."""
    name = answer.facts.guarantor
    why = "\n\n".join(hint(each) for each in derivations if name in each.title)
    return GuarantorLine(loan, answer.facts, pill_of(answer, today), why)


def pill_of(answer: GuaranteeAnswer, today: date) -> Pill:
    """Return where a guarantee stands; amber where it stands so only without evidence."""
    translate = QCoreApplication.translate
    if answer.clock is None or answer.proved is None:
        return Pill(translate("Guarantee", "to check: no contract day"), Tone.WARNING)
    pill = guarantee_pill(answer.clock, today)
    if answer.clock.state(today) is answer.proved.state(today):
        return pill
    words = translate("Guarantee", "{state}, not proved")
    return Pill(words.format(state=pill.text), Tone.WARNING)


def foresee(desk: Desk, loan: Loan, facts: GuarantorFacts, act: GuaranteeAct) -> ActEffect:
    """Return what one more act would do to a guarantee, by the rules alone."""
    today = desk.clock.today()
    contract = facts.contract or GuaranteeContract(facts.guarantor, None)
    acts = [each.fact for each in facts.standing]
    before = guarantee_clock(contract, loan.due_on, acts, desk.policy)
    after = guarantee_clock(contract, loan.due_on, [*acts, act], desk.policy)
    own = [step for step in after.steps if step.act is act] or after.steps[-1:]
    why = "\n".join(f"{step.words}  {step.article}".rstrip() for step in own)
    return ActEffect(guarantee_pill(before, today), guarantee_pill(after, today), why)
