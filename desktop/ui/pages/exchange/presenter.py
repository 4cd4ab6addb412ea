"""Starts the jobs of the exchange page and brings what came of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.domain.errors import CodedError, ExpectedFailure
from desktop.services import lists
from desktop.services.exchange import enrolment, incoming, outgoing
from desktop.services.exchange.incoming import ReturnTaken
from desktop.services.exchange.opening import returns_on
from desktop.services.exchange.outgoing import Exported, WouldExport
from desktop.services.exchange.setting_aside import set_aside
from desktop.services.exchange.standing import standing
from desktop.services.exchange_ports import SentPackage
from desktop.services.package_ports import Enrolment
from desktop.services.ports import Desk
from desktop.services.progress import Progress
from desktop.services.two_people import SecondPerson
from desktop.ui.pages.exchange.enrol_dialog import EnrolWish
from desktop.ui.pages.one_at_a_time import OneAtATime
from desktop.ui.pages.page import PageContext

T = TypeVar("T")

Refuse = Callable[[CodedError], None]


@dataclass(frozen=True, slots=True)
class Kept:
    """Packages that were written and lie in the outbox, and why they are not on the stick."""

    packages: Sequence[SentPackage]
    trouble: ExpectedFailure


class ExchangePresenter(OneAtATime):
    """``shown`` carries a Standing, ``registered`` a Registered, ``exported`` all Exported of one
    export, ``kept`` a Kept, ``taken_in`` a ReturnTaken, ``slips_read`` the Documents of slips,
    ``refused`` a CodedError.

    Whatever an act came to, the standing is asked for again: a cancelled one may have begun.
    """

    shown = Signal(object)
    registered = Signal(object)
    exported = Signal(object)
    kept = Signal(object)
    taken_in = Signal(object)
    slips_read = Signal(object)
    refused = Signal(object)

    def __init__(self, context: PageContext, parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self._refuse_by: Refuse = self.refused.emit

    def ask(self) -> None:
        """Ask how the branch stands."""
        desk = self._desk
        self._context.jobs.run(self.tr("Reading"), lambda progress: standing(desk), self.shown.emit)

    def look_at(self, file: Path, on_done: Callable[[Enrolment], None], refuse: Refuse) -> None:
        """Read head office's file."""
        self._context.jobs.run(
            self.tr("Reading"),
            lambda progress: enrolment.look_at(self._desk, file),
            on_done,
            refuse,
        )

    def enrol(self, wish: EnrolWish, second: SecondPerson | None, refuse: Refuse) -> None:
        """Register with head office; ``refuse`` gets what can be corrected."""
        self._act(
            self.tr("Registering"),
            lambda progress: enrolment.enrol(
                self._desk, wish.file, wish.fingerprint, wish.file.parent, second, wish.branch
            ),
            self.registered.emit,
            refuse,
        )

    def write_request(self, folder: Path) -> None:
        """Write the request to be registered once more."""
        self._act(
            self.tr("Writing the request"),
            lambda progress: enrolment.write_request(self._desk, folder),
            self.registered.emit,
        )

    def say_it_is_a_copy(self, folder: Path, second: SecondPerson | None) -> None:
        """Make this a PC of its own, with a request to be registered."""
        self._act(
            self.tr("Making this PC one of its own"),
            lambda progress: enrolment.this_is_a_copy(self._desk, folder, second),
            self.registered.emit,
        )

    def count(self, on_done: Callable[[WouldExport], None]) -> None:
        """Ask what a package of now would hold."""
        self._context.jobs.run(
            self.tr("Counting what goes along"),
            lambda progress: outgoing.preview_package(self._desk, progress),
            on_done,
            self.refused.emit,
        )

    def export(self, folder: Path, second: SecondPerson | None) -> None:
        """Write a package to a stick."""
        self._act(
            self.tr("Writing the package"),
            lambda progress: _export(self._desk, folder, second, progress),
            self._tell_exported,
        )

    def carry(self, number: int, folder: Path) -> None:
        """Carry a package that was written before onto a stick."""
        self._act(
            self.tr("Copying the package"),
            lambda progress: [outgoing.carry_package(self._desk, number, folder, progress)],
            self._tell_exported,
        )

    def returns_on(self, folder: Path, progress: Progress) -> Sequence[Path]:
        """Return the returns in a folder, that for this PC first; not for the window's thread."""
        return returns_on(self._desk, folder, progress)

    def look(
        self,
        file: Path,
        on_done: Callable[[ReturnTaken], None],
        refuse: Refuse,
        on_end: Callable[[], None],
    ) -> None:
        """Ask what a return would change."""
        self._context.jobs.run(
            self.tr("Looking into the return"),
            lambda progress: incoming.preview_return(self._desk, file, progress),
            on_done,
            refuse,
            on_end,
        )

    def take_in(self, file: Path, second: SecondPerson | None) -> None:
        """Take a return in."""
        self._act(
            self.tr("Taking the return in"),
            lambda progress: incoming.take_return(self._desk, file, second, progress),
            self.taken_in.emit,
        )

    def set_aside(self, event_id: str, note: str, second: SecondPerson | None) -> None:
        """Let an entry of another PC wait unlisted."""
        self._act(
            self.tr("Saving"),
            lambda progress: set_aside(self._desk, event_id, note, second),
            lambda done: None,
        )

    def read_slips(self, serials: Sequence[str]) -> None:
        """Ask for slips to be printed."""
        self._context.jobs.run(
            self.tr("Reading"),
            lambda progress: lists.documents_to_print(self._desk, serials),
            self.slips_read.emit,
        )

    def _act(
        self,
        label: str,
        work: Callable[[Progress], T],
        tell: Callable[[T], None],
        refuse: Refuse | None = None,
    ) -> None:
        """Change something, unless that is under way; then every page asks again."""
        self._refuse_by = refuse or self.refused.emit
        self._run(label, work, lambda done: self._changed(lambda: tell(done)))

    def _refuse(self, error: CodedError) -> None:
        self._refuse_by(error)

    def _set_working(self, working: bool) -> None:
        super()._set_working(working)
        if not working:
            self.ask()

    def _tell_exported(self, done: Sequence[Exported] | Kept) -> None:
        (self.kept if isinstance(done, Kept) else self.exported).emit(done)


def _export(
    desk: Desk, folder: Path, second: SecondPerson | None, progress: Progress
) -> Sequence[Exported] | Kept:
    """Write packages; one that is written, but could not be carried, is not lost."""
    before = _sent(desk)
    try:
        return outgoing.export_package(desk, folder, second, progress)
    except ExpectedFailure as trouble:
        kept = [each for each in _sent(desk) if each not in before]
        if not kept or not trouble.code.startswith("stick_"):  # the next export has all of it
            raise
        return Kept(kept, trouble)


def _sent(desk: Desk) -> list[SentPackage]:
    """Return the packages that were written here, oldest first."""
    return [each.package for each in reversed(standing(desk).packages)]
