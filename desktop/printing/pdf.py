"""The PDF painter: display lists to one file, with ReportLab's document layer.

ReportLab splits a font into subsets of 256 characters and switches between them within a line,
and its ToUnicode map is wrong above U+FFFF (𬱖 prints but copies wrongly). Here every face is one
two-byte font cut down to the characters used, so a run of text is one string, made by
``str.translate``. The same pages give the same bytes.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from reportlab.pdfbase import pdfdoc

from desktop.domain.page import Bars, Box, Face, Form, Item, Page, Picture, Rule, TextRun
from desktop.printing.fonts import Font, load_font
from desktop.printing.pictures import EmbeddedPicture, embedded

_PRODUCER = "Qingshou"
# Speed matters more than the last tenth of size.
_COMPRESSION = 3
_CMAP_BLOCK = 100


class _Codes(dict[int, str]):
    """Character codes in hexadecimal by character, given out in the order of first use."""

    def __init__(self) -> None:
        super().__init__()
        self.characters: list[str] = []

    def __missing__(self, character: int) -> str:
        self.characters.append(chr(character))
        code = self[character] = f"{len(self.characters):04x}"
        return code


class PdfPainter:
    """Paints pages one after the other; :meth:`finish` returns the file's bytes.

    ``made_on`` is the date the file says it was made on: a date of the facts, not of the clock.
    """

    def __init__(self, title: str, author: str, made_on: date) -> None:
        self._document = pdfdoc.PDFDocument(invariant=1, lang="zh-CN")
        self._document.Catalog.Outlines = None
        self._document.info = _information(title, author, made_on)
        self._fonts: dict[Face, _Codes] = {face: _Codes() for face in Face}
        self._font_names = {face: f"/F{number}" for number, face in enumerate(Face, start=1)}
        self._forms: dict[str, str] = {}
        self._form_objects = pdfdoc.PDFDictionary()
        self._font_objects = pdfdoc.PDFDictionary()
        self._resources = self._document.Reference(
            pdfdoc.PDFDictionary({"Font": self._font_objects, "XObject": self._form_objects}),
            "resources",
        )
        self.pages = 0

    def paint(self, page: Page) -> None:
        """Add one page."""
        content = self._content(page.items, page.height)
        if page.form:
            content = f"{self._form_name(page.form, page)} Do\n{content}"
        sheet = pdfdoc.PDFPage()
        sheet.Override_default_compilation = 1
        sheet.MediaBox = pdfdoc.PDFArray([0, 0, page.width, page.height])
        sheet.Parent = self._document.Reference(self._document.Pages)
        sheet.Resources = self._resources
        sheet.Contents = self._stream(content)
        self._document.addPage(sheet)
        self.pages += 1

    def finish(self) -> bytes:
        """Embed the fonts and return the whole file; nothing can be painted afterwards."""
        for face, codes in self._fonts.items():
            if codes:
                embedded = _embed(self._document, load_font(face), codes.characters)
                self._font_objects[self._font_names[face][1:]] = embedded
        self._document.Reference(self._document.Catalog)
        self._document.Reference(self._document.info)
        data: bytes = self._document.format()
        return data

    def _form_name(self, form: Form, page: Page) -> str:
        """Return the form's name in the file, painting it when it is new."""
        name = self._forms.get(form.name)
        if name is None:
            name = self._forms[form.name] = f"/P{len(self._forms) + 1}"
            stream = self._stream(self._content(form.items, page.height))
            stream.dictionary["Type"] = pdfdoc.PDFName("XObject")
            stream.dictionary["Subtype"] = pdfdoc.PDFName("Form")
            stream.dictionary["BBox"] = pdfdoc.PDFArray([0, 0, page.width, page.height])
            stream.dictionary["Resources"] = self._resources
            self._form_objects[name[1:]] = self._document.Reference(stream, name)
        return name

    def _picture(self, item: Picture, height: float) -> str:
        """Return the operators of a picture, embedding it when it is new."""
        picture = embedded(item)
        name = f"/I{hashlib.sha256(picture.data).hexdigest()[:16]}"
        if name not in self._forms:
            self._forms[name] = name
            self._document.updateSignature(picture.data)
            stream = pdfdoc.PDFStream(_picture_dictionary(picture), picture.data)
            self._form_objects[name[1:]] = self._document.Reference(stream, name)
        y = height - item.y - item.height
        return f"q {item.width:.2f} 0 0 {item.height:.2f} {item.x:.2f} {y:.2f} cm {name} Do Q"

    def _stream(self, content: str) -> Any:
        """Return a compressed stream, counted into the file's fingerprint."""
        data = content.encode("ascii")
        self._document.updateSignature(data)
        return _compressed(data)

    def _content(self, items: Iterable[Item], height: float) -> str:
        """Return the drawing operators of the items; lines and boxes after all text."""
        text: list[str] = ["BT"]
        ink: list[str] = []
        font: tuple[Face, float] | None = None
        spacing = 0.0
        for item in items:
            if isinstance(item, TextRun):
                if font != (item.face, item.size):
                    font = (item.face, item.size)
                    text.append(f"{self._font_names[item.face]} {item.size:.5g} Tf")
                if spacing != item.letter_spacing:
                    spacing = item.letter_spacing
                    text.append(f"{spacing:.3f} Tc")
                codes = item.text.translate(self._fonts[item.face])
                text.append(f"1 0 0 1 {item.x:.2f} {height - item.baseline:.2f} Tm <{codes}> Tj")
            elif isinstance(item, Picture):
                ink.append(self._picture(item, height))
            else:
                ink.append(_ink(item, height))
        text.append("ET")
        return "\n".join(text + ink)


def _picture_dictionary(picture: EmbeddedPicture) -> Any:
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("XObject"),
            "Subtype": pdfdoc.PDFName("Image"),
            "Width": picture.width,
            "Height": picture.height,
            "ColorSpace": pdfdoc.PDFName("DeviceRGB"),
            "BitsPerComponent": 8,
            "Filter": pdfdoc.PDFName("DCTDecode"),
        }
    )


def _ink(item: Rule | Box | Bars, height: float) -> str:
    """Return the operators of a line, a box or a barcode."""
    if isinstance(item, Bars):
        y = height - item.y - item.height
        return f"q 1 0 0 1 {item.x:.2f} {y:.2f} cm {_bars(item.bars, item.height)} f Q"
    if isinstance(item, Box):
        y = height - item.y - item.height
        return f"{item.thickness} w {item.x:.2f} {y:.2f} {item.width:.2f} {item.height:.2f} re S"
    line = (
        f"{item.thickness} w {item.x1:.2f} {height - item.y1:.2f} m "
        f"{item.x2:.2f} {height - item.y2:.2f} l S"
    )
    if item.dash:
        line = f"[{' '.join(f'{length:g}' for length in item.dash)}] 0 d {line} [] 0 d"
    return line


@lru_cache(maxsize=8)
def _bars(bars: tuple[tuple[float, float], ...], height: float) -> str:
    """Return a barcode's path; a notice and its slip bear the same one."""
    return "\n".join([f"{x:.2f} 0 {width:.2f} {height:g} re" for x, width in bars])


def _information(title: str, author: str, made_on: date) -> Any:
    """Return the file's title, author and date; nobody's name and no amount stands in it."""
    return pdfdoc.PDFDictionary(
        {
            "Title": pdfdoc.PDFString(title),
            "Author": pdfdoc.PDFString(author),
            "Creator": pdfdoc.PDFString(_PRODUCER),
            "Producer": pdfdoc.PDFString(_PRODUCER),
            "CreationDate": pdfdoc.PDFString(f"D:{made_on:%Y%m%d}000000+08'00'"),
        }
    )


def _compressed(data: bytes, **entries: object) -> Any:
    dictionary = pdfdoc.PDFDictionary({"Filter": pdfdoc.PDFName("FlateDecode"), **entries})
    return pdfdoc.PDFStream(dictionary, zlib.compress(data, _COMPRESSION))


def _embed(document: Any, font: Font, characters: list[str]) -> Any:
    """Add a two-byte font of these characters, coded from 1 on, and return its reference."""
    used = "".join(characters).encode("utf-32-be")
    tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(used).digest()[:6])
    name = f"{tag}+{font.file.name.decode('ascii')}"
    base = pdfdoc.PDFName(name)
    glyphs = font.glyph_numbers(characters)
    widths = [round(font.widths[character] * 1000) for character in characters]
    outline = font.subset(characters)
    descendant = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("CIDFontType2"),
            "BaseFont": base,
            "CIDSystemInfo": pdfdoc.PDFDictionary(
                {
                    "Registry": pdfdoc.PDFString("Adobe"),
                    "Ordering": pdfdoc.PDFString("Identity"),
                    "Supplement": 0,
                }
            ),
            "FontDescriptor": _descriptor(document, font, base, outline),
            "DW": 1000,
            "W": pdfdoc.PDFArray([1, pdfdoc.PDFArray(widths)]),
            "CIDToGIDMap": document.Reference(
                _compressed(struct.pack(f">{len(glyphs) + 1}H", 0, *glyphs))
            ),
        }
    )
    whole = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("Type0"),
            "BaseFont": base,
            "Encoding": pdfdoc.PDFName("Identity-H"),
            "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
            "ToUnicode": document.Reference(_compressed(_to_unicode(characters).encode("ascii"))),
        }
    )
    return document.Reference(whole)


def _descriptor(document: Any, font: Font, base: Any, outline: bytes) -> Any:
    file = font.file
    return document.Reference(
        pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": base,
                "Flags": 4,
                "FontBBox": pdfdoc.PDFArray(file.bbox),
                "ItalicAngle": 0,
                "Ascent": file.ascent,
                "Descent": file.descent,
                "CapHeight": file.capHeight,
                "StemV": file.stemV,
                "FontFile2": document.Reference(_compressed(outline, Length1=len(outline))),
            }
        )
    )


def _to_unicode(characters: list[str]) -> str:
    """Return the map from codes back to text, in UTF-16BE, at most 100 codes a block."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <ffff> endcodespacerange",
    ]
    pairs = [
        f"<{code:04x}> <{character.encode('utf-16-be').hex()}>"
        for code, character in enumerate(characters, start=1)
    ]
    for start in range(0, len(pairs), _CMAP_BLOCK):
        block = pairs[start : start + _CMAP_BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines)
