"""What a person enters by hand on a dossier: events of a claim, guarantees, acts, and their end."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from desktop.domain.delivery import Boxes, DeliveryAct, Method, Signer
from desktop.domain.guarantee.facts import ActKind, GuaranteeMode, GuarantorKind, PeriodTerm
from desktop.domain.limitation import ClockState, EventKind
from desktop.services.delivery import record
from desktop.ui.pages.dossier.dialogs import ReasonDialog
from desktop.ui.pages.dossier.event_dialog import EndDialog, EventDialog
from desktop.ui.pages.dossier.event_kinds import COURT, DEMAND, TERMS, VOID, kinds
from desktop.ui.pages.dossier.guarantee_dialogs import ActDialog, ContractDialog
from desktop.ui.pages.dossier.page import DossierPage
from desktop.ui.theme import Tone
from desktop.ui.widgets.clock_pill import clock_pill
from tests.ui import branch_desk as branch
from tests.ui import page_frame as frames

ROWS = (
    branch.row("L1", due_on=date(2024, 10, 13), guarantors=("贺富生", "谭水金")),
    branch.row("L2", due_on=date(2023, 12, 1)),
)
EVENTS, PEOPLE = 3, 1


@pytest.fixture
def desk(tmp_path):
    with branch.branch_desk(tmp_path, ROWS) as made:
        yield made


@pytest.fixture
def frame(qapp, desk, fonts):
    with frames.framed(desk, fonts) as made:
        yield made


@pytest.fixture
def page(frame, qtbot, desk):
    made = frame.show(qtbot, DossierPage)
    with desk.store.read() as queries:
        loan = queries.loan_by_no("L1")
    made.open(party_id=loan.borrower_id, loan_id=loan.id)
    frame.settle(qtbot)
    return made


def opened(page, kind):
    """Return the one dialog of a kind that is open."""
    [dialog] = [each for each in page.findChildren(kind) if each.isVisible()]
    return dialog


def choose(dialog, group, kind):
    dialog.group.set_value(group)
    dialog.group.changed.emit()
    dialog.kind.setCurrentIndex(dialog.kind.findData(kind.value))


def confirmed(dialog, frame, qtbot):
    """Press the button and wait until the page shows what was stored."""
    dialog.confirm_button.click()
    frame.settle(qtbot)
    frame.settle(qtbot)


def suit(page, frame, qtbot, day="2025-06-01"):
    page.loans.event_button.click()
    dialog = opened(page, EventDialog)
    choose(dialog, COURT, EventKind.SUIT_FILED)
    dialog.day.setText(day)
    frame.settle(qtbot)
    confirmed(dialog, frame, qtbot)


def event_of(page, row=0):
    return page.events.model.records[row]


def state_of(page, loan_no="L1"):
    [loan] = [each for each in page.loans.model.records if each.loan.loan_no == loan_no]
    return loan.state


def test_every_kind_of_event_stands_in_one_group():
    grouped = [kind for found in kinds().values() for kind in found]
    assert sorted(grouped) == sorted(EventKind)
    assert EventKind.VILLAGE_POSTER in kinds()[VOID]
    assert EventKind.JUDGMENT in kinds()[COURT]


def test_what_an_event_does_is_shown_before_it_is_recorded(page, frame, qtbot, desk):
    page.loans.event_button.click()
    dialog = opened(page, EventDialog)
    assert not dialog.confirm_button.isEnabled()
    choose(dialog, DEMAND, EventKind.SIGNED_NOTICE)
    dialog.day.setText("2025-06-01")
    frame.settle(qtbot)
    assert "2027-10-13" in dialog.effects.text
    assert "2028-06-01" in dialog.effects.text
    assert "民法典第195条" in dialog.effects.text
    with desk.store.read() as queries:
        assert not any(queries.events_of([dialog.loan.id]).values())
    dialog.reject()


def test_an_event_without_effect_says_why(page, frame, qtbot):
    page.loans.event_button.click()
    dialog = opened(page, EventDialog)
    choose(dialog, VOID, EventKind.VILLAGE_POSTER)
    dialog.day.setText("2025-06-01")
    frame.settle(qtbot)
    assert "张贴不是法定方式" in dialog.effects.text
    assert dialog.effects.property("role") == "warning"
    dialog.reject()


def test_a_suit_stops_the_clock_until_its_end_is_entered(page, frame, qtbot):
    suit(page, frame, qtbot)
    assert state_of(page) is ClockState.IN_PROCEDURE
    assert event_of(page).is_open
    page.tabs.setCurrentIndex(EVENTS)
    page.events.end.click()
    dialog = opened(page, EndDialog)
    dialog.day.setText("2025-12-20")
    confirmed(dialog, frame, qtbot)
    assert state_of(page) is ClockState.ALIVE
    standing = [line for line in page.events.model.records if not line.event.withdrawn]
    assert [line.event.restart_on for line in standing] == [date(2025, 12, 20)]
    assert not page.events.end.isEnabled()


def test_an_event_stands_in_the_timeline_in_words(page, frame, qtbot):
    suit(page, frame, qtbot)
    told = page.timeline.model.copy_rows([0], [1, 2])
    assert "claim_event_recorded" not in told
    assert "L1" in told
    assert "no evidence" in told


def test_the_timeline_has_a_chip_for_events(page, frame, qtbot):
    suit(page, frame, qtbot)
    page.timeline.chips.set_value("events")
    page.timeline.chips.changed.emit()
    assert {entry.kind for entry in page.timeline.model.records} == {"claim_event_recorded"}


def test_a_day_that_cannot_be_is_refused_at_its_field_and_the_dialog_stays(
    page, frame, qtbot, desk
):
    page.loans.event_button.click()
    dialog = opened(page, EventDialog)
    choose(dialog, DEMAND, EventKind.SIGNED_NOTICE)
    dialog.day.setText("2019-01-01")
    frame.settle(qtbot)
    assert dialog.day.property("invalid") is True
    assert not dialog._error.isHidden()
    dialog.confirm_button.click()
    frame.settle(qtbot)
    assert dialog.isVisible()
    with desk.store.read() as queries:
        assert not any(queries.events_of([dialog.loan.id]).values())
    dialog.day.setText("2025-01-01")
    frame.settle(qtbot)
    assert dialog._error.isHidden()
    dialog.reject()


def test_a_second_day_is_asked_only_of_what_has_one(page, frame, qtbot):
    page.loans.event_button.click()
    dialog = opened(page, EventDialog)
    choose(dialog, DEMAND, EventKind.SIGNED_NOTICE)
    assert dialog._second_line.isHidden()
    choose(dialog, COURT, EventKind.JUDGMENT)
    dialog.day.setText("2025-06-01")
    assert not dialog._second_line.isHidden()
    assert not dialog.confirm_button.isEnabled()
    dialog.second.setText("2025-09-01")
    assert dialog.confirm_button.isEnabled()
    dialog.second.setText("2025-09-99")
    assert not dialog.confirm_button.isEnabled()
    frame.settle(qtbot)
    dialog.reject()


def test_a_suspension_that_lasts_has_words_and_a_pill(page, frame, qtbot):
    page.loans.table.select_row(1)
    page.loans.event_button.click()
    dialog = opened(page, EventDialog)
    choose(dialog, TERMS, EventKind.SUSPENSION)
    dialog.day.setText("2026-09-01")
    frame.settle(qtbot)
    confirmed(dialog, frame, qtbot)
    [loan] = [each for each in page.loans.model.records if each.loan.loan_no == "L2"]
    assert loan.state is ClockState.SUSPENDED
    pill = clock_pill(loan.state, loan.clock.last_day, branch.TODAY)
    assert (pill.text, pill.tone) == ("suspended", Tone.INFO)
    assert "suspended" in page.badges.accessibleName()
    page.loans.table.select_row(list(page.loans.model.records).index(loan))
    assert "cause has gone" in page.loans.why._advice.text()


def test_the_loan_in_hand_stays_chosen_after_an_entry(page, frame, qtbot):
    suit(page, frame, qtbot)
    assert page.loans.table.current_record().loan.loan_no == "L1"


def test_evidence_makes_an_event_proved(page, frame, qtbot, tmp_path, monkeypatch):
    suit(page, frame, qtbot)
    assert not event_of(page).event.proved
    paper = tmp_path / "立案通知书.pdf"
    paper.write_bytes(b"%PDF-1.4 case")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *words: ([str(paper)], ""))
    page.tabs.setCurrentIndex(EVENTS)
    page.events.proof.click()
    frame.settle(qtbot)
    frame.settle(qtbot)
    standing = [line for line in page.events.model.records if not line.event.withdrawn]
    assert [line.event.proved for line in standing] == [True]


def test_an_event_is_withdrawn_with_a_reason_and_the_clock_goes_back(page, frame, qtbot):
    suit(page, frame, qtbot)
    page.tabs.setCurrentIndex(EVENTS)
    page.events.withdraw.click()
    dialog = opened(page, ReasonDialog)
    dialog.edit.setPlainText("案号录错")
    dialog.confirm.click()
    frame.settle(qtbot)
    frame.settle(qtbot)
    assert state_of(page) is ClockState.ALIVE
    assert event_of(page).event.withdrawn
    assert not page.events.withdraw.isEnabled()
    assert "案号录错" in page.timeline.model.copy_rows([0], [2])


def test_what_a_delivery_brought_about_is_not_withdrawn_here(page, frame, qtbot, desk):
    serial = branch.issued(desk, ["周田生"])["周田生"]
    act = DeliveryAct(Method.IN_PERSON, Signer.SELF, branch.TODAY, Boxes(received=True))
    record(desk, serial, act)
    page.refresh()
    frame.settle(qtbot)
    assert event_of(page).event.ref == serial
    assert not page.events.withdraw.isEnabled()
    assert not page.events.proof.isEnabled()


def test_a_guarantor_without_a_contract_is_for_a_person_to_check(page):
    lines = [person.line for person in page.people.model.records if person.line]
    assert [line.facts.guarantor for line in lines] == ["贺富生", "谭水金"]
    assert {line.pill.tone for line in lines} == {Tone.WARNING}
    assert "no contract day" in lines[0].pill.text
    assert "缺保证合同日期" in lines[0].why


def guarantor(page, name):
    row = [person.name for person in page.people.model.records].index(name)
    page.people.table.select_row(row)
    return page.people.model.records[row].line


def test_a_contract_is_entered_and_corrected_with_what_is_known(page, frame, qtbot):
    page.tabs.setCurrentIndex(PEOPLE)
    guarantor(page, "贺富生")
    page.people.contract.click()
    dialog = opened(page, ContractDialog)
    assert dialog.guarantor.isReadOnly()
    dialog.day.setText("2021-10-13")
    dialog.mode.press(2)
    dialog.term.press(3)
    assert not dialog.confirm_button.isEnabled()
    dialog.months.setText("24")
    dialog.kind.setCurrentIndex(dialog.kind.findData(GuarantorKind.COMPANY.value))
    dialog.new_for_old.click()
    dialog.knew.click()
    confirmed(dialog, frame, qtbot)
    contract = guarantor(page, "贺富生").facts.contract
    assert (contract.contract_on, contract.mode) == (date(2021, 10, 13), GuaranteeMode.JOINT)
    assert (contract.term, contract.months) == (PeriodTerm.MONTHS, 24)
    assert (contract.kind, contract.knew_new_for_old) == (GuarantorKind.COMPANY, True)
    page.people.contract.click()
    again = opened(page, ContractDialog)
    assert again.contract() == contract
    again.term.press(1)
    assert again._months_line.isHidden()
    assert again.contract().months is None
    again.reject()


def test_an_extension_before_the_due_date_is_refused_at_its_field(page, frame, qtbot):
    page.tabs.setCurrentIndex(PEOPLE)
    guarantor(page, "贺富生")
    page.people.contract.click()
    dialog = opened(page, ContractDialog)
    dialog.day.setText("2021-10-13")
    dialog.extended.setText("2020-01-01")
    dialog.confirm_button.click()
    frame.settle(qtbot)
    assert dialog.isVisible()
    assert dialog.extended.property("invalid") is True
    dialog.reject()


def test_a_guarantor_the_ledger_does_not_name_can_be_added(page, frame, qtbot):
    page.tabs.setCurrentIndex(PEOPLE)
    page.people.addition.click()
    dialog = opened(page, ContractDialog)
    assert not dialog.confirm_button.isEnabled()
    dialog.guarantor.setText("夏文水")
    dialog.guarantor.textEdited.emit("夏文水")  # QTest cannot type Chinese
    confirmed(dialog, frame, qtbot)
    assert guarantor(page, "夏文水").facts.contract.contract_on is None


def test_an_act_is_recorded_and_withdrawn(page, frame, qtbot):
    page.tabs.setCurrentIndex(PEOPLE)
    guarantor(page, "谭水金")
    page.people.act.click()
    dialog = opened(page, ActDialog)
    dialog.kind.setCurrentIndex(dialog.kind.findData(ActKind.DEMAND_ARRIVED.value))
    dialog.day.setText("2025-01-10")
    dialog.ref.setText("EMS-1")
    confirmed(dialog, frame, qtbot)
    [line] = page.people.acts.records
    assert (line.act.guarantor, line.act.ref) == ("谭水金", "EMS-1")
    assert "谭水金" in page.timeline.model.copy_rows([0], [2])
    page.people.withdraw.click()
    reason = opened(page, ReasonDialog)
    reason.edit.setPlainText("寄错人")
    reason.confirm.click()
    frame.settle(qtbot)
    frame.settle(qtbot)
    [line] = page.people.acts.records
    assert line.act.withdrawn
    assert not page.people.withdraw.isEnabled()


def test_what_an_act_does_is_shown_before_it_is_recorded(page, frame, qtbot):
    page.tabs.setCurrentIndex(PEOPLE)
    guarantor(page, "贺富生")
    page.people.contract.click()
    contract = opened(page, ContractDialog)
    contract.day.setText("2021-10-13")
    contract.mode.press(2)
    confirmed(contract, frame, qtbot)
    assert guarantor(page, "贺富生").pill.text == "released 2025-04-13"
    page.people.act.click()
    dialog = opened(page, ActDialog)
    dialog.day.setText("2025-01-10")
    assert dialog.effect.before.pill.text == "released 2025-04-13"
    assert dialog.effect.after.pill.text == "liable to 2028-01-10"
    assert dialog.effect.property("role") == "notice"
    dialog.day.setText("2025-06-10")
    assert dialog.effect.after.isHidden()
    assert dialog.effect.property("role") == "warning"
    dialog.day.setText("2025-01-10")
    confirmed(dialog, frame, qtbot)
    line = guarantor(page, "贺富生")
    assert (line.pill.text, line.pill.tone) == ("liable to 2028-01-10, not proved", Tone.WARNING)


def test_guarantees_to_check_stand_among_the_badges(page):
    assert "guarantees to check: 2" in page.badges.accessibleName()


def test_the_keys_lead_through_an_entry(page, frame, qtbot):
    page.loans.event_button.click()
    dialog = opened(page, EventDialog)
    dialog.group.setFocus()
    qtbot.keyClick(dialog.group, Qt.Key.Key_2)
    assert dialog.kind.currentData() == EventKind.PART_PAYMENT.value
    qtbot.keyClicks(dialog.day, "20250601")
    frame.settle(qtbot)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    frame.settle(qtbot)
    frame.settle(qtbot)
    assert event_of(page).event.kind is EventKind.PART_PAYMENT
