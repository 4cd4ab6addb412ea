"""The branch's own names: papers are samples until somebody enters them."""

from dataclasses import asdict, replace

import pytest
from PySide6.QtCore import Qt

from desktop.domain.notices import SAMPLE_HEAD, BankHead
from desktop.ui.pages.branch.page import BranchPage
from desktop.ui.pages.notices.page import NoticesPage
from desktop.ui.pages.today.page import TodayPage
from tests.ui import branch_desk as branch
from tests.ui import page_frame as frames

OWN = BankHead(
    bank_name="长岭县农村商业银行股份有限公司",
    branch_name="金明支行",
    licence_no="B1234H343000001",
    address="长岭县金明镇正街 1 号",
    phone="0799-0000001",
    complaints_phone="0799-0000002",
    account_name="金明支行",
    account_no="8200 0000 0001",
)


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
    return frame.show(qtbot, BranchPage)


def type_head(page, head):
    for name, value in asdict(head).items():
        page.bank.edits[name].setText(value)
        page.bank.edits[name].textEdited.emit(value)  # QTest cannot type Chinese


def stored(desk):
    with desk.store.read() as queries:
        return queries.installation().bank


def test_a_sample_is_shown_as_an_example_and_never_as_the_branchs_own(page):
    assert set(asdict(page.bank.head()).values()) == {""}
    assert SAMPLE_HEAD.bank_name in page.bank.edits["bank_name"].placeholderText()
    assert not page.save.isEnabled()


def test_what_is_entered_stands_on_papers_from_now_on(page, frame, qtbot, desk):
    type_head(page, OWN)
    qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    frame.settle(qtbot)
    assert stored(desk) == OWN
    with desk.store.read() as queries:
        [entry] = queries.journal_of_kind("branch_head_changed")
    assert entry.body["branch_name"] == "金明支行"


def test_a_blank_cannot_be_saved(page, desk):
    type_head(page, replace(OWN, phone=" "))
    assert not page.save.isEnabled()
    assert stored(desk) == SAMPLE_HEAD


def test_what_somebody_is_typing_outlives_a_refresh(page, frame, qtbot):
    type_head(page, OWN)
    page.refresh()
    frame.settle(qtbot)
    assert page.bank.head() == OWN


@pytest.mark.parametrize("kind", [TodayPage, NoticesPage])
def test_pages_that_lead_to_papers_say_so_until_the_names_are_there(kind, page, frame, qtbot):
    other = frame.show(qtbot, kind)
    assert other.hint.isVisible()
    other.hint.link.click()
    assert frame.went == [("branch", {})]
    type_head(page, OWN)
    qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    frame.settle(qtbot)
    frame.settle(qtbot)
    assert not other.hint.isVisible()
