"""Fonts inside a PDF: one two-byte font a face, cut down to the characters that are used."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence
from functools import lru_cache

from desktop.domain.page import Face
from desktop.printing.fonts import Font, load_font
from desktop.printing.pdf_file import PdfFile, deflated

_CMAP_BLOCK = 100
# The common parts of three faces, and those of the last files.
_REMEMBERED = 16


def embed_font(file: PdfFile, font: Font, characters: Sequence[str], common: int) -> int:
    """Add a two-byte font of these characters, coded from 1 on, and return its number.

    So many of them as ``common`` says are the same in many files, and compressed once for all.
    """
    text = "".join(characters)
    parts = (text[:common], text[common:])
    digest = hashlib.sha256(text.encode("utf-32-be")).digest()
    tag = "".join(chr(65 + byte % 26) for byte in digest[:6])
    name = f"/{tag}+{font.file.name.decode('ascii')}"
    data, length, glyphs = _program(font.face, text, common)
    program = file.add_deflated(data, f"/Length1 {length}")
    descriptor = file.add(_descriptor(font, name, program))
    descendant = file.add(
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont {name}"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        f" /FontDescriptor {descriptor} 0 R /CIDToGIDMap {_glyph_map(file, glyphs)}"
        f" /DW 1000 /W [1 [{' '.join(_widths(font.face, part) for part in parts)}]] >>"
    )
    to_unicode = file.add_compressed(_to_unicode(parts).encode("ascii"))
    return file.add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont {name} /Encoding /Identity-H"
        f" /DescendantFonts [{descendant} 0 R] /ToUnicode {to_unicode} 0 R >>"
    )


@lru_cache(maxsize=_REMEMBERED)
def _program(face: Face, text: str, common: int) -> tuple[bytes, int, list[int]]:
    """Return a font file of a text's characters compressed, its length, and their glyphs.

    Two of three faces say the same in every file of a batch.
    """
    cut, glyphs = load_font(face).subset(text, common)
    return deflated(cut.data, cut.shared), len(cut.data), glyphs


def _descriptor(font: Font, name: str, program: int) -> str:
    file = font.file
    box = " ".join(f"{edge:g}" for edge in file.bbox)
    return (
        f"<< /Type /FontDescriptor /FontName {name} /Flags 4 /FontBBox [{box}] /ItalicAngle 0"
        f" /Ascent {file.ascent:g} /Descent {file.descent:g} /CapHeight {file.capHeight:g}"
        f" /StemV {file.stemV:g} /FontFile2 {program} 0 R >>"
    )


@lru_cache(maxsize=_REMEMBERED)
def _widths(face: Face, text: str) -> str:
    """Return the widths of characters, in thousandths of an em."""
    widths = load_font(face).widths
    return " ".join([f"{widths[character] * 1000:.0f}" for character in text])


def _glyph_map(file: PdfFile, glyphs: Sequence[int]) -> str:
    """Return the map from codes to glyphs; it is the identity unless two share a glyph."""
    if glyphs == list(range(1, len(glyphs) + 1)):
        return "/Identity"
    number = file.add_compressed(struct.pack(f">{len(glyphs) + 1}H", 0, *glyphs))
    return f"{number} 0 R"


def _to_unicode(parts: tuple[str, str]) -> str:
    """Return the map from codes back to text, in UTF-16BE, at most 100 codes a block."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <ffff> endcodespacerange",
    ]
    common, rest = parts
    pairs = [*_pairs(common, 1), *_pairs(rest, 1 + len(common))]
    for start in range(0, len(pairs), _CMAP_BLOCK):
        block = pairs[start : start + _CMAP_BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines)


@lru_cache(maxsize=_REMEMBERED)
def _pairs(text: str, first: int) -> list[str]:
    return [
        f"<{code:04x}> <{character.encode('utf-16-be').hex()}>"
        for code, character in enumerate(text, start=first)
    ]
