"""What is done about branches: adding one, its PCs, the key file, targets, answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.domain.ledger import SourceMapping
from desktop.domain.package_names import KEY_FILE
from desktop.services.collection_records import Branch, Replica
from desktop.services.office.branches import add_branch, add_branches
from desktop.services.office.deciding import add_contact, set_target
from desktop.services.office.ledgers import (
    ImportedLedgers,
    import_ledger,
    import_ledgers,
    look_at_ledger,
)
from desktop.services.office.old_keys import confirm_keys
from desktop.services.office.registering import (
    look_at_request,
    register,
    revoke,
    write_enrolment,
)
from desktop.services.package_ports import Enrolment
from desktop.services.ports import Desk
from desktop.services.progress import Progress
from desktop.services.two_people import SecondPerson
from desktop.ui.pages.notices.files import ask_path
from desktop.ui.pages.office.acts import OfficeActs
from desktop.ui.pages.office.branch_dialogs import (
    BranchDialog,
    ConfirmDialog,
    ReasonedDialog,
    RegisterDialog,
    TargetDialog,
)
from desktop.ui.pages.office.contact_dialog import OfficeContactDialog
from desktop.ui.pages.office.imported_dialog import ImportedDialog
from desktop.ui.pages.office.ledger_dialogs import LedgerDialog

ENROLMENT = "qingshou-head-office"
"""How the key file is called unless a person says otherwise."""


class BranchActs(OfficeActs):
    """One for each page that offers some of them."""

    def add_branch(self, known: Branch | None = None) -> None:
        """Ask for a branch, or for a file of many; or for another name or phone of a known one."""
        dialog, desk = BranchDialog(self.language, self._page, known), self._desk
        dialog.wanted.connect(
            lambda code, name, phone: self.run(
                self.tr("Saving the branch"),
                lambda progress: add_branch(desk, code, name, phone),
                dialog=dialog,
            )
        )

        def told(branches: list[Branch]) -> None:
            words = self.tr("%n branch(es) are in the list now", "", len(branches))
            self.say(self.tr("Branches added"), words)

        dialog.list_wanted.connect(
            lambda file: self.run(
                self.tr("Adding the branches"),
                lambda progress: list(add_branches(desk, file)),
                told,
                dialog,
            )
        )
        self.open(dialog)

    def write_enrolment(self) -> None:
        """Ask where the key file goes, and show the fingerprint that is read out to branches."""
        title, kinds = self.tr("Head office's key file"), self.tr("Key files ({patterns})")
        kinds = kinds.format(patterns=f"*{KEY_FILE}")
        desk, path = self._desk, ask_path(self._page, title, ENROLMENT, KEY_FILE, kinds)
        if path is None:
            return

        def told(made: Enrolment) -> None:
            words = self.tr(
                "{file} was written. Every branch enrols with it; whoever rings up is read these "
                "twenty digits:\n\n{digits}\n\nRead them out only to somebody who rang you up."
            )
            self.say(
                self.tr("Head office's key file"),
                words.format(file=path.name, digits=made.keys.fingerprint),
            )

        self.run(
            self.tr("Writing the key file"), lambda progress: write_enrolment(desk, path), told
        )

    def register(self) -> None:
        """Ask for a branch's request and the digits heard; a second person signs."""
        dialog, desk, jobs = (
            RegisterDialog(self.language, self._page),
            self._desk,
            self._context.jobs,
        )
        dialog.file_chosen.connect(
            lambda path: jobs.run(
                self.tr("Reading the request"),
                lambda progress: look_at_request(desk, path),
                dialog.show_request,
                dialog.forget_request,
            )
        )

        def told(replica: Replica) -> None:
            words = self.tr("The PC of branch {branch} is registered: its packages are taken in.")
            self.say(self.tr("Registered"), words.format(branch=replica.branch))

        def signed(path: Path, digits: str, second: SecondPerson | None) -> None:
            self.run(
                self.tr("Registering"),
                lambda progress: register(desk, path, digits, second),
                told,
                dialog,
            )

        what = self.tr("Register a branch's PC, whose digits were heard by telephone")
        dialog.wanted.connect(
            lambda path, digits: self.signed(
                what, lambda second: signed(path, digits, second), dialog
            )
        )
        self.open(dialog)

    def confirm(self, branch: str) -> None:
        """Ask for the digits heard of a PC that was put back; a second person signs."""
        desk = self._desk
        dialog = ConfirmDialog(branch, self.language, self._page)

        def told(made: Sequence[Replica]) -> None:
            words = self.tr("%n PC(s) confirmed. Take in again what was refused.", "", len(made))
            self.say(self.tr("Confirmed"), words)

        def signed(digits: str, second: SecondPerson | None) -> None:
            self.run(
                self.tr("Confirming"),
                lambda progress: confirm_keys(desk, branch, digits, second),
                told,
                dialog,
            )

        what = self.tr("Confirm a PC of branch {branch}, whose digits were heard by telephone")
        dialog.wanted.connect(
            lambda digits: self.signed(
                what.format(branch=branch), lambda second: signed(digits, second), dialog
            )
        )
        self.open(dialog)

    def revoke(self, replica: Replica) -> None:
        """Ask why a PC's key is no longer good; a second person signs."""
        desk = self._desk
        head = self.tr(
            "Packages of the PC with fingerprint {digits} of branch {branch} are refused from now "
            "on. What it sent before stays."
        ).format(digits=replica.keys.fingerprint, branch=replica.branch)
        dialog = ReasonedDialog(
            self.tr("Revoke a PC's key"), self.tr("Revoke"), head, self.language, self._page
        )

        def signed(reason: str, second: SecondPerson | None) -> None:
            self.run(
                self.tr("Revoking"),
                lambda progress: revoke(desk, replica.branch, replica.replica_id, reason, second),
                dialog=dialog,
            )

        dialog.wanted.connect(
            lambda _, reason: self.signed(head, lambda second: signed(reason, second), dialog)
        )
        self.open(dialog)

    def set_target(self, branch: str) -> None:
        """Ask what a branch is to recover in a year."""
        desk = self._desk
        dialog = TargetDialog(branch, desk.clock.today().year, self.language, self._page)
        dialog.wanted.connect(
            lambda year, measure, fen: self.run(
                self.tr("Saving"),
                lambda progress: set_target(desk, branch, year, measure, fen),
                dialog=dialog,
            )
        )
        self.open(dialog)

    def add_contact(self, branch: str) -> None:
        """Ask how a debtor of a branch can be reached, to pass it on."""
        dialog, desk = OfficeContactDialog(branch, self.language, self._page), self._desk
        dialog.wanted.connect(
            lambda loan_no, kind, value, source, note: self.run(
                self.tr("Saving"),
                lambda progress: add_contact(desk, branch, loan_no, kind, value, source, note),
                dialog=dialog,
            )
        )
        self.open(dialog)

    def import_ledger(self, branch: str = "") -> None:
        """Ask for a ledger, a branch's or that of all; what it brings is looked at first."""
        desk, jobs = self._desk, self._context.jobs
        dialog = LedgerDialog(branch, desk.clock.today, self.language, self._page)
        dialog.read.connect(
            lambda path, mapping: jobs.run(
                self.tr("Reading the ledger"),
                lambda progress: look_at_ledger(desk, path, mapping, progress),
                dialog.show_reading,
                dialog.forget,
            )
        )
        dialog.wanted.connect(
            lambda path, mapping: self.run(
                self.tr("Looking at the ledger"),
                lambda progress: imported(desk, path, branch, mapping, progress, dry_run=True),
                lambda made: self._show_look(made, path, branch, mapping),
                dialog,
            )
        )
        self.open(dialog)

    def _show_look(
        self, look: ImportedLedgers, path: Path, branch: str, mapping: SourceMapping
    ) -> None:
        """Show what a ledger would bring, and import it once a person agrees."""
        desk = self._desk
        dialog = ImportedDialog(look, self.language, self._page, is_look=True)
        dialog.agreed.connect(
            lambda: self.run(
                self.tr("Importing the ledger"),
                lambda progress: imported(desk, path, branch, mapping, progress, dry_run=False),
                lambda made: self.open(ImportedDialog(made, self.language, self._page)),
            )
        )
        self.open(dialog)


def imported(
    desk: Desk,
    path: Path,
    branch: str,
    mapping: SourceMapping,
    progress: Progress,
    *,
    dry_run: bool,
) -> ImportedLedgers:
    """Import a branch's ledger, or that of all where none is named; or see what that would do."""
    if not branch:
        return import_ledgers(desk, path, mapping, progress, dry_run)
    one = import_ledger(desk, path, branch, mapping, progress, dry_run)
    return ImportedLedgers((one,), one.problems, ())
