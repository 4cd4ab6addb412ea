"""The cover of a batch: every notice, loan and page is counted once, in its village."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.documents import batch_cover
from desktop.domain.notices import NoticeFacts
from desktop.domain.page import TextRun
from desktop.printing.papers import PrintingRoom
from desktop.services.documents.specimens.notices import notice_specimen
from desktop.services.progress import NoProgress

MakeNotice = Callable[..., NoticeFacts]
ROOM = PrintingRoom()
QUIET = NoProgress()
SAMPLE = notice_specimen(1)

counted = st.tuples(st.integers(0, 4), st.integers(1, 30), st.integers(1, 5))
"""A notice: which village, how many loans, how many pages."""


def made(number: int, village: int, loans: int) -> NoticeFacts:
    from dataclasses import replace

    return replace(
        SAMPLE,
        serial=f"PA26-{number:04d}",
        village=f"第{village}村" if village else "",
        loans=SAMPLE.loans[:1] * loans,
    )


@settings(deadline=None, max_examples=60)
@given(st.lists(counted, min_size=1, max_size=60), st.integers(1, 9_990))
def test_the_counts_of_the_villages_add_up_to_those_of_the_batch(
    told: list[tuple[int, int, int]], start: int
) -> None:
    notices = [made(start + n, village, loans) for n, (village, loans, _) in enumerate(told)]
    cover = batch_cover(notices, [pages for *_, pages in told], "batch_cover/1")
    rows = cover.tables["villages"]
    sums = [sum(int(row[column]) for row in rows) for column in (3, 4, 5)]
    assert sums == [len(told), sum(each[1] for each in told), sum(each[2] for each in told)]
    assert sums == [
        int(cover.fields[name]) for name in ("notice_count", "loan_count", "page_count")
    ]
    assert len(rows) == len({village for village, *_ in told}) == int(cover.fields["village_count"])
    assert cover.fields["first_serial"] == notices[0].serial
    assert cover.fields["last_serial"] == notices[-1].serial
    for row, (village, *_) in zip(rows, dict.fromkeys((v, 0) for v, *_ in told), strict=True):
        own = [
            each.serial for each in notices if each.village == (f"第{village}村" * bool(village))
        ]
        assert (row[6], row[7]) == (own[0], own[-1])


def test_number_ten_thousand_comes_after_the_one_before_it() -> None:
    cover = batch_cover([made(10_000, 1, 1), made(9_999, 1, 1)], [1, 1], "batch_cover/1")
    assert (cover.fields["first_serial"], cover.fields["last_serial"]) == (
        "PA26-9999",
        "PA26-10000",
    )


def test_a_batch_begins_with_its_cover_and_its_pages_are_those_counted(
    make_notice: MakeNotice, tmp_path: Path, read_pages: Callable[[Path], list[str]]
) -> None:
    notices = [
        make_notice(serial=f"P26-{n:04d}", loans=40 if n == 2 else 1, village="甲乙"[n > 1] + "村")
        for n in range(5)
    ]
    plain = ROOM.notices_pdf(notices, tmp_path / "plain.pdf", None, QUIET)
    printed = ROOM.notices_pdf(notices, tmp_path / "n.pdf", None, QUIET, with_cover=True)
    pages = read_pages(tmp_path / "n.pdf")
    assert "批次封面" in pages[0] and f"5份、2村、{plain.pages}页" in pages[0]
    assert "1枫林镇甲村222P26-0000P26-0001" in pages[0]
    assert f"2枫林镇乙村342{plain.pages - 2}P26-0002P26-0004" in pages[0]
    assert printed.first_page == {serial: page + 1 for serial, page in plain.first_page.items()}
    assert printed.pages == plain.pages + 1 == len(pages)
    assert pages[1:] == read_pages(tmp_path / "plain.pdf")
    starts = sorted(printed.first_page.values())
    assert all(one < other for one, other in pairwise(starts))


def test_a_cover_names_no_debtor_and_no_amount(make_notice: MakeNotice) -> None:
    notice = make_notice()
    pages = ROOM.cover_pages([notice], [1])
    text = "".join(item.text for page in pages for item in page if isinstance(item, TextRun))
    assert notice.debtor not in text and notice.loans[0].loan_no not in text
    assert "57,000.00" not in text and "4399" not in text
    assert all(page.serial == "" for page in pages)
