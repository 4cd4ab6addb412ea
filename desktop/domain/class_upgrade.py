"""When a non-performing loan may go up, and how long a restructured one is watched (rules 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.domain.dates import add_months
from desktop.domain.findings import NeedsPerson
from desktop.domain.policy import DEFAULT_POLICY, Policy, valid_on
from desktop.domain.policy.classes import UpgradeTerms

_ARTICLE = "金融资产风险分类办法（2023）"


@dataclass(frozen=True, slots=True)
class UpgradeFacts:
    """What a debtor has shown since all arrears and costs were paid.

    ``months_normal`` and ``periods_normal`` count whole months and consecutive repayment periods
    without arrears; None where nobody has counted.
    """

    overdue_cleared: bool
    months_normal: int | None
    periods_normal: int | None
    able_to_continue: bool
    other_impaired_assets: bool


@dataclass(frozen=True, slots=True)
class UpgradeAnswer:
    """Whether a loan may go up to 关注 or 正常; ``hindrances`` say in Chinese what still lacks."""

    allowed: bool
    hindrances: tuple[str, ...]
    article: str
    needs_person: tuple[NeedsPerson, ...] = ()


def may_go_up(facts: UpgradeFacts, as_of: date, policy: Policy = DEFAULT_POLICY) -> UpgradeAnswer:
    """Return whether a non-performing loan may be called 关注 or 正常 again.

    All arrears and costs paid, two consecutive periods and six months in order (the longer of the
    two), able to go on, no other impaired asset (办法 2023).
    """
    terms = valid_on(policy.classes.upgrade, as_of).value
    hindrances = [] if facts.overdue_cleared else ["逾期本息及费用尚未全部付清"]
    missing = []
    if facts.months_normal is None or facts.periods_normal is None:
        words = "正常还款的月数或期数不明，请核对还款记录"
        missing.append(NeedsPerson("order_not_counted", "months_normal", words))
        hindrances.append(words)
    else:
        if facts.months_normal < terms.months:
            hindrances.append(f"正常还款 {facts.months_normal} 个月，不足 {terms.months} 个月")
        if facts.periods_normal < terms.periods:
            hindrances.append(f"连续正常还款 {facts.periods_normal} 期，不足 {terms.periods} 期")
    if not facts.able_to_continue:
        hindrances.append("预计不能持续按约还款")
    if facts.other_impaired_assets:
        hindrances.append("在本行还有其他已减值的资产")
    return UpgradeAnswer(not hindrances, tuple(hindrances), _ARTICLE, tuple(missing))


def observation_end(
    start: date,
    second_payment_on: date | None,
    policy: Policy = DEFAULT_POLICY,
) -> date | NeedsPerson:
    """Return the first day on which a restructured loan's observation may end.

    It lasts two repayment periods and one year, whichever is longer (办法 2023; the 2007 指引 said
    six months). ``second_payment_on`` is the end of the last period that counts;
    without it NeedsPerson ``repayment_plan_missing``.
    """
    terms = valid_on(policy.classes.observation, start).value
    return observation_under(terms, start, second_payment_on)


def observation_under(
    terms: UpgradeTerms, start: date, last_payment_on: date | None
) -> date | NeedsPerson:
    """Return the end of an observation under the terms given."""
    by_months = add_months(start, terms.months)
    if not terms.periods:
        return by_months
    if last_payment_on is None:
        words = f"重组后第 {terms.periods} 个还款期的日期不明，观察期不能确定，请补录还款计划"
        return NeedsPerson("repayment_plan_missing", "second_payment_on", words)
    return max(by_months, last_payment_on)
