"""Statements are compiled once a run of tests, not once a database.

SQLAlchemy keeps what it compiled with each engine, for good reasons that hold nowhere here: all
engines of a kind have the same dialect. A test opens databases of its own, and would compile every
statement anew, which takes longer than what most tests do.
"""

from typing import Any

from sqlalchemy import Engine, util
from sqlalchemy.engine.default import DefaultDialect

_MANY = 5_000
"""More statements than the program has."""


def share_statements() -> None:
    """Let all engines of this process, those made later too, know what any of them compiled."""
    known: Any = util.LRUCache(_MANY)
    patched: Any = Engine
    patched._compiled_cache = property(lambda engine: known, lambda engine, own: None)
    dialect: Any = DefaultDialect  # a part of each statement's key
    dialect.__eq__ = lambda one, other: type(one) is type(other)
    dialect.__hash__ = lambda one: hash(type(one))
