"""The newest ledger of each branch, and the heads of those before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, select

from desktop.services.collection_records import LedgerOfBranch, LoanLine
from desktop.storage.collection.asking import Asking, Changing
from desktop.storage.collection.tables import ledger, listed, loan
from desktop.storage.collection.values import among, from_row, to_row

_AT_ONCE = 1_000


class LedgerQueries(Asking):
    """Questions about ledgers."""

    def ledger(self, branch: str) -> LedgerOfBranch | None:
        newest = select(ledger).where(ledger.c.branch == branch).order_by(ledger.c.no.desc())
        rows = self._rows(newest.limit(1))
        return from_row(LedgerOfBranch, rows[0]) if rows else None

    def loans(self, branch: str) -> Iterable[LoanLine]:
        statement = (
            select(loan.c.loan_no, loan.c.borrower, loan.c.balance_fen, loan.c.row)
            .where(loan.c.branch == branch)
            .order_by(loan.c.loan_no)
            .execution_options(yield_per=_AT_ONCE)
        )
        return (LoanLine(*row) for row in self._connection.execute(statement))

    def known_loans(self, branch: str, loan_nos: Sequence[str]) -> frozenset[str]:
        statement = select(listed.c.loan_no).where(
            listed.c.branch == branch, among(listed.c.loan_no, loan_nos)
        )
        return frozenset(self._connection.execute(statement).scalars())


class LedgerWrites(Changing, LedgerQueries):
    """A ledger put in the place of the one before."""

    def replace_ledger(self, ledger_: LedgerOfBranch, loans: Iterable[LoanLine]) -> None:
        row = to_row(ledger_)
        del row["branch"]
        self._add_numbered(ledger, row)
        self._connection.execute(delete(loan).where(loan.c.branch == self._branch))
        self._add_new(loan, ((self._branch, *line) for line in _once(loans)))
        numbers = select(loan.c.branch, loan.c.loan_no).where(loan.c.branch == self._branch)
        adding = self._insert(listed).from_select(["branch", "loan_no"], numbers)
        self._connection.execute(adding.on_conflict_do_nothing())


def _once(loans: Iterable[LoanLine]) -> Iterable[LoanLine]:
    """Yield the first line of each loan: what a branch lists twice is kept as it stands first."""
    seen: set[str] = set()
    for line in loans:
        if line.loan_no not in seen:
            seen.add(line.loan_no)
            yield line
