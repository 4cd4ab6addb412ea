"""The notices page on a real database: from the proposal to paper in the servers' hands."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop.domain.masks import mask_name
from desktop.domain.rounds import NoticeState
from desktop.services.delivery_day import waiting_to_be_served
from desktop.ui.jobs import Jobs
from desktop.ui.pages.documents.batch_dialog import BatchDialog
from desktop.ui.pages.notices import page as notices_page
from desktop.ui.pages.notices import reprint as reprint_dialog
from desktop.ui.pages.notices.page import CHECK, CHOOSE, CONFIRM, PREVIEW, PRINT, NoticesPage
from desktop.ui.pages.notices.reprint import ReprintDialog, serials_in
from desktop.ui.pages.notices.selection import Group, Scope
from desktop.ui.pages.page import ChangeBus, PageContext
from tests.ui import branch_desk as branch
from tests.ui import printers

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ROUTE = ["夏文水", "周田生", "谭国英"]
SHOWN = [mask_name(name) for name in ROUTE]


@pytest.fixture
def desk(tmp_path):
    with branch.branch_desk(tmp_path) as made:
        yield made


@pytest.fixture
def refusals():
    return []


@pytest.fixture
def context(qapp, desk, fonts, refusals):
    jobs, went = Jobs(), []
    jobs.refused.connect(refusals.append)
    jobs.crashed.connect(refusals.append)
    yield PageContext(
        desk, jobs, ChangeBus(), lambda key, **values: went.append((key, values)), fonts, "zh"
    )
    jobs.close()


@pytest.fixture
def page(qtbot, context, refusals):
    made = NoticesPage(context)
    context.bus.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1198, 692)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    settle(qtbot, context)
    yield made
    assert refusals == []


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Let every file be saved under its proposed name, in this folder."""
    made = tmp_path / "papers"
    made.mkdir()

    def choose(parent, title, proposed, kinds):
        return str(made / Path(proposed).name), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(choose))
    return made


def settle(qtbot, context):
    qtbot.waitUntil(lambda: not context.jobs.is_busy)


def press(qtbot, page, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)
    settle(qtbot, page.context)


def walk_to(qtbot, page, step):
    while page.current < step:
        press(qtbot, page, Key.Key_Return)
    if step == PRINT:
        press(qtbot, page, Key.Key_Return)


def states(desk):
    with desk.store.read() as queries:
        return {each.serial: each.state for each in queries.notices_in_state(list(NoticeState))}


def texts(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def test_enter_leads_from_the_proposal_to_paper_in_the_servers_hands(qtbot, page, desk, folder):
    assert [each.party.name for each in page.choose.model.records] == SHOWN
    for step in (CHECK, PREVIEW, PRINT):
        press(qtbot, page, Key.Key_Return)
        assert page.current == step
    assert states(desk) == {}
    press(qtbot, page, Key.Key_Return)
    assert set(states(desk).values()) == {NoticeState.GENERATED}
    for key in (Key.Key_2, Key.Key_3, Key.Key_4):
        press(qtbot, page, key)
    assert sorted(each.suffix for each in folder.iterdir()) == [".docx", ".pdf", ".pdf"]
    notices = next(
        each for each in folder.iterdir() if "0003.pdf" in each.name and "list" not in each.name
    )
    assert ["夏文水" in text for text in texts(notices)[1:]] == [
        True,
        False,
        False,
    ]  # after the cover
    press(qtbot, page, Key.Key_Return)
    assert page.current == CONFIRM
    press(qtbot, page, Key.Key_1)
    press(qtbot, page, Key.Key_Return)
    assert set(states(desk).values()) == {NoticeState.PRINTED}
    press(qtbot, page, Key.Key_1)
    press(qtbot, page, Key.Key_Return)
    assert set(states(desk).values()) == {NoticeState.HANDED_OUT}
    assert waiting_to_be_served(desk) == 3


def test_enter_alone_neither_confirms_nor_hands_out(qtbot, page, desk, folder):
    walk_to(qtbot, page, PRINT)
    press(qtbot, page, Key.Key_Return)
    assert (page.current, page.go.isEnabled()) == (PRINT, False)
    press(qtbot, page, Key.Key_4)  # the list of deliveries is no notice
    assert not page.go.isEnabled()
    press(qtbot, page, Key.Key_2)
    press(qtbot, page, Key.Key_Return)
    press(qtbot, page, Key.Key_Return)
    assert page.current == CONFIRM
    assert set(states(desk).values()) == {NoticeState.GENERATED}
    asked = page.confirm._question._title.text()
    press(qtbot, page, Key.Key_1)
    press(qtbot, page, Key.Key_Return)
    press(qtbot, page, Key.Key_Return)
    assert set(states(desk).values()) == {NoticeState.PRINTED}
    assert page.confirm._question._title.text() != asked


def test_an_unconfirmed_batch_opened_again_may_be_confirmed_at_once(qtbot, page, desk):
    branch.issued(desk)
    page.refresh()
    settle(qtbot, page.context)
    page.open(confirm=True)
    press(qtbot, page, Key.Key_3)
    press(qtbot, page, Key.Key_Return)
    assert (page.current, page.go.isEnabled()) == (PRINT, True)


def test_serials_are_taken_once_however_often_enter_is_pressed(qtbot, page, desk):
    walk_to(qtbot, page, PREVIEW)
    press(qtbot, page, Key.Key_Return)
    qtbot.keyClick(page, Key.Key_Return)
    qtbot.keyClick(page, Key.Key_Return)
    settle(qtbot, page.context)
    assert len(states(desk)) == 3


def test_a_printer_that_fails_leaves_the_batch_and_the_next_try_takes_no_serials(
    qtbot, page, desk, refusals, tmp_path, monkeypatch
):
    walk_to(qtbot, page, PRINT)
    before = states(desk)
    printed = tmp_path / "printed.pdf"
    tries = iter([printers.FilePrinter(printed, sides=1), printers.FilePrinter(printed)])
    monkeypatch.setattr(notices_page, "ask_printer", lambda parent: next(tries))
    press(qtbot, page, Key.Key_1)
    assert [error.code for error in refusals] == ["printer_failed"]
    refusals.clear()
    press(qtbot, page, Key.Key_1)
    assert len(texts(tmp_path / "printed.pdf")) == 4  # the cover and three notices
    assert states(desk) == before
    with desk.store.read() as queries:
        [entry] = queries.journal_of_kind("paper_written")
    assert (entry.body["kind"], sorted(entry.body["serials"])) == ("printer", sorted(before))


def test_a_printer_that_stops_midway_records_what_came_out_and_prints_only_the_rest_next(
    qtbot, page, desk, refusals, tmp_path, monkeypatch
):
    walk_to(qtbot, page, PRINT)
    first, second, third = page.output.to_print
    printed = tmp_path / "printed.pdf"
    tries = iter([printers.FilePrinter(printed, sides=3), printers.FilePrinter(printed)])
    monkeypatch.setattr(notices_page, "ask_printer", lambda parent: next(tries))
    press(qtbot, page, Key.Key_1)
    settle(qtbot, page.context)
    assert [(error.code, error.params["serial"]) for error in refusals] == [
        ("printer_stopped", first)
    ]
    refusals.clear()
    assert page.output.to_print == [second, third]
    press(qtbot, page, Key.Key_1)
    settle(qtbot, page.context)
    assert len(texts(printed)) == 3
    with desk.store.read() as queries:
        entries = list(queries.journal_of_kind("paper_written"))
    recorded = sorted((entry.body["serials"], entry.body["pages"]) for entry in entries)
    assert recorded == [([first], 2), ([second, third], 3)]
    assert page.output.to_print == [first, second, third]


def test_what_was_printed_is_recorded_though_nobody_waits_for_it_any_more(
    qtbot, page, desk, tmp_path, monkeypatch
):
    walk_to(qtbot, page, PRINT)
    wanted = list(page.output.to_print)
    printer = printers.FilePrinter(tmp_path / "printed.pdf", at_end=page.context.jobs.abandon_all)
    monkeypatch.setattr(notices_page, "ask_printer", lambda parent: printer)
    press(qtbot, page, Key.Key_1)
    with desk.store.read() as queries:
        [entry] = queries.journal_of_kind("paper_written")
    assert sorted(entry.body["serials"]) == sorted(wanted)


def test_a_printer_that_stops_after_the_cover_printed_no_notice(
    qtbot, page, desk, refusals, tmp_path, monkeypatch
):
    walk_to(qtbot, page, PRINT)
    wanted, before = list(page.output.to_print), states(desk)
    printer = printers.FilePrinter(tmp_path / "printed.pdf", sides=2)
    monkeypatch.setattr(notices_page, "ask_printer", lambda parent: printer)
    press(qtbot, page, Key.Key_1)
    settle(qtbot, page.context)
    assert [error.code for error in refusals] == ["printer_failed"]
    refusals.clear()
    with desk.store.read() as queries:
        assert list(queries.journal_of_kind("paper_written")) == []
    assert (page.output.to_print, states(desk)) == (wanted, before)


def test_a_cover_printed_alone_by_its_page_range_records_nothing(
    qtbot, page, desk, refusals, tmp_path, monkeypatch
):
    walk_to(qtbot, page, PRINT)
    page.output.cover.setChecked(True)
    printer = printers.FilePrinter(tmp_path / "cover.pdf")
    printer.setFromTo(1, 1)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    monkeypatch.setattr(notices_page, "ask_printer", lambda parent: printer)
    press(qtbot, page, Key.Key_1)
    settle(qtbot, page.context)
    assert len(texts(tmp_path / "cover.pdf")) == 1
    with desk.store.read() as queries:
        assert list(queries.journal_of_kind("paper_written")) == []


def test_a_reprint_that_stops_midway_is_counted_for_what_came_out(
    qtbot, page, desk, refusals, tmp_path, monkeypatch
):
    first, second, third = sorted(branch.issued(desk).values())
    printer = printers.FilePrinter(tmp_path / "again.pdf", sides=2)
    monkeypatch.setattr(reprint_dialog, "ask_printer", lambda parent: printer)
    page.open(reprint=f"{first} {second} {third}")
    dialog = page.findChild(ReprintDialog)
    dialog.printer.click()
    settle(qtbot, page.context)
    settle(qtbot, page.context)
    assert [error.code for error in refusals] == ["printer_stopped"]
    refusals.clear()
    with desk.store.read() as queries:
        reprints = [queries.notice_by_serial(each).reprints for each in (first, second, third)]
    assert reprints == [1, 0, 0]
    dialog.accept()


def test_what_printed_up_to_a_serial_is_printed_and_the_rest_can_be_printed_again(
    qtbot, page, desk, folder
):
    walk_to(qtbot, page, PRINT)
    first, second, third = sorted(states(desk))
    page.open(confirm=True)
    press(qtbot, page, Key.Key_2)
    qtbot.keyClicks(page.confirm.serial, second)
    press(qtbot, page, Key.Key_Return)
    assert states(desk) == {
        first: NoticeState.PRINTED,
        second: NoticeState.PRINTED,
        third: NoticeState.GENERATED,
    }
    page.confirm.arrive()
    press(qtbot, page, Key.Key_3)
    press(qtbot, page, Key.Key_Return)
    assert page.current == PRINT
    press(qtbot, page, Key.Key_2)
    assert len(texts(next(folder.glob("*.pdf")))) == 1
    assert len(states(desk)) == 3


def test_a_serial_of_another_batch_is_refused_at_its_field(qtbot, page, desk):
    walk_to(qtbot, page, PRINT)
    page.open(confirm=True)
    press(qtbot, page, Key.Key_2)
    qtbot.keyClicks(page.confirm.serial, "X99-0001")
    press(qtbot, page, Key.Key_Return)
    assert page.confirm.serial.property("invalid") is True
    assert set(states(desk).values()) == {NoticeState.GENERATED}


def test_a_date_before_the_ledger_is_refused_at_its_field(qtbot, page):
    page.choose.filters._day.setText("2026-09-01")
    settle(qtbot, page.context)
    page.choose.arrive()
    press(qtbot, page, Key.Key_Return)
    assert page.current == CHOOSE
    assert page.choose.filters._day.property("invalid") is True
    assert "2026-09-30" in page.choose.filters._error.text()


def test_a_forbidden_debtor_is_shown_with_its_remedy_and_cannot_be_ticked(qtbot, page):
    press(qtbot, page, Key.Key_Return)
    record = next(each for each in page.check.model.records if each.party.name == "罗**")
    assert not record.ticked
    page.check.model.toggled.emit(record, True)
    assert [each.party.name for each in page.selection.chosen()] == SHOWN
    remedy = next(each for each in page.check.model.columns if each.key == "remedy")
    assert remedy.text_of(record)


def test_space_ticks_and_ctrl_2_asks_for_a_round_that_was_not_earned(qtbot, page):
    press(qtbot, page, Key.Key_Space)
    assert [each.party.name for each in page.selection.chosen()] == SHOWN[1:]
    page.choose.table.select_row(1)
    press(qtbot, page, Key.Key_2, CTRL)
    assert [each.party.name for each in page.selection.chosen()] == ["谭**"]
    assert page.choose.model.records[1].round == 2


def test_number_keys_turn_the_chips_and_show_who_is_held_back(qtbot, page):
    press(qtbot, page, Key.Key_5)
    assert page.choose.chips.value() == Group.HELD
    assert [each.party.name for each in page.choose.model.records] == ["罗**"]


def test_only_the_debtors_of_the_filter_are_issued(qtbot, page, desk):
    page.selection.scope = Scope(officer="刘建国")
    walk_to(qtbot, page, PRINT)
    assert len(states(desk)) == 1


def test_a_debtor_another_page_asks_for_is_the_only_one_ticked(qtbot, page):
    wanted = page.choose.model.records[1].party
    page.open(party_id=wanted.id)
    settle(qtbot, page.context)
    assert [each.party.name for each in page.selection.chosen()] == [wanted.name]
    assert page.choose.table.current_record().party == wanted


def test_page_down_turns_from_debtor_to_debtor(qtbot, page):
    walk_to(qtbot, page, PREVIEW)
    assert page.preview.where.text().startswith(ROUTE[0])
    press(qtbot, page, Key.Key_PageDown)
    assert page.preview.where.text().startswith(ROUTE[1])
    press(qtbot, page, Key.Key_PageUp)
    assert page.preview.where.text().startswith(ROUTE[0])


def test_a_reprint_shows_the_same_facts_marked_as_a_reprint(qtbot, page, desk, folder):
    serial = branch.issued(desk)["夏文水"]
    page.open(reprint=serial)
    dialog = page.findChild(ReprintDialog)
    dialog.pdf.click()
    settle(qtbot, page.context)
    [text] = texts(next(folder.glob("*.pdf")))
    assert "补打" in text
    assert "夏文水" in text
    dialog.accept()


def test_a_reprint_goes_straight_to_a_printer_and_is_counted(
    qtbot, page, desk, tmp_path, monkeypatch
):
    serial = branch.issued(desk)["夏文水"]
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "again.pdf"))
    monkeypatch.setattr(reprint_dialog, "ask_printer", lambda parent: printer)
    page.open(reprint=serial)
    dialog = page.findChild(ReprintDialog)
    dialog.printer.click()
    settle(qtbot, page.context)
    [text] = texts(tmp_path / "again.pdf")
    assert "补打" in text
    with desk.store.read() as queries:
        assert queries.notice_by_serial(serial).reprints == 1
        [entry] = queries.journal_of_kind("paper_reprinted")
    assert entry.body["kind"] == "printer"
    dialog.accept()


def test_an_unknown_serial_is_refused_in_the_reprint_dialog(qtbot, page, folder):
    page._reprint.click()
    dialog = page.findChild(ReprintDialog)
    qtbot.keyClicks(dialog.serials, "X99-0001")
    dialog.pdf.click()
    settle(qtbot, page.context)
    assert dialog.serials.property("invalid") is True
    assert list(folder.iterdir()) == []
    dialog.accept()


def test_serials_may_be_typed_with_any_separator():
    assert serials_in("p26-1， p26-2、P26-1\nP26-3") == ["P26-1", "P26-2", "P26-3"]


def test_single_files_and_guarantor_notices_are_ways_out_too(
    qtbot, page, desk, tmp_path, monkeypatch
):
    folder = tmp_path / "singles"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *words: str(folder))
    walk_to(qtbot, page, PRINT)
    page.output.cover.setChecked(False)
    press(qtbot, page, Key.Key_5)
    (made,) = folder.iterdir()
    assert len(list(made.glob("*.pdf"))) == 3
    press(qtbot, page, Key.Key_6)
    batch = page.findChild(BatchDialog)
    assert batch is not None
    settle(qtbot, page.context)
    assert batch.left_out.records
    assert not batch.go.isEnabled()


def test_the_cover_is_left_off_where_a_person_says_so(qtbot, page, folder):
    walk_to(qtbot, page, PRINT)
    press(qtbot, page, Key.Key_2)
    page.output.cover.setChecked(False)
    with_cover = [len(texts(each)) for each in folder.iterdir()]
    press(qtbot, page, Key.Key_2)
    assert (with_cover, [len(texts(each)) for each in folder.iterdir()]) == ([4], [3])
