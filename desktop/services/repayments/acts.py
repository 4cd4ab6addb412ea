"""The acts about repayments that need a second person."""

from __future__ import annotations

from desktop.services.checked_acts import CheckedAct
from desktop.services.repayments.booking import REPAYMENT
from desktop.services.repayments.days import DAY_CLOSE, DAY_REOPEN
from desktop.services.repayments.reversing import REVERSAL

REPAYMENT_ACTS: tuple[CheckedAct, ...] = (REPAYMENT, REVERSAL, DAY_CLOSE, DAY_REOPEN)
