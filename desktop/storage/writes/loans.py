"""Writing ledgers: 100,000 loans in one transaction, straight through the driver."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import repeat

from sqlalchemy import func, insert, select, update

from desktop.domain.ledger import LedgerProblem
from desktop.services.import_records import ChangedLoan, KnownLoan, NewGuarantor, NewLoan
from desktop.services.records import LedgerImport, LoanStatus
from desktop.storage import tables
from desktop.storage.capture import forget_changes
from desktop.storage.tables import guarantor, ledger_problem, loan
from desktop.storage.values import among, known_day, to_day
from desktop.storage.values import from_day as iso
from desktop.storage.writes.indexing import indexed_afterwards
from desktop.storage.writes.recording import Recording

_STEP = 5_000


class LoanWrites(Recording):
    """Writes of an import, and of the decisions that follow it."""

    def known_loans(self) -> Mapping[str, KnownLoan]:
        # Joined by hand: SQLite would walk the loans of each debtor, all over the file.
        who = {
            pk: (party_id, name)
            for pk, party_id, name in self._connection.exec_driver_sql(_BORROWERS).all()
        }
        return {
            no: KnownLoan(
                id_, *who[by], balance, on, off, rank, to_day(due), officer, known_day(as_of), *rest
            )
            for no, id_, by, balance, on, off, rank, due, officer, as_of, *rest in (
                self._connection.exec_driver_sql(_KNOWN_LOANS).all()
            )
        }

    def add_import(self, ledger_import: LedgerImport, problems: Sequence[LedgerProblem]) -> None:
        values = asdict(ledger_import) | {
            "as_of": iso(ledger_import.as_of),
            "recorded_at": ledger_import.recorded_at.isoformat(),
        }
        self._connection.execute(insert(tables.ledger_import).values(**values))
        import_pk = self._import_pk(ledger_import.id)
        rows = [
            {
                "import_pk": import_pk,
                "code": each.code,
                "sheet": each.sheet,
                "row_no": each.row,
                "line_no": each.line,
                "column_name": each.column,
                "value": each.value,
                "name": each.name,
                "refused": int(each.refused),
            }
            for each in problems
        ]
        if rows:
            self._connection.execute(insert(ledger_problem), rows)

    def add_loans(self, import_id: str, loans: Sequence[NewLoan]) -> None:
        if not loans:
            return
        import_pk = self._import_pk(import_id)
        borrowers = self._party_keys.mapping(each.borrower_id for each in loans)
        keys = self._loan_keys.new([each.id for each in loans])
        with indexed_afterwards(self._connection, loan, len(loans)):
            for first in range(0, len(loans), _STEP):
                some = slice(first, first + _STEP)
                rows = _loan_rows(keys[some], loans[some], borrowers, import_pk)
                self._connection.exec_driver_sql(_INSERT_LOAN, rows)

    def add_guarantors(self, guarantors: Sequence[NewGuarantor]) -> None:
        if not guarantors:
            return
        keys = self._loan_keys.mapping(each.loan_id for each in guarantors)
        highest = select(func.coalesce(func.max(guarantor.c.position), 0))
        start = self._connection.execute(highest).scalar_one() + 1
        self._connection.exec_driver_sql(
            "INSERT INTO guarantor (loan_pk, position, name) VALUES (?, ?, ?)",
            [
                (keys[loan_id], position, name)
                for position, (loan_id, name) in enumerate(guarantors, start)
            ],
        )

    def change_loans(self, import_id: str, loans: Sequence[ChangedLoan]) -> None:
        """Write new figures and keep the old ones as the import's changes.

        A loan that was missing, or that a person had written off as settled or moved, stands in
        the ledger again and is active: its change says ``reappeared``.
        """
        if not loans:
            return
        keys = self._loan_keys.mapping(each.id for each in loans)
        run = self._connection.exec_driver_sql
        run(_CREATE_NEW_FIGURES)
        run(
            "INSERT INTO new_figures VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (keys[each.id], *each[1:5], iso(each.due_on), each.officer, iso(each.reported_on))
                for each in loans
            ],
        )
        run(_KEEP_OLD_FIGURES, (self._import_pk(import_id),))
        run(_WRITE_NEW_FIGURES)
        run(_RETURN_LOANS)
        run("DROP TABLE temp.new_figures")
        forget_changes(self._connection, loan.name)

    def mark_missing(self, import_id: str, loan_ids: Sequence[str]) -> None:
        keys = self._loan_keys.mapping(loan_ids)
        import_pk = self._import_pk(import_id)
        rows = [(import_pk, keys[loan_id]) for loan_id in loan_ids]
        if rows:
            self._connection.exec_driver_sql(_KEEP_MISSING, rows)
            self._connection.execute(
                update(loan)
                .where(among(loan.c.id, loan_ids))
                .values(status=LoanStatus.MISSING.value)
            )
            forget_changes(self._connection, loan.name)

    def set_loan_status(self, loan_id: str, status: LoanStatus) -> None:
        pk = self._loan_keys.of(loan_id)
        self._connection.execute(update(loan).where(loan.c.pk == pk).values(status=status.value))

    def _import_pk(self, import_id: str) -> int:
        imports = tables.ledger_import.c
        wanted = select(imports.pk).where(imports.id == import_id)
        return int(self._connection.execute(wanted).scalar_one())


def _loan_rows(
    keys: Sequence[int], loans: Sequence[NewLoan], borrowers: Mapping[str, int], import_pk: int
) -> list[tuple[object, ...]]:
    """Return what is inserted, made column by column: ten times as fast as row by row."""
    columns: dict[str, Iterable[object]] = dict(
        zip(NewLoan._fields, zip(*loans, strict=True), strict=True)
    )
    columns["borrower_id"] = [borrowers[each.borrower_id] for each in loans]
    for name in _LOAN_DAYS:
        columns[name] = map(iso, columns[name])
    return list(zip(keys, repeat(import_pk), *columns.values(), strict=False))


_LOAN_DAYS = (
    "disbursed_on",
    "due_on",
    "reported_on",
    "last_day",
    "legal_last_day",
    "proved_last_day",
)

_INSERT_LOAN = """
    INSERT INTO loan (
        pk, import_pk, id, loan_no, contract_no, borrower_pk, disbursed_on, due_on, amount_fen,
        balance_fen, on_balance_interest_fen, off_balance_interest_fen, reported_on, rate,
        rate_unit, five_class, officer, purpose, remark, source, last_day, legal_last_day,
        proved_last_day, clock_state
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

_KNOWN_LOANS = """
    SELECT loan_no, id, borrower_pk, balance_fen, on_balance_interest_fen,
        off_balance_interest_fen, five_class, due_on, officer, reported_on, status, source
    FROM loan
"""

_BORROWERS = "SELECT pk, id, name FROM party"

_CREATE_NEW_FIGURES = """
    CREATE TEMP TABLE new_figures (
        loan_pk INTEGER PRIMARY KEY, balance_fen INTEGER, on_balance_interest_fen INTEGER,
        off_balance_interest_fen INTEGER, five_class TEXT, due_on TEXT, officer TEXT,
        reported_on TEXT
    )
"""

_CHANGE_COLUMNS = """
    import_pk, loan_pk, kind, balance_before_fen, balance_after_fen, on_balance_before_fen,
    on_balance_after_fen, off_balance_before_fen, off_balance_after_fen, class_before,
    class_after, due_before, due_after, officer_before, officer_after, reported_before
"""

_KEEP_OLD_FIGURES = f"""
    INSERT INTO loan_change ({_CHANGE_COLUMNS})
    SELECT ?, old.pk, CASE old.status WHEN 'active' THEN 'updated' ELSE 'reappeared' END,
        old.balance_fen, new.balance_fen,
        old.on_balance_interest_fen, new.on_balance_interest_fen,
        old.off_balance_interest_fen, new.off_balance_interest_fen,
        old.five_class, new.five_class, old.due_on, new.due_on, old.officer, new.officer,
        old.reported_on
    FROM temp.new_figures AS new JOIN loan AS old ON old.pk = new.loan_pk
"""

_WRITE_NEW_FIGURES = """
    UPDATE loan SET
        balance_fen = new.balance_fen,
        on_balance_interest_fen = new.on_balance_interest_fen,
        off_balance_interest_fen = new.off_balance_interest_fen,
        five_class = new.five_class, due_on = new.due_on, officer = new.officer,
        reported_on = new.reported_on
    FROM temp.new_figures AS new WHERE loan.pk = new.loan_pk
"""

# Apart, since writing a status that is the same would still rewrite its index.
_RETURN_LOANS = """
    UPDATE loan SET status = 'active'
    WHERE status <> 'active' AND pk IN (SELECT loan_pk FROM temp.new_figures)
"""

_KEEP_MISSING = f"""
    INSERT INTO loan_change ({_CHANGE_COLUMNS})
    SELECT ?, pk, 'missing', balance_fen, balance_fen, on_balance_interest_fen,
        on_balance_interest_fen, off_balance_interest_fen, off_balance_interest_fen, five_class,
        five_class, due_on, due_on, officer, officer, reported_on
    FROM loan WHERE pk = ?
"""
