"""What heirs owe of a dead borrower's debt (民法典 §1161; rules section 5)."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.errors import RuleViolation
from desktop.domain.findings import NeedsPerson
from desktop.domain.money import Money


@dataclass(frozen=True, slots=True)
class HeirAnswer:
    """The most an heir must pay, and what to do with a voluntary payment.

    ``statement_needed``: what is paid beyond the liability is voluntary and must be signed as such.
    """

    most: Money
    accept: bool
    statement_needed: bool
    article: str
    needs_person: tuple[NeedsPerson, ...] = ()


def heir_liability(
    debt: Money, estate_received: Money, renounced: bool, voluntary: Money
) -> HeirAnswer:
    """Return how far an heir is liable: to the value of the estate received, renouncing: nothing.

    More only of his own will. A renouncing heir who received something is NeedsPerson
    ``renounced_but_received``. Raises RuleViolation ``amount_below_zero`` and
    ``voluntary_above_debt``.
    """
    for field, amount in (("debt", debt), ("estate", estate_received), ("voluntary", voluntary)):
        if amount.fen < 0:
            raise RuleViolation("amount_below_zero", field=field)
    if voluntary > debt:
        raise RuleViolation("voluntary_above_debt", field="voluntary")
    most = Money(0) if renounced else min(debt, estate_received)
    article = "民法典第1161条第2款" if renounced else "民法典第1161条第1款"
    doubt: tuple[NeedsPerson, ...] = ()
    if renounced and estate_received.fen:
        words = "声明放弃继承却取得了遗产，请核对放弃是否有效"
        doubt = (NeedsPerson("renounced_but_received", "renounced", words),)
    return HeirAnswer(most, voluntary.fen > 0, voluntary > most, article, doubt)
