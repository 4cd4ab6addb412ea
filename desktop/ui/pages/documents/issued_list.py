"""What was issued last: filtered, printed again, confirmed, handed out."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.documents import DocumentKind
from desktop.domain.masks import mask_name
from desktop.domain.rounds import NoticeState
from desktop.services.records import DocumentHead
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.documents.columns import document_columns
from desktop.ui.pages.documents.names import kind_name
from desktop.ui.pages.documents.output_dialog import same_step
from desktop.ui.theme import SPACE_8, SPACE_12
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label, say_on

_ALL = "all"
_SEARCH_WIDTH, _KIND_WIDTH = 240, 260


class IssuedList(QWidget):
    """The list with its filter row.

    ``print_wanted`` carries DocumentHeads, ``mark_wanted`` serials and a state, ``dossier_wanted``
    a DocumentHead about a debtor; ``state_wanted`` says that another state is to be read.
    """

    print_wanted = Signal(object)
    mark_wanted = Signal(object, object)
    dossier_wanted = Signal(object)
    state_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._documents: Sequence[DocumentHead] = ()
        self._build()
        self._connect()

    @property
    def state(self) -> NoticeState | None:
        """The state to be read, None for any."""
        value = self.states.value()
        return None if value == _ALL else NoticeState(str(value))

    def show_documents(self, documents: Sequence[DocumentHead]) -> None:
        """Show these, the kinds among them offered in the filter."""
        self._documents = documents
        chosen = self.kind.currentData()
        self.kind.blockSignals(True)
        self.kind.clear()
        self.kind.addItem(self.tr("All kinds"), "")
        known = [chosen] if chosen else []
        for kind in dict.fromkeys([*known, *(each.kind for each in documents)]):
            self.kind.addItem(kind_name(kind), kind)
        self.kind.setCurrentIndex(max(self.kind.findData(chosen), 0))
        self.kind.blockSignals(False)
        self._show()

    def unfilter(self) -> None:
        """Forget what was filtered: one paper is looked for."""
        self.search.clear()
        self.kind.setCurrentIndex(0)
        self.states.set_value(_ALL)

    def stand_on(self, serial: str) -> None:
        """Put the cursor on one of the papers shown."""
        serials = [each.serial for each in self.model.records]
        if serial in serials:
            self.table.select_row(serials.index(serial))

    def _build(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Serial or name") + "  Ctrl+F")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(_SEARCH_WIDTH)
        self.kind = QComboBox()
        self.kind.setFixedWidth(_KIND_WIDTH)
        self.states = Chips(
            [
                (_ALL, self.tr("All")),
                (NoticeState.GENERATED, self.tr("Not printed")),
                (NoticeState.PRINTED, self.tr("Printed")),
                (NoticeState.HANDED_OUT, self.tr("Handed out")),
            ]
        )
        self.states.set_value(_ALL)
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        line.addWidget(self.search)
        line.addWidget(self.kind)
        line.addWidget(self.states, 1)
        self.model: ListModel[DocumentHead] = ListModel(document_columns(), self)
        self.table = LineTable(self.model, "documents")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE_12, 0, 0)
        layout.setSpacing(SPACE_12)
        layout.addLayout(line)
        layout.addWidget(self.table, 1)
        layout.addLayout(self._actions())

    def _actions(self) -> QHBoxLayout:
        self.print_button = button(self.tr("Print again…"), key="F6")
        self.printed = button(self.tr("It printed"), key="F7")
        self.handed_out = button(self.tr("Handed out"), key="F8")
        self.dossier = button(self.tr("Open the dossier"))
        self._hint = label("", "muted")
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        for each in (self.print_button, self.printed, self.handed_out, self.dossier):
            line.addWidget(each)
        line.addWidget(self._hint, 1)
        return line

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._show())
        self.kind.currentIndexChanged.connect(lambda _: self._show())
        self.states.changed.connect(self._show)
        self.states.changed.connect(self.state_wanted)
        self.table.selected_ranges.connect(lambda _: self._offer())
        self.table.opened.connect(self._open)
        self.print_button.clicked.connect(lambda: self.print_wanted.emit(self._chosen()))
        self.printed.clicked.connect(lambda: self._mark(NoticeState.PRINTED))
        self.handed_out.clicked.connect(lambda: self._mark(NoticeState.HANDED_OUT))
        self.dossier.clicked.connect(lambda: self._open(self.table.current_record()))
        shortcut = QShortcut(QKeySequence("Ctrl+F"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self.search.setFocus(Qt.FocusReason.ShortcutFocusReason))

    def _show(self) -> None:
        known = {each.serial for each in self._chosen()}
        shown = [each for each in self._documents if self._matches(each)]
        self.model.set_records(shown)
        waiting = sum(each.state is NoticeState.GENERATED for each in shown)
        foot = [self.tr("%n paper(s)", "", len(shown))]
        if waiting:
            foot.append(self.tr("%n not confirmed as printed", "", waiting))
        self.table.set_foot("      ".join(foot))
        rows = [row for row, each in enumerate(self.model.records) if each.serial in known]
        if shown:
            self.table.select_row(rows[0] if rows else 0)
        self._offer()

    def _matches(self, document: DocumentHead) -> bool:
        kind, state = self.kind.currentData(), self.states.value()
        text = _plain(f"{document.serial} {document.subject}")
        words = _plain(self.search.text()).split()
        return (
            # The list masks names: one that is typed in full finds those it would look like.
            all(word in text or mask_name(word) in text for word in words)
            and (not kind or document.kind is DocumentKind(kind))
            and state in (_ALL, document.state)
        )

    def _chosen(self) -> list[DocumentHead]:
        return self.table.selected_records()

    def _of(self, *states: NoticeState) -> list[str]:
        return [each.serial for each in self._chosen() if each.state in states]

    def _mark(self, state: NoticeState) -> None:
        earlier = [NoticeState.GENERATED, NoticeState.PRINTED]
        serials = self._of(*(earlier[:1] if state is NoticeState.PRINTED else earlier[1:]))
        if serials:
            self.mark_wanted.emit(serials, state)

    def _offer(self) -> None:
        """Allow what can be done with the selected papers, and say why not where it is unclear."""
        chosen = self._chosen()
        together = same_step(chosen)
        first = together and chosen[0].state is NoticeState.GENERATED
        words = self.tr("Print…") if first else self.tr("Print again…")
        say_on(self.print_button, words, "F6")
        self.print_button.setEnabled(together)
        self.printed.setEnabled(bool(self._of(NoticeState.GENERATED)))
        self.handed_out.setEnabled(bool(self._of(NoticeState.PRINTED)))
        self.dossier.setEnabled(len(chosen) == 1 and bool(chosen[0].party_id))
        mixed = bool(chosen) and not together
        hint = self.tr("A first print and a reprint are marked apart: select one sort.")
        self._hint.setText(hint if mixed else "")

    def _open(self, document: DocumentHead | None) -> None:
        if document is not None and document.party_id:
            self.dossier_wanted.emit(document)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
