"""What package files are called on a stick: ``B0417A_U0012_20240531.qsp``.

B, the branch's code and its PC's letter; U for up to head office or D for down from it, with the
number; the day it was made. A return for all PCs of a branch has no letter. Next to a package lies
the folder of its parts, ``B0417A_U0012_20240531.parts``, a file for each, named by its SHA-256.

A stick is FAT32 as a rule: what it refuses in a name is written ``~2f~``, and so are small letters,
since it takes large and small ones for the same. A name is for people and for the order of lists;
what a package is stands inside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

PACKAGE = ".qsp"
PART = ".qsa"
PARTS_FOLDER = ".parts"
KEY_FILE = ".qsk"
"""How head office's enrolment file ends, and a branch's request to be registered."""
FOLDER = "清收通"
"""The folder on a stick where packages lie."""

_PLAIN = re.compile(r"[0-9A-Z\u4e00-\u9fff-]")
_ESCAPED = re.compile(r"~([0-9a-f]+)~")
_COPIED = re.compile(r"( \(\d+\)| - 副本| - Copy)*$")
"""What Windows, or this program, adds when a name is taken."""

_NAME = re.compile(
    r"B(?P<code>[0-9A-Z\u4e00-\u9fff~a-f-]*?)(?P<letter>[A-Z]?)"
    r"_(?P<direction>[UD])(?P<number>[0-9]{4,9})_(?P<day>[0-9]{8})"
)


def short_hash(digest: str) -> str:
    """Return what people compare of a package's hash: its first eight characters, 校验码."""
    return digest[:8]


class Direction(StrEnum):
    """Which way a package goes: a branch's events up, head office's return down."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class PackageName:
    """What the name of a package's file says; ``letter`` is one of A to Z, or "" for no one PC."""

    branch: str
    letter: str
    direction: Direction
    number: int
    day: date

    @property
    def stem(self) -> str:
        """Return the name without its ending."""
        code = "".join(each if _PLAIN.fullmatch(each) else _escape(each) for each in self.branch)
        if not self.letter and code[-1:].isascii() and code[-1:].isalpha():
            code = code[:-1] + _escape(code[-1])  # it would be read as a PC's letter
        way = "U" if self.direction is Direction.UP else "D"
        day = self.day.isoformat().replace("-", "")  # strftime writes early years without zeros
        return f"B{code}{self.letter}_{way}{self.number:04d}_{day}"

    @property
    def file(self) -> str:
        """Return the name of the package's file."""
        return self.stem + PACKAGE

    @property
    def parts_folder(self) -> str:
        """Return the name of the folder beside it that holds its parts."""
        return self.stem + PARTS_FOLDER


def part_file(sha256: str) -> str:
    """Return the name of the file of a part with that content."""
    return sha256 + PART


def parse_name(file: str) -> PackageName | None:
    """Return what the name of a package's file or of its parts' folder says, None for others.

    A mark of a copy, as in ``NAME (2).qsp``, is looked past.
    """
    stem, dot, ending = file.rpartition(".")
    match = _NAME.fullmatch(_COPIED.sub("", stem))
    if match is None or dot + ending not in (PACKAGE, PARTS_FOLDER):
        return None
    try:
        name = PackageName(
            _ESCAPED.sub(lambda each: chr(int(each[1], 16)), match["code"]),
            match["letter"],
            Direction.UP if match["direction"] == "U" else Direction.DOWN,
            int(match["number"]),
            date.fromisoformat(match["day"]),
        )
    except (ValueError, OverflowError):
        return None
    return name if name.stem == match[0] else None


def package_no(file: str, number: int) -> str:
    """Return a package's number as people say it, with the letter of its PC: U-0004.

    Each PC of a branch counts its own. The letter is that in the file's name; one that was renamed
    has none.
    """
    name = parse_name(file)
    return f"{name.letter}-{number:04d}" if name is not None and name.letter else f"{number:04d}"


def _escape(character: str) -> str:
    return f"~{ord(character):x}~"
