"""Enter what a guarantee contract says, and what was done towards a guarantor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIntValidator
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from desktop.domain.guarantee.facts import (
    ActKind,
    GuaranteeAct,
    GuaranteeContract,
    GuaranteeMode,
    GuarantorKind,
    PeriodTerm,
)
from desktop.services.guarantees import EnteredAct
from desktop.services.records import Loan
from desktop.ui.pages.deliveries.evidence import EvidenceLine, dropped_files
from desktop.ui.pages.dossier.act_effect import ActEffectCard
from desktop.ui.pages.dossier.entry_dialog import EntryDialog, side_by_side
from desktop.ui.pages.dossier.guarantee_words import (
    act_names,
    guarantor_kinds,
    mode_names,
    term_names,
)
from desktop.ui.pages.dossier.guarantor_lines import ActEffect
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.text import label

_LASTING = (ActKind.SUIT_AGAINST_GUARANTOR, ActKind.SUIT_AGAINST_DEBTOR)
_MOST_MONTHS = 600


class ContractDialog(EntryDialog):
    """A guarantee as its contract states it; ``record_wanted`` carries a GuaranteeContract.

    ``guarantor`` is "" for one the ledger does not name. What is known is filled in.
    """

    record_wanted = Signal(object)

    def __init__(
        self,
        loan: Loan,
        guarantor: str,
        known: GuaranteeContract | None,
        today: Callable[[], date],
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(language, parent)
        self.name(self.tr("Guarantee contract"), self.tr("Save"))
        self.loan = loan
        self._build_fields(guarantor, today)
        self._show(known or GuaranteeContract(guarantor, None))
        self._connect_fields()
        (self.day if guarantor else self.guarantor).setFocus()

    def contract(self) -> GuaranteeContract | None:
        """Return what was entered, None while something is missing or no date."""
        unreadable = any(
            edit.text().strip() and edit.value() is None for edit in (self.day, self.extended)
        )
        mode, term = str(self.mode.value() or ""), PeriodTerm(str(self.term.value()))
        uncounted = term is PeriodTerm.MONTHS and not self.months.hasAcceptableInput()
        if unreadable or uncounted or not self.guarantor.text().strip():
            return None
        return GuaranteeContract(
            guarantor=self.guarantor.text().strip(),
            contract_on=self.day.value(),
            mode=GuaranteeMode(mode) if mode else None,
            term=term,
            months=int(self.months.text()) if term is PeriodTerm.MONTHS else None,
            kind=GuarantorKind(self.kind.currentData()),
            extended_to=self.extended.value(),
            consented=self.consented.isEnabled() and self.consented.isChecked(),
            new_for_old=self.new_for_old.isChecked(),
            knew_new_for_old=self.knew.isEnabled() and self.knew.isChecked(),
        )

    def is_whole(self) -> bool:
        return self.contract() is not None

    def confirm(self) -> None:
        contract = self.contract()
        if contract is not None:
            self.record_wanted.emit(contract)

    def _build_fields(self, guarantor: str, today: Callable[[], date]) -> None:
        self.guarantor = QLineEdit(guarantor)
        self.guarantor.setReadOnly(bool(guarantor))
        self.day, self.extended = DateEdit(today), DateEdit(today)
        self.mode = Chips(mode_names(), numbered=True)
        self.term = Chips(term_names(), numbered=True)
        self.months = QLineEdit()
        self.months.setValidator(QIntValidator(1, _MOST_MONTHS, self.months))
        self.months.setFixedWidth(72)
        from_due = label(self.tr("months from the due date"), "muted")
        self._months_line = side_by_side(self.months, "", from_due)
        self.kind = QComboBox()
        for kind, name in guarantor_kinds():
            self.kind.addItem(name, kind.value)
        self.consented = QCheckBox(self.tr("this guarantor agreed in writing"))
        self.new_for_old = QCheckBox(self.tr("the loan repaid an older one"))
        self.knew = QCheckBox(self.tr("guaranteed the old one too, or knew"))
        unknown = label(self.tr("blank if unknown: a person must find it"), "muted")
        self.lay_out(
            self.tr("Loan {loan_no}: as the contract states it").format(loan_no=self.loan.loan_no),
            [
                (self.tr("Guarantor"), self.guarantor),
                (self.tr("Contract day"), side_by_side(self.day, "", unknown)),
                (self.tr("Mode"), self.mode),
                (self.tr("Period"), self.term),
                ("", self._months_line),
                (self.tr("Guarantor is"), side_by_side(self.kind)),
                (self.tr("Extended to"), side_by_side(self.extended, "", self.consented)),
                (self.tr("New for old"), side_by_side(self.new_for_old, "", self.knew)),
            ],
            marks={
                "guarantor": self.guarantor,
                "contract_on": self.day,
                "months": self.months,
                "extended_to": self.extended,
            },
        )

    def _show(self, known: GuaranteeContract) -> None:
        self.day.set_value(known.contract_on)
        self.mode.set_value(known.mode or "")
        self.term.set_value(known.term)
        self.months.setText(str(known.months or ""))
        self.kind.setCurrentIndex(self.kind.findData(known.kind.value))
        self.extended.set_value(known.extended_to)
        self.consented.setChecked(known.consented)
        self.new_for_old.setChecked(known.new_for_old)
        self.knew.setChecked(known.knew_new_for_old)
        self._depend()

    def _connect_fields(self) -> None:
        self.guarantor.textEdited.connect(lambda _: self._depend())
        for edit in (self.day, self.extended):
            edit.textChanged.connect(lambda _: self._depend())
        self.term.changed.connect(self._depend)
        self.months.textChanged.connect(lambda _: self._depend())
        self.new_for_old.toggled.connect(lambda _: self._depend())

    def _depend(self) -> None:
        """Ask only what follows from what was said."""
        self.refuse(None)
        self.show_row(self._months_line, self.term.value() == PeriodTerm.MONTHS)
        self.consented.setEnabled(self.extended.value() is not None)
        self.knew.setEnabled(self.new_for_old.isChecked())
        self.offer()


class ActDialog(EntryDialog):
    """What was done towards a guarantor, and what that does to the guarantee.

    ``foresee`` judges an act by the rules, at once. ``record_wanted`` carries an EnteredAct and
    the files.
    """

    record_wanted = Signal(object, object)

    def __init__(
        self,
        loan: Loan,
        guarantor: str,
        foresee: Callable[[GuaranteeAct], ActEffect],
        today: Callable[[], date],
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(language, parent)
        self.name(self.tr("Record an act towards the guarantor"), self.tr("Record"))
        self._foresee = foresee
        self._build_fields(loan, guarantor, today)
        self._connect_fields()
        self._show_second()

    def act(self) -> EnteredAct | None:
        """Return what was entered, None while the day is missing or no date."""
        kind, day = ActKind(self.kind.currentData()), self.day.value()
        second = self.second.value() if kind in _LASTING else None
        nonsense = kind in _LASTING and self.second.text().strip() and second is None
        if day is None or nonsense:
            return None
        return EnteredAct(kind, day, second, self.ref.text().strip(), self.note.text().strip())

    def is_whole(self) -> bool:
        return self.act() is not None

    def confirm(self) -> None:
        act = self.act()
        if act is not None:
            self.record_wanted.emit(act, self.evidence.paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.evidence.add(dropped_files(event.mimeData()))
        event.acceptProposedAction()

    def _build_fields(self, loan: Loan, guarantor: str, today: Callable[[], date]) -> None:
        self.setAcceptDrops(True)
        self.kind = QComboBox()
        for kind, name in act_names().items():
            self.kind.addItem(name, kind.value)
        self.day, self.second = DateEdit(today), DateEdit(today)
        lasting = label(self.tr("leave blank while it lasts"), "muted")
        self._second_line = side_by_side(self.second, "", lasting)
        self.ref, self.note = QLineEdit(), QLineEdit()
        self.ref.setPlaceholderText(self.tr("number of the paper: receipt, case, agreement"))
        self.evidence = EvidenceLine()
        self.effect = ActEffectCard()
        head = self.tr("{guarantor}, loan {loan_no}")
        advice = self.tr(
            "Only what was done inside the guarantee period preserves it; each guarantor stands "
            "alone, and without evidence it counts as claimed, not as proved."
        )
        self.lay_out(
            head.format(guarantor=guarantor, loan_no=loan.loan_no),
            [
                (self.tr("What was done"), side_by_side(self.kind)),
                (self.tr("Day"), side_by_side(self.day)),
                (self.tr("Ended on"), self._second_line),
                (self.tr("Paper"), self.ref),
                (self.tr("Note"), self.note),
                (self.tr("Evidence"), self.evidence),
            ],
            [self.effect, label(advice, "muted", wrap=True)],
            {"date": self.day, "restart_on": self.second},
        )

    def _connect_fields(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _: self._show_second())
        for edit in (self.day, self.second):
            edit.textChanged.connect(lambda _: self._tell())
        self.evidence.changed.connect(self._tell)

    def _show_second(self) -> None:
        self.show_row(self._second_line, ActKind(self.kind.currentData()) in _LASTING)
        self._tell()

    def _tell(self) -> None:
        self.refuse(None)
        self.offer()
        act = self.act()
        if act is None or self._backwards(act):
            self.effect.show_nothing()
            return
        fact = GuaranteeAct(act.kind, act.occurred_on, act.restart_on, bool(self.evidence.paths))
        self.effect.show_effect(self._foresee(fact))

    def _backwards(self, act: EnteredAct) -> bool:
        """Return whether it ends before it begins: no rule can judge that."""
        return act.restart_on is not None and act.restart_on < act.occurred_on
