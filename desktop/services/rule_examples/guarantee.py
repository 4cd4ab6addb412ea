"""Examples of the guarantee clock and of the small answers about guarantors."""

from __future__ import annotations

from collections.abc import Set

from desktop.domain.guarantee.clock import BEFORE_LAW, GuaranteeState, guarantee_clock
from desktop.domain.guarantee.eligibility import kind_of_name, may_guarantee
from desktop.domain.guarantee.facts import (
    ActKind,
    GuaranteeAct,
    GuaranteeContract,
    GuaranteeMode,
    PeriodTerm,
)
from desktop.domain.guarantee.outcomes import (
    CLAIM_FROM_GUARANTOR,
    MAIN_INTERRUPTION_REACHES,
    arrived_in_period,
    forms_new_guarantee,
    new_for_old,
    reached_guarantors,
)
from desktop.domain.guarantee.term import period_end_after_extension
from desktop.services.rule_examples.shapes import Answer, Input, UnknownShape, day, maybe_day

_ACTS = {
    "demand_to_guarantor": ActKind.DEMAND_ARRIVED,
    "suit_vs_debtor": ActKind.SUIT_AGAINST_DEBTOR,
    "suit_vs_guarantor": ActKind.SUIT_AGAINST_GUARANTOR,
}
_RELEASED = GuaranteeState.RELEASED.value
_LIABLE = GuaranteeState.LIABLE.value


def compute(given: Input, asked: Set[str]) -> Answer:
    """Answer an example of the group ``guarantee``."""
    shapes = {
        "contract_date": _clock,
        "text": _signature,
        "guarantors": _reached,
        "extended_to": _extension,
        "new_for_old": _new_for_old,
        "guarantor_type": _eligibility,
        "event": _interruption,
        "arrived": _arrival,
    }
    for key, answer in shapes.items():
        if key in given:
            return answer(given)
    raise UnknownShape


def _clock(given: Input) -> Answer:
    term, months = _term(given["period"])
    contract = GuaranteeContract(
        guarantor="保证人",
        contract_on=maybe_day(given["contract_date"]),
        mode=GuaranteeMode(given["mode"]) if given["mode"] else None,
        term=term,
        months=months,
    )
    acts = [GuaranteeAct(kind, day(given[key])) for key, kind in _ACTS.items() if given.get(key)]
    clock = guarantee_clock(contract, maybe_day(given["main_due"]), acts)
    last = clock.limitation_last_day
    mode = clock.mode.value if clock.mode and clock.regime != BEFORE_LAW else "review"
    return {
        "regime": clock.regime,
        "mode": mode,
        "months": clock.months,
        "period_end": clock.period_end.isoformat() if clock.period_end else None,
        "safe_day": clock.safe_day.isoformat() if clock.safe_day else None,
        "result": clock.result,
        "guarantee_limitation_last_day": last.isoformat() if last else None,
    }


def _term(period: str) -> tuple[PeriodTerm, int | None]:
    """A period is ``none``, ``unclear`` or a number of months."""
    if period in (PeriodTerm.NONE.value, PeriodTerm.UNCLEAR.value):
        return PeriodTerm(period), None
    return PeriodTerm.MONTHS, int(period)


def _signature(given: Input) -> Answer:
    """A signature after the period binds by its text only; before its end it is a demand."""
    anew = forms_new_guarantee(given["text"])
    in_time = arrived_in_period(day(given["period_end"]), day(given["signed_date"]))
    bound = "new_guarantee_contract" if anew else _LIABLE if in_time else _RELEASED
    return {"result": bound, "new_guarantee": anew}


def _reached(given: Input) -> Answer:
    found = reached_guarantors(given["guarantors"], given["demand_on_time_to"])
    return {
        "liable": list(found.liable),
        "released": list(found.released),
        "warning": found.warning or None,
    }


def _extension(given: Input) -> Answer:
    end = period_end_after_extension(
        day(given["main_due"]),
        maybe_day(given["extended_to"]),
        given["guarantor_written_consent"],
        given["period_months"],
    )
    return {"period_end": end.isoformat()}


def _new_for_old(given: Input) -> Answer:
    if not given["new_for_old"]:
        raise UnknownShape("new_for_old")
    knew = given["new_guarantor_knew"]
    found = new_for_old(given["old_guarantor"], given["new_guarantor"], knew)
    return {
        "old_guarantor": _LIABLE if found.old_liable else _RELEASED,
        "new_guarantor": _LIABLE if found.new_liable else GuaranteeState.NOT_LIABLE.value,
    }


def _eligibility(given: Input) -> Answer:
    found = may_guarantee(kind_of_name(given["guarantor_type"]))
    return {
        "guarantee_valid": found.valid,
        "max_compensation_share": found.max_share or None,
        "condition": found.condition or None,
    }


def _interruption(given: Input) -> Answer:
    if given["event"] != "main_debt_interrupted":
        raise UnknownShape(given["event"])
    reaches = MAIN_INTERRUPTION_REACHES[GuaranteeMode(given["mode"])]
    interrupted = reaches and given["guarantee_limitation_running"]
    return {
        "guarantee_limitation_interrupted": interrupted,
        "action": None if interrupted else CLAIM_FROM_GUARANTOR,
    }


def _arrival(given: Input) -> Answer:
    """A letter binds a joint guarantor only (民法典 §693)."""
    joint = GuaranteeMode(given["mode"]) is GuaranteeMode.JOINT
    in_time = arrived_in_period(day(given["period_end"]), maybe_day(given["arrived"]))
    return {"result": _LIABLE if joint and in_time else _RELEASED}
