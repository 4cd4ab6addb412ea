"""Lists and copies that leave the database: each leaves a journal entry, or nothing at all."""

from datetime import date

import pytest

from desktop.domain.delivery import Boxes, DeliveryAct, Method, Signer
from desktop.domain.errors import ExpectedFailure
from desktop.services.delivery import record
from desktop.services.export import export_ledger, export_table, save_evidence
from desktop.services.list_records import LedgerFilter, SortKey
from desktop.services.notices import Choice, issue
from desktop.services.progress import NoProgress
from desktop.services.proposals import propose
from desktop.services.table_ports import TableColumn

TODAY = date(2026, 10, 10)


def entries(desk, kind):
    with desk.store.read() as queries:
        return list(queries.journal_of_kind(kind))


@pytest.fixture
def proved(desk, take_in, ledger, tmp_path):
    """A delivery with a file of evidence that is no picture."""
    take_in(ledger.row("L1"))
    party_id = propose(desk, TODAY)[0].party.id
    serial = issue(desk, [Choice(party_id, 1)], TODAY, NoProgress()).facts[0].serial
    recording = tmp_path / "call.amr"
    recording.write_bytes(b"#!AMR recording")
    act = DeliveryAct(Method.IN_PERSON, Signer.SELF, TODAY, Boxes(received=True))
    record(desk, serial, act, [recording])
    with desk.store.read() as queries:
        [delivery] = queries.deliveries()
        [evidence] = queries.evidence_of(delivery.id)
    return delivery, evidence, party_id


def test_a_list_written_for_excel_stands_in_the_journal_with_its_rows(desk, tmp_path):
    columns = (TableColumn("户"), TableColumn("金额", money=True))
    rows = (("周田生", 100), ("夏文水", 250))
    assert export_table(desk, columns, iter(rows), tmp_path / "list.xlsx", "debtors") == 2
    [entry] = entries(desk, "table_exported")
    assert entry.body == {"list": "debtors", "rows": 2, "file_name": "list.xlsx"}


def test_the_ledger_goes_the_same_way(desk, take_in, ledger, tmp_path):
    take_in(ledger.row("L1"), ledger.row("L2"))
    wanted, path = LedgerFilter(), tmp_path / "ledger.xlsx"
    assert export_ledger(desk, wanted, SortKey.ROUTE, False, path, NoProgress()) == 2
    [entry] = entries(desk, "table_exported")
    assert (entry.body["list"], entry.body["rows"]) == ("ledger", 2)


def test_a_list_that_could_not_be_written_leaves_no_entry(desk, tmp_path):
    with pytest.raises(ExpectedFailure, match="file_not_written"):
        export_table(desk, (), (), tmp_path / "nowhere" / "list.xlsx", "debtors")
    assert entries(desk, "table_exported") == []


def test_a_copy_of_evidence_is_the_file_itself_and_stands_in_the_dossier(desk, proved, tmp_path):
    delivery, evidence, party_id = proved
    save_evidence(desk, delivery, evidence, tmp_path / "copy.amr")
    assert (tmp_path / "copy.amr").read_bytes() == b"#!AMR recording"
    with desk.store.read() as queries:
        assert queries.timeline(party_id)[0].kind == "evidence_copied"


def test_a_copy_that_could_not_be_written_leaves_no_entry(desk, proved, tmp_path):
    delivery, evidence, _ = proved
    with pytest.raises(ExpectedFailure, match="file_not_written"):
        save_evidence(desk, delivery, evidence, tmp_path / "nowhere" / "copy.amr")
    assert entries(desk, "evidence_copied") == []
