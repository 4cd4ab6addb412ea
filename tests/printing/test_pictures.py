"""Photographs and scans on paper: whatever a camera wrote, upright and small, or an empty frame."""

import io
import struct
import zlib
from collections.abc import Callable
from datetime import date

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from desktop.domain.page import Page, Picture
from desktop.printing.pdf import PdfPainter
from desktop.printing.pictures import fitted, pixel_size

ORIENTATION, GPS = 0x0112, 0x8825


def file_of(image: Image.Image, form: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def flag() -> Image.Image:
    """Return a picture that is red at its upper left quarter, else blue."""
    image = Image.new("RGB", (400, 200), (0, 0, 255))
    image.paste((255, 0, 0), (0, 0, 200, 100))
    return image


def shown(data: bytes, width: float = 200, height: float = 200) -> Image.Image:
    picture = fitted(data, width, height)
    assert picture is not None
    image = Image.open(io.BytesIO(picture.data))
    assert (image.format, image.mode) == ("JPEG", "RGB")
    assert image.size == pixel_size(picture.data)
    return image


def is_red(image: Image.Image, x: float, y: float) -> bool:
    red, _, blue = image.getpixel((round(x * image.width), round(y * image.height)))
    return red > 200 and blue < 60


@pytest.mark.parametrize(
    "data",
    [
        file_of(flag()),
        file_of(flag(), "PNG"),
        file_of(flag().convert("P"), "PNG"),
        file_of(flag().convert("RGBA"), "PNG"),
        file_of(flag().convert("CMYK")),
        file_of(flag(), progressive=True),
    ],
    ids=["jpeg", "png", "palette", "alpha", "cmyk", "progressive"],
)
def test_whatever_the_colours_are_stored_as_they_are_shown_as_seen(data: bytes) -> None:
    image = shown(data)
    assert is_red(image, 0.25, 0.25)
    assert not any(is_red(image, *each) for each in [(0.75, 0.25), (0.25, 0.75), (0.75, 0.75)])


@pytest.mark.parametrize(
    ("orientation", "corner"),
    [(1, (0, 0)), (2, (1, 0)), (3, (1, 1)), (4, (0, 1)), (5, (0, 0)), (6, (1, 0)), (7, (1, 1)),
     (8, (0, 1))],
)  # fmt: skip
def test_a_photograph_is_turned_as_its_camera_says(
    orientation: int, corner: tuple[int, int]
) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    image = shown(file_of(flag(), exif=exif))
    assert (image.width > image.height) == (orientation < 5)
    red = [(x, y) for x in (0, 1) for y in (0, 1) if is_red(image, 0.25 + x / 2, 0.25 + y / 2)]
    assert red == [corner]


def test_nothing_the_camera_wrote_beside_the_picture_travels_on() -> None:
    exif = Image.Exif()
    exif.get_ifd(GPS)[1] = "N"
    exif[0x010F] = "Secret camera"
    picture = fitted(file_of(flag(), exif=exif), 200, 200)
    assert picture is not None
    assert b"Secret" not in picture.data and b"Exif" not in picture.data


def test_a_clear_picture_lies_on_white_paper() -> None:
    image = shown(file_of(Image.new("RGBA", (50, 50), (0, 0, 0, 0)), "PNG"))
    assert min(image.getpixel((25, 25))) > 250


def test_a_grey_scan_of_sixteen_bits_is_neither_white_nor_black() -> None:
    grey = Image.new("I;16", (50, 50), 0x8000)
    assert shown(file_of(grey, "PNG")).getpixel((25, 25)) == pytest.approx((128,) * 3, abs=3)


def test_a_large_photograph_becomes_no_larger_than_paper_shows() -> None:
    large = file_of(Image.effect_noise((6000, 4000), 60).convert("RGB"))
    picture = fitted(large, 144, 144)
    assert picture is not None
    assert (picture.width, picture.height) == pytest.approx((144, 96))
    assert max(pixel_size(picture.data)) == 400
    assert len(picture.data) < 200_000


def test_a_small_picture_fills_its_frame_without_more_points() -> None:
    picture = fitted(file_of(flag().resize((40, 20)), "PNG"), 200, 200)
    assert picture is not None
    assert (picture.width, picture.height) == (200, 100)
    assert pixel_size(picture.data) == (40, 20)


def endless_png(width: int, height: int) -> bytes:
    """Return a small file that says it is a huge picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(bytes(1_000_000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + body + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        file_of(flag())[:900],
        file_of(flag(), "PNG")[:200],
        endless_png(60_000, 60_000),
        endless_png(12_000, 11_000),
        file_of(flag(), "GIF"),
        file_of(flag())[:2] + bytes(500),
    ],
    ids=["empty", "text", "cut-off jpeg", "cut-off png", "bomb", "large", "gif", "damaged"],
)  # fmt: skip
def test_what_cannot_be_shown_is_said_instead(data: bytes) -> None:
    assert fitted(data, 200, 200) is None


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["JPEG", "PNG"]), st.data())
def test_damage_anywhere_in_a_file_never_stops_a_print(form: str, data: st.DataObject) -> None:
    whole = bytearray(file_of(flag(), form))
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    picture = fitted(bytes(whole), 200, 100)
    assert picture is None or picture.data.startswith(b"\xff\xd8")


def test_a_picture_lies_in_the_file_once_and_where_it_was_placed(
    render_page: Callable[[bytes, int], Image.Image],
) -> None:
    picture = fitted(file_of(flag()), 144, 72)
    assert picture is not None
    painter = PdfPainter("证据目录", "牌口信用社", date(2026, 10, 10))
    for left in (72.0, 300.0):
        painter.paint(Page((Picture(left, 72, picture.width, picture.height, picture.data),)))
    data = painter.finish()
    assert data.count(b"/Subtype /Image") == 1
    for index, left in enumerate((72.0, 300.0)):
        page = render_page(data, index).convert("RGB")
        red = [page.getpixel((round(x * 200 / 72), round(y * 200 / 72))) for x, y in
               [(left + 20, 90), (left + 120, 130), (left - 5, 90)]]  # fmt: skip
        assert red[0][0] > 200 and red[0][2] < 60
        assert red[1][2] > 200 and red[1][0] < 60
        assert red[2] == (255, 255, 255)
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 2
    document.close()


def test_a_cameras_comment_does_not_travel_on() -> None:
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "JPEG", comment=b"SECRET-COMMENT 13800138000")
    made = fitted(out.getvalue(), 100.0, 100.0)
    assert made is not None
    assert b"SECRET" not in made.data
