"""The left half of the dialog: which paper, dated when, what stands on it, about which loans."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.documents import DocumentKind
from desktop.domain.errors import CodedError
from desktop.domain.money import yuan_text
from desktop.services.documents.catalogue import BUILDERS
from desktop.services.documents.issuing import Wish
from desktop.services.documents.offering import Offer
from desktop.ui.errors import explain
from desktop.ui.models.columns import Column
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.documents.fields import Today
from desktop.ui.pages.documents.form import NAME_WIDTH, InputForm
from desktop.ui.pages.documents.names import input_label, kind_name, language
from desktop.ui.theme import SPACE_4, SPACE_8, SPACE_12
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label

_KINDS_WIDTH, _FORM_WIDTH = 216, 412
_MANY_LOANS = 3


class Composer(QWidget):
    """Kinds at the left, the form of the chosen one beside them.

    What was typed for a kind is there again when one comes back to it. ``changed`` tells of
    everything that makes another paper, ``form_made`` carries the kind whose form is new.
    """

    changed = Signal()
    form_made = Signal(object)
    full_width = _KINDS_WIDTH + SPACE_12 + _FORM_WIDTH

    def __init__(self, today: Today) -> None:
        super().__init__()
        self._today = today
        self._offer: Offer | None = None
        self._forms: dict[DocumentKind, InputForm] = {}
        self.loans: dict[str, QCheckBox] = {}
        self._build()
        self.table.current_changed.connect(self._show_kind)
        self.day.value_changed.connect(lambda _: self.changed.emit())

    @property
    def kind(self) -> DocumentKind | None:
        """The chosen kind."""
        return self.table.current_record()

    @property
    def form(self) -> InputForm:
        """The form of the chosen kind."""
        assert self.kind is not None
        return self._forms[self.kind]

    @property
    def touched(self) -> bool:
        """Whether a person typed something that would be lost."""
        return any(each.touched for each in self._forms.values())

    def show_offer(self, offer: Offer) -> None:
        """Offer the kinds and the loans, all of them ticked."""
        self._offer = offer
        for owed in offer.loans:
            words = self.tr("{loan_no}  owed {amount}")
            box = QCheckBox(
                words.format(loan_no=owed.loan.loan_no, amount=yuan_text(owed.total_fen))
            )
            box.setChecked(True)
            box.toggled.connect(lambda _: self.changed.emit())
            self._loan_lines.addWidget(box)
            self.loans[owed.loan.id] = box
        self._loans_head.setVisible(len(offer.loans) > 1)
        self._loan_area.setVisible(len(offer.loans) > 1)
        self._none.setVisible(len(offer.loans) > _MANY_LOANS)
        self.kinds.set_records(offer.kinds)
        self.table.setVisible(len(offer.kinds) > 1)
        self.name.setVisible(len(offer.kinds) > 1)
        self.table.select_row(0)

    def wish(self) -> Wish:
        """Return the document asked for; all loans ticked means all that are owed."""
        assert self._offer is not None
        assert self.kind is not None
        ticked = [loan_id for loan_id, box in self.loans.items() if box.isChecked()]
        some = tuple(ticked) if len(ticked) < len(self.loans) else ()
        party = self._offer.party
        return Wish(self.kind, party.id if party else "", some, self.form.values())

    @property
    def any_loan(self) -> bool:
        """Whether there is something to write about: a loan is ticked, or none is needed."""
        return not self.loans or any(each.isChecked() for each in self.loans.values())

    def date(self) -> date | None:
        """Return the day on the paper, None while it is no day."""
        return self.day.value()

    @property
    def day_error(self) -> str:
        """What is said to be wrong with the day."""
        return self._day_error.text()

    def refuse(self, error: CodedError | None, *, focus: bool = False) -> bool:
        """Say at its field what is wrong; return whether it has one here."""
        field = str(getattr(error, "field", "")) if error else ""
        text = explain(error, language())[1] if error else ""
        self._day_error.setText(text if field == "as_of" else "")
        self._day_error.setVisible(field == "as_of")
        known = self.form.refuse(field, text)
        if focus and known:
            self.form.focus_on(field)
        return known or field == "as_of"

    def arrive(self) -> None:
        """Put the cursor where one begins: the kinds, or the only form."""
        if self.kinds.rowCount() > 1:
            self.table.setFocus()
            return
        fields = list(self.form.fields.values())
        (fields[0].edit if fields else self.day).setFocus()

    def _build(self) -> None:
        heading = self.tr("Paper")
        self.kinds: ListModel[DocumentKind] = ListModel(
            [Column("kind", heading, kind_name, _KINDS_WIDTH, tip=kind_name)], self
        )
        self.table = LineTable(self.kinds, "document-kinds", foot=False, exports=False)
        self.table.setFixedWidth(_KINDS_WIDTH)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_12)
        line.addWidget(self.table)
        line.addWidget(self._form_side())

    def _form_side(self) -> QScrollArea:
        self.name = label("", "card-title", wrap=True)
        self.day = DateEdit(self._today, self._today())
        self._day_error = label("", "danger", wrap=True)
        self._day_error.hide()
        day = QHBoxLayout()
        day_name = label(input_label("as_of"), "muted")
        day_name.setFixedWidth(NAME_WIDTH)
        day_name.setBuddy(self.day)
        day.setSpacing(SPACE_12)
        day.addWidget(day_name)
        day.addWidget(self.day)
        day.addStretch(1)
        self._holder = QVBoxLayout()
        self._holder.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, SPACE_12, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.name)
        column.addLayout(day)
        column.addWidget(self._day_error)
        column.addLayout(self._holder)
        column.addWidget(self._loan_head())
        column.addWidget(self._loan_area)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFixedWidth(_FORM_WIDTH)
        return area

    def _loan_head(self) -> QWidget:
        self._loans_head, self._loan_area = QWidget(), QWidget()
        self._none = button(self.tr("Tick none"), "link")
        self._none.clicked.connect(self._tick_none)
        head = QHBoxLayout(self._loans_head)
        head.setContentsMargins(0, SPACE_8, 0, 0)
        head.addWidget(label(self.tr("About these loans"), "card-title"))
        head.addStretch(1)
        head.addWidget(self._none)
        self._loan_lines = QVBoxLayout(self._loan_area)
        self._loan_lines.setContentsMargins(0, 0, 0, 0)
        self._loan_lines.setSpacing(SPACE_4)
        return self._loans_head

    def _tick_none(self) -> None:
        for box in self.loans.values():
            box.setChecked(False)

    def _show_kind(self, kind: DocumentKind | None) -> None:
        if kind is None or self._offer is None:
            return
        if kind not in self._forms:
            self._forms[kind] = self._made(kind, self._offer.proposed.get(kind, {}))
            self.form_made.emit(kind)
        for each, form in self._forms.items():
            form.setVisible(each is kind)
        self.name.setText(kind_name(kind))
        self._order()
        self.changed.emit()

    def _order(self) -> None:
        """Let Tab go down the page: kinds, day, fields, loans; forms are made later than all."""
        fields = [each.edit for each in self.form.fields.values()]
        for here, following in pairwise([self.table, self.day, *fields, *self.loans.values()]):
            QWidget.setTabOrder(here, following)

    def _made(self, kind: DocumentKind, proposed: Mapping[str, str]) -> InputForm:
        assert self._offer is not None
        form = InputForm(BUILDERS[kind].inputs, proposed, self._today, self._offer.known, kind)
        form.changed.connect(self.changed)
        self._holder.addWidget(form)
        return form
