"""The people of a branch: the first ones, those who come and go, their passwords and their keys."""

from datetime import UTC, date, datetime, timedelta

import pytest

from desktop.bootstrap import build, open_with_password, opening, sign_in
from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.permissions import Role
from desktop.services import approvals, users
from desktop.services.branch import change_head, set_up
from desktop.services.progress import NoProgress
from desktop.services.reveals import Masked, reveal
from desktop.services.user_acts import finish_key_changes
from desktop.services.users import NewUser
from desktop.storage.keyslots import add_password_slot, slot_files
from desktop.storage.sealing import FLOOR
from desktop.storage.signing_in import unlock
from tests.founded import founded_branch

KEY = bytes(range(32))
XIA = NewUser("xia", "夏主任", Role.MANAGER, "manager-1x")
LIU = NewUser("liu", "刘会计", Role.ACCOUNTANT, "account-2y")
DING = NewUser("Ding", "丁柜员", Role.TELLER, "teller-3z")


class Clock:
    """A clock of minutes that is set by hand."""

    def __init__(self):
        self.moment = datetime(2026, 10, 10, 9, tzinfo=UTC)

    def today(self):
        return self.moment.date()

    def now(self):
        return self.moment


class Branch:
    """A database and its people; whoever is named signs in, and is gone after."""

    def __init__(self, path):
        self.path, self.clock = path, Clock()

    def build(self, key=KEY, **options):
        return build(self.path, key, clock=self.clock, cost=FLOOR, **options)

    def at(self, who, password=None):
        return sign_in(self.path, who.login, password or who.password, clock=self.clock, cost=FLOOR)

    def refused(self, who, password=None):
        with pytest.raises(ExpectedFailure) as caught:
            self.at(who, password)
        return caught.value.code

    def kinds(self, desk):
        with desk.store.read() as queries:
            rows = queries._connection.exec_driver_sql("SELECT kind FROM journal ORDER BY local_no")
            return list(rows.scalars())


def two(desk, submitted):
    """Let the accountant sign at the manager's screen."""
    proposal = submitted.item.proposal
    return approvals.approve_here(
        desk, proposal.id, proposal.item_hash, LIU.login, LIU.password
    ).result


def refusal(call, *arguments):
    with pytest.raises(RuleViolation) as caught:
        call(*arguments)
    return caught.value.code


@pytest.fixture(scope="module")
def founded_files(tmp_path_factory):
    """A branch with a manager and an accountant, made once."""
    branch = Branch(tmp_path_factory.mktemp("founded") / "b.db")
    with branch.build(create=True) as application:
        set_up(application.desk, SAMPLE_HEAD)
        users.found_users(application.desk, [XIA, LIU])
    return {each.name: each.read_bytes() for each in branch.path.parent.glob("b.db*")}


@pytest.fixture
def branch(founded_files, tmp_path):
    for name, content in founded_files.items():
        (tmp_path / name).write_bytes(content)
    return Branch(tmp_path / "b.db")


@pytest.fixture
def new_branch(tmp_path):
    branch = Branch(tmp_path / "new.db")
    founded_branch(branch.path, KEY, branch.clock)
    return branch


def test_the_first_people_end_the_key_file_and_the_one_password(new_branch):
    add_password_slot(new_branch.path, KEY, "one for all 1", FLOOR)
    with open_with_password(new_branch.path, "one for all 1", cost=FLOOR) as application:
        users.found_users(application.desk, [XIA, LIU])
    with pytest.raises(ExpectedFailure, match="key_file_ended"):
        new_branch.build()
    with pytest.raises(ExpectedFailure, match="key_file_ended"):
        open_with_password(new_branch.path, "one for all 1")
    for file in slot_files(new_branch.path):
        assert '"password"' not in file.read_text()
    for person in (XIA, LIU):
        with new_branch.at(person) as application:
            assert application.desk.operator.name == person.name
            assert application.desk.operator.role is person.role


@pytest.mark.parametrize(
    ("people", "code"),
    [
        ([XIA], "first_users_missing"),
        ([LIU, DING], "first_users_missing"),
        ([XIA, NewUser("liu", "刘", Role.ACCOUNTANT, XIA.password)], "passwords_equal"),
        ([XIA, NewUser("xia", "刘", Role.ACCOUNTANT, "account-2y")], "login_taken"),
        ([XIA, NewUser("liu", "刘", Role.ACCOUNTANT, "liu-12345")], "password_has_login"),
        ([XIA, NewUser("liu", "刘", Role.ACCOUNTANT, "short1")], "password_weak"),
        ([XIA, NewUser("liu", "刘", Role.ACCOUNTANT, "onlyletters")], "password_weak"),
        ([XIA, NewUser("l u", "刘", Role.ACCOUNTANT, "account-2y")], "login_wrong"),
        ([XIA, NewUser("liu", " ", Role.ACCOUNTANT, "account-2y")], "field_missing"),
        ([XIA, LIU, NewUser("ho", "联社", Role.HEAD_OFFICE, "account-3y")], "role_wrong"),
    ],
)
def test_the_first_people_must_be_able_to_check_each_other(new_branch, people, code):
    with new_branch.build() as application:
        assert refusal(users.found_users, application.desk, people) == code
        assert users.users(application.desk) == []
    with new_branch.build():
        pass


def test_nobody_is_added_to_a_database_without_users_but_as_one_of_the_first(new_branch):
    with new_branch.build() as application:
        assert refusal(users.add_user, application.desk, DING) == "users_needed"


def test_the_first_people_are_entered_once(branch):
    with branch.at(XIA) as application:
        assert refusal(users.found_users, application.desk, [XIA, LIU]) == "users_exist"


def test_a_teller_comes_when_the_accountant_has_signed_and_not_before(branch):
    with branch.at(XIA) as application:
        desk = application.desk
        submitted = users.add_user(desk, DING)
        assert branch.refused(DING) == "wrong_password"
        two(desk, submitted)
        text = repr(submitted.item.proposal)
        assert DING.password not in text
    with branch.at(DING) as application:
        assert application.desk.operator.role is Role.TELLER
        assert refusal(users.add_user, application.desk, DING) == "not_permitted"
        assert branch.kinds(application.desk)[-2:] == ["signed_in", "act_refused"]


def test_a_login_is_never_given_twice(branch):
    with branch.at(XIA) as application:
        two(application.desk, users.add_user(application.desk, DING))
        assert refusal(users.add_user, application.desk, DING) == "login_taken"


def test_who_leaves_takes_no_key_along(branch):
    with branch.at(XIA) as application:
        desk = application.desk
        ding = two(desk, users.add_user(desk, DING))
        old_key = application.store.data_key
        two(desk, users.disable_user(desk, ding.id))
        assert application.store.data_key != old_key
        assert branch.kinds(desk)[-2:] == ["user_disabled", "data_key_renewed"]
        assert refusal(users.change_role, desk, ding.id, Role.CREDIT_OFFICER) == "user_disabled"
        assert desk.store.verify(NoProgress()) == []
    assert branch.refused(DING) == "wrong_password"
    with pytest.raises(ExpectedFailure, match="key_file_ended"):
        branch.build(old_key)
    for copy in (branch.path.parent / "backup").glob("*keyslots*"):
        assert ding.id not in copy.read_text()
    for person in (XIA, LIU):
        branch.at(person).close()


def test_a_renewal_that_was_cut_off_is_done_at_the_next_sign_in(branch, monkeypatch):
    with branch.at(XIA) as application:
        desk = application.desk
        ding = two(desk, users.add_user(desk, DING))
        old_key = application.store.data_key

        def cut(*_):
            raise KeyboardInterrupt

        monkeypatch.setattr(type(desk.keys), "renew", cut)
        with pytest.raises(KeyboardInterrupt):
            two(desk, users.disable_user(desk, ding.id))
        monkeypatch.undo()
    assert branch.refused(DING) == "wrong_password"
    with branch.at(LIU) as application:
        assert application.store.data_key != old_key
        assert branch.kinds(application.desk)[-1] == "data_key_renewed"
        finish_key_changes(application.desk)
        assert branch.kinds(application.desk).count("data_key_renewed") == 1


def test_a_window_from_before_a_change_of_role_or_of_users_does_nothing_more(branch, new_branch):
    with branch.at(XIA) as application:
        desk = application.desk
        ding = two(desk, users.add_user(desk, DING))
        with branch.at(DING) as stale:
            assert refusal(reveal, stale.desk, "nobody", Masked.PHONE, "why", DING.password) == (
                "party_unknown"
            )
            two(desk, users.change_role(desk, ding.id, Role.CREDIT_OFFICER))
            assert refusal(reveal, stale.desk, "nobody", Masked.PHONE, "why", DING.password) == (
                "sign_in_again"
            )
    with new_branch.build() as stale:
        users.found_users(stale.desk, [XIA, LIU])
        assert refusal(change_head, stale.desk, SAMPLE_HEAD) == "sign_in_again"


def test_the_last_manager_and_the_last_accountant_stay(branch):
    with branch.at(XIA) as application:
        desk = application.desk
        ids = {each.login: each.id for each in users.users(desk)}
        for login in ("xia", "liu"):
            assert refusal(users.disable_user, desk, ids[login]) == "last_of_role"
            assert refusal(users.change_role, desk, ids[login], Role.TELLER) == "last_of_role"
        second = NewUser("wang", "王主任", Role.MANAGER, "manager-9x")
        two(desk, users.add_user(desk, second))
        two(desk, users.change_role(desk, ids["xia"], Role.CREDIT_OFFICER))
    with branch.at(XIA) as application:
        assert application.desk.operator.role is Role.CREDIT_OFFICER


def test_a_forgotten_password_is_set_anew_by_two_and_typed_by_its_owner(branch):
    with branch.at(XIA) as application:
        desk = application.desk
        ding = two(desk, users.add_user(desk, DING))
        assert refusal(users.reset_password, desk, ding.id, DING.password) == "password_same"
        submitted = users.reset_password(desk, ding.id, "fresh-teller-1")
        assert branch.refused(DING, "fresh-teller-1") == "wrong_password"
        two(desk, submitted)
    assert branch.refused(DING) == "wrong_password"
    branch.at(DING, "fresh-teller-1").close()


def test_ones_own_password_is_changed_by_typing_the_old_one(branch):
    with branch.at(XIA) as application:
        desk = application.desk
        with pytest.raises(ExpectedFailure, match="wrong_password"):
            users.change_password(desk, "manager-1y", "manager-2x")
        assert refusal(users.change_password, desk, XIA.password, XIA.password) == "password_same"
        assert refusal(users.change_password, desk, XIA.password, "axia-12345") == (
            "password_has_login"
        )
        users.change_password(desk, XIA.password, "manager-2x")
        assert branch.kinds(desk)[-1] == "password_changed"
    assert branch.refused(XIA) == "wrong_password"
    branch.at(XIA, "manager-2x").close()


def test_an_old_slot_file_put_back_opens_for_nobodys_old_password(branch):
    current, previous = slot_files(branch.path)
    old = current.read_bytes()
    with branch.at(XIA) as application:
        users.change_password(application.desk, XIA.password, "manager-2x")
    current.write_bytes(old)
    previous.unlink()
    assert branch.refused(XIA) == "slot_outdated"
    assert branch.refused(XIA) == "wrong_password"
    branch.at(XIA, "manager-2x").close()


def test_a_disabled_person_with_an_old_slot_file_is_turned_away(branch, monkeypatch):
    with branch.at(XIA) as application:
        desk = application.desk
        ding = two(desk, users.add_user(desk, DING))
        current = slot_files(branch.path)[0]
        old = current.read_bytes()
        monkeypatch.setattr(type(desk.keys), "renew", lambda *_: None)
        two(desk, users.disable_user(desk, ding.id))
    current.write_bytes(old)
    assert branch.refused(DING) == "user_disabled"
    monkeypatch.undo()
    assert branch.refused(DING) == "wrong_password"


def test_five_wrong_passwords_lock_and_the_journal_is_told_at_the_next_sign_in(branch):
    for wait in (0, 0, 0, 2, 4):
        branch.clock.moment += timedelta(seconds=wait)
        assert branch.refused(XIA, "wrong-pass-1") == "wrong_password"
    assert branch.refused(XIA) == "sign_in_locked"
    branch.at(LIU).close()
    branch.clock.moment += timedelta(minutes=15)
    with branch.at(XIA) as application:
        kinds = branch.kinds(application.desk)
        assert kinds[-7:] == [*["sign_in_failed"] * 5, "signed_in", "signed_in"]
        with application.desk.store.read() as queries:
            ids = {each.login: each.id for each in queries.users()}
            entries = list(queries.journal_of_kind("sign_in_failed"))
        assert {each.body["user"] for each in entries} == {ids["xia"]}
        assert set(entries[0].body) == {"user", "at"}
    with branch.at(XIA) as application:
        assert branch.kinds(application.desk).count("sign_in_failed") == 5


def test_a_password_at_an_approval_is_counted_with_those_of_signing_in(branch):
    with branch.at(XIA) as application:
        desk, user_id = application.desk, application.desk.operator.user_id
        for _ in range(3):
            with pytest.raises(ExpectedFailure, match="wrong_password"):
                desk.keys.confirm(user_id, "wrong-pass-1")
        with pytest.raises(ExpectedFailure, match="sign_in_wait"):
            desk.keys.confirm(user_id, XIA.password)
    assert branch.refused(XIA) == "sign_in_wait"


def test_a_name_that_nobody_has_is_refused_and_locked_like_any_other(branch):
    ghost = NewUser("ghost", "", Role.TELLER, "whatever-1")
    for _ in range(3):
        assert branch.refused(ghost) == "wrong_password"
    assert branch.refused(ghost) == "sign_in_wait"
    branch.at(XIA).close()


def test_a_password_that_is_ninety_days_old_should_be_changed(branch):
    with branch.at(XIA) as application:
        assert users.password_due(application.desk) == date(2027, 1, 8)
    with branch.at(XIA) as application:
        users.change_password(application.desk, XIA.password, "manager-2x")
        branch.clock.moment += timedelta(days=1)
        assert users.password_due(application.desk) == date(2027, 1, 8)


def test_a_new_data_key_can_be_ordered_by_accountant_and_manager(branch):
    with branch.at(LIU) as application:
        desk = application.desk
        before = application.store.data_key
        proposal = users.order_new_key(desk).item.proposal
        approvals.approve_here(desk, proposal.id, proposal.item_hash, XIA.login, XIA.password)
        assert application.store.data_key != before
    for person in (XIA, LIU):
        branch.at(person).close()


def test_a_key_that_is_renewed_while_somebody_signs_in_is_no_damage(branch, monkeypatch):
    def renewed_after(database, login, password, now):
        unlocked = unlock(database, login, password, now)
        with branch.at(LIU) as application:
            proposal = users.order_new_key(application.desk).item.proposal
            words = (proposal.id, proposal.item_hash, XIA.login, XIA.password)
            approvals.approve_here(application.desk, *words)
        return unlocked

    def once(*words):
        monkeypatch.setattr(opening, "unlock", unlock)
        return renewed_after(*words)

    monkeypatch.setattr(opening, "unlock", once)
    assert branch.refused(XIA) == "slot_outdated"
    branch.at(XIA).close()
