"""Money that entries speak of: added up over distinct entries, and what may be there twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, and_, case, func, select

from desktop.services.collection_records import REVERSAL, MoneyRow, PossibleDouble
from desktop.storage.collection.asking import AnyMapping, Asking, of_branch
from desktop.storage.collection.tables import double_decision, entry, money, suspect
from desktop.storage.collection.tallies import Tallying
from desktop.storage.collection.values import among, stored

_AMOUNT = "amount"
"""Same loan, same day, same amount."""
_RECEIPT = "receipt"
"""Same number of a receipt."""

Suspicion: TypeAlias = tuple[str, str, str, str, str, int]
"""A row of ``suspect`` after its branch: the key, why, and what is shared."""


@dataclass(slots=True)
class Group:
    """A possible double with the money rows of each of its entries, the first received first."""

    rows: dict[str, list[AnyMapping]] = field(default_factory=dict)
    judged: frozenset[str] = frozenset()
    kept: tuple[str, ...] = ()
    decision: AnyMapping = field(default_factory=dict)

    @property
    def is_decided(self) -> bool:
        """An entry that came after the decision opens the question again."""
        return bool(self.decision) and self.judged.issuperset(self.rows)

    def in_doubt(self) -> Iterable[AnyMapping]:
        """Yield the rows that do not count as confirmed."""
        counting = set(self.kept)
        if not counting and not self.is_decided:
            counting = {next(each for each in self.rows if each not in self.judged)}
        for event_id, rows in self.rows.items():
            if event_id not in counting:
                yield from rows


class MoneyQueries(Asking):
    """Questions about money."""

    def known_repayments(self, branch: str, ids: Sequence[str]) -> frozenset[str]:
        statement = select(money.c.repayment_id).where(
            money.c.branch == branch, money.c.reversal == 0, among(money.c.repayment_id, ids)
        )
        return frozenset(self._connection.execute(statement).scalars())

    def money_total(self, branch: str) -> tuple[int, int]:
        of_reversals = case((money.c.reversal == 1, -money.c.fen), else_=0)
        of_payments = case((money.c.reversal == 0, money.c.fen), else_=0)
        sums = select(func.sum(of_payments), func.sum(of_reversals)).where(money.c.branch == branch)
        received, reversed_ = self._connection.execute(sums).one()
        return int(received or 0), int(reversed_ or 0)

    def doubles(self, branch: str = "", decided: bool = False) -> Sequence[PossibleDouble]:
        return [
            _double(branch_, key, group)
            for (branch_, key), group in self.groups(branch).items()
            if group.is_decided == decided
        ]

    def groups(self, branch: str = "") -> Mapping[tuple[str, str], Group]:
        """Return what may be there twice; a repayment that was reversed is no double, but taking it
        back twice is one.

        Where the same entries share loan, day, amount and also a receipt, they are one group.
        """
        groups: dict[tuple[str, str], Group] = {}
        for row in self._suspected(branch):
            group = groups.setdefault((row["branch"], row["key"]), Group())
            group.rows.setdefault(row["event_id"], []).append(row)
        several = {at: each for at, each in groups.items() if len(each.rows) > 1}
        seen: set[tuple[str, tuple[str, ...]]] = set()
        distinct: dict[tuple[str, str], Group] = {}
        for at, group in several.items():
            same = (at[0], tuple(group.rows))
            if same not in seen:
                seen.add(same)
                distinct[at] = group
        self._add_decisions(distinct, branch)
        return distinct

    def _suspected(self, branch: str) -> Iterable[AnyMapping]:
        """Yield money that shares what is suspected; joined outer, so that SQLite begins there."""
        for why, shared in _SHARED.items():
            reversal = money.alias("reversal")
            is_reversed = (
                select(reversal.c.event_id)
                .where(
                    reversal.c.branch == money.c.branch,
                    reversal.c.repayment_id == money.c.repayment_id,
                    reversal.c.reversal == 1,
                )
                .exists()
            )
            is_meant = and_(money.c.reversal == 0, ~is_reversed)
            if why == REVERSAL:
                is_meant = money.c.reversal == 1
            counts = and_(money.c.branch == suspect.c.branch, shared, is_meant)
            named = (entry.c.branch == money.c.branch) & (entry.c.event_id == money.c.event_id)
            rows = self._rows(
                select(suspect.c.key, suspect.c.why, money)
                .select_from(suspect)
                .outerjoin(money, counts)
                .outerjoin(entry, named)
                .where(suspect.c.why == why, *of_branch(suspect, branch))
                .order_by(suspect.c.branch, entry.c.arrival, suspect.c.key, money.c.position)
            )
            yield from (row for row in rows if row["event_id"])

    def _add_decisions(self, groups: Mapping[tuple[str, str], Group], branch: str) -> None:
        rows = self._rows(
            select(double_decision)
            .where(*of_branch(double_decision, branch))
            .order_by(double_decision.c.no)
        )
        for row in rows:  # the newest of a key stays
            group = groups.get((row["branch"], row["key"]))
            if group:
                group.judged = frozenset(json.loads(row["entries"]))
                group.kept = tuple(json.loads(row["kept"]))
                group.decision = row


class MoneyWrites(Tallying, MoneyQueries):
    """Money added, and decided about."""

    def add_money(self, rows: Sequence[MoneyRow]) -> None:
        known = select(money.c.event_id).where(
            money.c.branch == self._branch,
            among(money.c.event_id, list({row.event_id for row in rows})),
        )
        stored_before = set(self._connection.execute(known).scalars())
        new = [row for row in rows if row.event_id not in stored_before]
        if not new:
            return
        self._suspect([row for row in new if not row.reversal])
        self._suspect_reversals([row for row in new if row.reversal])
        self._add_new(money, ((self._branch, *_columns(row)) for row in new))
        self._count(
            received_fen=sum(row.fen for row in new if not row.reversal),
            reversed_fen=-sum(row.fen for row in new if row.reversal),
        )

    def decide_double(self, key: str, kept: Sequence[str], by: str, note: str) -> None:
        """Write down which entries of a possible double are real; KeyError where there is none."""
        entries = tuple(self.groups(self._branch)[self._branch, key].rows)
        self._add_numbered(
            double_decision,
            {
                "key": key,
                "entries": stored(entries),
                "kept": stored(tuple(kept)),
                "decided_by": by,
                "note": note,
                "at": self._now().isoformat(),
            },
        )

    def _suspect(self, payments: Sequence[MoneyRow]) -> None:
        """Remember what payments not added yet have in common with those here, or each other.

        Keys are compared here: left to it, a server without statistics reads the whole branch.
        """
        if not payments:
            return
        days = [row.paid_on for row in payments]
        of_loans = among(money.c.loan_no, list({row.loan_no for row in payments}))
        receipts = list({row.receipt for row in payments if row.receipt})
        self._add_suspicions(
            payments,
            self._rows_of(0, of_loans, money.c.paid_on >= min(days), money.c.paid_on <= max(days)),
            _amount_of,
        )
        self._add_suspicions(
            [row for row in payments if row.receipt],
            self._rows_of(0, among(money.c.receipt, receipts)),
            _receipt_of,
        )

    def _suspect_reversals(self, reversals: Sequence[MoneyRow]) -> None:
        if reversals:
            ids = list({row.repayment_id for row in reversals})
            self._add_suspicions(
                reversals,
                self._rows_of(1, among(money.c.repayment_id, ids)),
                _reversal_of,
            )

    def _rows_of(self, reversal: int, *conditions: ColumnElement[bool]) -> Iterable[MoneyRow]:
        statement = select(*(money.c[name] for name in MoneyRow._fields)).where(
            money.c.branch == self._branch, money.c.reversal == reversal, *conditions
        )
        return (MoneyRow._make(row) for row in self._connection.execute(statement))

    def _add_suspicions(
        self,
        new: Sequence[MoneyRow],
        here: Iterable[MoneyRow],
        key_of: Callable[[MoneyRow], Suspicion],
    ) -> None:
        first: dict[Suspicion, str] = {}
        shared = set()
        for row in new:
            key = key_of(row)
            if first.setdefault(key, row.event_id) != row.event_id:
                shared.add(key)
        shared.update(key for row in here if (key := key_of(row)) in first)
        self._add_missing(suspect, ((self._branch, *key) for key in shared))


_SAME_RECEIPT = money.c.receipt == suspect.c.receipt
_SAME_AMOUNT = and_(
    money.c.loan_no == suspect.c.loan_no,
    money.c.paid_on == suspect.c.paid_on,
    money.c.fen == suspect.c.fen,
)
_SHARED = {
    _AMOUNT: _SAME_AMOUNT,
    _RECEIPT: _SAME_RECEIPT,
    REVERSAL: money.c.repayment_id == func.substr(suspect.c.key, len(REVERSAL) + 2),
}


def _columns(row: MoneyRow) -> tuple[Any, ...]:
    return *row[:3], int(row.reversal), *row[4:]


def _amount_of(row: MoneyRow) -> Suspicion:
    key = f"{_AMOUNT}|{row.loan_no}|{row.paid_on}|{row.fen}"
    return key, _AMOUNT, row.loan_no, "", row.paid_on, row.fen


def _receipt_of(row: MoneyRow) -> Suspicion:
    return f"{_RECEIPT}|{row.receipt}", _RECEIPT, "", row.receipt, "", 0


def _reversal_of(row: MoneyRow) -> Suspicion:
    return f"{REVERSAL}|{row.repayment_id}", REVERSAL, "", row.receipt, "", 0


def _double(branch: str, key: str, group: Group) -> PossibleDouble:
    """Return a group as a record; of a receipt the amount is that of its first entry."""
    first = next(iter(group.rows.values()))
    decided = group.is_decided
    return PossibleDouble(
        branch,
        key,
        first[0]["why"],
        first[0]["loan_no"],
        first[0]["receipt"],
        first[0]["paid_on"],
        sum(row["fen"] for row in first),
        tuple(group.rows),
        group.kept,
        group.decision["decided_by"] if decided else "",
        group.decision["note"] if decided else "",
    )
