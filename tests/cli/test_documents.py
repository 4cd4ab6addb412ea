"""Documents by command: which there are, issued about a debtor or a village, printed again."""

import json
from datetime import date

import pypdfium2
import pytest
from typer.testing import CliRunner

from desktop.bootstrap import SystemClock
from desktop.cli.app import app
from desktop.domain.documents import SHAPES
from desktop.domain.errors import RuleViolation
from desktop.domain.guarantee.facts import GuaranteeContract, GuaranteeMode, PeriodTerm
from desktop.services.documents import issuing
from desktop.services.documents.catalogue import BUILDERS
from desktop.services.guarantees import record_contract
from desktop.storage.keyslots import write_key_file
from tests.ui import branch_desk

DAY = ("--as-of", "2026-10-10")


ROWS = (
    branch_desk.row("L1", due_on=date(2026, 8, 13), guarantors=("贺富生", "谭水金")),
    branch_desk.row("L2", "夏文水", due_on=date(2026, 8, 13), guarantors=("夏娟安",)),
    branch_desk.row("L3", "李大田", village="沙洲村"),
    branch_desk.row("L4", "李大田", village="金明村"),
)


class Branch:
    """A branch's database on disk and the command line around it."""

    def __init__(self, folder):
        self.folder = folder
        self.access = ["--db", str(folder / "branch.db"), "--key-file", str(folder / "b.key")]

    def run(self, *words, code=0, database=True):
        arguments = ["documents", *map(str, words), *(self.access if database else [])]
        result = CliRunner().invoke(app, arguments, catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result.output

    def json(self, *words, code=0):
        return json.loads(self.run(*words, "--json", code=code))


@pytest.fixture
def branch(tmp_path, monkeypatch):
    # A paper is not dated before today, and this branch's today is the day of its papers.
    monkeypatch.setattr(SystemClock, "today", lambda _: date(2026, 10, 10))
    with branch_desk.branch_desk(tmp_path, ROWS) as desk:
        for loan_no, guarantor in (("L1", "贺富生"), ("L2", "夏娟安")):
            with desk.store.read() as queries:
                loan = queries.loan_by_no(loan_no)
            contract = GuaranteeContract(
                guarantor, date(2021, 10, 13), GuaranteeMode.JOINT, PeriodTerm.MONTHS, 24
            )
            record_contract(desk, loan.id, contract)
    write_key_file(tmp_path / "b.key", bytes(range(32)))
    return Branch(tmp_path)


def text_of(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_every_kind_that_can_be_issued_is_listed_with_what_it_asks_for(branch):
    told = branch.run("kinds", database=False)
    assert all(kind.value in told for kind in BUILDERS)
    kinds = json.loads(branch.run("kinds", "--json", database=False))
    assert [each["kind"] for each in kinds] == [kind.value for kind in BUILDERS]
    names = {each["name"] for kind in kinds for each in kind["inputs"]}
    assert "guarantee_contract_no" in names


def test_a_paper_about_a_debtor_is_issued_written_and_listed(branch):
    pdf = branch.folder / "g.pdf"
    answer = branch.json(
        "issue", "guarantor_notice", "--debtor", "周田生", "--pdf", pdf, *DAY,
        "--set", "guarantee_contract_no=BZ-77", "--set", "person=贺富生",
    )  # fmt: skip
    (issued,) = answer["issued"]
    assert (issued["subject"], issued["kind"]) == ("贺富生", "guarantor_notice")
    told = text_of(pdf)
    assert "BZ-77" in told
    assert issued["serial"] in told
    (listed,) = branch.json("list")
    assert (listed["serial"], listed["state"]) == (issued["serial"], "generated")


def test_who_is_refused_is_named_with_the_reason(branch):
    pdf = branch.folder / "g.pdf"
    told = branch.run("issue", "guarantor_notice", "--loan", "L1", "--pdf", pdf, *DAY)
    assert "未出具 谭水金" in told
    assert "出具 1 份" in told


def test_a_village_gets_a_paper_for_every_debtor(branch):
    pdf = branch.folder / "g.pdf"
    answer = branch.json("issue", "guarantor_notice", "--village", "金明村", "--pdf", pdf, *DAY)
    assert [each["subject"] for each in answer["issued"]] == ["贺富生", "夏娟安"]
    assert [each["subject"] for each in answer["refused"]] == ["谭水金", "李大田"]


def test_where_nobody_can_get_the_paper_no_serial_is_taken(branch):
    pdf = branch.folder / "g.pdf"
    branch.run(
        "issue", "guarantor_notice", "--loan", "L1", "--set", "person=谭水金", "--pdf", pdf, *DAY,
        code=1,
    )  # fmt: skip
    assert branch.json("list") == []
    assert not pdf.exists()


def test_a_reprint_says_that_it_is_one_and_states_go_forward(branch):
    pdf, again = branch.folder / "g.pdf", branch.folder / "again.pdf"
    answer = branch.json("issue", "guarantor_notice", "--loan", "L2", "--pdf", pdf, *DAY)
    serial = answer["issued"][0]["serial"]
    assert "已登记 1 份" in branch.run("mark", "printed", serial)
    branch.run("reprint", serial, "--pdf", again)
    assert "补打" in text_of(again)
    (listed,) = branch.json("list")
    assert (listed["state"], listed["reprints"]) == ("printed", 1)


def test_a_serial_named_twice_is_counted_once(branch):
    pdf, again = branch.folder / "g.pdf", branch.folder / "again.pdf"
    answer = branch.json("issue", "guarantor_notice", "--loan", "L2", "--pdf", pdf, *DAY)
    serial = answer["issued"][0]["serial"]
    assert "补打 1 份" in branch.run("reprint", serial, serial, "--pdf", again)


def test_serials_are_named_whatever_keeps_the_file_from_being_written(branch, monkeypatch):
    def refuse(*words):
        raise RuleViolation("documents_mixed_in_word", field="kind")

    monkeypatch.setattr(issuing, "write_documents", refuse)
    pdf = branch.folder / "g.pdf"
    told = branch.run("issue", "guarantor_notice", "--loan", "L2", "--pdf", pdf, *DAY, code=2)
    (listed,) = branch.json("list")
    assert listed["serial"] in told
    assert "重新打印" in told


WRONG = {
    "没有“love_letter”": ("love_letter", "--debtor", "周田生"),
    "名称有": ("guarantor_notice", "--debtor", "周田生", "--set", "nonsense=1"),
    "指出是谁": ("guarantor_notice",),
    "找不到这一户": ("guarantor_notice", "--debtor", "无此人"),
    "有几户叫": ("guarantor_notice", "--debtor", "李大田"),
    "找不到这笔借款": ("guarantor_notice", "--loan", "L99"),
    "没有欠款的户": ("guarantor_notice", "--village", "无此村"),
    "不按村出": ("handover_sheet", "--village", "金明村"),
}


@pytest.mark.parametrize("told", WRONG)
def test_what_is_asked_wrongly_is_said_in_words_and_nothing_is_issued(branch, told):
    words = branch.run("issue", *WRONG[told], "--pdf", branch.folder / "x.pdf", *DAY, code=2)
    assert told in "".join(words.split()).replace("│", "")
    assert branch.json("list") == []


def test_a_folder_that_cannot_be_written_to_costs_no_serial(branch):
    pdf = branch.folder / "nowhere" / "g.pdf"
    branch.run("issue", "guarantor_notice", "--loan", "L2", "--pdf", pdf, *DAY, code=1)
    assert branch.json("list") == []


@pytest.mark.parametrize("kind", ["documents", "notices"])
@pytest.mark.parametrize("is_folder", [True, False])
def test_a_file_that_cannot_be_written_costs_no_serial(branch, kind, is_folder):
    place = branch.folder / ("folder" if is_folder else "x" * 300)
    if is_folder:
        place.mkdir()
    words = ("documents", "issue", "guarantor_notice", "--loan", "L2")
    chosen = words if kind == "documents" else ("notices",)
    arguments = [*chosen, "--pdf", str(place), *DAY, *branch.access]
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert result.exit_code == 1
    assert ("是文件夹" if is_folder else "写不进去") in result.output
    assert branch.json("list") == []
    later = branch.folder / "n.pdf"
    issued = CliRunner().invoke(app, ["notices", "--pdf", str(later), *DAY, *branch.access])
    assert "-0001" in issued.output
    assert not list(branch.folder.glob("*.probe"))


def test_the_serial_of_a_notice_is_told_where_it_belongs(branch):
    notices = ["notices", "--pdf", str(branch.folder / "n.pdf"), *DAY, "--json", *branch.access]
    serial = json.loads(CliRunner().invoke(app, notices).stdout)[0]["serial"]
    assert "qingshou mark" in branch.run("mark", "printed", serial.lower(), code=2)
    pdf = branch.folder / "g.pdf"
    answer = branch.json("issue", "guarantor_notice", "--loan", "L2", "--pdf", pdf, *DAY)
    wrong = ["mark", "printed", answer["issued"][0]["serial"], *branch.access]
    assert "qingshou documents mark" in CliRunner().invoke(app, wrong).output
    right = ["mark", "printed", serial.lower(), *branch.access]
    assert "已登记 1 份" in CliRunner().invoke(app, right).output
    assert "没有改动" in CliRunner().invoke(app, right).output


def test_what_is_handed_out_was_printed_and_a_second_time_moves_nothing(branch):
    pdf = branch.folder / "g.pdf"
    answer = branch.json("issue", "guarantor_notice", "--loan", "L2", "--pdf", pdf, *DAY)
    serial = answer["issued"][0]["serial"].lower()
    assert branch.run("mark", "handed_out", serial).strip() == "已登记 1 份"
    (listed,) = branch.json("list")
    assert (listed["state"], bool(listed["printed_on"])) == ("handed_out", True)
    assert "没有改动" in branch.run("mark", "printed", serial)


def test_a_kind_that_comes_as_pdf_only_is_said_before_a_serial_is_taken(branch):
    docx = branch.folder / "g.docx"
    kind = next(each for each in BUILDERS if not SHAPES[each].word)
    assert "只有 PDF" in branch.run("issue", kind, "--loan", "L2", "--docx", docx, *DAY, code=2)
    assert branch.json("list") == []
