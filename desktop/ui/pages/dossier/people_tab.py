"""Who is liable besides the debtor: the guarantors as the ledger names them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services.dossier import Dossier
from desktop.ui.models.columns import Column
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.dossier.side import guarantors
from desktop.ui.theme import SPACE_12
from desktop.ui.widgets.table import LineTable


@dataclass(frozen=True, slots=True)
class Person:
    """One line: in what role, who, for which loans."""

    role: str
    name: str
    loans: str


class PeopleTab(QWidget):
    """The debtor and the guarantors by name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model: ListModel[Person] = ListModel(
            [
                Column("role", self.tr("Role"), lambda each: each.role, 120, muted=True),
                Column("name", self.tr("Name"), lambda each: each.name, 200),
                Column("loans", self.tr("Loans"), lambda each: each.loans, 600),
            ],
            self,
        )
        self.table = LineTable(self.model, "dossier-people")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE_12, 0, 0)
        layout.addWidget(self.table)
        layout.addStretch(1)

    def show_dossier(self, shown: Dossier) -> int:
        """Show the people and return how many."""
        own = "  ".join(each.loan.loan_no for each in shown.loans)
        people = [Person(self.tr("Borrower"), shown.party.name, own)]
        for name, loan_nos in guarantors(shown).items():
            people.append(Person(self.tr("Guarantor"), name, "  ".join(loan_nos)))
        self.model.set_records(people)
        words = self.tr("Names as the ledger gives them; %n guarantor(s)", "", len(people) - 1)
        self.table.set_foot(words)
        return len(people)
