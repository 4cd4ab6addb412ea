"""Head office's own DOCX: fields found however Word has split them, and everything odd refused."""

import io
import zipfile
from dataclasses import replace
from functools import cache

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.documents import SHAPES, DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.printing.papers import PrintingRoom
from desktop.printing.shelf import Shelf, problems_of
from desktop.printing.word_filling import Filling, WordFile
from desktop.printing.word_template import compile_word
from desktop.services.documents.specimens import Size, specimen
from desktop.services.paper_ports import StoredTemplate, TemplateFormat
from desktop.services.progress import NoProgress

KIND = DocumentKind.GUARANTOR_NOTICE
REQUIRED = tuple(f.name for f in SHAPES[KIND].fields.values() if f.required)
DAY = specimen(KIND).issued_on


@cache
def word_file(
    change=None, names=REQUIRED, row="{loans.loan_no} {loans.principal} {loans.interest}"
):
    """Return a DOCX as head office might write it; ``change`` works on the document."""
    document = Document()
    document.add_paragraph("{number}")
    for name in names:
        document.add_paragraph(f"{name}={{{name}}}")
    table = document.add_table(rows=2, cols=1)
    table.rows[0].cells[0].text = "借据"
    table.rows[1].cells[0].text = row
    document.add_paragraph("末尾")
    if change is not None:
        change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def repacked(data: bytes, members: dict) -> bytes:
    """Return the package with members replaced, added or (None) taken out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()} | members
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            if content is not None:
                archive.writestr(name, content)
    return out.getvalue()


def member(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def codes(data: bytes) -> list[tuple[str, str]]:
    return [(p.code, p.name) for p in problems_of(KIND, TemplateFormat.DOCX, data)]


def room_with(data: bytes) -> PrintingRoom:
    assert codes(data) == []
    return PrintingRoom([StoredTemplate(f"{KIND}/2", TemplateFormat.DOCX, data, DAY)])


def filled(data: bytes, tmp_path, *facts, reprint_on=None):
    facts = facts or (specimen(KIND),)
    made = [replace(each, template_version=f"{KIND}/2") for each in facts]
    path = tmp_path / "filled.docx"
    room_with(data).documents_docx(made, path, reprint_on, NoProgress())
    return Document(path)


def lines(document) -> list[str]:
    return [
        "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        for paragraph in document.element.body.iter(qn("w:p"))
    ]


def test_head_offices_fields_and_rows_are_filled(tmp_path):
    facts = specimen(KIND, Size.EXTREME)
    said = lines(filled(word_file(), tmp_path, facts))
    assert f"guarantor={facts.fields['guarantor']}" in said
    rows = [f"{row[0]} {row[5]} {row[6]}" for row in facts.tables["loans"]]
    assert [line for line in said if line in rows] == rows


def test_a_field_is_found_in_however_many_runs_word_has_split_it(tmp_path):
    split = (
        f"<w:p {nsdecls('w')}><w:r><w:t>甲{{gua</w:t></w:r><w:proofErr w:type='spellStart'/>"
        "<w:bookmarkStart w:id='7' w:name='x'/><w:r><w:rPr><w:b/></w:rPr><w:t>ran</w:t></w:r>"
        "<w:bookmarkEnd w:id='7'/><w:smartTag w:element='a'><w:r><w:t>tor}和{deb</w:t></w:r>"
        "</w:smartTag><w:proofErr w:type='spellEnd'/><w:r><w:t>tor}乙</w:t></w:r></w:p>"
    )
    data = word_file(lambda d: d.element.body.insert(0, parse_xml(split)))
    document = filled(data, tmp_path)
    assert lines(document)[0] == "甲夏娟安和周田生乙"
    xml = document.element.xml
    assert "proofErr" not in xml
    assert "bookmarkStart" not in xml


def test_fields_stand_in_heads_feet_and_text_boxes(tmp_path):
    box = (
        f"<w:p {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'><w:r><w:pict><v:shape>"
        "<v:textbox><w:txbxContent><w:p><w:r><w:t>框 {debtor}</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r></w:p>"
    )

    def change(document):
        document.sections[0].header.paragraphs[0].text = "页眉 {guarantor}"
        document.sections[0].footer.paragraphs[0].text = "页脚 {serial}"
        document.element.body.insert(0, parse_xml(box))

    facts = [replace(specimen(KIND, size), serial=f"PA26-W000{n}") for n, size in enumerate(Size)]
    document = filled(word_file(change), tmp_path, *facts)
    heads = [s.header.paragraphs[0].text for s in document.sections]
    assert heads == [f"页眉 {each.fields['guarantor']}" for each in facts]
    assert [s.footer.paragraphs[0].text for s in document.sections] == [
        f"页脚 {each.serial}" for each in facts
    ]
    # The paragraph around a box has its text as well.
    boxes = [line for line in lines(document) if line.startswith("框")][::2]
    assert boxes == [f"框 {each.fields['debtor']}" for each in facts]


def test_a_barcode_is_a_picture_in_body_and_head(tmp_path):
    def change(document):
        document.add_paragraph("{barcode}")
        document.sections[0].header.paragraphs[0].text = "{barcode}"

    facts = [replace(specimen(KIND), serial=f"PA26-W000{n}") for n in range(2)]
    document = filled(word_file(change), tmp_path, *facts)
    assert len(document.inline_shapes) == 2
    heads = [section.header for section in document.sections]
    pictures = {
        head.part.related_parts[blip.get(qn("r:embed"))].partname
        for head in heads
        for blip in head._element.iter(qn("a:blip"))
    }
    assert len(pictures) == 2


def with_contract(text: str):
    facts = specimen(KIND)
    return replace(facts, fields={**facts.fields, "officer_phone": text})


def test_a_paragraph_of_empty_optional_fields_is_left_out_but_a_box_stays(tmp_path):
    def change(document):
        document.add_paragraph("合同 {officer_phone}")
        table = document.add_table(rows=1, cols=1)
        table.rows[0].cells[0].text = "盒 {officer_phone}"

    data = word_file(change)
    with_it, without = (filled(data, tmp_path, with_contract(text)) for text in ("第 3 号", ""))
    assert any(line.startswith("合同") for line in lines(with_it))
    assert not any(line.startswith(("合同", "盒")) for line in lines(without))
    assert len(without.tables) == len(with_it.tables) == 2
    assert without.tables[1].rows[0].cells[0].text == ""


def test_a_total_row_of_empty_optional_fields_is_left_out_of_a_table_of_facts(tmp_path):
    def change(document):
        document.tables[0].add_row().cells[0].text = "合同 {officer_phone}"

    data = word_file(change)
    loans = len(specimen(KIND).tables["loans"])
    for text, rows in (("第 3 号", loans + 2), ("", loans + 1)):
        assert len(filled(data, tmp_path, with_contract(text)).tables[0].rows) == rows


def test_line_breaks_of_a_fact_are_line_breaks_and_control_characters_go(tmp_path):
    facts = specimen(KIND)
    facts = replace(facts, fields={**facts.fields, "guarantee_mode": "一\n二<&>\x07\x00"})
    path = tmp_path / "f.docx"
    file = WordFile("", "", DAY)
    values = dict.fromkeys(SHAPES[KIND].fields, "") | facts.fields | {"number": "1"}
    template = compile_word(word_file(), SHAPES[KIND])
    file.add(template, Filling(SHAPES[KIND], values, facts.tables, ""))
    path.write_bytes(file.finish())
    assert "guarantee_mode=一\n二<&>" in [p.text for p in Document(path).paragraphs]


def test_sections_of_a_template_stay_and_each_document_counts_from_one(tmp_path):
    def change(document):
        document.add_section()
        document.add_paragraph("附页")

    document = filled(word_file(change), tmp_path, specimen(KIND), specimen(KIND))
    starts = [
        [number.get(qn("w:start")) for number in section._sectPr.findall(qn("w:pgNumType"))]
        for section in document.sections
    ]
    assert starts == [["1"], [], ["1"], []]


def test_a_reprint_and_a_sample_are_marked_where_the_template_forgets(tmp_path):
    said = "".join(lines(filled(word_file(), tmp_path, reprint_on=DAY)))
    assert f"补打 {DAY.isoformat()}（样张）" in said


def test_papers_of_different_styles_do_not_go_into_one_file(tmp_path):
    facts = specimen(KIND)
    mixed = [facts, replace(facts, template_version=f"{KIND}/2")]
    with pytest.raises(RuleViolation) as refused:
        room_with(word_file()).documents_docx(mixed, tmp_path / "m.docx", None, NoProgress())
    assert refused.value.code == "documents_mixed_in_word"


def test_an_old_version_is_reprinted_by_its_own_template(tmp_path):
    room = room_with(word_file())
    path = tmp_path / "old.docx"
    room.documents_docx([specimen(KIND)], path, DAY, NoProgress())
    assert "末尾" not in lines(Document(path))
    assert room.newest_version(KIND) == f"{KIND}/2"


@pytest.mark.parametrize("kind", [k for k in SHAPES if SHAPES[k].word])
def test_the_exported_template_of_a_kind_is_a_sound_template_itself(kind):
    data = Shelf().word_file(f"{kind}/1")
    assert list(problems_of(kind, TemplateFormat.DOCX, data)) == []


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (word_file(names=(*REQUIRED, "nobody")), ("template_field_unknown", "nobody")),
        (word_file(names=REQUIRED[1:]), ("template_field_missing", REQUIRED[0])),
        (
            word_file(row="{loans.loan_no} {loans.interest}"),
            ("template_field_missing", "loans.principal"),
        ),
        (word_file(row="{loans.nothing}"), ("template_field_unknown", "loans.nothing")),
        (word_file(row="{cows.milk}"), ("template_table_unknown", "cows")),
        (word_file(row="无"), ("template_field_missing", "loans")),
        (word_file(lambda d: d.add_paragraph("半个 {debtor")), ("template_brace", "半个 {debtor")),
        (word_file(lambda d: d.add_paragraph("{Debtor}")), ("template_brace", "{Debtor}")),
        (word_file(lambda d: d.add_paragraph("{loans.total}")), ("template_row", "loans.total")),
        (word_file(row="{loans.loan_no}{cows.milk}"), ("template_row", "cows、loans")),
        (b"PK no zip at all", ("template_no_word", "File is not a zip file")),
    ],
)
def test_every_problem_is_told_with_the_name_meant(data, problem):
    assert problem in codes(data)


def test_a_template_without_the_number_line_is_refused():
    def change(document):
        document.paragraphs[0].text = ""

    assert ("template_field_missing", "number") in codes(word_file(change))


RELS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_relation(kind: str, target: str, mode: str = "") -> bytes:
    data = word_file()
    more = (
        f'<Relationship Id="evil" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
    )
    return repacked(data, members={RELS: member(data, RELS).replace("</Relationships>", more)})


def with_body(xml: str) -> bytes:
    data = word_file()
    text = member(data, "word/document.xml")
    return repacked(
        data, members={"word/document.xml": text.replace("<w:body>", f"<w:body>{xml}", 1)}
    )


ENTITY = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "data",
    [
        with_relation("image", "http://evil.example/a.png", ' TargetMode="External"'),
        with_relation("attachedTemplate", "file:///c:/evil.dotm", ' TargetMode="External"'),
        with_relation("image", "http://evil.example/a.png"),
        with_relation("oleObject", "embeddings/a.xml"),
        with_relation("aFChunk", "a.xml"),
        repacked(word_file(), members={"word/vbaProject.bin": b"x"}),
        repacked(word_file(), members={"word/embeddings/sheet.xlsx": b"x"}),
        repacked(word_file(), members={"word/activeX/activeX1.xml": b"<a/>"}),
        repacked(word_file(), members={"word/settings.xml": ENTITY + "<a>&x;</a>"}),
        repacked(word_file(), members={"customXml/item.xml": ENTITY + "<a/>"}),
        with_body("<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DDE"
                  "</w:instrText></w:r><w:r><w:instrText>AUTO c</w:instrText></w:r><w:r>"
                  "<w:fldChar w:fldCharType='end'/></w:r></w:p>"),
        with_body("<w:p><w:fldSimple w:instr=' INCLUDETEXT &quot;c:/a&quot; '/></w:p>"),
        with_body("<w:p><w:ins w:id='1'><w:r><w:t>加</w:t></w:r></w:ins></w:p>"),
        with_body("<w:altChunk/>"),
    ],
)  # fmt: skip
def test_what_a_letter_has_no_need_of_is_refused(data):
    found = codes(data)
    assert found
    assert {code for code, _ in found} == {"template_unsafe"}


def bomb() -> bytes:
    return repacked(word_file(), members={"word/media/a.png": b"\0" * (40 * 2**20)})


def many_members() -> bytes:
    return repacked(word_file(), members={f"word/media/{n}.png": b"" for n in range(500)})


@pytest.mark.parametrize(
    "data",
    [
        bomb(),
        many_members(),
        word_file()[:-40],
        word_file()[: len(word_file()) // 2],
        repacked(word_file(), members={"word/document.xml": None}),
        repacked(word_file(), members={"word/document.xml": "<not xml"}),
        repacked(word_file(), members={"word/document.xml": "<a/>"}),
        repacked(word_file(), members={"../evil.xml": "<a/>"}),
        repacked(word_file(), members={"_rels/.rels": "<Relationships/>"}),
        b"",
    ],
)
def test_a_broken_or_oversized_file_is_no_word_file(data):
    assert {code for code, _ in codes(data)} == {"template_no_word"}


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_give_problems_and_no_exception(data):
    assert codes(data)
    problems_of(KIND, TemplateFormat.TOML, data)


SOUND = word_file()
DOCUMENT = member(SOUND, "word/document.xml")
SCRAPS = st.sampled_from(
    ["{", "}", "{debtor}", "{loans.total}", "<w:p>", "</w:p>", "<w:tbl>", "<w:sectPr/>", "&#0;",
     "<?x?>", "<w:p/>", "<w:tr/>", "<w:tc><w:p/></w:tc>", "\ue000", "<!--{-->",
     "<w:pPr><w:sectPr/></w:pPr>"]
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(DOCUMENT)), st.integers(0, 60), SCRAPS), max_size=4))
def test_a_mutilated_document_is_refused_or_still_filled(cuts):
    text = DOCUMENT
    for at, length, scrap in cuts:
        text = text[:at] + scrap + text[at + length :]
    data = repacked(SOUND, members={"word/document.xml": text})
    check_filled_or_refused(data)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, len(SOUND) - 1), st.binary(min_size=1, max_size=8))
def test_a_file_with_bytes_changed_is_refused_or_still_filled(at, scrap):
    check_filled_or_refused(SOUND[:at] + scrap + SOUND[at + len(scrap) :])


def check_filled_or_refused(data: bytes) -> None:
    if codes(data):
        return
    shelf = Shelf([StoredTemplate(f"{KIND}/2", TemplateFormat.DOCX, data, DAY)])
    template = shelf.word_template(f"{KIND}/2")
    facts = specimen(KIND)
    values = dict.fromkeys(SHAPES[KIND].fields, "") | facts.fields
    values |= {"number": "1", "sample": "", "barcode": ""}
    file = WordFile("", "", DAY)
    for _ in range(2):
        file.add(template, Filling(SHAPES[KIND], values, facts.tables, facts.serial))
    with zipfile.ZipFile(io.BytesIO(file.finish())) as archive:
        parse_xml(archive.read("word/document.xml"))
