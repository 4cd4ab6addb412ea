"""Contacts, related people, doubles, holds and deaths by command."""

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from desktop.cli.app import app
from desktop.ledgers.sample import write_sample_ledger


class Branch:
    """A branch's database on disk and the command line around it."""

    def __init__(self, folder: Path) -> None:
        self.access = ["--db", str(folder / "b.db"), "--key-file", str(folder / "b.key")]

    def run(self, *words: object, code: int = 0) -> str:
        result = CliRunner().invoke(app, [*map(str, words), *self.access], catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result.output


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """The folder of a branch with its ledger, to be copied."""
    folder = tmp_path_factory.mktemp("imported")
    made = Branch(folder)
    made.run("init")
    ledger = folder / "ledger_20260930.xlsx"
    write_sample_ledger(ledger, 40, 7, date(2026, 9, 30))
    made.run("import-ledger", ledger)
    return folder


@pytest.fixture
def branch(imported, tmp_path):
    return Branch(shutil.copytree(imported, tmp_path, dirs_exist_ok=True))


@pytest.fixture
def loan_no(branch):
    listed = branch.run("clocks", "--json")
    return json.loads(listed)[0]["loan_no"]


def new_id(text):
    return re.search(r"[0-9a-f-]{36}", text).group()


def test_a_contact_is_added_shown_masked_and_withdrawn(branch, loan_no):
    told = ("--kind", "电话", "--value", "0000-0000001", "--source", "亲属", "--on", "2026-10-01")
    made = new_id(branch.run("party", "add-contact", loan_no, *told))
    shown = branch.run("party", "show", loan_no)
    assert "在用：没有书面确认的，取最近得知的一个" in shown
    assert "0000-0000001" not in shown
    branch.run("party", "withdraw-contact", made, "--reason", "空号")
    assert "已撤销：空号" in branch.run("party", "show", loan_no)
    assert "0000-0000001" not in branch.run("party", "show", loan_no, "--json")


def test_heirs_are_entered_after_the_death_and_corrected(branch, loan_no):
    heir = ("party", "add-person", loan_no, "周建国", "--role", "继承人")
    assert "登记死亡" in branch.run(*heir, code=2)
    branch.run("party", "deceased", loan_no, "--reason", "户口注销")
    made = new_id(branch.run(*heir))
    branch.run(*heir, "--share", "1/2", "--received", "3,000", "--replaces", made)
    shown = branch.run("party", "show", loan_no)
    assert "以所得遗产实际价值为限 3,000.00 元（民法典第1161条第1款）" in shown
    assert "已撤销：更正" in shown


def test_an_amount_that_is_none_is_refused(branch, loan_no):
    branch.run("party", "deceased", loan_no, "--reason", "户口注销")
    heir = ("party", "add-person", loan_no, "周建国", "--role", "继承人")
    assert "三千" in branch.run(*heir, "--received", "三千", code=2)


def test_a_hold_is_set_and_ended(branch, loan_no):
    assert "已暂停" in branch.run("party", "hold", loan_no, "--reason", "本人否认借款")
    assert "已恢复" in branch.run("party", "hold", loan_no, "--end", "--reason", "笔迹已鉴定")


def test_what_is_no_choice_is_said_with_the_choices(branch, loan_no):
    told = branch.run("party", "add-person", loan_no, "李四", "--role", "邻居", code=2)
    assert "实际用款人" in told


def test_there_is_nothing_to_part_without_a_merge(branch, loan_no):
    assert "找不到这次合并" in branch.run("party", "part", loan_no, "--reason", "不是", code=2)
    assert "对" in branch.run("party", "doubles")
