"""Templates of earlier days: their papers are printed again whatever a later program asks for."""

from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn

from desktop.domain.documents import NOTICE_KIND, SHAPES, DocumentKind, Field
from desktop.domain.errors import ExpectedFailure
from desktop.domain.page import TextRun
from desktop.printing.papers import PrintingRoom
from desktop.printing.shelf import Shelf, built_in, built_in_text
from desktop.services.documents.specimens import specimen
from desktop.services.paper_ports import StoredTemplate, TemplateFormat
from desktop.services.progress import NoProgress

KIND = DocumentKind.GUARANTOR_NOTICE
FACTS = replace(specimen(KIND), template_version=f"{KIND}/2")
DAY = FACTS.issued_on
TOML, DOCX = TemplateFormat.TOML, TemplateFormat.DOCX


def room(form: TemplateFormat, content: bytes, kind: str = KIND) -> PrintingRoom:
    return PrintingRoom([StoredTemplate(f"{kind}/2", form, content, DAY)])


def text_of(pages) -> str:
    return "".join(item.text for page in pages for item in page if isinstance(item, TextRun))


@pytest.fixture
def later(monkeypatch):
    """A later program: one more required field, one more required column, one field gone."""
    built_in(KIND)
    shape = SHAPES[KIND]
    (loans,) = shape.tables
    loans = replace(loans, columns=(*loans.columns, Field("rate", "利率")))
    own = (*shape.own, Field("later", "以后才有的字段"))
    made = replace(shape, own=tuple(f for f in own if f.name != "identity"), tables=(loans,))
    monkeypatch.setitem(SHAPES, KIND, made)


OLD_TOML = built_in_text(KIND) + ('\n[[body]]\nline = "旧模板 {debtor} {identity}"\n')
OLD_DOCX = Shelf().word_file(f"{KIND}/1")


def test_a_paper_of_an_older_program_is_printed_again_as_pdf(later, tmp_path):
    old = room(TOML, OLD_TOML.encode())
    said = "".join(
        i.text for p in old.document_pages(FACTS, DAY) for i in p if isinstance(i, TextRun)
    )
    assert f"旧模板 {FACTS.fields['debtor']}" in said
    assert FACTS.tables["loans"][0][0] in said
    old.documents_pdf([FACTS], tmp_path / "old.pdf", DAY, {}, NoProgress())


def test_a_paper_of_an_older_program_is_printed_again_as_word_file(later, tmp_path):
    path = tmp_path / "old.docx"
    room(DOCX, OLD_DOCX).documents_docx([FACTS], path, DAY, NoProgress())
    said = "".join(node.text or "" for node in Document(path).element.body.iter(qn("w:t")))
    assert FACTS.fields["debtor"] in said
    assert FACTS.tables["loans"][0][0] in said


def test_what_the_facts_of_that_day_lack_is_left_empty(later):
    text = OLD_TOML.replace("{identity}", "[{gone}]")
    said = text_of(room(TOML, text.encode()).document_pages(FACTS))
    assert f"旧模板 {FACTS.fields['debtor']} []" in said


def test_a_wording_of_an_older_program_is_read_by_the_rules_of_its_day():
    text = built_in_text(NOTICE_KIND).replace("{total}", "").replace("{total_capital}", "")
    shelf = Shelf([StoredTemplate(f"{NOTICE_KIND}/2", TOML, text.encode(), DAY)])
    assert shelf.wording(f"{NOTICE_KIND}/2").title == shelf.wording(f"{NOTICE_KIND}/1").title


@pytest.mark.parametrize(
    ("kind", "form", "content"),
    [
        (KIND, TOML, b"= no toml"),
        (KIND, TOML, b"\xff\xfe"),
        (KIND, DOCX, b"PK"),
        (NOTICE_KIND, TOML, b"title = 1"),
        (NOTICE_KIND, TOML, b'title = "half'),
    ],
)
def test_a_stored_template_that_cannot_be_read_is_named_as_damaged(kind, form, content):
    shelf = Shelf([StoredTemplate(f"{kind}/2", form, content, DAY)])
    with pytest.raises(ExpectedFailure) as failed:
        if form is DOCX:
            shelf.word_template(f"{kind}/2")
        elif kind == NOTICE_KIND:
            shelf.wording(f"{kind}/2")
        else:
            shelf.template(f"{kind}/2")
    assert failed.value.code == "template_damaged"
    assert failed.value.params == {"version": f"{kind}/2"}
