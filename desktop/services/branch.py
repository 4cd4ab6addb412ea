"""Setting a new database up for its branch."""

from __future__ import annotations

import secrets
from dataclasses import asdict, replace

import uuid_utils

from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.notices import BankHead
from desktop.domain.permissions import Action, Part
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries
from desktop.services.records import Installation

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_id() -> str:
    """Return a new UUIDv7 as text; its time part is never used for order."""
    return str(uuid_utils.uuid7())


@permitted(Action.POLICY)
def set_up(
    desk: Desk,
    bank: BankHead,
    branch_code: str = "",
    serial_prefix: str = "P",
) -> Installation:
    """Write who this database belongs to; once, as the first thing.

    Raises RuleViolation ``already_set_up`` on a second call, ``field_missing`` for a blank that
    would stand empty on a notice.
    """
    require_complete(bank)
    installation = new_installation(bank, branch_code, serial_prefix)
    with desk.store.write() as uow:
        if uow.installation() is not None:
            raise RuleViolation("already_set_up")
        uow.save_installation(installation)
        uow.record(
            "branch_set_up", installation.installation_id, asdict(installation), desk.clock.today()
        )
        uow.commit()
    return installation


def new_installation(
    bank: BankHead, branch_code: str = "", serial_prefix: str = "P", kind: str = "branch"
) -> Installation:
    """Return who a new database belongs to."""
    return Installation(
        kind=kind,
        installation_id=new_id(),
        replica_id=new_id(),
        replica_letter=secrets.choice(_LETTERS),
        serial_prefix=serial_prefix,
        branch_code=branch_code,
        bank=bank,
    )


def under_another_letter(installation: Installation) -> Installation:
    """Return it with another letter for its papers, left to chance: the other PC may change too."""
    others = [each for each in _LETTERS if each != installation.replica_letter]
    return replace(installation, replica_letter=secrets.choice(others))


@permitted(Action.POLICY)
def change_head(desk: Desk, bank: BankHead) -> None:
    """Change what stands at the head of papers from now on; issued notices keep theirs."""
    require_complete(bank)
    with desk.store.write() as uow:
        installation = replace(require_installation(uow), bank=bank)
        uow.save_installation(installation)
        uow.record(
            "branch_head_changed", installation.installation_id, asdict(bank), desk.clock.today()
        )
        uow.commit()


@permitted(Action.SEE, Part.READ)
def head(desk: Desk) -> BankHead:
    """Return what stands at the head of papers issued now; ExpectedFailure ``not_set_up``."""
    with desk.store.read() as queries:
        return require_installation(queries).bank


def require_installation(queries: Queries) -> Installation:
    """Return who this database belongs to; ExpectedFailure ``not_set_up`` if nobody said yet."""
    installation = queries.installation()
    if installation is None:
        raise ExpectedFailure("not_set_up")
    return installation


def require_complete(bank: BankHead) -> None:
    """Raise RuleViolation ``field_missing`` for a blank that would stand empty on a notice."""
    for name, value in asdict(bank).items():
        if not value.strip():
            raise RuleViolation("field_missing", field=name)
