"""The branches' database on a server that has another address now."""

import pytest
from typer.testing import CliRunner

from desktop.bootstrap import build, found_office
from desktop.cli.app import app
from desktop.domain.errors import RuleViolation
from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.permissions import Role
from desktop.services.office.branches import add_branch
from desktop.services.office.founding import keep_address
from desktop.services.office_ports import User
from desktop.services.two_people import SecondPerson
from desktop.storage.keyslots import write_key_file
from tests.people import at_desk, employ
from tests.postgres import name_in
from tests.ui.branch_desk import TODAY

KEY = bytes(range(32))


@pytest.fixture
def url(postgres):
    return postgres.new_database()


@pytest.fixture
def database(tmp_path, url):
    """A head office whose branches lie on a server."""
    path = tmp_path / "HO.db"
    write_key_file(tmp_path / "HO.key", KEY)
    with found_office(path, KEY, SAMPLE_HEAD, tmp_path / "escrow.key", url) as office:
        add_branch(office.desk, "0417", "牌口信用社")
    return path


@pytest.fixture
def run(database):
    def call(*words, code=0):
        access = ["--db", str(database), "--key-file", str(database.with_name("HO.key"))]
        found = CliRunner().invoke(app, ["head-office", *map(str, words), *access])
        assert found.exit_code == code, found.output
        return found.output

    return call


@pytest.fixture
def moved(postgres, url):
    """The server's new address: under the old one there is nothing any more."""
    before, after = name_in(url), f"{name_in(url)}_moved"
    postgres.drop_connections(url)
    with postgres.connect() as connection:
        connection.execute(f"ALTER DATABASE {before} RENAME TO {after}")
    return postgres.url(after)


def test_head_office_goes_on_where_its_database_is_now(run, moved):
    assert "没有数据库" in run("branches", code=1)
    assert "以后用这个地址" in run("address", moved)
    assert "牌口信用社" in run("branches")


def test_another_database_is_refused_and_the_address_stays(run, postgres, tmp_path, database):
    other = postgres.new_database()
    assert "不是本联社的网点数据库" in run("address", other, code=1)
    with found_office(tmp_path / "o.db", KEY, SAMPLE_HEAD, tmp_path / "o.key", other) as office:
        add_branch(office.desk, "0502", "古城信用社")
    assert "不是本联社的网点数据库" in run("address", other, code=1)
    assert "牌口信用社" in run("branches")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("postgresql+psycopg://qingshou:secret@db.example/b?sslmode=require", "密码不能写在命令行"),
        ("postgresql+psycopg://qingshou@db.example/b", "加密"),
        ("sqlite:///b", "无法识别"),
    ],
)
def test_an_address_keeps_the_rules_that_it_kept_at_first(run, wrong, said):
    told = run("address", wrong, code=1)
    assert said in told and "secret" not in told
    assert "牌口信用社" in run("branches")


def test_two_people_change_it(database, moved):
    with build(database, KEY, address=moved) as application:
        employ(application.desk, Role.HEAD_OFFICE)
        with application.store.write() as uow:
            uow.save_user(User("second", "second", "乙", Role.HEAD_OFFICE, TODAY))
            uow.record("users_found", "users", {}, TODAY)
            uow.commit()
        desk = at_desk(application.desk, Role.HEAD_OFFICE)
        with pytest.raises(RuleViolation, match="second_person_needed"):
            keep_address(desk)
        keep_address(desk, SecondPerson("second", "second"))
        with application.store.read() as queries:
            assert queries.head_office().collection_url == moved
            [entry] = queries.journal_of_kind("collection_moved")
    assert entry.body["by"] == ["head_office", "second"]


def test_a_file_beside_the_desk_has_no_address(tmp_path, url):
    path, key = tmp_path / "file.db", tmp_path / "file.key"
    write_key_file(key, KEY)
    found_office(path, KEY, SAMPLE_HEAD, tmp_path / "escrow.key").close()
    words = ["head-office", "address", url, "--db", str(path), "--key-file", str(key)]
    found = CliRunner().invoke(app, words)
    assert (found.exit_code, "没有服务器地址" in found.output) == (2, True)
