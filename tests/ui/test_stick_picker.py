"""Choosing a stick and typing a fingerprint: what two fingers and an old PC do to them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from desktop.services.package_ports import PublicKeys, digits_of
from desktop.ui.jobs import Jobs
from desktop.ui.widgets.fingerprint_edit import FingerprintEdit
from desktop.ui.widgets.stick_picker import StickPicker
from tests.sticks import FakeSticks


@pytest.fixture
def sticks(tmp_path):
    return FakeSticks(tmp_path / "KINGSTON")


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.close()


def settled(qtbot, jobs):
    qtbot.waitUntil(lambda: not jobs.is_busy)


def press_f5(picker, qtbot, jobs):
    with qtbot.waitSignal(picker.again.clicked):
        qtbot.keyClick(picker, Qt.Key.Key_F5)
    settled(qtbot, jobs)


@pytest.fixture
def picker(qtbot, sticks, jobs):
    made = StickPicker(sticks, jobs)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    settled(qtbot, jobs)
    return made


def test_the_stick_that_is_plugged_in_is_chosen_and_named(picker, sticks):
    assert picker.place == sticks.path
    assert "联社U盘" in picker.list.item(0).text()
    assert "16.0 GB" in picker.list.item(0).text()
    assert not picker.none.isVisible()


def test_a_stick_that_is_plugged_in_later_is_found_by_f5(picker, sticks, qtbot, jobs):
    sticks.pull_out()
    press_f5(picker, qtbot, jobs)
    assert picker.place is None
    assert picker.none.isVisible() and not picker.list.isVisible()
    sticks.plug_in()
    press_f5(picker, qtbot, jobs)
    assert picker.place == sticks.path
    assert not picker.none.isVisible()


def test_a_write_protected_stick_is_read_from_but_not_written_to(picker, sticks, qtbot, jobs):
    sticks.locked = True
    picker.look()
    settled(qtbot, jobs)
    assert picker.place is None
    assert "GB" not in picker.list.item(0).text()
    reader = StickPicker(sticks, jobs, writes=False)
    qtbot.addWidget(reader)
    settled(qtbot, jobs)
    assert reader.place == sticks.path


def test_a_folder_stands_in_for_a_stick_until_a_stick_is_chosen(
    picker, sticks, qtbot, tmp_path, monkeypatch
):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "share"))
    picker.choose.click()
    assert picker.place == tmp_path / "share"
    assert "share" in picker.none.text()
    qtbot.mouseClick(
        picker.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=picker.list.visualItemRect(picker.list.item(0)).center(),
    )
    assert picker.place == sticks.path
    assert picker.none.text() == ""


@pytest.fixture
def edit(qtbot, qapp):
    made = FingerprintEdit()
    qtbot.addWidget(made)
    made.show()
    return made


def test_digits_fall_into_groups_as_they_are_typed(edit, qtbot):
    qtbot.keyClicks(edit, "1234567")
    assert edit.text() == "1234 567"
    assert edit.cursorPosition() == 8
    qtbot.keyClick(edit, Qt.Key.Key_Home)
    qtbot.keyClicks(edit, "90")
    assert edit.text() == "9012 3456 7"
    assert edit.cursorPosition() == 2


def test_a_pasted_fingerprint_is_whole_whatever_stood_between_its_digits(edit):
    own = PublicKeys("age1abc", "00" * 32).fingerprint
    wide = own.translate({48 + n: 0xFF10 + n for n in range(10)}).replace(" ", "-")
    edit.setText(f"　{wide}\n")
    assert edit.is_whole
    assert edit.text() == own
    assert digits_of(edit.text()) == own.replace(" ", "")


def test_nothing_but_twenty_digits_is_whole(edit, qtbot):
    qtbot.keyClicks(edit, "1" * 19 + "x")
    assert not edit.is_whole
    qtbot.keyClicks(edit, "23")
    assert edit.is_whole
    assert digits_of(edit.text()) == "1" * 19 + "2"
