"""Templates at head office: the list that a branch has beside its papers, on a page of its own."""

from __future__ import annotations

from typing import Any

from desktop.ui.pages.documents.templates_view import TemplatesView
from desktop.ui.pages.page import Page


class TemplatesPage(Page):
    """``open(template=...)`` stands on the template of a kind of paper."""

    def open(self, **arguments: Any) -> None:
        self.templates.stand_on(str(arguments["template"]), arguments.get("left_out", ()))
        self.refresh()

    def refresh(self) -> None:
        self.templates.ask()

    def _build(self) -> None:
        self.set_title(
            self.tr("Templates"),
            self.tr("What is adopted here goes to every branch with its return"),
        )
        self.templates = TemplatesView(self.context)
        self.body.addWidget(self.templates, 1)

    def _load(self) -> None:
        self.refresh()
