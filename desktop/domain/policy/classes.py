"""Tables of classification and provision (rules section 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.domain.policy.dated import Dated

_RULES_2023 = "商业银行金融资产风险分类办法（银保监会 人民银行令〔2023〕1号）"


@dataclass(frozen=True, slots=True)
class ClassGrid:
    """More than so many days overdue make a loan at least of the class named."""

    special_mention: int
    substandard: int | None
    doubtful: int | None
    loss: int | None
    technical_days: int = 0


@dataclass(frozen=True, slots=True)
class ShareLimits:
    """Shares, in percent, above (``ecl_…``: from) which a debtor's state decides the class.

    ``overdue_everywhere``: of his debts at all banks overdue too long; ``npl_here``: of his debt
    at this bank that is non-performing; ``ecl_…``: expected credit loss of the book balance.
    """

    overdue_everywhere: Decimal
    npl_here: Decimal
    ecl_doubtful: Decimal
    ecl_loss: Decimal


@dataclass(frozen=True, slots=True)
class LegacyLimit:
    """When an overdue loan became 呆滞: after so many years, or more than so many days."""

    years: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class UpgradeTerms:
    """What a non-performing loan must show before it may go up: months and periods of order."""

    months: int
    periods: int


@dataclass(frozen=True, slots=True)
class ProvisionRates:
    """Provision in percent of the balance of each class; ``spread`` may vary the two in brackets.

    ``spread`` is a fraction: 次级 and 可疑 may be 20 per cent lower or higher.
    """

    normal: Decimal
    special_mention: Decimal
    substandard: Decimal
    doubtful: Decimal
    loss: Decimal
    spread: Decimal


@dataclass(frozen=True, slots=True)
class ClassPolicy:
    """Grids by date, conditions of upgrade, provision rates and the ratios to be held."""

    grid: Sequence[Dated[ClassGrid]] = (
        Dated(
            date(2007, 7, 3),
            ClassGrid(0, 90, None, None),
            "贷款风险分类指引（银监发〔2007〕54号）",
            "天数网格由各行自定；农信社2006年网格未读原文，只用“逾期即关注、逾期90日以上至少次级”",
            uncertain=True,
        ),
        Dated(
            date(2023, 7, 1),
            ClassGrid(0, 90, 270, 360, technical_days=7),
            _RULES_2023,
            "270日、360日两档未读原文；农村合作金融机构参照执行，存量于2025-12-31前重分",
        ),
    )
    shares: Sequence[Dated[ShareLimits]] = (
        Dated(
            date(2023, 7, 1),
            ShareLimits(Decimal("20"), Decimal("10"), Decimal("50"), Decimal("90")),
            _RULES_2023,
            "条文未读原文；10%一条只适用于非零售债务人",
            uncertain=True,
        ),
    )
    legacy: Sequence[Dated[LegacyLimit]] = (
        Dated(date(1988, 1, 1), LegacyLimit(years=3), "旧制", "未读原文", uncertain=True),
        Dated(date(1997, 1, 1), LegacyLimit(years=2), "财政部1997年通知"),
        Dated(date(2001, 1, 1), LegacyLimit(days=180), "财金〔2001〕25号第五条"),
        Dated(
            date(2002, 1, 1), LegacyLimit(days=90), "财金〔2002〕5号", "未读原文", uncertain=True
        ),
    )
    """一逾两呆: when 逾期 turns into 呆滞; 呆账 is only what was recognised as such."""
    upgrade: Sequence[Dated[UpgradeTerms]] = (
        Dated(date(2023, 7, 1), UpgradeTerms(6, 2), _RULES_2023, "两个连续还款期或六个月，取长者"),
    )
    observation: Sequence[Dated[UpgradeTerms]] = (
        Dated(date(2007, 7, 3), UpgradeTerms(6, 0), "贷款风险分类指引（银监发〔2007〕54号）"),
        Dated(date(2023, 7, 1), UpgradeTerms(12, 2), _RULES_2023, "重组资产观察期，取长者"),
    )
    provision: Sequence[Dated[ProvisionRates]] = (
        Dated(
            date(2002, 1, 1),
            ProvisionRates(
                normal=Decimal("1"),
                special_mention=Decimal("2"),
                substandard=Decimal("25"),
                doubtful=Decimal("50"),
                loss=Decimal("100"),
                spread=Decimal("0.2"),
            ),
            "贷款损失准备计提指引（银发〔2002〕98号）",
            "正常类1%为一般准备口径；采用预期信用损失法的仅供参考",
        ),
    )
    coverage_percent: Sequence[Dated[Decimal]] = (
        Dated(date(2012, 1, 1), Decimal("150"), "银监会令2011年第4号", "2018年起可下调至120至150"),
    )
    loan_provision_percent: Sequence[Dated[Decimal]] = (
        Dated(date(2012, 1, 1), Decimal("2.5"), "银监会令2011年第4号", "2018年起可下调至1.5至2.5"),
    )
