"""Where a PostgreSQL server is, and whether what is said to it can be read on the way.

An address needs no password: libpq takes it from its own places (``PGPASSFILE``, a service file).
Everything about debtors goes over the connection, so that to another machine it is encrypted, or
not made.
"""

from __future__ import annotations

import os
from typing import Any

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from desktop.domain.errors import ExpectedFailure

_DRIVER = "postgresql+psycopg"
_ENCRYPTED = ("require", "verify-ca", "verify-full")
_HERE = ("", "localhost", "127.0.0.1", "::1")


def read_address(text: str) -> URL:
    """Return a SQLAlchemy URL of a server; ExpectedFailure ``collection_url_wrong``."""
    try:
        url = make_url(text.strip())
    except ArgumentError:
        raise ExpectedFailure("collection_url_wrong") from None  # the text may hold a password
    if url.drivername != _DRIVER or not (url.database or "service" in url.query):
        raise ExpectedFailure("collection_url_wrong")
    return url


def has_password(text: str) -> bool:
    """Return whether an address says a password; ExpectedFailure ``collection_url_wrong``."""
    url = read_address(text)
    return url.password is not None or "password" in url.query


def server_of(url: URL) -> str:
    """Return how a server is called, for words about it."""
    return url.host or str(url.query.get("host", url.query.get("service", "localhost")))


def require_encrypted(url: URL) -> None:
    """Refuse an address of another machine that does not demand encryption, before it is called.

    ExpectedFailure ``collection_not_encrypted``. What a service file or the environment says of the
    server is known once it is called: :func:`require_encrypted_session`.
    """
    hosts = [url.host or "", *_each(url, "host"), *_each(url, "hostaddr")]
    mode = url.query.get("sslmode", os.environ.get("PGSSLMODE", ""))
    if not all(map(_is_here, hosts)) and mode not in _ENCRYPTED and "service" not in url.query:
        raise ExpectedFailure("collection_not_encrypted", server=server_of(url))


def require_encrypted_session(connection: Any) -> None:
    """Refuse a session with another machine that is not encrypted; as the function above."""
    if connection.pgconn.ssl_in_use or _is_here(connection.info.host):
        return
    server = connection.info.host
    connection.close()
    raise ExpectedFailure("collection_not_encrypted", server=server)


def _each(url: URL, name: str) -> list[str]:
    found = url.query.get(name, ())
    texts = [found] if isinstance(found, str) else list(found)
    return [host for text in texts for host in text.split(",")]


def _is_here(host: str) -> bool:
    """Whether a host is this machine: by a socket's folder, or by the loopback."""
    return host in _HERE or host.startswith(("/", "@"))
