"""Pictures as they go into a file: upright, in colour, no larger than paper can show."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from desktop.domain.page import Picture

_DOTS_PER_POINT = 200 / 72
_QUALITY = 80
_FORMATS = ("PNG", "JPEG")


@dataclass(frozen=True, slots=True)
class EmbeddedPicture:
    """A JPEG of three colours, with its size in pixels."""

    data: bytes
    width: int
    height: int


@lru_cache(maxsize=16)
def embedded(item: Picture) -> EmbeddedPicture:
    """Return a picture as it is embedded: at most 200 dots an inch, white where it was clear."""
    with Image.open(BytesIO(item.data), formats=_FORMATS) as image:
        upright = ImageOps.exif_transpose(image).convert("RGBA")
    most = (
        max(1, round(item.width * _DOTS_PER_POINT)),
        max(1, round(item.height * _DOTS_PER_POINT)),
    )
    upright.thumbnail(most)
    paper = Image.new("RGB", upright.size, "white")
    paper.paste(upright, mask=upright.getchannel("A"))
    out = BytesIO()
    paper.save(out, "JPEG", quality=_QUALITY)
    return EmbeddedPicture(out.getvalue(), *paper.size)


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Return a picture's width and height in pixels, upright; None for what cannot be shown."""
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as image:
            image.load()
            return ImageOps.exif_transpose(image).size
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
