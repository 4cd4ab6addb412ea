"""A code that is read out and typed by hand."""

from datetime import date

import pytest

from desktop.domain.errors import RuleViolation
from desktop.domain.recovery_code import CODE_BYTES, CODE_SIGNS, Slip, code_of, read_code

CODE = code_of(bytes(range(CODE_BYTES)))


def test_a_code_is_nine_groups_of_four_and_reads_back_however_it_is_typed():
    assert len(CODE.replace("-", "")) == CODE_SIGNS
    assert [len(group) for group in CODE.split("-")] == [4] * 9
    assert read_code(CODE) == CODE
    assert read_code(CODE.lower().replace("-", " ")) == CODE
    assert read_code(CODE.replace("0", "O").replace("1", "l")) == CODE


def test_codes_differ_and_are_whole():
    codes = {code_of(number.to_bytes(CODE_BYTES, "big")) for number in range(2000)}
    assert len(codes) == 2000
    with pytest.raises(ValueError, match="20 bytes"):
        code_of(b"short")


@pytest.mark.parametrize("index", range(44))
def test_any_one_letter_mistyped_is_noticed(index):
    if CODE[index] == "-":
        changed = CODE[:index] + "X" + CODE[index + 1 :]
    else:
        changed = CODE[:index] + ("7" if CODE[index] != "7" else "8") + CODE[index + 1 :]
    with pytest.raises(RuleViolation, match="recovery_code_mistyped"):
        read_code(changed)


@pytest.mark.parametrize("typed", ["", "-", CODE[:-1], CODE + "0", CODE[5:] + "-0000", "恢复码"])
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(RuleViolation, match="recovery_code_mistyped"):
        read_code(typed)


def test_the_slip_has_the_code_in_lines_of_three_groups():
    lines = Slip(CODE, "牌口信用社", date(2026, 10, 10)).text().splitlines()
    groups = [line.split() for line in lines if line.count("    ") == 2]
    assert [group for line in groups for group in line] == CODE.split("-")
