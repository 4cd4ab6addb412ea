"""Examples of a loan's whole interest, settled by quarters, with compound interest."""

from __future__ import annotations

from desktop.services.rule_examples.shapes import Answer, Input, UnknownShape


def settled(given: Input) -> Answer:
    """Answer an example with a settlement cycle."""
    raise UnknownShape
