"""What papers that are signed have in common: who may sign, about which loans, in how many copies.

An agreement with a debtor who has died or who disputes having borrowed would be worth nothing. New
terms for a loan that is not due are an extension (展期, 贷款通则 §12), and an asset taken for one a
forfeiture agreed on in advance (民法典 §§401, 428): neither is written here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.allocation import AllocationOrder, Owed
from desktop.domain.errors import RuleViolation
from desktop.domain.limitation import EventKind, due_in_force
from desktop.domain.money import Money
from desktop.services.clocks import claim_events
from desktop.services.documents.builder import Input, InputKind, Refused
from desktop.services.documents.case import BLANK, Case
from desktop.services.proposals import OwedLoan
from desktop.services.records import Hold

LONGEST_CELL = 400
"""Characters that a box of a form can hold; what is longer belongs on an annex."""


def order_input() -> Input:
    """Return the input for the order of a short payment: the law's, or principal first."""
    codes = tuple(each.value for each in AllocationOrder)
    return Input("order", InputKind.CHOICE, choices=codes, default=lambda _: codes[0])


def address_input() -> Input:
    """Return the input for the address papers are served at: the ledger's is proposed."""
    return Input("service_address", default=lambda case: case.debtor.address)


@dataclass(frozen=True, slots=True)
class Signable:
    """The loans that may be signed about, and why others may not."""

    loans: tuple[OwedLoan, ...]
    refused: tuple[Refused, ...] = ()

    @property
    def owed(self) -> Owed:
        """What is owed on them, without costs: nobody has entered any."""
        interest = Money.total(each.interest.total for each in self.loans)
        principal = Money(sum(each.loan.balance_fen for each in self.loans))
        return Owed(Money(0), interest, principal)


def signable(case: Case) -> Signable:
    """Return the loans the debtor can sign about.

    Refused: ``signer_deceased``, ``signer_disputes``; a loan by ``loan_not_due``, or by
    ``loan_deferred`` where an extension runs: a plan that runs may be changed by a new one.
    """
    hindrance = hindrance_of(case)
    if hindrance is not None:
        return Signable((), (hindrance,))
    extended = _extended(case)
    hindered = {
        each.loan.id: deferred(case, each) if each.loan.id in extended else _undue(case, each)
        for each in case.loans
    }
    return Signable(
        tuple(each for each in case.loans if hindered[each.loan.id] is None),
        tuple(each for each in hindered.values() if each is not None),
    )


def deferred(case: Case, owed: OwedLoan) -> Refused | None:
    """Return ``loan_deferred`` for a loan with a later due date in force, None for others."""
    until = owed.deferred_to(case.as_of)
    if until is None:
        return None
    name, loan_no = case.debtor.name, owed.loan.loan_no
    return Refused(name, "loan_deferred", {"loan_no": loan_no, "date": until.isoformat()})


def hindrance_of(case: Case) -> Refused | None:
    """Return why a debtor cannot sign anything, None where nothing speaks against it."""
    party = case.debtor
    if party.deceased:
        return Refused(party.name, "signer_deceased")
    if party.hold is Hold.IMPERSONATION:
        return Refused(party.name, "signer_disputes")
    return None


def chosen(case: Case, name: str, choices: Sequence[str], otherwise: str = "") -> str:
    """Return the code that was chosen; RuleViolation ``input_not_a_choice`` for any other."""
    code = case.text(name, otherwise)
    if code not in choices:
        raise RuleViolation("input_not_a_choice", field=name, text=code, choices=tuple(choices))
    return code


def order_of(case: Case) -> AllocationOrder:
    """Return the order agreed on, the law's where nothing was chosen (民法典 §561)."""
    codes = [each.value for each in AllocationOrder]
    return AllocationOrder(chosen(case, "order", codes, AllocationOrder.CIVIL_561))


def above_zero(case: Case, name: str, otherwise: int) -> int:
    """Return a number; RuleViolation ``input_not_positive`` for zero."""
    number = case.number(name)
    if number == 0:
        raise RuleViolation("input_not_positive", field=name)
    return otherwise if number is None else number


def copies(case: Case, parties: int) -> str:
    """Return how many copies are made; RuleViolation ``copies_too_few`` below one a party."""
    number = above_zero(case, "copies", parties)
    if number < parties:
        raise RuleViolation("copies_too_few", field="copies", least=parties)
    return str(number)


def service_address(case: Case) -> str:
    """Return where papers are served: as typed, as the ledger says, or a line to write on."""
    return case.text("service_address", case.debtor.address.strip() or BLANK * 4)


def listed(case: Case, name: str, otherwise: str = "") -> str:
    """Return typed lines as one text; ``field_missing`` without one, ``input_too_long``."""
    lines = [line.strip(" 　；;") for line in case.text(name, otherwise).splitlines()]
    text = "；".join(filter(None, lines))
    if not text:
        raise RuleViolation("field_missing", field=name)
    if len(text) > LONGEST_CELL:
        raise RuleViolation("input_too_long", field=name, most=LONGEST_CELL)
    return text


def _undue(case: Case, owed: OwedLoan) -> Refused | None:
    """A loan without a due date may be called at any time (民法典 §675)."""
    if owed.loan.due_on is None or owed.loan.due_on < case.as_of:
        return None
    return Refused(case.debtor.name, "loan_not_due", {"loan_no": owed.loan.loan_no})


def _extended(case: Case) -> set[str]:
    """Return the loans an extension runs for: new terms would be a second one (贷款通则 §12)."""
    events = case.queries.events_of([each.loan.id for each in case.loans])
    extended = set()
    for each in case.loans:
        standing = claim_events(events.get(each.loan.id, ()), case.as_of)
        kinds = (EventKind.EXTENSION_AGREED, EventKind.ACCELERATED)
        until = due_in_force(None, [event for event in standing if event.kind in kinds])
        if until is not None and until >= case.as_of:
            extended.add(each.loan.id)
    return extended
