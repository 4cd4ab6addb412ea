"""Letters to users of the money and to heirs, and the announcement for the missing."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.documents import DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.domain.limitation import ClockState
from desktop.domain.relations import RelationKind
from desktop.domain.rounds import Obstacle
from desktop.services.documents.builder import (
    Builder,
    Built,
    Input,
    InputKind,
    Refused,
    Scope,
    refuse,
)
from desktop.services.documents.case import Case, day_words, joined
from desktop.services.guarantor_facts import of_loan
from desktop.services.proposals import OwedLoan
from desktop.services.records import Hold
from desktop.services.relations import heirs_to_write_to, standing, users_of_the_money

_ANSWER_DAYS = 30
_FEWEST_DAYS = 7
_SEARCH_LINES, _SEARCH_LETTERS = 2, 20
"""A search that can be proved says who was asked where and when: several lines or one long one."""


def actual_user_letters(case: Case) -> Built:
    """Return the letter to whoever used the money; it names neither debtor nor amount.

    He owes nothing unless he joins the debt (民法典 §552), so a letter to him is no demand and
    interrupts nothing. Where the loan is under inquiry for impersonation it is asked all the same.
    RuleViolation ``user_is_party`` for the debtor himself or a guarantor.
    """
    user, address = case.required("person"), case.text("person_address")
    if user in _bound(case):
        raise RuleViolation("user_is_party", field="person", name=user)
    fields = {
        "user": user,
        "user_address": f"（住{address}）" if address else "",
        "deadline": case.deadline(),
    }
    return Built((case.facts(DocumentKind.ACTUAL_USER_LETTER, user, fields),))


def heirs_letters(case: Case) -> Built:
    """Return a letter to every heir named, or one to whoever the heirs are (民法典 §§1145, 1161).

    Refused as long as nobody noted that the debtor has died. A claim past its limitation is left
    out; one that is not due is filed, not called in. An heir who renounced owes nothing and gets
    no letter. RuleViolation ``died_in_future``.
    """
    party = case.debtor
    if party.hold is Hold.IMPERSONATION:
        return refuse(party.name, Obstacle.IMPERSONATION_HOLD)
    if not party.deceased:
        return refuse(party.name, "debtor_not_deceased")
    died_on = case.day("died_on")
    if died_on and died_on > case.as_of:
        raise RuleViolation("died_in_future", field="died_on")
    expired = [each for each in case.loans if each.clock_state is ClockState.EXPIRED]
    refused = tuple(_refused(case, each, "heirs_claim_expired") for each in expired)
    loans = [each for each in case.loans if each not in expired]
    if not loans:
        return Built((), refused)
    undue = (each for each in loans if each.due_on and each.due_on >= case.as_of)
    fields = {
        **case.debtor_fields,
        **case.owed_fields(loans),
        "undue_nos": joined(each.loan.loan_no for each in undue),
        "died_on": f"于 {day_words(died_on)}" if died_on else "",
        "deadline": case.deadline(),
    }
    tables = {"loans": case.loan_rows(loans)}
    heirs = dict.fromkeys(_lines(case, "heirs") or [f"{party.name}的继承人"])
    free = {
        each.name
        for each in standing(case.queries, party.id, RelationKind.HEIR)
        if each.renounced_on is not None
    }
    return Built(
        tuple(
            case.facts(DocumentKind.HEIRS_LETTER, heir, {**fields, "heir": heir}, tables, loans)
            for heir in heirs
            if heir not in free
        ),
        (*refused, *(Refused(heir, "heir_renounced") for heir in heirs if heir in free)),
    )


def missing_announcements(case: Case) -> Built:
    """Return the announcement for a debtor who cannot be found (诉讼时效规定 §8 第一款第四项).

    It makes a debt public, so it needs a written search and names only claims that stand in the
    newest ledger and that it can keep alive: due, and not past their limitation.
    """
    party = case.debtor
    if party.hold is Hold.IMPERSONATION:
        return refuse(party.name, Obstacle.IMPERSONATION_HOLD)
    if party.deceased:
        return refuse(party.name, Obstacle.DECEASED)
    _require_search(case)
    days = _answer_days(case)
    hindered = [(each, _hindrance(case, each)) for each in case.loans]
    alive = [each for each, refused in hindered if refused is None]
    refused = tuple(each for _, each in hindered if each is not None)
    if not alive:
        return Built((), refused)
    fields = {
        "debtor": party.name,
        **case.owed_fields(alive),
        "answer_days": str(days),
    }
    searches = enumerate(_lines(case, "searches"), start=1)
    tables = {"searches": tuple((str(number), search) for number, search in searches)}
    return Built(
        (case.facts(DocumentKind.MISSING_ANNOUNCEMENT, party.name, fields, tables, alive),), refused
    )


def _bound(case: Case) -> set[str]:
    """Return the debtor and the guarantors of the loans: who used the money is somebody else."""
    found = (of_loan(case.queries, each.loan.id) for each in case.loans)
    return {case.debtor.name, *(each.guarantor for facts in found for each in facts)}


def _hindrance(case: Case, owed: OwedLoan) -> Refused | None:
    """Return why a loan may not be made public, None where it may."""
    deferred_to = owed.deferred_to(case.as_of)
    if deferred_to:
        return _refused(case, owed, "loan_deferred", date=day_words(deferred_to))
    if owed.is_judged or owed.clock_state is ClockState.IN_PROCEDURE:
        return _refused(case, owed, "loan_before_court")
    if owed.loan.due_on is None or owed.loan.due_on >= case.as_of:
        return _refused(case, owed, "announcement_not_due")
    is_alive = owed.clock_state is ClockState.ALIVE
    return None if is_alive else _refused(case, owed, "announcement_too_late")


def _refused(case: Case, owed: OwedLoan, code: str, **params: object) -> Refused:
    return Refused(case.debtor.name, code, {"loan_no": owed.loan.loan_no, **params})


def _require_search(case: Case) -> None:
    """Refuse a search of a word or two: the court asks what was done to find him."""
    text, lines = case.required("searches"), _lines(case, "searches")
    if len(lines) < _SEARCH_LINES and len("".join(text.split())) < _SEARCH_LETTERS:
        raise RuleViolation("search_too_thin", field="searches", letters=_SEARCH_LETTERS)


def _answer_days(case: Case) -> int:
    """Return the days to answer, 30 where none are given."""
    days = case.number("answer_days")
    if days is not None and days < _FEWEST_DAYS:
        raise RuleViolation("answer_days_too_few", field="answer_days", days=_FEWEST_DAYS)
    return _ANSWER_DAYS if days is None else days


def _known_heirs(case: Case) -> str:
    return "\n".join(heirs_to_write_to(case.queries, case.debtor.id))


def _known_user(case: Case) -> str:
    return next((each.name for each in users_of_the_money(case.queries, case.debtor.id)), "")


def _known_user_address(case: Case) -> str:
    return next((each.address for each in users_of_the_money(case.queries, case.debtor.id)), "")


def _lines(case: Case, name: str) -> list[str]:
    """Return the lines that were typed, empty ones left out."""
    return [line.strip() for line in case.text(name).splitlines() if line.strip()]


LETTER_BUILDERS: Sequence[Builder] = (
    Builder(
        DocumentKind.ACTUAL_USER_LETTER,
        Scope.DEBTOR,
        actual_user_letters,
        (
            Input("person", required=True, default=_known_user),
            Input("person_address", default=_known_user_address),
        ),
    ),
    Builder(
        DocumentKind.HEIRS_LETTER,
        Scope.DEBTOR,
        heirs_letters,
        (
            Input("heirs", InputKind.LINES, default=_known_heirs),
            Input("died_on", InputKind.DAY),
        ),
    ),
    Builder(
        DocumentKind.MISSING_ANNOUNCEMENT,
        Scope.DEBTOR,
        missing_announcements,
        (
            Input("searches", InputKind.LINES, required=True),
            Input("answer_days", InputKind.NUMBER, default=lambda _: str(_ANSWER_DAYS)),
        ),
    ),
)
