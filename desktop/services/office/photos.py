"""Photographs that go down beside a return: what a PC lacks of the acts of its branch.

They lie in the inbox as they came, sealed to head office. For a PC each is opened, compared with
its hash and sealed anew to that PC's keys alone. What head office cannot read any more it asks the
branch for again, and says no longer that it has it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.domain.errors import ExpectedFailure
from desktop.domain.package_names import part_file
from desktop.services.collection_ports import CollectionQueries
from desktop.services.collection_records import ReceivedEntry, Replica
from desktop.services.head_office_ports import HeadOffice
from desktop.services.office.place import INBOX, require_collection
from desktop.services.package_ports import PackageRefused, PartMark
from desktop.services.parts import make_parts_folder, open_part, parts_folder
from desktop.services.ports import Desk
from desktop.services.progress import Progress

_MOST = 1_000
_MOST_BYTES = 1024**3
"""What goes beside one return, for the oldest acts first; the rest follows with the next ones."""
_ROOM_FOR_PARTS = 2
"""Parts take at most this share of the disk's room: returns go first."""
_NAMED = re.compile(r'"sha256":"([0-9a-f]{64})"')
"""How the rows of an entry name a file of evidence (``storage/capture``)."""


@dataclass(frozen=True, slots=True)
class Going:
    """The parts meant to go beside a return, where they lie here, and how many go later."""

    parts: tuple[PartMark, ...]
    left: int

    @property
    def marks(self) -> tuple[PartMark, ...]:
        """Return them as the manifest names them."""
        return tuple(replace(each, file_name=part_file(each.sha256)) for each in self.parts)


def parts_for(
    asked: CollectionQueries, replica: Replica, foreign: Sequence[ReceivedEntry], outbox: Path
) -> Going:
    """Return the parts that a PC lacks: what it says itself, then those of what it is sent now."""
    branch, most = replica.branch, min(_MOST_BYTES, _room_for_parts(outbox))
    here, wanted = asked.part_files(branch), asked.parts_wanted(branch)
    said = asked.parts_lacked(branch, replica.replica_id)
    told = [each for each in _named_in(foreign) if each in here or each in wanted]
    lacked, size, parts = dict.fromkeys((*said, *told)), 0, list[PartMark]()
    for each in lacked:
        if each in here and len(parts) < _MOST and size + here[each].size <= most:
            parts.append(here[each])
            size += here[each].size
    return Going(tuple(parts), len(lacked) - len(parts))


def _named_in(entries: Sequence[ReceivedEntry]) -> Iterator[str]:
    for each in entries:
        yield from _NAMED.findall(each.rows)


def seal_parts(
    desk: Desk,
    office: HeadOffice,
    replica: Replica,
    going: Going,
    path: Path,
    progress: Progress,
) -> int:
    """Seal parts to a PC beside its return, and return how many; one that is not whole is lost.

    One that cannot be read just now goes with a later return: nobody else may have it. The branch
    is not locked meanwhile: it takes as long as the photographs are large. Raises as
    ``Packages.write_part``.
    """
    folder, sealed, lost = parts_folder(path), 0, list[str]()
    for number, part in enumerate(going.parts):
        progress.report("attachments", number, len(going.parts))
        try:
            file = desk.store.folder(INBOX) / part.file_name
            content = open_part(desk.packages, file, office.part_keys, part)
        except ExpectedFailure as error:
            if isinstance(error, PackageRefused) or isinstance(error.__cause__, FileNotFoundError):
                lost.append(part.sha256)
            continue
        make_parts_folder(folder)
        desk.packages.write_part(folder / part_file(part.sha256), content, [replica.keys])
        sealed += 1
    if lost:
        with require_collection(desk).write(replica.branch) as work:
            for each in lost:
                work.part_lost(each)
            work.commit()
    return sealed


def forget_parts(paths: Sequence[Path]) -> None:
    """Remove the parts of returns that a newer one has replaced; the returns themselves stay."""
    for each in paths:
        shutil.rmtree(parts_folder(each), ignore_errors=True)


def _room_for_parts(outbox: Path) -> int:
    try:
        return shutil.disk_usage(outbox).free // _ROOM_FOR_PARTS
    except OSError:  # writing the return itself says why
        return 0
