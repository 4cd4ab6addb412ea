from datetime import date

from desktop.domain.policy import NoticePolicy
from desktop.domain.rounds import (
    NoticeState,
    Obstacle,
    PastNotice,
    RoundProposal,
    demanded_on,
    propose_round,
    serve_by,
)

POLICY = NoticePolicy()
TODAY = date(2026, 10, 10)


def notice(number=1, issued=date(2026, 8, 1), state=NoticeState.SERVED, served=date(2026, 8, 3)):
    return PastNotice(f"PA26-{number:04d}", number, issued, state, served)


def test_a_debtor_without_notices_is_due_for_the_first_round():
    proposal = propose_round([], TODAY, None, POLICY)
    assert (proposal.round, proposal.chosen) == (1, True)
    assert proposal.reason == "已逾期，尚未送达过通知书"


def test_the_second_round_follows_a_served_first_one():
    proposal = propose_round([notice()], TODAY, None, POLICY)
    assert (proposal.round, proposal.chosen) == (2, True)
    assert proposal.reason == "第一次 2026-08-03 送达后仍未归还"


def test_a_printed_but_unserved_notice_is_carried_out_before_another_is_printed():
    waiting = notice(state=NoticeState.PRINTED, served=None)
    proposal = propose_round([waiting], TODAY, None, POLICY)
    assert proposal.obstacles == (Obstacle.UNSERVED_NOTICE,)
    assert proposal.round == 1
    assert proposal.printable
    assert not proposal.chosen


def test_a_recent_service_defers_the_next_round():
    proposal = propose_round([notice(served=date(2026, 10, 1))], TODAY, None, POLICY)
    assert proposal.obstacles == (Obstacle.TOO_SOON,)
    assert "2026-10-31 起" in proposal.reason


def test_a_clock_that_runs_out_overrides_the_spacing():
    last_day = date(2026, 10, 20)
    proposal = propose_round([notice(served=date(2026, 10, 1))], TODAY, last_day, POLICY)
    assert proposal.chosen
    assert proposal.reason.startswith("时效 2026-10-20 届满")


def test_rounds_end_with_the_third():
    past = [notice(1), notice(2), notice(3)]
    assert propose_round(past, TODAY, None, POLICY).round == 3


def test_a_text_may_only_claim_demands_that_were_served():
    past = [notice(1), notice(2, state=NoticeState.HANDED_OUT, served=None)]
    assert demanded_on(past, ()) == (date(2026, 8, 3),)


def test_some_obstacles_cannot_be_overridden():
    assert not RoundProposal(1, "", (Obstacle.IMPERSONATION_HOLD,)).printable
    assert RoundProposal(1, "", (Obstacle.NO_ADDRESS,)).chosen


def test_a_notice_is_to_be_served_a_week_before_the_last_day():
    assert serve_by(date(2026, 12, 3), TODAY, POLICY) == date(2026, 11, 26)


def test_inside_the_last_week_a_notice_is_to_be_served_today():
    assert serve_by(date(2026, 10, 13), TODAY, POLICY) == TODAY
