"""What a page needs around it in a test: jobs, a bus, and a note of where it navigated."""

import threading
from contextlib import contextmanager

from desktop.ui.jobs import Jobs
from desktop.ui.pages.page import ChangeBus, PageContext


class Frame:
    """A page's surroundings; ``went`` are the places it went to, ``troubles`` what was refused."""

    def __init__(self, desk, fonts):
        self.jobs, self.bus = Jobs(), ChangeBus()
        self.went, self.troubles = [], []
        self.jobs.refused.connect(self.troubles.append)
        self.jobs.crashed.connect(self.troubles.append)
        self.context = PageContext(desk, self.jobs, self.bus, self._navigate, fonts, "zh")

    def _navigate(self, key, /, **arguments):
        self.went.append((key, arguments))

    def show(self, qtbot, kind):
        """Return a page of this kind, shown, with its first data."""
        page = kind(self.context)
        qtbot.addWidget(page)
        self.bus.changed.connect(page.refresh)
        page.resize(1198, 690)
        page.show()
        self.settle(qtbot)
        return page

    def settle(self, qtbot):
        qtbot.waitUntil(lambda: not self.jobs.is_busy)
        assert self.troubles == []

    @contextmanager
    def halted(self):
        """Let no question to the database be answered meanwhile."""
        go_on = threading.Event()
        self.jobs.run("halt", lambda progress: go_on.wait(120), lambda _: None)
        try:
            yield
        finally:
            go_on.set()


@contextmanager
def framed(desk, fonts):
    frame = Frame(desk, fonts)
    yield frame
    frame.jobs.close()
