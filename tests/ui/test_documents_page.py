"""The page of papers: what was issued, filtered, printed again, confirmed and handed out."""

from datetime import date

import pytest
from docx import Document
from PySide6.QtWidgets import QFileDialog

from desktop.domain.documents import SHAPES, DocumentKind
from desktop.domain.guarantee.facts import GuaranteeContract, GuaranteeMode, PeriodTerm
from desktop.domain.permissions import Role
from desktop.domain.rounds import NoticeState
from desktop.services.documents.catalogue import BUILDERS
from desktop.services.documents.issuing import Wish, issue
from desktop.services.documents.offering import offer_to
from desktop.services.guarantees import record_contract
from desktop.services.progress import NoProgress
from desktop.services.templates import export
from desktop.services.today import today_board
from desktop.ui.errors import choice_name, field_name
from desktop.ui.pages.documents import page as documents_page
from desktop.ui.pages.documents.batch_dialog import BatchDialog
from desktop.ui.pages.documents.names import ENGLISH, input_label
from desktop.ui.pages.documents.output_dialog import OutputDialog
from desktop.ui.pages.documents.page import DocumentsPage, unprinted_badge
from desktop.ui.pages.documents.presenter import DocumentsPresenter
from desktop.ui.pages.today.lines import nearest, what
from desktop.ui.pages.today.presenter import destination
from tests.people import at_desk, employ
from tests.ui import branch_desk as branch
from tests.ui import page_frame as frames
from tests.ui import printers

GUARANTORS = {"周田生": "贺富生", "夏文水": "谭水金"}
ROWS = tuple(
    branch.row(f"L{number}", name, due_on=date(2026, 8, 13), guarantors=(guarantor,))
    for number, (name, guarantor) in enumerate(GUARANTORS.items())
)


@pytest.fixture
def desk(tmp_path):
    with branch.branch_desk(tmp_path, ROWS) as made:
        yield made


@pytest.fixture
def serials(desk):
    """A notice to each guarantor, issued one after the other; their serials by guarantor."""
    made = {}
    for number, guarantor in enumerate(GUARANTORS.values()):
        borrower_id = contract_of(desk, number, guarantor)
        wish = Wish(DocumentKind.GUARANTOR_NOTICE, borrower_id)
        (facts,) = issue(desk, [wish], branch.TODAY, NoProgress()).facts
        made[guarantor] = facts.serial
    return made


def contract_of(desk, number, guarantor):
    """Enter a guarantee of a loan that still runs and return the borrower's id."""
    with desk.store.read() as queries:
        loan = queries.loan_by_no(f"L{number}")
    contract = GuaranteeContract(
        guarantor, date(2021, 10, 13), GuaranteeMode.JOINT, PeriodTerm.MONTHS, 24
    )
    record_contract(desk, loan.id, contract)
    return loan.borrower_id


@pytest.fixture
def frame(qapp, desk, fonts):
    with frames.framed(desk, fonts) as made:
        yield made


@pytest.fixture
def page(frame, qtbot, serials):
    return frame.show(qtbot, DocumentsPage)


def shown(page):
    return [each.subject for each in page.issued.model.records]


def state(desk, serial):
    with desk.store.read() as queries:
        return queries.documents([serial])[0].state


def test_what_was_issued_last_stands_first(page):
    assert shown(page) == ["谭**", "贺**"]


def test_what_was_printed_is_recorded_though_nobody_waits_for_it_any_more(
    page, frame, qtbot, desk, serials, tmp_path
):
    presenter, wanted = DocumentsPresenter(frame.context), list(serials.values())
    printer = printers.FilePrinter(tmp_path / "a.pdf", at_end=frame.jobs.abandon_all)
    presenter.print_out(wanted, printer, is_reprint=False)
    frame.settle(qtbot)
    with desk.store.read() as queries:
        [entry] = queries.journal_of_kind("paper_written")
    assert entry.body["serials"] == wanted


def test_a_presenter_works_until_what_was_printed_is_recorded(
    page, frame, qtbot, desk, serials, tmp_path
):
    presenter, recorded = DocumentsPresenter(frame.context), []

    def look(is_working):
        with desk.store.read() as queries:
            recorded.append((is_working, len(list(queries.journal_of_kind("paper_written")))))

    presenter.working.connect(look)
    printer = printers.FilePrinter(tmp_path / "a.pdf")
    presenter.print_out([serials["谭水金"]], printer, is_reprint=False)
    frame.settle(qtbot)
    assert recorded == [(True, 0), (False, 1)]


def test_before_the_first_paper_the_page_says_what_to_do(frame, qtbot):
    page = frame.show(qtbot, DocumentsPage)
    assert page.issued_view.currentWidget() is not page.issued


@pytest.mark.parametrize(
    ("role", "works"), [(Role.TELLER, True), (Role.MANAGER, True), (Role.ACCOUNTANT, False)]
)
def test_new_papers_are_offered_to_who_works_in_the_field(desk, fonts, qtbot, qapp, role, works):
    employ(desk)
    with frames.framed(at_desk(desk, role), fonts) as frame:
        page = frame.show(qtbot, DocumentsPage)
        assert page.new.isVisible() is works
        assert page.guarantors.isVisible() is works


@pytest.mark.parametrize("role", [Role.TELLER, Role.CREDIT_OFFICER, Role.MANAGER])
def test_a_debtors_papers_are_those_whose_act_the_role_makes(desk, role):
    employ(desk)
    with desk.store.read() as queries:
        party = next(party.id for party, _ in queries.debtors())
    offered = set(offer_to(at_desk(desk, role), party, branch.TODAY).kinds)
    assert DocumentKind.EVIDENCE_INDEX in offered
    of_acts = {DocumentKind.RELIEF_APPLICATION, DocumentKind.ASSET_SETTLEMENT}
    assert offered & of_acts == (of_acts if role is Role.CREDIT_OFFICER else set())


def test_the_filter_row_finds_by_name_serial_kind_and_state(page, frame, qtbot, serials):
    issued = page.issued
    issued.search.setText("贺富")
    assert shown(page) == ["贺**"]
    issued.search.setText(serials["谭水金"].lower())
    assert shown(page) == ["谭**"]
    issued.search.clear()
    issued.states.press(3)
    frame.settle(qtbot)
    assert page.issued_view.currentWidget() is issued
    assert shown(page) == []
    issued.states.press(2)
    frame.settle(qtbot)
    issued.kind.setCurrentIndex(1)
    assert len(shown(page)) == 2


def test_what_nobody_confirmed_is_found_however_much_was_issued_since(
    page, frame, qtbot, serials, monkeypatch
):
    monkeypatch.setattr(documents_page, "SEEN", 1)
    page.refresh()
    frame.settle(qtbot)
    assert shown(page) == ["谭**"]
    page.issued.states.press(2)
    frame.settle(qtbot)
    assert shown(page) == ["谭**", "贺**"]
    page.open(serial=serials["贺富生"])
    frame.settle(qtbot)
    assert page.issued.state is None
    assert page.issued.table.current_record().subject == "贺**"


def test_a_paper_is_confirmed_then_handed_out(page, frame, qtbot, desk, serials):
    serial = serials["谭水金"]
    assert not page.issued.handed_out.isEnabled()
    page.issued.printed.click()
    frame.settle(qtbot)
    assert state(desk, serial) is NoticeState.PRINTED
    assert state(desk, serials["贺富生"]) is NoticeState.GENERATED
    assert not page.issued.printed.isEnabled()
    page.issued.handed_out.click()
    frame.settle(qtbot)
    assert state(desk, serial) is NoticeState.HANDED_OUT


def test_a_paper_that_never_printed_is_printed_first_not_marked_again(
    page, frame, qtbot, desk, serials, tmp_path, monkeypatch
):
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *words: (str(tmp_path / "a.pdf"), "")
    )
    page.issued.print_button.click()
    page.issued.print_button.click()
    frame.settle(qtbot)
    (dialog,) = page.findChildren(OutputDialog)
    dialog.output.press(2)
    frame.settle(qtbot)
    dialog.go.click()
    frame.settle(qtbot)
    with desk.store.read() as queries:
        (document,) = queries.documents([serials["谭水金"]])
    assert (document.state, document.reprints) == (NoticeState.PRINTED, 0)
    page.issued.print_button.click()
    frame.settle(qtbot)
    again = page.findChildren(OutputDialog)[-1]
    assert again.output.is_reprint
    assert again.go.isHidden()


def test_first_prints_of_two_batches_and_reprints_are_not_mixed(page, frame, qtbot):
    page.issued.table.view.selectAll()
    assert not page.issued.print_button.isEnabled()
    page.issued.printed.click()
    frame.settle(qtbot)
    page.issued.table.view.selectAll()
    assert page.issued.print_button.isEnabled()


def test_enter_opens_the_dossier_at_the_paper(page, frame, serials):
    page.issued.table.opened.emit(page.issued.table.current_record())
    (went,) = frame.went
    assert went[0] == "dossier"
    assert went[1]["serial"] == serials["谭水金"]


def test_a_serial_is_shown_whatever_was_filtered_before(page, frame, qtbot, serials):
    page.issued.search.setText("谭")
    page.open(serial=serials["贺富生"])
    frame.settle(qtbot)
    assert page.issued.table.current_record().subject == "贺**"


def test_papers_nobody_confirmed_wait_in_the_rail_and_on_today(desk, serials):
    assert unprinted_badge(desk).count == 2
    (line,) = [each for each in today_board(desk).lines if each.kind == "documents_generated"]
    assert (what(line), line.count) == ("papers", 2)
    assert "贺**" in nearest(line, branch.TODAY)
    assert destination(line) == ("documents", {"serial": serials["贺富生"]})


def test_every_kind_has_an_english_name():
    assert set(ENGLISH) == set(DocumentKind)
    assert set(SHAPES) <= set(ENGLISH)


@pytest.fixture
def batch(page, frame, qtbot):
    page.guarantors.click()
    frame.settle(qtbot)
    return page.findChild(BatchDialog)


def test_a_village_gets_its_notices_in_one_issue(batch, page, frame, qtbot, tmp_path, monkeypatch):
    before = len(page.issued.model.records)
    assert batch.drafts.records == []
    assert not batch.go.isEnabled()
    batch.source.box.setCurrentIndex(1)
    frame.settle(qtbot)
    assert sorted(each.subject for each in batch.drafts.records) == sorted(GUARANTORS.values())
    assert batch.pages.view.count == 1
    batch.go.click()
    frame.settle(qtbot)
    file = tmp_path / "batch.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (str(file), ""))
    batch.output.press(2)
    frame.settle(qtbot)
    batch.go.click()
    frame.settle(qtbot)
    assert file.read_bytes().startswith(b"%PDF")
    records = page.issued.model.records
    assert len(records) == before + 2
    assert [each.state for each in records[:2]] == [NoticeState.PRINTED] * 2


def test_who_of_a_village_gets_nothing_is_listed_with_the_reason(frame, qtbot):
    page = frame.show(qtbot, DocumentsPage)
    page.guarantors.click()
    frame.settle(qtbot)
    batch = page.findChild(BatchDialog)
    batch.source.box.setCurrentIndex(1)
    frame.settle(qtbot)
    assert sorted(each.subject for each in batch.left_out.records) == sorted(GUARANTORS.values())
    assert all("L" in each.reason for each in batch.left_out.records)
    assert not batch.go.isEnabled()


def test_who_got_nothing_is_named_beside_what_was_issued(frame, qtbot, desk):
    contract_of(desk, 0, "贺富生")
    page = frame.show(qtbot, DocumentsPage)
    page.guarantors.click()
    frame.settle(qtbot)
    batch = page.findChild(BatchDialog)
    batch.source.box.setCurrentIndex(1)
    frame.settle(qtbot)
    batch.go.click()
    frame.settle(qtbot)
    (line,) = batch.output.left_out.splitlines()
    assert line.startswith("谭水金")


def test_while_a_batch_is_issued_or_confirmed_its_window_stays(batch, page, frame, qtbot, desk):
    batch.source.box.setCurrentIndex(1)
    frame.settle(qtbot)
    with frame.halted():
        batch.go.click()
        batch.reject()
        assert batch.isVisible()
        assert batch.message.text()
    frame.settle(qtbot)
    assert len(batch.output.serials) == 2
    batch.reject()
    assert not batch.isVisible()
    page.issued.print_button.click()
    frame.settle(qtbot)
    dialog = page.findChild(OutputDialog)
    (serial,) = dialog.output.serials
    with frame.halted():
        dialog.go.click()
        dialog.reject()
        assert dialog.isVisible()
        assert not dialog.go.isEnabled()
    frame.settle(qtbot)
    qtbot.waitUntil(lambda: page.findChild(OutputDialog) is None)
    assert state(desk, serial) is NoticeState.PRINTED


def test_the_debtors_of_notices_on_their_way_are_offered_as_a_batch(frame, qtbot, desk, serials):
    branch.issued(desk, ["周田生"])
    page = frame.show(qtbot, DocumentsPage)
    page.guarantors.click()
    frame.settle(qtbot)
    batch = page.findChild(BatchDialog)
    batch.source.ways.press(2)
    frame.settle(qtbot)
    assert [each.subject for each in batch.drafts.records] == ["贺富生"]


def test_every_input_and_choice_has_a_name():
    inputs = [each for builder in BUILDERS.values() for each in builder.inputs]
    choices = [(each.name, code) for each in inputs for code in each.choices]
    assert [each.name for each in inputs if field_name(each.name) == each.name] == []
    assert [each for each in choices if choice_name(*each) == each[1]] == []


@pytest.fixture
def templates(page):
    page.tabs.setCurrentWidget(page.templates)
    row = [each.kind for each in page.templates.model.records].index("guarantor_notice")
    page.templates.table.select_row(row)
    return page.templates


def open_file(monkeypatch, path):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *words: (str(path), ""))


def saved(frame, qtbot, templates, path, monkeypatch):
    """Save the chosen template to a file and return its text."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (str(path), ""))
    templates.export_button.click()
    frame.settle(qtbot)
    return path.read_text("utf-8")


def test_every_paper_shows_the_template_it_is_printed_by(templates):
    kinds = [each.kind for each in templates.model.records]
    assert kinds[0] == "demand_notice"
    assert set(kinds) == {"demand_notice", "batch_cover", *BUILDERS}
    assert {each.number for each in templates.model.records} == {1}
    assert templates.model.copy_rows([0], [2, 3]).splitlines()[1] == "—\tthe program's"


def test_a_template_saved_and_changed_is_adopted_and_printed_by(
    templates, frame, qtbot, desk, tmp_path, monkeypatch
):
    path = tmp_path / "ours.toml"
    text = saved(frame, qtbot, templates, path, monkeypatch)
    path.write_text(text + "# ours\n", "utf-8")
    open_file(monkeypatch, path)
    with qtbot.waitSignal(frame.bus.desk_replaced) as replaced:
        templates.adopt_button.click()
    frame.settle(qtbot)
    new, arguments = replaced.args
    assert new.papers.newest_version("guarantor_notice") == "guarantor_notice/2"
    again = frames.Frame(new, frame.context.fonts)
    page = again.show(qtbot, DocumentsPage)
    page.open(**arguments)
    again.settle(qtbot)
    assert page.tabs.currentWidget() is page.templates
    line = page.templates.table.current_record()
    assert (line.number, line.adopted_on) == (2, branch.TODAY)
    again.jobs.close()


def test_where_a_word_file_and_the_pdf_differ_is_shown_after_it_was_adopted(
    templates, frame, qtbot, desk, tmp_path, monkeypatch
):
    path = tmp_path / "ours.docx"
    export(desk, "guarantor_notice", path)
    document = Document(path)
    runs = [run for each in document.paragraphs for run in each.runs]
    [changed] = [run for run in runs if "保证责任或金额有异议" in run.text]
    changed.text = changed.text.replace("有异议", "不同意")
    document.save(path)
    open_file(monkeypatch, path)
    with qtbot.waitSignal(frame.bus.desk_replaced) as replaced:
        templates.adopt_button.click()
    frame.settle(qtbot)
    new, arguments = replaced.args
    again = frames.Frame(new, frame.context.fonts)
    page = again.show(qtbot, DocumentsPage)
    page.open(**arguments)
    again.settle(qtbot)
    [told] = page.templates.problems.records
    assert "保证责任或金额有异议" in told.name
    assert not page.templates._refused.isHidden()
    again.jobs.close()


def test_a_template_with_problems_is_not_adopted_and_each_is_told_with_its_place(
    templates, frame, qtbot, desk, tmp_path, monkeypatch
):
    path = tmp_path / "wrong.toml"
    path.write_text('[[body]]\nline = "{nobody}"', "utf-8")
    open_file(monkeypatch, path)
    templates.adopt_button.click()
    frame.settle(qtbot)
    told = templates.problems.copy_rows(range(len(templates.problems.records)), [0, 1])
    assert "nobody" in told
    assert len(templates.problems.records) > 1
    with desk.store.read() as queries:
        assert queries.templates() == []


def test_the_template_in_force_already_is_not_adopted_again(
    templates, frame, qtbot, tmp_path, monkeypatch
):
    path = tmp_path / "ours.toml"
    path.write_text(saved(frame, qtbot, templates, path, monkeypatch) + "# ours\n", "utf-8")
    open_file(monkeypatch, path)
    for _ in range(2):
        templates.adopt_button.click()
        frame.settle(qtbot)
    assert "ours.toml" in templates.message


def test_a_template_that_cannot_be_written_is_said(templates, frame, qtbot, tmp_path, monkeypatch):
    place = tmp_path / "nowhere" / "a.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (str(place), ""))
    templates.export_button.click()
    frame.settle(qtbot)
    assert "a.toml" in templates.message


def test_an_input_that_means_something_else_in_one_paper_is_called_by_it_there():
    assert input_label("person", "guarantor_notice") != input_label("person", "heirs_letter")
    assert input_label("person", "heirs_letter") == input_label("person")
