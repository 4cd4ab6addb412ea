"""1,000 notices in one DOCX: our writer against python-docx, docxtpl and LibreOffice.

    python bench/notice_docx.py [NOTICES] [ROUNDS] [PEERS' NOTICES ...]

python-docx and docxtpl grow slower with the document's length, so they are measured at the given
numbers of notices (default 50 and 100), which favours them; give 1000 for the whole truth.
LibreOffice, where there is one, turns our DOCX of the last number into PDF: the way to paper of
a program that fills Word templates only.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from measuring import Work, peer, rounds, tell
from sample_notices import sample_notices

from desktop.domain.notices import NoticeFacts
from desktop.printing.papers import PrintingRoom
from desktop.services.progress import NoProgress


def write(notices: Sequence[NoticeFacts], path: Path) -> None:
    PrintingRoom().notices_docx(notices, path, None, NoProgress())


def ours(notices: Sequence[NoticeFacts]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write(notices, Path(folder) / "notices.docx")


def libreoffice_ms(count: int) -> float | None:
    """Return CPU milliseconds a notice that LibreOffice takes from DOCX to PDF."""
    program = shutil.which("soffice")
    if program is None:
        print("  LibreOffice skipped: no soffice on the path")
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "notices.docx"
        write(sample_notices(count), path)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        subprocess.run([*command, str(path)], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert path.with_suffix(".pdf").is_file()
    seconds = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return seconds * 1000 / count


def main() -> None:
    numbers = [int(argument) for argument in sys.argv[1:]]
    count, repetitions = numbers[:2] + [1000, 3][len(numbers) :]
    sizes = numbers[2:] or [50, 100]
    print(f"notices in one DOCX, CPU, median of {repetitions} rounds")
    works: dict[str, tuple[Work, int]] = {f"ours, {count} notices": (ours, count)}
    wanted = {}
    for name in ("python-docx", "docxtpl"):
        if module := peer(f"peers_{name.replace('-', '_')}", name):
            for size in sizes:
                works[f"{name}, {size} notices"] = (module.batch, size)
                if name == "python-docx":
                    wanted[f"{name}, {size} notices"] = 40.0
    tell(rounds(works, repetitions), wanted)
    if (each := libreoffice_ms(sizes[-1])) is not None:
        print(f"  LibreOffice, DOCX to PDF, {sizes[-1]} notices {each:7.2f} ms a notice")


if __name__ == "__main__":
    main()
