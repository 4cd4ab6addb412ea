"""What head office's pages list at once: one branch in full, and what waits for a decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.domain.contact_book import ReachKind
from desktop.domain.masks import mask_address, mask_phone
from desktop.domain.permissions import Action, Part
from desktop.services.collection_records import (
    Act,
    Branch,
    Correction,
    Fork,
    HeldEntry,
    LedgerOfBranch,
    OfficeContact,
    PossibleDouble,
    ReceivedEntry,
    Replica,
    StoredPackage,
    StoredReturn,
    Target,
)
from desktop.services.office.branches import as_they_stand, once_each
from desktop.services.office.old_keys import WaitingKeys, waiting_keys
from desktop.services.office.place import require_branch, require_collection
from desktop.services.permits import permitted
from desktop.services.ports import Desk


@dataclass(frozen=True, slots=True)
class BranchInFull:
    """Everything about one branch; ``names`` are those of head office's people by id.

    ``letters`` are those of its PCs by replica_id, as their packages bear them; ``contacts`` are
    those passed on to it, masked.
    """

    code: str
    packages: Sequence[StoredPackage]
    replicas: Sequence[Replica]
    letters: Mapping[str, str]
    returns: Sequence[StoredReturn]
    targets: Sequence[Target]
    corrections: Sequence[Correction]
    contacts: Sequence[OfficeContact]
    acts: Sequence[Act]
    ledgers: Sequence[LedgerOfBranch]
    waiting_keys: Sequence[WaitingKeys]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ToDecide:
    """What waits for a person of head office, of all branches."""

    held: Sequence[HeldEntry]
    forks: Sequence[Fork]
    doubles: Sequence[PossibleDouble]
    corrections: Sequence[Correction]

    @property
    def count(self) -> int:
        """How many things wait."""
        return sum(map(len, (self.held, self.forks, self.doubles, self.corrections)))


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """A branch that gets returns, one for each of its PCs; ``letter`` is that of the PC which the
    last one was for, "" while it has not said it.
    """

    branch: Branch
    replicas: int
    last_package_at: datetime | None
    last_return: StoredReturn | None
    letter: str = ""

    @property
    def is_due(self) -> bool:
        """Whether a package waits for its answer, or no return was ever written."""
        if self.last_return is None:
            return True
        sent = self.last_package_at
        return sent is not None and sent > self.last_return.created_at


@permitted(Action.OFFICE, Part.READ)
def branch_in_full(desk: Desk, code: str) -> BranchInFull:
    """Return everything about a branch; RuleViolation ``branch_unknown``."""
    with desk.store.read() as people:
        names = {each.id: each.name for each in people.users()}
    with require_collection(desk).read() as queries:
        require_branch(queries, code)
        return BranchInFull(
            code,
            as_they_stand(queries.packages(code)),
            queries.replicas(code),
            queries.letters(code),
            queries.returns(code),
            queries.targets(code),
            queries.corrections(code),
            [_masked(each) for each in queries.contacts(code)],
            once_each(queries.acts(code)),
            queries.ledgers(code),
            waiting_keys(queries, code),
            names,
        )


def _masked(contact: OfficeContact) -> OfficeContact:
    mask = mask_phone if contact.kind == ReachKind.PHONE else mask_address
    return replace(contact, value=mask(contact.value))


@permitted(Action.OFFICE, Part.READ)
def to_decide(desk: Desk) -> ToDecide:
    """Return what waits for a person: held entries, forks, possible doubles, corrections."""
    with require_collection(desk).read() as queries:
        return ToDecide(
            queries.held(),
            [each for each in queries.forks() if not each.seen_by],
            queries.doubles(),
            queries.corrections(open_only=True),
        )


@permitted(Action.OFFICE, Part.READ)
def entries_of(desk: Desk, branch: str, event_ids: Sequence[str]) -> Sequence[ReceivedEntry]:
    """Return entries of a branch as they came, in the order they are asked for."""
    with require_collection(desk).read() as queries:
        found = {each.event_id: each for each in queries.entries(branch, event_ids)}
    return [found[each] for each in event_ids if each in found]


@permitted(Action.OFFICE, Part.READ)
def return_lines(desk: Desk) -> Sequence[ReturnLine]:
    """Return when each branch with a PC sent and was answered last, by code."""
    with require_collection(desk).read() as queries:
        newest: dict[str, StoredReturn] = {}
        for each in queries.returns():
            before = newest.get(each.branch)
            if before is None or before.created_at < each.created_at:
                newest[each.branch] = each
        letters = queries.letters()
        return [
            ReturnLine(
                each.branch,
                each.replicas,
                each.last_package_at,
                last := newest.get(each.branch.code),
                letters.get(last.replica_id, "") if last else "",
            )
            for each in queries.standings()
            if each.replicas
        ]
