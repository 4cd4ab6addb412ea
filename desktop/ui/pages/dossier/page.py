"""The dossier page: who owes, what is pressing, and everything about it in six tabs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QTabWidget

from desktop.domain.contact_book import ReachKind
from desktop.domain.derivation import DerivationSheet
from desktop.domain.documents import Sheets
from desktop.domain.permissions import Action, Part, allows
from desktop.services.documents.offering import offer_to
from desktop.services.dossier import Dossier
from desktop.services.party_records import StoredContact, StoredRelation
from desktop.services.records import Delivery, Document, Evidence, Hold
from desktop.services.reveals import Masked
from desktop.ui.pages.documents.output_dialog import OutputDialog
from desktop.ui.pages.documents.paper_dialog import PaperDialog
from desktop.ui.pages.dossier.agreements_tab import AgreementsTab
from desktop.ui.pages.dossier.badges import BadgeRow, badges, guarantor_badges, id_problem_words
from desktop.ui.pages.dossier.contacts_tab import ContactsTab
from desktop.ui.pages.dossier.derivation_dialog import DerivationDialog
from desktop.ui.pages.dossier.derived import Derived
from desktop.ui.pages.dossier.dialogs import EvidenceDialog, ReasonDialog
from desktop.ui.pages.dossier.entries import Entries
from desktop.ui.pages.dossier.events_tab import EventsTab
from desktop.ui.pages.dossier.guarantor_lines import GuarantorLine
from desktop.ui.pages.dossier.loans_tab import LoansTab
from desktop.ui.pages.dossier.paper_lines import PaperLine
from desktop.ui.pages.dossier.papers_tab import PapersTab
from desktop.ui.pages.dossier.party_entries import PartyEntries
from desktop.ui.pages.dossier.people_tab import PeopleTab
from desktop.ui.pages.dossier.presenter import DossierPresenter, serial_to_serve
from desktop.ui.pages.dossier.reveal_dialog import RevealDialog
from desktop.ui.pages.dossier.timeline_tab import TimelineTab
from desktop.ui.pages.notices.files import ask_path, ask_printer
from desktop.ui.pages.page import Page
from desktop.ui.widgets.text import button


class DossierPage(Page):
    """Everything about one debtor.

    ``open(party_id=..., loan_id=...)`` says which; ``serial=...`` shows that paper of his.
    """

    def open(self, **arguments: Any) -> None:
        self._party_id = str(arguments["party_id"])
        self._loan_id = str(arguments.get("loan_id") or "")
        self._serial = str(arguments.get("serial") or "")
        self.refresh()

    def refresh(self) -> None:
        if self._party_id:
            self._presenter.ask(self._party_id)

    def _build(self) -> None:
        self._party_id = self._loan_id = self._serial = ""
        self._shown: Dossier | None = None
        self._presenter = DossierPresenter(self.context, self)
        self._entries = Entries(self.context, self)
        self._party = PartyEntries(self.context, self)
        self._build_actions()
        self.badges = BadgeRow()
        self.loans = LoansTab(self.context.desk.clock.today())
        self.people, self.contacts, self.events = PeopleTab(), ContactsTab(), EventsTab()
        self.timeline, self.papers = TimelineTab(), PapersTab()
        self.agreements = AgreementsTab()
        self.tabs = QTabWidget()
        for tab in (
            self.loans,
            self.people,
            self.contacts,
            self.events,
            self.timeline,
            self.papers,
            self.agreements,
        ):
            self.tabs.addTab(tab, "")
        self.body.addWidget(self.badges)
        self.body.addWidget(self.tabs, 1)
        self._enable(False)

    def _build_actions(self) -> None:
        self.notice = button(self.tr("Print a notice"), "primary", "F5")
        self.delivery = button(self.tr("Record a delivery"), key="F6")
        self.repayment = button(self.tr("Take a repayment"), key="F4")
        self.paper = button(self.tr("Print a paper…"), key="F9")
        self._prints = allows(self.context.desk.operator.role, Action.FIELD_WORK, Part.MAKE)
        self.more = button(self.tr("More"))
        menu = QMenu(self.more)
        menu.addAction(self.tr("Repayment agreement…"), self._draft_agreement)
        menu.addAction(self.tr("Promise to pay…"), self._enter_promise)
        self.relief = menu.addAction(self.tr("Relief of interest…"), self._ask_relief)
        menu.addSeparator()
        self.hold = menu.addAction("", self._ask_hold)
        self.death = menu.addAction("", self._ask_death)
        menu.addSeparator()
        self.correction = menu.addAction(
            self.tr("Ask head office to correct…"), self._ask_correction
        )
        may = allows(self.context.desk.operator.role, Action.EXCHANGE, Part.MAKE)
        self.correction.setVisible(may)
        menu.addAction(self.tr("The same person twice…"), self._merge)
        self.reveal = menu.addAction(self.tr("Show in full…"), "Ctrl+U", lambda: self._reveal())
        self.addAction(self.reveal)  # its key works without opening the menu
        self.parting = menu.addAction(self.tr("Part merged entries…"), self._part)
        self.more.setMenu(menu)
        for each in (self.notice, self.delivery, self.repayment, self.paper, self.more):
            self.buttons.addWidget(each)

    def _connect(self) -> None:
        self._presenter.shown.connect(self._show)
        self._presenter.derived.connect(self._show_derived)
        self._presenter.explained.connect(self._explain)
        self._presenter.evidence_read.connect(self._show_evidence)
        self.notice.clicked.connect(lambda: self._presenter.print_notice(self._party_id))
        self.delivery.clicked.connect(self._record_delivery)
        self.repayment.clicked.connect(self._take_repayment)
        self.paper.clicked.connect(self._print_paper)
        self.papers.print_wanted.connect(self._print_again)
        self.papers.evidence_wanted.connect(self._presenter.read_evidence)
        self.agreements.opened.connect(
            lambda serial: self.context.navigate("agreements", serial=serial)
        )
        self._connect_entries()

    def _connect_entries(self) -> None:
        entries, people, events = self._entries, self.people, self.events
        entries.evidence_read.connect(self._show_files)
        self.loans.why_wanted.connect(lambda each: self._presenter.explain(each.loan.id))
        self.loans.event_wanted.connect(lambda each: entries.record_event(each.loan))
        events.record_wanted.connect(self._record_event)
        events.end_wanted.connect(entries.end_event)
        events.proof_wanted.connect(entries.prove_event)
        events.evidence_wanted.connect(entries.read_event_evidence)
        events.withdraw_wanted.connect(entries.withdraw_event)
        people.contract_wanted.connect(self._enter_contract)
        people.addition_wanted.connect(self._add_guarantor)
        people.act_wanted.connect(lambda line: entries.record_act(line.loan, line.facts))
        people.proof_wanted.connect(entries.prove_act)
        people.evidence_wanted.connect(entries.read_act_evidence)
        people.withdraw_wanted.connect(entries.withdraw_act)
        self._connect_party()

    def _connect_party(self) -> None:
        party, contacts = self._party, self.contacts
        contacts.contact_reveal_wanted.connect(self._reveal_contact)
        contacts.related_reveal_wanted.connect(party.reveal_related)
        contacts.contact_wanted.connect(self._enter_contact)
        contacts.contact_withdrawal_wanted.connect(party.withdraw_contact)
        contacts.related_wanted.connect(lambda: self._enter_related(None))
        contacts.correction_wanted.connect(self._enter_related)
        contacts.relation_withdrawal_wanted.connect(party.withdraw_related)

    def _show(self, shown: Dossier) -> None:
        self._shown = shown
        self.set_title(shown.party.name, self._place(shown))
        self.badges.show_badges(badges(shown))
        self.loans.show_dossier(shown, self._loan_id)
        self._loan_id = ""  # from now on the loan that a person chose
        counts = (
            (self.tr("Loans {count}"), len(shown.loans)),
            (self.tr("People {count}"), self.people.show_dossier(shown)),
            (self.tr("Contacts {count}"), self.contacts.show_dossier(shown)),
            (self.tr("Events {count}"), self.events.show_dossier(shown)),
            (self.tr("Timeline {count}"), self.timeline.show_dossier(shown)),
            (self.tr("Papers {count}"), self.papers.show_dossier(shown)),
            (self.tr("Agreements {count}"), self.agreements.show_dossier(shown)),
        )
        for number, (words, count) in enumerate(counts):
            self.tabs.setTabText(number, words.format(count=count))
        self._show_paper()
        self._enable(True)

    def _show_paper(self) -> None:
        """Stand on the paper that was searched for or scanned, once."""
        if self._serial:
            self.tabs.setCurrentWidget(self.papers)
            self.papers.stand_on(self._serial)
            self._serial = ""

    def _show_derived(self, found: Derived) -> None:
        self.loans.show_derived(found)
        if self._shown:
            more = guarantor_badges(found.guarantors)
            self.badges.show_badges([*badges(self._shown), *more])
        count = self.people.show_guarantors(found.guarantors)
        self.tabs.setTabText(1, self.tr("People {count}").format(count=count))

    def _explain(self, sheet: DerivationSheet) -> None:
        """Open the panel with every step; it stays open while papers are made of it."""
        papers = self.context.desk.papers
        dialog = DerivationDialog(sheet, papers.derivation_pages, self.context.fonts, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.print_wanted.connect(self._print)
        dialog.pdf_wanted.connect(self._save_pdf)
        self._presenter.printed.connect(dialog.show_printed)
        self._presenter.written.connect(dialog.show_written)
        dialog.open()

    def _print(self, sheet: DerivationSheet) -> None:
        printer = ask_printer(self, Sheets.DUPLEX)
        if printer:
            self._presenter.print_sheet(sheet, printer)

    def _save_pdf(self, sheet: DerivationSheet) -> None:
        name = self.tr("computation_{loan_no}_{day}")
        name = name.format(loan_no=sheet.loan_no, day=sheet.as_of)
        path = ask_path(self, self.tr("Save as PDF"), name, ".pdf", "PDF (*.pdf)")
        if path:
            self._presenter.write_sheet(sheet, path)

    def _record_event(self) -> None:
        """Ask about the chosen loan; there is one as soon as there is a dossier."""
        chosen = self.loans.table.current_record()
        if chosen is not None:
            self._entries.record_event(chosen.loan)

    def _enter_contract(self, line: GuarantorLine) -> None:
        self._entries.enter_contract(line.loan, line.facts.guarantor, line.facts.contract)

    def _add_guarantor(self) -> None:
        chosen = self.loans.table.current_record()
        if chosen is not None:
            self._entries.enter_contract(chosen.loan, "", None)

    def _place(self, shown: Dossier) -> str:
        party = shown.party
        place = " ".join(part for part in (party.township, party.village, party.group) if part)
        identity = shown.id_masked or id_problem_words(party.id_problem)
        parts = (place or party.address, identity, shown.phone_masked)
        return "   ·   ".join(part for part in parts if part)

    def _enable(self, known: bool) -> None:
        shown = self._shown
        self.notice.setEnabled(known)
        self.repayment.setEnabled(known)
        self.paper.setEnabled(known and self._prints)
        self.more.setEnabled(known)
        self.delivery.setEnabled(bool(shown and serial_to_serve(shown)))
        if shown:
            held, dead = shown.party.hold is not Hold.NONE, shown.party.deceased
            self.hold.setText(self.tr("End the hold…") if held else self.tr("Hold all notices…"))
            self.parting.setEnabled(any(not each.undone for each in shown.merges))
            self.death.setText(self.tr("Not deceased…") if dead else self.tr("Note a death…"))

    def _record_delivery(self) -> None:
        if self._shown:
            self._presenter.record_delivery(serial_to_serve(self._shown))

    def _take_repayment(self) -> None:
        self.context.navigate("repayments", party_id=self._party_id)

    def _print_paper(self) -> None:
        """Open the dialog of papers about this debtor."""
        party_id, today = self._party_id, self.context.desk.clock.today()
        PaperDialog(self.context, lambda desk: offer_to(desk, party_id, today), self).open()

    def _print_again(self, line: PaperLine | None) -> None:
        """Offer an issued paper once more: notices on their own page, documents here."""
        if line is None:
            return
        if isinstance(line.paper, Document):
            OutputDialog(self.context, [line.paper], self).open()
        else:
            self._presenter.reprint(line.serial)

    def _ask_correction(self) -> None:
        """Ask head office to correct a figure of the chosen loan."""
        chosen = self.loans.table.current_record()
        if chosen is not None and self._shown is not None:
            self._entries.ask_correction(chosen.loan, self._shown.party.name)

    def _draft_agreement(self) -> None:
        self.context.navigate("agreements", party_id=self._party_id)

    def _enter_promise(self) -> None:
        self.context.navigate("agreements", promise_of=self._party_id, tab="promises")

    def _ask_relief(self) -> None:
        self.context.navigate("relief", party_id=self._party_id)

    def _enter_contact(self) -> None:
        if self._shown:
            self._party.enter_contact(self._shown)

    def _enter_related(self, corrected: StoredRelation | None) -> None:
        if self._shown:
            self._party.enter_related(self._shown, corrected)

    def _merge(self) -> None:
        self._party.merge(self._party_id)

    def _part(self) -> None:
        if self._shown:
            self._party.part(self._shown)

    def _reveal_contact(self, chosen: StoredContact) -> None:
        """A contact entered by hand is shown by itself, one of the ledger as the debtor's own."""
        if chosen.id:
            self._party.reveal_contact(chosen)
        else:
            is_phone = chosen.contact.kind is ReachKind.PHONE
            self._reveal([Masked.PHONE if is_phone else Masked.ADDRESS])

    def _reveal(self, fields: Sequence[Masked] = tuple(Masked)) -> None:
        """Show a masked field in a dialog of its own, and only there."""
        if self._shown is None:
            return
        party, has_users = self._shown.party, self.context.desk.operator.role is not None
        dialog = RevealDialog(party.name, has_users, self.context.language, self, fields)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(
            lambda field, reason, password: self._presenter.reveal(
                party.id, field, reason, password, dialog.show_value, dialog.refuse
            )
        )
        dialog.open()

    def _ask_hold(self) -> None:
        if self._shown is None:
            return
        held = self._shown.party.hold is not Hold.NONE
        text = self.tr("The debtor says somebody else borrowed in his name: no notice goes out.")
        if held:
            text = self.tr("The inquiry is over: notices may go out again.")
        reason = self._reason(self.hold.text(), text)
        if reason:
            hold = Hold.NONE if held else Hold.IMPERSONATION
            self._party.hold(self._party_id, hold, reason)

    def _ask_death(self) -> None:
        if self._shown is None:
            return
        dead = self._shown.party.deceased
        text = self.tr("Ordinary notices stop; the heirs are demanded by another paper.")
        if dead:
            text = self.tr("The note was wrong: the debtor lives.")
        reason = self._reason(self.death.text(), text)
        if reason:
            self._party.note_death(self._party_id, not dead, reason)

    def _reason(self, title: str, text: str) -> str:
        dialog = ReasonDialog(title.rstrip("…"), text, title.rstrip("…"), self)
        return dialog.reason() if dialog.exec() else ""

    def _show_evidence(self, delivery: Delivery, files: tuple[Evidence, ...]) -> None:
        if files:
            title = self.tr("Evidence of {serial}, {day}")
            title = title.format(serial=delivery.serial, day=delivery.occurred_on)
            dialog = EvidenceDialog(title, files, self)
            dialog.copy_wanted.connect(
                lambda file, path: self._presenter.save_evidence(delivery, file, path)
            )
            dialog.exec()
            dialog.deleteLater()

    def _show_files(self, title: str, files: tuple[Evidence, ...]) -> None:
        """Show the files of an entry made by hand: to be looked at, not to be copied out."""
        if files:
            dialog = EvidenceDialog(title, files, self)
            dialog.copy.hide()
            dialog.exec()
            dialog.deleteLater()
