"""The columns of the lists about one branch."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from desktop.domain.contact_book import ContactSource, ReachKind
from desktop.domain.package_names import short_hash
from desktop.services.collection_records import (
    Act,
    Correction,
    OfficeContact,
    Replica,
    StoredReturn,
    Target,
)
from desktop.ui.approval.summary import summary_of
from desktop.ui.errors import choice_name, field_name, pc_name
from desktop.ui.models.columns import Column, Pill
from desktop.ui.pages.dossier.people_words import reach_names, source_names
from desktop.ui.pages.office.words import asked_value, moment
from desktop.ui.theme import Tone

Person = Callable[[str], str]

_UNSAID = frozenset("by replica return keys_of old key kept event correction contact".split())
"""What acts name by numbers that say nothing to a person."""
_MEANT = {"fen": "amount_fen", "name": "branch_name", "as_of": "ledger_day"}
"""What acts name shortly; a summary knows money by the end of its name."""


def replica_columns(
    language: str, person: Person, letter: Callable[[str], str]
) -> list[Column[Replica]]:
    """Return the columns of a branch's PCs; ``person`` gives somebody's name, ``letter`` a PC's."""
    translate = QCoreApplication.translate
    return [
        Column("letter", field_name("pc", language), lambda each: letter(each.replica_id), 56),
        Column(
            "finger", translate("Office", "Fingerprint"), lambda each: each.keys.fingerprint, 220
        ),
        Column("state", translate("Office", "State"), pill=_registered, width=80),
        Column(
            "since",
            translate("Office", "Registered"),
            lambda each: each.registered_on.isoformat(),
            96,
        ),
        Column(
            "by",
            translate("Office", "By"),
            lambda each: "、".join(map(person, each.registered_by)),
            130,
        ),
        Column(
            "revoked",
            translate("Office", "Revoked"),
            lambda each: each.revoked_on.isoformat() if each.revoked_on else "",
            96,
        ),
        Column(
            "last",
            translate("Office", "Last package"),
            lambda each: moment(each.last_package_at),
            126,
        ),
        Column(
            "return",
            translate("Office", "Return it took in"),
            lambda each: str(each.last_return.number or ""),
            96,
            right=True,
        ),
    ]


def _registered(replica: Replica) -> Pill:
    translate = QCoreApplication.translate
    if replica.revoked_on is not None:
        return Pill(translate("Office", "revoked"), Tone.DANGER)
    if replica.is_followed:
        return Pill(translate("Office", "not registered"), Tone.WARNING)
    return Pill(translate("Office", "registered"), Tone.GOOD)


def return_columns(
    language: str, person: Person, letter: Callable[[str], str]
) -> list[Column[StoredReturn]]:
    """Return the columns of the returns written for a branch, each for one of its PCs."""
    translate = QCoreApplication.translate
    return [
        Column("when", translate("Office", "Written"), lambda each: moment(each.created_at), 126),
        Column(
            "number",
            translate("Office", "No."),
            lambda each: str(each.number),
            60,
            right=True,
            order=lambda each: (each.epoch, each.number),
        ),
        Column(
            "pc",
            field_name("pc", language),
            lambda each: pc_name(letter(each.replica_id), language),
            110,
        ),
        Column("file", translate("Office", "File"), lambda each: each.file_name, 240),
        Column("hash", translate("Office", "Hash"), lambda each: short_hash(each.hash), 90),
        Column("by", translate("Office", "By"), lambda each: person(each.created_by), 110),
    ]


def target_columns(language: str) -> list[Column[Target]]:
    """Return the columns of a branch's targets."""
    translate = QCoreApplication.translate
    return [
        Column("year", translate("Office", "Year"), lambda each: str(each.year), 80),
        Column(
            "measure",
            translate("Office", "Measure"),
            lambda each: choice_name("measure", each.measure, language),
            180,
        ),
        Column("yuan", translate("Office", "Yuan"), amount=lambda each: each.fen, width=140),
    ]


def correction_columns(language: str) -> list[Column[Correction]]:
    """Return the columns of what a branch wants corrected."""
    translate = QCoreApplication.translate
    return [
        Column("branch", translate("Office", "Code"), lambda each: each.branch, 72),
        Column("asked", translate("Office", "Asked"), lambda each: each.asked_on.isoformat(), 92),
        Column("loan", translate("Office", "Loan"), lambda each: each.loan_no, 150),
        Column(
            "what",
            translate("Office", "What"),
            lambda each: choice_name("correction", each.what, language),
            90,
        ),
        Column(
            "says", translate("Office", "It says"), lambda each: asked_value(each, each.says), 120
        ),
        Column(
            "should",
            translate("Office", "Should be"),
            lambda each: asked_value(each, each.should_be),
            120,
        ),
        Column(
            "answer", translate("Office", "Answer"), lambda each: each.answer, 180, pill=_answered
        ),
    ]


def _answered(request: Correction) -> Pill:
    translate = QCoreApplication.translate
    if not request.answered_by:
        return Pill(translate("Office", "open"), Tone.WARNING)
    if request.accepted:
        return Pill(translate("Office", "corrected"), Tone.GOOD)
    return Pill(translate("Office", "declined"), Tone.MUTED)


def contact_columns() -> list[Column[OfficeContact]]:
    """Return the columns of the contacts that were passed on; values come masked."""
    translate, kinds, sources = QCoreApplication.translate, reach_names(), source_names()
    return [
        Column(
            "day", translate("Office", "Learned on"), lambda each: each.learned_on.isoformat(), 96
        ),
        Column("loan", translate("Office", "Loan"), lambda each: each.loan_no, 170),
        Column("kind", translate("Office", "Kind"), lambda each: kinds[ReachKind(each.kind)], 80),
        Column("value", translate("Office", "Number or address"), lambda each: each.value, 180),
        Column(
            "source",
            translate("Office", "Source"),
            lambda each: sources[ContactSource(each.source)],
            110,
        ),
        Column("note", translate("Office", "Note"), lambda each: each.note, 220),
    ]


def act_columns(language: str, person: Person, letter: Callable[[str], str]) -> list[Column[Act]]:
    """Return the columns of what head office did; ``letter`` gives that of a branch's PC."""
    translate = QCoreApplication.translate
    return [
        Column("at", translate("Office", "When"), lambda each: moment(each.at), 126),
        Column(
            "what",
            translate("Office", "What"),
            lambda each: choice_name("office_act", each.what, language),
            150,
        ),
        Column(
            "by", translate("Office", "By"), lambda each: "、".join(map(person, each.people)), 130
        ),
        Column(
            "data", translate("Office", "Details"), lambda each: _said(each, language, letter), 420
        ),
    ]


def _said(act: Act, language: str, letter: Callable[[str], str]) -> str:
    data = {_MEANT.get(name, name): act.data[name] for name in act.data if name not in _UNSAID}
    lines = summary_of(data, language).lines
    said = [f"{line.name}：{line.value}" for line in lines]
    if replica := act.data.get("replica"):
        said.insert(0, pc_name(letter(replica), language))
    return "；".join(said)
