"""Photographs that come down beside a return, of acts that another PC or a lost database recorded.

The act is here by its entry; until its photograph is, it proves nothing. Each is filed by itself,
after the return: one that is missing, damaged or sealed to somebody else holds up nothing, and the
next package asks head office for it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.errors import Cancelled, ExpectedFailure
from desktop.domain.package_names import part_file
from desktop.services.package_ports import PartMark
from desktop.services.parts import open_part
from desktop.services.ports import Desk
from desktop.services.progress import Progress


@dataclass(frozen=True, slots=True)
class Photos:
    """How many photographs came, or would come, and how many are still missing then.

    ``trouble`` is why the first one that lies beside could not be taken.
    """

    came: int = 0
    missing: int = 0
    trouble: ExpectedFailure | None = None


def photos_beside(
    desk: Desk, path: Path, parts: Iterable[PartMark], awaited: Sequence[PartMark]
) -> Photos:
    """Return what lies beside a return of what is awaited; nothing is opened."""
    count = len(_lying(desk, path, parts, awaited))
    return Photos(count, len(awaited) - count)


def take_photos(desk: Desk, path: Path, parts: Iterable[PartMark], progress: Progress) -> Photos:
    """File what lies beside a return of what is awaited, oldest first; the rest is told.

    Each is read in one go and compared with its hash: no copy of it is needed. Stopped by a person,
    what was filed stays.
    """
    with desk.store.read() as queries:
        awaited, keys = queries.awaited_files(), [each.keys for each in queries.own_keys()]
    came, trouble = 0, None
    lying = _lying(desk, path, parts, awaited)
    try:
        for number, (part, file) in enumerate(lying):
            progress.report("attachments", number, len(lying))
            try:
                content = open_part(desk.packages, file, keys, part)
                came += _filed(desk, part, content)
            except ExpectedFailure as error:
                trouble = trouble or error
    except Cancelled:
        pass
    return Photos(came, len(awaited) - came, trouble)


def _lying(
    desk: Desk, path: Path, parts: Iterable[PartMark], awaited: Sequence[PartMark]
) -> list[tuple[PartMark, Path]]:
    """Return the awaited parts of a return whose files are there."""
    wanted = {each.sha256 for each in awaited}
    try:
        folder = desk.sticks.parts_beside(path)
        if folder is None:
            return []
        found = [(each, folder / part_file(each.sha256)) for each in parts if each.sha256 in wanted]
        return [(part, file) for part, file in found if file.is_file()]
    except (ExpectedFailure, OSError):  # the stick is gone, and the return is in
        return []


def _filed(desk: Desk, part: PartMark, content: bytes) -> bool:
    """File one photograph, and return whether it proves something now."""
    with desk.store.write() as uow:
        proved = uow.file_photo(content)
        if proved:
            body = {"sha256": part.sha256, "evidence": list(proved)}
            uow.record("photo_came", proved[0], body, desk.clock.today())
            uow.commit()
    return bool(proved)
