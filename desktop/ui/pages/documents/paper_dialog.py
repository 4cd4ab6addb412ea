"""Print a paper: choose a kind, fill it in beside its real pages, issue it, print it, say so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMessageBox,
    QStackedWidget,
    QWidget,
)

from desktop.domain.documents import DocumentKind
from desktop.domain.errors import CodedError
from desktop.domain.page import Page
from desktop.services.documents.issuing import IssuedDocuments, Wish, lay_out_documents
from desktop.services.documents.offering import Offer
from desktop.services.ports import Desk
from desktop.services.progress import Progress
from desktop.ui.drafts import DraftKeeper
from desktop.ui.errors import explain
from desktop.ui.pages.documents.composer import Composer
from desktop.ui.pages.documents.names import kind_name, language, refusal_lines
from desktop.ui.pages.documents.pages_view import PagesView
from desktop.ui.pages.documents.presenter import Drafted
from desktop.ui.pages.documents.working_dialog import WorkingDialog
from desktop.ui.pages.page import PageContext
from desktop.ui.painter import PagePainter
from desktop.ui.theme import SPACE_16
from desktop.ui.widgets.text import label

_WIDTH, _HEIGHT = 1300, 692
_WAIT_MS = 300
"""A pause in typing after which the paper is laid out anew."""


class PaperDialog(WorkingDialog):
    """``ask_offer`` reads what can be printed, about whom. Ctrl+Enter issues; typed text survives
    every error, and Esc asks before it is lost.
    """

    def __init__(
        self,
        context: PageContext,
        ask_offer: Callable[[Desk], Offer],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, "", parent)
        self.setWindowTitle(self.tr("Print a paper"))
        self._is_issued = False
        self._count = 0
        self._drafts: list[DraftKeeper] = []
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._build()
        self._connect()
        self.presenter.ask(lambda progress: ask_offer(context.desk), self._show_offer)

    @property
    def is_waiting(self) -> bool:
        """Whether something was typed that is not laid out yet."""
        return self._wait.isActive()

    def reject(self) -> None:
        """Close, after asking where something typed would be lost."""
        if self.presenter.is_working or self._is_issued or not self.composer.touched:
            super().reject()
            return
        question = QMessageBox(self)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.setIcon(QMessageBox.Icon.Question)
        question.setText(self.tr("What you typed is not on any paper yet. Throw it away?"))
        away = question.addButton(self.tr("Throw away"), QMessageBox.ButtonRole.DestructiveRole)
        stay = question.addButton(self.tr("Go on typing"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(stay)
        away.clicked.connect(super().reject)
        question.open()

    def done(self, result: int) -> None:
        self._wait.stop()
        self._end_drafts()
        super().done(result)

    def _build(self) -> None:
        self.setSizeGripEnabled(True)
        self.resize(_WIDTH, _HEIGHT)
        self._who = label("", "title")
        self.composer = Composer(self._context.desk.clock.today)
        self.pages = PagesView(PagePainter(self._context.fonts))
        self._side = QStackedWidget()
        self._side.addWidget(self.composer)
        self._side.addWidget(self.output)
        self._side.setMaximumWidth(self.composer.full_width)
        middle = QHBoxLayout()
        middle.setSpacing(SPACE_16)
        middle.addWidget(self._side)
        middle.addWidget(self.pages, 1)
        self._hint = label(self.tr("* must be filled in.  PgUp and PgDn turn the pages"), "muted")
        self._lay_out(self._who, middle, hint=self._hint)

    def _connect(self) -> None:
        presenter = self.presenter
        self.composer.changed.connect(self._type)
        self.composer.form_made.connect(self._keep_draft)
        self._wait.timeout.connect(self._draft)
        presenter.drafted.connect(self._show_drafted)
        presenter.undrafted.connect(self._show_undrafted)
        presenter.issued.connect(self._show_issued)
        self.go.clicked.connect(self._go_on)
        for key, step in (("PgDown", 1), ("PgUp", -1)):
            self._on_key(key, partial(self.pages.turn, step))
        self._offer()

    def _show_offer(self, offer: Offer) -> None:
        self._who.setText(offer.party.name if offer.party else kind_name(offer.kinds[0]))
        self.composer.show_offer(offer)
        self.composer.arrive()
        self._draft()

    def _keep_draft(self, kind: DocumentKind) -> None:
        form, party_id = self.composer.form, self.composer.wish().party_id
        fields = {name: field.edit for name, field in form.fields.items()}
        made = DraftKeeper(self._context, f"document:{kind.value}:{party_id}", fields, form)
        form.show_draft(made.line)
        self._drafts.append(made)
        made.start()

    def _end_drafts(self) -> None:
        for each in self._drafts:
            each.finish()

    def _type(self) -> None:
        """Something else is asked for: lay it out when the typing pauses.

        A field that tidies up what was typed as the cursor leaves it may come late.
        """
        if self._is_issued or self.presenter.is_working:
            return
        self.composer.refuse(None)
        self.message.clear()
        self._wait.start()
        self._offer()

    def _asked(self) -> tuple[Sequence[Wish], date] | None:
        """Return what is asked for and its day, None while it makes no paper."""
        day = self.composer.date()
        if day is None or self.composer.kind is None or not self.composer.any_loan:
            return None
        return [self.composer.wish()], day

    def _draft(self) -> None:
        self._wait.stop()
        asked = self._asked()
        if asked is None:
            self.presenter.forget()
            self.pages.show_nothing(self.tr("Give the day, and tick a loan at least."))
            return
        wishes, day = asked
        self.presenter.draft(lambda progress: wishes, day, pages=True)

    def _show_drafted(self, drafted: Drafted) -> None:
        if self._is_issued:
            return
        self.pages.show_left_out(refusal_lines(drafted.refused, drafted.problems))
        if drafted.pages:
            self.pages.show_pages(drafted.pages)
        else:
            self.pages.show_nothing(self.tr("There is nobody this paper may go to."))
        self._count = len(drafted.drafts) - len({each.serial for each in drafted.problems})
        self._offer()

    def _show_undrafted(self, error: CodedError) -> None:
        """Say in the paper's place what is missing; at the field only what a person typed."""
        if self._is_issued:
            return
        self._count = 1
        self.pages.show_left_out([])
        self.pages.show_nothing(explain(error, language())[1])
        field = self.composer.form.fields.get(str(getattr(error, "field", "")))
        if field is None or field.touched:
            self.composer.refuse(error)
        self._offer()

    def _refuse(self, error: CodedError) -> None:
        """Say what is wrong where it was typed, else beside the button."""
        if not self.composer.refuse(error, focus=True):
            super()._refuse(error)

    def _offer(self) -> None:
        """Say on the button what comes next."""
        if self._is_issued:
            words, ready = self.tr("It printed"), self.output.has_come_out
        else:
            words = self.tr("Issue %n paper(s)", "", max(self._count, 1))
            ready = self._asked() is not None and self._count > 0
        self.go.setText(f"{words}  Ctrl+Enter")
        self.go.setEnabled(ready and not self.presenter.is_working)

    def _go_on(self) -> None:
        if self._is_issued:
            self._confirm()
            return
        asked = self._asked()
        if asked is not None:
            wishes, day = asked
            self._wait.stop()
            self.presenter.issue(lambda progress: wishes, day)

    def _show_issued(self, issued: IssuedDocuments) -> None:
        """From now on the papers can only go out: what stands on them is frozen."""
        self._is_issued = True
        self._end_drafts()
        self._wait.stop()
        left_out = refusal_lines(issued.refused, issued.problems)
        self.output.show_papers(issued.facts, issued.batch_id, left_out)
        self._side.setCurrentWidget(self.output)
        self._hint.setText(
            self.tr("Keys 1 to 3 print. What is not confirmed waits on the page Papers.")
        )
        self._print_by_number()
        self.output.arrive()
        self.pages.show_left_out([])
        desk, serials = self._context.desk, self.output.serials

        def pages(progress: Progress) -> list[Page]:
            return lay_out_documents(desk, serials, False, progress)

        self.presenter.ask(pages, self.pages.show_pages)
        self._offer()
