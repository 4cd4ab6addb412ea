"""A small world of real programs: a head office, PCs of branches, and files on sticks.

People do at them what people do. Whatever happened, :func:`check` must hold, and after
:meth:`World.drain` :func:`check_drained` as well.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.services.collection_records import PackageState
from desktop.services.office.importing import Taken
from desktop.sync.upcast import NEWEST
from tests.exchange.books import MONEY, Collected, Written, collected, fen, journal_of
from tests.exchange.branch_pc import KEY, LOANS, PC, Clock, first_branch
from tests.exchange.office import OFFICERS, Office
from tests.founded import kept_folder


@dataclass(frozen=True)
class OnStick:
    """A package file on a stick: who sent it, or whom it is for, and what its writer reads."""

    pc: PC
    path: Path
    schema: str


LETTERS = "AHKNRTXCFU"
"""Of PCs that are set up; a restored or copied one takes the letter after its own."""


@cache
def first_world(codes: tuple[str, ...]) -> Path:
    """Head office and one registered PC a branch, made once: a folder to be copied."""
    folder = kept_folder()
    _found(folder, codes, "")
    return folder


def _found(folder: Path, codes: tuple[str, ...], url: str) -> None:
    (folder / "office").mkdir()
    Office.found(folder / "office", url)
    office = Office(folder / "office")
    for number, code in enumerate(codes, start=1):
        office.add_branch(code)
        office.know_loans(code, *LOANS)
        shutil.copytree(first_branch(code), folder / f"pc-{number}")
        pc = PC(code, f"pc-{number}", folder / f"pc-{number}")
        office.register(pc.enrol(office.enrolment()))
        pc.close()
    office.close()


class World:
    """Head office and ``codes``, each a branch with one PC that is registered."""

    def __init__(self, *codes: str, url: str = "") -> None:
        codes = codes or ("0417",)
        self.folder = Path(mkdtemp())
        if url:
            _found(self.folder, codes, url)
        else:
            shutil.copytree(first_world(codes), self.folder, dirs_exist_ok=True)
        self.office = Office(self.folder / "office")
        self._names = count(len(codes) + 1)
        self.pcs = [
            PC(code, f"pc-{number}", self.folder / f"pc-{number}")
            for number, code in enumerate(codes, start=1)
        ]
        self._letters = 0
        self.seen: dict[str, Written] = {}
        """Every entry that was ever written in a branch, those of files that are gone included."""
        self.sent: dict[Path, str] = {}
        """The SHA-256 of every file that was written for a stick."""
        self.newest = NEWEST
        """The newest schema that anything was written in."""
        self.ups: list[OnStick] = []
        self.downs: list[OnStick] = []

    def close(self) -> None:
        for pc in self.pcs:
            pc.close()
        self.office.close()
        shutil.rmtree(self.folder)

    def __enter__(self) -> World:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def pc(self, code: str = "0417") -> PC:
        """Return the first PC of a branch."""
        return next(each for each in self.pcs if each.branch == code)

    # ---- PCs come and go ----

    def new_pc(self, code: str, clock: Clock | None = None) -> PC:
        """Set up a PC of a branch, let it enrol, and register it by its fingerprint."""
        self._letters += 1
        pc = self._add(code, first_branch(code, LETTERS[self._letters]), clock)
        self.enrol(pc)
        return pc

    def enrol(self, pc: PC) -> None:
        self.office.register(pc.enrol(self.office.enrolment()))

    def clone(self, pc: PC) -> PC:
        """Copy a PC's disk onto another one, which is then used as well."""
        pc.close()
        copy = self._add(pc.branch, pc.folder, Clock(pc.clock.moment))
        copy.runs(pc.program.schema)
        pc.open()
        return copy

    def discard(self, pc: PC) -> None:
        """A PC's disk is gone, with what nobody has sent."""
        self.witness()
        self.pcs.remove(pc)
        pc.close()

    def restore(self, pc: PC, copy: Path) -> None:
        """Put an older copy in the place of a branch's file, through the program."""
        self.witness()
        pc.restore(copy)

    def _add(self, code: str, source: Path, clock: Clock | None) -> PC:
        name = f"pc-{next(self._names)}"
        shutil.copytree(source, self.folder / name)
        pc = PC(code, name, self.folder / name, clock)
        self.pcs.append(pc)
        return pc

    # ---- sticks ----

    def send(self, pc: PC) -> OnStick:
        """Write a package and carry it onto a stick."""
        made = OnStick(pc, self.note(pc.export(self.stick())), pc.program.schema)
        self.newest = max(self.newest, made.schema)
        self.ups.append(made)
        return made

    def answer(self, pc: PC) -> OnStick | None:
        """Write a return for a PC and carry it onto a stick; None where none is for it."""
        path = self.office.answer(pc, self.stick())
        if path is None:
            return None
        made = OnStick(pc, self.note(path), self.office.program.schema)
        self.downs.append(made)
        return made

    def exchange(self, pc: PC) -> None:
        """Do what a month's end ought to be: a package goes up, its return comes back."""
        sent = self.send(pc)
        taken = self.office.take_one(sent.path)
        if taken.reason == "package_sender_unknown" and self.office.was_restored:
            self.office.register(pc.ask_again())
            taken = self.office.take_one(sent.path)
        if taken.reason == "package_key_waits":
            self.office.confirm(pc)
            taken = self.office.take_one(sent.path)
        assert taken.is_in or self.is_kept(sent, taken), taken.reason
        back = self.answer(pc)
        assert back is not None
        pc.take(back.path)

    def is_kept(self, sent: OnStick, taken: Taken) -> bool:
        """Return whether a package waits for a newer program, and rightly."""
        newer = sent.schema > self.office.program.schema
        return newer and taken.state is PackageState.UNREADABLE_NEWER

    def stick(self) -> Path:
        """Return an empty stick."""
        folder = self.folder / "sticks" / f"{next(self._names)}"
        folder.mkdir(parents=True)
        return folder

    def copy(self, on_stick: OnStick, name: str = "") -> OnStick:
        """Return a copy of a file on another stick, under another name."""
        target = self.stick() / (name or on_stick.path.name)
        shutil.copyfile(on_stick.path, target)
        return OnStick(on_stick.pc, self.note(target), on_stick.schema)

    def note(self, path: Path) -> Path:
        self.sent[path] = sha256(path)
        return path

    # ---- looking ----

    def witness(self) -> None:
        """Remember what stands in every journal now, in case that it goes."""
        for pc in self.pcs:
            for each in self.journal(pc):
                self.seen.setdefault(each.event_id, each)

    def journal(self, pc: PC) -> list[Written]:
        return journal_of(pc.database, KEY)

    def collected(self) -> Collected:
        return collected(self.office.ask)

    def drain(self) -> None:
        """Upgrade head office to what its branches run or ran; let every PC exchange, twice."""
        newest = max(self.newest, *(pc.program.schema for pc in self.pcs))
        if self.office.program.schema < newest:
            self.office.runs(newest)
        for _ in range(2):
            for pc in self.pcs:
                self.exchange(pc)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def check(world: World) -> Collected:
    """Assert what is true at any time, and return what head office holds.

    I2 one entry an id; I3 what was received is the sum over distinct ids; I4 nothing leaves held
    without a person's name; I5 a received file stays as it was.
    """
    world.witness()
    held = world.collected()
    ids = [each.event_id for _, each in held.entries]
    assert len(set(ids)) == len(ids), "I2: an id twice"
    for _, each in held.entries:
        assert each == world.seen[each.event_id], "I2: not what a branch wrote"
    for branch in {pc.branch for pc in world.pcs}:
        of_branch = held.of(branch)
        received, reversed_ = world.office.money_total(branch)
        assert received - reversed_ == fen(of_branch.values()), "I3"
        assert received == fen(each for each in of_branch.values() if each.fen > 0), "I3"
        rows = sum(amount for code, _, amount in held.money if code == branch)
        assert rows == fen(of_branch.values()), "I3: rows of money"
        _check_held(held, branch)
    for path, digest in world.sent.items():
        assert not path.exists() or sha256(path) == digest, "I5: a file on a stick was changed"
    for path in world.office.received():
        assert sha256(path) in world.sent.values(), "I5: a received file was changed"
    return held


def _check_held(held: Collected, branch: str) -> None:
    """Assert that what waits no more was let go by a person, or found what it waited for."""
    loans = {loan_no for code, loan_no in held.loans if code == branch}
    entities = {json.loads(each.body)["entity_id"] for each in held.of(branch).values()}
    for each in held.held:
        if each.branch == branch and each.released_by:
            assert each.released_by in OFFICERS, "I4: nobody's name"
            came = each.note.startswith("arrived:")
            assert not came or each.waits_for in loans | entities, "I4: it never came"


def check_drained(world: World) -> None:
    """Assert what is true after two clean exchanges of every PC.

    I1: every money event of a live journal is at head office. Nothing is missing before anything
    that it holds; and each PC shows its branch's money as head office has it, but for what waits
    there with its reason. What was too new is read, unless whose it was is forgotten. No photograph
    that head office has is missing where its act is.
    """
    held = check(world)
    assert not held.unread or world.office.was_restored, "a newer package that was never read"
    for pc in world.pcs:
        at_office = held.of(pc.branch)
        journal = world.journal(pc)
        for each in journal:
            if each.kind in MONEY:
                assert at_office.get(each.event_id) == each, "I1: money that never arrived"
        for each in at_office.values():
            assert held.complete[each.hash], "a gap that did not close"
        _check_shown(pc, at_office)
        with world.office.desk.collection.read() as queries:
            came = queries.parts_came(pc.branch)
        assert not came.intersection(pc.photos()[1]), "a photograph that did not come back"


def _check_shown(pc: PC, at_office: dict[str, Written]) -> None:
    waiting = pc.waiting()
    wanted: dict[str, int] = {}
    for each in sorted(at_office.values(), key=lambda each: each.kind == "repayment_reversed"):
        if each.kind in MONEY and each.event_id not in waiting:
            repayment_id = json.loads(each.body)["entity_id"]
            wanted[repayment_id] = wanted.get(repayment_id, 0) + each.fen
    assert pc.receipts() == wanted, "a PC that shows other money than head office holds"


def refusal(act, *arguments) -> str:
    """Return the code that something is refused with, "" where it is done."""
    try:
        act(*arguments)
    except (ExpectedFailure, RuleViolation) as error:
        return error.code
    return ""
