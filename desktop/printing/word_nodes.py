"""What a Word template is taken apart into: fixed XML, and the places where facts go.

The XML carries its places as processing instructions while it is a tree (``mark``); written out as
text it is cut at them, once, into nodes that are then joined for every document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

_MARK = "qs-"
_CUT = re.compile(r"<\?qs-([a-z]+) ?([^?]*)\?>|(?<=<wp:docPr id=\")(\d+)(?=\")")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field's text goes: ``debtor``, ``loans.loan_no``, ``barcode``."""

    name: str


@dataclass(frozen=True, slots=True)
class Clause:
    """What is left out when all these optional fields are empty; ``otherwise`` stands there then.

    With ``table`` it is left out only where that table has no rows either.
    """

    names: frozenset[str]
    nodes: Nodes
    otherwise: Nodes = ()
    table: str = ""


@dataclass(frozen=True, slots=True)
class Repeated:
    """A table row that stands once for each row of a table of facts."""

    table: str
    nodes: Nodes


@dataclass(frozen=True, slots=True)
class Fitted:
    """A paragraph of a row of exact height: set smaller where it is wider than ``room`` points."""

    size: float
    room: float
    nodes: Nodes


@dataclass(frozen=True, slots=True)
class Break:
    """Where a document's last section goes when another document follows.

    With ``has_paragraph`` it needs a paragraph of its own.
    """

    has_paragraph: bool


@dataclass(frozen=True, slots=True)
class SectionPlace:
    """A section that ends within the document, by its number."""

    number: int


@dataclass(frozen=True, slots=True)
class DrawingId:
    """A number that no two drawings of a file may share."""


Node = str | Place | Clause | Repeated | Fitted | Break | SectionPlace | DrawingId
Nodes = tuple[Node, ...]


def mark(kind: str, content: str = "") -> Any:
    """Return a processing instruction to put into the tree."""
    return etree.ProcessingInstruction(_MARK + kind, content or None)


def enclose(element: Any, kind: str, content: str = "") -> None:
    """Put marks around an element."""
    element.addprevious(mark(kind, content))
    end = mark("end")
    end.tail, element.tail = element.tail, None
    element.addnext(end)


def is_mark(node: Any, kind: str) -> bool:
    """Tell whether a node of the tree is such a mark."""
    return isinstance(node, etree._ProcessingInstruction) and node.target == _MARK + kind


def cut(xml: str) -> Nodes:
    """Return marked XML as nodes; ``else`` parts a clause from what stands there otherwise."""
    return _Cutter(xml).nodes()


class _Cutter:
    """Goes once over the text of a part; enclosed stretches are nested."""

    def __init__(self, xml: str) -> None:
        self._xml = xml
        self._cuts: Iterator[re.Match[str]] = _CUT.finditer(xml)
        self._at = 0

    def nodes(self) -> Nodes:
        """Return nodes up to the end of the stretch."""
        return self._stretch()[0]

    def _stretch(self) -> tuple[Nodes, str]:
        nodes: list[Node] = []
        for found in self._cuts:
            text, self._at = self._xml[self._at : found.start()], found.end()
            if text:
                nodes.append(text)
            kind, content = found[1], found[2]
            if kind in ("end", "else"):
                return tuple(nodes), kind
            nodes.append(self._node(kind, content))
        rest, self._at = self._xml[self._at :], len(self._xml)
        return (*nodes, rest), "end"

    def _node(self, kind: str | None, content: str) -> Node:
        match kind:
            case None:
                return DrawingId()
            case "place":
                return Place(content)
            case "break":
                return Break(content == "paragraph")
            case "section":
                return SectionPlace(int(content))
            case "rows":
                return Repeated(content, self._stretch()[0])
            case "fitted":
                size, room = map(float, content.split())
                return Fitted(size, room, self._stretch()[0])
            case _:
                return self._clause(content)

    def _clause(self, content: str) -> Clause:
        table, _, names = content.partition(" ")
        nodes, ended = self._stretch()
        otherwise = self._stretch()[0] if ended == "else" else ()
        return Clause(frozenset(names.split()), nodes, otherwise, table.strip("-"))
