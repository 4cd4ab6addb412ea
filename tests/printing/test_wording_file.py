"""Head office's demand notice: its wording and its DOCX, checked, versioned, filled."""

import io
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.page import TextRun
from desktop.printing.forms.wording import notice_text
from desktop.printing.papers import PrintingRoom
from desktop.printing.shelf import Shelf, built_in_text, problems_of
from desktop.services.documents.specimens import Size
from desktop.services.documents.specimens.notices import notice_specimen
from desktop.services.paper_ports import StoredTemplate, TemplateFormat
from desktop.services.progress import NoProgress

KIND = "demand_notice"
OURS = built_in_text(KIND)
DAY = date(2026, 11, 23)


def codes(text: str) -> list[tuple[str, str]]:
    found = problems_of(KIND, TemplateFormat.TOML, text.encode())
    return [(problem.code, problem.name) for problem in found]


def adopted(number: int, content: bytes, form=TemplateFormat.TOML) -> StoredTemplate:
    assert list(problems_of(KIND, form, content)) == []
    return StoredTemplate(f"{KIND}/{number}", form, content, DAY)


def words_of(pages) -> str:
    return "".join(item.text for page in pages for item in page if isinstance(item, TextRun))


def lines_of(path) -> list[str]:
    body = Document(path).element.body
    return [
        "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        for paragraph in body.iter(qn("w:p"))
    ]


def test_our_own_wording_has_no_problems():
    assert codes(OURS) == []


MISSING, UNKNOWN = "template_field_missing", "template_field_unknown"
WIDE, NAMED = "template_too_wide", "{debtor}{identity}："


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (NAMED, "借款人：", (MISSING, "debtor（salutation）")),
        (NAMED, "{nobody}{debtor}", (UNKNOWN, "nobody（salutation）")),
        (NAMED, "{debtor.__class__}", ("template_brace", "{debtor.__class__}")),
        (NAMED, "{debtor", ("template_brace", "{debtor")),
        ("截至 {computed_to}，您尚欠", "您尚欠", (MISSING, "computed_to（owed 1）")),
        ("借款共计", "{demanded}", (UNKNOWN, "demanded（owed 1）")),
        ("**{deadline}**前", "尽快", (MISSING, "deadline（claimed 1）")),
        ('["第一次", "第二次", "第三次"]', '["第一次", "第二次"]', ("template_rounds", "3")),
        ("objection =", "objections =", ("template_key", "objections")),
        ("objection =", "objections =", (MISSING, "objection")),
        ('    "□有异议：_427_",\n', "", ("template_rows", "5")),
        ("□有异议：_427_", "□有异议：_900_", (WIDE, "□有异议：_900_")),
        ("如您已还清", "如" * 300, ("template_too_long", "如" * 20)),
        ("同意继续", "同{debtor}", (UNKNOWN, "debtor（slip agrees）")),
        ("逾期贷款催收通知书", "通知" * 20, (WIDE, "通知" * 10)),
        ("[slip]", "[slip", None),
    ],
)  # fmt: skip
def test_every_problem_of_a_wording_is_told(old, new, problem):
    assert old in OURS
    found = codes(OURS.replace(old, new, 1))
    if problem is None:
        assert [code for code, _ in found] == ["template_syntax"]
    else:
        assert problem in found


def test_new_notices_say_the_new_words_and_old_ones_the_old():
    text = OURS.replace("如您已还清", "贵户如已还清")
    room = PrintingRoom([adopted(2, text.encode())])
    assert room.newest_version(KIND) == f"{KIND}/2"
    old = notice_specimen(2)
    new = replace(old, template_version=f"{KIND}/2")
    assert "贵户如已还清" in words_of(room.notice_pages(new))
    assert "贵户" not in words_of(room.notice_pages(old))
    with pytest.raises(ExpectedFailure) as unknown:
        PrintingRoom().notice_pages(new)
    assert unknown.value.code == "unknown_template"


def test_the_new_words_stand_in_pdf_and_word_files_too(tmp_path, read_pages):
    text = OURS.replace("如您已还清", "贵户如已还清")
    room = PrintingRoom([adopted(2, text.encode())])
    facts = [replace(notice_specimen(1), template_version=f"{KIND}/2")]
    room.notices_pdf(facts, tmp_path / "n.pdf", None, NoProgress())
    room.notices_docx(facts, tmp_path / "n.docx", None, NoProgress())
    assert "贵户如已还清" in read_pages(tmp_path / "n.pdf")[0]
    assert any("贵户如已还清" in line for line in lines_of(tmp_path / "n.docx"))


def test_head_offices_docx_says_every_round_as_the_wording_does(tmp_path):
    data = Shelf().word_file(f"{KIND}/1")
    room = PrintingRoom([adopted(2, data, TemplateFormat.DOCX)])
    notices = [
        replace(notice_specimen(number, size), template_version=f"{KIND}/2", serial=f"P26-{n}")
        for n, (number, size) in enumerate((number, size) for number in (1, 2, 3) for size in Size)
    ]
    room.notices_docx(notices, tmp_path / "n.docx", None, NoProgress())
    said = lines_of(tmp_path / "n.docx")
    assert not any("{" in line for line in said)
    shelf = Shelf()
    for each in notices:
        text = notice_text(each, None, shelf.wording(f"{KIND}/1"))
        for spans in (text.salutation, text.owed, text.claimed, text.objection):
            assert "".join(span.text for span in spans) in said
        assert any(text.number in line for line in said)
        for row in text.loans:
            assert all(cell in said for cell in row)


def test_notices_by_two_kinds_of_word_template_are_refused_in_one_file(tmp_path):
    data = Shelf().word_file(f"{KIND}/1")
    room = PrintingRoom([adopted(2, data, TemplateFormat.DOCX)])
    old = notice_specimen(1)
    new = replace(old, template_version=f"{KIND}/2")
    with pytest.raises(RuleViolation) as refused:
        room.notices_docx(
            [old, new],
            tmp_path / "n.docx",
            None,
            NoProgress(),
        )
    assert refused.value.code == "documents_mixed_in_word"


def test_a_docx_without_the_claim_is_refused():
    document = Document(io.BytesIO(Shelf().word_file(f"{KIND}/1")))
    for paragraph in document.paragraphs:
        if "{claimed}" in paragraph.text:
            paragraph.text = ""
    out = io.BytesIO()
    document.save(out)
    found = problems_of(KIND, TemplateFormat.DOCX, out.getvalue())
    assert [(p.code, p.name) for p in found] == [("template_field_missing", "claimed")]


SCRAPS = st.sampled_from(
    ["{", "}", '"', "\n", "[", "]", "_", "**", "{total}", "1", " = ", "#", "旷"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(OURS)), st.integers(0, 40), SCRAPS), max_size=4))
def test_a_mutilated_wording_is_refused_or_still_printed(cuts):
    text = OURS
    for at, length, scrap in cuts:
        text = text[:at] + scrap + text[at + length :]
    if codes(text):
        return
    room = PrintingRoom([adopted(2, text.encode())])
    for number in (1, 2, 3):
        facts = replace(notice_specimen(number, Size.EXTREME), template_version=f"{KIND}/2")
        assert room.notice_pages(facts)


@pytest.mark.parametrize("old", ["如您已还清", "回执"])
def test_a_control_character_in_the_wording_is_refused(old):
    assert old in OURS
    found = codes(OURS.replace(old, old + "\\u0000", 1))
    assert [code for code, _ in found] == ["template_control"]
    assert "□" in found[0][1]
