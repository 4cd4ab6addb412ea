"""``backup restore``: by a key file, and by two people with the passwords of the copy's time."""

from dataclasses import replace

import pytest
from typer.testing import CliRunner

from desktop.bootstrap import build, order_by_copy, sign_in
from desktop.cli.app import app
from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.permissions import Role
from desktop.services.approvals import approve_here
from desktop.services.branch import change_head, set_up
from desktop.services.progress import NoProgress
from desktop.services.restoring import TwoPasswords, order_restore
from desktop.services.users import NewUser, disable_user, found_users, users
from desktop.storage.keyslots import write_key_file
from desktop.storage.sealing import FLOOR
from tests.founded import empty_database

KEY = bytes(range(32))
XIA = NewUser("xia", "夏主任", Role.MANAGER, "manager-1x")
LIU = NewUser("liu", "刘会计", Role.ACCOUNTANT, "account-2y")
DING = NewUser("ding", "丁柜员", Role.TELLER, "teller-3z")
BOTH = TwoPasswords(LIU.password, XIA.login, XIA.password, LIU.login)


@pytest.fixture
def path(tmp_path):
    with build(empty_database(tmp_path / "b.db", KEY), KEY, cost=FLOOR) as application:
        set_up(application.desk, SAMPLE_HEAD)
    return tmp_path / "b.db"


@pytest.fixture
def founded(path):
    """A branch with people, a copy of it, and a change since."""
    with build(path, KEY, cost=FLOOR) as application:
        found_users(application.desk, [XIA, LIU, DING])
    with come(path, XIA) as application:
        application.store.backup("manual")
        change_head(application.desk, replace(SAMPLE_HEAD, phone="0000-0000001"))
    return path


def come(path, who):
    return sign_in(path, who.login, who.password, cost=FLOOR)


def copy_of(path, reason="manual"):
    return next((path.parent / "backup").glob(f"*-{reason}.db"))


def run(*words, code=0, typed=""):
    result = CliRunner().invoke(app, list(map(str, words)), input=typed, catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


def restored(application):
    with application.desk.store.read() as queries:
        return list(queries.journal_of_kind("restored"))[-1].body


def test_a_key_file_restores_a_branch_of_one(path, tmp_path):
    write_key_file(tmp_path / "b.key", KEY)
    with build(path, KEY) as application:
        copy = application.store.backup("manual")
        change_head(application.desk, replace(SAMPLE_HEAD, phone="0000-0000001"))
    said = run("backup", "restore", copy, "--db", path, "--key-file", tmp_path / "b.key")
    assert "1 条" in said
    assert "先写出数据包交联社" in said
    with build(path, KEY) as application:
        assert restored(application)["made_by"] == "local"


def test_two_people_restore_a_database_that_is_damaged(founded):
    founded.write_bytes(b"\0" * founded.stat().st_size)
    words = ["backup", "restore", copy_of(founded), "--db", founded]
    people = ["--maker", "liu", "--checker", "xia"]
    said = run(*words, *people, typed=f"{LIU.password}\n{XIA.password}\n")
    assert "damaged" in said
    with come(founded, XIA) as application:
        body = restored(application)
        with application.desk.store.read() as queries:
            names = [queries.user(body[each]).name for each in ("made_by", "checked_by")]
    assert names == ["刘会计", "夏主任"]


@pytest.mark.parametrize(
    ("people", "code"),
    [
        (replace(BOTH, maker="xia", password=XIA.password), "own_item"),
        (replace(BOTH, maker="ding", password=DING.password), "not_permitted"),
        (replace(BOTH, login="ding", login_password=DING.password), "not_permitted"),
        (replace(BOTH, login_password="falsch-1x"), "wrong_password"),
        (replace(BOTH, login="nobody"), "wrong_password"),
    ],
)
def test_others_restore_nothing(founded, people, code):
    with pytest.raises((RuleViolation, ExpectedFailure)) as caught:
        order_by_copy(founded, copy_of(founded), people)
    assert caught.value.code == code
    assert not list(founded.parent.glob("*.damaged-*"))


def test_tries_at_a_copy_count_like_sign_ins(founded):
    wrong = replace(BOTH, password="falsch-1x")
    codes = []
    for _ in range(4):
        with pytest.raises(ExpectedFailure) as caught:
            order_by_copy(founded, copy_of(founded), wrong)
        codes.append(caught.value.code)
    assert codes[-1] == "sign_in_wait"


def test_a_right_password_for_a_copy_gives_no_free_tries_at_the_database(founded):
    for _ in range(3):
        with pytest.raises(ExpectedFailure, match="wrong_password"):
            sign_in(founded, "liu", "falsch-1x")
        with pytest.raises(ExpectedFailure):
            order_by_copy(founded, copy_of(founded), replace(BOTH, login="nobody"))
    with pytest.raises(ExpectedFailure, match="sign_in_wait"):
        sign_in(founded, "liu", "falsch-1x")


def test_a_copy_from_before_there_were_users_replaces_none_with_users(founded, tmp_path):
    write_key_file(tmp_path / "old.key", KEY)
    before = copy_of(founded, "new_key")
    said = run(
        "backup", "restore", before, "--db", founded, "--key-file", tmp_path / "old.key", code=1
    )
    assert "建立用户以前" in said
    come(founded, LIU).close()


def test_in_the_window_the_accountant_asks_and_the_manager_signs(founded):
    application = come(founded, LIU)
    order = order_restore(application.desk, copy_of(founded), BOTH)
    application.close()
    order.carry_out(NoProgress())
    with come(founded, XIA) as again:
        with again.desk.store.read() as queries:
            assert queries.installation().bank.phone == SAMPLE_HEAD.phone
        assert restored(again)["entries_lost"] >= 1


@pytest.mark.parametrize(
    ("who", "people", "code"),
    [
        (XIA, BOTH, "not_permitted"),
        (LIU, replace(BOTH, login="liu", login_password=LIU.password), "not_permitted"),
        (LIU, replace(BOTH, login_password="falsch-1x"), "wrong_password"),
    ],
)
def test_in_the_window_nobody_else_does(founded, who, people, code):
    application = come(founded, who)
    with application, pytest.raises((RuleViolation, ExpectedFailure)) as caught:
        order_restore(application.desk, copy_of(founded), people)
    assert caught.value.code == code


def test_who_left_since_the_copy_was_made_does_not_come_back_with_it(founded):
    with come(founded, XIA) as application:
        desk = application.desk
        (ding,) = [each for each in users(desk) if each.login == "ding"]
        made = disable_user(desk, ding.id).item.proposal
        approve_here(desk, made.id, made.item_hash, "liu", LIU.password)
    founded.write_bytes(b"\0" * founded.stat().st_size)
    order_by_copy(founded, copy_of(founded), BOTH).carry_out(NoProgress())
    with pytest.raises(ExpectedFailure):
        come(founded, DING)
    with come(founded, XIA) as application:
        states = {each.login: each.is_active for each in users(application.desk)}
        assert restored(application)["disabled"] == [ding.id]
    assert states == {"ding": False, "liu": True, "xia": True}
