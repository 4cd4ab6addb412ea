"""The key of head office's codes: laid in by two people, for one branch."""

import pytest

from desktop.domain.approvals import challenge, phone_code
from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.permissions import Role
from desktop.services.phone_keys import answer, fingerprint, install_phone_key, phone_key_line
from desktop.services.two_people import SecondPerson
from tests.people import at_desk, employ

KEY = bytes(range(32))


@pytest.fixture
def key_file(tmp_path):
    def write(branch="", text=""):
        path = tmp_path / "phone.key"
        path.write_text(text or phone_key_line(branch, KEY), encoding="utf-8")
        return path

    return write


@pytest.fixture
def manager(desk):
    employ(desk)
    return at_desk(desk, Role.MANAGER)


def install(manager, path, checker="accountant", password="accountant"):
    return install_phone_key(manager, path, "manager", SecondPerson(checker, password))


def test_two_people_lay_the_key_in_and_are_both_named(manager, key_file):
    assert install(manager, key_file()) == fingerprint(KEY)
    with manager.store.read() as queries:
        assert queries.phone_key() == KEY
        (entry,) = queries.journal_of_kind("phone_key_installed")
    assert (entry.operator_id, entry.body["checker"]) == ("manager", "accountant")
    assert KEY.hex() not in str(entry.body)


@pytest.mark.parametrize(
    ("checker", "password", "failure", "code"),
    [
        ("accountant", "guess", ExpectedFailure, "wrong_password"),
        ("manager", "manager", RuleViolation, "not_permitted"),
        ("nobody", "x", ExpectedFailure, "wrong_password"),
    ],
)
def test_without_a_second_person_nothing_is_laid_in(
    manager, key_file, checker, password, failure, code
):
    with pytest.raises(failure, match=code):
        install(manager, key_file(), checker, password)
    with manager.store.read() as queries:
        assert queries.phone_key() is None


def test_the_key_of_another_branch_is_refused(manager, key_file):
    with pytest.raises(RuleViolation, match="phone_key_of_other_branch"):
        install(manager, key_file("0099"))


@pytest.mark.parametrize(
    "text", ["", "hello", "qingshou-phone-key-1 - 00ff", "qingshou-key-1 - " + "00" * 32]
)
def test_another_file_is_refused_in_words(manager, key_file, text):
    with pytest.raises(ExpectedFailure, match="phone_key_unreadable"):
        install(manager, key_file(text=text or "\n"))


def test_head_office_answers_what_the_branch_reads_out(key_file):
    digits = challenge("ab" * 32)
    assert answer(key_file(), f"{digits[:10]} {digits[10:]}") == phone_code(KEY, "", digits)
    with pytest.raises(RuleViolation, match="challenge_wrong"):
        answer(key_file(), "123")
