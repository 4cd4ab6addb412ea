"""``relief`` by command: what it would come to, and that nobody asks for one without users."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from desktop.cli.app import app
from desktop.ledgers.sample import write_sample_ledger


@pytest.fixture(scope="module")
def branch(tmp_path_factory):
    """Return what runs a command on a branch with a ledger, and the number of a loan."""
    folder = tmp_path_factory.mktemp("relief")
    access = ["--db", str(folder / "b.db"), "--key-file", str(folder / "b.key")]

    def run(*words, code=0):
        result = CliRunner().invoke(app, [*map(str, words), *access], catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result.output

    run("init")
    write_sample_ledger(folder / "ledger_20260930.xlsx", 20, 7, date(2026, 9, 30))
    run("import-ledger", folder / "ledger_20260930.xlsx")
    return run, json.loads(run("clocks", "--as-of", "2026-10-10", "--json"))[0]["loan_no"]


def test_without_users_nobody_may_ask_for_a_relief(branch):
    run, loan_no = branch
    for words in (
        ("relief", "check", loan_no, "--waive", "1"),
        ("relief", "request", loan_no, "--waive", "1", "--reason", "病", "--evidence", "证明"),
        ("relief", "sign", "r1", "--number", "3号"),
        ("relief", "withdraw", "r1", "--reason", "错"),
    ):
        assert "还没有用户" in run(*words, code=2)


def test_the_list_of_a_branch_without_reliefs_says_so(branch):
    run, _ = branch
    assert "共 0 项" in run("relief", "list")
    assert json.loads(run("relief", "list", "--json")) == []


def test_an_amount_that_is_none_is_refused_before_anything_is_asked(branch):
    run, loan_no = branch
    assert "不是金额" in run("relief", "check", loan_no, "--waive", "一百", code=2)
