"""An older ledger that is imported late fills in history and changes no present figure."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desktop.bootstrap import build
from desktop.domain.notices import SAMPLE_HEAD
from desktop.ledgers.reader import read_ledger
from desktop.ledgers.sample import write_sample_ledger
from desktop.services.branch import set_up
from desktop.services.ledger import import_reading
from desktop.services.list_records import LedgerFilter
from desktop.services.progress import NoProgress
from desktop.services.verify import verify

JUNE, SEPTEMBER = date(2026, 6, 30), date(2026, 9, 30)


class Clock:
    def today(self) -> date:
        return date(2026, 10, 10)

    def now(self) -> datetime:
        return datetime(2026, 10, 10, 9, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path):
    with build(tmp_path / "b.db", bytes(32), create=True, clock=Clock()) as application:
        set_up(application.desk, SAMPLE_HEAD)
        yield application.desk


@pytest.fixture
def reading(tmp_path):
    write_sample_ledger(tmp_path / "ledger.xlsx", 12, 4, SEPTEMBER)
    return read_ledger(tmp_path / "ledger.xlsx")


def take_in(desk, reading, rows, day):
    digest = hashlib.sha256(repr((rows, day)).encode()).hexdigest()
    changed = replace(reading, rows=tuple(rows), as_of=day, file_sha256=digest)
    return import_reading(desk, changed, NoProgress())


def sums(desk, status):
    with desk.store.read() as queries:
        return queries.ledger_sums(LedgerFilter(status=status))


def test_loans_that_only_an_older_ledger_lists_are_missing_from_the_newest(desk, reading):
    newest, gone = reading.rows[:8], reading.rows[8:]
    take_in(desk, reading, newest, SEPTEMBER)
    present = sums(desk, "active")
    late = take_in(desk, reading, [*(row._replace(balance_fen=1) for row in newest), *gone], JUNE)
    assert sums(desk, "active") == present
    assert sums(desk, "missing").loans == late.missing == len(gone)
    assert verify(desk, NoProgress()) == []


def test_the_order_of_two_ledgers_does_not_matter_to_what_is_active(desk, reading, tmp_path):
    june, september = reading.rows[:8], reading.rows[4:]
    take_in(desk, reading, september, SEPTEMBER)
    take_in(desk, reading, june, JUNE)
    late = sums(desk, "active"), sums(desk, "missing")
    with build(tmp_path / "c.db", bytes(32), create=True, clock=Clock()) as other:
        set_up(other.desk, SAMPLE_HEAD)
        take_in(other.desk, reading, june, JUNE)
        take_in(other.desk, reading, september, SEPTEMBER)
        assert (sums(other.desk, "active"), sums(other.desk, "missing")) == late


def test_an_older_ledger_brings_nothing_back_that_a_newer_one_no_longer_lists(desk, reading):
    take_in(desk, reading, reading.rows, JUNE)
    take_in(desk, reading, reading.rows[:8], SEPTEMBER)
    present = sums(desk, "active")
    july = [row._replace(balance_fen=row.balance_fen + 5) for row in reading.rows]
    assert take_in(desk, reading, july, date(2026, 7, 31)).reappeared == 0
    assert (sums(desk, "active"), sums(desk, "missing").loans) == (present, 4)


def test_a_ledger_of_another_source_may_be_older(desk, reading):
    take_in(desk, reading, reading.rows[:8], SEPTEMBER)
    other = replace(reading, signature="another source")
    take_in(desk, other, reading.rows[8:], JUNE)
    assert sums(desk, "active").loans == 12
