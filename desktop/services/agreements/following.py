"""Where agreements stand: their plans against the payments of their loans."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop.domain.errors import RuleViolation
from desktop.domain.following import DatedAmount, PlanStanding, PlanState, follow
from desktop.domain.money import Money
from desktop.domain.permissions import Action, Part
from desktop.services.agreement_ports import StoredAgreement
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries


class AgreementState(StrEnum):
    """Where an agreement stands: its paper waits for a signature, or its plan is followed."""

    UNSIGNED = "unsigned"
    RUNNING = "running"
    BEHIND = "behind"
    BROKEN = "broken"
    ACCELERATED = "accelerated"
    COMPLETED = "completed"
    REPLACED = "replaced"


def state_code(state: AgreementState) -> str:
    """Return under which code the words for a state stand."""
    return "agreement_waits" if state is AgreementState.UNSIGNED else f"agreement_{state.value}"


RUNS = frozenset({AgreementState.RUNNING, AgreementState.BEHIND, AgreementState.BROKEN})
"""States in which a signed plan still sets the days of payment."""


@dataclass(frozen=True, slots=True)
class FollowedAgreement:
    """An agreement and where it stands on a day; ``standing`` also of one that nobody signed."""

    agreement: StoredAgreement
    standing: PlanStanding
    state: AgreementState

    @property
    def relief_lapsed(self) -> bool:
        """Whether the relief it carries is lost: all was to be paid as planned (协议第三条)."""
        lost = (AgreementState.BROKEN, AgreementState.ACCELERATED)
        return bool(self.agreement.relief_id) and self.state in lost


def followed(queries: Queries, agreement: StoredAgreement, as_of: date) -> FollowedAgreement:
    """Return where an agreement stands on a day."""
    standing = follow(
        agreement.plan,
        payments_since(queries, agreement),
        as_of,
        agreement.clause,
        agreement.grace_days,
        agreement.arrival.arrived_on if agreement.arrival else None,
    )
    return FollowedAgreement(agreement, standing, _state(agreement, standing.state, as_of))


def payments_since(queries: Queries, agreement: StoredAgreement) -> tuple[DatedAmount, ...]:
    """Return what was paid on its loans and is not in its figures yet.

    Whatever was recorded after the draft counts, even of an earlier day; reversed payments never
    were. A plan is about interest and principal: what went to costs pays no instalment.
    """
    about = agreement.party_id, agreement.loan_ids
    return payments(queries, *about, agreement.drafted_at, with_costs=False)


def payments(
    queries: Queries,
    party_id: str,
    loan_ids: Collection[str],
    recorded_after: datetime,
    with_costs: bool = True,
) -> tuple[DatedAmount, ...]:
    """Return the standing payments on some loans, by what each loan got, oldest first."""
    found = []
    for each in reversed(queries.repayments_of(party_id)):
        if each.reversal is not None or each.recorded_at <= recorded_after:
            continue
        shares = [share for share in each.shares if share.loan_id in loan_ids]
        costs = 0 if with_costs else sum(share.cost_fen for share in shares)
        fen = sum(share.total_fen for share in shares) - costs
        if fen:
            found.append(DatedAmount(each.paid_on, Money(fen)))
    return tuple(found)


@permitted(Action.SEE, Part.READ)
def follow_up(desk: Desk, as_of: date) -> tuple[FollowedAgreement, ...]:
    """Return the agreements of the branch that somebody must look after, the worst first.

    Those that were completed or gave way to a newer version are left out.
    """
    with desk.store.read() as queries:
        return standing_agreements(queries, as_of)


def standing_agreements(queries: Queries, as_of: date) -> tuple[FollowedAgreement, ...]:
    """Return them as :func:`follow_up` does, inside a transaction that is open."""
    found = (followed(queries, each, as_of) for each in queries.agreements())
    over = (AgreementState.COMPLETED, AgreementState.REPLACED)
    return tuple(sorted((each for each in found if each.state not in over), key=_urgency))


@permitted(Action.SEE, Part.READ)
def agreement(desk: Desk, serial: str, as_of: date) -> FollowedAgreement:
    """Return one agreement; RuleViolation ``agreement_unknown``."""
    with desk.store.read() as queries:
        return followed(queries, known_agreement(queries, serial), as_of)


def known_agreement(queries: Queries, serial: str) -> StoredAgreement:
    """Return the agreement with this serial; RuleViolation ``agreement_unknown``."""
    found = queries.agreement_numbered(serial.strip().upper())
    if found is None:
        raise RuleViolation("agreement_unknown", field="agreement", serial=serial)
    return found


def running_on(
    queries: Queries, party_id: str, loan_ids: Collection[str], as_of: date
) -> Sequence[FollowedAgreement]:
    """Return a debtor's signed plans that still set the days of payment of any of these loans."""
    wanted = set(loan_ids)
    found = (followed(queries, each, as_of) for each in queries.agreements(party_id))
    return [
        each
        for each in found
        if each.state in RUNS and not wanted.isdisjoint(each.agreement.loan_ids)
    ]


def _state(agreement: StoredAgreement, plan: PlanState, as_of: date) -> AgreementState:
    if agreement.replaced_on is not None and agreement.replaced_on <= as_of:
        return AgreementState.REPLACED
    if agreement.signing is None or agreement.signing.signed_on > as_of:
        return AgreementState.UNSIGNED
    return AgreementState(plan.value)


_WORST = (
    AgreementState.BROKEN,
    AgreementState.BEHIND,
    AgreementState.ACCELERATED,
    AgreementState.UNSIGNED,
    AgreementState.RUNNING,
)


def _urgency(each: FollowedAgreement) -> tuple[int, date, str]:
    following = each.standing.next_open
    day = following.instalment.due_on if following else date.max
    return _WORST.index(each.state), day, each.agreement.serial
