"""Quarters of changing ledgers with notices, deliveries and second thoughts in between."""

import hashlib
import random
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop.bootstrap import build
from desktop.domain.delivery import Boxes, DeliveryAct, Method, Signer
from desktop.domain.errors import RuleViolation
from desktop.domain.rounds import NoticeState
from desktop.ledgers.reader import read_ledger
from desktop.ledgers.sample import write_sample_ledger
from desktop.services.clocks import clock_lines
from desktop.services.delivery import add_evidence, record, withdraw
from desktop.services.ledger import decide_missing, import_reading
from desktop.services.list_records import LedgerFilter
from desktop.services.notices import Choice, issue
from desktop.services.progress import NoProgress
from desktop.services.proposals import propose
from desktop.services.records import LoanStatus
from desktop.services.verify import verify
from tests.founded import founded_branch

QUARTERS = (date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31))
LOANS = 14


@cache
def invented(seed, day):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.xlsx"
        write_sample_ledger(path, LOANS, seed, day)
        return read_ledger(path)


class Clock:
    day = QUARTERS[0] + timedelta(days=5)

    def today(self) -> date:
        return self.day

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 9, tzinfo=UTC)


class History(RuleBasedStateMachine):
    """A branch over a year."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.photo = Path(self.folder.name) / "slip.jpg"
        self.photo.write_bytes(b"photograph")
        self.clock = Clock()
        path = founded_branch(Path(self.folder.name) / "b.db", bytes(32), self.clock)
        self.application = build(path, bytes(32), clock=self.clock)
        self.desk = self.application.desk
        self.quarter, self.rows = 0, ()
        self.serials, self.made = [], []
        self._take_in(invented(0, QUARTERS[0]).rows)

    def teardown(self) -> None:
        self.application.close()
        self.folder.cleanup()

    def _take_in(self, rows) -> None:
        reading = invented(0, QUARTERS[self.quarter])
        digest = hashlib.sha256(repr(rows).encode()).hexdigest()
        import_reading(self.desk, replace(reading, rows=rows, file_sha256=digest), NoProgress())
        self.rows = rows

    @precondition(lambda self: self.quarter + 1 < len(QUARTERS))
    @rule(seed=st.integers(0, 3))
    def next_quarter(self, seed):
        """Some loans are paid down, some are gone, some come back, some are new."""
        self.quarter += 1
        self.clock.day = QUARTERS[self.quarter] + timedelta(days=5)
        chance = random.Random(seed)
        old = [row for row in invented(0, QUARTERS[0]).rows if chance.random() < 0.8]
        kept = [
            row._replace(
                balance_fen=row.balance_fen * chance.randint(0, 10) // 10,
                off_balance_interest_fen=row.off_balance_interest_fen + chance.randint(0, 9_999),
                due_on=row.due_on + timedelta(days=90 * (chance.random() < 0.1)),
            )
            for row in old
        ]
        numbers = {row.loan_no for row in kept}
        fresh = invented(seed + 1, QUARTERS[self.quarter]).rows[:5]
        people = {row.loan_no: row.borrower for row in invented(0, QUARTERS[0]).rows}
        new = [row for row in fresh if row.loan_no not in numbers | people.keys()]
        self._take_in((*kept, *new))

    @rule(most=st.integers(1, 6))
    def issue_some(self, most):
        chosen = [each for each in propose(self.desk, self.clock.day) if each.proposal.chosen]
        choices = [Choice(each.party.id, each.proposal.round) for each in chosen[:most]]
        if choices:
            batch = issue(self.desk, choices, self.clock.day, NoProgress())
            self.serials += [facts.serial for facts in batch.facts]

    @rule(days=st.integers(1, 20))
    def time_passes(self, days):
        last = QUARTERS[self.quarter] + timedelta(days=80)
        self.clock.day = min(self.clock.day + timedelta(days=days), last)

    @precondition(lambda self: self.serials)
    @rule(data=st.data(), proved=st.booleans(), agrees=st.booleans())
    def deliver(self, data, proved, agrees):
        signer = data.draw(st.sampled_from([s for s in Signer if "arrived" not in s]))
        boxes = Boxes(True, agrees and signer is Signer.SELF)
        act = DeliveryAct(Method.IN_PERSON, signer, self.clock.day, boxes, ("彭春兰", "刘建国"))
        serial = data.draw(st.sampled_from(self.serials))
        try:
            made = record(self.desk, serial, act, [self.photo] if proved else [])
        except RuleViolation as error:
            assert error.code == "notice_already_served"
        else:
            self.made.append(made.delivery_id)

    @precondition(lambda self: self.made)
    @rule(data=st.data())
    def prove_later(self, data):
        add_evidence(self.desk, data.draw(st.sampled_from(self.made)), [self.photo])

    @precondition(lambda self: self.made)
    @rule(data=st.data())
    def take_back(self, data):
        delivery_id = data.draw(st.sampled_from(self.made))
        withdraw(self.desk, delivery_id, "扫错了回执")
        self.made.remove(delivery_id)

    @rule(status=st.sampled_from([LoanStatus.SETTLED, LoanStatus.MOVED]))
    def decide_one(self, status):
        with self.desk.store.read() as queries:
            missing = queries._connection.exec_driver_sql(
                "SELECT min(id) FROM loan WHERE status = 'missing'"
            ).scalar()
        if missing:
            decide_missing(self.desk, missing, status, "问过了")

    @invariant()
    def sums_are_those_of_the_newest_ledger(self):
        with self.desk.store.read() as queries:
            sums = queries.ledger_sums(LedgerFilter(status="active"))
        assert sums == (
            len(self.rows),
            sum(row.balance_fen for row in self.rows),
            sum(row.on_balance_interest_fen for row in self.rows),
            sum(row.off_balance_interest_fen for row in self.rows),
        )

    @invariant()
    def the_database_is_sound_and_every_clock_is_what_its_events_say(self):
        assert verify(self.desk, NoProgress()) == []
        with self.desk.store.read() as queries:
            for line in clock_lines(self.desk, queries, date(2100, 1, 1)):
                assert line.clock.last_day == line.line.last_day
                assert line.proved.last_day == line.line.proved_last_day

    @invariant()
    def no_serial_is_given_twice(self):
        assert len(self.serials) == len(set(self.serials))
        with self.desk.store.read() as queries:
            stored = queries.notices_in_state(list(NoticeState))
        assert sorted(notice.serial for notice in stored) == sorted(self.serials)

    @invariant()
    def a_notice_is_served_exactly_while_a_delivery_that_stands_says_so(self):
        with self.desk.store.read() as queries:
            for notice in queries.notices_in_state(list(NoticeState)):
                standing = [d for d in queries.deliveries(notice.id) if not d.withdrawn]
                says = any(
                    d.signer in ("self", "kin", "agent") or (d.signer == "refused" and d.evidence)
                    for d in standing
                )
                assert (notice.state is NoticeState.SERVED) == says


TestHistory = History.TestCase
TestHistory.settings = settings(
    max_examples=6, stateful_step_count=14, deadline=None, phases=[Phase.generate]
)
