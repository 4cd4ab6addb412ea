"""The branch's own papers on paper: sums, long lists, and what others may not see."""

from dataclasses import replace

import pytest

from desktop.domain.documents import DocumentFacts, DocumentKind
from desktop.domain.money import yuan_text
from desktop.domain.page import Page, Picture, Rule, TextRun
from desktop.printing.papers import PrintingRoom
from desktop.services.documents.specimens import Size, specimen
from desktop.services.documents.specimens.pictures import specimen_pictures

ROOM = PrintingRoom()


def pages_of(facts: DocumentFacts) -> tuple[Page, ...]:
    return tuple(ROOM.document_pages(facts, None, specimen_pictures(facts)))


def runs(page: Page) -> list[TextRun]:
    return [item for item in page if isinstance(item, TextRun)]


def plain(text: str) -> str:
    return "".join(text.split())


def said(pages: tuple[Page, ...]) -> str:
    return plain("".join(run.text for page in pages for run in runs(page)))


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
