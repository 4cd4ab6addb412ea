"""The class a loan must have at least, by days overdue and by what is known of its debtor.

Source: 商业银行金融资产风险分类办法 (2023), before it 贷款风险分类指引 (2007); rules section 4. The
answer is a floor: a person may find a loan worse, never better.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop.domain.findings import NeedsPerson
from desktop.domain.five_class import FiveClass, read_five_class
from desktop.domain.policy import DEFAULT_POLICY, Policy, valid_on
from desktop.domain.policy.classes import ClassGrid

_RULES_2023 = "金融资产风险分类办法（2023）"
_RULES_2007 = "贷款风险分类指引（银监发〔2007〕54号）"
_SINCE_2023 = date(2023, 7, 1)


class ClassFlag(StrEnum):
    """A fact about a loan that decides its class whatever the days say."""

    TECHNICAL = "technical"
    NEW_FOR_OLD = "new_for_old"
    QUALIFYING_RENEWAL = "qualifying_renewal"
    PURPOSE_CHANGED = "purpose_changed"
    RESTRUCTURED = "restructured"
    IMPAIRED = "impaired"
    EVASION = "evasion"
    BANKRUPTCY_LIQUIDATION = "bankruptcy_liquidation"


_FLAG_FLOORS = {
    ClassFlag.NEW_FOR_OLD: (FiveClass.SPECIAL_MENTION, "借新还旧"),
    ClassFlag.PURPOSE_CHANGED: (FiveClass.SPECIAL_MENTION, "未经同意改变贷款用途"),
    ClassFlag.RESTRUCTURED: (FiveClass.SPECIAL_MENTION, "重组资产在观察期内"),
    ClassFlag.IMPAIRED: (FiveClass.SUBSTANDARD, "已发生信用减值"),
    ClassFlag.EVASION: (FiveClass.DOUBTFUL, "债务人逃废债务"),
    ClassFlag.BANKRUPTCY_LIQUIDATION: (FiveClass.LOSS, "债务人进入破产清算"),
}


@dataclass(frozen=True, slots=True)
class DebtorShares:
    """What is known of a debtor's other debts, in percent; None where nothing is known.

    ``retail`` is whether he is a natural person or household; the rule on non-performing debt at
    this bank is for others only. ``expected_loss`` is of the loan's book balance.
    """

    overdue_everywhere: Decimal | None = None
    npl_here: Decimal | None = None
    retail: bool | None = None
    expected_loss: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ClassStep:
    """One reason for a floor, in Chinese, with its article."""

    floor: FiveClass
    words: str
    article: str


@dataclass(frozen=True, slots=True)
class ClassFloor:
    """The class a loan must have at least; ``days_overdue`` is None without a due date.

    ``at_least`` is None where nothing is known to decide by; ``needs_person`` says what is missing.
    """

    due_on: date | None
    as_of: date
    days_overdue: int | None
    at_least: FiveClass | None
    by_days: FiveClass
    flags: Collection[ClassFlag]
    by_shares: tuple[tuple[FiveClass, str], ...]
    needs_person: tuple[NeedsPerson, ...]

    @property
    def steps(self) -> tuple[ClassStep, ...]:
        """Every reason, the days first; built only when asked for, since loans are many."""
        article = _RULES_2023 if self.as_of >= _SINCE_2023 else _RULES_2007
        found = [(self.by_days, self._words_of_days())] if self.due_on is not None else []
        found += [
            (floor, words)
            for flag in ClassFlag
            if (flag in self.flags)
            for floor, words in self._flag_floor(flag)
        ]
        found += self.by_shares
        return tuple(ClassStep(floor, _with_floor(words, floor), article) for floor, words in found)

    def _flag_floor(self, flag: ClassFlag) -> tuple[tuple[FiveClass, str], ...]:
        if flag is ClassFlag.NEW_FOR_OLD and ClassFlag.QUALIFYING_RENEWAL in self.flags:
            return ((FiveClass.NORMAL, "借新还旧，但属于符合条件的小微企业续贷"),)
        return (_FLAG_FLOORS[flag],) if flag in _FLAG_FLOORS else ()

    def _words_of_days(self) -> str:
        if not self.days_overdue:
            return f"{self.due_on} 到期，至 {self.as_of} 未逾期"
        words = f"{self.due_on} 到期，至 {self.as_of} 逾期 {self.days_overdue} 天"
        if self.by_days is FiveClass.NORMAL:
            words += "，属技术性原因的短期逾期"
        return words


def class_floor(
    due_on: date | None,
    as_of: date,
    flags: Collection[ClassFlag] = (),
    shares: DebtorShares | None = None,
    policy: Policy = DEFAULT_POLICY,
) -> ClassFloor:
    """Return the best class a loan may have on ``as_of``.

    Days overdue are ``as_of`` less ``due_on``; "more than 90" leaves 90 out (办法 §§9-12; the
    limits of 270 and 360 days and the shares were not read in the text itself). A loan without a
    due date is NeedsPerson ``due_date_unknown`` and has a floor from its flags only.
    """
    missing: tuple[NeedsPerson, ...] = ()
    days = None if due_on is None else max(0, (as_of - due_on).days)
    by_days = FiveClass.NORMAL
    if days is None:
        missing = (NeedsPerson("due_date_unknown", "due_on", "到期日不明，不能按天数分类，请补录"),)
    elif days:
        grid = valid_on(policy.classes.grid, as_of).value
        by_days = _floor_by_days(days, grid, ClassFlag.TECHNICAL in flags)
    floor = by_days
    if flags:
        floor = max(floor, _floor_by_flags(flags))
    by_shares: tuple[tuple[FiveClass, str], ...] = ()
    if shares is not None:
        by_shares, unsure = _floors_by_shares(shares, as_of, policy)
        missing += unsure
        floor = max((floor, *(each for each, _ in by_shares)))
    nothing_known = days is None and floor is FiveClass.NORMAL
    at_least = None if nothing_known else floor
    return ClassFloor(due_on, as_of, days, at_least, by_days, flags, by_shares, missing)


def better_than_allowed(stated: str, floor: ClassFloor) -> NeedsPerson | None:
    """Return a finding where a ledger's class is better than the floor, or cannot be read.

    A worse class is lawful: a person may have seen more. None where nothing is to be said.
    """
    known = read_five_class(stated)
    if isinstance(known, NeedsPerson):
        return known
    if floor.at_least is None or known >= floor.at_least:
        return None
    reason = max(floor.steps, key=lambda step: step.floor)
    return NeedsPerson(
        "class_better_than_rule",
        "five_class",
        f"台账为{known.label}，{reason.words}：请重新分类",
    )


def _floor_by_days(days: int, grid: ClassGrid, technical: bool) -> FiveClass:
    if technical and days <= grid.technical_days:
        return FiveClass.NORMAL
    if grid.loss is not None and days > grid.loss:
        return FiveClass.LOSS
    if grid.doubtful is not None and days > grid.doubtful:
        return FiveClass.DOUBTFUL
    if grid.substandard is not None and days > grid.substandard:
        return FiveClass.SUBSTANDARD
    return FiveClass.SPECIAL_MENTION if days > grid.special_mention else FiveClass.NORMAL


def _floor_by_flags(flags: Collection[ClassFlag]) -> FiveClass:
    """A renewal on the terms for small enterprises is not treated as new for old."""
    renewal = ClassFlag.QUALIFYING_RENEWAL in flags
    return max(
        (
            _FLAG_FLOORS[flag][0]
            for flag in flags
            if flag in _FLAG_FLOORS and not (renewal and flag is ClassFlag.NEW_FOR_OLD)
        ),
        default=FiveClass.NORMAL,
    )


def _floors_by_shares(
    shares: DebtorShares, as_of: date, policy: Policy
) -> tuple[tuple[tuple[FiveClass, str], ...], tuple[NeedsPerson, ...]]:
    """Return the floors that a debtor's other debts set, and what must be asked first."""
    limits = valid_on(policy.classes.shares, as_of).value
    found: list[tuple[FiveClass, str]] = []
    unsure: tuple[NeedsPerson, ...] = ()
    everywhere, here, loss = shares.overdue_everywhere, shares.npl_here, shares.expected_loss
    if everywhere is not None and everywhere > limits.overdue_everywhere:
        found.append((FiveClass.SUBSTANDARD, f"在所有银行的债务有 {everywhere}% 逾期超过90天"))
    if here is not None and here > limits.npl_here:
        if shares.retail is None:
            words = "债务人是否零售客户不明：非零售的，在本行债务超过一成不良即全部归入不良"
            unsure = (NeedsPerson("debtor_kind_unknown", "retail", words),)
        elif not shares.retail:
            found.append((FiveClass.SUBSTANDARD, f"非零售债务人在本行的债务有 {here}% 不良"))
    if loss is not None and loss >= limits.ecl_doubtful:
        floor = FiveClass.LOSS if loss >= limits.ecl_loss else FiveClass.DOUBTFUL
        found.append((floor, f"预期信用损失占账面余额 {loss}%"))
    return tuple(found), unsure


def _with_floor(words: str, floor: FiveClass) -> str:
    return f"{words}，至少{floor.label}" if floor is not FiveClass.NORMAL else words
