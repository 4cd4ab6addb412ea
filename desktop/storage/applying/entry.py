"""Applying entries one by one, each whole or not at all (``storage/capture.py`` wrote the rows).

Rows are applied in the order in which they were written, parents first; what is here already is
left alone, so that applying twice changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from itertools import chain, count
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Table, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import IntegrityError, InterfaceError, ProgrammingError

from desktop.services.entry_ports import EntryConflict, HoldReason
from desktop.services.package_ports import PartMark
from desktop.storage.applying.allowed import (
    require_addable,
    require_changeable,
    require_merged,
)
from desktop.storage.applying.guards import item_open, let_wait, lost_replicas
from desktop.storage.applying.holding import SERIALS, HeldError, NotForUsError, missing, refused
from desktop.storage.applying.parties import ForeignParties
from desktop.storage.applying.readable import require_readable
from desktop.storage.applying.references import References
from desktop.storage.applying.rules import DiffersError, merged
from desktop.storage.applying.touched import loans_of
from desktop.storage.capture import captured_tables, columns_of, key_columns, target_of
from desktop.storage.journal import WHOLE
from desktop.storage.queries.entries import WITH_FILES
from desktop.storage.tables import (
    app_user,
    approval,
    approval_step,
    awaited_file,
    foreign_person,
    guarantee,
    installation,
    loan,
    party,
    party_merge,
)

Row = Mapping[str, Any]
Is: TypeAlias = Sequence[ColumnElement[bool]]
"""The conditions that are true of one row."""

_TABLES = {table.name: table for table in (*captured_tables(), loan)}
_REFUSALS = (IntegrityError, InterfaceError, ProgrammingError, OverflowError)
_MISREAD = (KeyError, TypeError, ValueError, AttributeError)
"""What a row raises that is not written as this program writes them."""


@dataclass(slots=True)
class Outcome:
    """What applying an entry did.

    ``loans`` are keys, ``subjects`` ids of parties, ``serials`` those of new papers. ``held`` says
    why the first row of ``left`` waits.
    """

    wrote: int = 0
    loans: set[int] = field(default_factory=set)
    subjects: set[str] = field(default_factory=set)
    serials: list[str] = field(default_factory=list)
    conflicts: list[EntryConflict] = field(default_factory=list)
    missing_files: list[PartMark] = field(default_factory=list)
    held: HeldError | None = None
    left: list[Row] = field(default_factory=list)


class Applying:
    """Applies entries inside the transaction of a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lost = lost_replicas(connection)

    def file(self, event_id: str, row: Row, content: bytes) -> bool:
        """Add a row whose file has come; False where this database refuses it."""
        one = _Entry(self._connection, event_id, "", False, content)
        try:
            one.take(row)
        except HeldError:
            return False
        return True

    def apply(self, body: Row, text: str) -> Outcome:
        """Apply the rows, as text, of the entry with a body: all of them or, held, none.

        The rows of a whole state are no single act: what waits there keeps back no other. Nothing
        that this version writes says that it is required to be understood.
        """
        if body.get("required"):
            return Outcome(held=HeldError(HoldReason.NEWER, body["kind"]))
        try:
            rows = json.loads(text) if text else []
        except ValueError:
            rows = None
        if not isinstance(rows, list):
            return Outcome(held=HeldError(HoldReason.NEWER, body["kind"]))
        run = self._connection.exec_driver_sql
        run("SAVEPOINT foreign_rows")
        is_lost = body["replica_id"] in self._lost
        one = _Entry(self._connection, body["event_id"], body["kind"], is_lost)
        for row in rows:
            try:
                one.take(row)
            except HeldError as held:
                if not body.get(WHOLE):
                    run("ROLLBACK TO foreign_rows")
                    run("RELEASE foreign_rows")
                    return Outcome(held=held)
                one.outcome.held = one.outcome.held or held
                one.outcome.left.append(row)
        run("RELEASE foreign_rows")
        return one.outcome


class _Entry:
    """One entry while it is applied."""

    def __init__(
        self,
        connection: Connection,
        event_id: str,
        kind: str,
        is_lost: bool,
        content: bytes | None = None,
    ) -> None:
        self.outcome = Outcome()
        self._is_lost = is_lost
        self._connection = connection
        self._event_id = event_id
        self._kind = kind
        self._content = content
        self._parties = ForeignParties(connection)
        self._refer = References(connection, self._parties)

    def take(self, row: Row) -> None:
        """Apply one row; raises HeldError."""
        try:
            if "card" in row:
                self.outcome.subjects.add(self._parties.meet(row["card"]))
            else:
                self._take(_known_table(row), row)
        except (*_MISREAD, *_REFUSALS) as error:
            name = row.get("table", "") if isinstance(row, dict) else ""
            is_refused = isinstance(error, _REFUSALS)
            reason = HoldReason.REFUSED if is_refused else HoldReason.NEWER
            raise HeldError(reason, str(name)) from error

    def _take(self, table: Table, row: Row) -> None:
        if table is installation:
            return
        if table is app_user:
            self._meet_person(row)
            return
        require_readable(table, row["new"])
        try:
            if "key" in row:
                self._change(table, row)
            else:
                self._add(table, row["new"])
        except NotForUsError:
            return
        except _REFUSALS as error:
            raise refused(table, error) from error

    def _meet_person(self, row: Row) -> None:
        """Who may sign in is decided where he works: here his name is known, no more."""
        if "name" in row["new"]:
            named = {"id": row["new"].get("id") or row["key"][0], "name": row["new"]["name"]}
            statement = upsert(foreign_person).values(**named)
            self._connection.execute(
                statement.on_conflict_do_update(index_elements=["id"], set_=named)
            )

    def _add(self, table: Table, new: Row) -> None:
        require_addable(table)
        # A merge names both entries of a person; anything else goes to the one that is kept.
        follow = table is not party_merge
        values = {name: self._refer.value(table, name, new[name], follow) for name in new}
        if table is party_merge:
            values["moved"] = self._refer.moved(new["moved"])
        here = self._here(table, values)
        if here is not None:
            self._compare(table, here, values)
            return
        if table in WITH_FILES and not self._with_content(values):
            self._await(table, new)
            return
        if table.name in SERIALS:
            self._number(table, SERIALS[table.name], values)
        allowed = (
            item_open(self._connection, values, self._kind)
            if table is approval_step
            else nullcontext()
        )
        with allowed:
            self._connection.execute(insert(table).values(**values))
        if table is approval and self._is_lost:
            let_wait(self._connection, values["id"])
        self.outcome.wrote += 1
        self.outcome.loans |= loans_of(self._connection, table, values)

    def _here(self, table: Table, values: Row) -> Row | None:
        is_row = [table.c[name].is_not_distinct_from(values[name]) for name in key_columns(table)]
        wanted = select(*columns_of(table)).where(*is_row)
        row = self._connection.execute(wanted).mappings().first()
        return None if row is None else dict(row)

    def _compare(self, table: Table, here: Row, values: Row) -> None:
        """Tell of what two lines entered apart about one guarantor; all else has one author."""
        if table is guarantee:
            is_row = [table.c[name] == here[name] for name in key_columns(table)]
            for name, there in values.items():
                if here[name] != there:
                    self._differs(table, is_row, here["guarantor"], name, here[name], there)

    def _number(self, table: Table, name: str, values: dict[str, Any]) -> None:
        """Let a paper be found whose number another one bears here: a database was copied and used
        twice. Both are in somebody's hands, so the number stays and is told apart by a mark.
        """
        serial = values[name]
        self.outcome.serials.append(serial)
        taken = select(table.c[name]).where(table.c[name].startswith(serial, autoescape=True))
        here = set(self._connection.execute(taken).scalars())
        marked = (f"{serial}({number})" for number in count(2))
        values[name] = next(each for each in chain([serial], marked) if each not in here)

    def _with_content(self, values: dict[str, Any]) -> bool:
        """Add the content of a photo where it is here; without it there is no row."""
        content = self._content
        for table in WITH_FILES:
            if content is None:
                wanted = select(table.c.content).where(table.c.sha256 == values["sha256"]).limit(1)
                content = self._connection.execute(wanted).scalar()
        values["content"] = content
        return content is not None

    def _await(self, table: Table, new: Row) -> None:
        """Keep the row until its photo comes."""
        mark = PartMark(new["sha256"], new["size"], new["file_name"])
        row = json.dumps({"table": table.name, "new": new}, ensure_ascii=False)
        values = {"id": new["id"], "event_id": self._event_id, **asdict(mark), "row": row}
        statement = upsert(awaited_file).values(**values).on_conflict_do_nothing()
        self._connection.execute(statement)
        self.outcome.missing_files.append(mark)

    def _change(self, table: Table, row: Row) -> None:
        require_changeable(table, row["new"])
        is_row = self._refer.is_row(table, row["key"])
        columns = [table.c[name] for name in row["new"]]
        here = self._connection.execute(select(*columns).where(*is_row)).mappings().first()
        if here is None:
            raise missing(table, row["key"])
        values = {}
        for name in row["new"]:
            base, there = (self._refer.value(table, name, row[of][name]) for of in ("old", "new"))
            try:
                found = merged(name, here[name], base, there)
            except DiffersError:
                self._differs(table, is_row, row["key"][0], name, here[name], row["new"][name])
            else:
                if found != here[name]:
                    if target_of(table, name) is party:
                        require_merged(self._connection, table, name, here[name], found)
                    values[name] = found
        if values:
            self._connection.execute(update(table).where(*is_row).values(**values))
            self.outcome.wrote += 1

    def _differs(
        self, table: Table, is_row: Is, key: Any, name: str, here: Any, there: Any
    ) -> None:
        said = (self._debtor(table, is_row), table.name, str(key), name, str(here), str(there))
        self.outcome.conflicts.append(EntryConflict(self._event_id, *said))

    def _debtor(self, table: Table, is_row: Is) -> str:
        """Return the name of the debtor whom a row is about, himself or by his loan."""
        whose = select(party.c.name).where(*is_row)
        if "borrower_pk" in table.columns:
            whose = whose.where(party.c.pk == table.c.borrower_pk)
        elif "party_pk" in table.columns:
            whose = whose.where(party.c.pk == table.c.party_pk)
        elif "loan_pk" in table.columns:
            whose = whose.where(loan.c.pk == table.c.loan_pk, party.c.pk == loan.c.borrower_pk)
        elif table is not party:
            return ""
        return str(self._connection.execute(whose).scalar() or "")


def _known_table(row: Row) -> Table:
    """Return the table of a row; a newer program may know more of them, and more columns."""
    table = _TABLES.get(row["table"])
    if table is None:
        raise HeldError(HoldReason.NEWER, row["table"])
    known = {column.name for column in columns_of(table)}
    if unknown := row["new"].keys() - known:
        raise HeldError(HoldReason.NEWER, f"{table.name}.{min(unknown)}")
    return table
