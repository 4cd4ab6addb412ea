"""Ledgers of invented loans in three styles: as a core system, a clerk or an old system writes.

The demonstration ledger that ships with the program is made here, and so are the large files
of the measurements in ``bench/``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

import xlsxwriter

from desktop.ledgers.sample_loans import SampleLoan, invent_loans

Style = Literal["core", "clerk", "old"]

DEMO_LEDGER = Path(__file__).with_name("data") / "demo_ledger.xlsx"
"""The demo ledger as shipped, to try the import with: :func:`write_demo_ledger` makes it.

``qingshou demo`` writes the same people anew with the last month's end as its day, so that clocks
still run out in the coming weeks whenever it is tried.
"""
DEMO_LOANS, DEMO_SEED, DEMO_AS_OF = 300, 20_260_930, date(2026, 9, 30)

_CORE_TOP = (
    "序号 客户号 客户名称 证件号码 联系电话 地址 借据号 合同号 发放日期 到期日期 贷款金额 贷款余额 "
    "执行利率(月‰) 欠息 欠息 五级分类 担保人 管户信贷员 贷款用途"
).split()
_ON, _OFF = 13, 14
_CLERK = (
    "姓名 身份证号 组别 借据编号 借款日 到期日 借款金额 尚欠本金 月息(‰) 欠息合计 分类 担保人 "
    "责任人 电话 备注"
).split()
_OLD = (
    "客户编号 户名 证件号 住址 借据号码 放款日 止息日 原始金额 当前余额 月利率 表内利息 表外利息 "
    "五级形态 保证人 经办人"
).split()
_TEXTS_ONLY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True, slots=True)
class SampleTruth:
    """What a sample ledger says; amounts in fen."""

    as_of: date
    loans: tuple[SampleLoan, ...]

    @property
    def principal_balance_fen(self) -> int:
        return sum(loan.balance_fen for loan in self.loans)

    @property
    def on_balance_interest_fen(self) -> int:
        return sum(loan.on_balance_interest_fen for loan in self.loans)

    @property
    def off_balance_interest_fen(self) -> int:
        return sum(loan.off_balance_interest_fen for loan in self.loans)

    @property
    def borrowers(self) -> int:
        return len({loan.person.id_number for loan in self.loans})


def write_sample_ledger(
    path: Path, loans: int, seed: int, as_of: date, style: Style = "core"
) -> SampleTruth:
    """Write a ledger of ``loans`` invented loans and return what a reader should find.

    The same ``seed`` and ``as_of`` give the same file. ``core`` and ``clerk`` are xlsx, ``old``
    is csv in GB18030. A clerk's ledger knows no customer numbers, and one total of interest.
    """
    truth = SampleTruth(as_of, tuple(invent_loans(loans, seed, as_of)))
    {"core": _write_core, "clerk": _write_clerk, "old": _write_old}[style](path, truth)
    return truth


def write_demo_ledger(path: Path, as_of: date = DEMO_AS_OF) -> SampleTruth:
    """Write the ledger of the demonstration."""
    return write_sample_ledger(path, DEMO_LOANS, DEMO_SEED, as_of)


def _workbook(path: Path, *, constant_memory: bool) -> Any:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": constant_memory, **_TEXTS_ONLY})
    book.set_properties({"created": datetime(2026, 1, 1)})  # the same file every time
    return book


def _yuan(fen: int) -> str:
    return f"{fen // 100:,}.{fen % 100:02d}"


def _write_core(path: Path, truth: SampleTruth) -> None:
    with _workbook(path, constant_memory=True) as book:
        sheet = book.add_worksheet("不良贷款明细")
        title = book.add_format({"bold": True, "align": "center", "font_size": 14})
        sheet.merge_range(0, 0, 0, len(_CORE_TOP) - 1, "云坪信用社不良贷款明细清单", title)
        sheet.write(1, 0, "机构:439900 云坪信用社")
        sheet.write(1, 7, f"数据日期:{truth.as_of.isoformat()}")
        sheet.write(1, 17, "单位:元")
        for column, heading in enumerate(_CORE_TOP):
            if column not in (_ON, _OFF):
                sheet.write(2, column, heading)
        sheet.merge_range(2, _ON, 2, _OFF, "欠息", title)
        sheet.write_row(3, _ON, ("表内", "表外"))
        for number, loan in enumerate(truth.loans, 1):
            sheet.write_row(number + 3, 0, _core_line(number, loan))
        last = len(truth.loans) + 4
        sheet.write(last, 0, "合计")
        sheet.write(last, 10, _yuan(sum(loan.amount_fen for loan in truth.loans)))
        sheet.write(last, 11, _yuan(truth.principal_balance_fen))
        sheet.write(last, _ON, _yuan(truth.on_balance_interest_fen))
        sheet.write(last, _OFF, _yuan(truth.off_balance_interest_fen))
        sheet.write(
            last + 1, 0, "制表:              复核:              打印时间:2026-10-08 09:12:33"
        )


def _core_line(number: int, loan: SampleLoan) -> tuple[str | int, ...]:
    who = loan.person
    return (
        number,
        who.customer_no,
        who.name,
        who.id_number,
        who.phone,
        who.address,
        loan.loan_no,
        loan.contract_no,
        loan.disbursed_on.isoformat(),
        loan.due_on.isoformat(),
        _yuan(loan.amount_fen),
        _yuan(loan.balance_fen),
        str(loan.monthly_permille),
        _yuan(loan.on_balance_interest_fen),
        _yuan(loan.off_balance_interest_fen),
        loan.five_class,
        "、".join(loan.guarantors),
        loan.officer,
        loan.purpose,
    )


def _write_clerk(path: Path, truth: SampleTruth) -> None:
    ordered = sorted(truth.loans, key=lambda loan: (loan.person.village, loan.person.id_number))
    with _workbook(path, constant_memory=False) as book:
        middle = book.add_format({"valign": "vcenter"})
        for village, loans in groupby(ordered, key=lambda loan: loan.person.village):
            sheet = book.add_worksheet(village)
            sheet.write(0, 0, f"{village}不良贷款台账(截至{truth.as_of:%Y年%m月%d日})")
            sheet.write(0, 10, "单位:元")
            sheet.write_row(1, 0, _CLERK)
            line = 2
            for _, of_person in groupby(loans, key=lambda loan: loan.person.id_number):
                line = _write_person(sheet, line, list(of_person), middle)
            sheet.write(line + 1, 0, "小计")
            sheet.write(line + 1, 3, f"{line - 2}笔")


def _write_person(sheet: Any, first: int, loans: list[SampleLoan], middle: Any) -> int:
    """Write one person's loans with name and number merged; return the next free line."""
    who = loans[0].person
    for line, loan in enumerate(loans, first):
        sheet.write_row(line, 2, _clerk_line(loan))
    last = first + len(loans) - 1
    for column, text in ((0, who.name), (1, who.id_number)):
        if last > first:
            sheet.merge_range(first, column, last, column, text, middle)
        else:
            sheet.write(first, column, text)
    return last + 1


def _clerk_line(loan: SampleLoan) -> tuple[str | float, ...]:
    interest = loan.on_balance_interest_fen + loan.off_balance_interest_fen
    return (
        loan.person.group,
        loan.loan_no,
        f"{loan.disbursed_on.year}年{loan.disbursed_on.month}月{loan.disbursed_on.day}日",
        f"{loan.due_on.year}.{loan.due_on.month}.{loan.due_on.day}",
        loan.amount_fen / 100,
        loan.balance_fen / 100,
        float(loan.monthly_permille),
        interest / 100,
        loan.five_class,
        " ".join(loan.guarantors) or "无",
        loan.officer,
        loan.person.phone,
        "",
    )


def _write_old(path: Path, truth: SampleTruth) -> None:
    with path.open("w", encoding="gb18030", newline="") as file:
        out = csv.writer(file)
        out.writerow(_OLD)
        out.writerows(_old_lines(truth.loans))
        out.writerow(["合计", "", "", "", len(truth.loans), *[""] * 10])


def _old_lines(loans: Iterable[SampleLoan]) -> Iterator[list[str]]:
    for loan in loans:
        who = loan.person
        yield [
            f'="{who.customer_no}"',
            who.name,
            f'="{who.id_number}"',
            who.village + who.group,
            f'="{loan.loan_no}"',
            f"{loan.disbursed_on:%Y%m%d}",
            f"{loan.due_on:%Y%m%d}",
            f"{loan.amount_fen / 100:.2f}",
            f"{loan.balance_fen / 100:.2f}",
            str(loan.monthly_permille),
            f"{loan.on_balance_interest_fen / 100:.2f}",
            f"{loan.off_balance_interest_fen / 100:.2f}",
            loan.five_class,
            "/".join(loan.guarantors),
            loan.officer,
        ]
