import io

import pytest
import zxingcpp
from PIL import Image

from desktop.domain.errors import RuleViolation
from desktop.printing import barcode


def test_the_picture_for_documents_reads_back() -> None:
    picture = Image.open(io.BytesIO(barcode.png(barcode.code128("PB26-00123")))).convert("L")
    framed = Image.new("L", (picture.width + 160, picture.height + 40), 255)
    framed.paste(picture, (80, 20))
    assert [found.text for found in zxingcpp.read_barcodes(framed)] == ["PB26-00123"]


def test_a_draft_without_a_serial_has_no_bars() -> None:
    assert barcode.code128("") == ()
    assert barcode.width(()) == 0


@pytest.mark.parametrize("serial", ["牌26-1177", "P26 1177", "P" * 41])
def test_a_serial_that_scanners_cannot_read_is_refused(serial: str) -> None:
    with pytest.raises(RuleViolation, match="serial_unfit"):
        barcode.code128(serial)


def test_bars_end_at_the_right_edge_that_was_asked_for() -> None:
    bars = barcode.place(barcode.code128("P26-1177"), 500.0, 40.0)
    distance, width = bars.bars[-1]
    assert bars.x + distance + width == pytest.approx(500.0)
