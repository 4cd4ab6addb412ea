"""Specimens of letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.domain.documents import DocumentFacts, DocumentKind, money_fields
from desktop.services.documents.specimens.invented import CASES, DEADLINE, Size


def _guarantor_notice(size: Size) -> DocumentFacts:
    case = CASES[size]
    fields = {
        "guarantor": case.other.name,
        "guarantor_identity": case.other.identity,
        "guarantee_contract_no": "" if size is Size.SHORT else "农信保字第 00377 号",
        "guarantee_signed_on": "2018 年 7 月 10 日",
        "guarantee_mode": "连带责任保证",
        "guarantee_until": "2026 年 10 月 13 日",
        **money_fields("guaranteed", case.amount_fen),
        "place_label": case.other.place,
        **case.debtor_fields,
        **case.owed_fields,
        "deadline": DEADLINE,
    }
    tables = {"loans": case.rows}
    return case.facts(DocumentKind.GUARANTOR_NOTICE, fields, tables, case.other.name)


LETTER_SPECIMENS: Mapping[DocumentKind, Callable[[Size], DocumentFacts]] = {
    DocumentKind.GUARANTOR_NOTICE: _guarantor_notice,
}
