"""Tables written for Excel, as the use cases ask for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

Cell = str | int | date | None
"""What a cell of a written table may hold; fen are given as yuan by ``TableColumn.money``."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table written for Excel; ``money`` cells are fen and become yuan."""

    heading: str
    money: bool = False


TableWriter = Callable[[Path, Sequence[TableColumn], Iterable[Sequence[Cell]]], None]
