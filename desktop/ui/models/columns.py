"""What a table's columns show, described once for the model, the painter, copy and foot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from desktop.domain.money import yuan_text
from desktop.ui.theme import Tone

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Pill:
    """A state as a word on a coloured ground."""

    text: str
    tone: Tone = Tone.MUTED


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column of records of type ``R``.

    ``key`` is its name in the settings; ``heading`` is translated text. A cell shows the check
    box, the pill, then the text, whichever are given. ``amount`` gives fen: it is shown as yuan,
    right-aligned, and summed in the foot over the selection. ``sort`` is handed back with
    ``sort_requested`` for SQL to sort by (None: not sortable); a model in memory sorts by
    ``order``, else by amount, else by text. ``width`` is a wish in pixels at 10.5 pt: room to
    spare is shared out in proportion. ``tip`` is the text on hover. ``muted`` greys the whole
    column, ``faint`` the records it is true of.
    """

    key: str
    heading: str
    text: Callable[[R], str] | None = None
    width: int = 120
    right: bool = False
    amount: Callable[[R], int | None] | None = None
    pill: Callable[[R], Pill | None] | None = None
    check: Callable[[R], bool | None] | None = None
    tip: Callable[[R], str] | None = None
    sort: Any = None
    order: Callable[[R], Any] | None = None
    shown: bool = True
    muted: bool = False
    faint: Callable[[R], bool] | None = None

    @property
    def is_right(self) -> bool:
        return self.right or self.amount is not None

    def text_of(self, record: R) -> str:
        """Return the cell's text without its pill."""
        if self.amount is not None:
            fen = self.amount(record)
            return "" if fen is None else yuan_text(fen)
        return self.text(record) if self.text else ""

    def pill_of(self, record: R) -> Pill | None:
        return self.pill(record) if self.pill else None

    def is_muted(self, record: R) -> bool:
        return self.muted or bool(self.faint and self.faint(record))

    def copy_of(self, record: R) -> str:
        """Return the cell as plain text, for the clipboard and a spreadsheet."""
        pill = self.pill_of(record)
        parts = (pill.text if pill else "", self.text_of(record))
        return " ".join(part for part in parts if part)

    def order_of(self, record: R) -> Any:
        """Return what a model in memory sorts by."""
        if self.order:
            return self.order(record)
        if self.amount:
            return self.amount(record) or 0
        return self.copy_of(record)
