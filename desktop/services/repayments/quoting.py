"""A payment worked out before it is taken: what each loan gets, and what it does to its clock.

Nothing is written here. The token stands for everything a quote rests on: who records a payment
gives it back, and where anything changed in between the payment is refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from desktop.domain.documents import DocumentFacts, DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.domain.limitation import EventKind, LoanEvent
from desktop.domain.money import Money
from desktop.domain.permissions import Action, Part
from desktop.domain.policy import valid_on
from desktop.domain.repayment.kinds import RepaymentKind, event_of
from desktop.domain.repayment.set_off import LoanDebt, Share, set_off
from desktop.domain.repayment.under_relief import under_relief
from desktop.domain.rounds import NoticeState
from desktop.services.agreements.following import running_on
from desktop.services.clock_effects import ClockEffect, clock_effect
from desktop.services.guarantor_facts import of_loan
from desktop.services.list_records import SearchHit
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries
from desktop.services.proposals import OwedLoan
from desktop.services.records import Party
from desktop.services.relief.booking import ReliefTerm, terms_in_force
from desktop.services.repayment_ports import StoredRepayment
from desktop.services.repayments.debts import agreed_orders, debt_of, payable_loans
from desktop.services.repayments.payments import Payment

OVER_LIMIT, BACK_DATED = "over_limit", "back_dated"
"""Why a second person must check a payment."""


@dataclass(frozen=True, slots=True)
class Debts:
    """A debtor, his loans on a day and what each consists of, in the order of their numbers.

    Of a loan under a relief, which ``reliefs`` name by loan, the waived interest is left out.
    """

    party: Party
    day: date
    loans: tuple[OwedLoan, ...]
    debts: tuple[LoanDebt, ...]
    reliefs: Mapping[str, ReliefTerm] = field(default_factory=dict)

    @property
    def most(self) -> Money:
        """The greatest amount that can be taken."""
        return Money.total(debt.total for debt in self.debts)


@dataclass(frozen=True, slots=True)
class Quote:
    """What a payment would do.

    ``shares`` go with the loans of ``owed``; ``effects`` tell what it does to the clocks of the
    loans that get something. ``needs_check`` says why a second person must check it, () where the
    teller takes it alone. ``twins`` are the receipts of the same payment of the same day.
    """

    payment: Payment
    owed: Debts
    shares: tuple[Share, ...]
    by_debtor: bool
    event: EventKind | None
    effects: tuple[ClockEffect, ...]
    method: str
    needs_check: tuple[str, ...]
    twins: tuple[str, ...]
    token: str

    @property
    def payer(self) -> str:
        return self.payment.payer.strip() or self.owed.party.name

    @property
    def waived(self) -> Money:
        """The interest that reliefs waive with this payment: those whose loans it pays in full."""
        left = {
            self.owed.reliefs[debt.loan_id].relief_id
            for debt, share in zip(self.owed.debts, self.shares, strict=True)
            if debt.loan_id in self.owed.reliefs and share.total < debt.total
        }
        terms = (each for each in self.owed.reliefs.values() if each.relief_id not in left)
        return Money.total(each.waived for each in terms)

    @property
    def paid(self) -> tuple[Share, ...]:
        """The shares that come to something."""
        return tuple(share for share in self.shares if share.total.fen)


@permitted(Action.SEE, Part.READ)
def find(desk: Desk, text: str, limit: int = 20) -> tuple[SearchHit, ...]:
    """Find debtors by name, pinyin, loan, or the number on a notice or receipt."""
    with desk.store.read() as queries:
        return tuple(each for each in queries.search(text, limit) if each.party_id)


@permitted(Action.SEE, Part.READ)
def owed(desk: Desk, party_id: str, day: date) -> Debts:
    """Return what a debtor owes on a day; RuleViolation ``party_unknown``, ``nothing_owed``."""
    with desk.store.read() as queries:
        return _debts(desk, queries, Payment(party_id, 0, day))


@permitted(Action.SEE, Part.READ)
def repayments_of(desk: Desk, party_id: str) -> Sequence[StoredRepayment]:
    """Return a debtor's repayments, newest first, reversed ones included."""
    with desk.store.read() as queries:
        return queries.repayments_of(party_id)


@permitted(Action.SEE, Part.READ)
def quote(desk: Desk, payment: Payment) -> Quote:
    """Work a payment out without writing anything; raises as :func:`quoted`."""
    with desk.store.read() as queries:
        return quoted(desk, queries, payment)


def quoted(desk: Desk, queries: Queries, payment: Payment) -> Quote:
    """Work a payment out inside an open transaction.

    Raises RuleViolation ``party_unknown``, ``nothing_owed``, ``payment_not_positive``,
    ``payment_above_debt``, ``debt_unknown``, ``amount_negative_owed``, ``repayment_in_future``,
    ``day_closed``, ``repayment_before_ledger``, ``repayment_after_it``, ``payer_deceased``,
    ``payer_not_guarantor``, and for a subsidy as :func:`_consent` and ``consent_of_another``.
    """
    check_day(desk, queries, payment.paid_on)
    if any(fen < 0 for fen in payment.costs.values()):
        raise RuleViolation("amount_negative_owed", field="costs")
    debts = _debts(desk, queries, payment)
    shares = set_off(debts.debts, Money(payment.amount_fen), payment.designated)
    paid = [loan for loan, share in zip(debts.loans, shares, strict=True) if share.total.fen]
    for each in paid:
        _check_order_of_days(each, payment.paid_on)
    by_debtor = _is_by_debtor(payment, debts)
    method = _method(queries, payment, debts.party)
    event = event_of(payment.kind, by_debtor)
    earlier = [each for each in queries.repayments_on(payment.paid_on) if each.reversal is None]
    of_party = [each for each in earlier if each.party_id == payment.party_id]
    return Quote(
        payment,
        debts,
        shares,
        by_debtor,
        event,
        _effects(desk, queries, paid, payment.paid_on, event),
        method,
        _needs_check(desk, payment, of_party),
        tuple(each.receipt for each in of_party if _is_twin(each, payment)),
        _token(payment, debts, shares),
    )


def check_day(desk: Desk, queries: Queries, day: date) -> None:
    """Raise RuleViolation ``repayment_in_future`` or ``day_closed`` for a day to book into."""
    if day > desk.clock.today():
        raise RuleViolation("repayment_in_future", field="paid_on")
    if queries.close_of(day) is not None:
        raise RuleViolation("day_closed", field="paid_on", date=day.isoformat())


def _debts(desk: Desk, queries: Queries, payment: Payment) -> Debts:
    party, day = queries.party(payment.party_id), payment.paid_on
    if party is None:
        raise RuleViolation("party_unknown", field="party")
    loans = payable_loans(desk, queries, party.id, day, payment.designated)
    if not loans:
        raise RuleViolation("nothing_owed", field="party", name=party.name)
    if payment.kind is RepaymentKind.GUARANTOR:
        loans = _guaranteed(queries, party, loans, payment.payer.strip())
    agreed = agreed_orders(queries, party.id, day)
    whole = tuple(
        debt_of(desk, queries, each, day, payment.costs, agreed.get(each.loan.id)) for each in loans
    )
    called = _instalment_due(queries, party.id, loans, day)
    whole = tuple(replace(debt, due=True) if debt.loan_id in called else debt for debt in whole)
    terms = _terms(queries, whole, day)
    debts = tuple(
        under_relief(debt, terms[debt.loan_id].waived) if debt.loan_id in terms else debt
        for debt in whole
    )
    if not set(payment.costs) <= {debt.loan_id for debt in debts}:
        raise RuleViolation("debt_unknown", field="costs")
    return Debts(party, day, loans, debts, terms)


def _guaranteed(
    queries: Queries, party: Party, loans: tuple[OwedLoan, ...], payer: str
) -> tuple[OwedLoan, ...]:
    """Return the loans a guarantor stands for: his money goes to no other (民法典 §681)."""
    known = payer if payer != party.name else ""
    found = tuple(
        each
        for each in loans
        if any(known == facts.guarantor for facts in of_loan(queries, each.loan.id))
    )
    if not found:
        raise RuleViolation("payer_not_guarantor", field="payer", name=payer)
    return found


def _terms(queries: Queries, debts: Sequence[LoanDebt], day: date) -> Mapping[str, ReliefTerm]:
    """Return the reliefs in force by loan; none waives more than the interest that is left."""
    terms = terms_in_force(queries, [debt.loan_id for debt in debts], day)
    return {
        debt.loan_id: replace(term, waived=min(term.waived, debt.owed.interest))
        for debt in debts
        if (term := terms.get(debt.loan_id)) is not None
    }


def _instalment_due(
    queries: Queries, party_id: str, loans: Sequence[OwedLoan], day: date
) -> frozenset[str]:
    """Return the loans of signed plans of which an instalment is due and open: they are due debts,
    though the plan's last day is to come (民法典 §560).
    """
    running = running_on(queries, party_id, [each.loan.id for each in loans], day)
    called = (
        each.agreement.loan_ids
        for each in running
        if (following := each.standing.next_open) and following.instalment.due_on <= day
    )
    return frozenset(loan_id for loan_ids in called for loan_id in loan_ids)


def _check_order_of_days(owed: OwedLoan, day: date) -> None:
    """Refuse a day before the figures, or before a repayment that was computed without it."""
    loan = owed.loan
    if day < loan.reported_on:
        date_ = loan.reported_on.isoformat()
        raise RuleViolation("repayment_before_ledger", field="paid_on", date=date_)
    later = [each.ref for each in loan.reductions if each.on > day]
    if later:
        raise RuleViolation("repayment_after_it", field="paid_on", serial=later[0])


def _is_by_debtor(payment: Payment, debts: Debts) -> bool:
    """Whether the debtor pays, himself or by someone who acts for him; the dead do not."""
    party, payer = debts.party, payment.payer.strip()
    is_self = not payer or payer == party.name
    if payment.kind is RepaymentKind.GUARANTOR:
        return False
    if party.deceased and is_self and payment.kind is not RepaymentKind.COURT:
        raise RuleViolation("payer_deceased", field="payer", name=party.name)
    return (is_self or payment.authorised) and not party.deceased


def _method(queries: Queries, payment: Payment, party: Party) -> str:
    """Return how it was paid, in the words of a receipt; a subsidy is paid by its holder."""
    if payment.kind is not RepaymentKind.SUBSIDY:
        if payment.consent.strip():
            raise RuleViolation("consent_not_wanted", field="consent")
        return payment.kind.label
    facts = _consent(queries, payment)
    holder = facts.fields["holder"]
    if (payment.payer.strip() or party.name) != holder:
        raise RuleViolation("consent_of_another", field="payer", holder=holder)
    return f"补贴代扣：{facts.fields['subsidy']}（授权书 {facts.serial}）"


def _consent(queries: Queries, payment: Payment) -> DocumentFacts:
    """Return the consent a subsidy is set off by: for this debtor, and given to be signed.

    Without it nothing is set off (rules section 6). Raises RuleViolation ``consent_missing``,
    ``consent_unknown``, ``consent_not_signed``.
    """
    serial = payment.consent.strip().upper()
    if not serial:
        raise RuleViolation("consent_missing", field="consent")
    found = next(iter(queries.documents([serial])), None)
    is_consent = found is not None and found.kind is DocumentKind.SUBSIDY_CONSENT
    if found is None or not is_consent or found.party_id != payment.party_id:
        raise RuleViolation("consent_unknown", field="consent", serial=serial)
    signed_by = found.handed_out_on
    if found.state is not NoticeState.HANDED_OUT or not signed_by or signed_by > payment.paid_on:
        raise RuleViolation("consent_not_signed", field="consent", serial=serial)
    return DocumentFacts.from_json(found.facts)


def _effects(
    desk: Desk, queries: Queries, paid: Sequence[OwedLoan], day: date, kind: EventKind | None
) -> tuple[ClockEffect, ...]:
    if kind is None:
        return ()
    events = queries.events_of([each.loan.id for each in paid])
    event = LoanEvent(kind, day)
    return tuple(
        clock_effect(desk, each.loan, events.get(each.loan.id, ()), event) for each in paid
    )


def _needs_check(
    desk: Desk, payment: Payment, earlier: Sequence[StoredRepayment]
) -> tuple[str, ...]:
    """Return why a second person must check: what a debtor pays in parts of a day counts as one."""
    of_day = payment.amount_fen + sum(each.amount_fen for each in earlier)
    limit = valid_on(desk.policy.office.teller_limit_fen, payment.paid_on).value
    found = {OVER_LIMIT: of_day > limit, BACK_DATED: payment.paid_on < desk.clock.today()}
    return tuple(code for code, holds in found.items() if holds)


def _is_twin(stored: StoredRepayment, payment: Payment) -> bool:
    return (stored.kind, stored.amount_fen) == (payment.kind, payment.amount_fen)


def _token(payment: Payment, debts: Debts, shares: Sequence[Share]) -> str:
    """Return the hash of what was asked, what was owed and what came out of it."""
    plain = {
        "payment": replace(payment, note="").body(),
        "debts": [repr(debt) for debt in debts.debts],
        "shares": [repr(share) for share in shares],
    }
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False).encode()).hexdigest()
