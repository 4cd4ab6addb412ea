"""Tables of the guarantee clock, by the day of the guarantee contract (rules section 2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.policy.dated import Dated

_SECURITY_LAW = date(1995, 10, 1)
_CIVIL_CODE = date(2021, 1, 1)


@dataclass(frozen=True, slots=True)
class GuaranteePolicy:
    """Regimes and default periods (months); no row before 1995-10-01: a person must judge."""

    regime: Sequence[Dated[str]] = (
        Dated(date(1949, 10, 1), "pre-1995", "法发〔1994〕8号第11、29条"),
        Dated(_SECURITY_LAW, "担保法", "担保法；时间效力规定第1条"),
        Dated(_CIVIL_CODE, "民法典", "民法典；时间效力规定第1、2条"),
    )
    default_mode: Sequence[Dated[str]] = (
        Dated(_SECURITY_LAW, "joint", "担保法第19条"),
        Dated(_CIVIL_CODE, "general", "民法典第686条第2款"),
    )
    """The mode where the contract names none: ``joint`` or ``general``."""
    months_unagreed: Sequence[Dated[int]] = (
        Dated(_SECURITY_LAW, 6, "担保法第25、26条"),
        Dated(_CIVIL_CODE, 6, "民法典第692条第2款"),
    )
    months_unclear: Sequence[Dated[int]] = (
        Dated(
            _SECURITY_LAW,
            24,
            "法释〔2000〕44号第32条；法释〔2020〕15号第27条",
            "2021年后到期的旧合同通行按二年，另示六个月的稳妥日",
            uncertain=True,
        ),
        Dated(_CIVIL_CODE, 6, "法释〔2020〕28号第32条"),
    )
    """The months for 「直至还清」 and the like."""
    safe_months: Sequence[Dated[int]] = (
        Dated(_SECURITY_LAW, 6, "法释〔2020〕15号第27条", "稳妥日：按最短的六个月办理送达"),
    )
    special_window: Sequence[Dated[tuple[date, date]]] = (
        Dated(date(2002, 8, 1), (date(2002, 8, 1), date(2003, 1, 31)), "法〔2002〕144号"),
    )
    """When a creditor could still claim from guarantors of before 1995 (法〔2002〕144号)."""
    void_share: Sequence[Dated[str]] = (
        Dated(date(1995, 10, 1), "1/2", "担保法第8、9条；民法典第683条；法释〔2020〕28号第17条"),
    )
    """The most a void guarantor compensates where both are at fault, as a fraction."""
