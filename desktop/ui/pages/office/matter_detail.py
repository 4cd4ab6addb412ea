"""One thing that waits, in full: what it is, and every entry it is about, side by side."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.collection_records import Fork, HeldEntry, PossibleDouble, ReceivedEntry
from desktop.services.office.known_debt import KnownDebt, known_debt
from desktop.services.office.proposals import OfficeProposal
from desktop.services.office.views import entries_of
from desktop.services.ports import Desk
from desktop.ui.approval.summary import Summary, SummaryLine, summary_of
from desktop.ui.approval.summary_view import SummaryView
from desktop.ui.errors import entry_name, field_name
from desktop.ui.pages.office.matters import Matter, Subject, copied_words, restored_words
from desktop.ui.pages.office.proposal_words import difference_words, made_words
from desktop.ui.theme import SPACE_8, SPACE_12
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.text import label

_WIDTH = 440
_LONG, _JOINT = 20, re.compile(r"(?<=[-._])(?=\w)")
_MOST = 3
"""How many entries are shown side by side; a fork of more is told in words."""


class MatterInFull(NamedTuple):
    """Something that waits, with the entries it is about, and what the loans of a proposal owe."""

    matter: Matter
    entries: Sequence[ReceivedEntry]
    debt: KnownDebt | None


class MatterDetail(QWidget):
    """The card at the right."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.setMinimumWidth(_WIDTH)
        self.card = Card()
        self.words, self.made = label("", "", wrap=True), label("", "muted", wrap=True)
        self.differs = label("", "danger", wrap=True)
        self.hint = label("", "muted", wrap=True)
        self.views = QHBoxLayout()
        self.views.setSpacing(SPACE_12)
        self.shown: list[SummaryView] = []
        for each in (self.words, self.made, self.differs):
            self.card.body.addWidget(each)
        self.card.body.addLayout(self.views, 1)
        self.card.body.addWidget(self.hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_8, 0, 0, 0)
        layout.addWidget(self.card)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show nothing."""
        self.card.hide()

    def show_matter(self, read: MatterInFull) -> None:
        """Show this from now on, with the entries it is about."""
        matter, entries, debt = read
        self.card.set_title(f"{matter.branch}　{matter.about}")
        self.words.setText(why_words(matter, entries))
        subject, made, differs = matter.subject, "", ""
        if isinstance(subject, OfficeProposal):
            made = "\n".join(made_words(subject, debt, self._language))
            differs = "\n".join(difference_words(subject, debt))
        for words, shown in ((self.made, made), (self.differs, differs)):
            words.setText(shown)
            words.setVisible(bool(shown))
        self.hint.setText(hint_words(matter.subject))
        summaries = self._summaries(matter, entries)
        for view in self.shown:
            self.views.removeWidget(view)
            view.deleteLater()
        self.shown = []
        for summary in summaries[:_MOST]:
            view = SummaryView()
            view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
            view.show_summary(summary)
            self.views.addWidget(view, 1)
            self.shown.append(view)
        self.card.show()

    def _summaries(self, matter: Matter, entries: Sequence[ReceivedEntry]) -> list[Summary]:
        if isinstance(matter.subject, OfficeProposal):
            return [summary_of(matter.subject.body, self._language)]
        return [entry_summary(each, self._language) for each in entries]


def entry_summary(entry: ReceivedEntry, language: str) -> Summary:
    """Return an entry to be read: what it is, when, and what it says."""
    data = dict(json.loads(entry.body).get("data", {}))
    data.pop("recorded_at", None)
    said = summary_of(data, language)
    head = (
        SummaryLine(
            QCoreApplication.translate("Office", "Kind"), entry_name(entry.kind, language), True
        ),
        SummaryLine(field_name("occurred_on", language), entry.occurred_on),
        SummaryLine(field_name("recorded_at", language), entry.recorded_at[:16].replace("T", " ")),
    )
    lines = (replace(each, value=_wrapping(each.value)) for each in said.lines)
    return Summary((*head, *lines), said.lists)


def why_words(matter: Matter, entries: Sequence[ReceivedEntry]) -> str:
    """Return why something waits; a fork's entries say whether it was a restore or a copy."""
    kinds = {each.kind for each in entries} if isinstance(matter.subject, Fork) else set()
    if "restored" in kinds:
        return restored_words()
    return copied_words() if "copy_declared" in kinds else matter.why


def _wrapping(value: str) -> str:
    """Let the long name of a file go on in the next line: Qt breaks none at its dots and dashes."""
    return _JOINT.sub("\u200b", value) if len(value) > _LONG else value


def about(subject: Subject) -> tuple[str, ...]:
    """Return the ids of the entries that something is about."""
    if isinstance(subject, HeldEntry):
        return (subject.event_id,)
    return subject.entries if isinstance(subject, PossibleDouble | Fork) else ()


def read_matter(desk: Desk, matter: Matter) -> MatterInFull:
    """Return something that waits with its entries, a proposal with what head office knows."""
    subject = matter.subject
    debt = known_debt(desk, subject) if isinstance(subject, OfficeProposal) else None
    return MatterInFull(matter, entries_of(desk, matter.branch, about(subject)), debt)


def hint_words(subject: Subject) -> str:
    """Return what counts until somebody decides."""
    translate = QCoreApplication.translate
    if isinstance(subject, PossibleDouble):
        return translate(
            "Office",
            "Both are kept and in the sum received. Until somebody decides, the one at the left, "
            "which came first, alone counts as confirmed.",
        )
    if isinstance(subject, HeldEntry):
        return translate(
            "Office",
            "Its money is counted already. It is tried again after each import, and goes through "
            "by itself when what it waits for arrives.",
        )
    if isinstance(subject, Fork):
        return translate(
            "Office",
            "Both lines are kept. Ask the branch which PC is in use: a backup was restored, or a "
            "database was copied to another PC.",
        )
    if isinstance(subject, OfficeProposal):
        return translate(
            "Office",
            "The branch's own people have signed. What is decided here goes down with the next "
            "return; a code by telephone is quicker.",
        )
    return ""
