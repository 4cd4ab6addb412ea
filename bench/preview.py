"""Showing a page of a batch that is still being composed: page 700 of 1,000, and the first one.

    python bench/preview.py [NOTICES] [PAGE] [ROUNDS]

Page 700 is composed and painted into a picture of 900 pixels' width from the notices' facts, as
the preview does: nothing before it is composed. The first page is timed the same way, beside the
time in which all pages are composed: it need not wait for them.
"""

from __future__ import annotations

import os
import statistics
import sys
from collections.abc import Sequence

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from measuring import cpu_seconds
from PySide6.QtGui import QGuiApplication
from sample_notices import sample_notices

from desktop.domain.notices import NoticeFacts
from desktop.domain.page import Face
from desktop.printing.fonts import font_path
from desktop.printing.papers import PrintingRoom
from desktop.ui.painter import PagePainter

_PIXELS = 900


def main() -> None:
    count, number, repetitions = (
        *map(int, sys.argv[1:]),
        *(1000, 700, 5)[len(sys.argv) - 1 :],
    )
    application = QGuiApplication([])
    papers, painter = PrintingRoom(), PagePainter([font_path(face) for face in Face])
    facts = sample_notices(count)

    def show(index: int) -> None:
        painter.image(papers.notice_pages(facts[index])[0], _PIXELS)

    def compose_all(notices: Sequence[NoticeFacts]) -> None:
        for each in notices:
            papers.notice_pages(each)

    print(f"a batch of {count} notices, CPU, median of {repetitions}")
    cold = cpu_seconds(lambda: show(0)) * 1000
    print(f"  the very first page, fonts read   {cold:8.1f} ms")
    for name, work in (
        (f"page {number}, shown", lambda: show(number - 1)),
        ("page 1, shown", lambda: show(0)),
        (f"all {count} composed", lambda: compose_all(facts)),
    ):
        each = statistics.median(cpu_seconds(work) for _ in range(repetitions)) * 1000
        print(f"  {name:33} {each:8.1f} ms")
    print(f"  wanted: page {number} in under 100 ms")
    del application


if __name__ == "__main__":
    main()
