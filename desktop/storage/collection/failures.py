"""What PostgreSQL and its driver say, as failures a person can do something about.

Before a session stands, the driver gives the server's words and no code.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

from desktop.domain.errors import ExpectedFailure
from desktop.storage.collection.addresses import server_of

CONTENT_REFUSED = "collection_content_refused"
"""A column cannot hold what a package says: a sum past 64 bits, a text with a NUL in it."""

_STATES = {
    "08": "collection_gone",
    "57P": "collection_gone",
    "25P03": "collection_gone",
    "57014": "collection_locked",
    "55P03": "collection_locked",
    "40P01": "collection_locked",
    "40001": "collection_locked",
    "53": "collection_server_full",
    "42501": "collection_not_allowed",
    "25006": "collection_not_allowed",
    "22": CONTENT_REFUSED,
}
"""By the beginning of the SQLSTATE."""

_NO_LOGIN = ("authentication", "password", "role", "pg_hba")


@contextmanager
def server_failures(url: URL) -> Iterator[None]:
    """Turn expected errors of the server into ExpectedFailure with its name and the database's."""
    import psycopg

    try:
        yield
    except UnicodeEncodeError:
        raise ExpectedFailure(CONTENT_REFUSED, database=url.database) from None
    except (DBAPIError, psycopg.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        code = _code(cause, psycopg)
        if code is None:
            raise
        # The driver's text may quote rows: it must not travel with the failure.
        raise ExpectedFailure(code, server=server_of(url), database=url.database or "") from None


def _code(cause: Any, psycopg: Any) -> str | None:
    state = getattr(cause, "sqlstate", None)
    if state:
        found = (code for start, code in _STATES.items() if state.startswith(start))
        return next(found, None)
    if isinstance(cause, psycopg.DataError):
        return CONTENT_REFUSED
    if not isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError):
        return None
    words = str(cause)
    if "database" in words and "does not exist" in words:
        return "collection_database_missing"
    if any(each in words for each in _NO_LOGIN):
        return "collection_login_refused"
    return "collection_gone"
