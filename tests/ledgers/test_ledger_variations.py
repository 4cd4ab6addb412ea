"""Other ledgers of the same spirit: other headings, units, shapes, footers and formats."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from desktop.domain.errors import Cancelled, ExpectedFailure
from desktop.domain.ids import check_character
from desktop.domain.ledger import LedgerField, LedgerReading, RateUnit, SourceMapping
from desktop.ledgers.reader import read_ledger
from desktop.services.progress import CancellableProgress

DATA = Path(__file__).parents[1] / "data" / "ledgers"
AS_OF = "截至2026年9月30日"


def id_number(sequence: int) -> str:
    body = f"43990119620324{sequence:03d}"
    return body + check_character(body)


def workbook(path: Path, *lines: Sequence[object], merges: Sequence[str] = ()) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "明细"
    for line in lines:
        sheet.append(list(line))
    for area in merges:
        sheet.merge_cells(area)
    book.save(path)
    return path


HEAD = ("借据编号", "借款人姓名", "身份证号码", "贷款日期", "到期日", "借款金额", "结欠本金")
LOAN = ("L0001", "张三", id_number(1), "2004-11-12", "2005-11-12", 5000, 3000.5)
OTHER = ("L0002", "李四", id_number(2), "2004-11-12", "2005-11-12", 5000, 1000)


def codes(reading: LedgerReading) -> list[str]:
    return [problem.code for problem in reading.problems]


def test_other_words_for_the_columns_are_known(tmp_path: Path) -> None:
    reading = read_ledger(workbook(tmp_path / "a.xlsx", (AS_OF,), HEAD, LOAN, OTHER))
    assert reading.certain
    assert [row.balance_fen for row in reading.rows] == [300_050, 100_000]
    assert [(row.sheet, row.line) for row in reading.rows] == [("明细", 3), ("明细", 4)]


def test_a_heading_in_groups_over_two_lines_is_understood(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ("不良贷款台账",),
        (AS_OF, "", "", "", "", "", "单位：千元"),
        ("借款人信息", "", "", "贷款信息", "", "", "", "利息", "", "担保人", ""),
        ("姓名", "证件号码", "联系电话", "借据号", "放款日", "到期日", "余额", "表内", "表外",
         "姓名", "身份证号码"),
        ("张三", id_number(1), "10000000000", "L1", "20041112", "20051112", 3.0005, 0.1, 0.2,
         "李四", id_number(2)),
        merges=("A3:C3", "D3:G3", "H3:I3", "J3:K3"),
    )  # fmt: skip
    reading = read_ledger(path)
    (row,) = reading.rows
    assert reading.certain
    assert (row.borrower, row.id_number) == ("张三", id_number(1))
    assert (row.balance_fen, row.on_balance_interest_fen, row.off_balance_interest_fen) == (
        300_050, 10_000, 20_000
    )  # fmt: skip
    assert row.guarantors == ("李四",)


def test_a_heading_over_three_lines_is_understood(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ("填报单位：某社", "", "", "截止日期：2026年9月30日", "", "", "金额单位：万元"),
        ("序号", "基本信息", "", "贷款情况", "", "", "", "", "管理人"),
        ("", "户名", "身份证", "借据号", "日期", "", "本金", "", ""),
        ("", "", "", "", "发放", "到期", "发放金额", "余额", ""),
        (1, "张三", id_number(1), "L001", "2004.1.2", "2005.1.2", 0.5, 0.3, "王五"),
        ("合计", "1户", "", "1笔", "", "", 0.5, 0.3, ""),
        merges=("A2:A4", "B2:C2", "D2:H2", "B3:B4", "E3:F3", "G3:H3", "I2:I4"),
    )
    reading = read_ledger(path)
    (row,) = reading.rows
    assert reading.certain
    assert (row.disbursed_on, row.due_on) == (date(2004, 1, 2), date(2005, 1, 2))
    assert (row.amount_fen, row.balance_fen, row.officer) == (500_000, 300_000, "王五")
    assert [total.agrees for total in reading.totals] == [True] * 3


def test_a_group_heading_without_merged_cells_is_carried_right(tmp_path: Path) -> None:
    path = tmp_path / "20260930.csv"
    path.write_text(
        "借据号,户名,余额,欠息,,分类\n,,,表内,表外,\nL1,张三,100.00,1.00,2.00,损失\n", "utf-8"
    )
    (row,) = read_ledger(path).rows
    assert (row.on_balance_interest_fen, row.off_balance_interest_fen) == (100, 200)


def test_units_stand_in_headings_too(tmp_path: Path) -> None:
    head = (*HEAD[:5], "借款金额（万元）", "贷款余额(元)", "执行年利率(%)")
    path = workbook(tmp_path / "a.xlsx", (AS_OF,), head, (*LOAN[:5], 0.5, 3000.5, 6.8))
    reading = read_ledger(path)
    (row,) = reading.rows
    assert (row.amount_fen, row.balance_fen) == (500_000, 300_050)
    assert (row.rate, row.rate_unit) == (Decimal("6.8"), RateUnit.ANNUAL_PERCENT)
    assert reading.certain


def test_a_rate_without_month_or_year_is_not_certain_until_a_person_says(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", (AS_OF,), (*HEAD, "利率"), (*LOAN, 8.4))
    assert not read_ledger(path).certain
    told = read_ledger(path, SourceMapping(rate_unit=RateUnit.ANNUAL_PERCENT))
    assert told.certain
    assert told.rows[0].rate_unit is RateUnit.ANNUAL_PERCENT


def test_small_amounts_with_many_decimals_and_no_unit_are_not_certain(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", (AS_OF,), HEAD, (*LOAN[:6], 0.031989))
    assert not read_ledger(path).certain
    told = read_ledger(path, SourceMapping(unit="万元"))
    assert told.certain
    assert told.rows[0].balance_fen == 31_989


def test_left_out_borrowers_belong_to_the_one_above(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", (AS_OF,), HEAD, LOAN, ("L0003", "", "", *LOAN[3:]), OTHER)
    assert [row.borrower for row in read_ledger(path).rows] == ["张三", "张三", "李四"]


def test_a_nameless_line_with_an_identity_number_of_its_own_is_refused(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", (AS_OF,), HEAD, LOAN, ("L0003", "", id_number(3), *LOAN[3:])
    )
    reading = read_ledger(path)
    assert len(reading.rows) == 1
    assert codes(reading) == ["borrower_missing"]


def test_footers_and_repeated_headings_are_no_loans(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        (AS_OF,),
        HEAD,
        LOAN,
        ("本页小计", "", "1笔", "", "", 5000, 3000.5),
        HEAD,
        OTHER,
        ("小计", "", "", "", "", 5000, 1000),
        ("总 计", "2户", "2笔", "", "", 10000, 4000.5),
        ("第1页 共1页",),
        ("制表人：王五", "", "复核：赵六"),
    )
    reading = read_ledger(path)
    assert [row.loan_no for row in reading.rows] == ["L0001", "L0002"]
    assert reading.problems == ()
    assert len(reading.totals) == 8


def test_a_total_that_differs_is_a_problem(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", (AS_OF,), HEAD, LOAN, ("合计", "", "2笔", "", "", 5000, 3000.6)
    )
    reading = read_ledger(path)
    assert [(p.code, p.column, p.line) for p in reading.problems] == [
        ("total_differs", "loans", 4),
        ("total_differs", "balance", 4),
    ]
    assert len(reading.rows) == 1


def test_every_bad_record_is_refused_with_its_place(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        (AS_OF,),
        HEAD,
        LOAN,
        ("L0001", *OTHER[1:]),
        ("", *OTHER[1:]),
        ("L3", *OTHER[1:6], "1.2.3"),
        ("L4", *OTHER[1:6], ""),
        ("L5", *OTHER[1:6], -1),
        ("L6", *OTHER[1:4], "20150931", *OTHER[5:]),
        ("L7", *OTHER[1:3], "1930-01-01", *OTHER[4:]),
        ("L8", *OTHER[1:4], "", *OTHER[5:]),
        ("L9", *OTHER[1:4], "2001-01-01", *OTHER[5:]),
    )
    reading = read_ledger(path)
    assert [(p.code, p.row, p.line, p.column, p.refused) for p in reading.problems] == [
        ("duplicate_loan_no", 2, 4, "借据编号", True),
        ("loan_no_missing", 3, 5, "借据编号", True),
        ("amount_invalid", 4, 6, "结欠本金", True),
        ("balance_missing", 5, 7, "结欠本金", True),
        ("balance_negative", 6, 8, "结欠本金", True),
        ("date_invalid", 7, 9, "到期日", True),
        ("date_out_of_range", 8, 10, "贷款日期", True),
        ("due_date_missing", 9, 11, "到期日", False),
        ("due_before_disbursed", 10, 12, "到期日", False),
    ]
    assert [row.loan_no for row in reading.rows] == ["L0001", "L8", "L9"]


def test_a_column_twice_is_not_certain(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", (AS_OF,), (*HEAD, "结欠本金"), (*LOAN, 7))
    reading = read_ledger(path)
    doubtful = [column for column in reading.sheets[0].columns if not column.certain]
    assert [(column.index, column.reason) for column in doubtful] == [(6, "twice"), (7, "twice")]


def test_words_and_contents_that_disagree_are_not_certain(tmp_path: Path) -> None:
    head = ("借据编号", "借款人姓名", "身份证号码", "贷款日期", "到期日", "结欠本金", "借款金额")
    path = workbook(
        tmp_path / "a.xlsx", (AS_OF,), head, (*LOAN[:3], "壹万", "2005-11-12", 3000.5, 5000)
    )
    (doubtful,) = [c for c in read_ledger(path).sheets[0].columns if not c.certain]
    assert (doubtful.field, doubtful.reason) == (LedgerField.DISBURSED_ON, "contents")


def test_an_unknown_heading_is_corrected_by_a_person(tmp_path: Path) -> None:
    head = ("凭单 编码", *HEAD[1:])
    path = workbook(tmp_path / "a.xlsx", (AS_OF,), head, LOAN, OTHER)
    reading = read_ledger(path)
    assert not reading.certain
    assert reading.rows == ()
    corrected = read_ledger(path, SourceMapping({"凭单编码": LedgerField.LOAN_NO}))
    assert corrected.certain
    assert len(corrected.rows) == 2
    assert corrected.signature == reading.signature


def test_samples_of_a_column_are_masked(tmp_path: Path) -> None:
    reading = read_ledger(workbook(tmp_path / "a.xlsx", (AS_OF,), HEAD, LOAN))
    samples = {column.field: column.samples for column in reading.sheets[0].columns}
    assert samples[LedgerField.BORROWER] == ("张*",)
    assert id_number(1) not in samples[LedgerField.ID_NUMBER]


def test_sheets_without_a_ledger_are_passed_over(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "填表说明"
    first.append(["本表由各村信贷员填写"])
    for village, loan in (("红旗村", LOAN), ("沙洲村", OTHER)):
        sheet = book.create_sheet(village)
        for line in (("2026年三季度台账",), HEAD, loan):
            sheet.append(list(line))
    book.create_sheet("空表")
    book.save(tmp_path / "a.xlsx")
    reading = read_ledger(tmp_path / "a.xlsx")
    assert [row.village for row in reading.rows] == ["红旗村", "沙洲村"]
    assert [sheet.header_line for sheet in reading.sheets] == [0, 2, 2, 0]
    assert reading.certain
    assert reading.problems == ()
    assert reading.as_of == date(2026, 9, 30)


def test_an_organisation_needs_no_identity_number(tmp_path: Path) -> None:
    firm = ("L3", "红旗村砖厂", "91430900MA4L0000XY", *LOAN[3:])
    reading = read_ledger(workbook(tmp_path / "a.xlsx", (AS_OF,), HEAD, LOAN, firm))
    assert codes(reading) == []
    assert reading.rows[1].id_number == ""


def test_one_person_without_number_is_one_problem(tmp_path: Path) -> None:
    lines = [(f"L{i}", "张三", "", *LOAN[3:]) for i in range(3)]
    reading = read_ledger(workbook(tmp_path / "a.xlsx", (AS_OF,), HEAD, *lines))
    assert codes(reading) == ["id_number_missing"]
    assert [row.id_problem for row in reading.rows] == ["missing"] * 3


def test_a_number_ending_in_zeros_is_doubted_where_others_lost_digits(tmp_path: Path) -> None:
    fits = next(
        number for area in range(439901, 439999) for head in (f"{area}1962032410",)
        if (number := head + "0" + check_character(head + "0")).endswith("000")
    )  # fmt: skip
    alone = workbook(tmp_path / "a.xlsx", (AS_OF,), HEAD, ("L1", "张三", fits, *LOAN[3:]))
    assert read_ledger(alone).rows[0].id_number == fits
    wrong = fits[:8] + ("3" if fits[8] != "3" else "4") + fits[9:]
    mixed = workbook(
        tmp_path / "b.xlsx", (AS_OF,), HEAD, ("L1", "张三", fits, *LOAN[3:]),
        ("L2", "李四", wrong, *LOAN[3:]),
    )  # fmt: skip
    assert [row.id_problem for row in read_ledger(mixed).rows] == ["lost_digits"] * 2


def test_a_total_of_interest_beside_one_part_gives_the_other(tmp_path: Path) -> None:
    head = (*HEAD, "欠息合计", "表内欠息")
    (row,) = read_ledger(workbook(tmp_path / "a.xlsx", (AS_OF,), head, (*LOAN, 10, 3))).rows
    assert (row.on_balance_interest_fen, row.off_balance_interest_fen) == (300, 700)


def test_dates_and_excel_serials_of_1904_are_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = datetime(1904, 1, 1)
    sheet = book.active
    assert sheet is not None
    for line in ((AS_OF,), HEAD, (*LOAN[:3], 37206, datetime(2006, 1, 1), *LOAN[5:])):
        sheet.append(list(line))
    book.save(tmp_path / "a.xlsx")
    (row,) = read_ledger(tmp_path / "a.xlsx").rows
    assert (row.disbursed_on, row.due_on) == (date(2005, 11, 12), date(2006, 1, 1))


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_files_of_every_encoding_and_delimiter_are_read(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = tmp_path / "export_20260930.txt"
    lines = (HEAD, (*LOAN[:1], "张䶮", *LOAN[2:]), OTHER)
    text = "\r\n".join(delimiter.join(map(str, line)) for line in lines)
    path.write_bytes(text.encode(encoding))
    reading = read_ledger(path)
    assert [row.borrower for row in reading.rows] == ["张䶮", "李四"]
    assert reading.as_of == date(2026, 9, 30)


def test_a_web_page_that_calls_itself_xls_is_read(tmp_path: Path) -> None:
    cells = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in (HEAD, LOAN)
    )
    path = tmp_path / "export_20260930.xls"
    path.write_text(
        f"<html><meta charset=utf-8><table><tr><td colspan=7>台账</td></tr>{cells}</table></html>",
        "utf-8",
    )
    (row,) = read_ledger(path).rows
    assert row.balance_fen == 300_050


def test_an_xlsx_under_another_name_is_read_by_its_contents(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", (AS_OF,), HEAD, LOAN).rename(tmp_path / "a.csv")
    assert len(read_ledger(path).rows) == 1


def test_an_xls_file_with_merged_and_left_out_borrowers_is_read() -> None:
    # Made with xlwt: two merged loans, one with all its cells, one with the person left out.
    reading = read_ledger(DATA / "merged.xls")
    assert [(row.loan_no, row.borrower, row.id_number) for row in reading.rows] == [
        ("L0001", "张三", id_number(1)),
        ("L0002", "张三", id_number(1)),
        ("L0003", "李四", id_number(2)),
        ("L0004", "李四", id_number(2)),
    ]
    assert {row.due_on for row in reading.rows} == {date(2005, 11, 12)}
    assert reading.problems == ()
    assert reading.certain


def test_reading_can_be_cancelled(tmp_path: Path) -> None:
    stages: list[str] = []
    path = workbook(tmp_path / "a.xlsx", (AS_OF,), HEAD, LOAN)
    progress = CancellableProgress(
        lambda stage, done, total: stages.append(stage), lambda: "check" in stages
    )
    with pytest.raises(Cancelled):
        read_ledger(path, None, progress)
    assert stages[0] == "open"


def test_a_day_that_no_file_states_is_given_by_a_person(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", HEAD, LOAN)
    assert read_ledger(path).as_of is None
    given = read_ledger(path, SourceMapping(as_of=date(2026, 6, 30)))
    assert given.as_of == date(2026, 6, 30)
    assert given.certain


def test_a_table_without_loans_of_its_own_is_no_ledger(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("村名", "户数", "余额"), ("红旗村", 3, 100))
    with pytest.raises(ExpectedFailure, match="ledger_no_header"):
        read_ledger(path)


@pytest.mark.parametrize(
    ("heads", "first", "second", "branches"),
    [
        (["机构号"], ["0417"], [418], ["0417", "418"]),
        (["机构名称", "开户机构"], ["牌口", "0417"], ["古城", "0418"], ["0417", "0418"]),
        (["开户机构"], ["牌口信用社"], ["古城信用社"], ["", ""]),
        (["经办机构号", "开户机构号"], ["0417", "0418"], ["0418", "0418"], ["", ""]),
    ],
)
def test_an_institution_is_taken_only_where_its_code_is_beyond_doubt(
    tmp_path: Path, heads: list[str], first: list[str], second: list[str], branches: list[str]
) -> None:
    lines = [AS_OF], [*HEAD, *heads], [*LOAN, *first], [*OTHER, *second]
    reading = read_ledger(workbook(tmp_path / "ledger.xlsx", *lines))
    assert reading.certain
    assert [row.branch for row in reading.rows] == branches
