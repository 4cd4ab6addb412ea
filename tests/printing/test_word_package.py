"""The package of head office's DOCX: sound relations in any writing, and nobody's name in it."""

import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from lxml import etree

from desktop.domain.documents import SHAPES, DocumentKind
from desktop.printing.papers import PrintingRoom
from desktop.printing.shelf import problems_of
from desktop.services.documents.specimens import specimen
from desktop.services.paper_ports import StoredTemplate, TemplateFormat
from desktop.services.progress import NoProgress

KIND = DocumentKind.GUARANTOR_NOTICE
FACTS = replace(specimen(KIND), template_version=f"{KIND}/2")
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
RELS = "word/_rels/document.xml.rels"
HEADER = "word/header1.xml"
HEADER_RELS = "word/_rels/header1.xml.rels"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def members_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def word_members() -> dict[str, bytes]:
    """Return a sound template with a barcode in its head."""
    document = Document()
    head = document.sections[0].header
    head.paragraphs[0].text = "{barcode}{number}"
    for field in SHAPES[KIND].fields.values():
        if field.required:
            document.add_paragraph(f"{{{field.name}}}")
    table = document.add_table(rows=1, cols=1)
    table.rows[0].cells[0].text = "{loans.loan_no} {loans.principal} {loans.interest}"
    document.add_paragraph("末尾")
    out = io.BytesIO()
    document.save(out)
    return members_of(out.getvalue())


def codes(members: dict[str, bytes]) -> list[tuple[str, str]]:
    return [(p.code, p.name) for p in problems_of(KIND, TemplateFormat.DOCX, packed(members))]


def filled(members: dict[str, bytes], tmp_path) -> dict[str, bytes]:
    assert codes(members) == []
    stored = StoredTemplate(f"{KIND}/2", TemplateFormat.DOCX, packed(members), FACTS.issued_on)
    path = tmp_path / "filled.docx"
    PrintingRoom([stored]).documents_docx([FACTS], path, None, NoProgress())
    return members_of(path.read_bytes())


def barcodes_found(made: dict[str, bytes]) -> bool:
    """Tell whether every picture that a head shows has its relation."""
    heads = [name for name in made if name.startswith("word/qsHeader")]
    for name in heads:
        rels = etree.fromstring(made[name.replace("word/", "word/_rels/") + ".rels"])
        known = {each.get("Id") for each in rels}
        shown = etree.fromstring(made[name]).xpath("//@*[local-name()='embed']")
        if not shown or not known.issuperset(shown):
            return False
    return bool(heads)


EMPTY = f'<Relationships xmlns="{PACKAGE}"/>'


@pytest.mark.parametrize(
    "relations",
    [
        EMPTY.encode(),
        f'<r:Relationships xmlns:r="{PACKAGE}"></r:Relationships>'.encode(),
        ('<?xml version="1.0" encoding="UTF-16"?>' + EMPTY).encode("utf-16"),
    ],
)
def test_a_head_finds_its_barcode_however_its_relations_are_written(relations, tmp_path):
    made = filled(word_members() | {HEADER_RELS: relations}, tmp_path)
    assert barcodes_found(made)


@pytest.mark.parametrize("name", ["[Content_Types].xml", RELS, "word/document.xml", HEADER])
def test_a_member_in_another_encoding_is_printed_as_any_other(name, tmp_path):
    members = word_members()
    root = etree.fromstring(members[name])
    members[name] = etree.tostring(root, encoding="UTF-16", xml_declaration=True)
    made = filled(members, tmp_path)
    assert barcodes_found(made)
    Document(io.BytesIO(packed(made)))


def test_content_types_under_a_prefix_still_learn_of_the_papers_own_parts(tmp_path):
    members, name = word_members(), "[Content_Types].xml"
    text = members[name].decode().replace("xmlns=", "xmlns:t=")
    for each in ("Types", "Default", "Override"):
        text = text.replace(f"<{each}", f"<t:{each}").replace(f"</{each}", f"</t:{each}")
    made = filled(members | {name: text.encode()}, tmp_path)
    document = Document(io.BytesIO(packed(made)))
    assert document.sections[0].header.paragraphs[0].text.startswith("No.")


@pytest.mark.parametrize("name", ["word/document.xml", HEADER])
def test_another_prefix_for_words_own_names_is_refused(name):
    members = word_members()
    text = members[name].decode().replace("<w:", "<x:").replace("</w:", "</x:")
    both = text.replace("xmlns:w=", f'xmlns:x="{WORD}" xmlns:w=', 1)
    assert codes(members | {name: both.encode()}) == [("template_no_word", "xmlns:x")]


def with_private_parts() -> dict[str, bytes]:
    members = word_members()
    parts = {
        "word/comments.xml": ("comments", f'<w:comments xmlns:w="{WORD}"><w:comment w:id="1" '
                              'w:author="赵审阅"/></w:comments>'),
        "word/people.xml": ("people", "<p><person author='赵审阅'/></p>"),
        "customXml/item1.xml": ("customXml", "<a>赵审阅</a>"),
    }  # fmt: skip
    relations = "".join(
        f'<Relationship Id="p{number}" Type="{OFFICE}/{kind}" Target="/{name}"/>'
        for number, (name, (kind, _)) in enumerate(parts.items())
    )
    types = "".join(f'<Override PartName="/{name}" ContentType="a/b"/>' for name in parts)
    edits = {
        RELS: ("</Relationships>", f"{relations}</Relationships>"),
        "[Content_Types].xml": ("</Types>", f"{types}</Types>"),
        "_rels/.rels": (
            "</Relationships>",
            f'<Relationship Id="c" Type="{OFFICE}/custom-properties" '
            'Target="docProps/custom.xml"/></Relationships>',
        ),
        "word/document.xml": (
            "末尾</w:t></w:r>",
            '末尾</w:t></w:r><w:commentRangeEnd w:id="1"/>'
            '<w:r><w:commentReference w:id="1"/></w:r>',
        ),
    }
    for name, (old, new) in edits.items():
        assert old in members[name].decode()
        members[name] = members[name].decode().replace(old, new, 1).encode()
    app = members["docProps/app.xml"].decode()
    app = app.replace("</Properties>", "<Manager>赵审阅</Manager></Properties>")
    return (
        members
        | {name: text.encode() for name, (_, text) in parts.items()}
        | {
            "docProps/custom.xml": "<a>赵审阅</a>".encode(),
            "docProps/app.xml": app.encode(),
            "docProps/orphan.xml": "<a>赵审阅</a>".encode(),
        }
    )


def test_nothing_about_those_who_made_the_template_goes_out_with_papers(tmp_path):
    made = filled(with_private_parts(), tmp_path)
    assert [name for name, data in made.items() if "赵审阅".encode() in data] == []
    gone = ("comments", "people", "customXml", "custom.xml", "app.xml")
    for name in (RELS, "_rels/.rels", "[Content_Types].xml", "word/document.xml"):
        assert not [each for each in gone if each in made[name].decode()], name
    assert b"comment" not in made["word/document.xml"]
    document = Document(io.BytesIO(packed(made)))
    assert "末尾" in [paragraph.text for paragraph in document.paragraphs]


def test_every_part_and_every_type_of_a_filled_file_belongs_to_the_other(tmp_path):
    made = filled(with_private_parts(), tmp_path)
    types = etree.fromstring(made["[Content_Types].xml"])
    named = {each.get("PartName") for each in types if each.get("PartName")}
    assert named <= {f"/{name}" for name in made}
    for rels in (RELS, "_rels/.rels"):
        for each in etree.fromstring(made[rels]):
            target = each.get("Target").removeprefix("/")
            assert {target, f"word/{target}"} & set(made), target


def test_a_paragraph_of_thousands_of_fields_is_refused():
    def members(count: int) -> dict[str, bytes]:
        found = word_members()
        text = found["word/document.xml"].decode()
        found["word/document.xml"] = text.replace("末尾", "{debtor}" * count).encode()
        return found

    assert codes(members(300)) == []
    assert [code for code, _ in codes(members(6000))] == ["template_crowded"]
