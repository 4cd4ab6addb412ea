"""What waits for a person of head office: read in full beside the list, decided by F7."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget

from desktop.services.office.proposals import OfficeProposal, proposals
from desktop.services.office.views import ToDecide, to_decide
from desktop.services.ports import Desk
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.office.decide_acts import DecideActs
from desktop.ui.pages.office.matter_detail import MatterDetail, MatterInFull, read_matter
from desktop.ui.pages.office.matters import Matter, matter_columns, matters, sort_names
from desktop.ui.pages.page import Badge, Page
from desktop.ui.theme import SPACE_8, Tone
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button

_ALL = "all"


class DecidePage(Page):
    """``open(branch=...)`` shows what waits about one branch."""

    def open(self, **arguments: Any) -> None:
        self._branch = str(arguments.get("branch") or "")
        self.refresh()

    def arrive(self) -> None:
        self._branch = ""
        self._filter()
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        desk = self.context.desk
        self.context.jobs.run(self.tr("Reading"), lambda progress: read_all(desk), self._show)

    def _build(self) -> None:
        self._branch = ""
        self._matters: Sequence[Matter] = ()
        self.set_title(
            self.tr("To decide"), self.tr("Nothing here is ever decided by the program itself")
        )
        self.acts = DecideActs(self.context, self)
        self.filters = Chips([(_ALL, self.tr("All")), *sort_names().items()])
        self.filters.set_value(_ALL)
        self.model: ListModel[Matter] = ListModel(matter_columns(), self)
        self.table = LineTable(self.model, "office-matters")
        self.detail = MatterDetail(self.context.language)
        split = QSplitter()
        split.addWidget(self.table)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        self.views = QStackedWidget()
        self.views.addWidget(split)
        self.views.addWidget(
            EmptyState(
                self.tr("Nothing waits here"),
                self.tr("What packages bring that the program must not decide appears here."),
            )
        )
        self.decide = button(self.tr("Decide…"), "primary", "F7")
        self.branch = button(self.tr("Show the branch"), "", "F8")
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        line.addWidget(self.decide)
        line.addWidget(self.branch)
        line.addStretch(1)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.views, 1)
        self.body.addLayout(line)

    def _connect(self) -> None:
        self.filters.changed.connect(self._filter)
        self.table.current_changed.connect(self._look_at)
        self.table.opened.connect(lambda _: self._decide())
        self.decide.clicked.connect(self._decide)
        self.branch.clicked.connect(self._show_branch)

    def _load(self) -> None:
        self.refresh()

    def _show(self, read: tuple[ToDecide, Sequence[OfficeProposal]]) -> None:
        self._matters = list(matters(*read, self.context.language))
        for sort, words in sort_names().items():
            count = sum(each.sort is sort for each in self._matters)
            self.filters.set_label(sort, f"{words} {count}")
        self._filter()

    def _filter(self) -> None:
        chosen, key = self.table.current_record(), self.filters.value()
        shown = [
            each
            for each in self._matters
            if key in (_ALL, each.sort) and self._branch in ("", each.branch)
        ]
        self.model.set_records(shown)
        self.table.set_foot(self.tr("%n thing(s) to decide", "", len(shown)))
        self.views.setCurrentIndex(0 if shown else 1)
        at = [(each.sort, each.branch, each.key) for each in self.model.records]
        wanted = (chosen.sort, chosen.branch, chosen.key) if chosen else None
        if shown:
            self.table.select_row(at.index(wanted) if wanted in at else 0)
        self._look_at(self.table.current_record() if shown else None)

    def _look_at(self, matter: Matter | None) -> None:
        self.decide.setEnabled(matter is not None and may_be_decided(matter))
        self.branch.setEnabled(matter is not None)
        if matter is None:
            self.detail.show_nothing()
            return
        desk = self.context.desk
        self.context.jobs.run(
            self.tr("Reading"), lambda progress: read_matter(desk, matter), self._show_detail
        )

    def _show_detail(self, read: MatterInFull) -> None:
        if self.table.current_record() == read.matter:
            self.detail.show_matter(read)

    def _decide(self) -> None:
        matter = self.table.current_record()
        if matter is not None and may_be_decided(matter):
            self.acts.decide(matter)

    def _show_branch(self) -> None:
        matter = self.table.current_record()
        if matter is not None:
            self.context.navigate("office_branch", code=matter.branch)


def may_be_decided(matter: Matter) -> bool:
    """Return whether it is head office's turn: a branch's own people sign before it."""
    subject = matter.subject
    return not isinstance(subject, OfficeProposal) or subject.is_ready


def read_all(desk: Desk) -> tuple[ToDecide, Sequence[OfficeProposal]]:
    """Return everything that waits, the proposals of all branches among it."""
    return to_decide(desk), proposals(desk)


def waiting_badge(desk: Desk) -> Badge | None:
    """Return how much waits, for the rail."""
    waits, proposed = read_all(desk)
    count = waits.count + len(proposed)
    return Badge(count, Tone.WARNING) if count else None
