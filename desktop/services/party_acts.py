"""Changes of who somebody is and where they are reached: a second person checks each of them.

Setting a protective mark is not among them: a hold and the note of a death take effect at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.domain.approvals import Body
from desktop.domain.errors import RuleViolation
from desktop.domain.permissions import Action
from desktop.services.checked_acts import Applied, CheckedAct, Signed
from desktop.services.contacts import (
    check_new_contact,
    contact_body,
    read_contact,
    require_party,
    standing_contact,
)
from desktop.services.doubles import check_merge, check_undo
from desktop.services.party_records import StoredContact, StoredMerge, StoredRelation
from desktop.services.ports import Desk, Queries, UnitOfWork
from desktop.services.records import Hold
from desktop.services.relations import (
    check_new_relation,
    read_related,
    relation_body,
    standing_relation,
)


def _check_contact(desk: Desk, queries: Queries, body: Body) -> None:
    party = require_party(queries, body["party_id"])
    check_new_contact(desk, queries, party, read_contact(body["contact"]))


def _record_contact(desk: Desk, uow: UnitOfWork, body: Body, signed: Signed) -> Applied:
    party, contact = require_party(uow, body["party_id"]), read_contact(body["contact"])
    uow.add_contact(StoredContact(body["contact_id"], party.id, contact))
    kept = contact_body(contact)
    return Applied(body["contact_id"], kept, contact.learned_on, (party.id,), body["contact_id"])


def _check_contact_withdrawal(desk: Desk, queries: Queries, body: Body) -> None:
    _require_reason(body)
    standing_contact(queries, body["contact_id"])


def _withdraw_contact(desk: Desk, uow: UnitOfWork, body: Body, signed: Signed) -> Applied:
    stored = standing_contact(uow, body["contact_id"])
    uow.withdraw_contact(stored.id, body["reason"])
    kept = contact_body(stored.contact) | {"reason": body["reason"]}
    return Applied(stored.id, kept, desk.clock.today(), (stored.party_id,))


def _check_relation(desk: Desk, queries: Queries, body: Body) -> None:
    party = require_party(queries, body["party_id"])
    check_new_relation(desk, queries, party, read_related(body["related"]), body["replaces_id"])


def _record_relation(desk: Desk, uow: UnitOfWork, body: Body, signed: Signed) -> Applied:
    party, related = require_party(uow, body["party_id"]), read_related(body["related"])
    if body["replaces_id"]:
        uow.withdraw_relation(body["replaces_id"], "更正")
    uow.add_relation(StoredRelation(body["relation_id"], party.id, related, desk.clock.today()))
    kept = relation_body(related) | {"replaces": body["replaces_id"]}
    return Applied(body["relation_id"], kept, desk.clock.today(), (party.id,), body["relation_id"])


def _check_relation_withdrawal(desk: Desk, queries: Queries, body: Body) -> None:
    _require_reason(body)
    standing_relation(queries, body["relation_id"])


def _withdraw_relation(desk: Desk, uow: UnitOfWork, body: Body, signed: Signed) -> Applied:
    stored = standing_relation(uow, body["relation_id"])
    uow.withdraw_relation(stored.id, body["reason"])
    kept = relation_body(stored.related) | {"reason": body["reason"]}
    return Applied(stored.id, kept, desk.clock.today(), (stored.party_id,))


def _check_mark(desk: Desk, queries: Queries, body: Body) -> None:
    _require_reason(body)
    require_party(queries, body["party_id"])


def _lift_hold(desk: Desk, uow: UnitOfWork, body: Body, signed: Signed) -> Applied:
    party = require_party(uow, body["party_id"])
    uow.set_hold(party.id, Hold.NONE)
    return Applied(party.id, {"reason": body["reason"]}, desk.clock.today(), (party.id,))


def _unnote_death(desk: Desk, uow: UnitOfWork, body: Body, signed: Signed) -> Applied:
    party = require_party(uow, body["party_id"])
    uow.set_deceased(party.id, False)
    return Applied(party.id, {"reason": body["reason"]}, desk.clock.today(), (party.id,))


def _check_merge(desk: Desk, queries: Queries, body: Body) -> None:
    _require_reason(body)
    check_merge(queries, body["kept_id"], body["merged_id"])


def _merge(desk: Desk, uow: UnitOfWork, body: Body, signed: Signed) -> Applied:
    kept, merged = check_merge(uow, body["kept_id"], body["merged_id"])
    found = StoredMerge(
        id=body["merge_id"],
        kept_id=kept.id,
        merged_id=merged.id,
        reason=body["reason"],
        recorded_on=desk.clock.today(),
        moved=uow.rows_of_party(merged.id),
    )
    uow.add_merge(found)
    return Applied(found.id, _moved(found, body), found.recorded_on, found.both, found.id)


def _merge_basis(queries: Queries, body: Body) -> Mapping[str, str]:
    """Return how many loans each of the two has, and their principal, as the checker saw it."""
    return {
        f"{which}_{name}": value
        for which in ("kept", "merged")
        for name, value in _worth(queries, body[f"{which}_id"]).items()
    }


def _worth(queries: Queries, party_id: str) -> Mapping[str, str]:
    loans = queries.loans_of(party_id)
    principal = sum(each.balance_fen for each in loans)
    return {"loans": str(len(loans)), "principal_fen": str(principal)}


def _check_undo(desk: Desk, queries: Queries, body: Body) -> None:
    _require_reason(body)
    check_undo(queries, body["merge_id"])


def _undo(desk: Desk, uow: UnitOfWork, body: Body, signed: Signed) -> Applied:
    found = check_undo(uow, body["merge_id"])
    uow.undo_merge(found, body["reason"])
    return Applied(found.id, _moved(found, body), desk.clock.today(), found.both)


def _moved(found: StoredMerge, body: Body) -> Mapping[str, object]:
    rows = {name: list(keys) for name, keys in found.moved.items()}
    return {
        "kept": found.kept_id,
        "merged": found.merged_id,
        "moved": rows,
        "reason": body["reason"],
    }


def _require_reason(body: Body) -> None:
    if not body["reason"]:
        raise RuleViolation("reason_missing", field="reason")


_Check = Callable[[Desk, Queries, Body], None]
_Apply = Callable[[Desk, UnitOfWork, Body, Signed], Applied]


def _act(kind: str, check: _Check, apply: _Apply) -> CheckedAct:
    return CheckedAct(kind, Action.PARTY, check, apply)


PARTY_ACTS = (
    _act("contact_recorded", _check_contact, _record_contact),
    _act("contact_withdrawn", _check_contact_withdrawal, _withdraw_contact),
    _act("relation_recorded", _check_relation, _record_relation),
    _act("relation_withdrawn", _check_relation_withdrawal, _withdraw_relation),
    _act("hold_lifted", _check_mark, _lift_hold),
    _act("death_unnoted", _check_mark, _unnote_death),
    CheckedAct("party_merged", Action.PARTY, _check_merge, _merge, _merge_basis),
    _act("party_parted", _check_undo, _undo),
)
