"""Places in a DOCX's tree: finding the fields that paragraphs name, and marking what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from desktop.printing.word_nodes import enclose, is_mark, mark
from desktop.printing.word_package import WORD
from desktop.printing.word_pieces import TWIPS

W = f"{{{WORD}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SECTION_ORDER = "footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType".split()
_WIDE = "tab br cr drawing pict object sym noBreakHyphen".split()


def remove(element: Any) -> None:
    """Take an element out; what follows it stays."""
    if element.tail and (before := element.getprevious()) is not None:
        before.tail = (before.tail or "") + element.tail
    element.getparent().remove(element)


def letters_of(node: Any) -> str:
    """Return a node's text; what parts texts counts as one letter."""
    return (node.text or "") if node.tag == W + "t" else "\n"


def own(paragraph: Any) -> Iterator[Any]:
    """Yield a paragraph's texts, and what parts them, without those of text boxes in it."""
    for node in paragraph.iter(W + "t", *(W + name for name in _WIDE)):
        if next(node.iterancestors(W + "p")) is paragraph:
            yield node


def refill(node: Any, letters: str, start: int, found: list[re.Match[str]]) -> None:
    """Put marks for fields that begin in this text; what belongs to a field goes."""
    end = start + len(letters)
    at, last = start, None
    node.text = ""
    for each in found:
        if each.end() <= start or each.start() >= end:
            continue
        _append(node, last, letters[at - start : max(each.start() - start, 0)])
        if each.start() >= start:
            last = mark("place", each[1])
            node.append(last)
        at = each.end()
    _append(node, last, letters[max(at, start) - start :])
    node.set(_SPACE, "preserve")


def _append(node: Any, last: Any, text: str) -> None:
    if last is None:
        node.text += text
    else:
        last.tail = (last.tail or "") + text


def marks(element: Any, kind: str) -> Iterator[Any]:
    """Return the marks of a kind anywhere in an element."""
    return (each for each in element.iter(etree.ProcessingInstruction) if is_mark(each, kind))


def names_in(element: Any, tag: str) -> Iterator[str]:
    """Yield the fields named in a row or paragraph, without those of rows or paragraphs in it."""
    for each in marks(element, "place"):
        if next(each.iterancestors(W + tag)) is element:
            yield each.text


def is_repeated(row: Any) -> bool:
    """Tell whether a row names fields of a table."""
    return any("." in name for name in names_in(row, "tr"))


def enclose_paragraph(paragraph: Any, names: frozenset[str], conditional: set[Any]) -> None:
    """Mark a clause; a cell, head or text box keeps one paragraph, be it an empty one."""
    parent = paragraph.getparent()
    enclose(paragraph, "clause", "- " + " ".join(sorted(names)))
    if parent.tag in (W + "body", W + "sdtContent"):
        return
    siblings = parent.findall(W + "p")
    if siblings[-1] is paragraph and conditional.issuperset(siblings):
        paragraph.getnext().addprevious(mark("else"))
        empty = etree.Element(W + "p")
        properties = paragraph.find(W + "pPr")
        if properties is not None:
            empty.append(etree.fromstring(etree.tostring(properties, with_tail=False)))
        paragraph.getnext().addnext(empty)


def fit(paragraph: Any) -> None:
    """Mark a paragraph of facts in a row of exact height, where size and width are known."""
    cell = paragraph.getparent()
    row = cell.getparent() if cell.tag == W + "tc" else None
    if row is None or row.tag != W + "tr" or not list(names_in(paragraph, "p")):
        return
    height = row.find(f"{W}trPr/{W}trHeight")
    width = cell.find(f"{W}tcPr/{W}tcW")
    sizes = [each.get(W + "val", "") for each in paragraph.iter(W + "sz")]
    is_exact = height is not None and height.get(W + "hRule") == "exact"
    room = width.get(W + "w", "") if width is not None else ""
    if is_exact and room.isdecimal() and sizes and all(map(str.isdecimal, sizes)):
        enclose(paragraph, "fitted", f"{max(map(int, sizes)) / 2} {int(room) / TWIPS}")


def begin_pages(section: Any) -> None:
    """Let a document begin a page of its own, with number 1."""
    for each in section.findall(W + "type"):
        section.remove(each)
    numbers = section.find(W + "pgNumType")
    if numbers is None:
        before = [each for name in _SECTION_ORDER for each in section.findall(W + name)]
        references = [each for each in section if each.tag.endswith("Reference")]
        numbers = etree.Element(W + "pgNumType")
        section.insert(len(references) + len(before), numbers)
    numbers.set(W + "start", "1")


def end(body: Any, conditional: set[Any]) -> None:
    """Mark where the document's last section goes: into its last paragraph, or one of its own."""
    for last in body[-1:]:
        if last.tag == W + "p" and last not in conditional and not list(marks(last, "section")):
            properties = last.find(W + "pPr")
            if properties is None:
                properties = etree.Element(W + "pPr")
                last.insert(0, properties)
            properties.append(mark("break"))
            return
    body.append(mark("break", "paragraph"))


def number_drawings(root: Any) -> None:
    """Let every drawing's id be the first attribute, where it is found and made unique."""
    for each in root.iter("{*}docPr"):
        attributes = dict(each.attrib)
        each.attrib.clear()
        each.set("id", "0")
        each.attrib.update({name: text for name, text in attributes.items() if name != "id"})
