"""The rules page: every table has words, and the row of today stands out."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.domain.holidays import national_calendar
from desktop.domain.policy import DEFAULT_POLICY, Dated, with_row
from desktop.domain.policy.holidays import HolidayYear
from desktop.ui.pages.rules.lines import Standing, rule_lines
from desktop.ui.pages.rules.names import doubt_pill, standing_pill, table_name
from desktop.ui.pages.rules.page import RulesPage
from desktop.ui.pages.rules.values import FORMS, value_words
from desktop.ui.theme import Tone
from tests.ui import fake_desk
from tests.ui import page_frame as frames

TODAY = date(2026, 10, 10)


def lines(policy=DEFAULT_POLICY, today=TODAY):
    return rule_lines(policy, national_calendar(), today)


def of_table(name, found):
    return [line for line in found if line.table == name]


@pytest.fixture
def frame(qapp, fonts):
    with frames.framed(fake_desk.desk_of([]), fonts) as made:
        yield made


@pytest.fixture
def page(frame, qtbot):
    return frame.show(qtbot, RulesPage)


def test_every_table_of_the_policy_has_a_name_and_a_form_for_its_values():
    tables = [
        f"{area.name}.{each.name}"
        for area in fields(DEFAULT_POLICY)
        for each in fields(getattr(DEFAULT_POLICY, area.name))
    ]
    assert [table for table in tables if table_name(table) == table] == []
    assert [table for table in tables if table not in FORMS] == []


def test_no_value_is_shown_as_it_is_written_in_the_code(qapp):
    said = [value_words(line) for line in lines()]
    signs = ("Decimal", "=", "[", "_", "None", "datetime")
    assert [words for words in said if not words or any(sign in words for sign in signs)] == []


def test_values_are_said_with_their_units(qapp):
    said = {line.table: value_words(line) for line in reversed(lines())}
    assert said["interest.overdue_daily"] == "2.1 per 10,000 a day"
    assert said["conduct.quiet_hours"] == "from 22:00 to 08:00"
    assert said["disposal.micro_loan"] == "towns to 10,000.00, hills to 5,000.00"
    assert said["classes.coverage_percent"] == "150%"


def test_exactly_one_row_of_a_dated_table_is_valid_today():
    tables = {line.table for line in lines() if line.since}
    for table in tables:
        rows = of_table(table, lines())
        assert [row.standing for row in rows].count(Standing.VALID) == 1, table


def test_a_row_of_tomorrow_is_to_come_and_leaves_todays_valid(qapp):
    interest = DEFAULT_POLICY.interest
    row = Dated(date(2026, 10, 11), Decimal("20"), "联社〔2026〕1号")
    changed = replace(interest, ceiling_percent=with_row(interest.ceiling_percent, row))
    found = of_table("interest.ceiling_percent", lines(replace(DEFAULT_POLICY, interest=changed)))
    assert [line.standing for line in found] == [Standing.LATER, Standing.VALID]
    assert [standing_pill(line).tone for line in found] == [Tone.INFO, Tone.GOOD]


def test_a_year_of_rest_days_added_by_head_office_is_counted(qapp):
    year = HolidayYear((date(2027, 1, 1), date(2027, 10, 1)), (date(2027, 10, 9),))
    row = Dated(date(2027, 1, 1), year, "国办发明电〔2026〕9号")
    policy = replace(DEFAULT_POLICY, holidays=replace(DEFAULT_POLICY.holidays, years=(row,)))
    [found] = of_table("holidays.years", lines(policy))
    assert value_words(found) == "2 days off, 1 weekend days worked"


def test_an_uncertain_row_says_so_with_a_pill_and_in_words(page):
    uncertain = next(line for line in page._lines if line.uncertain)
    assert doubt_pill(uncertain).tone is Tone.WARNING
    page.chosen.show_line(uncertain)
    assert "safer value" in page.chosen._note.text()
    certain = next(line for line in page._lines if not line.uncertain)
    page.chosen.show_line(certain)
    assert "safer value" not in page.chosen._note.text()
    assert doubt_pill(certain) is None


def test_the_first_area_is_open_and_keys_lead_to_the_next(page, qtbot):
    assert {line.area for line in page.model.records} == {"limitation"}
    qtbot.keyClick(page.area_table.view, Qt.Key.Key_Down)
    assert {line.area for line in page.model.records} == {"guarantee"}


def test_a_search_looks_in_every_area_and_counts_what_it_found(page, qtbot):
    qtbot.keyClicks(page.search, "2003 251")
    assert {line.table for line in page.model.records} >= {
        "interest.overdue_uplift",
        "interest.compound_on_penalty",
    }
    counts = dict(page.areas.records)
    assert counts["interest"] == counts[""] == len(page.model.records)
    assert counts["limitation"] == 0


def test_a_search_without_a_hit_shows_no_row_and_no_card(page):
    page.search.setText("没有这样的规则")
    assert page.model.records == []
    assert page.chosen.isHidden()
    page.search.clear()
    assert page.model.records
    assert not page.chosen.isHidden()


def test_the_keys_lead_to_the_search(page, qtbot):
    page.activateWindow()
    page.area_table.view.setFocus()
    qtbot.keyClick(page.area_table.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is page.search


def test_every_row_is_whole_in_the_card_below(page):
    row = next(line for line in page._lines if line.table == "limitation.cap_years")
    page.table.select_row(list(page.model.records).index(row))
    assert page.chosen._title.text() == table_name(row.table)
    assert row.source in page.chosen._source.text()
    assert row.note in page.chosen._note.text()
