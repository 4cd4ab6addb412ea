"""Head office and branches through anything that happens to people, sticks and disks.

After every step nothing is there twice and no sum is off; at the end, after two clean exchanges,
nothing is missing. ``QINGSHOU_EXCHANGE_EXAMPLES`` looks longer, and elsewhere each time.
"""

import os
from datetime import UTC, datetime

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop.services.collection_records import PackageState
from tests.exchange.programs import LATER, SCHEMAS
from tests.exchange.world import World, check, check_drained, refusal

CODES = ("0417", "0502")
MOST_PCS = 5
CLOCKS = (
    datetime(1970, 1, 1, tzinfo=UTC),
    datetime(2026, 10, 1, 9, tzinfo=UTC),
    datetime(2099, 12, 31, 23, tzinfo=UTC),
)
ANY = st.integers(0, 1000)
AMOUNTS = (100, 100, 5_000, 777)
LOAN_NOS = ("4399001", "4399002")
CLOCK_WRONG = ("repayment_before_ledger", "repayment_after_it", "item_expired")
DEMAND_CLOCK_WRONG = ("contract_in_future", "act_in_future", "item_expired")
NOT_REVERSED = ("repayment_unknown", "repayment_is_reversed")
OLD_RETURNS = ("return_older", "return_for_other_pc", "package_not_ours")


class ExchangeMachine(RuleBasedStateMachine):
    """What happens between branches and head office, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World(*CODES)
        self.receipts: list[tuple[object, str]] = []
        self.copies: list[tuple[object, object]] = []
        self.phones = self.photos = 0

    def teardown(self) -> None:
        for pc in self.world.pcs:
            pc.clock.moment = max(pc.clock.moment, CLOCKS[1])
        try:
            self.world.drain()
            check_drained(self.world)
        finally:
            self.world.close()

    def pick(self, of, which: int):
        return of[which % len(of)]

    # ---- at a branch ----

    @rule(which=ANY, fen=st.sampled_from(AMOUNTS), loan_no=st.sampled_from(LOAN_NOS))
    def repay(self, which, fen, loan_no) -> None:
        pc = self.pick(self.world.pcs, which)
        code = refusal(lambda: self.receipts.append((pc, pc.repay(fen, loan_no))))
        assert code in ("", *CLOCK_WRONG), code

    @precondition(lambda self: self.receipts)
    @rule(which=ANY)
    def reverse(self, which) -> None:
        pc, receipt = self.pick(self.receipts, which)
        if pc in self.world.pcs:
            code = refusal(pc.reverse, receipt)
            assert code in ("", *NOT_REVERSED, *CLOCK_WRONG), code

    @rule(which=ANY)
    def note_phone(self, which) -> None:
        self.phones += 1
        self.pick(self.world.pcs, which).note_phone(f"0000-{self.phones:07d}")

    @rule(which=ANY)
    def demand(self, which) -> None:
        """Prove a demand by a photograph."""
        self.photos += 1
        pc = self.pick(self.world.pcs, which)
        code = refusal(pc.demand, b"photograph %d" % self.photos, f"担保人{self.photos}")
        assert code in ("", *DEMAND_CLOCK_WRONG), code

    @rule(which=ANY, moment=st.sampled_from(CLOCKS))
    def set_clock(self, which, moment) -> None:
        self.pick(self.world.pcs, which).clock.moment = moment

    @rule(which=ANY)
    def back_up(self, which) -> None:
        pc = self.pick(self.world.pcs, which)
        self.copies.append((pc, pc.back_up()))

    @precondition(lambda self: self.copies)
    @rule(which=ANY)
    def restore(self, which) -> None:
        pc, copy = self.pick(self.copies, which)
        if pc in self.world.pcs and copy.exists():
            self.world.restore(pc, copy)

    @precondition(lambda self: len(self.world.pcs) < MOST_PCS)
    @rule(which=ANY)
    def clone(self, which) -> None:
        self.world.clone(self.pick(self.world.pcs, which))

    @precondition(lambda self: len(self.world.pcs) < MOST_PCS)
    @rule(code=st.sampled_from(CODES))
    def a_second_pc(self, code) -> None:
        self.world.new_pc(code)

    @precondition(lambda self: len(self.world.pcs) > len(CODES))
    @rule(which=ANY)
    def a_pc_breaks(self, which) -> None:
        pc = self.pick(self.world.pcs, which)
        if sum(each.branch == pc.branch for each in self.world.pcs) > 1:
            self.world.discard(pc)

    # ---- sticks ----

    @rule(which=ANY)
    def send(self, which) -> None:
        self.world.send(self.pick(self.world.pcs, which))

    @precondition(lambda self: self.world.ups)
    @rule(which=ANY, renamed=st.booleans())
    def arrive(self, which, renamed) -> None:
        """Any package that was ever written, again as well, in any order, under any name."""
        sent, office = self.pick(self.world.ups, which), self.world.office
        if renamed:
            sent = self.world.copy(sent, "新建文件.qsp")
        office.take_in()  # nothing that waits is readable now
        but = ("package", "epoch", "act")  # it may name returns that a restore has lost
        before = office.everything(*but)
        taken = office.take_one(sent.path)
        if self.world.is_kept(sent, taken):
            assert office.everything(*but) == before
        else:
            assert taken.is_in or self.is_forgotten(taken), taken.reason

    def is_forgotten(self, taken) -> bool:
        return self.world.office.was_restored and taken.reason == "package_sender_unknown"

    @precondition(lambda self: self.world.ups)
    @rule(which=ANY)
    def lose_a_package(self, which) -> None:
        self.world.ups.remove(self.pick(self.world.ups, which))

    @rule(which=ANY)
    def answer(self, which) -> None:
        self.world.answer(self.pick(self.world.pcs, which))

    @precondition(lambda self: self.world.downs)
    @rule(which=ANY)
    def come_back(self, which) -> None:
        back = self.pick(self.world.downs, which)
        if back.pc in self.world.pcs:
            code = refusal(back.pc.take, back.path)
            newer = back.schema > back.pc.program.schema
            assert code in ("", *OLD_RETURNS) or (newer and code == "package_newer"), code

    @precondition(lambda self: self.world.downs)
    @rule(which=ANY)
    def lose_a_return(self, which) -> None:
        self.world.downs.remove(self.pick(self.world.downs, which))

    @rule(which=ANY)
    def exchange(self, which) -> None:
        self.world.exchange(self.pick(self.world.pcs, which))

    @rule()  # the first rule without arguments is all that the plainest example does: not this one
    def let_everybody_exchange(self) -> None:
        self.world.drain()
        check_drained(self.world)

    # ---- at head office ----

    @rule()
    def head_office_backs_up(self) -> None:
        self.world.office.back_up()

    @precondition(lambda self: self.world.office.copies)
    @rule(which=ANY, told=st.booleans())
    def head_office_is_restored(self, which, told) -> None:
        self.world.office.restore(self.pick(self.world.office.copies, which), told)

    # ---- programs ----

    @rule(which=ANY, schema=st.sampled_from(SCHEMAS))
    def a_pc_gets_another_program(self, which, schema) -> None:
        self.pick(self.world.pcs, which).runs(schema)

    @rule(schema=st.sampled_from(SCHEMAS))
    def head_office_gets_another_program(self, schema) -> None:
        """What was too new for the program of before is read at once, if it can be."""
        self.world.office.runs(schema)
        for taken in self.world.office.take_in():
            waits = taken.state is PackageState.UNREADABLE_NEWER and schema < LATER
            assert taken.is_in or waits or self.is_forgotten(taken), taken.reason

    @invariant()
    def nothing_is_there_twice(self) -> None:
        check(self.world)


TestExchange = ExchangeMachine.TestCase
TestExchange.settings = settings(
    max_examples=int(os.environ.get("QINGSHOU_EXCHANGE_EXAMPLES", "2")),
    stateful_step_count=int(os.environ.get("QINGSHOU_EXCHANGE_STEPS", "12")),
    derandomize="QINGSHOU_EXCHANGE_EXAMPLES" not in os.environ,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
