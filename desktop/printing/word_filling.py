"""Facts into Word templates: several documents in one DOCX, each on pages of its own.

Every fact is escaped, so that nothing in it is ever read as markup or as a field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from xml.sax.saxutils import escape, unescape

from desktop.domain.documents import Vocabulary
from desktop.domain.documents.facts import Rows
from desktop.domain.errors import RuleViolation
from desktop.printing import barcode
from desktop.printing.blocks import CONTROL, is_left_out
from desktop.printing.forms.wording import SAMPLE_MARK
from desktop.printing.word_nodes import (
    Break,
    Clause,
    DrawingId,
    Fitted,
    Nodes,
    Place,
    Repeated,
    SectionPlace,
)
from desktop.printing.word_package import (
    CORE,
    DOCUMENT,
    RELATED,
    RELATIONS,
    TYPES,
    Relation,
    core_properties,
    image_relation,
    relations_member,
    with_relations,
    with_types,
    zipped,
)
from desktop.printing.word_pieces import drawing, fitted_size
from desktop.printing.word_template import OPTIONAL_FURNITURE, Section, WordTemplate

# Names of parts that no template has.
_IMAGE, _HEAD = "qsBarcode", "qs"
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_PARAGRAPH = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>{}</w:pPr>'
    "</w:p>"
)
_SIZE = re.compile(r'<w:sz(Cs)? w:val="\d+"/>')
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Filling:
    """One document's texts: by field (furniture included), by table, and its serial's barcode."""

    words: Vocabulary
    values: Mapping[str, str]
    tables: Mapping[str, Rows]
    serial: str

    def leaves_out(self, clause: Clause) -> bool:
        """Tell whether a clause has nothing to say about this document."""
        optional = self.words.optional | OPTIONAL_FURNITURE
        has_rows = bool(clause.table and self.tables.get(clause.table))
        return not has_rows and is_left_out(clause.names, optional, self.values)

    def rows(self, table: str) -> Iterator[Mapping[str, str]]:
        """Yield a table's rows by the names that templates use."""
        shape = self.words.table.get(table)
        if shape is None:
            return
        for row in self.tables.get(table, ()):
            yield {f"{table}.{name}": _xml(text) for name, text in shape.texts(row).items()}


def marked(number: str, word: WordTemplate, is_sample: bool) -> dict[str, str]:
    """Return the furniture's texts; a template without a place for 样张 has it by the number."""
    mark = SAMPLE_MARK if is_sample else ""
    if "sample" not in word.names:
        number += mark
    return {"number": number, "sample": mark, "barcode": ""}


@dataclass(frozen=True, slots=True)
class _Image:
    """A barcode of the file; without a serial there is none."""

    name: str
    width: float


class WordFile:
    """Collects documents of one Word template; :meth:`finish` returns the file's bytes."""

    def __init__(self, title: str, author: str, made_on: date) -> None:
        self._properties = (title, author, made_on)
        self._template: WordTemplate | None = None
        self._parts: list[str] = []
        self._break: tuple[int, bool] = (0, False)
        self._last = ""
        self._images: dict[str, bytes] = {}
        self._heads: dict[tuple[str, bytes | None], Relation] = {}
        self._ids = count(1)

    def add(self, template: WordTemplate, filling: Filling) -> None:
        """Add one document on pages of its own.

        Raises RuleViolation ``documents_mixed_in_word`` where templates have different styles:
        one file has room for one set of them only.
        """
        if self._template is None:
            self._template = template
        else:
            first = self._template
            if (first.before, first.members) != (template.before, template.members):
                raise RuleViolation("documents_mixed_in_word", field="kind")
            self._close()
        image = self._image(filling.serial)
        # What a program no longer has, an old template may still name.
        values = {**dict.fromkeys(template.names, ""), **filling.values}
        writer = _Writer(replace(filling, values=values), image, self._ids)
        writer.sections = [self._section(each, template, writer) for each in template.sections]
        at = len(self._parts)
        writer.write(template.body)
        self._parts += writer.parts
        self._break = (at + writer.break_at, writer.has_paragraph)
        self._last = writer.sections[-1]

    def finish(self) -> bytes:
        """Return the DOCX file; the same documents give the same bytes."""
        template = self._template
        if template is None:
            raise RuleViolation("nothing_to_print")
        members = dict(template.members)
        body = "".join((template.before, *self._parts, self._last, template.after))
        members[DOCUMENT] = body.encode()
        images = {name: image_relation(name) for name in self._images}
        heads = self._heads.values()
        members[RELATIONS] = with_relations(members[RELATIONS], (*images.values(), *heads))
        types = {f"word/{each.target}": each.type for each in heads}
        members[TYPES] = with_types(members[TYPES], types)
        members[CORE] = core_properties(*self._properties)
        members |= {f"word/media/{name}.png": data for name, data in self._images.items()}
        for (content, relations), each in self._heads.items():
            members[f"word/{each.target}"] = content.encode()
            own = [image for name, image in images.items() if f'"{name}"' in content]
            if own or relations:
                found = with_relations(relations, own) if relations else relations_member(own)
                members[f"word/_rels/{each.target}.rels"] = found
        return zipped(members)

    def _close(self) -> None:
        """Let the document before end with its own section, since another one follows."""
        at, has_paragraph = self._break
        self._parts[at] = _PARAGRAPH.format(self._last) if has_paragraph else self._last

    def _image(self, serial: str) -> _Image | None:
        modules = barcode.code128(serial)
        if not modules:
            return None
        name = f"{_IMAGE}{len(self._images) + 1}"
        self._images[name] = barcode.png(modules)
        return _Image(name, barcode.width(modules))

    def _section(self, section: Section, template: WordTemplate, writer: _Writer) -> str:
        references = []
        for each in section.references:
            part = template.parts[each.part]
            content = writer.written(part.nodes)
            name = f"{_HEAD}{each.kind.capitalize()}{len(self._heads) + 1}"
            key = (content, part.relations)
            relation = self._heads.setdefault(key, Relation(name, each.kind, f"{name}.xml"))
            references.append(
                f'<w:{each.kind}Reference xmlns:r="{RELATED}" w:type="{each.type}" '
                f'r:id="{relation.id}"/>'
            )
        return section.before + "".join(references) + section.after


class _Writer:
    """Writes one document's nodes; ``break_at`` is where its last section may go."""

    def __init__(self, filling: Filling, image: _Image | None, ids: Iterator[int]) -> None:
        self._filling = filling
        self._image = image
        self._ids = ids
        self._values: Mapping[str, str] = {
            name: _xml(text) for name, text in filling.values.items()
        }
        self.sections: list[str] = []
        self.parts: list[str] = []
        self.break_at, self.has_paragraph = 0, False

    def written(self, nodes: Nodes) -> str:
        """Return nodes filled apart from the body."""
        start = len(self.parts)
        self.write(nodes)
        text = "".join(self.parts[start:])
        del self.parts[start:]
        return text

    def write(self, nodes: Nodes, row: Mapping[str, str] | None = None) -> None:
        """Add filled nodes; ``row`` are the texts of a table's row that is being repeated."""
        for node in nodes:
            match node:
                case str():
                    self.parts.append(node)
                case Place():
                    self.parts.append(self._place(node.name, row))
                case Clause():
                    is_out = self._filling.leaves_out(node)
                    self.write(node.otherwise if is_out else node.nodes, row)
                case Repeated():
                    for each in self._filling.rows(node.table):
                        self.write(node.nodes, each)
                case Fitted():
                    self._fitted(node, row)
                case Break():
                    self.break_at, self.has_paragraph = len(self.parts), node.has_paragraph
                    self.parts.append("")
                case SectionPlace():
                    self.parts.append(self.sections[node.number])
                case DrawingId():
                    self.parts.append(str(next(self._ids)))

    def _place(self, name: str, row: Mapping[str, str] | None) -> str:
        if name == "barcode":
            return self._barcode()
        return row[name] if row is not None and name in row else self._values[name]

    def _barcode(self) -> str:
        """Return the picture; it stands between two texts of a run."""
        if self._image is None:
            return ""
        picture = drawing(self._image.name, next(self._ids), self._image.width)
        return f'</w:t>{picture}<w:t xml:space="preserve">'

    def _fitted(self, node: Fitted, row: Mapping[str, str] | None) -> None:
        start = len(self.parts)
        self.write(node.nodes, row)
        xml = "".join(self.parts[start:])
        size = fitted_size(unescape(_TAG.sub("", xml)), node.size, node.room)
        if size < node.size:
            xml = _SIZE.sub(rf'<w:sz\1 w:val="{max(int(2 * size), 2)}"/>', xml)
        self.parts[start:] = [xml]


def _xml(text: str) -> str:
    """Return a fact as XML: no character that XML does not know, line breaks as such."""
    return escape(CONTROL.sub("", text.replace("\r\n", "\n"))).replace("\n", _BREAK)
