"""Tables of relief, small loans, extension and foreclosed assets (rules section 5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.policy.dated import Dated


@dataclass(frozen=True, slots=True)
class Rung:
    """Who may approve a waiver up to ``most_fen``; None is without limit."""

    approver: str
    most_fen: int | None


@dataclass(frozen=True, slots=True)
class ExtensionLimits:
    """贷款通则 §12: terms in months.

    To ``short_term`` months an extension may be as long as the original term, to ``medium_term``
    half of it, above that ``long_most`` months.
    """

    short_term: int
    medium_term: int
    long_most: int


@dataclass(frozen=True, slots=True)
class AssetLimits:
    """Months in which a foreclosed asset must be sold, by kind."""

    real_estate: int
    shares: int
    other_rights: int
    movables: int


@dataclass(frozen=True, slots=True)
class MicroLoanLimits:
    """Below which principal (fen) a loan counts as small, in towns and in the hills."""

    city_fen: int
    hills_fen: int


@dataclass(frozen=True, slots=True)
class DisposalPolicy:
    """Relief ladder, small loans, extension limits, foreclosed assets."""

    relief_ladder: Sequence[Dated[tuple[Rung, ...]]] = (
        Dated(
            date(2000, 1, 1),
            (
                Rung("信用社主任", 100_000),
                Rung("联社不良资产管理委员会", 5_000_000),
                Rung("联社理事会", None),
            ),
            "联社授权",
            "示例数额，须换成本联社的授权书",
            uncertain=True,
        ),
    )
    micro_loan: Sequence[Dated[MicroLoanLimits]] = (
        Dated(
            date(2000, 1, 1),
            MicroLoanLimits(1_000_000, 500_000),
            "基层做法",
            "城区一万元、山区五千元以下",
        ),
    )
    extension: Sequence[Dated[ExtensionLimits]] = (
        Dated(date(1996, 8, 1), ExtensionLimits(12, 60, 36), "贷款通则第12条"),
    )
    foreclosed: Sequence[Dated[AssetLimits]] = (
        Dated(
            date(2005, 5, 27),
            AssetLimits(real_estate=24, shares=24, other_rights=24, movables=12),
            "财金〔2005〕53号；商业银行法第42条",
            "其他权利须在有效期内且不超过二年",
        ),
    )
