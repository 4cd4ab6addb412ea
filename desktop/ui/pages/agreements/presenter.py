"""Opens the dialogs of agreements and promises, and runs what they ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.documents import DocumentFacts, DocumentKind
from desktop.services.agreement_ports import StoredAgreement
from desktop.services.agreements import following, proposing, signing
from desktop.services.agreements.following import FollowedAgreement
from desktop.services.documents.issuing import IssuedDocuments, Wish, issue
from desktop.services.documents.offering import Offer, offer_to
from desktop.services.lists import documents_of, name_of
from desktop.services.ports import Desk
from desktop.services.progress import NoProgress
from desktop.services.promises import (
    FollowedPromise,
    promises_to_follow,
    record_promise,
    withdraw_promise,
)
from desktop.ui.pages.agreements.compose_dialog import ComposeDialog
from desktop.ui.pages.agreements.happened_dialogs import ArrivedDialog, SignedDialog
from desktop.ui.pages.agreements.promise_dialog import PromiseDialog
from desktop.ui.pages.deliveries.evidence import ask_evidence
from desktop.ui.pages.page import PageContext
from desktop.ui.pages.storing import Storing


@dataclass(frozen=True, slots=True)
class Followed:
    """What the page lists."""

    agreements: tuple[FollowedAgreement, ...]
    promises: tuple[FollowedPromise, ...]


class AgreementsPresenter(Storing):
    """``listed`` carries a Followed, ``issued`` the serial of a paper to be printed."""

    listed = Signal(object)
    issued = Signal(str)

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(context, page)
        self._approval.applied.connect(lambda applied: self.issued.emit(str(applied.result)))

    def ask(self) -> None:
        """Ask for everything that is listed."""
        desk = self._desk
        self._context.jobs.run(
            self.tr("Reading"), lambda progress: followed(desk), self.listed.emit
        )

    def compose(self, party_id: str, older: StoredAgreement | None = None) -> None:
        """Draft an agreement with a debtor, or another version of one."""
        desk, today = self._desk, self._desk.clock.today()

        def show(offer: Offer) -> None:
            serial, loans = (older.serial, older.loan_ids) if older else ("", ())
            language = self._context.language
            dialog = ComposeDialog(offer, today, language, serial, loans, self._page)
            dialog.changed.connect(lambda: self._plan(dialog))
            dialog.propose_wanted.connect(
                lambda wish: self._store(lambda: proposing.propose(desk, wish), dialog)
            )
            self._plan(dialog)
            self._open(dialog)
            dialog.keep_draft(self._context, f"agreement:{serial or party_id}")

        self._context.jobs.run(
            self.tr("Reading"), lambda progress: offer_to(desk, party_id, today), show
        )

    def sign(self, found: FollowedAgreement) -> None:
        """Ask when and by whom an agreement was signed."""
        desk, serial = self._desk, found.agreement.serial
        today, language = desk.clock.today, self._context.language
        dialog = SignedDialog(found.agreement, today, language, self._page)
        dialog.sign_wanted.connect(
            lambda day, names, files, note: self._store(
                lambda: signing.sign(desk, serial, day, names, files, note), dialog
            )
        )
        self._open(dialog)
        dialog.keep_draft(self._context, f"signed:{serial}")

    def prove(self, found: FollowedAgreement) -> None:
        """Ask for the files that prove a signature which was only claimed so far."""
        desk, serial, files = self._desk, found.agreement.serial, ask_evidence(self._page)
        if files:
            self._store(lambda: signing.add_proof(desk, serial, files))

    def call_in(self, found: FollowedAgreement) -> None:
        """Issue the notice of acceleration; it makes nothing due before it arrives."""
        desk, agreement = self._desk, found.agreement
        inputs = {"agreement": agreement.serial}
        wish = Wish(DocumentKind.ACCELERATION_NOTICE, agreement.party_id, inputs=inputs)

        def done(made: IssuedDocuments) -> None:
            self.issued.emit(made.facts[0].serial)

        self._store(lambda: issue(desk, [wish], desk.clock.today(), NoProgress()), None, done)

    def arrive(self, found: FollowedAgreement) -> None:
        """Ask when a notice of acceleration arrived."""
        desk, serial = self._desk, found.agreement.serial
        party_id = found.agreement.party_id

        def show(serials: Sequence[str]) -> None:
            head = f"{found.agreement.debtor}　{serial}"
            today, language = desk.clock.today, self._context.language
            dialog = ArrivedDialog(head, serials, today, language, self._page)
            dialog.arrived_wanted.connect(
                lambda notice, day, files, note: self._store(
                    lambda: signing.record_arrival(desk, notice, day, files, note), dialog
                )
            )
            self._open(dialog)
            dialog.keep_draft(self._context, f"arrived:{serial}")

        self._context.jobs.run(
            self.tr("Reading"), lambda progress: notices_about(desk, party_id, serial), show
        )

    def promise(self, party_id: str) -> None:
        """Ask what a debtor promises."""
        desk = self._desk

        def show(name: str) -> None:
            dialog = PromiseDialog(name, desk.clock.today, self._context.language, self._page)
            dialog.record_wanted.connect(
                lambda promise, who, note, files: self._store(
                    lambda: record_promise(desk, party_id, promise, (), who, note, files), dialog
                )
            )
            self._open(dialog)
            dialog.keep_draft(self._context, f"promise:{party_id}")

        self._context.jobs.run(self.tr("Reading"), lambda progress: name_of(desk, party_id), show)

    def withdraw(self, found: FollowedPromise) -> None:
        """Ask why a promise is taken back."""
        desk, stored = self._desk, found.stored
        title, about = self.tr("Withdraw a promise"), f"{stored.debtor}　{stored.promise.amount}"
        self._ask_reason(
            title,
            about,
            self.tr("Withdraw"),
            lambda reason: self._store(lambda: withdraw_promise(desk, stored.id, reason)),
        )

    def _plan(self, dialog: ComposeDialog) -> None:
        """Ask for the plan as typed; an older question is forgotten."""
        self._forget()
        desk, wish = self._desk, dialog.wish()
        self._asking = self._context.jobs.run(
            self.tr("Computing"),
            lambda progress: proposing.live_plan(desk, wish),
            dialog.show_plan,
            dialog.refuse,
        )


def followed(desk: Desk) -> Followed:
    """Return the agreements and promises that somebody must look after."""
    today = desk.clock.today()
    return Followed(following.follow_up(desk, today), promises_to_follow(desk, today))


def notices_about(desk: Desk, party_id: str, agreement: str) -> list[str]:
    """Return the serials of the notices that call this agreement in, the newest first."""
    found = documents_of(desk, party_id)
    notices = (each for each in found if each.kind is DocumentKind.ACCELERATION_NOTICE)
    return [
        each.serial
        for each in notices
        if DocumentFacts.from_json(each.facts).fields["agreement_serial"] == agreement
    ]
