"""What head office itself knows of the loans of a proposal, beside what the branch says of them.

The branch's own word for what its proposal rests on, the basis, stands in no hash.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from desktop.domain.permissions import Action, Part
from desktop.services.office.place import require_collection
from desktop.services.office.proposals import OfficeProposal
from desktop.services.permits import permitted
from desktop.services.ports import Desk

_INTEREST = ("on_balance_interest_fen", "off_balance_interest_fen")


@dataclass(frozen=True, slots=True)
class KnownDebt:
    """What head office's own ledger of a day says of the loans of a proposal; fen.

    ``unknown`` are the numbers of those that it does not list.
    """

    as_of: date
    principal_fen: int
    interest_fen: int
    unknown: tuple[str, ...]


@permitted(Action.OFFICE, Part.READ)
def known_debt(desk: Desk, proposal: OfficeProposal) -> KnownDebt | None:
    """Return what is owed by head office's own ledger; None where it has none of the branch."""
    loan_nos = _loan_nos(proposal.body)
    with require_collection(desk).read() as queries:
        ledgers = queries.ledgers(proposal.branch)
        if not ledgers:
            return None
        loans = chain.from_iterable(map(queries.loans, ledgers))  # a newer one's figures count
        found = {each.loan_no: each for each in loans if each.loan_no in loan_nos}
    rows = [json.loads(each.row) for each in found.values()]
    return KnownDebt(
        ledgers[-1].as_of,
        sum(each.balance_fen for each in found.values()),
        sum(row.get(name, 0) for row in rows for name in _INTEREST),
        tuple(each for each in loan_nos if each not in found),
    )


def _loan_nos(body: Mapping[str, Any]) -> list[str]:
    loans = body.get("loans")
    found = loans if isinstance(loans, list) else []
    return [str(each["loan_no"]) for each in found if isinstance(each, dict) and "loan_no" in each]
