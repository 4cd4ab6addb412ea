"""Whatever is paid and reversed in whatever order: sums agree to the fen, nothing is negative."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from desktop.bootstrap import build
from desktop.domain.errors import RuleViolation
from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.permissions import Role
from desktop.services import approvals
from desktop.services.branch import set_up
from desktop.services.ledger import import_reading
from desktop.services.progress import NoProgress
from desktop.services.repayments.days import day_list
from desktop.services.repayments.payments import Payment
from desktop.services.repayments.quoting import owed, quote, repayments_of
from desktop.services.repayments.requests import close_day, record, reverse
from desktop.services.verify import verify
from tests.people import at_desk, employ
from tests.services.conftest import KEY, LedgerMaker, StoppedClock

FIRST = date(2026, 10, 10)
QUIET = NoProgress()


class Counter(RuleBasedStateMachine):
    """A teller's counter: payments, reversals, closed days, days that pass, ledgers that come."""

    @initialize()
    def open(self):
        self.clock = StoppedClock(FIRST)
        self.folder = Counter.folders()
        self.application = build(self.folder / "b.db", KEY, create=True, clock=self.clock)
        self.desk = self.application.desk
        set_up(self.desk, SAMPLE_HEAD)
        maker = LedgerMaker()
        rows = (
            maker.row("A1", on_balance_interest_fen=777),
            maker.row("A2", balance_fen=333_333, remark="逾期超90天先本后息"),
            maker.row("A3", balance_fen=1, off_balance_interest_fen=0, rate=None),
        )
        import_reading(self.desk, maker.reading(*rows), QUIET)
        employ(self.desk)
        with self.desk.store.read() as queries:
            self.party = queries.loan_by_no("A1").borrower_id
        self.untouched = self.loans()

    def at(self, role):
        return at_desk(self.desk, role)

    def loans(self):
        """Return the loans; where their clocks stand hangs on the day."""
        with self.desk.store.read() as queries:
            return [replace(each, clock_state="") for each in queries.loans_of(self.party)]

    def standing(self):
        return [each for each in repayments_of(self.desk, self.party) if each.reversal is None]

    def sign(self, submitted, role):
        item = submitted.item.proposal
        approvals.approve(self.at(role), item.id, item.item_hash, role.value)

    def is_closed(self):
        return day_list(self.desk, self.clock.day).close is not None

    @rule(part=st.fractions(0, 1), named=st.integers(0, 3))
    def pay(self, part, named):
        try:
            most = owed(self.desk, self.party, self.clock.day).most.fen
        except RuleViolation as error:
            assert error.code == "nothing_owed"
            return
        amount = max(1, int(most * part))
        designated = tuple(loan.id for loan in self.loans()[:named])
        try:
            payment = Payment(self.party, amount, self.clock.day, designated=designated)
            found = quote(self.desk, payment)
            made = record(self.at(Role.TELLER), payment, found.token, again=True)
        except RuleViolation as error:
            assert error.code == ("day_closed" if self.is_closed() else "debt_unknown")
            return
        assert sum(share.total_fen for share in made.repayment.shares) == amount

    @precondition(lambda self: self.standing() and not self.is_closed())
    @rule(data=st.data())
    def take_back(self, data):
        chosen = data.draw(st.sampled_from(self.standing()))
        self.sign(reverse(self.at(Role.TELLER), chosen.receipt, "点错"), Role.MANAGER)

    @precondition(lambda self: not self.is_closed() and day_list(self.desk, self.clock.day).lines)
    @rule()
    def close(self):
        cash = day_list(self.desk, self.clock.day).cash_fen
        self.sign(close_day(self.at(Role.TELLER), self.clock.day, cash), Role.ACCOUNTANT)

    @rule(days=st.integers(1, 40))
    def let_days_pass(self, days):
        self.clock.day += timedelta(days=days)

    @invariant()
    def sums_agree(self):
        if not hasattr(self, "party"):
            return
        standing = self.standing()
        for loan, before in zip(self.loans(), self.untouched, strict=True):
            shares = [s for each in standing for s in each.shares if s.loan_id == loan.id]
            assert loan.balance_fen == before.balance_fen - sum(s.principal_fen for s in shares)
            assert min(loan.balance_fen, *loan.reported, *loan.reduced) >= 0
            assert min(loan.on_balance_interest_fen, loan.off_balance_interest_fen) >= 0
            assert loan.reported == before.reported
        if not standing:
            assert self.loans() == self.untouched

    def teardown(self):
        if hasattr(self, "application"):
            assert verify(self.desk, QUIET) == []
            self.application.close()


def test_the_counter_keeps_its_books(tmp_path_factory):
    Counter.folders = staticmethod(lambda: tmp_path_factory.mktemp("counter"))
    run_state_machine_as_test(
        Counter,
        settings=settings(
            max_examples=15,
            stateful_step_count=12,
            deadline=None,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
