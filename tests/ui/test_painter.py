"""One display list, on the screen and on a printer."""

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtPrintSupport import QPrinter

from desktop.domain.errors import Cancelled, ExpectedFailure
from desktop.domain.page import A4_HEIGHT, A4_WIDTH, Bars, Box, Face, Form, Page, Rule, TextRun
from desktop.services.progress import CancellableProgress, NoProgress
from desktop.ui.painter import PagePainter
from desktop.ui.printer import print_pages
from desktop.ui.widgets.preview import PreviewView

FORM = Form("frame", (Box(50, 50, 495, 740), Rule(50, 400, 545, 400, 1.0, (3, 2))))


def page(number):
    """Return a page with text in each face, a line, a box and bars."""
    return Page(
        items=(
            TextRun(60, 80, f"第{number}页 逾期贷款催收通知书", Face.SERIF, 22.0, 2.0),
            TextRun(60, 120, "周田生 𬱖 141,852.46", Face.SANS, 10.5),
            TextRun(60, 140, "合计", Face.BOLD, 10.5),
            Bars(400, 60, 25, tuple((4.0 * each, 2.0) for each in range(20))),
        ),
        form=FORM,
        serial=f"P26-{number}",
    )


PAGES = [page(number) for number in range(1, 6)]


@pytest.fixture
def printer(tmp_path, qapp):
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    return made


def printed(printer):
    return PdfDocument(printer.outputFileName())


def text_of(sheet):
    return sheet.get_textpage().get_text_range()


def test_a_printed_page_holds_text_and_lines_not_a_picture(printer, fonts):
    print_pages(printer, PAGES, fonts, NoProgress())
    document = printed(printer)
    assert len(document) == 5
    assert "141,852.46" in text_of(document[2])
    kinds = {each.type for each in document[2].get_objects()}
    assert 3 not in kinds  # FPDF_PAGEOBJ_IMAGE


def test_printing_never_scales(printer, fonts):
    print_pages(printer, PAGES[:1], fonts, NoProgress())
    sheet = printed(printer)[0]
    assert sheet.get_size() == pytest.approx((A4_WIDTH, A4_HEIGHT), abs=0.5)
    places = {
        sheet.get_textpage().get_text_range(index, 1): sheet.get_textpage().get_charbox(index)
        for index in range(sheet.get_textpage().count_chars())
    }
    left, bottom, _, _ = places["第"]
    assert left == pytest.approx(60, abs=2.5)
    assert A4_HEIGHT - bottom == pytest.approx(80, abs=4)


def test_the_page_range_of_the_print_dialog_is_obeyed(printer, fonts):
    printer.setFromTo(2, 3)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    done = print_pages(printer, PAGES, fonts, NoProgress())
    assert [each.serial for each in done] == ["P26-2", "P26-3"]
    assert len(printed(printer)) == 2


def test_a_cancelled_print_stops_between_two_pages(printer, fonts):
    seen = []
    progress = CancellableProgress(lambda *report: seen.append(report), lambda: len(seen) == 2)
    with pytest.raises(Cancelled):
        print_pages(printer, PAGES, fonts, progress)
    assert seen == [("print", 0, 5), ("print", 1, 5)]


def test_a_printer_that_takes_nothing_is_an_expected_failure(printer, fonts, tmp_path, qtlog):
    printer.setOutputFileName(str(tmp_path / "no such folder" / "printed.pdf"))
    with qtlog.disabled(), pytest.raises(ExpectedFailure) as failure:
        print_pages(printer, PAGES, fonts, NoProgress())
    assert failure.value.code == "printer_failed"


def test_a_missing_font_is_named(fonts, qapp):
    with pytest.raises(ExpectedFailure) as failure:
        PagePainter(fonts[:1])
    assert failure.value.code == "font_unreadable"


def test_the_screen_shows_ink_where_the_display_list_has_it(fonts, qapp):
    image = PagePainter(fonts).image(PAGES[0], round(A4_WIDTH) * 2)
    white = QColor(Qt.GlobalColor.white)
    dark = {
        name: image.pixelColor(round(2 * x), round(2 * y)).lightness() < 100
        for name, x, y in [("bar", 401, 70), ("gap", 403, 70), ("paper", 300, 600)]
    }
    assert dark == {"bar": True, "gap": False, "paper": False}
    assert image.pixelColor(2, 2) == white


@pytest.fixture
def preview(qtbot, fonts):
    view = PreviewView(PagePainter(fonts))
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    view.set_pages(len(PAGES), PAGES.__getitem__)
    return view


def test_page_keys_turn_the_preview_and_stop_at_its_ends(preview, qtbot):
    qtbot.keyClick(preview, Qt.Key.Key_PageUp)
    assert preview.number == 0
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.number == 1
    qtbot.keyClick(preview, Qt.Key.Key_End)
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.number == 4


def test_the_neighbours_are_painted_before_they_are_wanted(preview, qtbot):
    preview.turn_to(2)
    qtbot.waitUntil(lambda: {1, 2, 3} <= {number for number, _ in preview._pictures})


def test_the_preview_fits_its_width_and_zooms(preview):
    fitting = preview._sheet.width()
    assert fitting == preview.viewport().width()
    preview.zoom(2.0)
    assert preview._sheet.width() > 1.8 * fitting
    preview.fit()
    assert preview._sheet.width() == fitting
