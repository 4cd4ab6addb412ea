"""The window's words: ``zh_CN.ts`` is edited, ``zh_CN.qm`` is made from it.

``en.ts`` holds only what English says otherwise for one and for many.

``python -m desktop.ui.translations.update`` gathers new source strings and compiles.
"""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent


def translation_file(language: str) -> Path:
    """Return the compiled words of a language; English, being the source, has plurals only."""
    return _FOLDER / ("zh_CN.qm" if language == "zh" else f"{language}.qm")
