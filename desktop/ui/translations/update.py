"""Gathers the source strings of the window into ``zh_CN.ts`` and ``en.ts`` and compiles them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
_ROOM = FOLDER.parent


FILES = ("zh_CN", "en")


def gather(target: Path) -> None:
    """Bring ``target`` (.ts) up to the source; new strings stand there as unfinished.

    ``en.ts`` gathers only the strings with a number, for their singular and plural.
    """
    sources = sorted(str(path.relative_to(_ROOM)) for path in _ROOM.rglob("*.py"))
    options = ["-no-obsolete", "-locations", "none", "-source-language", "en"]
    options += ["-disable-heuristic", "sametext", "-disable-heuristic", "similartext"]
    if target.stem == "en":
        options += ["-pluralonly", "-target-language", "en"]
    subprocess.run(
        [_tool("pyside6-lupdate"), *options, *sources, "-ts", str(target)],
        cwd=_ROOM,
        check=True,
        capture_output=True,
    )


def compile_words(source: Path, target: Path) -> None:
    """Compile ``source`` (.ts) to ``target`` (.qm)."""
    command = [_tool("pyside6-lrelease"), "-silent", str(source), "-qm", str(target)]
    subprocess.run(command, check=True, capture_output=True)


def _tool(name: str) -> str:
    """Return a tool of PySide6, from beside this Python first."""
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if not found:
        raise SystemExit(f"{name} is missing: it comes with PySide6-Essentials")
    return found


if __name__ == "__main__":
    for name in FILES:
        gather(FOLDER / f"{name}.ts")
        compile_words(FOLDER / f"{name}.ts", FOLDER / f"{name}.qm")
