"""Every document of blocks in every size: all there, nothing outside, legible, scannable."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zxingcpp

from desktop.domain.documents import SHAPES, DocumentFacts
from desktop.domain.page import Box, Page, Picture, Rule, TextRun
from desktop.printing.blocks import patterns_of
from desktop.printing.fonts import load_font
from desktop.printing.papers import PrintingRoom
from desktop.printing.shelf import built_in
from desktop.services.documents.specimens import SPECIMENS, Size, specimen
from desktop.services.documents.specimens.pictures import specimen_pictures
from desktop.services.progress import NoProgress

ROOM = PrintingRoom()
MARGIN = 56.5
TEAR = 36.0
EDGE = 5 * 72 / 25.4
every_document = pytest.mark.parametrize(
    "facts",
    [specimen(kind, size) for kind in SPECIMENS for size in Size],
    ids=[f"{kind}-{size}" for kind in SPECIMENS for size in Size],
)


LAID_OUT: dict[int, tuple[Page, ...]] = {}
"""Pages by the identity of their facts, which last as long as the tests do."""


def pages_of(facts: DocumentFacts) -> tuple[Page, ...]:
    if id(facts) not in LAID_OUT:
        pages = ROOM.document_pages(facts, None, specimen_pictures(facts))
        LAID_OUT[id(facts)] = tuple(pages)
    return LAID_OUT[id(facts)]


def plain(text: str) -> str:
    return "".join(text.split())


def runs(page: Page) -> list[TextRun]:
    return [item for item in page if isinstance(item, TextRun)]


def text_of(pages: tuple[Page, ...]) -> str:
    return plain("".join(run.text for page in pages for run in runs(page)))


def box(item: TextRun | Box | Picture | Rule) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of the ink, roughly."""
    match item:
        case TextRun():
            width = load_font(item.face).width(item.text, item.size)
            right = item.x + width + item.letter_spacing * max(len(item.text) - 1, 0)
            return item.x, item.baseline - 0.8 * item.size, right, item.baseline + 0.1 * item.size
        case Rule():
            return min(item.x1, item.x2), item.y1, max(item.x1, item.x2), item.y2
        case Box() | Picture():
            return item.x, item.y, item.x + item.width, item.y + item.height


@every_document
def test_every_required_field_and_column_is_printed(facts: DocumentFacts) -> None:
    text, shape = text_of(pages_of(facts)), SHAPES[facts.kind]
    for field in shape.own:
        told = [facts.fields.get(name, "") for name in (field.name, f"{field.name}_capital")]
        if field.required:
            assert any(plain(each) in text for each in told if each), field.name
    for table in shape.tables:
        for number, column in enumerate(table.columns):
            if column.required and column.name != "picture":
                for row in facts.tables[table.name]:
                    assert plain(row[number]) in text, (table.name, column.name)


@every_document
def test_what_a_template_says_where_it_applies_is_printed(facts: DocumentFacts) -> None:
    template, text = built_in(facts.kind), text_of(pages_of(facts))
    patterns = [each for block in template.blocks for each in patterns_of(block)]
    named = {name for each in patterns for name in each.names}
    for name in named & set(facts.fields):
        assert plain(facts.fields[name]) in text, name


@every_document
def test_nothing_leaves_the_margins(facts: DocumentFacts) -> None:
    for page in pages_of(facts):
        for item in page:
            if not isinstance(item, TextRun | Box | Picture | Rule):
                continue
            left, top, right, bottom = box(item)
            # A mark that closes may stand half beyond the edge; a tear-off line goes further.
            hanging = item.size / 2 if isinstance(item, TextRun) else 0.5
            margin = TEAR if isinstance(item, Rule) and item.dash else MARGIN
            assert left >= margin and right <= page.width - margin + hanging, item
            assert top >= EDGE and bottom <= page.height - EDGE, item


@every_document
def test_no_text_is_too_small_or_runs_into_another(facts: DocumentFacts) -> None:
    for page in pages_of(facts):
        placed = [(run, *box(run)) for run in runs(page)]
        assert min(run.size for run, *_ in placed) >= 6.0
        for one, other in crossing(placed):
            raise AssertionError((one.text, other.text))


def crossing(placed: list) -> Iterator[tuple[TextRun, TextRun]]:
    """Yield texts that stand on each other."""
    ordered = sorted(placed, key=lambda each: each[2])
    for number, (one, left, _, right, bottom) in enumerate(ordered):
        for other, other_left, other_top, other_right, _ in ordered[number + 1 :]:
            if other_top > bottom:
                break
            least = min(one.size, other.size)
            beside = other_right <= left + 0.5 or right <= other_left + 0.5
            if not beside and abs(one.baseline - other.baseline) < 0.6 * least:
                yield one, other


@every_document
def test_the_number_scans_on_every_page(
    facts: DocumentFacts, tmp_path: Path, render_page: Callable[[Path, int], object]
) -> None:
    path = tmp_path / "p.pdf"
    printed = ROOM.documents_pdf([facts], path, None, specimen_pictures(facts), NoProgress())
    for number in range(printed.pages):
        codes = {found.text for found in zxingcpp.read_barcodes(render_page(path, number))}
        assert codes == ({facts.serial} if facts.serial else set())
