"""What a proposal rests on that is different now, in words."""

from __future__ import annotations

from desktop.services.approval_items import Item
from desktop.ui.approval.summary import FEN, name_words, value_words


def changed_lines(item: Item, language: str) -> list[str]:
    """Return a line for each thing that changed since the proposal: 本金：1,000.00 → 900.00."""
    return [
        f"{name_words(name, language)}：{_words(name, then, language)} → "
        f"{_words(name, now, language)}"
        for name, (then, now) in item.changed.items()
    ]


def _words(name: str, value: str, language: str) -> str:
    """Return a value of a basis: it is kept as text, money too."""
    is_money = name.endswith(FEN) and value.lstrip("-").isdigit()
    return value_words(name, int(value) if is_money else value, language) or "—"
