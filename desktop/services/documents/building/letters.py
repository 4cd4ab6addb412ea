"""Letters to users of the money and to heirs, and the announcement for the missing."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.documents import DocumentKind
from desktop.domain.limitation import ClockState
from desktop.domain.rounds import Obstacle
from desktop.services.documents.builder import Builder, Built, Input, InputKind, Scope, refuse
from desktop.services.documents.case import Case, day_words
from desktop.services.proposals import OwedLoan
from desktop.services.records import Hold

_ANSWER_DAYS = 30


def actual_user_letters(case: Case) -> Built:
    """Return the letter to whoever used the money; it names neither debtor nor amount.

    He owes nothing unless he joins the debt (民法典 §552), so a letter to him is no demand and
    interrupts nothing. Where the loan is under inquiry for impersonation it is asked all the same.
    """
    user, address = case.required("person"), case.text("person_address")
    fields = {
        "user": user,
        "user_address": f"（住{address}）" if address else "",
        "deadline": case.deadline(),
    }
    return Built((case.facts(DocumentKind.ACTUAL_USER_LETTER, user, fields),))


def heirs_letters(case: Case) -> Built:
    """Return a letter to every heir named, or one to whoever the heirs are (民法典 §§1145, 1161).

    Refused as long as nobody noted that the debtor has died.
    """
    party = case.debtor
    if party.hold is Hold.IMPERSONATION:
        return refuse(party.name, Obstacle.IMPERSONATION_HOLD)
    if not party.deceased:
        return refuse(party.name, "debtor_not_deceased")
    died_on = case.day("died_on")
    fields = {
        **case.debtor_fields,
        **case.owed_fields(),
        "died_on": f"于 {day_words(died_on)}" if died_on else "",
        "deadline": case.deadline(),
    }
    tables = {"loans": case.loan_rows()}
    heirs = _lines(case, "heirs") or [f"{party.name}的继承人"]
    return Built(
        tuple(
            case.facts(DocumentKind.HEIRS_LETTER, heir, {**fields, "heir": heir}, tables)
            for heir in dict.fromkeys(heirs)
        )
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
    case.required("searches")
    alive, why_not = _announceable(case)
    if not alive:
        return refuse(party.name, why_not)
    fields = {
        "debtor": party.name,
        **case.owed_fields(alive),
        "answer_days": str(case.number("answer_days") or _ANSWER_DAYS),
    }
    searches = enumerate(_lines(case, "searches"), start=1)
    tables = {"searches": tuple((str(number), search) for number, search in searches)}
    return Built(
        (case.facts(DocumentKind.MISSING_ANNOUNCEMENT, party.name, fields, tables, alive),)
    )


def _announceable(case: Case) -> tuple[list[OwedLoan], str]:
    """Return the loans that may be made public; why none may, where there is none."""
    due = [each for each in case.loans if each.loan.due_on and each.loan.due_on < case.as_of]
    alive = [each for each in due if each.clock_state is not ClockState.EXPIRED]
    return alive, "announcement_too_late" if due else "announcement_not_due"


def _lines(case: Case, name: str) -> list[str]:
    """Return the lines that were typed, empty ones left out."""
    return [line.strip() for line in case.text(name).splitlines() if line.strip()]


LETTER_BUILDERS: Sequence[Builder] = (
    Builder(
        DocumentKind.ACTUAL_USER_LETTER,
        Scope.DEBTOR,
        actual_user_letters,
        (Input("person", required=True), Input("person_address")),
    ),
    Builder(
        DocumentKind.HEIRS_LETTER,
        Scope.DEBTOR,
        heirs_letters,
        (Input("heirs", InputKind.LINES), Input("died_on", InputKind.DAY)),
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
