"""The page of papers: what was issued, new papers of the branch, and the templates."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QStackedWidget, QTabWidget

from desktop.domain.documents import DocumentKind
from desktop.domain.errors import CodedError
from desktop.domain.rounds import NoticeState
from desktop.services import lists
from desktop.services.documents.builder import Scope
from desktop.services.documents.offering import kinds_of, may_issue, offer_of
from desktop.services.ports import Desk
from desktop.services.records import Document, DocumentHead
from desktop.ui.pages.documents.batch_dialog import BatchDialog
from desktop.ui.pages.documents.issued_list import IssuedList
from desktop.ui.pages.documents.names import kind_name
from desktop.ui.pages.documents.output_dialog import OutputDialog
from desktop.ui.pages.documents.paper_dialog import PaperDialog
from desktop.ui.pages.documents.presenter import DocumentsPresenter
from desktop.ui.pages.documents.templates_view import TemplatesView
from desktop.ui.pages.page import Badge, Page
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.text import button

BRANCH_SCOPES = (Scope.VILLAGE, Scope.OFFICER, Scope.BRANCH)
SEEN = 500
"""How many papers the list shows."""


class DocumentsPage(Page):
    """``open(serial=...)`` stands on one paper, ``open(template=...)`` on a kind's template."""

    def open(self, **arguments: Any) -> None:
        self._wanted = str(arguments.get("serial") or "")
        if arguments.get("template"):
            self.tabs.setCurrentWidget(self.templates)
            self.templates.stand_on(str(arguments["template"]), arguments.get("left_out", ()))
        if self._wanted:
            self.issued.unfilter()
        self.refresh()

    def refresh(self) -> None:
        self._ask_issued()
        self.templates.ask()

    def _ask_issued(self) -> None:
        desk, state, wanted = self.context.desk, self.issued.state, self._wanted
        self._presenter.ask(lambda progress: issued_papers(desk, state, wanted), self._show)

    def _build(self) -> None:
        self._wanted = ""
        self._presenter = DocumentsPresenter(self.context, self)
        self.set_title(self.tr("Papers"))
        self._build_actions()
        self.issued = IssuedList()
        self.issued_view = QStackedWidget()
        self.issued_view.addWidget(self.issued)
        self.issued_view.addWidget(
            EmptyState(
                self.tr("No paper was issued yet"),
                self.tr("Open a dossier and press F9, or choose New paper above."),
                self.tr("Open the ledger"),
                lambda: self.context.navigate("ledger"),
            )
        )
        self.tabs = QTabWidget()
        self.tabs.addTab(self.issued_view, self.tr("Issued"))
        self.templates = TemplatesView(self.context)
        self.tabs.addTab(self.templates, self.tr("Templates"))
        self.body.addWidget(self.tabs, 1)

    def _build_actions(self) -> None:
        self.new = button(self.tr("New paper…"), "primary")
        menu = QMenu(self.new)
        role = self.context.desk.operator.role
        for kind in kinds_of(BRANCH_SCOPES):
            if may_issue(role, kind):
                menu.addAction(kind_name(kind), partial(self.compose, kind))
        self.new.setMenu(menu)
        self.new.setVisible(not menu.isEmpty())
        self.guarantors = button(self.tr("Guarantor notices…"))
        self.guarantors.setVisible(may_issue(role, DocumentKind.GUARANTOR_NOTICE))
        self.guarantors.clicked.connect(self.compose_many)
        self.buttons.addWidget(self.guarantors)
        self.buttons.addWidget(self.new)

    def _connect(self) -> None:
        self.issued.state_wanted.connect(self._ask_issued)
        self.issued.print_wanted.connect(self._print)
        self.issued.mark_wanted.connect(self._presenter.mark)
        self.issued.dossier_wanted.connect(self._open_dossier)
        self._presenter.refused.connect(self._refuse)

    def _load(self) -> None:
        self.refresh()

    def compose(self, kind: DocumentKind) -> None:
        """Open the dialog of one paper of the branch itself."""
        today = self.context.desk.clock.today()
        PaperDialog(self.context, lambda desk: offer_of(desk, kind, today), self).open()

    def compose_many(self) -> None:
        """Open the dialog of notices to the guarantors of many debtors."""
        BatchDialog(self.context, DocumentKind.GUARANTOR_NOTICE, parent=self).open()

    def _show(self, documents: Sequence[DocumentHead]) -> None:
        none_yet = not documents and self.issued.state is None
        self.issued_view.setCurrentIndex(1 if none_yet else 0)
        self.issued.show_documents(documents)
        if self._wanted:
            self.tabs.setCurrentWidget(self.issued_view)
            self.issued.stand_on(self._wanted)
            self._wanted = ""

    def _print(self, heads: Sequence[DocumentHead]) -> None:
        desk, serials = self.context.desk, [each.serial for each in heads]
        self._presenter.ask(lambda progress: lists.documents_to_print(desk, serials), self._offer)

    def _offer(self, documents: Sequence[Document]) -> None:
        """Open the dialog once, however often the key was pressed meanwhile."""
        if not any(each.isVisible() for each in self.findChildren(OutputDialog)):
            OutputDialog(self.context, documents, self).open()

    def _open_dossier(self, document: DocumentHead) -> None:
        self.context.navigate("dossier", party_id=document.party_id, serial=document.serial)

    def _refuse(self, error: CodedError) -> None:
        self.context.jobs.refused.emit(error)


def issued_papers(
    desk: Desk, state: NoticeState | None, wanted: str = ""
) -> Sequence[DocumentHead]:
    """Return what was issued last, and at the end the paper that is looked for if it is older.

    All of those that nobody confirmed: the badge counts them, so each of them must be found.
    """
    waits = state is NoticeState.GENERATED
    found = lists.newest_documents(desk, state, None if waits else SEEN)
    if wanted and all(each.serial != wanted for each in found):
        return [*found, *lists.document_heads(desk, [wanted])]
    return found


def unprinted_badge(desk: Desk) -> Badge | None:
    """Return how many papers nobody confirmed to have come out of the printer, for the rail."""
    count = lists.count_documents(desk, NoticeState.GENERATED)
    return Badge(count) if count else None
