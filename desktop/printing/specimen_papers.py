"""Every paper as a specimen (样张): the pages, and how its files are written.

A bank approves its papers by them. Command and tests go over the same list, so that a kind that is
added is written, painted and compared without a word more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from desktop.domain.documents import SHAPES, DocumentFacts, DocumentKind
from desktop.domain.page import Page
from desktop.printing.forms import delivery_list, derivation_sheet
from desktop.printing.forms.wording import SAMPLE_MARK
from desktop.printing.papers import PrintingRoom
from desktop.services.documents.specimens import SPECIMENS, Size
from desktop.services.documents.specimens.derivations import derivation_specimen
from desktop.services.documents.specimens.notices import listed_specimens, notice_specimen
from desktop.services.documents.specimens.pictures import specimen_pictures
from desktop.services.paper_ports import PrintedFile
from desktop.services.progress import Progress

Writer = Callable[[Path, Progress], PrintedFile]

ROUNDS = {1: "第一次", 2: "第二次", 3: "第三次"}


@dataclass(frozen=True)
class SpecimenPaper:
    """One paper in one size.

    ``code`` names it in file names of ours, ``name`` in those of people. ``write_word`` is None
    for a paper that comes as PDF only.
    """

    code: str
    name: str
    size: Size
    template_version: str
    compose: Callable[[], Iterable[Page]]
    write_pdf: Writer
    write_word: Writer | None = None

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages, laid out when they are first looked at: files are written without them."""
        return tuple(self.compose())


def specimen_papers(size: Size) -> Iterator[SpecimenPaper]:
    """Yield every paper the program prints, in one size."""
    room = PrintingRoom()
    for number in ROUNDS:
        yield _notice(room, number, size)
    yield _delivery_list(room, size)
    yield _derivation(room, size)
    for kind in SPECIMENS:
        yield _document(room, kind, size)


def _notice(room: PrintingRoom, number: int, size: Size) -> SpecimenPaper:
    facts = notice_specimen(number, size)
    return SpecimenPaper(
        f"demand_notice_round_{number}",
        f"催收通知书（{ROUNDS[number]}）",
        size,
        facts.template_version,
        partial(room.notice_pages, facts),
        lambda path, progress: room.notices_pdf([facts], path, None, progress),
        lambda path, progress: room.notices_docx([facts], path, None, progress),
    )


def _delivery_list(room: PrintingRoom, size: Size) -> SpecimenPaper:
    facts = listed_specimens(size)
    return SpecimenPaper(
        "delivery_list",
        delivery_list.TITLE,
        size,
        delivery_list.TEMPLATE_VERSION,
        partial(delivery_list.compose_delivery_lists, facts),
        partial(room.delivery_lists_pdf, facts),
    )


def _derivation(room: PrintingRoom, size: Size) -> SpecimenPaper:
    sheet = derivation_specimen(size)
    return SpecimenPaper(
        "derivation_sheet",
        derivation_sheet.title_of(sheet).removesuffix(SAMPLE_MARK),
        size,
        derivation_sheet.TEMPLATE_VERSION,
        partial(room.derivation_pages, sheet),
        partial(room.derivation_pdf, sheet),
    )


def _document(room: PrintingRoom, kind: DocumentKind, size: Size) -> SpecimenPaper:
    facts = SPECIMENS[kind](size)
    pictures = specimen_pictures(facts)
    return SpecimenPaper(
        kind.value,
        SHAPES[kind].name,
        size,
        facts.template_version,
        partial(room.document_pages, facts, None, pictures),
        lambda path, progress: room.documents_pdf([facts], path, None, pictures, progress),
        partial(_write_word, room, facts) if SHAPES[kind].word else None,
    )


def _write_word(
    room: PrintingRoom, facts: DocumentFacts, path: Path, progress: Progress
) -> PrintedFile:
    return room.documents_docx([facts], path, None, progress)
