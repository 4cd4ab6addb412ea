"""The page of a database without users: its first people are entered, and the key file ends."""

from __future__ import annotations

from desktop.domain.errors import CodedError
from desktop.domain.recovery_code import Slip
from desktop.services.users import found_users
from desktop.ui.errors import explain
from desktop.ui.pages.page import Page
from desktop.ui.pages.start.people import PeopleEdits
from desktop.ui.pages.start.recovery_slip import RecoverySlip
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.text import button, label


class FoundingPage(Page):
    """Money needs a second person: without users there are no receipts, agreements or reliefs."""

    def _build(self) -> None:
        self.set_title(
            self.tr("Set up users"),
            self.tr("From then on each signs in by name; the key file and the one password end"),
        )
        is_office = self.context.desk.collection is not None
        self.people = PeopleEdits(self.context.language, for_office=is_office)
        self.slip = RecoverySlip()
        self._trouble = label("", "muted", wrap=True)
        self.refusal, self._refusal_words = Card(role="warning"), label("", wrap=True)
        self.refusal.body.addWidget(self._refusal_words)
        self.refusal.hide()
        self.card = Card(self.tr("First users"))
        self.card.body.addWidget(self.people)
        self.card.body.addWidget(self._trouble)
        self.go = button(self.tr("Make the users"), "primary", "Ctrl+S")
        self.sign_in = button(self.tr("Sign in"), "primary")
        for each in (self.go, self.sign_in):
            self.buttons.addWidget(each)
        for part in (self.refusal, self.card, self.slip):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.slip.hide()
        self.sign_in.hide()
        self._check()

    def _connect(self) -> None:
        self.people.changed.connect(self._check)
        self.go.clicked.connect(self._found)
        self.slip.put_away.connect(self.sign_in.setEnabled)
        self.sign_in.clicked.connect(lambda: self.context.bus.leave_wanted.emit(None))

    def _check(self) -> None:
        self._trouble.setText(self.people.trouble())
        self.go.setEnabled(self.people.is_whole)

    def _found(self) -> None:
        desk, people = self.context.desk, self.people.people()
        self.go.setEnabled(False)
        self.refusal.hide()
        self.context.jobs.run(
            self.tr("Making the users"),
            lambda progress: found_users(desk, people),
            self._show_code,
            self._refuse,
            must_end=True,
        )

    def _show_code(self, slip: Slip) -> None:
        """Show the code once; the way on leads out of this window."""
        self.slip.show_slip(slip)
        self.card.hide()
        self.go.hide()
        self.slip.show()
        self.sign_in.setEnabled(False)
        self.sign_in.show()

    def _refuse(self, error: CodedError) -> None:
        title, text = explain(error, self.context.language)
        self.refusal.set_title(title)
        self._refusal_words.setText(text)
        self.refusal.show()
        self._check()
