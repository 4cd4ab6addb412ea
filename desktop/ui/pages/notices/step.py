"""One of the five steps of the notices page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.theme import SPACE_12
from desktop.ui.widgets.chips import Chips


class Step(QWidget):
    """A step: its widgets go into ``body``; ``changed`` says that the button below it is another.

    ``primary`` is what the page's one green button says, and whether it can be pressed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(SPACE_12)
        self._build()
        self._connect()

    def primary(self) -> tuple[str, bool]:
        """Return the primary button's words, and whether the step lets one go on."""
        raise NotImplementedError

    def hint(self) -> str:
        """Return a sentence beside the button."""
        return ""

    def arrive(self) -> None:
        """Take the focus, so that the keys work."""

    def _build(self) -> None:
        """Make the widgets."""

    def _connect(self) -> None:
        """Connect their signals."""

    def obey_numbers(self, chips: Chips, count: int) -> None:
        """Let the number keys choose chips, wherever in the step the focus is."""
        for number in range(1, count + 1):
            shortcut = QShortcut(QKeySequence(str(number)), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda each=number: chips.press(each))
