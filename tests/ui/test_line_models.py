"""The two table models and the table over them."""

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from desktop.ui.models.columns import Column, Pill
from desktop.ui.models.lines import PAGE_ROWS, PILL_ROLE, ListModel, PagedModel
from desktop.ui.theme import Tone
from desktop.ui.widgets.table import LineTable


@dataclass(frozen=True)
class Row:
    name: str
    fen: int
    chosen: bool = False


COLUMNS = [
    Column("name", "户", lambda row: row.name, sort="by-name"),
    Column("fen", "本金", amount=lambda row: row.fen, sort="by-amount"),
    Column("state", "状态", pill=lambda row: Pill("已送达", Tone.GOOD)),
    Column("chosen", "", check=lambda row: row.chosen, width=40),
]


class Loader:
    """Makes rows of ids and remembers how many it was asked for at a time."""

    def __init__(self):
        self.asked = []

    def __call__(self, ids):
        self.asked.append(len(ids))
        return [Row(f"户{each}", int(each)) for each in ids]


@pytest.fixture
def rows():
    return ListModel(COLUMNS)


def shown_table(qtbot, model):
    table = LineTable(model, "test")
    qtbot.addWidget(table)
    table.resize(800, 500)
    table.show()
    return table


def test_a_paged_model_fetches_only_the_pages_that_are_looked_at(qapp):
    loader = Loader()
    model = PagedModel(COLUMNS, loader)
    model.set_ids([str(number) for number in range(100_000)])
    assert model.rowCount() == 100_000
    assert loader.asked == []
    assert model.index(50_010, 0).data() == "户50010"
    assert model.index(50_020, 1).data() == "500.20"
    assert loader.asked == [PAGE_ROWS]


def test_the_last_page_may_be_short(qapp):
    model = PagedModel(COLUMNS, Loader())
    model.set_ids([str(number) for number in range(103)])
    assert model.index(102, 0).data() == "户102"


def test_a_paged_model_forgets_old_pages(qapp):
    model = PagedModel(COLUMNS, Loader())
    model.set_ids([str(number) for number in range(100_000)])
    for row in range(0, 100_000, PAGE_ROWS):
        model.record(row)
    assert len(model._pages) == 40


class AskedModel(PagedModel):
    """Counts what it is asked."""

    asked = 0

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        self.asked += 1
        return super().data(index, role)


def test_of_100_000_rows_those_in_sight_alone_are_fetched_and_asked_for(qtbot):
    loader = Loader()
    model = AskedModel(COLUMNS, loader)
    table = shown_table(qtbot, model)
    model.set_ids([str(number) for number in range(100_000)])
    table.grab()
    assert 0 < sum(loader.asked) <= 2 * PAGE_ROWS
    assert 0 < model.asked < 5_000


def test_selecting_100_000_rows_asks_for_those_in_sight_alone(qtbot):
    model = AskedModel(COLUMNS, Loader())
    table = shown_table(qtbot, model)
    model.set_ids([str(number) for number in range(100_000)])
    table.grab()
    model.asked = 0
    table.view.selectAll()
    table.grab()
    assert 0 < model.asked < 5_000
    assert table.selected_rows() == [range(100_000)]


def test_a_paged_model_has_sql_sort_it(qapp, qtbot):
    model = PagedModel(COLUMNS, Loader())
    with qtbot.waitSignal(model.sort_requested) as wanted:
        model.sort(1, Qt.SortOrder.DescendingOrder)
    assert wanted.args == ["by-amount", True]
    with qtbot.assertNotEmitted(model.sort_requested):
        model.sort(2)


def test_a_short_list_sorts_amounts_as_numbers_and_stays_sorted(rows):
    rows.set_records([Row("甲", 900), Row("乙", 10_000), Row("丙", 1)])
    rows.sort(1)
    assert [row.name for row in rows.records] == ["丙", "甲", "乙"]
    rows.set_records([Row("丁", 5), Row("戊", 4)])
    assert [row.name for row in rows.records] == ["戊", "丁"]


def test_cells_show_yuan_pills_and_check_boxes(rows):
    rows.set_records([Row("甲", 123_456, True)])
    assert rows.index(0, 1).data() == "1,234.56"
    assert rows.index(0, 2).data(PILL_ROLE) == Pill("已送达", Tone.GOOD)
    checked = rows.index(0, 3).data(Qt.ItemDataRole.CheckStateRole)
    assert Qt.CheckState(checked) is Qt.CheckState.Checked
    assert rows.index(0, 0).data(Qt.ItemDataRole.CheckStateRole) is None


def test_copy_gives_tabs_with_headings_and_the_words_of_pills(qtbot, rows):
    rows.set_records([Row("甲", 123_456), Row("乙", 1)])
    table = shown_table(qtbot, rows)
    table.select_row(0)
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "户\t本金\t状态\t\n甲\t1,234.56\t已送达\t"


def test_the_foot_sums_the_amounts_of_the_selection(qtbot, rows):
    rows.set_records([Row("甲", 100_000), Row("乙", 50), Row("丙", 7)])
    table = shown_table(qtbot, rows)
    table.view.selectAll()
    assert "1,000.57" in table._selection.text()
    table.select_row(1)
    assert table._selection.text() == ""


def test_enter_opens_the_record(qtbot, rows):
    rows.set_records([Row("甲", 1), Row("乙", 2)])
    table = shown_table(qtbot, rows)
    table.select_row(1)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert opened.args == [Row("乙", 2)]


@pytest.mark.parametrize("key", [None, Qt.Key.Key_Space])
def test_a_click_or_the_space_bar_asks_to_turn_a_check_box_over(qtbot, rows, key):
    rows.set_records([Row("甲", 1), Row("乙", 2)])
    rows.toggled.connect(lambda row, on: rows.replace(1, replace(row, chosen=on)))
    table = shown_table(qtbot, rows)
    place = table.view.visualRect(rows.index(1, 3))
    if key is None:
        qtbot.mouseClick(
            table.view.viewport(), Qt.MouseButton.LeftButton, pos=place.topLeft() + QPoint(14, 14)
        )
    else:
        table.view.setCurrentIndex(rows.index(1, 3))
        qtbot.keyClick(table.view, key)
    assert rows.records[1].chosen


def test_columns_fill_the_room_and_keep_the_widths_a_person_gave(qtbot, rows):
    table = shown_table(qtbot, rows)
    header = table.view.horizontalHeader()
    assert header.length() == table.view.viewport().width()
    header.resizeSection(0, 333)
    again = shown_table(qtbot, ListModel(COLUMNS))
    sizes = [again.view.horizontalHeader().sectionSize(each) for each in (0, 1)]
    assert sizes[0] > 1.3 * sizes[1]


def test_a_hidden_column_stays_hidden_next_time(qtbot, rows):
    shown_table(qtbot, rows).widths.set_shown(2, False)
    again = shown_table(qtbot, ListModel(COLUMNS))
    assert again.widths.visible() == [0, 1, 3]
    assert again.view.horizontalHeader().length() == again.view.viewport().width()


def test_a_narrow_room_squeezes_the_columns_a_little_before_it_scrolls(qtbot, rows):
    table = shown_table(qtbot, rows)
    header, view = table.view.horizontalHeader(), table.view
    table.resize(372, 300)
    assert header.length() == view.viewport().width()
    table.resize(250, 300)
    assert header.length() > view.viewport().width()


def test_a_short_table_is_as_tall_as_its_rows(qtbot, rows):
    rows.set_records([Row("甲", 1), Row("乙", 2), Row("丙", 3), Row("丁", 4)])
    table = shown_table(qtbot, rows)
    table.set_foot("4 户")
    table.resize(800, table.sizeHint().height())
    assert not table.view.verticalScrollBar().isVisible()
    last = table.view.visualRect(rows.index(3, 0))
    assert 0 < table.view.viewport().height() - last.bottom() <= 2  # no second line is drawn


def test_a_tight_table_takes_from_wide_columns_before_a_heading_is_cut(qtbot):
    narrow = [Column(f"n{each}", "挂起", str, 10) for each in range(5)]
    model = ListModel([Column("wide", "收包时间", str, 400), *narrow])
    table = LineTable(model, "tight")
    qtbot.addWidget(table)
    header = table.view.horizontalHeader()
    words = [header.fontMetrics().horizontalAdvance(each.heading) for each in model.columns]
    wanted = 400 + sum(each + 22 for each in words[1:])
    table.resize(wanted - 80, 200)
    table.show()
    qtbot.waitExposed(table)
    sizes = [header.sectionSize(each) for each in range(6)]
    assert sum(sizes) == table.view.viewport().width() < wanted
    assert all(size >= word + 20 for size, word in zip(sizes, words, strict=True))
