"""A batch of notices as a folder with a PDF for each: named by serial, never by a person."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from desktop.domain.documents import SHAPES, DocumentKind
from desktop.domain.notices import NoticeFacts
from desktop.domain.page import Face, Page
from desktop.printing.checks import refuse_unprintable
from desktop.printing.forms.demand_notice import common_characters, compose_notice
from desktop.printing.forms.wording import Wording, letterhead, load_wording
from desktop.printing.output import whole_folder, write_inside
from desktop.printing.pdf import PdfPainter
from desktop.services.paper_ports import PrintedFile
from desktop.services.progress import Progress

COVER_FILE = "00_封面.pdf"
"""Sorted before the notices."""

Cover = Callable[[Sequence[int]], Sequence[Page]]
"""From the pages of each notice to the pages of the cover."""

# A cancel is heard this often.
_STEP = 5


def write_single_files(
    facts: Sequence[NoticeFacts],
    folder: Path,
    reprint_on: date | None,
    progress: Progress,
    cover: Cover | None = None,
    wording_of: Callable[[str], Wording] = load_wording,
) -> PrintedFile:
    """Write each notice to its own file in a new folder, all of them or none.

    The hash is that of the list of files and hashes (:func:`manifest_sha256`). Raises RuleViolation
    as ``refuse_unprintable``, ExpectedFailure as ``whole_folder`` and Cancelled from ``progress``.
    """
    refuse_unprintable(facts)
    files: dict[str, str] = {}
    counts: list[int] = []
    with whole_folder(folder) as part:

        def write(name: str, pages: Sequence[Page], painter: PdfPainter) -> None:
            for page in pages:
                painter.paint(page)
            data = painter.finish()
            write_inside(part / name, data)
            files[name] = hashlib.sha256(data).hexdigest()

        for number, each in enumerate(facts):
            if number % _STEP == 0:
                progress.report("write", number, len(facts))
            wording = wording_of(each.template_version)
            pages = compose_notice(each, reprint_on, wording)
            counts.append(len(pages))
            painter = _painter(each, wording.title, reprint_on, common_characters(each, wording))
            write(f"{each.serial}.pdf", pages, painter)
        ahead = cover(counts) if cover else ()
        if ahead:
            title = SHAPES[DocumentKind.BATCH_COVER].name
            write(COVER_FILE, ahead, _painter(facts[0], title, reprint_on))
        progress.report("write", len(facts), len(facts))
    versions = ", ".join(dict.fromkeys(each.template_version for each in facts))
    first_page = dict.fromkeys((each.serial for each in facts), 1)
    total = sum(counts) + len(ahead)
    return PrintedFile(folder, manifest_sha256(files), total, first_page, versions, files)


def manifest_sha256(files: dict[str, str]) -> str:
    """Return the SHA-256 of the list of files, a line each by name: ``hash  name``."""
    lines = [f"{digest}  {name}\n" for name, digest in sorted(files.items())]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _painter(
    notice: NoticeFacts,
    title: str,
    reprint_on: date | None,
    common: Mapping[Face, str] | None = None,
) -> PdfPainter:
    made_on = reprint_on or notice.issued_on
    return PdfPainter(title, letterhead(notice.bank), made_on, common)
