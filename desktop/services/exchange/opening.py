"""Which return is this PC's, and opening it: copied from the stick, the copy alone is read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.domain.package_names import Direction
from desktop.domain.permissions import Action
from desktop.services.branch import require_installation
from desktop.services.exchange.enrolment import require_branch, require_enrolment
from desktop.services.exchange.wrong_file import in_plain_words
from desktop.services.exchange_ports import StoredEnrolment, StoredKeys
from desktop.services.package_ports import Manifest, OpenedPackage, PackageRefused, PublicKeys
from desktop.services.permits import permitted
from desktop.services.ports import Desk
from desktop.services.progress import Progress
from desktop.services.records import Installation

INBOX = "inbox"
"""The folder beside the database where what came from sticks is kept, unchanged."""


@permitted(Action.EXCHANGE)
def returns_on(desk: Desk, folder: Path, progress: Progress) -> list[Path]:
    """Return the returns for this branch in a folder, newest first, that for this PC before all.

    Their names do not tell which PC each is for, nor how often head office was restored: they are
    opened. Where one before it cannot be read, that one leads: taking it in says what is wrong.
    """
    with desk.store.read() as queries:
        code = require_installation(queries).branch_code
    found = list(reversed(desk.sticks.packages_on(folder, Direction.DOWN, code)))
    chosen, newest = None, (0, 0)
    for path in found:
        try:
            manifest = open_return(desk, path, progress)[1].manifest
        except PackageRefused as refused:
            if refused.code != "return_for_other_pc" and chosen is None:
                chosen = path
                break
        else:
            if (manifest.epoch, manifest.number) > newest:
                chosen, newest = path, (manifest.epoch, manifest.number)
    return sorted(found, key=lambda each: each != chosen)


@permitted(Action.EXCHANGE)
def open_return(desk: Desk, path: Path, progress: Progress) -> tuple[str, OpenedPackage]:
    """Return what the copy of a return is called, and the return, which is this PC's.

    Raises PackageRefused ``return_not_a_return``, ``return_for_other_branch``,
    ``return_for_other_pc``, and as ``Packages.open``; ExpectedFailure ``not_enrolled`` and as
    ``Sticks.carry_in``; RuleViolation ``not_a_branch``.
    """
    with desk.store.read() as queries:
        installation, office = require_branch(queries), require_enrolment(queries)
        keys = queries.own_keys()
    inbox, copy = desk.store.folder(INBOX), path
    if path.parent != inbox:
        (copy,) = desk.sticks.carry_in([path], inbox, progress)
    package = _unsealed(desk, copy, installation, office, keys)
    manifest = package.manifest
    if manifest.direction is not Direction.DOWN:
        raise PackageRefused("return_not_a_return", file=copy.name)
    if manifest.branch != installation.branch_code:
        raise PackageRefused("return_for_other_branch", file=copy.name, branch=manifest.branch)
    if manifest.replica_id not in ("", installation.replica_id):
        raise PackageRefused("return_for_other_pc", file=copy.name)
    if manifest.schema > desk.packages.schema:
        raise PackageRefused("package_newer", file=copy.name)
    return copy.name, package


def _unsealed(
    desk: Desk,
    copy: Path,
    installation: Installation,
    office: StoredEnrolment,
    keys: Sequence[StoredKeys],
) -> OpenedPackage:
    """Open it with whichever of the own keys it was sealed to."""
    for each in keys:
        try:
            return desk.packages.open(copy, each.keys, lambda m: _sender(office, m))
        except PackageRefused as refused:
            why = refused
            if refused.code != "package_not_ours":
                break
    raise in_plain_words(why, copy.name, Direction.DOWN, installation.branch_code)


def _sender(office: StoredEnrolment, manifest: Manifest) -> PublicKeys:
    for keys in filter(None, (office.keys, office.next_keys)):
        if keys.fingerprint == manifest.sender:
            return keys
    raise PackageRefused("package_sender_unknown")
