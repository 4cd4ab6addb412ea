"""What is known of the guarantors of a loan: who they are, their contracts, what was done."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.guarantee.facts import GuaranteeContract
from desktop.services.claims import require_loan
from desktop.services.ports import Queries
from desktop.services.rule_records import StoredAct


@dataclass(frozen=True, slots=True)
class GuarantorFacts:
    """What is known of one guarantor of one loan.

    ``contract`` is None while nobody has entered it: then no clock can be computed, and that must
    be said. ``acts`` hold withdrawn ones too, marked.
    """

    guarantor: str
    contract: GuaranteeContract | None
    acts: tuple[StoredAct, ...]

    @property
    def standing(self) -> tuple[StoredAct, ...]:
        return tuple(act for act in self.acts if not act.withdrawn)


def of_loan(queries: Queries, loan_id: str) -> tuple[GuarantorFacts, ...]:
    """Return every guarantor the ledger names or a person entered, the ledger's first.

    Raises RuleViolation ``loan_unknown``.
    """
    loan = require_loan(queries, loan_id)
    contracts = {
        each.contract.guarantor: each.contract
        for each in queries.guarantees_of([loan_id]).get(loan_id, ())
    }
    acts = queries.guarantee_acts_of([loan_id]).get(loan_id, ())
    names = dict.fromkeys((*loan.guarantors, *contracts, *(act.guarantor for act in acts)))
    return tuple(
        GuarantorFacts(
            name, contracts.get(name), tuple(act for act in acts if act.guarantor == name)
        )
        for name in names
    )
