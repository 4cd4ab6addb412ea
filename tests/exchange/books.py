"""What stands in journals and at head office, read by plain SQL and counted by plain Python.

Nothing here uses what is tested: files are opened by the driver, bodies are read by ``json``.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import sqlcipher3.dbapi2 as driver
import zstandard

MONEY = {"repayment_recorded": 1, "repayment_reversed": -1}
"""Kinds of entries about money, and the sign of their sum."""


class Written(NamedTuple):
    """An entry of a journal, or as head office has it."""

    event_id: str
    kind: str
    prev_hash: str
    hash: str
    body: str
    rows: str

    @property
    def fen(self) -> int:
        """Return what was received by it, below nought for a reversal."""
        if self.kind not in MONEY:
            return 0
        shares = json.loads(self.body)["data"]["shares"]
        names = ("cost_fen", "on_balance_fen", "off_balance_fen", "principal_fen")
        return MONEY[self.kind] * sum(share[name] for share in shares for name in names)


def ask(database: Path, key: bytes, sql: str, *values: object) -> list[tuple]:
    """Return rows of an encrypted file."""
    connection = driver.connect(str(database))
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


def journal_of(database: Path, key: bytes) -> list[Written]:
    """Return all entries that a branch's file holds, oldest first."""
    rows = ask(
        database,
        key,
        "SELECT event_id, kind, prev_hash, hash, body, coalesce(content, '') FROM journal"
        " LEFT JOIN entry_rows USING (local_no) ORDER BY local_no",
    )
    return [Written(*row) for row in rows]


def fen(entries: Iterable[Written]) -> int:
    """Return the sum over distinct ids."""
    return sum({each.event_id: each.fen for each in entries}.values())


class Held(NamedTuple):
    """An entry that waits at head office, or waited until somebody or something released it."""

    branch: str
    event_id: str
    kind: str
    reason: str
    waits_for: str
    released_by: str
    note: str


class Collected(NamedTuple):
    """What head office holds: its rows as they are stored."""

    entries: list[tuple[str, Written]]
    """Each with its branch."""
    complete: dict[str, bool]
    """By hash, whether everything before it is there too."""
    held: list[Held]
    money: list[tuple[str, str, int]]
    """Branch, event id and fen of each row of money."""
    loans: list[tuple[str, str]]
    """Branch and number of each loan of a ledger."""
    unread: set[str]
    """The SHA-256 of every file that was too new for the program and was not taken in since."""

    def of(self, branch: str) -> dict[str, Written]:
        """Return a branch's entries by event id."""
        return {each.event_id: each for code, each in self.entries if code == branch}


def collected(run) -> Collected:
    """Read the collection by ``run``, which runs a statement and returns its rows."""
    texts = {
        (branch, first): _texts(packed)
        for branch, first, packed in run("SELECT branch, bundle, texts FROM bundle")
    }
    entries, complete = [], {}
    for branch, event_id, kind, prev_hash, hash_, arrival, first, is_complete in run(
        "SELECT branch, event_id, kind, prev_hash, hash, arrival, bundle, complete FROM entry"
    ):
        body, rows = texts[branch, first][arrival - first]
        entries.append((branch, Written(event_id, kind, prev_hash, hash_, body, rows)))
        complete[hash_] = bool(is_complete)
    held = run("SELECT branch, event_id, kind, reason, waits_for, released_by, note FROM held")
    money = run("SELECT branch, event_id, fen FROM money")
    loans = run("SELECT branch, loan_no FROM loan")
    files: dict[str, set[str]] = {}
    for state, sha256 in run("SELECT state, file_sha256 FROM package"):
        files.setdefault(state, set()).add(sha256)
    unread = files.pop("unreadable_newer", set()) - files.pop("applied", set())
    unread -= files.pop("applied_with_held", set())
    return Collected(entries, complete, [Held(*row) for row in held], money, loans, unread)


def _texts(packed: bytes) -> list[tuple[str, str]]:
    """Take a bundle apart: a line with the lengths, then bodies and rows in turn."""
    lengths, content = zstandard.decompress(bytes(packed)).split(b"\n", 1)
    texts, at = [], 0
    for length in json.loads(lengths):
        texts.append(content[at : at + length].decode())
        at += length
    return list(zip(texts[::2], texts[1::2], strict=True))
