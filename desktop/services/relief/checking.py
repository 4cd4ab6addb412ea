"""What speaks against a relief, while it is typed and again when it is signed (rules section 5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date

from desktop.domain.dates import add_months
from desktop.domain.errors import RuleViolation
from desktop.domain.money import Money
from desktop.domain.permissions import Action, Part
from desktop.domain.policy.disposal import Rung
from desktop.domain.relief import (
    ReliefError,
    ReliefRequest,
    approver_of,
    check_relief,
    is_example_ladder,
    relief_ladder,
)
from desktop.domain.relief_terms import (
    ReliefDebt,
    ReliefState,
    needs_head_office,
    parted,
    payable,
    state_on,
)
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries
from desktop.services.proposals import OwedLoan
from desktop.services.records import Hold, Party
from desktop.services.relief.debts import debts_of
from desktop.services.relief_ports import ReliefPart

OPEN_STATES = (ReliefState.GRANTED, ReliefState.SIGNED)
"""A relief that may still come about: a second one on the same loan would waive twice."""

_LATER = (ReliefError.PRINCIPAL_NOT_CLEARED, ReliefError.NO_WRITTEN_APPROVAL)
"""What need not hold yet when a relief is asked for: it must when it is booked."""
_FIELDS = {
    ReliefError.WAIVE_GT_INTEREST: "waived",
    ReliefError.ABLE_TO_PAY_BARRED: "able_to_pay",
    ReliefError.EVASION_BARRED: "evasion",
    ReliefError.STAFF_RELATED_BARRED: "staff_related",
}
_MONTHS = 12
LONGEST_TEXT = 400
"""Characters of a reason or of its evidence: as much as the application's box holds."""


@dataclass(frozen=True, slots=True)
class ReliefWish:
    """A relief as a person asks for it; None is what he has not said yet.

    ``loan_ids`` are empty for all loans that are owed. ``payer`` is who pays what is left.
    """

    party_id: str
    waived_fen: int | None = None
    loan_ids: tuple[str, ...] = ()
    payer: str = ""
    reason: str = ""
    evidence: str = ""
    able_to_pay: bool | None = None
    evasion: bool | None = None
    staff_related: bool | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why a relief may not be granted as asked for, and the field it is about."""

    field: str
    code: str
    params: Mapping[str, object] = attribute(default_factory=dict)

    def violation(self) -> RuleViolation:
        return RuleViolation(self.code, field=self.field, **self.params)


@dataclass(frozen=True, slots=True)
class ReliefCheck:
    """What a wish comes to on a day.

    ``parts`` hold the waiver loan by loan; ``to_pay`` is what must be paid for it to take effect;
    ``level`` who may approve as much; ``missing`` the fields that nobody has filled in.
    """

    party: Party
    on: date
    parts: tuple[ReliefPart, ...]
    to_pay: Money
    level: str
    is_over: bool
    ladder: tuple[Rung, ...]
    hindrances: tuple[Hindrance, ...]
    missing: tuple[str, ...]

    @property
    def interest(self) -> Money:
        return Money(sum(each.interest_fen for each in self.parts))

    @property
    def principal(self) -> Money:
        return Money(sum(each.principal_fen for each in self.parts))

    @property
    def waived(self) -> Money:
        return Money.total(each.waived for each in self.parts)


@permitted(Action.RELIEF, Part.READ)
def check(desk: Desk, wish: ReliefWish) -> ReliefCheck:
    """Return what a wish comes to today; RuleViolation ``party_unknown``."""
    with desk.store.read() as queries:
        return check_in(desk, queries, wish)


def check_in(desk: Desk, queries: Queries, wish: ReliefWish) -> ReliefCheck:
    """Return what a wish comes to, inside a transaction that is already open."""
    party = queries.party(wish.party_id)
    if party is None:
        raise RuleViolation("party_unknown", field="party")
    today = desk.clock.today()
    debts = debts_of(desk, queries, party.id, wish.loan_ids, today)
    ladder = relief_ladder(today, desk.policy)
    waived = Money(wish.waived_fen or 0)
    shares = parted(waived, [debt for _, debt in debts])
    to_pay = (payable(debt, share.total) for (_, debt), share in zip(debts, shares, strict=True))
    level, is_over, found = _rung(waived + _waived_before(queries, party, today), ladder)
    found += [*_about_debtor(party, wish), *_about_debts(desk, queries, debts, wish, today)]
    if is_example_ladder(today, desk.policy):
        found.append(Hindrance("waived", "relief_ladder_example"))
    return ReliefCheck(
        party=party,
        on=today,
        parts=tuple(
            ReliefPart(
                debt.loan_id,
                owed.loan.loan_no,
                debt.principal.fen,
                debt.on_balance.fen,
                debt.off_balance.fen,
                share.on_balance.fen,
                share.off_balance.fen,
            )
            for (owed, debt), share in zip(debts, shares, strict=True)
        ),
        to_pay=Money.total(to_pay),
        level=level,
        is_over=is_over,
        ladder=ladder,
        hindrances=tuple(found),
        missing=tuple(_missing(wish)),
    )


def require_sound(found: ReliefCheck) -> None:
    """Refuse a wish with a hindrance or a gap: the first one as RuleViolation.

    Raises ``field_missing``, ``nothing_owed``, ``signer_disputes``, ``signer_deceased``,
    ``relief_running``, ``relief_above_ladder``, ``relief_ladder_example``, ``input_too_long``,
    and the codes of :class:`~desktop.domain.relief.ReliefError`.
    """
    for hindrance in found.hindrances:
        raise hindrance.violation()
    for name in found.missing:
        raise RuleViolation("field_missing", field=name)


def _waived_before(queries: Queries, party: Party, today: date) -> Money:
    """Return what other reliefs of the debtor forgo: open ones, and those booked in a year.

    A waiver in parts is judged as one, or every part would stay below the limit.
    """
    year = add_months(today, -_MONTHS)
    counted = (
        each
        for each in queries.reliefs_of(party.id)
        if state_on(each.state, each.valid_until, today) in OPEN_STATES
        or (each.state is ReliefState.BOOKED and each.granted_on > year)
    )
    return Money.total(part.waived for each in counted for part in each.parts)


def _rung(waived: Money, ladder: tuple[Rung, ...]) -> tuple[str, bool, list[Hindrance]]:
    try:
        return approver_of(waived, ladder), needs_head_office(waived, ladder), []
    except RuleViolation as error:
        return "", True, [Hindrance("waived", error.code, error.params)]


def _about_debtor(party: Party, wish: ReliefWish) -> Iterator[Hindrance]:
    """Yield why nothing may be waived for this debtor; for a dead one somebody else pays."""
    if party.hold is Hold.IMPERSONATION:
        yield Hindrance("party", "signer_disputes")
    if party.deceased and wish.payer.strip() in ("", party.name):
        yield Hindrance("payer", "signer_deceased")


def _about_debts(
    desk: Desk,
    queries: Queries,
    debts: tuple[tuple[OwedLoan, ReliefDebt], ...],
    wish: ReliefWish,
    today: date,
) -> Iterator[Hindrance]:
    if not debts or len(debts) < len(wish.loan_ids):
        yield Hindrance("loans", "nothing_owed")
        return
    interest = Money.total(debt.interest for _, debt in debts)
    for error in check_relief(_request(desk, debts, wish), ((Rung("", None)),)).errors:
        if error not in _LATER:
            yield Hindrance(_FIELDS[error], error.value, {"interest": str(interest)})
    if wish.valid_until is not None and wish.valid_until < today:
        yield Hindrance("valid_until", ReliefError.OFFER_EXPIRED.value)
    for name in ("reason", "evidence"):
        if len(getattr(wish, name)) > LONGEST_TEXT:
            yield Hindrance(name, "input_too_long", {"most": LONGEST_TEXT})
    for relief in queries.reliefs_on([debt.loan_id for _, debt in debts]):
        if state_on(relief.state, relief.valid_until, today) in OPEN_STATES:
            yield Hindrance("loans", "relief_running", {"date": relief.valid_until.isoformat()})


def _request(
    desk: Desk, debts: tuple[tuple[OwedLoan, ReliefDebt], ...], wish: ReliefWish
) -> ReliefRequest:
    """Return the wish as the rules look at it: nothing is paid or approved yet.

    That maker and checker are two is seen to where the checkers sign.
    """
    return ReliefRequest(
        applicant=desk.operator.user_id,
        approver="-",
        principal_due=Money.total(debt.principal for _, debt in debts),
        principal_paid=Money(0),
        interest_due=Money.total(debt.interest for _, debt in debts),
        waived=Money(wish.waived_fen or 0),
        waived_principal=Money(0),
        able_to_pay=bool(wish.able_to_pay),
        evasion=bool(wish.evasion),
        staff_related=bool(wish.staff_related),
        written_approval=False,
    )


def _missing(wish: ReliefWish) -> Iterator[str]:
    """Yield the fields without an answer: silence about the debtor's means is none."""
    if not wish.waived_fen:
        yield "waived"
    for name in ("payer", "reason", "evidence"):
        if not getattr(wish, name).strip():
            yield name
    for name in ("able_to_pay", "evasion", "staff_related", "valid_until"):
        if getattr(wish, name) is None:
            yield name
