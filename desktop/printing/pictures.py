"""Pictures as they go on paper: upright, in three colours, no larger than paper can show.

Every photograph and scan is made into one plain JPEG before it is placed, so that the PDF and the
window paint the very same bytes, and nothing a camera wrote beside them (place, time) travels on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageOps
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

_DOTS_PER_POINT = 200 / 72
_QUALITY = 80
_READERS = ((b"\x89PNG\r\n\x1a\n", PngImageFile), (b"\xff\xd8\xff", JpegImageFile))
# Decoded, such a picture takes half a gigabyte.
_MOST_PIXELS = 120_000_000
_GREY_16 = ("I", "I;16", "I;16B", "I;16L")


@dataclass(frozen=True, slots=True)
class FittedPicture:
    """A JPEG, and its width and height in points, which fit the frame it was asked for."""

    data: bytes
    width: float
    height: float


@lru_cache(maxsize=64)
def fitted(data: bytes, width: float, height: float) -> FittedPicture | None:
    """Return a PNG or JPEG file fitted into a frame, at most 200 dots an inch.

    It is turned as its camera says, and white where it was clear. None for what cannot be shown:
    no picture, a damaged or cut-off one, one of more than 120 million points.
    """
    most = (max(1, round(width * _DOTS_PER_POINT)), max(1, round(height * _DOTS_PER_POINT)))
    try:
        picture = _upright(data, most)
    except Exception:  # a decoder that is fed with damage raises whatever it likes
        return None
    if picture is None:
        return None
    scale = min(width / picture.width, height / picture.height)
    size = (picture.width * scale, picture.height * scale)
    picture.thumbnail(most)
    out = BytesIO()
    picture.info.clear()  # a comment would travel on
    picture.save(out, "JPEG", quality=_QUALITY)
    return FittedPicture(out.getvalue(), *size)


def pixel_size(data: bytes) -> tuple[int, int]:
    """Return width and height in pixels of a JPEG that :func:`fitted` made."""
    return JpegImageFile(BytesIO(data)).size


def _upright(data: bytes, most: tuple[int, int]) -> Image.Image | None:
    """Return a picture in three colours; a JPEG is read no finer than it will be shown."""
    reader = next((reader for mark, reader in _READERS if data.startswith(mark)), None)
    if reader is None:
        return None
    with reader(BytesIO(data)) as image:
        if image.width * image.height > _MOST_PIXELS:
            return None
        image.draft(None, (max(most), max(most)))
        return _in_three_colours(ImageOps.exif_transpose(image))


def _in_three_colours(image: Image.Image) -> Image.Image:
    if image.mode in _GREY_16:
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if not image.has_transparency_data:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    paper = Image.new("RGB", clear.size, "white")
    paper.paste(clear, mask=clear.getchannel("A"))
    return paper
