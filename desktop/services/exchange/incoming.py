"""Taking a return package in: everything of it in one transaction, or nothing.

It is copied from the stick first, and the copy alone is read. A branch takes only a higher epoch or
number, sealed to this PC's keys and signed by the head office that it enrolled with. The same
return once more is answered and changes nothing.

Order: policy first, since the rest is computed by it; entries that were lost or are another PC's,
before the ledger that confirms the repayments among them; then entries that waited for its loans.
Photographs come last, each by itself (``photos``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from desktop.domain.permissions import Action
from desktop.services.collector import collector_paused
from desktop.services.exchange.decisions import carry_out_decisions
from desktop.services.exchange.enrolment import require_branch, require_enrolment
from desktop.services.exchange.loan_lines import ledger_marks
from desktop.services.exchange.opening import open_return
from desktop.services.exchange.packing import newest_return
from desktop.services.exchange.photos import Photos, photos_beside, take_photos
from desktop.services.exchange.return_content import (
    Brought,
    ReturnContent,
    read_content,
    require_day_come,
    write_in,
)
from desktop.services.exchange_ports import KeyState, StoredDecision, TakenReturn
from desktop.services.package_ports import (
    Manifest,
    OpenedPackage,
    PackageRefused,
)
from desktop.services.permits import permitted
from desktop.services.policies import in_force
from desktop.services.ports import Desk, Queries, UnitOfWork
from desktop.services.progress import Progress
from desktop.services.templates import in_force as printing_in_force
from desktop.services.two_people import SecondPerson, signed_by


@dataclass(frozen=True, slots=True)
class ReturnTaken:
    """What a return changed, or would change.

    ``hash``, ``lines`` and ``balance_fen`` (of its ledgers, None without any) are what its slip
    says. ``already`` is a return that was taken in before: nothing changed, but for photographs
    that had not come with it. ``decisions`` are what came of head office's decisions, those of
    earlier returns too. ``desk`` works by the tables and templates that are in force now: whoever
    holds an older one must go on with this.
    """

    epoch: int
    number: int
    hash: str
    lines: int
    balance_fen: int | None
    already: bool
    brought: Brought | None
    decisions: tuple[StoredDecision, ...]
    photos: Photos
    desk: Desk


@permitted(Action.EXCHANGE)
@collector_paused()
def preview_return(desk: Desk, path: Path, progress: Progress) -> ReturnTaken:
    """Return what a return would change, without changing it; raises as :func:`take_return`."""
    file, package = open_return(desk, path, progress)
    parts, brought = package.manifest.parts, None
    if _is_known(desk, package, file):
        with desk.store.read() as queries:
            awaited = queries.awaited_files()
    else:
        content = _content(desk, package, file)
        with desk.store.write() as uow:
            brought = write_in(desk, uow, content, "", progress)
            keys = _follow_keys(desk, uow, package.manifest)
            brought, awaited = replace(brought, keys=keys), uow.awaited_files()
    return _told(desk, package, brought, (), photos_beside(desk, path, parts, awaited))


@permitted(Action.EXCHANGE)
@collector_paused()
def take_return(
    desk: Desk, path: Path, second: SecondPerson | None, progress: Progress
) -> ReturnTaken:
    """Take a return in; what head office decided about proposals is then carried out one by one,
    and the photographs that lie beside it are filed.

    Raises PackageRefused ``return_older``, ``return_ledger_in_future``; ExpectedFailure
    ``entry_altered``; as ``open_return`` and ``signed_by``.
    """
    file, package = open_return(desk, path, progress)
    checker = signed_by(desk, Action.EXCHANGE, "take_return", second)
    brought = None
    if not _is_known(desk, package, file):
        content = _content(desk, package, file)
        desk.store.backup("import")
        brought = _write(desk, package, content, file, checker, progress)
        desk = printing_in_force(in_force(desk))
    decided = carry_out_decisions(desk)
    photos = take_photos(desk, path, package.manifest.parts, progress)
    return _told(desk, package, brought, decided, photos)


def _content(desk: Desk, package: OpenedPackage, file_name: str) -> ReturnContent:
    content = read_content(package)
    with desk.store.read() as queries:
        require_day_come(queries, content, file_name, desk.clock.today())
    return content


def _write(
    desk: Desk,
    package: OpenedPackage,
    content: ReturnContent,
    file_name: str,
    checker: str,
    progress: Progress,
) -> Brought | None:
    manifest = package.manifest
    with desk.store.write() as uow:
        if _is_taken(uow, package):  # by another program, a moment ago
            return None
        _require_newer(uow, package, file_name)
        brought = write_in(desk, uow, content, checker, progress)
        brought = replace(brought, keys=_follow_keys(desk, uow, manifest))
        uow.add_taken_return(
            TakenReturn(
                replica_id=require_branch(uow).replica_id,
                epoch=manifest.epoch,
                number=manifest.number,
                hash=package.manifest_hash,
                file_name=file_name,
                heads=content.marks.heads,
                arrival_up_to=_arrived_up_to(uow, manifest, content),
                ledger_policy=content.ledger_policy,
                ledgers=tuple(each.sha256 for each in content.ledgers),
                made_at=manifest.created_at,
                taken_at=desk.clock.now(),
                taken_by=desk.operator.user_id,
                checked_by=checker,
            )
        )
        body = {
            "epoch": manifest.epoch,
            "number": manifest.number,
            "manifest": package.manifest_hash,
            "file_name": file_name,
            "checker": checker,
            **brought.counts,
        }
        uow.record("return_taken", manifest.package_id, body, desk.clock.today())
        progress.report("commit")
        uow.commit()
    return brought


def _arrived_up_to(queries: Queries, manifest: Manifest, content: ReturnContent) -> int:
    """Return up to where entries of other lines are here.

    A return that was reckoned from a head that is not in this journal was meant for a copy of this
    database: what this one lacks may not be in it.
    """
    if queries.entry_no(manifest.to_head) is not None:
        return content.marks.arrival_up_to
    newest = newest_return(queries)
    return newest.arrival_up_to if newest else 0


def _is_known(desk: Desk, package: OpenedPackage, file_name: str) -> bool:
    """Return whether this very return was taken in; an older one is refused."""
    with desk.store.read() as queries:
        if _is_taken(queries, package):
            return True
        _require_newer(queries, package, file_name)
    return False


def _is_taken(queries: Queries, package: OpenedPackage) -> bool:
    return any(each.hash == package.manifest_hash for each in queries.taken_returns())


def _require_newer(queries: Queries, package: OpenedPackage, file_name: str) -> None:
    newest, manifest = newest_return(queries), package.manifest
    if newest and (manifest.epoch, manifest.number) <= (newest.epoch, newest.number):
        raise PackageRefused(
            "return_older",
            file=file_name,
            number=manifest.number,
            newest=newest.number,
            date=f"{newest.made_at:%Y-%m-%d}",
        )


def _follow_keys(desk: Desk, uow: UnitOfWork, manifest: Manifest) -> tuple[str, ...]:
    """Let announced keys take over: our own once a return is sealed to them, head office's once
    a return is signed with them; return codes of what changed.
    """
    keys, changed = uow.own_keys(), list[str]()
    announced = [each for each in keys if each.state is KeyState.NEXT]
    if announced and announced[0].fingerprint == manifest.recipient:
        for each in keys:
            state = KeyState.OWN if each is announced[0] else KeyState.OLD
            uow.save_keys(replace(each, state=state))
        changed.append("own_in_use")
    office = require_enrolment(uow)
    if office.next_keys and office.next_keys.fingerprint == manifest.sender:
        office = replace(office, keys=office.next_keys, next_keys=None)
        changed.append("office_in_use")
    if manifest.next_keys and manifest.next_keys not in (office.keys, office.next_keys):
        office = replace(office, next_keys=manifest.next_keys)
        changed.append("office_announced")
    uow.save_enrolment(office)
    return tuple(changed)


def _told(
    desk: Desk,
    package: OpenedPackage,
    brought: Brought | None,
    decisions: tuple[StoredDecision, ...],
    photos: Photos,
) -> ReturnTaken:
    manifest = package.manifest
    ledgers = ledger_marks(manifest.extra)
    return ReturnTaken(
        epoch=manifest.epoch,
        number=manifest.number,
        hash=package.manifest_hash,
        lines=sum(each.count for each in manifest.totals),
        balance_fen=sum(each.balance_fen for each in ledgers) if ledgers else None,
        already=brought is None,
        brought=brought,
        decisions=decisions,
        photos=photos,
        desk=desk,
    )
