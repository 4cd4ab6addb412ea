"""The entries of a possible double in words, in the window and by command; no Qt here."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.services.office.doubled import DoubledEntry
from desktop.ui.errors import choice_name, pc_name


def doubled_words(entry: DoubledEntry, language: str = "zh") -> str:
    """Return whose receipt an entry is, when it was recorded, on which PC and by whom."""

    def said(what: str, **told: str) -> str:
        return choice_name("double", what, language).format(**told)

    letter, replica_id = entry.letter, entry.replica_id
    parts = [
        said("receipt", receipt=entry.receipt, moment=entry.moment),
        pc_name(letter, language) if letter else said("replica", replica_id=replica_id),
    ]
    if entry.teller:
        parts.append(said("teller", teller=entry.teller))
    return "  ".join(parts)


def reverse_words(branch: str, wrong: Sequence[DoubledEntry], language: str = "zh") -> str:
    """Return what a branch is to be told once a double was decided, "" for nothing."""
    if not wrong:
        return ""
    receipts = "；".join(doubled_words(each, language) for each in wrong)
    return choice_name("double", "reverse", language).format(branch=branch, receipt=receipts)
