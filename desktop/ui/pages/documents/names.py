"""What documents, their inputs and their choices are called.

Chinese names of kinds are those on the papers themselves. What an input is called stands among the
words for errors, so that a label, an error and the command line say the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale

from desktop.domain.documents import SHAPES, DocumentKind
from desktop.services.documents.builder import Refused
from desktop.services.paper_ports import PaperProblem
from desktop.ui.errors import choice_name, field_name, words

ENGLISH = {
    DocumentKind.GUARANTOR_NOTICE: "Notice to a guarantor",
    DocumentKind.CONSULTATION_LETTER: "Consultation letter",
    DocumentKind.ACTUAL_USER_LETTER: "Letter to the actual user",
    DocumentKind.HEIRS_LETTER: "Letter to the heirs",
    DocumentKind.EMS_COVER: "EMS cover slip",
    DocumentKind.ARRIVAL_RECORD: "Record of arrival",
    DocumentKind.MISSING_ANNOUNCEMENT: "Public announcement",
    DocumentKind.REPAYMENT_AGREEMENT: "Repayment agreement",
    DocumentKind.ACCELERATION_NOTICE: "Notice of acceleration",
    DocumentKind.SUBSIDY_CONSENT: "Consent to deduction",
    DocumentKind.RELIEF_APPLICATION: "Application for relief",
    DocumentKind.ASSET_SETTLEMENT: "Settlement by assets",
    DocumentKind.RECEIPT: "Receipt",
    DocumentKind.WORK_LOG: "Work log",
    DocumentKind.INTEREST_SHEET: "Interest computation",
    DocumentKind.EVIDENCE_INDEX: "Index of evidence",
    DocumentKind.HANDOVER_SHEET: "Handover sheet",
    DocumentKind.BATCH_COVER: "Batch cover",
    DocumentKind.PACKAGE_SLIP: "Package slip",
}


def kind_name(kind: DocumentKind) -> str:
    """Return what a kind of document is called in the language of the window."""
    return SHAPES[kind].name if language() == "zh" else ENGLISH[kind]


def input_label(name: str, kind: str = "") -> str:
    """Return what an input is called, in one kind of document where it means something else."""
    own = f"{kind}_{name}"
    words = field_name(own, language())
    if words == own:
        words = field_name(name, language())
    return words[:1].upper() + words[1:]


def choice_label(name: str, code: str) -> str:
    """Return what a choice of an input is called."""
    return choice_name(name, code, language())


def refusals(refused: Sequence[Refused]) -> list[tuple[str, str]]:
    """Return who gets no document, and why, each pair once."""
    pairs = [(each.subject, words(each.code, each.params, language())) for each in refused]
    return list(dict.fromkeys(pairs))


def problem_words(problem: PaperProblem) -> str:
    """Return why a document would not print."""
    params = {"field": problem.field, "characters": problem.characters}
    return words(problem.code, params, language())


def refusal_lines(refused: Sequence[Refused], problems: Sequence[PaperProblem]) -> list[str]:
    """Return a line for each who gets no document, or whose document would not print, and why."""
    colon = "：" if language() == "zh" else ": "
    told = [f"{subject}{colon}{why}" for subject, why in refusals(refused)]
    return list(dict.fromkeys([*told, *map(problem_words, problems)]))


def language() -> str:
    """Return ``zh`` or ``en``, as the shell set it."""
    chinese = QLocale().language() is QLocale.Language.Chinese
    return "zh" if chinese else "en"
