"""Whose branch this is: head office's keys taken from its file, this PC's own keys, copies.

Nothing is trusted because it came first: the twenty digits of head office's fingerprint are heard
over the telephone, or read on paper, and typed; and head office does the same with this PC's.

A database that was restored keeps its keys: head office knows the branch by them and sees a new
replica in a signed manifest. A database that was copied to another PC must be told so by people: it
makes keys of its own and is registered like any other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.package_names import KEY_FILE, Direction, PackageName
from desktop.domain.permissions import Action, Part
from desktop.services.branch import new_id, require_installation
from desktop.services.exchange_ports import KeyState, StoredEnrolment, StoredKeys
from desktop.services.package_ports import Enrolment, PublicKeys, Registration
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries, UnitOfWork
from desktop.services.records import Installation
from desktop.services.two_people import SecondPerson, signed_by

BRANCH = "branch"
"""The kind of an installation that exchanges packages with a head office."""

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Registered:
    """What head office is asked to register: the file to carry there, the digits to read out."""

    bank: str
    branch: str
    letter: str
    fingerprint: str
    request: Path


@permitted(Action.EXCHANGE)
def look_at(desk: Desk, office_file: Path) -> Enrolment:
    """Return what head office's file says, to be compared; raises as ``Packages.read_enrolment``.

    Its ``keys.fingerprint`` is not to be shown before somebody has typed what he heard.
    """
    return desk.packages.read_enrolment(office_file)


@permitted(Action.EXCHANGE)
def enrol(
    desk: Desk,
    office_file: Path,
    fingerprint_as_heard: str,
    folder: Path,
    second: SecondPerson | None = None,
    branch_code: str = "",
) -> Registered:
    """Take head office's keys, make this PC's own, and write the request to be registered.

    The entry carries every row that is here, so that what is older than packages travels too.
    Raises RuleViolation ``office_fingerprint_differs``, ``field_missing`` where the branch has no
    code yet and none is given, ``branch_code_differs``, ``not_a_branch``; as ``signed_by`` and
    ``Packages.read_enrolment``.
    """
    office = desk.packages.read_enrolment(office_file)
    if not office.keys.are_heard_in(fingerprint_as_heard):
        raise RuleViolation("office_fingerprint_differs", field="fingerprint")
    with desk.store.read() as queries:
        _with_code(require_branch(queries), branch_code)
    checker = signed_by(desk, Action.EXCHANGE, "enrol", second)
    with desk.store.write() as uow:
        installation = _with_code(require_branch(uow), branch_code)
        uow.save_installation(installation)
        fingerprint = _start_keys(desk, uow)
        uow.save_enrolment(_stored(desk, office, checker))
        uow.note_everything()
        body = {
            "bank": office.bank,
            "office": office.installation_id,
            "office_fingerprint": office.keys.fingerprint,
            "fingerprint": fingerprint,
            "branch": installation.branch_code,
            "checker": checker,
        }
        uow.record("enrolled", installation.installation_id, body, desk.clock.today())
        uow.commit()
    return write_request(desk, folder)


@permitted(Action.EXCHANGE)
def write_request(desk: Desk, folder: Path) -> Registered:
    """Write the request to be registered, again if need be: it holds public keys alone.

    Raises ExpectedFailure ``not_enrolled``, and as ``Packages.write_request``.
    """
    with desk.store.read() as queries:
        installation, office = require_branch(queries), require_enrolment(queries)
        own = key_in_use(queries)
    public = desk.packages.public(own.keys)
    path = _free(folder, installation, desk)
    registration = Registration(
        branch=installation.branch_code,
        name=installation.bank.branch_name,
        replica_id=installation.replica_id,
        keys=public,
        office=office.keys.fingerprint,
        created_at=desk.clock.now(),
    )
    desk.packages.write_request(path, registration, own.keys)
    letter = installation.replica_letter
    return Registered(office.bank, installation.branch_code, letter, public.fingerprint, path)


@permitted(Action.EXCHANGE)
def rotate_key(desk: Desk, second: SecondPerson | None = None) -> str:
    """Announce new keys in the packages to come, and return their fingerprint.

    Packages are signed with the old ones until a return that was sealed to the new ones has been
    taken in: then head office knows them. Raises ExpectedFailure ``not_enrolled``, and as
    ``signed_by``.
    """
    checker = signed_by(desk, Action.EXCHANGE, "rotate_key", second)
    with desk.store.write() as uow:
        require_enrolment(uow)
        for each in uow.own_keys():
            if each.state is KeyState.NEXT:
                uow.save_keys(replace(each, state=KeyState.OLD))
        made = _new_keys(desk, KeyState.NEXT)
        uow.save_keys(made)
        body = {"fingerprint": made.fingerprint, "checker": checker}
        uow.record("key_announced", made.fingerprint, body, desk.clock.today())
        uow.commit()
    return made.fingerprint


@permitted(Action.EXCHANGE)
def this_is_a_copy(
    desk: Desk, folder: Path, second: SecondPerson | None = None
) -> Registered | None:
    """Make a copied database a PC of its own: new replica, next letter, and keys of its own.

    What waited for a signature goes on waiting at the PC that was copied: signed at both, it would
    be done twice.

    Returns what head office is asked to register, None for a branch that is not enrolled. Raises
    as ``signed_by`` and :func:`write_request`.
    """
    checker = signed_by(desk, Action.EXCHANGE, "this_is_a_copy", second)
    with desk.store.write() as uow:
        before, office = require_branch(uow), uow.enrolment()
        letter = _LETTERS[(_LETTERS.find(before.replica_letter) + 1) % len(_LETTERS)]
        after = replace(before, replica_id=new_id(), replica_letter=letter)
        uow.save_installation(after)
        uow.leave_waiting()
        body = {
            "replica_before": before.replica_id,
            "replica_after": after.replica_id,
            "letter_after": letter,
            "fingerprint": _start_keys(desk, uow) if office is not None else "",
            "checker": checker,
        }
        uow.record("copy_declared", after.installation_id, body, desk.clock.today())
        uow.commit()
    return write_request(desk, folder) if office is not None else None


@permitted(Action.SEE, Part.READ)
def own_fingerprint(desk: Desk) -> str:
    """Return the digits by which head office knows this PC; ExpectedFailure ``not_enrolled``."""
    with desk.store.read() as queries:
        return key_in_use(queries).fingerprint


def require_branch(queries: Queries) -> Installation:
    """Return whose database it is; RuleViolation ``not_a_branch`` for head office's own."""
    installation = require_installation(queries)
    if installation.kind != BRANCH:
        raise RuleViolation("not_a_branch")
    return installation


def require_enrolment(queries: Queries) -> StoredEnrolment:
    """Return head office as it was enrolled; ExpectedFailure ``not_enrolled``."""
    found = queries.enrolment()
    if found is None:
        raise ExpectedFailure("not_enrolled")
    return found


def key_in_use(queries: Queries) -> StoredKeys:
    """Return the keys that packages are signed with; ExpectedFailure ``not_enrolled``."""
    return _first(queries.own_keys(), KeyState.OWN)


def announced_keys(desk: Desk, queries: Queries) -> PublicKeys | None:
    """Return the public halves of keys that are to follow, None where none are."""
    for each in queries.own_keys():
        if each.state is KeyState.NEXT:
            return desk.packages.public(each.keys)
    return None


def _first(keys: Iterable[StoredKeys], state: KeyState) -> StoredKeys:
    for each in keys:
        if each.state is state:
            return each
    raise ExpectedFailure("not_enrolled")


def _start_keys(desk: Desk, uow: UnitOfWork) -> str:
    """Put new keys in the place of all that were there, and return their fingerprint."""
    for each in uow.own_keys():
        uow.save_keys(replace(each, state=KeyState.OLD))
    made = _new_keys(desk, KeyState.OWN)
    uow.save_keys(made)
    return made.fingerprint


def _new_keys(desk: Desk, state: KeyState) -> StoredKeys:
    keys = desk.packages.new_keys()
    fingerprint = desk.packages.public(keys).fingerprint
    return StoredKeys(fingerprint, keys, state, desk.clock.today())


def _stored(desk: Desk, office: Enrolment, checker: str) -> StoredEnrolment:
    return StoredEnrolment(
        bank=office.bank,
        installation_id=office.installation_id,
        keys=office.keys,
        escrow=office.escrow,
        enrolled_on=desk.clock.today(),
        enrolled_by=desk.operator.user_id,
        checked_by=checker,
    )


def _with_code(installation: Installation, given: str) -> Installation:
    """Return the installation with its branch's code: the one it has, else the one given."""
    own, asked = installation.branch_code, given.strip().upper()
    if own and asked not in ("", own):
        raise RuleViolation("branch_code_differs", field="branch_code", own=own, given=asked)
    code = own or asked
    if not code:
        raise RuleViolation("field_missing", field="branch_code")
    return replace(installation, branch_code=code)


def _free(folder: Path, installation: Installation, desk: Desk) -> Path:
    """Return a name for the request that nothing in the folder has."""
    branch, letter = installation.branch_code, installation.replica_letter
    name = PackageName(branch, letter, Direction.UP, 0, desk.clock.today())
    stem = name.stem.replace("_U0000_", "_KEYS_")
    path, number = folder / f"{stem}{KEY_FILE}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{KEY_FILE}"
    return path
