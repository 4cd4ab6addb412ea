"""The panel "how was this computed": every answer with its steps, to read, copy and print."""

from datetime import date

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from desktop.domain.derivation import (
    Derivation,
    DerivationSheet,
    DerivationStep,
    DerivationTable,
)
from desktop.domain.findings import NeedsPerson
from desktop.ui.pages.dossier import page as dossier_page
from desktop.ui.pages.dossier.derivation_dialog import DerivationDialog
from desktop.ui.pages.dossier.page import DossierPage
from desktop.ui.theme import DARK, LIGHT
from desktop.ui.widgets.derivation_text import hint, sheet_html
from tests.ui import branch_desk as branch
from tests.ui import page_frame as frames

ROWS = (branch.row("L1", due_on=date(2024, 10, 13), guarantors=("贺富生",)),)
MISSING = NeedsPerson("guarantee_contract_missing", "contract_on", "缺保证合同日期，请补录")
TABLE = DerivationTable(
    ("项目", "天数", "金额"),
    tuple(("逾期利息", str(days), f"{days}.00") for days in range(12)),
    ("合计", "", "66.00"),
    frozenset({1, 2}),
    ("本金×天数×日利率",),
)
SHEET = DerivationSheet(
    "L1",
    "周田生",
    branch.TODAY,
    branch.AS_OF,
    (
        Derivation("诉讼时效", "有效", (DerivationStep("到期 <次日> 起算", "民法典第188条"),)),
        Derivation("保证期间：贺富生", "无法计算", needs_person=(MISSING,)),
        Derivation("利息", "合计 66.00", table=TABLE),
    ),
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
def page(frame, qtbot, desk):
    made = frame.show(qtbot, DossierPage)
    with desk.store.read() as queries:
        made.open(party_id=queries.loan_by_no("L1").borrower_id)
    frame.settle(qtbot)
    frame.settle(qtbot)
    return made


@pytest.fixture
def panel(page, frame, qtbot):
    page.loans.how.click()
    frame.settle(qtbot)
    [made] = page.findChildren(DerivationDialog)
    yield made
    made.close()


def text_of(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return "".join(each.get_textpage().get_text_range() for each in document)
    finally:
        document.close()


def tip(page, key):
    column = next(each for each in page.loans.model.columns if each.key == key)
    return column.tip(page.loans.model.records[0])


def test_a_sheet_is_told_whole_and_its_signs_are_kept():
    text = sheet_html(SHEET, LIGHT)
    for part in ("有效", "民法典第188条", "缺保证合同日期，请补录", "66.00", "本金×天数×日利率"):
        assert part in text
    assert "&lt;次日&gt;" in text
    assert 'align="right"' in text


def test_both_themes_colour_the_text_in_their_own_inks():
    assert LIGHT.warning in sheet_html(SHEET, LIGHT)
    assert DARK.warning in sheet_html(SHEET, DARK)


def test_a_hint_is_short_and_says_what_it_leaves_out():
    lines = hint(SHEET.derivations[2]).splitlines()
    assert lines[0] == "利息：合计 66.00"
    assert "4" in lines[-2]
    assert lines[-1] == "合计  66.00"
    assert len(lines) == 11


def test_the_panel_answers_every_question_about_the_loan(panel):
    titles = [each.title for each in panel.questions.records]
    assert titles[0] == "诉讼时效"
    assert {"保证期间：贺富生", "利息", "五级分类"} <= set(titles)
    text = panel.text.toPlainText()
    assert "2024-10-13 到期，次日起算三年，至 2027-10-13" in text
    assert "民法典第188、201条" in text
    assert "缺保证合同日期" in text


def test_a_question_that_a_person_must_look_at_is_marked(panel):
    column = panel.questions.columns[0]
    marked = {each.title for each in panel.questions.records if column.pill_of(each)}
    assert "保证期间：贺富生" in marked


def test_a_chosen_question_scrolls_to_its_answer(panel, qtbot):
    panel.resize(900, 300)
    before = panel.text.verticalScrollBar().value()
    panel.question_table.select_row(len(panel.questions.records) - 1)
    assert panel.text.verticalScrollBar().value() > before


def test_everything_can_be_copied_as_plain_text(panel):
    assert panel.copy.shortcut().toString() == "Ctrl+Shift+C"
    panel.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "诉讼时效" in copied
    assert "<" not in copied


def test_the_text_can_be_selected_with_the_keyboard(panel):
    flags = panel.text.textInteractionFlags()
    assert flags & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert panel.text.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_paper_is_laid_out_when_it_is_looked_at(panel, qtbot):
    assert panel._preview is None
    panel.tabs.setCurrentWidget(panel.paper)
    assert panel._preview.count >= 1


def test_the_panel_is_saved_as_pdf(panel, page, frame, qtbot, tmp_path, monkeypatch):
    target = tmp_path / "说明.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (str(target), ""))
    panel.pdf.click()
    frame.settle(qtbot)
    assert "2027-10-13" in text_of(target)
    assert "说明.pdf" in panel._message.text()


def test_the_panel_is_printed(panel, page, frame, qtbot, tmp_path, monkeypatch):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    monkeypatch.setattr(dossier_page, "ask_printer", lambda parent, sheets: printer)
    panel.print.click()
    frame.settle(qtbot)
    printed = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    assert panel._message.text() == f"{len(printed)} page(s) printed"
    printed.close()


def test_amounts_classes_and_clocks_say_on_hover_how_they_came_about(page):
    assert "利息" in tip(page, "owed").splitlines()[0]
    assert "可疑" in tip(page, "class")
    assert "民法典第188、201条" in tip(page, "claimed")


def test_enter_on_a_loan_opens_the_panel(page, frame, qtbot):
    page.loans.table.view.setFocus()
    qtbot.keyClick(page.loans.table.view, Qt.Key.Key_Return)
    frame.settle(qtbot)
    [made] = page.findChildren(DerivationDialog)
    assert made.sheet.loan_no == "L1"
    made.close()
