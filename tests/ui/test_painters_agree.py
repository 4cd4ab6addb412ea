"""Screen, printer and PDF show the same paper: both painters are looked at, text by text."""

from dataclasses import replace

import pytest

from desktop.domain.page import Bars, Box, Face, Page, Picture, Rule, TextRun
from desktop.printing.pictures import fitted
from desktop.printing.specimen_papers import specimen_papers
from desktop.services.documents.specimens import Size
from desktop.ui.painter import PagePainter
from tests.ui import painters

PAPERS = list(specimen_papers(Size.USUAL))


@pytest.fixture(scope="module")
def painter(qapp, fonts):
    return PagePainter(fonts)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda each: each.code)
def test_both_painters_show_the_same_specimen(paper, painter):
    for page in paper.pages:
        pictures = painters.by_pdf(page), painters.by_qt(painter, page)
        assert painters.differences(page, *pictures) == []


def test_pictures_lines_boxes_and_bars_lie_alike(painter):
    png = next(
        item.data
        for paper in PAPERS
        for page in paper.pages
        for item in page
        if isinstance(item, Picture)
    )
    picture = fitted(png, 200, 150)
    page = Page(
        (
            Picture(80, 60, picture.width, picture.height, picture.data),
            Box(70, 300, 200, 60, 2.0),
            Rule(70, 400, 400, 500, 1.5),
            Rule(70, 520, 400, 520, 1.0, (6.0, 3.0)),
            Bars(300, 60, 40, tuple((3.0 * n, 1.5) for n in range(40))),
        )
    )
    assert painters.differences(page, painters.by_pdf(page), painters.by_qt(painter, page)) == []


def notice():
    return PAPERS[0].pages[0]


def longest(page):
    runs = [item for item in page.items if isinstance(item, TextRun)]
    return max(runs, key=lambda run: len(run.text))


def with_tenth(run, character):
    return {"text": f"{run.text[:9]}{character}{run.text[10:]}"}


def changed(page, run, **fields):
    items = [replace(each, **fields) if each is run else each for each in page.items]
    return replace(page, items=tuple(items))


HARM = {
    "shifted right by 2 points": lambda run: {"x": run.x + 2},
    "shifted down by 2 points": lambda run: {"baseline": run.baseline + 2},
    "without its tenth character": lambda run: with_tenth(run, "\u3000"),
    "with another character": lambda run: with_tenth(run, "麤"),
    "without its last character": lambda run: {"text": run.text[:-1]},
    "bold": lambda run: {"face": Face.BOLD},
    "a twentieth larger": lambda run: {"size": run.size * 1.05},
    "spaced": lambda run: {"letter_spacing": run.letter_spacing + 0.3},
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
def test_a_text_that_one_painter_sets_otherwise_is_noticed(painter, harm):
    page = notice()
    run = longest(page)
    wrong = changed(page, run, **harm(run))
    assert painters.differences(page, painters.by_pdf(page), painters.by_qt(painter, wrong))


@pytest.mark.parametrize("kind", [Rule, Box, Bars])
def test_a_line_a_box_or_a_barcode_that_one_painter_leaves_out_is_noticed(painter, kind):
    page = next(
        page
        for paper in PAPERS
        for page in paper.pages
        if any(isinstance(item, kind) for item in page.items)
    )
    left_out = next(item for item in page.items if isinstance(item, kind))
    wrong = replace(page, items=tuple(item for item in page.items if item is not left_out))
    assert painters.differences(page, painters.by_pdf(page), painters.by_qt(painter, wrong))
