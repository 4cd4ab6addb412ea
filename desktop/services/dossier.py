"""A debtor's dossier: loans with clocks and interest, papers, and all that happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from desktop.domain.errors import RuleViolation
from desktop.domain.interest import InterestBreakdown, interest_to
from desktop.domain.limitation import Clock, ClockState
from desktop.domain.money import Money
from desktop.domain.permissions import Action, Part
from desktop.domain.rounds import serve_by
from desktop.services.agreements.following import FollowedAgreement, followed
from desktop.services.clocks import compute
from desktop.services.contacts import ContactBook, contact_book
from desktop.services.masking import dossier_party, masked_book, masked_related
from desktop.services.party_records import StoredMerge
from desktop.services.permits import permitted
from desktop.services.ports import Desk
from desktop.services.promises import FollowedPromise, followed_promise
from desktop.services.proposals import interest_basis
from desktop.services.records import (
    Delivery,
    Document,
    Evidence,
    JournalEntry,
    Loan,
    LoanStatus,
    Notice,
    Party,
    StoredEvent,
)
from desktop.services.relations import RelatedPerson, related_people


@dataclass(frozen=True, slots=True)
class DossierLoan:
    """A loan with what is owed on the day and how its clock came about.

    ``serve_by`` is the day by which to have a notice served, some days before the last one.
    """

    loan: Loan
    interest: InterestBreakdown
    clock: Clock
    proved: Clock
    state: ClockState
    events: tuple[StoredEvent, ...]
    serve_by: date | None

    @property
    def total_fen(self) -> int:
        return self.loan.balance_fen + self.interest.total.fen

    @property
    def is_claimed(self) -> bool:
        """Whether nobody settled or moved it."""
        return self.loan.status not in (LoanStatus.SETTLED, LoanStatus.MOVED)

    @property
    def unproved(self) -> bool:
        """Whether the claim lives only by events without evidence."""
        return self.clock.last_day != self.proved.last_day


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one debtor, by his name; what he is identified and reached by is masked.

    ``names`` are those of the people of the branch by their ids.
    """

    party: Party
    id_masked: str
    phone_masked: str
    as_of: date
    loans: tuple[DossierLoan, ...]
    notices: tuple[Notice, ...]
    documents: tuple[Document, ...]
    deliveries: tuple[Delivery, ...]
    timeline: tuple[JournalEntry, ...]
    contacts: ContactBook
    related: tuple[RelatedPerson, ...]
    merges: tuple[StoredMerge, ...]
    agreements: tuple[FollowedAgreement, ...] = ()
    promises: tuple[FollowedPromise, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def standing(self) -> tuple[DossierLoan, ...]:
        """The loans that are still claimed: neither settled nor moved."""
        return tuple(each for each in self.loans if each.is_claimed)

    @property
    def balance_fen(self) -> int:
        return sum(each.loan.balance_fen for each in self.standing)

    @property
    def interest_fen(self) -> int:
        return sum(each.interest.total.fen for each in self.standing)


@permitted(Action.SEE, Part.READ)
def dossier(desk: Desk, party_id: str, as_of: date | None = None) -> Dossier:
    """Return a debtor's dossier on a day; RuleViolation ``party_unknown`` if there is none."""
    day = as_of or desk.clock.today()
    with desk.store.read() as queries:
        party = queries.party(party_id)
        if party is None:
            raise RuleViolation("party_unknown", field="party")
        party_id = party.id  # another one where the entry asked for was merged
        loans = queries.loans_of(party_id)
        events = queries.events_of([loan.id for loan in loans])
        notices = tuple(queries.notices_of([party_id]).get(party_id, ()))
        deliveries = [each for notice in notices for each in queries.deliveries(notice.id)]
        documents = tuple(queries.documents_of(party_id))
        timeline = tuple(queries.timeline(party_id))
        contacts = contact_book(queries, party_id)
        shown = tuple(_loan(desk, loan, events.get(loan.id, ()), day) for loan in loans)
        debt = sum(each.total_fen for each in shown if each.is_claimed)
        related = related_people(queries, party_id, Money(max(debt, 0)))
        merges = tuple(queries.merges_of(party_id))
        agreements = tuple(followed(queries, each, day) for each in queries.agreements(party_id))
        standing = [each for each in queries.promises(party_id) if each.withdrawn is None]
        promises = tuple(followed_promise(queries, each, day) for each in standing)
        names = queries.user_names()
    phone = contacts.phone.contact.value if contacts.phone else party.phone
    masked = dossier_party(replace(party, phone=phone))
    return Dossier(
        party=masked,
        id_masked=masked.id_number,
        phone_masked=masked.phone,
        as_of=day,
        loans=shown,
        notices=notices,
        documents=documents,
        deliveries=tuple(deliveries),
        timeline=timeline,
        contacts=masked_book(contacts),
        related=masked_related(related),
        merges=merges,
        agreements=agreements,
        promises=promises,
        names=names,
    )


@permitted(Action.SEE, Part.READ)
def evidence_of(desk: Desk, delivery_id: str) -> tuple[Evidence, ...]:
    """Return the files that prove a delivery, with their contents."""
    with desk.store.read() as queries:
        return tuple(queries.evidence_of(delivery_id))


@permitted(Action.SEE, Part.READ)
def evidence_of_entry(desk: Desk, entry_id: str) -> tuple[Evidence, ...]:
    """Return the files attached to an event that was entered by hand, with their contents."""
    with desk.store.read() as queries:
        return tuple(queries.evidence_of_entry(entry_id))


@permitted(Action.SEE, Part.READ)
def evidence_of_act(desk: Desk, act_id: str) -> tuple[Evidence, ...]:
    """Return the files attached to an act towards a guarantor, with their contents."""
    with desk.store.read() as queries:
        return tuple(queries.evidence_of_act(act_id))


def _loan(desk: Desk, loan: Loan, events: Sequence[StoredEvent], day: date) -> DossierLoan:
    claimed, proved = compute(desk, loan.due_on, events, day)
    interest = interest_to(interest_basis(loan), day, desk.policy)
    last = claimed.last_day
    until = serve_by(last, day, desk.policy.notice) if last else None
    return DossierLoan(loan, interest, claimed, proved, claimed.state(day), tuple(events), until)
