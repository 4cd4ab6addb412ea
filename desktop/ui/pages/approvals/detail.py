"""One proposal beside the list: what is proposed, what changed since, who signed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services import approval_items
from desktop.services.approval_items import Item
from desktop.services.ports import Desk
from desktop.ui.approval.changes import changed_lines
from desktop.ui.approval.summary import summary_of
from desktop.ui.approval.summary_view import SummaryView
from desktop.ui.approval.words import heading, made_words, step_words, waits_words
from desktop.ui.theme import SPACE_8
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.text import label

_WIDTH = 430


@dataclass(frozen=True, slots=True)
class Shown:
    """An item with the names of the people who decided about it."""

    item: Item
    names: dict[str, str]


class Detail(QWidget):
    """The card at the right."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.setMinimumWidth(_WIDTH)
        self.card = Card()
        self.made, self.waits = label("", "muted", wrap=True), label("", "", wrap=True)
        self.changed = label("", "danger", wrap=True)
        self.summary = SummaryView()
        self.steps = label("", "muted", wrap=True)
        for each in (self.made, self.waits, self.changed):
            self.card.body.addWidget(each)
        self.card.body.addWidget(self.summary, 1)
        self.card.body.addWidget(self.steps)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_8, 0, 0, 0)
        layout.addWidget(self.card)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show no item."""
        self.card.hide()

    def show_item(self, shown: Shown) -> None:
        """Show this item from now on."""
        item, language = shown.item, self._language
        self.card.set_title(heading(item, language))
        self.made.setText(made_words(item))
        self.waits.setText(waits_words(item, language))
        changed = changed_lines(item, language)
        words = self.tr("Changed since it was proposed:")
        self.changed.setText("\n".join([words, *changed]))
        self.changed.setVisible(bool(changed))
        self.summary.show_summary(summary_of(item.proposal.body, language))
        steps = [step_words(each, shown.names, language) for each in item.proposal.steps]
        self.steps.setText("\n".join(steps))
        self.steps.setVisible(bool(steps))
        self.card.show()


def shown_item(desk: Desk, proposal_id: str) -> Shown:
    """Return an item as it stands, with the names of the branch's people."""
    item = approval_items.item(desk, proposal_id)
    return Shown(item, {each.id: each.name for each in approval_items.people(desk)})
