"""Printing a paper from a dossier: filled in beside its pages, issued once, printed, confirmed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from desktop.domain.documents import DocumentKind
from desktop.domain.guarantee.facts import GuaranteeContract, GuaranteeMode, PeriodTerm
from desktop.domain.rounds import NoticeState
from desktop.services.documents.builder import Input, InputKind
from desktop.services.documents.specimens import Size, specimen
from desktop.services.guarantees import record_contract
from desktop.ui.pages.documents.fields import InputField
from desktop.ui.pages.documents.form import InputForm
from desktop.ui.pages.documents.names import kind_name
from desktop.ui.pages.documents.output import file_name
from desktop.ui.pages.documents.output_dialog import OutputDialog
from desktop.ui.pages.documents.paper_dialog import PaperDialog
from desktop.ui.pages.dossier.page import DossierPage
from tests.ui import branch_desk as branch
from tests.ui import page_frame as frames

Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier
NOTICE = DocumentKind.GUARANTOR_NOTICE


ROWS = (
    branch.row("L1", due_on=date(2026, 8, 13), guarantors=("贺富生", "谭水金")),
    branch.row("L2", due_on=date(2026, 8, 13), guarantors=("夏娟安",)),
)


@pytest.fixture
def desk(tmp_path):
    with branch.branch_desk(tmp_path, ROWS) as made:
        for loan_no, guarantor in (("L1", "贺富生"), ("L2", "夏娟安")):
            guarantee(made, loan_no, guarantor)
        yield made


def guarantee(desk, loan_no, guarantor):
    """Enter a joint guarantee that still runs."""
    with desk.store.read() as queries:
        loan = queries.loan_by_no(loan_no)
    contract = GuaranteeContract(
        guarantor, date(2021, 10, 13), GuaranteeMode.JOINT, PeriodTerm.MONTHS, 24
    )
    record_contract(desk, loan.id, contract)


@pytest.fixture
def frame(qapp, desk, fonts):
    with frames.framed(desk, fonts) as made:
        yield made


@pytest.fixture
def page(frame, qtbot, desk):
    made = frame.show(qtbot, DossierPage)
    with desk.store.read() as queries:
        made.open(party_id=queries.loan_by_no("L1").borrower_id)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    frame.settle(qtbot)
    return made


@pytest.fixture
def dialog(page, frame, qtbot):
    """The dialog as F9 opens it, with its first draft."""
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_F9)
    qtbot.waitUntil(lambda: page.findChild(PaperDialog) is not None)  # the button is seen pressed
    made = page.findChild(PaperDialog)
    qtbot.waitUntil(made.isActiveWindow)
    drafted(qtbot, made)
    choose(qtbot, made, NOTICE)
    return made


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Let every file be saved under its proposed name, in this folder."""
    made = tmp_path / "papers"
    made.mkdir()

    def save(parent, title, proposed, kinds):
        return str(made / Path(proposed).name), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(save))
    return made


def choose(qtbot, dialog, kind):
    dialog.composer.table.select_row(list(dialog.composer.kinds.records).index(kind))
    drafted(qtbot, dialog)


def drafted(qtbot, dialog):
    """Wait until what was typed is laid out, or refused."""
    qtbot.waitUntil(
        lambda: not dialog.is_waiting and not dialog._context.jobs.is_busy, timeout=120_000
    )


def fill(qtbot, dialog, name, text):
    edit = dialog.composer.form.fields[name].edit
    edit.setFocus()
    edit.insert(text)  # as an input method does
    drafted(qtbot, dialog)


def press(qtbot, dialog, frame, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget() or dialog, key, modifier)
    frame.settle(qtbot)


def documents(desk):
    with desk.store.read() as queries:
        heads = queries.newest_documents()
        return queries.documents([each.serial for each in heads])


def text_of(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_f9_issues_prints_and_confirms_a_paper_by_keys_alone(
    dialog, page, frame, qtbot, desk, folder
):
    fill(qtbot, dialog, "person", "贺富生")
    fill(qtbot, dialog, "guarantee_contract_no", "BZ-77")
    assert documents(desk) == []
    press(qtbot, dialog, frame, Key.Key_Return, Control)
    (issued,) = documents(desk)
    assert (issued.serial[-5:], issued.state) == ("W0001", NoticeState.GENERATED)
    press(qtbot, dialog, frame, Key.Key_2)
    (written,) = folder.iterdir()
    told = text_of(written)
    assert "贺富生" in told
    assert "BZ-77" in told
    assert issued.serial in told
    press(qtbot, dialog, frame, Key.Key_Return, Control)
    assert {each.state for each in documents(desk)} == {NoticeState.PRINTED}
    qtbot.waitUntil(lambda: is_gone(page))
    assert [each.serial for each in page.papers.papers.records] == [issued.serial]


def test_nothing_is_said_to_be_printed_before_anything_came_out(
    dialog, page, frame, qtbot, desk, folder
):
    press(qtbot, dialog, frame, Key.Key_Return, Control)
    press(qtbot, dialog, frame, Key.Key_Return, Control)
    assert {each.state for each in documents(desk)} == {NoticeState.GENERATED}
    assert not dialog.go.isEnabled()
    press(qtbot, dialog, frame, Key.Key_2)
    assert dialog.go.isEnabled()


def test_what_is_tidied_up_late_does_not_put_the_draft_in_the_papers_place(
    dialog, frame, qtbot, desk
):
    press(qtbot, dialog, frame, Key.Key_Return, Control)
    dialog.composer.changed.emit()
    drafted(qtbot, dialog)
    frame.settle(qtbot)
    serials = {each.serial for each in documents(desk)}
    shown = dialog.pages.view
    assert {shown._page_at(number).serial for number in range(shown.count)} == serials


def test_tab_goes_from_the_kinds_down_the_form_to_the_loans(dialog, qtbot):
    composer = dialog.composer
    composer.table.setFocus()
    met = []
    for _ in range(4 + len(composer.form.fields)):
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        met.append(QApplication.focusWidget())
    edits = [each.edit for each in composer.form.fields.values()]
    assert met[: 1 + len(edits)] == [composer.day, *edits]
    assert dialog.go not in met[: 1 + len(edits)]


def test_the_pages_beside_the_form_show_what_is_typed(dialog, qtbot):
    assert dialog.pages.view.count == 2
    fill(qtbot, dialog, "person", "贺富生")
    assert dialog.pages.view.count == 1
    dialog.composer.form.fields["person"].edit.clear()
    drafted(qtbot, dialog)
    assert dialog.pages.view.count == 2
    for left, box in zip((1, 0), dialog.composer.loans.values(), strict=True):
        box.click()
        drafted(qtbot, dialog)
        assert dialog.go.isEnabled() is bool(left)
    assert dialog.pages.nothing


def test_who_gets_no_paper_is_named_with_the_reason(dialog):
    (line,) = dialog.pages.left_out.splitlines()
    assert line.startswith("谭水金")
    assert "L1" in line


def test_nobody_left_is_said_and_nothing_can_be_issued(dialog, qtbot):
    fill(qtbot, dialog, "person", "谭水金")
    assert dialog.pages.nothing
    assert not dialog.go.isEnabled()


def test_a_day_the_ledger_forbids_is_refused_at_its_field_and_typed_text_stays(dialog, qtbot, desk):
    fill(qtbot, dialog, "person", "贺富生")
    dialog.composer.day.setText("2026-09-01")
    drafted(qtbot, dialog)
    assert "2026-09-30" in dialog.pages.nothing
    dialog.go.setEnabled(True)
    dialog.go.click()
    drafted(qtbot, dialog)
    assert dialog.composer.day_error
    assert documents(desk) == []
    assert dialog.composer.form.values() == {"person": "贺富生"}


def test_escape_asks_before_typed_text_is_lost(dialog, page, qtbot):
    fill(qtbot, dialog, "person", "贺富生")
    escape(qtbot, dialog, lambda: dialog.findChild(QMessageBox) is not None)
    question = dialog.findChild(QMessageBox)
    question.defaultButton().click()
    qtbot.waitUntil(lambda: dialog.findChild(QMessageBox) is None)
    assert dialog.isVisible()
    assert dialog.composer.form.values() == {"person": "贺富生"}
    escape(qtbot, dialog, lambda: dialog.findChild(QMessageBox) is not None)
    question = dialog.findChild(QMessageBox)
    next(each for each in question.buttons() if each is not question.defaultButton()).click()
    qtbot.waitUntil(lambda: is_gone(page))


def test_while_a_paper_is_issued_its_window_stays_and_says_why(dialog, page, frame, qtbot, desk):
    with frame.halted():
        dialog.go.click()
        assert not dialog.close()
        dialog.reject()
        assert dialog.isVisible()
        assert dialog.message.text()
    frame.settle(qtbot)
    assert len(documents(desk)) == 2
    assert len(dialog.output.serials) == 2
    assert dialog.message.text() == ""
    escape(qtbot, dialog, lambda: is_gone(page))


def test_a_window_closed_before_its_first_answer_is_not_shown_one(page, frame, qtbot):
    with frame.halted():
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_F9)
        qtbot.waitUntil(lambda: page.findChild(PaperDialog) is not None)
        page.findChild(PaperDialog).reject()
        qtbot.waitUntil(lambda: is_gone(page))
    frame.settle(qtbot)


def test_what_was_issued_is_told_to_every_page_though_its_window_is_gone(
    dialog, frame, qtbot, desk
):
    told = []
    frame.bus.changed.connect(lambda: told.append(len(documents(desk))))
    with qtbot.captureExceptions(), frame.halted():
        dialog.go.click()
        shiboken6.delete(dialog)
    with qtbot.captureExceptions():
        qtbot.waitUntil(lambda: bool(told))
    frame.settle(qtbot)
    assert told == [2]


def test_escape_closes_at_once_where_nothing_was_typed(dialog, page, qtbot):
    escape(qtbot, dialog, lambda: is_gone(page))


def is_gone(page):
    return page.findChild(PaperDialog) is None


def escape(qtbot, dialog, then):
    """Press Esc; its button is seen pressed before it acts."""
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    qtbot.waitUntil(then)


def test_a_printed_document_is_printed_again_marked_as_a_reprint(
    dialog, page, frame, qtbot, desk, folder
):
    press(qtbot, dialog, frame, Key.Key_Return, Control)
    press(qtbot, dialog, frame, Key.Key_2)
    press(qtbot, dialog, frame, Key.Key_Return, Control)
    for first in folder.iterdir():
        first.unlink()
    page.tabs.setCurrentWidget(page.papers)
    page.papers.reprint.click()
    again = page.findChild(OutputDialog)
    qtbot.waitUntil(again.isActiveWindow)
    press(qtbot, again, frame, Key.Key_2)
    (written,) = folder.iterdir()
    assert "补打" in text_of(written)
    assert documents(desk)[0].reprints == 1


def proposed_name(serials):
    kind = DocumentKind.GUARANTOR_NOTICE
    usual = specimen(kind, Size.USUAL)
    return file_name([replace(usual, subject="贺富生", serial=each) for each in serials])


def test_a_file_is_named_by_kind_and_serial_never_by_a_person():
    kind = kind_name(DocumentKind.GUARANTOR_NOTICE)
    assert proposed_name(["PA26-W0001"]) == f"{kind}_PA26-W0001"
    assert proposed_name(["PA26-W0001", "PA26-W0007"]) == f"{kind}_PA26-W0001_W0007"


def test_a_file_is_named_by_what_windows_takes():
    assert proposed_name(['P\\/:*?"<>|-W1']).endswith("_P----------W1")


def test_a_scanned_serial_opens_the_dossier_at_that_paper(dialog, page, frame, qtbot, desk):
    press(qtbot, dialog, frame, Key.Key_Return, Control)
    dialog.reject()
    serial = documents(desk)[-1].serial
    with desk.store.read() as queries:
        (hit,) = queries.search(serial.lower())
    assert (hit.kind, hit.title, hit.detail) == ("document", serial, "贺富生")
    page.open(party_id=hit.party_id, serial=hit.title)
    frame.settle(qtbot)
    assert page.tabs.currentWidget() is page.papers
    assert page.papers.paper_table.current_record().serial == serial


def test_the_journal_tells_of_documents_in_words(dialog, page, frame, qtbot, desk, folder):
    press(qtbot, dialog, frame, Key.Key_Return, Control)
    press(qtbot, dialog, frame, Key.Key_2)
    press(qtbot, dialog, frame, Key.Key_Return, Control)
    told = page.timeline.model.copy_rows(range(3), [2])
    first = documents(desk)[-1].serial
    assert f"{kind_name(NOTICE)} issued: {first}" in told
    assert f"{kind_name(NOTICE)} written as PDF" in told
    assert f"Printed: 2 paper(s) from {first} on" in told


FIELDS = [
    (Input("day", InputKind.DAY), "20261105", "2026-11-05"),
    (Input("day", InputKind.DAY), "soon", "soon"),
    (Input("paid", InputKind.AMOUNT), "1.2万", "12000.00"),
    (Input("paid", InputKind.AMOUNT), "much", "much"),
    (Input("count", InputKind.NUMBER), "１２", "12"),
    (Input("serial", InputKind.SERIAL), "pa26-0001", "PA26-0001"),
    (Input("note", InputKind.LINES), "一\n二", "一\n二"),
    (Input("note"), "  有空格 ", "有空格"),
]


@pytest.mark.parametrize(("wanted", "typed", "read"), FIELDS)
def test_a_field_reads_what_two_fingers_type(qtbot, wanted, typed, read):
    field = InputField(wanted, "", lambda: branch.TODAY)
    qtbot.addWidget(field.edit)
    assert not field.touched
    field.set_text(typed)
    assert field.text() == read
    assert field.touched


def test_a_choice_is_never_made_for_a_person_unless_it_is_proposed(qtbot):
    wanted = Input("way", InputKind.CHOICE, required=True, choices=("甲", "乙"))
    bare, proposed = (InputField(wanted, text, lambda: None) for text in ("", "乙"))
    for each in (bare, proposed):
        qtbot.addWidget(each.edit)
    assert (bare.text(), proposed.text()) == ("", "乙")


def test_what_is_wrong_stands_at_its_field_alone(qtbot):
    form = InputForm([Input("person"), Input("officer")], {"officer": "彭春兰"}, lambda: None)
    qtbot.addWidget(form)
    assert form.values() == {"officer": "彭春兰"}
    assert not form.touched
    assert form.refuse("person", "缺")
    assert form.fields["person"].edit.property("invalid")
    assert not form.fields["officer"].edit.property("invalid")
    assert not form.refuse("elsewhere", "缺")
    assert not form.fields["person"].edit.property("invalid")
