"""Stores what a person enters about a claim or a guarantor; its dialogs stay open until it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from desktop.domain.guarantee.facts import GuaranteeContract
from desktop.domain.limitation import event_label
from desktop.services import claims, guarantees
from desktop.services.dossier import evidence_of_act, evidence_of_entry
from desktop.services.exchange.corrections import ledger_says, request_correction
from desktop.services.exchange_ports import CorrectionSubject
from desktop.services.guarantor_facts import GuarantorFacts
from desktop.services.records import Evidence, Loan, StoredEvent
from desktop.services.rule_records import StoredAct
from desktop.ui.pages.deliveries.evidence import ask_evidence
from desktop.ui.pages.dossier.dialogs import ReasonDialog
from desktop.ui.pages.dossier.event_dialog import EndDialog, EventDialog
from desktop.ui.pages.dossier.guarantee_dialogs import ActDialog, ContractDialog
from desktop.ui.pages.dossier.guarantee_words import act_names
from desktop.ui.pages.dossier.guarantor_lines import foresee
from desktop.ui.pages.exchange.correction_dialog import CorrectionDialog
from desktop.ui.pages.storing import Storing


class Entries(Storing):
    """Opens the dialogs and runs what they ask for. ``evidence_read`` carries a title and files."""

    evidence_read = Signal(str, object)

    def record_event(self, loan: Loan) -> EventDialog:
        """Ask what happened to a loan."""
        today = self._desk.clock.today
        dialog = EventDialog(loan, today, self._context.language, self._page)
        dialog.changed.connect(lambda: self._foresee(dialog))
        dialog.record_wanted.connect(
            lambda act, files: self._store(
                lambda: claims.record_event(self._desk, loan.id, act, files), dialog
            )
        )
        self._open(dialog)
        dialog.keep_draft(self._context, f"event:{loan.id}")
        return dialog

    def ask_correction(self, loan: Loan, borrower: str) -> CorrectionDialog:
        """Ask what head office is to correct about a loan."""
        told = set(CorrectionSubject) - {CorrectionSubject.MISSING}
        now = {each: ledger_says(loan, each, borrower) for each in told}
        head = f"{borrower}　{loan.loan_no}"
        dialog = CorrectionDialog(head, now, self._context.language, self._page)
        dialog.wanted.connect(
            lambda wish: self._store(
                lambda: request_correction(
                    self._desk, loan.id, wish.what, wish.should_be, wish.reason
                ),
                dialog,
            )
        )
        self._open(dialog)
        dialog.keep_draft(self._context, f"correction:{loan.id}")
        return dialog

    def end_event(self, event: StoredEvent) -> EndDialog:
        """Ask when a procedure or a cause of suspension ended."""
        today = self._desk.clock.today
        dialog = EndDialog(event, today, self._context.language, self._page)
        dialog.end_wanted.connect(
            lambda day, files: self._store(
                lambda: claims.end_procedure(self._desk, event.id, day, files), dialog
            )
        )
        self._open(dialog)
        dialog.keep_draft(self._context, f"end:{event.id}")
        return dialog

    def prove_event(self, event: StoredEvent) -> None:
        """Ask for files that prove an event."""
        paths = ask_evidence(self._page)
        if paths:
            self._store(lambda: claims.add_evidence(self._desk, event.id, paths))

    def withdraw_event(self, event: StoredEvent) -> ReasonDialog:
        """Ask why an event is taken back."""
        what = f"{event.occurred_on}  {event_label(event.kind)}"
        return self._ask_withdrawal(
            what, lambda reason: claims.withdraw_event(self._desk, event.id, reason)
        )

    def read_event_evidence(self, event: StoredEvent) -> None:
        """Ask for the files that prove an event entered by hand."""
        title = self.tr("Evidence: {what}, {day}")
        title = title.format(what=event_label(event.kind), day=event.occurred_on)
        self._read_evidence(title, lambda: evidence_of_entry(self._desk, event.entry_id))

    def enter_contract(
        self, loan: Loan, guarantor: str, known: GuaranteeContract | None
    ) -> ContractDialog:
        """Ask what a guarantee contract says; ``guarantor`` is "" for one not known yet."""
        today = self._desk.clock.today
        dialog = ContractDialog(loan, guarantor, known, today, self._context.language, self._page)
        dialog.record_wanted.connect(
            lambda contract: self._store(
                lambda: guarantees.record_contract(self._desk, loan.id, contract), dialog
            )
        )
        self._open(dialog)
        dialog.keep_draft(self._context, f"guarantee:{loan.id}:{guarantor}")
        return dialog

    def record_act(self, loan: Loan, facts: GuarantorFacts) -> ActDialog:
        """Ask what was done towards a guarantor."""
        guarantor = facts.guarantor
        today = self._desk.clock.today
        dialog = ActDialog(
            loan,
            guarantor,
            lambda act: foresee(self._desk, loan, facts, act),
            today,
            self._context.language,
            self._page,
        )
        dialog.record_wanted.connect(
            lambda act, files: self._store(
                lambda: guarantees.record_act(self._desk, loan.id, guarantor, act, files), dialog
            )
        )
        self._open(dialog)
        dialog.keep_draft(self._context, f"act:{loan.id}:{guarantor}")
        return dialog

    def prove_act(self, act: StoredAct) -> None:
        """Ask for files that prove an act."""
        paths = ask_evidence(self._page)
        if paths:
            self._store(lambda: guarantees.add_evidence(self._desk, act.id, paths))

    def withdraw_act(self, act: StoredAct) -> ReasonDialog:
        """Ask why an act is taken back."""
        what = f"{act.occurred_on}  {act.guarantor}  {act_names()[act.kind]}"
        return self._ask_withdrawal(
            what, lambda reason: guarantees.withdraw_act(self._desk, act.id, reason)
        )

    def read_act_evidence(self, act: StoredAct) -> None:
        """Ask for the files that prove an act."""
        title = self.tr("Evidence: {what}, {day}")
        title = title.format(what=act_names()[act.kind], day=act.occurred_on)
        self._read_evidence(title, lambda: evidence_of_act(self._desk, act.id))

    def _foresee(self, dialog: EventDialog) -> None:
        """Ask what an event would do; an older question is forgotten."""
        self._forget()
        act, proved, loan_id = dialog.act(), dialog.has_evidence, dialog.loan.id
        if act is None:
            return
        self._asking = self._context.jobs.run(
            self.tr("Computing the clocks"),
            lambda progress: claims.preview(self._desk, loan_id, act, proved),
            dialog.show_effect,
            dialog.refuse,
        )

    def _ask_withdrawal(self, what: str, withdraw: Callable[[str], None]) -> ReasonDialog:
        text = self.tr("{what}\nThe record stays, marked as withdrawn; the clock goes back.")
        title, act = self.tr("Withdraw a record"), self.tr("Withdraw")
        return self._ask_reason(
            title, text.format(what=what), act, lambda reason: self._store(lambda: withdraw(reason))
        )

    def _read_evidence(self, title: str, read: Callable[[], Sequence[Evidence]]) -> None:
        self._context.jobs.run(
            self.tr("Reading the evidence"),
            lambda progress: read(),
            lambda files: self.evidence_read.emit(title, files),
        )
