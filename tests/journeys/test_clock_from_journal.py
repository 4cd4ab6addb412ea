"""A clock computed from the journal alone is the stored one, whatever was done in between.

The journal names each ledger by its hash; due dates are read from those files. Everything else,
events, their evidence, their ends, withdrawals and adopted tables, stands in its entries.
"""

import hashlib
import json
import tempfile
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from desktop.bootstrap import build
from desktop.domain.claim_entry import LASTING, NAMING_A_DAY, ClaimAct
from desktop.domain.delivery import Boxes, DeliveryAct, Method, Signer
from desktop.domain.errors import RuleViolation
from desktop.domain.holidays import national_calendar
from desktop.domain.ledger import LedgerReading
from desktop.domain.limitation import EventKind, LoanEvent, clock, proved_clock
from desktop.domain.policy import DEFAULT_POLICY
from desktop.domain.policy.codec import read_rows, with_rows
from desktop.domain.policy.holidays import calendar_with
from desktop.ledgers.reader import read_ledger
from desktop.ledgers.sample import write_sample_ledger
from desktop.services import claims, delivery, policies
from desktop.services.ledger import import_reading
from desktop.services.notices import Choice, issue
from desktop.services.progress import NoProgress
from desktop.services.proposals import propose
from desktop.services.verify import verify
from tests.founded import founded_branch, kept_folder

FIRST = date(2026, 3, 31)
LOANS = 6
EFFECTIVE = (EventKind.SUIT_FILED, EventKind.REPAY_PLAN, EventKind.SIGNED_CONFIRM_AGREE)
"""Drawn more often than the rest: they move a clock whatever its age."""


class StoppedClock:
    day = FIRST + timedelta(days=5)

    def today(self) -> date:
        return self.day

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 9, tzinfo=UTC)


@dataclass
class Replay:
    """What the journal's entries say, taken one after the other."""

    ledgers: dict
    due: dict = field(default_factory=dict)
    events: dict = field(default_factory=dict)  # source -> (loan numbers, event)
    policy: object = DEFAULT_POLICY

    def take(self, entry) -> None:
        act = getattr(self, f"_{entry.kind}", None)
        if act:
            act(entry.entity_id, entry.body)

    def clocks(self) -> dict:
        calendar = calendar_with(national_calendar(), self.policy.holidays)
        return {no: self._clock(no, due, calendar) for no, due in self.due.items()}

    def _clock(self, loan_no, due, calendar):
        events = [event for numbers, event in self.events.values() if loan_no in numbers]
        claimed = clock(due, events, calendar, self.policy)
        proved = proved_clock(due, events, calendar, self.policy)
        state = claimed.state(date.min).value
        return claimed.last_day, claimed.legal_last_day, proved.last_day, state

    def _ledger_imported(self, _, body) -> None:
        for row in self.ledgers[body["file_sha256"]].rows:
            self.due[row.loan_no] = row.due_on or self.due.get(row.loan_no)

    def _delivery_recorded(self, delivery_id, body) -> None:
        if body["event"]:
            numbers = {each["loan_no"] for each in body["loans"]}
            self.events[delivery_id] = (
                numbers,
                LoanEvent(
                    EventKind(body["event"]),
                    date.fromisoformat(body["occurred_on"]),
                    None,
                    bool(body["evidence"]),
                    body["serial"],
                ),
            )

    _evidence_added = _delivery_recorded

    def _delivery_withdrawn(self, delivery_id, body) -> None:
        self.events.pop(delivery_id, None)

    def _claim_event_recorded(self, event_id, body) -> None:
        self.events.pop(body.get("withdrawn"), None)
        restart = body["restart_on"]
        self.events[event_id] = (
            {body["loan_no"]},
            LoanEvent(
                EventKind(body["kind"]),
                date.fromisoformat(body["occurred_on"]),
                date.fromisoformat(restart) if restart else None,
                body["proved"],
                body["ref"],
            ),
        )

    _procedure_ended = _claim_event_recorded
    _claim_evidence_added = _claim_event_recorded

    def _claim_event_withdrawn(self, event_id, body) -> None:
        del self.events[event_id]

    def _policy_adopted(self, _, body) -> None:
        rows = [{name: row[name] for name in row if name != "before"} for row in body["rows"]]
        self.policy = with_rows(self.policy, read_rows(rows))


@cache
def first_reading() -> LedgerReading:
    path = kept_folder() / "l.xlsx"
    write_sample_ledger(path, LOANS, 3, FIRST)
    return read_ledger(path)


class History(RuleBasedStateMachine):
    """A branch that imports, serves, enters, corrects and adopts."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name)
        self.photo = self.path / "slip.jpg"
        self.photo.write_bytes(b"photograph")
        self.clock = StoppedClock()
        self.clock.day = FIRST + timedelta(days=5)
        path = founded_branch(self.path / "b.db", bytes(32), self.clock)
        self.application = build(path, bytes(32), clock=self.clock)
        self.desk = self.application.desk
        self.reading = first_reading()
        self.as_of, self.ledgers = FIRST, {}
        self.serials, self.deliveries, self.entered = [], [], []
        self._take_in(self.reading.rows)

    def teardown(self) -> None:
        assert verify(self.desk, NoProgress()) == []
        self.application.close()
        self.folder.cleanup()

    def _take_in(self, rows) -> None:
        digest = hashlib.sha256(repr((rows, self.as_of)).encode()).hexdigest()
        reading = replace(self.reading, rows=rows, as_of=self.as_of, file_sha256=digest)
        import_reading(self.desk, reading, NoProgress())
        self.ledgers[digest] = reading
        self.reading = reading

    @rule(data=st.data())
    def do_something(self, data):
        """One rule for all acts, so that every history may hold each of them."""
        possible = [
            self.time_passes,  # the first is all that the plainest history does
            self.take_in_a_redated_ledger,
            self.serve,
            self.enter_an_event,
            self.enter_an_event,
            self.adopt_a_period,
        ]
        if self.deliveries:
            possible += [self.prove_a_delivery, self.withdraw_a_delivery]
        if self.entered:
            possible += [self.withdraw_an_event, self.prove_an_event]
        if any(map(_is_open, self.entered)):
            possible += [self.end_a_procedure] * 3
        data.draw(st.sampled_from(possible))(data)

    def take_in_a_redated_ledger(self, data):
        rows = list(self.reading.rows)
        number = data.draw(st.integers(0, LOANS - 1))
        due, days = rows[number].due_on, data.draw(st.none() | st.integers(-400, 400))
        rows[number] = rows[number]._replace(
            due_on=None if days is None or due is None else due + timedelta(days=days),
            balance_fen=rows[number].balance_fen + 1,
        )
        self.as_of += timedelta(days=1)
        self.clock.day = max(self.clock.day, self.as_of)
        self._take_in(tuple(rows))

    def time_passes(self, data):
        self.clock.day += timedelta(days=data.draw(st.integers(1, 40)))

    def serve(self, data):
        """Hand a notice to somebody: one still to be served, or a new one."""
        if not self.serials:
            chosen = [each for each in propose(self.desk, self.clock.day) if each.proposal.chosen]
            choices = [Choice(each.party.id, each.proposal.round) for each in chosen[:3]]
            if choices:
                batch = issue(self.desk, choices, self.clock.day, NoProgress())
                self.serials = [facts.serial for facts in batch.facts]
            return
        signer = data.draw(st.sampled_from((Signer.SELF, Signer.KIN, Signer.MINOR, Signer.REFUSED)))
        boxes = Boxes(True, signer is Signer.SELF and data.draw(st.booleans()))
        act = DeliveryAct(Method.IN_PERSON, signer, self.clock.day, boxes, ("彭春兰", "刘建国"))
        files = [self.photo] if data.draw(st.booleans()) else []
        made = delivery.record(self.desk, self.serials.pop(), act, files)
        self.deliveries.append(made.delivery_id)

    def prove_a_delivery(self, data):
        delivery.add_evidence(self.desk, data.draw(st.sampled_from(self.deliveries)), [self.photo])

    def withdraw_a_delivery(self, data):
        delivery_id = data.draw(st.sampled_from(self.deliveries))
        delivery.withdraw(self.desk, delivery_id, "扫错了")
        self.deliveries.remove(delivery_id)

    def enter_an_event(self, data):
        row = self.reading.rows[data.draw(st.integers(0, 2))]
        kind = data.draw(st.sampled_from((*EventKind, *EFFECTIVE * 8)))
        ago = data.draw(st.integers(0, 1_000) | st.integers(0, 9_000))
        day = max(self.clock.day - timedelta(days=ago), row.disbursed_on or date.min)
        lasted = data.draw(st.none() | st.integers(0, 2_000))
        end = None if lasted is None else day + timedelta(days=lasted)
        if kind in NAMING_A_DAY:
            end = end or day
        elif kind in LASTING:
            end = end and min(end, self.clock.day)
        else:
            end = None
        with self.desk.store.read() as queries:
            loan_id = queries.loan_by_no(row.loan_no).id
        files = [self.photo] if data.draw(st.booleans()) else []
        act = ClaimAct(kind, day, end, f"凭据{ago}")
        self.entered.append(claims.record_event(self.desk, loan_id, act, files).event)

    def prove_an_event(self, data):
        self._correct(
            data, self.entered, lambda each: claims.add_evidence(self.desk, each, [self.photo])
        )

    def end_a_procedure(self, data):
        self._correct(
            data,
            [each for each in self.entered if _is_open(each)],
            lambda each: claims.end_procedure(self.desk, each, self.clock.day),
        )

    def _correct(self, data, events, correct):
        event = data.draw(st.sampled_from(events))
        self.entered.remove(event)
        self.entered.append(correct(event.id).event)

    def withdraw_an_event(self, data):
        event = data.draw(st.sampled_from(self.entered))
        claims.withdraw_event(self.desk, event.id, "录错了")
        self.entered.remove(event)

    def adopt_a_period(self, data):
        row = {
            "table": "limitation.years",
            "since": data.draw(st.dates(date(2018, 1, 1), date(2027, 1, 1))).isoformat(),
            "value": data.draw(st.integers(1, 6)),
            "source": "假设的新法",
        }
        file = self.path / "rules.json"
        file.write_text(json.dumps([row], ensure_ascii=False), encoding="utf-8")
        try:
            self.desk = policies.adopt(self.desk, file, NoProgress()).desk
        except RuleViolation as error:
            assert error.code == "policy_nothing_new"

    @invariant()
    def the_journal_alone_gives_every_stored_clock(self):
        replay = Replay(self.ledgers)
        with self.desk.store.read() as queries:
            for entry in journal(queries):
                replay.take(entry)
            stored = {facts.loan_no: tuple(facts[-4:]) for facts, _ in queries.all_loans()}
        assert replay.clocks() == stored


def _is_open(event) -> bool:
    return event.kind in LASTING and event.restart_on is None


def journal(queries) -> list:
    """Return every entry, oldest first."""
    kinds = queries._connection.exec_driver_sql("SELECT DISTINCT kind FROM journal").scalars()
    entries = [entry for kind in kinds.all() for entry in queries.journal_of_kind(kind)]
    return sorted(entries, key=lambda entry: entry.local_no)


TestHistory = History.TestCase
TestHistory.settings = settings(
    max_examples=10, stateful_step_count=40, deadline=None, phases=[Phase.generate]
)
