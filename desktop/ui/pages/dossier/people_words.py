"""Names of contacts, their sources, related people and grounds, in the window's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.domain.contact_book import ContactChoice, ContactSource, ReachKind
from desktop.domain.relations import Ground, RelationKind


def reach_names() -> dict[ReachKind, str]:
    """Return what kinds of contact are called."""
    translate = QCoreApplication.translate
    return {
        ReachKind.PHONE: translate("People", "Phone"),
        ReachKind.ADDRESS: translate("People", "Address"),
        ReachKind.OTHER: translate("People", "Other"),
    }


def source_names() -> dict[ContactSource, str]:
    """Return on whose word a contact may be known."""
    translate = QCoreApplication.translate
    return {
        ContactSource.DEBTOR: translate("People", "debtor himself"),
        ContactSource.CONTRACT: translate("People", "contract"),
        ContactSource.RELATIVE: translate("People", "relative"),
        ContactSource.GUARANTOR: translate("People", "guarantor"),
        ContactSource.COMMITTEE: translate("People", "village committee"),
        ContactSource.COURT: translate("People", "court"),
        ContactSource.POST: translate("People", "post"),
        ContactSource.OTHER: translate("People", "somebody else"),
        ContactSource.LEDGER: translate("People", "ledger"),
    }


def choice_words(choice: ContactChoice) -> tuple[str, str]:
    """Return on a pill that a contact is in use, and why in a hint."""
    translate = QCoreApplication.translate
    in_use = translate("People", "in use")
    why = {
        ContactChoice.CONFIRMED: translate(
            "People", "Confirmed in writing: comes first (法发〔2017〕19号 art. 8)."
        ),
        ContactChoice.NEWEST: translate("People", "None was confirmed in writing: the newest."),
        ContactChoice.ONLY: translate("People", "The only one that is known."),
    }
    return in_use, why[choice]


def related_names() -> dict[RelationKind, str]:
    """Return what related people are called."""
    translate = QCoreApplication.translate
    return {
        RelationKind.HEIR: translate("People", "Heir"),
        RelationKind.SUCCESSOR: translate("People", "Successor"),
        RelationKind.ACTUAL_USER: translate("People", "User of the money"),
        RelationKind.CO_BORROWER: translate("People", "Co-borrower"),
        RelationKind.SPOUSE: translate("People", "Spouse"),
    }


def ground_names() -> dict[Ground, str]:
    """Return what may bind a related person."""
    translate = QCoreApplication.translate
    return {
        Ground.NONE: translate("People", "nothing"),
        Ground.MERGER: translate("People", "merger"),
        Ground.DIVISION: translate("People", "division"),
        Ground.ASSUMED: translate("People", "took the debt over"),
        Ground.JOINED: translate("People", "joined the debt"),
        Ground.SIGNED: translate("People", "signed as borrower"),
        Ground.RATIFIED: translate("People", "agreed afterwards"),
        Ground.FAMILY_NEEDS: translate("People", "daily needs of the family"),
        Ground.FAMILY_USE: translate("People", "spent on family or joint business"),
    }
