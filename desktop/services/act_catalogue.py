"""All acts that need a second person, by kind."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.services import user_acts
from desktop.services.agreements.act import AGREEMENT
from desktop.services.checked_acts import CheckedAct
from desktop.services.guarantee_contracts import GUARANTEE_ACTS
from desktop.services.party_acts import PARTY_ACTS
from desktop.services.relief.granting import RELIEF_GRANTED, RELIEF_OVER_GRANTED
from desktop.services.repayments.acts import REPAYMENT_ACTS

_ACTS: tuple[CheckedAct, ...] = (
    AGREEMENT,
    *user_acts.ACTS,
    RELIEF_GRANTED,
    RELIEF_OVER_GRANTED,
    *PARTY_ACTS,
    *GUARANTEE_ACTS,
    *REPAYMENT_ACTS,
)

CHECKED_ACTS: Mapping[str, CheckedAct] = {each.kind: each for each in _ACTS}
