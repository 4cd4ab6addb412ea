"""Templates by command: listed, exported, checked, adopted, and what is printed by them."""

import re
import shutil
from pathlib import Path

import pytest
from docx import Document
from typer.testing import CliRunner

from desktop.cli.app import app
from desktop.domain.documents import NOTICE_KIND, SHAPES
from desktop.printing.blocks import Style
from desktop.printing.shelf import problems_of
from desktop.services.paper_ports import TemplateFormat

PAGE = Path(__file__).parents[2] / "docs" / "templates.md"
WORD_KINDS = [NOTICE_KIND, *(kind for kind, shape in SHAPES.items() if shape.word)]


@pytest.fixture(scope="module")
def founded(tmp_path_factory):
    """A folder with a new branch's database and its key, to be copied."""
    folder = tmp_path_factory.mktemp("founded")
    access = ["--db", str(folder / "b.db"), "--key-file", str(folder / "b.key")]
    assert CliRunner().invoke(app, ["init", *access]).exit_code == 0
    return folder


@pytest.fixture
def run(founded, tmp_path):
    shutil.copytree(founded, tmp_path, dirs_exist_ok=True)
    access = ["--db", str(tmp_path / "b.db"), "--key-file", str(tmp_path / "b.key")]

    def run(*arguments: object, code: int = 0, open_database: bool = True) -> str:
        given = [*map(str, arguments), *(access if open_database else [])]
        result = CliRunner().invoke(app, given, catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result.output

    return run


def test_every_kind_is_listed_with_its_version_and_formats(run):
    listed = run("templates", "list")
    for kind in (NOTICE_KIND, *SHAPES):
        assert f"{kind}/1" in listed
    assert "docx" in next(line for line in listed.splitlines() if "demand_notice" in line)


@pytest.mark.parametrize("kind", [NOTICE_KIND, *SHAPES])
def test_every_exported_text_is_a_sound_template(kind, run, tmp_path):
    file = tmp_path / "t.toml"
    run("templates", "export", kind, file)
    assert list(problems_of(kind, TemplateFormat.TOML, file.read_bytes())) == []


@pytest.mark.parametrize("kind", WORD_KINDS)
def test_every_exported_word_template_is_sound_opens_and_says_what_the_pdf_says(
    kind, run, tmp_path
):
    file = tmp_path / "t.docx"
    run("templates", "export", kind, file)
    told = run("templates", "check", kind, file)
    assert "没有问题" in told and "不同" not in told
    assert Document(file).paragraphs


def test_an_edited_template_is_adopted_under_the_next_version(run, tmp_path):
    file = tmp_path / "t.toml"
    run("templates", "export", NOTICE_KIND, file)
    file.write_text(file.read_text("utf-8").replace("如您已还清", "贵户如已还清"), "utf-8")
    assert "demand_notice/2 已采用" in run("templates", "adopt", NOTICE_KIND, file)
    assert "demand_notice/2" in run("templates", "list")
    again = tmp_path / "again.toml"
    assert "demand_notice/2" in run("templates", "export", NOTICE_KIND, again)
    assert again.read_bytes() == file.read_bytes()
    run("templates", "adopt", NOTICE_KIND, file, code=2)


def test_problems_are_told_in_words_with_their_exit_codes(run, tmp_path):
    file = tmp_path / "t.toml"
    file.write_text('title = "x"\n[[body]]\ntext = "{nobody}"\n', "utf-8")
    told = run("templates", "check", "guarantor_notice", file, code=1)
    assert "没有名叫“nobody”的字段" in told
    assert "缺少必须印出的字段“guarantor”" in told
    assert "“nobody”" in run("templates", "adopt", "guarantor_notice", file, code=2)


def test_wrong_kinds_and_formats_are_refused_in_words(run, tmp_path):
    assert "没有" in run("templates", "export", "cow", tmp_path / "t.toml", code=2)
    assert "没有" in run("templates", "fields", "cow", code=2, open_database=False)
    assert "不是模板" in run("templates", "export", NOTICE_KIND, tmp_path / "t.txt", code=2)
    pdf_only = [kind for kind, shape in SHAPES.items() if not shape.word]
    for kind in pdf_only:
        assert "PDF" in run("templates", "export", kind, tmp_path / "t.docx", code=2)
    assert not list(tmp_path.glob("t.*"))


@pytest.mark.parametrize("kind", [NOTICE_KIND, *SHAPES])
def test_fields_of_a_kind_are_listed_with_their_meaning(kind, run):
    told = run("templates", "fields", kind, open_database=False)
    assert "{serial}　编号" in told
    required = [line for line in told.splitlines() if line.startswith("*")]
    assert all(re.fullmatch(r"\* \{[a-z_.]+\}　.+", line) for line in required)


def test_the_page_for_head_office_names_every_block():
    text = PAGE.read_text("utf-8")
    blocks = ["table", "hand", "grid", "signatures", "seal", "pictures", "space", *Style]
    assert [each for each in blocks if f"| `{each}` |" not in text] == []
    keys = "title number foot landscape copies tear_off columns total spanned wrap".split()
    keys += "size row_height blank_rows pitch cells label date contacts picture caption".split()
    assert [key for key in keys if f"`{key}`" not in text] == []
    for name in ("number", "barcode", "sample"):
        assert f"`{{{name}}}`" in text


def test_an_export_overwrites_a_file_only_by_force(run, tmp_path):
    file = tmp_path / "t.toml"
    file.write_text("mine", "utf-8")
    assert "--force" in run("templates", "export", NOTICE_KIND, file, code=1)
    assert file.read_text("utf-8") == "mine"
    run("templates", "export", NOTICE_KIND, file, "--force")
    assert file.read_text("utf-8") != "mine"


def test_a_word_template_that_says_less_than_the_pdf_is_adopted_with_a_warning(run, tmp_path):
    file, text = tmp_path / "t.docx", tmp_path / "t.toml"
    run("templates", "export", "guarantor_notice", file)
    document = Document(file)
    runs = [run for each in document.paragraphs for run in each.runs]
    [changed] = [run for run in runs if "保证责任或金额有异议" in run.text]
    changed.text = changed.text.replace("有异议", "不同意")
    document.save(file)
    assert "处不同" in run("templates", "check", "guarantor_notice", file)
    told = run("templates", "adopt", "guarantor_notice", file)
    assert "模板已采用，但与现行 PDF 措辞有 1 处不同" in told
    run("templates", "export", "guarantor_notice", text)
    text.write_text(text.read_text("utf-8").replace("将复核并答复", "复核后答复"), "utf-8")
    assert "不同" not in run("templates", "adopt", "guarantor_notice", text)
    newest = tmp_path / "newest.docx"
    run("templates", "export", "guarantor_notice", newest)
    assert "不同" not in run("templates", "check", "guarantor_notice", newest)


def test_a_mistake_in_a_file_is_placed_by_line_and_column(run, tmp_path):
    file = tmp_path / "t.toml"
    file.write_text('title = "x"\nbody 3\n', "utf-8")
    assert "第 2 行第 6 列写法不对" in run("templates", "check", "guarantor_notice", file, code=1)
    file.write_text('title = "x', "utf-8")
    assert "写法不对" in run("templates", "check", NOTICE_KIND, file, code=1)


@pytest.mark.parametrize("kind", [NOTICE_KIND, "guarantor_notice"])
def test_an_empty_file_is_told_without_an_empty_place(kind, run, tmp_path):
    file = tmp_path / "t.toml"
    file.write_text("", "utf-8")
    told = run("templates", "check", kind, file, code=1)
    assert "第  处" not in told
    assert not any(line.strip().startswith("：") for line in told.splitlines())
