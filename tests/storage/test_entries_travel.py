"""Entries of one database taken in by another that read the same ledger for itself."""

from dataclasses import replace

import pytest

from desktop.services.import_records import NewGuarantor
from desktop.services.progress import NoProgress
from desktop.storage.store import create_store
from tests import money_rows
from tests.storage.conftest import DAY, KEY

NUMBER = "439985194806046550"


def read_ledger(store, rows, *, known_as=""):
    """Let a database import the ledger; each gives debtors and loans ids of its own."""
    party = {"id_number": NUMBER, "id_problem": ""}
    names = {each: f"{known_as}{each}" for each in ("p1", "p2", "a1", "a2", "b1", "import-1")}
    with store.write() as uow:
        uow.save_installation(replace(rows.installation(), replica_id=f"replica-{known_as}"))
        uow.add_import(rows.ledger_import(names["import-1"]), [])
        uow.add_parties(
            [
                rows.party(names["p1"], **party),
                rows.party(names["p2"], "李十", pinyin="lishi", initials="ls", group="10组"),
            ]
        )
        loans = [("a1", "p1"), ("a2", "p1"), ("b1", "p2")]
        uow.add_loans(
            names["import-1"],
            [rows.loan(names[no], names[who], loan_no=f"No-{no}") for no, who in loans],
        )
        uow.add_guarantors([NewGuarantor(names["a1"], "王五")])
        uow.record("ledger_imported", names["import-1"], {}, DAY)
        uow.commit()


@pytest.fixture
def here(store, rows):
    read_ledger(store, rows)
    return store


@pytest.fixture
def there(tmp_path, clock, rows):
    made = create_store(tmp_path / "other.db", KEY, clock)
    read_ledger(made, rows, known_as="x-")
    yield made
    made.close()


def written(store, kind, *acts, subjects=()):
    """Do something in one entry."""
    with store.write() as uow:
        for act in acts:
            act(uow)
        uow.record(kind, "e", {}, DAY, subjects)
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


def test_a_repayment_recorded_elsewhere_is_ours_by_loan_number_and_identity(here, there):
    paid = money_rows.repayment()
    written(here, "repayment_recorded", lambda uow: uow.add_repayment(paid))
    result = taken(there, sent(here))
    assert (result.new, result.known, result.applied, result.held) == (1, 0, 1, ())
    assert result.loans == {"x-a1"}
    with there.read() as queries:
        assert queries.repayment(paid.id).party_id == "x-p1"
        assert "repayment_recorded" in {each.kind for each in queries.timeline("x-p1")}
    own = "SELECT count(*) FROM entry_rows WHERE local_no > 1"
    assert one(there, own) == 0
    assert there.verify(NoProgress()) == []


def test_taking_the_same_entries_again_changes_nothing(here, there):
    written(here, "repayment_recorded", lambda uow: uow.add_repayment(money_rows.repayment()))
    taken(there, sent(here))
    before = one(there, "SELECT count(*) FROM repayment")
    result = taken(there, sent(here))
    assert (result.new, result.known, result.applied) == (0, 1, 0)
    assert one(there, "SELECT count(*) FROM repayment") == before == 1
