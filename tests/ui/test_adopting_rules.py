"""Rules of the bank's own come by a file: seen first, adopted on a word, in force at once."""

import json

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop.domain.permissions import Role
from desktop.ui.pages.rules.adopting import AdoptDialog
from desktop.ui.pages.rules.page import RulesPage
from tests.people import at_desk
from tests.ui import branch_desk as branch
from tests.ui import page_frame as frames

FOUR_YEARS = {
    "table": "limitation.years",
    "since": "2017-10-01",
    "value": 4,
    "source": "假设的新法",
}

AS_IT_IS = {"value": 3, "source": "民法典第188条"}


@pytest.fixture
def desk(tmp_path):
    with branch.branch_desk(tmp_path) as made:
        yield made


@pytest.fixture
def frame(qapp, desk, fonts):
    with frames.framed(at_desk(desk, Role.MANAGER), fonts) as made:
        yield made


@pytest.fixture
def page(frame, qtbot):
    return frame.show(qtbot, RulesPage)


@pytest.fixture
def choose(tmp_path, monkeypatch):
    """Let the file dialog answer with a file of these rows."""

    def choose(*rows):
        path = tmp_path / "规则表.json"
        path.write_text(json.dumps({"rows": rows}, ensure_ascii=False), encoding="utf-8")
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))

    return choose


def test_a_file_of_rows_is_seen_beside_what_it_replaces_and_adopted(page, frame, qtbot, choose):
    choose(FOUR_YEARS)
    page.adopt_button.click()
    frame.settle(qtbot)
    dialog = page.findChild(AdoptDialog)
    assert dialog.model.copy_rows([0], [1, 2, 3]).splitlines()[1].startswith("2017-10-01\t3 ")
    with qtbot.waitSignal(frame.bus.desk_replaced) as replaced:
        dialog.confirm_button.click()
    frame.settle(qtbot)
    new, arguments = replaced.args
    assert [row.value for row in new.policy.limitation.years][-1] == 4
    page.open(**arguments)
    assert "1 row" in page.message.text()
    assert "5 stored clock" in page.message.text()


def test_a_file_without_anything_new_changes_nothing_and_says_so(page, frame, qtbot, choose):
    choose({**FOUR_YEARS, **AS_IT_IS})
    page.adopt_button.click()
    frame.settle(qtbot)
    assert page.findChild(AdoptDialog) is None
    assert "规则表.json" in page.message.text()


def test_cancelled_the_rules_stay(page, frame, qtbot, choose, desk):
    choose(FOUR_YEARS)
    page.adopt_button.click()
    frame.settle(qtbot)
    page.findChild(AdoptDialog).reject()
    frame.settle(qtbot)
    with desk.store.read() as queries:
        assert queries.policy_rows() == []


def test_a_file_with_faults_is_refused_with_each_of_them(page, frame, qtbot, choose):
    choose({**FOUR_YEARS, "value": "four"})
    page.adopt_button.click()
    qtbot.waitUntil(lambda: not frame.jobs.is_busy)
    assert [error.code for error in frame.troubles] == ["policy_rows_wrong"]


@pytest.mark.parametrize("role", [Role.TELLER, Role.ACCOUNTANT])
def test_only_who_sets_policy_may_adopt(role, desk, fonts, qapp, qtbot):
    with frames.framed(at_desk(desk, role), fonts) as frame:
        assert frame.show(qtbot, RulesPage).adopt_button.isHidden()
