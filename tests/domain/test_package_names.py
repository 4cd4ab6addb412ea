"""Names of package files: read as they were made, taken by FAT32, never the same for two."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.domain.package_names import Direction, PackageName, package_no, parse_name, part_file

NAMES = st.builds(
    PackageName,
    branch=st.text(max_size=12),
    letter=st.sampled_from(["", "A", "Z"]),
    direction=st.sampled_from(Direction),
    number=st.integers(0, 10**7),
    day=st.dates(),
)
HQA = PackageName("HQA", "", Direction.UP, 1, date(2024, 5, 31))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(NAMES)
@example(HQA)
@example(PackageName("", "A", Direction.DOWN, 0, date.min))
@example(PackageName("~41~", "", Direction.UP, 1, date.max))
@example(PackageName("\ud800_U0001_20240101", "", Direction.UP, 1, date.max))
def test_a_name_is_read_as_it_was_made(name):
    assert parse_name(name.file) == parse_name(name.parts_folder) == name


@settings(max_examples=100, deadline=None, derandomize=True)
@given(NAMES)
@example(PackageName('A/B\\C:D*E?F"G<H>I|J', "A", Direction.UP, 1, date(2024, 5, 31)))
def test_fat_takes_the_name_as_it_is(name):
    file = name.file
    assert not set(file) & set('\\/:*?"<>|') and min(file) >= " "
    assert file == file.strip(" ") and file[0] == "B" and file.isprintable()


@settings(max_examples=150, deadline=None, derandomize=True)
@given(NAMES, NAMES)
@example(HQA, PackageName("hqa", "", Direction.UP, 1, HQA.day))
@example(HQA, PackageName("HQ", "A", Direction.UP, 1, HQA.day))
def test_two_different_packages_have_different_names_where_case_does_not_count(one, other):
    assert (one.file.casefold() == other.file.casefold()) == (one == other)


def test_names_people_meet():
    up = PackageName("0417", "A", Direction.UP, 12, date(2024, 5, 31))
    assert up.file == "B0417A_U0012_20240531.qsp"
    assert up.parts_folder == "B0417A_U0012_20240531.parts"
    assert PackageName("王庄", "", Direction.DOWN, 3, up.day).file == "B王庄_D0003_20240531.qsp"
    assert part_file("ab" * 32) == "ab" * 32 + ".qsa"
    assert parse_name("B0417A_U0012_20240531 (2).qsp") == up
    assert parse_name("B0417A_U0012_20240531 - 副本 (3).qsp") == up


@pytest.mark.parametrize(
    "file",
    [
        "",
        "B0417A_U0012_20240531",
        "B0417A_U0012_20240531.qsp.part",
        "B0417A_U0012_20240532.qsp",
        "B0417A_U00012_20240531.qsp",  # a name that we would have written otherwise
        "B0417A_X0012_20240531.qsp",
        "B~110000~A_U0012_20240531.qsp",
        "b0417A_U0012_20240531.qsp",
        "回执.qsp",
        "B0417A_U0012_20240531.txt",
    ],
)
def test_another_name_is_not_taken_for_one_of_ours(file):
    assert parse_name(file) is None


def test_a_package_s_number_has_its_pc_s_letter_and_a_renamed_one_none():
    assert package_no("B0417U_U0004_20261126.qsp", 4) == "U-0004"
    assert package_no("B0417U_U0004_20261126 (2).qsp", 4) == "U-0004"
    assert package_no("牌口.qsp", 12345) == "12345"
