"""One branch in full: how it stands, its packages, PCs, targets, corrections, what was done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from desktop.domain.money import yuan_text
from desktop.domain.package_names import package_no
from desktop.services.collection_records import (
    Act,
    Branch,
    Correction,
    OfficeContact,
    Replica,
    StoredReturn,
    Target,
)
from desktop.services.office.branches import Standing, standings
from desktop.services.office.views import BranchInFull, branch_in_full
from desktop.services.ports import Desk
from desktop.ui.errors import operator_name
from desktop.ui.pages.exchange.lists import ListTab
from desktop.ui.pages.office.branch_acts import BranchActs
from desktop.ui.pages.office.branch_tables import (
    act_columns,
    contact_columns,
    correction_columns,
    replica_columns,
    return_columns,
    target_columns,
)
from desktop.ui.pages.office.decide_acts import DecideActs
from desktop.ui.pages.office.package_table import PackageTable
from desktop.ui.pages.office.words import call_words, moment
from desktop.ui.pages.page import Page
from desktop.ui.theme import SPACE_8, SPACE_12
from desktop.ui.widgets.card import Card
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
        self._letters: Mapping[str, str] = {}
        self._branch: Branch | None = None
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
        self.named = button(self.tr("Name and phone…"), "link")
        self.waits = button("", "link")
        self.back_to = button(self.tr("Write its return…"), "link")
        for each in (self.named, self.waits, self.back_to):
            self.card.head.addWidget(each)
        self.card.body.addWidget(self.facts)
        self.packages = PackageTable(
            "office-branch-packages",
            language,
            self.tr("No package yet: take one in on the page Packages."),
            with_branch=False,
        )
        self._build_lists()
        self.tabs = QTabWidget()
        self.contact = button(self.tr("Pass a contact on…"), "", "Ctrl+N")
        self.answer = button(self.tr("Answer…"), "", "F6")
        for widget, title in (
            (self.packages, self.tr("Packages")),
            (self.replicas, self.tr("PCs")),
            (self.returns, self.tr("Returns")),
            (self.targets, self.tr("Targets")),
            (_with_button(self.corrections, self.answer), self.tr("Corrections")),
            (_with_button(self.contacts, self.contact), self.tr("Contacts")),
            (self.history, self.tr("What was done")),
        ):
            self.tabs.addTab(widget, title)
        self.body.addWidget(self.card)
        self.body.addWidget(self.tabs, 1)

    def _build_lists(self) -> None:
        """Make the lists; each says what to do first while it has no line."""
        language = self.context.language
        self.replicas: ListTab[Replica] = ListTab(
            "office-replicas",
            replica_columns(language, self._person, self._letter),
            self.tr("No PC yet: the branch enrols with head office's key file, then F7."),
        )
        self.returns: ListTab[StoredReturn] = ListTab(
            "office-returned",
            return_columns(language, self._person, self._letter),
            self.tr("No return yet: write one on the page Returns."),
        )
        self.targets: ListTab[Target] = ListTab(
            "office-targets",
            target_columns(language),
            self.tr("No target yet: set one with F9; it goes down with the next return."),
        )
        self.corrections: ListTab[Correction] = ListTab(
            "office-corrections",
            correction_columns(language),
            self.tr("The branch has asked for nothing to be corrected."),
        )
        self.contacts: ListTab[OfficeContact] = ListTab(
            "office-contacts",
            contact_columns(),
            self.tr(
                "Where a court, a village or the post told head office how to reach a debtor, "
                "pass it on here."
            ),
        )
        self.history: ListTab[Act] = ListTab(
            "office-acts",
            act_columns(language, self._person, self._letter),
            self.tr("Nothing was done about this branch yet."),
        )

    def _connect(self) -> None:
        self.register.clicked.connect(self.acts.register)
        self.confirm.clicked.connect(lambda: self.acts.confirm(self._code))
        self.revoke.clicked.connect(self._revoke)
        self.ledger.clicked.connect(lambda: self.acts.import_ledger(self._code))
        self.target.clicked.connect(lambda: self.acts.set_target(self._code))
        self.named.clicked.connect(self._rename)
        self.waits.clicked.connect(lambda: self.context.navigate("decide", branch=self._code))
        self.back_to.clicked.connect(lambda: self.context.navigate("returns", code=self._code))
        self.contact.clicked.connect(lambda: self.acts.add_contact(self._code))
        self.answer.clicked.connect(self._answer)
        self.replicas.table.current_changed.connect(lambda _: self._offer())
        self.corrections.table.current_changed.connect(lambda _: self._offer())
        self.corrections.table.opened.connect(lambda _: self._answer())

    def _person(self, user_id: str) -> str:
        return operator_name(self._names, user_id, self.context.language)

    def _letter(self, replica_id: str) -> str:
        return self._letters.get(replica_id, "")

    def _show(self, read: tuple[Standing, BranchInFull]) -> None:
        standing, full = read
        if full.code != self._code:
            return
        self._names, self._letters = dict(full.names), full.letters
        self._branch = standing.figures.branch
        self.set_title(f"{full.code}　{self._branch.name}", self._since(standing))
        figures = standing.figures
        waits = figures.held + figures.forks + figures.doubles
        self.waits.setText(self.tr("%n thing(s) to decide…", "", waits))
        self.waits.setVisible(waits > 0)
        self.facts.setText("\n".join(self._facts(standing, full)))
        self.confirm.setVisible(bool(full.waiting_keys))
        self.packages.show_packages(full.packages)
        self.replicas.show_records(full.replicas)
        self.returns.show_records(full.returns)
        self.targets.show_records(full.targets)
        self.corrections.show_records(full.corrections)
        self.contacts.show_records(full.contacts)
        self.history.show_records(full.acts)
        self._offer()

    def _since(self, standing: Standing) -> str:
        last = standing.figures.last_package_at
        if last is None:
            return self.tr("No package yet")
        words = self.tr("Last package no. {number}, {when}, %n day(s) ago", "", standing.days or 0)
        number = package_no(standing.figures.last_file, standing.figures.last_number)
        return words.format(number=number, when=moment(last))

    def _facts(self, standing: Standing, full: BranchInFull) -> Iterator[str]:
        figures = standing.figures
        calls = call_words(standing, self.context.language)
        phone = figures.branch.phone
        if calls:
            words = (
                self.tr("Ring up {phone}: {calls}")
                if phone
                else self.tr("No phone is noted, note it first; to be asked: {calls}")
            )
            yield words.format(phone=phone, calls=calls)
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
        for ledger in full.ledgers:
            yield self.tr("Ledger of {day}: {loans} loans, {balance}; {file}").format(
                day=ledger.as_of,
                loans=f"{ledger.loans:,}",
                balance=yuan_text(ledger.balance_fen),
                file=ledger.file_name,
            )

    def _offer(self) -> None:
        replica = self.replicas.table.current_record()
        self.revoke.setEnabled(replica is not None and replica.revoked_on is None)
        request = self.corrections.table.current_record()
        self.answer.setEnabled(request is not None and not request.answered_by)

    def _rename(self) -> None:
        if self._branch is not None:
            self.acts.add_branch(self._branch)

    def _revoke(self) -> None:
        replica = self.replicas.table.current_record()
        if replica is not None and replica.revoked_on is None:
            self.tabs.setCurrentWidget(self.replicas)
            self.acts.revoke(replica)

    def _answer(self) -> None:
        request = self.corrections.table.current_record()
        if request is not None and not request.answered_by:
            self.answers.answer(request)


def _with_button(tab: QWidget, act: QPushButton) -> QWidget:
    """Return a list with the button that acts on it below."""
    made = QWidget()
    line = QHBoxLayout()
    line.setSpacing(SPACE_8)
    line.addWidget(act)
    line.addStretch(1)
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE_12)
    layout.addWidget(tab, 1)
    layout.addLayout(line)
    return made


def read_branch(desk: Desk, code: str) -> tuple[Standing, BranchInFull]:
    """Return how a branch stands, and everything about it."""
    full = branch_in_full(desk, code)
    return next(each for each in standings(desk) if each.figures.branch.code == code), full
