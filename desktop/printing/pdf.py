"""The PDF painter: display lists to one file.

ReportLab splits a font into subsets of 256 characters and switches between them within a line,
its ToUnicode map is wrong above U+FFFF (𬱖 prints but copies wrongly), and a file of its objects
takes three times as long to write. Here every face is one two-byte font cut down to the characters
used, so a run of text is one string of codes. The same pages give the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from desktop.domain.page import Bars, Box, Face, Form, Item, Page, Picture, Rule, TextRun
from desktop.printing.fonts import load_font
from desktop.printing.pdf_file import PdfFile, text_string
from desktop.printing.pdf_fonts import embed_font
from desktop.printing.pictures import pixel_size

_PRODUCER = "Qingshou"
# Texts, lines and bars of a batch that are the same on page after page.
_REMEMBERED = 512


class _Codes(dict[str, str]):
    """Character codes in hexadecimal by character, given out in the order of first use.

    Those of ``common`` are given out before.
    """

    def __init__(self, common: str) -> None:
        super().__init__(_numbered(common))
        self.common = len(self)
        self.of = lru_cache(maxsize=_REMEMBERED)(self._of)

    def __missing__(self, character: str) -> str:
        code = self[character] = f"{len(self) + 1:04x}"
        return code

    def _of(self, text: str) -> str:
        """Return the codes of a text; a batch says the same again and again."""
        return "".join(map(self.__getitem__, text))


@lru_cache(maxsize=8)
def _numbered(common: str) -> dict[str, str]:
    return {character: f"{code:04x}" for code, character in enumerate(common, start=1)}


class PdfPainter:
    """Paints pages one after the other; :meth:`finish` returns the file's bytes.

    ``made_on`` is the date the file says it was made on: a date of the facts, not of the clock.
    ``common`` are characters that nearly every file of a batch needs, each once: they come first
    in its fonts, so that this part is made once for a thousand files.
    """

    def __init__(
        self, title: str, author: str, made_on: date, common: Mapping[Face, str] | None = None
    ) -> None:
        self._file = PdfFile()
        self._tree, self._resources = self._file.reserve(), self._file.reserve()
        self._information = self._file.add(_information(title, author, made_on))
        common = common or {}
        self._fonts: dict[Face, _Codes] = {face: _Codes(common.get(face, "")) for face in Face}
        self._font_names = {face: f"/F{number}" for number, face in enumerate(Face, start=1)}
        # Forms by name and pictures by fingerprint: their numbers in the file.
        self._drawings: dict[str, int] = {}
        self._sheets: list[int] = []

    @property
    def pages(self) -> int:
        return len(self._sheets)

    def paint(self, page: Page) -> None:
        """Add one page."""
        content = self._content(page.items, page.height)
        if page.form:
            content = f"{self._form(page.form, page)} Do\n{content}"
        stream = self._file.add_compressed(content.encode("ascii"))
        sheet = self._file.add(
            f"<< /Type /Page /Parent {self._tree} 0 R /Resources {self._resources} 0 R"
            f" /MediaBox [0 0 {page.width:g} {page.height:g}] /Contents {stream} 0 R >>"
        )
        self._sheets.append(sheet)

    def finish(self) -> bytes:
        """Embed the fonts and return the whole file; nothing can be painted afterwards."""
        fonts = " ".join(
            f"{self._font_names[face]} {self._embedded(face, codes)} 0 R"
            for face, codes in self._fonts.items()
            if codes
        )
        drawings = " ".join(f"/X{number} {number} 0 R" for number in self._drawings.values())
        resources = f"<< /Font << {fonts} >> /XObject << {drawings} >> >>"
        self._file.add(resources, self._resources)
        sheets = " ".join(f"{number} 0 R" for number in self._sheets)
        self._file.add(f"<< /Type /Pages /Count {self.pages} /Kids [{sheets}] >>", self._tree)
        catalog = self._file.add(f"<< /Type /Catalog /Pages {self._tree} 0 R /Lang (zh-CN) >>")
        return self._file.finish(catalog, self._information)

    def _embedded(self, face: Face, codes: _Codes) -> int:
        return embed_font(self._file, load_font(face), list(codes), codes.common)

    def _form(self, form: Form, page: Page) -> str:
        """Return the form's name in the file, painting it when it is new."""
        number = self._drawings.get(form.name)
        if number is None:
            number = self._drawings[form.name] = self._file.add_compressed(
                self._content(form.items, page.height).encode("ascii"),
                f"/Type /XObject /Subtype /Form /BBox [0 0 {page.width:g} {page.height:g}]"
                f" /Resources {self._resources} 0 R",
            )
        return f"/X{number}"

    def _picture(self, item: Picture, height: float) -> str:
        """Return the operators of a picture, embedding it when it is new."""
        name = hashlib.sha256(item.data).hexdigest()
        number = self._drawings.get(name)
        if number is None:
            number = self._file.add_stream(item.data, _picture_entries(item.data))
            self._drawings[name] = number
        y = height - item.y - item.height
        return f"q {item.width:.2f} 0 0 {item.height:.2f} {item.x:.2f} {y:.2f} cm /X{number} Do Q"

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
                codes = self._fonts[item.face].of(item.text)
                text.append(f"1 0 0 1 {item.x:.2f} {height - item.baseline:.2f} Tm <{codes}> Tj")
            elif isinstance(item, Picture):
                ink.append(self._picture(item, height))
            else:
                ink.append(_ink(item, height))
        text.append("ET")
        return "\n".join(text + ink)


def _picture_entries(jpeg: bytes) -> str:
    width, height = pixel_size(jpeg)
    return (
        f"/Type /XObject /Subtype /Image /Width {width} /Height {height}"
        " /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode"
    )


@lru_cache(maxsize=_REMEMBERED)
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
    return "\n".join([_bar(bar, height) for bar in bars])


@lru_cache(maxsize=_REMEMBERED)
def _bar(bar: tuple[float, float], height: float) -> str:
    """Return the path of one bar; there are few places and widths."""
    return f"{bar[0]:.2f} 0 {bar[1]:.2f} {height:g} re"


def _information(title: str, author: str, made_on: date) -> str:
    """Return the file's title, author and date; nobody's name and no amount stands in it."""
    return (
        f"<< /Title {text_string(title)} /Author {text_string(author)}"
        f" /Creator {text_string(_PRODUCER)} /Producer {text_string(_PRODUCER)}"
        f" /CreationDate (D:{made_on:%Y%m%d}000000+08'00') >>"
    )
