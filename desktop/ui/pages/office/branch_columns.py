"""The columns of the list of branches."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from desktop.domain.package_names import package_no
from desktop.services.office.branches import Standing
from desktop.ui.models.columns import Column, Pill
from desktop.ui.pages.office.words import call_words, complete_pill, days_pill, days_text
from desktop.ui.theme import Tone

_NEVER = 10**6
"""Days of a branch that never sent anything: after all others when sorted by days."""


def branch_columns(language: str) -> list[Column[Standing]]:
    """Return the columns: why to ring a branch up, where it stands, its money, its ledger."""
    translate = QCoreApplication.translate
    return [
        Column("code", translate("Office", "Code"), lambda each: each.figures.branch.code, 72),
        Column("name", translate("Office", "Branch"), lambda each: each.figures.branch.name, 100),
        Column("phone", translate("Office", "Phone"), lambda each: each.figures.branch.phone, 140),
        Column(
            "call",
            translate("Office", "Ring up about"),
            lambda each: call_words(each, language),
            278,
            order=lambda each: each.urgency,
            tip=lambda each: call_words(each, language),
        ),
        Column(
            "pcs",
            translate("Office", "PCs"),
            lambda each: "" if each.followed else f"{each.figures.replicas:,}",
            50,
            right=True,
            pill=_unregistered,
            order=lambda each: (each.followed, each.figures.replicas),
        ),
        Column("no", translate("Office", "Last no."), _last_no, 72, right=True),
        Column(
            "days",
            translate("Office", "Days since"),
            days_text,
            64,
            right=True,
            pill=days_pill,
            order=lambda each: _NEVER if each.days is None else each.days,
        ),
        Column(
            "complete",
            translate("Office", "Chain"),
            width=64,
            pill=lambda each: (
                complete_pill(each.figures.complete) if each.figures.entries else None
            ),
        ),
        _waiting("held", translate("Office", "Held"), lambda each: each.figures.held),
        _waiting("forks", translate("Office", "Forks"), lambda each: each.figures.forks),
        _waiting("doubles", translate("Office", "Doubles"), lambda each: each.figures.doubles),
        Column(
            "received",
            translate("Office", "Received"),
            amount=lambda each: each.figures.received_fen,
            width=98,
            shown=False,
        ),
        Column(
            "reversed",
            translate("Office", "Reversed"),
            amount=lambda each: each.figures.reversed_fen,
            width=78,
            shown=False,
        ),
        Column(
            "confirmed",
            translate("Office", "Confirmed"),
            amount=lambda each: each.figures.confirmed_fen,
            width=98,
        ),
        Column("ledger", translate("Office", "Ledger of"), _ledger_day, 112),
        _count("loans", translate("Office", "Loans"), lambda each: each.figures.loans, 54, False),
        Column(
            "balance",
            translate("Office", "Balance"),
            amount=lambda each: each.figures.balance_fen,
            width=122,
            shown=False,
        ),
        _count(
            "entries", translate("Office", "Entries"), lambda each: each.figures.entries, 56, False
        ),
    ]


def found(line: Standing, text: str) -> bool:
    """Return whether a branch is looked for: each word in its code or its name."""
    named = f"{line.figures.branch.code} {line.figures.branch.name}".casefold()
    return all(word in named for word in text.casefold().split())


def _count(
    key: str, heading: str, count: Callable[[Standing], int], width: int, shown: bool = True
) -> Column[Standing]:
    return Column(
        key, heading, lambda each: f"{count(each):,}", width, right=True, order=count, shown=shown
    )


def _waiting(key: str, heading: str, count: Callable[[Standing], int]) -> Column[Standing]:
    """Return a column that is empty where nothing waits, and amber where something does."""

    def pill(line: Standing) -> Pill | None:
        return Pill(str(count(line)), Tone.WARNING) if count(line) else None

    return Column(key, heading, width=50, pill=pill, order=count)


def _unregistered(line: Standing) -> Pill | None:
    """Show in amber how many PCs there are where nobody registered some of them."""
    figures = line.figures
    return Pill(f"{figures.replicas}", Tone.WARNING) if line.followed else None


def _last_no(line: Standing) -> str:
    figures = line.figures
    return package_no(figures.last_file, figures.last_number) if figures.last_file else ""


def _ledger_day(line: Standing) -> str:
    day = line.figures.ledger_as_of
    return day.isoformat() if day else ""
