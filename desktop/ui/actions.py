"""What can be done from everywhere: keys, and the menu behind the operator's name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget


@dataclass(frozen=True, slots=True)
class WindowCommands:
    """What the frame can be asked to do."""

    search: Callable[[], None]
    back: Callable[[], None]
    refresh: Callable[[], None]
    larger: Callable[[], None]
    smaller: Callable[[], None]
    toggle_dark: Callable[[], None]
    switch_language: Callable[[], None]
    branch: Callable[[], None]
    users: Callable[[], None]
    lock: Callable[[], None]
    change_over: Callable[[], None]
    backups: Callable[[], None]
    back_up: Callable[[], None]
    check: Callable[[], None]
    quit: Callable[[], None]


def build_menu(window: QWidget, commands: WindowCommands) -> QMenu:
    """Return the menu; its keys work in the whole window."""
    translate = QCoreApplication.translate
    menu = QMenu(window)
    entries: list[tuple[str, tuple[str, ...], Callable[[], None]] | None] = [
        (translate("Menu", "Search"), ("Ctrl+K", "F3"), commands.search),
        (translate("Menu", "Back"), ("Alt+Left",), commands.back),
        (translate("Menu", "Refresh"), ("Ctrl+R",), commands.refresh),
        None,
        (translate("Menu", "Larger text"), ("Ctrl++", "Ctrl+="), commands.larger),
        (translate("Menu", "Smaller text"), ("Ctrl+-",), commands.smaller),
        (translate("Menu", "Light / dark"), ("Ctrl+Shift+D",), commands.toggle_dark),
        (translate("Menu", "中文 / English"), ("Ctrl+Shift+L",), commands.switch_language),
        None,
        (translate("Menu", "Lock"), ("Ctrl+L",), commands.lock),
        (translate("Menu", "Change over to another user"), (), commands.change_over),
        (translate("Menu", "Users"), (), commands.users),
        None,
        (translate("Menu", "Branch details"), (), commands.branch),
        (translate("Menu", "Back up now"), (), commands.back_up),
        (translate("Menu", "Backups and restoring"), ("Ctrl+Shift+B",), commands.backups),
        (translate("Menu", "Check the database"), (), commands.check),
        (translate("Menu", "Quit"), ("Ctrl+Q",), commands.quit),
    ]
    for entry in entries:
        if entry is None:
            menu.addSeparator()
        else:
            _add(window, menu, *entry)
    return menu


def _add(
    window: QWidget, menu: QMenu, text: str, keys: tuple[str, ...], command: Callable[[], None]
) -> None:
    action = QAction(text, menu)
    action.setShortcuts([QKeySequence(key) for key in keys])
    action.triggered.connect(lambda _=False: command())
    menu.addAction(action)
    window.addAction(action)  # a key of a closed menu is heard only by a widget's own action
