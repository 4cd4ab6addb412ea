"""One kind of paper to many: a village, or the debtors that some notices went to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.documents import DocumentFacts, DocumentKind
from desktop.domain.errors import CodedError
from desktop.services.documents.issuing import IssuedDocuments
from desktop.ui.errors import explain
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.documents.batch_lists import LeftOut, draft_columns, left_out_columns
from desktop.ui.pages.documents.batch_source import BatchSource, Known, known_sources
from desktop.ui.pages.documents.names import kind_name, language, refusal_lines, refusals
from desktop.ui.pages.documents.pages_view import PagesView
from desktop.ui.pages.documents.presenter import Drafted
from desktop.ui.pages.documents.working_dialog import WorkingDialog
from desktop.ui.pages.page import PageContext
from desktop.ui.painter import PagePainter
from desktop.ui.table_export import export_shown
from desktop.ui.theme import SPACE_12, SPACE_16
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import label

_WIDTH, _HEIGHT, _SIDE = 1300, 692, 620
_DRAFTS, _LEFT_OUT = "drafts", "left_out"


class BatchDialog(WorkingDialog):
    """Left whom and who, right the paper of the one the list stands on. Ctrl+Enter issues all.

    ``serials`` are notices whose debtors it begins with.
    """

    def __init__(
        self,
        context: PageContext,
        kind: DocumentKind,
        serials: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, kind_name(kind), parent)
        self._kind, self._serials = kind, serials
        self._is_issued = False
        self._build()
        self._connect()
        desk = context.desk
        self.presenter.ask(lambda progress: known_sources(desk), self._show_sources)

    def export_table(self, table: LineTable) -> None:
        """Write one of the lists to a file."""
        export_shown(self._context.desk, self._context.jobs, table, kind_name(self._kind))

    def _build(self) -> None:
        self.setSizeGripEnabled(True)
        self.resize(_WIDTH, _HEIGHT)
        self.source = BatchSource(self._context.desk.clock.today)
        self.pages = PagesView(PagePainter(self._context.fonts))
        self._side = QStackedWidget()
        self._side.addWidget(self._lists())
        self._side.addWidget(self.output)
        self._side.setFixedWidth(_SIDE)
        middle = QHBoxLayout()
        middle.setSpacing(SPACE_16)
        middle.addWidget(self._side)
        middle.addWidget(self.pages, 1)
        self._lay_out(label(kind_name(self._kind), "title"), middle)

    def _lists(self) -> QWidget:
        self.drafts: ListModel[DocumentFacts] = ListModel(draft_columns(), self)
        self.left_out: ListModel[LeftOut] = ListModel(left_out_columns(), self)
        self.draft_table = LineTable(self.drafts, "batch-drafts")
        self.left_out_table = LineTable(self.left_out, "batch-left-out")
        self.chips = Chips([(_DRAFTS, ""), (_LEFT_OUT, "")])
        self.chips.set_value(_DRAFTS)
        self._tables = QStackedWidget()
        self._tables.addWidget(self.draft_table)
        self._tables.addWidget(self.left_out_table)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_12)
        column.addWidget(self.source)
        column.addWidget(self.chips)
        column.addWidget(self._tables, 1)
        return made

    def _connect(self) -> None:
        presenter = self.presenter
        self.source.changed.connect(self._draft)
        self.chips.changed.connect(self._show_list)
        self.draft_table.current_changed.connect(self._show_paper)
        presenter.drafted.connect(self._show_drafted)
        presenter.undrafted.connect(self._show_undrafted)
        presenter.issued.connect(self._show_issued)
        self.go.clicked.connect(self._go_on)
        for key, step in (("PgDown", 1), ("PgUp", -1)):
            self._on_key(key, partial(self.pages.turn, step))
        self._show_drafted(Drafted((), (), ()))

    def _show_sources(self, known: Known) -> None:
        self.source.show_known(known, self._serials)
        self.source.setFocus()
        self._draft()

    def _draft(self) -> None:
        asked = self.source.asked(self._context.desk, self._kind)
        self.message.clear()
        if asked is None:
            self.presenter.forget()
            self._show_drafted(Drafted((), (), ()))
            return
        wishes, day = asked
        self.presenter.draft(wishes, day, pages=False)

    def _show_drafted(self, drafted: Drafted) -> None:
        lame = {each.serial for each in drafted.problems}
        sound = [each for number, each in enumerate(drafted.drafts) if str(number) not in lame]
        out = [
            *(LeftOut(*each) for each in refusals(drafted.refused)),
            *(LeftOut.of_problem(each, drafted.drafts) for each in drafted.problems),
        ]
        self.drafts.set_records(sound)
        self.left_out.set_records(out)
        self.draft_table.set_foot(self.tr("%n paper(s)", "", len(sound)))
        self.left_out_table.set_foot(self.tr("%n reason(s)", "", len(out)))
        self.chips.set_label(_DRAFTS, self.tr("To print {count}").format(count=len(sound)))
        self.chips.set_label(_LEFT_OUT, self.tr("Left out {count}").format(count=len(out)))
        if sound:
            self.draft_table.select_row(0)
        else:
            self.pages.show_nothing(self.tr("Choose a village or a batch: its papers show here."))
        self._offer()

    def _show_undrafted(self, error: CodedError) -> None:
        self._show_drafted(Drafted((), (), ()))
        self.pages.show_nothing(explain(error, language())[1])

    def _show_list(self) -> None:
        self._tables.setCurrentIndex(0 if self.chips.value() == _DRAFTS else 1)

    def _show_paper(self, facts: DocumentFacts | None) -> None:
        """Lay the paper out now: it takes a few milliseconds, and only what is seen is laid."""
        if facts is not None:
            self.pages.show_pages(self._context.desk.papers.document_pages(facts))

    def _offer(self) -> None:
        count = len(self.drafts.records)
        words, ready = self.tr("Issue %n paper(s)", "", count), count > 0
        if self._is_issued:
            words, ready = self.tr("It printed"), self.output.has_come_out
        self.go.setText(f"{words}  Ctrl+Enter")
        self.go.setEnabled(ready and not self.presenter.is_working)

    def _go_on(self) -> None:
        if self._is_issued:
            self._confirm()
            return
        asked = self.source.asked(self._context.desk, self._kind)
        if asked is not None:
            self.presenter.issue(*asked)

    def _show_issued(self, issued: IssuedDocuments) -> None:
        self._is_issued = True
        left_out = refusal_lines(issued.refused, issued.problems)
        self.output.show_papers(issued.facts, issued.batch_id, left_out)
        self._side.setCurrentWidget(self.output)
        self.drafts.set_records(issued.facts)
        self._print_by_number()
        self._show_paper(issued.facts[0])
        self.output.arrive()
        self._offer()
