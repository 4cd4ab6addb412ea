"""The start: setting a branch up, opening it again, and what goes wrong."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from desktop.bootstrap import build
from desktop.cli.window import ProgramOpener
from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.passwords import is_strong, require_strong
from desktop.storage.keyslots import new_data_key, write_key_file
from desktop.ui.jobs import Jobs
from desktop.ui.pages.start.dialog import StartDialog, default_database, first_desk

PASSWORD = "金明信用社2026"


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "new" / "qingshou.db"


@pytest.fixture
def start(qtbot, jobs):
    """Show the start dialog on a database; what it opened is closed at the end."""
    shown = []

    def show(path):
        dialog = StartDialog(ProgramOpener(), jobs, path, "zh")
        qtbot.addWidget(dialog)
        dialog.show()
        shown.append(dialog)
        return dialog

    yield show
    for dialog in shown:
        if dialog.opened is not None:
            dialog.opened.close()


def settle(qtbot, jobs):
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=20_000)


def test_the_assistant_makes_a_database_that_opens_again_with_its_password(
    start, qtbot, jobs, path
):
    assistant = start(path)
    assert assistant.panes.currentWidget() is assistant.setup
    assistant.setup.sample.click()
    assistant.setup.bank.edits["branch_name"].setText("金明信用社")
    for _ in range(2):
        assistant.setup.following.click()
    assistant.setup.password.setText(PASSWORD)
    assistant.setup.repeated.setText(PASSWORD)
    assistant.setup.following.click()
    settle(qtbot, jobs)
    assistant.opened.close()
    assistant.opened = None

    again = start(path)
    assert again.panes.currentWidget() is again.unlock
    qtbot.keyClicks(again.unlock.password, "x")
    again.unlock.password.setText(PASSWORD)
    qtbot.keyClick(again.unlock.password, Qt.Key.Key_Return)
    settle(qtbot, jobs)
    with again.opened.desk.store.read() as queries:
        assert queries.installation().bank.branch_name == "金明信用社"


def test_nothing_goes_on_while_a_field_is_blank(start, path):
    setup = start(path).setup
    assert not setup.following.isEnabled()
    setup.sample.click()
    assert setup.following.isEnabled()
    setup.bank.edits["licence_no"].setText("  ")
    assert not setup.following.isEnabled()


@pytest.mark.parametrize(
    ("password", "repeated", "allowed"),
    [
        ("abcdefgh", "abcdefgh", False),
        ("abc123", "abc123", False),
        ("abcd1234", "abcd1235", False),
        ("abcd1234", "abcd1234", True),
        ("abcd efgh", "abcd efgh", True),
    ],
)
def test_a_password_has_eight_characters_of_two_kinds_and_is_typed_twice(
    start, path, password, repeated, allowed
):
    setup = start(path).setup
    setup.sample.click()
    setup.following.click()
    setup.following.click()
    setup.password.setText(password)
    setup.repeated.setText(repeated)
    assert setup.following.isEnabled() is allowed


def test_a_wrong_password_is_said_in_place_and_can_be_tried_again(start, qtbot, jobs, path):
    ProgramOpener().create(path, SAMPLE_HEAD, PASSWORD).close()
    dialog = start(path)
    dialog.unlock.password.setText("falsch12")
    dialog.unlock.go.click()
    settle(qtbot, jobs)
    assert dialog.opened is None
    assert dialog.isVisible()
    assert "密码" in dialog.trouble_words.text()
    dialog.unlock.password.setText(PASSWORD)
    dialog.unlock.go.click()
    settle(qtbot, jobs)
    assert dialog.opened is not None


def typed(letter, modifier=Qt.KeyboardModifier.NoModifier):
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, modifier, letter)


def test_caps_lock_is_noticed_while_typing(start, qtbot, path):
    ProgramOpener().create(path, SAMPLE_HEAD, PASSWORD).close()
    unlock = start(path).unlock
    unlock.password.keyPressEvent(typed("a"))
    assert unlock._caps.isHidden()
    unlock.password.keyPressEvent(typed("A"))
    assert not unlock._caps.isHidden()
    unlock.password.keyPressEvent(typed("A", Qt.KeyboardModifier.ShiftModifier))
    assert unlock._caps.isHidden()


def test_a_key_file_opens_without_a_question(jobs, tmp_path):
    key, path, key_file = new_data_key(), tmp_path / "b.db", tmp_path / "b.key"
    write_key_file(key_file, key)
    build(path, key, create=True).close()
    opened = first_desk(ProgramOpener(), path, key_file, jobs, "zh")
    opened.close()
    write_key_file(tmp_path / "other.key", new_data_key())
    with pytest.raises(ExpectedFailure, match="wrong_key"):
        first_desk(ProgramOpener(), path, tmp_path / "other.key", jobs, "zh")


def test_a_database_is_never_made_over_another(path):
    ProgramOpener().create(path, SAMPLE_HEAD, PASSWORD).close()
    before = path.read_bytes()
    with pytest.raises(ExpectedFailure):
        ProgramOpener().create(path, SAMPLE_HEAD, "anders2026")
    assert path.read_bytes() == before
    ProgramOpener().open_with_password(path, PASSWORD).close()


def test_a_weak_password_makes_no_database(path):
    with pytest.raises(RuleViolation, match="password_weak"):
        ProgramOpener().create(path, SAMPLE_HEAD, "12345678")
    assert not path.exists()


def test_a_set_up_that_fails_leaves_no_file_behind(path, monkeypatch):
    def full(*words):
        raise ExpectedFailure("disk_full", file="x")

    monkeypatch.setattr("desktop.cli.window.set_up", full)
    with pytest.raises(ExpectedFailure, match="disk_full"):
        ProgramOpener().create(path, SAMPLE_HEAD, PASSWORD)
    assert list(path.parent.iterdir()) == []


def test_the_database_opened_last_is_offered_first(start, qtbot, jobs, path):
    assert default_database().name == "qingshou.db"
    elsewhere = path.with_name("金明.db")
    ProgramOpener().create(elsewhere, SAMPLE_HEAD, PASSWORD).close()
    dialog = start(elsewhere)
    dialog.unlock.password.setText(PASSWORD)
    dialog.unlock.go.click()
    settle(qtbot, jobs)
    assert default_database() == elsewhere


def test_strength_counts_letters_digits_and_other_signs():
    assert is_strong("密码abcd12")
    assert not is_strong("密码密码密码密码")
    with pytest.raises(RuleViolation):
        require_strong("short1!")
