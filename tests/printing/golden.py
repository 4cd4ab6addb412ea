"""How every specimen looked when it was approved: small grey pictures, compared with tolerance.

``poe goldens`` takes them again after a wanted change; look at the difference before you do.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter
from pypdfium2 import PdfDocument

from desktop.domain.page import Page
from desktop.printing.pdf import PdfPainter
from desktop.printing.specimen_papers import SpecimenPaper, specimen_papers
from desktop.services.documents.specimens import Size

FOLDER = Path(__file__).with_name("golden")
COMMAND = "poe goldens"
MOST_BYTES = 3_000_000

_DOTS = 60 / 72
_LEVELS = 16
_WORST = 26


def specimens() -> Iterator[SpecimenPaper]:
    """Yield every paper in every size."""
    for size in Size:
        yield from specimen_papers(size)


def names_of(paper: SpecimenPaper) -> list[str]:
    """Return the names of a paper's golden images, a page each."""
    return [f"{paper.code}-{paper.size}-{n}.png" for n in range(1, len(paper.pages) + 1)]


def rendered(pages: tuple[Page, ...]) -> list[Image.Image]:
    """Return pages as PDFium shows their PDF, 60 dots an inch, in sixteen greys."""
    painter = PdfPainter("样张", "样张", date(2026, 10, 10))
    for page in pages:
        painter.paint(page)
    document = PdfDocument(painter.finish())
    pictures = [page.render(scale=_DOTS, grayscale=True).to_pil().convert("L") for page in document]
    document.close()
    step = 256 // _LEVELS
    return [picture.point(lambda value: value // step * 255 // 15) for picture in pictures]


def difference(golden: Image.Image, picture: Image.Image) -> Image.Image | None:
    """Return where two pictures differ, or None where they look alike.

    Another version of PDFium smooths edges a little otherwise; a text that moves by a point, a
    missing character, a missing line is more than that.
    """
    if golden.size != picture.size:
        return ImageChops.invert(picture)
    apart = ImageChops.difference(golden, picture)
    return apart if apart.filter(ImageFilter.BoxBlur(1)).getextrema()[1] > _WORST else None


def renew(folder: Path = FOLDER) -> int:
    """Take all pictures again, remove those of pages that are gone; return how many there are.

    A picture that still looks alike stays as it is, so that only what changed is committed.
    """
    folder.mkdir(exist_ok=True)
    wanted: set[str] = set()
    for paper in specimens():
        names = names_of(paper)
        wanted.update(names)
        for name, picture in zip(names, rendered(paper.pages), strict=True):
            path = folder / name
            if path.exists() and difference(opened(path), picture) is None:
                continue
            picture.quantize(_LEVELS).save(path, "PNG", optimize=True)
    for path in folder.glob("*.png"):
        if path.name not in wanted:
            path.unlink()
    return len(wanted)


def opened(path: Path) -> Image.Image:
    """Return a golden image in greys."""
    with Image.open(path) as image:
        return image.convert("L")


if __name__ == "__main__":
    sys.stdout.write(f"{renew()} golden images in {FOLDER}\n")
