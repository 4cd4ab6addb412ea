"""Slips of returns: printed or put into a file, and the list of all that were issued."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.office.return_slips import (
    lay_out_slip,
    note_slip_printed,
    slips,
    write_slip,
)
from desktop.services.paper_ports import PrintedFile
from desktop.services.records import DocumentHead
from desktop.ui.models.columns import Column
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.notices.files import ask_path, ask_printer
from desktop.ui.pages.office.acts import OfficeActs
from desktop.ui.printer import Printout
from desktop.ui.theme import SPACE_8, SPACE_12, SPACE_16
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.job_bar import JobBar
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label

_SIZE = (760, 460)


class SlipActs(OfficeActs):
    """What can be done with a slip; ``told`` is called with a sentence about what came of it."""

    def print_slip(self, serial: str, told: Callable[[str], None], over: QWidget) -> None:
        """Ask for a printer and print a slip."""
        printer: QPrinter | None = ask_printer(over)
        if printer is None:
            return
        desk = self._desk

        def tell(out: Printout) -> None:
            told(
                self.tr("Slip {serial}: %n page(s) sent", "", len(out.pages)).format(serial=serial)
            )

        self._print(
            printer,
            lambda progress: lay_out_slip(desk, serial),
            lambda out: note_slip_printed(desk, serial, len(out.pages)),
            tell,
        )

    def save_slip(self, serial: str, told: Callable[[str], None], over: QWidget) -> None:
        """Ask for a file and write a slip to it."""
        name = self.tr("Slip {serial}").format(serial=serial)
        path = ask_path(over, self.tr("Save the slip"), name, ".pdf", "PDF (*.pdf)")
        if path is None:
            return
        desk = self._desk

        def tell(made: PrintedFile) -> None:
            words = self.tr("Slip {serial} is written to {file}")
            told(words.format(serial=serial, file=made.path.name))

        self.run(
            self.tr("Writing the slip"),
            lambda progress: write_slip(desk, serial, path, progress),
            tell,
        )

    def list_slips(self) -> None:
        """Ask for all slips, and show them."""
        desk = self._desk
        self._context.jobs.run(
            self.tr("Reading"),
            lambda progress: slips(desk),
            lambda found: self.open(SlipsDialog(self, list(found), self._page)),
        )


class SlipsDialog(QDialog):
    """Every slip with its number, as somebody looks it up from the book; a copy says it is one."""

    def __init__(self, acts: SlipActs, found: list[DocumentHead], parent: QWidget) -> None:
        super().__init__(parent)
        self._acts = acts
        self.setWindowTitle(self.tr("Slips of returns"))
        self.resize(*_SIZE)
        self.model: ListModel[DocumentHead] = ListModel(slip_columns(), self)
        self.table = LineTable(self.model, "office-slips", exports=False)
        self.table.set_foot(self.tr("%n slip(s)", "", len(found)))
        self.message = label("", "strong", wrap=True)
        self.print = button(self.tr("Print…"), "primary", "Ctrl+P")
        self.save = button(self.tr("PDF…"), "", "F8")
        close = button(self.tr("Close"), "", "Esc")
        empty = EmptyState(
            self.tr("No slip yet"),
            self.tr("Write returns onto a stick: their slip gets its number by itself."),
        )
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_8)
        foot.addWidget(self.message, 1)
        for each in (close, self.save, self.print):
            foot.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_16)
        layout.setSpacing(SPACE_12)
        layout.addWidget(self.table if found else empty, 1)
        layout.addWidget(JobBar(acts.jobs))
        layout.addLayout(foot)
        for each in (self.print, self.save):
            each.setEnabled(bool(found))
        self.print.clicked.connect(lambda: self._out(acts.print_slip))
        self.save.clicked.connect(lambda: self._out(acts.save_slip))
        self.table.opened.connect(lambda _: self.print.click())
        close.clicked.connect(self.reject)
        self.model.set_records(found)
        if found:
            self.table.select_row(0)
            self.table.setFocus()

    def _out(self, act: Callable[[str, Callable[[str], None], QWidget], None]) -> None:
        chosen = self.table.current_record()
        if chosen is not None:
            act(chosen.serial, self.message.setText, self)


def slip_columns() -> list[Column[DocumentHead]]:
    """Return the columns of slips."""
    translate = QCoreApplication.translate
    return [
        Column("serial", translate("Office", "Slip no."), lambda each: each.serial, 130),
        Column("day", translate("Office", "Written"), lambda each: each.issued_on.isoformat(), 110),
        Column("for", translate("Office", "For"), lambda each: each.subject, 200),
        Column(
            "printed",
            translate("Office", "Printed"),
            lambda each: each.printed_on.isoformat() if each.printed_on else "",
            110,
        ),
        Column(
            "copies",
            translate("Office", "Copies after it"),
            lambda each: str(each.reprints or ""),
            80,
            right=True,
        ),
    ]
