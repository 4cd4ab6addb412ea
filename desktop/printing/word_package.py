"""The DOCX file around a document's body: made with python-docx once, then plain zip."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from desktop.printing.word_styles import LATIN, STYLES, Style

DOCUMENT, RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
TYPES, CORE = "[Content_Types].xml", "docProps/core.xml"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
# Higher levels take twice as long for a tenth less.
_COMPRESSION = 3
# More the format does not take.
_LONGEST_PROPERTY = 255
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class BaseDocument:
    """An empty document's members, and its ``document.xml`` before and after the body."""

    members: Mapping[str, bytes]
    before: str
    section: str
    after: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A line of a ``.rels`` member; ``type`` is the last word of its address."""

    id: str
    type: str
    target: str


def pack(body: str, images: Mapping[str, bytes], title: str, author: str, made_on: date) -> bytes:
    """Return the DOCX file; ``images`` are PNG files by relationship id.

    The same arguments give the same bytes.
    """
    base = base_document()
    members = dict(base.members)
    members[DOCUMENT] = (base.before + body + base.section + base.after).encode()
    members[RELATIONS] = with_relations(members[RELATIONS], map(image_relation, images))
    members[CORE] = core_properties(title, author, made_on)
    members |= {f"word/media/{name}.png": data for name, data in images.items()}
    return zipped(members)


def image_relation(name: str) -> Relation:
    """Return how a part finds the picture ``word/media/name.png``."""
    return Relation(name, "image", f"media/{name}.png")


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Return the members as a zip archive without the clock's time."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(_entry(name), data, compresslevel=_COMPRESSION)
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
    return entry


def with_relations(member: bytes, added: Iterable[Relation]) -> bytes:
    """Return a ``.rels`` member with relations added."""
    root = etree.fromstring(member)
    for each in added:
        names = {"Id": each.id, "Type": f"{RELATED}/{each.type}", "Target": each.target}
        etree.SubElement(root, f"{{{PACKAGE_RELATIONS}}}Relationship", names)
    return xml_member(root)


def relations_member(relations: Iterable[Relation]) -> bytes:
    """Return a whole ``.rels`` member."""
    return with_relations(f'<Relationships xmlns="{PACKAGE_RELATIONS}"/>'.encode(), relations)


def with_types(member: bytes, parts: Mapping[str, str]) -> bytes:
    """Return ``[Content_Types].xml`` that knows PNG and these parts: ``word/x.xml`` -> header."""
    root = etree.fromstring(member)
    if not any(each.get("Extension", "").lower() == "png" for each in root):
        png = etree.Element(_TYPE + "Default", {"Extension": "png", "ContentType": "image/png"})
        root.insert(0, png)
    for name, kind in parts.items():
        names = {"PartName": f"/{name}", "ContentType": _PART.format(kind)}
        etree.SubElement(root, _TYPE + "Override", names)
    return xml_member(root)


def xml_member(root: Any) -> bytes:
    """Return a tree as a member of a package."""
    made: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return made


@cache
def base_document() -> BaseDocument:
    """Make the empty document with python-docx, once per process."""
    out = BytesIO()
    _empty_document().save(out)
    with zipfile.ZipFile(out) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members[TYPES] = with_types(members[TYPES], {})
    before, _, rest = members[DOCUMENT].decode().partition("<w:body>")
    section, _, _ = rest.partition("</w:body>")
    return BaseDocument(members, before + "<w:body>", section, "</w:body></w:document>")


def core_properties(title: str, author: str, made_on: date) -> bytes:
    """Return the document's properties, with a date of the facts instead of the clock's."""
    document = Document()
    properties = document.core_properties
    title, author = title[:_LONGEST_PROPERTY], author[:_LONGEST_PROPERTY]
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.comments, properties.revision = "", 1
    properties.created = properties.modified = datetime.combine(made_on, time())
    blob: bytes = document.part.package.core_properties._element.xml.encode()
    return blob


def _empty_document() -> Any:
    """Return a document of A4 paper and our styles, without a paragraph."""
    document = Document()
    relations = document.part.package.rels
    for key in [key for key, each in relations.items() if each.reltype.endswith("/thumbnail")]:
        del relations[key]
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Pt(57)
    section.top_margin, section.bottom_margin = Pt(34), Pt(24)
    section.header_distance = section.footer_distance = Pt(14)
    # Readers take punctuation and line breaking from the language; python-docx says en-US.
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for style in STYLES:
        _add_style(document, style)
    return document


def _add_style(document: Any, style: Style) -> None:
    made = document.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
    made.font.name, made.font.size, made.font.bold = LATIN, Pt(style.size), style.bold
    made.element.rPr.rFonts.set(qn("w:eastAsia"), style.font)
    layout = made.paragraph_format
    layout.alignment = style.align
    layout.first_line_indent = Pt(style.indent)
    layout.space_before, layout.space_after = Pt(style.before), Pt(style.after)
    layout.line_spacing = Pt(style.pitch)
    layout.line_spacing_rule = WD_LINE_SPACING.AT_LEAST if style.grows else WD_LINE_SPACING.EXACTLY
    layout.widow_control = False
