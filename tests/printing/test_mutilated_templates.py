"""Template files with anything cut out or put in: problems, or a template that prints."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.documents import SHAPES, DocumentKind
from desktop.printing.block_word import word_template
from desktop.printing.forms.block_document import compose_document
from desktop.printing.shelf import built_in_text, problems_of
from desktop.printing.template_file import read_template
from desktop.printing.word_template import compile_word
from desktop.services.documents.specimens import specimen
from desktop.services.paper_ports import TemplateFormat

KINDS = [DocumentKind.GUARANTOR_NOTICE, DocumentKind.RELIEF_APPLICATION]
SCRAPS = st.sampled_from(
    [
        "{",
        "}",
        '"',
        "\n",
        "[",
        "]",
        "_90_",
        "**",
        "{total}",
        "0",
        "1",
        " = ",
        "#",
        "旷",
        "[]",
        "true",
    ]
)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_mutilated_template_is_refused_or_prints_in_both_formats(kind, data):
    text = built_in_text(kind)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(SCRAPS) + text[at + data.draw(st.integers(0, 30)) :]
    if problems_of(kind, TemplateFormat.TOML, text.encode()):
        return
    template = read_template(text, f"{kind}/2", SHAPES[kind])
    assert compose_document(specimen(kind), template)
    assert compile_word(word_template(template), SHAPES[kind]).sections


@pytest.mark.parametrize("grid", ["[]", "[{ cells = [] }]", "[{ cells = [], height = 9 }]"])
def test_a_form_without_boxes_is_a_problem(grid):
    kind = DocumentKind.RELIEF_APPLICATION
    text = built_in_text(kind) + f"\n[[body]]\ngrid = {grid}\n"
    found = problems_of(kind, TemplateFormat.TOML, text.encode())
    assert "template_key" in {problem.code for problem in found}
