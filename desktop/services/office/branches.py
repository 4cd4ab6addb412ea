"""Head office's list of branches: added one by one or from a file, and how each stands."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.permissions import Action, Part
from desktop.services.collection_records import (
    TAKEN_IN,
    Act,
    Branch,
    BranchStanding,
    PackageState,
    Replica,
    StoredPackage,
)
from desktop.services.office.keys import KEYS_NAMED
from desktop.services.office.place import AS_A_WHOLE, require_collection
from desktop.services.permits import permitted
from desktop.services.ports import Desk

LATE_DAYS = 35
_ENCODINGS = ("utf-8-sig", "gb18030")
_HEADINGS = frozenset({"机构号", "机构代码", "网点号", "code"})
_MOST = 40
_PHONE = 2
"""The column of a list of branches in which a phone may stand."""


class Call(StrEnum):
    """What a branch is rung up about, the most pressing first."""

    FORK = "fork"
    UNREGISTERED = "unregistered"
    LATE = "late"
    NEVER = "never"
    GAP = "gap"
    DOUBLE = "double"
    HELD = "held"
    NO_PC = "no_pc"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a branch stands; ``days`` since its last package, None before the first one; how many
    of its PCs nobody registered, since they came under the keys of another one.
    """

    figures: BranchStanding
    days: int | None
    followed: int = 0

    @property
    def is_overdue(self) -> bool:
        """Whether more than a month has gone by without a package."""
        return self.days is None or self.days > LATE_DAYS

    @property
    def calls(self) -> tuple[Call, ...]:
        """What to ring the branch up about."""
        figures, sent = self.figures, self.days is not None
        about = {
            Call.FORK: figures.forks > 0,
            Call.UNREGISTERED: self.followed > 0,
            Call.LATE: sent and self.is_overdue,
            Call.NEVER: not sent and figures.replicas > 0,
            Call.GAP: not figures.complete,
            Call.DOUBLE: figures.doubles > 0,
            Call.HELD: figures.held > 0,
            Call.NO_PC: figures.replicas == 0,
        }
        return tuple(call for call in Call if about[call])

    @property
    def urgency(self) -> tuple[int, int, str]:
        """By what branches are sorted so that who is to be rung up first stands first."""
        calls = list(Call)
        first = calls.index(self.calls[0]) if self.calls else len(calls)
        return first, -(self.days or 0), self.figures.branch.code


@permitted(Action.OFFICE)
def add_branch(desk: Desk, code: str, name: str, phone: str = "") -> Branch:
    """Add a branch, or name a known one anew; without a phone it keeps the one it has.

    Raises RuleViolation ``field_missing``, ``branch_code_wrong``, ExpectedFailure
    ``not_head_office``.
    """
    return _add(desk, [(code, name, phone)])[0]


@permitted(Action.OFFICE)
def add_branches(desk: Desk, file: Path) -> Sequence[Branch]:
    """Add the branches of a CSV file, a line each: code, name, and a phone where it has one.

    All are looked at before the first is added.

    Raises ExpectedFailure ``branch_list_unreadable`` and as :func:`add_branch`.
    """
    return _add(desk, _listed(file))


@permitted(Action.OFFICE, Part.READ)
def standings(desk: Desk) -> Sequence[Standing]:
    """Return how all branches stand, by code."""
    today = desk.clock.today()
    with require_collection(desk).read() as queries:
        found, replicas = queries.standings(), queries.replicas()
    followed = Counter(each.branch for each in replicas if each.is_followed)
    return [
        Standing(
            each,
            (today - each.last_package_at.date()).days if each.last_package_at else None,
            followed[each.branch.code],
        )
        for each in found
    ]


@permitted(Action.OFFICE, Part.READ)
def replicas(desk: Desk, branch: str = "") -> Sequence[Replica]:
    """Return the PCs of a branch or of all, those whose keys were revoked included."""
    with require_collection(desk).read() as queries:
        return queries.replicas(branch)


@permitted(Action.OFFICE, Part.READ)
def letters(desk: Desk, branch: str = "") -> Mapping[str, str]:
    """Return by replica_id the letter that a PC's newest package bears."""
    with require_collection(desk).read() as queries:
        return queries.letters(branch)


@permitted(Action.OFFICE, Part.READ)
def packages(desk: Desk, branch: str = "", limit: int = 500) -> Sequence[StoredPackage]:
    """Return what happened to packages, newest first; what was unreadable once is left out."""
    with require_collection(desk).read() as queries:
        return as_they_stand(queries.packages(branch, limit))


def as_they_stand(packages: Sequence[StoredPackage]) -> Sequence[StoredPackage]:
    """Leave out files that were too new for the program of then and were taken in since."""
    taken = {each.file_sha256 for each in packages if each.state in TAKEN_IN}
    return [
        each
        for each in packages
        if each.state is not PackageState.UNREADABLE_NEWER or each.file_sha256 not in taken
    ]


@permitted(Action.OFFICE, Part.READ)
def acts(desk: Desk, branch: str = AS_A_WHOLE) -> Sequence[Act]:
    """Return what people of head office did about a branch, newest first."""
    with require_collection(desk).read() as queries:
        return once_each(queries.acts(branch))


def once_each(acts: Sequence[Act]) -> Sequence[Act]:
    """Leave out returns that name a PC keys which an earlier one named: each does until they came.

    ``acts`` come newest first.
    """

    def named(act: Act) -> tuple[str, str]:
        return act.data.get("replica", ""), act.data["key"]

    first = {named(each): each for each in acts if each.what == KEYS_NAMED}
    return [each for each in acts if each.what != KEYS_NAMED or first[named(each)] is each]


def _add(desk: Desk, listed: Sequence[tuple[str, str, str]]) -> list[Branch]:
    collection, today = require_collection(desk), desk.clock.today()
    branches = [(*_checked(code, name), phone.strip()) for code, name, phone in listed]
    made = []
    for code, name, phone in branches:
        with collection.write(code) as work:
            known = {each.code: each for each in work.branches()}
            before = known.get(code)
            branch = (
                replace(before, name=name, phone=phone or before.phone)
                if before
                else Branch(code, name, today, phone)
            )
            if branch != before:
                work.add_branch(branch)
                body = {"name": name, "phone": branch.phone}
                work.note("branch_added", desk.operator.user_id, body)
                work.commit()
        made.append(branch)
    return made


def _checked(code: str, name: str) -> tuple[str, str]:
    code, name = code.strip(), name.strip()
    for field, value in (("code", code), ("name", name)):
        if not value:
            raise RuleViolation("field_missing", field=field)
    if not code.isprintable() or len(code) > _MOST:
        raise RuleViolation("branch_code_wrong", field="code", branch=code[:_MOST])
    return code, name


def _listed(file: Path) -> list[tuple[str, str, str]]:
    """Read code, name and phone of each line; a heading is passed over."""
    try:
        rows = [row for row in csv.reader(io.StringIO(_text(file))) if any(map(str.strip, row))]
        found = [(row[0], row[1], row[2] if len(row) > _PHONE else "") for row in rows]
    except (OSError, ValueError, IndexError, csv.Error) as error:
        raise ExpectedFailure("branch_list_unreadable", file=file.name) from error
    if found and found[0][0].strip().lower() in _HEADINGS:
        del found[0]
    if not found:
        raise ExpectedFailure("branch_list_unreadable", file=file.name)
    return found


def _text(file: Path) -> str:
    content = file.read_bytes()
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("neither UTF-8 nor GB 18030")
