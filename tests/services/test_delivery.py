from datetime import date

import pytest

from desktop.domain.delivery import Boxes, DeliveryAct, Method, Signer
from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.rounds import NoticeState
from desktop.services.clocks import clock_lines
from desktop.services.delivery import add_evidence, find_notice, preview, record, withdraw
from desktop.services.notices import Choice, issue
from desktop.services.progress import NoProgress
from desktop.services.proposals import propose
from desktop.services.verify import verify

TODAY = date(2026, 10, 10)
SERVERS = ("彭春兰", "刘建国")


@pytest.fixture
def serial(desk, take_in, ledger):
    take_in(ledger.row("L1"), ledger.row("L2", due_on=date(1999, 5, 1)))
    party_id = propose(desk, TODAY)[0].party.id
    return issue(desk, [Choice(party_id, 1)], TODAY, NoProgress()).facts[0].serial


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "回执.jpg"
    path.write_bytes(b"\xff\xd8 a photograph")
    return path


def by_self(day=TODAY, **boxes):
    return DeliveryAct(Method.IN_PERSON, Signer.SELF, day, Boxes(True, **boxes), SERVERS)


def last_days(desk):
    with desk.store.read() as queries:
        return {
            line.line.loan_no: (line.clock.last_day, line.proved.last_day, line.line.last_day)
            for line in clock_lines(desk, queries, TODAY)
        }


def test_a_signature_with_evidence_restarts_the_clock(desk, serial, photo):
    result = record(desk, serial, by_self(), [photo])
    assert result.outcome.state is NoticeState.SERVED
    assert last_days(desk)["L1"] == (date(2029, 10, 10),) * 3
    effects = {effect.loan_no: effect for effect in result.effects}
    assert (effects["L1"].before, effects["L1"].after) == (date(2026, 10, 13), date(2029, 10, 10))
    assert effects["L2"].effect == "too_late"


def test_agreement_revives_a_claim_that_had_died(desk, serial, photo):
    result = record(desk, serial, by_self(agrees=True), [photo])
    assert {effect.loan_no: effect.effect for effect in result.effects} == {
        "L1": "interrupted",
        "L2": "revived",
    }
    assert last_days(desk)["L2"][0] == date(2029, 10, 10)


def test_without_evidence_the_claim_is_demanded_but_not_proved(desk, serial):
    record(desk, serial, by_self())
    claimed, proved, _ = last_days(desk)["L1"]
    assert (claimed, proved) == (date(2029, 10, 10), date(2026, 10, 13))


def test_evidence_added_later_proves_it(desk, serial, photo):
    result = record(desk, serial, by_self())
    add_evidence(desk, result.delivery_id, [photo])
    assert last_days(desk)["L1"][:2] == (date(2029, 10, 10),) * 2
    with desk.store.read() as queries:
        kept = queries.evidence_of(result.delivery_id)
    assert [file.content for file in kept] == [photo.read_bytes()]


def test_a_neighbours_signature_changes_nothing_and_says_why(desk, serial):
    act = DeliveryAct(Method.IN_PERSON, Signer.NEIGHBOUR, TODAY, servers=SERVERS)
    result = record(desk, serial, act)
    assert {effect.effect for effect in result.effects} == {"no_effect"}
    assert "未经授权" in result.effects[0].reason
    assert last_days(desk)["L1"][0] == date(2026, 10, 13)
    assert find_notice(desk, serial).notice.state is NoticeState.HANDED_OUT


def test_a_letter_that_did_not_arrive_can_be_followed_by_a_visit(desk, serial, photo):
    record(desk, serial, DeliveryAct(Method.POST, Signer.NOT_ARRIVED, TODAY))
    record(desk, serial, by_self(), [photo])
    assert len(find_notice(desk, serial).deliveries) == 2
    assert last_days(desk)["L1"][0] == date(2029, 10, 10)


def test_nobody_met_leaves_no_event(desk, serial):
    act = DeliveryAct(Method.IN_PERSON, Signer.NOT_MET, TODAY, servers=SERVERS)
    assert record(desk, serial, act).outcome.event is None
    assert last_days(desk)["L1"][0] == date(2026, 10, 13)


def test_a_preview_shows_the_same_and_records_nothing(desk, serial):
    _, effects = preview(desk, serial, by_self(), has_evidence=True)
    assert effects[0].after == date(2029, 10, 10)
    assert find_notice(desk, serial).deliveries == ()
    assert last_days(desk)["L1"][0] == date(2026, 10, 13)


def test_a_withdrawn_delivery_gives_the_old_clock_back_and_stays_on_record(desk, serial, photo):
    result = record(desk, serial, by_self(), [photo])
    withdraw(desk, result.delivery_id, "扫错了回执")
    assert last_days(desk)["L1"] == (date(2026, 10, 13),) * 3
    found = find_notice(desk, serial)
    assert found.notice.state is NoticeState.HANDED_OUT
    assert [delivery.withdrawn for delivery in found.deliveries] == [True]
    record(desk, serial, by_self(), [photo])


def test_a_withdrawal_needs_a_reason(desk, serial):
    result = record(desk, serial, by_self())
    with pytest.raises(RuleViolation, match="reason_missing"):
        withdraw(desk, result.delivery_id, "  ")


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2026, 10, 9), "delivery_before_issue"), (date(2026, 10, 11), "delivery_in_future")],
)
def test_a_delivery_lies_between_issue_and_today(desk, serial, day, code):
    with pytest.raises(RuleViolation, match=code):
        record(desk, serial, by_self(day))


def test_a_served_notice_is_not_served_twice(desk, serial):
    record(desk, serial, by_self())
    with pytest.raises(RuleViolation, match="notice_already_served"):
        record(desk, serial, by_self())


def test_a_scanned_serial_may_be_lower_case_and_padded(desk, serial):
    assert record(desk, f" {serial.lower()} ", by_self()).serial == serial


def test_an_evidence_file_that_is_gone_records_nothing(desk, serial, tmp_path):
    with pytest.raises(ExpectedFailure, match="evidence_unreadable"):
        record(desk, serial, by_self(), [tmp_path / "gone.jpg"])
    assert find_notice(desk, serial).deliveries == ()


def test_the_database_verifies_after_all_of_it(desk, serial, photo):
    result = record(desk, serial, by_self(), [photo])
    withdraw(desk, result.delivery_id, "扫错了回执")
    record(desk, serial, by_self(agrees=True), [photo])
    assert verify(desk, NoProgress()) == []


def test_each_act_is_one_journal_entry_on_the_dossier(desk, serial, photo):
    result = record(desk, serial, by_self(), [photo])
    withdraw(desk, result.delivery_id, "扫错了回执")
    party_id = find_notice(desk, serial).facts.party_id
    with desk.store.read() as queries:
        kinds = [entry.kind for entry in queries.timeline(party_id)]
    assert kinds[:3] == ["delivery_withdrawn", "delivery_recorded", "notices_issued"]
    assert "ledger_imported" in kinds
