"""The close of a day: notes and coins are counted, a difference is explained, two people sign."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from desktop.domain.money import yuan_text
from desktop.services.repayments.days import DayList
from desktop.ui.pages.dossier.entry_dialog import EntryDialog, side_by_side
from desktop.ui.pages.repayments.form import cash_words, difference_words
from desktop.ui.theme import SPACE_8, SPACE_12
from desktop.ui.widgets.amount_edit import AmountEdit
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.text import label

NOTES = (10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10)
"""The notes and coins in use, in fen: 100 yuan to 1 jiao; fen are not paid out any more."""

_COLUMNS = 4
_MOST = 99_999
_BY_NOTES, _BY_SUM = "notes", "sum"


class CloseDialog(EntryDialog):
    """``wanted`` carries the counts by fen (empty for a sum only), the sum, and the reason."""

    wanted = Signal(object, int, str)

    def __init__(self, day: DayList, language: str, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._day = day
        self.name(self.tr("Close the day"), self.tr("Close"))
        self._build_fields()
        self._connect_fields()
        self._show_way()

    @property
    def counts(self) -> Mapping[int, int]:
        """How many of each note or coin, those that were counted at all."""
        if self.way.value() != _BY_NOTES:
            return {}
        return {fen: edit.value() for fen, edit in self.notes.items() if edit.value()}

    @property
    def counted_fen(self) -> int | None:
        """What was counted, None while nothing was typed."""
        if self.way.value() == _BY_SUM:
            return self.sum.value()
        return sum(fen * number for fen, number in self.counts.items())

    def is_whole(self) -> bool:
        counted = self.counted_fen
        agrees = counted == self._day.cash_fen
        return counted is not None and (agrees or bool(self.reason.text().strip()))

    def confirm(self) -> None:
        counted = self.counted_fen
        if self.is_whole() and counted is not None:
            self.wanted.emit(dict(self.counts), counted, self.reason.text().strip())

    def _build_fields(self) -> None:
        self.way = Chips(
            [(_BY_NOTES, self.tr("By notes and coins")), (_BY_SUM, self.tr("Only the sum"))]
        )
        self.way.set_value(_BY_NOTES)
        self.notes = {fen: CountEdit() for fen in NOTES}
        self.sum = AmountEdit()
        self._grid = self._notes_grid()
        self._sum_line = side_by_side(self.sum)
        self._counted = label("", "strong")
        self._difference = label("", "danger")
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("why more or less was counted"))
        self.by_pc = label(cash_words(self._day), "muted", wrap=True)
        expected = yuan_text(self._day.cash_fen)
        self.lay_out(
            self.tr("{day}: {amount} should lie in the drawer").format(
                day=self._day.day, amount=expected
            ),
            [
                *([("", self.by_pc)] if self.by_pc.text() else []),
                (self.tr("Counted"), self.way),
                (self.tr("Notes"), self._grid),
                (self.tr("Sum"), self._sum_line),
                (self.tr("Comes to"), side_by_side(self._counted, "", self._difference)),
                (self.tr("Reason"), self.reason),
            ],
            marks={"reason": self.reason, "counted": self.sum},
        )

    def _notes_grid(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_12)
        grid.setVerticalSpacing(SPACE_8)
        for number, (fen, edit) in enumerate(self.notes.items()):
            row, column = divmod(number, _COLUMNS)
            grid.addWidget(label(self._note(fen), "muted"), row, 2 * column)
            grid.addWidget(edit, row, 2 * column + 1)
        grid.setColumnStretch(2 * _COLUMNS, 1)
        return made

    def _note(self, fen: int) -> str:
        yuan = fen // 100
        if yuan:
            return self.tr("{yuan} yuan").format(yuan=yuan)
        return self.tr("{jiao} jiao").format(jiao=fen // 10)

    def _connect_fields(self) -> None:
        self.way.changed.connect(self._show_way)
        for edit in self.notes.values():
            edit.textChanged.connect(lambda _: self._typed())
        self.sum.value_changed.connect(lambda _: self._typed())
        self.reason.textChanged.connect(lambda _: self._typed())

    def _show_way(self) -> None:
        by_notes = self.way.value() == _BY_NOTES
        self.show_row(self._grid, by_notes)
        self.show_row(self._sum_line, not by_notes)
        (next(iter(self.notes.values())) if by_notes else self.sum).setFocus()
        self._typed()

    def _typed(self) -> None:
        self.refuse(None)
        counted = self.counted_fen
        self._counted.setText("" if counted is None else yuan_text(counted))
        difference = 0 if counted is None else counted - self._day.cash_fen
        words = difference_words(difference)
        if difference and not self.reason.text().strip():
            words = self.tr("{difference}: say why").format(difference=words)
        self._difference.setText(words)
        self._difference.setVisible(bool(difference))
        self.show_row(self.reason, bool(difference))
        self.offer()


class CountEdit(QLineEdit):
    """How many notes of a kind; blank is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setValidator(QIntValidator(0, _MOST, self))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(72)

    def value(self) -> int:
        text = self.text()
        return int(text) if text.isdecimal() else 0
