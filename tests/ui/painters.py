"""The same page by both painters, and where their ink differs."""

from datetime import date

from PIL import Image, ImageChops, ImageFilter, ImageStat
from pypdfium2 import PdfDocument
from PySide6.QtGui import QImage

from desktop.domain.page import Box, Rule, TextRun
from desktop.printing.fonts import load_font
from desktop.printing.pdf import PdfPainter

SCALE = 2.0
"""Pixels a point: 144 dots an inch."""

_INK = 60
_EDGE = 2.0
_BLUR = 3
_WORST = 75
_STROKE = 0.4


def by_pdf(page):
    """Return a page as PDFium shows its PDF."""
    painter = PdfPainter("样张", "样张", date(2026, 10, 10))
    painter.paint(page)
    document = PdfDocument(painter.finish())
    picture = document[0].render(scale=SCALE, grayscale=True).to_pil()
    document.close()
    return picture.convert("L")


def by_qt(painter, page):
    """Return a page as the window and a printer show it."""
    image = painter.image(page, round(page.width * SCALE)).convertToFormat(
        QImage.Format.Format_Grayscale8
    )
    size = (image.width(), image.height())
    data = bytes(image.constBits())
    return Image.frombytes("L", size, data, "raw", "L", image.bytesPerLine())


def differences(page, one, other):
    """Return in words where two pictures of a page differ.

    In tone anywhere, in where a line of text begins and ends, in the middle of a text's ink, in the
    ink along a line that is too thin to show in the tone.
    """
    # The last row and column are rounded differently.
    common = (0, 0, min(one.width, other.width) - 1, min(one.height, other.height) - 1)
    one, other = ImageChops.invert(one.crop(common)), ImageChops.invert(other.crop(common))
    runs = [run for run in page if isinstance(run, TextRun) and run.text.strip()]
    pictures = (one, other)
    return [
        *_tone(*pictures),
        *_lines(runs, *pictures),
        *_middles(runs, *pictures),
        *_strokes(page, *pictures),
    ]


def _tone(one, other):
    blurred = [each.filter(ImageFilter.BoxBlur(_BLUR)) for each in (one, other)]
    difference = ImageChops.difference(*blurred)
    worst = difference.getextrema()[1]
    if worst > _WORST:
        place = difference.point(lambda value: 255 * (value > _WORST)).getbbox()
        yield f"tone differs by {worst} in {place}"


def _lines(runs, one, other):
    """Compare the ends of each line of text, from edge to edge of the paper."""
    for baseline, size in {(run.baseline, run.size) for run in runs}:
        edges = []
        for picture in (one, other):
            strip = (
                0,
                round((baseline - 0.9 * size) * SCALE),
                picture.width,
                round(baseline * SCALE),
            )
            left, _, right, _ = picture.crop(strip).point(_is_ink).getbbox() or (0, 0, 0, 0)
            edges.append((left, right))
        if any(abs(a - b) > _EDGE for a, b in zip(*edges, strict=True)):
            yield f"the line at {baseline:.0f} points reaches over {edges[0]} and {edges[1]}"


def _middles(runs, one, other):
    """Compare the middle of the ink where every text should stand."""
    for run in runs:
        width = load_font(run.face).width(run.text, run.size)
        width += run.letter_spacing * (len(run.text) - 1)
        top, bottom = run.baseline - 0.95 * run.size, run.baseline + 0.2 * run.size
        area = tuple(round(edge * SCALE) for edge in (run.x, top, run.x + width, bottom))
        here, there = (_middle(picture.crop(area)) for picture in (one, other))
        if any(abs(a - b) > _EDGE for a, b in zip(here, there, strict=True)):
            yield f"“{run.text}” has its middle at {here} and {there}"


def _middle(crop):
    """Return the middle of a crop's ink, in pixels from its corner."""
    across = list(crop.resize((crop.width, 1), Image.Resampling.BOX).tobytes())
    down = list(crop.resize((1, crop.height), Image.Resampling.BOX).tobytes())
    return tuple(
        round(sum(n * ink for n, ink in enumerate(part)) / (sum(part) or 1), 1)
        for part in (across, down)
    )


def _strokes(page, one, other):
    """Compare the ink along every line, and along the edges of every box."""
    for x1, y1, x2, y2 in _edges(page):
        left, right, top, bottom = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
        area = tuple(round(edge * SCALE) for edge in (left - 1, top - 1, right + 1, bottom + 1))
        here, there = (ImageStat.Stat(picture.crop(area)).mean[0] for picture in (one, other))
        if abs(here - there) > _STROKE * max(here, there):
            yield f"the line at {area} has ink {here:.0f} and {there:.0f}"


def _edges(page):
    """Yield every straight line of a page that is not part of a barcode."""
    for item in page:
        if isinstance(item, Rule):
            yield item.x1, item.y1, item.x2, item.y2
        elif isinstance(item, Box):
            left, top, right, bottom = item.x, item.y, item.x + item.width, item.y + item.height
            yield left, top, right, top
            yield left, bottom, right, bottom
            yield left, top, left, bottom
            yield right, top, right, bottom


def _is_ink(value):
    return 255 * (value > _INK)
