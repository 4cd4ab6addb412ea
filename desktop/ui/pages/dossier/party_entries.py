"""Stores what a person enters about the debtor himself; what needs a second one is followed up."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.services import doubles, parties
from desktop.services.approvals import Submitted
from desktop.services.dossier import Dossier
from desktop.services.doubles import Double
from desktop.services.party_records import StoredContact, StoredRelation
from desktop.services.records import Hold
from desktop.services.reveals import Masked, reveal_contact, reveal_related
from desktop.ui.pages.dossier.contact_dialogs import ContactDialog, RelatedDialog
from desktop.ui.pages.dossier.contacts_tab import contact_text
from desktop.ui.pages.dossier.dialogs import ReasonDialog
from desktop.ui.pages.dossier.merge_dialog import MergeDialog
from desktop.ui.pages.dossier.reveal_dialog import RevealDialog
from desktop.ui.pages.storing import Storing


class PartyEntries(Storing):
    """Opens the dialogs about the debtor, and runs what they ask for."""

    def enter_contact(self, shown: Dossier) -> ContactDialog:
        """Ask for a contact."""
        today, language = self._desk.clock.today, self._context.language
        dialog = ContactDialog(shown.party.name, today, language, self._page)
        party_id = shown.party.id
        dialog.record_wanted.connect(
            lambda contact: self._store(
                lambda: parties.record_contact(self._desk, party_id, contact), dialog
            )
        )
        self._open(dialog)
        dialog.keep_draft(self._context, f"contact:{party_id}")
        return dialog

    def withdraw_contact(self, stored: StoredContact) -> ReasonDialog:
        """Ask why a contact is wrong."""
        return self._ask_withdrawal(
            contact_text(stored),
            lambda reason: parties.withdraw_contact(self._desk, stored.id, reason),
        )

    def enter_related(self, shown: Dossier, corrected: StoredRelation | None) -> RelatedDialog:
        """Ask for somebody related; ``corrected`` is an entry that is replaced."""
        known = corrected.related if corrected else None
        today, language = self._desk.clock.today, self._context.language
        dialog = RelatedDialog(shown.party.name, known, today, language, self._page)
        party_id, replaces = shown.party.id, corrected.id if corrected else ""
        dialog.record_wanted.connect(
            lambda related: self._store(
                lambda: parties.record_relation(self._desk, party_id, related, replaces), dialog
            )
        )
        self._open(dialog)
        dialog.keep_draft(self._context, f"related:{replaces or party_id}")
        return dialog

    def withdraw_related(self, stored: StoredRelation) -> ReasonDialog:
        """Ask why somebody is not related."""
        return self._ask_withdrawal(
            stored.related.name,
            lambda reason: parties.withdraw_relation(self._desk, stored.id, reason),
        )

    def reveal_contact(self, stored: StoredContact) -> RevealDialog:
        """Show a contact in full in a dialog of its own."""
        return self._ask_reveal(
            contact_text(stored),
            (),
            lambda field, reason, password: reveal_contact(self._desk, stored.id, reason, password),
        )

    def reveal_related(self, stored: StoredRelation) -> RevealDialog:
        """Show what is masked of a related person in a dialog of its own."""
        return self._ask_reveal(
            stored.related.name,
            [each for each in Masked if getattr(stored.related, each.value)],
            lambda field, reason, password: reveal_related(
                self._desk, stored.id, field, reason, password
            ),
        )

    def hold(self, party_id: str, hold: Hold, reason: str) -> None:
        """Stop notices at once, or ask to let them go out again."""
        self._store(lambda: parties.set_hold(self._desk, party_id, hold, reason))

    def note_death(self, party_id: str, deceased: bool, reason: str) -> None:
        """Note a death at once, or ask to take the note back."""
        self._store(lambda: parties.set_deceased(self._desk, party_id, deceased, reason))

    def merge(self, party_id: str) -> None:
        """Look for other entries of the same person, and open the dialog."""
        self._context.jobs.run(
            self.tr("Looking for doubles"),
            lambda progress: doubles.alike(self._desk, party_id),
            lambda found: self._open_merge(*found),
        )

    def part(self, shown: Dossier) -> ReasonDialog | None:
        """Ask why the newest merge is undone."""
        standing = [each for each in shown.merges if not each.undone]
        if not standing:
            return None
        words = self.tr("the merge of {day} ({reason})")
        what = words.format(day=standing[0].recorded_on, reason=standing[0].reason)
        merge_id = standing[0].id
        return self._ask_withdrawal(
            what, lambda reason: parties.undo_merge(self._desk, merge_id, reason)
        )

    def _open_merge(self, kept: Double, others: tuple[Double, ...]) -> None:
        dialog = MergeDialog(kept, others, self._context.language, self._page)
        kept_id = kept.party.id

        def preview(merged_id: str) -> None:
            self._context.jobs.run(
                self.tr("Looking"),
                lambda progress: doubles.preview(self._desk, kept_id, merged_id),
                dialog.show_preview,
                dialog.refuse,
            )

        dialog.preview_wanted.connect(preview)
        dialog.merge_wanted.connect(
            lambda merged_id, reason: self._store(
                lambda: parties.merge(self._desk, kept_id, merged_id, reason), dialog
            )
        )
        self._open(dialog)
        dialog.ask()

    def _ask_reveal(
        self, name: str, fields: Sequence[Masked], tell: Callable[[Masked, str, str], str]
    ) -> RevealDialog:
        has_users = self._desk.operator.role is not None
        dialog = RevealDialog(name, has_users, self._context.language, self._page, fields)

        def ask(field: Masked, reason: str, password: str) -> None:
            self._context.jobs.run(
                self.tr("Reading"),
                lambda progress: tell(field, reason, password),
                dialog.show_value,
                dialog.refuse,
            )

        dialog.wanted.connect(ask)
        self._open(dialog)
        return dialog

    def _ask_withdrawal(self, what: str, act: Callable[[str], Submitted]) -> ReasonDialog:
        text = self.tr("{what}\nWhat was entered stays, marked as withdrawn.").format(what=what)
        return self._ask_reason(
            self.tr("Withdraw"),
            text,
            self.tr("Withdraw"),
            lambda reason: self._store(lambda: act(reason)),
        )
