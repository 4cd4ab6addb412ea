"""The value of a table's row in words: with its unit, as a person says it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop.domain.money import yuan_text
from desktop.domain.policy.agreements import HarvestDay
from desktop.domain.policy.classes import (
    ClassGrid,
    LegacyLimit,
    ProvisionRates,
    ShareLimits,
    UpgradeTerms,
)
from desktop.domain.policy.conduct import QuietHours
from desktop.domain.policy.disposal import AssetLimits, ExtensionLimits, MicroLoanLimits, Rung
from desktop.domain.policy.holidays import HolidayYear
from desktop.domain.policy.interest import DayMethod, FirstPenaltyDay, SettlementCycle, Uplift
from desktop.domain.policy.rates import BenchmarkRates, LprRates
from desktop.ui.pages.rules.lines import RuleLine


def value_words(line: RuleLine) -> str:
    """Return the value of a line in words."""
    return words_of(line.table, line.value)


def words_of(table: str, value: Any) -> str:
    """Return a value of a table in words; one without a form here as it is written."""
    form = FORMS.get(table)
    return form(value) if form else str(value)


def _years(value: int) -> str:
    return QCoreApplication.translate("Rules", "%n year(s)", "", value)


def _months(value: int) -> str:
    return QCoreApplication.translate("Rules", "%n month(s)", "", value)


def _days(value: int) -> str:
    return QCoreApplication.translate("Rules", "%n day(s)", "", value)


def _times(value: int) -> str:
    return QCoreApplication.translate("Rules", "%n time(s) at most", "", value)


def _people(value: int) -> str:
    return QCoreApplication.translate("Rules", "%n person(s) at least", "", value)


def _amount(value: int) -> str:
    words = QCoreApplication.translate("Rules", "{amount} yuan")
    return words.format(amount=yuan_text(value))


def _characters(value: int) -> str:
    return QCoreApplication.translate("Rules", "%n character(s) at least", "", value)


def _percent(value: Decimal) -> str:
    return f"{_plain(value)}%"


def _percent_a_year(value: Decimal) -> str:
    return QCoreApplication.translate("Rules", "{rate}% a year").format(rate=_plain(value))


def _daily(value: Decimal) -> str:
    words = QCoreApplication.translate("Rules", "{rate} per 10,000 a day")
    return words.format(rate=_plain(value * 10_000))


def _switch(value: bool) -> str:
    translate = QCoreApplication.translate
    return translate("Rules", "counted") if value else translate("Rules", "not counted")


def _rest(value: int) -> str:
    if value:
        return _months(value)
    return QCoreApplication.translate("Rules", "only what was left of the period")


def _regime(value: str) -> str:
    if value != "pre-1995":
        return value
    return QCoreApplication.translate("Rules", "before the Security Law: a person judges")


def _mode(value: str) -> str:
    translate = QCoreApplication.translate
    names = {"joint": translate("Rules", "joint"), "general": translate("Rules", "general")}
    return names.get(value, value)


def _window(value: tuple[date, date]) -> str:
    words = QCoreApplication.translate("Rules", "{first} to {last}")
    return words.format(first=value[0], last=value[1])


def _share(value: str) -> str:
    words = QCoreApplication.translate("Rules", "{share} of what the debtor cannot pay")
    return words.format(share=value)


def _method(value: DayMethod) -> str:
    translate = QCoreApplication.translate
    return {
        DayMethod.ACTUAL_DAYS: translate("Rules", "by actual days"),
        DayMethod.WHOLE_MONTHS: translate("Rules", "whole months and odd days"),
    }[value]


def _cycle(value: SettlementCycle) -> str:
    translate = QCoreApplication.translate
    return {
        SettlementCycle.QUARTERLY: translate("Rules", "every quarter"),
        SettlementCycle.MONTHLY: translate("Rules", "every month"),
        SettlementCycle.WITH_PRINCIPAL: translate("Rules", "with the principal"),
    }[value]


def _settlement_day(value: int) -> str:
    return QCoreApplication.translate("Rules", "the {day}th").format(day=value)


def _penalty_day(value: FirstPenaltyDay) -> str:
    translate = QCoreApplication.translate
    return {
        FirstPenaltyDay.DUE_DATE: translate("Rules", "the due date itself"),
        FirstPenaltyDay.DAY_AFTER: translate("Rules", "the day after the due date"),
    }[value]


def _uplift(value: Uplift) -> str:
    words = QCoreApplication.translate("Rules", "{low} to {high} times, {claimed} where unknown")
    low, high, claimed = map(_plain, (value.lowest, value.highest, value.claimed))
    return words.format(low=low, high=high, claimed=claimed)


def _benchmark(value: BenchmarkRates) -> str:
    words = QCoreApplication.translate(
        "Rules", "6 months {a}  1 year {b}  3 years {c}  5 years {d}  longer {e}"
    )
    return words.format(
        a=value.to_6_months,
        b=value.to_1_year,
        c=value.to_3_years,
        d=value.to_5_years,
        e=value.over_5_years,
    )


def _lpr(value: LprRates) -> str:
    words = QCoreApplication.translate("Rules", "1 year {one}  5 years {five}")
    return words.format(one=value.one_year, five=value.five_years)


def _grid(value: ClassGrid) -> str:
    translate = QCoreApplication.translate
    forms = (
        (translate("Rules", "special mention > {days}"), value.special_mention),
        (translate("Rules", "substandard > {days}"), value.substandard),
        (translate("Rules", "doubtful > {days}"), value.doubtful),
        (translate("Rules", "loss > {days}"), value.loss),
    )
    parts = [words.format(days=days) for words, days in forms if days is not None]
    if value.technical_days:
        words = translate("Rules", "technical delay to {days} days excepted")
        parts.append(words.format(days=value.technical_days))
    return _joined(parts)


def _shares(value: ShareLimits) -> str:
    words = QCoreApplication.translate(
        "Rules",
        "overdue at all banks > {everywhere}%, non-performing here > {here}%, expected loss from "
        "{doubtful}% doubtful, from {loss}% loss",
    )
    return words.format(
        everywhere=_plain(value.overdue_everywhere),
        here=_plain(value.npl_here),
        doubtful=_plain(value.ecl_doubtful),
        loss=_plain(value.ecl_loss),
    )


def _legacy(value: LegacyLimit) -> str:
    words = QCoreApplication.translate("Rules", "after {time} overdue")
    return words.format(time=_years(value.years) if value.years else _days(value.days))


def _terms(value: UpgradeTerms) -> str:
    count = value.periods
    words = QCoreApplication.translate("Rules", "%n repayment period(s)", "", count)
    return _joined([_months(value.months), *([words] if count else [])])


def _provision(value: ProvisionRates) -> str:
    words = QCoreApplication.translate(
        "Rules",
        "{normal} / {mention} / {substandard} / {doubtful} / {loss} %, middle two ±{spread}%",
    )
    return words.format(
        normal=_plain(value.normal),
        mention=_plain(value.special_mention),
        substandard=_plain(value.substandard),
        doubtful=_plain(value.doubtful),
        loss=_plain(value.loss),
        spread=_plain(value.spread * 100),
    )


def _hours(value: QuietHours) -> str:
    words = QCoreApplication.translate("Rules", "from {start} to {end}")
    return words.format(start=f"{value.start:%H:%M}", end=f"{value.end:%H:%M}")


def _heat(value: int) -> str:
    return QCoreApplication.translate("Rules", "above {degrees} °C").format(degrees=value)


def _ladder(value: Sequence[Rung]) -> str:
    translate = QCoreApplication.translate
    words, above = translate("Rules", "{who} to {amount}"), translate("Rules", "{who} above")
    return _joined(
        above.format(who=rung.approver)
        if rung.most_fen is None
        else words.format(who=rung.approver, amount=yuan_text(rung.most_fen))
        for rung in value
    )


def _micro(value: MicroLoanLimits) -> str:
    words = QCoreApplication.translate("Rules", "towns to {city}, hills to {hills}")
    return words.format(city=yuan_text(value.city_fen), hills=yuan_text(value.hills_fen))


def _extension(value: ExtensionLimits) -> str:
    translate = QCoreApplication.translate
    words = translate(
        "Rules", "loans to {short}: their term; to {medium}: half of it; longer: {most}"
    )
    short, medium, most = map(_months, (value.short_term, value.medium_term, value.long_most))
    return words.format(short=short, medium=medium, most=most)


def _assets(value: AssetLimits) -> str:
    words = QCoreApplication.translate(
        "Rules", "land and shares {land}, other rights {rights}, movables {movables}"
    )
    return words.format(
        land=_months(min(value.real_estate, value.shares)),
        rights=_months(value.other_rights),
        movables=_months(value.movables),
    )


def _harvest(value: Sequence[HarvestDay]) -> str:
    words = QCoreApplication.translate("Rules", "{days} of every year")
    return words.format(days=_joined(f"{each.month:02d}-{each.day:02d}" for each in value))


def _holidays(value: HolidayYear) -> str:
    words = QCoreApplication.translate("Rules", "{rest} days off, {worked} weekend days worked")
    return words.format(rest=len(value.rest_days), worked=len(value.worked_days))


def _shipped(value: tuple[int, int]) -> str:
    words = QCoreApplication.translate(
        "Rules", "years {first} to {last}; in later ones the strict last day stands"
    )
    return words.format(first=value[0], last=value[1])


def _warnings(value: Sequence[int]) -> str:
    days = " / ".join(map(str, value))
    return QCoreApplication.translate("Rules", "{days} days").format(days=days)


def _plain(value: Decimal) -> str:
    """Return a number without the zeros that say nothing: 1.30 is 1.3, 1E+2 is 100."""
    return f"{value.normalize():f}"


def _joined(parts: Any) -> str:
    return QCoreApplication.translate("Rules", ", ").join(parts)


FORMS: dict[str, Callable[[Any], str]] = {
    "limitation.years": _years,
    "limitation.cap_years": _years,
    "limitation.suspension_window_months": _months,
    "limitation.suspension_rest_months": _rest,
    "limitation.enforcement_years": _years,
    "guarantee.regime": _regime,
    "guarantee.default_mode": _mode,
    "guarantee.months_unagreed": _months,
    "guarantee.months_unclear": _months,
    "guarantee.safe_months": _months,
    "guarantee.special_window": _window,
    "guarantee.void_share": _share,
    "interest.day_count": _days,
    "interest.day_method": _method,
    "interest.settlement_cycle": _cycle,
    "interest.settlement_day": _settlement_day,
    "interest.first_penalty_day": _penalty_day,
    "interest.overdue_uplift": _uplift,
    "interest.misuse_uplift": _uplift,
    "interest.overdue_daily": _daily,
    "interest.misuse_daily": _daily,
    "interest.compound_in_term": _switch,
    "interest.compound_on_penalty": _switch,
    "interest.compound_joins_base": _switch,
    "interest.ceiling_percent": _percent_a_year,
    "interest.improbable_percent": _percent_a_year,
    "interest.off_balance_days": _days,
    "interest.judgment_daily": _daily,
    "interest.benchmark": _benchmark,
    "interest.lpr": _lpr,
    "classes.grid": _grid,
    "classes.shares": _shares,
    "classes.legacy": _legacy,
    "classes.upgrade": _terms,
    "classes.observation": _terms,
    "classes.provision": _provision,
    "classes.coverage_percent": _percent,
    "classes.loan_provision_percent": _percent,
    "conduct.quiet_hours": _hours,
    "conduct.daily_attempts": _times,
    "conduct.visit_staff": _people,
    "conduct.heat_celsius": _heat,
    "conduct.record_years": _years,
    "office.approval_days": _days,
    "office.package_days": _days,
    "office.phone_code_tries": _times,
    "office.teller_limit_fen": _amount,
    "office.password_length": _characters,
    "office.password_days": _days,
    "disposal.relief_ladder": _ladder,
    "disposal.micro_loan": _micro,
    "disposal.extension": _extension,
    "disposal.foreclosed": _assets,
    "agreements.harvest_days": _harvest,
    "agreements.grace_days": _days,
    "holidays.years": _holidays,
    "holidays.shipped": _shipped,
    "notice.days_between_rounds": _days,
    "notice.deadline_days": _days,
    "notice.final_deadline_days": _days,
    "notice.service_lead_days": _days,
    "notice.warning_days": _warnings,
    "notice.stale_ledger_days": _days,
}
"""How each table's value is said; a test looks for tables without a form."""
