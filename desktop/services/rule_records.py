"""Facts that guarantees, clocks, class and interest are computed from, as stored and read back.

Amounts are fen, absent dates None, absent text "".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from desktop.domain.guarantee.facts import ActKind, GuaranteeAct, GuaranteeContract
from desktop.domain.interest.reductions import Reduction
from desktop.domain.ledger import RateUnit


@dataclass(frozen=True, slots=True)
class StoredGuarantee:
    """The guarantee of one guarantor for one loan, as a person entered it from its contract."""

    loan_id: str
    contract: GuaranteeContract
    recorded_on: date


@dataclass(frozen=True, slots=True)
class StoredAct:
    """An act towards a guarantor; ``evidence`` counts the files attached to it."""

    id: str
    loan_id: str
    guarantor: str
    kind: ActKind
    occurred_on: date
    restart_on: date | None
    ref: str
    note: str
    evidence: int = 0
    withdrawn: bool = False

    @property
    def fact(self) -> GuaranteeAct:
        """What the guarantee clock is computed from; proved where evidence is attached."""
        return GuaranteeAct(
            self.kind, self.occurred_on, self.restart_on, self.evidence > 0, self.ref
        )


class LoanFacts(NamedTuple):
    """What clocks, class and interest of one loan are computed from, and its stored clock.

    The figures are those the ledger reported; ``reductions`` are in no ledger yet.

    A named tuple, since a ledger holds 100,000 of them.
    """

    loan_id: str
    loan_no: str
    disbursed_on: date | None
    due_on: date | None
    balance_fen: int
    on_balance_interest_fen: int
    off_balance_interest_fen: int
    reported_on: date
    rate: Decimal | None
    rate_unit: RateUnit
    five_class: str
    status: str
    reductions: tuple[Reduction, ...]
    last_day: date | None
    legal_last_day: date | None
    proved_last_day: date | None
    clock_state: str
