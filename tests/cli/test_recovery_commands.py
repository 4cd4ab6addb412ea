"""Every manager forgot his password: the code on paper, or head office, never one person alone."""

import json
import re

import pytest
from typer.testing import CliRunner

from desktop.bootstrap import build, sign_in
from desktop.cli.app import app
from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.permissions import Role
from desktop.domain.recovery_code import CODE_BYTES, code_of
from desktop.services import users
from desktop.services.branch import set_up
from desktop.services.users import NewUser
from desktop.storage import key_ring, recovery
from desktop.storage.keyslots import slot_files
from desktop.storage.sealing import FLOOR
from tests.founded import empty_database

KEY = bytes(range(32))
XIA, LIU, FRESH = "manager-1x", "account-2y", "fresh-boss-7"


class Branch:
    def __init__(self, folder):
        self.folder, self.db, self.code = folder, folder / "b.db", ""

    def run(self, *words, typed="", user=None):
        if user:
            words = (*words, "--user", user, "--password-file", self.folder / f"{user}.txt")
        return CliRunner().invoke(app, [*map(str, words)], input=typed)

    def done(self, *words, typed="", user=None):
        result = self.run(*words, typed=typed, user=user)
        assert result.exit_code == 0, result.output
        return result.stdout

    def refused(self, said, *words, typed="", user=None):
        result = self.run(*words, typed=typed, user=user)
        assert result.exit_code in (1, 2)
        assert said in result.output

    def journal(self):
        with (
            sign_in(self.db, "liu", LIU) as application,
            application.desk.store.read() as queries,
        ):
            rows = queries._connection.exec_driver_sql("SELECT kind FROM journal")
            return list(rows.scalars())

    def key(self):
        with sign_in(self.db, "liu", LIU) as application:
            return application.store.data_key


@pytest.fixture
def branch(tmp_path, monkeypatch):
    monkeypatch.setattr(key_ring, "calibrate", lambda: FLOOR)
    monkeypatch.setattr(recovery, "calibrate", lambda: FLOOR)
    branch = Branch(tmp_path)
    (tmp_path / "xia.txt").write_text(XIA)
    (tmp_path / "liu.txt").write_text(LIU)
    people = [
        NewUser("xia", "夏主任", Role.MANAGER, XIA),
        NewUser("liu", "刘会计", Role.ACCOUNTANT, LIU),
    ]
    with build(empty_database(branch.db, KEY), KEY) as application:
        set_up(application.desk, SAMPLE_HEAD)
        branch.code = users.found_users(application.desk, people).code
    return branch


@pytest.fixture
def office(branch):
    """Head office's key and three officers, two of whom the branch knows."""
    folder, publics = branch.folder, {}
    made = branch.done("recovery", "keys", "--office-key", folder / "office.key")
    publics["office"] = made.split()[-1]
    for name in ("first", "second", "stranger"):
        made = branch.done("recovery", "keys", "--signer", folder / f"{name}.key")
        publics[name] = made.split()[-1]
    words = ["recovery", "install", "--db", branch.db, "--office", publics["office"]]
    words += ["--officer", publics["first"], "--officer", publics["second"], "--checker", "liu"]
    branch.done(*words, typed=f"{XIA}\n{LIU}\n", user="xia")
    return publics


def ask(branch, password=FRESH):
    out = branch.folder / "request.json"
    words = ["recovery", "request", "--db", branch.db, "--login", "xia", "--out", out]
    branch.done(*words, typed=f"{password}\n{password}\n")
    return out


def answered(branch, request, *signers, key="office.key"):
    out = branch.folder / "answer.json"
    words = ["recovery", "answer", request, "--office-key", branch.folder / key, "--out", out]
    for name in signers:
        words += ["--signer", branch.folder / f"{name}.key"]
    return out, words


def opening(branch, out):
    return ["recovery", "open", "--db", branch.db, "--answer", out]


def test_the_code_on_paper_lets_a_manager_in_once_and_changes_the_key(branch):
    before = branch.key()
    words = ["recovery", "open", "--db", branch.db, "--login", "xia"]
    typed = f"{branch.code.lower()}\n{FRESH}\n{FRESH}\n"
    branch.done(*words, typed=typed)
    sign_in(branch.db, "xia", FRESH).close()
    assert branch.key() != before
    assert {"access_recovered", "data_key_renewed"} <= set(branch.journal())
    branch.refused("已经用过", *words, typed=typed)
    branch.refused("密码不对", "clocks", "--db", branch.db, user="xia")


def test_a_code_that_was_replaced_opens_nothing_with_the_slot_file_of_its_time(branch):
    current = slot_files(branch.db)[0]
    old = current.read_bytes()
    words = ["recovery", "code", "--db", branch.db, "--checker", "liu"]
    branch.done(*words, typed=f"{XIA}\n{LIU}\n", user="xia")
    current.write_bytes(old)
    words = ["recovery", "open", "--db", branch.db, "--login", "xia"]
    branch.refused("恢复码不对", *words, typed=f"{branch.code}\n{FRESH}\n{FRESH}\n")
    sign_in(branch.db, "xia", XIA).close()


def test_a_wrong_code_is_counted_and_a_mistyped_one_is_told_apart(branch):
    words = ["recovery", "open", "--db", branch.db, "--login", "xia"]
    wrong = code_of(bytes(CODE_BYTES))
    branch.refused("输入有误", *words, typed=f"{wrong[:-1]}7\n{FRESH}\n{FRESH}\n")
    for _ in range(3):
        branch.refused("恢复码不对", *words, typed=f"{wrong}\n{FRESH}\n{FRESH}\n")
    branch.refused("秒再试", *words, typed=f"{branch.code}\n{FRESH}\n{FRESH}\n")


def test_the_code_is_for_a_manager_and_a_strong_password(branch):
    for login, password, said in (
        ("liu", FRESH, "在职的主任"), ("nobody", FRESH, "在职的主任"),
        ("xia", "short", "至少 8 位"),
    ):  # fmt: skip
        words = ["recovery", "open", "--db", branch.db, "--login", login]
        branch.refused(said, *words, typed=f"{branch.code}\n{password}\n{password}\n")
    sign_in(branch.db, "xia", XIA).close()


def test_two_people_make_a_new_code_and_the_old_one_ends(branch):
    words = ["recovery", "code", "--db", branch.db, "--checker", "liu"]
    branch.refused("密码不对", *words, typed=f"{XIA}\nwrong-pass\n", user="xia")
    slip = branch.done(*words, typed=f"{XIA}\n{LIU}\n", user="xia")
    fresh = "-".join(re.findall(r"\b[0-9A-Z]{4}\b", slip)[-9:])
    opening = ["recovery", "open", "--db", branch.db, "--login", "xia"]
    branch.refused("恢复码不对", *opening, typed=f"{branch.code}\n{FRESH}\n{FRESH}\n")
    branch.done(*opening, typed=f"{fresh}\n{FRESH}\n{FRESH}\n")


def test_head_office_lets_a_manager_in_by_two_officers(branch, office):
    before = branch.key()
    out, words = answered(branch, ask(branch), "first", "second")
    branch.done(*words)
    branch.refused("密码不对", *opening(branch, out), typed="wrong-pass-1\n")
    branch.done(*opening(branch, out), typed=f"{FRESH}\n")
    sign_in(branch.db, "xia", FRESH).close()
    assert branch.key() != before
    branch.refused("最近一次", *opening(branch, out), typed=f"{FRESH}\n")
    for file in (branch.folder / "request.json", out):
        assert before.hex() not in file.read_text()


def test_one_officer_is_not_two_and_a_stranger_is_no_officer(branch, office):
    request = ask(branch)
    _, words = answered(branch, request, "first", "first")
    branch.refused("两名不同", *words)
    out, words = answered(branch, request, "first", "stranger")
    branch.done(*words)
    branch.refused("不是本社登记", *opening(branch, out), typed=f"{FRESH}\n")
    sign_in(branch.db, "xia", XIA).close()


def test_an_answer_that_was_changed_or_answers_something_else_is_refused(branch, office):
    out, words = answered(branch, ask(branch), "first", "second")
    branch.done(*words)
    good = json.loads(out.read_text())
    for change in ({"sealed": good["ephemeral"]}, {"signed": []}, {"kind": "x"}, {"id": 7}):
        out.write_text(json.dumps({**good, **change}))
        result = branch.run(*opening(branch, out), typed=f"{FRESH}\n")
        assert result.exit_code == 1
    out.write_text(json.dumps(good))
    ask(branch)
    branch.refused("最近一次", *opening(branch, out), typed=f"{FRESH}\n")
    sign_in(branch.db, "xia", XIA).close()


def test_another_head_office_opens_nothing(branch, office):
    branch.done("recovery", "keys", "--office-key", branch.folder / "other.key")
    _, words = answered(branch, ask(branch), "first", "second", key="other.key")
    branch.refused("不是写给这把", *words)
    _, words = answered(branch, ask(branch), "first", "second", key="first.key")
    branch.refused("first.key", *words)


def test_a_branch_without_head_offices_key_has_only_its_code(branch):
    out = branch.folder / "request.json"
    words = ["recovery", "request", "--db", branch.db, "--login", "xia", "--out", out]
    branch.refused("没有登记联社", *words, typed=f"{FRESH}\n{FRESH}\n")
