"""Where head office's DOCX says something else than the wording that PDFs are printed by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.printing.blocks import Pattern, Template, patterns_of
from desktop.printing.word_marks import W
from desktop.printing.word_safety import open_package, parse

_LEAST = 6
"""Shorter pieces of text (字第, 号, 元) say nothing, and stand anywhere."""

_PART = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_BLANK = re.compile(r"[\s_]+")


def words_left_out(template: Template, data: bytes) -> tuple[str, ...]:
    """Return the fixed words of a template that a sound DOCX does not say, in their order.

    Bold face, blanks and lines to write on do not count: they are layout.
    """
    said = _letters(data)
    wanted = dict.fromkeys(piece for each in _patterns(template) for piece in _fixed(each))
    return tuple(piece for piece in wanted if _BLANK.sub("", piece) not in said)


def _letters(data: bytes) -> str:
    members = open_package(data)
    parts = (parse(members[name], name) for name in members if _PART.fullmatch(name))
    texts = (node.text or "" for root in parts for node in root.iter(W + "t"))
    return _BLANK.sub("", "".join(texts))


def _patterns(template: Template) -> Iterator[Pattern]:
    for block in template.blocks:
        yield from patterns_of(block)


def _fixed(pattern: Pattern) -> Iterator[str]:
    """Yield the stretches between fields and lines to write on."""
    text = "".join("\0" if each.is_field else each.text for each in pattern.pieces)
    for piece in re.split(r"\0|_\d+_|\n", text):
        if len(_BLANK.sub("", piece)) >= _LEAST:
            yield " ".join(piece.split())
