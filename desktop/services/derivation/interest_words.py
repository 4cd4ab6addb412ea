"""The interest of a loan in words and as a table that a pocket calculator can check."""

from __future__ import annotations

from decimal import Decimal

from desktop.domain.derivation import Derivation, DerivationStep, DerivationTable
from desktop.domain.findings import NeedsPerson
from desktop.domain.interest import InterestRow, annual_percent
from desktop.domain.interest.reductions import Reduction, ReductionKind
from desktop.domain.ledger import RateUnit
from desktop.domain.money import yuan_text
from desktop.services.derivation.answers import LoanDerivation

HEADINGS = ("项目", "起", "止", "天数", "基数", "日利率(万分之)", "金额(元)", "依据")
_AMOUNTS = frozenset({3, 4, 5, 6})
_RATE_PLACES = Decimal("0.00000001")
_DAY_COUNT = "银发〔2005〕129号"


def interest_derivation(answers: LoanDerivation) -> Derivation:
    """Return what is owed on the day: what the core system reported, and what is added since."""
    loan, interest = answers.loan, answers.interest
    balance_fen = loan.balance_on(answers.as_of)
    owed = yuan_text(balance_fen + interest.total.fen)
    since = "其后为估算" if _has_estimate(answers) else "其后未加计"
    answer = (
        f"截至 {answers.as_of} 利息 {interest.total} 元，连同本金 {yuan_text(balance_fen)} 元"
        f"共 {owed} 元（核心系统 {loan.reported_on} 数据，{since}）"
    )
    if answers.as_of <= loan.reported_on:
        answer = f"按核心系统 {loan.reported_on} 数据：利息 {interest.total} 元，本息共 {owed} 元"
    table = DerivationTable(
        HEADINGS,
        tuple(map(_row, interest.rows)),
        ("合计", "", str(interest.computed_to), "", "", "", str(interest.total), ""),
        _AMOUNTS,
        _notes(answers),
    )
    return Derivation("利息", answer, _steps(answers), table, _doubts(answers))


def _row(row: InterestRow) -> tuple[str, ...]:
    """Return one row; reported interest has neither days nor rate."""
    start = str(row.start) if row.start else ""
    if row.days is None or row.daily_rate is None or row.base is None:
        return (row.label, start, str(row.end), "", "", "", str(row.amount), row.source)
    return (
        row.label,
        start,
        str(row.end),
        str(row.days),
        str(row.base),
        rate_text(row.daily_rate * 10_000),
        str(row.amount),
        row.source,
    )


def rate_text(rate: Decimal) -> str:
    """Return a rate with as many places as it has, eight at most: ``2.41666667``."""
    return f"{rate.quantize(_RATE_PLACES).normalize():f}"


def _steps(answers: LoanDerivation) -> tuple[DerivationStep, ...]:
    loan = answers.loan
    principal, on_balance, off_balance = map(yuan_text, loan.reported)
    reported = (
        f"核心系统 {loan.reported_on} 报告：本金 {principal} 元，"
        f"表内欠息 {on_balance} 元，表外欠息 {off_balance} 元"
    )
    steps = [DerivationStep(reported, "台账", loan.reported_on)]
    steps += [_reduction(each) for each in loan.reductions if each.on <= answers.as_of]
    if loan.rate is not None:
        steps.append(DerivationStep(_rate_words(loan.rate, loan.rate_unit), _DAY_COUNT))
    if answers.as_of < loan.reported_on:
        words = f"计算日 {answers.as_of} 早于数据日，不倒算，按数据日的数字"
        steps.append(DerivationStep(words, "", loan.reported_on))
    return tuple(steps)


def _reduction(each: Reduction) -> DerivationStep:
    """Say what was repaid or waived since: it lowers the principal from its own day on."""
    did = "收回" if each.kind is ReductionKind.REPAYMENT else "减免"
    words = f"{each.on} {did}本金 {each.principal} 元、利息 {each.interest} 元，台账尚未反映"
    return DerivationStep(words, each.ref, each.on)


def _rate_words(rate: Decimal, unit: RateUnit) -> str:
    year = rate_text(annual_percent(rate, unit))
    if unit is RateUnit.MONTHLY_PERMILLE:
        return f"合同利率月 {rate_text(rate)}‰（年 {year}%），日利率＝月利率÷30"
    return f"合同利率年 {year}%，日利率＝年利率÷360"


def _notes(answers: LoanDerivation) -> tuple[str, ...]:
    how = "金额＝基数×天数×日利率，逐行四舍五入到分；算起日当天已含在上一行内，计算日当天计入。"
    shown = "日利率除不尽的显示八位小数，验算时请用月利率÷30（年利率÷360）代入。"
    words = answers.interest.words
    return (*((how, shown) if _has_estimate(answers) else ()), *((f"{words}。",) if words else ()))


def _doubts(answers: LoanDerivation) -> tuple[NeedsPerson, ...]:
    found = list(answers.interest.findings)
    if answers.loan.due_on is None and _has_estimate(answers):
        words = "到期日不明，台账日期之后全部按合同利率计息，未计罚息，请补录"
        found.append(NeedsPerson("due_date_unknown", "due_on", words))
    return tuple(found)


def _has_estimate(answers: LoanDerivation) -> bool:
    return any(row.days is not None for row in answers.interest.rows)
