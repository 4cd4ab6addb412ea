"""PostgreSQL alone: opening in words, importers side by side, a server that goes away."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest

from desktop.domain.errors import ExpectedFailure
from desktop.services.collection_records import Branch
from desktop.storage.collection import create_collection_url, open_collection_url
from desktop.storage.collection.entries import EntryWrites
from tests.collection_rows import BRANCH, OTHER, chain, package
from tests.postgres import name_in


@pytest.fixture
def url(postgres):
    return postgres.emptied_database()


@pytest.fixture
def on_server(url, clock):
    collection = open_collection_url(url, clock)
    yield collection
    collection.close()


def refusal(url, clock, **options):
    with pytest.raises(ExpectedFailure) as refused:
        open_collection_url(url, clock, **options)
    return refused.value


@pytest.mark.parametrize(
    "wrong",
    ["", "nonsense", "sqlite:///file.db", "postgresql://server/db", "postgresql+psycopg://server"],
)
def test_an_address_that_is_none(clock, wrong):
    assert refusal(wrong, clock).code == "collection_url_wrong"


def test_no_server_there(clock, tmp_path):
    failure = refusal(f"postgresql+psycopg://u:secret@/db?host={tmp_path}", clock)
    assert failure.code == "collection_gone"
    assert failure.params == {"server": str(tmp_path), "database": "db"}


def test_no_such_database_or_user(postgres, clock):
    assert refusal(postgres.url("nowhere"), clock).code == "collection_database_missing"
    assert refusal(postgres.url("postgres", "nobody"), clock).code == "collection_login_refused"


def test_a_user_who_may_make_no_tables(postgres, clock):
    with postgres.connect() as connection:
        connection.execute("DROP ROLE IF EXISTS reader")
        connection.execute("CREATE ROLE reader LOGIN")
    url = postgres.new_database().replace("qingshou@", "reader@")
    assert refusal(url, clock).code == "collection_not_allowed"


def test_a_database_that_cannot_hold_chinese(postgres, clock):
    with postgres.connect() as connection:
        connection.execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
    try:
        assert refusal(postgres.url("latin"), clock).code == "collection_not_utf8"
    finally:
        with postgres.connect() as connection:
            connection.execute("DROP DATABASE latin")


def test_without_the_driver_the_remedy_is_named(clock):
    program = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from desktop.domain.errors import ExpectedFailure\n"
        "from desktop.storage.collection import open_collection_url\n"
        "try: open_collection_url('postgresql+psycopg://server/db', None)\n"
        "except ExpectedFailure as failure: print(failure.code)\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert ran.stdout == "postgresql_missing\n"


def test_a_database_is_known_as_one_head_offices_and_a_strange_one_is_left_alone(postgres, clock):
    url, own, other = postgres.new_database(), b"a" * 32, b"b" * 32
    assert refusal(url, clock, key=own).code == "collection_other"
    with postgres.connect(name_in(url)) as connection:
        tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        assert connection.execute(tables).fetchone() == (0,)
    create_collection_url(url, other, clock).close()
    create_collection_url(url, own, clock).close()  # a founding that failed, begun anew
    opened = open_collection_url(url, clock, key=own)
    with opened.write(BRANCH) as work:
        work.add_branch(Branch(BRANCH, "牌口信用社", clock.today()))
        work.commit()
    opened.close()
    assert refusal(url, clock, key=other).code == "collection_other"
    with pytest.raises(ExpectedFailure, match="collection_taken"):
        create_collection_url(url, other, clock)
    create_collection_url(url, own, clock).close()


def test_two_branches_are_imported_at_once(on_server):
    with on_server.write(BRANCH) as one, on_server.write(OTHER) as other:
        one.add_entries(chain("a"), complete=True)
        other.add_entries(chain("a b"), complete=True)
        other.commit()
        one.commit()
    with on_server.read() as queries:
        assert queries.known_hashes(BRANCH, ["a"])
        assert queries.known_hashes(OTHER, ["b"])


def test_a_second_importer_of_a_branch_gives_up_in_words(on_server, url, clock):
    hurried = open_collection_url(url, clock, wait_ms=10)
    with (
        on_server.write(BRANCH),
        pytest.raises(ExpectedFailure, match="collection_locked"),
        hurried.write(BRANCH),
    ):
        pass
    hurried.close()


@pytest.mark.parametrize("isolation", ["repeatable read", "serializable"])
def test_who_waited_for_a_branch_sees_what_was_written_whatever_the_server_begins_with(
    on_server, postgres, url, clock, isolation
):
    def take():
        with second.write(BRANCH) as work:
            known = work.add_entries(chain("a b"), complete=True)
            work.commit()
            return set(known)

    option = "-cdefault_transaction_isolation=" + isolation.replace(" ", "\\ ")
    second = open_collection_url(f"{url}&options={quote(option)}", clock)
    with ThreadPoolExecutor(1) as pool:
        with on_server.write(BRANCH) as work:
            waiting = pool.submit(take)
            postgres.wait_for_a_waiter(url)
            work.add_entries(chain("a"), complete=True)
            work.commit()
        assert waiting.result(120) == {"a"}
    second.close()


def test_a_server_that_ends_what_takes_long_ends_no_import(url, clock):
    limits = ("statement_timeout", "idle_in_transaction_session_timeout")
    options = " ".join(f"-c{each}=60000" for each in limits)
    collection = open_collection_url(f"{url}&options={quote(options)}", clock)
    with collection.write(BRANCH) as work:
        asked = work._connection.exec_driver_sql
        found = [asked(f"SHOW {each}").scalar() for each in limits]
    collection.close()
    assert found == ["0", "0"]


def test_a_reader_sees_one_state_while_others_write(on_server):
    with on_server.read() as queries:
        assert queries.epoch() == 1
        writer = threading.Thread(target=on_server.raise_epoch, args=("user-9", "恢复"))
        writer.start()
        writer.join()
        assert queries.epoch() == 1
    with on_server.read() as queries:
        assert queries.epoch() == 2


@pytest.mark.parametrize("when", ["between", "while copying", "before commit"])
def test_a_server_that_drops_the_import_keeps_nothing_of_it(
    on_server, postgres, url, monkeypatch, when
):
    line = chain(" ".join(f"e{number}" for number in range(50)))

    def dropping(*arguments, numbered=EntryWrites._numbered):
        for number, each in enumerate(numbered(*arguments)):
            if number == 25 and when == "while copying":
                postgres.drop_connections(url)
            yield each

    monkeypatch.setattr(EntryWrites, "_numbered", dropping)
    with pytest.raises(ExpectedFailure, match="collection_gone"), on_server.write(BRANCH) as work:
        work.add_entries(line[:10], complete=True)
        if when == "between":
            postgres.drop_connections(url)
        work.add_entries(line, complete=True)
        work.add_package(package(line), None)
        if when == "before commit":
            postgres.drop_connections(url)
        work.commit()
    with on_server.read() as queries:
        assert not queries.known_hashes(BRANCH, [each.event_id for each in line])
        assert not queries.packages()
    monkeypatch.undo()
    with on_server.write(BRANCH) as work:
        assert work.add_entries(line, complete=True) == {}
        work.commit()
