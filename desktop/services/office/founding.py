"""Setting a database up as head office's desk; and what follows when it was restored."""

from __future__ import annotations

from dataclasses import asdict, replace

from desktop.domain.errors import RuleViolation
from desktop.domain.notices import BankHead
from desktop.domain.permissions import Action
from desktop.services.branch import new_installation, require_complete
from desktop.services.exchange.loan_lines import OF_BRANCH, OF_HEAD_OFFICE
from desktop.services.head_office_ports import HEAD_OFFICE_KIND, HeadOffice
from desktop.services.office.place import require_collection, require_head_office, signed_by_two
from desktop.services.package_ports import PrivateKeys
from desktop.services.permits import permitted
from desktop.services.ports import Desk
from desktop.services.records import Installation
from desktop.services.two_people import SecondPerson


@permitted(Action.POLICY)
def found_head_office(
    desk: Desk, bank: BankHead, escrow: PrivateKeys, collection_key: bytes, collection_url: str = ""
) -> Installation:
    """Make a new database head office's desk, with keys of its own; as the first thing.

    Of ``escrow`` only the public half is kept. Raises RuleViolation ``already_set_up``,
    ``field_missing``.
    """
    require_complete(bank)
    installation = new_installation(bank, kind=HEAD_OFFICE_KIND)
    office = HeadOffice(
        keys=desk.packages.new_keys(),
        escrow=desk.packages.public(escrow).sealing,
        collection_url=collection_url,
        collection_key=collection_key,
        ledgers_from=OF_HEAD_OFFICE,
        replica_id=installation.replica_id,
        founded_at=desk.clock.now(),
    )
    body = asdict(installation) | {
        "fingerprint": desk.packages.public(office.keys).fingerprint,
        "escrow": office.escrow,
    }
    with desk.store.write() as uow:
        if uow.installation() is not None:
            raise RuleViolation("already_set_up")
        uow.save_installation(installation)
        uow.save_head_office(office)
        uow.record("head_office_founded", installation.installation_id, body, desk.clock.today())
        uow.commit()
    return installation


@permitted(Action.OFFICE)
def set_ledgers_from(desk: Desk, source: str) -> None:
    """Say who imports ledgers from now on, head office or the branches; returns carry it down.

    Raises RuleViolation ``ledger_source_wrong``, ExpectedFailure ``not_head_office``.
    """
    if source not in (OF_HEAD_OFFICE, OF_BRANCH):
        raise RuleViolation("ledger_source_wrong", field="source", source=source)
    with desk.store.write() as uow:
        office = require_head_office(uow)
        uow.save_head_office(replace(office, ledgers_from=source))
        uow.record("ledger_source_set", "head_office", {"source": source}, desk.clock.today())
        uow.commit()


@permitted(Action.OFFICE)
def keep_address(desk: Desk, second: SecondPerson | None = None) -> None:
    """Keep where the branches' database was opened this time, for all times to come.

    It was opened as this head office's own. Two people sign, for whoever names another server might
    have debtors' data told to it. Raises RuleViolation ``collection_in_file`` where it lies beside
    the desk, as ``signed_by``, ExpectedFailure ``not_head_office``.
    """
    address = require_collection(desk).address
    if not address:
        raise RuleViolation("collection_in_file")
    signed = signed_by_two(desk, "keep_address", second)
    with desk.store.write() as uow:
        office = require_head_office(uow)
        uow.save_head_office(replace(office, collection_url=address))
        uow.record("collection_moved", "head_office", {"by": list(signed.ids)}, desk.clock.today())
        uow.commit()


@permitted(Action.OFFICE)
def was_restored(desk: Desk, reason: str) -> int:
    """Begin a new epoch, since the branches' database is an older one, and return it.

    Branches then take returns again, whose numbers they may have seen. Raises RuleViolation
    ``reason_missing``, ExpectedFailure ``not_head_office``.
    """
    if not reason.strip():
        raise RuleViolation("reason_missing", field="reason")
    return require_collection(desk).raise_epoch(desk.operator.user_id, reason.strip())


def follow_restore(desk: Desk) -> None:
    """Begin a new epoch where the desk database was restored since it was opened last.

    A power cut between the two steps begins one more, which does no harm.
    """
    collection = require_collection(desk)
    with desk.store.read() as queries:
        office, installation = require_head_office(queries), queries.installation()
    if installation is None or office.replica_id == installation.replica_id:
        return
    epoch = collection.raise_epoch(desk.operator.user_id, "desk_restored")
    with desk.store.write() as uow:
        uow.save_head_office(replace(office, replica_id=installation.replica_id))
        uow.record(
            "epoch_raised", installation.installation_id, {"epoch": epoch}, desk.clock.today()
        )
        uow.commit()
