"""Locks of keys: passwords that cost something, and seals that only one private half opens."""

import pytest

from desktop.storage.sealing import (
    FLOOR,
    KeyPair,
    StretchCost,
    WrongSecret,
    bytes_of,
    calibrate,
    open_sealed,
    seal,
    unwrap,
    wrap,
)

KEY = bytes(range(32))


def test_a_seal_is_opened_by_its_own_private_half_alone():
    pair, other = KeyPair.new(), KeyPair.new()
    sealed = seal(KEY, pair.public, b"here")
    assert open_sealed(sealed, pair, b"here") == KEY
    for wrong, context in ((other, b"here"), (pair, b"there")):
        with pytest.raises(WrongSecret):
            open_sealed(sealed, wrong, context)
    assert KEY not in sealed.content


def test_what_a_password_wraps_is_bound_to_its_place():
    wrapped = wrap(KEY, "correct horse", FLOOR, b"here")
    assert unwrap(wrapped, "correct horse", b"here") == KEY
    for password, context in (("correct horse", b"there"), ("correct house", b"here")):
        with pytest.raises(WrongSecret):
            unwrap(wrapped, password, context)


@pytest.mark.parametrize(
    "values", [(1024, 1, 1), (19 * 1024, 1, 1), (19 * 1024, 2, 0), (1 << 30, 2, 1), (65536, 999, 1)]
)
def test_a_cost_is_neither_cheap_nor_endless(values):
    with pytest.raises(ValueError, match=r"below|above"):
        StretchCost(*values)


@pytest.mark.parametrize(
    ("milliseconds", "expected"),
    [
        (lambda cost: 500, StretchCost()),
        (lambda cost: 100 * cost.passes // 3, StretchCost(passes=12)),
        (lambda cost: cost.memory_kib // 64, StretchCost(memory_kib=32 * 1024)),
        (lambda cost: 60_000, FLOOR),
    ],
)
def test_the_machine_decides_what_a_guess_costs(milliseconds, expected):
    assert calibrate(milliseconds) == expected


def test_base64_with_spare_bits_is_refused():
    assert bytes_of("AA==") == b"\0"
    with pytest.raises(ValueError, match="canonical"):
        bytes_of("AB==")
