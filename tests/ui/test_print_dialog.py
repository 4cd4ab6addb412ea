"""The dialog before every print: what a person chooses is what the printer is set to."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QLabel

from desktop.domain.documents import Sheets
from desktop.ui import print_dialog
from desktop.ui.pages.notices.files import ask_printer
from desktop.ui.print_dialog import PrintChoice, PrintDialog, page_range, printer_names

NAMES = ["Laser both", "Needle"]


@pytest.fixture
def make(qtbot):
    def dialog(names=NAMES, sheets=Sheets.SIMPLEX):
        made = PrintDialog(names, lambda name: "both" in name, sheets)
        qtbot.addWidget(made)
        made.show()
        return made

    return dialog


def test_enter_prints_all_pages_once_on_one_side_each(make, qtbot):
    dialog = make()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.choice() == PrintChoice("Laser both")


def test_papers_for_both_sides_are_proposed_so_where_the_printer_can(make):
    dialog = make(sheets=Sheets.DUPLEX)
    assert dialog.choice().both_sides
    dialog.printers.setCurrentText("Needle")
    assert not dialog.sides.isEnabled()
    assert not dialog.choice().both_sides


def test_papers_for_one_side_may_be_printed_on_both_by_choice(make):
    dialog = make()
    assert dialog.sides.isEnabled()
    dialog.sides.setChecked(True)
    assert dialog.choice().both_sides


def test_every_choice_reaches_the_printer(make, monkeypatch):
    dialog = make()
    dialog.copies.setValue(3)
    dialog.range.setText("3-7")
    dialog.two_up.setChecked(True)
    printer = dialog.printer()
    assert printer.copyCount() == 3
    assert printer.collateCopies()
    assert printer.printRange() is QPrinter.PrintRange.PageRange
    assert (printer.fromPage(), printer.toPage()) == (3, 7)
    assert printer.two_up


def test_both_sides_reach_the_printer(qapp, monkeypatch):
    asked = []
    monkeypatch.setattr(print_dialog.PaperPrinter, "setDuplex", lambda _, mode: asked.append(mode))
    PrintChoice("x", both_sides=True).made()
    PrintChoice("x").made()
    assert asked == [QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexNone]


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("", (0, 0)),
        ("4", (4, 4)),
        (" 3 - 7 ", (3, 7)),
        ("3至7", (3, 7)),
        ("7-3", None),
        ("0", None),
        ("一", None),
        ("3-", None),
    ],
)
def test_a_range_of_pages_is_what_a_person_types(text, pages):
    assert page_range(text) == pages


def test_a_range_that_is_nonsense_cannot_be_printed(make):
    dialog = make()
    dialog.range.setText("7-3")
    assert not dialog.print.isEnabled()
    assert dialog.range.property("invalid") is True
    dialog.range.setText("3-7")
    assert dialog.print.isEnabled()


def test_a_machine_without_printers_says_so(make):
    dialog = make(names=[])
    assert not dialog.print.isEnabled()
    assert any("PDF" in each.text() for each in dialog.findChildren(QLabel) if each.isVisible())


def test_the_systems_own_dialog_starts_from_what_was_chosen_and_prints(make, qtbot, monkeypatch):
    dialog = make()
    dialog.two_up.setChecked(True)
    dialog.range.setText("2")
    seen = []

    def accept(own):
        seen.append(own.printer().fromPage())
        own.printer().setCopyCount(5)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    with qtbot.waitSignal(dialog.accepted):
        dialog.settings.click()
    assert seen == [2]
    assert dialog.printer().copyCount() == 5
    assert dialog.printer().two_up


def test_the_systems_own_dialog_cancelled_leads_back(make, monkeypatch):
    dialog = make()
    monkeypatch.setattr(QPrintDialog, "exec", lambda own: QDialog.DialogCode.Rejected)
    dialog.settings.click()
    assert dialog.isVisible()
    assert dialog.printer().copyCount() == 1


def test_the_printer_used_last_is_proposed_first(make, monkeypatch):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["A", "B", "C"])
    monkeypatch.setattr(QPrinterInfo, "defaultPrinterName", lambda: "B")
    assert printer_names() == ["B", "A", "C"]
    dialog = make(names=["C"])
    dialog.print.click()
    assert printer_names() == ["C", "B", "A"]
    make(names=["gone"]).print.click()
    assert printer_names() == ["B", "A", "C"]


def test_pages_ask_by_this_dialog(qapp, qtbot, monkeypatch):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["A"])
    monkeypatch.setattr(QPrinterInfo, "defaultPrinterName", lambda: "A")
    answers = iter([QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected])
    monkeypatch.setattr(PrintDialog, "exec", lambda dialog: next(answers))
    assert ask_printer(None).copyCount() == 1
    assert ask_printer(None, Sheets.DUPLEX) is None
