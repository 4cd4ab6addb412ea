"""``approvals`` by command: the second person reads, signs or refuses with his own password."""

import json

import pytest
from typer.testing import CliRunner

from desktop.bootstrap import build
from desktop.cli.app import app
from desktop.domain.notices import SAMPLE_HEAD
from desktop.services.branch import set_up
from desktop.storage import key_ring
from desktop.storage.keyslots import new_data_key, write_key_file
from desktop.storage.sealing import FLOOR

PASSWORDS = {"xia": "manager-1x", "liu": "account-2y"}


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Return what runs a command as somebody of a branch with a manager and an accountant."""
    monkeypatch.setattr(key_ring, "calibrate", lambda: FLOOR)
    key, db = new_data_key(), tmp_path / "b.db"
    write_key_file(tmp_path / "b.key", key)
    with build(db, key, create=True) as application:
        set_up(application.desk, SAMPLE_HEAD)
    for login, password in PASSWORDS.items():
        (tmp_path / f"{login}.txt").write_text(password, encoding="utf-8")

    def run(*words, user=None, typed="", code=0):
        access = ["--db", db, "--key-file", tmp_path / "b.key"]
        if user:
            access = ["--db", db, "--user", user, "--password-file", tmp_path / f"{user}.txt"]
        result = CliRunner().invoke(app, [*map(str, (*words, *access))], input=typed)
        assert result.exit_code == code, result.output
        return result.output

    typed = "".join(f"{each}\n{each}\n" for each in PASSWORDS.values())
    run("users", "found", "xia:夏主任:主任", "liu:刘会计:委派会计", typed=typed)
    return run


@pytest.fixture
def proposed(run):
    """A new teller, proposed by the manager: the item's id and hash."""
    run("users", "add", "ding", "丁柜员", "柜员", user="xia", typed="teller-3z\nteller-3z\n")
    [item] = json.loads(run("approvals", "list", "--json", user="liu"))
    assert "body" not in item
    return item["id"], item["item_hash"]


def test_the_one_it_waits_for_sees_it_marked_and_reads_it_in_words(run, proposed):
    item_id, seen = proposed
    assert "▶" in run("approvals", "list", user="liu")
    mine = run("approvals", "list", user="xia")
    assert ("▶" in mine, "等 委派会计" in mine, "等本人复核 0 项" in mine) == (False, True, True)
    shown = run("approvals", "show", item_id, user="liu")
    assert "丁柜员" in shown
    assert f"内容指纹 {seen}" in shown


def test_he_signs_what_he_saw_and_nothing_else(run, proposed):
    item_id, seen = proposed
    other = "0" * 64
    assert "没有复核" in run("approvals", "approve", item_id, "--hash", other, user="liu", code=2)
    assert "没有复核" in run(
        "approvals", "approve", item_id, "--hash", seen[:6], user="liu", code=2
    )
    assert "已生效" in run("approvals", "approve", item_id, "--hash", seen[:12], user="liu")
    assert "丁柜员" in run("users", "list", user="xia")


def test_the_maker_does_not_sign_but_may_withdraw(run, proposed):
    item_id, seen = proposed
    run("approvals", "approve", item_id, "--hash", seen, user="xia", code=2)
    run("approvals", "withdraw", item_id, "--reason", "写错姓名", user="xia")
    assert "已撤回" in run("approvals", "list", "--all", user="liu")


def test_a_refusal_has_its_reason_and_a_code_needs_head_office_s_key(run, proposed):
    item_id, seen = proposed
    words = ("approvals", "by-phone", item_id, "--hash", seen, "--code", "0123456789")
    assert "电话" in run(*words, user="xia", code=2)
    run("approvals", "refuse", item_id, "--reason", "没有编制", user="liu")
    assert "已退回" in run("approvals", "list", "--all", user="xia")
