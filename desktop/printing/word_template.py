"""Any DOCX with named fields, taken apart for filling: ours made of blocks, and head office's own.

A field is ``{debtor}`` in any paragraph of body, heads, feet or text boxes, in however many runs
Word has split it; ``{loans.loan_no}`` in a table's row repeats the row. One rule as everywhere: a
paragraph that names optional fields, all of them empty, is left out, and so is a row of a table
of facts (never the box of a form: it is there to be filled in by hand).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from desktop.domain.documents import Field, Vocabulary
from desktop.printing.template_names import (
    field_problems,
    missing_tables,
    table_problems,
)
from desktop.printing.word_marks import (
    W,
    begin_pages,
    enclose_paragraph,
    end,
    fit,
    is_repeated,
    letters_of,
    marks,
    names_in,
    number_drawings,
    own,
    refill,
    remove,
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
    xml_member,
)
from desktop.printing.word_private import relations_of
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

_R = f"{{{RELATED}}}"
_FIELD = re.compile(r"\{\s*([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)\s*\}")
_BODY = re.compile(r"<w:body[^>]*>")
_DROPPED = (
    "proofErr bookmarkStart bookmarkEnd lastRenderedPageBreak permStart permEnd "
    "dataBinding "
    "pPrChange rPrChange sectPrChange tblPrChange trPrChange tcPrChange"
).split()
# In one paragraph.
_MOST_FIELDS = 300
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


def compile_word(data: bytes, words: Vocabulary, *, is_stored: bool = False) -> WordTemplate:
    """Take a DOCX apart. Raises WordRefused with every problem found.

    The names of what ``is_stored`` were checked on the day it was adopted, as ``read_template``.

    Codes beside those of ``open_package``: ``template_brace``, ``template_row`` (a table's field
    outside a row, or rows of two tables in one), ``template_crowded`` (a paragraph of hundreds of
    fields), and as ``template_names`` tells.
    """
    return _Compiler(open_package(data), words, is_stored).template()


@dataclass
class _Compiler:
    """Compiles one package; goes on after a problem so that all of them are told at once."""

    members: Mapping[str, bytes]
    words: Vocabulary
    is_stored: bool
    problems: list[TemplateProblem] = field(default_factory=list)
    named: dict[str, None] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)

    def template(self) -> WordTemplate:
        root = self._root(DOCUMENT)
        relations = parse(self.members[RELATIONS], RELATIONS)
        heads = self._heads(relations)
        body = root.find(W + "body")
        if body is None:
            raise WordRefused(TemplateProblem("template_no_word", "", "w:body"))
        self._sections(body, heads)
        parts = {part: self._part(part) for part in dict.fromkeys(heads.values())}
        self._fields(root, "正文")
        self._check_notes()
        if not self.is_stored:
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
        return HeadOrFoot(cut(_text(root)), self.members.get(relations_of(name)))

    def _root(self, name: str) -> Any:
        """Return a part without what must not stand twice in a file, or would change the text."""
        root = parse(self.members[name], name)
        for _, (prefix, address) in etree.iterwalk(root, events=("start-ns",)):
            if (prefix == "w") != (address == WORD):
                raise WordRefused(TemplateProblem("template_no_word", "", f"xmlns:{prefix}"))
        if root.nsmap.get("w") != WORD:
            raise WordRefused(TemplateProblem("template_no_word", "", name))
        for each in _DROPPED:
            for element in list(root.iter(W + each)):
                remove(element)
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
        own = {DOCUMENT, CORE, *parts, *(relations_of(part) for part in parts)}
        shared = {name: data for name, data in self.members.items() if name not in own}
        shared[RELATIONS], shared[TYPES] = xml_member(relations), xml_member(types)
        return shared

    def _sections(self, body: Any, heads: Mapping[str, str]) -> None:
        """Put marks in the places of sections; the last one ends the document."""
        found = list(body.iter(W + "sectPr"))
        if not found or found[-1].getparent() is not body:
            found.append(etree.SubElement(body, W + "sectPr"))
        begin_pages(found[0])
        for number, each in enumerate(found):
            self.sections.append(self._section(each, heads))
            if each is not found[-1]:
                each.addprevious(mark("section", str(number)))
            each.getparent().remove(each)

    def _section(self, section: Any, heads: Mapping[str, str]) -> Section:
        references = []
        for each in list(section):
            if each.tag in (W + "headerReference", W + "footerReference"):
                part = heads.get(each.get(_R + "id", ""))
                if part is None:
                    raise WordRefused(TemplateProblem("template_no_word", "", "sectPr"))
                kind = etree.QName(each).localname.removesuffix("Reference")
                references.append(Reference(kind, each.get(W + "type", "default"), part))
                section.remove(each)
        if len(section) == 0:
            etree.SubElement(section, W + "pgSz", {W + "w": "11906", W + "h": "16838"})
        text = _text(section)
        start = text.index(">") + 1
        return Section(text[:start], tuple(references), text[start:])

    def _fields(self, root: Any, place: str) -> None:
        """Mark everything in a part where facts go."""
        paragraphs = list(root.iter(W + "p"))
        for each in paragraphs:
            self._places(each, place)
        for each in root.iter():
            text = each.text if isinstance(each.tag, str) and each.tag != W + "t" else ""
            if text and ("{" in text or "}" in text):
                self._problem("template_brace", place, text[:40])
        for each in list(root.iter(W + "tr")):
            self._row(each, place)
        for each in paragraphs:
            fit(each)
        for each in list(root.iter(W + "tbl")):
            self._table_clause(each)
        conditional = {each: names for each in paragraphs if (names := self._clause(each))}
        for each, names in conditional.items():
            enclose_paragraph(each, names, set(conditional))
        if root.tag == W + "document":
            end(root.find(W + "body"), set(conditional))
        number_drawings(root)

    def _places(self, paragraph: Any, place: str) -> None:
        """Put marks where a paragraph names fields, joining what Word has split over runs."""
        pieces = [(node, letters_of(node)) for node in own(paragraph)]
        text = "".join(letters for _, letters in pieces)
        if "{" not in text and "}" not in text:
            return
        found = list(_FIELD.finditer(text))
        if len(found) > _MOST_FIELDS and not self.is_stored:
            self._problem("template_crowded", place, " ".join(text.split())[:20])
            return
        for each in found:
            self.named[each[1]] = None
            if "." in each[1] and next(paragraph.iterancestors(W + "tr"), None) is None:
                self._problem("template_row", place, each[1])
        rest = _FIELD.sub("", text)
        if "{" in rest or "}" in rest:
            self._problem("template_brace", place, " ".join(text.split())[:40])
        start = 0
        for node, letters in pieces:
            if node.tag == W + "t":
                refill(node, letters, start, found)
            start += len(letters)

    def _row(self, row: Any, place: str) -> None:
        """Mark a row that is repeated, or left out with its fields."""
        names = list(names_in(row, "tr"))
        tables = {name.partition(".")[0] for name in names if "." in name}
        if not tables:
            return
        outer = [each for each in row.iterancestors(W + "tr") if is_repeated(each)]
        if len(tables) > 1 or outer:
            self._problem("template_row", place, "、".join(sorted(tables)))
        enclose(row, "rows", min(tables))

    def _table_clause(self, table: Any) -> None:
        """Apply the rule to the rows of a table of facts, and to a table with nothing to say."""
        repeated = [each for each in table if is_mark(each, "rows")]
        if not repeated:
            return
        named = set()
        for row in table.findall(W + "tr"):
            if row.getprevious() in repeated:
                continue
            names = set(names_in(row, "tr")) & self._optional
            named |= names
            if names:
                enclose(row, "clause", "- " + " ".join(sorted(names)))
        if named:
            enclose(table, "clause", f"{repeated[0].text} " + " ".join(sorted(named)))

    def _clause(self, paragraph: Any) -> frozenset[str]:
        if next(marks(paragraph, "section"), None) is not None:
            return frozenset()
        return frozenset(names_in(paragraph, "p")) & self._optional

    @property
    def _optional(self) -> frozenset[str]:
        return self.words.optional | OPTIONAL_FURNITURE

    def _check_notes(self) -> None:
        for name in _NOTES:
            if name in self.members:
                root = parse(self.members[name], name)
                text = "".join(each.text or "" for each in root.iter(W + "t"))
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


def _text(element: Any) -> str:
    text: str = etree.tostring(element, encoding="unicode", with_tail=False)
    return text
