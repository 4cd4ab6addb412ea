import hashlib
from datetime import date, timedelta

import pypdfium2
import pytest

from desktop.domain.errors import RuleViolation
from desktop.domain.notices import NoticeFacts
from desktop.domain.rounds import NoticeState, Obstacle
from desktop.services.notices import (
    Choice,
    PaperKind,
    issue,
    lay_out,
    mark,
    note_printed,
    preview,
    reprint,
    write_paper,
)
from desktop.services.parties import set_deceased, set_hold
from desktop.services.progress import NoProgress
from desktop.services.proposals import propose, with_round
from desktop.services.records import Hold

TODAY = date(2026, 10, 10)
OTHER = {"borrower": "夏文水", "id_number": "439998198809268810", "village": "沙洲村"}


def issue_all(desk, as_of=TODAY):
    choices = [
        Choice(each.party.id, each.proposal.round)
        for each in propose(desk, as_of)
        if each.proposal.chosen
    ]
    return issue(desk, choices, as_of, NoProgress())


def pdf_text(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def test_all_overdue_loans_of_a_debtor_stand_on_one_notice(desk, take_in, ledger):
    take_in(ledger.row("L1"), ledger.row("L2"), ledger.row("L3", due_on=date(2027, 1, 1)))
    batch = issue_all(desk)
    assert len(batch.facts) == 1
    facts = batch.facts[0]
    assert [loan.loan_no for loan in facts.loans] == ["L1", "L2"]
    assert facts.computed_to == TODAY
    # 50,000 reported, and ten days at 7.25 per mille / 30 x 1.3 on 10,000 yuan
    assert facts.loans[0].interest_fen == 50_000 + 3142


def test_serials_run_on_and_carry_branch_replica_and_year(desk, take_in, ledger):
    take_in(ledger.row("L1"), ledger.row("L2", **OTHER))
    first, second = issue_all(desk).facts
    assert first.serial.startswith("P")
    assert first.serial[2:5] == "26-"
    assert [first.serial[-4:], second.serial[-4:]] == ["0001", "0002"]


def test_notices_follow_the_route(desk, take_in, ledger):
    take_in(
        ledger.row("L1", borrower="丙", id_number="", group="10组", village="金明村"),
        ledger.row("L2", borrower="乙", id_number="", group="2组", village="金明村"),
        ledger.row("L3", borrower="甲", id_number="", group="1组", village="沙洲村"),
    )
    order = [facts.debtor for facts in issue_all(desk).facts]
    assert order.index("乙") < order.index("丙")


def test_a_notice_waiting_to_be_served_is_not_followed_by_another(desk, take_in, ledger):
    take_in(ledger.row("L1"))
    issue_all(desk)
    proposal = propose(desk, TODAY)[0]
    assert Obstacle.UNSERVED_NOTICE in proposal.proposal.obstacles
    assert not proposal.proposal.chosen


def test_a_later_round_without_an_earlier_service_cannot_be_printed(desk, take_in, ledger):
    take_in(ledger.row("L1"))
    second = with_round(propose(desk, TODAY)[0], 2)
    assert Obstacle.NO_EARLIER_ROUND in second.proposal.obstacles
    with pytest.raises(RuleViolation, match="notice_not_printable"):
        issue(desk, [Choice(second.party.id, 2)], TODAY, NoProgress())


def test_a_person_who_disputes_having_borrowed_gets_no_notice(desk, take_in, ledger):
    take_in(ledger.row("L1"))
    party_id = propose(desk, TODAY)[0].party.id
    set_hold(desk, party_id, Hold.IMPERSONATION, "本人否认借款")
    assert not propose(desk, TODAY)[0].proposal.printable
    with pytest.raises(RuleViolation, match="notice_not_printable"):
        issue(desk, [Choice(party_id, 1)], TODAY, NoProgress())
    set_hold(desk, party_id, Hold.NONE, "已核实")
    assert propose(desk, TODAY)[0].proposal.printable


def test_a_refusal_names_what_forbids_and_not_what_merely_defers(desk, take_in, ledger):
    take_in(ledger.row("L1"))
    issue_all(desk)
    party_id = propose(desk, TODAY)[0].party.id
    set_hold(desk, party_id, Hold.IMPERSONATION, "本人否认借款")
    with pytest.raises(RuleViolation) as caught:
        issue(desk, [Choice(party_id, 1)], TODAY, NoProgress())
    assert caught.value.params["reason"] == Obstacle.IMPERSONATION_HOLD


def test_the_dead_get_no_ordinary_notice(desk, take_in, ledger):
    take_in(ledger.row("L1"))
    set_deceased(desk, propose(desk, TODAY)[0].party.id, True, "村委会证明")
    assert propose(desk, TODAY)[0].proposal.obstacles == (Obstacle.DECEASED,)


def test_a_loan_without_dates_cannot_be_printed_and_says_so(desk, take_in, ledger):
    take_in(ledger.row("L1", due_on=None))
    assert Obstacle.LOAN_INCOMPLETE in propose(desk, TODAY)[0].proposal.obstacles


def test_interest_is_not_computed_backwards(desk, take_in, ledger):
    take_in(ledger.row("L1"))
    party_id = propose(desk, TODAY)[0].party.id
    with pytest.raises(RuleViolation, match="as_of_before_ledger"):
        issue(desk, [Choice(party_id, 1)], date(2026, 9, 1), NoProgress())
    with pytest.raises(RuleViolation, match="as_of_too_far"):
        issue(desk, [Choice(party_id, 1)], TODAY + timedelta(days=60), NoProgress())


def test_a_preview_takes_no_serial(desk, take_in, ledger):
    take_in(ledger.row("L1"))
    party_id = propose(desk, TODAY)[0].party.id
    assert preview(desk, [Choice(party_id, 1)], TODAY, NoProgress())[0].debtor == "周田生"
    assert issue_all(desk).facts[0].serial.endswith("0001")


def test_states_go_forward_only_and_leave_journal_entries(desk, take_in, ledger):
    take_in(ledger.row("L1"))
    serial = issue_all(desk).facts[0].serial
    mark(desk, [serial], NoticeState.HANDED_OUT)
    mark(desk, [serial], NoticeState.PRINTED)
    with desk.store.read() as queries:
        notice = queries.notice_by_serial(serial)
        kinds = [entry.kind for entry in queries.timeline(notice.party_id)]
    assert notice.state is NoticeState.HANDED_OUT
    assert kinds[:2] == ["notices_handed_out", "notices_issued"]
    assert notice.printed_on == notice.handed_out_on
    with pytest.raises(RuleViolation, match="notice_state_not_by_hand"):
        mark(desk, [serial], NoticeState.SERVED)


def test_a_reprint_shows_the_frozen_facts_marked_as_a_reprint(
    desk, take_in, ledger, tmp_path, clock
):
    take_in(ledger.row("L1"))
    serial = issue_all(desk).facts[0].serial
    clock.day = date(2027, 1, 5)
    take_in(ledger.row("L1", balance_fen=1), as_of=date(2026, 12, 31))
    reprint(desk, [serial], PaperKind.PDF, tmp_path / "again.pdf", NoProgress())
    text = "".join(pdf_text(tmp_path / "again.pdf"))
    assert "补打" in text
    assert "10,000.00" in text
    with desk.store.read() as queries:
        assert queries.notice_by_serial(serial).reprints == 1


def test_a_written_paper_is_archived_with_its_hash(desk, take_in, ledger, tmp_path):
    take_in(ledger.row("L1"), ledger.row("L2", **OTHER))
    batch = issue_all(desk)
    path = tmp_path / "notices.pdf"
    printed = write_paper(desk, batch.batch_id, batch.facts, PaperKind.PDF, path, NoProgress())
    with desk.store.read() as queries:
        assert [paper.sha256 for paper in queries.papers_of(batch.batch_id)] == [printed.sha256]
    pages = pdf_text(path)
    for facts in batch.facts:
        mine = pages[printed.first_page[facts.serial] - 1]
        assert facts.debtor in mine
        others = [other for other in batch.facts if other is not facts]
        assert all(other.debtor not in mine for other in others)


def test_notices_sent_to_a_printer_stand_in_the_journal_by_the_hash_of_their_facts(
    desk, take_in, ledger
):
    take_in(ledger.row("L1"), ledger.row("L2", **OTHER))
    batch = issue_all(desk)
    serials = [facts.serial for facts in batch.facts]
    pages = list(lay_out(desk, serials, False, NoProgress()))
    note_printed(desk, serials, len(pages), is_reprint=False)
    with desk.store.read() as queries:
        [paper] = queries.papers_of(batch.batch_id)
        [entry] = queries.journal_of_kind("paper_written")
        assert [each.reprints for each in queries.notices(serials)] == [0, 0]
    hashes = "".join(facts.sha256() for facts in batch.facts)
    assert (paper.kind, paper.pages) == ("printer", len(pages))
    assert paper.sha256 == entry.body["sha256"] == hashlib.sha256(hashes.encode()).hexdigest()


def test_a_serial_given_twice_is_printed_again_once(desk, take_in, ledger, tmp_path):
    take_in(ledger.row("1"))
    [serial] = [each.serial for each in issue_all(desk).facts]
    path = tmp_path / "again.pdf"
    assert reprint(desk, [serial, serial], PaperKind.PDF, path, NoProgress()).pages == 1
    assert len(lay_out(desk, [serial, serial], True, NoProgress()).papers) == 1


def test_a_reprint_on_a_printer_is_marked_and_counted(desk, take_in, ledger):
    take_in(ledger.row("L1"))
    serial = issue_all(desk).facts[0].serial
    [page] = lay_out(desk, [serial], True, NoProgress())
    assert "补打" in "".join(item.text for item in page.items if hasattr(item, "text"))
    note_printed(desk, [serial], 1, is_reprint=True)
    with desk.store.read() as queries:
        assert queries.notice_by_serial(serial).reprints == 1
        [entry] = queries.journal_of_kind("paper_reprinted")
    assert (entry.body["kind"], entry.body["serials"]) == ("printer", [serial])


def test_frozen_facts_survive_their_journey_through_the_database(desk, take_in, ledger):
    take_in(ledger.row("L1", borrower="蒋利𬱖", guarantors=("刘㛃",)))
    facts = issue_all(desk).facts[0]
    with desk.store.read() as queries:
        stored = queries.notice_by_serial(facts.serial)
    assert NoticeFacts.from_json(stored.facts) == facts


def test_an_unknown_serial_is_named(desk, tmp_path):
    with pytest.raises(RuleViolation, match="serial_unknown") as caught:
        reprint(desk, ["PA26-9999"], PaperKind.PDF, tmp_path / "x.pdf", NoProgress())
    assert caught.value.params["serial"] == "PA26-9999"
