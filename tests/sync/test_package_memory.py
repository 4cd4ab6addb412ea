"""What a branch that means ill can make head office's memory hold: bounded, or refused."""

import json
import tracemalloc

import pytest
import zstandard

from desktop.services.line_limits import LINE_BYTES, LINE_MARKS
from desktop.services.package_ports import PackageRefused
from desktop.sync import limits
from tests.sync_packages import (
    OFFICE,
    ROOM,
    body_of,
    branch_keys,
    counted,
    draft,
    draft_of,
    entry,
    frame_of,
    raw_of,
    signed,
)

MIB = limits.MIB
MOST = 300 * MIB
VALUES = LINE_MARKS - 10
WIDE = f'"{"😀" * 2}{"a" * 5}"'
"""A value of four bytes a character, as long as half a million of them may be."""


def with_rows(path, rows):
    one = entry(body_of(1, {}, "note_added", rows), rows=rows)
    return draft_of([one]), frame_of(raw_of([one]))


def peak_of(path):
    """Return what opening a package and reading its lines took at the peak, and whether it was
    accepted; a compressed copy of the file is in memory besides.
    """
    tracemalloc.start()
    try:
        for _ in ROOM.open(path, OFFICE, branch_keys).lines():
            pass
        accepted = True
    except PackageRefused as error:
        assert error.code == "package_too_large"
        accepted = False
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak, accepted


@pytest.mark.parametrize(
    "rows",
    [
        f"[{','.join([WIDE] * VALUES)}]",
        f"[{','.join(['[]'] * (VALUES // 2))}]",
        f'["\\u00e9😀{"a" * (LINE_BYTES - 30)}"]',
    ],
    ids=["wide", "lists", "escaped"],
)
def test_the_worst_line_that_is_accepted_stays_within_memory(tmp_path, rows):
    made, frame = with_rows(tmp_path, rows)
    path = signed(tmp_path / "a.qsp", counted(made, frame), frame)
    peak, accepted = peak_of(path)
    assert accepted
    assert peak < MOST - limits.FILE_BYTES


@pytest.mark.parametrize(
    "rows",
    [
        f"[{','.join(['1'] * (LINE_MARKS + 10))}]",
        "[" * (LINE_MARKS + 10),
        f"[{','.join(['{}'] * (LINE_MARKS // 2 + 10))}]",
        f'["{"a" * LINE_BYTES}"]',
    ],
    ids=["values", "depth", "objects", "length"],
)
def test_a_line_past_its_bounds_is_refused_before_a_value_is_made_of_it(tmp_path, rows):
    made, frame = with_rows(tmp_path, rows)
    peak, accepted = peak_of(signed(tmp_path / "a.qsp", made, frame))
    assert not accepted
    assert peak < 60 * MIB


def test_a_manifest_past_its_bounds_is_refused_the_same_way(tmp_path):
    values = {"x": [1] * (LINE_MARKS + 10)}
    path = signed(tmp_path / "a.qsp", draft(), frame_of([]), manifest=json.dumps(values).encode())
    peak, accepted = peak_of(path)
    assert not accepted
    assert peak < 60 * MIB


@pytest.mark.parametrize("raw", [b"\n" * (32 * MIB), b"ab\n" * (11 * MIB)], ids=["empty", "short"])
def test_a_bomb_of_lines_is_given_up_at_the_first_one(tmp_path, raw):
    frame = zstandard.compress(raw)
    path = signed(tmp_path / "a.qsp", draft(), frame, len(raw))
    tracemalloc.start()
    with pytest.raises(PackageRefused, match="package_content_wrong"):
        ROOM.open(path, OFFICE, branch_keys)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60 * MIB


@pytest.mark.parametrize(
    "body",
    [
        body_of(1, {}, "k" * (limits.NAME_CHARS + 1)),
        body_of(1, {}, "note_added").replace("event-1", "e" * (limits.ID_CHARS + 1)),
    ],
)
def test_names_that_are_remembered_have_a_length(tmp_path, body):
    one = entry(body)
    path = signed(tmp_path / "a.qsp", draft_of([one]), frame_of(raw_of([one])))
    with pytest.raises(PackageRefused, match="package_content_wrong"):
        ROOM.open(path, OFFICE, branch_keys)


def test_kinds_that_are_counted_have_a_number(tmp_path):
    kinds = [f'{{"data":{{}},"kind":"k{number}"}}' for number in range(limits.KINDS + 1)]
    path = signed(tmp_path / "a.qsp", draft(), frame_of(kinds))
    with pytest.raises(PackageRefused, match="package_content_wrong"):
        ROOM.open(path, OFFICE, branch_keys)


def test_the_bounds_hold_together():
    opened = 3 * limits.FILE_BYTES  # the file, what is decrypted of it, and the copy in between
    assert opened <= MOST
    assert 8 * MIB + limits.MANIFEST_BYTES < limits.FILE_BYTES < limits.RAW_BYTES
    assert limits.STEP_BYTES // 4 * 128 * limits.KIB <= LINE_BYTES  # the most a block of four makes
    assert limits.LINES * (limits.ID_CHARS + 100) < MOST
