"""Who is liable besides the debtor: guarantors with their own clocks, and what was done to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.dossier import Dossier
from desktop.ui.models.columns import Column, Pill
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.dossier.guarantee_words import act_names, contract_words
from desktop.ui.pages.dossier.guarantor_lines import ActLine, GuarantorLine
from desktop.ui.pages.dossier.side import guarantors
from desktop.ui.theme import SPACE_8, SPACE_12, Tone
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label


@dataclass(frozen=True, slots=True)
class Person:
    """One line: in what role, who, for which loans; ``line`` is None for the debtor himself."""

    role: str
    name: str
    loans: str
    line: GuarantorLine | None = None


class PeopleTab(QWidget):
    """The debtor and each guarantor of each loan; below, the acts towards guarantors.

    ``contract_wanted`` and ``act_wanted`` carry a GuarantorLine, ``addition_wanted`` nothing; the
    other three a StoredAct.
    """

    contract_wanted = Signal(object)
    act_wanted = Signal(object)
    addition_wanted = Signal()
    proof_wanted = Signal(object)
    evidence_wanted = Signal(object)
    withdraw_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self._connect()

    def show_dossier(self, shown: Dossier) -> int:
        """Show the people by name and return how many; their clocks come a moment later."""
        own = "  ".join(each.loan.loan_no for each in shown.loans)
        self._debtor = Person(self.tr("Borrower"), shown.party.name, own)
        named = guarantors(shown)
        people = [
            Person(self.tr("Guarantor"), name, "  ".join(loans)) for name, loans in named.items()
        ]
        self.model.set_records([self._debtor, *people])
        self._count(len(named))
        self._offer()
        return len(people) + 1

    def show_guarantors(self, lines: Sequence[GuarantorLine]) -> int:
        """Show each guarantor of each loan with its clock, and return how many people these are."""
        kept = self.table.view.currentIndex().row()
        people = [
            Person(self.tr("Guarantor"), line.facts.guarantor, line.loan.loan_no, line)
            for line in lines
        ]
        self.model.set_records([self._debtor, *people])
        acts = [ActLine(line.loan, act) for line in lines for act in line.facts.acts]
        acts.sort(key=lambda line: (line.act.occurred_on, line.act.id), reverse=True)
        self.acts.set_records(acts)
        self.act_table.set_foot(self.tr("%n act(s)", "", len(acts)))
        names = {line.facts.guarantor for line in lines}
        self._count(len(names))
        if people:
            self.table.select_row(kept if 0 < kept <= len(people) else 1)
        if acts:
            self.act_table.select_row(0)
        self._offer()
        return len(names) + 1

    def _build(self) -> None:
        self._debtor = Person("", "", "")
        self.model: ListModel[Person] = ListModel(people_columns(), self)
        self.table = LineTable(self.model, "dossier-people")
        self.acts: ListModel[ActLine] = ListModel(act_columns(), self)
        self.act_table = LineTable(self.acts, "dossier-acts")
        self.contract = button(self.tr("Enter guarantee contract…"), key="F7")
        self.act = button(self.tr("Record an act…"), key="F8")
        self.addition = button(self.tr("Another guarantor…"))
        self.evidence = button(self.tr("Open the evidence"))
        self.proof = button(self.tr("Add evidence…"))
        self.withdraw = button(self.tr("Withdraw…"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE_12, 0, 0)
        layout.setSpacing(SPACE_8)
        layout.addLayout(_headed(self.tr("Who is liable"), self.addition, self.act, self.contract))
        layout.addWidget(self.table, 3)
        layout.addLayout(
            _headed(self.tr("Acts towards guarantors"), self.evidence, self.proof, self.withdraw)
        )
        layout.addWidget(self.act_table, 2)

    def _connect(self) -> None:
        self.table.current_changed.connect(lambda _: self._offer())
        self.act_table.current_changed.connect(lambda _: self._offer())
        self.table.opened.connect(self._open)
        self.contract.clicked.connect(lambda: self._open(self.table.current_record()))
        self.act.clicked.connect(self._want_act)
        self.addition.clicked.connect(self.addition_wanted)
        for each, signal in (
            (self.evidence, self.evidence_wanted),
            (self.proof, self.proof_wanted),
            (self.withdraw, self.withdraw_wanted),
        ):
            each.clicked.connect(lambda _=False, wish=signal: self._wish(wish))

    def _open(self, person: Person | None) -> None:
        if person is not None and person.line is not None:
            self.contract_wanted.emit(person.line)

    def _want_act(self) -> None:
        person: Person | None = self.table.current_record()
        if person is not None and person.line is not None:
            self.act_wanted.emit(person.line)

    def _wish(self, signal: SignalInstance) -> None:
        line: ActLine | None = self.act_table.current_record()
        if line is not None:
            signal.emit(line.act)

    def _count(self, people: int) -> None:
        words = self.tr("Names as the ledger gives them; %n guarantor(s)", "", people)
        self.table.set_foot(words)

    def _offer(self) -> None:
        person: Person | None = self.table.current_record()
        for each in (self.contract, self.act):
            each.setEnabled(person is not None and person.line is not None)
        line: ActLine | None = self.act_table.current_record()
        stands = line is not None and not line.act.withdrawn
        for each in (self.proof, self.withdraw):
            each.setEnabled(stands)
        self.evidence.setEnabled(line is not None and line.act.evidence > 0)


def people_columns() -> list[Column[Person]]:
    """Return the columns of the people."""
    translate = QCoreApplication.translate
    return [
        Column("role", translate("People", "Role"), lambda each: each.role, 76, muted=True),
        Column("name", translate("People", "Name"), lambda each: each.name, 110),
        Column("loans", translate("People", "Loans"), lambda each: each.loans, 150),
        Column(
            "clock",
            translate("People", "Guarantee"),
            width=210,
            pill=lambda each: each.line.pill if each.line else None,
            tip=lambda each: each.line.why if each.line else "",
        ),
        Column(
            "contract",
            translate("People", "Contract"),
            lambda each: contract_words(each.line.facts.contract) if each.line else "",
            330,
            muted=True,
        ),
        Column("acts", translate("People", "Acts"), _acts, 56, right=True),
    ]


def act_columns() -> list[Column[ActLine]]:
    """Return the columns of the acts."""
    translate = QCoreApplication.translate
    return [
        Column("day", translate("People", "Day"), lambda line: str(line.act.occurred_on), 100),
        Column("who", translate("People", "Guarantor"), lambda line: line.act.guarantor, 100),
        Column("loan", translate("People", "Loan"), lambda line: line.loan.loan_no, 150),
        Column(
            "what",
            translate("People", "What was done"),
            lambda line: act_names()[line.act.kind],
            210,
        ),
        Column(
            "until",
            translate("People", "Ended on"),
            lambda line: str(line.act.restart_on or ""),
            100,
        ),
        Column("ref", translate("People", "Paper"), lambda line: line.act.ref, 120),
        Column("note", translate("People", "Note"), lambda line: line.act.note, 130, muted=True),
        Column("evidence", translate("People", "Evidence"), width=100, pill=act_pill),
    ]


def act_pill(line: ActLine) -> Pill:
    """Return whether an act is proved, or withdrawn."""
    translate = QCoreApplication.translate
    if line.act.withdrawn:
        return Pill(translate("People", "withdrawn"), Tone.MUTED)
    if not line.act.evidence:
        return Pill(translate("People", "none"), Tone.WARNING)
    return Pill(translate("People", "%n file(s)", "", line.act.evidence), Tone.GOOD)


def _acts(person: Person) -> str:
    if person.line is None:
        return ""
    return str(len(person.line.facts.standing) or "")


def _headed(title: str, *actions: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(SPACE_8)
    line.addWidget(label(title, "card-title"))
    line.addStretch(1)
    for each in actions:
        line.addWidget(each)
    return line
