"""Which loans a row of history is about: their clocks and reductions are computed again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Connection, Table, select

from desktop.storage.tables import (
    event_withdrawal,
    loan_event,
    relief_part,
    relief_step,
    repayment_reversal,
    repayment_share,
)

_BY_PARENT: Mapping[Table, tuple[str, Table, Column[int]]] = {
    event_withdrawal: ("event_pk", loan_event, loan_event.c.pk),
    repayment_reversal: ("repayment_pk", repayment_share, repayment_share.c.repayment_pk),
    relief_step: ("relief_pk", relief_part, relief_part.c.relief_pk),
}


def loans_of(connection: Connection, table: Table, row: Mapping[str, Any]) -> set[int]:
    """Return the keys of the loans that a new row is about."""
    if "loan_pk" in row:
        return {row["loan_pk"]}
    if table not in _BY_PARENT:
        return set()
    name, parent, column = _BY_PARENT[table]
    wanted = select(parent.c.loan_pk).where(column == row[name])
    return set(connection.execute(wanted).scalars())
