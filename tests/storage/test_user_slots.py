"""Each person's way to the data key: nothing of it can be changed, moved or read."""

import json

import pytest

from desktop.domain.errors import ExpectedFailure
from desktop.storage.keyslots import slot_files
from desktop.storage.sealing import FLOOR, KeyPair, WrongSecret
from desktop.storage.user_slots import (
    SlotFile,
    data_key_in,
    new_slot,
    office_slot,
    private_half,
    read_slots,
    resealed,
    without_slots,
    write_slots,
)

KEY = bytes(range(32))
OTHER = bytes(32)
MINE = "correct horse 1"


@pytest.fixture(scope="module")
def slots():
    people = [new_slot("inst", f"u{n}", f"login{n}", MINE, KEY, FLOOR) for n in (1, 2)]
    return SlotFile("inst", tuple(people))


def key_of(file, slot_id="u1", password=MINE):
    slot = file.slot(slot_id)
    return data_key_in(slot, file.installation, private_half(slot, file.installation, password))


def test_a_password_opens_its_own_slot(path, slots):
    write_slots(path, slots)
    read = read_slots(path)
    assert read == slots
    assert key_of(read) == KEY
    with pytest.raises(WrongSecret):
        key_of(read, password="correct house 1")


def test_a_new_data_key_asks_nobody_for_a_password(slots):
    slot = resealed(slots.slot("u1"), "inst", OTHER)
    assert key_of(SlotFile("inst", (slot,))) == OTHER


def test_neither_key_nor_password_stands_in_the_file(path, slots):
    write_slots(path, slots)
    content = slot_files(path)[0].read_bytes()
    assert MINE.encode() not in content
    assert KEY.hex().encode() not in content


def test_head_offices_slot_is_no_way_in_for_a_password(slots):
    pair = KeyPair.new()
    slot = office_slot("inst", pair.public, [bytes(32)], KEY)
    assert data_key_in(slot, "inst", pair) == KEY
    with pytest.raises(WrongSecret):
        private_half(slot, "inst", MINE)


def places(plain, *path):
    """Yield every text and number in a slot."""
    for name, value in plain.items():
        if isinstance(value, dict):
            yield from places(value, *path, name)
        else:
            yield (*path, name), value


def flipped(value):
    """Yield a value with each of its bytes changed in turn."""
    if isinstance(value, int):
        yield from (value + 1, value * 2)
        return
    for index, letter in enumerate(value):
        other = "B" if letter == "A" else "A"
        yield f"{value[:index]}{other}{value[index + 1 :]}"


def test_a_slot_with_any_byte_changed_opens_nothing(path, slots):
    write_slots(path, SlotFile("inst", (slots.slot("u1"),)))
    current = slot_files(path)[0]
    good = json.loads(current.read_bytes())
    (slot,) = good["slots"]
    tried = 0
    for (*outer, name), value in places(slot):
        # Four bytes of each field: every one costs a stretched password.
        step = max(1, len(value) // 4) if isinstance(value, str) else 1
        for changed in list(flipped(value))[::step]:
            bad = json.loads(json.dumps(good))
            place = bad["slots"][0]
            for each in outer:
                place = place[each]
            place[name] = changed
            current.write_text(json.dumps(bad))
            tried += 1
            with pytest.raises((WrongSecret, ExpectedFailure, AttributeError)):
                key_of(read_slots(path))
    assert tried > 25


@pytest.mark.parametrize("moved", ["id", "login", "installation"])
def test_a_slot_moved_to_somebody_elses_place_opens_nothing(slots, moved):
    slot, installation = slots.slot("u1"), "inst"
    if moved == "installation":
        installation = "other"
    else:
        slot = type(slot)(**{**{n: getattr(slot, n) for n in slot.__slots__}, moved: "u2"})
    with pytest.raises(WrongSecret):
        private_half(slot, installation, MINE)


def test_a_sealed_key_moved_to_another_slot_opens_nothing(slots):
    first, second = slots.slots
    stolen = type(first)(
        **{**{n: getattr(first, n) for n in first.__slots__}, "sealed": second.sealed}
    )
    with pytest.raises(WrongSecret):
        key_of(SlotFile("inst", (stolen,)))


def test_a_broken_file_gives_way_to_the_generation_before(path, slots):
    write_slots(path, slots)
    write_slots(path, slots)
    current, previous = slot_files(path)
    for broken in (b"", b"{", b"[]", b'{"format": 2}', b"\xff", b'{"format": 2, "slots": [1]}'):
        current.write_bytes(broken)
        assert read_slots(path) == slots
    previous.write_bytes(b"{")
    with pytest.raises(ExpectedFailure, match="keyslots_damaged"):
        read_slots(path)


def test_a_database_without_users_has_no_such_slots(path):
    assert read_slots(path) is None


def test_who_left_loses_his_slot_beside_old_copies_and_nobody_else(path, slots):
    write_slots(path, slots)
    write_slots(path, slots)
    without_slots(path, ["u2"])
    for file in slot_files(path):
        assert [each["slot"] for each in json.loads(file.read_bytes())["slots"]] == ["u1"]
    assert key_of(read_slots(path)) == KEY
