"""The list of branches: how each stands, found by code or name; Enter shows one in full."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget

from desktop.domain.money import yuan_text
from desktop.services.office.branches import LATE_DAYS, Standing, standings
from desktop.services.ports import Desk
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.office.branch_acts import BranchActs
from desktop.ui.pages.office.branch_columns import branch_columns, found
from desktop.ui.pages.page import Badge, Page
from desktop.ui.theme import SPACE_12, Tone
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button

_ALL, _CALL, _LATE, _GAP, _WAITS = "all", "call", "late", "gap", "waits"


class BranchesPage(Page):
    """Thousands of branches are one list in memory: one query brings them all."""

    def arrive(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def refresh(self) -> None:
        desk = self.context.desk
        self.context.jobs.run(self.tr("Reading"), lambda progress: standings(desk), self._show)

    def _build(self) -> None:
        self._lines: Sequence[Standing] = ()
        self.set_title(
            self.tr("Branches"),
            self.tr("Who is to be rung up first stands first; late is over {days} days").format(
                days=LATE_DAYS
            ),
        )
        self.acts = BranchActs(self.context, self)
        self.enrolment = button(self.tr("Head office's key file…"), "", "F6")
        self.register = button(self.tr("Register a PC…"), "", "F7")
        self.add = button(self.tr("Add a branch…"), "primary", "Ctrl+N")
        self.ledgers = button(self.tr("Import ledgers…"), "", "Ctrl+O")
        for each in (self.ledgers, self.enrolment, self.register, self.add):
            self.buttons.addWidget(each)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Code or name") + "  Ctrl+F")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(280)
        self._filter_names = {
            _CALL: self.tr("To ring up"),
            _LATE: self.tr("Late"),
            _GAP: self.tr("With a gap"),
            _WAITS: self.tr("Something to decide"),
        }
        self.filters = Chips([(_ALL, self.tr("All")), *self._filter_names.items()])
        self.filters.set_value(_ALL)
        line = QHBoxLayout()
        line.setSpacing(SPACE_12)
        self.export = button(self.tr("List for the telephone…"), "", "F8")
        line.addWidget(self.search)
        line.addWidget(self.filters, 1)
        line.addWidget(self.export)
        columns = branch_columns(self.context.language)
        self.model: ListModel[Standing] = ListModel(columns, self)
        self.table = LineTable(self.model, "office-branches")
        self.views = QStackedWidget()
        self.views.addWidget(self.table)
        self.views.addWidget(
            EmptyState(
                self.tr("No branch yet"),
                self.tr("Add the branches, from a list in a file where there are many.")
                + "\n"
                + self.tr("Then hand out head office's key file, and register their PCs."),
                self.tr("Add a branch…"),
                lambda: self.acts.add_branch(),
            )
        )
        self.body.addLayout(line)
        self.body.addWidget(self.views, 1)

    def _connect(self) -> None:
        self.add.clicked.connect(lambda: self.acts.add_branch())
        self.enrolment.clicked.connect(self.acts.write_enrolment)
        self.register.clicked.connect(self.acts.register)
        self.ledgers.clicked.connect(lambda: self.acts.import_ledger())
        self.search.textChanged.connect(lambda _: self._filter())
        self.search.returnPressed.connect(self._open_current)
        self.filters.changed.connect(self._filter)
        self.export.clicked.connect(self._export)
        self.table.opened.connect(self._open)
        shortcut = QShortcut(QKeySequence("Ctrl+F"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.arrive)

    def _load(self) -> None:
        self.refresh()

    def _show(self, lines: Sequence[Standing]) -> None:
        self._lines = sorted(lines, key=lambda each: each.urgency)
        self.views.setCurrentIndex(0 if lines else 1)
        for key, words in self._filter_names.items():
            count = sum(_matches(each, key) for each in lines)
            self.filters.set_label(key, f"{words} {count}")
        self._filter()

    def _filter(self) -> None:
        chosen = self.table.current_record()
        key, text = str(self.filters.value()), self.search.text()
        shown = [each for each in self._lines if _matches(each, key) and found(each, text)]
        self.model.set_records(shown)
        self._say(shown)
        codes = [each.figures.branch.code for each in self.model.records]
        if codes:
            wanted = chosen.figures.branch.code if chosen else ""
            self.table.select_row(codes.index(wanted) if wanted in codes else 0)

    def _say(self, shown: Sequence[Standing]) -> None:
        received = sum(each.figures.received_fen for each in shown)
        confirmed = sum(each.figures.confirmed_fen for each in shown)
        parts = [
            self.tr("%n branch(es)", "", len(shown)),
            self.tr("received {yuan}").format(yuan=yuan_text(received)),
            self.tr("confirmed {yuan}").format(yuan=yuan_text(confirmed)),
        ]
        self.table.set_foot("      ".join(parts))

    def _export(self) -> None:
        """Write the list as it stands to a file; those to be rung up, where all are shown."""
        if self.filters.value() == _ALL:
            self.filters.set_value(_CALL)
            self._filter()
        self.table.export()

    def _open_current(self) -> None:
        line = self.table.current_record()
        if line is not None:
            self._open(line)

    def _open(self, line: Standing) -> None:
        self.context.navigate("office_branch", code=line.figures.branch.code)


def _matches(line: Standing, key: str) -> bool:
    """Return whether a branch belongs under a chip."""
    figures = line.figures
    if key == _CALL:
        return bool(line.calls)
    if key == _LATE:
        return line.is_overdue
    if key == _GAP:
        return not figures.complete
    return key != _WAITS or bool(figures.held or figures.forks or figures.doubles)


def late_badge(desk: Desk) -> Badge | None:
    """Return how many branches are late, for the rail."""
    count = sum(each.is_overdue for each in standings(desk))
    return Badge(count, Tone.WARNING) if count else None
