"""What the areas, the tables and the standings of their rows are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.ui.models.columns import Pill
from desktop.ui.pages.rules.lines import RuleLine, Standing
from desktop.ui.theme import Tone


def area_name(area: str) -> str:
    """Return what an area is called."""
    translate = QCoreApplication.translate
    names = {
        "limitation": translate("Rules", "Limitation"),
        "guarantee": translate("Rules", "Guarantee"),
        "interest": translate("Rules", "Interest"),
        "rates": translate("Rules", "Published rates"),
        "classes": translate("Rules", "Classes and provisions"),
        "conduct": translate("Rules", "Contact"),
        "disposal": translate("Rules", "Relief and disposal"),
        "agreements": translate("Rules", "Agreements"),
        "holidays": translate("Rules", "Rest days"),
        "notice": translate("Rules", "Notices"),
        "office": translate("Rules", "Work in the branch"),
    }
    return names.get(area, area)


def table_name(table: str) -> str:
    """Return what a table is called; one not known here by its own name."""
    return _table_names().get(table, table)


def standing_pill(line: RuleLine) -> Pill:
    """Return whether a row is valid today, in a word."""
    translate = QCoreApplication.translate
    return {
        Standing.VALID: Pill(translate("Rules", "valid today"), Tone.GOOD),
        Standing.EARLIER: Pill(translate("Rules", "earlier"), Tone.MUTED),
        Standing.LATER: Pill(translate("Rules", "to come"), Tone.INFO),
        Standing.SETTING: Pill(translate("Rules", "setting"), Tone.GOOD),
    }[line.standing]


def doubt_pill(line: RuleLine) -> Pill | None:
    """Return the warning that sources disagree or the text was not read."""
    if not line.uncertain:
        return None
    return Pill(QCoreApplication.translate("Rules", "ask counsel"), Tone.WARNING)


def doubt_words() -> str:
    """Return what an uncertain row means, in a sentence."""
    return QCoreApplication.translate(
        "Rules",
        "Uncertain: sources disagree or the text was not read. The safer value is used until the "
        "bank's counsel sets another.",
    )


def _table_names() -> dict[str, str]:
    return {
        **_time(),
        **_guarantee(),
        **_interest(),
        **_class(),
        **_conduct(),
        **_notice(),
        **_office(),
    }


def _time() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "limitation.years": translate("Rules", "Limitation period"),
        "limitation.cap_years": translate("Rules", "Longest protection"),
        "limitation.suspension_window_months": translate("Rules", "Suspension counts in the last"),
        "limitation.suspension_rest_months": translate("Rules", "Left after a suspension"),
        "limitation.enforcement_years": translate("Rules", "Time to apply for enforcement"),
    }


def _guarantee() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "guarantee.regime": translate("Rules", "Law by the contract's day"),
        "guarantee.default_mode": translate("Rules", "Mode where none is agreed"),
        "guarantee.months_unagreed": translate("Rules", "Period where none is agreed"),
        "guarantee.months_unclear": translate("Rules", "Period where it is unclear"),
        "guarantee.safe_months": translate("Rules", "Safe day"),
        "guarantee.special_window": translate("Rules", "Special window for old guarantees"),
        "guarantee.void_share": translate("Rules", "Most a void guarantor pays"),
    }


def _interest() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "interest.day_count": translate("Rules", "Days of a year"),
        "interest.day_method": translate("Rules", "Way of counting"),
        "interest.settlement_cycle": translate("Rules", "Settlement of interest"),
        "interest.settlement_day": translate("Rules", "Day of settlement"),
        "interest.first_penalty_day": translate("Rules", "First day of the penalty rate"),
        "interest.overdue_uplift": translate("Rules", "Overdue: multiple of the rate"),
        "interest.misuse_uplift": translate("Rules", "Misuse: multiple of the rate"),
        "interest.overdue_daily": translate("Rules", "Overdue, loans before 2004"),
        "interest.misuse_daily": translate("Rules", "Misuse, loans before 2004"),
        "interest.compound_in_term": translate("Rules", "Compound interest in the term"),
        "interest.compound_on_penalty": translate("Rules", "Compound interest on penalty interest"),
        "interest.compound_joins_base": translate("Rules", "Compound interest joins its base"),
        "interest.ceiling_percent": translate("Rules", "Ceiling of all interest"),
        "interest.improbable_percent": translate("Rules", "Rates above this are checked"),
        "interest.off_balance_days": translate("Rules", "Interest leaves the balance after"),
        "interest.judgment_daily": translate("Rules", "Late performance of a judgment"),
        "interest.benchmark": translate("Rules", "Benchmark lending rates"),
        "interest.lpr": translate("Rules", "Loan prime rate"),
    }


def _class() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "classes.grid": translate("Rules", "Class by days overdue"),
        "classes.shares": translate("Rules", "Class by shares and expected loss"),
        "classes.legacy": translate("Rules", "Overdue became dead stock"),
        "classes.upgrade": translate("Rules", "Upgrade after"),
        "classes.observation": translate("Rules", "Observation of restructured loans"),
        "classes.provision": translate("Rules", "Provision by class"),
        "classes.coverage_percent": translate("Rules", "Provision coverage ratio"),
        "classes.loan_provision_percent": translate("Rules", "Loan provision ratio"),
    }


def _conduct() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "conduct.quiet_hours": translate("Rules", "No contact"),
        "conduct.daily_attempts": translate("Rules", "Unanswered calls a number and day"),
        "conduct.visit_staff": translate("Rules", "Staff on a visit"),
        "conduct.heat_celsius": translate("Rules", "Heat that moves visits to the morning"),
        "conduct.record_years": translate("Rules", "Records are kept for"),
        "disposal.relief_ladder": translate("Rules", "Who approves a waiver"),
        "disposal.micro_loan": translate("Rules", "Small loans"),
        "disposal.extension": translate("Rules", "Longest extension"),
        "disposal.foreclosed": translate("Rules", "Foreclosed assets must be sold within"),
        "agreements.harvest_days": translate("Rules", "Days after harvest"),
        "agreements.grace_days": translate("Rules", "An instalment is missed after"),
    }


def _notice() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "holidays.years": translate("Rules", "Rest days of a year"),
        "holidays.shipped": translate("Rules", "Rest days known"),
        "notice.days_between_rounds": translate("Rules", "Between two rounds"),
        "notice.deadline_days": translate("Rules", "Deadline of a notice"),
        "notice.final_deadline_days": translate("Rules", "Deadline of the last round"),
        "notice.service_lead_days": translate("Rules", "Serve before the last day by"),
        "notice.warning_days": translate("Rules", "Warnings before the last day"),
        "notice.stale_ledger_days": translate("Rules", "A ledger is old after"),
    }


def _office() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "office.approval_days": translate("Rules", "A proposal waits for its checker"),
        "office.package_days": translate("Rules", "A proposal waits for head office's package"),
        "office.phone_code_tries": translate("Rules", "Tries of a code over the phone"),
        "office.teller_limit_fen": translate("Rules", "A teller books alone up to"),
        "office.password_length": translate("Rules", "Length of a password"),
        "office.password_days": translate("Rules", "A password is changed after"),
    }
