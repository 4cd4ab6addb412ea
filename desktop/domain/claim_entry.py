"""What a person may enter by hand about a claim, and what is refused as nonsense.

An old signed notice, a suit, a judgment, a part payment: facts from paper that no notice of this
program brought about. The clock judges what they do; here only what cannot have been is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.domain.errors import RuleViolation
from desktop.domain.limitation import EventKind

LASTING = frozenset(
    {
        EventKind.SUIT_FILED,
        EventKind.PAYMENT_ORDER,
        EventKind.ARBITRATION_FILED,
        EventKind.BANKRUPTCY_FILED,
        EventKind.PRESERVATION,
        EventKind.ENFORCEMENT_APPLIED,
        EventKind.JOINED_AS_PARTY,
        EventKind.SET_OFF_IN_SUIT,
        EventKind.MEDIATION_REQUEST,
        EventKind.POLICE_REPORT,
        EventKind.SUSPENSION,
    }
)
"""What begins one day and ends another: open until then (诉讼时效规定 §§10-13, 民法典 §194)."""

NAMING_A_DAY = frozenset({EventKind.JUDGMENT, EventKind.EXTENSION_AGREED})
"""What sets a day of its own: the last day to perform, the new due date."""

MAY_NAME_A_DAY = frozenset({EventKind.REPAY_PLAN, EventKind.NEW_AGREEMENT})
"""What may set a day: the last instalment of a plan, the due date of a new agreement."""


@dataclass(frozen=True, slots=True)
class ClaimAct:
    """Something that happened to a claim, as a person enters it.

    ``restart_on`` is the day a procedure or a cause of suspension ended (None while it lasts), the
    last day to perform of a judgment, the new due date of an extension, the last instalment of a
    plan or a new agreement (None where none is set); None for anything else.
    ``ref`` names the paper it stands on.
    """

    kind: EventKind
    occurred_on: date
    restart_on: date | None = None
    ref: str = ""
    note: str = ""


def check_claim_act(act: ClaimAct, disbursed_on: date | None, today: date) -> None:
    """Refuse what cannot have been, with a RuleViolation at the field to correct.

    ``event_in_future``, ``event_before_loan``, ``event_day_missing`` (a judgment or an extension
    without its day), ``event_day_unfit`` (an end of something that has none),
    ``event_ends_before_it_begins``, ``event_end_in_future``.
    """
    if act.occurred_on > today:
        raise RuleViolation("event_in_future", field="date")
    if disbursed_on is not None and act.occurred_on < disbursed_on:
        made = disbursed_on.isoformat()
        raise RuleViolation("event_before_loan", field="date", date=made)
    if act.restart_on is None:
        if act.kind in NAMING_A_DAY:
            raise RuleViolation("event_day_missing", field="restart_on")
        return
    _check_restart(act, act.restart_on, today)


def _check_restart(act: ClaimAct, restart_on: date, today: date) -> None:
    if act.kind not in LASTING | NAMING_A_DAY | MAY_NAME_A_DAY:
        raise RuleViolation("event_day_unfit", field="restart_on")
    if restart_on < act.occurred_on:
        raise RuleViolation("event_ends_before_it_begins", field="restart_on")
    if act.kind in LASTING and restart_on > today:
        raise RuleViolation("event_end_in_future", field="restart_on")
