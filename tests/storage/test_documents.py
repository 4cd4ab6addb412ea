"""Documents and templates in the database: kept as they were issued, never changed."""

from dataclasses import replace
from datetime import date

import pytest
import sqlcipher3.dbapi2 as driver

from desktop.domain.documents import DocumentKind
from desktop.domain.rounds import NoticeState
from desktop.services.paper_ports import StoredTemplate, TemplateFormat
from desktop.services.progress import NoProgress
from desktop.services.records import Document
from desktop.storage import migrations, upgrade
from desktop.storage.engine import connect
from desktop.storage.journal import Origin, append
from desktop.storage.store import create_store, open_store

DAY = date(2026, 10, 10)
OF_A_DEBTOR = Document(
    id="d1",
    batch_id="b1",
    serial="PA26-W0001",
    kind=DocumentKind.GUARANTOR_NOTICE,
    party_id="p1",
    subject="夏娟安",
    issued_on=DAY,
    state=NoticeState.GENERATED,
    printed_on=None,
    handed_out_on=None,
    reprints=0,
    facts='{"a":1}',
)
OF_THE_BRANCH = replace(OF_A_DEBTOR, id="d2", serial="PA26-W0002", party_id="")


@pytest.fixture
def stored(store, filled):
    with store.write() as uow:
        uow.add_documents([OF_A_DEBTOR, OF_THE_BRANCH])
        uow.add_documents([])
        uow.record("documents_issued", "b1", {}, DAY)
        uow.commit()
    return store


def change(store, do) -> None:
    with store.write() as uow:
        do(uow)
        uow.record("changed", "b1", {}, DAY)
        uow.commit()


def test_documents_are_found_by_debtor_by_serial_and_as_the_newest(stored):
    with stored.read() as queries:
        assert queries.documents_of("p1") == [OF_A_DEBTOR]
        assert queries.documents(["PA26-W0002", "no such", "PA26-W0001"]) == [
            OF_THE_BRANCH,
            OF_A_DEBTOR,
        ]


def serials(heads):
    return [each.serial for each in heads]


def test_a_list_of_documents_is_read_by_state_and_without_what_stands_on_them(stored):
    change(stored, lambda uow: uow.set_document_state(["d2"], NoticeState.PRINTED, DAY))
    with stored.read() as queries:
        assert serials(queries.newest_documents()) == ["PA26-W0002", "PA26-W0001"]
        assert serials(queries.newest_documents(limit=1)) == ["PA26-W0002"]
        assert serials(queries.newest_documents(NoticeState.GENERATED, 1)) == ["PA26-W0001"]
        assert serials(queries.newest_documents(limit=None)) == ["PA26-W0002", "PA26-W0001"]
        (head,) = queries.newest_documents(NoticeState.GENERATED)
    assert not hasattr(head, "facts")
    assert (head.id, head.subject, head.party_id) == ("d1", "夏娟安", "p1")


def test_documents_in_a_state_are_counted_and_the_oldest_is_known(stored):
    with stored.read() as queries:
        assert queries.count_documents(NoticeState.GENERATED) == 2
        assert queries.oldest_document(NoticeState.GENERATED).serial == "PA26-W0001"
        assert queries.count_documents(NoticeState.HANDED_OUT) == 0
        assert queries.oldest_document(NoticeState.HANDED_OUT) is None


def test_a_document_moves_through_its_states_and_reprints_are_counted(stored):
    change(stored, lambda uow: uow.set_document_state(["d1"], NoticeState.PRINTED, DAY))
    change(stored, lambda uow: uow.count_document_reprint(["d1", "d2"]))
    with stored.read() as queries:
        first, second = queries.documents(["PA26-W0001", "PA26-W0002"])
    assert (first.state, first.printed_on, first.reprints) == (NoticeState.PRINTED, DAY, 1)
    assert (second.state, second.printed_on, second.reprints) == (NoticeState.GENERATED, None, 1)


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE document SET facts = '{}'", "frozen"),
        ("UPDATE document SET subject = 'x'", "frozen"),
        ("UPDATE document SET serial = 'x'", "frozen"),
        ("DELETE FROM document", "stays"),
    ],
)
def test_what_a_document_says_is_never_changed_nor_deleted(stored, path, key, statement, reason):
    connection = connect(path, key)
    with pytest.raises(driver.IntegrityError, match=reason):
        connection.execute(statement)
    connection.close()


def test_a_serial_is_given_once(stored):
    with pytest.raises(Exception, match="UNIQUE"), stored.write() as uow:
        uow.add_documents([replace(OF_A_DEBTOR, id="d3")])


def test_templates_come_back_as_they_were_stored_once_a_version(stored):
    first = StoredTemplate("receipt/2", TemplateFormat.TOML, "标题".encode(), DAY)
    second = replace(first, format=TemplateFormat.DOCX, content=b"PK")
    change(stored, lambda uow: uow.add_template(first))
    change(stored, lambda uow: uow.add_template(second))
    with stored.read() as queries:
        assert queries.templates() == [second, first]
    with pytest.raises(Exception, match="UNIQUE"), stored.write() as uow:
        uow.add_template(replace(first, content=b"other"))


def test_a_database_of_the_release_before_gets_both_tables_and_keeps_its_history(
    path, key, clock, monkeypatch
):
    with monkeypatch.context() as before:
        before.setattr(migrations, "REVISIONS", migrations.REVISIONS[:2])
        before.setattr(upgrade, "NEWEST", "0002")
        old = create_store(path, key, clock)
        with old._engine.begin() as connection:
            origin = Origin("local", "run-1", "replica-1")
            append(connection, origin, "e1", "something", "x", {}, DAY, clock.now(), [])
        old.close()
    upgraded = open_store(path, key, clock)
    assert upgraded.verify(NoProgress()) == []
    with upgraded.read() as queries:
        assert queries.newest_documents() == []
        assert queries.templates() == []
        assert [entry.kind for entry in queries.journal_of_kind("something")] == ["something"]
    upgraded.close()
