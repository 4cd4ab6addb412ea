"""Two entries of one person: which may be, and what making them one would move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.errors import RuleViolation
from desktop.domain.masks import mask_id_number
from desktop.domain.permissions import Action, Part
from desktop.services.contacts import require_party
from desktop.services.party_records import StoredMerge
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries
from desktop.services.records import Party


@dataclass(frozen=True, slots=True)
class Double:
    """One of two entries: who it is, how many loans, and their principal."""

    party: Party
    id_masked: str
    loans: int
    balance_fen: int


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would do: who stays, who is found under him, and what goes over.

    ``counts`` are rows by ``table.column``. ``different_ids`` says that both have an identity
    number and not the same one: then a person must be very sure.
    """

    kept: Double
    merged: Double
    counts: Mapping[str, int]
    different_ids: bool


@permitted(Action.SEE, Part.READ)
def candidates(desk: Desk) -> tuple[tuple[Double, Double], ...]:
    """Return pairs that may be one person; the one to keep stands at the left.

    That is the one with an identity number, else with more loans, else the one entered first.
    """
    with desk.store.read() as queries:
        return tuple(
            _kept_first(_double(queries, first), _double(queries, second))
            for first, second in queries.doubles()
        )


@permitted(Action.SEE, Part.READ)
def alike(desk: Desk, party_id: str) -> tuple[Double, tuple[Double, ...]]:
    """Return an entry and the others that may be the same person.

    RuleViolation ``party_unknown``, and ``no_double`` where none is like it.
    """
    with desk.store.read() as queries:
        party = require_party(queries, party_id)
        pairs = [pair for pair in queries.doubles() if party.id in pair]
        others = (second if first == party.id else first for first, second in pairs)
        found = tuple(_double(queries, each) for each in others)
        if not found:
            raise RuleViolation("no_double", field="party", name=party.name)
        return _double(queries, party.id), found


@permitted(Action.SEE, Part.READ)
def preview(desk: Desk, kept_id: str, merged_id: str) -> MergePreview:
    """Return what a merge would do. Raises RuleViolation as making it does."""
    with desk.store.read() as queries:
        kept, merged = check_merge(queries, kept_id, merged_id)
        counts = {name: len(rows) for name, rows in queries.rows_of_party(merged.id).items()}
        numbers = {kept.id_number, merged.id_number} - {""}
        return MergePreview(
            _double(queries, kept.id), _double(queries, merged.id), counts, len(numbers) > 1
        )


def check_merge(queries: Queries, kept_id: str, merged_id: str) -> tuple[Party, Party]:
    """Return both entries where they may be made one."""
    kept, merged = require_party(queries, kept_id), require_party(queries, merged_id)
    if kept.id == merged.id:
        raise RuleViolation("merge_with_itself", field="party")
    if (kept.hold, kept.deceased) != (merged.hold, merged.deceased):
        raise RuleViolation("merge_marks_differ", field="party")
    return kept, merged


def check_undo(queries: Queries, merge_id: str) -> StoredMerge:
    """Return a merge that may be undone."""
    found = queries.merge(merge_id)
    if found is None:
        raise RuleViolation("merge_unknown", field="merge")
    if found.undone:
        raise RuleViolation("merge_undone", field="merge")
    if queries.kept_in_place_of(found.kept_id) != found.kept_id:
        raise RuleViolation("merge_built_upon", field="merge")
    return found


def _double(queries: Queries, party_id: str) -> Double:
    party = require_party(queries, party_id)
    loans = queries.loans_of(party.id)
    principal = sum(each.balance_fen for each in loans)
    return Double(party, mask_id_number(party.id_number), len(loans), principal)


def _kept_first(first: Double, second: Double) -> tuple[Double, Double]:
    def worth(each: Double) -> tuple[bool, int]:
        return bool(each.party.id_number), each.loans

    return (second, first) if worth(second) > worth(first) else (first, second)
