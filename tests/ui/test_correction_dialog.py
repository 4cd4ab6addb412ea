"""Asking head office to correct a figure, from the loan it is about."""

import pytest

from desktop.domain.permissions import Role
from desktop.services.exchange.standing import standing
from desktop.services.exchange_ports import CorrectionSubject
from desktop.ui.pages.dossier.page import DossierPage
from desktop.ui.pages.exchange.correction_dialog import CorrectionDialog
from desktop.ui.pages.exchange.page import ExchangePage
from tests import exchange_rows as made
from tests.people import at_desk, employ
from tests.ui import branch_desk as branch
from tests.ui import page_frame as frames


@pytest.fixture
def desk(tmp_path):
    with branch.branch_desk(tmp_path) as opened:
        yield opened


@pytest.fixture
def frame(qapp, desk, fonts):
    with frames.framed(desk, fonts) as built:
        yield built


def dossier(frame, qtbot, desk):
    with desk.store.read() as queries:
        party_id = queries.loan_by_no("L3").borrower_id
    page = frame.show(qtbot, DossierPage)
    page.open(party_id=party_id)
    for _ in range(3):
        frame.settle(qtbot)
    return page


def test_a_wrong_balance_is_asked_about_and_the_sync_page_lists_it_with_its_answer(
    frame, qtbot, desk
):
    page = dossier(frame, qtbot, desk)
    page.correction.trigger()
    dialog = page.findChild(CorrectionDialog)
    assert dialog.says.text() == "10,000.00"
    qtbot.keyClicks(dialog.should_be, "9500")
    assert not dialog.confirm_button.isEnabled()
    dialog.reason.setPlainText("9月还款未入账")
    dialog.confirm_button.click()
    for _ in range(3):
        frame.settle(qtbot)
    [asked] = standing(desk).corrections
    assert (asked.loan_no, asked.what) == ("L3", CorrectionSubject.BALANCE)
    assert (asked.says, asked.should_be, asked.reason) == ("10,000.00", "9500", "9月还款未入账")
    with desk.store.write() as uow:
        uow.save_enrolment(made.enrolment())
        answer = made.ANSWERED
        uow.save_correction_answers([type(answer)(asked.id, "已更正", True, "甲", made.TODAY)])
        uow.record("x", "x", {}, made.TODAY)
        uow.commit()
    sync = frame.show(qtbot, ExchangePage)
    [line] = sync.lists.corrections.model.records
    columns = {each.key: each for each in sync.lists.corrections.model.columns}
    assert columns["state"].pill_of(line).tone == "good"
    assert columns["answer"].text_of(line) == "已更正"


def test_who_takes_no_part_in_the_exchange_is_not_offered_to_ask(frame, qtbot, desk):
    employ(desk)
    frame.context = frames.PageContext(
        at_desk(desk, Role.ACCOUNTANT),
        frame.jobs,
        frame.bus,
        frame.context.navigate,
        frame.context.fonts,
        "zh",
    )
    assert not dossier(frame, qtbot, desk).correction.isVisible()
