"""What is decided, each by its dialog; a second person signs what counts money or trusts a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from desktop.services.collection_records import Correction, Fork, HeldEntry, PossibleDouble
from desktop.services.office.deciding import (
    answer_correction,
    decide_double,
    force_held,
    note_fork,
)
from desktop.services.office.doubled import DoubledEntry
from desktop.services.office.proposals import OfficeProposal, decide_proposal
from desktop.services.ports import Desk
from desktop.services.two_people import SecondPerson
from desktop.ui.pages.office.acts import OfficeActs
from desktop.ui.pages.office.branch_dialogs import NO, YES, ReasonedDialog, answer_dialog
from desktop.ui.pages.office.double_words import reverse_words
from desktop.ui.pages.office.matters import Matter, money_words
from desktop.ui.pages.office.proposal_words import people_words
from desktop.ui.widgets.chips import Chips

T = TypeVar("T")
Signing = Callable[[Desk, object, str, SecondPerson | None], T]
"""A decision: by which way, for what reason, signed by whom."""


class DecideActs(OfficeActs):
    """One dialog for each sort of thing that waits."""

    def decide(self, matter: Matter) -> None:
        """Ask for the decision about this."""
        subject = matter.subject
        if isinstance(subject, PossibleDouble):
            self._double(subject)
        elif isinstance(subject, HeldEntry):
            self._force(subject, matter.why)
        elif isinstance(subject, Fork):
            self._fork(subject)
        elif isinstance(subject, OfficeProposal):
            self._proposal(subject)
        else:
            self.answer(subject)

    def answer(self, request: Correction) -> None:
        """Answer a branch's request; one person does."""
        dialog = answer_dialog(request, self.language, self._page)
        desk = self._desk
        dialog.wanted.connect(
            lambda way, words: self.run(
                self.tr("Answering"),
                lambda progress: answer_correction(
                    desk, request.branch, request.id, way == YES, words
                ),
                dialog=dialog,
            )
        )
        self.open(dialog)

    def _double(self, double: PossibleDouble) -> None:
        """Ask which of the entries are real."""
        translate = QCoreApplication.translate
        which = Chips(
            [(event_id, translate("Office", "is real")) for event_id in double.entries],
            exclusive=False,
            numbered=True,
        )
        head = self.tr(
            "{money} of {paid_on}: mark every entry that is money really received. What is not "
            "marked is not counted as confirmed; nothing is deleted."
        ).format(money=money_words(double.fen), paid_on=double.paid_on)
        dialog = ReasonedDialog(
            self.tr("A possible double"),
            self.tr("Decide"),
            head,
            self.language,
            self._page,
            ways=which,
        )

        def signing(
            desk: Desk, _: object, note: str, second: SecondPerson | None
        ) -> Sequence[DoubledEntry]:
            kept = [str(each) for each in which.values()]
            about = double.branch, double.key, double.entries
            return decide_double(desk, *about, kept, note, second)

        def told(wrong: Sequence[DoubledEntry]) -> None:
            if wrong:
                self.say(
                    self.tr("The branch has to reverse"),
                    reverse_words(double.branch, wrong, self.language),
                )

        self._sign(dialog, head, signing, told)

    def _force(self, held: HeldEntry, why: str) -> None:
        head = self.tr(
            "The entry waits: {why}. Forced, it waits no longer, under the names of the two who "
            "sign; the reason goes into the branch's next return."
        ).format(why=why)
        dialog = ReasonedDialog(
            self.tr("Force a held entry"), self.tr("Force"), head, self.language, self._page
        )

        def signing(desk: Desk, _: object, note: str, second: SecondPerson | None) -> object:
            return force_held(desk, held.branch, held.event_id, note, second)

        self._sign(dialog, head, signing)

    def _fork(self, fork: Fork) -> None:
        head = self.tr(
            "Both lines stay. Write down what the branch says happened, and with whom you spoke."
        )
        dialog = ReasonedDialog(
            self.tr("A forked chain"), self.tr("Seen"), head, self.language, self._page
        )
        desk = self._desk
        dialog.wanted.connect(
            lambda _, note: self.run(
                self.tr("Saving"),
                lambda progress: note_fork(desk, fork.branch, fork.prev_hash, note),
                dialog=dialog,
            )
        )
        self.open(dialog)

    def _proposal(self, found: OfficeProposal) -> None:
        translate = QCoreApplication.translate
        ways = Chips([(YES, translate("Office", "Approve")), (NO, translate("Office", "Refuse"))])
        head = self.tr(
            "{title}, proposed by branch {branch}. You have read it in full beside the list."
        ).format(title=found.title, branch=found.branch)
        head += "\n" + people_words(found, self.language)
        dialog = ReasonedDialog(
            self.tr("Over the branch's limit"),
            self.tr("Decide"),
            head,
            self.language,
            self._page,
            ways=ways,
        )

        def signing(desk: Desk, way: object, reason: str, second: SecondPerson | None) -> object:
            return decide_proposal(
                desk, found.branch, found.id, found.item_hash, way == YES, reason, second
            )

        self._sign(dialog, head, signing)

    def _sign(
        self,
        dialog: ReasonedDialog,
        what: str,
        signing: Signing[T],
        done: Callable[[T], None] | None = None,
    ) -> None:
        """Let a second person sign what the dialog says, then do it, and say what came of it."""

        def signed(way: object, reason: str, second: SecondPerson | None) -> None:
            desk = self._desk
            self.run(
                self.tr("Saving"),
                lambda progress: signing(desk, way, reason, second),
                done,
                dialog,
            )

        dialog.wanted.connect(
            lambda way, reason: self.signed(what, partial(signed, way, reason), dialog)
        )
        self.open(dialog)
