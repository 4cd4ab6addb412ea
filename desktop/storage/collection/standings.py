"""The list of branches: every figure in one query for all of them, never one a branch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Table, func, select

from desktop.services.collection_records import BranchStanding
from desktop.storage.collection.asking import AnyMapping
from desktop.storage.collection.branches import BranchQueries
from desktop.storage.collection.entries import IS_APPLIED, EntryQueries
from desktop.storage.collection.ledgers import CURRENT
from desktop.storage.collection.money import MoneyQueries
from desktop.storage.collection.tables import (
    IS_HELD,
    IS_WAITING,
    entry,
    held,
    ledger,
    ledger_now,
    package,
    replica,
    tally,
)
from desktop.storage.values import AnySelect


class StandingQueries(BranchQueries, EntryQueries, MoneyQueries):
    """How each branch stands."""

    def standings(self) -> Sequence[BranchStanding]:
        packages = self._newest(package, IS_APPLIED)
        ledgers = self._ledgers()
        tallies = {row["branch"]: row for row in self._rows(select(tally))}
        gaps = set(
            self._connection.execute(select(entry.c.branch).where(IS_WAITING).distinct()).scalars()
        )
        replicas = self._counts(_counted(replica).where(replica.c.revoked_on.is_(None)))
        held_ = self._counts(_counted(held).where(IS_HELD))
        forks = Counter(each.branch for each in self.forks() if not each.seen_by)
        doubles, doubtful = self._doubtful()
        standings = []
        for branch in self.branches():
            code = branch.code
            newest, ledger_ = packages.get(code), ledgers.get(code, _NO_LEDGER)
            sums = tallies.get(code, _NOTHING)
            standings.append(
                BranchStanding(
                    branch=branch,
                    replicas=replicas.get(code, 0),
                    last_package_at=_moment(newest),
                    last_number=newest["number"] if newest else 0,
                    last_file=newest["file_name"] if newest else "",
                    complete=code not in gaps,
                    entries=sums["entries"],
                    received_fen=sums["received_fen"],
                    reversed_fen=sums["reversed_fen"],
                    confirmed_fen=(
                        sums["received_fen"] - sums["reversed_fen"] - doubtful.get(code, 0)
                    ),
                    held=held_.get(code, 0),
                    forks=forks.get(code, 0),
                    doubles=doubles.get(code, 0),
                    ledger_as_of=date.fromisoformat(ledger_.as_of) if ledger_.as_of else None,
                    loans=ledger_.loans,
                    balance_fen=ledger_.balance_fen,
                )
            )
        return standings

    def _ledgers(self) -> Mapping[str, _Ledgers]:
        """Return the sums of each branch's ledgers, one a kind of file."""
        sums = select(
            ledger.c.branch,
            func.max(ledger.c.as_of),
            func.sum(ledger.c.loans),
            func.sum(ledger.c.balance_fen),
        )
        rows = self._connection.execute(sums.join(ledger_now, CURRENT).group_by(ledger.c.branch))
        return {code: _Ledgers(as_of, int(loans), int(fen)) for code, as_of, loans, fen in rows}

    def _newest(self, table: Table, *conditions: Any) -> Mapping[str, AnyMapping]:
        """Return each branch's row with the highest number."""
        highest = (
            select(table.c.branch, func.max(table.c.no).label("no"))
            .where(*conditions)
            .group_by(table.c.branch)
            .subquery()
        )
        at = (table.c.branch == highest.c.branch) & (table.c.no == highest.c.no)
        return {row["branch"]: row for row in self._rows(select(table).join(highest, at))}

    def _counts(self, statement: AnySelect) -> Mapping[str, int]:
        return {row[0]: row[1] for row in self._connection.execute(statement)}

    def _doubtful(self) -> tuple[Mapping[str, int], Mapping[str, int]]:
        """Return by branch the open doubles, and the fen that only doubles would add.

        A row of money that is doubtful for two reasons is taken off once.
        """
        groups = self.groups()
        rows = {
            (row["branch"], row["event_id"], row["position"]): row["fen"]
            for group in groups.values()
            for row in group.in_doubt()
        }
        fen: Counter[str] = Counter()
        for (branch, _, _), amount in rows.items():
            fen[branch] += amount
        return Counter(at[0] for at, group in groups.items() if not group.is_decided), fen


class _Ledgers(NamedTuple):
    as_of: str | None
    loans: int
    balance_fen: int


_NO_LEDGER = _Ledgers(None, 0, 0)
_NOTHING = {"entries": 0, "received_fen": 0, "reversed_fen": 0}


def _counted(table: Table) -> AnySelect:
    return select(table.c.branch, func.count()).group_by(table.c.branch)


def _moment(newest: AnyMapping | None) -> datetime | None:
    return datetime.fromisoformat(newest["taken_at"]) if newest else None
