"""A desk with a real encrypted database, real papers and a clock that stands still."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.bootstrap import Application, build
from desktop.domain.ledger import LedgerReading, LedgerRow, RateUnit
from desktop.domain.notices import SAMPLE_HEAD
from desktop.services.branch import set_up
from desktop.services.ledger import import_reading
from desktop.services.ports import Desk
from desktop.services.progress import NoProgress

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
    with build(database, KEY, create=True, clock=clock) as application:
        set_up(application.desk, SAMPLE_HEAD)
        yield application


@pytest.fixture
def desk(application: Application) -> Desk:
    return application.desk


@pytest.fixture
def ledger() -> LedgerMaker:
    return LedgerMaker()


@pytest.fixture
def take_in(desk: Desk, ledger: LedgerMaker):
    """Import rows as one ledger and return what the import did."""

    def take(*rows: LedgerRow, as_of: date = AS_OF):
        return import_reading(desk, ledger.reading(*rows, as_of=as_of), NoProgress())

    return take
