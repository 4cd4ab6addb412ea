"""Whose password it is, where a second person signs at this screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.services.office_ports import User
from desktop.ui.errors import choice_name

FIELD_WIDTH = 260


class CheckerBox(QComboBox):
    """The people who may sign, each with his role; where nobody may, it says so."""

    def __init__(
        self, people: Sequence[User], language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFixedWidth(FIELD_WIDTH)
        for each in people:
            role = choice_name("role", each.role.value, language)
            self.addItem(f"{each.name}（{role}）", each.login)
        if not people:
            nobody = QCoreApplication.translate("CheckDialog", "nobody else here has this role")
            self.addItem(nobody, "")

    def login(self) -> str:
        """Return who was chosen, "" where nobody may sign."""
        return str(self.currentData() or "")
