import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.money import Money, capital_amount, yuan_text


def test_fen_are_shown_as_yuan_with_thousands():
    assert yuan_text(123_456_789) == "1,234,567.89"
    assert yuan_text(-5) == "-0.05"


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "人民币零元整"),
        (5, "人民币伍分"),
        (50, "人民币伍角"),
        (340_00, "人民币叁佰肆拾元整"),
        (14_185_246, "人民币壹拾肆万壹仟捌佰伍拾贰元肆角陆分"),
        (100_000_000_100, "人民币壹拾亿零壹元整"),
        (10_020_000, "人民币壹拾万零贰佰元整"),
        (9_999_999_999, "人民币玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
        (100_000_000_000_000, "人民币壹万亿元整"),
    ],
)
def test_amounts_in_capital_figures(fen, words):
    assert capital_amount(fen) == words


def test_a_negative_amount_has_no_capital_figures():
    with pytest.raises(ValueError, match="no capital"):
        capital_amount(-1)


@given(st.integers(0, 10**14))
def test_capital_figures_never_repeat_a_zero(fen):
    assert "零零" not in capital_amount(fen)


@given(st.lists(st.integers(0, 10**12)))
def test_a_total_is_the_sum_to_the_fen(amounts):
    assert Money.total(map(Money, amounts)).fen == sum(amounts)
