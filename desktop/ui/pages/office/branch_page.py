"""One branch in full: how it stands, its packages, PCs, targets, corrections, what was done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from desktop.domain.money import yuan_text
from desktop.services.collection_records import Correction, Replica
from desktop.services.office.branches import Standing, standings
from desktop.services.office.views import BranchInFull, branch_in_full
from desktop.services.ports import Desk
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.office.branch_acts import BranchActs
from desktop.ui.pages.office.branch_tables import (
    act_columns,
    correction_columns,
    replica_columns,
    return_columns,
    target_columns,
)
from desktop.ui.pages.office.decide_acts import DecideActs
from desktop.ui.pages.office.package_table import PackageTable
from desktop.ui.pages.office.words import moment
from desktop.ui.pages.page import Page
from desktop.ui.theme import SPACE_8, SPACE_12
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label


class BranchInFullPage(Page):
    """``open(code=...)`` shows a branch; Alt+Left leads back to the list."""

    def open(self, **arguments: Any) -> None:
        self._code = str(arguments["code"])
        self.refresh()

    def refresh(self) -> None:
        if not self._code:
            return
        desk, code = self.context.desk, self._code
        self.context.jobs.run(
            self.tr("Reading"), lambda progress: read_branch(desk, code), self._show
        )

    def _build(self) -> None:
        self._code, self._names = "", dict[str, str]()
        language = self.context.language
        self.acts = BranchActs(self.context, self)
        self.answers = DecideActs(self.context, self)
        self.register = button(self.tr("Register a PC…"), "", "F7")
        self.confirm = button(self.tr("Confirm a PC…"))
        self.revoke = button(self.tr("Revoke the PC…"), "", "F8")
        self.target = button(self.tr("Set a target…"), "", "F9")
        self.ledger = button(self.tr("Import its ledger…"), "", "Ctrl+O")
        for each in (self.ledger, self.register, self.confirm, self.revoke, self.target):
            self.buttons.addWidget(each)
        self.card = Card()
        self.facts = label("", "", wrap=True)
        self.card.body.addWidget(self.facts)
        self.packages = PackageTable("office-branch-packages", language, with_branch=False)
        self.replicas: ListModel[Replica] = ListModel(replica_columns(self._person), self)
        self.replica_table = LineTable(self.replicas, "office-replicas")
        self.returns = LineTable(ListModel(return_columns(self._person), self), "office-returned")
        self.targets = LineTable(ListModel(target_columns(language), self), "office-targets")
        self.corrections: ListModel[Correction] = ListModel(correction_columns(language), self)
        self.correction_table = LineTable(self.corrections, "office-corrections")
        self.history = LineTable(
            ListModel(act_columns(language, self._person), self), "office-acts"
        )
        self.tabs = QTabWidget()
        for widget, title in (
            (self.packages, self.tr("Packages")),
            (self.replica_table, self.tr("PCs")),
            (self.returns, self.tr("Returns")),
            (self.targets, self.tr("Targets")),
            (self._corrections_tab(), self.tr("Corrections")),
            (self.history, self.tr("What was done")),
        ):
            self.tabs.addTab(widget, title)
        self.body.addWidget(self.card)
        self.body.addWidget(self.tabs, 1)

    def _corrections_tab(self) -> QWidget:
        made = QWidget()
        self.answer = button(self.tr("Answer…"), "", "F6")
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        line.addWidget(self.answer)
        line.addStretch(1)
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_12)
        layout.addWidget(self.correction_table, 1)
        layout.addLayout(line)
        return made

    def _connect(self) -> None:
        self.register.clicked.connect(self.acts.register)
        self.confirm.clicked.connect(lambda: self.acts.confirm(self._code))
        self.revoke.clicked.connect(self._revoke)
        self.ledger.clicked.connect(lambda: self.acts.import_ledger(self._code))
        self.target.clicked.connect(lambda: self.acts.set_target(self._code))
        self.answer.clicked.connect(self._answer)
        self.replica_table.current_changed.connect(lambda _: self._offer())
        self.correction_table.current_changed.connect(lambda _: self._offer())
        self.correction_table.opened.connect(lambda _: self._answer())

    def _person(self, user_id: str) -> str:
        return self._names.get(user_id, user_id)

    def _show(self, read: tuple[Standing, BranchInFull]) -> None:
        standing, full = read
        if full.code != self._code:
            return
        self._names = dict(full.names)
        name = standing.figures.branch.name
        self.set_title(f"{full.code}　{name}", self._since(standing))
        self.facts.setText("\n".join(self._facts(standing, full)))
        self.confirm.setVisible(bool(full.waiting_keys))
        self.packages.show_packages(full.packages)
        for table, records, words in (
            (self.replica_table, full.replicas, self.tr("%n PC(s)", "", len(full.replicas))),
            (self.returns, full.returns, self.tr("%n return(s)", "", len(full.returns))),
            (self.targets, full.targets, self.tr("%n target(s)", "", len(full.targets))),
            (
                self.correction_table,
                full.corrections,
                self.tr("%n request(s)", "", len(full.corrections)),
            ),
            (self.history, full.acts, self.tr("%n act(s)", "", len(full.acts))),
        ):
            _fill(table, records, words)
        self._offer()

    def _since(self, standing: Standing) -> str:
        last = standing.figures.last_package_at
        if last is None:
            return self.tr("No package yet")
        words = self.tr("Last package no. {number}, {when}, %n day(s) ago", "", standing.days or 0)
        return words.format(number=standing.figures.last_number, when=moment(last))

    def _facts(self, standing: Standing, full: BranchInFull) -> Iterator[str]:
        figures = standing.figures
        yield self.tr("Received {received}    reversed {reversed}    confirmed {confirmed}").format(
            received=yuan_text(figures.received_fen),
            reversed=yuan_text(figures.reversed_fen),
            confirmed=yuan_text(figures.confirmed_fen),
        )
        chain = self.tr("Chain complete") if figures.complete else self.tr("A package is missing")
        waits = self.tr("{held} held, {forks} forks, {doubles} possible doubles").format(
            held=figures.held, forks=figures.forks, doubles=figures.doubles
        )
        yield f"{chain}    {waits}"
        if full.waiting_keys:
            yield self.tr("%n PC(s) wait to be confirmed", "", len(full.waiting_keys))
        if any(each.replaced for each in full.waiting_keys):
            yield self.tr("Packages under a replaced key are refused")
        if full.ledger is not None:
            yield self.tr("Ledger of {day}: {loans} loans, {balance}; {file}").format(
                day=full.ledger.as_of,
                loans=f"{full.ledger.loans:,}",
                balance=yuan_text(full.ledger.balance_fen),
                file=full.ledger.file_name,
            )

    def _offer(self) -> None:
        replica = self.replica_table.current_record()
        self.revoke.setEnabled(replica is not None and replica.revoked_on is None)
        request = self.correction_table.current_record()
        self.answer.setEnabled(request is not None and not request.answered_by)

    def _revoke(self) -> None:
        replica = self.replica_table.current_record()
        if replica is not None and replica.revoked_on is None:
            self.tabs.setCurrentWidget(self.replica_table)
            self.acts.revoke(replica)

    def _answer(self) -> None:
        request = self.correction_table.current_record()
        if request is not None and not request.answered_by:
            self.answers.answer(request)


def _fill(table: LineTable, records: Any, words: str) -> None:
    """Show records in a table, standing on the first."""
    model = table.model
    assert isinstance(model, ListModel)
    model.set_records(records)
    table.set_foot(words)
    if records:
        table.select_row(0)


def read_branch(desk: Desk, code: str) -> tuple[Standing, BranchInFull]:
    """Return how a branch stands, and everything about it."""
    full = branch_in_full(desk, code)
    return next(each for each in standings(desk) if each.figures.branch.code == code), full
