"""The whole derivation of a loan as a sheet: words and figures in the order they are read."""

from __future__ import annotations

from desktop.domain.derivation import DerivationSheet
from desktop.services.derivation.answers import LoanDerivation
from desktop.services.derivation.class_words import class_derivation
from desktop.services.derivation.guarantee_words import guarantee_derivations
from desktop.services.derivation.interest_words import interest_derivation
from desktop.services.derivation.limitation_words import limitation_derivations


def sheet(answers: LoanDerivation) -> DerivationSheet:
    """Return limitation, guarantors, interest and class of a loan as people read them."""
    return DerivationSheet(
        loan_no=answers.loan.loan_no,
        debtor=answers.party.name,
        as_of=answers.as_of,
        reported_on=answers.loan.reported_on,
        derivations=(
            *limitation_derivations(answers),
            *guarantee_derivations(answers),
            interest_derivation(answers),
            class_derivation(answers),
        ),
        bank=answers.bank,
    )
