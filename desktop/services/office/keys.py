"""Head office's own keys: new ones are announced in returns that the old ones sign.

A PC that has taken such a return gets its next one signed with the new keys, and seals to them from
then on; until all have, both pairs open packages.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from desktop.domain.errors import RuleViolation
from desktop.domain.permissions import Action
from desktop.services.collection_ports import CollectionQueries, CollectionWork
from desktop.services.collection_records import Replica, StoredReturn
from desktop.services.office.place import require_collection, require_head_office, signed_by_two
from desktop.services.package_ports import PrivateKeys
from desktop.services.permits import permitted
from desktop.services.ports import Desk
from desktop.services.two_people import SecondPerson

KEYS_NAMED = "keys_named"
"""What an act is called by which a return names keys that follow."""


@permitted(Action.OFFICE)
def rotate_office_key(desk: Desk, second: SecondPerson | None = None) -> str:
    """Announce new keys in the returns to come, and return their fingerprint; two people sign.

    Keys that were announced before come into use by it. Raises RuleViolation ``rotation_running``
    while a PC does not know those, ExpectedFailure ``not_head_office``, and as ``signed_by``.
    """
    collection = require_collection(desk)
    signed = signed_by_two(desk, "rotate_key", second)
    with desk.store.write() as uow:
        office = require_head_office(uow)
        following = office.next_keys
        if following is not None:
            with collection.read() as queries:
                waiting = [
                    each
                    for each in queries.replicas()
                    if each.revoked_on is None and not knows(queries, each, following)
                ]
            if waiting:
                raise RuleViolation("rotation_running", count=len(waiting))
            former = (*office.former, office.keys.sealing)
            office = replace(office, keys=following, former=former)
        made = desk.packages.new_keys()
        fingerprint = desk.packages.public(made).fingerprint
        uow.save_head_office(replace(office, next_keys=made))
        body = {"fingerprint": fingerprint, "by": list(signed.ids)}
        uow.record("key_announced", fingerprint, body, desk.clock.today())
        uow.commit()
    return fingerprint


def note_named(work: CollectionWork, stored: StoredReturn, following: PrivateKeys) -> None:
    """Write down that a return names the keys that are to follow, or is signed with them."""
    body = {
        "return": stored.hash,
        "return_no": stored.number,
        "replica": stored.replica_id,
        "key": _mark(following),
    }
    work.note(KEYS_NAMED, stored.created_by, body)


def knows(queries: CollectionQueries, replica: Replica, following: PrivateKeys) -> bool:
    """Whether the last return that a PC took in names these keys; no clock is asked."""
    wanted = (replica.last_return.hash, _mark(following))
    return any(
        (act.data["return"], act.data["key"]) == wanted
        for act in queries.acts(replica.branch, what=KEYS_NAMED)
    )


def _mark(keys: PrivateKeys) -> str:
    """Return a digest that tells private keys apart and gives nothing of them away."""
    return hashlib.sha256(f"{keys.sealing} {keys.signing}".encode()).hexdigest()
