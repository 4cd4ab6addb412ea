"""Examples of what papers carry: capital amounts and identity numbers."""

from __future__ import annotations

from collections.abc import Set

from desktop.domain.ids import IdProblem, read_id_number
from desktop.domain.masks import mask_id_number
from desktop.domain.money import capital_amount
from desktop.services.rule_examples.shapes import Answer, Input, money


def id_number(given: Input, asked: Set[str]) -> Answer:
    """Answer an example of the group ``id_number``."""
    found = read_id_number(given["id"])
    if isinstance(found, IdProblem):
        return {"valid": False, "reason": found.value}
    return {
        "valid": True,
        "id18": found.value,
        "birth": found.birth.isoformat(),
        "sex": found.sex,
        "masked": mask_id_number(found.value, head=6, tail=4),
    }


def capital(given: Input, asked: Set[str]) -> Answer:
    """Answer an example of the group ``rmb_capital``."""
    return {"canonical": capital_amount(money(given["amount"]).fen, given.get("prefix", "人民币"))}
