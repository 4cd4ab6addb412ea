"""Specimens of the branch's own papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from desktop.domain.documents import DocumentFacts, DocumentKind, money_fields
from desktop.domain.money import yuan_text
from desktop.services.documents.specimens.invented import CASES, DAY_WORDS, DEMANDED_ON, Size

_HOUSEHOLDS = {Size.SHORT: 1, Size.USUAL: 9, Size.EXTREME: 60}
_VILLAGES = {Size.SHORT: 1, Size.USUAL: 6, Size.EXTREME: 60}
_HANDED_OVER = {Size.SHORT: 1, Size.USUAL: 30, Size.EXTREME: 300}
_PROOFS = {Size.SHORT: 1, Size.USUAL: 5, Size.EXTREME: 40}
_BETWEEN_NOTICES = timedelta(days=156)
_NAMES = ("周田生", "夏娟安", "欧阳䶮𬱖", "蒋利", "阿卜杜拉·买买提")


def _of_branch(facts: DocumentFacts, subject: str, serial: str | None = None) -> DocumentFacts:
    """Return facts that are about no debtor."""
    kept = facts.serial if serial is None else serial
    return replace(facts, subject=subject, party_id="", serial=kept)


def _work_log(size: Size) -> DocumentFacts:
    case, count = CASES[size], _HOUSEHOLDS[size]
    serials = [f"PA26-{1177 + n}" if n % 3 == 0 else "" for n in range(count)]
    groups = sorted(1 + n * 13 // count for n in range(count))
    rows = tuple(
        (str(n + 1), f"{groups[n]} 组", _NAMES[n % 5], serials[n], "", _result(n), "", "")
        for n in range(count)
    )
    fields = {
        "day": DAY_WORDS,
        "place_label": f"{case.debtor.township}{case.debtor.village}",
        "people": "彭春兰、刘建国",
        "route": "、".join(dict.fromkeys(row[1] for row in rows)),
        "household_count": str(count),
        "notice_count": str(sum(map(bool, serials))),
    }
    facts = case.facts(DocumentKind.WORK_LOG, fields, {"households": rows})
    return _of_branch(facts, case.debtor.village)


def _result(number: int) -> str:
    """Return what stands where a result is written: something for the dead only."""
    return "已故，只联系遗产管理人" if number == 2 else ""


def _interest_sheet(size: Size) -> DocumentFacts:
    case = CASES[size]
    debts, rows, penalty = [], [], "银发〔2003〕251号，合同利率×1.3"
    for loan in case.loans:
        row = loan.row
        debts.append((row[0], row[2], row[3], "月 7.25‰（年 8.7%）", *row[5:]))
        added = _penalty_fen(loan.principal_fen) if loan.interest_fen else 0
        known = ("", "2026-09-30", "", "", "")
        rows.append(
            (row[0], "台账欠息", *known, yuan_text(loan.interest_fen - added), "台账（表外）")
        )
        if added:
            span = ("2026-09-30", "2026-10-10", "10", row[5], "3.14166667")
            rows.append((row[0], "罚息", *span, yuan_text(added), penalty))
    fields = {
        **case.debtor_fields,
        **case.owed_fields,
        "reported_on": "2026 年 9 月 30 日",
        "estimated": ""
        if size is Size.SHORT
        else "以台账 2026-09-30 的欠息为准向后估算；台账欠息构成不明，不计复利；以核心系统为准",
        "doubts": f"借据 {case.loans[-1].loan_no} 的台账利率与合同不一致，请核对合同。"
        if size is Size.EXTREME
        else "",
    }
    tables = {"debts": tuple(debts), "rows": tuple(rows)}
    return case.facts(DocumentKind.INTEREST_SHEET, fields, tables)


def _penalty_fen(principal_fen: int) -> int:
    """Return ten days of 月 7.25‰ × 1.3 ÷ 30, rounded half up."""
    dividend, divisor = principal_fen * 10 * 725 * 13, 30 * 1_000 * 1_000
    return (2 * dividend + divisor) // (2 * divisor)


def _evidence_index(size: Size) -> DocumentFacts:
    case, count = CASES[size], _PROOFS[size]
    proves = "催收通知书 PA{:%y}-{:04d} 的送达：本人签收，同意继续履行；自当日起诉讼时效重新计算"
    days = [DEMANDED_ON[-1] - n // 2 * _BETWEEN_NOTICES for n in reversed(range(count))]
    rows = tuple(
        (
            str(n + 1),
            "回执照片" if n % 2 else "中国邮政特快专递签收单和投递查询记录（扫描件）",
            proves.format(days[n], days[n].month * 100 + days[n].day),
            days[n].isoformat(),
            "送达人彭春兰、刘建国拍摄",
            f"{n:016x}".replace("0", "a"),
            "1" if n % 2 else "",
        )
        for n in range(count)
    )
    photos = tuple((f"photo-{n}", f"证据 {n + 1}　{rows[n][3]}") for n in range(0, count, 2)[:4])
    fields = {
        **case.debtor_fields,
        "loan_nos": case.owed_fields["loan_nos"],
        "evidence_count": str(count),
        "photo_count": "" if size is Size.SHORT else str(len(photos)),
    }
    tables = {"evidence": rows, "photos": () if size is Size.SHORT else photos}
    return case.facts(DocumentKind.EVIDENCE_INDEX, fields, tables)


def _handover_sheet(size: Size) -> DocumentFacts:
    case, count = CASES[size], _HANDED_OVER[size]
    loan = case.loans[0]
    rows = tuple(
        (
            str(n + 1),
            f"{loan.loan_no[:-5]}{int(loan.loan_no[-5:]) + n:05d}",
            _NAMES[n % 5],
            case.debtor.place,
            yuan_text(loan.principal_fen),
            yuan_text(loan.interest_fen),
            "2026-10-13" if n % 4 else "已届满",
            "□有　□缺",
            "" if n % 7 else "台账中已不见",
        )
        for n in range(count)
    )
    fields = {
        "from_officer": "彭春兰",
        "to_officer": "" if size is Size.SHORT else "刘建国",
        "supervisor": "" if size is Size.SHORT else "阿卜杜拉·买买提",
        "day": DAY_WORDS,
        "reported_on": "2026 年 9 月 30 日",
        "loan_count": str(count),
        "debtor_count": str(min(count, 5)),
        **money_fields("principal", loan.principal_fen * count),
        **money_fields("interest", loan.interest_fen * count),
    }
    facts = case.facts(DocumentKind.HANDOVER_SHEET, fields, {"loans": rows})
    return _of_branch(facts, "彭春兰")


def _batch_cover(size: Size) -> DocumentFacts:
    case, count = CASES[size], _VILLAGES[size]
    rows = tuple(
        (
            str(n + 1),
            case.debtor.township,
            case.debtor.village,
            "20",
            "31",
            "24",
            f"PA26-{n * 20 + 1:04d}",
            f"PA26-{n * 20 + 20:04d}",
        )
        for n in range(count)
    )
    fields = {
        "first_serial": rows[0][6],
        "last_serial": rows[-1][7],
        "village_count": str(count),
        "notice_count": str(20 * count),
        "loan_count": str(31 * count),
        "page_count": str(24 * count),
    }
    facts = case.facts(DocumentKind.BATCH_COVER, fields, {"villages": rows})
    return _of_branch(facts, rows[0][6], serial="")


def _package_slip(size: Size) -> DocumentFacts:
    case = CASES[size]
    contents = (
        ("借据余额", "12,600", yuan_text(case.principal_fen)),
        ("借款人", "9,870", ""),
        ("登记送达", "1,024", ""),
        ("日志记录", "38,112", ""),
    )
    fields = {
        "package_name": "qingshou-4320-PA-2026-10-0001.qsp",
        "from_unit": "牌口信用社",
        "to_unit": "某某县农村信用合作联社资产保全部",
        "sequence": "10",
        "made_on": DAY_WORDS,
        "hash": "3f786850",
        "note": "" if size is Size.SHORT else "首次报送；附上月未收到的回执 3 份。",
    }
    rows = contents[:1] if size is Size.SHORT else contents
    facts = case.facts(DocumentKind.PACKAGE_SLIP, fields, {"contents": rows})
    return _of_branch(facts, "qingshou-4320-PA-2026-10-0001.qsp")


SHEET_SPECIMENS: Mapping[DocumentKind, Callable[[Size], DocumentFacts]] = {
    DocumentKind.WORK_LOG: _work_log,
    DocumentKind.INTEREST_SHEET: _interest_sheet,
    DocumentKind.EVIDENCE_INDEX: _evidence_index,
    DocumentKind.HANDOVER_SHEET: _handover_sheet,
    DocumentKind.BATCH_COVER: _batch_cover,
    DocumentKind.PACKAGE_SLIP: _package_slip,
}
