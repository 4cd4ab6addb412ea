"""The card of the second folder: where copies go as well, and whether it is there."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.ui.models.columns import Pill
from desktop.ui.theme import Tone
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.pill import PillLabel
from desktop.ui.widgets.text import button, label


class SecondFolderCard(Card):
    """A disk that dies or a PC that is stolen takes the first copies along."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Second folder"))
        self.state = PillLabel()
        self.choose = button(self.tr("Choose a folder…"))
        self.forget = button(self.tr("Use none"), "link")
        self._words = label("", "muted", wrap=True)
        self.head.insertWidget(1, self.state)
        self.head.addWidget(self.forget)
        self.head.addWidget(self.choose)
        self.body.addWidget(self._words)

    def show_folder(self, folder: Path | None, is_there: bool, newest: datetime | None) -> None:
        """Show the folder, whether it is there, and when the newest good copy in it was made."""
        self.forget.setVisible(folder is not None)
        if folder is None:
            self.state.set_pill(Pill(self.tr("not set"), Tone.WARNING))
            self._words.setText(
                self.tr("Choose another disk, a stick or a network folder: backups go there too")
            )
            return
        if not is_there:
            self.state.set_pill(Pill(self.tr("not there"), Tone.DANGER))
            self._words.setText(
                self.tr("{folder}: put the stick in or connect the network").format(folder=folder)
            )
            return
        self.state.set_pill(Pill(self.tr("there"), Tone.GOOD))
        when = f"{newest:%Y-%m-%d %H:%M}" if newest else self.tr("nothing yet")
        self._words.setText(self.tr("{folder}: last copy {when}").format(folder=folder, when=when))
