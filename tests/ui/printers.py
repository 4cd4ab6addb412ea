"""Printers that write a PDF and fail where a test wants them to."""

from PySide6.QtPrintSupport import QPrinter

from desktop.ui.printer import PaperPrinter


class FilePrinter(PaperPrinter):
    """Prints into a file; ``sides`` is how many it takes before it is gone, None for all.

    ``ends_well`` is false for one that vanishes when the job is closed. ``at_end`` is called when
    everything is printed and nothing reports any more.
    """

    def __init__(self, path, sides=None, ends_well=True, at_end=lambda: None):
        super().__init__()
        self.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.setOutputFileName(str(path))
        self.sides = sides
        self.ends_well = ends_well
        self.at_end = at_end
        self.begun = 1
        self.sides_used = QPrinter.DuplexMode.DuplexNone
        self.aborted = False

    def setDuplex(self, duplex):
        """Keep what Qt forgets where it prints into a file."""
        self.sides_used = duplex

    def duplex(self):
        return self.sides_used

    def newPage(self):
        if self.begun == self.sides:
            return False
        self.begun += 1
        return super().newPage()

    def abort(self):
        self.aborted = True
        return super().abort()

    def printerState(self):
        self.at_end()
        if not self.ends_well:
            return QPrinter.PrinterState.Error
        return super().printerState()
