"""Paints the display list with QPainter: on the screen for a preview, for a printer as vectors.

The composer placed every run of text with the widths of the packaged fonts. Here every glyph is
put where those widths say, without kerning, shaping or fallback fonts, so that the screen, the
printer and the PDF show the same paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGlyphRun,
    QImage,
    QPainter,
    QPen,
    QRawFont,
)

from desktop.domain.errors import ExpectedFailure
from desktop.domain.page import Bars, Box, Face, Item, Page, Picture, Rule, TextRun
from desktop.services.font_files import require_font_file
from desktop.ui.theme import font_family

_EM = 1000.0


class _FaceFont:
    """One face: glyph numbers and advances of the characters met so far, fonts by size."""

    def __init__(self, face: Face, path: Path) -> None:
        require_font_file(face, path)
        family = font_family(path)
        if not family:
            raise ExpectedFailure("font_unreadable", file=path.name)
        font = QFont([family])
        font.setBold(face is Face.BOLD)
        font.setPixelSize(int(_EM))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
        # A raw font read from the file itself would reach a printer as outlines, not as text.
        self._font = QRawFont.fromFont(font)
        self._glyphs: dict[str, tuple[int, float]] = {}
        self._sizes: dict[float, QRawFont] = {}

    def glyphs(self, run: TextRun) -> QGlyphRun:
        """Return the glyphs of a run, each at its place on the baseline."""
        numbers, places, x = [], [], 0.0
        for character in run.text:
            number, advance = self._glyph(character)
            numbers.append(number)
            places.append(QPointF(x, 0.0))
            x += advance * run.size + run.letter_spacing
        glyphs = QGlyphRun()
        glyphs.setRawFont(self._sized(run.size))
        glyphs.setGlyphIndexes(numbers)
        glyphs.setPositions(places)
        return glyphs

    def _glyph(self, character: str) -> tuple[int, float]:
        """Return a character's glyph number and its advance in em."""
        known = self._glyphs.get(character)
        if known is None:
            number = self._font.glyphIndexesForString(character)[0]
            advance = self._font.advancesForGlyphIndexes([number])[0].x() / _EM
            known = self._glyphs[character] = (number, advance)
        return known

    def _sized(self, size: float) -> QRawFont:
        font = self._sizes.get(size)
        if font is None:
            font = QRawFont(self._font)
            font.setPixelSize(size)
            self._sizes[size] = font
        return font


class PagePainter:
    """Paints pages; keeps its fonts, so make one and use it often, always on the same thread.

    ``fonts`` are the files of the faces; ExpectedFailure ``font_unreadable`` names a damaged one.
    """

    def __init__(self, fonts: Sequence[Path]) -> None:
        paths = {path.name: path for path in fonts}
        missing = [face.value for face in Face if face.value not in paths]
        if missing:
            raise ExpectedFailure("font_unreadable", file=missing[0])
        self._faces = {face: _FaceFont(face, paths[face.value]) for face in Face}

    def paint(self, painter: QPainter, page: Page) -> None:
        """Paint a page in the painter's units, which are points from the paper's top left."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        for item in page:
            self._paint_item(painter, item)

    def image(self, page: Page, width: int, ratio: float = 1.0) -> QImage:
        """Return a page as a picture ``width`` pixels wide on a screen of this pixel ratio."""
        scale = width / page.width
        size = (round(width * ratio), round(page.height * scale * ratio))
        image = QImage(*size, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.scale(scale * ratio, scale * ratio)
        self.paint(painter, page)
        painter.end()
        image.setDevicePixelRatio(ratio)
        return image

    def _paint_item(self, painter: QPainter, item: Item) -> None:
        ink = QColor(Qt.GlobalColor.black)
        match item:
            case TextRun():
                painter.setPen(ink)
                glyphs = self._faces[item.face].glyphs(item)
                painter.drawGlyphRun(QPointF(item.x, item.baseline), glyphs)
            case Rule():
                painter.setPen(_pen(item.thickness, item.dash))
                painter.drawLine(QLineF(item.x1, item.y1, item.x2, item.y2))
            case Box():
                painter.setPen(_pen(item.thickness))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(QRectF(item.x, item.y, item.width, item.height))
            case Picture():
                frame = QRectF(item.x, item.y, item.width, item.height)
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(frame, QImage.fromData(item.data))
            case Bars():
                for distance, width in item.bars:
                    painter.fillRect(QRectF(item.x + distance, item.y, width, item.height), ink)


def _pen(thickness: float, dash: Sequence[float] = ()) -> QPen:
    """Return a black pen; Qt counts dashes in units of the pen's width."""
    pen = QPen(QColor(Qt.GlobalColor.black), thickness)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if dash:
        pen.setDashPattern([length / thickness for length in dash])
    return pen
