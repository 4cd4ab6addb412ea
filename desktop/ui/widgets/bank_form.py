"""The eight fields that stand at the head of papers, and what each is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.notices import BankHead
from desktop.ui.theme import SPACE_8, SPACE_12
from desktop.ui.widgets.text import label

PAPER_STEPS = (
    ("bank_name", "branch_name", "licence_no", "address"),
    ("account_name", "account_no", "phone", "complaints_phone"),
)
"""The fields as they are asked for: who the branch is, then where debtors pay and complain."""


class BankEdits:
    """A line to type in for each field of a BankHead."""

    def __init__(self) -> None:
        self.edits = {each.name: QLineEdit() for each in fields(BankHead)}

    def head(self) -> BankHead:
        """Return what was entered, as it will stand on papers."""
        return BankHead(**{name: edit.text().strip() for name, edit in self.edits.items()})

    def set_head(self, head: BankHead) -> None:
        for name, value in asdict(head).items():
            self.edits[name].setText(value)

    def form(self, names: Sequence[str]) -> QWidget:
        """Return these fields beside their names."""
        words = field_names()
        return form([(words[name], self.edits[name]) for name in names])

    def is_filled(self, names: Sequence[str]) -> bool:
        return all(self.edits[name].text().strip() for name in names)


def field_names() -> dict[str, str]:
    """Return what each field of a BankHead is called."""
    translate = QCoreApplication.translate
    return {
        "bank_name": translate("BankForm", "Bank, in full"),
        "branch_name": translate("BankForm", "Branch"),
        "licence_no": translate("BankForm", "Licence number"),
        "address": translate("BankForm", "Address, where debtors pay"),
        "account_name": translate("BankForm", "Account name"),
        "account_no": translate("BankForm", "Account number"),
        "phone": translate("BankForm", "Phone"),
        "complaints_phone": translate("BankForm", "Phone for complaints"),
    }


def form(lines: Sequence[tuple[str, QLineEdit]], below: Sequence[QWidget] = ()) -> QWidget:
    """Return a page of fields beside their names, and what stands below them."""
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE_8)
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE_12)
    grid.setVerticalSpacing(SPACE_8)
    for row, (name, edit) in enumerate(lines):
        title = label(name)
        title.setBuddy(edit)
        grid.addWidget(title, row, 0)
        grid.addWidget(edit, row, 1)
    layout.addLayout(grid)
    for widget in below:
        layout.addWidget(widget)
    layout.addStretch(1)
    return page
