"""What other offices write otherwise: interest in parts, old words, summaries, stray columns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from desktop.domain.ids import check_character
from desktop.domain.ledger import LedgerField, LedgerReading, SourceMapping
from desktop.ledgers.amounts import Unread, read_amount
from desktop.ledgers.calendar_days import read_day
from desktop.ledgers.container import Kind, inspect
from desktop.ledgers.heading import Heading
from desktop.ledgers.mapping import map_columns
from desktop.ledgers.names import read_guarantors
from desktop.ledgers.places import village_of_sheet
from desktop.ledgers.reader import read_ledger
from desktop.ledgers.surroundings import find_day
from desktop.ledgers.text import Cell
from desktop.ledgers.vocabulary import field_of_part, field_of_word, plain_heading
from desktop.services.progress import NoProgress

BODY = "43990119620324001"
ID = BODY + check_character(BODY)
HEAD = ("借据号", "户名", "身份证号", "发放日", "到期日", "贷款金额", "余额")
LOAN = ("L1", "张三", ID, "2004-11-12", "2005-11-12", 5000, 3000)


def read(tmp_path: Path, *lines: Sequence[object], name: str = "明细") -> LedgerReading:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for line in lines:
        sheet.append(list(line))
    path = tmp_path / "20260930.xlsx"
    book.save(path)
    return read_ledger(path)


def interest(reading: LedgerReading) -> list[tuple[int, int]]:
    return [(row.on_balance_interest_fen, row.off_balance_interest_fen) for row in reading.rows]


@pytest.mark.parametrize(
    ("heads", "cells", "expected"),
    [
        (("正常利息", "逾期利息", "复利"), (1, 2, 4), (0, 700)),
        (("利息", "罚息", "复利"), (1, 2, 4), (0, 700)),
        (("欠息合计", "罚息", "复利"), (7, 2, 4), (0, 700)),
        (("表内正常利息", "表内逾期利息", "表外利息"), (1, 2, 4), (300, 400)),
        (("应收利息", "催收利息"), (1, 2), (100, 200)),
        (("应收利息(表内)", "应收利息(表外)"), (1, 2), (100, 200)),
        (("表内欠息", "表外欠息", "罚息"), (1, 2, 4), (100, 200)),
    ],
)
def test_interest_in_parts_or_halves_is_understood(
    tmp_path: Path, heads: tuple[str, ...], cells: tuple[int, ...], expected: tuple[int, int]
) -> None:
    reading = read(tmp_path, (*HEAD, *heads), (*LOAN, *cells))
    assert reading.certain
    assert interest(reading) == [expected]


def test_the_total_of_each_part_of_the_interest_is_checked(tmp_path: Path) -> None:
    blanks = ("",) * 6
    reading = read(
        tmp_path,
        (*HEAD, "利息", "罚息"),
        (*LOAN, 1, 2),
        ("L2", *LOAN[1:], 10, "1.2.3"),
        ("合计", *blanks, 11, 2),
    )
    assert interest(reading) == [(0, 300)]
    assert [(p.code, p.row) for p in reading.problems] == [("amount_invalid", 2)]
    assert all(total.agrees for total in reading.totals)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("贷款结欠", LedgerField.BALANCE),
        ("未收回本金", LedgerField.BALANCE),
        ("累计收回本金", LedgerField.IGNORED),
        ("年初余额", LedgerField.IGNORED),
        ("余额(年初)", LedgerField.IGNORED),
        ("借据起期", LedgerField.DISBURSED_ON),
        ("借据止期", LedgerField.DUE_ON),
        ("催收利息", LedgerField.OFF_BALANCE_INTEREST),
        ("经放人", LedgerField.OFFICER),
        ("身份证号(担保人)", LedgerField.IGNORED),
        ("连带保证担保人", LedgerField.GUARANTORS),
        ("担保情况保证人", LedgerField.GUARANTORS),
        ("贷款期限起", LedgerField.DISBURSED_ON),
        ("贷款期限止", LedgerField.DUE_ON),
    ],
)
def test_a_heading_is_known_by_its_words(heading: str, field: LedgerField) -> None:
    plain = plain_heading(heading)
    assert (field_of_word(plain) or field_of_part(plain)) is field


@pytest.mark.parametrize(
    ("missing", "cells", "field"),
    [
        ("到期日", ("2005-11-12", "2006-11-12"), "due_on"),
        ("贷款金额", (5000, 6000), "amount"),
    ],
)
def test_a_column_nobody_can_name_is_doubted_where_a_claim_may_need_it(
    missing: str, cells: tuple[Cell, ...], field: str
) -> None:
    known = {"借据号": LedgerField.LOAN_NO, "户名": LedgerField.BORROWER,
             "余额": LedgerField.BALANCE, "发放日": LedgerField.DISBURSED_ON,
             "欠息": LedgerField.TOTAL_INTEREST, "到期日": LedgerField.DUE_ON,
             "贷款金额": LedgerField.AMOUNT}  # fmt: skip
    examples = {
        LedgerField.DISBURSED_ON: "2001-01-01", LedgerField.DUE_ON: "2002-02-02",
        LedgerField.LOAN_NO: "L1", LedgerField.BORROWER: "张三",
    }  # fmt: skip
    fields = [f for text, f in known.items() if text != missing]
    headings = [*(Heading(text, f) for text, f in known.items() if text != missing), Heading("丙")]
    lines: list[list[Cell]] = [[*(examples.get(f, 1) for f in fields), cell] for cell in cells]
    last = map_columns(headings, lines)[-1]
    assert (last.field, last.certain, last.reason) == (
        LedgerField.IGNORED, False, f"missing:{field}"
    )  # fmt: skip


def test_a_summary_by_village_is_passed_over_without_a_word(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    summary = book.active
    assert summary is not None
    summary.append(["村名", "户数", "笔数", "借款金额", "贷款余额"])
    summary.append(["红旗村", 1, 1, 5000, 3000])
    sheet = book.create_sheet("红旗村（第2组）")
    sheet.append(["2026年三季度"])
    sheet.append(list(HEAD))
    sheet.append(list(LOAN))
    book.save(tmp_path / "a.xlsx")
    reading = read_ledger(tmp_path / "a.xlsx")
    assert reading.problems == ()
    assert reading.certain
    assert [(row.village, row.due_on) for row in reading.rows] == [("红旗村", date(2005, 11, 12))]


def test_a_village_is_found_in_a_dressed_sheet_name() -> None:
    assert village_of_sheet("红旗村（第2组）", "") == "红旗村"


@pytest.mark.parametrize(
    ("title", "village"),
    [
        ("2026年9月30日红旗村逾期贷款名册", "红旗村"),
        ("枫林镇红旗村不良贷款台账", "红旗村"),
        ("全村不良贷款台账", ""),
        ("某某村镇银行不良贷款台账", ""),
        ("农村不良贷款台账", ""),
    ],
)
def test_a_village_may_stand_in_the_title_alone(title: str, village: str) -> None:
    assert village_of_sheet("Sheet1", title) == village


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二〇二六年九月三十日", date(2026, 9, 30)),
        ("截至二〇二六年十二月三十一日", date(2026, 12, 31)),
        ("26年9月30日", date(2026, 9, 30)),
        ("26年二季度", date(2026, 6, 30)),
        ("不良贷款台账(2026.9)", date(2026, 9, 30)),
        ("2026年前三季度", date(2026, 9, 30)),
        ("2026年1-9月", date(2026, 9, 30)),
        ("查询区间:2026-01-01至2026-09-30", date(2026, 9, 30)),
        ("起始日期:1980-01-01|截止日期:2026-09-30", date(2026, 9, 30)),
        ("查询日期:2026-10-08|数据日期:2026-09-30", date(2026, 9, 30)),
        ("台账2026-09-30-1", date(2026, 9, 30)),
    ],
)
def test_the_day_of_the_figures_is_found_however_it_is_said(text: str, day: date) -> None:
    assert find_day([text]) == day


def test_a_day_in_chinese_numerals_is_read() -> None:
    assert read_day("一九九八年十月二十七日") == date(1998, 10, 27)
    assert read_day("二〇〇四年十一月三十日") == date(2004, 11, 30)


def test_an_amount_that_excel_wrote_as_a_small_power_is_read() -> None:
    assert read_amount("3E-05", 1_000_000) == 30
    assert read_amount("1.23E+08", 100) is Unread.AMOUNT_INVALID


def test_a_signature_below_loan_numbers_belongs_to_nobody(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        HEAD,
        LOAN,
        ("制表:          复核:          打印时间:2026-10-08",),
        ("", "审批人：", "", "制表人：", "", "", "2026年10月8日"),
    )
    assert reading.problems == ()
    assert [row.loan_no for row in reading.rows] == ["L1"]


def test_an_old_workbook_that_counts_from_1904_says_so(tmp_path: Path) -> None:
    def records(mode: int) -> bytes:
        start = bytes.fromhex("09081000 00060500 00000000 00000000 00000000")
        return start + bytes.fromhex("2200 0200") + bytes([mode, 0]) + bytes.fromhex("0a000000")

    mark = bytes.fromhex("d0cf11e0a1b11ae1") + "Workbook".encode("utf-16-le")
    for mode in (0, 1):
        path = tmp_path / f"{mode}.xls"
        path.write_bytes(mark + records(mode))
        found = inspect(path, NoProgress())
        assert (found.kind, found.from_1904) == (Kind.XLS, bool(mode))


def test_guarantors_may_be_joined_by_words() -> None:
    assert read_guarantors("张三及李四") == ("张三", "李四")
    assert read_guarantors("张三和李四和王五") == ("张三", "李四", "王五")
    assert read_guarantors("李和平") == ("李和平",)
    assert read_guarantors("张三.李四-王五") == ("张三", "李四", "王五")
    assert read_guarantors("张 三、李 四等") == ("张三", "李四")
    assert read_guarantors("王五等") == ("王五",)


def doubts(reading: LedgerReading) -> dict[LedgerField, str]:
    return {c.field: c.reason for s in reading.sheets for c in s.columns if not c.certain}


def test_swapped_days_or_amounts_make_their_columns_uncertain(tmp_path: Path) -> None:
    days = read(tmp_path, HEAD, (*LOAN[:3], LOAN[4], LOAN[3], *LOAN[5:]))
    assert doubts(days) == {LedgerField.DISBURSED_ON: "contents", LedgerField.DUE_ON: "contents"}
    amounts = read(tmp_path, HEAD, (*LOAN[:5], LOAN[6], LOAN[5]))
    assert doubts(amounts) == {LedgerField.AMOUNT: "contents", LedgerField.BALANCE: "contents"}


def test_a_person_who_says_what_the_columns_are_ends_the_doubt(tmp_path: Path) -> None:
    read(tmp_path, HEAD, (*LOAN[:3], LOAN[4], LOAN[3], *LOAN[5:]))
    told = {"发放日": LedgerField.DUE_ON, "到期日": LedgerField.DISBURSED_ON}
    reading = read_ledger(tmp_path / "20260930.xlsx", SourceMapping(told))
    assert reading.certain
    assert reading.rows[0].due_on == date(2005, 11, 12)


def test_amounts_that_the_unit_makes_absurd_are_uncertain(tmp_path: Path) -> None:
    large = read(tmp_path, ("单位：万元",), HEAD, LOAN)
    assert doubts(large) == {LedgerField.BALANCE: "unit"}
    small = read(tmp_path, HEAD, (*LOAN[:5], 4.9, 0.3), ("L2", *LOAN[1:5], 29, 29))
    assert doubts(small) == {LedgerField.BALANCE: "unit"}
    assert read(tmp_path, ("单位：元",), HEAD, (*LOAN[:5], 4.9, 0.3)).certain


@pytest.mark.parametrize(
    "numbering", [("1", "2", "3", "4", "5", "6", "7"), ("甲", "乙", "丙", 1, 2, 3, 4)]
)
def test_a_line_that_numbers_the_columns_is_no_loan(
    tmp_path: Path, numbering: tuple[object, ...]
) -> None:
    reading = read(tmp_path, HEAD, numbering, LOAN)
    assert reading.problems == ()
    assert [row.line for row in reading.rows] == [3]


def test_a_total_above_the_loans_is_checked_too(tmp_path: Path) -> None:
    total = ("合计", "", "", "", "", 10_000)
    right = read(tmp_path, HEAD, (*total, 6_000), LOAN, ("L2", *LOAN[1:]))
    assert right.problems == ()
    assert len(right.totals) == 2
    wrong = read(tmp_path, HEAD, (*total, 6_001), LOAN, ("L2", *LOAN[1:]))
    assert [(p.code, p.column, p.line) for p in wrong.problems] == [("total_differs", "balance", 2)]


@pytest.mark.parametrize("mark", ["", " ", "同上", '"', "〃"])
def test_a_mark_for_the_same_person_is_filled_from_above(tmp_path: Path, mark: str) -> None:
    reading = read(tmp_path, HEAD, LOAN, ("L2", mark, mark, *LOAN[3:]))
    assert [(row.borrower, row.id_number) for row in reading.rows] == [("张三", ID)] * 2
    assert reading.problems == ()


NUMBERED = ("序号", *HEAD)


@pytest.mark.parametrize(
    "footer",
    [
        (2, "合计", "", "", "", "", 5000, 3000),
        ("", "合计", "1笔", "", "", "", 5000, 3000),
        ("", "记录数:1"),
        ("", "报表结束"),
        ("", "总笔数：1", "", "总余额：3000.00"),
        ("", "其中：损失", "", "", "", "", 5000, 3000),
        ("", "可疑", "", "", "", "", 0, 0),
        ("", "二、金明村"),
        ("大写：", "叁仟元整"),
    ],
)
def test_what_stands_under_the_loan_numbers_is_no_loan_of_the_person_above(
    tmp_path: Path, footer: tuple[object, ...]
) -> None:
    reading = read(tmp_path, NUMBERED, (1, *LOAN), footer)
    assert [row.loan_no for row in reading.rows] == ["L1"]
    assert reading.problems == ()


def test_a_loan_number_alone_is_still_a_problem(tmp_path: Path) -> None:
    reading = read(tmp_path, HEAD, ("L9",), LOAN)
    assert "borrower_missing" in [problem.code for problem in reading.problems]


def test_two_halves_of_the_balance_are_not_certain(tmp_path: Path) -> None:
    head = (*HEAD[:6], "正常本金", "逾期本金")
    reading = read(tmp_path, head, (*LOAN[:6], 1000, 2000))
    assert doubts(reading) == {LedgerField.BALANCE: "twice", LedgerField.IGNORED: "twice"}
    beside = read(tmp_path, (*HEAD, "正常本金", "逾期本金"), (*LOAN, 1000, 2000))
    assert beside.certain
    assert beside.rows[0].balance_fen == 300_000


def test_penalties_beside_both_halves_of_the_interest_are_not_certain(tmp_path: Path) -> None:
    head = (*HEAD, "表内应收利息", "表外应收利息", "表外罚息")
    assert doubts(read(tmp_path, head, (*LOAN, 1, 2, 3))) == {LedgerField.IGNORED: "weak"}


def test_a_line_that_names_a_village_holds_for_the_loans_below(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        HEAD,
        LOAN,
        ("一、红旗村",),
        ("L2", *LOAN[1:]),
        ("小计", "", "", "", "", 5000, 3000),
        ("2.金明村（1户）",),
        ("L3", *LOAN[1:]),
    )
    assert [row.village for row in reading.rows] == ["", "红旗村", "金明村"]
