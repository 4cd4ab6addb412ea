"""Whose database it is, and the history of ledger imports."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, or_, select
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from desktop.domain.ledger import LedgerField, LedgerProblem, RateUnit, SourceMapping
from desktop.domain.notices import BankHead
from desktop.services.records import Installation, LedgerImport, LoanChange
from desktop.storage.queries.connected import Connected
from desktop.storage.tables import (
    installation,
    ledger_import,
    ledger_problem,
    loan,
    loan_change,
    party,
    source_mapping,
)
from desktop.storage.values import from_day, known_day, to_day


class ImportQueries(Connected):
    """Questions about the installation and its imports."""

    def installation(self) -> Installation | None:
        row = self._connection.execute(select(installation)).mappings().first()
        if row is None:
            return None
        values = {name: value for name, value in row.items() if name not in ("pk", "bank")}
        return Installation(**values, bank=BankHead(**json.loads(row["bank"])))

    def source_mapping(self, signature: str) -> SourceMapping | None:
        wanted = select(source_mapping.c.mapping).where(source_mapping.c.signature == signature)
        text = self._connection.execute(wanted).scalar()
        return read_mapping(text) if text is not None else None

    def imports(self) -> Sequence[LedgerImport]:
        rows = self._connection.execute(select(ledger_import).order_by(ledger_import.c.pk.desc()))
        return [_import(dict(row)) for row in rows.mappings()]

    def import_problems(self, import_id: str) -> Sequence[LedgerProblem]:
        columns = ledger_problem.c
        rows = self._connection.execute(
            select(
                columns.code,
                columns.sheet,
                columns.row_no,
                columns.line_no,
                columns.column_name,
                columns.value,
                columns.name,
                columns.refused,
            )
            .join(ledger_import)
            .where(ledger_import.c.id == import_id)
            .order_by(columns.pk)
        )
        return [LedgerProblem(*row[:7], refused=bool(row.refused)) for row in rows]

    def import_changes(self, import_id: str) -> Sequence[LoanChange]:
        change = loan_change.c
        rows = self._connection.execute(
            select(
                loan.c.id,
                loan.c.loan_no,
                party.c.name,
                party.c.village,
                change.kind,
                change.balance_before_fen,
                change.balance_after_fen,
                change.on_balance_before_fen + change.off_balance_before_fen,
                change.on_balance_after_fen + change.off_balance_after_fen,
                change.class_before,
                change.class_after,
            )
            .select_from(loan_change)
            .join(ledger_import)
            .join(loan, loan.c.pk == change.loan_pk)
            .join(party, party.c.pk == loan.c.borrower_pk)
            .where(ledger_import.c.id == import_id, or_(change.kind != "updated", _differs(change)))
            .order_by(change.pk)
        )
        return [LoanChange(*row) for row in rows]


def _differs(change: ReadOnlyColumnCollection[str, Column[Any]]) -> ColumnElement[bool]:
    """Whether any figure changed; a newer date of the same figures is no change to be shown."""
    pairs = (
        (change.balance_before_fen, change.balance_after_fen),
        (change.on_balance_before_fen, change.on_balance_after_fen),
        (change.off_balance_before_fen, change.off_balance_after_fen),
        (change.class_before, change.class_after),
        (change.due_before, change.due_after),
        (change.officer_before, change.officer_after),
    )
    return or_(*(before.is_distinct_from(after) for before, after in pairs))


def write_mapping(mapping: SourceMapping) -> str:
    """Return a person's corrections as JSON."""
    data = asdict(mapping) | {
        "headings": dict(mapping.headings),
        "as_of": from_day(mapping.as_of),
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def read_mapping(text: str) -> SourceMapping:
    """Return what :func:`write_mapping` wrote."""
    data = json.loads(text)
    return SourceMapping(
        headings={heading: LedgerField(name) for heading, name in data["headings"].items()},
        as_of=to_day(data["as_of"]),
        unit=data["unit"],
        rate_unit=RateUnit(data["rate_unit"]) if data["rate_unit"] else None,
    )


def _import(row: dict[str, Any]) -> LedgerImport:
    del row["pk"]
    row["as_of"] = known_day(row["as_of"])
    row["recorded_at"] = datetime.fromisoformat(row["recorded_at"])
    return LedgerImport(**row)
