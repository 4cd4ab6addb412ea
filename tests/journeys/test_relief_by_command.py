"""A relief from the request to the book and back, by command, each act by its own person."""

import json
import re
from datetime import date

import pytest
from typer.testing import CliRunner

from desktop.cli.app import app
from desktop.ledgers.sample import write_sample_ledger
from desktop.storage import key_ring
from desktop.storage.sealing import FLOOR

PEOPLE = {
    "xia": ("夏主任", "主任", "manager-1x"),
    "liu": ("刘会计", "委派会计", "account-2y"),
    "peng": ("彭信贷", "信贷员", "officer-3z"),
    "ding": ("丁柜员", "柜员", "teller-4w"),
}
LADDER = [
    {
        "table": "disposal.relief_ladder",
        "since": "2020-01-01",
        "value": [{"approver": "信用社主任", "most_fen": None}],
        "source": "本联社授权书",
    }
]


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Return what runs a command as somebody; the branch has a ledger and its own ladder."""
    monkeypatch.setattr(key_ring, "calibrate", lambda: FLOOR)

    def run(*words, user=None, typed="", code=0):
        access = ["--db", tmp_path / "b.db", "--key-file", tmp_path / "b.key"]
        if user:
            (tmp_path / "password.txt").write_text(PEOPLE[user][2], encoding="utf-8")
            access = ["--db", tmp_path / "b.db", "--user", user]
            access += ["--password-file", tmp_path / "password.txt"]
        result = CliRunner().invoke(app, [*map(str, (*words, *access))], input=typed)
        assert result.exit_code == code, result.output
        return result.output

    run("init")
    write_sample_ledger(tmp_path / "ledger_20260930.xlsx", 20, 7, date(2026, 9, 30))
    run("import-ledger", tmp_path / "ledger_20260930.xlsx")
    (tmp_path / "ladder.json").write_text(json.dumps(LADDER), encoding="utf-8")
    run("rules", "adopt", tmp_path / "ladder.json")
    names = [f"{login}:{name}:{role}" for login, (name, role, _) in PEOPLE.items()]
    typed = "".join(f"{password}\n{password}\n" for _, _, password in PEOPLE.values())
    run("users", "found", *names, typed=typed)
    return run


def waiting(run, user):
    return json.loads(run("approvals", "list", "--json", user=user))[0]


def sign(run, *users):
    for user in users:
        item = waiting(run, user)
        run("approvals", "approve", item["id"], "--hash", item["item_hash"], user=user)


def test_asked_for_signed_paid_booked_and_undone(run):
    loan_no = json.loads(run("clocks", "--json", user="peng"))[0]["loan_no"]
    answers = ("--no-able-to-pay", "--no-evasion", "--no-staff-related")
    told = ("--reason", "因病", "--evidence", "住院记录", "--until", "2099-12-31", *answers)
    run("relief", "request", loan_no, "--waive", "10", *told, user="peng")
    assert "不由您的岗位" in run(
        "approvals", "approve", waiting(run, "xia")["id"], "--hash",
        waiting(run, "xia")["item_hash"], user="xia", code=2,
    )  # fmt: skip
    sign(run, "liu", "xia")
    listed = run("relief", "list", user="peng")
    assert "还没有书面批复" in listed
    relief_id = listed.split()[0]
    run("relief", "sign", relief_id, "--number", "牌信减1号", user="peng")
    due = re.search(r"须先付清 ([\d,.]+)", run("relief", "list", user="peng")).group(1)
    assert "须第二人复核" in run("repayments", "record", loan_no, due, user="ding")
    assert "等待还款" in run("relief", "list", user="peng")
    sign(run, "liu")
    serial = run("repayments", "day", user="ding").split()[0]
    assert "已经入账" in run("relief", "list", user="peng")
    run("repayments", "reverse", serial, "--reason", "退票", user="ding")
    sign(run, "xia")
    assert "随还款冲正而撤销" in run("relief", "list", user="peng")
    assert run("verify", user="xia").count("问题") == 0
