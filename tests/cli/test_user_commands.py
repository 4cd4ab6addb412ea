"""Users on the command line: they sign in there as well, and obey the same table."""

import pytest
from typer.testing import CliRunner

from desktop.cli.app import app
from desktop.domain.notices import SAMPLE_HEAD
from desktop.services.branch import set_up
from desktop.storage import key_ring
from desktop.storage.keyslots import write_key_file
from desktop.storage.sealing import FLOOR
from tests.founded import empty_database

KEY = bytes(range(32))
XIA, LIU, DING = "manager-1x", "account-2y", "teller-3z"


class Office:
    def __init__(self, folder):
        self.folder, self.db = folder, folder / "b.db"
        self.passwords = {"xia": XIA, "liu": LIU, "ding": DING}
        for login, password in self.passwords.items():
            (folder / f"{login}.txt").write_text(password + "\n", encoding="utf-8")

    def run(self, *words, user=None, typed=""):
        access = ["--db", self.db]
        if user:
            access += ["--user", user, "--password-file", self.folder / f"{user}.txt"]
        else:
            access += ["--key-file", self.folder / "b.key"]
        return CliRunner().invoke(app, [*map(str, (*words, *access))], input=typed)

    def checker(self, login):
        return ["--checker", login, "--checker-password-file", self.folder / f"{login}.txt"]


@pytest.fixture
def office(tmp_path, monkeypatch):
    from desktop.bootstrap import build

    monkeypatch.setattr(key_ring, "calibrate", lambda: FLOOR)
    office = Office(tmp_path)
    write_key_file(tmp_path / "b.key", KEY)
    with build(empty_database(office.db, KEY), KEY) as application:
        set_up(application.desk, SAMPLE_HEAD)
    return office


@pytest.fixture
def staffed(office):
    typed = f"{XIA}\n{XIA}\n{LIU}\n{LIU}\n"
    made = office.run("users", "found", "xia:夏主任:主任", "liu:刘会计:委派会计", typed=typed)
    assert made.exit_code == 0, made.output
    office.slip = made.stdout
    return office


def test_whose_password_may_not_be_is_told_by_name_and_asked_again_alone(office):
    typed = f"{XIA}\n{XIA}\n" + "liu-account-2\n" * 2 + f"{XIA}\n{XIA}\n" + f"{LIU}\n{LIU}\n"
    made = office.run("users", "found", "xia:夏主任:主任", "liu:刘会计:委派会计", typed=typed)
    assert "刘会计：密码里不能含有用户名“liu”" in made.output
    assert "刘会计：两个人的密码不能相同" in made.output
    assert (made.exit_code, made.output.count("夏主任 的新密码")) == (0, 1)


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (["xia:夏:主任", "liu:刘:柜员"], "委派会计"),
        (["xia:夏:主任", "XIA:刘:委派会计"], "“xia”已有人使用"),
        (["夏:夏:主任", "liu:刘:委派会计"], "只能用字母和数字"),
    ],
)
def test_names_are_looked_at_before_anybody_types_a_password(office, people, said):
    refused = office.run("users", "found", *people)
    assert (refused.exit_code, said in refused.output) == (2, True)
    assert "新密码" not in refused.output


def test_the_first_users_end_the_key_file_and_get_their_code_on_a_slip(staffed):
    assert "清收通 恢复码" in staffed.slip
    refused = staffed.run("users", "list")
    assert (refused.exit_code, "已作废" in refused.output) == (1, True)
    shown = staffed.run("users", "list", user="xia")
    assert shown.stdout.splitlines() == ["liu  刘会计  委派会计", "xia  夏主任  主任", "共 2 人"]
    assert XIA not in shown.output


def test_a_user_is_added_by_one_and_checked_by_the_other_and_obeys_the_table(staffed):
    words = ["users", "add", "ding", "丁柜员", "柜员"]
    waiting = staffed.run(*words, user="xia", typed=f"{DING}\n{DING}\n")
    assert "前复核" in waiting.output
    double = staffed.run(*words, *staffed.checker("liu"), user="xia", typed=f"{DING}\n{DING}\n")
    assert double.exit_code == 2
    refused = staffed.run("users", "add", "a1", "甲", "柜员", user="liu", typed="pass-123\n" * 2)
    assert refused.exit_code == 2
    other = ["users", "add", "zhao", "赵", "柜员", *staffed.checker("liu")]
    (staffed.folder / "zhao.txt").write_text("zhao-no-9!", encoding="utf-8")
    done = staffed.run(*other, user="xia", typed="teller-77x\n" * 2)
    assert "已复核" in done.output, done.output
    (staffed.folder / "zhao.txt").write_text("teller-77x", encoding="utf-8")
    assert staffed.run("clocks", user="zhao").exit_code == 0
    assert staffed.run("users", "disable", "xia", user="zhao").exit_code == 2
    gone = staffed.run("users", "disable", "zhao", *staffed.checker("liu"), user="xia")
    assert "已复核" in gone.output
    assert "密码不对" in staffed.run("clocks", user="zhao").output
    assert "停用" in staffed.run("users", "list", user="xia").output


def test_whoever_names_nobody_is_asked_for_name_and_password(staffed):
    asked = CliRunner().invoke(app, ["clocks", "--db", str(staffed.db)], input=f"xia\n{XIA}\n")
    assert asked.exit_code == 0, asked.output
    wrong = CliRunner().invoke(app, ["clocks", "--db", str(staffed.db)], input="xia\nwrong\n")
    assert (wrong.exit_code, "密码不对" in wrong.output) == (1, True)


def test_a_role_is_changed_and_a_password_reset_and_changed(staffed):
    sign = staffed.checker("liu")
    assert "最后一名主任" in staffed.run("users", "role", "xia", "柜员", *sign, user="xia").output
    typed = "fresh-acc-1\n" * 2
    assert "已提交" in staffed.run("users", "reset", "liu", user="xia", typed=typed).output
    changed = staffed.run("users", "password", user="xia", typed=f"{XIA}\n" + "new-boss-7\n" * 2)
    assert "密码已更改" in changed.output
    (staffed.folder / "xia.txt").write_text("new-boss-7", encoding="utf-8")
    assert staffed.run("users", "list", user="xia").exit_code == 0
    ordered = staffed.run("users", "new-key", *staffed.checker("xia"), user="liu")
    assert "已复核" in ordered.output
    assert staffed.run("verify", user="xia").exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["users", "found", "xia"], "用户名:姓名:岗位"),
        (["users", "found", "xia:夏:行长"], "不认识岗位"),
        (["users", "role", "nobody", "柜员"], "找不到这个用户"),
    ],
)
def test_wrong_words_are_said_to_be_wrong(office, words, said):
    refused = office.run(*words)
    assert (refused.exit_code, said in refused.output) == (2, True)


def test_a_password_file_that_is_not_there_is_said_to_be_missing(staffed):
    (staffed.folder / "xia.txt").unlink()
    refused = staffed.run("users", "list", user="xia")
    assert (refused.exit_code, "xia.txt" in refused.output) == (1, True)
