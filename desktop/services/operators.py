"""Who is at the desk."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.permissions import Role


@dataclass(frozen=True, slots=True)
class Operator:
    """The person who is signed in; ``role`` None is whoever opened a database without users."""

    user_id: str = "local"
    name: str = ""
    role: Role | None = None


NOBODY_NAMED = Operator()
"""Whoever holds the key of a database without users."""
