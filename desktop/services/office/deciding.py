"""What people of head office decide: what is held, forked or there twice, and what branches ask.

Forcing a held entry, deciding a double and a proposal take two of them; seeing a fork and answering
a correction request take one.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.contact_book import ContactSource, ReachKind
from desktop.domain.errors import RuleViolation
from desktop.domain.masks import mask_address, mask_phone
from desktop.domain.permissions import Action, Part
from desktop.domain.repayment.kinds import RecoveryKind
from desktop.services.branch import new_id
from desktop.services.collection_records import (
    Correction,
    Fork,
    HeldEntry,
    OfficeContact,
    PossibleDouble,
    Target,
)
from desktop.services.office.doubled import DoubledEntry, to_reverse, told_apart
from desktop.services.office.place import require_branch, require_collection, signed_by_two
from desktop.services.permits import permitted
from desktop.services.ports import Desk
from desktop.services.two_people import SecondPerson

_LARGEST_FEN = 10**15
_FIRST_YEAR, _LAST_YEAR = 2000, 2099


@permitted(Action.OFFICE, Part.READ)
def held(desk: Desk, branch: str = "") -> Sequence[HeldEntry]:
    """Return what waits now, the oldest first within a branch."""
    with require_collection(desk).read() as queries:
        return queries.held(branch)


@permitted(Action.OFFICE)
def force_held(
    desk: Desk, branch: str, event_id: str, note: str, second: SecondPerson | None = None
) -> None:
    """Let a held entry go though what it waits for never came; two people answer for it.

    Raises RuleViolation ``reason_missing``, ``not_held``, and as ``signed_by``.
    """
    note = _said(note)
    collection = require_collection(desk)
    signed = signed_by_two(desk, "force_held", second)
    with collection.write(branch) as work:
        waiting = [each for each in work.held(branch) if each.event_id == event_id]
        if not waiting:
            raise RuleViolation("not_held", field="event", event=event_id)
        work.release(event_id, desk.operator.user_id, desk.clock.now(), note)
        body = {"event": event_id, "reason": waiting[0].reason, "note": note}
        work.note("held_forced", desk.operator.user_id, body | {"by": list(signed.ids)})
        work.commit()


@permitted(Action.OFFICE, Part.READ)
def forks(desk: Desk, branch: str = "") -> Sequence[Fork]:
    """Return where two entries follow the same one, those that somebody has seen included."""
    with require_collection(desk).read() as queries:
        return queries.forks(branch)


@permitted(Action.OFFICE)
def note_fork(desk: Desk, branch: str, prev_hash: str, note: str) -> None:
    """Write down what was found out about a fork; both lines stay.

    Raises RuleViolation ``reason_missing``, ``fork_unknown``.
    """
    note = _said(note)
    with require_collection(desk).write(branch) as work:
        if all(each.prev_hash != prev_hash for each in work.forks(branch)):
            raise RuleViolation("fork_unknown", field="fork", branch=branch)
        work.note_fork(prev_hash, desk.operator.user_id, note)
        work.commit()


@permitted(Action.OFFICE, Part.READ)
def doubles(desk: Desk, branch: str = "", decided: bool = False) -> Sequence[PossibleDouble]:
    """Return money that may be counted twice, open or decided."""
    with require_collection(desk).read() as queries:
        return queries.doubles(branch, decided)


@permitted(Action.OFFICE)
def decide_double(
    desk: Desk,
    branch: str,
    key: str,
    seen: Sequence[str],
    kept: Sequence[str],
    note: str,
    second: SecondPerson | None = None,
) -> Sequence[DoubledEntry]:
    """Say which of the entries of a possible double are real; none of them is ever removed.

    Return what the branch has to reverse itself; its next returns ask for that until it has.
    ``seen`` are all the entries that the two have looked at. Raises RuleViolation
    ``reason_missing``, ``double_unknown``, ``double_changed`` where it has others by now,
    ``double_keeps_none`` where none or a stranger is named, and as ``signed_by``.
    """
    note = _said(note)
    collection = require_collection(desk)
    signed = signed_by_two(desk, "decide_double", second)
    with collection.write(branch) as work:
        found = [each for each in work.doubles(branch) if each.key == key]
        if not found:
            raise RuleViolation("double_unknown", field="double", branch=branch)
        if set(seen) != set(found[0].entries):  # nobody has judged what came since
            raise RuleViolation("double_changed", field="double", branch=branch)
        if not kept or not set(kept) <= set(seen):
            raise RuleViolation("double_keeps_none", field="kept", branch=branch)
        work.decide_double(key, kept, desk.operator.user_id, note)
        body = {"key": key, "kept": list(kept), "note": note, "by": list(signed.ids)}
        work.note("double_decided", desk.operator.user_id, body)
        letters = work.letters(branch)
        wrong = to_reverse(found[0], told_apart(work, found[0], letters), kept)
        work.commit()
    return wrong


@permitted(Action.OFFICE, Part.READ)
def corrections(desk: Desk, branch: str = "", open_only: bool = True) -> Sequence[Correction]:
    """Return what branches asked to have corrected, the oldest first."""
    with require_collection(desk).read() as queries:
        return queries.corrections(branch, open_only)


@permitted(Action.OFFICE)
def answer_correction(
    desk: Desk, branch: str, correction_id: str, accepted: bool, answer: str
) -> Correction:
    """Answer a request; the next return carries it. The figure itself comes with a ledger.

    Raises RuleViolation ``reason_missing``, ``correction_unknown``, ``correction_answered``.
    """
    answer = _said(answer)
    with require_collection(desk).write(branch) as work:
        asked = {each.id: each for each in work.corrections(branch)}.get(correction_id)
        if asked is None:
            raise RuleViolation("correction_unknown", field="correction", branch=branch)
        if asked.answer:
            raise RuleViolation("correction_answered", field="correction", branch=branch)
        operator = desk.operator
        answered = Correction(
            branch=asked.branch,
            id=asked.id,
            loan_no=asked.loan_no,
            what=asked.what,
            says=asked.says,
            should_be=asked.should_be,
            asked_on=asked.asked_on,
            answer=answer,
            accepted=accepted,
            answered_by=operator.name or operator.user_id,
            answered_on=desk.clock.today(),
        )
        work.save_correction(answered)
        body = {"correction": asked.id, "accepted": accepted, "answer": answer}
        work.note("correction_answered", operator.user_id, body)
        work.commit()
    return answered


@permitted(Action.OFFICE)
def set_target(desk: Desk, branch: str, year: int, measure: RecoveryKind, fen: int) -> Target:
    """Say what a branch is to recover in a year, by measure; nothing withdraws what was said.

    The next return carries all that is to be recovered, and takes the place of what was before.
    Raises RuleViolation ``branch_unknown``, ``target_wrong``.
    """
    if not _FIRST_YEAR <= year <= _LAST_YEAR or not 0 <= fen <= _LARGEST_FEN:
        raise RuleViolation("target_wrong", field="fen", year=year)
    target = Target(branch, year, measure.value, fen)
    with require_collection(desk).write(branch) as work:
        require_branch(work, branch)
        work.save_target(target)
        body = {"year": year, "measure": target.measure, "fen": fen}
        work.note("target_set", desk.operator.user_id, body)
        work.commit()
    return target


@permitted(Action.OFFICE, Part.READ)
def targets(desk: Desk, branch: str = "") -> Sequence[Target]:
    """Return what branches are to recover."""
    with require_collection(desk).read() as queries:
        return queries.targets(branch)


@permitted(Action.OFFICE)
def add_contact(
    desk: Desk,
    branch: str,
    loan_no: str,
    kind: ReachKind,
    value: str,
    source: ContactSource,
    note: str = "",
) -> OfficeContact:
    """Pass on a way to reach a debtor that head office learned of.

    Raises RuleViolation ``branch_unknown``, ``field_missing``, ``loan_unknown_to_office``.
    """
    if not value.strip():
        raise RuleViolation("field_missing", field="value")
    contact = OfficeContact(
        branch=branch,
        id=new_id(),
        loan_no=loan_no,
        kind=kind.value,
        value=value.strip(),
        source=source.value,
        learned_on=desk.clock.today(),
        note=note.strip(),
    )
    with require_collection(desk).write(branch) as work:
        require_branch(work, branch)
        if not work.known_loans(branch, [loan_no]):
            raise RuleViolation("loan_unknown_to_office", field="loan", loan_no=loan_no)
        work.add_contact(contact)
        mask = mask_phone if kind is ReachKind.PHONE else mask_address
        body = {"contact": contact.id, "loan_no": loan_no, "value": mask(contact.value)}
        work.note("contact_added", desk.operator.user_id, body)
        work.commit()
    return contact


def _said(text: str) -> str:
    if not text.strip():
        raise RuleViolation("reason_missing", field="reason")
    return text.strip()
