import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdfium2
import pytest
import zxingcpp
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from desktop.domain.money import capital_amount, yuan_text
from desktop.domain.notices import NoticeFacts
from desktop.printing.forms.wording import notice_text
from desktop.printing.word import WordWriter

MakeNotice = Callable[..., NoticeFacts]
DAY = date(2026, 10, 10)
SOFFICE = shutil.which("soffice")


def written(notices: Sequence[NoticeFacts], reprint_on: date | None = None) -> bytes:
    writer = WordWriter(DAY)
    for notice in notices:
        writer.add(notice, reprint_on)
    return writer.finish()


def lines_of(data: bytes) -> list[str]:
    """Return every paragraph in reading order, those in tables included."""
    body = Document(io.BytesIO(data)).element.body
    return [
        "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        for paragraph in body.iter(qn("w:p"))
    ]


def said(notice: NoticeFacts) -> list[str]:
    """Return what a notice says, line by line, as the PDF gets it too."""
    text = notice_text(notice)
    spans = (text.salutation, text.owed, text.claimed, text.objection, text.received)
    return [
        text.bank,
        text.title,
        *("".join(span.text for span in each) for each in spans),
        *text.heads,
        *(cell for loan in text.loans for cell in loan),
        *text.total,
        *text.contacts,
        text.signer,
        text.issued_on,
    ]


def test_word_and_pdf_say_the_same(make_notice: MakeNotice) -> None:
    notice = make_notice(loans=3, debtor="覃𬱖㛃")
    lines = [line.removeprefix("□") for line in lines_of(written([notice]))]
    assert [line for line in said(notice) if line not in lines] == []
    joined = "".join(lines)
    assert capital_amount(notice.total_fen) in joined and yuan_text(notice.total_fen) in joined


def test_what_a_debtor_is_called_is_never_read_as_markup(make_notice: MakeNotice) -> None:
    name = "<w:b/>&amp;{debtor}%s\"'**粗**"
    text = "".join(lines_of(written([make_notice(debtor=name)])))
    assert name in text


def test_every_part_of_the_file_is_well_formed_and_every_picture_is_there(
    make_notice: MakeNotice,
) -> None:
    data = written([make_notice(serial=f"P26-{n:04d}") for n in range(3)])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))
    images = [
        Image.open(io.BytesIO(part.blob))
        for part in Document(io.BytesIO(data)).part.related_parts.values()
        if part.content_type == "image/png"
    ]
    found = set()
    for image in images:
        framed = Image.new("L", (image.width + 160, image.height + 40), 255)
        framed.paste(image.convert("L"), (80, 20))
        found |= {code.text for code in zxingcpp.read_barcodes(framed)}
    assert found == {"P26-0000", "P26-0001", "P26-0002"}


def test_each_notice_begins_a_page_and_rows_keep_their_height(make_notice: MakeNotice) -> None:
    document: Any = Document(io.BytesIO(written([make_notice(loans=2), make_notice(loans=5)])))
    body = document.element.body
    assert len(list(body.iter(qn("w:pageBreakBefore")))) == 2
    rows = list(body.iter(qn("w:tr")))
    assert len(list(body.iter(qn("w:cantSplit")))) == len(rows)
    heights = list(body.iter(qn("w:trHeight")))
    assert {height.get(qn("w:hRule")) for height in heights} == {"exact"}


def test_widths_stand_in_the_grid_and_in_every_cell(make_notice: MakeNotice) -> None:
    document: Any = Document(io.BytesIO(written([make_notice(loans=7)])))
    for table in document.element.body.iter(qn("w:tbl")):
        grid = [int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol"))]
        for row in table.iter(qn("w:tr")):
            widths = [int(width.get(qn("w:w"))) for width in row.iter(qn("w:tcW"))]
            assert sum(widths) == sum(grid)
        layout = next(table.iter(qn("w:tblLayout")))
        assert layout.get(qn("w:type")) == "fixed"


def test_east_asian_fonts_are_named_on_every_style_and_run(make_notice: MakeNotice) -> None:
    document: Any = Document(io.BytesIO(written([make_notice()])))
    for run in document.element.body.iter(qn("w:r")):
        if run.find(qn("w:t")) is not None:
            assert run.rPr.rFonts.get(qn("w:eastAsia")) in ("仿宋", "黑体", "楷体", "宋体")
    for paragraph in document.paragraphs:
        assert paragraph.style.element.rPr.rFonts.get(qn("w:eastAsia"))


def test_a_table_that_leaves_its_page_repeats_whose_it_is(make_notice: MakeNotice) -> None:
    document: Any = Document(io.BytesIO(written([make_notice(loans=6)])))
    head = next(document.element.body.iter(qn("w:tr")))
    assert next(head.iter(qn("w:tblHeader"))) is not None
    assert "No. P26-1177　周田生" in "".join(node.text for node in head.iter(qn("w:t")))


def test_the_same_facts_give_the_same_file(make_notice: MakeNotice) -> None:
    assert written([make_notice(loans=2)]) == written([make_notice(loans=2)])


def test_a_reprint_says_so(make_notice: MakeNotice) -> None:
    assert "补打 2026-11-23" in "".join(lines_of(written([make_notice()], date(2026, 11, 23))))


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_the_same_text_on_one_page_a_notice(
    make_notice: MakeNotice, tmp_path: Path
) -> None:
    notices = [
        make_notice(serial=f"P26-{n:04d}", loans=n, round=1 + n % 3, debtor=f"周田生{n}")
        for n in range(1, 6)
    ]
    (tmp_path / "n.docx").write_bytes(written(notices))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    target = ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "n.docx")]
    subprocess.run(
        [str(SOFFICE), profile, "--headless", *target],
        check=True,
        capture_output=True,
        timeout=120,
    )
    document = pypdfium2.PdfDocument(tmp_path / "n.pdf")
    pages = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    assert len(pages) == len(notices)
    for page, notice in zip(pages, notices, strict=True):
        missing = [line for line in said(notice) if "".join(line.split()) not in page]
        assert missing == []


def test_the_text_is_marked_as_chinese(make_notice: MakeNotice) -> None:
    styles = Document(io.BytesIO(written([make_notice()]))).styles.element
    languages = {node.get(qn("w:eastAsia")) for node in styles.iter(qn("w:lang"))}
    assert languages == {"zh-CN"}
