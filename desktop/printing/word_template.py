"""Any DOCX with named fields, taken apart for filling: ours made of blocks, and head office's own.

A field is ``{debtor}`` in any paragraph of body, heads, feet or text boxes, in however many runs
Word has split it; ``{loans.loan_no}`` in a table's row repeats the row. One rule as everywhere: a
paragraph that names optional fields, all of them empty, is left out, and so is a row of a table
of facts (never the box of a form: it is there to be filled in by hand).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from desktop.domain.documents import Field
from desktop.printing.template_names import (
    Vocabulary,
    field_problems,
    missing_tables,
    table_problems,
)
from desktop.printing.word_nodes import Nodes, cut, enclose, is_mark, mark
from desktop.printing.word_package import (
    CORE,
    DOCUMENT,
    PACKAGE_RELATIONS,
    RELATED,
    RELATIONS,
    TYPES,
    WORD,
)
from desktop.printing.word_pieces import TWIPS
from desktop.printing.word_safety import WordRefused, open_package, parse
from desktop.services.paper_ports import TemplateProblem

FURNITURE: Mapping[str, Field] = {
    each.name: each
    for each in (
        Field("number", "编号行：编号，补打时带补打日期"),
        Field("barcode", "编号的条形码", required=False),
        Field("sample", "样张标记；机构信息未填写时为（样张）", required=False),
    )
}
"""What a Word template names beside the fields of its kind."""

OPTIONAL_FURNITURE = frozenset({"number"})
"""A line of the number goes with it where a paper has none; others stay without their mark."""

_W = f"{{{WORD}}}"
_R = f"{{{RELATED}}}"
_FIELD = re.compile(r"\{\s*([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)\s*\}")
_BODY = re.compile(r"<w:body[^>]*>")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DROPPED = (
    "proofErr bookmarkStart bookmarkEnd lastRenderedPageBreak permStart permEnd "
    "commentRangeStart commentRangeEnd commentReference dataBinding "
    "pPrChange rPrChange sectPrChange tblPrChange trPrChange tcPrChange"
).split()
_SECTION_ORDER = "footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType".split()
_WIDE = "tab br cr drawing pict object sym noBreakHyphen".split()
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


@dataclass(frozen=True, slots=True)
class Reference:
    """A head or foot of a section: ``kind`` header or footer, ``type`` default, first, even."""

    kind: str
    type: str
    part: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section's properties around its references to heads and feet."""

    before: str
    references: tuple[Reference, ...]
    after: str


@dataclass(frozen=True, slots=True)
class HeadOrFoot:
    """A part that stands on every page of a section, and its own relations."""

    nodes: Nodes
    relations: bytes | None


@dataclass(frozen=True)
class WordTemplate:
    """A DOCX ready to be filled. ``members`` are those that all its documents share."""

    members: Mapping[str, bytes]
    before: str
    body: Nodes
    after: str
    sections: tuple[Section, ...]
    parts: Mapping[str, HeadOrFoot]
    names: frozenset[str]


def compile_word(data: bytes, words: Vocabulary) -> WordTemplate:
    """Take a DOCX apart. Raises WordRefused with every problem found.

    Codes beside those of ``open_package``: ``template_brace``, ``template_row`` (a table's field
    outside a row, or rows of two tables in one), and as ``template_names`` tells.
    """
    return _Compiler(open_package(data), words).template()


@dataclass
class _Compiler:
    """Compiles one package; goes on after a problem so that all of them are told at once."""

    members: Mapping[str, bytes]
    words: Vocabulary
    problems: list[TemplateProblem] = field(default_factory=list)
    named: dict[str, None] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)

    def template(self) -> WordTemplate:
        root = self._root(DOCUMENT)
        relations = parse(self.members[RELATIONS], RELATIONS)
        heads = self._heads(relations)
        body = root.find(_W + "body")
        if body is None:
            raise WordRefused(TemplateProblem("template_no_word", "", "w:body"))
        self._sections(body, heads)
        parts = {part: self._part(part) for part in dict.fromkeys(heads.values())}
        self._fields(root, "正文")
        self._check_notes()
        self._check_names()
        if self.problems:
            raise WordRefused(*self.problems)
        text = _text(root)
        start, end = _BODY.search(text), text.rindex("</w:body>")
        at = start.end() if start else 0
        return WordTemplate(
            self._shared(relations, parts),
            text[:at],
            cut(text[at:end]),
            text[end:],
            tuple(self.sections),
            parts,
            frozenset(self.named),
        )

    def _heads(self, relations: Any) -> dict[str, str]:
        """Return the members of heads and feet by relation id."""
        heads: dict[str, str] = {}
        for each in relations.iter(f"{{{PACKAGE_RELATIONS}}}Relationship"):
            if each.get("Type", "").rpartition("/")[2] in ("header", "footer"):
                target = each.get("Target", "")
                name = target.removeprefix("/") if target.startswith("/") else f"word/{target}"
                if name not in self.members or name.count("/") != 1:
                    raise WordRefused(TemplateProblem("template_no_word", "", target[:60]))
                heads[each.get("Id", "")] = name
        return heads

    def _part(self, name: str) -> HeadOrFoot:
        root = self._root(name)
        self._fields(root, "页眉页脚")
        return HeadOrFoot(cut(_text(root)), self.members.get(_relations_of(name)))

    def _root(self, name: str) -> Any:
        """Return a part without what must not stand twice in a file, or would change the text."""
        root = parse(self.members[name], name)
        if root.nsmap.get("w") != WORD:
            raise WordRefused(TemplateProblem("template_no_word", "", name))
        for each in _DROPPED:
            for element in list(root.iter(_W + each)):
                _remove(element)
        return root

    def _shared(self, relations: Any, parts: Mapping[str, HeadOrFoot]) -> dict[str, bytes]:
        """Return the members without what every document has its own of."""
        for each in list(relations):
            if each.get("Type", "").rpartition("/")[2] in ("header", "footer"):
                relations.remove(each)
        types = parse(self.members[TYPES], TYPES)
        for each in list(types):
            if each.get("PartName", "").removeprefix("/") in parts:
                types.remove(each)
        own = {DOCUMENT, CORE, *parts, *(_relations_of(part) for part in parts)}
        shared = {name: data for name, data in self.members.items() if name not in own}
        shared[RELATIONS], shared[TYPES] = _bytes(relations), _bytes(types)
        return shared

    def _sections(self, body: Any, heads: Mapping[str, str]) -> None:
        """Put marks in the places of sections; the last one ends the document."""
        found = list(body.iter(_W + "sectPr"))
        if not found or found[-1].getparent() is not body:
            found.append(etree.SubElement(body, _W + "sectPr"))
        _begin_pages(found[0])
        for number, each in enumerate(found):
            self.sections.append(self._section(each, heads))
            if each is not found[-1]:
                each.addprevious(mark("section", str(number)))
            each.getparent().remove(each)

    def _section(self, section: Any, heads: Mapping[str, str]) -> Section:
        references = []
        for each in list(section):
            if each.tag in (_W + "headerReference", _W + "footerReference"):
                part = heads.get(each.get(_R + "id", ""))
                if part is None:
                    raise WordRefused(TemplateProblem("template_no_word", "", "sectPr"))
                kind = etree.QName(each).localname.removesuffix("Reference")
                references.append(Reference(kind, each.get(_W + "type", "default"), part))
                section.remove(each)
        if len(section) == 0:
            etree.SubElement(section, _W + "pgSz", {_W + "w": "11906", _W + "h": "16838"})
        text = _text(section)
        start = text.index(">") + 1
        return Section(text[:start], tuple(references), text[start:])

    def _fields(self, root: Any, place: str) -> None:
        """Mark everything in a part where facts go."""
        paragraphs = list(root.iter(_W + "p"))
        for each in paragraphs:
            self._places(each, place)
        for each in root.iter():
            text = each.text if isinstance(each.tag, str) and each.tag != _W + "t" else ""
            if text and ("{" in text or "}" in text):
                self._problem("template_brace", place, text[:40])
        for each in list(root.iter(_W + "tr")):
            self._row(each, place)
        for each in paragraphs:
            _fit(each)
        for each in list(root.iter(_W + "tbl")):
            self._table_clause(each)
        conditional = {each: names for each in paragraphs if (names := self._clause(each))}
        for each, names in conditional.items():
            _enclose_paragraph(each, names, set(conditional))
        if root.tag == _W + "document":
            _end(root.find(_W + "body"), set(conditional))
        _number_drawings(root)

    def _places(self, paragraph: Any, place: str) -> None:
        """Put marks where a paragraph names fields, joining what Word has split over runs."""
        pieces = [(node, _letters(node)) for node in _own(paragraph)]
        text = "".join(letters for _, letters in pieces)
        if "{" not in text and "}" not in text:
            return
        found = list(_FIELD.finditer(text))
        for each in found:
            self.named[each[1]] = None
            if "." in each[1] and next(paragraph.iterancestors(_W + "tr"), None) is None:
                self._problem("template_row", place, each[1])
        rest = _FIELD.sub("", text)
        if "{" in rest or "}" in rest:
            self._problem("template_brace", place, " ".join(text.split())[:40])
        start = 0
        for node, letters in pieces:
            if node.tag == _W + "t":
                _refill(node, letters, start, found)
            start += len(letters)

    def _row(self, row: Any, place: str) -> None:
        """Mark a row that is repeated, or left out with its fields."""
        names = list(_names(row, "tr"))
        tables = {name.partition(".")[0] for name in names if "." in name}
        if not tables:
            return
        outer = [each for each in row.iterancestors(_W + "tr") if _tables_in(each)]
        if len(tables) > 1 or outer:
            self._problem("template_row", place, "、".join(sorted(tables)))
        enclose(row, "rows", min(tables))

    def _table_clause(self, table: Any) -> None:
        """Apply the rule to the rows of a table of facts, and to a table with nothing to say."""
        repeated = [each for each in table if is_mark(each, "rows")]
        if not repeated:
            return
        named = set()
        for row in table.findall(_W + "tr"):
            if row.getprevious() in repeated:
                continue
            names = set(_names(row, "tr")) & self._optional
            named |= names
            if names:
                enclose(row, "clause", "- " + " ".join(sorted(names)))
        if named:
            enclose(table, "clause", f"{repeated[0].text} " + " ".join(sorted(named)))

    def _clause(self, paragraph: Any) -> frozenset[str]:
        if next(_marks(paragraph, "section"), None) is not None:
            return frozenset()
        return frozenset(_names(paragraph, "p")) & self._optional

    @property
    def _optional(self) -> frozenset[str]:
        return self.words.optional | OPTIONAL_FURNITURE

    def _check_notes(self) -> None:
        for name in _NOTES:
            if name in self.members:
                root = parse(self.members[name], name)
                text = "".join(each.text or "" for each in root.iter(_W + "t"))
                if "{" in text or "}" in text:
                    self._problem("template_brace", "脚注", text[:40])

    def _check_names(self) -> None:
        plain = {name for name in self.named if "." not in name}
        if "number" not in plain:
            self._problem("template_field_missing", "", "number")
        self.problems += field_problems(self.words, plain - set(FURNITURE))
        columns: dict[str, list[str]] = {}
        for name in self.named:
            table, _, column = name.partition(".")
            if column:
                columns.setdefault(table, []).append(column)
        for table, names in columns.items():
            self.problems += table_problems(self.words, table, names, "正文")
        self.problems += missing_tables(self.words, columns)

    def _problem(self, code: str, place: str, name: str) -> None:
        self.problems.append(TemplateProblem(code, place, name))


def _remove(element: Any) -> None:
    """Take an element out; what follows it stays."""
    if element.tail and (before := element.getprevious()) is not None:
        before.tail = (before.tail or "") + element.tail
    element.getparent().remove(element)


def _letters(node: Any) -> str:
    return (node.text or "") if node.tag == _W + "t" else "\n"


def _own(paragraph: Any) -> Iterator[Any]:
    """Yield a paragraph's texts, and what parts them, without those of text boxes in it."""
    for node in paragraph.iter(_W + "t", *(_W + name for name in _WIDE)):
        if next(node.iterancestors(_W + "p")) is paragraph:
            yield node


def _refill(node: Any, letters: str, start: int, found: list[re.Match[str]]) -> None:
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


def _marks(element: Any, kind: str) -> Iterator[Any]:
    return (each for each in element.iter(etree.ProcessingInstruction) if is_mark(each, kind))


def _names(element: Any, tag: str) -> Iterator[str]:
    """Yield the fields named in a row or paragraph, without those of rows or paragraphs in it."""
    for each in _marks(element, "place"):
        if next(each.iterancestors(_W + tag)) is element:
            yield each.text


def _tables_in(row: Any) -> bool:
    return any("." in name for name in _names(row, "tr"))


def _enclose_paragraph(paragraph: Any, names: frozenset[str], conditional: set[Any]) -> None:
    """Mark a clause; a cell, head or text box keeps one paragraph, be it an empty one."""
    parent = paragraph.getparent()
    enclose(paragraph, "clause", "- " + " ".join(sorted(names)))
    if parent.tag in (_W + "body", _W + "sdtContent"):
        return
    siblings = parent.findall(_W + "p")
    if siblings[-1] is paragraph and conditional.issuperset(siblings):
        paragraph.getnext().addprevious(mark("else"))
        empty = etree.Element(_W + "p")
        properties = paragraph.find(_W + "pPr")
        if properties is not None:
            empty.append(etree.fromstring(etree.tostring(properties, with_tail=False)))
        paragraph.getnext().addnext(empty)


def _fit(paragraph: Any) -> None:
    """Mark a paragraph of facts in a row of exact height, where size and width are known."""
    cell = paragraph.getparent()
    row = cell.getparent() if cell.tag == _W + "tc" else None
    if row is None or row.tag != _W + "tr" or not list(_names(paragraph, "p")):
        return
    height = row.find(f"{_W}trPr/{_W}trHeight")
    width = cell.find(f"{_W}tcPr/{_W}tcW")
    sizes = [each.get(_W + "val", "") for each in paragraph.iter(_W + "sz")]
    is_exact = height is not None and height.get(_W + "hRule") == "exact"
    room = width.get(_W + "w", "") if width is not None else ""
    if is_exact and room.isdecimal() and sizes and all(map(str.isdecimal, sizes)):
        enclose(paragraph, "fitted", f"{max(map(int, sizes)) / 2} {int(room) / TWIPS}")


def _begin_pages(section: Any) -> None:
    """Let a document begin a page of its own, with number 1."""
    for each in section.findall(_W + "type"):
        section.remove(each)
    numbers = section.find(_W + "pgNumType")
    if numbers is None:
        before = [each for name in _SECTION_ORDER for each in section.findall(_W + name)]
        references = [each for each in section if each.tag.endswith("Reference")]
        numbers = etree.Element(_W + "pgNumType")
        section.insert(len(references) + len(before), numbers)
    numbers.set(_W + "start", "1")


def _end(body: Any, conditional: set[Any]) -> None:
    """Mark where the document's last section goes: into its last paragraph, or one of its own."""
    for last in body[-1:]:
        if last.tag == _W + "p" and last not in conditional and not list(_marks(last, "section")):
            properties = last.find(_W + "pPr")
            if properties is None:
                properties = etree.Element(_W + "pPr")
                last.insert(0, properties)
            properties.append(mark("break"))
            return
    body.append(mark("break", "paragraph"))


def _number_drawings(root: Any) -> None:
    """Let every drawing's id be the first attribute, where it is found and made unique."""
    for each in root.iter("{*}docPr"):
        attributes = dict(each.attrib)
        each.attrib.clear()
        each.set("id", "0")
        each.attrib.update({name: text for name, text in attributes.items() if name != "id"})


def _relations_of(part: str) -> str:
    folder, _, file = part.rpartition("/")
    return f"{folder}/_rels/{file}.rels"


def _text(element: Any) -> str:
    text: str = etree.tostring(element, encoding="unicode", with_tail=False)
    return text


def _bytes(root: Any) -> bytes:
    made: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return made
