"""Lines of packages: what is written is read back the same, and nothing else is taken."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from desktop.domain.contact_book import ContactSource, ReachKind
from desktop.domain.ledger import LedgerRow, RateUnit
from desktop.domain.policy import DEFAULT_POLICY
from desktop.domain.policy.codec import rows_of
from desktop.services.exchange.loan_lines import (
    LedgerMark,
    ledger_marks,
    ledger_row,
    ledger_rows,
    loan_line,
)
from desktop.services.exchange.return_lines import (
    AnswerLine,
    ContactLine,
    CorrectionLine,
    DecisionLine,
    DoubleLine,
    HeldLine,
    ReturnMarks,
    TargetLine,
    line_of,
    policy_line,
    policy_row,
    record_of,
    return_marks,
)
from desktop.services.package_ports import Line, PackageRefused
from desktop.services.paper_ports import StoredTemplate, TemplateFormat

NOW = datetime(2026, 10, 10, 9, 30, tzinfo=UTC)
TODAY = NOW.date()

ROW = LedgerRow(
    sheet="台账",
    line=7,
    loan_no="43990001",
    borrower="周田生",
    balance_fen=1_200_050,
    amount_fen=None,
    disbursed_on=date(2008, 3, 1),
    due_on=None,
    rate=Decimal("7.250"),
    rate_unit=RateUnit.MONTHLY_PERMILLE,
    on_balance_interest_fen=0,
    off_balance_interest_fen=99,
    id_number="",
    id_problem="missing",
    customer_no="",
    contract_no="",
    phone="",
    address="",
    township="牌口镇",
    village="河湾村",
    group="3",
    five_class="次级",
    guarantors=("王五", "李四"),
    officer="",
    purpose="",
    remark="",
)
RECORDS = (
    AnswerLine("p1", "a" * 64, "r1", 3, "applied", "", NOW, "b" * 64, True, 5, 4, 1, 0, 0),
    HeldLine("e1", "repayment_recorded", "loan_unknown", "43990009", NOW),
    StoredTemplate("receipt/2", TemplateFormat.DOCX, bytes(range(256)), TODAY),
    DecisionLine("i1", "c" * 64, False, "材料不全", ("甲", "乙"), NOW),
    TargetLine(2026, "recovered", 10_000_000),
    CorrectionLine("k1", "已更正", True, "甲", TODAY),
    ContactLine("t1", "43990001", ReachKind.PHONE, "0000-0000000", ContactSource.COURT, TODAY, ""),
    DoubleLine("r1", "P26-S0002", ("P26-S0001",), "只收了一次"),
)


def through_json(line):
    return Line(line.kind, json.loads(json.dumps(line.data)))


def test_a_ledger_row_comes_back_as_it_was_to_the_last_digit_of_its_rate():
    back = ledger_row(through_json(loan_line(ROW)).data)
    assert back == ROW
    assert str(back.rate) == "7.250"


@pytest.mark.parametrize("record", RECORDS, ids=lambda each: type(each).__name__)
def test_a_record_comes_back_as_it_was(record):
    line = through_json(line_of(type(record), record))
    assert record_of(type(record), line) == record


@pytest.mark.parametrize("record", RECORDS, ids=lambda each: type(each).__name__)
def test_a_field_of_a_newer_program_is_passed_over(record):
    line = line_of(type(record), record)
    longer = Line(line.kind, {**line.data, "since_version_9": ["x"]})
    assert record_of(type(record), longer) == record


@pytest.mark.parametrize("record", RECORDS, ids=lambda each: type(each).__name__)
def test_every_field_is_wanted_and_of_its_type(record):
    line = line_of(type(record), record)
    for name in line.data:
        lacking = {key: value for key, value in line.data.items() if key != name}
        for wrong in (lacking, {**line.data, name: {"a": 1}}, {**line.data, name: 1.5}):
            with pytest.raises(PackageRefused) as refused:
                record_of(type(record), Line(line.kind, wrong))
            assert refused.value.code == "package_content_wrong"
            assert name in refused.value.params["detail"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("balance_fen", True),
        ("balance_fen", "100"),
        ("balance_fen", 2**63),
        ("rate", "NaN"),
        ("rate", "x"),
        ("rate", "1E+40"),
        ("disbursed_on", "20080301"),
        ("disbursed_on", "2008-02-30"),
        ("rate_unit", "daily"),
        ("guarantors", "王五"),
        ("guarantors", [1]),
    ],
)
def test_a_ledger_row_with_a_value_that_does_not_fit_is_refused(name, value):
    with pytest.raises(PackageRefused):
        ledger_row({**loan_line(ROW).data, name: value})


def test_a_moment_without_its_zone_is_refused():
    line = line_of(HeldLine, RECORDS[1])
    with pytest.raises(PackageRefused):
        record_of(HeldLine, Line(line.kind, {**line.data, "since": "2026-10-10T09:30:00"}))


def test_a_line_of_another_kind_is_no_record_of_this_shape():
    assert record_of(TargetLine, line_of(HeldLine, RECORDS[1])) is None
    assert record_of(TargetLine, Line("song", {})) is None


def test_every_shipped_row_of_policy_travels():
    for row in rows_of(DEFAULT_POLICY):
        assert policy_row(through_json(policy_line(row))) == row


def test_a_policy_row_of_an_unknown_table_is_passed_over_and_a_wrong_one_refused():
    line = policy_line(next(iter(rows_of(DEFAULT_POLICY))))
    assert policy_row(Line(line.kind, {**line.data, "table": "moon.phases"})) is None
    assert policy_row(Line(line.kind, {**line.data, "later": 1})) is not None
    for wrong in ({"value": "x"}, {"since": "yesterday"}, {"table": ["limitation.years"]}):
        with pytest.raises(PackageRefused):
            policy_row(Line(line.kind, {**line.data, **wrong}))


def test_loans_that_are_not_what_the_manifest_says_are_refused():
    mark = LedgerMark(TODAY, "台账.xlsx", "d" * 64, 2, 2 * ROW.balance_fen, "", NOW)
    assert ledger_marks({"ledgers": json.loads(json.dumps([mark.plain()]))}) == (mark,)
    lines = [loan_line(ROW), Line("song", {}), loan_line(ROW, 1), loan_line(ROW)]
    assert len(list(ledger_rows(lines, mark, 0))) == 2
    with pytest.raises(PackageRefused):
        list(ledger_rows(lines, mark, 1))


def test_a_package_without_a_ledger_says_so_by_silence():
    assert ledger_marks({}) == ()
    for wrong in ("台账", ["台账"]):
        with pytest.raises(PackageRefused):
            ledger_marks({"ledgers": wrong})


def test_the_marks_of_a_return_are_read_back_and_bounded():
    marks = ReturnMarks(tuple(f"{n:064x}" for n in range(24)), 7, frozenset({"e" * 64}))
    assert return_marks(json.loads(json.dumps(marks.plain()))) == marks
    assert return_marks({}) == ReturnMarks((), 0, frozenset())
    for wrong in ({"heads": ["x"]}, {"heads": ["0" * 64] * 25}, {"arrival_up_to": "7"}):
        with pytest.raises(PackageRefused):
            return_marks(wrong)
