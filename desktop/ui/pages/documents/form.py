"""The form of one kind of document, made from what its builder asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop.services.documents.builder import Input
from desktop.services.list_records import FilterValues
from desktop.ui.pages.documents.fields import InputField, Today
from desktop.ui.pages.documents.names import input_label
from desktop.ui.theme import SPACE_4, SPACE_12
from desktop.ui.widgets.text import label

NAME_WIDTH = 128


class InputForm(QWidget):
    """Fields beside their names; required ones are marked with a star.

    ``changed`` tells of every change.
    """

    changed = Signal()

    def __init__(
        self,
        inputs: Sequence[Input],
        proposed: Mapping[str, str],
        today: Today,
        known: FilterValues | None = None,
        kind: str = "",
    ) -> None:
        super().__init__()
        self._kind = kind
        self.fields: dict[str, InputField] = {}
        self._errors: dict[str, QLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_12)
        grid.setVerticalSpacing(SPACE_4)
        grid.setColumnStretch(1, 1)
        for each in inputs:
            self._add(
                grid,
                each,
                InputField(each, proposed.get(each.name, ""), today, occurring(known, each.name)),
            )

    @property
    def touched(self) -> bool:
        """Whether a person typed something that would be lost."""
        return any(each.touched for each in self.fields.values())

    def values(self) -> Mapping[str, str]:
        """Return what was typed, by the input's name; what was left empty is left out."""
        texts = {name: field.text() for name, field in self.fields.items()}
        return {name: text for name, text in texts.items() if text}

    def show_draft(self, line: QWidget) -> None:
        """Say above the fields that a draft came back."""
        grid = self.layout()
        assert isinstance(grid, QGridLayout)
        grid.addWidget(line, 0, 0, 1, 2)

    def refuse(self, name: str, text: str) -> bool:
        """Say at a field what is wrong with it; return whether the form has that field."""
        for each, field in self.fields.items():
            field.mark(invalid=each == name)
            self._errors[each].setText(text if each == name else "")
            self._errors[each].setVisible(each == name)
        return name in self.fields

    def focus_on(self, name: str) -> None:
        """Put the cursor into a field."""
        self.fields[name].edit.setFocus()

    def _add(self, grid: QGridLayout, wanted: Input, field: InputField) -> None:
        row = grid.rowCount()
        name = input_label(wanted.name, self._kind) + (" *" if wanted.required else "")
        words = label(name, "muted", wrap=True)
        words.setFixedWidth(NAME_WIDTH)
        words.setMinimumHeight(30)
        words.setBuddy(field.edit)
        error = label("", "danger", wrap=True)
        error.hide()
        field.setParent(self)
        field.changed.connect(self.changed)
        field.edit.setAccessibleName(name)
        grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(field.edit, row, 1)
        grid.addWidget(error, row + 1, 1)
        self.fields[wanted.name], self._errors[wanted.name] = field, error


def occurring(known: FilterValues | None, name: str) -> Sequence[str]:
    """Return the values that occur for an input that names a place or an officer."""
    if known is None:
        return ()
    values = {
        "township": (township for township, _ in known.villages),
        "village": (village for _, village in known.villages),
        "officer": known.officers,
    }
    return tuple(dict.fromkeys(values.get(name, ())))
