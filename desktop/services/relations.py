"""Heirs, successors, users, co-borrowers, spouses: who else may owe, and how far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from desktop.domain.errors import RuleViolation
from desktop.domain.money import Money
from desktop.domain.relations import (
    Ground,
    Related,
    RelatedAnswer,
    RelationKind,
    answer_of,
    check_related,
)
from desktop.services.party_records import StoredRelation
from desktop.services.ports import Desk, Queries
from desktop.services.records import Party


@dataclass(frozen=True, slots=True)
class RelatedPerson:
    """A related person, and how far he owes of the debt as it stands."""

    stored: StoredRelation
    answer: RelatedAnswer


def related_people(queries: Queries, party_id: str, debt: Money) -> tuple[RelatedPerson, ...]:
    """Return everybody related to a debtor, withdrawn entries too, with how far they owe."""
    return tuple(
        RelatedPerson(each, answer_of(each.related, debt))
        for each in queries.relations_of(party_id)
    )


def standing(queries: Queries, party_id: str, kind: RelationKind) -> tuple[Related, ...]:
    """Return the related people of one kind whose entries stand."""
    return tuple(
        each.related
        for each in queries.relations_of(party_id)
        if each.related.kind is kind and not each.withdrawn
    )


def heirs_to_write_to(queries: Queries, party_id: str) -> tuple[str, ...]:
    """Return the heirs that may be demanded of: those who did not renounce (民法典 §1161)."""
    heirs = standing(queries, party_id, RelationKind.HEIR)
    return tuple(dict.fromkeys(each.name for each in heirs if each.renounced_on is None))


def users_of_the_money(queries: Queries, party_id: str) -> tuple[Related, ...]:
    """Return who used the money and did not join the debt (民法典 §552)."""
    users = standing(queries, party_id, RelationKind.ACTUAL_USER)
    return tuple(each for each in users if each.ground is Ground.NONE)


def check_new_relation(
    desk: Desk, queries: Queries, party: Party, related: Related, replaces: str
) -> None:
    """Refuse a related person that does not hold together with what is known."""
    if replaces and standing_relation(queries, replaces).party_id != party.id:
        raise RuleViolation("relation_unknown", field="relation")
    others = _others(queries.relations_of(party.id), replaces)
    check_related(related, desk.clock.today(), party.deceased, others)


def standing_relation(queries: Queries, relation_id: str) -> StoredRelation:
    """Return an entry that nobody withdrew."""
    stored = queries.relation(relation_id)
    if stored is None:
        raise RuleViolation("relation_unknown", field="relation")
    if stored.withdrawn:
        raise RuleViolation("relation_withdrawn", field="relation")
    return stored


def tidied(related: Related) -> Related:
    """Return what was entered without blanks around it."""
    return replace(
        related,
        name=related.name.strip(),
        proof=related.proof.strip(),
        id_number=related.id_number.strip().upper(),
        phone=related.phone.strip(),
        address=related.address.strip(),
        note=related.note.strip(),
    )


def completed(related: Related, corrected: Related) -> Related:
    """Return a correction with what it leaves blank of what is masked taken over."""
    return replace(
        related,
        id_number=related.id_number or corrected.id_number,
        phone=related.phone or corrected.phone,
        address=related.address or corrected.address,
    )


def plain_related(related: Related) -> dict[str, object]:
    """Return a related person as JSON data, whole."""
    plain = asdict(related) | {
        "share": "" if related.share is None else str(related.share),
        "signed_on": related.signed_on.isoformat() if related.signed_on else "",
        "renounced_on": related.renounced_on.isoformat() if related.renounced_on else "",
    }
    return {"role": plain.pop("kind"), **plain}


def read_related(plain: Mapping[str, Any]) -> Related:
    """Return what :func:`plain_related` wrote."""
    days = {name: plain[name] for name in ("signed_on", "renounced_on")}
    facts = {name: value for name, value in plain.items() if name != "role"}
    return Related(
        **{
            **facts,
            "kind": RelationKind(plain["role"]),
            "ground": Ground(plain["ground"]),
            "share": Fraction(plain["share"]) if plain["share"] else None,
            **{name: date.fromisoformat(day) if day else None for name, day in days.items()},
        }
    )


def relation_body(related: Related) -> dict[str, object]:
    """Return what the journal keeps of a related person: no identity number, phone or address."""
    return {
        "kind": related.kind.value,
        "name": related.name,
        "ground": related.ground.value,
        "proof": related.proof,
        "signed_on": related.signed_on.isoformat() if related.signed_on else "",
        "share": str(related.share) if related.share is not None else "",
        "received_fen": related.received_fen,
        "renounced_on": related.renounced_on.isoformat() if related.renounced_on else "",
    }


def _others(stored: Sequence[StoredRelation], replaces: str) -> list[Related]:
    return [each.related for each in stored if not each.withdrawn and each.id != replaces]
