"""The DOCX file around a document's body: styles made with python-docx once, then plain zip.

Fonts are the reader's own: 仿宋 for text, 黑体 for titles, 楷体 for the second level, 宋体 in
tables, Times New Roman for Latin; named on the styles here and again on every run.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache, cached_property
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

_LATIN = "Times New Roman"
_DOCUMENT, _RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
_TYPES, _CORE = "[Content_Types].xml", "docProps/core.xml"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
# Higher levels take twice as long for a tenth less.
_COMPRESSION = 3
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, eq=False)
class Style:
    """A paragraph style; lengths in points, ``pitch`` is exact unless ``grows``."""

    name: str
    font: str
    size: float
    pitch: float
    bold: bool = False
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
    indent: float = 0.0
    before: float = 0.0
    after: float = 0.0
    grows: bool = False

    @cached_property
    def id(self) -> str:
        """The id python-docx gives a style of this name."""
        return self.name.replace(" ", "")

    @cached_property
    def run_properties(self) -> str:
        """The properties every run of this style repeats."""
        return run_properties(self.font, self.size, self.bold)


@cache
def run_properties(font: str, size: float, bold: bool = False) -> str:
    """Return ``w:rPr`` naming the East Asian and the Latin font."""
    weight = "<w:b/>" if bold else ""
    return (
        f'<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" '
        f'w:eastAsia="{font}"/>{weight}<w:sz w:val="{int(2 * size)}"/></w:rPr>'
    )


BODY = Style("Notice Text", "仿宋", 10.5, 15.5, align=WD_ALIGN_PARAGRAPH.JUSTIFY, indent=21.0)
ADDRESS = Style("Notice Address", "仿宋", 10.5, 15.5)
BANK = Style("Notice Bank", "黑体", 9.5, 22.0, grows=True)
SMALL = Style("Notice Small", "仿宋", 9.0, 14.0)
TITLE = Style(
    "Notice Title", "黑体", 22.0, 30.0, align=WD_ALIGN_PARAGRAPH.CENTER, before=4.0, after=4.0
)
TABLE_HEAD = Style(
    "Notice Table Head", "宋体", 9.0, 12.0, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER
)
TABLE_LEFT = Style("Notice Table Left", "宋体", 9.0, 12.0)
TABLE_CENTRE = Style("Notice Table Centre", "宋体", 9.0, 12.0, align=WD_ALIGN_PARAGRAPH.CENTER)
TABLE_RIGHT = Style("Notice Table Right", "宋体", 9.0, 12.0, align=WD_ALIGN_PARAGRAPH.RIGHT)
SIGNER = Style("Notice Signer", "仿宋", 10.5, 28.0, align=WD_ALIGN_PARAGRAPH.CENTER)
GAP = Style("Notice Gap", "仿宋", 4.0, 7.0)
TEAR_OFF = Style("Notice Tear Off", "仿宋", 8.0, 16.0, align=WD_ALIGN_PARAGRAPH.CENTER, after=10.0)
SLIP_TITLE = Style("Slip Title", "楷体", 12.5, 22.0, bold=True, grows=True)
SLIP = Style("Slip Text", "仿宋", 10.5, 20.5)
SLIP_SMALL = Style("Slip Small", "仿宋", 9.0, 20.5)

STYLES = (
    BODY,
    ADDRESS,
    BANK,
    SMALL,
    TITLE,
    TABLE_HEAD,
    TABLE_LEFT,
    TABLE_CENTRE,
    TABLE_RIGHT,
    SIGNER,
    GAP,
    TEAR_OFF,
    SLIP_TITLE,
    SLIP,
    SLIP_SMALL,
)


@dataclass(frozen=True, slots=True)
class _Base:
    """An empty document's members, and its ``document.xml`` before and after the body."""

    members: Mapping[str, bytes]
    before: str
    after: str


def pack(body: str, images: Mapping[str, bytes], title: str, author: str, made_on: date) -> bytes:
    """Return the DOCX file; ``images`` are PNG files by relationship id.

    The same arguments give the same bytes.
    """
    base = _base()
    members = dict(base.members)
    members[_DOCUMENT] = (base.before + body + base.after).encode()
    members[_RELATIONS] = _with_images(members[_RELATIONS].decode(), images).encode()
    members[_CORE] = _core(title, author, made_on)
    members |= {f"word/media/{name}.png": data for name, data in images.items()}
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(_entry(name), data, compresslevel=_COMPRESSION)
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
    return entry


def _with_images(relations: str, images: Mapping[str, bytes]) -> str:
    entries = "".join(
        f'<Relationship Id="{name}" Type="{_IMAGE}" Target="media/{name}.png"/>' for name in images
    )
    return relations.replace("</Relationships>", f"{entries}</Relationships>")


@cache
def _base() -> _Base:
    """Make the empty document with python-docx, once per process."""
    out = BytesIO()
    _empty_document().save(out)
    with zipfile.ZipFile(out) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    png = b'<Default Extension="png" ContentType="image/png"/>'
    types = members[_TYPES]
    if b'Extension="png"' not in types:
        members[_TYPES] = types.replace(b"<Default ", png + b"<Default ", 1)
    before, _, after = members[_DOCUMENT].decode().partition("<w:body>")
    return _Base(members, before + "<w:body>", after)


def _core(title: str, author: str, made_on: date) -> bytes:
    """Return the document's properties, with a date of the facts instead of the clock's."""
    document = Document()
    properties = document.core_properties
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
    made.font.name, made.font.size, made.font.bold = _LATIN, Pt(style.size), style.bold
    made.element.rPr.rFonts.set(qn("w:eastAsia"), style.font)
    layout = made.paragraph_format
    layout.alignment = style.align
    layout.first_line_indent = Pt(style.indent)
    layout.space_before, layout.space_after = Pt(style.before), Pt(style.after)
    layout.line_spacing = Pt(style.pitch)
    layout.line_spacing_rule = WD_LINE_SPACING.AT_LEAST if style.grows else WD_LINE_SPACING.EXACTLY
    layout.widow_control = False
