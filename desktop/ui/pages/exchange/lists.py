"""What became of everything, in tabs: packages, what is held, what came from others, requests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from desktop.services.exchange.return_lines import TargetLine
from desktop.services.exchange.standing import Followed, Standing
from desktop.services.exchange_ports import StoredCorrection
from desktop.ui.models.columns import Column
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.exchange.words import (
    Waiting,
    correction_columns,
    package_columns,
    target_columns,
    waiting_columns,
    waiting_entries,
)
from desktop.ui.theme import SPACE_12
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label

R = TypeVar("R")

_LEAST_HEIGHT = 104
"""Head, a line and the foot: beside an act's totals the page still fits into 768."""


class ListTab(QWidget, Generic[R]):
    """A table, or a sentence where there is nothing to list."""

    def __init__(self, name: str, columns: Sequence[Column[R]], empty: str) -> None:
        super().__init__()
        self.model: ListModel[R] = ListModel(list(columns), self)
        self.table = LineTable(self.model, name)
        self.table.setMinimumHeight(_LEAST_HEIGHT)
        self._empty = label(empty, "muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE_12, 0, 0)
        layout.addWidget(self._empty)
        layout.addWidget(self.table, 1)
        layout.addStretch(0)
        self.show_records(())

    def show_records(self, records: Sequence[R]) -> None:
        chosen = self.table.current_record()
        self.model.set_records(records)
        if records:
            self.table.select_row(records.index(chosen) if chosen in records else 0)
        self.table.setVisible(bool(records))
        self._empty.setVisible(not records)


class HistoryTabs(QTabWidget):
    """The tabs; each says in its name how many lines it has."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.packages: ListTab[Followed] = ListTab(
            "packages",
            package_columns(language),
            self.tr("No package has been written yet. Each one is listed here, with its answer."),
        )
        self.held: ListTab[Waiting] = ListTab(
            "held",
            waiting_columns(language),
            self.tr("No entry waits, neither here nor at head office."),
        )
        self.corrections: ListTab[StoredCorrection] = ListTab(
            "corrections",
            correction_columns(),
            self.tr(
                "Nothing asked yet. Where head office's figure is wrong, open the debtor's "
                "dossier, choose the loan, then More, Ask head office to correct."
            ),
        )
        self.targets: ListTab[TargetLine] = ListTab(
            "targets",
            target_columns(language),
            self.tr("No target yet. What head office wants recovered comes with its return."),
        )
        for tab in (self.packages, self.held, self.corrections, self.targets):
            self.addTab(tab, "")
        self.carry = button(self.tr("Copy to a stick again…"), "", "F9")
        self.set_aside = button(self.tr("Set aside…"), "", "F8")
        corner = QWidget()
        line = QHBoxLayout(corner)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.set_aside)
        line.addWidget(self.carry)
        self.setCornerWidget(corner)

    def choose_package(self, package_id: str) -> bool:
        """Stand on a package, so that it is the one that is copied again; False if not listed."""
        for row, line in enumerate(self.packages.model.records):
            if line.package.package_id == package_id:
                self.packages.table.select_row(row)
                return True
        return False

    def show_standing(self, seen: Standing) -> None:
        self.packages.show_records(seen.packages)
        waiting = waiting_entries(seen)
        self.held.show_records(waiting)
        self.corrections.show_records(seen.corrections)
        self.targets.show_records(seen.targets)
        names = (
            self.tr("Packages"),
            self.tr("Held"),
            self.tr("Corrections asked"),
            self.tr("Targets"),
        )
        counts = (seen.packages, waiting, seen.corrections, seen.targets)
        self.carry.setVisible(bool(seen.packages))
        self.set_aside.setVisible(any(each.can_be_set_aside for each in waiting))
        for at, (name, lines) in enumerate(zip(names, counts, strict=True)):
            self.setTabText(at, f"{name} {len(lines)}" if lines else name)
