"""What an entry of another line may write here: what a branch's use cases write, and no more.

Whoever has a PC of the branch can put any rows into its entries, and head office hands them on. So
they never touch what a ledger states, who may sign in, keys, numbers and policy; and they are given
only values that everything here can read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, or_, select

from desktop.services.entry_ports import HoldReason
from desktop.storage.applying.holding import HeldError
from desktop.storage.capture import CHANGED_LATER
from desktop.storage.queries.doubles import kept_id
from desktop.storage.tables import app_user, installation, loan, party, party_merge

_PAPER = frozenset({"state", "printed_on", "handed_out_on", "reprints"})
_CHANGES: Mapping[str, frozenset[str]] = {
    "loan": frozenset(CHANGED_LATER["loan"]),
    "party": frozenset({"hold", "deceased", "id_number", "id_tail", "id_problem"}),
    "notice": _PAPER | {"served_on"},
    "document": _PAPER,
    "guarantee": frozenset(
        {
            "contract_on", "mode", "term", "months", "kind", "extended_to", "consented",
            "new_for_old", "knew_new_for_old", "recorded_on",
        }
    ),
}  # fmt: skip
"""By table; besides, rows follow the merge of their debtor."""
_NEVER_ADDED = (app_user, installation, loan, party)
"""Debtors come with their cards, loans with ledgers, people by their names alone."""


def require_addable(table: Table) -> None:
    """Raise HeldError where rows of a table are added by no entry."""
    if table in _NEVER_ADDED:
        raise HeldError(HoldReason.REFUSED, table.name)


def require_changeable(table: Table, names: Mapping[str, Any]) -> None:
    """Raise HeldError for columns that no use case changes."""
    may = _CHANGES.get(table.name, frozenset())
    for name in sorted(names.keys() - may):
        if name not in ("party_pk", "borrower_pk"):
            raise HeldError(HoldReason.REFUSED, f"{table.name}.{name}")


def require_merged(connection: Connection, table: Table, name: str, here: int, there: int) -> None:
    """Raise HeldError where a row goes to another debtor, and no merge says that he is the same."""
    pairs = ((here, there), (there, here))
    one = or_(*((party_merge.c.merged_pk == a) & (party_merge.c.kept_pk == b) for a, b in pairs))
    if connection.execute(select(party_merge.c.pk).where(one)).first() is not None:
        return
    ids = dict(
        connection.execute(
            select(party.c.pk, party.c.id).where(party.c.pk.in_([here, there]))
        ).all()
    )
    if kept_id(connection, ids[here]) != ids[there]:
        raise HeldError(HoldReason.REFUSED, f"{table.name}.{name}")
