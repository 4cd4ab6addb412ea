"""Coming to a page by its door: its own line has the focus, and its keys work in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication

from desktop.domain.permissions import Role
from desktop.ui.jobs import Jobs
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.registry import page_specs
from tests.people import at_desk, employ
from tests.ui.branch_desk import branch_desk

Key, ALT, CTRL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def branch(tmp_path_factory):
    with branch_desk(tmp_path_factory.mktemp("arriving")) as made:
        employ(made)
        yield made


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def sit(qtbot, jobs, branch, fonts):
    """Return a function that shows somebody of a role the window."""

    def show(role):
        made = MainWindow(at_desk(branch, role), jobs, page_specs(), fonts)
        qtbot.addWidget(made)
        made.show()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        qtbot.waitUntil(lambda: not jobs.is_busy)
        made.search.setFocus()
        return made

    return show


def door(window, qtbot, jobs, key):
    """Go to a page by Alt and its number."""
    number = window.rail.keys().index(key) + 1
    qtbot.keyClick(window.search, Key(Key.Key_0 + number), ALT)
    assert window.current_key == key
    qtbot.waitUntil(lambda: not jobs.is_busy)


def type_(qtbot, text):
    qtbot.keyClicks(QApplication.focusWidget(), text)
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Return)


@pytest.mark.parametrize(
    ("role", "key"),
    [
        (Role.TELLER, "repayments"),
        (Role.CREDIT_OFFICER, "agreements"),
        (Role.CREDIT_OFFICER, "relief"),
    ],
)
def test_a_page_s_own_search_has_the_focus_when_one_comes_by_its_door(sit, qtbot, jobs, role, key):
    window = sit(role)
    for _ in range(2):  # when the page is made, and when it is there already
        window.search.setFocus()
        door(window, qtbot, jobs, key)
        assert QApplication.focusWidget() is window.page(key).search


def test_the_scan_line_has_the_focus_on_deliveries(sit, qtbot, jobs):
    window = sit(Role.CREDIT_OFFICER)
    window.rail.button("deliveries").click()
    assert QApplication.focusWidget() is window.page("deliveries").slip.scan


def test_a_name_and_enter_find_the_debtor_of_the_payment_and_not_his_dossier(sit, qtbot, jobs):
    window = sit(Role.TELLER)
    door(window, qtbot, jobs, "repayments")
    type_(qtbot, "xws")
    qtbot.waitUntil(lambda: not jobs.is_busy)
    form = window.page("repayments").form
    assert window.current_key == "repayments"
    assert form.party_id
    assert QApplication.focusWidget() is form.amount
    window.navigate("today")
    window.search.setFocus()
    door(window, qtbot, jobs, "repayments")
    assert QApplication.focusWidget() is form.amount  # the payment that is begun goes on


def test_the_keys_of_repayments_work_wherever_the_focus_stands(sit, qtbot, jobs):
    window = sit(Role.TELLER)
    door(window, qtbot, jobs, "repayments")
    page, taken = window.page("repayments"), []
    window.search.setFocus()
    qtbot.keyClick(window.search, Key.Key_F2)
    assert QApplication.focusWidget() is page.search
    page.take.clicked.disconnect()
    page.take.clicked.connect(lambda: taken.append(1))
    page.take.setEnabled(True)
    window.search.setFocus()
    qtbot.keyClick(window.search, Key.Key_Return, CTRL)
    assert taken == [1]


def test_no_key_of_the_window_is_taken_twice(sit, qtbot, jobs):
    """Qt fires neither of two actions or shortcuts with one key in one window."""
    window = sit(Role.CREDIT_OFFICER)
    everywhere = [key for act in window._menu.menu().actions() for key in act.shortcuts()]
    window_wide = Qt.ShortcutContext.WindowShortcut
    for key in window._specs:
        page = window.page(key)
        own = [each for act in page.actions() for each in act.shortcuts()]
        own += [
            each.key()
            for each in page.findChildren(QShortcut)
            if each.context() is window_wide and each.parent() is page
        ]
        both = [each.toString() for each in [*everywhere, *own]]
        assert len(both) == len(set(both)), key
    qtbot.waitUntil(lambda: not jobs.is_busy)
