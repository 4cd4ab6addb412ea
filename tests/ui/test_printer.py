"""Pages on sheets of paper, and what is told when a printer stops midway."""

import io
import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from pypdfium2 import PdfDocument
from PySide6.QtPrintSupport import QPrinter

from desktop.domain.errors import Cancelled, ExpectedFailure, RuleViolation
from desktop.domain.page import A4_HEIGHT, A4_WIDTH, Face, Page, Picture, TextRun
from desktop.services.laid_out import LaidOut
from desktop.services.progress import CancellableProgress, NoProgress
from desktop.ui.printer import PrintStopped, chosen_pages, print_out, print_pages
from desktop.ui.sheets import sheets_of
from tests.ui import printers

QUIET = NoProgress()


def page(serial, number=1, *, landscape=False, starts_sheet=True):
    """Return a page that says whose it is and which."""
    width, height = (A4_HEIGHT, A4_WIDTH) if landscape else (A4_WIDTH, A4_HEIGHT)
    run = TextRun(60, 80, f"[{serial}.{number}]", Face.SERIF, 22.0)
    corner = TextRun(width - 40, height - 20, "x", Face.SANS, 9.0)
    return Page((run, corner), None, serial, width, height, starts_sheet)


A, B1, B2, C = page("A"), page("B"), page("B", 2, starts_sheet=False), page("C")
PAGES = [A, B1, B2, C]


def texts(path):
    """Return what stands on each side that was printed, without white space."""
    document = PdfDocument(path)
    read = ["".join(side.get_textpage().get_text_range().split()) for side in document]
    document.close()
    return [each.replace("x", "") for each in read]


@pytest.fixture
def printed(tmp_path):
    return tmp_path / "printed.pdf"


@pytest.fixture
def make(qapp, printed):
    return lambda **options: printers.FilePrinter(printed, **options)


def test_both_sides_are_used_and_every_paper_starts_a_sheet(make, printed, fonts):
    printer = make()
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    assert print_pages(printer, PAGES, fonts, QUIET) == PAGES
    assert texts(printed) == ["[A.1]", "", "[B.1]", "[B.2]", "[C.1]", ""]


def test_one_side_each_leaves_no_empty_sheets(make, printed, fonts):
    print_pages(make(), PAGES, fonts, QUIET)
    assert texts(printed) == ["[A.1]", "[B.1]", "[B.2]", "[C.1]"]


def test_copies_on_both_sides_never_lie_on_each_others_backs(make, printed, fonts):
    printer = make()
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    printer.setCopyCount(2)
    printer.setCollateCopies(False)
    print_pages(printer, [A, B1, B2], fonts, QUIET)
    sides = texts(printed)
    assert sides == ["[A.1]", "", "[A.1]", "", "[B.1]", "[B.2]", "[B.1]", "[B.2]"]


def test_copies_are_sorted_into_sets_where_the_printer_should_collate(make, printed, fonts):
    printer = make()
    printer.setCopyCount(2)
    printer.setCollateCopies(True)
    assert print_pages(printer, [A, C], fonts, QUIET) == [A, C]
    assert texts(printed) == ["[A.1]", "[C.1]", "[A.1]", "[C.1]"]


def test_two_pages_share_a_side_across_and_are_reduced_to_fit(make, printed, fonts):
    printer = make()
    printer.two_up = True
    print_pages(printer, PAGES, fonts, QUIET)
    assert texts(printed) == ["[A.1][B.1]", "[B.2][C.1]"]
    document = PdfDocument(printed)
    side = document[0]
    assert side.get_size() == pytest.approx((A4_HEIGHT, A4_WIDTH), abs=1)
    runs = side.get_textpage()
    lefts = [
        runs.get_charbox(n)[0]
        for n in range(runs.count_chars())
        if runs.get_text_range(n, 1) == "["
    ]
    scale = A4_WIDTH / A4_HEIGHT
    assert lefts == pytest.approx([60 * scale, A4_HEIGHT / 2 + 60 * scale], abs=4)
    document.close()


def test_two_up_on_both_sides_starts_a_sheet_with_every_paper(qapp):
    sheets = sheets_of([B1, B2, page("B", 3, starts_sheet=False), C], both_sides=True, two_up=True)
    numbers = [[[each.number for each in side.pages] for side in sheet] for sheet in sheets]
    assert numbers == [[[0, 1], [2]], [[3], []]]


def test_pages_across_lie_above_each_other_where_two_share_a_side():
    wide = [page("W", n, landscape=True) for n in (1, 2)]
    [[side]] = sheets_of(wide, both_sides=False, two_up=True)
    assert not side.is_landscape
    assert [each.y >= A4_HEIGHT / 2 for each in side.pages] == [False, True]
    assert all(each.scale == pytest.approx(A4_WIDTH / A4_HEIGHT) for each in side.pages)


def test_a_page_across_is_printed_across_whole(make, printed, fonts):
    wide = page("W", landscape=True)
    print_pages(make(), [A, wide, C], fonts, QUIET)
    document = PdfDocument(printed)
    sizes = [each.get_size() for each in document]
    assert [width > height for width, height in sizes] == [False, True, False]
    runs = document[1].get_textpage()
    [corner] = [
        runs.get_charbox(n) for n in range(runs.count_chars()) if runs.get_text_range(n, 1) == "x"
    ]
    assert corner[0] == pytest.approx(A4_HEIGHT - 40, abs=2)
    document.close()


def test_a_picture_is_printed_where_it_was_placed(make, printed, fonts):
    out = io.BytesIO()
    Image.new("RGB", (200, 100), (255, 0, 0)).save(out, "JPEG")
    picture = Picture(100, 200, 144, 72, out.getvalue())
    print_pages(make(), [replace(A, items=(*A.items, picture))], fonts, QUIET)
    document = PdfDocument(printed)
    [image] = [each for each in document[0].get_objects() if each.type == 3]
    left, bottom, right, top = image.get_bounds()
    document.close()
    assert (left, A4_HEIGHT - top) == pytest.approx((100, 200), abs=1)
    assert (right - left, top - bottom) == pytest.approx((144, 72), abs=1)


def test_the_last_page_comes_first_where_the_printer_wants_it_so(make, printed, fonts):
    printer = make()
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    print_pages(printer, PAGES, fonts, QUIET)
    assert texts(printed) == ["[C.1]", "[B.2]", "[B.1]", "[A.1]"]


def test_a_range_without_pages_is_refused_before_the_printer_is_asked(make, printed, fonts):
    printer = make()
    printer.setFromTo(7, 9)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    assert list(chosen_pages(printer, PAGES)) == []
    with pytest.raises(RuleViolation, match="page_range_empty"):
        print_pages(printer, PAGES, fonts, QUIET)
    assert not printed.exists()


@pytest.mark.parametrize(
    ("sides", "out"),
    [(1, []), (2, ["A"]), (3, ["A"]), (4, ["A", "B"])],
)
def test_a_printer_that_vanishes_between_pages_tells_which_papers_came_out_whole(
    make, fonts, sides, out
):
    pages = [*PAGES, page("D")]
    with pytest.raises(ExpectedFailure) as failure:
        print_pages(make(sides=sides), pages, fonts, QUIET)
    if not out:
        assert failure.value.code == "printer_failed"
        assert not isinstance(failure.value, PrintStopped)
        return
    assert failure.value.code == "printer_stopped"
    assert [each.serial for each in failure.value.done] == [
        each.serial for each in pages if each.serial in out
    ]
    assert failure.value.params["serial"] == out[-1]
    assert failure.value.params["count"] == len(failure.value.done)


def test_a_printer_that_vanishes_at_the_end_of_the_job_has_not_printed_its_last_page(make, fonts):
    with pytest.raises(PrintStopped) as failure:
        print_pages(make(ends_well=False), PAGES, fonts, QUIET)
    assert [each.serial for each in failure.value.done] == ["A", "B", "B"]


def test_a_printer_that_is_gone_at_the_start_has_printed_nothing(make, fonts, tmp_path, qtlog):
    printer = make()
    printer.setOutputFileName(str(tmp_path / "gone" / "printed.pdf"))
    with qtlog.disabled(), pytest.raises(ExpectedFailure, match="printer_failed"):
        print_pages(printer, PAGES, fonts, QUIET)


def test_one_page_that_fails_at_its_end_has_not_come_out(make, fonts):
    with pytest.raises(ExpectedFailure, match="printer_failed"):
        print_pages(make(ends_well=False), [A], fonts, QUIET)


def test_a_first_copy_that_came_out_counts_though_the_second_did_not(make, fonts):
    printer = make(sides=3)
    printer.setCopyCount(2)
    with pytest.raises(PrintStopped) as failure:
        print_pages(printer, [A, C], fonts, QUIET)
    assert failure.value.done == (A, C)


def test_printing_backwards_is_up_to_the_paper_that_came_out_last(make, fonts):
    printer = make(sides=3)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    with pytest.raises(PrintStopped) as failure:
        print_pages(printer, [A, C, page("D"), page("E")], fonts, QUIET)
    assert [each.serial for each in failure.value.done] == ["D", "E"]
    assert failure.value.params["serial"] == "D"


def test_papers_without_serials_are_told_by_their_pages(make, fonts):
    sheets = [replace(page("S", n), serial="") for n in (1, 2, 3)]
    with pytest.raises(PrintStopped) as failure:
        print_pages(make(sides=2), sheets, fonts, QUIET)
    assert (failure.value.code, failure.value.params["count"]) == ("printer_stopped_pages", 1)


def test_a_cover_that_came_out_alone_is_no_paper(make, fonts):
    cover = replace(page("cover"), serial="")
    with pytest.raises(ExpectedFailure, match="printer_failed") as failure:
        print_pages(make(sides=2), [cover, A, C], fonts, QUIET)
    assert not isinstance(failure.value, PrintStopped)
    with pytest.raises(PrintStopped) as stopped:
        print_pages(make(sides=3), [cover, A, C, page("D")], fonts, QUIET)
    assert (stopped.value.done, stopped.value.params["serial"]) == ((cover, A), "A")


def test_a_cover_printed_last_is_not_what_the_print_came_up_to(make, fonts):
    cover = replace(page("cover"), serial="")
    printer = make(ends_well=False)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    with pytest.raises(PrintStopped) as stopped:
        print_pages(printer, [cover, A, C], fonts, QUIET)
    assert stopped.value.params["serial"] == "A"


def test_what_came_out_is_brought_with_the_reason_it_stopped(make, fonts):
    out = print_out(make(sides=2), PAGES, fonts, QUIET)
    assert (out.serials, out.stopped.code) == (["A"], "printer_stopped")
    whole = print_out(make(), PAGES, fonts, QUIET)
    assert (whole.serials, whole.stopped) == (["A", "B", "C"], None)


def test_the_first_page_is_printed_before_the_last_is_laid_out(make, fonts):
    printer = make()
    seen = []

    def compose(serial):
        seen.append(serial)
        return [page(serial)]

    pages = LaidOut([partial(compose, serial) for serial in "ABC"])
    progress = CancellableProgress(lambda *report: seen.append(report))
    assert len(print_pages(printer, pages, fonts, progress)) == 3
    assert seen == ["A", ("print", 0, 3), "B", ("print", 1, 3), "C", ("print", 2, 3)]


def test_progress_counts_the_pages_of_the_range(make, fonts):
    printer = make()
    printer.setFromTo(2, 3)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    seen = []
    print_pages(printer, PAGES, fonts, CancellableProgress(lambda *report: seen.append(report)))
    assert seen == [("print", 0, 2), ("print", 1, 2)]


def test_a_paper_that_cannot_be_laid_out_takes_the_job_back(make, fonts):
    def fail():
        raise ExpectedFailure("picture_missing")

    printer = make()
    pages = LaidOut([lambda: [A], fail])
    with pytest.raises(ExpectedFailure, match="picture_missing"):
        print_pages(printer, pages, fonts, QUIET)
    assert printer.aborted


def test_a_range_and_an_order_choose_from_pages_laid_out_on_the_way(make, printed, fonts):
    printer = make()
    printer.setFromTo(2, 3)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    pages = LaidOut([lambda: [A], lambda: [B1, B2], lambda: [C]])
    assert print_pages(printer, pages, fonts, QUIET) == [B1, B2]
    assert texts(printed) == ["[B.2]", "[B.1]"]


def test_a_cancelled_print_takes_its_job_back(make, fonts):
    printer = make()
    seen = []
    progress = CancellableProgress(lambda *report: seen.append(report), lambda: len(seen) == 2)
    with pytest.raises(Cancelled):
        print_pages(printer, PAGES, fonts, progress)
    assert printer.aborted


@pytest.mark.parametrize("harm", ["missing", "cut off", "damaged"])
@pytest.mark.parametrize("number", range(3))
def test_a_harmed_font_is_named_before_the_printer_is_asked(
    make, printed, fonts, tmp_path_factory, number, harm
):
    folder = tmp_path_factory.mktemp("fonts")  # Qt reads from a font that it knows to the end
    copies = [Path(shutil.copy(each, folder)) for each in fonts]
    harmed = copies[number]
    data = bytearray(harmed.read_bytes())
    if harm == "missing":
        harmed.unlink()
    elif harm == "cut off":
        harmed.write_bytes(data[: len(data) // 2])
    else:
        data[len(data) // 3] ^= 1
        harmed.write_bytes(data)
    with pytest.raises(ExpectedFailure, match="font_unreadable") as failure:
        print_pages(make(), PAGES, copies, QUIET)
    assert failure.value.params == {"file": harmed.name}
    assert not printed.exists()
