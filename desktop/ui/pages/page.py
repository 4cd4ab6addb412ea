"""What a page is, and what it is given to work with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.ports import Desk
from desktop.ui.jobs import Jobs
from desktop.ui.table_export import export_shown
from desktop.ui.theme import SPACE_8, SPACE_12, SPACE_16, SPACE_20, Tone
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import label


class Navigate(Protocol):
    """Go to a page: ``navigate("dossier", party_id=...)``."""

    def __call__(self, key: str, /, **arguments: Any) -> None: ...


class ChangeBus(QObject):
    """Emit ``changed`` after every write; the frame refreshes what is shown.

    Emit ``desk_replaced`` with the Desk to work with from now on, as after a template was adopted:
    the window is made anew around it, and its page opened with the arguments in the mapping.
    Emit ``leave_wanted`` with a RestoreOrder, or None: the window goes, the order is carried out
    while the database is closed, and somebody signs in again. ``leaving`` comes just before the
    window goes, for whoever keeps what was typed.
    """

    changed = Signal()
    desk_replaced = Signal(object, object)
    leave_wanted = Signal(object)
    leaving = Signal()


@dataclass(frozen=True, slots=True)
class PageContext:
    """What every page is given.

    ``fonts`` are the files of the papers' faces, for :class:`PagePainter`.
    """

    desk: Desk
    jobs: Jobs
    bus: ChangeBus
    navigate: Navigate
    fonts: Sequence[Path]
    language: str


@dataclass(frozen=True, slots=True)
class Badge:
    """A number beside a page's name in the rail."""

    count: int
    tone: Tone = Tone.MUTED


class Page(QWidget):
    """Base of all pages: a title, a subtitle, room for buttons at the right, and a body.

    ``__init__`` calls ``_build``, ``_connect`` and ``_load`` in this order; a page overrides
    what it needs. Put widgets into ``body`` and buttons into ``buttons``. ``open`` is called by
    ``navigate`` with its arguments, ``arrive`` by it without any, ``refresh`` by Ctrl+R and when
    something was written.
    """

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._build_head()
        self._build()
        self._connect()
        self._load()

    def open(self, **arguments: Any) -> None:
        """Show what was asked for."""

    def arrive(self) -> None:
        """Take the focus: somebody came here by the rail or a key, and begins to type."""

    def refresh(self) -> None:
        """Ask again for everything that is shown."""

    def export_table(self, table: LineTable) -> None:
        """Ask for a file and write a table to it; a page whose list SQL holds does it there."""
        export_shown(self.context.desk, self.context.jobs, table, self.title.text())

    def set_title(self, title: str, subtitle: str = "") -> None:
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setHidden(not subtitle)

    def _build(self) -> None:
        """Make the widgets."""

    def _connect(self) -> None:
        """Connect their signals."""

    def _load(self) -> None:
        """Ask for the first data."""

    def _build_head(self) -> None:
        self.setProperty("role", "canvas")
        self.title, self.subtitle = label("", "title"), label("", "subtitle")
        self.subtitle.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(SPACE_12)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addLayout(self.buttons)
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACE_12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_20, SPACE_16, SPACE_20, SPACE_20)
        layout.setSpacing(SPACE_8)
        layout.addLayout(head)
        layout.addLayout(self.body, 1)


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A door in the rail: ``factory`` is called when it is first opened.

    ``badge`` runs on the database worker after every change. A page without its own door
    (``in_rail=False``) belongs to the page ``under``, which stays marked in the rail.
    """

    key: str
    title: str
    factory: Callable[[PageContext], Page]
    badge: Callable[[Desk], Badge | None] | None = None
    in_rail: bool = True
    under: str = ""
