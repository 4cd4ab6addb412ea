"""Documents of blocks as DOCX: the words of the PDF, in a file that Word and LibreOffice open."""

import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
import zxingcpp
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image

from desktop.domain.documents import SHAPES, DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.domain.page import Page, TextRun
from desktop.printing.blocks import Template, patterns_of
from desktop.printing.papers import PrintingRoom
from desktop.printing.shelf import Shelf, built_in
from desktop.services.documents.specimens import SPECIMENS, Size, specimen
from desktop.services.progress import NoProgress

NOTICE = DocumentKind.GUARANTOR_NOTICE
WORD_KINDS = [kind for kind in SPECIMENS if SHAPES[kind].word]
SOFFICE = shutil.which("soffice")
# What only one of both has: pages counted, lines drawn with characters, a head on later pages.
_FURNITURE = re.compile(r"第 ?\d+ ?页( 共 ?\d+ ?页)?|（续）|_+|\u200b|□|\s")


def written(facts, tmp_path, reprint_on=None) -> bytes:
    path = tmp_path / "written.docx"
    PrintingRoom().documents_docx(facts, path, reprint_on, NoProgress())
    return path.read_bytes()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def text_of(data: bytes) -> str:
    body = Document(io.BytesIO(data)).element.body
    return "".join(node.text or "" for node in body.iter(qn("w:t")))


def letters(text: str) -> Counter[str]:
    return Counter(_FURNITURE.sub("", text))


def shown_on(pages: Sequence[Page], template: Template) -> str:
    """Return what the pages say; of the heads of later pages only the words of the slip."""
    first, *later = pages
    texts = [item.text for item in first if isinstance(item, TextRun)]
    for page in later:
        texts += [item.text for item in page.items if isinstance(item, TextRun)]
        form = page.form.items if page.form else ()
        slip = template.slip.tear_off if template.slip else None
        texts += [slip for item in form if isinstance(item, TextRun) and item.text == slip]
    label = re.compile(r"No\. .*第 [2-9] 页 共")
    return "".join(text for text in texts if not label.match(text)).replace(template.foot, "")


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("kind", WORD_KINDS)
def test_word_says_what_the_pdf_says(kind, size, tmp_path):
    facts = specimen(kind, size)
    pages = PrintingRoom().document_pages(facts)
    shown = letters(shown_on(pages, built_in(kind)))
    in_word = letters(text_of(written([facts], tmp_path)))
    assert in_word <= shown
    # A table that goes on repeats its head on paper, not in the file.
    assert shown <= in_word if len(pages) == 1 else set(shown) == set(in_word)


@pytest.mark.parametrize("kind", WORD_KINDS)
def test_all_sizes_fit_into_one_file_each_with_its_own_number_and_barcode(kind, tmp_path):
    facts = [
        replace(specimen(kind, size), serial=f"PA26-W00{n:02d}") for n, size in enumerate(Size)
    ]
    data = written(facts, tmp_path)
    parts = parts_of(data)
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)
    text = text_of(data)
    found = set()
    for name, content in parts.items():
        if name.startswith("word/media/qs"):
            image = Image.open(io.BytesIO(content)).convert("L")
            framed = Image.new("L", (image.width + 160, image.height + 40), 255)
            framed.paste(image, (80, 20))
            found |= {code.text for code in zxingcpp.read_barcodes(framed)}
    assert found == {each.serial for each in facts}
    for each in facts:
        assert each.serial in text
    ids = re.findall(
        r'<wp:docPr id="(\d+)"', "".join(p.decode("utf-8", "ignore") for p in parts.values())
    )
    assert len(ids) == len(set(ids)) > 0


def test_documents_begin_sections_of_their_own_with_heads_that_name_them(tmp_path):
    facts = [replace(specimen(NOTICE), serial=f"PA26-W000{n}") for n in range(3)]
    document = Document(io.BytesIO(written(facts, tmp_path)))
    assert len(document.sections) == 3
    for section, each in zip(document.sections, facts, strict=True):
        head = "".join(p.text for p in section.header.paragraphs)
        assert each.serial in head
        assert section.different_first_page_header_footer
        numbers = section._sectPr.find(qn("w:pgNumType"))
        assert numbers.get(qn("w:start")) == "1"


def test_widths_stand_in_the_grid_and_in_every_cell(tmp_path):
    document = Document(io.BytesIO(written([specimen(NOTICE, Size.EXTREME)], tmp_path)))
    tables = list(document.element.body.iter(qn("w:tbl")))
    assert tables
    for table in tables:
        assert table.find(qn("w:tblPr")).find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
        grid = [int(c.get(qn("w:w"))) for c in table.find(qn("w:tblGrid"))]
        for row in table.findall(qn("w:tr")):
            assert row.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None
            widths = [
                int(cell.find(qn("w:tcPr")).find(qn("w:tcW")).get(qn("w:w")))
                for cell in row.findall(qn("w:tc"))
            ]
            assert abs(sum(widths) - sum(grid)) <= len(grid)


def test_east_asian_fonts_are_named_on_every_run(tmp_path):
    document = Document(io.BytesIO(written([specimen(NOTICE)], tmp_path)))
    for run in document.element.body.iter(qn("w:r")):
        if run.find(qn("w:t")) is not None:
            fonts = run.find(qn("w:rPr")).find(qn("w:rFonts"))
            assert fonts.get(qn("w:eastAsia")) in ("仿宋", "黑体", "楷体", "宋体")


def test_a_long_amount_is_set_smaller_so_that_its_row_keeps_its_height(tmp_path):
    def size_of(facts):
        document = Document(io.BytesIO(written([facts], tmp_path)))
        table = document.tables[0]
        return table.rows[1].cells[-1].paragraphs[0].runs[0].font.size.pt

    assert size_of(specimen(NOTICE, Size.USUAL)) == 9.0
    assert size_of(specimen(NOTICE, Size.EXTREME)) < 9.0


def test_facts_are_never_read_as_markup_or_fields(tmp_path):
    payload = "<w:p>&amp;{debtor}]]>=cmd|'/C calc'!A0<!--{serial}"
    facts = specimen(NOTICE)
    facts = replace(facts, fields={**facts.fields, "debtor": payload})
    assert payload in text_of(written([facts], tmp_path))


def test_a_reprint_says_so_and_a_sample_is_marked(tmp_path):
    text = text_of(written([specimen(NOTICE)], tmp_path, date(2026, 11, 23)))
    assert "补打 2026-11-23" in text
    assert "担保人履行担保责任通知书（样张）" in text


def test_a_clause_without_its_facts_is_left_out_of_word_as_well(tmp_path):
    facts = specimen(NOTICE)
    for phone, is_there in (("0000-0000001", True), ("", False)):
        made = replace(facts, bank=replace(facts.bank, complaints_phone=phone))
        assert ("监督电话" in text_of(written([made], tmp_path))) is is_there


def test_the_same_facts_give_the_same_file(tmp_path):
    facts = [specimen(NOTICE, size) for size in Size]
    assert written(facts, tmp_path) == written(facts, tmp_path)


def test_a_kind_that_comes_as_pdf_only_is_refused(tmp_path, monkeypatch):
    shape = replace(SHAPES[NOTICE], word=False)
    monkeypatch.setitem(SHAPES, NOTICE, shape)
    with pytest.raises(RuleViolation) as refused:
        written([specimen(NOTICE)], tmp_path)
    assert refused.value.code == "document_not_in_word"
    assert not (tmp_path / "written.docx").exists()


@pytest.mark.parametrize("kind", WORD_KINDS)
def test_no_field_of_a_kind_has_the_name_of_furniture(kind):
    assert not {"number", "barcode", "sample"} & set(SHAPES[kind].fields)


@pytest.mark.parametrize("kind", WORD_KINDS)
def test_the_template_names_every_field_of_the_blocks(kind):
    template = Shelf().word_template(f"{kind}/1")
    named = {
        name for block in built_in(kind).blocks for p in patterns_of(block) for name in p.names
    }
    assert named <= template.names


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_every_specimen_on_as_many_pages_as_the_pdf(tmp_path):
    room = PrintingRoom()
    specimens = {f"{kind}_{size}": specimen(kind, size) for kind in WORD_KINDS for size in Size}
    for name, facts in specimens.items():
        room.documents_docx([facts], tmp_path / f"{name}.docx", None, NoProgress())
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    files = [str(tmp_path), *(str(tmp_path / f"{name}.docx") for name in specimens)]
    subprocess.run(
        [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", *files],
        check=True,
        capture_output=True,
        timeout=300,
    )
    for name, facts in specimens.items():
        document = pypdfium2.PdfDocument(tmp_path / f"{name}.pdf")
        pages = ["".join(p.get_textpage().get_text_range().split()) for p in document]
        document.close()
        if name.endswith(Size.USUAL):
            assert len(pages) == len(room.document_pages(facts)), name
        data = (tmp_path / f"{name}.docx").read_bytes()
        whole = _FURNITURE.sub("", "".join(pages))
        body = Document(io.BytesIO(data)).element.body
        for paragraph in body.iter(qn("w:p")):
            line = "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
            if line.isascii() or len(pages) == 1:
                assert _FURNITURE.sub("", line) in whole, (name, line)
