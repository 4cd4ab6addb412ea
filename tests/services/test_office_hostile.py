"""What a registered branch that means ill can put into its packages, and what comes of it."""

import json
import os
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desktop.domain.approvals import item_hash
from desktop.services.collection_records import MoneyRow, PackageState
from desktop.services.exchange.loan_lines import OF_BRANCH, LedgerMark, loan_line
from desktop.services.office.founding import set_ledgers_from
from desktop.services.office.proposals import proposals
from desktop.services.office.returning import write_returns
from desktop.services.package_ports import PackageRefused
from tests.offices import QUIET, enrolled, know_loans, take
from tests.ui.branch_desk import row

APPLIED, REFUSED = PackageState.APPLIED, PackageState.REFUSED
BOTH = pytest.mark.parametrize("office", ["sqlite", "postgresql"], indirect=True)
BODY = {"debtor": "周田生", "waived_fen": 100_000_000}
REFUSED_CONTENT = (REFUSED, "collection_content_refused")


@pytest.fixture
def pc(office, tmp_path):
    made = enrolled(office, tmp_path)
    know_loans(office, "4321001")
    return made


@pytest.fixture
def other(office, tmp_path):
    folder = tmp_path / "other"
    folder.mkdir()
    made = enrolled(office, folder, "0418", "replica-9")
    made.act("note", {})
    return made


def came_of(taken):
    return [(each.state, each.reason) for each in taken]


@BOTH
def test_sums_past_64_bits_are_refused_and_stop_no_other_branch(office, pc, other):
    monster = MoneyRow("earlier", 0, "r", False, "4321001", "R", "2026-10-08", 2**63 - 1)
    with office.collection.write("0417") as work:
        work.add_money([monster])
        work.commit()
    pc.pay(fen=1)
    assert came_of(take(office, pc.send(), other.send())) == [REFUSED_CONTENT, (APPLIED, "")]


@pytest.mark.parametrize("office", ["postgresql"], indirect=True)
def test_a_text_that_a_server_cannot_hold_is_refused_and_stops_no_other_branch(office, pc, other):
    pc.act("note", {}, entity="a\0b")
    files = pc.send(), other.send()
    assert came_of(take(office, *files)) == [(REFUSED, "package_content_wrong"), (APPLIED, "")]


@BOTH
def test_names_of_files_that_nothing_can_hold_stop_no_other_branch(office, pc, other):
    stick = other.send().parent
    (stick / f"B0417_U{'9' * 20}_20240531.qsp").write_bytes(b"no package")
    with open(os.fsencode(stick) + b"/\xff\x1b[2J.qsp", "wb") as file:  # noqa: PTH123 - no text
        file.write(b"none either")
    taken = take(office, stick)
    assert sorted(came_of(taken)) == [
        (APPLIED, ""),
        (REFUSED, "package_damaged"),
        (REFUSED, "package_damaged"),
    ]
    assert taken[-1].file.name.isprintable()


def test_a_branch_that_reads_nothing_keeps_back_no_return(office, pc, other):
    pc.act("note", {})
    assert came_of(take(office, pc.send(reads_up_to="0000"))) == [
        (REFUSED, "package_content_wrong")
    ]


def test_a_return_that_cannot_be_written_keeps_back_no_other(office, pc, other, tmp_path):
    with office.collection.write("0417") as work:
        [known] = work.replicas("0417")
        work.save_replica(replace(known, reads_up_to="0000"))
        work.commit()
    stick = tmp_path / "out"
    stick.mkdir()
    with pytest.raises(PackageRefused) as refused:
        write_returns(office, [], stick, QUIET)
    assert refused.value.code == "package_older"
    assert [each.name[:5] for each in stick.rglob("*.qsp")] == ["B0418"]


def ledger_of(pc, as_of, signature="clerk"):
    moment = datetime(2026, 10, 5, tzinfo=UTC)
    mark = LedgerMark(as_of, "l.xlsx", "b" * 64, 0, 0, signature, moment)
    return pc.send(len(pc.entries), extra={"ledgers": [mark.plain()]})


def test_a_branch_sends_no_ledger_where_head_office_imports_them(office, pc):
    pc.act("note", {})
    take(office, pc.send(), ledger_of(pc, date(2026, 10, 5)))
    with office.collection.read() as queries:
        [ledger] = queries.ledgers("0417")
    assert ledger.as_of == date(2026, 9, 30)


def test_a_loan_number_that_is_a_book_is_refused(office, pc):
    set_ledgers_from(office, OF_BRANCH)
    pc.act("note", {})
    rows = [row("4" * 101, balance_fen=5)]
    moment = datetime(2026, 10, 5, tzinfo=UTC)
    mark = LedgerMark(moment.date(), "l.xlsx", "b" * 64, 1, 5, "clerk", moment)
    file = pc.send(more=map(loan_line, rows), extra={"ledgers": [mark.plain()]})
    assert came_of(take(office, file)) == [(REFUSED, "package_content_wrong")]


def test_a_ledger_of_a_branch_is_never_head_offices_nor_from_the_future(office, pc):
    set_ledgers_from(office, OF_BRANCH)
    pc.act("note", {})
    take(office, pc.send(), ledger_of(pc, date(2026, 10, 5)), ledger_of(pc, date(9999, 12, 31)))
    take(office, ledger_of(pc, date(2026, 10, 6), signature=""))
    with office.collection.read() as queries:
        [ledger] = queries.ledgers("0417")
    assert (ledger.as_of, ledger.source) == (date(2026, 10, 5), "branch")


def proposed(pc, **changes):
    """Let a branch propose interest relief over its limit, however it says so."""
    row = {
        "id": "proposal",
        "kind": "relief_over_granted",
        "target_id": "relief:party",
        "title": "周田生　1.00",
        "body": json.dumps(BODY, ensure_ascii=False),
        "basis": "{}",
        "item_hash": item_hash("proposal", "relief_over_granted", "relief:party", "m", BODY),
        "maker_id": "m",
        "made_at": "2026-10-08T09:00:00+08:00",
    }
    rows = json.dumps([{"table": "approval", "new": row | changes}], ensure_ascii=False)
    pc.act("proposed", {}, entity="proposal", rows=rows)
    return pc.send()


def test_a_proposal_is_listed_by_what_is_hashed_and_masked(office, pc):
    take(office, proposed(pc))
    [found] = proposals(office)
    assert found.title == "周**　1,000,000.00"


@pytest.mark.parametrize(
    "changes",
    [
        {"body": "[" * 100_000},
        {"basis": "[" * 100_000},
        {"basis": "5"},
        {"maker_id": ["m"]},
        {"made_at": "2026-10-08T09:00:00"},
        {"made_at": "0001-01-01T00:00:00+14:00"},
        {"made_at": "9999-12-31T23:59:59-12:00"},
    ],
    ids=lambda each: next(iter(each)),
)
def test_a_proposal_that_no_list_can_show_hides_no_other(office, pc, other, changes):
    bad = proposed(pc, **changes)
    good = proposed(other)
    assert came_of(take(office, bad, good)) == [(APPLIED, ""), (APPLIED, "")]
    assert [each.branch for each in proposals(office)] == ["0418"]
