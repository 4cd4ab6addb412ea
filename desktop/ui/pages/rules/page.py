"""The rules page: areas at the left, their dated rows at the right, the chosen row in full.

Who may set the bank's tables adopts a file of rows here; a head office's go down with returns.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.errors import RuleViolation
from desktop.domain.permissions import Action, Part, allows
from desktop.services.policies import Adoption, RowChange, adopt, preview
from desktop.ui.errors import explain
from desktop.ui.models.columns import Column
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.page import Page
from desktop.ui.pages.rules.adopting import AdoptDialog
from desktop.ui.pages.rules.lines import RuleLine, Standing, areas, rule_lines
from desktop.ui.pages.rules.names import (
    area_name,
    doubt_pill,
    doubt_words,
    standing_pill,
    table_name,
)
from desktop.ui.pages.rules.values import value_words
from desktop.ui.theme import SPACE_12, SPACE_16
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.pill import PillLabel
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label

_AREAS_WIDTH = 208
_EVERYWHERE = ""


class RulesPage(Page):
    """The tables are read; rows of the bank's own come by a file. Ctrl+F searches in all of them.

    ``open(adopted=...)`` says what adopting a file came to.
    """

    _lines: list[RuleLine]

    def open(self, **arguments: Any) -> None:
        self._say(str(arguments["adopted"]))

    def refresh(self) -> None:
        desk = self.context.desk
        self._lines = rule_lines(desk.policy, desk.calendar, desk.clock.today())
        self._show_areas()

    def _build(self) -> None:
        self.set_title(
            self.tr("Rules"),
            self.tr("Head office owns these tables. Each day uses the row of its time."),
        )
        self.adopt_button = button(self.tr("Adopt a file of rows…"))
        self.adopt_button.setVisible(
            allows(self.context.desk.operator.role, Action.POLICY, Part.MAKE)
        )
        self.message = label("", "muted", wrap=True)
        self.message.hide()
        self._lines = []
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search in all rules") + "  Ctrl+F")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(320)
        self.buttons.addWidget(self.adopt_button)
        self.buttons.addWidget(self.search)
        self.areas: ListModel[tuple[str, int]] = ListModel(self._area_columns(), self)
        self.area_table = LineTable(self.areas, "rules-areas", foot=False, exports=False)
        self.area_table.setFixedWidth(_AREAS_WIDTH)
        self.model: ListModel[RuleLine] = ListModel(rule_columns(), self)
        self.table = LineTable(self.model, "rules")
        self.chosen = RuleCard()
        right = QVBoxLayout()
        right.setSpacing(SPACE_12)
        right.addWidget(self.table, 1)
        right.addWidget(self.chosen)
        line = QHBoxLayout()
        line.setSpacing(SPACE_16)
        line.addWidget(self.area_table)
        line.addLayout(right, 1)
        self.body.addWidget(self.message)
        self.body.addLayout(line, 1)

    def _connect(self) -> None:
        self.adopt_button.clicked.connect(self._ask_file)
        self.area_table.current_changed.connect(lambda _: self._show_rows())
        self.table.current_changed.connect(self.chosen.show_line)
        self.search.textChanged.connect(lambda _: self._show_areas())
        shortcut = QShortcut(QKeySequence("Ctrl+F"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self.search.setFocus(Qt.FocusReason.ShortcutFocusReason))

    def _load(self) -> None:
        self.refresh()
        self.area_table.setFocus()

    def _ask_file(self) -> None:
        kinds = self.tr("Files of rules (*.json)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Adopt a file of rows"), "", kinds)
        if chosen:
            self.adopt(Path(chosen))

    def adopt(self, path: Path) -> None:
        """Show what a file changes and adopt it once that was agreed to."""
        desk = self.context.desk
        self.context.jobs.run(
            self.tr("Reading"),
            lambda progress: preview(desk, path),
            lambda changes: self._show_changes(path, changes),
        )

    def _show_changes(self, path: Path, changes: Sequence[RowChange]) -> None:
        if not changes:
            known = RuleViolation("policy_nothing_new", field="rows", file=path.name)
            self._say(explain(known, self.context.language)[1])
            return
        dialog = AdoptDialog(path.name, changes, self.context.language, self)
        dialog.agreed.connect(lambda: self._adopt(path))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _adopt(self, path: Path) -> None:
        desk = self.context.desk
        self.adopt_button.setEnabled(False)
        self.context.jobs.run(
            self.tr("Computing every clock"),
            lambda progress: adopt(desk, path, progress),
            self._show_adopted,
            on_end=lambda: self.adopt_button.setEnabled(True),
            must_end=True,
        )

    def _show_adopted(self, adopted: Adoption) -> None:
        """Say what it came to; new rules want a window around them."""
        rows = self.tr("%n row(s) adopted", "", len(adopted.changes))
        clocks = self.tr("%n stored clock(s) changed", "", adopted.clocks_changed)
        self.context.bus.desk_replaced.emit(adopted.desk, {"adopted": f"{rows}  {clocks}"})

    def _say(self, words: str) -> None:
        self.message.setText(words)
        self.message.show()

    def _area_columns(self) -> list[Column[tuple[str, int]]]:
        everywhere = self.tr("All areas")
        return [
            Column("area", self.tr("Area"), lambda each: area_name(each[0]) or everywhere, 140),
            Column("rows", self.tr("Rows"), lambda each: str(each[1]), 52, right=True, muted=True),
        ]

    def _found(self) -> list[RuleLine]:
        """Return the rows that hold every word searched for."""
        words = _plain(self.search.text()).split()
        return [line for line in self._lines if all(word in _text(line) for word in words)]

    def _show_areas(self) -> None:
        """Count the rows found in each area; a search looks everywhere, else where one stood."""
        found = self._found()
        known = self.area_table.current_record()
        counts = [(area, sum(line.area == area for line in found)) for area in areas(self._lines)]
        self.areas.set_records([(_EVERYWHERE, len(found)), *counts])
        wanted = known[0] if known and not self.search.text() else _EVERYWHERE
        if known is None:
            wanted = counts[0][0]
        names = [area for area, _ in self.areas.records]
        self.area_table.select_row(names.index(wanted))
        self._show_rows()

    def _show_rows(self) -> None:
        area = self.area_table.current_record()
        if area is None:
            return
        shown = [line for line in self._found() if area[0] in (_EVERYWHERE, line.area)]
        self.model.set_records(shown)
        self.table.set_foot(self._foot(shown))
        self.chosen.show_line(shown[0] if shown else None)
        if shown:
            self.table.select_row(0)

    def _foot(self, shown: list[RuleLine]) -> str:
        uncertain = sum(line.uncertain for line in shown)
        parts = [self.tr("%n row(s)", "", len(shown))]
        if uncertain:
            parts.append(self.tr("%n uncertain", "", uncertain))
        return "      ".join(parts)


class RuleCard(Card):
    """One row in full: what it says, where it comes from, and what is doubtful about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._since, self._doubt = label("", "muted"), PillLabel()
        self._value = _selectable("strong")
        self._source, self._note = _selectable("muted"), _selectable()
        self.head.insertWidget(1, self._since)
        self.head.addWidget(self._doubt)
        for each in (self._value, self._source, self._note):
            self.body.addWidget(each)

    def show_line(self, line: RuleLine | None) -> None:
        """Show a row; None where nothing was found."""
        self.setHidden(line is None)
        if line is None:
            return
        self.set_title(table_name(line.table))
        self._since.setText(self._since_words(line))
        self._value.setText(value_words(line))
        self._source.setText(self._source_words(line))
        notes = [line.note] if line.note else []
        self._note.setText("\n".join([*notes, *([doubt_words()] if line.uncertain else [])]))
        self._note.setVisible(bool(self._note.text()))
        self._doubt.set_pill(doubt_pill(line) or standing_pill(line))

    def _since_words(self, line: RuleLine) -> str:
        if line.since is None:
            return ""
        return self.tr("since {day}").format(day=line.since)

    def _source_words(self, line: RuleLine) -> str:
        if line.standing is Standing.SETTING:
            return self.tr("A setting of the bank, no rule of law")
        if not line.source:
            return self.tr("Source: the yearly notices of the State Council")
        return self.tr("Source: {source}").format(source=line.source)


def rule_columns() -> list[Column[RuleLine]]:
    """Return the columns of the dated rows."""
    translate = QCoreApplication.translate
    return [
        Column(
            "table",
            translate("Rules", "Rule"),
            lambda line: table_name(line.table),
            168,
            faint=is_past,
        ),
        Column(
            "since",
            translate("Rules", "Since"),
            lambda line: line.since.isoformat() if line.since else "",
            106,
            faint=is_past,
        ),
        Column("standing", translate("Rules", "Today"), width=74, pill=standing_pill),
        Column(
            "value",
            translate("Rules", "Value"),
            value_words,
            276,
            pill=doubt_pill,
            faint=is_past,
        ),
        Column("source", translate("Rules", "Source"), lambda line: line.source, 176, muted=True),
        Column("note", translate("Rules", "Note"), lambda line: line.note, 100, muted=True),
    ]


def is_past(line: RuleLine) -> bool:
    """Return whether a row is valid no more: it stands back behind the one of today."""
    return line.standing is Standing.EARLIER


def _text(line: RuleLine) -> str:
    """Return everything of a row that is searched in."""
    pill = doubt_pill(line)
    parts = (
        area_name(line.area),
        table_name(line.table),
        value_words(line),
        line.source,
        line.note,
        str(line.since or ""),
        pill.text if pill else "",
    )
    return _plain(" ".join(parts))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _selectable(role: str = "") -> QLabel:
    made = label("", role, wrap=True)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made
