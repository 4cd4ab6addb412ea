"""The ledger page over invented loans."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from desktop.services.list_records import LedgerFilter, SortKey
from desktop.ui.jobs import Jobs
from desktop.ui.pages.ledger.page import LedgerPage
from desktop.ui.pages.page import ChangeBus, PageContext
from tests.ui import fake_desk

TODAY = date(2026, 10, 10)


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.close()


@pytest.fixture
def ledger(qtbot, jobs):
    """Return what makes a ledger page over so many loans, and where it went to."""
    went = []

    def make(count):
        desk = fake_desk.desk_of([fake_desk.line(number) for number in range(count)])
        context = PageContext(
            desk, jobs, ChangeBus(), lambda key, /, **rest: went.append((key, rest)), (), "zh"
        )
        page = LedgerPage(context)
        qtbot.addWidget(page)
        page.resize(1100, 700)
        page.show()
        qtbot.waitUntil(lambda: not jobs.is_busy)
        return page

    make.went = went
    return make


def test_an_empty_ledger_says_what_to_do_first(ledger, qtbot):
    page = ledger(0)
    assert not page.table.isVisible()
    page._views.currentWidget().findChild(type(page._import)).click()
    assert ledger.went == [("import", {})]


def test_the_foot_counts_and_sums_the_filter(ledger):
    page = ledger(4)
    assert "4" in page.table._foot.text()
    assert "4,475.14" in page.table._foot.text()


def test_enter_opens_the_dossier_of_the_row(ledger, qtbot):
    page = ledger(10)
    page.table.select_row(3)
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert ledger.went == [("dossier", {"party_id": "party-1", "loan_id": "loan-3"})]


def test_a_click_on_a_heading_sorts_in_sql_and_not_here(ledger, qtbot, jobs):
    page = ledger(10)
    column = [each.key for each in page.model.columns].index("balance")
    page.table.view.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: not jobs.is_busy)
    asked = page.context.desk.store.queries.asked[-1]
    assert asked == (LedgerFilter(), SortKey.BALANCE, True)
    assert page.model.ids[0] == "loan-9"


def test_a_line_of_today_opens_the_ledger_with_its_filter(ledger, qtbot, jobs):
    page = ledger(300)
    wanted = LedgerFilter(
        last_day_from=TODAY + timedelta(days=8), last_day_to=TODAY + timedelta(days=30)
    )
    page.open(wanted=wanted)
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert page.filters.wanted() == wanted
    assert len(page.model.ids) == page._sums.loans < 300


def test_a_chosen_village_and_a_chip_restrict_what_is_asked(ledger, qtbot, jobs):
    page = ledger(300)
    page.filters._village.setCurrentIndex(2)
    page.filters._clock.press(3)
    qtbot.waitUntil(lambda: not jobs.is_busy)
    wanted = page.filters.wanted()
    assert (wanted.township, wanted.village) == ("牌口镇", "张家塘村")
    assert wanted.last_day_to == TODAY + timedelta(days=30)


def test_the_selection_of_everything_shows_the_sums_of_everything(ledger):
    page = ledger(2000)
    page.table.view.selectAll()
    assert f"{page._sums.loans}" in page.table._selection.text()


def test_a_large_selection_is_summed_up_on_the_worker(ledger, qtbot, jobs):
    page = ledger(2000)
    page.table.view.selectAll()
    page.table.view.selectionModel().select(
        page.model.index(0, 0),
        page.table.view.selectionModel().SelectionFlag.Deselect
        | page.table.view.selectionModel().SelectionFlag.Rows,
    )
    qtbot.waitUntil(lambda: "1999" in page.table._selection.text())
    qtbot.waitUntil(lambda: not jobs.is_busy)


def test_a_filter_that_comes_before_the_villages_are_known_is_kept(ledger, qtbot, jobs):
    page = ledger(0)
    wanted = LedgerFilter(township="牌口镇", village="金明村", officer="彭春兰")
    page.open(wanted=wanted)
    assert page.filters.wanted() == wanted
    page.refresh()
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert page.filters.wanted() == wanted
