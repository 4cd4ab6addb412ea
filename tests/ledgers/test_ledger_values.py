"""How single cells are read."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from desktop.domain.ids import check_character
from desktop.domain.ledger import RateUnit
from desktop.ledgers.amounts import Unread, read_amount, read_rate
from desktop.ledgers.calendar_days import read_day
from desktop.ledgers.identity import read_identity, read_loan_no
from desktop.ledgers.names import read_class, read_guarantors, read_name
from desktop.ledgers.places import split_address, village_name, village_of_sheet
from desktop.ledgers.surroundings import find_day, find_rate_unit, find_unit
from desktop.ledgers.text import Cell, is_readable, read_text

BODY = "43990119620324791"
ID = BODY + check_character(BODY)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2004年11月12日", date(2004, 11, 12)),
        ("1998.10.7", date(1998, 10, 7)),
        ("92年4月25日", date(1992, 4, 25)),
        ("04-5-21", date(2004, 5, 21)),
        ("20041011", date(2004, 10, 11)),
        (20041011.0, date(2004, 10, 11)),
        ("2014/05/21", date(2014, 5, 21)),
        ("2014-05-21 00:00:00", date(2014, 5, 21)),
        ("2014年5月21号", date(2014, 5, 21)),
        ("２０１４-05-21", date(2014, 5, 21)),
        ("2014. 5. 21", date(2014, 5, 21)),
        ("920425", date(1992, 4, 25)),
        (38668.0, date(2005, 11, 12)),
        ("38668", date(2005, 11, 12)),
        (datetime(2014, 5, 21, 9, 30), date(2014, 5, 21)),
        (date(2014, 5, 21), date(2014, 5, 21)),
        ("", None),
        ("-", None),
        (0.0, None),
        ("20150931", Unread.DATE_INVALID),
        ("2015-02-29", Unread.DATE_INVALID),
        ("2004年11月", Unread.DATE_INVALID),
        ("200411", Unread.DATE_INVALID),
        ("明年", Unread.DATE_INVALID),
        (True, Unread.DATE_INVALID),
        ("1948-12-31", Unread.DATE_OUT_OF_RANGE),
        ("21010101", Unread.DATE_OUT_OF_RANGE),
        (5.0, Unread.DATE_OUT_OF_RANGE),
    ],
)
def test_a_day_is_read_in_every_form(cell: Cell, day: date | Unread | None) -> None:
    assert read_day(cell) == day


def test_a_bare_serial_number_counts_from_1904_in_old_mac_workbooks() -> None:
    assert read_day(37206.0, from_1904=True) == date(2005, 11, 12)


@pytest.mark.parametrize(
    ("cell", "unit_fen", "fen"),
    [
        ("5,700.00", 100, 570_000),
        ("5700", 100, 570_000),
        ("５，７００．００", 100, 570_000),
        ("¥5,700.5", 100, 570_050),
        ("人民币5700元", 100, 570_000),
        ("5700元整", 100, 570_000),
        ("3.5万元", 100, 3_500_000),
        ("3.5万", 100, 3_500_000),
        ("0.57", 1_000_000, 570_000),
        (0.031989, 1_000_000, 31_989),
        (0.088993, 1_000_000, 88_993),
        (5.7, 100_000, 570_000),
        (0.285, 100, 29),
        (9672.28, 100, 967_228),
        (9672, 100, 967_200),
        ("(340.00)", 100, -34_000),
        ("-340.00", 100, -34_000),
        ("", 100, None),
        ("—", 100, None),
        ("1.2.3", 100, Unread.AMOUNT_INVALID),
        ("1,2,3.4", 100, Unread.AMOUNT_INVALID),
        ("五百", 100, Unread.AMOUNT_INVALID),
        (float("inf"), 100, Unread.AMOUNT_INVALID),
        (float("nan"), 100, Unread.AMOUNT_INVALID),
        (date(2020, 1, 1), 100, Unread.AMOUNT_INVALID),
    ],
)
def test_an_amount_is_read_to_the_fen(cell: Cell, unit_fen: int, fen: object) -> None:
    assert read_amount(cell, unit_fen) == fen


@pytest.mark.parametrize(
    ("cell", "rate", "unit"),
    [
        ("9.765", "9.765", RateUnit.MONTHLY_PERMILLE),
        (8.4, "8.4", RateUnit.MONTHLY_PERMILLE),
        ("8.4‰", "8.4", RateUnit.MONTHLY_PERMILLE),
        ("8厘", "8", RateUnit.MONTHLY_PERMILLE),
        ("10.08%", "10.08", RateUnit.ANNUAL_PERCENT),
        ("月息0.84%", "8.4", RateUnit.MONTHLY_PERMILLE),
        (10.0, "10", RateUnit.MONTHLY_PERMILLE),
    ],
)
def test_a_rate_is_read_with_its_unit(cell: Cell, rate: str, unit: RateUnit) -> None:
    assert read_rate(cell, RateUnit.MONTHLY_PERMILLE, Decimal(1)) == (Decimal(rate), unit)


@pytest.mark.parametrize(
    ("heading", "cells", "expected"),
    [
        ("执行利率(月‰)", ["8.4"], (RateUnit.MONTHLY_PERMILLE, Decimal(1), True)),
        ("月利率", ["8.4"], (RateUnit.MONTHLY_PERMILLE, Decimal(1), True)),
        ("月利率%", [0.84], (RateUnit.MONTHLY_PERMILLE, Decimal(10), True)),
        ("年利率(%)", [10.08], (RateUnit.ANNUAL_PERCENT, Decimal(1), True)),
        ("利率(年%)", [0.1008], (RateUnit.ANNUAL_PERCENT, Decimal(100), True)),
        ("利率", [8.4], (RateUnit.MONTHLY_PERMILLE, Decimal(1), False)),
    ],
)
def test_the_unit_of_a_rate_column_comes_from_words_then_size(
    heading: str, cells: list[Cell], expected: tuple[RateUnit, Decimal, bool]
) -> None:
    assert find_rate_unit(heading, [], cells, None) == expected


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (ID, (ID, "")),
        (f" {ID}\u3000", (ID, "")),
        (f"'{ID}", (ID, "")),
        (f'="{ID}"', (ID, "")),
        (ID[:6] + " " + ID[6:14] + " " + ID[14:], (ID, "")),
        (ID.translate({0x30 + digit: 0xFF10 + digit for digit in range(10)}), (ID, "")),
        (ID[:6] + ID[8:17], (ID, "")),
        (float(ID[:6] + ID[8:17]), (ID, "")),
        ("", ("", "missing")),
        ("无", ("", "missing")),
        (4.39929198609296e17, ("", "lost_digits")),
        ("4.39929E+17", ("", "lost_digits")),
        ("439929198609296000", ("", "lost_digits")),
        (ID[:17] + ("1" if ID[17] != "1" else "2"), ("", "check_digit")),
        ("439901196213247910", ("", "date")),
        ("12345", ("", "format")),
    ],
)
def test_an_identity_number_is_checked_and_never_guessed(cell: Cell, read: tuple[str, str]) -> None:
    assert read_identity(cell) == read


def test_a_lower_case_check_character_is_taken() -> None:
    assert read_identity("43993919640608353x") == ("43993919640608353X", "")


def test_a_loan_number_that_excel_rounded_is_none() -> None:
    assert read_loan_no(172004111200366.0) == "172004111200366"
    assert read_loan_no(1.72004111200366e17) is Unread.LOAN_NO_LOST_DIGITS
    assert read_loan_no("1.72E+17") is Unread.LOAN_NO_LOST_DIGITS


@pytest.mark.parametrize(
    ("cell", "name"),
    [("张 三", "张三"), ("张\ue863", "张䶮"), ("\ue81e国", "龴国"), ("Ann  Lee", "Ann Lee"),
     ("＝张三", "=张三"), ("欧阳\u200b明", "欧阳明")],
)  # fmt: skip
def test_a_name_is_made_readable(cell: str, name: str) -> None:
    assert read_name(cell) == name


def test_a_character_that_was_lost_is_noticed() -> None:
    assert is_readable("张䶮")
    assert not any(map(is_readable, ("张?", "张\ufffd", "张\ue001", "张□")))


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("毛喜明 丁娟婷", ("毛喜明", "丁娟婷")),
        ("马静/高娜", ("马静", "高娜")),
        ("马静，高娜；李四", ("马静", "高娜", "李四")),
        ("覃磊、刘㛃、覃磊", ("覃磊", "刘㛃")),
        ("张 三", ("张三",)),
        ("张三和李四", ("张三", "李四")),
        ("冯和珍、周涛", ("冯和珍", "周涛")),
        ("张三(已故)、李四", ("张三", "李四")),
        ("无", ()),
        ("没有", ()),
        ("-", ()),
        ("", ()),
    ],
)
def test_guarantors_are_split(cell: str, names: tuple[str, ...]) -> None:
    assert read_guarantors(cell) == names


def test_classes_are_the_five_words_or_the_legacy_label() -> None:
    assert [read_class(text) for text in ("损失类", "可 疑", "正常1", "呆帐", "不明")] == [
        "损失", "可疑", "正常", "呆账", "不明"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("枫林镇枣子坪村8组", ("枫林镇", "枣子坪村", "8组")),
        ("沙洲村9组", ("", "沙洲村", "9组")),
        ("某某省长河市东山县枫林镇枣子坪村第八组", ("枫林镇", "枣子坪村", "第八组")),
        ("东山县石桥乡沙洲村民委员会2组", ("石桥乡", "沙洲村", "2组")),
        ("城关街道办事处东岭社区3组", ("城关街道", "东岭社区", "3组")),
        ("枫林镇红旗居委会", ("枫林镇", "红旗居委会", "")),
        ("枫林镇红旗村王家屯", ("枫林镇", "红旗村", "王家屯")),
        ("红旗居委会", ("", "红旗居委会", "")),
        ("东岭社区3组", ("", "东岭社区", "3组")),
        ("", ("", "", "")),
    ],
)
def test_an_address_gives_township_village_and_group(
    address: str, parts: tuple[str, str, str]
) -> None:
    assert split_address(address) == parts


def test_a_village_goes_by_its_plain_name() -> None:
    assert village_name("金明村委会") == "金明村"
    assert village_name("金明村民委员会") == "金明村"
    assert village_of_sheet("3.金明村(元)", "") == "金明村"
    assert village_of_sheet("金明", "金明村不良贷款台账") == "金明村"
    assert village_of_sheet("Sheet1", "贷款明细") == ""


@pytest.mark.parametrize(
    ("texts", "day"),
    [
        (["机构:430903|数据日期:2026-09-30"], date(2026, 9, 30)),
        (["截至2026年9月30日"], date(2026, 9, 30)),
        (["不良贷款台账(2026年三季度)"], date(2026, 9, 30)),
        (["二〇二六年第二季度"], date(2026, 6, 30)),
        (["2026年9月不良贷款"], date(2026, 9, 30)),
        (["2026年上半年"], date(2026, 6, 30)),
        (["old_system_20260630"], date(2026, 6, 30)),
        (["clerk_by_village_2026q3"], date(2026, 9, 30)),
        (["打印时间:2026-10-08 09:12:33"], None),
        (["2026-09-30", "2026-06-30"], None),
        (["不良贷款明细"], None),
    ],
)
def test_the_day_of_the_figures_is_found(texts: list[str], day: date | None) -> None:
    assert find_day(texts) == day


def test_the_unit_is_found_in_titles() -> None:
    assert find_unit(["台账|单位:万元"]) == "万元"
    assert find_unit(["（金额单位：千元）"]) == "千元"
    assert find_unit(["不良贷款台账"]) == ""


def test_excel_wrappers_and_whole_numbers_become_plain_text() -> None:
    assert read_text('="8177584803"') == "8177584803"
    assert read_text(12.0) == "12"
    assert read_text(True) == "是"
