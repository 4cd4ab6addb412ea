"""To another machine the connection is encrypted, and no address needs a password."""

import pytest

from desktop.domain.errors import ExpectedFailure
from desktop.storage.collection import has_password, open_collection_url
from desktop.storage.collection.addresses import read_address, require_encrypted

AT = "postgresql+psycopg://qingshou@"


def refusal(url, clock):
    with pytest.raises(ExpectedFailure) as refused:
        open_collection_url(url, clock)
    return refused.value


@pytest.mark.parametrize(
    "where",
    [
        "db.example/b",
        "db.example/b?sslmode=prefer",
        "db.example/b?sslmode=disable",
        "10.1.2.3/b",
        "/b?host=db.example",
        "/b?host=/run/postgresql,db.example",
        "/b?host=/run/postgresql&host=db.example",
        "localhost/b?hostaddr=10.1.2.3",
    ],
)
def test_an_address_of_another_machine_demands_encryption(clock, where):
    assert refusal(AT + where, clock).code == "collection_not_encrypted"


@pytest.mark.parametrize(
    "where",
    [
        "db.example/b?sslmode=require",
        "db.example/b?sslmode=verify-full&sslrootcert=ca.pem",
        "localhost/b",
        "127.0.0.1/b",
        "[::1]/b",
        "/b",
        "/b?host=/run/postgresql",
        "/?service=qingshou",
    ],
)
def test_one_that_does_or_is_this_machine_is_called(where):
    require_encrypted(read_address(AT + where))


def test_the_environment_may_demand_it(monkeypatch):
    monkeypatch.setenv("PGSSLMODE", "verify-full")
    require_encrypted(read_address(f"{AT}db.example/b"))


@pytest.fixture
def service(postgres, tmp_path, monkeypatch):
    """Name the server of the tests in a service file, as a user."""
    services = tmp_path / "services"
    monkeypatch.setenv("PGSERVICEFILE", str(services))

    def named(user):
        services.write_text(
            f"[bank]\nhost={postgres.folder}\ndbname=postgres\nuser={user}\npassword=secret\n"
        )
        return "postgresql+psycopg:///?service=bank"

    return named


def test_a_service_file_names_server_database_and_password(service, clock):
    failure = refusal(service("nobody"), clock)
    assert failure.code == "collection_login_refused"
    assert "secret" not in repr((failure, failure.params))


def test_a_session_that_came_about_without_encryption_is_ended(service, clock, monkeypatch):
    """The socket stands for a machine that only the service file names."""
    address = service("qingshou")
    monkeypatch.setattr("desktop.storage.collection.addresses._is_here", lambda host: not host)
    assert refusal(address, clock).code == "collection_not_encrypted"


def test_a_password_in_an_address_is_seen_wherever_it_stands():
    assert has_password("postgresql+psycopg://u:secret@localhost/b")
    assert has_password("postgresql+psycopg://u@localhost/b?password=secret")
    assert not has_password("postgresql+psycopg://u@localhost/b?passfile=p")


@pytest.mark.parametrize("url", ["postgresql+psycopg://u:secret@db.example/b", "nonsense:secret"])
def test_no_refusal_says_the_password(clock, url):
    failure = refusal(url, clock)
    assert "secret" not in repr((failure, failure.params, failure.__cause__))
