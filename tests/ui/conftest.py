"""The window's tests: no unexpected word of Qt, no settings of this machine, one look."""

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from desktop.ui.app import application_object
from desktop.ui.theme import apply_theme, load_fonts

EXPECTED_WARNINGS = (
    "This plugin does not support",
    "Detected locale",  # of who runs the tests: Qt goes on in UTF-8
)
PATIENCE = 120_000
"""Milliseconds: on a machine that does much else besides, what comes at once comes late."""


class PatientBot(QtBot):
    """Waits for what comes for as long as it takes."""

    def waitUntil(self, callback, *, timeout=PATIENCE):
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal, *, timeout=PATIENCE, **how):
        return super().waitSignal(signal, timeout=timeout, **how)

    def waitActive(self, widget, *, timeout=PATIENCE):
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(self, widget, *, timeout=PATIENCE):
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture(scope="session")
def fonts():
    """The font files that travel with the program."""
    folder = Path(__file__).parents[2] / "desktop" / "printing" / "fonts"
    return sorted(folder.glob("*.ttf"))


@pytest.fixture(scope="session")
def qapp(fonts):
    """The application in our theme, as a person sees it."""
    application = application_object()
    load_fonts(fonts)
    apply_theme(application, dark=False)
    gc.collect()
    gc.freeze()  # what is loaded stays: each test's collection looks at its own things only
    return application


@pytest.fixture
def qtbot(qapp, request):
    return PatientBot(request)


@pytest.fixture(autouse=True)
def _own_settings(tmp_path):
    """Remember widths and languages in the test's own folder."""
    scope = QSettings.Scope.UserScope
    QSettings.setPath(QSettings.Format.IniFormat, scope, str(tmp_path / "settings"))


@pytest.fixture(autouse=True, scope="module")
def _what_lasts_is_passed_over():
    """Bury what the module before left; each test's collection looks at what came since."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _nothing_lingers():
    """Bury a test's widgets at its end, not in the middle of the next one's events."""
    gc.disable()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.enable()
    gc.collect()


@pytest.fixture(autouse=True)
def _no_dialog_waits(monkeypatch):
    """Fail a test that opens a dialog nobody would answer, instead of waiting for ever."""

    def refuse(dialog, *words, **options):
        raise AssertionError(f"a dialog was opened: {dialog} {words}")

    monkeypatch.setattr(QDialog, "exec", refuse)
    monkeypatch.setattr(QMessageBox, "exec", refuse)
    for name in ("information", "question", "warning", "critical"):
        monkeypatch.setattr(QMessageBox, name, refuse)


@pytest.fixture(autouse=True)
def _qt_says_nothing(qtlog):
    """Fail a test on any message of Qt that is not expected."""
    yield
    unexpected = [
        record.message
        for record in qtlog.records
        if record.type_name != "QtDebugMsg" and not record.message.startswith(EXPECTED_WARNINGS)
    ]
    assert unexpected == []
