"""The Today page on a real database: what is pressing, and where each line leads."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt

from desktop.bootstrap import build
from desktop.domain.rounds import NoticeState
from desktop.services.list_records import LedgerFilter, SortKey
from desktop.services.notices import mark
from desktop.ui.pages.ledger_import.page import ImportPage
from desktop.ui.pages.today.cards import large_amount
from desktop.ui.pages.today.page import TodayPage
from desktop.ui.pages.today.presenter import today_badge
from tests import exchange_rows
from tests.ui import branch_desk as branch
from tests.ui import page_frame as frames

ROWS = (
    branch.row("L1", due_on=date(2023, 10, 14)),
    branch.row("L2", "夏文水", due_on=date(2023, 11, 5), balance_fen=500_000),
    branch.row("L3", "谭国英", due_on=date(2023, 11, 6), balance_fen=700_000),
    branch.row("L4", "罗金生", due_on=date(2012, 3, 1)),
)
"""One claim runs out in four days, two within thirty, one ran out long ago."""


@pytest.fixture
def desk(tmp_path):
    with branch.branch_desk(tmp_path, ROWS) as made:
        yield made


@pytest.fixture
def frame(qapp, desk, fonts):
    with frames.framed(desk, fonts) as made:
        yield made


@pytest.fixture
def page(frame, qtbot):
    return frame.show(qtbot, TodayPage)


def test_the_claims_that_die_first_stand_on_top(page):
    lines = [(line.kind, line.days, line.count, line.principal_fen) for line in page.model.records]
    assert lines == [("clock", 7, 1, 1_000_000), ("clock", 30, 2, 1_200_000)]


def test_enter_on_a_line_opens_its_loans_and_no_others(page, frame, qtbot, desk):
    page.table.select_row(1)
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    (key, arguments) = frame.went[-1]
    assert key == "ledger"
    with desk.store.read() as queries:
        ids = queries.ledger_ids(arguments["wanted"], SortKey.LAST_DAY)
        assert {line.loan_no for line in queries.ledger_lines(ids)} == {"L2", "L3"}


def test_a_click_is_enough_to_open_a_line(page, frame, qtbot):
    place = page.table.view.visualRect(page.model.index(0, 0)).center()
    qtbot.mouseClick(page.table.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert frame.went[-1][0] == "ledger"
    assert frame.went[-1][1]["wanted"].last_day_to == date(2026, 10, 17)


def test_notices_on_their_way_lead_to_where_they_are_finished(page, frame, qtbot, desk):
    serials = branch.issued(desk, ["周田生", "夏文水"])
    mark(desk, [serials["周田生"]], NoticeState.PRINTED)
    page.refresh()
    frame.settle(qtbot)
    kinds = {line.kind: row for row, line in enumerate(page.model.records)}
    for kind in ("notices_generated", "notices_printed"):
        page.table.select_row(kinds[kind])
        qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert frame.went == [
        ("notices", {"confirm": True}),
        ("deliveries", {"serials": (serials["周田生"],)}),
    ]


def test_the_calendar_opens_the_claims_of_a_month(page, frame, qtbot):
    calendar = page.calendar
    november = QPoint(round(calendar.width() * 1.5 / 12), calendar.height() // 2)
    qtbot.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=november)
    wanted = LedgerFilter(
        status="active", last_day_from=date(2026, 11, 1), last_day_to=date(2026, 11, 30)
    )
    assert frame.went == [("ledger", {"wanted": wanted})]


def test_a_month_without_claims_opens_nothing(page, frame, qtbot):
    calendar = page.calendar
    june = QPoint(round(calendar.width() * 8.5 / 12), calendar.height() // 2)
    qtbot.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=june)
    assert frame.went == []


def test_what_has_run_out_is_counted_and_can_be_seen(page, frame, qtbot):
    assert "10,000.00" in page.expired._sums.text()
    page.expired._show.click()
    assert frame.went == [
        ("ledger", {"wanted": LedgerFilter(status="active", clock_state="expired")})
    ]


def test_the_rail_counts_what_dies_within_thirty_days(desk):
    assert today_badge(desk).count == 3


def test_an_empty_database_says_what_to_do_first(qapp, qtbot, tmp_path, fonts):
    folder = tmp_path / "empty"
    folder.mkdir()
    key, clock = bytes(range(32)), branch.StoppedClock()
    with (
        build(folder / "new.db", key, create=True, clock=clock) as application,
        frames.framed(application.desk, fonts) as frame,
    ):
        page = frame.show(qtbot, TodayPage)
        assert page.views.currentIndex() == 2
        button = page.views.currentWidget().findChild(type(page.sums._import))
        button.click()
        assert frame.went == [("import", {})]


def test_large_amounts_are_rounded_to_a_thousand_yuan():
    assert large_amount(4_033_686_862) == "4,033.7"
    assert large_amount(49_999) == "0.0"
    assert large_amount(50_000) == "0.1"


@pytest.mark.parametrize(("policy", "comes"), [("head_office", True), ("branch", False)])
def test_no_ledger_is_asked_for_that_head_office_brings(frame, qtbot, desk, policy, comes):
    page = frame.show(qtbot, TodayPage)
    imported = frame.show(qtbot, ImportPage)
    assert page.sums._import.isVisible() and not imported.from_office.isVisible()
    with desk.store.write() as uow:
        replica = uow.installation().replica_id
        uow.add_taken_return(exchange_rows.taken(replica_id=replica, ledger_policy=policy))
        uow.record("x", "x", {}, desk.clock.today())
        uow.commit()
    for each in (page, imported):
        each.refresh()
        frame.settle(qtbot)
    assert page.sums._import.isHidden() is comes
    assert imported.from_office.isHidden() is not comes
