"""1,000 one-page notices in one PDF: our painter against the same page in its peers.

    python bench/notice_pdf.py [NOTICES] [ROUNDS]

Peers are ReportLab platypus, fpdf2 and typst (bench/peers_*.py). The memory is the peak of a
process of its own that writes the batch through the papers' door, as the program does.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from measuring import Work, own_peak_megabytes, peak_megabytes, peer, rounds, tell
from sample_notices import sample_notices

from desktop.domain.notices import NoticeFacts
from desktop.printing.forms.demand_notice import compose_notice
from desktop.printing.papers import PrintingRoom
from desktop.printing.pdf import PdfPainter
from desktop.services.progress import NoProgress

WANTED = {"platypus": 8.0, "fpdf2": 4.0, "typst": 4.0}


def ours(notices: Sequence[NoticeFacts]) -> bytes:
    painter = PdfPainter("notices", "bench", notices[0].issued_on)
    for facts in notices:
        for page in compose_notice(facts):
            painter.paint(page)
    return painter.finish()


def write_batch(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "notices.pdf"
        notices = sample_notices(count)
        PrintingRoom().notices_pdf(notices, path, None, NoProgress(), with_cover=True)


def main() -> None:
    if sys.argv[1:2] == ["--memory"]:
        write_batch(int(sys.argv[2]))
        print(own_peak_megabytes())
        return
    count, repetitions = (*map(int, sys.argv[1:]), *(1000, 3)[len(sys.argv) - 1 :])
    memory = peak_megabytes(__file__, "--memory", str(count))
    print(f"{count} one-page notices in one PDF, CPU, median of {repetitions} rounds")
    works: dict[str, tuple[Work, int]] = {"ours": (ours, count)}
    for name in WANTED:
        if module := peer(f"peers_{name}", name):
            works[name] = (module.batch, count)
    tell(rounds(works, repetitions), WANTED)
    print(f"  peak of memory, the file written: {memory} MB (wanted at most 200)")


if __name__ == "__main__":
    main()
