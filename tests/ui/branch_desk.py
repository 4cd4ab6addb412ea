"""A branch with a real encrypted database: a few invented debtors, a clock that stands still."""

import hashlib
import shutil
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache

from desktop.bootstrap import build
from desktop.domain.ledger import LedgerReading, LedgerRow, RateUnit
from desktop.services.ledger import import_reading
from desktop.services.notices import Choice, issue
from desktop.services.progress import NoProgress
from tests.founded import founded_branch, kept_folder

KEY = bytes(range(32))
TODAY = date(2026, 10, 10)
AS_OF = date(2026, 9, 30)


class StoppedClock:
    def today(self):
        return TODAY

    def now(self):
        return datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC)


def row(loan_no, borrower="周田生", **changes):
    """Return an overdue loan of a debtor in Jinming village."""
    values = {
        "sheet": "台账",
        "line": 2,
        "loan_no": loan_no,
        "borrower": borrower,
        "balance_fen": 1_000_000,
        "amount_fen": 1_200_000,
        "disbursed_on": date(2021, 10, 13),
        "due_on": date(2024, 10, 13),
        "rate": Decimal("7.25"),
        "rate_unit": RateUnit.MONTHLY_PERMILLE,
        "on_balance_interest_fen": 0,
        "off_balance_interest_fen": 50_000,
        "id_number": "",
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
    return LedgerRow(**{**values, **changes})


VILLAGERS = (
    row("L1"),
    row("L2"),
    row("L3", "夏文水", village="沙洲村", officer="刘建国"),
    row("L4", "谭国英", group="4组"),
    row("L5", "罗金生", group="5组", amount_fen=None),
)
"""Three who can get a notice, and one whose loan lacks its amount."""


@contextmanager
def branch_desk(folder, rows=VILLAGERS):
    """Yield the desk of a branch that has imported these rows."""
    path = folder / "branch.db"
    shutil.copyfile(_filled(tuple(rows)), path)
    with build(path, KEY, clock=StoppedClock()) as made:
        yield made.desk


@cache
def _filled(rows):
    path = founded_branch(kept_folder() / "branch.db", KEY, StoppedClock())
    with build(path, KEY, clock=StoppedClock()) as made:
        take_in(made.desk, rows)
    return path


def take_in(desk, rows, as_of=AS_OF):
    """Import rows as one ledger."""
    reading = LedgerReading(
        file_name="ledger.xlsx",
        file_sha256=hashlib.sha256(repr((rows, as_of)).encode()).hexdigest(),
        signature="source-1",
        as_of=as_of,
        sheets=(),
        rows=tuple(rows),
        problems=(),
        totals=(),
    )
    return import_reading(desk, reading, NoProgress())


def issued(desk, names=("周田生", "夏文水", "谭国英")):
    """Issue notices to these debtors and return their serials by name."""
    with desk.store.read() as queries:
        parties = {party.name: party.id for party, _ in queries.debtors()}
    choices = [Choice(parties[name], 1) for name in names]
    batch = issue(desk, choices, TODAY, NoProgress())
    return {facts.debtor: facts.serial for facts in batch.facts}
