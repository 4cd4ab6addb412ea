"""Ordering a restore: by an accountant and a manager, each with his own password."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.errors import RuleViolation
from desktop.domain.permissions import Action, Part, allows
from desktop.services.backup_ports import Restored, Shelf, Signers
from desktop.services.office_ports import User
from desktop.services.permits import not_permitted, permitted
from desktop.services.ports import Desk
from desktop.services.progress import Progress
from desktop.services.two_people import SecondPerson, confirmed_by_two


@dataclass(frozen=True, slots=True)
class TwoPasswords:
    """What two people typed: the first one's password, and name and password of the second.

    ``maker`` is the first one's name where nobody has signed in.
    """

    password: str = ""
    login: str = ""
    login_password: str = ""
    maker: str = ""


@dataclass(frozen=True, slots=True)
class RestoreOrder:
    """A restore that those who may have signed for; done when the database is closed."""

    shelf: Shelf
    copy: Path
    signers: Signers

    def carry_out(self, progress: Progress) -> Restored:
        """Put the copy in the database's place; raises as :meth:`Shelf.restore`."""
        return self.shelf.restore(self.copy, self.signers, progress)


def require_signers(maker: User, checker: User) -> Signers:
    """Return two people who may order a restore together, one asking and one checking.

    Raises RuleViolation ``own_item`` for one and the same person, ``not_permitted`` with the role.
    """
    if maker.id == checker.id:
        raise RuleViolation("own_item")
    for user, part in ((maker, Part.MAKE), (checker, Part.CHECK)):
        if not allows(user.role, Action.RESTORE, part):
            raise not_permitted(user.role, Action.RESTORE, part)
    return Signers(maker.id, checker.id)


@permitted(Action.RESTORE)
def order_restore(desk: Desk, copy: Path, people: TwoPasswords) -> RestoreOrder:
    """Let the operator and a second person sign for a restore.

    Raises RuleViolation ``own_item``, ``not_permitted`` and ExpectedFailure ``wrong_password`` and
    its like. A database without users has nobody else to ask.
    """
    maker, checker = desk.operator, ""
    if maker.role is not None:
        second = SecondPerson(people.login, people.login_password)
        checker = confirmed_by_two(desk, Action.RESTORE, "order_restore", people.password, second)
    return RestoreOrder(desk.store.shelf, copy, Signers(maker.user_id, checker))
