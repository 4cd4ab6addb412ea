"""Two databases of one branch: each read the ledger for itself, and takes the other's entries."""

import json
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from desktop.services.import_records import NewGuarantor
from desktop.storage.capture import KnownKeys, captured_tables, columns_of

DAY = date(2026, 9, 30)
NUMBER = "439985194806046550"
LOANS = (("a1", "p1"), ("a2", "p1"), ("b1", "p2"))


def read_ledger(store, rows, known_as="", loans=LOANS):
    """Let a database import the ledger; each gives debtors and loans ids of its own."""
    import_id = f"{known_as}import-1"
    with store.write() as uow:
        known = set(uow.known_parties().values())
        if not known:
            uow.save_installation(replace(rows.installation(), replica_id=f"replica{known_as}"))
            uow.add_parties(
                [
                    rows.party(f"{known_as}p1", id_number=NUMBER, id_problem=""),
                    rows.party(f"{known_as}p2", "李十", pinyin="lishi", initials="ls"),
                ]
            )
        else:
            import_id += "-later"
        uow.add_import(rows.ledger_import(import_id), [])
        uow.add_loans(
            import_id,
            [rows.loan(known_as + no, known_as + of, loan_no=f"No-{no}") for no, of in loans],
        )
        uow.add_guarantors([NewGuarantor(known_as + no, "王五") for no, _ in loans if no == "a1"])
        uow.record("ledger_imported", import_id, {}, DAY)
        uow.commit()


def written(store, kind, *acts):
    """Do something in one entry."""
    with store.write() as uow:
        for act in acts:
            act(uow)
        uow.record(kind, "e", {}, DAY)
        uow.commit()


def sent(store, after=1):
    with store.read() as queries:
        return list(queries.entries_from(after))


def taken(store, entries):
    with store.write() as uow:
        result = uow.take_entries(entries)
        uow.record("entries_taken", "e", {}, DAY)
        uow.commit()
    return result


def one(store, sql):
    with store.read() as queries:
        return queries._connection.exec_driver_sql(sql).scalar_one()


def content(store, *without):
    """Return every captured row as everybody knows it; debtors by the ids of the first PC."""
    found = {}
    with store.read() as queries:
        connection = queries._connection
        known = KnownKeys(connection)
        for table in captured_tables():
            if table.name in ("installation", "app_user", *without):
                continue
            rows = connection.execute(select(*columns_of(table))).mappings()
            lines = [json.dumps(known.row(table, dict(row)), sort_keys=True) for row in rows]
            found[table.name] = sorted(line.replace('"x-', '"') for line in lines)
        standing = (
            "SELECT l.loan_no, l.status, p.name FROM loan l JOIN party p ON p.pk = borrower_pk"
        )
        found["loan"] = sorted(map(tuple, connection.exec_driver_sql(standing)))
    return found
