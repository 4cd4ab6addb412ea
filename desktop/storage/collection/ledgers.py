"""The newest ledgers of each branch, one a kind of file, and the heads of those before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, func, select

from desktop.services.collection_records import LedgerOfBranch, LoanLine
from desktop.storage.collection.asking import Asking, Changing
from desktop.storage.collection.tables import ledger, ledger_now, listed, loan
from desktop.storage.collection.values import among, from_row, to_row

_AT_ONCE = 1_000
CURRENT = (ledger.c.branch == ledger_now.c.branch) & (ledger.c.no == ledger_now.c.no)


class LedgerQueries(Asking):
    """Questions about ledgers."""

    def ledgers(self, branch: str) -> Sequence[LedgerOfBranch]:
        now = select(ledger).join(ledger_now, CURRENT).where(ledger.c.branch == branch)
        ordered = now.order_by(ledger.c.as_of, ledger.c.no)
        return [from_row(LedgerOfBranch, row) for row in self._rows(ordered)]

    def loans(self, ledger_: LedgerOfBranch) -> Iterable[LoanLine]:
        statement = (
            select(loan.c.loan_no, loan.c.borrower, loan.c.balance_fen, loan.c.row)
            .where(loan.c.branch == ledger_.branch, loan.c.ledger == ledger_.no)
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
    """A ledger put in the place of those that it replaces."""

    def replace_ledger(self, ledger_: LedgerOfBranch, loans: Iterable[LoanLine]) -> None:
        for each in self.ledgers(self._branch):
            if ledger_.replaces(each):
                self._forget(each)
        row = to_row(ledger_)
        del row["branch"]
        self._add_numbered(ledger, row)
        newest = select(func.max(ledger.c.no)).where(ledger.c.branch == self._branch)
        no = self._connection.execute(newest).scalar_one()
        self._add(ledger_now, {"no": no})
        self._add_new(loan, ((self._branch, no, *line) for line in _once(loans)))
        added = loan.c.branch == self._branch, loan.c.ledger == no
        numbers = select(loan.c.branch, loan.c.loan_no).where(*added)
        adding = self._insert(listed).from_select(["branch", "loan_no"], numbers)
        self._connection.execute(adding.on_conflict_do_nothing())

    def _forget(self, ledger_: LedgerOfBranch) -> None:
        for table, column in ((ledger_now, ledger_now.c.no), (loan, loan.c.ledger)):
            of_it = table.c.branch == self._branch, column == ledger_.no
            self._connection.execute(delete(table).where(*of_it))


def _once(loans: Iterable[LoanLine]) -> Iterable[LoanLine]:
    """Yield the first line of each loan: what a branch lists twice is kept as it stands first."""
    seen: set[str] = set()
    for line in loans:
        if line.loan_no not in seen:
            seen.add(line.loan_no)
            yield line
