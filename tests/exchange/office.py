"""Head office of a world: its real desk database and the collection beside it."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop.bootstrap import build, found_office
from desktop.domain.ledger import LedgerRow
from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.permissions import Role
from desktop.services.collection_records import BranchStanding, LedgerOfBranch
from desktop.services.exchange.enrolment import Registered, own_fingerprint
from desktop.services.office.branches import add_branch
from desktop.services.office.founding import was_restored
from desktop.services.office.importing import take_packages
from desktop.services.office.old_keys import confirm_keys
from desktop.services.office.one_package import Taken
from desktop.services.office.place import INBOX
from desktop.services.office.registering import register, write_enrolment
from desktop.services.office.returning import write_returns
from desktop.services.office.taking import kept_loan
from desktop.services.office_ports import User
from desktop.services.two_people import SecondPerson
from desktop.storage.collection.tables import metadata
from desktop.sync.upcast import NEWEST
from tests.exchange.branch_pc import KEY, LEDGER_DAY, PC, QUIET, Clock, reading
from tests.exchange.programs import Program
from tests.people import at_desk, employ

SECOND = SecondPerson("second", "second")
DATABASE = "HO.db"
OFFICERS = frozenset({"head_office", "second"})


class Office:
    """What people do at head office."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clock = folder, Clock()
        self.copies: list[Path] = []
        self.was_restored = False
        self.program = Program(NEWEST)
        self.open()

    @staticmethod
    def found(folder: Path, url: str = "") -> None:
        """Set head office up in an empty folder, with two people."""
        files = folder / DATABASE, folder / "escrow.key"
        with found_office(files[0], KEY, SAMPLE_HEAD, files[1], url, clock=Clock()) as made:
            employ(made.desk, Role.HEAD_OFFICE)
            with made.desk.store.write() as uow:
                other = User("second", "second", "联社二", Role.HEAD_OFFICE, Clock().today())
                uow.save_user(other)
                uow.record("users_found", "users", {}, Clock().today())
                uow.commit()

    def open(self) -> None:
        self.application = build(self.folder / DATABASE, KEY, clock=self.clock)
        if self.program.schema != NEWEST:
            self.runs(self.program.schema)

    @property
    def desk(self):
        return at_desk(self.application.desk, Role.HEAD_OFFICE)

    def close(self) -> None:
        self.application.close()

    def add_branch(self, code: str) -> None:
        add_branch(self.desk, code, f"信用社{code}")

    def enrolment(self) -> Path:
        path = self.folder / "office.enrol"
        if not path.exists():
            write_enrolment(self.desk, path)
        return path

    def register(self, asked: Registered) -> None:
        register(self.desk, asked.request, asked.fingerprint, SECOND)

    def confirm(self, pc: PC) -> None:
        """Ring up about a PC that was put back to old keys, and have its digits read out."""
        confirm_keys(self.desk, pc.branch, own_fingerprint(pc.desk()), SECOND)

    def take_in(self, *files: Path, workers: int = 1) -> list[Taken]:
        return take_packages(self.desk, files, QUIET, workers=workers)

    def take_one(self, file: Path) -> Taken:
        """Take a package in, and whatever waited for a newer program; return what came of it."""
        taken = self.take_in(file)
        return next(each for each in reversed(taken) if each.came_as == file.name)

    def answer(self, pc: PC, stick: Path) -> Path | None:
        """Write returns for a branch and give away the one for a PC; None where none is for it."""
        for each in write_returns(self.desk, [pc.branch], stick, QUIET):
            if each.stored.replica_id == pc.replica_id:
                return each.on_stick
        return None

    def back_up(self) -> Path:
        """Copy everything that head office has, by hand and with the program closed."""
        self.close()
        copy = self.folder.with_name(f"office-copy-{len(self.copies) + 1}")
        shutil.copytree(self.folder, copy)
        self.copies.append(copy)
        self.open()
        return copy

    def restore(self, copy: Path, told: bool) -> None:
        """Put a copy in the place of everything; ``told`` says that people tell the program."""
        self.was_restored = True
        self.close()
        shutil.rmtree(self.folder)
        shutil.copytree(copy, self.folder)
        self.open()
        if told:
            was_restored(self.desk, "硬盘坏了")

    def received(self) -> list[Path]:
        """Return the files that were received."""
        return sorted(self.desk.store.folder(INBOX).glob("*.qsp"))

    def received_parts(self) -> list[Path]:
        """Return the photographs that were received."""
        return sorted(self.desk.store.folder(INBOX).glob("*/*.qsa"))

    def ask(self, sql: str) -> list[tuple]:
        """Run a plain statement in the collection."""
        with self.desk.collection._engine.reading() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(sql)]

    def money_total(self, branch: str) -> tuple[int, int]:
        with self.desk.collection.read() as queries:
            return queries.money_total(branch)

    def everything(self, *but: str) -> dict[str, list[tuple]]:
        """Return all rows of the collection, those of some tables left out."""
        names = sorted(set(metadata.tables) - set(but))
        return {name: sorted(self.ask(f"SELECT * FROM {name}"), key=repr) for name in names}

    def standing(self, branch: str) -> BranchStanding:
        with self.desk.collection.read() as queries:
            return next(each for each in queries.standings() if each.branch.code == branch)

    def runs(self, schema: str) -> None:
        """Let head office run the program of a schema."""
        self.program = Program(schema)
        desk = replace(self.application.desk, packages=self.program)
        self.application = replace(self.application, desk=desk)

    def know_loans(self, branch: str, *loans: LedgerRow, as_of: date = LEDGER_DAY) -> None:
        """Take a ledger of a branch in, as the core system wrote it."""
        balance = sum(each.balance_fen for each in loans)
        ledger = LedgerOfBranch(
            branch, as_of, "head_office", "台账.xlsx", reading(loans, as_of).file_sha256,
            len(loans), balance, self.clock.now(), "head_office",
        )  # fmt: skip
        rows = [kept_loan(each) for each in loans]
        with self.desk.collection.write(branch) as work:
            work.replace_ledger(ledger, rows)
            work.commit()
