"""Names of people, lists of guarantors, and the words for how bad a loan is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.ledgers.text import Cell, read_text, read_texts

_SEPARATORS = re.compile(r"[、,;/|&+.。\-\s]+")
_AND = re.compile("[和及与]")
_NOTES = re.compile(r"\([^()]*\)|等(?:\d+[人户])?$")
_PADDED = re.compile(r"(?<!\w)(\w)\s+(\w)(?!\w)")
_NOBODY = frozenset(
    [
        "",
        *"无 没有 暂无 不详 信用 信用贷款 无担保 无担保人 无保证人 抵押 质押".split(),
        *"- -- — —— / \\ 0 NULL null".split(),
    ]
)
_CLASSES = ("正常", "关注", "次级", "可疑", "损失", "逾期", "呆滞", "呆账")
_CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


def read_name(cell: Cell) -> str:
    """Return a name without the spaces that clerks put between two characters (张 三)."""
    text = read_text(cell)
    if _CHINESE.search(text):
        return "".join(text.split())
    return " ".join(text.split())


def read_names(cells: Sequence[Cell]) -> list[str]:
    """Return :func:`read_name` of each cell."""
    texts = read_texts(cells)
    return texts if len("".join(texts).split()) <= 1 else list(map(read_name, texts))


def read_guarantors(cell: Cell) -> tuple[str, ...]:
    """Return the guarantors named in one cell, each once, in their order; () for none."""
    text = read_text(cell)
    if text in _NOBODY:
        return ()
    if len(text) < 5 and text.isalpha() and text[-1] != "等":  # one name, as most cells have
        return (text,)
    text = _PADDED.sub(r"\1\2", _NOTES.sub("", text))
    parts = [part for part in _split(text) if part not in _NOBODY]
    return tuple(dict.fromkeys(parts))


def _split(text: str) -> list[str]:
    parts = _SEPARATORS.split(text.strip())
    if len(parts) > 1 and all(len(part) == 1 for part in parts) and "、" not in text:
        return ["".join(parts)]
    return [name for part in parts for name in _divided(part)]


def _divided(part: str) -> list[str]:
    """Divide 张三和李四, but not 李和平: names are of two or three characters."""
    names = _AND.split(part)
    return names if all(2 <= len(name) <= 3 for name in names) else [part]


def read_class(cell: Cell) -> str:
    """Return one of the five classes, a legacy label (逾期, 呆滞, 呆账), or the text as it is."""
    text = "".join(read_text(cell).split()).replace("帐", "账")
    return next((word for word in _CLASSES if word in text), text)
