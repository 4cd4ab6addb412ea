"""The two lists of a batch: the papers to print, and who gets none and why; names masked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop.domain.documents import DocumentFacts
from desktop.domain.masks import mask_name
from desktop.services.paper_ports import PaperProblem
from desktop.ui.models.columns import Column
from desktop.ui.pages.documents.names import kind_name, problem_words


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Who gets no paper, and why."""

    subject: str
    reason: str

    @staticmethod
    def of_problem(problem: PaperProblem, drafts: Sequence[DocumentFacts]) -> LeftOut:
        """Return whose paper would not print; a draft's problem tells its place among them."""
        return LeftOut(drafts[int(problem.serial)].subject, problem_words(problem))


def draft_columns() -> list[Column[DocumentFacts]]:
    """Return the columns of the papers to print."""
    translate = QCoreApplication.translate
    return [
        Column(
            "subject",
            translate("Documents", "To whom"),
            lambda each: mask_name(each.subject),
            90,
        ),
        Column(
            "debtor",
            translate("Documents", "Debtor"),
            lambda each: mask_name(each.fields.get("debtor", "")),
            90,
        ),
        Column(
            "kind",
            translate("Documents", "Paper"),
            lambda each: kind_name(each.kind),
            180,
            tip=lambda each: kind_name(each.kind),
        ),
        Column(
            "total",
            translate("Documents", "Total owed"),
            lambda each: each.fields.get("total", ""),
            110,
            right=True,
        ),
    ]


def left_out_columns() -> list[Column[LeftOut]]:
    """Return the columns of who is left out."""
    translate = QCoreApplication.translate
    return [
        Column("subject", translate("Documents", "Who"), lambda each: mask_name(each.subject), 100),
        Column(
            "reason",
            translate("Documents", "Why"),
            lambda each: each.reason,
            460,
            tip=lambda each: each.reason,
        ),
    ]
