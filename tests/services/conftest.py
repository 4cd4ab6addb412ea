"""A desk with a real encrypted database, real papers and a clock that stands still."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.bootstrap import Application, build, found_office
from desktop.domain.documents import DocumentKind
from desktop.domain.ledger import LedgerReading, LedgerRow, RateUnit
from desktop.domain.notices import SAMPLE_HEAD
from desktop.services.documents.issuing import Wish, draft
from desktop.services.ledger import import_reading
from desktop.services.ports import Desk
from desktop.services.progress import NoProgress
from tests.founded import founded_branch, founded_office

KEY = bytes(range(32))
AS_OF = date(2026, 9, 30)


class StoppedClock:
    """A clock that shows one day until it is set to another."""

    def __init__(self, day: date) -> None:
        self.day = day

    def today(self) -> date:
        return self.day

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 9, tzinfo=UTC)


class LedgerMaker:
    """Makes readings as the ledgers room would, row by row."""

    def row(self, loan_no: str, borrower: str = "周田生", **changes: object) -> LedgerRow:
        values: dict[str, object] = {
            "sheet": "台账",
            "line": 2,
            "loan_no": loan_no,
            "borrower": borrower,
            "balance_fen": 1_000_000,
            "amount_fen": 1_200_000,
            "disbursed_on": date(2021, 10, 13),
            "due_on": date(2023, 10, 13),
            "rate": Decimal("7.25"),
            "rate_unit": RateUnit.MONTHLY_PERMILLE,
            "on_balance_interest_fen": 0,
            "off_balance_interest_fen": 50_000,
            "id_number": "439985194806046550",
            "id_problem": "",
            "customer_no": "",
            "contract_no": "牌信借字(2021)第001号",
            "phone": "13812341234",
            "address": "牌口镇金明村3组",
            "township": "牌口镇",
            "village": "金明村",
            "group": "3组",
            "five_class": "可疑",
            "guarantors": (),
            "officer": "彭春兰",
            "purpose": "",
            "remark": "",
        }
        return LedgerRow(**{**values, **changes})  # type: ignore[arg-type]

    def reading(
        self, *rows: LedgerRow, as_of: date | None = AS_OF, name: str = "ledger.xlsx"
    ) -> LedgerReading:
        return LedgerReading(
            file_name=name,
            file_sha256=hashlib.sha256(repr((rows, as_of, name)).encode()).hexdigest(),
            signature="source-1",
            as_of=as_of,
            sheets=(),
            rows=rows,
            problems=(),
            totals=(),
        )


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock(date(2026, 10, 10))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "branch.db"


@pytest.fixture
def application(database: Path, clock: StoppedClock) -> Iterator[Application]:
    with build(founded_branch(database, KEY, clock), KEY, clock=clock) as application:
        yield application


@pytest.fixture
def desk(application: Application) -> Desk:
    return application.desk


@pytest.fixture(params=["sqlite"])
def office(request: pytest.FixtureRequest, tmp_path: Path, clock: StoppedClock) -> Iterator[Desk]:
    """Head office's desk; its branches lie in a file, or in PostgreSQL where a test wants both."""
    url = ""
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres").emptied_database()
    files = tmp_path / "HO.db", tmp_path / "escrow.key"
    if url:
        made = found_office(files[0], KEY, SAMPLE_HEAD, files[1], url, clock=clock)
    else:
        made = founded_office(*files, KEY, clock)
    with made as application:
        yield application.desk


@pytest.fixture
def ledger() -> LedgerMaker:
    return LedgerMaker()


@pytest.fixture
def take_in(desk: Desk, ledger: LedgerMaker):
    """Import rows as one ledger and return what the import did."""

    def take(*rows: LedgerRow, as_of: date = AS_OF):
        return import_reading(desk, ledger.reading(*rows, as_of=as_of), NoProgress())

    return take


PLAN = {"instalments": "12", "first_day": "2026-11-30"}
RELIEF = {
    "relief_amount": "100",
    "reason": "因病住院\n子女愿付清本金",
    "evidence": "住院记录",
    "able_to_pay": "no",
    "evasion": "no",
    "staff_related": "no",
    "maker": "彭春兰",
    "checker": "刘建国",
}
ASSET = {
    "asset_kind": "real_estate",
    "asset": "门面房一间\n建筑面积 46.20 平方米",
    "title_no": "某某县不动产权第 0000000 号",
    "appraiser": "某某房地产评估有限公司",
    "appraised_on": "2026-09-20",
    "appraised": "8,000",
    "settled": "8000.00",
    "delivery_day": "2026-11-30",
}
AGREEMENT_INPUTS = {
    DocumentKind.REPAYMENT_AGREEMENT: PLAN,
    DocumentKind.SUBSIDY_CONSENT: {"subsidy": "arable_land"},
    DocumentKind.RELIEF_APPLICATION: RELIEF,
    DocumentKind.ASSET_SETTLEMENT: ASSET,
}


@pytest.fixture
def party(desk, ledger, take_in) -> str:
    """A debtor with two loans that are due and one that is not, a guarantor for the first."""
    take_in(
        ledger.row("4321001", guarantors=("夏娟安",)),
        ledger.row("4321002", balance_fen=333_333, off_balance_interest_fen=1),
        ledger.row("4321003", due_on=date(2027, 10, 13)),
    )
    with desk.store.read() as queries:
        return queries.loan_by_no("4321001").borrower_id


@pytest.fixture
def usual_inputs() -> dict[DocumentKind, dict[str, str]]:
    """What a person usually types for agreements, consents and applications."""
    return AGREEMENT_INPUTS


@pytest.fixture
def draft_paper(desk, party, usual_inputs):
    """Draft one paper about the debtor; what is given replaces the usual inputs."""

    def make(kind: DocumentKind, **inputs: str):
        wish = Wish(kind, party, inputs={**usual_inputs[kind], **inputs})
        return draft(desk, [wish], date(2026, 10, 10), NoProgress())

    return make
