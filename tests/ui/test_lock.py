"""Locking: everything hidden, the database closed, and who comes back finds what he left."""

import ctypes
from ctypes import wintypes

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from desktop.bootstrap import sign_in
from desktop.domain.permissions import Role
from desktop.services.users import NewUser, found_users
from desktop.storage.sealing import FLOOR
from desktop.ui import session
from desktop.ui.app import Leaving, Place, Shell
from desktop.ui.drafts import DraftKeeper
from desktop.ui.idle import IdleWatch, SessionWatch
from desktop.ui.session import run_window, work
from tests.ui import branch_desk as branch

PEOPLE = (
    NewUser("xia", "夏主任", Role.MANAGER, "manager-1x"),
    NewUser("liu", "刘会计", Role.ACCOUNTANT, "account-2y"),
)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A branch with debtors and two people, made once; tests only read it."""
    folder = tmp_path_factory.mktemp("locked")
    with branch.branch_desk(folder) as desk:
        desk.keys._given_cost = FLOOR
        found_users(desk, PEOPLE)
    return folder / "branch.db"


def come(files, who):
    return sign_in(files, who.login, who.password, clock=branch.StoppedClock(), cost=FLOOR)


@pytest.fixture
def shell(qapp, fonts):
    made = Shell(qapp, fonts, "zh")
    made.locks = True
    yield made
    made.close()


def during(qapp, act):
    """Return an event loop that does something when it runs, and gives up when nothing ends it."""

    def run():
        QTimer.singleShot(0, act)
        guard = QTimer(singleShot=True, interval=20_000)
        guard.timeout.connect(lambda: qapp.exit(99))
        guard.start()
        return qapp.exec()

    return run


def go_and_lock(shell):
    shell.window.navigate("ledger")
    shell.window.lock_requested.emit()


def test_locking_hides_everything_and_closes_the_database(shell, qapp, files, monkeypatch):
    opened, closed, seen = come(files, PEOPLE[0]), [], []
    monkeypatch.setattr(type(opened), "close", lambda each: closed.append(each.store.close()))
    dialog = QDialog()

    def lock():
        dialog.setModal(True)
        dialog.show()
        shell.window.bus.leaving.connect(lambda: seen.append(shell.window.isVisible()))
        go_and_lock(shell)
        seen.append([each for each in QApplication.topLevelWidgets() if each.isVisible()])

    assert work(shell, opened, during(qapp, lock)) == 0
    assert seen == [True, []]  # who keeps what was typed is told while it can still be read
    assert closed == [None]
    assert shell.window is None
    assert shell.leaving.place.key == "ledger"


def test_who_comes_back_finds_his_page_and_anybody_else_a_fresh_window(shell, qapp, files):
    pages = []

    def look():
        pages.append(shell.window.current_key)
        shell.window.lock_requested.emit()

    work(shell, come(files, PEOPLE[0]), during(qapp, lambda: go_and_lock(shell)))
    left = shell.take_leaving()
    for who in PEOPLE:
        work(shell, come(files, who), during(qapp, look), left)
        shell.take_leaving()
    assert pages == ["ledger", "today"]


def test_the_page_comes_back_with_what_it_was_opened_with(shell, qapp, files, monkeypatch):
    opened = come(files, PEOPLE[0])
    with opened.desk.store.read() as queries:
        party = queries.debtors()[0][0].id
    work(
        shell,
        opened,
        during(qapp, lambda: (shell.window.navigate("dossier", party_id=party), shell.lock())),
    )
    assert shell.take_leaving().place.arguments == {"party_id": party}


def test_work_that_must_end_is_waited_for_behind_the_hidden_window(shell, qapp, files):
    ended = []

    def lock():
        shell.jobs.run("import", lambda progress: 1, ended.append, must_end=True)
        shell.lock()
        assert not shell.window.isVisible()
        assert ended == []

    work(shell, come(files, PEOPLE[0]), during(qapp, lock))
    assert ended == [1]


def test_what_is_being_typed_is_there_again_after_the_lock(shell, qapp, qtbot, files):
    def typed_into(shell):
        page = QWidget(shell.window)
        page.field = QLineEdit(page)
        page.draft = DraftKeeper(shell.window.context, "probe", {"field": page.field}, page)
        return page

    def type_and_lock():
        typed_into(shell).field.setText("说好月底还清")
        shell.lock()  # before the typing rested

    def look():
        page = typed_into(shell)
        page.draft.start()
        qtbot.waitUntil(lambda: page.field.text() != "")
        back.append(page.field.text())
        page.draft.finish()
        shell.lock()

    back = []
    work(shell, come(files, PEOPLE[0]), during(qapp, type_and_lock))
    work(shell, come(files, PEOPLE[0]), during(qapp, look), shell.take_leaving())
    assert back == ["说好月底还清"]


def test_ctrl_l_locks_from_a_dialog_and_the_form_is_named_when_one_comes_back(
    shell, qapp, qtbot, files
):
    said = []

    def type_and_press():
        form = QDialog(shell.window, modal=True, windowTitle="登记联系方式")
        form.field = QLineEdit(form)
        form.draft = DraftKeeper(shell.window.context, "probe", {"field": form.field}, form)
        form.show()
        form.field.setText("0000-0000001")
        qtbot.keyClick(form.field, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    def look():
        reminder = shell.window.reminder
        said.append((reminder.isVisible(), "登记联系方式" in reminder.text()))
        reminder.click()
        said.append(reminder.isVisible())
        with shell.window.context.desk.store.read() as queries:
            kept = queries.draft(shell.window.context.desk.operator.user_id, "probe")
        said.append("0000-0000001" in kept[0])
        shell.lock()

    work(shell, come(files, PEOPLE[0]), during(qapp, type_and_press))
    left = shell.take_leaving()
    assert left.place.unfinished == "登记联系方式"
    work(shell, come(files, PEOPLE[0]), during(qapp, look), left)
    assert said == [(True, True), False, True]


def test_a_window_opened_by_a_key_file_does_not_lock(shell, qapp, files):
    shell.locks = False
    shell.work_on(come(files, PEOPLE[0]).desk)
    shell.lock()
    assert shell.window.isVisible()
    assert shell.leaving is None
    shell.put_away()


def test_nothing_touched_for_five_minutes_is_idle_and_a_key_begins_anew(qapp):
    watch, heard = IdleWatch(qapp), []
    watch.idle.connect(lambda: heard.append(1))
    watch.eventFilter(watch, QKeyEvent(QEvent.Type.KeyPress, 65, Qt.KeyboardModifier.NoModifier))
    assert not watch._timer.isActive()  # nobody is signed in
    watch.start()
    assert watch._timer.interval() == 5 * 60 * 1000
    watch._timer.setInterval(60_000_000)
    watch._timer.start()
    before = watch._timer.remainingTime()
    watch._timer.setInterval(70_000_000)
    watch.eventFilter(watch, QKeyEvent(QEvent.Type.KeyPress, 65, Qt.KeyboardModifier.NoModifier))
    assert watch._timer.remainingTime() > before
    watch._timer.timeout.emit()
    assert heard == [1]
    qapp.removeEventFilter(watch)


def test_idleness_locks_the_window(shell, qapp, files):
    work(shell, come(files, PEOPLE[0]), during(qapp, lambda: shell._idle.idle.emit()))
    assert shell.leaving is not None


@pytest.mark.parametrize(
    ("kind", "message", "reason", "locks"),
    [
        (b"windows_generic_MSG", 0x02B1, 7, True),
        (b"windows_generic_MSG", 0x02B1, 8, False),  # unlocked
        (b"windows_generic_MSG", 0x0010, 7, False),
    ],
)
def test_the_lock_of_windows_is_heard(qapp, kind, message, reason, locks):
    heard = []
    watch = SessionWatch(qapp, lambda: heard.append(1))
    told = wintypes.MSG(message=message, wParam=reason)
    assert watch.nativeEventFilter(kind, ctypes.addressof(told)) == (False, 0)
    assert heard == [1] * locks
    qapp.removeNativeEventFilter(watch)


def test_a_lock_leads_through_a_sign_in_back_to_work(qapp, fonts, files, monkeypatch):
    """The whole circle: locked, signed in again, changed over to somebody else, closed."""
    coming, seen, told = [PEOPLE[0], PEOPLE[0], PEOPLE[1]], [], []

    def first_desk(*given):
        told.append(given[-1])
        return come(files, coming.pop(0)) if coming else None

    monkeypatch.setattr(session, "first_desk", first_desk)
    monkeypatch.setattr(session, "back_up_at_closing", lambda shell, desk: seen.append("closed"))
    shells = []

    class Watched(Shell):
        def __init__(self, *given):
            super().__init__(*given)
            shells.append(self)

        def work_on(self, desk, before=None):
            window = super().work_on(desk, before)
            seen.append((desk.operator.name, window.current_key))
            acts = [
                lambda: go_and_lock(self),
                lambda: window.bus.leave_wanted.emit(None),
                window.close,
            ]
            QTimer.singleShot(0, acts[len(seen) - 1])
            return window

    monkeypatch.setattr(session, "Shell", Watched)
    assert run_window(object(), files, None, fonts, "zh") == 0
    assert told == [False, True, False]  # only a lock is called one
    assert seen == [
        ("夏主任", "today"),
        ("夏主任", "ledger"),
        ("刘会计", "today"),
        "closed",
    ]


def test_the_place_of_somebody_else_is_not_shown(shell, qapp, files):
    opened = come(files, PEOPLE[1])
    somebody = Place("somebody", "ledger", {}, shell._application.primaryScreen().geometry())
    window = shell.work_on(opened.desk, Leaving(place=somebody))
    assert window.current_key == "today"
    shell.put_away()
    opened.close()
