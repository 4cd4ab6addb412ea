"""The branch's own papers on paper: everything printed, nothing outside, numbers that scan."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp

from desktop.domain.documents import SHAPES, DocumentFacts, DocumentKind
from desktop.domain.money import yuan_text
from desktop.domain.page import Bars, Box, Page, Picture, Rule, TextRun
from desktop.printing.fonts import load_font
from desktop.printing.papers import PrintingRoom
from desktop.services.documents.specimens import Size, specimen
from desktop.services.documents.specimens.pictures import specimen_pictures
from desktop.services.documents.specimens.sheets import SHEET_SPECIMENS
from desktop.services.progress import NoProgress

ROOM = PrintingRoom()
EDGE, TOP, FOOT = 56.5, 25.0, 20.0
EVERY = [specimen(kind, size) for kind in SHEET_SPECIMENS for size in Size]
every_sheet = pytest.mark.parametrize(
    "facts", EVERY, ids=[f"{kind}-{size}" for kind in SHEET_SPECIMENS for size in Size]
)


def pages_of(facts: DocumentFacts) -> tuple[Page, ...]:
    return tuple(ROOM.document_pages(facts, None, specimen_pictures(facts)))


def runs(page: Page) -> list[TextRun]:
    return [item for item in page if isinstance(item, TextRun)]


def plain(text: str) -> str:
    return "".join(text.split())


def said(pages: tuple[Page, ...]) -> str:
    return plain("".join(run.text for page in pages for run in runs(page)))


@every_sheet
def test_every_required_field_and_column_is_printed(facts: DocumentFacts) -> None:
    text, shape = said(pages_of(facts)), SHAPES[facts.kind]
    for field in shape.own:
        told = {facts.fields.get(name, "") for name in (field.name, f"{field.name}_capital")}
        if field.required:
            assert any(plain(each) in text for each in told if each), field.name
    for name, table in shape.table.items():
        for number, column in enumerate(table.columns):
            if column.required and column.name != "picture":
                assert all(plain(row[number]) in text for row in facts.tables[name]), column.name


@every_sheet
def test_nothing_leaves_the_paper(facts: DocumentFacts) -> None:
    for page in pages_of(facts):
        for run in runs(page):
            end = run.x + load_font(run.face).width(run.text, run.size)
            assert run.x >= EDGE and end <= page.width - EDGE + run.size, run
            assert run.baseline - 0.8 * run.size >= TOP, run
            assert run.baseline <= page.height - FOOT, run
        for item in page:
            if isinstance(item, Box | Picture):
                assert item.x >= EDGE and item.x + item.width <= page.width - EDGE
                assert item.y >= TOP and item.y + item.height <= page.height - FOOT
            if isinstance(item, Rule) and not item.dash:
                assert min(item.x1, item.x2) >= EDGE
                assert max(item.x1, item.x2) <= page.width - EDGE + 0.5


@every_sheet
def test_no_text_is_set_too_small_to_read(facts: DocumentFacts) -> None:
    assert min(run.size for page in pages_of(facts) for run in runs(page)) >= 6.0


@every_sheet
def test_its_number_scans_on_every_page(
    facts: DocumentFacts, tmp_path: Path, render_page: Callable[[Path, int], object]
) -> None:
    path = tmp_path / "p.pdf"
    pages = pages_of(facts)
    ROOM.documents_pdf([facts], path, None, specimen_pictures(facts), NoProgress())
    for number in (0, len(pages) - 1):
        codes = {found.text for found in zxingcpp.read_barcodes(render_page(path, number))}
        assert codes == ({facts.serial} if facts.serial else set())
        assert any(isinstance(item, Bars) for item in pages[number]) == bool(facts.serial)


def test_the_sums_of_a_table_stand_below_it() -> None:
    sums = {DocumentKind.INTEREST_SHEET: "interest", DocumentKind.HANDOVER_SHEET: "principal"}
    for kind, name in sums.items():
        facts = specimen(kind, Size.USUAL)
        assert said(pages_of(facts)).count(facts.fields[name]) == 2


def test_a_handover_of_two_thousand_loans_counts_every_row_once() -> None:
    small = specimen(DocumentKind.HANDOVER_SHEET, Size.USUAL)
    row = small.tables["loans"][0]
    rows = tuple((str(n + 1), f"L{n:06d}", *row[2:]) for n in range(2_000))
    pages = pages_of(replace(small, tables={"loans": rows}))
    numbers = [run.text for page in pages for run in runs(page) if run.text.startswith("L0")]
    assert numbers == [each[1] for each in rows]
    assert all((page.width, page.height) == (pages[0].width, pages[0].height) for page in pages)
    assert pages[0].width > pages[0].height
    heads = [page for page in pages if "借据号" in [run.text for run in runs(page)]]
    assert len(heads) >= len(pages) - 1


@pytest.mark.parametrize("kind", [DocumentKind.WORK_LOG, DocumentKind.BATCH_COVER])
def test_what_lies_on_other_peoples_tables_tells_no_amounts_and_no_numbers_of_persons(
    kind: DocumentKind,
) -> None:
    for size in Size:
        text = said(pages_of(specimen(kind, size)))
        assert "4399" not in text and "¥" not in text and "人民币" not in text
        assert yuan_text(5_700_000) not in text


def test_a_work_log_leaves_room_to_write_beyond_the_list() -> None:
    facts = specimen(DocumentKind.WORK_LOG, Size.USUAL)
    [page] = pages_of(facts)
    lines = [rule for rule in page if isinstance(rule, Rule) and rule.x2 - rule.x1 > 450]
    assert len(lines) >= len(facts.tables["households"]) + 2
    assert "38℃" in said((page,))


def test_a_heading_kept_with_a_long_table_stays_where_it_is() -> None:
    facts = specimen(DocumentKind.INTEREST_SHEET, Size.EXTREME)
    row = facts.tables["rows"][0]
    pages = pages_of(replace(facts, tables={**facts.tables, "rows": (row,) * 200}))
    first = [run.text for run in runs(pages[0])]
    assert "逐段计算" in first and row[0] in first
    assert len(pages) > 2


def test_an_index_without_photographs_has_no_heading_for_them() -> None:
    assert "影像缩略图" not in said(pages_of(specimen(DocumentKind.EVIDENCE_INDEX, Size.SHORT)))
    usual = pages_of(specimen(DocumentKind.EVIDENCE_INDEX, Size.USUAL))
    shown = [item for page in usual for item in page if isinstance(item, Picture)]
    assert len(shown) == 3
    assert "影像缩略图（3张）" in said(usual)
