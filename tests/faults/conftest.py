"""A small branch at three moments of its day, what is done there, and ways to look at it."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop.bootstrap import build
from desktop.domain.delivery import Boxes, DeliveryAct, Method, Signer
from desktop.domain.documents import DocumentKind
from desktop.domain.guarantee.facts import GuaranteeContract, GuaranteeMode, PeriodTerm
from desktop.domain.ledger import LedgerReading
from desktop.domain.notices import SAMPLE_HEAD
from desktop.ledgers.reader import read_ledger
from desktop.ledgers.sample import write_sample_ledger
from desktop.services.branch import set_up
from desktop.services.delivery import record
from desktop.services.documents.issuing import Wish
from desktop.services.documents.issuing import issue as issue_documents_of
from desktop.services.guarantees import record_contract
from desktop.services.ledger import import_reading
from desktop.services.list_records import LedgerFilter, SortKey
from desktop.services.notices import Choice, issue
from desktop.services.ports import Desk
from desktop.services.progress import NoProgress, Progress
from desktop.services.proposals import propose
from desktop.services.verify import verify

KEY = bytes(range(32))
TODAY = date(2026, 10, 10)
LOANS = 24


class StoppedClock:
    def today(self) -> date:
        return TODAY

    def now(self) -> datetime:
        return datetime(2026, 10, 10, 9, tzinfo=UTC)


Rows = dict[str, list[tuple[object, ...]]]
"""Every row of every table."""


@dataclass(frozen=True)
class Look:
    """Everything a database holds, and what verification finds wrong in it."""

    rows: Rows
    findings: list[object]
    serials: list[str]

    @property
    def counts(self) -> dict[str, int]:
        return {name: len(rows) for name, rows in self.rows.items()}


def look(desk: Desk) -> Look:
    with desk.store.read() as queries:
        run = queries._connection.connection.driver_connection.execute
        names = run("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        rows = {name: sorted(run(f'SELECT * FROM "{name}"'), key=repr) for (name,) in names}
        serials = [serial for (serial,) in run("SELECT serial FROM notice ORDER BY serial")]
    return Look(rows, verify(desk, NoProgress()), serials)


class Branch:
    """A branch's database in a folder; every look opens and closes it, as a restart would."""

    key, today = KEY, TODAY
    look_at = staticmethod(look)

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "branch.db"

    @contextmanager
    def open(self) -> Iterator[Desk]:
        with build(self.database, KEY, clock=StoppedClock()) as application:
            yield application.desk

    def look(self) -> Look:
        with self.open() as desk:
            return look(desk)

    def rows(self) -> Rows:
        return self.look().rows

    def litter(self) -> list[str]:
        """Return the names of half-written files."""
        return [path.name for path in self.folder.rglob("*.part*")]


@dataclass(frozen=True)
class Act:
    """Something done in a branch, and the moment of the day before it."""

    moment: str
    do: Callable[[Desk, Progress], object]


def issue_all(desk: Desk, progress: Progress):
    choices = [
        Choice(each.party.id, each.proposal.round)
        for each in propose(desk, TODAY)
        if each.proposal.chosen
    ]
    return issue(desk, choices, TODAY, progress)


def serve_first(desk: Desk, photo: Path):
    with desk.store.read() as queries:
        serial = queries._connection.exec_driver_sql("SELECT min(serial) FROM notice").scalar_one()
    act = DeliveryAct(Method.IN_PERSON, Signer.SELF, TODAY, Boxes(True), ("彭春兰", "刘建国"))
    return record(desk, serial, act, [photo])


def guarantee_first(desk: Desk) -> None:
    """Enter the contract of a guarantor who is bound for long."""
    with desk.store.read() as queries:
        loan = queries._connection.exec_driver_sql("SELECT min(id) FROM loan").scalar_one()
    contract = GuaranteeContract("王保证", TODAY, GuaranteeMode.JOINT, PeriodTerm.MONTHS, 600)
    record_contract(desk, loan, contract)


def issue_documents(desk: Desk, progress: Progress):
    with desk.store.read() as queries:
        loan = queries.guarantees_of(queries.ledger_ids(LedgerFilter(), SortKey.ROUTE))
        (loan_id,) = loan
        party = queries.loan(loan_id).borrower_id
    wish = Wish(DocumentKind.GUARANTOR_NOTICE, party, (loan_id,))
    return issue_documents_of(desk, [wish], TODAY, progress)


@pytest.fixture(scope="session")
def readings(tmp_path_factory) -> dict[str, LedgerReading]:
    """A quarter's ledger and the next one's, where loans changed, went and came."""
    folder = tmp_path_factory.mktemp("ledgers")
    readings = {}
    for name, seed, day in (("first", 5, date(2026, 6, 30)), ("next", 6, date(2026, 9, 30))):
        path = folder / f"{name}.xlsx"
        write_sample_ledger(path, LOANS, seed, day)
        readings[name] = read_ledger(path)
    kept = readings["first"].rows[: LOANS // 2]
    changed = tuple(row._replace(balance_fen=row.balance_fen + 1) for row in kept)
    numbers = {row.loan_no for row in changed}
    new = tuple(row for row in readings["next"].rows if row.loan_no not in numbers)
    readings["next"] = _with_rows(readings["next"], changed + new)
    return readings


def _with_rows(reading: LedgerReading, rows) -> LedgerReading:
    digest = hashlib.sha256(repr(rows).encode()).hexdigest()
    return replace(reading, rows=rows, file_sha256=digest)


@pytest.fixture(scope="session")
def photo(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("evidence") / "回执.jpg"
    path.write_bytes(b"\xff\xd8" + bytes(range(256)) * 40)
    return path


@pytest.fixture(scope="session")
def acts(readings, photo) -> dict[str, Act]:
    def take_in(name: str) -> Callable[[Desk, Progress], object]:
        return lambda desk, progress: import_reading(desk, readings[name], progress)

    return {
        "first import": Act("set up", take_in("first")),
        "next import": Act("imported", take_in("next")),
        "issue": Act("imported", issue_all),
        "delivery": Act("issued", lambda desk, _: serve_first(desk, photo)),
        "documents": Act("guaranteed", issue_documents),
    }


@pytest.fixture(scope="session")
def moments(tmp_path_factory, acts) -> dict[str, Path]:
    """The database as it lies on the disk at each moment of the day."""
    folder = tmp_path_factory.mktemp("moments")
    branch = Branch(folder)
    kept = {}

    def keep(name: str) -> None:
        kept[name] = folder / f"{name}.kept"
        shutil.copyfile(branch.database, kept[name])

    with build(branch.database, KEY, create=True, clock=StoppedClock()) as application:
        set_up(application.desk, SAMPLE_HEAD)
    keep("set up")
    with branch.open() as desk:
        acts["first import"].do(desk, NoProgress())
    keep("imported")
    with branch.open() as desk:
        acts["issue"].do(desk, NoProgress())
    keep("issued")
    with branch.open() as desk:
        guarantee_first(desk)
    keep("guaranteed")
    return kept


@pytest.fixture
def branch_at(tmp_path_factory, moments) -> Callable[[str], Branch]:
    """Return a fresh branch as it is at a moment of the day."""

    def make(moment: str) -> Branch:
        branch = Branch(tmp_path_factory.mktemp("branch"))
        shutil.copyfile(moments[moment], branch.database)
        return branch

    return make
