"""The dossier page on a real database: who owes, why until that day, and what was found out."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from desktop.domain.delivery import Boxes, DeliveryAct, Method, Signer
from desktop.services.delivery import record
from desktop.services.notices import note_printed
from desktop.services.records import Hold, LoanStatus
from desktop.ui.pages.dossier.dialogs import EvidenceDialog, ReasonDialog
from desktop.ui.pages.dossier.page import DossierPage
from tests.ui import branch_desk as branch
from tests.ui import page_frame as frames

ROWS = (
    branch.row("L1", due_on=date(2024, 10, 13), guarantors=("贺富生", "谭水金")),
    branch.row("L2", due_on=date(2012, 3, 1), guarantors=("贺富生",)),
    branch.row("L3", due_on=date(2023, 12, 1), rate=None),
    branch.row("L9", "夏文水"),
)


@pytest.fixture
def desk(tmp_path):
    with branch.branch_desk(tmp_path, ROWS) as made:
        yield made


@pytest.fixture
def frame(qapp, desk, fonts):
    with frames.framed(desk, fonts) as made:
        yield made


@pytest.fixture
def party_id(desk):
    with desk.store.read() as queries:
        return queries.loan_by_no("L1").borrower_id


@pytest.fixture
def page(frame, qtbot, party_id):
    made = frame.show(qtbot, DossierPage)
    made.open(party_id=party_id)
    frame.settle(qtbot)
    return made


def shown_again(page, frame, qtbot):
    page.refresh()
    frame.settle(qtbot)


def loan(page, loan_no):
    records = page.loans.model.records
    row = [each.loan.loan_no for each in records].index(loan_no)
    page.loans.table.select_row(row)
    return records[row]


def served(desk, evidence=()):
    """Issue a notice to the debtor and record that he signed it; return its serial."""
    serial = branch.issued(desk, ["周田生"])["周田生"]
    act = DeliveryAct(Method.IN_PERSON, Signer.SELF, branch.TODAY, Boxes(received=True))
    record(desk, serial, act, evidence)
    return serial


def test_the_head_names_the_debtor_and_masks_the_rest(page):
    assert page.title.text() == "周田生"
    assert "牌口镇 金明村 3组" in page.subtitle.text()
    assert "138****1234" in page.subtitle.text()
    assert "13812341234" not in page.subtitle.text()


def test_the_claim_that_runs_out_first_is_explained_at_once(page):
    why = page.loans.why
    assert "2026-12-01" in why._title.text()
    assert "2023-12-01 到期，次日起算三年，至 2026-12-01" in why._steps.text()
    assert "民法典第188、201条" in why._steps.text()


def test_a_loan_asked_for_is_the_one_explained(page, frame, qtbot, desk, party_id):
    with desk.store.read() as queries:
        wanted = queries.loan_by_no("L2").id
    page.open(party_id=party_id, loan_id=wanted)
    frame.settle(qtbot)
    assert page.loans.table.current_record().loan.loan_no == "L2"
    assert "2014-03-01" in page.loans.why._title.text()


def test_a_signature_without_evidence_is_claimed_and_not_proved(page, frame, qtbot, desk):
    serial = served(desk)
    shown_again(page, frame, qtbot)
    shown = loan(page, "L1")
    assert (shown.clock.last_day, shown.proved.last_day) == (date(2029, 10, 10), date(2027, 10, 13))
    why = page.loans.why
    assert serial in why._steps.text()
    assert "2027-10-13" in why._proved_title.text()
    assert serial not in why._proved.text()


def test_with_evidence_both_days_are_one(page, frame, qtbot, desk, tmp_path):
    picture = tmp_path / "slip.png"
    QImage(40, 60, QImage.Format.Format_RGB32).save(str(picture))
    served(desk, [picture])
    shown_again(page, frame, qtbot)
    loan(page, "L1")
    assert page.loans.why._proved_title.isHidden()


def test_interest_is_broken_down_to_the_fen(page):
    shown = loan(page, "L1")
    texts = [each.text() for each in page.loans.interest._table.findChildren(type(page.title))]
    assert "500.00" in texts
    assert any("10,000.00 × 10 " in text for text in texts)
    rows = sum(row.amount.fen for row in shown.interest.rows)
    assert shown.total_fen == 1_000_000 + rows


def test_each_guarantor_of_each_loan_is_listed(page):
    people = [(person.name, person.loans) for person in page.people.model.records]
    assert people == [
        ("周田生", "L1  L2  L3"),
        ("贺富生", "L1"),
        ("谭水金", "L1"),
        ("贺富生", "L2"),
    ]


def test_printing_goes_to_the_notices_with_this_debtor(page, frame, party_id):
    page.notice.click()
    assert frame.went == [("notices", {"party_id": party_id})]


def test_a_delivery_can_be_recorded_only_when_a_notice_is_open(page, frame, qtbot, desk):
    assert not page.delivery.isEnabled()
    branch.issued(desk, ["夏文水"])
    shown_again(page, frame, qtbot)
    assert not page.delivery.isEnabled()
    serial = branch.issued(desk, ["周田生"])["周田生"]
    shown_again(page, frame, qtbot)
    page.delivery.click()
    assert frame.went == [("deliveries", {"serial": serial})]


def test_a_hold_wants_a_reason_and_stops_notices(page, frame, qtbot, desk, party_id, monkeypatch):
    def answer(dialog):
        assert not dialog.confirm.isEnabled()
        dialog.edit.setPlainText("本人称未借款，主任核实中")
        assert dialog.confirm.isEnabled()
        return 1

    monkeypatch.setattr(ReasonDialog, "exec", answer)
    page.hold.trigger()
    frame.settle(qtbot)
    frame.settle(qtbot)
    with desk.store.read() as queries:
        assert queries.party(party_id).hold is Hold.IMPERSONATION
    newest = page.timeline.model.copy_rows([0], [2])
    assert "主任核实中" in newest


def test_a_cancelled_reason_changes_nothing(page, frame, qtbot, desk, party_id, monkeypatch):
    monkeypatch.setattr(ReasonDialog, "exec", lambda dialog: 0)
    page.death.trigger()
    frame.settle(qtbot)
    with desk.store.read() as queries:
        assert not queries.party(party_id).deceased


def test_the_timeline_tells_only_what_concerns_the_debtor(page, frame, qtbot, desk):
    serials = branch.issued(desk, ["周田生", "夏文水"])
    shown_again(page, frame, qtbot)
    rows = range(page.timeline.model.rowCount())
    told = page.timeline.model.copy_rows(rows, [2])
    assert serials["周田生"] in told
    assert serials["夏文水"] not in told


def test_the_timeline_is_filtered_by_a_chip(page, frame, qtbot, desk):
    served(desk)
    shown_again(page, frame, qtbot)
    chips = page.timeline.chips
    qtbot.keyClick(chips, Qt.Key.Key_Right)
    kinds = {entry.kind for entry in page.timeline.model.records}
    assert (chips.value(), kinds) == ("ledger", {"ledger_imported"})


def test_evidence_opens_as_a_picture(page, frame, qtbot, desk, tmp_path, monkeypatch):
    picture = tmp_path / "slip.png"
    QImage(400, 600, QImage.Format.Format_RGB32).save(str(picture))
    served(desk, [picture])
    shown_again(page, frame, qtbot)
    opened = []
    monkeypatch.setattr(
        EvidenceDialog, "exec", lambda dialog: opened.append(dialog.picture.pixmap())
    )
    page.papers.evidence.click()
    frame.settle(qtbot)
    assert not opened[0].isNull()


def test_evidence_that_is_no_picture_can_be_saved_as_a_copy(
    page, frame, qtbot, desk, tmp_path, monkeypatch
):
    recording, copy = tmp_path / "call.amr", tmp_path / "copy.amr"
    recording.write_bytes(b"#!AMR recording")
    served(desk, [recording])
    shown_again(page, frame, qtbot)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (str(copy), ""))
    monkeypatch.setattr(EvidenceDialog, "exec", lambda dialog: dialog.copy.click())
    page.papers.evidence.click()
    frame.settle(qtbot)
    assert copy.read_bytes() == recording.read_bytes()
    assert "copy.amr" in page.timeline.model.copy_rows([0], [2])


def test_a_paper_written_stands_in_the_timeline_in_words(page, frame, qtbot, desk):
    serial = branch.issued(desk, ["周田生"])["周田生"]
    note_printed(desk, [serial], 1, is_reprint=True)
    shown_again(page, frame, qtbot)
    told = page.timeline.model.copy_rows([0], [2])
    assert "paper_reprinted" not in told
    assert "printer" in told


def test_many_loans_leave_room_for_the_answer_and_many_guarantors_are_counted(
    frame, qtbot, tmp_path, fonts
):
    names = tuple(f"保证人{number}" for number in range(9))
    rows = [branch.row(f"4320211222{number:06}", guarantors=names) for number in range(12)]
    (tmp_path / "many").mkdir()
    with (
        branch.branch_desk(tmp_path / "many", tuple(rows)) as desk,
        frames.framed(desk, fonts) as many,
    ):
        page = many.show(qtbot, DossierPage)
        with desk.store.read() as queries:
            page.open(party_id=queries.loan_by_no("4320211222000000").borrower_id)
        many.settle(qtbot)
        why = page.loans.why
        assert why.mapTo(page, why.rect().bottomLeft()).y() < page.height()
        people = page.loans.people.findChildren(type(page.title))
        named = [each.text() for each in people if each.text().startswith("保证人")]
        assert len(named) == 5
        assert any("4" in each.text() for each in people[-2:])


def test_a_notice_can_be_printed_again_from_the_papers(page, frame, qtbot, desk):
    serial = served(desk)
    shown_again(page, frame, qtbot)
    page.papers.reprint.click()
    assert frame.went == [("notices", {"reprint": serial})]


def test_settled_loans_no_longer_count_as_owed(page, frame, qtbot, desk):
    before = page._shown.balance_fen
    with desk.store.write() as uow:
        settled = uow.loan_by_no("L2")
        uow.set_loan_status(settled.id, LoanStatus.SETTLED)
        uow.record("loan_decided", settled.id, {"status": "settled"}, branch.TODAY)
        uow.commit()
    shown_again(page, frame, qtbot)
    assert before - page._shown.balance_fen == settled.balance_fen
