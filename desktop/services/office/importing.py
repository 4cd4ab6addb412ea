"""Taking packages in: from a stick or a folder into the inbox, then each into the collection.

Packages of one branch are taken one after the other, several branches at once. One that is refused
stops no other. What lies in the inbox is never changed.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from pathlib import Path

from desktop.domain.package_names import Direction, parse_name
from desktop.domain.permissions import Action
from desktop.services.office.one_package import Intake, Taken, take
from desktop.services.office.place import INBOX, require_collection, require_head_office
from desktop.services.permits import permitted
from desktop.services.ports import Desk
from desktop.services.progress import Progress

_MOST_WORKERS = 4


class _Telling:
    """Tells of packages from several threads; who cancels stops them all."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0
        self._alone = threading.Lock()
        self.stopped = False

    def one_more(self) -> None:
        with self._alone:
            self._done += 1
            try:
                self._progress.report("packages", self._done, self._total)
            except BaseException:
                self.stopped = True
                raise


@permitted(Action.OFFICE)
def take_packages(
    desk: Desk,
    files: Sequence[Path],
    progress: Progress,
    dry_run: bool = False,
    workers: int = 0,
) -> list[Taken]:
    """Take packages in, from files and from folders of them, and say what happened to each.

    With ``dry_run`` everything is looked at and nothing is written but the copies in the inbox.
    Packages that only a newer program could read are tried again. Cancelled between two packages
    leaves the ones before taken in. Raises ExpectedFailure ``not_head_office`` and as
    ``Sticks.carry_in``.
    """
    collection = require_collection(desk)
    with desk.store.read() as queries:
        office = require_head_office(queries)
    intake = Intake(desk, collection, office, dry_run)
    carried = _carried_in(desk, files, progress)
    copies = [*_unread(intake), *carried]
    lines = _by_branch(dict.fromkeys(copies))
    at_once = workers or min(_MOST_WORKERS, os.cpu_count() or 1)
    telling, taken = _Telling(progress, len(dict.fromkeys(copies))), dict[Path, Taken]()
    with ThreadPoolExecutor(max(1, min(at_once, len(lines)))) as pool:
        running = [pool.submit(_take_line, intake, line, telling) for line in lines]
        for done in as_completed(running):
            taken.update((each.file, each) for each in done.result())
    return [
        replace(taken[each], came_as=carried.get(each, each).name) for each in dict.fromkeys(copies)
    ]


def _carried_in(desk: Desk, files: Sequence[Path], progress: Progress) -> dict[Path, Path]:
    """Copy packages and their parts into the inbox; return the packages' copies and sources."""
    found: list[Path] = []
    for each in files:
        is_folder = each.is_dir()
        found += desk.sticks.packages_on(each, Direction.UP) if is_folder else [each]
    carried: list[Path] = []
    for each in found:
        parts = desk.sticks.parts_beside(each)
        carried += [each] if parts is None else [each, parts]
    copies = desk.sticks.carry_in(carried, desk.store.folder(INBOX), progress)
    pairs = zip(copies, carried, strict=True)
    return {copy: source for copy, source in pairs if source in found}


def _unread(intake: Intake) -> list[Path]:
    """Return the received files that were too new for the program of then: to be tried again."""
    inbox = intake.desk.store.folder(INBOX)
    with intake.collection.read() as queries:
        files = [inbox / each.file_name for each in queries.unread()]
    return [each for each in files if each.is_file()]


def _by_branch(copies: Iterable[Path]) -> list[list[Path]]:
    """Put the files of one branch into one line; what bears no name of ours stands alone."""
    lines: dict[str, list[Path]] = {}
    for each in copies:
        name = parse_name(each.name)
        lines.setdefault(f"branch {name.branch}" if name else f"file {each}", []).append(each)
    return list(lines.values())


def _take_line(intake: Intake, files: Sequence[Path], telling: _Telling) -> list[Taken]:
    taken = []
    for each in files:
        if telling.stopped:
            break
        taken.append(take(intake, each))
        telling.one_more()
    return taken
