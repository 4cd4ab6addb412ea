"""Dates, amounts, chips, steps, and the search box."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services.list_records import SearchHit
from desktop.ui.models.columns import Pill
from desktop.ui.theme import DARK, LIGHT, Tone, apply_theme, palette_for, tokens_of
from desktop.ui.widgets.amount_edit import AmountEdit, parse_amount
from desktop.ui.widgets.cells import MARGIN
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.clock_pill import clock_pill
from desktop.ui.widgets.date_edit import DateEdit, parse_date
from desktop.ui.widgets.pill import PillLabel, pill_size
from desktop.ui.widgets.search_box import SearchBox
from desktop.ui.widgets.steps import StepBar

TODAY = date(2026, 10, 10)


@pytest.mark.parametrize(
    "text",
    "20261011 2026-10-11 2026.10.11 2026/10/11 10-11 2026年10月11日 ２０２６－１０－１１".split(),
)
def test_a_date_is_understood_as_people_type_it(text):
    assert parse_date(text, TODAY) == date(2026, 10, 11)


@pytest.mark.parametrize("text", ["", "2026-02-30", "13-01", "10", "202610", "明天", "2026-10-11x"])
def test_what_is_no_date_is_never_guessed(text):
    assert parse_date(text, TODAY) is None


def test_a_date_is_tidied_when_the_field_is_left_and_stepped_by_arrows(qtbot):
    edit = DateEdit(lambda: TODAY)
    qtbot.addWidget(edit)
    qtbot.keyClicks(edit, "1011")
    assert edit.property("invalid") is True
    edit.clear()
    qtbot.keyClicks(edit, "10-11")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edit.text() == "2026-10-11"
    with qtbot.waitSignal(edit.value_changed) as told:
        qtbot.keyClick(edit, Qt.Key.Key_Up)
    assert told.args == [date(2026, 10, 12)]


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("5000", 500_000),
        ("5,000.00", 500_000),
        ("０．５", 50),
        ("1.2万", 1_200_000),
        ("1.23456万", 1_234_560),
        ("¥3.1元", 310),
        ("0", 0),
    ],
)
def test_an_amount_is_understood_to_the_fen(text, fen):
    assert parse_amount(text) == fen


@pytest.mark.parametrize("text", ["", "1.2.3", "-5", "1.005", "0.0000001万", "五千", "1e3"])
def test_what_is_no_amount_is_never_guessed(text):
    assert parse_amount(text) is None


def test_an_amount_is_shown_with_separators_once_the_field_is_left(qtbot):
    edit = AmountEdit()
    qtbot.addWidget(edit)
    qtbot.keyClicks(edit, "1234567.8")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edit.text() == "1,234,567.80"
    assert edit.value() == 123_456_780


@pytest.fixture
def chips(qtbot):
    def make(**options):
        made = Chips([("self", "本人"), ("kin", "家属"), ("agent", "受托人")], **options)
        qtbot.addWidget(made)
        made.show()
        return made

    return make


def test_a_number_key_chooses_the_chip_with_that_number(chips, qtbot):
    made = chips(numbered=True)
    assert made.value() is None
    with qtbot.waitSignal(made.changed):
        qtbot.keyClicks(made, "2")
    assert made.value() == "kin"
    qtbot.keyClick(made, Qt.Key.Key_Right)
    assert made.values() == ["agent"]
    with qtbot.assertNotEmitted(made.changed):
        qtbot.keyClicks(made, "9")


def test_chips_that_do_not_exclude_each_other_are_turned_over_one_by_one(chips, qtbot):
    made = chips(exclusive=False, numbered=True)
    qtbot.keyClicks(made, "13")
    assert made.values() == ["self", "agent"]
    qtbot.keyClicks(made, "1")
    assert made.values() == ["agent"]


def test_an_exclusive_chip_clicked_twice_stays_chosen(chips, qtbot):
    made = chips(numbered=True)
    qtbot.keyClicks(made, "11")
    assert made.values() == ["self"]


def test_new_options_keep_what_is_chosen(chips):
    made = chips()
    made.set_value("kin")
    made.set_options([("kin", "家属 3"), ("other", "其他")])
    assert made.values() == ["kin"]


def test_only_a_step_that_is_done_can_be_gone_back_to(qtbot):
    bar = StepBar(["选择", "核对", "预览"])
    qtbot.addWidget(bar)
    bar.resize(600, 32)
    bar.set_current(1)
    with qtbot.waitSignal(bar.clicked) as went:
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(20, 16))
    assert went.args == [0]
    with qtbot.assertNotEmitted(bar.clicked):
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(500, 16))


def test_a_pill_without_words_takes_no_room(qtbot):
    label = PillLabel(Pill("已送达", Tone.GOOD))
    qtbot.addWidget(label)
    assert label.sizeHint().width() > 20
    label.set_pill(Pill(""))
    assert label.sizeHint().isEmpty()


@pytest.mark.parametrize(
    ("last_day", "tone"),
    [
        (date(2026, 10, 9), Tone.MUTED),
        (date(2026, 10, 10), Tone.DANGER),
        (date(2026, 11, 9), Tone.DANGER),
        (date(2026, 11, 10), Tone.WARNING),
        (date(2027, 1, 8), Tone.WARNING),
        (date(2027, 1, 9), Tone.GOOD),
        (None, Tone.MUTED),
    ],
)
def test_a_clock_turns_from_good_to_danger_as_its_last_day_comes_near(last_day, tone):
    assert clock_pill("alive", last_day, TODAY).tone is tone


def test_a_claim_in_court_is_no_danger():
    assert clock_pill("in_procedure", None, TODAY).tone is Tone.INFO


def test_painting_widgets_find_the_theme_in_their_palette():
    assert tokens_of(palette_for(LIGHT)) is LIGHT
    assert tokens_of(palette_for(DARK)) is DARK


HITS = [
    SearchHit("party", "party-1", "party-1", "周田生", "常家湖村 3 组"),
    SearchHit("notice", "n1", "party-1", "P26-1177", "周田生 第三次"),
    SearchHit("loan", "loan-1", "party-1", "4320180710-00377", "周田生"),
]


@pytest.fixture
def search(qtbot):
    ground = QWidget()
    box = SearchBox(lambda text: [] if text == "xx" else HITS, ground)
    QVBoxLayout(ground).addWidget(box)
    qtbot.addWidget(ground)
    ground.resize(800, 600)
    ground.show()
    qtbot.waitExposed(ground)
    return box


def test_a_scanned_serial_opens_its_notice_at_once(search, qtbot):
    with qtbot.waitSignal(search.opened) as opened:
        qtbot.keyClicks(search, "p26-1177")
        qtbot.keyClick(search, Qt.Key.Key_Return)
    assert opened.args == [HITS[1]]
    assert search.hits.isHidden()


def test_the_box_selects_its_text_though_it_has_the_focus(search, qtbot):
    qtbot.keyClicks(search, "zts")
    search.take_focus()
    assert search.selectedText() == "zts"


def test_no_kind_of_hit_is_cut_off(search, qtbot):
    qtbot.keyClicks(search, "zts")
    qtbot.waitUntil(lambda: search.hits.isVisible())
    view = search.hits._table.view
    names = [Pill(each, Tone.INFO) for each in ("通知书", "Debtor")]
    widest = max(pill_size(each, view.font()).width() for each in names)
    assert view.columnWidth(0) >= widest + 2 * MARGIN


def test_arrows_mark_a_hit_and_enter_opens_it(search, qtbot):
    qtbot.keyClicks(search, "zts")
    qtbot.waitUntil(lambda: search.hits.isVisible())
    qtbot.keyClick(search, Qt.Key.Key_Down)
    qtbot.keyClick(search, Qt.Key.Key_Down)
    with qtbot.waitSignal(search.opened) as opened:
        qtbot.keyClick(search, Qt.Key.Key_Return)
    assert opened.args == [HITS[2]]


def test_nothing_found_is_said_and_enter_does_nothing(search, qtbot):
    qtbot.keyClicks(search, "xx")
    with qtbot.assertNotEmitted(search.opened):
        qtbot.keyClick(search, Qt.Key.Key_Return)
    assert search.hits.isVisible()
    assert search.hits._none.isVisible()
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.hits.isHidden()


def test_a_date_stays_whole_when_the_text_grows(qtbot, qapp):
    edit = DateEdit(lambda: date(2026, 10, 11), date(2026, 10, 11))
    qtbot.addWidget(edit)
    edit.show()
    small = edit.width()
    apply_theme(qapp, dark=False, points=16)
    wide = edit.width()
    room = edit.fontMetrics().horizontalAdvance("2026-10-11")
    apply_theme(qapp, dark=False)
    assert room < wide
    assert small < wide
