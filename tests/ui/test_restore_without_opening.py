"""A database that no longer opens: the start dialog leads to its backups and back to a sign-in."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QMessageBox

from desktop.bootstrap import build, sign_in
from desktop.cli.window import ProgramOpener
from desktop.domain.errors import ExpectedFailure
from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.permissions import Role
from desktop.services.branch import change_head, set_up
from desktop.services.users import NewUser, found_users
from desktop.storage.keyslots import new_data_key, write_key_file
from desktop.storage.sealing import FLOOR
from desktop.ui import session
from desktop.ui.app import Leaving, Shell
from desktop.ui.jobs import Jobs
from desktop.ui.pages.backup.restore_dialog import RestoreDialog
from desktop.ui.pages.start.dialog import StartDialog
from desktop.ui.widgets.wait_dialog import WaitDialog
from tests.founded import empty_database

KEY = new_data_key()
XIA = NewUser("xia", "夏主任", Role.MANAGER, "manager-1x")
LIU = NewUser("liu", "刘会计", Role.ACCOUNTANT, "account-2y")


@pytest.fixture
def path(tmp_path):
    with build(empty_database(tmp_path / "b.db", KEY), KEY, cost=FLOOR) as application:
        set_up(application.desk, SAMPLE_HEAD)
        found_users(application.desk, [XIA, LIU])
    with sign_in(tmp_path / "b.db", "xia", XIA.password, cost=FLOOR) as application:
        application.store.backup("manual")
        change_head(application.desk, replace(SAMPLE_HEAD, phone="0000-0000001"))
    return tmp_path / "b.db"


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def said(monkeypatch, qtbot):
    """Let waiting dialogs run as they would, and hear what is said at the end."""
    heard = []

    def run(dialog):
        dialog.show()
        qtbot.waitUntil(lambda: not dialog.isVisible())

    monkeypatch.setattr(WaitDialog, "exec", run)
    for name in ("information", "warning"):
        monkeypatch.setattr(QMessageBox, name, lambda parent, title, text: heard.append(text))
    return heard


def test_two_people_bring_a_damaged_database_back_from_the_sign_in(
    qtbot, jobs, path, said, monkeypatch
):
    path.write_bytes(b"\0" * path.stat().st_size)
    dialog = StartDialog(ProgramOpener(), jobs, path, "zh")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.sign_in.people.setCurrentRow(1)  # liu, xia
    dialog.sign_in.password.setText(XIA.password)
    dialog.sign_in.go.click()
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert "损坏" in dialog.trouble_words.text()

    def sign(assistant):
        assistant.show()
        assert [each.reason for each in assistant.model.records] == ["manual", "new_key"]
        assistant.following.click()
        qtbot.waitUntil(lambda: assistant.steps.current == 1)
        assistant.following.click()
        form = assistant.signing
        form.maker.setText("liu")
        form.password.setText("falsch-1x")
        form.login.setText("xia")
        form.login_password.setText(XIA.password)
        assistant.following.click()
        qtbot.waitUntil(lambda: not assistant.trouble.isHidden())
        assert not assistant.following.isEnabled()  # both type again
        form.password.setText(LIU.password)
        form.login_password.setText(XIA.password)
        assistant.following.click()
        qtbot.waitUntil(lambda: not assistant.isVisible())

    monkeypatch.setattr(RestoreDialog, "exec", sign)
    dialog.sign_in.restore.click()
    assert "damaged" in said[0]
    assert dialog.panes.currentWidget() is dialog.sign_in
    assert dialog.trouble.isHidden()
    dialog.sign_in.password.setText(XIA.password)
    dialog.sign_in.go.click()
    qtbot.waitUntil(lambda: dialog.opened is not None)
    with dialog.opened.desk.store.read() as queries:
        assert queries.installation().bank.phone == SAMPLE_HEAD.phone
    dialog.opened.close()


def test_a_damaged_slot_file_is_said_at_once_and_backups_can_be_reached(qtbot, jobs, path):
    for each in path.parent.glob("b.db.keyslots*"):
        each.write_bytes(b"{")
    dialog = StartDialog(ProgramOpener(), jobs, path, "zh")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.trouble_words.text()
    assert dialog.unlock.restore.isVisible()


def test_a_key_file_that_has_ended_gives_way_to_a_sign_in(qapp, fonts, path, tmp_path, monkeypatch):
    write_key_file(tmp_path / "b.key", KEY)
    asked = []
    real = session.first_desk

    def first_desk(opener, database, key_file, jobs, language, was_locked):
        if key_file is None:
            asked.append(database)
            return None
        return real(opener, database, key_file, jobs, language)

    monkeypatch.setattr(session, "first_desk", first_desk)
    shell = Shell(qapp, fonts, "zh")
    given = (ProgramOpener(), path, tmp_path / "b.key", shell)
    with pytest.raises(ExpectedFailure, match="key_file_ended"):
        session._open(*given, None)
    assert session._open(*given, Leaving()) is None
    assert asked == [path]
    shell.close()
