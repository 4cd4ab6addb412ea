"""Labels and buttons in the roles of the style sheet, so that pages stay short."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QPushButton, QWidget


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label; roles: title, subtitle, muted, small, strong, danger, figure."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def button(text: str, role: str = "", key: str = "", parent: QWidget | None = None) -> QPushButton:
    """Return a button; roles: primary (one a page), link. ``key`` is its shortcut, shown on it."""
    made = QPushButton(f"{text}  {key}" if key else text, parent)
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    if key:
        made.setShortcut(QKeySequence(key))
    return made


def say_on(made: QPushButton, text: str, key: str = "") -> None:
    """Put other words on a button in use; Qt would drop its shortcut."""
    made.setText(f"{text}  {key}" if key else text)
    made.setShortcut(QKeySequence(key))


def refresh_style(widget: QWidget, **properties: object) -> None:
    """Set properties the style sheet looks at (``role``, ``invalid``) on a widget in use."""
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
