"""Who may do what: the one table of roles, makers and checkers (security design, 四眼原则).

A maker is never the checker of his own act, and there is no super-user. An act whose row names
checkers takes effect when they have signed, in the order of their ranks; checkers of one rank stand
in for each other.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """What a person is in the branch; head office is another place, not a person here."""

    TELLER = "teller"
    CREDIT_OFFICER = "credit_officer"
    ACCOUNTANT = "accountant"
    MANAGER = "manager"
    HEAD_OFFICE = "head_office"


class Action(StrEnum):
    """What can be done, as far as permissions tell acts apart."""

    SEE = "see"
    REVEAL = "reveal"
    PARTY = "party"
    FIELD_WORK = "field_work"
    REPAY = "repay"
    REPAY_CHECKED = "repay_checked"
    REVERSE = "reverse"
    AGREEMENT = "agreement"
    RELIEF = "relief"
    RELIEF_OVER = "relief_over"
    CLOSE_DAY = "close_day"
    REOPEN_DAY = "reopen_day"
    EXCHANGE = "exchange"
    BULK = "bulk"
    USERS = "users"
    RESTORE = "restore"
    JOURNAL = "journal"
    POLICY = "policy"
    CARE = "care"
    OFFICE = "office"


class Part(StrEnum):
    """Which part a person takes in an act."""

    MAKE = "make"
    CHECK = "check"
    READ = "read"


_TABLE = """
                teller  credit_officer  accountant  manager  head_office
see             R       R               R           R        R
reveal          M       M               M           M        -
party           -       M               -           C        -
field_work      M       M               -           M        -
repay           M       -               -           -        -
repay_checked   M       -               C           C        -
reverse         M       -               C           C        -
agreement       -       M               -           C        -
relief          -       M               C1          C2       -
relief_over     -       M               C1          C2       C3
close_day       M       -               C           -        -
reopen_day      -       -               M           C        -
exchange        M       M               C           C        -
bulk            -       M               -           C        -
users           -       -               C           M        -
restore         -       -               M           C        -
journal         -       -               R           R        R
policy          -       -               -           M        M
care            M       M               M           M        M
office          -       -               -           -        MC
"""
"""M makes, C checks (C1 before C2 before C3), R reads. Head office sets policy by a signed package;
until there is one a manager lays its file in. ``care`` is what anybody may do for the file:
copies, checks, his own password. ``office`` is head office's own work with its branches, where one
of its people makes and another checks (MC)."""

WITHOUT_USERS = frozenset(
    {
        Action.SEE,
        Action.REVEAL,
        Action.PARTY,
        Action.FIELD_WORK,
        Action.EXCHANGE,
        Action.BULK,
        Action.USERS,
        Action.RESTORE,
        Action.JOURNAL,
        Action.POLICY,
        Action.CARE,
        Action.OFFICE,
    }
)
"""What a database without users allows whoever holds its key, and then without a second person.

Money is not among it: a receipt that nobody can be asked about is worth nothing.
"""

_NOTHING = "-"
_PARTS = MappingProxyType({"M": Part.MAKE, "C": Part.CHECK, "R": Part.READ})


def _read(table: str) -> dict[Action, dict[Role, str]]:
    head, *rows = (line.split() for line in table.strip().splitlines())
    roles = [Role(name) for name in head]
    return {Action(row[0]): dict(zip(roles, row[1:], strict=True)) for row in rows}


_CELLS = _read(_TABLE)


def allows(role: Role | None, action: Action, part: Part) -> bool:
    """Return whether a role may take a part in an action.

    A maker may read what he makes, a checker what he checks. None is whoever holds the key of a
    database without users.
    """
    if role is None:
        return action in WITHOUT_USERS and part is not Part.CHECK
    cell = _CELLS[action][role]
    if cell == _NOTHING:
        return False
    return part is Part.READ or any(_PARTS.get(letter) is part for letter in cell)


def who_may(action: Action, part: Part) -> tuple[Role, ...]:
    """Return the roles that may take a part in an action."""
    return tuple(role for role in Role if allows(role, action, part))


def steps(action: Action) -> tuple[frozenset[Role], ...]:
    """Return who must check an action, one step after the other; () where nobody does."""
    ranks: dict[str, set[Role]] = {}
    for role, cell in _CELLS[action].items():
        if cell.startswith("C"):
            ranks.setdefault(cell, set()).add(role)
    return tuple(frozenset(ranks[rank]) for rank in sorted(ranks))
