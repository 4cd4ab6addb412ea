"""Foreclosed assets (抵债资产): until when they must be sold and what may be done with them.

Source: 财金〔2005〕53号, 商业银行法 §42; rules section 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.dates import add_months
from desktop.domain.errors import RuleViolation
from desktop.domain.findings import NeedsPerson
from desktop.domain.policy import DEFAULT_POLICY, Policy, valid_on


class AssetKind(StrEnum):
    """What was taken in payment."""

    REAL_ESTATE = "不动产"
    SHARES = "股权"
    OTHER_RIGHTS = "其他权利"
    MOVABLES = "动产"


_WORDS = {
    AssetKind.REAL_ESTATE: ("不动产", "房产", "房屋", "厂房", "土地", "商铺"),
    AssetKind.SHARES: ("股权", "股票", "股份"),
    AssetKind.OTHER_RIGHTS: ("其他权利", "权利", "债权", "专利", "商标", "存单"),
    AssetKind.MOVABLES: ("动产", "设备", "车辆", "机器", "存货", "牲畜", "农机"),
}


@dataclass(frozen=True, slots=True)
class AssetAction:
    """Whether an action is allowed, under which condition otherwise, and by which rule."""

    allowed: bool
    unless: str
    article: str = "财金〔2005〕53号"


_ACTIONS = {
    "转自用": AssetAction(False, "按新购固定资产办理购建审批"),
    "出租": AssetAction(False, "处置前短期出租，不影响处置"),
    "公开拍卖": AssetAction(True, ""),
    "协议处置": AssetAction(False, "不适于公开拍卖，且经评估和书面批准"),
}


def read_asset_kind(text: str) -> AssetKind | NeedsPerson:
    """Return the kind a person wrote; a word that names none is NeedsPerson."""
    for kind, words in _WORDS.items():
        if any(word in text for word in words):
            return kind
    return NeedsPerson("asset_kind_unknown", "kind", f"抵债资产种类“{text}”不能辨认，请选定")


def dispose_by(
    kind: AssetKind,
    acquired_on: date,
    right_ends_on: date | None = None,
    policy: Policy = DEFAULT_POLICY,
) -> date:
    """Return the last day to sell: two years, movables one year, a right while it is valid.

    ``acquired_on`` is the day the agreement or the court's ruling took effect. Raises
    RuleViolation ``right_already_ended``.
    """
    limits = valid_on(policy.disposal.foreclosed, acquired_on).value
    months = {
        AssetKind.REAL_ESTATE: limits.real_estate,
        AssetKind.SHARES: limits.shares,
        AssetKind.OTHER_RIGHTS: limits.other_rights,
        AssetKind.MOVABLES: limits.movables,
    }[kind]
    last = add_months(acquired_on, months)
    if right_ends_on is None:
        return last
    if right_ends_on < acquired_on:
        raise RuleViolation("right_already_ended", field="right_ends_on")
    return min(last, right_ends_on)


def asset_action(action: str) -> AssetAction | NeedsPerson:
    """Return whether an action is allowed; one the rule does not name is NeedsPerson."""
    known = _ACTIONS.get(action.strip())
    if known is not None:
        return known
    return NeedsPerson("asset_action_unknown", "action", f"“{action}”没有明文规定，请报法务")
