"""Packages and branches in words: states as pills, reasons as sentences, days since."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desktop.domain.masks import mask_name
from desktop.services.collection_records import Correction, PackageState, StoredPackage
from desktop.services.exchange_ports import CorrectionSubject
from desktop.services.office.branches import Call, Standing
from desktop.ui.approval import words as approval_words
from desktop.ui.errors import all_words
from desktop.ui.models.columns import Pill
from desktop.ui.theme import Tone


def state_pill(state: PackageState, *, is_look: bool = False) -> Pill:
    """Return what happened to a package, or what would: ``is_look`` for one not taken in yet."""
    translate = QCoreApplication.translate
    if is_look and state is PackageState.APPLIED:
        return Pill(translate("Office", "new"), Tone.INFO)
    if is_look and state is PackageState.APPLIED_WITH_HELD:
        return Pill(translate("Office", "new, some held"), Tone.WARNING)
    return {
        PackageState.APPLIED: Pill(translate("Office", "taken in"), Tone.GOOD),
        PackageState.APPLIED_WITH_HELD: Pill(translate("Office", "some held"), Tone.WARNING),
        PackageState.REFUSED: Pill(translate("Office", "refused"), Tone.DANGER),
        PackageState.UNREADABLE_NEWER: Pill(translate("Office", "newer version"), Tone.WARNING),
        PackageState.DUPLICATE: Pill(translate("Office", "here already"), Tone.MUTED),
    }[state]


def days_pill(line: Standing) -> Pill | None:
    """Return how long ago the last package came; amber for a branch that is late."""
    if line.days is None:
        return Pill(QCoreApplication.translate("Office", "none yet"), Tone.MUTED)
    return Pill(str(line.days), Tone.WARNING) if line.is_overdue else None


def days_text(line: Standing) -> str:
    """Return the days of a branch that is not late; the pill says the others."""
    return str(line.days) if line.days is not None and not line.is_overdue else ""


def call_words(line: Standing, language: str) -> str:
    """Return what a branch is to be rung up about, "" for nothing: the list for the telephone."""
    translate, figures = QCoreApplication.translate, line.figures
    said = {
        Call.FORK: translate("Office", "forked: ask about a restored backup or a copied database"),
        Call.UNREGISTERED: translate("Office", "{pcs} PC(s) that nobody registered: whose?"),
        Call.LATE: translate("Office", "{days} days without a package"),
        Call.NEVER: translate("Office", "no package yet"),
        Call.GAP: translate("Office", "a package is missing: have another one written"),
        Call.DOUBLE: translate("Office", "{doubles} possible double(s): which is real?"),
        Call.HELD: translate("Office", "{held} held"),
        Call.NO_PC: translate("Office", "no PC registered"),
    }
    parts = [
        said[call].format(
            days=line.days, doubles=figures.doubles, held=figures.held, pcs=line.followed
        )
        for call in line.calls
    ]
    return ("；" if language == "zh" else "; ").join(parts)


def complete_pill(is_complete: bool) -> Pill:
    """Return whether everything up to the newest package is here."""
    translate = QCoreApplication.translate
    if is_complete:
        return Pill(translate("Office", "complete"), Tone.GOOD)
    return Pill(translate("Office", "gap"), Tone.WARNING)


def reason_words(reason: str, language: str) -> str:
    """Return why a package was refused or an entry held; what is no code stands as it is."""
    found = all_words().get(reason)
    return found[0 if language == "zh" else 1].format_map(_Unsaid()) if found else reason


def package_words(package: StoredPackage, language: str) -> str:
    """Return in a sentence what came of a package."""
    if package.reason:
        return reason_words(package.reason, language)
    translate = QCoreApplication.translate
    parts = [
        translate("Office", "new {new}, known {known}").format(
            new=f"{package.new:,}", known=f"{package.known:,}"
        )
    ]
    if package.held:
        parts.append(translate("Office", "held {count}").format(count=package.held))
    if package.forks:
        parts.append(translate("Office", "forks {count}").format(count=package.forks))
    if not package.complete:
        parts.append(translate("Office", "an earlier package is missing; the next one closes it"))
    return "，".join(parts) if language == "zh" else ", ".join(parts)


def asked_value(request: Correction, text: str) -> str:
    """Return a figure that a branch wants corrected, as a list shows it: a name is masked."""
    return mask_name(text) if request.what == CorrectionSubject.BORROWER else text


def moment(when: datetime | None) -> str:
    """Return a moment of this place to the minute, "" for none."""
    return approval_words.moment(when) if when else ""


class _Unsaid(dict[str, str]):
    """Stands for what a stored reason no longer knows."""

    def __missing__(self, key: str) -> str:
        return "…"
