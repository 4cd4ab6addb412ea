"""Fonts inside a PDF: one two-byte font a face, cut down to the characters that are used."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence
from functools import cache

from desktop.printing.fonts import Font
from desktop.printing.pdf_file import PdfFile

_CMAP_BLOCK = 100


def embed_font(file: PdfFile, font: Font, characters: Sequence[str]) -> int:
    """Add a two-byte font of these characters, coded from 1 on, and return its number."""
    used = "".join(characters).encode("utf-32-be")
    tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(used).digest()[:6])
    name = f"/{tag}+{font.file.name.decode('ascii')}"
    outline, glyphs = font.subset(characters)
    program = file.add_compressed(outline, f"/Length1 {len(outline)}")
    descriptor = file.add(_descriptor(font, name, program))
    descendant = file.add(
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont {name}"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        f" /FontDescriptor {descriptor} 0 R /CIDToGIDMap {_glyph_map(file, glyphs)}"
        f" /DW 1000 /W {_widths(font, characters)} >>"
    )
    to_unicode = file.add_compressed(_to_unicode(characters).encode("ascii"))
    return file.add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont {name} /Encoding /Identity-H"
        f" /DescendantFonts [{descendant} 0 R] /ToUnicode {to_unicode} 0 R >>"
    )


def _descriptor(font: Font, name: str, program: int) -> str:
    file = font.file
    box = " ".join(f"{edge:g}" for edge in file.bbox)
    return (
        f"<< /Type /FontDescriptor /FontName {name} /Flags 4 /FontBBox [{box}] /ItalicAngle 0"
        f" /Ascent {file.ascent:g} /Descent {file.descent:g} /CapHeight {file.capHeight:g}"
        f" /StemV {file.stemV:g} /FontFile2 {program} 0 R >>"
    )


def _widths(font: Font, characters: Sequence[str]) -> str:
    """Return the array of the codes' widths, in thousandths of an em."""
    widths = [f"{font.widths[character] * 1000:.0f}" for character in characters]
    return f"[1 [{' '.join(widths)}]]"


def _glyph_map(file: PdfFile, glyphs: Sequence[int]) -> str:
    """Return the map from codes to glyphs; it is the identity unless two share a glyph."""
    if glyphs == list(range(1, len(glyphs) + 1)):
        return "/Identity"
    number = file.add_compressed(struct.pack(f">{len(glyphs) + 1}H", 0, *glyphs))
    return f"{number} 0 R"


def _to_unicode(characters: Sequence[str]) -> str:
    """Return the map from codes back to text, in UTF-16BE, at most 100 codes a block."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <ffff> endcodespacerange",
    ]
    pairs = [
        f"<{code:04x}> <{_utf16(character)}>" for code, character in enumerate(characters, start=1)
    ]
    for start in range(0, len(pairs), _CMAP_BLOCK):
        block = pairs[start : start + _CMAP_BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines)


@cache
def _utf16(character: str) -> str:
    return character.encode("utf-16-be").hex()
