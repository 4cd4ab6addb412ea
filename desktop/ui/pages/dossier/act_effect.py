"""What an act towards a guarantor does to the guarantee: shown before it is recorded."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.pages.dossier.guarantor_lines import ActEffect
from desktop.ui.theme import SPACE_8
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.pill import PillLabel
from desktop.ui.widgets.text import label, refresh_style


class ActEffectCard(Card):
    """Green where the act moves the guarantee, amber where it moves nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, role="card")
        self.before, self.after = PillLabel(), PillLabel()
        self._arrow = label("→")
        self.why = label("", "muted", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        for each in (self.before, self._arrow, self.after):
            line.addWidget(each)
        line.addStretch(1)
        self.body.addWidget(self.why)
        self.body.addLayout(line)
        self.setMinimumHeight(112)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say what would be shown here."""
        refresh_style(self, role="card")
        self.set_title(self.tr("After recording"))
        self.why.setText(self.tr("Say what was done and when: what it does shows here"))
        for each in (self.before, self._arrow, self.after):
            each.hide()

    def show_effect(self, effect: ActEffect) -> None:
        """Show where the guarantee stands before and after, and why."""
        refresh_style(self, role="notice" if effect.moves else "warning")
        moves, still = self.tr("After recording"), self.tr("After recording: nothing changes")
        self.set_title(moves if effect.moves else still)
        self.why.setText(effect.why)
        self.before.set_pill(effect.before)
        self.after.set_pill(effect.after)
        for each in (self._arrow, self.after):
            each.setVisible(effect.moves)
        self.before.show()
