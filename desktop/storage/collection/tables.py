"""The tables of the collection: the branch stands first in every key, and no table refers to
another branch's rows, so that a distributed engine can shard all of them by it.

Days and moments are ISO text, lists are JSON text, yes and no are 1 and 0, amounts are fen in 64
bits. A table is append-only unless it names the columns that may change, or says it is replaced.
Numbers called ``no`` or ``arrival`` count within a branch: there is no sequence for all.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnCollection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    literal_column,
)
from sqlalchemy.schema import SchemaItem

_NUMBER = BigInteger().with_variant(Integer, "sqlite")  # STRICT tables know INTEGER alone
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""Compared by its bytes in both databases, whatever language the server speaks."""
_REPLACED = ("*",)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *items: SchemaItem, changes: tuple[str, ...] = ()) -> Table:
    return Table(
        name,
        metadata,
        Column("branch", _TEXT, primary_key=True),
        *items,
        info={"changes": changes},
        sqlite_strict=True,
    )


def _key(*names: str) -> Iterator[Column[str]]:
    return (Column(name, _TEXT, primary_key=True) for name in names)


def _count(name: str = "no") -> Column[int]:
    return Column(name, _NUMBER, primary_key=True, autoincrement=False)


def _texts(names: str) -> Iterator[Column[str]]:
    return (Column(name, _TEXT, nullable=False) for name in names.split())


def _maybe(names: str) -> Iterator[Column[str | None]]:
    return (Column(name, _TEXT) for name in names.split())


def _numbers(names: str) -> Iterator[Column[int]]:
    return (Column(name, _NUMBER, nullable=False) for name in names.split())


def guarded_columns(table: Table) -> list[str] | None:
    """Return which columns never change once written; None where rows are replaced."""
    changes = table.info["changes"]
    if changes == _REPLACED:
        return None
    columns: ColumnCollection[str, Column[object]] = table.columns
    return [column.name for column in columns if column.name not in changes]


branch = _table("branch", *_texts("name added_on phone"), changes=_REPLACED)

replica = _table(
    "replica",
    *_key("replica_id"),
    *_texts("sealing signing registered_on registered_by"),
    *_maybe("revoked_on"),
    *_texts("revoked_by"),
    *_numbers("return_epoch return_number"),
    *_texts("return_hash"),
    *_numbers("foreign_up_to"),
    *_texts("to_head reads_up_to"),
    *_maybe("last_package_at"),
    changes=_REPLACED,
)

entry = _table(
    "entry",
    *_key("event_id"),
    *_texts("hash prev_hash kind"),
    *_numbers("kind_version"),
    *_texts("entity_id occurred_on recorded_at operator_id replica_id"),
    *_numbers("arrival bundle complete"),
    changes=("complete",),
)
Index("uq_entry_hash", entry.c.branch, entry.c.hash, unique=True)
Index("ix_entry_prev_hash", entry.c.branch, entry.c.prev_hash)
Index("ix_entry_arrival", entry.c.branch, entry.c.arrival)
IS_WAITING = entry.c.complete == literal_column("0")
"""Said with a literal: SQLite uses a partial index for its very condition alone."""
Index(
    "ix_entry_waiting",
    *(entry.c.branch, entry.c.prev_hash, entry.c.hash, entry.c.arrival),  # all that is asked for
    sqlite_where=IS_WAITING,
    postgresql_where=IS_WAITING,
)

IS_SIGNATURE = entry.c.kind == literal_column("'signed'")
"""Of a proposal, by one of the branch's people."""
Index(
    "ix_entry_signature",
    *(entry.c.branch, entry.c.entity_id, entry.c.operator_id),
    sqlite_where=IS_SIGNATURE,
    postgresql_where=IS_SIGNATURE,
)

bundle = _table("bundle", _count("bundle"), Column("texts", LargeBinary, nullable=False))
"""The texts of entries that arrived together, by the arrival number of the first."""

tally = _table("tally", *_numbers("entries received_fen reversed_fen"), changes=_REPLACED)
"""What the list of branches shows of millions of rows; kept in step within each transaction."""

fork = _table("fork", *_key("prev_hash"))
"""Where two entries follow one; found as they arrive, so that nobody has to look for them."""

fork_note = _table(
    "fork_note", *_key("prev_hash"), _count(), *_numbers("entries"), *_texts("seen_by note at")
)

money = _table(
    "money",
    *_key("event_id"),
    _count("position"),
    *_texts("repayment_id"),
    *_numbers("reversal"),
    *_texts("loan_no receipt paid_on"),
    *_numbers("fen"),
)
Index("ix_money_loan_no", money.c.branch, money.c.loan_no, money.c.paid_on, money.c.fen)
Index("ix_money_receipt", money.c.branch, money.c.receipt)
Index("ix_money_repayment_id", money.c.branch, money.c.repayment_id)

suspect = _table("suspect", *_key("key"), *_texts("why loan_no receipt paid_on"), *_numbers("fen"))
"""What two repayments had in common when the second one arrived: one may since be reversed."""

double_decision = _table(
    "double_decision", *_key("key"), _count(), *_texts("entries kept decided_by note at")
)

package = _table(
    "package",
    _count(),
    *_texts("package_id manifest_hash replica_id"),
    *_numbers("number"),
    *_texts("state reason file_name file_sha256"),
    *_maybe("created_at"),
    *_texts("taken_at taken_by from_head to_head"),
    *_numbers("entries new known held forks"),
    *_texts("totals manifest"),
)
Index("ix_package_manifest_hash", package.c.branch, package.c.manifest_hash)
Index("ix_package_to_head", package.c.branch, package.c.to_head)

held = _table(
    "held",
    _count(),
    *_texts("event_id kind reason waits_for since released_by"),
    *_maybe("released_at"),
    *_texts("note"),
    changes=("released_by", "released_at", "note"),
)
IS_HELD = held.c.released_by == literal_column("''")
Index(
    "uq_held_open",
    held.c.branch,
    held.c.event_id,
    unique=True,
    sqlite_where=IS_HELD,
    postgresql_where=IS_HELD,
)

part = _table(
    "part",
    *_key("sha256"),
    *_numbers("came size"),
    *_texts("file_name"),
    changes=("came", "size", "file_name"),
)

ledger = _table(
    "ledger",
    _count(),
    *_texts("as_of source file_name file_sha256"),
    *_numbers("loans balance_fen"),
    *_texts("taken_at taken_by signature"),
    *_maybe("imported_at"),
)
"""The heads of all ledgers."""

ledger_now = _table("ledger_now", _count(), changes=_REPLACED)
"""The ledgers whose loans are here, by number."""

loan = _table(
    "loan",
    _count("ledger"),
    *_key("loan_no"),
    *_texts("borrower"),
    *_numbers("balance_fen"),
    *_texts("row"),
    changes=_REPLACED,
)

listed = _table("listed", *_key("loan_no"))
"""Every loan that a ledger of the branch ever listed: one that is paid off leaves the newest."""

proposal = _table("proposal", *_key("event_id"), *_texts("id item_hash row"))
"""What head office is to decide; written down as it arrives, so that nobody reads all entries."""

ended_proposal = _table("ended_proposal", *_key("id"))
"""Proposals that the branch itself refused, withdrew or carried out."""

decision = _table(
    "decision",
    *_key("proposal_id", "item_hash"),
    *_numbers("approved"),
    *_texts("reason decided_by decided_at"),
)

correction = _table(
    "correction",
    *_key("id"),
    *_texts("loan_no what says should_be asked_on answer"),
    *_numbers("accepted"),
    *_texts("answered_by"),
    *_maybe("answered_on"),
    changes=("answer", "accepted", "answered_by", "answered_on"),
)

target = _table("target", _count("year"), *_key("measure"), *_numbers("fen"), changes=_REPLACED)

contact = _table("contact", *_key("id"), *_texts("loan_no kind value source learned_on note"))

returned = _table(
    "returned",
    *_key("replica_id"),
    _count("epoch"),
    _count("number"),
    *_texts("hash file_name created_at created_by"),
    *_numbers("arrival_up_to"),
)

act = _table("act", _count(), *_texts("what by data at"))
"""What people of head office did about a branch; "" stands for head office as a whole."""

epoch = _table("epoch", _count("epoch"))
"""Epochs after the first one, of the branch "": head office as a whole."""
