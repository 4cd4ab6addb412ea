"""Enrolling, exporting and taking a return in by command."""

import json
import re

import pytest
from pypdfium2 import PdfDocument
from typer.testing import CliRunner

from desktop.cli.app import app
from desktop.storage.keyslots import write_key_file
from tests.fake_office import FakeOffice
from tests.ui.branch_desk import branch_desk

KEY = bytes(range(32))


@pytest.fixture
def run(tmp_path):
    key = tmp_path / "branch.key"
    write_key_file(key, KEY)
    with branch_desk(tmp_path):
        pass

    def call(*words):
        place = ["--db", str(tmp_path / "branch.db"), "--key-file", str(key)]
        return CliRunner().invoke(app, [*map(str, words), *place])

    return call


def test_a_month_s_exchange_by_command(run, tmp_path):
    folder, stick = tmp_path / "office", tmp_path / "stick"
    folder.mkdir()
    stick.mkdir()
    office = FakeOffice(folder)
    heard = ["--fingerprint", office.fingerprint, "--branch", "0417"]
    enrolled = run("enrol", office.file(), stick, *heard)
    assert enrolled.exit_code == 0, enrolled.output
    office.register(next(stick.glob("*.qsk")))
    assert office.registered[0].keys.fingerprint in enrolled.output

    seen = run("export-package", "--dry-run")
    assert seen.exit_code == 0
    assert run("packages").output.strip() == "还没有写出过数据包。"
    slip = tmp_path / "交接单.pdf"
    exported = run("export-package", stick, "--slip", slip)
    assert exported.exit_code == 0
    code = re.search(r"校验码 (\w{8})", exported.output).group(1)
    assert code in PdfDocument(str(slip))[0].get_textpage().get_text_bounded()
    assert "可以拔出U盘了" in exported.output
    assert "未见回执" in run("packages").output

    package = office.open(next(stick.rglob("*.qsp")))
    path, _ = office.answer(package, heads=[package.manifest.to_head])
    looked = run("import-package", path, "--dry-run")
    assert "将读入" in looked.output
    assert "没有导入" in looked.output
    taken = run("import-package", path, "--json")
    assert json.loads(taken.stdout)[0]["already"] is False
    again = run("import-package", path)
    assert again.exit_code == 0
    assert "已经读入过" in again.output
    rotated = run("rotate-key")
    assert f"现用密钥 {office.registered[0].keys.fingerprint}，新密钥" in rotated.output


def test_a_wrong_fingerprint_is_said_in_words_and_nothing_is_enrolled(run, tmp_path):
    folder = tmp_path / "office"
    folder.mkdir()
    office = FakeOffice(folder)
    refused = run("enrol", office.file(), folder, "--fingerprint", "1" * 20, "--branch", "0417")
    assert refused.exit_code == 2
    assert "指纹" in refused.output
    assert run("export-package").exit_code == 1


def test_who_enrols_again_is_told_that_the_first_request_is_void(run, tmp_path):
    folder = tmp_path / "office"
    folder.mkdir()
    office = FakeOffice(folder)
    command = ("enrol", office.file(), folder, "--fingerprint", office.fingerprint)
    assert "作废" not in run(*command, "--branch", "0417").output
    assert "以前的登记申请和指纹已作废" in run(*command).output
