"""A real encrypted database in a temporary folder, and rows to put into it."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from desktop.domain.limitation import ClockState, EventKind
from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.rounds import NoticeState
from desktop.services.import_records import NewGuarantor, NewLoan, NewParty
from desktop.services.records import (
    Delivery,
    Installation,
    LedgerImport,
    Notice,
    StoredEvent,
)
from desktop.storage.collection import (
    SqlCollection,
    create_collection,
    open_collection,
    open_collection_url,
)
from desktop.storage.store import SqlStore, open_store
from tests.founded import empty_database
from tests.storage import two_lines

KEY = bytes(range(32))
DAY = date(2026, 9, 30)


class StoppedClock:
    """A clock that shows one day until it is set to another."""

    def __init__(self, day: date) -> None:
        self.day = day

    def today(self) -> date:
        return self.day

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 9, tzinfo=UTC)


class Rows:
    """Makes records with everything filled in; what a test is about is given by name."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def party(self, row_id: str, name: str = "周田生", **changes: object) -> NewParty:
        values: dict[str, object] = {
            "id": row_id,
            "name": name,
            "pinyin": "zhoutiansheng",
            "initials": "zts",
            "id_number": "",
            "id_problem": "missing",
            "customer_no": "",
            "phone": "13812341234",
            "address": "牌口镇金明村3组",
            "township": "牌口镇",
            "village": "金明村",
            "group": "3组",
        }
        return NewParty(**{**values, **changes})  # type: ignore[arg-type]

    def loan(self, row_id: str, borrower_id: str, **changes: object) -> NewLoan:
        values: dict[str, object] = {
            "id": row_id,
            "loan_no": f"No-{row_id}",
            "contract_no": "",
            "borrower_id": borrower_id,
            "disbursed_on": date(2021, 10, 13),
            "due_on": date(2023, 10, 13),
            "amount_fen": 1_200_000,
            "balance_fen": 1_000_000,
            "on_balance_interest_fen": 300,
            "off_balance_interest_fen": 50_000,
            "reported_on": DAY,
            "rate": "7.25",
            "rate_unit": "monthly_permille",
            "five_class": "可疑",
            "officer": "彭春兰",
            "purpose": "养殖",
            "remark": "",
            "source": "source-1",
            "last_day": date(2026, 10, 13),
            "legal_last_day": date(2026, 10, 13),
            "proved_last_day": None,
            "clock_state": ClockState.ALIVE.value,
        }
        return NewLoan(**{**values, **changes})  # type: ignore[arg-type]

    def ledger_import(self, row_id: str, as_of: date = DAY) -> LedgerImport:
        moment = datetime(2026, 10, 1, 9, tzinfo=UTC)
        return LedgerImport(
            row_id,
            as_of,
            "台账.xlsx",
            "0" * 64,
            "source-1",
            2,
            1,
            3,
            4,
            5,
            2,
            0,
            0,
            0,
            0,
            0,
            moment,
        )

    def notice(self, row_id: str, party_id: str, **changes: object) -> Notice:
        values: dict[str, object] = {
            "id": row_id,
            "batch_id": "batch-1",
            "serial": f"PK26-{next(self._numbers):04d}",
            "round": 1,
            "party_id": party_id,
            "issued_on": DAY,
            "state": NoticeState.GENERATED,
            "printed_on": None,
            "handed_out_on": None,
            "served_on": None,
            "reprints": 0,
            "facts": '{"debtor":"周田生"}',
        }
        return Notice(**{**values, **changes})  # type: ignore[arg-type]

    def delivery(self, row_id: str, notice: Notice, **changes: object) -> Delivery:
        values: dict[str, object] = {
            "id": row_id,
            "notice_id": notice.id,
            "serial": notice.serial,
            "debtor": "周田生",
            "village": "金明村",
            "group": "3组",
            "method": "by_hand",
            "signer": "self",
            "occurred_on": date(2026, 10, 8),
            "received": True,
            "agrees": False,
            "objects": False,
            "servers": ("彭春兰", "李大山"),
            "note": "",
            "result": "本人签收",
            "evidence": 0,
            "withdrawn": False,
        }
        return Delivery(**{**values, **changes})  # type: ignore[arg-type]

    def event(self, row_id: str, loan_id: str) -> StoredEvent:
        return StoredEvent(
            row_id,
            loan_id,
            EventKind.SIGNED_NOTICE,
            date(2026, 10, 8),
            None,
            True,
            False,
            "ref",
            "note",
        )

    def installation(self) -> Installation:
        return Installation("branch", "inst-1", "replica-1", "K", "P", "0417", SAMPLE_HEAD)


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock(date(2026, 10, 10))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "branch.db"


@pytest.fixture
def key() -> bytes:
    return KEY


@pytest.fixture
def store(path: Path, clock: StoppedClock) -> Iterator[SqlStore]:
    store = open_store(empty_database(path, KEY), KEY, clock)
    yield store
    store.close()


@pytest.fixture
def rows() -> Rows:
    return Rows()


@pytest.fixture
def fill(store: SqlStore, rows: Rows) -> Callable[..., None]:
    """Write parties, loans and guarantors as one import."""

    def write(
        *parties: NewParty,
        loans: tuple[NewLoan, ...] = (),
        guarantors: tuple[NewGuarantor, ...] = (),
        import_id: str = "import-1",
    ) -> None:
        with store.write() as uow:
            uow.add_import(rows.ledger_import(import_id), [])
            uow.add_parties(parties)
            uow.add_loans(import_id, loans)
            uow.add_guarantors(guarantors)
            uow.record("ledger_imported", import_id, {}, DAY)
            uow.commit()

    return write


@pytest.fixture
def filled(fill: Callable[..., None], rows: Rows) -> None:
    """Two debtors, three loans, a guarantor."""
    fill(
        rows.party("p1", id_number="439985194806046550", id_problem=""),
        rows.party("p2", "李十", pinyin="lishi", initials="ls", group="10组"),
        loans=(rows.loan("a1", "p1"), rows.loan("a2", "p1"), rows.loan("b1", "p2")),
        guarantors=(NewGuarantor("a1", "王五"), NewGuarantor("a1", "陈六")),
    )


@pytest.fixture(params=["sqlite", "postgresql"])
def reopen(
    request: pytest.FixtureRequest, tmp_path: Path, clock: StoppedClock
) -> Iterator[Callable[..., SqlCollection]]:
    """Open one collection as often as wanted, on each kind of database; its tables may change."""
    opened: list[SqlCollection] = []
    if request.param == "sqlite":
        path = tmp_path / "office.branches.db"
        create_collection(path, KEY, clock).close()
        open_it = partial(open_collection, path, KEY, clock)
    else:
        url = request.getfixturevalue("postgres").new_database()
        open_it = partial(open_collection_url, url, clock)

    def opening(**options: int) -> SqlCollection:
        opened.append(open_it(**options))
        return opened[-1]

    yield opening
    for collection in opened:
        collection.close()


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection without rows, to be copied: its tables take longer than most tests."""
    path = tmp_path_factory.mktemp("empty") / "office.branches.db"
    create_collection(path, KEY, StoppedClock(DAY)).close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def collection(
    request: pytest.FixtureRequest, tmp_path: Path, clock: StoppedClock
) -> Iterator[SqlCollection]:
    """An empty collection, on each kind of database."""
    if request.param == "sqlite":
        path = tmp_path / "office.branches.db"
        shutil.copyfile(request.getfixturevalue("empty_file"), path)
        collection = open_collection(path, KEY, clock)
    else:
        url = request.getfixturevalue("postgres").emptied_database()
        collection = open_collection_url(url, clock)
    yield collection
    collection.close()


@pytest.fixture
def here(store: SqlStore, rows: Rows) -> SqlStore:
    """A branch's database with its ledger."""
    two_lines.read_ledger(store, rows)
    return store


@pytest.fixture
def other(tmp_path: Path, clock: StoppedClock) -> Iterator[Callable[[], SqlStore]]:
    """Make the database of the branch's other PC."""
    opened: list[SqlStore] = []

    def make() -> SqlStore:
        path = empty_database(tmp_path / f"other-{len(opened)}.db", KEY)
        opened.append(open_store(path, KEY, clock))
        return opened[-1]

    yield make
    for each in opened:
        each.close()


@pytest.fixture
def there(other: Callable[[], SqlStore], rows: Rows) -> SqlStore:
    """The branch's other PC."""
    made = other()
    two_lines.read_ledger(made, rows, "x-")
    return made


@pytest.fixture
def older(here: SqlStore, tmp_path: Path, clock: StoppedClock) -> Iterator[SqlStore]:
    """The database as it was before anything was done, as a restored backup is."""
    shutil.copyfile(here.backup("test"), tmp_path / "older.db")
    store = open_store(tmp_path / "older.db", KEY, clock)
    yield store
    store.close()
