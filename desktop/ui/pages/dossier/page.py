"""The dossier page: who owes, what is pressing, and everything about it in four tabs."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QMenu, QTabWidget

from desktop.services.dossier import Dossier
from desktop.services.records import Delivery, Evidence, Hold, Notice
from desktop.ui.pages.dossier.badges import BadgeRow, badges, id_problem_words
from desktop.ui.pages.dossier.dialogs import EvidenceDialog, ReasonDialog
from desktop.ui.pages.dossier.loans_tab import LoansTab
from desktop.ui.pages.dossier.papers_tab import PapersTab
from desktop.ui.pages.dossier.people_tab import PeopleTab
from desktop.ui.pages.dossier.presenter import DossierPresenter, serial_to_serve
from desktop.ui.pages.dossier.timeline_tab import TimelineTab
from desktop.ui.pages.page import Page
from desktop.ui.widgets.text import button


class DossierPage(Page):
    """Everything about one debtor. ``open(party_id=..., loan_id=...)`` says which."""

    def open(self, **arguments: Any) -> None:
        self._party_id = str(arguments["party_id"])
        self._loan_id = str(arguments.get("loan_id") or "")
        self.refresh()

    def refresh(self) -> None:
        if self._party_id:
            self._presenter.ask(self._party_id)

    def _build(self) -> None:
        self._party_id = self._loan_id = ""
        self._shown: Dossier | None = None
        self._presenter = DossierPresenter(self.context, self)
        self._build_actions()
        self.badges = BadgeRow()
        self.loans = LoansTab(self.context.desk.clock.today())
        self.people, self.timeline, self.papers = PeopleTab(), TimelineTab(), PapersTab()
        self.tabs = QTabWidget()
        for tab in (self.loans, self.people, self.timeline, self.papers):
            self.tabs.addTab(tab, "")
        self.body.addWidget(self.badges)
        self.body.addWidget(self.tabs, 1)
        self._enable(False)

    def _build_actions(self) -> None:
        self.notice = button(self.tr("Print a notice"), "primary", "F5")
        self.delivery = button(self.tr("Record a delivery"), key="F6")
        self.more = button(self.tr("More"))
        menu = QMenu(self.more)
        self.hold = menu.addAction("", self._ask_hold)
        self.death = menu.addAction("", self._ask_death)
        self.more.setMenu(menu)
        for each in (self.notice, self.delivery, self.more):
            self.buttons.addWidget(each)

    def _connect(self) -> None:
        self._presenter.shown.connect(self._show)
        self._presenter.evidence_read.connect(self._show_evidence)
        self.notice.clicked.connect(lambda: self._presenter.print_notice(self._party_id))
        self.delivery.clicked.connect(self._record_delivery)
        self.papers.reprint_wanted.connect(self._reprint)
        self.papers.evidence_wanted.connect(self._presenter.read_evidence)

    def _show(self, shown: Dossier) -> None:
        self._shown = shown
        self.set_title(shown.party.name, self._place(shown))
        self.badges.show_badges(badges(shown))
        self.loans.show_dossier(shown, self._loan_id)
        counts = (
            (self.tr("Loans {count}"), len(shown.loans)),
            (self.tr("People {count}"), self.people.show_dossier(shown)),
            (self.tr("Timeline {count}"), self.timeline.show_dossier(shown)),
            (self.tr("Papers {count}"), self.papers.show_dossier(shown)),
        )
        for number, (words, count) in enumerate(counts):
            self.tabs.setTabText(number, words.format(count=count))
        self._enable(True)

    def _place(self, shown: Dossier) -> str:
        party = shown.party
        place = " ".join(part for part in (party.township, party.village, party.group) if part)
        identity = shown.id_masked or id_problem_words(party.id_problem)
        parts = (place or party.address, identity, shown.phone_masked)
        return "   ·   ".join(part for part in parts if part)

    def _enable(self, known: bool) -> None:
        shown = self._shown
        self.notice.setEnabled(known)
        self.more.setEnabled(known)
        self.delivery.setEnabled(bool(shown and serial_to_serve(shown)))
        if shown:
            held, dead = shown.party.hold is not Hold.NONE, shown.party.deceased
            self.hold.setText(self.tr("End the hold…") if held else self.tr("Hold all notices…"))
            self.death.setText(self.tr("Not deceased…") if dead else self.tr("Note a death…"))

    def _record_delivery(self) -> None:
        if self._shown:
            self._presenter.record_delivery(serial_to_serve(self._shown))

    def _reprint(self, notice: Notice | None) -> None:
        if notice is not None:
            self._presenter.reprint(notice.serial)

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
            self._presenter.hold(self._party_id, hold, reason)

    def _ask_death(self) -> None:
        if self._shown is None:
            return
        dead = self._shown.party.deceased
        text = self.tr("Ordinary notices stop; the heirs are demanded by another paper.")
        if dead:
            text = self.tr("The note was wrong: the debtor lives.")
        reason = self._reason(self.death.text(), text)
        if reason:
            self._presenter.note_death(self._party_id, not dead, reason)

    def _reason(self, title: str, text: str) -> str:
        dialog = ReasonDialog(title.rstrip("…"), text, title.rstrip("…"), self)
        return dialog.reason() if dialog.exec() else ""

    def _show_evidence(self, delivery: Delivery, files: tuple[Evidence, ...]) -> None:
        if files:
            dialog = EvidenceDialog(delivery, files, self)
            dialog.copy_wanted.connect(
                lambda file, path: self._presenter.save_evidence(delivery, file, path)
            )
            dialog.exec()
            dialog.deleteLater()
