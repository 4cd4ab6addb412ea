"""The import page: choose a file, check how it was understood, take it in, see what changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QStackedWidget

from desktop.domain.errors import CodedError
from desktop.domain.ledger import SourceMapping
from desktop.domain.permissions import Action
from desktop.services.list_records import LedgerLine
from desktop.services.records import LedgerImport, LoanChange, LoanStatus
from desktop.ui.approval.second_dialog import with_second
from desktop.ui.errors import choice_name, explain
from desktop.ui.pages.ledger_import.check import CheckStep
from desktop.ui.pages.ledger_import.choose import ChooseStep
from desktop.ui.pages.ledger_import.presenter import CheckedFile, Imported, ImportPresenter
from desktop.ui.pages.ledger_import.result import ResultStep
from desktop.ui.pages.page import Page
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.steps import StepBar
from desktop.ui.widgets.text import button, label

CHOOSE, CHECK, RESULT = range(3)


class ImportPage(Page):
    """Takes a ledger in. ``open(path=...)`` reads a file at once, ``open(missing=True)`` shows
    the loans about which a person must find out.
    """

    def open(self, **arguments: Any) -> None:
        if arguments.get("path"):
            self._read(Path(arguments["path"]))
        elif arguments.get("missing"):
            self._missing_first = True
            self._presenter.show_import(None)

    def refresh(self) -> None:
        self._presenter.ask()
        if self.steps.current == RESULT:
            self._presenter.show_import(self._done)

    def _build(self) -> None:
        self.set_title(self.tr("Import a ledger"))
        self._checked: CheckedFile | None = None
        self._done: LedgerImport | None = None
        self._missing_first = False
        self._presenter = ImportPresenter(self.context, self)
        self.again = button(self.tr("Another file"))
        self.take_in = button(self.tr("Import"), "primary")
        self.buttons.addWidget(self.again)
        self.buttons.addWidget(self.take_in)
        self.steps = StepBar([self.tr("Choose a file"), self.tr("Check"), self.tr("What changed")])
        self.trouble = Card(role="warning")
        self._trouble_words = label("", wrap=True)
        self.trouble.body.addWidget(self._trouble_words)
        self.choose = ChooseStep()
        self.check = CheckStep(self.context.desk.clock.today, self.context.language)
        self.result = ResultStep()
        self.pages = QStackedWidget()
        for each in (self.choose, self.check, self.result):
            self.pages.addWidget(each)
        for widget in (self.steps, self.trouble):
            self.body.addWidget(widget)
        self.body.addWidget(self.pages, 1)
        self.trouble.hide()
        self.from_office = label(
            choice_name("ledger", "from_office", self.context.language), "danger", wrap=True
        )
        self.body.insertWidget(0, self.from_office)
        self.from_office.hide()

    def _connect(self) -> None:
        self.choose.chosen.connect(self._read)
        self.choose.opened.connect(self._look_at)
        self.check.corrected.connect(self._read_again)
        self.check.ready.connect(self.take_in.setEnabled)
        self.result.opened.connect(self._open_dossier)
        self.result.decided.connect(self._decide)
        self.steps.clicked.connect(self._go_back)
        self.again.clicked.connect(lambda: self._stand_at(CHOOSE))
        self.take_in.clicked.connect(self._take_in)
        self._presenter.checked.connect(self._show_checked)
        self._presenter.failed.connect(self._show_trouble)
        self._presenter.listed.connect(self.choose.show_imports)
        self._presenter.from_office.connect(self.from_office.setVisible)
        self._presenter.showed.connect(self._show_result)
        self._presenter.taken_in.connect(self._show_result)
        self._presenter.busy.connect(self._wait)

    def _load(self) -> None:
        self._stand_at(CHOOSE)
        self._presenter.ask()

    def _stand_at(self, step: int) -> None:
        self.steps.set_current(step)
        self.pages.setCurrentIndex(step)
        self.trouble.hide()
        self.again.setVisible(step != CHOOSE)
        self.take_in.setVisible(step == CHECK)

    def _go_back(self, step: int) -> None:
        """A file that was taken in is not checked again: its figures are known by now."""
        self._stand_at(CHOOSE if self.steps.current == RESULT else step)

    def _read(self, path: Path) -> None:
        self.trouble.hide()
        self._presenter.read(path)

    def _read_again(self, mapping: SourceMapping) -> None:
        if self._checked:
            self.trouble.hide()
            self._presenter.read(self._checked.path, mapping)

    def _show_checked(self, checked: CheckedFile) -> None:
        self._checked = checked
        loans = self.tr("%n loan(s)", "", len(checked.reading.rows))
        self.steps.set_note(CHOOSE, checked.path.name)
        self.steps.set_note(CHECK, loans)
        self._stand_at(CHECK)
        self.check.show_checked(checked)

    def _take_in(self) -> None:
        checked = self._checked
        if checked is None or not self.check.is_ready:
            return
        words = self.tr("{file}: %n loan(s)", "", len(checked.reading.rows))
        with_second(
            self.context,
            Action.EXCHANGE,
            words.format(file=checked.path.name),
            lambda second: self._presenter.take_in(checked, second),
            self,
        )

    def _look_at(self, done: LedgerImport) -> None:
        self._presenter.show_import(done)

    def _show_result(self, imported: Imported) -> None:
        self._done = imported.done
        if self.steps.current != RESULT:
            self.steps.set_note(CHOOSE, imported.done.file_name if imported.done else "")
            self.steps.set_note(CHECK, "")
        self._stand_at(RESULT)
        self.result.show_imported(imported, missing_first=self._missing_first)
        self._missing_first = False

    def _show_trouble(self, error: CodedError) -> None:
        title, text = explain(error, self.context.language)
        self.trouble.set_title(title)
        self._trouble_words.setText(text)
        self.trouble.show()

    def _wait(self, busy: bool) -> None:
        """While a file is read or taken in nothing else is begun; the job bar can cancel."""
        self.pages.setEnabled(not busy)
        self.again.setEnabled(not busy)
        self.take_in.setEnabled(not busy and self.check.is_ready)

    def _decide(self, loan_ids: list[str], status: LoanStatus, note: str) -> None:
        self._presenter.decide(loan_ids, status, note)

    def _open_dossier(self, line: LedgerLine | LoanChange) -> None:
        self._presenter.open_dossier(line.loan_id)
