"""What may lie on a disk after the power went: three models of what was not yet flushed.

- ``ordered``: the disk did things in the order asked, and stopped somewhere after the last flush.
- ``lost``: of what was not flushed, any part is there and any part is not, names included.
- ``torn``: the same, and each write may be there in part, by sectors of 512 or 4096 bytes.

A file's bytes are durable once the file was flushed, a name once its folder was.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.powerloss.recording import Cut, Entries, Event, Flush, Recording, Told, Write

MODELS = ("ordered", "lost", "torn")
SECTORS = (512, 4096)
_ROUNDS = 20
"""How often a recording is gone through for as many different states as are wanted."""

Change = Write | Cut | Entries


@dataclass
class Disk:
    """Files by inode and names by path; bytes are shared between disks until one changes them."""

    files: dict[int, bytes | bytearray]
    names: dict[str, int | None]

    @classmethod
    def before(cls, recording: Recording) -> "Disk":
        files: dict[int, bytes | bytearray] = {
            inode: recording.before[name] or b"" for name, inode in recording.first_inodes.items()
        }
        names: dict[str, int | None] = {
            name: recording.first_inodes.get(name, 0) for name in recording.before
        }
        return cls(files, names)

    def copy(self) -> "Disk":
        return Disk({inode: self._frozen(inode) for inode in self.files}, dict(self.names))

    def apply(self, change: Change) -> None:
        if isinstance(change, Entries):
            self.names.update(change.changes)
            return
        data = self.files.get(change.inode, b"")
        if isinstance(data, bytes):
            data = self.files[change.inode] = bytearray(data)
        if isinstance(change, Cut):
            del data[change.size :]
            data.extend(bytes(change.size - len(data)))
            return
        data.extend(bytes(max(0, change.offset - len(data))))
        data[change.offset : change.offset + len(change.data)] = change.data

    def contents(self) -> dict[str, bytes | None]:
        """Return what can be reached by name from the folder."""
        reached: dict[str, bytes | None] = {}
        for name, inode in sorted(self.names.items()):
            parent = str(Path(name).parent)
            if inode is None or (parent != "." and parent not in reached):
                continue
            reached[name] = self._frozen(inode) if inode else None
        return reached

    def _frozen(self, inode: int) -> bytes:
        data = self.files.get(inode, b"")
        if isinstance(data, bytearray):
            data = self.files[inode] = bytes(data)
        return data


@dataclass(frozen=True)
class State:
    """What a disk may hold after the power went, and all that had been told before it went."""

    model: str
    moment: int
    contents: dict[str, bytes | None]
    told: tuple[str, ...]

    @property
    def digest(self) -> int:
        """A hash over what is there and what was told last."""
        return hash((self.told[-1:], tuple(self.contents.items())))

    def lay_out(self, folder: Path) -> None:
        for name, content in self.contents.items():
            path = folder / name
            if content is None:
                path.mkdir(parents=True)
            else:
                path.write_bytes(content)


@dataclass
class _Replay:
    """A disk up to some moment: what is durable, and what is on its way."""

    durable: Disk
    pending: list[Change] = field(default_factory=list)
    since_flush: int = 0
    """How many of the newest pending changes came after the last flush of anything."""
    told: list[str] = field(default_factory=list)

    def go_on(self, event: Event) -> None:
        if isinstance(event, Told):
            self.told.append(event.text)
        elif isinstance(event, Flush):
            self._flush(event.target)
            self.since_flush = 0
        else:
            self.pending.append(event)
            self.since_flush += 1

    def _flush(self, target: int | str) -> None:
        left = []
        for change in self.pending:
            if isinstance(change, Entries):
                is_flushed = isinstance(target, str) and target in change.folders
            else:
                is_flushed = change.inode == target
            if is_flushed:
                self.durable.apply(change)
            else:
                left.append(change)
        self.pending = left

    def after_loss(self, model: str, chance: random.Random) -> Disk:
        disk = self.durable.copy()
        if model == "ordered":
            flushed = len(self.pending) - min(self.since_flush, len(self.pending))
            kept = self.pending[: chance.randint(flushed, len(self.pending))]
        else:
            kept = _some(self.pending, chance)
        for change in kept:
            if model == "torn" and isinstance(change, Write):
                for piece in _torn(change, chance):
                    disk.apply(piece)
            else:
                disk.apply(change)
        return disk


def _some(pending: Sequence[Change], chance: random.Random) -> list[Change]:
    """Return none, all, all but one, a single one or any of them, in their order."""
    how = chance.randrange(6)
    if not pending or how == 0:
        return []
    chosen = chance.randrange(len(pending))
    if how == 1:
        return [change for number, change in enumerate(pending) if number != chosen]
    if how == 2:
        return [pending[chosen]]
    if how == 3:
        return [each for each in pending if isinstance(each, Entries)]
    share = chance.random()
    return [change for change in pending if chance.random() < share]


def _torn(write: Write, chance: random.Random) -> Iterator[Write | Cut]:
    """Yield the sectors of a write that reached the disk; its length may have, as zeros."""
    sector = chance.choice(SECTORS)
    share = chance.choice((0.0, 0.5, 0.9, 1.0))
    end = write.offset + len(write.data)
    at = write.offset
    while at < end:
        stop = min(end, (at // sector + 1) * sector)
        if chance.random() < share:
            yield Write(write.inode, at, write.data[at - write.offset : stop - write.offset])
        elif chance.random() < 0.2:
            yield Write(write.inode, stop, b"")  # the file has grown, and holds zeros there
        at = stop


def states(recording: Recording, model: str, count: int, seed: int) -> Iterator[State]:
    """Yield up to ``count`` different states, spread over the recording and chosen by ``seed``."""
    chance = random.Random(f"{model} {seed}")
    seen: set[int] = set()
    for _ in range(_ROUNDS):
        for state in _once_through(recording, model, count, chance):
            if len(seen) == count:
                return
            if state.digest not in seen:
                seen.add(state.digest)
                yield state


def _once_through(
    recording: Recording, model: str, count: int, chance: random.Random
) -> Iterator[State]:
    replay = _Replay(Disk.before(recording))
    shares = _shares(recording.events)
    for moment, (event, share) in enumerate(zip(recording.events, shares, strict=True), 1):
        replay.go_on(event)
        for _ in range(int(count * share + chance.random())):
            contents = replay.after_loss(model, chance).contents()
            yield State(model, moment, contents, tuple(replay.told))


def _shares(events: Sequence[Event]) -> list[float]:
    """Share the states out: half evenly, half by what lies between two flushes, be it one write.

    Evenly alone, the few writes of a small file would hardly be tried beside a database's many.
    """
    lengths, length = [], 0
    for event in events:
        length += 1
        if not isinstance(event, Write) or event is events[-1]:
            lengths.append(length)
            length = 0
    even = 0.5 / len(events)
    return [even + 0.5 / length / len(lengths) for length in lengths for _ in range(length)]
