"""Whatever is paid and reversed in whatever order: sums agree to the fen, nothing is negative."""

import shutil
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
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
from desktop.domain.interest.reductions import NOTHING, ReportedSums
from desktop.domain.permissions import Role
from desktop.services import approvals
from desktop.services.ledger import import_reading
from desktop.services.progress import NoProgress
from desktop.services.repayments.days import day_list
from desktop.services.repayments.payments import Payment
from desktop.services.repayments.quoting import owed, quote, repayments_of
from desktop.services.repayments.requests import close_day, record, reverse
from desktop.services.verify import verify
from tests.founded import founded_branch, kept_folder
from tests.people import at_desk, employ
from tests.services.conftest import KEY, LedgerMaker, StoppedClock

FIRST = date(2026, 10, 10)
QUIET = NoProgress()
MAKER = LedgerMaker()
LOANS = (
    MAKER.row("A1", on_balance_interest_fen=777),
    MAKER.row("A2", balance_fen=333_333, remark="逾期超90天先本后息"),
    MAKER.row("A3", balance_fen=1, off_balance_interest_fen=0, rate=None),
)


@cache
def first_branch() -> Path:
    """A branch with its people and its first ledger, made once."""
    clock = StoppedClock(FIRST)
    path = founded_branch(kept_folder() / "b.db", KEY, clock)
    with build(path, KEY, clock=clock) as application:
        import_reading(application.desk, MAKER.reading(*LOANS), QUIET)
        employ(application.desk)
    return path


class Counter(RuleBasedStateMachine):
    """A teller's counter: payments, reversals, closed days, days that pass, ledgers that come."""

    @initialize()
    def open(self):
        self.clock = StoppedClock(FIRST)
        self.folder = Counter.folders()
        path = Path(shutil.copyfile(first_branch(), self.folder / "b.db"))
        self.application = build(path, KEY, clock=self.clock)
        self.desk = self.application.desk
        with self.desk.store.read() as queries:
            self.party = queries.loan_by_no("A1").borrower_id
        self.reported = {loan.loan_no: loan.reported for loan in self.loans()}

    def at(self, role):
        return at_desk(self.desk, role)

    def loans(self):
        with self.desk.store.read() as queries:
            return queries.loans_of(self.party)

    def standing(self):
        return [each for each in repayments_of(self.desk, self.party) if each.reversal is None]

    def provisional(self):
        shares = [share for each in self.standing() for share in each.shares]
        return [share for share in shares if not share.is_confirmed]

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
        if chosen.is_confirmed:
            with pytest.raises(RuleViolation, match="repayment_is_confirmed"):
                reverse(self.at(Role.TELLER), chosen.receipt, "点错")
            return
        self.sign(reverse(self.at(Role.TELLER), chosen.receipt, "点错"), Role.MANAGER)

    @precondition(lambda self: not self.is_closed() and day_list(self.desk, self.clock.day).lines)
    @rule()
    def close(self):
        cash = day_list(self.desk, self.clock.day).cash_fen
        self.sign(close_day(self.at(Role.TELLER), self.clock.day, cash), Role.ACCOUNTANT)

    @rule(days=st.integers(1, 40))
    def let_days_pass(self, days):
        self.clock.day += timedelta(days=days)

    @rule(booked=st.booleans())
    def take_a_ledger_in(self, booked):
        """A ledger of the next day: it contains every payment, or none that was open."""
        self.clock.day += timedelta(days=1)
        rows = []
        for loan in self.loans():
            left = (loan.balance_fen, loan.on_balance_interest_fen, loan.off_balance_interest_fen)
            self.reported[loan.loan_no] = ReportedSums(*left) if booked else loan.reported
            principal, on, off = self.reported[loan.loan_no]
            figures = {"on_balance_interest_fen": on, "off_balance_interest_fen": off}
            rows.append(MAKER.row(loan.loan_no, balance_fen=principal, **figures))
        reading = MAKER.reading(*rows, as_of=self.clock.day, name=f"{self.clock.day}.xlsx")
        import_reading(self.desk, reading, QUIET)
        assert not booked or not self.provisional()

    @invariant()
    def sums_agree(self):
        if not hasattr(self, "party"):
            return
        provisional = self.provisional()
        for loan in self.loans():
            repaid = [share.principal_fen for share in provisional if share.loan_id == loan.id]
            assert loan.reported == self.reported[loan.loan_no]
            assert loan.balance_fen == loan.reported.principal - sum(repaid)
            assert min(loan.balance_fen, *loan.reported, *loan.reduced) >= 0
            assert min(loan.on_balance_interest_fen, loan.off_balance_interest_fen) >= 0
            if not provisional:
                assert (loan.reduced, loan.reductions) == (NOTHING, ())

    def teardown(self):
        if hasattr(self, "application"):
            assert verify(self.desk, QUIET) == []
            self.application.close()


def test_the_counter_keeps_its_books(tmp_path_factory):
    Counter.folders = staticmethod(lambda: tmp_path_factory.mktemp("counter"))
    run_state_machine_as_test(
        Counter,
        settings=settings(
            max_examples=12,
            stateful_step_count=12,
            deadline=None,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
