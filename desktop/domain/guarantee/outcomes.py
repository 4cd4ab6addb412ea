"""Small answers about guarantors: who stays bound, and which words bind anew (rules 2.8-2.12)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.guarantee.facts import GuaranteeMode

_SENTENCE = re.compile(r"[。；;！!\n]")
_WILLING = r"(?:自愿|愿意|同意|承诺)"
_ANEW = re.compile(rf"{_WILLING}.*(?:重新|另行|再次).*(?:提供|承担|订立|签订).*(?:保证|担保)")
_OWN = re.compile(
    rf"(?:本人|本单位|本公司|我单位|我公司|我方|我)\s*{_WILLING}.*提供(?!的|了).*(?:保证|担保)"
)
_REFUSED = re.compile(
    r"(?:不|未|非|没有|拒绝|并未)(?:再|会)?(?:自愿|愿意|同意|承诺|重新|另行|再次|提供|构成|视为)"
)


@dataclass(frozen=True, slots=True)
class Reached:
    """Which of several guarantors stay bound; ``warning`` tells of the shares of recourse."""

    liable: tuple[str, ...]
    released: tuple[str, ...]
    warning: str


@dataclass(frozen=True, slots=True)
class NewForOld:
    """Whether the guarantor of the old loan and the one of the new loan are bound."""

    old_liable: bool
    new_liable: bool


def reached_guarantors(guarantors: Sequence[str], demanded: Collection[str]) -> Reached:
    """Return who stays bound after the period: only those reached in it (担保制度解释 §29).

    Those bound may refuse as far as they lose recourse against the released.
    """
    liable = tuple(each for each in guarantors if each in demanded)
    released = tuple(each for each in guarantors if each not in demanded)
    warning = ""
    if liable and released:
        warning = f"{'、'.join(liable)}因此丧失的追偿份额内可主张免责"
    return Reached(liable, released, warning)


def new_for_old(old_guarantor: str, new_guarantor: str, new_guarantor_knew: bool) -> NewForOld:
    """Return who is bound when a new loan repaid the old one (担保制度解释 §16, rule 2.12).

    The old guarantee ends with its debt; the new one binds who guaranteed the old loan as well,
    or knew or ought to have known.
    """
    return NewForOld(False, new_guarantor_knew or old_guarantor == new_guarantor)


def arrived_in_period(period_end: date, arrived: date | None) -> bool:
    """Return whether a demand arrived in the period: posting counts for nothing (民法典 §137).

    ``arrived`` is None where no arrival is known; the last day itself counts (§692 I).
    """
    return arrived is not None and arrived <= period_end


MAIN_INTERRUPTION_REACHES = {GuaranteeMode.JOINT: False, GuaranteeMode.GENERAL: False}
"""Whether an interruption against the debtor works against the guarantor (rule 2.9).

法释〔2000〕44号 §36 denied it for a joint guarantor and affirmed it for a general one; no present
rule repeats either, so the safer answer stands: claim from each.
"""

CLAIM_FROM_GUARANTOR = "须单独向保证人催收"
"""What to do where an interruption does not reach the guarantor."""


def forms_new_guarantee(text: str) -> bool:
    """Return whether a signed text is a new guarantee contract (法释〔2004〕4号, rule 2.10).

    It must say in one sentence that the signer is willing to give a guarantee anew, or that he
    himself gives one. A receipt, or a promise to go on performing the old guarantee, is none.
    """
    return any(
        (_ANEW.search(sentence) or _OWN.search(sentence)) and not _REFUSED.search(sentence)
        for sentence in _SENTENCE.split(text)
    )
