"""Specimens of letters, and of what goes along with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from desktop.domain.documents import DocumentFacts, DocumentKind, money_fields
from desktop.domain.money import yuan_text
from desktop.services.documents.specimens.invented import (
    CASES,
    DAY_WORDS,
    DEADLINE,
    InventedCase,
    Size,
)

_SEARCH = (
    "2026-09-{day:02d} 彭春兰、刘建国到{place}走访，住所锁闭，邻居称外出多年、去向不明，"
    "在场人签名的走访记录和照片第 {number} 号入卷"
)
_SEARCHES = {Size.SHORT: 1, Size.USUAL: 4, Size.EXTREME: 12}


def _guarantee(case: InventedCase, size: Size) -> dict[str, str]:
    is_short = size is Size.SHORT
    return {
        "guarantor": case.other.name,
        "guarantor_identity": "" if is_short else case.other.identity,
        "guarantee_contract_no": "" if is_short else "农信保字第 00377 号",
        "guarantee_signed_on": "1987 年 11 月 14 日" if is_short else "2018 年 7 月 10 日",
        "guarantee_mode": "连带责任保证",
        "debtor": case.debtor.name,
    }


def _guarantor_notice(size: Size) -> DocumentFacts:
    """Guaranteed with the loan: before the law, for six years, or claimed within them."""
    case = _of_one_guarantee(size)
    is_usual, until = size is Size.USUAL, "2026 年 10 月 13 日"
    fields = {
        **_guarantee(case, size),
        "guarantee_until": "主债务诉讼时效期间届满之日" if size is Size.SHORT else until,
        "preserved_on": "2025 年 3 月 20 日" if size is Size.EXTREME else "",
        "arrive_by": until if is_usual else "",
        **money_fields("guaranteed", case.amount_fen),
        **case.owed_fields,
        "deadline": DEADLINE,
    }
    tables = {"loans": case.rows}
    return case.facts(DocumentKind.GUARANTOR_NOTICE, fields, tables, case.other.name)


def _of_one_guarantee(size: Size) -> InventedCase:
    """Return the case with the loans of one guarantee contract."""
    case = CASES[size]
    return replace(case, loans=case.loans[:1]) if size is Size.USUAL else case


def _consultation_letter(size: Size) -> DocumentFacts:
    case = _of_one_guarantee(size)
    fields = {**_guarantee(case, size), "loan_nos": case.owed_fields["loan_nos"]}
    return case.facts(DocumentKind.CONSULTATION_LETTER, fields, subject=case.other.name)


def _actual_user_letter(size: Size) -> DocumentFacts:
    case = CASES[size]
    fields = {
        "user": case.other.name,
        "user_address": "" if size is Size.SHORT else f"（住{case.other.address}）",
        "deadline": DEADLINE,
    }
    return case.facts(DocumentKind.ACTUAL_USER_LETTER, fields, subject=case.other.name)


def _heirs_letter(size: Size) -> DocumentFacts:
    case = CASES[size]
    if size is Size.EXTREME:
        undue = replace(case.loans[-1], due_on="2027-10-13")
        case = replace(case, loans=(*case.loans[:-1], undue))
    heir = f"{case.debtor.name}的继承人" if size is Size.SHORT else case.other.name
    fields = {
        "heir": heir,
        "died_on": "" if size is Size.SHORT else "于 2026 年 3 月 1 日",
        "undue_nos": case.loans[-1].loan_no if size is Size.EXTREME else "",
        **case.debtor_fields,
        **case.owed_fields,
        "deadline": DEADLINE,
    }
    return case.facts(DocumentKind.HEIRS_LETTER, fields, {"loans": case.rows}, heir)


def _missing_announcement(size: Size) -> DocumentFacts:
    case = CASES[size]
    fields = {"debtor": case.debtor.name, **case.owed_fields, "answer_days": "30"}
    searches = tuple(
        (str(number), _SEARCH.format(day=number, number=number, place=case.debtor.place))
        for number in range(1, _SEARCHES[size] + 1)
    )
    return case.facts(DocumentKind.MISSING_ANNOUNCEMENT, fields, {"searches": searches})


def _sent(case: InventedCase) -> dict[str, str]:
    return {
        "receiver": case.debtor.name,
        "paper_name": "逾期贷款催收通知书",
        "paper_serial": "PA26-1177",
        "paper_issued_on": DAY_WORDS,
    }


def _claim(case: InventedCase) -> str:
    principal, interest = yuan_text(case.principal_fen), yuan_text(case.interest_fen)
    numbers = case.owed_fields["loan_nos"]
    return f"借据号{numbers}，要求归还本金{principal}元及利息{interest}元"


def _ems_cover(size: Size) -> DocumentFacts:
    case = CASES[size]
    fields = {
        **_sent(case),
        "receiver_address": case.debtor.address,
        "receiver_phone": "" if size is Size.SHORT else "0000-0000002",
        "item_name": f"逾期贷款催收通知书（{_claim(case)}）",
    }
    return case.facts(DocumentKind.EMS_COVER, fields)


def _arrival_record(size: Size) -> DocumentFacts:
    case = CASES[size]
    claim = "" if size is Size.SHORT else _claim(case)
    fields = {**_sent(case), "debtor": case.debtor.name, "claim": claim}
    return case.facts(DocumentKind.ARRIVAL_RECORD, fields)


LETTER_SPECIMENS: Mapping[DocumentKind, Callable[[Size], DocumentFacts]] = {
    DocumentKind.GUARANTOR_NOTICE: _guarantor_notice,
    DocumentKind.CONSULTATION_LETTER: _consultation_letter,
    DocumentKind.ACTUAL_USER_LETTER: _actual_user_letter,
    DocumentKind.HEIRS_LETTER: _heirs_letter,
    DocumentKind.MISSING_ANNOUNCEMENT: _missing_announcement,
    DocumentKind.EMS_COVER: _ems_cover,
    DocumentKind.ARRIVAL_RECORD: _arrival_record,
}
