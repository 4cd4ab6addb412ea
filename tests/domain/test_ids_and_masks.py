from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.ids import IdNumber, IdProblem, check_character, read_id_number
from desktop.domain.masks import mask_id_number, mask_name, mask_phone


def test_fifteen_digits_become_eighteen():
    assert read_id_number("110105491231002") == IdNumber("11010519491231002X")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", IdProblem.MISSING),
        ("1101051949123100", IdProblem.FORMAT),
        ("110105194912310021", IdProblem.CHECK),
        ("110105194902300021", IdProblem.DATE),
        ("１1010519491231002X", IdProblem.FORMAT),
    ],
)
def test_a_bad_number_says_what_is_wrong(text, problem):
    assert read_id_number(text) is problem


@given(
    st.integers(100_000, 999_999),
    st.dates(min_value=date(1900, 1, 1)),
    st.integers(0, 999),
)
def test_a_number_with_its_check_character_is_read_and_any_changed_digit_is_seen(area, born, order):
    body = f"{area}{born:%Y%m%d}{order:03d}"
    body = body if len(body) == 17 else f"{area}{born.year:04d}{born:%m%d}{order:03d}"
    number = body + check_character(body)
    found = read_id_number(number)
    assert isinstance(found, IdNumber)
    assert found.birth == born
    changed = number[:5] + str((int(number[5]) + 1) % 10) + number[6:]
    assert isinstance(read_id_number(changed), IdProblem)


def test_masks_keep_what_a_list_may_show():
    assert mask_name("张三") == "张*"
    assert mask_name("欧阳小明") == "欧阳**"
    assert mask_name("夏娟安、丁一") == "夏**、丁*"
    assert mask_name("某某县农机修造厂") == "某某县农机修造厂"
    assert mask_name("李建厂") == "李**"
    assert mask_id_number("439985194806046550") == "4399**********6550"
    assert mask_phone("13812341234") == "138****1234"
    assert mask_phone("12345") == "*****"
    assert mask_id_number("") == ""
