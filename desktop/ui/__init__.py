"""The window: the only room that speaks PySide6."""
