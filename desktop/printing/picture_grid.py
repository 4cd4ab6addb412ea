"""Photographs and scans two by two, each fitted into its frame with its caption below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.domain.page import Box, Face, Picture
from desktop.printing.page import Align, Flow, place_text
from desktop.printing.pictures import fitted

_COLUMNS = 2
_GAP = 12.0
_CAPTION = 16.0
_SIZE = 8.5
_UNREADABLE = "（图片无法显示，见原件）"


def flow_pictures(
    flow: Flow, rows: Sequence[Sequence[str]], height: float, pictures: Mapping[str, bytes]
) -> None:
    """Place pictures, each row (id, caption); one that cannot be shown keeps an empty frame."""
    width = (flow.frame.width - _GAP * (_COLUMNS - 1)) / _COLUMNS
    for start in range(0, len(rows), _COLUMNS):
        flow.keep(height + _CAPTION)
        for column, (picture, caption) in enumerate(rows[start : start + _COLUMNS]):
            left = flow.frame.left + column * (width + _GAP)
            _place(flow, pictures.get(picture, b""), left, width, height)
            baseline = flow.y + height + _CAPTION - 5
            flow.items.append(
                place_text(
                    caption, left + width / 2, baseline, Face.SANS, _SIZE, Align.CENTRE, width
                )
            )
        flow.space(height + _CAPTION + _GAP / 2)


def _place(flow: Flow, data: bytes, left: float, width: float, height: float) -> None:
    picture = fitted(data, width, height)
    if picture is None:
        flow.items.append(Box(left, flow.y, width, height))
        middle = (left + width / 2, flow.y + height / 2)
        flow.items.append(place_text(_UNREADABLE, *middle, Face.SANS, _SIZE, Align.CENTRE, width))
        return
    x = left + (width - picture.width) / 2
    y = flow.y + (height - picture.height) / 2
    flow.items.append(Picture(x, y, picture.width, picture.height, picture.data))
