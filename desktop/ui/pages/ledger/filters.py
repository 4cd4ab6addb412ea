"""The filters over the ledger: text, village, officer, class, status, and the clock's span."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.services.list_records import FilterValues, LedgerFilter
from desktop.ui.theme import SPACE_8
from desktop.ui.widgets.chips import Chips

_WAIT_MS = 200
_SPANS = (7, 30, 90, 180)


class LedgerFilters(QWidget):
    """Emits ``changed`` when a person wants to see something else; ``wanted`` says what."""

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._base = LedgerFilter()
        self._build()
        self._connect()

    def wanted(self) -> LedgerFilter:
        """Return the filter as it stands."""
        township, village = self._village.currentData() or ("", "")
        base = replace(
            self._base,
            text=self._text.text().strip(),
            township=township,
            village=village,
            officer=self._officer.currentData() or "",
            five_class=self._class.currentData() or "",
            status=self._status.currentData() or "",
        )
        return self._with_clock(base, self._clock.value())

    def set_wanted(self, wanted: LedgerFilter) -> None:
        """Show a filter that came from elsewhere (a line of Today)."""
        self._base = wanted
        self._text.setText(wanted.text)
        _choose(self._village, (wanted.township, wanted.village))
        _choose(self._officer, wanted.officer)
        _choose(self._class, wanted.five_class)
        _choose(self._status, wanted.status)
        self._set_clock(wanted)

    def set_values(self, values: FilterValues) -> None:
        """Offer what occurs in the ledger, keeping what is chosen."""
        kept = self.wanted()
        villages = [
            (f"{township} {village}".strip(), (township, village))
            for township, village in values.villages
        ]
        _offer(self._village, self.tr("All villages"), villages)
        _offer(self._officer, self.tr("All officers"), [(each, each) for each in values.officers])
        _offer(self._class, self.tr("All classes"), [(each, each) for each in values.five_classes])
        _choose(self._village, (kept.township, kept.village))
        _choose(self._officer, kept.officer)
        _choose(self._class, kept.five_class)

    def _build(self) -> None:
        self._text = QLineEdit()
        self._text.setPlaceholderText(self.tr("Name, pinyin, loan number, village"))
        self._text.setClearButtonEnabled(True)
        self._village, self._officer = QComboBox(), QComboBox()
        self._class, self._status = QComboBox(), QComboBox()
        for combo in (self._village, self._officer, self._class, self._status):
            combo.setMaxVisibleItems(18)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        _offer(self._status, self.tr("Any status"), self._statuses())
        self._clock = Chips(self._clocks())
        self._clock.set_value("")
        self.set_values(FilterValues((), (), ()))
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        line.addWidget(self._text, 1)
        for combo in (self._village, self._officer, self._class, self._status):
            line.addWidget(combo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_8)
        layout.addLayout(line)
        layout.addWidget(self._clock)
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)

    def _connect(self) -> None:
        self._text.textEdited.connect(lambda: self._timer.start())
        self._text.returnPressed.connect(self.changed)
        self._timer.timeout.connect(self.changed)
        self._clock.changed.connect(self.changed)
        for combo in (self._village, self._officer, self._class, self._status):
            combo.activated.connect(lambda: self.changed.emit())

    def _statuses(self) -> list[tuple[str, object]]:
        return [
            (self.tr("In the ledger"), "active"),
            (self.tr("Missing from it"), "missing"),
            (self.tr("Settled"), "settled"),
            (self.tr("Moved away"), "moved"),
        ]

    def _clocks(self) -> list[tuple[str, str]]:
        within = self.tr("within {days} days")
        return [
            ("", self.tr("All")),
            *((str(days), within.format(days=days)) for days in _SPANS),
            ("expired", self.tr("Run out")),
            ("in_procedure", self.tr("In court")),
            ("suspended", self.tr("Suspended")),
            ("unknown", self.tr("No due date")),
        ]

    def _with_clock(self, base: LedgerFilter, key: object) -> LedgerFilter:
        if key == "given":
            return base
        plain = replace(base, clock_state="", last_day_from=None, last_day_to=None)
        if not key:
            return plain
        if str(key).isdecimal():
            until = self._today + timedelta(days=int(str(key)))
            return replace(plain, last_day_from=self._today, last_day_to=until)
        return replace(plain, clock_state=str(key))

    def _set_clock(self, wanted: LedgerFilter) -> None:
        """Mark the chip of a filter's clock; a span of its own gets a chip of its own."""
        chips = self._clocks()
        bare = LedgerFilter()
        asked = (wanted.clock_state, wanted.last_day_from, wanted.last_day_to)
        for key, _ in chips:
            made = self._with_clock(bare, key)
            if (made.clock_state, made.last_day_from, made.last_day_to) == asked:
                self._clock.set_options(chips)
                self._clock.set_value(key)
                return
        span = " – ".join(str(day or "…") for day in asked[1:])
        self._clock.set_options([*chips, ("given", span)])
        self._clock.set_value("given")


def _offer(combo: QComboBox, everything: str, items: Sequence[tuple[str, object]]) -> None:
    combo.clear()
    combo.addItem(everything, None)
    for text, value in items:
        combo.addItem(text, value)


def _choose(combo: QComboBox, value: object) -> None:
    """Choose the item with this value, offering it where it is not yet; all for an empty one."""
    wanted = [part for part in (value if isinstance(value, tuple) else (value,)) if part]
    found = [index for index in range(combo.count()) if combo.itemData(index) == value]
    if wanted and not found:
        combo.addItem(" ".join(map(str, wanted)), value)
        found = [combo.count() - 1]
    combo.setCurrentIndex(found[0] if found else 0)
