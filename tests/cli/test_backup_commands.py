"""``backup``: what is made can be listed, verified as a drill, and carried to a second folder."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from desktop.cli.app import app
from desktop.ledgers.sample import write_sample_ledger


@pytest.fixture
def run(tmp_path):
    access = ["--db", str(tmp_path / "b.db"), "--key-file", str(tmp_path / "b.key")]

    def call(*words, code=0):
        result = CliRunner().invoke(app, [*map(str, words), *access], catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result.output

    call("init")
    return call


@pytest.fixture
def ledger(run, tmp_path):
    path = tmp_path / "ledger_20260930.xlsx"
    write_sample_ledger(path, 20, 7, date(2026, 9, 30))
    run("import-ledger", path)


def copies(run):
    return json.loads(run("backup", "list", "--json"))["copies"]


def test_a_copy_is_made_listed_and_passes_its_drill(run, ledger, tmp_path):
    run("backup", "make")
    run("backup", "make")
    assert [(each["reason"], each["state"]) for each in copies(run)] == [("manual", "good")] * 2
    assert "完好" in run("backup", "list")
    before = sorted(each.name for each in (tmp_path / "backup").iterdir())
    assert run("backup", "verify", "--all").count("可以恢复") == 2
    assert sorted(each.name for each in (tmp_path / "backup").iterdir()) == before


def test_a_changed_byte_fails_the_drill(run, ledger):
    run("backup", "make")
    path = copies(run)[0]["path"]
    with Path(path).open("r+b") as file:
        file.seek(9_000)
        byte = file.read(1)
        file.seek(9_000)
        file.write(bytes([byte[0] ^ 1]))
    said = json.loads(run("backup", "verify", path, "--json", code=1))
    assert len(said["copies"][0]["problems"]) >= 2  # the hash, and the page
    assert copies(run)[0]["state"] == "damaged"


def test_the_drill_without_any_copy_fails(run):
    run("backup", "verify", code=1)


def test_an_unplugged_second_folder_is_said_and_the_first_copy_stands(run, ledger, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    assert str(stick) in run("backup", "folder", stick)
    run("backup", "make")
    assert len(list(stick.rglob("*.db"))) == 1
    shutil.rmtree(stick)
    said = run("backup", "make", code=1)
    assert "第二备份文件夹" in said
    assert [each["reason"] for each in copies(run)].count("manual") == 2
    assert "没有设" in run("backup", "folder", "--none")
