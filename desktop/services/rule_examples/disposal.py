"""Examples of extension, foreclosed assets and the estate of a dead borrower."""

from __future__ import annotations

from collections.abc import Set
from datetime import date

from desktop.domain.estate import heir_liability
from desktop.domain.extension import check_extension
from desktop.domain.findings import NeedsPerson
from desktop.domain.foreclosed import asset_action, dispose_by, read_asset_kind
from desktop.services.rule_examples.shapes import (
    Answer,
    Input,
    UnknownShape,
    day,
    maybe_day,
    money,
    yes,
    yuan,
)

_UNDATED = date(2026, 1, 1)


def extension_group(given: Input, asked: Set[str]) -> Answer:
    """Answer an example of the group ``extension``."""
    answer = check_extension(given["original_months"], given["extension_months"], _UNDATED)
    return {"max_months": answer.most_months, "allowed": answer.allowed}


def foreclosed_group(given: Input, asked: Set[str]) -> Answer:
    """Answer an example of the group ``foreclosed``."""
    if "action" in given:
        action = asset_action(given["action"])
        if isinstance(action, NeedsPerson):
            raise UnknownShape(action.words)
        return {"allowed": action.allowed, "unless": action.unless or None}
    kind = read_asset_kind(given["kind"])
    if isinstance(kind, NeedsPerson):
        raise UnknownShape(kind.words)
    last = dispose_by(kind, day(given["acquired"]), maybe_day(given.get("valid_until")))
    return {"dispose_by": last.isoformat()}


def estate_group(given: Input, asked: Set[str]) -> Answer:
    """Answer an example of the group ``estate``."""
    answer = heir_liability(
        money(given["debt"]),
        money(given["estate_received"]),
        yes(given, "renounced", default=False),
        money(given.get("voluntary", "0")),
    )
    return {
        "heir_liable_max": yuan(answer.most),
        "accept": answer.accept,
        "print_voluntary_statement": answer.statement_needed,
    }
