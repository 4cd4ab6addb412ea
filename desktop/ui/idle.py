"""Nobody at the desk: no key and no mouse for minutes, or the session of Windows was locked."""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import (
    QAbstractNativeEventFilter,
    QByteArray,
    QEvent,
    QKeyCombination,
    QObject,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

IDLE_MINUTES = 5
"""After this the window locks (security design; GB/T 22239-2019, 会话超时)."""

_MINUTE_MS = 60_000
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)
_LOCK = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_L)
_WM_WTSSESSION_CHANGE, _WTS_SESSION_LOCK = 0x02B1, 0x7
_WINDOWS_MESSAGES = b"windows_generic_MSG"


class IdleWatch(QObject):
    """``idle`` when nobody has touched anything for some minutes."""

    idle = Signal()

    def __init__(self, application: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, interval=IDLE_MINUTES * _MINUTE_MS)
        self._timer.timeout.connect(self.idle)
        application.installEventFilter(self)

    def start(self) -> None:
        """Begin to wait, from now."""
        self._timer.start()

    def stop(self) -> None:
        """Wait no more: nothing is open."""
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE and self._timer.isActive():
            self._timer.start()
        return False


class LockKey(QObject):
    """``pressed`` at Ctrl+L, though a dialog keeps the keys of the window from it."""

    pressed = Signal()

    def __init__(self, application: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_press = event.type() is QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.keyCombination() == _LOCK:
            self.pressed.emit()
        return False


class SessionWatch(QAbstractNativeEventFilter):
    """Calls ``locked`` when Windows locks its session; on other systems nothing tells.

    Keep it as long as it is to watch.
    """

    def __init__(self, application: QApplication, locked: Any) -> None:
        super().__init__()
        self._locked = locked
        application.installNativeEventFilter(self)

    def watch(self, window: QWidget) -> None:
        """Let Windows tell this window."""
        if sys.platform == "win32":
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(int(window.winId()), 0)

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        if kind == _WINDOWS_MESSAGES:
            told = wintypes.MSG.from_address(int(message))
            if told.message == _WM_WTSSESSION_CHANGE and told.wParam == _WTS_SESSION_LOCK:
                self._locked()
        return False, 0
