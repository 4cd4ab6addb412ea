"""Whom a batch is about: a village, or the debtors of notices that were issued together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.documents import DocumentKind
from desktop.services.batches import OpenBatch, open_batches
from desktop.services.documents.issuing import Wish
from desktop.services.documents.many import wishes_after_notices, wishes_in_village
from desktop.services.lists import known_values
from desktop.services.ports import Desk
from desktop.services.progress import Progress
from desktop.ui.pages.documents.fields import Today
from desktop.ui.theme import SPACE_8, SPACE_12
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.text import label

_VILLAGE, _NOTICES = "village", "notices"
_BOX_WIDTH = 280

Wishes = Callable[[Progress], Sequence[Wish]]


@dataclass(frozen=True, slots=True)
class Known:
    """The places with debtors, and the batches of notices that are not handed out yet."""

    villages: Sequence[tuple[str, str]]
    batches: Sequence[OpenBatch]


def known_sources(desk: Desk) -> Known:
    """Return what a batch can begin with."""
    return Known(known_values(desk).villages, open_batches(desk))


class BatchSource(QWidget):
    """A village or a batch of notices, and the day on the papers."""

    changed = Signal()

    def __init__(self, today: Today) -> None:
        super().__init__()
        self.ways = Chips(
            [
                (_VILLAGE, self.tr("Of a village")),
                (_NOTICES, self.tr("Of the debtors of notices")),
            ],
            numbered=True,
        )
        self.ways.set_value(_VILLAGE)
        self.box = QComboBox()
        self.box.setMinimumWidth(_BOX_WIDTH)
        self.day = DateEdit(today, today())
        self._known = Known((), ())
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        line.addWidget(self.box, 1)
        line.addWidget(label(self.tr("dated"), "muted"))
        line.addWidget(self.day)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_12)
        layout.addWidget(self.ways)
        layout.addLayout(line)
        self.setFocusProxy(self.box)
        self.ways.changed.connect(self._offer)
        self.box.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.day.value_changed.connect(lambda _: self.changed.emit())

    def show_known(self, known: Known, serials: Sequence[str] = ()) -> None:
        """Offer these; begin with the debtors of ``serials`` where there are some."""
        self._known = known
        self.ways.set_value(_NOTICES if serials else _VILLAGE)
        self._fill(serials)

    def asked(self, desk: Desk, kind: DocumentKind) -> tuple[Wishes, date] | None:
        """Return who gets a paper, to be read on a worker, and its day; None while unsaid."""
        day, chosen = self.day.value(), self.box.currentData()
        if day is None or not chosen:
            return None
        if self.ways.value() == _VILLAGE:
            township, village = chosen
            place = (str(township), str(village))
            return lambda progress: wishes_in_village(desk, kind, place, day, {}, progress), day
        serials = [str(each) for each in chosen]
        return lambda progress: wishes_after_notices(desk, kind, serials, day, {}, progress), day

    def _offer(self) -> None:
        self._fill()
        self.changed.emit()

    def _fill(self, serials: Sequence[str] = ()) -> None:
        self.box.blockSignals(True)
        self.box.clear()
        if self.ways.value() == _VILLAGE:
            self.box.addItem(self.tr("Choose a village"), None)
            for township, village in self._known.villages:
                self.box.addItem(f"{township}  {village}".strip(), (township, village))
        else:
            self._fill_batches(serials)
        self.box.blockSignals(False)

    def _fill_batches(self, serials: Sequence[str]) -> None:
        if serials:
            self.box.addItem(f"{serials[0]} – {serials[-1]}", tuple(serials))
        elif not self._known.batches:
            self.box.addItem(self.tr("No notices on their way"), None)
        for batch in self._known.batches:
            own = batch.serials()
            if tuple(serials) != own:
                self.box.addItem(f"{own[0]} – {own[-1]}  {batch.issued_on}", own)
