"""The whole set of specimens as files in a folder: every paper in three sizes, and an overview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.errors import ExpectedFailure
from desktop.domain.notices import SAMPLE_HEAD
from desktop.printing.forms.specimen_index import TITLE, IndexLine, compose_index
from desktop.printing.forms.wording import letterhead
from desktop.printing.output import write_whole
from desktop.printing.pdf import PdfPainter
from desktop.printing.specimen_papers import SpecimenPaper, specimen_papers
from desktop.services.documents.specimens import Size
from desktop.services.documents.specimens.invented import DAY
from desktop.services.progress import NoProgress, Progress

OVERVIEW = f"{TITLE}.pdf"
_SIZES = {Size.SHORT: "最少", Size.USUAL: "通常", Size.EXTREME: "最多"}


@dataclass(frozen=True, slots=True)
class SpecimenFile:
    """A file that was written; ``template_version`` is empty for the overview.

    ``pages`` is None for a Word file: Word breaks its pages, on another machine otherwise.
    """

    path: Path
    name: str
    template_version: str
    pages: int | None


def write_specimens(folder: Path, progress: Progress) -> list[SpecimenFile]:
    """Write all specimens, replacing those of an earlier run; make the folder where there is none.

    Every file is there whole or not at all. Raises ExpectedFailure ``folder_unwritable``, and as
    ``write_whole`` does.
    """
    _make(folder)
    papers = [paper for size in Size for paper in specimen_papers(size)]
    numbers = {code: n for n, code in enumerate(dict.fromkeys(each.code for each in papers), 1)}
    written: list[SpecimenFile] = []
    for done, paper in enumerate(papers):
        progress.report("specimens", done, len(papers))
        stem = f"{numbers[paper.code]:02d}_{paper.name}_{_SIZES[paper.size]}"
        written += _write(paper, folder, stem)
    progress.report("specimens", len(papers), len(papers))
    usual = [paper for paper in papers if paper.size is Size.USUAL]
    return [*written, _write_overview(usual, folder / OVERVIEW)]


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExpectedFailure("folder_unwritable", folder=folder.name) from error


def _write(paper: SpecimenPaper, folder: Path, stem: str) -> list[SpecimenFile]:
    writers = {".pdf": paper.write_pdf, ".docx": paper.write_word}
    written = []
    for suffix, write in writers.items():
        if write is not None:
            printed = write(folder / f"{stem}{suffix}", NoProgress())
            version = printed.template_version
            pages = printed.pages if suffix == ".pdf" else None
            written.append(SpecimenFile(printed.path, paper.name, version, pages))
    return written


def _write_overview(papers: Sequence[SpecimenPaper], path: Path) -> SpecimenFile:
    """Write the usual ones into one file behind an index."""
    lines = [IndexLine(each.name, each.template_version, len(each.pages)) for each in papers]
    painter = PdfPainter(TITLE, letterhead(SAMPLE_HEAD), DAY)
    for page in (*compose_index(lines), *(page for each in papers for page in each.pages)):
        painter.paint(page)
    write_whole(path, painter.finish())
    return SpecimenFile(path, TITLE, "", painter.pages)
