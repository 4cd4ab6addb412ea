"""Step two: how the file was understood, what is wrong in it, and what importing it would do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.ledger import LedgerField, LedgerReading, RateUnit, SourceMapping
from desktop.ui.pages.ledger_import.mapping_table import MappingTable
from desktop.ui.pages.ledger_import.presenter import CheckedFile
from desktop.ui.pages.ledger_import.problems_table import ProblemsTable
from desktop.ui.pages.ledger_import.side import PlanCard, TotalsCard
from desktop.ui.pages.ledger_import.words import UNITS, rate_unit_names
from desktop.ui.theme import SPACE_8, SPACE_12, SPACE_16
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.text import label

_SIDE_WIDTH = 300


class CheckStep(QWidget):
    """``corrected`` carries the SourceMapping to read the file again with.

    ``ready`` tells whether the file may be imported as it stands.
    """

    corrected = Signal(object)
    ready = Signal(bool)

    def __init__(
        self, today: Callable[[], date], language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._mapping = SourceMapping()
        self._checked: CheckedFile | None = None
        self._today = today
        self._build(language)
        self._connect()

    def show_checked(self, checked: CheckedFile) -> None:
        """Show a file as it was read."""
        fresh = self._checked is None or self._checked.path != checked.path
        self._checked, self._mapping = checked, checked.mapping
        reading = checked.reading
        self._show_settings(reading)
        self.mapping.show_reading(reading)
        self.problems.show_problems(checked.plan.problems if checked.plan else reading.problems)
        self.plan.show_plan(reading, checked.plan)
        self.totals.show_totals(reading.totals)
        self._show_doubt(reading, fresh)
        self._name_tabs(checked)
        self._tell()

    @property
    def is_ready(self) -> bool:
        """Whether there is a date, a loan, and a person's word for what is not certain."""
        possible = self._checked is not None and self._checked.plan is not None
        return possible and (self.doubt.isHidden() or self.agreed.isChecked())

    def _build(self, language: str) -> None:
        self.day = DateEdit(self._today)
        self.unit, self.rate_unit = QComboBox(), QComboBox()
        for name in UNITS:
            self.unit.addItem(name, name)
        for rate_unit, name in rate_unit_names().items():
            self.rate_unit.addItem(name, rate_unit)
        self.mapping, self.problems = MappingTable(), ProblemsTable(language)
        self.tabs = QTabWidget()
        self.tabs.addTab(_spaced(self.mapping), "")
        self.tabs.addTab(_spaced(self.problems), "")
        self.plan, self.totals = PlanCard(), TotalsCard()
        left = QVBoxLayout()
        left.setSpacing(SPACE_12)
        left.addLayout(self._build_settings())
        left.addWidget(self._build_doubt())
        left.addWidget(self.tabs, 1)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(SPACE_16)
        columns.addLayout(left, 1)
        columns.addWidget(self._build_side())

    def _build_settings(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        self.day_trouble = label("", "danger")
        for name, widget in (
            (self.tr("Ledger of"), self.day),
            (self.tr("Amounts in"), self.unit),
            (self.tr("Rates in"), self.rate_unit),
        ):
            line.addWidget(label(name, "muted"))
            line.addWidget(widget)
            if widget is self.day:
                line.addWidget(self.day_trouble)
            line.addSpacing(SPACE_12)
        line.addStretch(1)
        return line

    def _build_doubt(self) -> Card:
        self.doubt = Card(role="warning")
        self._doubt_words = label("", wrap=True)
        self.agreed = QCheckBox(self.tr("I have checked them"))
        line = QHBoxLayout()
        line.addWidget(self._doubt_words, 1)
        line.addWidget(self.agreed)
        self.doubt.body.addLayout(line)
        return self.doubt

    def _build_side(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("role", "canvas")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_12)
        column.addWidget(self.plan)
        column.addWidget(self.totals)
        column.addStretch(1)
        side = QScrollArea()
        side.setFixedWidth(_SIDE_WIDTH)
        side.setWidgetResizable(True)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setWidget(inside)
        return side

    def _connect(self) -> None:
        self.mapping.corrected.connect(self._correct_heading)
        self.day.editingFinished.connect(self._correct_day)
        self.unit.activated.connect(lambda _: self._correct_unit())
        self.rate_unit.activated.connect(lambda _: self._correct_rate_unit())
        self.agreed.toggled.connect(lambda _: self._tell())

    def _show_settings(self, reading: LedgerReading) -> None:
        with QSignalBlocker(self.day):
            self.day.set_value(reading.as_of)
        self._show_day_trouble(reading)
        units = [sheet.unit for sheet in reading.sheets if sheet.unit]
        if units:
            self.unit.setCurrentIndex(max(self.unit.findData(units[0]), 0))
        rates = [row.rate_unit for row in reading.rows if row.rate is not None][:1]
        self.rate_unit.setEnabled(bool(rates) or self._mapping.rate_unit is not None)
        if rates:
            self.rate_unit.setCurrentIndex(self.rate_unit.findData(rates[0]))

    def _show_day_trouble(self, reading: LedgerReading) -> None:
        words = ""
        if reading.as_of is None:
            words = self.tr("the file does not say: please enter")
        elif reading.as_of > self._today():
            words = self.tr("later than today: correct it, or this PC's clock")
        self.day_trouble.setText(words)
        self.day_trouble.setToolTip(reading.day_text)
        self.day_trouble.setVisible(bool(words))

    def _show_doubt(self, reading: LedgerReading, fresh: bool) -> None:
        doubtful = sum(not column.certain for sheet in reading.sheets for column in sheet.columns)
        words = self.tr("%n column(s) may mean something else than shown.", "", doubtful)
        if not reading.rows:
            words = self.tr("No loan can be read: say which columns are what.")
        self._doubt_words.setText(words)
        self.agreed.setHidden(not reading.rows)
        self.doubt.setHidden(not doubtful and bool(reading.rows))
        if fresh:
            with QSignalBlocker(self.agreed):
                self.agreed.setChecked(False)
            self.tabs.setCurrentIndex(0 if doubtful or not reading.problems else 1)

    def _name_tabs(self, checked: CheckedFile) -> None:
        problems = checked.plan.problems if checked.plan else checked.reading.problems
        columns = len(self.mapping.model.records)
        self.tabs.setTabText(0, self.tr("Columns {count}").format(count=columns))
        self.tabs.setTabText(1, self.tr("Problems {count}").format(count=f"{len(problems):,}"))

    def _tell(self) -> None:
        self.ready.emit(self.is_ready)

    def _correct_heading(self, heading: str, field: LedgerField) -> None:
        self._correct(replace(self._mapping, headings={**self._mapping.headings, heading: field}))

    def _correct_day(self) -> None:
        day = self.day.value()
        if day is not None and self._checked and day != self._checked.reading.as_of:
            self._correct(replace(self._mapping, as_of=day))

    def _correct_unit(self) -> None:
        self._correct(replace(self._mapping, unit=str(self.unit.currentData())))

    def _correct_rate_unit(self) -> None:
        rate_unit = RateUnit(self.rate_unit.currentData())
        self._correct(replace(self._mapping, rate_unit=rate_unit))

    def _correct(self, mapping: SourceMapping) -> None:
        """Keep a correction at once: the next one may come before the file is read again."""
        self._mapping = mapping
        self.corrected.emit(mapping)


def _spaced(widget: QWidget) -> QWidget:
    """Return a page of the tabs with room above."""
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, SPACE_12, 0, 0)
    layout.addWidget(widget)
    return page
