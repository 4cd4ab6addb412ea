"""The key by which head office's codes over the phone are recognised: a file it hands to a branch.

One line: ``qingshou-phone-key-1 <branch code or -> <64 hex digits>``. Two people of the branch lay
it in, both with their passwords, since whoever has it could answer for head office.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from desktop.domain.approvals import PHONE_KEY_BYTES, phone_code
from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.permissions import Action
from desktop.services.branch import require_installation
from desktop.services.permits import permitted
from desktop.services.ports import Desk
from desktop.services.two_people import SecondPerson, confirmed_by_two

TAG = "qingshou-phone-key-1"
NO_BRANCH = "-"


@permitted(Action.USERS)
def install_phone_key(desk: Desk, path: Path, password: str, second: SecondPerson) -> str:
    """Lay head office's key in and return its fingerprint, to be compared over the phone.

    The manager's password and the accountant's are asked. Raises ExpectedFailure
    ``phone_key_unreadable``, ``wrong_password``, RuleViolation ``phone_key_of_other_branch``, and
    as :func:`~desktop.services.two_people.confirmed_by_two` does.
    """
    branch, key = read_phone_key(path)
    checker = confirmed_by_two(desk, Action.USERS, "install_phone_key", password, second)
    mark, today = fingerprint(key), desk.clock.today()
    with desk.store.write() as uow:
        own = require_installation(uow).branch_code or NO_BRANCH
        if branch not in (own, NO_BRANCH):
            raise RuleViolation("phone_key_of_other_branch", branch=branch, own=own)
        uow.save_phone_key(key, mark, today)
        body = {"fingerprint": mark, "checker": checker}
        uow.record("phone_key_installed", mark, body, today)
        uow.commit()
    return mark


def read_phone_key(path: Path) -> tuple[str, bytes]:
    """Return branch code and key of a file; ExpectedFailure ``phone_key_unreadable``."""
    try:
        tag, branch, digits = path.read_text(encoding="utf-8").split()
        key = bytes.fromhex(digits)
    except (OSError, ValueError) as error:
        raise ExpectedFailure("phone_key_unreadable", file=path.name) from error
    if tag != TAG or len(key) != PHONE_KEY_BYTES:
        raise ExpectedFailure("phone_key_unreadable", file=path.name)
    return branch, key


def phone_key_line(branch_code: str, key: bytes) -> str:
    """Return what stands in the file of a branch's key."""
    return f"{TAG} {branch_code or NO_BRANCH} {key.hex()}\n"


def answer(path: Path, digits: str) -> str:
    """Return head office's code for a challenge that a branch reads out.

    Raises ExpectedFailure ``phone_key_unreadable``, RuleViolation ``challenge_wrong`` for anything
    but twenty digits.
    """
    branch, key = read_phone_key(path)
    try:
        return phone_code(key, "" if branch == NO_BRANCH else branch, "".join(digits.split()))
    except ValueError as error:
        raise RuleViolation("challenge_wrong", field="challenge") from error


def fingerprint(key: bytes) -> str:
    """Return eight digits by which people know a key without saying it."""
    return f"{int.from_bytes(hashlib.sha256(key).digest()[:8], 'big') % 10**8:08d}"
