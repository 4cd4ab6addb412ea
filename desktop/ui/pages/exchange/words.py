"""What became of packages, entries and requests, as columns and words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop.domain.package_names import package_no, short_hash
from desktop.services.collection_records import PackageState
from desktop.services.entry_ports import HoldReason
from desktop.services.exchange.return_lines import AnswerLine, TargetLine
from desktop.services.exchange.standing import Followed, Standing
from desktop.services.exchange_ports import CorrectionSubject, StoredCorrection
from desktop.ui.errors import choice_name, entry_name
from desktop.ui.models.columns import Column, Pill
from desktop.ui.pages.exchange.return_words import reason_words
from desktop.ui.theme import Tone


def answer_pill(answer: AnswerLine | None) -> Pill:
    """Return in a word what became of a package."""
    translate = QCoreApplication.translate
    if answer is None:
        return Pill(translate("Exchange", "no answer yet"), Tone.MUTED)
    return {
        PackageState.APPLIED: Pill(translate("Exchange", "received"), Tone.GOOD),
        PackageState.APPLIED_WITH_HELD: Pill(
            translate("Exchange", "received, some held"), Tone.WARNING
        ),
        PackageState.REFUSED: Pill(translate("Exchange", "refused"), Tone.DANGER),
        PackageState.UNREADABLE_NEWER: Pill(translate("Exchange", "kept for later"), Tone.INFO),
        PackageState.DUPLICATE: Pill(translate("Exchange", "there already"), Tone.GOOD),
    }[PackageState(answer.state)]


def answer_words(line: Followed, language: str) -> str:
    """Return in a sentence what became of a package, and what is to be done about it."""
    translate, answer = QCoreApplication.translate, line.answer
    if answer is None:
        return translate("Exchange", "Its entries go along again until head office confirms them")
    if answer.state == PackageState.REFUSED:
        return reason_words(answer.reason, language, line.package.file_name)
    if answer.state == PackageState.UNREADABLE_NEWER:
        return translate("Exchange", "Head office reads it when its program is up to date")
    said = [
        translate("Exchange", "{new} new, {known} known already").format(
            new=f"{answer.new:,}", known=f"{answer.known:,}"
        )
    ]
    if answer.held:
        said.append(translate("Exchange", "{count} held").format(count=f"{answer.held:,}"))
    if answer.forks:
        fork = translate("Exchange", "the journal forks: somebody there looks into it")
        said.append(fork)
    if not answer.complete:
        gap = translate("Exchange", "earlier entries are missing there; the next package has them")
        said.append(gap)
    return (" · " if language == "en" else "；").join(said)


def hold_words(reason: str, language: str) -> str:
    """Return why an entry waits, here or at head office."""
    here = choice_name("hold_reason", reason, language)
    return reason_words(reason, language) if here == reason else here


def package_columns(language: str) -> list[Column[Followed]]:
    """Return the columns of the packages that were written."""
    translate = QCoreApplication.translate
    return [
        Column("number", translate("Exchange", "No."), _number, 76, right=True),
        Column(
            "made",
            translate("Exchange", "Written"),
            lambda each: f"{each.package.made_at:%Y-%m-%d %H:%M}",
            140,
            order=lambda each: each.package.made_at,
        ),
        Column(
            "entries",
            translate("Exchange", "Entries"),
            lambda each: f"{each.package.entries:,}",
            70,
            right=True,
            order=lambda each: each.package.entries,
        ),
        Column(
            "hash",
            translate("Exchange", "Check code"),
            lambda each: short_hash(each.package.manifest_hash),
            90,
        ),
        Column(
            "state",
            translate("Exchange", "At head office"),
            pill=lambda each: answer_pill(each.answer),
            width=150,
        ),
        Column(
            "words",
            translate("Exchange", "In words"),
            lambda each: answer_words(each, language),
            400,
        ),
        Column(
            "file",
            translate("Exchange", "File"),
            lambda each: each.package.file_name,
            220,
            muted=True,
        ),
    ]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry that waits, at head office or here: since when, why, and for what."""

    is_here: bool
    event_id: str
    kind: str
    since: date
    reason: str
    waits_for: str

    @property
    def can_be_set_aside(self) -> bool:
        """Whether a person may end its waiting here: what a newer program wrote waits for that."""
        return self.is_here and self.reason != HoldReason.NEWER


def waiting_entries(seen: Standing) -> list[Waiting]:
    """Return everything that waits, at head office first."""
    there = [
        Waiting(False, e.event_id, e.kind, e.since.date(), e.reason, e.waits_for) for e in seen.held
    ]
    here = [
        Waiting(True, e.event_id, e.kind, e.arrived_on, e.reason.value, e.waits_for)
        for e in seen.waiting
    ]
    return there + here


def waiting_columns(language: str) -> list[Column[Waiting]]:
    """Return the columns of entries that wait."""
    translate = QCoreApplication.translate
    places = {True: translate("Exchange", "here"), False: translate("Exchange", "at head office")}
    return [
        Column("where", translate("Exchange", "Waits"), lambda each: places[each.is_here], 90),
        Column(
            "kind",
            translate("Exchange", "What"),
            lambda each: entry_name(each.kind, language),
            160,
        ),
        Column("since", translate("Exchange", "Since"), lambda each: str(each.since), 100),
        Column(
            "reason",
            translate("Exchange", "Waits because"),
            lambda each: hold_words(each.reason, language),
            500,
        ),
        Column(
            "for",
            translate("Exchange", "Waits for"),
            lambda each: each.waits_for,
            220,
            muted=True,
        ),
    ]


def subject_name(what: CorrectionSubject) -> str:
    """Return what of a loan is to be corrected."""
    translate = QCoreApplication.translate
    return {
        CorrectionSubject.BALANCE: translate("Exchange", "Principal balance"),
        CorrectionSubject.INTEREST: translate("Exchange", "Interest owed"),
        CorrectionSubject.RATE: translate("Exchange", "Rate"),
        CorrectionSubject.DUE_ON: translate("Exchange", "Due day"),
        CorrectionSubject.BORROWER: translate("Exchange", "Borrower"),
        CorrectionSubject.FIVE_CLASS: translate("Exchange", "Five-class grade"),
        CorrectionSubject.MISSING: translate("Exchange", "Missing from the ledger"),
        CorrectionSubject.OTHER: translate("Exchange", "Something else"),
    }[what]


def correction_columns() -> list[Column[StoredCorrection]]:
    """Return the columns of what the branch asked head office to correct."""
    translate = QCoreApplication.translate
    return [
        Column("asked", translate("Exchange", "Asked"), lambda each: str(each.asked_on), 100),
        Column("loan", translate("Exchange", "Loan"), lambda each: each.loan_no, 150),
        Column("what", translate("Exchange", "What"), lambda each: subject_name(each.what), 110),
        Column("says", translate("Exchange", "Says"), lambda each: each.says, 120),
        Column("should", translate("Exchange", "Should be"), lambda each: each.should_be, 120),
        Column("state", translate("Exchange", "State"), pill=_correction_pill, width=90),
        Column(
            "answer",
            translate("Exchange", "Answer"),
            lambda each: each.answer.answer if each.answer else "",
            280,
        ),
    ]


def target_columns(language: str) -> list[Column[TargetLine]]:
    """Return the columns of what head office wants recovered."""
    translate = QCoreApplication.translate
    return [
        Column("year", translate("Exchange", "Year"), lambda each: str(each.year), 80),
        Column(
            "measure",
            translate("Exchange", "Measure"),
            lambda each: choice_name("measure", each.measure, language),
            200,
        ),
        Column("yuan", translate("Exchange", "Yuan"), amount=lambda each: each.fen, width=140),
    ]


def _number(line: Followed) -> str:
    return package_no(line.package.file_name, line.package.number)


def _correction_pill(asked: StoredCorrection) -> Pill:
    translate = QCoreApplication.translate
    if asked.answer is None:
        return Pill(translate("Exchange", "open"), Tone.INFO)
    if asked.answer.accepted:
        return Pill(translate("Exchange", "accepted"), Tone.GOOD)
    return Pill(translate("Exchange", "declined"), Tone.WARNING)
