import hashlib
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy.exc import IntegrityError

from desktop.domain.ledger import LedgerField, LedgerProblem, RateUnit, SourceMapping
from desktop.domain.rounds import NoticeState
from desktop.services.records import Evidence, Hold, LoanStatus, PaperRecord

DAY = date(2026, 10, 8)


@pytest.fixture
def change(store):
    """Do something in one recorded transaction."""

    def do(action) -> None:
        with store.write() as uow:
            action(uow)
            uow.record("test", "x", {}, DAY)
            uow.commit()

    return do


@pytest.fixture
def served(store, filled, rows, change):
    notices = [rows.notice("n1", "p1"), rows.notice("n2", "p2")]

    def issue(uow) -> None:
        uow.add_notices(notices, {"n1": ["a1", "a2"], "n2": ["b1"]})
        uow.add_delivery(rows.delivery("d1", notices[0]))
        uow.add_event(rows.event("e1", "a1"), "d1")
        uow.add_event(rows.event("e2", "a2"), "d1")

    change(issue)
    return notices


def test_a_party_and_its_loans_come_back_as_written(store, filled):
    with store.read() as queries:
        party = queries.party("p1")
        loans = queries.loans_of("p1")
        assert queries.party("nobody") is None
        assert queries.loan("nothing") is None
        assert queries.loan_by_no("No-a2") == loans[1]
    assert (party.name, party.id_number, party.phone) == (
        "周田生",
        "439985194806046550",
        "13812341234",
    )
    assert (party.hold, party.deceased, party.group) == (Hold.NONE, False, "3组")
    assert [loan.loan_no for loan in loans] == ["No-a1", "No-a2"]
    loan = loans[0]
    assert (loan.rate, loan.rate_unit) == (Decimal("7.25"), RateUnit.MONTHLY_PERMILLE)
    assert (loan.amount_fen, loan.balance_fen, loan.status) == (
        1_200_000,
        1_000_000,
        LoanStatus.ACTIVE,
    )
    assert loan.guarantors == ("王五", "陈六")
    assert (loan.disbursed_on, loan.last_day) == (date(2021, 10, 13), date(2026, 10, 13))


def test_a_loan_with_unknown_facts_comes_back_with_none(store, fill, rows):
    fill(
        rows.party("p1"),
        loans=(rows.loan("a1", "p1", amount_fen=None, due_on=None, disbursed_on=None, rate=""),),
    )
    with store.read() as queries:
        loan = queries.loan("a1")
    assert (loan.amount_fen, loan.due_on, loan.disbursed_on, loan.rate) == (None,) * 4


def test_what_is_found_out_about_a_debtor_is_kept(store, filled, change):
    change(lambda uow: uow.set_hold("p1", Hold.IMPERSONATION))
    change(lambda uow: uow.set_deceased("p1", True))
    change(lambda uow: uow.set_identity("p2", "11010519491231002X"))
    with store.read() as queries:
        first, second = queries.party("p1"), queries.party("p2")
        assert [hit.entity_id for hit in queries.search(f"{queries.party('p2').name} 002X")] == [
            "p2"
        ]
        order = [party.id for party, _ in queries.debtors()]
    assert (first.hold, first.deceased) == (Hold.IMPERSONATION, True)
    assert (second.id_number, second.id_problem) == ("11010519491231002X", "")
    assert order == ["p1", "p1", "p2"]


def test_debtors_come_in_route_order_without_settled_and_moved_loans(store, filled, change):
    change(lambda uow: uow.set_loan_status("a1", LoanStatus.SETTLED))
    change(lambda uow: uow.set_loan_status("b1", LoanStatus.MISSING))
    with store.read() as queries:
        pairs = [(party.id, loan.id) for party, loan in queries.debtors()]
        assert pairs == [("p1", "a2"), ("p2", "b1")]
        assert queries.debtors("牌口镇", "金明村") == queries.debtors()
        assert queries.debtors("牌口镇", "白水村") == []
    change(lambda uow: uow.set_loan_status("a2", LoanStatus.MOVED))
    with store.read() as queries:
        assert [loan.id for _, loan in queries.debtors()] == ["b1"]


def test_events_are_withdrawn_not_deleted(store, served, change):
    change(lambda uow: uow.withdraw_event("e1", "entered twice"))
    with store.write() as uow:
        events = uow.events_of(["a1", "a2", "b1"])
        left = [event.id for event in uow.events_of_delivery("d1")]
    assert (events["a1"][0].id, events["a1"][0].withdrawn) == ("e1", True)
    assert (events["a2"][0].withdrawn, events["a2"][0].occurred_on) == (False, DAY)
    assert "b1" not in events
    assert left == ["e2"]


def test_an_event_cannot_be_withdrawn_twice(store, served, change):
    change(lambda uow: uow.withdraw_event("e1", "entered twice"))
    with pytest.raises(IntegrityError):
        change(lambda uow: uow.withdraw_event("e1", "entered twice"))


def test_notices_come_back_by_serial_debtor_and_state(store, served):
    first, second = served
    with store.read() as queries:
        assert queries.notice_by_serial(first.serial) == first
        assert queries.notice_by_serial("PK99-0000") is None
        assert queries.notices([second.serial, "none", first.serial]) == [second, first]
        assert queries.notices_of(["p1", "p2", "p3"]) == {"p1": [first], "p2": [second]}
        assert queries.notices_in_state([NoticeState.GENERATED]) == [first, second]
        assert queries.notices_in_state([NoticeState.SERVED]) == []


def test_states_keep_their_days_and_going_back_takes_later_days_along(store, served, change):
    def state(state: NoticeState, on: date | None) -> None:
        change(lambda uow: uow.set_notice_state(["n1"], state, on))

    def days() -> tuple:
        with store.read() as queries:
            notice = queries.notice_by_serial(served[0].serial)
        return notice.state, notice.printed_on, notice.handed_out_on, notice.served_on

    state(NoticeState.PRINTED, date(2026, 10, 1))
    state(NoticeState.HANDED_OUT, date(2026, 10, 2))
    state(NoticeState.SERVED, date(2026, 10, 3))
    assert days() == (NoticeState.SERVED, *(date(2026, 10, n) for n in (1, 2, 3)))
    state(NoticeState.HANDED_OUT, date(2026, 10, 2))
    assert days() == (NoticeState.HANDED_OUT, date(2026, 10, 1), date(2026, 10, 2), None)
    state(NoticeState.FAILED, date(2026, 10, 4))
    assert days() == (NoticeState.FAILED, date(2026, 10, 1), date(2026, 10, 2), None)
    with store.read() as queries:
        assert queries.notice_by_serial(served[1].serial).state is NoticeState.GENERATED


def test_reprints_are_counted(store, served, change):
    change(lambda uow: uow.count_reprint(["n1"]))
    change(lambda uow: uow.count_reprint(["n1", "n2"]))
    with store.read() as queries:
        assert [each.reprints for each in queries.notices([n.serial for n in served])] == [2, 1]


def test_deliveries_come_newest_first_and_count_their_evidence(store, served, rows, change, clock):
    clock.day = date(2026, 10, 20)
    content = b"photo"
    digest = hashlib.sha256(content).hexdigest()
    evidence = Evidence("ev1", digest, "回执.jpg", "image/jpeg", 5, content)
    change(lambda uow: uow.add_delivery(rows.delivery("d2", served[1], received=False)))
    change(lambda uow: uow.add_evidence(evidence, "d1"))
    change(lambda uow: uow.withdraw_delivery("d2", "wrong notice"))
    with store.read() as queries:
        second, first = queries.deliveries()
        assert queries.deliveries("n1") == [first]
        assert queries.deliveries(since=date(2026, 10, 11)) == [second]
        assert queries.evidence_of("d1") == [evidence]
        assert queries.evidence("ev1") == evidence
        assert queries.evidence("none") is None
    assert (first.id, first.evidence, first.withdrawn) == ("d1", 1, False)
    assert (second.id, second.evidence, second.withdrawn) == ("d2", 0, True)
    assert first.servers == ("彭春兰", "李大山")
    assert (first.received, second.received) == (True, False)
    assert (first.serial, first.debtor, first.group) == (served[0].serial, "周田生", "3组")


def test_evidence_that_does_not_match_its_hash_is_refused(store, served, change):
    wrong = Evidence("ev1", "0" * 64, "回执.jpg", "image/jpeg", 5, b"photo")
    with pytest.raises(ValueError, match="hash"):
        change(lambda uow: uow.add_evidence(wrong, "d1"))


def test_papers_of_a_batch_are_archived(store, filled, change):
    papers = [
        PaperRecord("w1", "batch-1", "pdf", "a" * 64, 12, "demand_notice/1", False),
        PaperRecord("w2", "batch-1", "pdf", "b" * 64, 1, "demand_notice/1", True),
    ]
    for paper in papers:
        change(lambda uow, paper=paper: uow.add_paper(paper))
    with store.read() as queries:
        assert queries.papers_of("batch-1") == papers
        assert queries.papers_of("batch-2") == []


def test_imports_with_their_problems_come_newest_first(store, rows, change):
    problem = LedgerProblem("id_lost_digits", "Sheet1", 3, 5, "证件号码", "4399…", "周田生", True)
    first, second = rows.ledger_import("i1"), rows.ledger_import("i2", DAY)
    change(lambda uow: uow.add_import(first, [problem, LedgerProblem("footer")]))
    change(lambda uow: uow.add_import(second, []))
    with store.read() as queries:
        assert queries.imports() == [second, first]
        assert queries.import_problems("i1") == [problem, LedgerProblem("footer")]
        assert queries.import_problems("i2") == []


def test_corrections_of_a_mapping_are_remembered_and_replaced(store, change):
    first = SourceMapping({"余额": LedgerField.BALANCE}, DAY, "万元", RateUnit.ANNUAL_PERCENT)
    second = SourceMapping({"户名": LedgerField.BORROWER})
    change(lambda uow: uow.save_source_mapping("s", first))
    with store.read() as queries:
        assert queries.source_mapping("s") == first
        assert queries.source_mapping("other") is None
    change(lambda uow: uow.save_source_mapping("s", second))
    with store.read() as queries:
        assert queries.source_mapping("s") == second
