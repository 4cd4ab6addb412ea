"""Owns what lives as long as the process: fonts, theme, language, jobs, and the window of now."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QRect, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.domain.errors import CodedError
from desktop.services.ports import Desk
from desktop.services.restoring import RestoreOrder
from desktop.ui.collector import WindowCollector
from desktop.ui.crash import CrashDialog, report_folder, save_report
from desktop.ui.drafts import DraftKeeper
from desktop.ui.errors import explain
from desktop.ui.idle import IdleWatch, LockKey, SessionWatch
from desktop.ui.jobs import Jobs
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.registry import page_specs
from desktop.ui.settings import window_settings
from desktop.ui.theme import (
    LARGEST_POINTS,
    SMALLEST_POINTS,
    TEXT_POINTS,
    apply_theme,
    load_fonts,
)
from desktop.ui.translations import translation_file


def application_object() -> QApplication:
    """Return the process's QApplication, made now unless there is one."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    made = QApplication(sys.argv[:1])
    made.setApplicationName("qingshou")
    return made


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody was in the window: the page, what it was opened with, where it stood.

    ``unfinished`` is the title of the form he was typing into, or "".
    """

    user_id: str
    key: str
    arguments: Mapping[str, Any]
    geometry: QRect
    unfinished: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Why the window went though the program goes on.

    ``errand`` needs the database closed; ``place`` is where whoever locked was.
    """

    errand: RestoreOrder | None = None
    place: Place | None = None


class Shell(QObject):
    """The application around the window; makes a new window when the language changes.

    ``window`` is None while there is no database to work on. ``leaving`` is why somebody signs in
    again after the window of now. ``locks`` says whether leaving it alone locks it.
    """

    def __init__(
        self, application: QApplication, fonts: Sequence[Path], language: str = ""
    ) -> None:
        super().__init__()
        self._application = application
        self._desk: Desk | None = None
        self.window: MainWindow | None = None
        self.leaving: Leaving | None = None
        self.locks = False
        self._fonts = fonts
        self._settings = window_settings()
        self._language = language or str(self._settings.value("language", "zh"))
        self._translators: list[QTranslator] = []
        self._collector = WindowCollector(self)
        self.jobs = Jobs(self)
        self.jobs.refused.connect(self._refuse)
        self.jobs.crashed.connect(self._crash)
        self._idle = IdleWatch(application, self)
        self._idle.idle.connect(self.lock)
        self._lock_key = LockKey(application, self)
        self._lock_key.pressed.connect(self.lock)
        self._session = SessionWatch(application, self.lock)
        self._hook = sys.excepthook
        sys.excepthook = self._uncaught
        load_fonts(fonts)
        self._dress()
        self._speak()

    @property
    def language(self) -> str:
        return self._language

    def work_on(self, desk: Desk, before: Leaving | None = None) -> MainWindow:
        """Show the window on a database and check it in the background.

        Who locked the window ``before`` this one is taken to where he was.
        """
        self._desk = desk
        self.window = self._make_window(desk)
        place = before.place if before else None
        if place is not None and place.user_id == desk.operator.user_id:
            self.window.navigate(place.key, **place.arguments)
            self.window.setGeometry(place.geometry)
            if place.unfinished:
                self.window.remind(place.unfinished)
        self.window.show()
        self.window.check_database()
        self._session.watch(self.window)
        self._idle.start()
        return self.window

    def lock(self) -> None:
        """Hide everything at once; the database is closed and its key dropped when no work runs
        that must end. Whoever comes back signs in.
        """
        window, desk = self.window, self._desk
        if window is None or desk is None or not self.locks or self.leaving is not None:
            return
        place = Place(
            desk.operator.user_id,
            window.current_key,
            window.current_arguments,
            window.geometry(),
            _form_in_hand(window),
        )
        self._leave(Leaving(place=place))

    def put_away(self) -> None:
        """Take the window off its database: nothing that it asked for runs or arrives any more."""
        self._idle.stop()
        self.jobs.empty()
        self._desk = None
        if self.window is not None:
            self.window.hide()
            self.window.deleteLater()
            self.window = None

    def take_leaving(self) -> Leaving | None:
        """Return why somebody signs in again, once; None where the program ends."""
        leaving, self.leaving = self.leaving, None
        return leaving

    def close(self) -> None:
        """Wait for the workers and leave the process as it was found."""
        self.jobs.close()
        self._collector.close()
        sys.excepthook = self._hook
        for each in self._translators:
            self._application.removeTranslator(each)
        if self.window is not None:
            self.window.deleteLater()

    def _make_window(self, desk: Desk) -> MainWindow:
        window = MainWindow(desk, self.jobs, page_specs(desk), self._fonts, self._language)
        window.zoom_requested.connect(self._zoom)
        window.dark_requested.connect(self._toggle_dark)
        window.language_requested.connect(lambda: self.jobs.when_free(self._switch_language))
        window.bus.desk_replaced.connect(
            lambda desk, arguments: self.jobs.when_free(
                partial(self._replace_desk, desk, arguments)
            ),
            Qt.ConnectionType.QueuedConnection,
        )
        window.lock_requested.connect(self.lock)
        window.bus.leave_wanted.connect(
            lambda errand: self._leave(Leaving(errand=errand)), Qt.ConnectionType.QueuedConnection
        )
        return window

    def _leave(self, leaving: Leaving) -> None:
        """Let nobody see or touch anything from now on, and end the window when that is safe."""
        if self.window is None or self.leaving is not None:
            return
        self.leaving = leaving
        self.window.bus.leaving.emit()
        for each in self._application.topLevelWidgets():
            if each.isVisible():
                each.hide()
        self.jobs.when_free(lambda: self._application.exit(0))

    def _speak(self) -> None:
        """Load our words and Qt's own for the language."""
        for each in self._translators:
            self._application.removeTranslator(each)
        self._translators = []
        locale = QLocale("zh_CN" if self._language == "zh" else "en")
        QLocale.setDefault(locale)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for file in (f"{folder}/qtbase_{locale.name()}.qm", str(translation_file(self._language))):
            translator = QTranslator(self)
            if translator.load(file):
                self._application.installTranslator(translator)
                self._translators.append(translator)

    def _dress(self) -> None:
        dark = self._settings.value("dark", "false") in (True, "true")
        points = float(str(self._settings.value("points", TEXT_POINTS)))
        apply_theme(self._application, dark=dark, points=points)

    def _zoom(self, step: int) -> None:
        points = float(str(self._settings.value("points", TEXT_POINTS))) + step
        self._settings.setValue("points", min(max(points, SMALLEST_POINTS), LARGEST_POINTS))
        self._dress()

    def _toggle_dark(self) -> None:
        dark = self._settings.value("dark", "false") in (True, "true")
        self._settings.setValue("dark", not dark)
        self._dress()

    def _switch_language(self) -> None:
        old = self.window
        if old is None or self._desk is None:
            return
        self._language = "en" if self._language == "zh" else "zh"
        self._settings.setValue("language", self._language)
        self._speak()
        self._remake(old, self._desk, **old.current_arguments)

    def _replace_desk(self, desk: Desk, arguments: Mapping[str, Any]) -> None:
        """Go on with another desk on the same database, where one was."""
        self._desk = desk
        if self.window is not None:
            self._remake(self.window, desk, **arguments)

    def _remake(self, old: MainWindow, desk: Desk, **arguments: Any) -> None:
        """Put a new window in the old one's place, on the same page."""
        self.jobs.abandon_all()
        self.window = self._make_window(desk)
        self.window.navigate(old.current_key, **arguments)
        self.window.setGeometry(old.geometry())
        self.window.show()
        self.window.check_database()
        old.close()
        old.deleteLater()

    def _refuse(self, error: CodedError) -> None:
        title, text = explain(error, self._language)
        QMessageBox.warning(self.window, title, text)

    def _crash(self, error: BaseException) -> None:
        path = save_report(error, report_folder(), datetime.now())
        CrashDialog(path, self.window).exec()

    def _uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Treat what escaped from a slot as a job's error is treated."""
        if isinstance(error, CodedError):
            self._refuse(error)
        elif issubclass(kind, KeyboardInterrupt):
            self._application.quit()
        else:
            self._crash(error)


def _form_in_hand(window: MainWindow) -> str:
    """Return the title of the dialog whose typing is kept as a draft, "" where none is open."""
    forms = [each.form.window() for each in window.findChildren(DraftKeeper) if each.is_typed]
    return next((form.windowTitle() for form in forms if form is not window), "")
