"""The filter over the list to choose from: village, officer, and the notices' date."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from desktop.domain.errors import CodedError
from desktop.ui.errors import explain
from desktop.ui.pages.notices.selection import Scope, Selection
from desktop.ui.theme import SPACE_8
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.text import label, refresh_style


class NoticeFilters(QWidget):
    """Emits ``changed`` when another village or officer is wanted, ``day_changed`` for the date."""

    changed = Signal()
    day_changed = Signal(object)

    def __init__(
        self, today: Callable[[], date], language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._language = language
        self._build()
        self._connect()

    @property
    def scope(self) -> Scope:
        township, village = self._place.currentData() or ("", "")
        return Scope(township, village, self._officer.currentData() or "")

    @property
    def day(self) -> date | None:
        return self._day.value()

    def offer(self, selection: Selection) -> None:
        """Offer the villages and officers that occur, keeping what is chosen."""
        kept = self.scope
        found = selection.places()
        places = [
            (f"{township} {village}".strip(), (township, village)) for township, village in found
        ]
        townships = {township for township, _ in found if township}
        wide = [(each, (each, "")) for each in sorted(townships)] if len(townships) > 1 else []
        _fill(self._place, self.tr("All villages"), [*wide, *places], kept[:2])
        officers = [(each, each) for each in selection.officers()]
        _fill(self._officer, self.tr("All officers"), officers, kept.officer)

    def refuse_day(self, error: CodedError | None) -> None:
        """Say at the field what is wrong with the date; None when nothing is."""
        refresh_style(self._day, invalid=error is not None)
        self._error.setText(explain(error, self._language)[1] if error else "")
        self._error.setVisible(error is not None)
        if error:
            self._day.setFocus()

    def _build(self) -> None:
        self._place, self._officer = QComboBox(), QComboBox()
        for each in (self._place, self._officer):
            each.setMaxVisibleItems(18)
            each.setMinimumContentsLength(8)
            each.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        _fill(self._place, self.tr("All villages"), [], None)
        _fill(self._officer, self.tr("All officers"), [], None)
        self._day = DateEdit(self._today, self._today())
        self._error = label("", "danger", wrap=True)
        self._error.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_8)
        line.addWidget(self._place)
        line.addWidget(self._officer)
        line.addSpacing(SPACE_8)
        line.addWidget(label(self.tr("Notice date, interest to"), "muted"))
        line.addWidget(self._day)
        line.addWidget(self._error, 4)
        line.addStretch(1)

    def _connect(self) -> None:
        for each in (self._place, self._officer):
            each.activated.connect(lambda: self.changed.emit())
        self._day.value_changed.connect(self.day_changed)


def _fill(
    combo: QComboBox, everything: str, items: Iterable[tuple[str, object]], kept: object
) -> None:
    """Offer items after the one that means all, and choose the kept one where it still occurs."""
    combo.clear()
    combo.addItem(everything, None)
    for text, value in items:
        combo.addItem(text, value)
        if value == kept:
            combo.setCurrentIndex(combo.count() - 1)
