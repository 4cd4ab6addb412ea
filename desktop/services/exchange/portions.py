"""How much of the journal goes into one package: all that is to go, or as much as a file holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.services.exchange.packing import Draft, Portion
from desktop.services.package_ports import Manifest, PackageRefused, Packages
from desktop.services.progress import Progress


@dataclass(frozen=True, slots=True)
class Built:
    """A package whose file is written: what it was to be, its manifest filled in, its hash."""

    draft: Draft
    made: Manifest
    manifest_hash: str


def write_what_fits(
    packages: Packages,
    path: Path,
    draft_of: Callable[[Portion], Draft],
    portion: Portion,
    progress: Progress,
) -> Built:
    """Write a portion of the journal as a package; where no file holds it, its first half.

    How large a package becomes is known once it is compressed. Raises as ``Packages.write``.
    """
    while True:
        draft = draft_of(portion)
        try:
            made, manifest_hash = packages.write(
                path, draft.manifest, draft.lines, draft.keys, draft.recipients, progress
            )
        except PackageRefused as error:
            if error.code != "package_too_large" or portion.count < 2:
                raise
        else:
            return Built(draft, made, manifest_hash)
        portion = replace(portion, count=(portion.count + 1) // 2)
