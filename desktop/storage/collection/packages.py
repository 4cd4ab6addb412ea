"""Packages as head office remembers them, what waits, and the parts that travel beside them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import and_, case, func, or_, select, update

from desktop.domain.package_names import parse_name
from desktop.services.collection_records import HeldEntry, PackageState, StoredPackage
from desktop.services.exchange.return_lines import LACKED
from desktop.services.package_ports import Manifest, PartMark
from desktop.storage.collection.asking import Asking, Changing, of_branch
from desktop.storage.collection.entries import IS_APPLIED
from desktop.storage.collection.tables import IS_HELD, entry, held, package, part
from desktop.storage.collection.values import from_row, to_row
from desktop.storage.journal import FIRST_HASH

_ENDS_AT = (entry.c.branch == package.c.branch) & (entry.c.hash == package.c.to_head)
_COMPLETE = case(
    (and_(IS_APPLIED, or_(package.c.to_head == FIRST_HASH, entry.c.complete == 1)), 1), else_=0
)
_PACKAGES = select(package, _COMPLETE.label("complete")).outerjoin(entry, _ENDS_AT)


class PackageQueries(Asking):
    """Questions about packages; whether one is complete is answered as of now."""

    def packages(
        self, branch: str = "", limit: int = 500, state: PackageState | None = None
    ) -> Sequence[StoredPackage]:
        newest = (package.c.taken_at.desc(), package.c.branch, package.c.no.desc())
        statement = _PACKAGES.where(*of_branch(package, branch)).order_by(*newest).limit(limit)
        if state is not None:
            statement = statement.where(package.c.state == state.value)
        return [from_row(StoredPackage, row) for row in self._rows(statement)]

    def letters(self, branch: str = "") -> Mapping[str, str]:
        newest = (
            select(package.c.branch, func.max(package.c.no).label("no"))
            .where(IS_APPLIED, package.c.file_name.like("B%.qsp"), *of_branch(package, branch))
            .group_by(package.c.branch, package.c.replica_id)
            .subquery()
        )
        at = (package.c.branch == newest.c.branch) & (package.c.no == newest.c.no)
        rows = self._rows(select(package.c.replica_id, package.c.file_name).join(newest, at))
        names = {row["replica_id"]: parse_name(row["file_name"]) for row in rows}
        return {replica: name.letter for replica, name in names.items() if name is not None}

    def package_by_manifest(self, branch: str, manifest_hash: str) -> StoredPackage | None:
        statement = _PACKAGES.where(
            package.c.branch == branch, package.c.manifest_hash == manifest_hash, IS_APPLIED
        )
        rows = self._rows(statement.order_by(package.c.no).limit(1))
        return from_row(StoredPackage, rows[0]) if rows else None

    def unread(self) -> Sequence[StoredPackage]:
        taken_in = select(package.c.file_sha256).where(IS_APPLIED)
        statement = _PACKAGES.where(
            package.c.state == PackageState.UNREADABLE_NEWER.value,
            package.c.file_sha256.not_in(taken_in.correlate(None)),
        )
        rows = self._rows(statement.order_by(package.c.branch, package.c.no))
        return [from_row(StoredPackage, row) for row in rows]

    def held(self, branch: str = "") -> Sequence[HeldEntry]:
        statement = select(held).where(IS_HELD, *of_branch(held, branch))
        rows = self._rows(statement.order_by(held.c.branch, held.c.no))
        return [from_row(HeldEntry, row) for row in rows]

    def parts_wanted(self, branch: str) -> frozenset[str]:
        return self._parts(branch, came=0)

    def parts_came(self, branch: str) -> frozenset[str]:
        return self._parts(branch, came=1)

    def part_files(self, branch: str) -> Mapping[str, PartMark]:
        wanted = select(part.c.sha256, part.c.size, part.c.file_name)
        found = self._connection.execute(wanted.where(part.c.branch == branch, part.c.came == 1))
        return {row.sha256: PartMark(*row) for row in found}

    def parts_lacked(self, branch: str, replica_id: str) -> Sequence[str]:
        newest = select(package.c.manifest).where(
            package.c.branch == branch, package.c.replica_id == replica_id, IS_APPLIED
        )
        text = self._connection.execute(newest.order_by(package.c.no.desc()).limit(1)).scalar()
        said = json.loads(text)["extra"].get(LACKED) if text else None
        return [each for each in said if isinstance(each, str)] if isinstance(said, list) else []

    def _parts(self, branch: str, came: int) -> frozenset[str]:
        found = select(part.c.sha256).where(part.c.branch == branch, part.c.came == came)
        return frozenset(self._connection.execute(found).scalars())


class PackageWrites(Changing, PackageQueries):
    """Packages written down, entries held and released, parts announced and come."""

    def add_package(self, package_: StoredPackage, manifest: Manifest | None) -> None:
        row = to_row(package_)
        del row["branch"], row["complete"]
        text = json.dumps(asdict(manifest), ensure_ascii=False, default=str) if manifest else ""
        self._add_numbered(package, {**row, "manifest": text})

    def hold(self, held_: HeldEntry) -> None:
        """Let an entry wait; one that waits already goes on waiting as it was."""
        waits = select(held.c.no).where(
            held.c.branch == self._branch,
            held.c.event_id == held_.event_id,
            IS_HELD,
        )
        if self._connection.execute(waits).first() is None:
            row = to_row(held_)
            del row["branch"]
            self._add_numbered(held, row)

    def release(self, event_id: str, by: str, at: datetime, note: str) -> None:
        """End the waiting of an entry; KeyError where it does not wait."""
        released = self._connection.execute(
            update(held)
            .where(
                held.c.branch == self._branch,
                held.c.event_id == event_id,
                IS_HELD,
            )
            .values(released_by=by, released_at=at.isoformat(), note=note)
        )
        if not by or not released.rowcount:
            raise KeyError(event_id)

    def announce_parts(self, sha256s: Sequence[str]) -> None:
        self._add_missing(part, [(self._branch, each, 0, 0, "") for each in sha256s])

    def part_came(self, sha256: str, size: int, file_name: str) -> None:
        self._put(part, {"sha256": sha256, "came": 1, "size": size, "file_name": file_name})

    def part_lost(self, sha256: str) -> None:
        is_it = (part.c.branch == self._branch, part.c.sha256 == sha256)
        self._connection.execute(update(part).where(*is_it).values(came=0))
