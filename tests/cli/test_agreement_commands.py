"""``agreements`` and ``promises`` by command, on a branch with an invented ledger."""

import json
from datetime import date, timedelta

import pytest
from typer.testing import CliRunner

from desktop.bootstrap import build
from desktop.cli.app import app
from desktop.ledgers.sample import write_sample_ledger
from desktop.storage.keyslots import read_key_file
from tests.cli.conftest import TODAY
from tests.people import employ
from tests.signed_agreements import signed

RUNNER = CliRunner()


@pytest.fixture(scope="module")
def branch(tmp_path_factory):
    """Return what runs a command on a branch with a ledger, and the number of a loan."""
    folder = tmp_path_factory.mktemp("agreements")
    access = ["--db", str(folder / "b.db"), "--key-file", str(folder / "b.key")]

    def run(*words, code=0):
        result = RUNNER.invoke(app, [*map(str, words), *access], catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result.output

    run("init")
    write_sample_ledger(folder / "ledger.xlsx", 20, 7, date(2026, 9, 30))
    run("import-ledger", folder / "ledger.xlsx")
    lines = json.loads(run("clocks", "--as-of", "2026-10-10", "--json"))
    return run, lines[0]["loan_no"], folder


def test_what_can_be_agreed_on_is_listed():
    listed = RUNNER.invoke(app, ["agreements", "inputs"]).output
    assert "rhythm　还款周期（1 / 3 / 6 / 12 / harvest / given）" in listed


def test_a_plan_is_thought_of_by_anybody_and_made_by_two_people_alone(branch):
    run, loan_no, _ = branch
    first = TODAY + timedelta(days=30)
    given = ("--set", "instalments=3", "--set", f"first_day={first}")
    shown = run("agreements", "plan", loan_no, *given)
    assert shown.count("还后剩余") == 3 and "还后剩余 0.00" in shown and loan_no in shown
    assert "还没有用户" in run("agreements", "propose", loan_no, *given, code=2)
    assert "名称=内容" in run("agreements", "plan", loan_no, "--set", "instalments", code=2)


def test_a_signed_agreement_is_listed_shown_and_called_by_its_serial(branch):
    run, loan_no, folder = branch
    with build(folder / "b.db", read_key_file(folder / "b.key")) as application:
        employ(application.desk)
        with application.desk.store.read() as queries:
            loan = queries.loan_by_no(loan_no)
        first = (TODAY + timedelta(days=40)).isoformat()
        serial = signed(application.desk, loan.borrower_id, [loan.id], first_day=first)
    late = (TODAY + timedelta(days=41)).isoformat()
    assert serial in run("agreements", "list")
    assert "有逾期" in run("agreements", "list", "--as-of", late)
    assert run("agreements", "show", serial, "--as-of", late).count("未还") == 1
    found = json.loads(run("agreements", "show", serial, "--json"))
    assert found["state"] == "running"
    assert "没有编号为" in run("agreements", "show", "PX", code=2)


def test_a_promise_is_recorded_listed_and_taken_back(branch):
    run, loan_no, _ = branch
    by = (TODAY + timedelta(days=5)).isoformat()
    made = run("promises", "record", loan_no, "--amount", "0.01", "--by", by, "--note", "卖粮后")
    promise_id = made.split()[0]
    assert "未兑现" in run("promises", "list", "--as-of", TODAY + timedelta(days=6))
    assert "已撤销" in run("promises", "withdraw", promise_id, "--reason", "记错人")
    assert "共 0 项" in run("promises", "list")
    assert "不是金额" in run("promises", "record", loan_no, "--amount", "一点", "--by", by, code=2)
