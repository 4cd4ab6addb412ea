"""A template that reads well but cannot be printed is refused before it is adopted."""

import pytest

from desktop.domain.documents import SHAPES, DocumentKind
from desktop.printing.shelf import built_in, built_in_text, problems_of
from desktop.printing.template_trial import trial_problems
from desktop.services.paper_ports import TemplateFormat

KIND = DocumentKind.GUARANTOR_NOTICE
TEXT = built_in_text(KIND)


def codes(text: str) -> list[str]:
    return [each.code for each in problems_of(KIND, TemplateFormat.TOML, text.encode())]


@pytest.mark.parametrize("kind", SHAPES)
def test_our_own_templates_pass_the_trial(kind):
    assert trial_problems(kind, built_in(kind)) == []


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        ("spanned = 4", "spanned = 4\nrow_height = 300"),
        ("spanned = 4", "spanned = 4\nrow_height = 0"),
        ("spanned = 4", "spanned = 4\nwrap = true\nsize = 0"),
        ("spanned = 4", "spanned = 4\nwrap = true\nsize = 700"),
        ("spanned = 4", ""),
        ("width = 93", "width = 1"),
        ("width = 93", "width = 1000"),
        ("width = 93", "width = 9300"),
        ('title = "担保人履行担保责任通知书"', f'title = "{"通知" * 1500}"'),
        ("pitch = 22", "pitch = 150"),
        ("pitch = 22", "pitch = 0"),
        ("经办人　{officer}", "经办人 \U0001f600 {officer}"),
    ],
)
def test_what_could_not_be_printed_is_refused(sound, broken):
    assert sound in TEXT
    assert codes(TEXT.replace(sound, broken, 1))


def test_a_form_without_boxes_is_refused():
    assert codes(TEXT + "\n[[body]]\ngrid = [{ cells = [] }]\n")


def test_a_character_no_font_has_is_named():
    text = TEXT.replace("经办人　{officer}", "经办人 \U0001f600 {officer}")
    (problem,) = problems_of(KIND, TemplateFormat.TOML, text.encode())
    assert (problem.code, problem.name) == ("template_glyph", "\U0001f600")
