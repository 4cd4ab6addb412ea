"""Packages that no program of ours writes, signed with the keys of one that does."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from desktop.services.branch import new_id
from desktop.services.exchange.enrolment import key_in_use
from desktop.services.package_ports import EntryLine, LineKind, PublicKeys
from desktop.sync.room import PackageRoom
from tests.exchange.books import Written
from tests.exchange.branch_pc import PC, QUIET
from tests.exchange.world import OnStick, World
from tests.sync_packages import entry

ROOM = PackageRoom()


def forge(
    world: World,
    sent: OnStick,
    manifest: Mapping[str, Any] | None = None,
    body: Callable[[str], str] = str,
    since: str = "",
    more: Sequence[Mapping[str, Any]] = (),
) -> OnStick:
    """Write a package again as somebody would who has the PC's keys, and return the new one.

    ``body`` changes every entry's text, ``since`` leaves out everything up to the last entry of a
    kind, ``more`` are bodies of entries to add: each field in the place of the last one's.
    """
    own = _keys_of(sent.pc)
    with world.office.desk.store.read() as queries:
        office = queries.head_office().keys
    opened = ROOM.open(sent.path, office, lambda _: ROOM.public(own))
    lines = list(opened.lines())
    entries = [EntryLine(**line.data) for line in lines if line.kind == LineKind.ENTRY]
    head, entries = opened.manifest.from_head, entries
    if since:
        kinds = [json.loads(each.body)["kind"] for each in entries]
        cut = len(kinds) - kinds[::-1].index(since)
        head, entries = entries[cut - 1].hash, entries[cut:]
    texts = [(body(each.body), each.rows) for each in entries]
    texts += [(_added(entries[-1].body, each), "") for each in more]
    made, from_head = [], head
    for text, rows in texts:
        made.append(entry(text, head, rows))
        head = made[-1].hash
    draft = replace(
        opened.manifest,
        package_id=new_id(),
        from_head=from_head,
        to_head=head,
        **(manifest or {}),
    )
    path = world.stick() / sent.path.name
    others = [line for line in lines if line.kind != LineKind.ENTRY]
    recipients: list[PublicKeys] = [ROOM.public(office)]
    ROOM.write(path, draft, [*others, *(each.line() for each in made)], own, recipients, QUIET)
    for each in made[len(entries) :]:
        said = json.loads(each.body)
        names = said["event_id"], said["kind"]
        world.seen[said["event_id"]] = Written(*names, each.prev_hash, each.hash, each.body, "")
    return OnStick(sent.pc, world.note(path), sent.schema)


def _keys_of(pc: PC):
    with pc.application.store.read() as queries:
        return key_in_use(queries).keys


def _added(like: str, changes: Mapping[str, Any]) -> str:
    said = {**json.loads(like), "event_id": new_id(), "data": {}, **changes}
    said.pop("rows", None)
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
