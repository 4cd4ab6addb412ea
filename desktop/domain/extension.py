"""How long a loan may be extended (展期, 贷款通则 §12; rules section 5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop.domain.errors import RuleViolation
from desktop.domain.policy import DEFAULT_POLICY, Policy, valid_on


@dataclass(frozen=True, slots=True)
class ExtensionAnswer:
    """The longest extension in months (half of 13 months is 6.5) and whether one is within it."""

    most_months: Decimal
    allowed: bool
    words: str
    article: str = "贷款通则第12条"


def check_extension(
    original_months: int, extension_months: int, as_of: date, policy: Policy = DEFAULT_POLICY
) -> ExtensionAnswer:
    """Check the length of all extensions together against the original term.

    To a year: as long as the term; over one to five years: half of it; longer: three years. That
    it is asked for before the due date and guarantors agree in writing is checked by a person.
    Raises RuleViolation ``term_not_positive`` for a term or an extension of no month.
    """
    for field, months in (("original", original_months), ("extension", extension_months)):
        if months <= 0:
            raise RuleViolation("term_not_positive", field=f"{field}_months")
    limits = valid_on(policy.disposal.extension, as_of).value
    if original_months <= limits.short_term:
        most, words = Decimal(original_months), "短期贷款：累计不超过原期限"
    elif original_months <= limits.medium_term:
        most, words = Decimal(original_months) / 2, "中期贷款：累计不超过原期限的一半"
    else:
        most, words = Decimal(limits.long_most), "长期贷款：累计不超过三年"
    return ExtensionAnswer(most, extension_months <= most, words)
