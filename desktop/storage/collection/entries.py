"""Journal entries of branches: stored once, complete when nothing before them is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from sqlalchemy import Connection, exists, func, literal_column, or_, select, update

from desktop.services.collection_records import Fork, PackageState, ReceivedEntry
from desktop.storage.collection.asking import AnyMapping, Asking, of_branch
from desktop.storage.collection.bundles import AT_MOST, packed, unpacked
from desktop.storage.collection.tables import IS_WAITING, bundle, entry, fork, fork_note, package
from desktop.storage.collection.tallies import Tallying
from desktop.storage.collection.values import among
from desktop.storage.journal import FIRST_HASH
from desktop.storage.values import AnySelect

_STORED = ReceivedEntry._fields[:-2]
_FIELDS = [entry.c[name] for name in (*_STORED, "branch", "arrival", "bundle")]
_AT_ONCE = 1_000


class EntryQueries(Asking):
    """Questions about entries and how they follow each other."""

    def known_hashes(self, branch: str, event_ids: Sequence[str]) -> Mapping[str, str]:
        statement = select(entry.c.event_id, entry.c.hash).where(
            entry.c.branch == branch, among(entry.c.event_id, event_ids)
        )
        return {row[0]: row[1] for row in self._connection.execute(statement)}

    def is_complete(self, branch: str, head: str) -> bool:
        if head == FIRST_HASH:
            return True
        flag = select(entry.c.complete).where(entry.c.branch == branch, entry.c.hash == head)
        return bool(self._connection.execute(flag).scalar())

    def heads(self, branch: str, limit: int = 24) -> Sequence[str]:
        newest = func.max(package.c.no)
        statement = (
            select(package.c.to_head)
            .join(entry, (entry.c.branch == package.c.branch) & (entry.c.hash == package.c.to_head))
            .where(package.c.branch == branch, entry.c.complete == 1, IS_APPLIED)
            .group_by(package.c.to_head)
            .order_by(newest.desc())
            .limit(limit)
        )
        return self._connection.execute(statement).scalars().all()

    def entries(self, branch: str, event_ids: Sequence[str]) -> Sequence[ReceivedEntry]:
        return list(self._entries(_of(branch).where(among(entry.c.event_id, event_ids))))

    def beyond(
        self, branch: str, head: str, arrived_after: int, most: int | None = None
    ) -> tuple[Sequence[ReceivedEntry], int]:
        newest = select(func.max(entry.c.arrival)).where(entry.c.branch == branch)
        up_to = self._connection.execute(newest).scalar() or 0
        pairs = (
            select(entry.c.hash, entry.c.prev_hash, entry.c.arrival)
            .where(entry.c.branch == branch, entry.c.arrival > arrived_after)
            .order_by(entry.c.arrival)
        )
        came = {row[0]: (row[1], row[2]) for row in self._connection.execute(pairs)}
        for ancestor in _ancestors(self._connection, branch, head):
            if not came:
                break
            came.pop(ancestor, None)
        if not came:
            return [], up_to
        if most is not None and len(came) > most:
            came = dict(islice(came.items(), most))
            up_to = max(arrival for _, arrival in came.values())
        beyond = {each: before for each, (before, _) in came.items()}
        found = {each.hash: each for each in self._entries(_of(branch, list(beyond)))}
        return [found[each] for each in _parents_first(beyond)], up_to

    def forks(self, branch: str = "") -> Sequence[Fork]:
        children: dict[tuple[str, str], list[tuple[str, str]]] = {}
        followed = (entry.c.branch == fork.c.branch) & (entry.c.prev_hash == fork.c.prev_hash)
        rows = self._rows(
            select(fork.c.branch, fork.c.prev_hash, entry.c.event_id, entry.c.replica_id)
            .outerjoin(entry, followed)  # outer: so that SQLite begins with the few
            .where(*of_branch(fork, branch))
            .order_by(fork.c.branch, entry.c.arrival)
        )
        for row in rows:
            child = (row["event_id"], row["replica_id"])
            children.setdefault((row["branch"], row["prev_hash"]), []).append(child)
        notes = self._newest_notes(branch)
        return [_fork(key, each, notes.get(key)) for key, each in children.items()]

    def _entries(self, statement: AnySelect) -> Iterable[ReceivedEntry]:
        opened = 0
        texts: Sequence[tuple[str, str]] = ()
        streamed = statement.execution_options(yield_per=_AT_ONCE)
        for *fields, branch, arrival, first in self._connection.execute(streamed):
            if first != opened:
                opened, texts = first, unpacked(self._bundle(branch, first))
            yield ReceivedEntry(*fields, *texts[arrival - first])

    def _bundle(self, branch: str, first: int) -> bytes:
        statement = select(bundle.c.texts).where(
            bundle.c.branch == branch, bundle.c.bundle == first
        )
        return bytes(self._connection.execute(statement).scalar_one())

    def _newest_notes(self, branch: str) -> dict[tuple[str, str], AnyMapping]:
        statement = select(fork_note).where(*of_branch(fork_note, branch)).order_by(fork_note.c.no)
        return {(row["branch"], row["prev_hash"]): row for row in self._rows(statement)}


IS_APPLIED = package.c.state.in_([PackageState.APPLIED.value, PackageState.APPLIED_WITH_HELD.value])


class EntryWrites(Tallying, EntryQueries):
    """Entries stored, gaps closed, forks marked as they arrive."""

    def add_entries(self, entries: Sequence[ReceivedEntry], complete: bool) -> Mapping[str, str]:
        ids = [each.event_id for each in entries]
        known = self.known_hashes(self._branch, ids) if self._is_any_between(ids) else {}
        new = [each for each in entries if each.event_id not in known]
        if new:
            newest = select(func.max(entry.c.arrival)).where(entry.c.branch == self._branch)
            before = self._connection.execute(newest).scalar() or 0
            self._add_new(entry, self._numbered(new, before, complete))
            self._add_new(bundle, self._bundled(new, before))
            self._count(entries=len(new))
            self._mark_forks(new, before)
        if complete and known:
            self._complete(list(known.values()))
        return known

    def _is_any_between(self, event_ids: Sequence[str]) -> bool:
        """Return whether an entry could be one of these: ids grow, so that new ones follow all."""
        between = (entry.c.event_id >= min(event_ids), entry.c.event_id <= max(event_ids))
        found = select(entry.c.event_id).where(entry.c.branch == self._branch, *between).limit(1)
        return self._connection.execute(found).first() is not None

    def _numbered(
        self, new: Sequence[ReceivedEntry], before: int, complete: bool
    ) -> Iterable[tuple[str | int, ...]]:
        for place, each in enumerate(new):
            arrival, first = before + 1 + place, before + 1 + place // AT_MOST * AT_MOST
            yield self._branch, *each[:-2], arrival, first, int(complete)

    def _bundled(
        self, new: Sequence[ReceivedEntry], before: int
    ) -> Iterable[tuple[str, int, bytes]]:
        for start in range(0, len(new), AT_MOST):
            yield self._branch, before + 1 + start, packed(new[start : start + AT_MOST])

    def close_gaps(self) -> Sequence[str]:
        parent, child = entry.alias("parent"), entry.alias("child")
        is_ready = or_(
            entry.c.prev_hash == FIRST_HASH,
            exists().where(
                parent.c.branch == entry.c.branch,
                parent.c.hash == entry.c.prev_hash,
                parent.c.complete == 1,
            ),
        )
        found = (
            select(entry.c.hash)
            .where(entry.c.branch == self._branch, IS_WAITING, is_ready)
            .cte("found", recursive=True)
        )
        found = found.union_all(
            select(child.c.hash).where(
                child.c.branch == self._branch,
                child.c.complete == literal_column("0"),
                child.c.prev_hash == found.c.hash,
            )
        )
        closed = self._connection.execute(select(found.c.hash)).scalars().all()
        if not closed:
            return []
        self._complete(closed)
        ends = select(package.c.to_head).where(
            package.c.branch == self._branch, among(package.c.to_head, closed), IS_APPLIED
        )
        return self._connection.execute(ends.distinct()).scalars().all()

    def note_fork(self, prev_hash: str, by: str, note: str) -> None:
        children = select(func.count()).where(
            entry.c.branch == self._branch, entry.c.prev_hash == prev_hash
        )
        self._add_numbered(
            fork_note,
            {
                "prev_hash": prev_hash,
                "entries": self._connection.execute(children).scalar_one(),
                "seen_by": by,
                "note": note,
                "at": self._now().isoformat(),
            },
        )

    def _complete(self, hashes: Sequence[str]) -> None:
        self._connection.execute(
            update(entry)
            .where(entry.c.branch == self._branch, IS_WAITING, among(entry.c.hash, hashes))
            .values(complete=1)
        )

    def _mark_forks(self, arrived: Sequence[ReceivedEntry], before: int) -> None:
        """Mark what two entries follow, now that those after an arrival number have come.

        A chain that goes on where it ended can fork nothing: only entries that follow the same one
        as another that arrived, one from before, or were waited for, are looked up. Each PC of a
        branch begins a chain of its own, so what stands before the first entry is no fork.
        """
        hashes = {each.hash for each in arrived}
        followed: set[str] = set()
        doubtful: set[str] = set()
        for each in arrived:
            if each.prev_hash in followed or each.prev_hash not in hashes:
                doubtful.add(each.prev_hash)
            followed.add(each.prev_hash)
        of_branch_ = entry.c.branch == self._branch
        waiting = select(entry.c.prev_hash, entry.c.arrival).where(of_branch_, IS_WAITING)
        doubtful |= followed.intersection(
            prev_hash
            for prev_hash, arrival in self._connection.execute(waiting)
            if arrival <= before
        )
        doubtful.discard(FIRST_HASH)
        children = select(entry.c.prev_hash).where(
            of_branch_, among(entry.c.prev_hash, list(doubtful))
        )
        counted = Counter(self._connection.execute(children).scalars())
        self._add_missing(fork, [(self._branch, each) for each, n in counted.items() if n > 1])


def _of(branch: str, hashes: Sequence[str] | None = None) -> AnySelect:
    statement = select(*_FIELDS).where(entry.c.branch == branch).order_by(entry.c.arrival)
    return statement if hashes is None else statement.where(among(entry.c.hash, hashes))


def _ancestors(connection: Connection, branch: str, head: str) -> Iterable[str]:
    """Yield ``head`` and the hashes before it, back to the first one or to a gap, as asked for."""
    walk = (
        select(entry.c.hash, entry.c.prev_hash)
        .where(entry.c.branch == branch, entry.c.hash == head)
        .cte("walk", recursive=True)
    )
    before = entry.alias("before")
    walk = walk.union_all(
        select(before.c.hash, before.c.prev_hash).where(
            before.c.branch == branch, before.c.hash == walk.c.prev_hash
        )
    )
    streamed = select(walk.c.hash).execution_options(yield_per=_AT_ONCE)
    with connection.execute(streamed) as rows:
        yield from rows.scalars()


def _parents_first(parents: Mapping[str, str]) -> Iterable[str]:
    """Yield each hash after the one it follows, for as far as that is among them."""
    done: set[str] = set()
    for each in parents:
        line = []
        while each in parents and each not in done:
            line.append(each)
            done.add(each)
            each = parents[each]
        yield from reversed(line)


def _fork(
    key: tuple[str, str], children: Sequence[tuple[str, str]], note: AnyMapping | None
) -> Fork:
    """Return a fork; a note from before its latest branch has grown no longer stands."""
    branch, prev_hash = key
    entries, replicas = zip(*children, strict=True)
    seen = note is not None and int(note["entries"]) >= len(children)
    return Fork(
        branch,
        prev_hash,
        entries,
        tuple(dict.fromkeys(replicas)),
        note["seen_by"] if note and seen else "",
        note["note"] if note and seen else "",
    )
