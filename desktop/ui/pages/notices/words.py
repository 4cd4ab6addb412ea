"""What the notices page calls rounds, obstacles, remedies and papers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.domain.notices import NoticeFacts
from desktop.domain.rounds import FORBIDDING, Obstacle
from desktop.services.paper_archive import PaperKind
from desktop.services.paper_ports import PaperProblem
from desktop.services.records import Party
from desktop.ui.errors import words
from desktop.ui.models.columns import Pill
from desktop.ui.pages.notices.selection import Candidate, Group
from desktop.ui.theme import Tone


def group_name(group: Group) -> str:
    """Return what a chip is called."""
    translate = QCoreApplication.translate
    return {
        Group.SUGGESTED: translate("Notices", "Suggested"),
        Group.TROUBLED: translate("Notices", "To look at"),
        Group.SOUND: translate("Notices", "Ready to print"),
        Group.FIRST: translate("Notices", "First round"),
        Group.SECOND: translate("Notices", "Second round"),
        Group.THIRD: translate("Notices", "Third round"),
        Group.HELD: translate("Notices", "Held back"),
    }[group]


def round_name(number: int) -> str:
    """Return what a round is called in a cell."""
    translate = QCoreApplication.translate
    names = {
        1: translate("Notices", "First"),
        2: translate("Notices", "Second"),
        3: translate("Notices", "Third"),
    }
    return names[number]


def paper_name(kind: PaperKind) -> str:
    """Return what a paper is called on its button."""
    translate = QCoreApplication.translate
    return {
        PaperKind.PRINTER: translate("Notices", "Printer…"),
        PaperKind.PDF: translate("Notices", "Notices as PDF"),
        PaperKind.DOCX: translate("Notices", "Notices for Word"),
        PaperKind.DELIVERY_LIST: translate("Notices", "Delivery lists"),
        PaperKind.SINGLE_PDFS: translate("Notices", "One file each…"),
    }[kind]


def remedy(obstacle: Obstacle) -> str:
    """Return what to do about an obstacle."""
    translate = QCoreApplication.translate
    return {
        Obstacle.IMPERSONATION_HOLD: translate("Notices", "Not printed until the inquiry ends"),
        Obstacle.DECEASED: translate("Notices", "Not printed: find the heirs"),
        Obstacle.LOAN_INCOMPLETE: translate("Notices", "Complete the loan in the ledger"),
        Obstacle.NO_EARLIER_ROUND: translate("Notices", "Print the first round instead"),
        Obstacle.UNSERVED_NOTICE: translate("Notices", "Serve the last one, or reprint it"),
        Obstacle.TOO_SOON: translate("Notices", "Wait, unless it is urgent"),
        Obstacle.NO_ADDRESS: translate("Notices", "Find the address, or announce it"),
        Obstacle.CLAIM_EXPIRED: translate(
            "Notices", "Revived by signed consent or a new agreement only"
        ),
        Obstacle.STALE_LEDGER: translate("Notices", "Import a newer ledger"),
        Obstacle.NAME_CHARACTERS: translate("Notices", "Correct the name from the identity card"),
        Obstacle.MISSING_FROM_LEDGER: translate("Notices", "Settled or moved? Decide first"),
        Obstacle.LOANS_DEFERRED: translate("Notices", "Wait for the day, or enter the breach"),
        Obstacle.IN_PROCEDURE: translate("Notices", "Go by the case"),
        Obstacle.JUDGED: translate("Notices", "Apply for enforcement"),
        Obstacle.EXPIRED_LAST_ROUND: translate("Notices", "Print the first round instead"),
    }[obstacle]


def trouble_pill(candidate: Candidate, language: str) -> Pill | None:
    """Return what is wrong with a notice: the gravest trouble in words, red where it forbids."""
    if candidate.problems:
        return Pill(problem_name(candidate.problems[0]), Tone.DANGER)
    if not candidate.obstacles:
        return None
    gravest = gravest_of(candidate)
    tone = Tone.DANGER if gravest in FORBIDDING else Tone.WARNING
    return Pill(_short(gravest, language), tone)


def _short(obstacle: Obstacle, language: str) -> str:
    """Return an obstacle in a few words; the remedy beside it says the rest."""
    code = "claim_expired_short" if obstacle is Obstacle.CLAIM_EXPIRED else obstacle.value
    return words(code, {}, language)


def trouble_remedy(candidate: Candidate) -> str:
    """Return what to do about the gravest trouble."""
    if candidate.problems:
        return QCoreApplication.translate("Notices", "Correct it, then it can be printed")
    return remedy(gravest_of(candidate)) if candidate.obstacles else ""


def troubles(candidate: Candidate, language: str) -> str:
    """Return every trouble with its remedy, a line each."""
    lines = [f"{_short(each, language)}: {remedy(each)}" for each in candidate.obstacles]
    lines += [problem_name(each) for each in candidate.problems]
    return "\n".join(lines)


def problem_name(problem: PaperProblem) -> str:
    """Return in a few words what would not print, with the characters."""
    translate = QCoreApplication.translate
    names = {
        "notice_blank": translate("Notices", "Something is left blank"),
        "glyph_private_use": translate("Notices", "Character of an old system"),
        "glyph_lost": translate("Notices", "Character lost"),
        "glyph_unknown": translate("Notices", "Character no font has"),
    }
    name = names.get(problem.code, translate("Notices", "Cannot be printed"))
    return f"{name} {problem.characters}".strip()


def gravest_of(candidate: Candidate) -> Obstacle:
    """Return the obstacle to show first: one that forbids, where there is one."""
    return min(candidate.obstacles, key=lambda each: each not in FORBIDDING)


def place_of(where: Party | NoticeFacts) -> str:
    """Return village and group as one reads them: ``常家湖村 3组``."""
    parts = (where.village or where.township, where.group)
    return " ".join(part for part in parts if part)
