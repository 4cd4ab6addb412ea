"""Everything computed again: stored clocks corrected, classes compared, interest summed."""

from datetime import date
from decimal import Decimal

import pytest

from desktop.domain.claim_entry import ClaimAct
from desktop.domain.errors import Cancelled
from desktop.domain.limitation import EventKind
from desktop.services import claims
from desktop.services.dossier import dossier
from desktop.services.ledger import decide_missing
from desktop.services.progress import CancellableProgress, NoProgress
from desktop.services.recompute import recompute_all
from desktop.services.records import LoanStatus, StoredClock
from desktop.services.verify import verify

AS_OF = date(2026, 10, 10)


@pytest.fixture
def loans(take_in, ledger):
    """Loans long overdue, hardly overdue, without due date, without class, without rate."""
    take_in(
        ledger.row("A-1", five_class="可疑", due_on=date(2023, 10, 13)),
        ledger.row("A-2", five_class="正常", due_on=date(2026, 9, 1), balance_fen=700),
        ledger.row("A-3", five_class="损失", due_on=None),
        ledger.row("A-4", five_class="", due_on=date(2023, 10, 13)),
        ledger.row("A-5", five_class="损失", due_on=date(2023, 10, 13), rate=None),
    )


def recomputed(desk, as_of=AS_OF):
    return recompute_all(desk, as_of, NoProgress())


def loan(desk, loan_no):
    with desk.store.read() as queries:
        return queries.loan_by_no(loan_no)


def recordings(desk) -> int:
    with desk.store.read() as queries:
        return len(list(queries.journal_of_kind("clocks_recomputed")))


def test_a_sound_ledger_is_computed_and_nothing_is_written(desk, loans):
    result = recomputed(desk)
    assert (result.loans, result.clocks_changed) == (5, 0)
    assert recordings(desk) == 0


def test_a_wrong_stored_clock_is_corrected_and_the_journal_says_so(desk, loans):
    wrong = loan(desk, "A-1")
    with desk.store.write() as uow:
        uow.save_clocks([StoredClock(wrong.id, date(1999, 1, 1), None, None, "alive")])
        uow.record("spoilt", wrong.id, {}, AS_OF)
        uow.commit()
    assert recomputed(desk).clocks_changed == 1
    assert loan(desk, "A-1") == wrong
    assert recordings(desk) == 1
    assert verify(desk, NoProgress()) == []
    assert recomputed(desk).clocks_changed == 0


def test_classes_better_than_the_days_overdue_allow_are_counted_with_their_balances(desk, loans):
    result = recomputed(desk)
    assert result.better == {("可疑", "损失"): 1, ("正常", "关注"): 1}
    assert result.better_than_allowed == 2
    assert result.better_fen == 1_000_000 + 700


def test_on_an_earlier_day_fewer_classes_are_too_good(desk, loans):
    assert recomputed(desk, date(2023, 10, 13)).better == {}


def test_the_interest_of_all_is_the_sum_of_what_each_dossier_shows(desk, loans):
    with desk.store.read() as queries:
        borrower = queries.loan_by_no("A-1").borrower_id
    shown = dossier(desk, borrower, AS_OF)
    result = recomputed(desk)
    assert result.interest_fen == shown.interest_fen
    assert result.principal_fen == shown.balance_fen == 4_000_700


def test_what_no_rule_can_decide_is_counted_by_its_code_once_a_loan(desk, loans):
    found = recomputed(desk).needs_person
    assert found["due_date_unknown"] == 1
    assert found["five_class_missing"] == 1
    assert found["rate_missing"] == 1


def test_a_settled_loan_keeps_its_clock_but_no_longer_counts(desk, loans, take_in, ledger):
    before = recomputed(desk)
    kept = [
        ledger.row(f"A-{number}", balance_fen=1, off_balance_interest_fen=0)
        for number in (1, 2, 3, 4)
    ]
    take_in(*kept, as_of=date(2026, 10, 5))
    gone = loan(desk, "A-5")
    decide_missing(desk, gone.id, LoanStatus.SETTLED, "还清")
    after = recomputed(desk)
    assert (before.loans, after.loans) == (5, 5)
    assert after.principal_fen == 4
    assert loan(desk, "A-5").last_day == gone.last_day


def test_events_count_in_the_clocks_as_they_do_one_by_one(desk, loans):
    act = ClaimAct(EventKind.PART_PAYMENT, date(2025, 3, 1))
    claims.record_event(desk, loan(desk, "A-1").id, act)
    assert loan(desk, "A-1").last_day == date(2028, 3, 1)
    assert recomputed(desk).clocks_changed == 0


def test_a_rate_too_high_to_believe_is_flagged_and_still_computed(desk, take_in, ledger):
    take_in(ledger.row("B-1", rate=Decimal("100"), five_class="损失"))
    result = recomputed(desk)
    assert result.interest_fen > 0
    assert any(code.startswith("rate") for code in result.needs_person)


def test_cancelling_leaves_every_stored_clock_as_it_was(desk, loans):
    wrong = StoredClock(loan(desk, "A-1").id, None, None, None, "unknown")
    with desk.store.write() as uow:
        uow.save_clocks([wrong])
        uow.record("spoilt", wrong.loan_id, {}, AS_OF)
        uow.commit()
    with pytest.raises(Cancelled):
        recompute_all(desk, AS_OF, CancellableProgress(lambda *_: None, lambda: True))
    assert loan(desk, "A-1").last_day is None
