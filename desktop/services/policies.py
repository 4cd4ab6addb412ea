"""The bank's own rows of the dated tables: head office hands them over, a branch adopts them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.permissions import Action, Part
from desktop.domain.policy import DEFAULT_POLICY, Dated, Policy
from desktop.domain.policy.codec import NamedRow, read_rows, row_to_plain, table_of, with_rows
from desktop.domain.policy.holidays import calendar_with
from desktop.services.branch import new_id
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries, UnitOfWork
from desktop.services.progress import Progress
from desktop.services.recompute import rewrite_clocks


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that is adopted, and the row of the same table and day that it replaces, if any."""

    table: str
    row: Dated[Any]
    before: Dated[Any] | None


@dataclass(frozen=True, slots=True)
class Adoption:
    """What adopting a file changed: rows, and how many stored clocks came out differently.

    ``desk`` works by the new tables; a window that is open keeps the old ones until its next start.
    """

    changes: tuple[RowChange, ...]
    clocks_changed: int
    desk: Desk


def effective(queries: Queries) -> Policy:
    """Return the shipped tables with every row that head office set."""
    return with_rows(DEFAULT_POLICY, queries.policy_rows())


@permitted(Action.SEE, Part.READ)
def in_force(desk: Desk) -> Desk:
    """Return the desk working by the tables that its database holds, rest days included."""
    with desk.store.read() as queries:
        return _working_by(desk, effective(queries))


def changes_of(policy: Policy, rows: Sequence[NamedRow]) -> tuple[RowChange, ...]:
    """Return what rows would change: those that say what is valid already are left out."""
    changes = []
    for each in rows:
        table = table_of(policy, each.table)
        before = next((row for row in table if row.since == each.row.since), None)
        if before != each.row:
            changes.append(RowChange(each.table, each.row, before))
    return tuple(changes)


@permitted(Action.POLICY)
def preview(desk: Desk, path: Path) -> tuple[RowChange, ...]:
    """Return what adopting a file would change, without storing; raises as :func:`adopt` does."""
    rows = _read(path)
    with desk.store.read() as queries:
        policy = effective(queries)
    _working_by(desk, with_rows(policy, rows))
    return changes_of(policy, rows)


@permitted(Action.POLICY)
def adopt(desk: Desk, path: Path, progress: Progress) -> Adoption:
    """Take over a file of rows: check it whole, store it, compute every stored clock again.

    One transaction, one journal entry ``policy_adopted``. Raises ExpectedFailure
    ``policy_unreadable`` for a file that is no JSON, RuleViolation ``policy_rows_wrong`` with all
    its problems, ``policy_nothing_new`` where every row is valid already, and for rest days as
    :func:`~desktop.domain.policy.holidays.calendar_with` does.
    """
    rows = _read(path)
    with desk.store.write() as uow:
        policy = effective(uow)
        changes = changes_of(policy, rows)
        if not changes:
            raise RuleViolation("policy_nothing_new", field="rows", file=path.name)
        changed = [NamedRow(each.table, each.row) for each in changes]
        after = _working_by(desk, with_rows(policy, changed))
        uow.save_policy_rows(changed)
        clocks_changed = rewrite_clocks(after, uow, progress)
        body = {"file_name": path.name, "clocks_changed": clocks_changed, "rows": _plain(changes)}
        uow.record("policy_adopted", new_id(), body, desk.clock.today())
        progress.report("commit")
        uow.commit()
    return Adoption(changes, clocks_changed, after)


def replace_rows(
    desk: Desk, uow: UnitOfWork, rows: Sequence[NamedRow], progress: Progress
) -> tuple[Desk, int]:
    """Put head office's rows in the place of all rows, in the caller's transaction.

    Returns the desk that works by them and how many rows are new, other or gone; stored clocks
    are computed again where there are any. A head office that has no rows of its own leaves the
    branch's as they are. Raises for rest days as :func:`adopt`.
    """
    if not rows:
        return desk, 0
    before = {(each.table, each.row.since): each.row for each in uow.policy_rows()}
    after = {(each.table, each.row.since): each.row for each in rows}
    names = before.keys() | after.keys()
    changed = sum(before.get(name) != after.get(name) for name in names)
    if not changed:
        return desk, 0
    working = _working_by(desk, with_rows(DEFAULT_POLICY, rows))
    uow.replace_policy_rows(rows)
    rewrite_clocks(working, uow, progress)
    return working, changed


def _working_by(desk: Desk, policy: Policy) -> Desk:
    calendar = calendar_with(desk.calendar, policy.holidays)
    return replace(desk, policy=policy, calendar=calendar)


def _read(path: Path) -> list[NamedRow]:
    try:
        plain = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise ExpectedFailure("policy_unreadable", file=path.name) from error
    return read_rows(plain)


def _plain(changes: Sequence[RowChange]) -> list[dict[str, Any]]:
    """Return rows as the journal keeps them, each with the one it replaced."""
    return [
        row_to_plain(NamedRow(each.table, each.row))
        | {"before": row_to_plain(NamedRow(each.table, each.before)) if each.before else None}
        for each in changes
    ]
