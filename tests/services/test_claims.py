"""Events entered by hand: what is refused, what they do to the clock, how they are corrected."""

from datetime import date

import pytest

from desktop.domain.claim_entry import LASTING, NAMING_A_DAY, ClaimAct
from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.limitation import EventKind
from desktop.services import claims
from desktop.services.progress import NoProgress
from desktop.services.verify import verify

TODAY = date(2026, 10, 10)
DUE = date(2023, 10, 13)


@pytest.fixture
def loan(take_in, ledger, desk):
    take_in(ledger.row("A-1", due_on=DUE, disbursed_on=date(2021, 10, 13)))
    with desk.store.read() as queries:
        return queries.loan_by_no("A-1").id


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "旧通知书.jpg"
    path.write_bytes(b"photograph")
    return path


@pytest.fixture
def stored(desk, loan):
    """Return the loan's stored last days, claimed and proved."""

    def look():
        with desk.store.read() as queries:
            found = queries.loan(loan)
        assert verify(desk, NoProgress()) == []
        return found.last_day, found.proved_last_day

    return look


def entry(desk):
    with desk.store.read() as queries:
        return list(queries.journal_of_kind("claim_event_recorded"))[-1]


def refused(do) -> str:
    with pytest.raises(RuleViolation) as caught:
        do()
    return caught.value.code


def test_an_old_signed_notice_moves_the_clock_and_without_its_paper_proves_nothing(
    desk, loan, stored
):
    act = ClaimAct(EventKind.SIGNED_NOTICE, date(2025, 3, 1), ref="2025年旧通知")
    made = claims.record_event(desk, loan, act)
    assert stored() == (date(2028, 3, 1), date(2026, 10, 13))
    assert made.effect.before == date(2026, 10, 13)
    assert made.effect.after == date(2028, 3, 1)
    assert "2025年旧通知" in made.effect.reason


def test_the_paper_attached_later_proves_it(desk, loan, stored, photo):
    made = claims.record_event(desk, loan, ClaimAct(EventKind.SIGNED_NOTICE, date(2025, 3, 1)))
    proved = claims.add_evidence(desk, made.event.id, [photo])
    assert stored() == (date(2028, 3, 1), date(2028, 3, 1))
    with desk.store.read() as queries:
        files = queries.evidence_of_entry(proved.event.entry_id)
        events = queries.events_of([loan])[loan]
    assert [file.content for file in files] == [b"photograph"]
    assert [event.withdrawn for event in events] == [True, False]
    assert {event.entry_id for event in events} == {made.event.id}


def test_a_suit_stands_until_its_end_is_entered_and_keeps_its_paper(desk, loan, stored, photo):
    suit = ClaimAct(EventKind.SUIT_FILED, date(2025, 3, 1), ref="(2025)民初1号")
    made = claims.record_event(desk, loan, suit, [photo])
    assert stored() == (None, None)
    ended = claims.end_procedure(desk, made.event.id, date(2026, 2, 1))
    assert stored() == (date(2029, 2, 1), date(2029, 2, 1))
    assert ended.event.proved
    with desk.store.read() as queries:
        assert len(queries.evidence_of_entry(ended.event.entry_id)) == 1
        assert len(queries.evidence_of_entry(made.event.id)) == 1


def test_a_procedure_ends_once(desk, loan):
    made = claims.record_event(desk, loan, ClaimAct(EventKind.SUIT_FILED, date(2025, 3, 1)))
    ended = claims.end_procedure(desk, made.event.id, date(2026, 2, 1))
    again = date(2026, 3, 1)
    assert refused(lambda: claims.end_procedure(desk, made.event.id, again)) == "event_unknown"
    assert refused(lambda: claims.end_procedure(desk, ended.event.id, again)) == "event_not_open"


def test_what_has_no_end_is_given_none(desk, loan):
    made = claims.record_event(desk, loan, ClaimAct(EventKind.PART_PAYMENT, date(2025, 3, 1)))
    assert refused(lambda: claims.end_procedure(desk, made.event.id, TODAY)) == "event_not_open"


def test_a_withdrawn_event_leaves_the_clock_as_if_it_had_never_been(desk, loan, stored):
    before = stored()
    made = claims.record_event(desk, loan, ClaimAct(EventKind.PART_PAYMENT, date(2025, 3, 1)))
    assert stored() != before
    claims.withdraw_event(desk, made.event.id, "录错了户")
    assert stored() == before
    assert refused(lambda: claims.withdraw_event(desk, made.event.id, "again")) == "event_unknown"


def test_a_withdrawal_gives_its_reason(desk, loan):
    made = claims.record_event(desk, loan, ClaimAct(EventKind.PART_PAYMENT, date(2025, 3, 1)))
    assert refused(lambda: claims.withdraw_event(desk, made.event.id, " ")) == "reason_missing"


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (ClaimAct(EventKind.PART_PAYMENT, date(2026, 10, 11)), "event_in_future"),
        (ClaimAct(EventKind.PART_PAYMENT, date(2021, 10, 12)), "event_before_loan"),
        (ClaimAct(EventKind.PART_PAYMENT, date(2025, 1, 1), TODAY), "event_day_unfit"),
        (
            ClaimAct(EventKind.SUIT_FILED, date(2025, 1, 2), date(2025, 1, 1)),
            "event_ends_before_it_begins",
        ),
        (
            ClaimAct(EventKind.SUIT_FILED, date(2025, 1, 2), date(2026, 10, 11)),
            "event_end_in_future",
        ),
        (ClaimAct(EventKind.JUDGMENT, date(2025, 1, 2)), "event_day_missing"),
        (ClaimAct(EventKind.JUDGMENT, date(2025, 1, 2), date.max), "day_out_of_range"),
        (ClaimAct(EventKind.EXTENSION_AGREED, date(2025, 1, 2)), "event_day_missing"),
    ],
)
def test_what_cannot_have_been_is_refused_and_nothing_is_written(desk, loan, act, code):
    assert refused(lambda: claims.record_event(desk, loan, act)) == code
    assert refused(lambda: claims.preview(desk, loan, act, True)) == code
    with desk.store.read() as queries:
        assert queries.events_of([loan]) == {}


@pytest.mark.parametrize(
    ("kind", "until"),
    [
        (EventKind.JUDGMENT, date(2027, 1, 1)),
        (EventKind.EXTENSION_AGREED, date(2028, 1, 1)),
        (EventKind.REPAY_PLAN, date(2027, 5, 1)),
        (EventKind.REPAY_PLAN, None),
    ],
)
def test_a_day_that_an_event_sets_may_lie_ahead(desk, loan, stored, kind, until):
    act = ClaimAct(kind, date(2025, 1, 2), until)
    assert claims.record_event(desk, loan, act).event.restart_on == until
    stored()


def test_the_day_of_the_loan_and_today_may_be_entered(desk, loan):
    for day in (date(2021, 10, 13), TODAY):
        claims.record_event(desk, loan, ClaimAct(EventKind.PART_PAYMENT, day))


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_can_be_entered_and_the_stored_clock_follows(desk, loan, stored, kind):
    until = date(2026, 1, 1) if kind in NAMING_A_DAY else None
    claims.record_event(desk, loan, ClaimAct(kind, date(2025, 5, 1), until))
    stored()


@pytest.mark.parametrize("kind", sorted(LASTING))
def test_what_lasts_can_be_ended(desk, loan, stored, kind):
    made = claims.record_event(desk, loan, ClaimAct(kind, date(2025, 5, 1)))
    claims.end_procedure(desk, made.event.id, date(2025, 6, 1))
    stored()


def test_unknown_loans_and_events_are_said_to_be_unknown(desk, loan):
    act = ClaimAct(EventKind.PART_PAYMENT, TODAY)
    assert refused(lambda: claims.record_event(desk, "nobody", act)) == "loan_unknown"
    assert refused(lambda: claims.end_procedure(desk, "no-event", TODAY)) == "event_unknown"


def test_a_file_that_cannot_be_read_leaves_nothing_behind(desk, loan, tmp_path):
    act = ClaimAct(EventKind.PART_PAYMENT, TODAY)
    with pytest.raises(ExpectedFailure, match="evidence_unreadable"):
        claims.record_event(desk, loan, act, [tmp_path / "none.jpg"])
    assert refused(lambda: claims.add_evidence(desk, "e", [])) == "field_missing"
    with desk.store.read() as queries:
        assert queries.events_of([loan]) == {}


def test_a_loan_without_a_due_date_keeps_its_events_and_says_what_is_missing(desk, take_in, ledger):
    take_in(ledger.row("B-1", due_on=None))
    with desk.store.read() as queries:
        loan = queries.loan_by_no("B-1").id
    made = claims.record_event(desk, loan, ClaimAct(EventKind.PART_PAYMENT, date(2025, 3, 1)))
    assert made.effect.after is None
    assert made.effect.reason
    assert verify(desk, NoProgress()) == []


def test_the_journal_holds_what_the_clock_is_computed_from(desk, loan, photo):
    act = ClaimAct(EventKind.SUIT_FILED, date(2025, 3, 1), date(2026, 2, 1), "案号", "备注")
    claims.record_event(desk, loan, act, [photo])
    body = entry(desk).body
    assert body["loan_no"] == "A-1"
    assert (body["kind"], body["occurred_on"]) == ("suit_filed", "2025-03-01")
    assert (body["restart_on"], body["proved"]) == ("2026-02-01", True)
    assert body["evidence"][0]["size"] == len(b"photograph")
    assert body["last_day"] == "2029-02-01"


def test_the_debtors_dossier_finds_what_was_entered(desk, loan):
    claims.record_event(desk, loan, ClaimAct(EventKind.PART_PAYMENT, date(2025, 3, 1)))
    with desk.store.read() as queries:
        timeline = queries.timeline(queries.loan(loan).borrower_id)
    assert timeline[0].kind == "claim_event_recorded"
