"""A template file is taken whole or refused with everything that is wrong in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.documents import SHAPES, DocumentKind, Field, Shape, TableShape
from desktop.domain.documents.shape import optional
from desktop.printing.blocks import (
    Grid,
    HandRows,
    Paragraph,
    Signatures,
    Space,
    Style,
    TableBlock,
    patterns_of,
)
from desktop.printing.shelf import built_in, built_in_text
from desktop.printing.template_file import TemplateRefused, read_template

SHAPE = Shape(
    DocumentKind.GUARANTOR_NOTICE,
    "试验文书",
    (Field("debtor", "借款人"), optional("remark", "备注")),
    (TableShape("loans", "借据", (Field("loan_no", "借据号"), optional("total", "合计"))),),
)
SOUND = """
title = "试验"
[[body]]
line = "{debtor}："
[[body]]
table = "loans"
columns = [{ head = "借据号", field = "loan_no", width = 90 }]
"""


def problems(text: str) -> list[tuple[str, str]]:
    with pytest.raises(TemplateRefused) as refused:
        read_template(text, "trial/1", SHAPE)
    return [(each.code, each.name) for each in refused.value.problems]


def test_a_sound_file_becomes_blocks_in_its_order():
    template = read_template(
        SOUND
        + """
[[body]]
heading = "一、**粗**"
keep = true
[[body]]
hand = ["□ 有异议：_120_"]
[[body]]
signatures = [["甲方_90_"], ["乙方_90_"]]
[[body]]
grid = [{ height = 30, cells = [{ label = "意见", width = 1 }, { text = "甲\\n乙", width = 3 }] }]
[[body]]
space = 12
""",
        "trial/1",
        SHAPE,
    )
    kinds = [type(block) for block in template.body]
    assert kinds == [Paragraph, TableBlock, Paragraph, HandRows, Signatures, Grid, Space]
    assert template.body[0].style is Style.LINE
    assert template.body[2].keep
    assert template.version == "trial/1"
    assert len(template.body[5].rows[0].cells[1].lines) == 2


def test_an_unknown_field_is_refused_by_its_name():
    assert problems(SOUND.replace("{debtor}", "{debtor}{debter}")) == [
        ("template_field_unknown", "debter")
    ]


def test_a_field_that_must_be_printed_is_missed_by_its_name():
    assert problems(SOUND.replace("{debtor}", "某人")) == [("template_field_missing", "debtor")]


def test_an_amount_in_capital_figures_stands_for_the_amount():
    shape = Shape(SHAPE.kind, "", (Field("total", "合计"), optional("total_capital", "大写")))
    text = '[[body]]\ntext = "{total_capital}"'
    assert read_template(text, "trial/1", shape).body


def test_a_table_or_a_column_that_is_missing_or_unknown_is_named():
    assert problems(SOUND.replace("loan_no", "loan_number")) == [
        ("template_field_unknown", "loans.loan_number"),
        ("template_field_missing", "loans.loan_no"),
    ]
    assert problems(SOUND.replace('table = "loans"', 'table = "debts"')) == [
        ("template_table_unknown", "debts"),
        ("template_field_missing", "loans"),
    ]


@pytest.mark.parametrize("text", ["{", "}", "{}", "{Debtor}", "{debtor", "{debtor }", "{{debtor}}"])
def test_a_brace_without_its_field_is_refused(text):
    assert ("template_brace", f"x{text}") in problems(SOUND.replace("{debtor}：", f"x{text}"))


def test_a_title_longer_than_a_word_file_can_carry_is_refused():
    longest = SOUND.replace("试验", "长" * 255)
    assert len(read_template(longest, "trial/1", SHAPE).title) == 255
    assert problems(longest.replace("长", "长长", 1)) == [("template_too_long", "长" * 20)]


@pytest.mark.parametrize("old", ["试验", "：", "借据号"])
@pytest.mark.parametrize("code", ["\\u0000", "\\u0007", "\\uFFFE", "\\u007F"])
def test_a_control_character_is_refused_wherever_it_stands(old, code):
    ((found, name),) = problems(SOUND.replace(old, old + code, 1))
    assert (found, name[-1]) == ("template_control", "□")


def test_a_control_character_in_a_line_for_the_pen_is_refused():
    hand = SOUND + '[[body]]\nhand = ["签名\\u0001_90_"]\n'
    assert problems(hand) == [("template_control", "签名□_90_")]


def test_every_problem_is_told_at_once():
    found = problems('colour = "red"\n[[body]]\nline = "{nobody}"\nsize = 3\n[[body]]\nwords = "x"')
    assert found == [
        ("template_key", "colour"),
        ("template_key", "size"),
        ("template_key", "words"),
        ("template_field_unknown", "nobody"),
        ("template_field_missing", "debtor"),
        ("template_field_missing", "loans"),
    ]


@pytest.mark.parametrize(
    "broken",
    [
        "title = ",
        "[[body]]\nline = 3",
        "body = 3",
        "slip = 1\n" + SOUND,
        '[[body]]\ntable = "loans"\ncolumns = 3',
        '[[body]]\ntable = "loans"\ncolumns = [{ head = "x", field = "loan_no", width = -1 }]',
        '[[body]]\ngrid = [{ cells = [{ text = "x", width = true }] }]',
        '[[body]]\nsignatures = "x"',
        "[[body]]\nhand = [1, 2]",
        "[[body]]\nspace = 1e9",
        '[[body]]\nline = "x"\ntext = "y"',
        "",
    ],
)
def test_nonsense_is_refused_with_a_problem_and_never_by_an_accident(broken):
    assert problems(broken)


@given(st.text(max_size=300))
def test_no_text_brings_the_reader_down(text):
    with pytest.raises(TemplateRefused):
        read_template(text, "trial/1", SHAPE)


@given(st.data())
def test_no_mutation_of_a_real_template_brings_the_reader_down(data):
    text = built_in_text("guarantor_notice")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    changed = text[:start] + data.draw(st.text("{}[]\"'=,*_□x1\n", max_size=6)) + text[end:]
    try:
        template = read_template(
            changed, "guarantor_notice/1", SHAPES[DocumentKind.GUARANTOR_NOTICE]
        )
    except TemplateRefused as refused:
        assert refused.problems
    else:
        assert template.body


@pytest.mark.parametrize("kind", SHAPES)
def test_the_template_of_every_kind_is_sound_and_prints_every_field_it_must(kind):
    template = built_in(kind)
    named = {
        name for block in template.blocks for each in patterns_of(block) for name in each.names
    }
    assert named <= set(SHAPES[kind].fields)
