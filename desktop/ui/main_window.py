"""The frame: search above, doors at the left, the page, and the status line below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.services import backups
from desktop.services.backup_ports import Reason
from desktop.services.list_records import SearchHit
from desktop.services.lists import search
from desktop.services.ports import Desk
from desktop.ui.actions import WindowCommands, build_menu
from desktop.ui.errors import choice_name
from desktop.ui.frame_facts import FrameFacts, check_database, frame_facts
from desktop.ui.jobs import Jobs
from desktop.ui.pages.page import ChangeBus, Page, PageContext, PageSpec
from desktop.ui.settings import window_settings
from desktop.ui.theme import SPACE_8, SPACE_12, SPACE_16
from desktop.ui.widgets.job_bar import JobBar
from desktop.ui.widgets.rail import WIDTH, Rail
from desktop.ui.widgets.search_box import SearchBox
from desktop.ui.widgets.status_bar import StatusBar
from desktop.ui.widgets.text import button, label

_SIZE = QSize(1366, 768)


class MainWindow(QMainWindow):
    """The program's window. Pages are made when they are first opened.

    ``zoom_requested`` carries +1 or -1; the other ``..._requested`` signals are answered by
    whoever owns the application.
    """

    lock_requested = Signal()
    zoom_requested = Signal(int)
    dark_requested = Signal()
    language_requested = Signal()

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        specs: Sequence[PageSpec],
        fonts: Sequence[Path] = (),
        language: str = "zh",
    ) -> None:
        super().__init__()
        self._specs = {spec.key: spec for spec in specs}
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._history: list[str] = []
        self._arguments: dict[str, dict[str, Any]] = {}
        self._chain: bool | None = None
        self.bus = ChangeBus(self)
        self.context = PageContext(desk, jobs, self.bus, self.navigate, fonts, language)
        self._build()
        self._connect()
        self._load()

    @property
    def current_key(self) -> str:
        return self._history[-1] if self._history else ""

    @property
    def current_arguments(self) -> Mapping[str, Any]:
        """What the page of now was last opened with."""
        return self._arguments.get(self.current_key, {})

    def navigate(self, key: str, /, **arguments: Any) -> None:
        """Go to a page, making it first if need be, and hand it the arguments."""
        page = self.page(key)
        if key != self.current_key:
            self._history.append(key)
        self._arrive(key, page)
        if arguments:
            self._arguments[key] = arguments
            page.open(**arguments)
        else:
            page.arrive()

    def back(self) -> None:
        """Return to the page before this one."""
        if len(self._history) > 1:
            self._history.pop()
            self._arrive(self.current_key, self.page(self.current_key))

    def page(self, key: str) -> Page:
        """Return a page, made now if it was not opened before."""
        if key not in self._pages:
            self._pages[key] = self._specs[key].factory(self.context)
            self._stack.addWidget(self._pages[key])
        return self._pages[key]

    def remind(self, form: str) -> None:
        """Say that a form was open when the window was locked; a click puts the line away."""
        words = self.tr(
            "“{form}” was open when the screen was locked. What was typed is kept and comes back "
            "when it is opened again."
        )
        self.reminder.setText(words.format(form=form))
        self.reminder.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        window_settings().setValue("window/geometry", self.saveGeometry())
        super().closeEvent(event)

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Qingshou"))
        doors = [(spec.key, spec.title) for spec in self._specs.values() if spec.in_rail]
        self.rail = Rail(doors)
        self._stack = QStackedWidget()
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self._stack, 1)
        self.status = StatusBar()
        ground = QWidget()
        layout = QVBoxLayout(ground)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._build_top(ground))
        layout.addLayout(middle, 1)
        self.reminder = button("", "link")
        self.reminder.clicked.connect(self.reminder.hide)
        self.reminder.hide()
        layout.addWidget(self.reminder)
        layout.addWidget(JobBar(self.context.jobs))
        layout.addWidget(self.status)
        self.setCentralWidget(ground)
        self.resize(_SIZE)

    def _build_top(self, ground: QWidget) -> QWidget:
        top = QWidget()
        top.setObjectName("topBar")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        name = label(self.tr("Qingshou"), "brand")
        name.setFixedWidth(WIDTH)
        self.search = SearchBox(self._find, ground)
        self.search.setVisible("dossier" in self._specs)  # head office has no debtors to find
        self._branch, self._operator = label("", "muted"), label("", "muted")
        self._menu = QToolButton()
        self._menu.setText(self.tr("Menu"))
        self._menu.setProperty("role", "quiet")
        self._menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu.setMenu(build_menu(self, self._commands()))
        line = QHBoxLayout(top)
        line.setContentsMargins(SPACE_16, SPACE_8, SPACE_16 - 8, SPACE_8)
        line.setSpacing(SPACE_12)
        line.addWidget(name)
        line.setSpacing(0)
        line.addWidget(self.search)
        line.addStretch(1)
        for each in (self._branch, self._operator, self._menu):
            line.addWidget(each)
            line.addSpacing(SPACE_12)
        return top

    def _connect(self) -> None:
        self.rail.chosen.connect(self.navigate)
        self.search.opened.connect(self._open_hit)
        self.bus.changed.connect(self._written)
        self.status.backup_wanted.connect(self.back_up)
        self.status.exchange_wanted.connect(lambda: self.navigate("exchange"))
        for number, key in enumerate(self.rail.keys()[:10], start=1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number % 10}"), self)
            shortcut.activated.connect(lambda each=key: self.navigate(each))

    def _load(self) -> None:
        geometry = window_settings().value("window/geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)
        self._show_user()
        self._ask_facts()
        if self._specs:
            self.navigate(next(iter(self._specs)))

    def _show_user(self) -> None:
        operator = self.context.desk.operator
        role = operator.role.value if operator.role else ""
        words = choice_name("role", role, self.context.language) if role else ""
        self.status.show_user(operator.name, words)

    def _commands(self) -> WindowCommands:
        return WindowCommands(
            search=self._search,
            back=self.back,
            refresh=lambda: self.page(self.current_key).refresh(),
            larger=lambda: self.zoom_requested.emit(1),
            smaller=lambda: self.zoom_requested.emit(-1),
            toggle_dark=self.dark_requested.emit,
            switch_language=self.language_requested.emit,
            branch=lambda: self.navigate("branch"),
            users=lambda: self.navigate("users"),
            lock=self.lock_requested.emit,
            change_over=lambda: self.bus.leave_wanted.emit(None),
            backups=lambda: self.navigate("backup"),
            back_up=self.back_up,
            check=self.check_database,
            quit=self._quit,
        )

    def _search(self) -> None:
        """Stand in the search above; where a database has no debtors, in the page's own."""
        if self.search.isHidden():
            self.page(self.current_key).arrive()
        else:
            self.search.take_focus()

    def _quit(self) -> None:
        self.close()

    def check_database(self) -> None:
        """Verify file and journal chain in the background and say so in the status line."""
        desk = self.context.desk
        self.context.jobs.run(
            self.tr("Checking the database"),
            lambda progress: check_database(desk, progress),
            self._checked,
            database=False,  # it only reads, on a connection of its own, and takes seconds
        )

    def back_up(self) -> None:
        """Write a verified copy of the database in the background."""
        desk = self.context.desk
        self.context.jobs.run(
            self.tr("Backing up"),
            lambda progress: backups.make(desk, Reason.MANUAL, progress),
            self._backed_up,
        )

    def _backed_up(self, made: backups.Made) -> None:
        """The copy counts; what kept it from the second folder is said all the same."""
        self._ask_facts()
        if made.trouble is not None:
            self.context.jobs.refused.emit(made.trouble)

    def _arrive(self, key: str, page: Page) -> None:
        self._stack.setCurrentWidget(page)
        self.rail.mark(self._specs[key].under or key)
        if key in self._stale:
            self._stale.discard(key)
            page.refresh()

    def _written(self) -> None:
        """Refresh what is seen now, and the rest when it is next seen."""
        self._stale = set(self._pages) - {self.current_key}
        if self.current_key:
            self._pages[self.current_key].refresh()
        self._ask_facts()

    def _ask_facts(self) -> None:
        desk, specs, chain = self.context.desk, list(self._specs.values()), self._chain
        self.context.jobs.run(
            self.tr("Reading"), lambda progress: frame_facts(desk, specs, chain), self._show_facts
        )

    def _show_facts(self, facts: FrameFacts) -> None:
        self._branch.setText(facts.branch)
        self._operator.setText(self._who())
        self.status.show_facts(facts.status)
        for key, badge in facts.badges.items():
            button = self.rail.button(key)
            if button and badge:
                button.set_badge(badge.count, badge.tone)
            elif button:
                button.set_badge(0)

    def _who(self) -> str:
        """Return who has signed in, and as what; nothing in a database without users."""
        operator = self.context.desk.operator
        if operator.role is None:
            return operator.name
        role = choice_name("role", operator.role.value, self.context.language)
        return f"{operator.name} · {role}"

    def _checked(self, whole: bool) -> None:
        self._chain = whole
        self._ask_facts()

    def _find(self, text: str) -> Sequence[SearchHit]:
        return search(self.context.desk, text)

    def _open_hit(self, hit: SearchHit) -> None:
        """A notice leads to its delivery, a document to where it lies, the rest to the debtor."""
        if hit.kind == "notice" and "deliveries" in self._specs:
            self.navigate("deliveries", serial=hit.title)
        elif hit.kind == "document" and hit.party_id:
            self.navigate("dossier", party_id=hit.party_id, serial=hit.title)
        elif hit.kind == "document":
            self.navigate("documents", serial=hit.title)
        elif hit.kind == "loan":
            self.navigate("dossier", party_id=hit.party_id, loan_id=hit.entity_id)
        else:
            self.navigate("dossier", party_id=hit.party_id)
