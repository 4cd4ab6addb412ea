"""The branch's own names: until they are entered, every paper is marked 样张."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from desktop.domain.notices import SAMPLE_HEAD, BankHead
from desktop.services.branch import change_head, head
from desktop.services.progress import Progress
from desktop.ui.pages.page import Page
from desktop.ui.theme import SPACE_12, SPACE_16
from desktop.ui.widgets.bank_form import PAPER_STEPS, BankEdits
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.text import button, label, refresh_style


class BranchPage(Page):
    """Who writes, and where debtors pay. Issued notices keep the head they were issued with."""

    def refresh(self) -> None:
        if not self.save.isEnabled():  # else somebody is typing
            self._ask()

    def _build(self) -> None:
        self.set_title(
            self.tr("Branch details"), self.tr("They stand at the head of every paper issued now")
        )
        self._stored = SAMPLE_HEAD
        self.bank = BankEdits()
        for name, value in self._samples().items():
            self.bank.edits[name].setPlaceholderText(self.tr("such as {value}").format(value=value))
        who, where = Card(self.tr("Branch")), Card(self.tr("Account and phones"))
        cards = QHBoxLayout()
        cards.setSpacing(SPACE_16)
        for card, names in zip((who, where), PAPER_STEPS, strict=True):
            card.body.addWidget(self.bank.form(names))
            cards.addWidget(card, 1)
        self.save = button(self.tr("Save"), "primary", "Ctrl+S")
        self.state = label("", "muted")
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_12)
        foot.addWidget(self.save)
        foot.addWidget(self.state, 1)
        self.body.addLayout(cards)
        self.body.addLayout(foot)
        self.body.addStretch(1)
        self.save.setEnabled(False)

    def _connect(self) -> None:
        self.save.clicked.connect(self._save)
        for edit in self.bank.edits.values():
            edit.textEdited.connect(lambda _: self._check())

    def _load(self) -> None:
        self._ask()

    def _samples(self) -> dict[str, str]:
        return {name: getattr(SAMPLE_HEAD, name) for names in PAPER_STEPS for name in names}

    def _ask(self) -> None:
        desk = self.context.desk

        def read(progress: Progress) -> BankHead:
            return head(desk)

        self.context.jobs.run(self.tr("Reading"), read, self._show)

    def _show(self, shown: BankHead) -> None:
        """Show the head; of the sample only what it looks like, for nobody should keep it."""
        self._stored = shown
        self.bank.set_head(BankHead(*[""] * len(self._samples())) if shown.is_sample else shown)
        self.save.setEnabled(False)
        words = self.tr("Papers are marked as samples until all eight fields are filled in")
        self.state.setText(words if shown.is_sample else "")
        refresh_style(self.state, role="danger" if shown.is_sample else "muted")

    def _check(self) -> None:
        """Allow to save what is whole and not what is stored already."""
        whole = all(self.bank.is_filled(names) for names in PAPER_STEPS)
        self.save.setEnabled(whole and self.bank.head() != self._stored)

    def _save(self) -> None:
        desk, head = self.context.desk, self.bank.head()
        self.save.setEnabled(False)
        self.context.jobs.run(
            self.tr("Saving"),
            lambda progress: change_head(desk, head),
            lambda _: self._saved(head),
        )

    def _saved(self, head: BankHead) -> None:
        self._show(head)
        self.state.setText(self.tr("Saved. Notices issued before keep their head."))
        self.context.bus.changed.emit()
