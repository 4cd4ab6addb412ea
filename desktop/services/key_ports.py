"""Passwords, as use cases need them: is this the person who says so?"""

from __future__ import annotations

from typing import Protocol

from desktop.domain.errors import RuleViolation


class KeyRing(Protocol):
    """The slots by which the people of a branch unlock its database."""

    def confirm(self, user_id: str, password: str) -> None:
        """Return if this is the user's password; the try is counted before it is checked.

        ExpectedFailure ``wrong_password``, ``locked_out``, ``keyslots_damaged``.
        """


class NoKeyRing:
    """The key ring of a database without users: there is nobody whose password could be asked."""

    def confirm(self, user_id: str, password: str) -> None:
        raise RuleViolation("users_needed", action="")
