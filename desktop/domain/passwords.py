"""What a password must be: the default of 等保 level 2 (GB/T 22239-2019, 身份鉴别).

How long it must be and how long it may last stands in the tables ``office.password_length`` and
``office.password_days``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from desktop.domain.errors import RuleViolation
from desktop.domain.policy import Dated, valid_on

LEAST_LENGTH = 8
LEAST_KINDS = 2


def kinds_of(password: str) -> int:
    """Return how many kinds of characters there are: letters, digits, others."""
    kinds = {
        "letter" if each.isalpha() else "digit" if each.isdecimal() else "other"
        for each in password
    }
    return len(kinds)


def is_strong(password: str, least: int = LEAST_LENGTH) -> bool:
    """Whether a password is long and mixed enough."""
    return len(password) >= least and kinds_of(password) >= LEAST_KINDS


def require_strong(password: str, login: str = "", least: int = LEAST_LENGTH) -> None:
    """Raise RuleViolation for a password that is easily guessed: ``password_weak``, and
    ``password_has_login`` where the name that is typed beside it stands in it.
    """
    if not is_strong(password, least):
        raise RuleViolation("password_weak", field="password", least=least)
    if login and login.casefold() in password.casefold():
        raise RuleViolation("password_has_login", field="password", login=login)


def change_by(since: date, days: Sequence[Dated[int]]) -> date:
    """Return the day by which a password should be changed that was set on ``since``."""
    return since + timedelta(days=valid_on(days, since).value)
