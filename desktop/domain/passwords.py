"""What a password must be: the default of 等保 level 2 (GB/T 22239-2019, 身份鉴别)."""

from __future__ import annotations

from desktop.domain.errors import RuleViolation

LEAST_LENGTH = 8
LEAST_KINDS = 2


def kinds_of(password: str) -> int:
    """Return how many kinds of characters there are: letters, digits, others."""
    kinds = {
        "letter" if each.isalpha() else "digit" if each.isdecimal() else "other"
        for each in password
    }
    return len(kinds)


def is_strong(password: str) -> bool:
    """Whether a password is long and mixed enough."""
    return len(password) >= LEAST_LENGTH and kinds_of(password) >= LEAST_KINDS


def require_strong(password: str) -> None:
    """Raise RuleViolation ``password_weak`` for a password that is easily guessed."""
    if not is_strong(password):
        raise RuleViolation("password_weak", field="password", least=LEAST_LENGTH)
