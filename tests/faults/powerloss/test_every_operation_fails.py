"""Every single operation on a file fails, in seven ways, while a branch does something.

Whatever fails is said as an expected failure; what was being done is done whole or not at all; the
next try succeeds; what was told before stays true.
"""

import os
import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from desktop.services.progress import NoProgress
from desktop.services.verify import verify
from desktop.storage.backup.checking import check_copy
from desktop.storage.backup.making import FOLDER as BACKUPS
from desktop.storage.keyslots import slot_files
from tests.faults.powerloss.day import DAY, KEY, Act, Office, counts_of, open_branch
from tests.faults.powerloss.promises import unlocks
from tests.faults.powerloss.server import WAYS

POINTS = 2 + int(os.environ.get("QINGSHOU_FAULT_POINTS", "5"))
"""How many operations of each act fail, each in another way; a release tries all in every way."""

Counts = dict[str, int]


@dataclass(frozen=True)
class Before:
    """A branch's folder before an act, what its tables hold then and afterwards."""

    office: Office
    counts: Counts
    counts_after: Counts
    passwords: tuple[str, ...]
    """The one told last, and the one that the act sets, if it sets one."""

    def has_password(self) -> bool:
        return slot_files(self.office.database)[0].exists()


@pytest.fixture(scope="session")
def moments(tmp_path_factory) -> dict[str, Before]:
    """Go through the day once and keep the folder before each act."""
    folder = tmp_path_factory.mktemp("moments")
    office = Office(folder / "office")
    office.folder.mkdir()
    open_branch(office)
    moments, passwords = {}, ()
    for act in DAY:
        kept = Office(folder / act.name)
        shutil.copytree(office.folder, kept.folder)
        with office.open() as application:
            before = counts_of(application)
            told = act.do(office, application) or {}
            after = counts_of(application)
        passwords = (*passwords[-1:], *([told["password"]] if "password" in told else []))
        moments[act.name] = Before(kept, before, after, passwords)
    return moments


def pairs(operations: int, reads: int) -> Iterator[tuple[int, str]]:
    """Yield which operation fails how, spread over the act; all of them where asked for so many."""
    ways = WAYS[1:]
    if operations <= POINTS:
        yield from ((at, way) for way in ways for at in range(1, last(way, operations, reads) + 1))
        return
    for number in range(POINTS):
        way = ways[number % len(ways)]
        yield 1 + number * last(way, operations, reads) // POINTS, way


def last(way: str, operations: int, reads: int) -> int:
    return reads if way == "unreadable" else operations


def is_whole(office: Office, before: Before) -> bool:
    """Return whether the act was done; whatever holds neither it nor nothing of it is wrong."""
    with office.open() as application:
        assert verify(application.desk, NoProgress()) == []
        counts = counts_of(application)
    assert counts in (before.counts, before.counts_after)
    if before.has_password():
        assert any(unlocks(office.database, each) for each in before.passwords)
    for name in before.office.copies():
        assert name in office.copies()
    for name in office.copies():
        assert check_copy(office.folder / BACKUPS / name, KEY, NoProgress()) == []
    return counts == before.counts_after != before.counts


def sweep(act: Act, before: Before, program, folder, chosen=pairs, bug="") -> None:
    def disturbed(at: int, way: str) -> tuple[Office, dict]:
        office = Office(folder / f"{at}-{way}")
        shutil.copytree(before.office.folder, office.folder)
        task = {"act": act.name, "folder": str(office.folder), "at": at, "way": way}
        return office, program.ask(**task, planted=bug)

    operations = disturbed(1_000_000, "eio")[1]["seen"]
    reads = disturbed(1_000_000, "unreadable")[1]["seen"]
    for at, way in chosen(operations, reads):
        office, result = disturbed(at, way)
        assert result["ended"] == (-signal.SIGKILL if way == "kill" else 0)
        done = is_whole(office, before)
        if not done:
            with office.open() as application:
                act.do(office, application)
        assert is_whole(office, before) or before.counts == before.counts_after
        if list((office.folder / BACKUPS).glob("*.part*")):
            with office.open() as application:  # the act was done: the next copy tidies up
                application.store.backup("manual")
        assert list(office.folder.rglob("*.part*")) == []
        shutil.rmtree(office.folder)


@pytest.mark.parametrize("act", DAY, ids=lambda act: act.name)
def test_whatever_fails_is_said_and_the_next_try_succeeds(act, moments, program, tmp_path):
    sweep(act, moments[act.name], program, tmp_path)


def test_the_sweep_catches_a_file_that_is_rewritten_in_place(moments, program, tmp_path):
    """A planted bug: what proves the others can fail."""

    def kills(operations: int, _: int) -> Iterator[tuple[int, str]]:
        # Backwards, since the act comes after the opening of the database.
        yield from ((at, "kill") for at in range(operations, 0, -1))

    act = next(each for each in DAY if each.name == "change a password")
    with pytest.raises(AssertionError):
        sweep(act, moments[act.name], program, tmp_path, kills, "slots rewritten in place")
