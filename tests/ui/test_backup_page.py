"""The backup page: copies made, checked and restored; a second folder that comes and goes."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from desktop.bootstrap import build
from desktop.services.backup_ports import BackupCopy, CopyState
from desktop.services.parties import set_hold
from desktop.services.records import Hold
from desktop.ui.app import Shell
from desktop.ui.pages.backup.page import BackupPage
from desktop.ui.pages.backup.restore_dialog import RestoreDialog
from desktop.ui.pages.backup.restore_source import OpenSource
from desktop.ui.pages.start.restoring import carry_out
from desktop.ui.session import work
from desktop.ui.widgets.wait_dialog import WaitDialog
from tests.ui import branch_desk as branch
from tests.ui import page_frame as frames

KEY = bytes(range(32))


@pytest.fixture
def desk(tmp_path):
    with branch.branch_desk(tmp_path) as made:
        yield made


@pytest.fixture
def frame(qapp, desk, fonts):
    with frames.framed(desk, fonts) as made:
        yield made


@pytest.fixture
def page(frame, qtbot):
    return frame.show(qtbot, BackupPage)


def press(page, frame, qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    frame.settle(qtbot)
    frame.settle(qtbot)


def hold_somebody(desk):
    with desk.store.read() as queries:
        party = queries.debtors()[0][0].id
    set_hold(desk, party, Hold.IMPERSONATION, "否认借款")


def test_without_a_copy_the_page_says_so_in_red(page):
    assert page.model.records == []
    assert page.subtitle.property("role") == "danger"
    assert not page.check.isEnabled()


def test_a_copy_made_by_hand_is_listed_as_good(page, frame, qtbot):
    press(page, frame, qtbot, page.make)
    [copy] = page.model.records
    assert (copy.reason, copy.state) == ("manual", "good")
    assert copy.path.name in page.result._title.text()
    assert page.subtitle.property("role") == "subtitle"


def test_a_check_says_what_came_of_it_and_what_was_entered_since(page, frame, qtbot, desk):
    press(page, frame, qtbot, page.make)
    hold_somebody(desk)
    press(page, frame, qtbot, page.check)
    assert page.result.property("role") == "notice"
    assert "1" in page.result_words.text().splitlines()[-1]
    copy = page.model.records[0].path
    copy.write_bytes(copy.read_bytes()[:-4096])
    press(page, frame, qtbot, page.check)
    assert page.result.property("role") == "warning"


def test_the_second_folder_is_chosen_used_and_missed(
    page, frame, qtbot, desk, tmp_path, monkeypatch
):
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    press(page, frame, qtbot, page.second.choose)
    press(page, frame, qtbot, page.make)
    assert len(page.model.records) == 2
    assert str(stick) in page.second._words.text()
    shutil.rmtree(stick)
    press(page, frame, qtbot, page.make)
    assert page.result.property("role") == "warning"
    assert str(stick) in page.result_words.text()
    assert len(page.model.records) == 2  # the two beside the database; those of the stick are gone


def test_a_copy_of_another_branch_is_not_offered_to_go_on_with(frame, qtbot, desk):
    dialog = RestoreDialog(OpenSource(desk), frame.jobs, "zh")
    qtbot.addWidget(dialog)
    stray = BackupCopy(Path("branch-20261010-090000-day.db"), CopyState.OTHER_BRANCH, 1)
    dialog.show_copies([stray])
    assert not dialog.following.isEnabled()
    dialog.show_copies([replace(stray, state=CopyState.GOOD)])
    assert dialog.following.isEnabled()


def test_the_assistant_shows_the_loss_and_gives_the_order(frame, page, qtbot, desk):
    press(page, frame, qtbot, page.make)
    hold_somebody(desk)
    dialog = RestoreDialog(OpenSource(desk), frame.jobs, "zh")
    qtbot.addWidget(dialog)
    dialog.show_copies(page.model.records)
    dialog.show()
    orders = []
    dialog.ordered.connect(orders.append)
    qtbot.mouseClick(dialog.following, Qt.MouseButton.LeftButton)
    frame.settle(qtbot)
    assert dialog.steps.current == 1
    assert "1" in dialog._loss_words.text()
    for _ in range(2):  # nobody else signs in a database without users
        qtbot.mouseClick(dialog.following, Qt.MouseButton.LeftButton)
        frame.settle(qtbot)
    assert orders[0].copy == page.model.records[0].path
    assert orders[0].signers.maker == "local"


def test_a_damaged_copy_ends_the_assistant_with_the_reason(frame, page, qtbot, desk):
    press(page, frame, qtbot, page.make)
    copy = page.model.records[0]
    copy.path.write_bytes(copy.path.read_bytes()[:-4096])
    dialog = RestoreDialog(OpenSource(desk), frame.jobs, "zh")
    qtbot.addWidget(dialog)
    dialog.show_copies([copy])
    dialog.following.click()
    frame.settle(qtbot)
    assert dialog.verdict.property("role") == "warning"
    assert not dialog.following.isEnabled()


@pytest.fixture
def waiting(monkeypatch, qtbot):
    """Let the dialog of an errand run as it would, and hear what is said at the end."""
    said = []

    def run(dialog):
        dialog.show()
        qtbot.waitUntil(lambda: not dialog.isVisible())

    def hear(parent, title, text):
        said.append(text)

    monkeypatch.setattr(WaitDialog, "exec", run)
    monkeypatch.setattr(QMessageBox, "information", hear)
    monkeypatch.setattr(QMessageBox, "warning", hear)
    return said


def test_the_program_closes_restores_and_opens_on_the_copy(qapp, fonts, qtbot, tmp_path, waiting):
    with branch.branch_desk(tmp_path) as desk:
        copy = desk.store.backup("manual")
        hold_somebody(desk)
    opened = build(tmp_path / "branch.db", KEY, clock=branch.StoppedClock())
    shell = Shell(qapp, fonts, "zh")

    order = OpenSource(opened.desk).order(copy, None)
    QTimer.singleShot(0, lambda: shell.window.bus.leave_wanted.emit(order))
    assert work(shell, opened, qapp.exec) == 0
    assert shell.window is None
    carry_out(shell.take_leaving().errand, shell.jobs, "zh")
    shell.close()
    assert copy.name in waiting[0]
    again = build(tmp_path / "branch.db", KEY, clock=branch.StoppedClock())
    with again, again.desk.store.read() as queries:
        assert queries.debtors()[0][0].hold == ""
        [entry] = queries.journal_of_kind("restored")
    assert entry.body["entries_lost"] == 1


def test_closing_makes_the_days_copy_once(qapp, fonts, tmp_path, waiting):
    with branch.branch_desk(tmp_path):
        pass
    shell = Shell(qapp, fonts, "zh")
    for expected in (1, 1):
        opened = build(tmp_path / "branch.db", KEY, clock=branch.StoppedClock())
        work(shell, opened, lambda: 0)
        assert len(list((tmp_path / "backup").glob("*-day.db"))) == expected
    shell.close()
    assert waiting == []


def test_a_day_copy_that_cannot_be_made_is_said(qapp, fonts, tmp_path, waiting):
    with branch.branch_desk(tmp_path):
        pass
    (tmp_path / "backup").write_bytes(b"a file where the folder should be")
    shell = Shell(qapp, fonts, "zh")
    work(shell, build(tmp_path / "branch.db", KEY), lambda: 0)
    shell.close()
    assert len(waiting) == 1


def test_the_restore_button_opens_the_assistant_on_the_chosen_copy(page, frame, qtbot, monkeypatch):
    press(page, frame, qtbot, page.make)
    seen = []
    monkeypatch.setattr(QDialog, "exec", lambda dialog: seen.append(dialog.table.current_record()))
    press(page, frame, qtbot, page.restore)
    assert seen == [page.model.records[0]]
