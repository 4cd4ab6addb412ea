"""Enrolment and registration: files that prove who holds the keys in them."""

import json
from dataclasses import replace

import pytest

from desktop.domain.errors import ExpectedFailure
from desktop.services.package_ports import Enrolment, PackageRefused, PublicKeys, Registration
from tests.sync_packages import AT, BRANCH, ESCROW, OFFICE, ROOM, STRANGER

ENROLMENT = Enrolment(
    "测试农村信用合作联社",
    "installation-1",
    ROOM.public(OFFICE),
    ROOM.public(ESCROW).sealing,
    AT,
)
REQUEST = Registration(
    "B0417",
    "石桥信用社",
    "replica-1",
    ROOM.public(BRANCH),
    ROOM.public(OFFICE).fingerprint,
    AT,
)


@pytest.fixture
def enrolment(tmp_path):
    path = tmp_path / "联社登记.json"
    ROOM.write_enrolment(path, ENROLMENT, OFFICE)
    return path


@pytest.fixture
def request_file(tmp_path):
    path = tmp_path / "登记申请.json"
    ROOM.write_request(path, REQUEST, BRANCH)
    return path


def test_both_files_come_back_as_they_went_out(enrolment, request_file):
    assert ROOM.read_enrolment(enrolment) == ENROLMENT
    assert ROOM.read_request(request_file) == REQUEST


def test_a_person_can_read_the_file_and_find_the_fingerprint_in_it(enrolment):
    text = enrolment.read_text(encoding="utf-8")
    assert "测试农村信用合作联社" in text
    assert ENROLMENT.keys.fingerprint in text


def test_no_private_half_is_in_a_file(enrolment, request_file):
    for path, keys in ((enrolment, OFFICE), (request_file, BRANCH)):
        text = path.read_text(encoding="utf-8")
        assert keys.sealing not in text
        assert keys.signing not in text
        assert "SECRET" not in text


def test_a_fingerprint_is_twenty_digits_to_read_out():
    groups = ROOM.public(BRANCH).fingerprint.split(" ")
    assert [len(group) for group in groups] == [4] * 5
    assert all(group.isdecimal() for group in groups)
    mixed = PublicKeys(ROOM.public(BRANCH).sealing, ROOM.public(OFFICE).signing)
    assert mixed.fingerprint != ROOM.public(BRANCH).fingerprint


def test_the_file_of_one_side_is_not_taken_for_the_others(enrolment, request_file):
    for read, path in ((ROOM.read_request, enrolment), (ROOM.read_enrolment, request_file)):
        with pytest.raises(PackageRefused, match="key_file_other"):
            read(path)


def test_nobody_signs_for_keys_that_are_not_his(tmp_path):
    with pytest.raises(ValueError, match="other keys"):
        ROOM.write_request(tmp_path / "a.json", REQUEST, STRANGER)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["branch", "name", "replica_id", "office", "created_at"])
def test_a_changed_field_is_found(request_file, name):
    said = json.loads(request_file.read_text(encoding="utf-8"))
    said[name] = "2026-06-01T09:00:00+00:00" if name == "created_at" else "B9999"
    refused(request_file, said)


def refused(path, said, code="key_file_damaged"):
    path.write_text(said if isinstance(said, str) else json.dumps(said), encoding="utf-8")
    with pytest.raises(PackageRefused) as caught:
        ROOM.read_request(path)
    assert (caught.value.code, caught.value.params["file"]) == (code, path.name)


def test_keys_that_were_exchanged_are_found(request_file):
    said = json.loads(request_file.read_text(encoding="utf-8"))
    other = ROOM.public(STRANGER)
    refused(request_file, said | {"keys": said["keys"] | {"sealing": other.sealing}})
    refused(request_file, said | {"keys": {"sealing": other.sealing, "signing": other.signing}})


def test_whatever_the_file_is_only_a_refusal_comes_out(request_file):
    said = json.loads(request_file.read_text(encoding="utf-8"))
    for name in said:
        for odd in (None, 1, "", [], {}, "x" * 64):
            if said[name] != odd and name not in ("kind", "format", "suite"):
                refused(request_file, said | {name: odd})
        refused(request_file, {key: value for key, value in said.items() if key != name})
    for text in ("", "[]", "{", "{}", "[" * 9_999, '{"kind":NaN}', '{"kind":"a","kind":"a"}'):
        refused(request_file, text)
    request_file.write_bytes(b"\xff\xfe")
    with pytest.raises(PackageRefused, match="key_file_damaged"):
        ROOM.read_request(request_file)


def test_a_newer_file_asks_for_an_upgrade(request_file):
    said = json.loads(request_file.read_text(encoding="utf-8"))
    refused(request_file, said | {"format": 2}, "package_newer")
    refused(request_file, said | {"suite": "sm2 sm3 sm4"}, "package_newer")


def test_a_huge_file_is_not_read_and_a_missing_one_is_said(tmp_path):
    with (tmp_path / "a.json").open("wb") as file:
        file.truncate(10**9)
    with pytest.raises(PackageRefused, match="key_file_damaged"):
        ROOM.read_enrolment(tmp_path / "a.json")
    with pytest.raises(ExpectedFailure, match="package_unreadable"):
        ROOM.read_enrolment(tmp_path / "b.json")


def test_an_enrolment_needs_a_sound_escrow_key(tmp_path):
    ROOM.write_enrolment(tmp_path / "a.json", replace(ENROLMENT, escrow="age1"), OFFICE)
    with pytest.raises(PackageRefused, match="key_file_damaged"):
        ROOM.read_enrolment(tmp_path / "a.json")
