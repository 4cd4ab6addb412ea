"""What a teller enters of a payment, and as a proposal carries it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desktop.domain.repayment.kinds import RepaymentKind


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that somebody pays on a debtor's loans; amounts are fen.

    ``payer`` "" is the debtor himself; ``authorised`` says that another payer acts for him.
    ``designated`` are the loans the debtor names, in his order; ``costs`` the costs of collection
    due with it, by loan. ``consent`` is the serial of the signed consent to set off a subsidy.
    """

    party_id: str
    amount_fen: int
    paid_on: date
    kind: RepaymentKind = RepaymentKind.CASH
    payer: str = ""
    authorised: bool = False
    designated: tuple[str, ...] = ()
    costs: Mapping[str, int] = field(default_factory=dict)
    consent: str = ""
    note: str = ""

    def body(self) -> dict[str, Any]:
        """Return it as JSON data, the same for the same payment."""
        return {
            "party_id": self.party_id,
            "amount_fen": self.amount_fen,
            "paid_on": self.paid_on.isoformat(),
            "kind": self.kind.value,
            "payer": self.payer.strip(),
            "authorised": self.authorised,
            "designated_ids": list(self.designated),
            "costs_of_ids": dict(sorted(self.costs.items())),
            "consent": self.consent.strip().upper(),
            "note": self.note.strip(),
        }

    @staticmethod
    def read(body: Mapping[str, Any]) -> Payment:
        """Read back what :meth:`body` wrote."""
        known = {name: body[name] for name in ("party_id", "amount_fen", "payer", "authorised")}
        return Payment(
            **known,
            paid_on=date.fromisoformat(body["paid_on"]),
            kind=RepaymentKind(body["kind"]),
            designated=tuple(body["designated_ids"]),
            costs=body["costs_of_ids"],
            consent=body["consent"],
            note=body["note"],
        )
