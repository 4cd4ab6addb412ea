"""What a return brings, a line each: before anybody signs, and after it is in."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.services.exchange.decisions import DONE
from desktop.services.exchange.incoming import ReturnTaken
from desktop.services.exchange.return_content import Brought
from desktop.services.records import LedgerImport
from desktop.ui.pages.exchange.words import reason_words


def return_title(told: ReturnTaken) -> str:
    """Return which return it is."""
    words = QCoreApplication.translate("Return", "Head office's return No. {number}")
    return words.format(number=f"{told.number:04d}")


def change_lines(told: ReturnTaken, language: str) -> list[str]:
    """Return what a return changes, or changed; what it does not touch is left out."""
    if told.brought is None:
        translate = QCoreApplication.translate
        return [
            translate("Return", "It was taken in before: nothing changes."),
            *_decided(told, language),
        ]
    found = [*_about_loans(told.brought), *_set_by_office(told.brought)]
    return [*found, *_about_packages(told.brought), *_decided(told, language)]


def _about_loans(brought: Brought) -> list[str]:
    translate = QCoreApplication.translate
    entries = brought.entries
    found = [_ledger_words(brought.ledger)]
    if entries.new:
        count = entries.new
        words = translate("Return", "%n entry(s) come back or come from another PC", "", count)
        found.append(words)
    if entries.held:
        count = len(entries.held)
        words = translate("Return", "%n of them wait for something that is not here", "", count)
        found.append(words)
    if entries.conflicts:
        count = len(entries.conflicts)
        words = translate(
            "Return", "%n field(s) were changed here and there; ours stay, look at them", "", count
        )
        found.append(words)
    if brought.contacts:
        count = brought.contacts
        found.append(translate("Return", "%n way(s) to reach debtors", "", count))
    return found


def _ledger_words(ledger: LedgerImport | None) -> str:
    translate = QCoreApplication.translate
    if ledger is None:
        return translate("Return", "Balances: no newer ledger, nothing changes")
    words = translate(
        "Return",
        "Balances as of {day}: {loans} loans, {updated} changed, {opened} new, {missing} missing",
    )
    return words.format(
        day=ledger.as_of,
        loans=f"{ledger.loans:,}",
        updated=f"{ledger.updated:,}",
        opened=f"{ledger.opened:,}",
        missing=f"{ledger.missing:,}",
    )


def _set_by_office(brought: Brought) -> list[str]:
    translate = QCoreApplication.translate
    found = []
    if brought.policy_rows:
        count = brought.policy_rows
        found.append(translate("Return", "Rules: %n row(s) change", "", count))
    if brought.templates:
        count = len(brought.templates)
        found.append(translate("Return", "Templates: %n new version(s)", "", count))
    if brought.targets:
        count = len(brought.targets)
        found.append(translate("Return", "Targets: %n", "", count))
    if brought.decisions:
        count = len(brought.decisions)
        found.append(translate("Return", "%n decision(s) about proposals", "", count))
    if brought.corrections:
        count = len(brought.corrections)
        found.append(translate("Return", "%n answer(s) to corrections asked", "", count))
    return found


def _about_packages(brought: Brought) -> list[str]:
    translate = QCoreApplication.translate
    count = len(brought.answers)
    found = [translate("Return", "%n answer(s) about packages", "", count)] if count else []
    if brought.held:
        count = len(brought.held)
        found.append(translate("Return", "%n entry(s) wait at head office", "", count))
    return found


def _decided(told: ReturnTaken, language: str) -> list[str]:
    """Return what came of decisions that were carried out, those of earlier returns too."""
    translate = QCoreApplication.translate
    done = sum(each.outcome == DONE for each in told.decisions)
    found = [translate("Return", "%n decision(s) carried out", "", done)] if done else []
    for each in told.decisions:
        if each.outcome not in ("", DONE):
            words = translate("Return", "A decision could not be carried out: {why}")
            found.append(words.format(why=reason_words(each.outcome, language)))
    return found
