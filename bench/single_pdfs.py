"""1,000 notices as 1,000 PDF files, single files each way: ours against ReportLab platypus.

    python bench/single_pdfs.py [NOTICES] [ROUNDS] [PEER'S NOTICES]

Both write every file to a folder in the same durable way, each with its own cut-down fonts.
platypus is given fewer notices (default 200): its time a file does not depend on their number.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from measuring import rounds, tell
from peers_platypus import batch
from sample_notices import sample_notices

from desktop.domain.notices import NoticeFacts
from desktop.printing.output import write_whole
from desktop.printing.papers import PrintingRoom
from desktop.services.progress import NoProgress


def ours(notices: Sequence[NoticeFacts], folder: Path) -> None:
    PrintingRoom().notices_single_pdfs(notices, folder / "notices", None, NoProgress())


def platypus(notices: Sequence[NoticeFacts], folder: Path) -> None:
    folder = folder / "notices"
    folder.mkdir()
    for facts in notices:
        write_whole(folder / f"{facts.serial}.pdf", batch([facts]))


def in_a_folder(
    write: Callable[[Sequence[NoticeFacts], Path], None],
) -> Callable[[Sequence[NoticeFacts]], int]:
    """Return work that writes to a new folder and returns the bytes of a file, on average."""

    def work(notices: Sequence[NoticeFacts]) -> int:
        with tempfile.TemporaryDirectory() as folder:
            write(notices, Path(folder))
            sizes = [path.stat().st_size for path in Path(folder, "notices").iterdir()]
        assert len(sizes) == len(notices)
        return sum(sizes) // len(sizes)

    return work


def main() -> None:
    count, repetitions, theirs = (*map(int, sys.argv[1:]), *(1000, 3, 200)[len(sys.argv) - 1 :])
    print(f"{count} notices in a PDF each, CPU, median of {repetitions} rounds")
    works = {"ours": (in_a_folder(ours), count), "platypus": (in_a_folder(platypus), theirs)}
    tell(rounds(works, repetitions), {"platypus": 8.0})
    for name, (work, _) in works.items():
        print(f"  {name}: {work(sample_notices(50)) // 1024} kB a file")


if __name__ == "__main__":
    main()
