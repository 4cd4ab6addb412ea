"""What waits for a decision, as lines of one list, whatever sort of decision is wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from desktop.domain.money import yuan_text
from desktop.services.collection_records import Correction, Fork, HeldEntry, PossibleDouble
from desktop.services.office.proposals import OfficeProposal
from desktop.services.office.views import ToDecide
from desktop.ui.errors import act_name, choice_name, entry_name
from desktop.ui.models.columns import Column, Pill
from desktop.ui.pages.office.words import asked_value, reason_words
from desktop.ui.theme import Tone

Subject = HeldEntry | Fork | PossibleDouble | OfficeProposal | Correction


class Sort(StrEnum):
    """What sort of decision is wanted."""

    PROPOSAL = "proposal"
    DOUBLE = "double"
    HELD = "held"
    FORK = "fork"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Matter:
    """One line of the list; ``subject`` is the record it is about, ``fen`` the money at stake."""

    sort: Sort
    branch: str
    key: str
    about: str
    why: str
    since: date | None
    fen: int | None
    subject: Subject


def sort_names() -> Mapping[Sort, str]:
    """Return what each sort is called, in the order of the chips."""
    translate = QCoreApplication.translate
    return {
        Sort.PROPOSAL: translate("Office", "Over the limit"),
        Sort.DOUBLE: translate("Office", "Possible doubles"),
        Sort.HELD: translate("Office", "Held entries"),
        Sort.FORK: translate("Office", "Forked chains"),
        Sort.CORRECTION: translate("Office", "Requests to correct"),
    }


def matters(
    waits: ToDecide, proposals: Sequence[OfficeProposal], language: str
) -> Iterator[Matter]:
    """Yield everything that waits, proposals first: money of a debtor hangs on them."""
    for proposal in proposals:
        yield _proposal(proposal, language)
    for double in waits.doubles:
        yield _double(double)
    for held in waits.held:
        yield _held(held, language)
    for fork in waits.forks:
        yield _fork(fork)
    for request in waits.corrections:
        yield _request(request, language)


def matter_columns() -> list[Column[Matter]]:
    """Return the columns of the list."""
    translate, names = QCoreApplication.translate, sort_names()
    return [
        Column(
            "sort",
            translate("Office", "Kind"),
            pill=lambda each: Pill(names[each.sort], _TONES[each.sort]),
            width=112,
        ),
        Column("branch", translate("Office", "Code"), lambda each: each.branch, 72),
        Column(
            "about",
            translate("Office", "About"),
            lambda each: each.about,
            140,
            tip=lambda each: each.about,
        ),
        Column("yuan", translate("Office", "Yuan"), amount=lambda each: each.fen, width=96),
        Column(
            "why", translate("Office", "Why"), lambda each: each.why, 190, tip=lambda each: each.why
        ),
        Column(
            "since",
            translate("Office", "Since"),
            lambda each: each.since.isoformat() if each.since else "",
            106,
            order=lambda each: each.since or date.min,
        ),
    ]


_TONES = {
    Sort.PROPOSAL: Tone.INFO,
    Sort.DOUBLE: Tone.WARNING,
    Sort.HELD: Tone.WARNING,
    Sort.FORK: Tone.DANGER,
    Sort.CORRECTION: Tone.MUTED,
}


def _proposal(found: OfficeProposal, language: str) -> Matter:
    why = act_name(found.kind, language)
    if not found.is_ready:
        words = QCoreApplication.translate("Office", "{act}; the branch has not signed yet")
        why = words.format(act=why)
    return Matter(
        Sort.PROPOSAL,
        found.branch,
        found.id,
        found.title,
        why,
        found.made_at.astimezone().date(),
        None,
        found,
    )


def _double(found: PossibleDouble) -> Matter:
    translate = QCoreApplication.translate
    why = {
        "amount": translate("Office", "same loan, day and amount"),
        "receipt": translate("Office", "same receipt number"),
        "reversal": translate("Office", "the same receipt taken back"),
    }[found.why]
    about = found.loan_no if found.why == "amount" else found.receipt
    paid_on = date.fromisoformat(found.paid_on)
    return Matter(Sort.DOUBLE, found.branch, found.key, about, why, paid_on, found.fen, found)


def _held(found: HeldEntry, language: str) -> Matter:
    return Matter(
        Sort.HELD,
        found.branch,
        found.event_id,
        f"{entry_name(found.kind, language)}　{found.waits_for}".rstrip("　"),
        reason_words(found.reason, language),
        found.since.astimezone().date(),
        None,
        found,
    )


def _fork(found: Fork) -> Matter:
    translate = QCoreApplication.translate
    several = len(set(found.replicas)) > 1
    why = (
        translate("Office", "two lines from one entry: a restored backup or a copied database")
        if several  # a restore makes a PC of its own too: what the entries are tells
        else restored_words()
    )
    about = translate("Office", "{count} entries").format(count=len(found.entries))
    return Matter(Sort.FORK, found.branch, found.prev_hash, about, why, None, None, found)


def restored_words() -> str:
    """Return why a chain forked where a backup was restored."""
    return QCoreApplication.translate("Office", "two lines from one entry: a restored backup")


def copied_words() -> str:
    """Return why a chain forked where a database was copied."""
    return QCoreApplication.translate("Office", "two PCs go on from one entry: a copied database")


def _request(found: Correction, language: str) -> Matter:
    what = choice_name("correction", found.what, language)
    words = QCoreApplication.translate("Office", "{what}: {says} → {should}")
    says, should = (asked_value(found, each) for each in (found.says, found.should_be))
    return Matter(
        Sort.CORRECTION,
        found.branch,
        found.id,
        found.loan_no,
        words.format(what=what, says=says or "—", should=should or "—"),
        found.asked_on,
        None,
        found,
    )


def money_words(fen: int) -> str:
    """Return an amount with its unit."""
    return QCoreApplication.translate("Office", "{yuan} yuan").format(yuan=yuan_text(fen))
