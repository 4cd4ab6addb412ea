"""Examples of classification, upgrade, observation, old labels, migration and ratios."""

from __future__ import annotations

from collections.abc import Set
from datetime import date

from desktop.domain.class_upgrade import (
    UpgradeFacts,
    may_go_up,
    observation_end,
    observation_under,
)
from desktop.domain.classification import ClassFlag, class_floor
from desktop.domain.legacy_class import LegacyClass, legacy_class
from desktop.domain.policy.classes import UpgradeTerms
from desktop.domain.portfolio import (
    DoubleDrop,
    Migration,
    Standing,
    doubtful_loss_percent,
    standing,
)
from desktop.services.rule_examples.shapes import (
    Answer,
    Input,
    UnknownShape,
    balances,
    day,
    five_class,
    maybe_day,
    money,
    percent,
    yes,
    yuan,
)

_UNDATED = date(2026, 1, 1)
"""For examples that name no day: the rules of the time they were written in."""


def compute(given: Input, asked: Set[str]) -> Answer:
    """Answer an example of the group ``classification``."""
    shapes = {
        "scheme": _legacy,
        "flags": _floor,
        "overdue_cleared": _upgrade,
        "prev": _migration,
        "amounts": _ratio,
        "begin": _double_drop,
        "observation_start": _observation,
    }
    for key, answer in shapes.items():
        if key in given:
            return answer(given)
    raise UnknownShape


def _floor(given: Input) -> Answer:
    flags = frozenset(ClassFlag(each) for each in given["flags"])
    floor = class_floor(maybe_day(given["due_date"]), day(given["as_of"]), flags)
    return {
        "days_overdue": floor.days_overdue,
        "at_least": floor.at_least.label if floor.at_least else None,
    }


def _legacy(given: Input) -> Answer:
    if given["scheme"] != "一逾两呆":
        raise UnknownShape(given["scheme"])
    label = legacy_class(maybe_day(given["due"]), day(given["as_of"]))
    return {"label": label.value if isinstance(label, LegacyClass) else None}


def _upgrade(given: Input) -> Answer:
    five_class(given["current"])
    facts = UpgradeFacts(
        yes(given, "overdue_cleared"),
        given["months_normal_since"],
        given["periods_normal_since"],
        yes(given, "able_to_continue"),
        yes(given, "other_impaired_assets"),
    )
    return {"upgrade_to_attention_or_normal_allowed": may_go_up(facts, _UNDATED).allowed}


def _observation(given: Input) -> Answer:
    start, second = day(given["observation_start"]), maybe_day(given.get("second_payment"))
    if "min_months" in given or "min_periods" in given:
        terms = UpgradeTerms(given["min_months"], given["min_periods"])
        end = observation_under(terms, start, second)
    else:
        end = observation_end(start, second)
    return {"observation_end_not_before": end.isoformat() if isinstance(end, date) else None}


def _migration(given: Input) -> Answer:
    move = Migration(five_class(given["prev"]), five_class(given["now"]))
    return {
        "migration": move.direction,
        "into_npl": move.into_npl,
        "out_of_npl": move.out_of_npl,
        "still_npl": move.still_npl,
    }


def _ratio(given: Input) -> Answer:
    amounts = balances(given["amounts"])
    now = standing(amounts)
    return {
        "npl": yuan(now.npl),
        "total": yuan(now.total),
        "npl_ratio_pct": percent(now.percent),
        "doubtful_loss_share_pct": percent(doubtful_loss_percent(amounts)),
    }


def _double_drop(given: Input) -> Answer:
    drop = DoubleDrop(_standing(given["begin"]), _standing(given["end"]))
    return {
        "balance_down": drop.balance_down,
        "begin_pct": percent(drop.begin.percent),
        "end_pct": percent(drop.end.percent),
        "ratio_down": drop.ratio_down,
        "double_drop": drop.both,
        "note": "分母效应" if drop.denominator_only else None,
    }


def _standing(given: Input) -> Standing:
    return Standing(money(given["npl"]), money(given["total"]))
