"""What is typed into a form is there again after a crash, and gone when it was stored."""

from datetime import date

import pytest

from desktop.domain.documents import DocumentKind
from desktop.domain.limitation import EventKind
from desktop.domain.permissions import Role
from desktop.services.drafts import recall
from desktop.services.parties import record_relation
from desktop.services.relations import Related, RelationKind
from desktop.ui.pages.agreements.compose_dialog import ComposeDialog
from desktop.ui.pages.agreements.page import AgreementsPage
from desktop.ui.pages.agreements.promise_dialog import PromiseDialog
from desktop.ui.pages.deliveries.page import DeliveriesPage
from desktop.ui.pages.documents.paper_dialog import PaperDialog
from desktop.ui.pages.dossier.contact_dialogs import RelatedDialog
from desktop.ui.pages.dossier.event_dialog import EventDialog
from desktop.ui.pages.dossier.event_kinds import COURT
from desktop.ui.pages.dossier.page import DossierPage
from desktop.ui.pages.relief.page import ReliefPage
from desktop.ui.pages.repayments.page import RepaymentsPage
from tests.people import at_desk, employ
from tests.ui import branch_desk as branch
from tests.ui import page_frame as frames


@pytest.fixture
def desk(tmp_path):
    with branch.branch_desk(tmp_path) as made:
        yield made


@pytest.fixture
def loan(desk):
    with desk.store.read() as queries:
        return queries.loan_by_no("L1")


@pytest.fixture
def start(qapp, qtbot, desk, fonts):
    """Start the window's page anew; what was open before is gone as after a crash."""
    running = []

    def begin(kind, desk=desk, **arguments):
        for each in running:
            each.__exit__(None, None, None)
        running[:] = [frames.framed(desk, fonts)]
        frame = running[0].__enter__()
        page = frame.show(qtbot, kind)
        page.open(**arguments)
        frame.settle(qtbot)

        def settle():
            frame.settle(qtbot)
            frame.settle(qtbot)

        return page, settle

    yield begin
    for each in running:
        each.__exit__(None, None, None)


def opened(page, kind):
    [dialog] = [each for each in page.findChildren(kind) if each.isVisible()]
    return dialog


def type_event(page, settle):
    page.loans.event_button.click()
    dialog = opened(page, EventDialog)
    settle()
    dialog.group.set_value(COURT)
    dialog.group.changed.emit()
    dialog.kind.setCurrentIndex(dialog.kind.findData(EventKind.SUIT_FILED.value))
    dialog.day.setText("2025-06-01")
    dialog.note.setText("立案庭已收件")
    dialog._draft.flush()
    settle()
    return dialog


def test_a_dialog_comes_back_as_it_was_typed(start, loan):
    page, settle = start(DossierPage, party_id=loan.borrower_id)
    type_event(page, settle)
    page, settle = start(DossierPage, party_id=loan.borrower_id)
    page.loans.event_button.click()
    dialog = opened(page, EventDialog)
    settle()
    assert dialog.kind_chosen is EventKind.SUIT_FILED
    assert (dialog.day.value(), dialog.note.text()) == (date(2025, 6, 1), "立案庭已收件")
    assert dialog._draft.line.isVisible()
    assert dialog.confirm_button.isEnabled()


def test_typing_alone_keeps_the_draft(start, loan, desk, qtbot):
    page, settle = start(DossierPage, party_id=loan.borrower_id)
    page.loans.event_button.click()
    dialog = opened(page, EventDialog)
    settle()
    dialog.note.setText("立案庭已收件")
    with qtbot.waitSignal(dialog._draft._pause.timeout):
        pass
    settle()
    assert "立案庭已收件" in recall(desk, f"event:{loan.id}").fields.values()


def test_a_draft_can_be_thrown_away(start, loan, desk):
    page, settle = start(DossierPage, party_id=loan.borrower_id)
    type_event(page, settle)
    page, settle = start(DossierPage, party_id=loan.borrower_id)
    page.loans.event_button.click()
    dialog = opened(page, EventDialog)
    settle()
    dialog._draft.drop.click()
    settle()
    assert dialog.note.text() == ""
    assert recall(desk, f"event:{loan.id}") is None


def test_the_end_of_the_session_closes_the_dialog_and_keeps_the_draft(start, loan, desk):
    page, settle = start(DossierPage, party_id=loan.borrower_id)
    dialog = type_event(page, settle)
    dialog.note.setText("立案庭已收件，待缴费")
    dialog.close()
    settle()
    assert "立案庭已收件，待缴费" in recall(desk, f"event:{loan.id}").fields.values()


def test_giving_up_throws_the_draft_away(start, loan, desk):
    page, settle = start(DossierPage, party_id=loan.borrower_id)
    type_event(page, settle).reject()
    settle()
    assert recall(desk, f"event:{loan.id}") is None


def test_what_was_stored_is_no_draft_any_more(start, loan, desk):
    page, settle = start(DossierPage, party_id=loan.borrower_id)
    dialog = type_event(page, settle)
    dialog.confirm_button.click()
    settle()
    assert recall(desk, f"event:{loan.id}") is None


def test_a_choice_that_depends_on_another_comes_back_too(start, loan, desk):
    record_relation(desk, loan.borrower_id, Related(RelationKind.SPOUSE, "李桂兰"))
    page, settle = start(DossierPage, party_id=loan.borrower_id)
    page.contacts.person.click()
    dialog = opened(page, RelatedDialog)
    settle()
    dialog.kind.setCurrentIndex(dialog.kind.findData(RelationKind.ACTUAL_USER.value))
    dialog.ground.setCurrentIndex(1)
    dialog.who.setText("李四")
    dialog._draft.flush()
    settle()
    page, settle = start(DossierPage, party_id=loan.borrower_id)
    page.contacts.person.click()
    again = opened(page, RelatedDialog)
    settle()
    assert again.ground.currentData() == "joined"


def test_a_slip_that_was_put_aside_comes_back_as_it_was(start, desk):
    serials = branch.issued(desk)
    page, settle = start(DeliveriesPage, serial=serials["周田生"])
    settle()
    page.slip.form.note.setText("家中无人，邻居称在县城")
    page._find(serials["夏文水"])
    settle()
    assert page.slip.form.note.text() == ""
    page._find(serials["周田生"])
    settle()
    assert page.slip.form.note.text() == "家中无人，邻居称在县城"


def test_a_slip_half_filled_in_survives_a_crash(start, desk):
    serial = branch.issued(desk)["周田生"]
    page, settle = start(DeliveriesPage, serial=serial)
    settle()
    page.slip.form.signers.press(1)
    page.slip.form.note.setText("本人签收")
    page._draft.flush()
    settle()
    signer = page.slip.form.signers.value()
    page, settle = start(DeliveriesPage, serial=serial)
    settle()
    assert (page.slip.form.signers.value(), page.slip.form.note.text()) == (signer, "本人签收")
    assert signer is not None


def test_a_payment_half_typed_comes_back_dated_today(start, loan, desk):
    employ(desk)
    teller = at_desk(desk, Role.TELLER)
    page, settle = start(RepaymentsPage, desk=teller, party_id=loan.borrower_id)
    settle()
    page.form.amount.setText("500")
    page.form.day.setText("2026-10-09")
    page.form.payer.setText("周建国")
    page._draft.flush()
    settle()
    page._wait.stop()  # a crash would take the page with it
    page, settle = start(RepaymentsPage, desk=teller, party_id=loan.borrower_id)
    settle()
    assert (page.form.amount.value(), page.form.payer.text()) == (50_000, "周建国")
    assert page.form.day.value() == branch.TODAY
    page._wait.stop()


def test_a_relief_half_asked_for_comes_back(start, loan, desk):
    for round_ in range(2):
        page, settle = start(ReliefPage)
        dialog = page.presenter.request(loan.borrower_id)
        settle()
        if not round_:
            dialog.reason.setText("因病住院")
            dialog._draft.flush()
            settle()
    assert dialog.reason.text() == "因病住院"


def test_an_agreement_and_a_promise_half_typed_come_back(start, loan, desk):
    for round_ in range(2):
        page, settle = start(AgreementsPage)
        page.presenter.compose(loan.borrower_id)
        settle()
        agreement = opened(page, ComposeDialog)
        settle()
        page.presenter.promise(loan.borrower_id)
        settle()
        promise = opened(page, PromiseDialog)
        settle()
        if not round_:
            agreement.form.fields["first_day"].edit.setText("2026-12-20")
            promise.note.setText("卖完猪还")
            for dialog in (agreement, promise):
                dialog._draft.flush()
            settle()
            agreement._waiting.stop()  # a crash would take the dialog with it
    assert agreement.form.fields["first_day"].text() == "2026-12-20"
    assert promise.note.text() == "卖完猪还"


def test_the_inputs_of_a_paper_come_back(start, loan, desk):
    form = f"document:{DocumentKind.ACTUAL_USER_LETTER.value}:{loan.borrower_id}"
    for round_ in range(2):
        page, settle = start(DossierPage, party_id=loan.borrower_id)
        page.paper.click()
        dialog = opened(page, PaperDialog)
        settle()
        kinds = dialog.composer.kinds.records
        dialog.composer.table.select_row(kinds.index(DocumentKind.ACTUAL_USER_LETTER))
        settle()
        field = dialog.composer.form.fields["person"].edit
        if not round_:
            field.setText("李四")
            for each in dialog._drafts:
                each.flush()
            settle()
            assert recall(desk, form).fields["person"] == "李四"
            dialog._wait.stop()  # a crash would take the dialog with it
    assert field.text() == "李四"
