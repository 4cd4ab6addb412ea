"""Contacts, related people and doubles on the dossier, with and without a second person."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.domain.contact_book import ContactSource
from desktop.domain.permissions import Role
from desktop.domain.relations import Ground, Related, RelationKind
from desktop.services import approvals, parties
from desktop.services.approval_items import waiting
from desktop.services.contacts import contact_book
from desktop.services.dossier import dossier
from desktop.services.records import Hold
from desktop.services.reveals import Masked
from desktop.ui.approval.waiting_dialog import WaitingDialog
from desktop.ui.pages.dossier.contact_dialogs import ContactDialog, RelatedDialog
from desktop.ui.pages.dossier.dialogs import ReasonDialog
from desktop.ui.pages.dossier.merge_dialog import MergeDialog
from desktop.ui.pages.dossier.page import DossierPage
from desktop.ui.pages.dossier.reveal_dialog import RevealDialog
from tests.people import at_desk, employ
from tests.ui import branch_desk as branch
from tests.ui import page_frame as frames

ROWS = (
    branch.row("L1", id_number="439985194806046550"),
    branch.row("L2", id_number="", id_problem="missing", balance_fen=200_000),
    branch.row("L3", "夏文水", village="沙洲村"),
)


@pytest.fixture
def desk(tmp_path):
    with branch.branch_desk(tmp_path, ROWS) as made:
        yield made


@pytest.fixture
def party(desk):
    with desk.store.read() as queries:
        return queries.loan_by_no("L1").borrower_id


@pytest.fixture
def shown(qapp, qtbot, fonts, party):
    """Open the dossier on a desk; return the page and what waits for its jobs."""
    opened = []

    def show(desk):
        context = frames.framed(desk, fonts)
        frame = context.__enter__()
        opened.append(context)
        page = frame.show(qtbot, DossierPage)
        page.open(party_id=party)
        frame.settle(qtbot)
        return page, lambda: (frame.settle(qtbot), frame.settle(qtbot))

    yield show
    for context in opened:
        context.__exit__(None, None, None)


def opened(page, kind):
    [dialog] = [each for each in page.findChildren(kind) if each.isVisible()]
    return dialog


def enter_contact(page, settle, value="0000-0000001"):
    page.contacts.contact.click()
    dialog = opened(page, ContactDialog)
    QTest.keyClicks(dialog.kind, "1")
    dialog.value.setText(value)
    dialog.source.setCurrentIndex(dialog.source.findData(ContactSource.RELATIVE.value))
    dialog.confirm_button.click()
    settle()


def phone_in_use(desk, party):
    with desk.store.read() as queries:
        return contact_book(queries, party).phone.contact.value


def test_a_contact_is_entered_and_used_and_withdrawn(shown, desk, party):
    page, settle = shown(desk)
    enter_contact(page, settle)
    assert phone_in_use(desk, party) == "0000-0000001"
    lines = page.contacts.contacts.records
    assert [page.contacts._pill(each) is not None for each in lines] == [False, True, True]
    page.contacts.contact_table.select_row(2)
    page.contacts.contact_withdrawal.click()
    dialog = opened(page, ReasonDialog)
    dialog.edit.setPlainText("空号")
    dialog.confirm.click()
    settle()
    assert phone_in_use(desk, party) == "13812341234"


def test_what_a_ledger_gave_is_not_withdrawn(shown, desk):
    page, _ = shown(desk)
    page.contacts.contact_table.select_row(0)
    assert not page.contacts.contact_withdrawal.isEnabled()


def test_a_phone_is_not_shown_whole(shown, desk):
    page, settle = shown(desk)
    enter_contact(page, settle)
    model = page.contacts.contacts
    texts = [model.index(row, 1).data() for row in range(model.rowCount())]
    assert "0000-0000001" not in texts
    assert "138****1234" in texts


def test_what_the_use_case_refuses_stands_at_its_field(shown, desk):
    page, settle = shown(desk)
    enter_contact(page, settle, "12")
    assert opened(page, ContactDialog).value.property("invalid") is True


def test_a_user_of_the_money_is_entered_and_corrected_to_one_who_joined(shown, desk, party):
    page, settle = shown(desk)
    page.contacts.person.click()
    dialog = opened(page, RelatedDialog)
    dialog.kind.setCurrentIndex(dialog.kind.findData(RelationKind.ACTUAL_USER.value))
    dialog.who.setText("李四")
    dialog.confirm_button.click()
    settle()
    page.contacts.correction.click()
    dialog = opened(page, RelatedDialog)
    assert dialog.who.text() == "李四"
    dialog.ground.setCurrentIndex(dialog.ground.findData(Ground.JOINED.value))
    dialog.proof.setText("债务加入协议")
    dialog.signed.setText("2026-10-01")
    dialog.confirm_button.click()
    settle()
    old, new = dossier(desk, party).related
    assert (old.stored.withdrawn, new.stored.related.ground) == (True, Ground.JOINED)
    assert new.stored.related.signed_on == date(2026, 10, 1)


def test_an_heir_is_asked_about_the_estate(shown, desk, party):
    parties.set_deceased(desk, party, True, "户口注销")
    page, settle = shown(desk)
    page.contacts.person.click()
    dialog = opened(page, RelatedDialog)
    dialog.who.setText("周建国")
    dialog.share.setText("一半")
    assert not dialog.confirm_button.isEnabled()
    dialog.share.setText("1/2")
    dialog.received.setText("3,000")
    dialog.confirm_button.click()
    settle()
    [heir] = dossier(desk, party).related
    assert (str(heir.stored.related.share), heir.answer.most.fen) == ("1/2", 300_000)


def test_two_entries_are_made_one_and_parted_again(shown, desk, party):
    page, settle = shown(desk)
    page._merge()
    settle()
    dialog = opened(page, MergeDialog)
    settle()
    assert not dialog.confirm_button.isEnabled()
    dialog.reason.setText("身份证已核对")
    dialog.confirm_button.click()
    settle()
    assert len(page.loans.model.records) == 2
    page._part()
    dialog = opened(page, ReasonDialog)
    dialog.edit.setPlainText("其实是父子")
    dialog.confirm.click()
    settle()
    assert len(dossier(desk, party).loans) == 1


def test_with_users_a_contact_waits_for_a_second_person(shown, desk, party):
    employ(desk)
    page, settle = shown(at_desk(desk, Role.CREDIT_OFFICER))
    enter_contact(page, settle)
    opened(page, WaitingDialog).reject()
    assert phone_in_use(desk, party) == "13812341234"
    manager = at_desk(desk, Role.MANAGER)
    [each] = waiting(manager)
    approvals.approve(manager, each.proposal.id, each.proposal.item_hash, "manager")
    assert phone_in_use(desk, party) == "0000-0000001"


def test_with_users_a_hold_is_set_at_once_and_its_end_waits(shown, desk, party):
    employ(desk)
    officer = at_desk(desk, Role.CREDIT_OFFICER)
    page, settle = shown(officer)
    page._party.hold(party, Hold.IMPERSONATION, "本人否认借款")
    settle()
    assert dossier(desk, party).party.hold is Hold.IMPERSONATION
    page._party.hold(party, Hold.NONE, "笔迹已鉴定")
    settle()
    opened(page, WaitingDialog).reject()
    assert dossier(desk, party).party.hold is Hold.IMPERSONATION


def test_a_contact_is_shown_in_full_for_a_reason_and_that_is_written_down(shown, desk):
    page, settle = shown(desk)
    enter_contact(page, settle)
    page.contacts.contact_table.select_row(2)
    page.contacts.contact_reveal.click()
    dialog = opened(page, RevealDialog)
    assert not dialog.field.isVisible()
    dialog.reason.setText("核对号码")
    dialog.confirm_button.click()
    settle()
    assert dialog.value.text() == "0000-0000001"
    dialog.reject()
    with desk.store.read() as queries:
        [entry] = queries.journal_of_kind("field_revealed")
    assert (entry.body["field"], entry.body["reason"]) == ("phone", "核对号码")


def test_the_ledger_s_phone_is_shown_in_full_where_it_stands(shown, desk):
    page, settle = shown(desk)
    assert page.contacts.contact_table.current_record().id == ""  # the first, chosen already
    page.contacts.contact_reveal.click()
    dialog = opened(page, RevealDialog)
    assert dialog.field.value() is Masked.PHONE
    dialog.reason.setText("核对号码")
    dialog.confirm_button.click()
    settle()
    assert dialog.value.text() == "13812341234"
    dialog.reject()


def test_the_timeline_names_who_did_it(shown, desk, party):
    employ(desk)
    officer = at_desk(desk, Role.CREDIT_OFFICER)
    parties.set_hold(officer, party, Hold.IMPERSONATION, "本人否认借款")
    page, _ = shown(desk)
    said = {
        each.operator_id: page.timeline._operator(each)
        for each in map(page.timeline.model.record, range(page.timeline.model.rowCount()))
    }
    with desk.store.read() as queries:
        names = {each.id: each.name for each in queries.users()}
    assert said == {"local": "", "credit_officer": names["credit_officer"]}


def test_a_reason_is_confirmed_by_ctrl_enter_as_every_other_dialog_is(qtbot):
    dialog = ReasonDialog("停发", "为什么", "停发")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    confirm = (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(dialog.edit, *confirm)
    assert dialog.isVisible()  # without a reason nothing is confirmed
    dialog.edit.setPlainText("本人否认借款")
    qtbot.keyClick(dialog.edit, *confirm)
    assert dialog.result() == ReasonDialog.DialogCode.Accepted
    assert dialog.reason() == "本人否认借款"


def test_of_a_related_person_only_what_is_known_can_be_shown(shown, desk, party):
    user = Related(RelationKind.ACTUAL_USER, "李四", phone="13900001234")
    parties.record_relation(desk, party, user)
    page, settle = shown(desk)
    page.contacts.related_reveal.click()
    dialog = opened(page, RevealDialog)
    dialog.reason.setText("核对号码")
    dialog.confirm_button.click()
    settle()
    assert dialog.value.text() == "13900001234"
    dialog.reject()
