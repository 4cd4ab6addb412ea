"""What is done about head office itself, each by its dialog."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.services.exchange.loan_lines import OF_BRANCH, OF_HEAD_OFFICE
from desktop.services.office.founding import set_ledgers_from, was_restored
from desktop.services.office.keys import rotate_office_key
from desktop.services.two_people import SecondPerson
from desktop.ui.pages.dossier.entry_dialog import EntryDialog
from desktop.ui.pages.office.branch_acts import BranchActs
from desktop.ui.pages.office.branch_dialogs import ReasonedDialog
from desktop.ui.widgets.chips import Chips


class SourceDialog(EntryDialog):
    """``wanted`` carries who is to import ledgers."""

    wanted = Signal(str)

    def __init__(self, now: str, language: str, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._now = now
        self.name(self.tr("Who imports ledgers"), self.tr("Set"))
        self.source = Chips(
            [(OF_HEAD_OFFICE, self.tr("Head office")), (OF_BRANCH, self.tr("Each branch"))],
            numbered=True,
        )
        self.source.set_value(now)
        self.source.changed.connect(self.offer)
        self.lay_out(
            self.tr(
                "Branches learn of it with their next return. Where each branch imports its own, "
                "head office gets it with the packages. The newest business day always wins."
            ),
            [(self.tr("Ledgers come from"), self.source)],
            marks={"source": self.source},
        )
        self.offer()
        self.source.setFocus()

    def is_whole(self) -> bool:
        return self.source.value() != self._now

    def confirm(self) -> None:
        if self.is_whole():
            self.refuse(None)
            self.wanted.emit(str(self.source.value()))


class OwnActs(BranchActs):
    """What head office's own page offers."""

    def set_source(self, now: str) -> None:
        """Ask who imports ledgers from now on."""
        dialog, desk = SourceDialog(now, self.language, self._page), self._desk
        dialog.wanted.connect(
            lambda source: self.run(
                self.tr("Saving"), lambda progress: set_ledgers_from(desk, source), dialog=dialog
            )
        )
        self.open(dialog)

    def rotate(self) -> None:
        """Announce new keys; a second person signs."""
        desk = self._desk
        what = self.tr(
            "Make new keys of head office. Returns tell the PCs of them, and who was told uses "
            "them; the keys of now stay good until the keys are changed once more."
        )

        def told(fingerprint: str) -> None:
            words = self.tr("The new keys have the fingerprint\n\n{digits}\n\nWrite returns now.")
            self.say(self.tr("New keys"), words.format(digits=fingerprint))

        def signed(second: SecondPerson | None) -> None:
            self.run(
                self.tr("Making new keys"),
                lambda progress: rotate_office_key(desk, second),
                told,
            )

        self.signed(what, signed)

    def say_it_was_restored(self) -> None:
        """Ask how an older database came to be put back, and begin a new epoch."""
        desk = self._desk
        dialog = ReasonedDialog(
            self.tr("The database was restored"),
            self.tr("Begin a new epoch"),
            self.tr(
                "Only after an older copy of the branches' database was put back by hand. What "
                "this program restores itself is noticed. Branches then take returns again, and "
                "send once more what is missing here."
            ),
            self.language,
            self._page,
        )

        def told(epoch: int) -> None:
            words = self.tr("Epoch {epoch} has begun. Write returns for all branches now.")
            self.say(self.tr("A new epoch"), words.format(epoch=epoch))

        dialog.wanted.connect(
            lambda _, reason: self.run(
                self.tr("Saving"), lambda progress: was_restored(desk, reason), told, dialog
            )
        )
        self.open(dialog)
