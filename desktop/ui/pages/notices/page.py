"""The notices page: choose, check, preview, print, did it print?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from desktop.domain.documents import DocumentKind
from desktop.domain.errors import CodedError
from desktop.domain.notices import NoticeFacts
from desktop.domain.rounds import NoticeState
from desktop.services.batches import OpenBatch, frozen_facts
from desktop.services.notices import IssuedBatch
from desktop.services.paper_archive import PaperKind
from desktop.ui.pages.branch.hint import SampleHint
from desktop.ui.pages.documents.batch_dialog import BatchDialog
from desktop.ui.pages.notices.check import CheckNotices
from desktop.ui.pages.notices.choose import ChooseNotices
from desktop.ui.pages.notices.confirm import ConfirmPrinted
from desktop.ui.pages.notices.files import ask_file, ask_folder, ask_printer, file_name
from desktop.ui.pages.notices.output import PrintNotices
from desktop.ui.pages.notices.presenter import Checked, NoticesPresenter
from desktop.ui.pages.notices.preview import PreviewNotices
from desktop.ui.pages.notices.reprint import ReprintDialog
from desktop.ui.pages.notices.selection import Candidate, Selection, sum_up
from desktop.ui.pages.notices.step import Step
from desktop.ui.pages.notices.words import paper_name
from desktop.ui.pages.page import Page
from desktop.ui.painter import PagePainter
from desktop.ui.theme import SPACE_12
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.steps import StepBar
from desktop.ui.widgets.text import button, label

CHOOSE, CHECK, PREVIEW, PRINT, CONFIRM = range(5)


class NoticesPage(Page):
    """Five steps, Enter leads through them.

    ``open(party_id=...)`` chooses one debtor, ``open(confirm=True)`` asks what printed,
    ``open(reprint=...)`` offers a serial to be printed again.
    """

    _presenter: NoticesPresenter

    def open(self, **arguments: Any) -> None:
        if arguments.get("confirm"):
            self._go_to(CONFIRM)
        elif arguments.get("reprint"):
            self._ask_reprint(str(arguments["reprint"]))
        elif arguments.get("party_id"):
            self._only = str(arguments["party_id"])
            self._start_over()

    def refresh(self) -> None:
        self._presenter.list_batches()
        self.hint.ask()
        if self.current == CHOOSE:
            self._propose()

    @property
    def current(self) -> int:
        """The number of the step shown, from 0."""
        return self._stack.currentIndex()

    def _build(self) -> None:
        self.set_title(self.tr("Notices"))
        context = self.context
        self.selection = Selection()
        self._only = ""
        self._facts: Sequence[NoticeFacts] = ()
        self._presenter = NoticesPresenter(context, self)
        self.choose = ChooseNotices(self.selection, context.desk.clock.today, context.language)
        self.check = CheckNotices(self.selection, context.language)
        self.preview = PreviewNotices(context.desk.papers, PagePainter(context.fonts))
        self.output = PrintNotices()
        self.confirm = ConfirmPrinted(context.language)
        self.steps: tuple[Step, ...] = (
            self.choose,
            self.check,
            self.preview,
            self.output,
            self.confirm,
        )
        self.bar = StepBar(
            [
                self.tr("Choose"),
                self.tr("Check"),
                self.tr("Preview"),
                self.tr("Print"),
                self.tr("Did it print?"),
            ]
        )
        self._stack = QStackedWidget()
        for step in self.steps:
            self._stack.addWidget(step)
        self._nobody = EmptyState(
            self.tr("Nobody is due"),
            self.tr("Import a ledger with overdue loans, then the program proposes who gets one."),
            self.tr("Import a ledger"),
            lambda: self.context.navigate("import"),
        )
        self._nobody.hide()
        self.hint = SampleHint(context)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.bar)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self._nobody, 1)
        self._build_foot()

    def _build_foot(self) -> None:
        self._unconfirmed = button("", "link")
        self._unconfirmed.hide()
        self._reprint = button(self.tr("Reprint by serial…"))
        self.buttons.addWidget(self._unconfirmed)
        self.buttons.addWidget(self._reprint)
        self._back = button(self.tr("Back"))
        self.go = button("", "primary")
        self._hint = label("", "muted")
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_12)
        for each in (self._back, self.go, self._hint):
            foot.addWidget(each)
        foot.addStretch(1)
        self.body.addLayout(foot)

    def _connect(self) -> None:
        presenter = self._presenter
        presenter.proposed.connect(self._show_proposals)
        presenter.checked.connect(self._show_checked)
        presenter.issued.connect(self._show_issued)
        presenter.written.connect(self.output.show_written)
        presenter.printed.connect(self.output.show_printed)
        presenter.stopped.connect(self.output.show_stopped)
        presenter.listed.connect(self._show_batches)
        presenter.refused.connect(self._refuse)
        presenter.working.connect(lambda: self._offer())
        self.choose.filters.day_changed.connect(self._change_day)
        self.check.ledger_wanted.connect(lambda: self.context.navigate("import"))
        self.output.paper_wanted.connect(self._want_paper)
        self.output.guarantors_wanted.connect(self._want_guarantors)
        self.confirm.marked.connect(self._presenter.mark)
        self.confirm.again_wanted.connect(self._print_again)
        self.bar.clicked.connect(self._return_to)
        self.go.clicked.connect(self._go_on)
        self._back.clicked.connect(self._go_back)
        self._unconfirmed.clicked.connect(lambda: self._go_to(CONFIRM))
        self._reprint.clicked.connect(lambda: self._ask_reprint())
        for step in self.steps:
            step.changed.connect(self._offer)
        for key in ("Return", "Enter"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._go_on)

    def _load(self) -> None:
        self._go_to(CHOOSE)
        self.refresh()

    def _propose(self) -> None:
        day = self.choose.filters.day
        if day is not None:
            self._presenter.propose(day)

    def _change_day(self, day: date | None) -> None:
        self.choose.filters.refuse_day(None)
        self._propose()
        self._offer()

    def _show_proposals(self, proposals: Sequence[Candidate]) -> None:
        self.selection.propose(proposals)
        if self._only:
            self._tick_only(self._only)
        self._nobody.setVisible(not proposals)
        self._stack.setVisible(bool(proposals) or self.current != CHOOSE)
        self.choose.show_proposals()
        if self._only and self.selection.knows(self._only):
            self.choose.stand_on(self._only)
        self._only = ""
        if self.current == CHOOSE and self.choose.isVisible():
            self.choose.arrive()

    def _tick_only(self, party_id: str) -> None:
        """Choose one debtor, as another page asked."""
        self.selection.tick([each.party.id for each in self.selection.chosen()], False)
        if self.selection.knows(party_id):
            self.selection.tick([party_id], True)

    def _show_checked(self, checked: Checked) -> None:
        self._facts = checked.facts
        self.selection.note_problems(checked.problems)
        day = self.choose.filters.day or self.context.desk.clock.today()
        self.check.show_checked(checked.ledger_day, day)
        self._go_to(CHECK)

    def _show_preview(self) -> None:
        chosen = {each.party.id for each in self.selection.chosen()}
        self.preview.show_facts([each for each in self._facts if each.party_id in chosen])
        self._go_to(PREVIEW)

    def _announce(self) -> None:
        day = self.choose.filters.day
        sums = sum_up(self.selection.chosen())
        self.output.announce(sums, day.isoformat() if day else "")
        self._go_to(PRINT)

    def _show_issued(self, batch: IssuedBatch, *, came_out: bool = False) -> None:
        self.output.show_batch(batch, came_out=came_out)
        self._go_to(PRINT)

    def _print_again(self, batch: OpenBatch) -> None:
        """Bring back a batch that did not come out: its serials and facts stay what they are."""
        waiting = [each for each in batch.notices if each.state is NoticeState.GENERATED]
        self._show_issued(IssuedBatch(batch.batch_id, frozen_facts(waiting), ()), came_out=True)

    def _want_paper(self, kind: PaperKind) -> None:
        batch = self.output.batch
        if batch is None or self._presenter.is_working:
            return
        if kind is PaperKind.PRINTER:
            printer = ask_printer(self)
            if printer:
                self._presenter.print_out(
                    self.output.to_print,
                    printer,
                    is_reprint=False,
                    with_cover=self.output.with_cover,
                )
            return
        name = file_name(kind, batch.facts[0], batch.facts[-1])
        if kind is PaperKind.SINGLE_PDFS:
            path = ask_folder(self, paper_name(kind), name)
        else:
            path = ask_file(self, kind, name)
        if path:
            self._presenter.write(batch, kind, path, with_cover=self.output.with_cover)

    def _want_guarantors(self) -> None:
        """Offer notices to the guarantors of the debtors that were just written to."""
        batch = self.output.batch
        if batch is not None:
            serials = [each.serial for each in batch.facts]
            BatchDialog(self.context, DocumentKind.GUARANTOR_NOTICE, serials, self).open()

    def _show_batches(self, batches: Sequence[OpenBatch]) -> None:
        issued = self.output.batch.batch_id if self.output.batch else ""
        self.confirm.show_batches(batches, issued)
        waiting = sum(len(each.notices) for each in batches)
        self._unconfirmed.setText(self.tr("%n notice(s) not confirmed or handed out", "", waiting))
        self._unconfirmed.setVisible(waiting > 0 and self.current != CONFIRM)

    def _go_on(self) -> None:
        """Do what the primary button says."""
        if self._presenter.is_working or not self.go.isEnabled():
            return
        match self.current:
            case 0:
                self._ask_check()
            case 1:
                self._show_preview()
            case 2:
                self._announce()
            case 3:
                self._issue_or_confirm()
            case _ if self.confirm.model.rowCount():
                self.confirm.confirm()
            case _:
                self._start_over()

    def _ask_check(self) -> None:
        day = self.choose.filters.day
        if day is not None:
            self._presenter.check(self.selection.choices(), day)

    def _issue_or_confirm(self) -> None:
        day = self.choose.filters.day
        if self.output.batch is not None:
            self._go_to(CONFIRM)
        elif day is not None:
            self._presenter.issue(self.selection.choices(), day)

    def _go_back(self) -> None:
        if self.current == CONFIRM and self.output.batch is None:
            self._go_to(CHOOSE)
        elif self.current:
            self._return_to(self.current - 1)

    def _return_to(self, step: int) -> None:
        """Go back to a step; once serials are taken, the way back is a new choice."""
        if self.output.batch is not None and step < PRINT:
            self._start_over()
        else:
            self._go_to(step)

    def _start_over(self) -> None:
        self.output.batch = None
        self._go_to(CHOOSE)
        self.refresh()

    def _go_to(self, step: int) -> None:
        self._stack.setCurrentIndex(step)
        self._stack.show()
        self.bar.set_current(step)
        self._unconfirmed.setHidden(step == CONFIRM or not self.confirm.model.rowCount())
        self._offer()
        self.steps[step].arrive()

    def _offer(self) -> None:
        """Say on the buttons what comes next."""
        step = self.steps[self.current]
        words, enabled = step.primary()
        self.go.setText(f"{words}  Enter")
        self.go.setEnabled(enabled and not self._presenter.is_working)
        self._back.setVisible(self.current != CHOOSE)
        self._hint.setText(step.hint())
        sums = sum_up(self.selection.chosen())
        note = self.tr("{debtors} with {loans} loans")
        shown = sums.debtors and self.current != CONFIRM
        self.bar.set_note(
            CHOOSE, note.format(debtors=sums.debtors, loans=sums.loans) if shown else ""
        )

    def _refuse(self, field: str, error: CodedError) -> None:
        """Show at its field what is wrong; serials are the reprint dialog's."""
        if field == "as_of":
            self._go_to(CHOOSE)
            self.choose.filters.refuse_day(error)

    def _ask_reprint(self, serial: str = "") -> None:
        dialog = ReprintDialog(self._presenter, self.context.language, self)
        dialog.serials.setText(serial)
        dialog.open()
