import stat

import pytest

from desktop.domain.errors import ExpectedFailure
from desktop.storage.keyslots import (
    add_password_slot,
    new_data_key,
    read_key_file,
    slot_files,
    unlock_with_password,
    write_key_file,
)
from desktop.storage.sealing import StretchCost

CHEAP = StretchCost(memory_kib=19 * 1024, passes=2, lanes=1)


def code_of(call, *arguments) -> str:
    with pytest.raises(ExpectedFailure) as caught:
        call(*arguments)
    return caught.value.code


def test_a_key_file_is_for_its_owner_alone_and_gives_the_key_back(tmp_path):
    path, key = tmp_path / "branch.key", new_data_key()
    write_key_file(path, key)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_key_file(path) == key
    assert len(key) == 32


def test_a_key_file_is_never_overwritten(tmp_path):
    path, key = tmp_path / "branch.key", new_data_key()
    write_key_file(path, key)
    assert code_of(write_key_file, path, new_data_key()) == "key_file_exists"
    assert read_key_file(path) == key


@pytest.mark.parametrize(
    "content",
    [b"", b"qingshou-key-1", b"qingshou-key-1 00ff", b"other " + b"00" * 32, b"\xff\xfe", b"x y z"],
)
def test_a_malformed_key_file_is_invalid(tmp_path, content):
    path = tmp_path / "branch.key"
    path.write_bytes(content)
    assert code_of(read_key_file, path) == "key_file_invalid"


def test_a_missing_key_file_is_missing(tmp_path):
    assert code_of(read_key_file, tmp_path / "branch.key") == "key_file_missing"


def test_a_password_opens_and_another_does_not(path):
    key = new_data_key()
    add_password_slot(path, key, "麦浪 correct horse", CHEAP)
    assert unlock_with_password(path, "麦浪 correct horse") == key
    assert code_of(unlock_with_password, path, "correct horse") == "wrong_password"


def test_neither_key_nor_password_stands_in_the_slot_file(path):
    key = new_data_key()
    add_password_slot(path, key, "correct horse", CHEAP)
    content = slot_files(path)[0].read_bytes()
    assert key not in content
    assert key.hex().encode() not in content
    assert b"correct horse" not in content


def test_a_new_password_replaces_the_old_one_and_keeps_one_generation(path):
    key = new_data_key()
    add_password_slot(path, key, "first", CHEAP)
    add_password_slot(path, key, "second", CHEAP)
    assert unlock_with_password(path, "second") == key
    assert code_of(unlock_with_password, path, "first") == "wrong_password"
    current, previous = slot_files(path)
    current.write_bytes(b"{")
    assert unlock_with_password(path, "first") == key
    previous.write_bytes(b"{")
    assert code_of(unlock_with_password, path, "first") == "keyslots_damaged"


def test_without_a_password_ever_set_there_is_nothing_to_ask(path):
    assert code_of(unlock_with_password, path, "any") == "no_password_slot"


def test_the_cost_of_a_guess_has_a_floor():
    with pytest.raises(ValueError, match="floor"):
        StretchCost(memory_kib=1024, passes=1, lanes=1)


def test_a_damaged_wrapping_is_no_key(path):
    add_password_slot(path, new_data_key(), "first", CHEAP)
    current = slot_files(path)[0]
    text = current.read_text()
    position = text.index('"wrapped": "') + 12
    flipped = "A" if text[position] != "A" else "B"
    current.write_text(text[:position] + flipped + text[position + 1 :])
    assert code_of(unlock_with_password, path, "first") == "wrong_password"
