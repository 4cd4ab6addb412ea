"""What all dialogs share that enter a fact by hand: fields beside their names, and what is wrong.

Such a dialog stays open until the fact is stored: what the use case refuses shows at its field.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.domain.errors import CodedError
from desktop.ui.drafts import DraftKeeper, fields_of
from desktop.ui.errors import explain
from desktop.ui.pages.page import PageContext
from desktop.ui.theme import SPACE_8, SPACE_12, SPACE_16
from desktop.ui.widgets.text import button, label, refresh_style


class EntryDialog(QDialog):
    """A title, a grid of fields, room below, and one primary button (Ctrl+Enter).

    A subclass calls :meth:`name` and :meth:`lay_out` and overrides :meth:`is_whole` and
    :meth:`confirm`. ``language`` is that of the words for errors.
    """

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._marks: Mapping[str, QWidget] = {}
        self._names: dict[QWidget, QLabel] = {}
        self._draft: DraftKeeper | None = None
        self.setMinimumWidth(700)
        self.confirm_button = button("", "primary")
        self._cancel = button(self.tr("Cancel"), key="Esc")
        self._error = label("", "danger", wrap=True)
        self._error.hide()

    def name(self, title: str, act: str) -> None:
        """Say what the dialog is called, and what its button does."""
        self.setWindowTitle(title)
        self.confirm_button.setText(f"{act}  Ctrl+Enter")

    def is_whole(self) -> bool:
        """Return whether enough is said to store it."""
        raise NotImplementedError

    def confirm(self) -> None:
        """Hand over what was entered."""
        raise NotImplementedError

    def refuse(self, error: CodedError | None) -> None:
        """Say what is wrong, and mark the field it is about; None when nothing is."""
        field = getattr(error, "field", "") if error else ""
        for name, widget in self._marks.items():
            refresh_style(widget, invalid=name == field)
        self._error.setText(explain(error, self._language)[1] if error else "")
        self._error.setVisible(error is not None)

    def offer(self) -> None:
        """Allow to confirm what is whole."""
        self.confirm_button.setEnabled(self.is_whole())

    def lay_out(
        self,
        head: str,
        rows: Sequence[tuple[str, QWidget]],
        below: Sequence[QWidget] = (),
        marks: Mapping[str, QWidget] | None = None,
    ) -> None:
        """Put the fields beside their names; ``marks`` are those an error may be about.

        Then call :meth:`offer`, as soon as the fields are filled.
        """
        self._marks = marks or {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_12)
        grid.setVerticalSpacing(SPACE_8)
        grid.setColumnStretch(1, 1)
        for row, (name, field) in enumerate(rows):
            words = label(name, "muted")
            words.setMinimumHeight(30)
            words.setBuddy(field)
            self._names[field] = words
            grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, row, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_16)
        layout.setSpacing(SPACE_12)
        layout.addWidget(label(head, "strong", wrap=True))
        layout.addLayout(grid)
        layout.addWidget(self._error)
        for widget in below:
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addLayout(self._foot())
        self._connect_foot()

    def keep_draft(self, context: PageContext, form: str) -> None:
        """Keep what is typed from now on; what was typed into this form before comes back."""
        self._draft = DraftKeeper(context, form, fields_of(self), self)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, self._draft.line)
        self._draft.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed from outside, as at the end of a session: what was typed is kept."""
        if self._draft is not None:
            self._draft.leave()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        """Stored or given up by a person, the draft is over."""
        if self._draft is not None:
            self._draft.finish()
        super().done(result)

    def show_row(self, field: QWidget, shown: bool, name: str = "") -> None:
        """Show or hide a field with its name, under another name where one is given."""
        words = self._names[field]
        if name:
            words.setText(name)
        words.setVisible(shown)
        field.setVisible(shown)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_8)
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self.confirm_button)
        return foot

    def _connect_foot(self) -> None:
        self.confirm_button.clicked.connect(self.confirm)
        self._cancel.clicked.connect(self.reject)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(self.confirm_button.click)


class AgreeDialog(EntryDialog):
    """Says what will be done and asks nothing else; ``agreed`` tells that it is to be done."""

    agreed = Signal()

    def is_whole(self) -> bool:
        return True

    def confirm(self) -> None:
        self.accept()
        self.agreed.emit()


def side_by_side(first: QWidget, name: str = "", second: QWidget | None = None) -> QWidget:
    """Return a line of a short field, and a second one with its name between them."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(SPACE_12)
    line.addWidget(first)
    if name:
        line.addWidget(label(name, "muted"))
    if second is not None:
        line.addWidget(second)
    line.addStretch(1)
    made.setFocusProxy(first)
    return made
