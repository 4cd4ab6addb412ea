"""What the window remembers on this machine: widths, language, text size. No data of debtors."""

from __future__ import annotations

from PySide6.QtCore import QSettings


def window_settings() -> QSettings:
    """Return the window's settings, an .ini file in the user's configuration folder."""
    return QSettings(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, "qingshou", "qingshou-window"
    )
