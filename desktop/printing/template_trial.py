"""Trying a template out before it is adopted: every specimen laid out, all of it legible."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.documents import DocumentKind
from desktop.domain.page import Bars, Box, Item, Page, Picture, Rule, TextRun
from desktop.printing.blocks import Template, patterns_of
from desktop.printing.fonts import load_font, missing_glyphs
from desktop.printing.forms.block_document import compose_document
from desktop.services.documents.specimens import Size, specimen
from desktop.services.paper_ports import TemplateProblem

_SMALLEST = 4.0
_SLACK = 1.0
_MOST_PAGES = 60


def trial_problems(kind: DocumentKind, template: Template) -> list[TemplateProblem]:
    """Return what is wrong with a template that reads well, by laying its specimens out.

    Codes: ``template_glyph`` (a character of its own text that no font has) and
    ``template_does_not_fit`` (text outside the paper or too small to read, or no layout at all),
    with the size of the specimen as place.
    """
    fixed = [piece for each in _patterns(template) for piece in each if not piece[1]]
    lost = "".join(dict.fromkeys("".join(missing_glyphs(text).values()) for text, _ in fixed))
    problems = [TemplateProblem("template_glyph", "", lost)] if lost else []
    for size in Size:
        trouble = _trouble(kind, template, size)
        if trouble:
            problems.append(TemplateProblem("template_does_not_fit", size.value, trouble))
            break
    return problems


def _patterns(template: Template) -> Iterator[list[tuple[str, bool]]]:
    """Yield the pieces of every text of a template, and whether each is a field."""
    for block in template.blocks:
        for each in patterns_of(block):
            yield [(piece.text, piece.is_field) for piece in each.pieces]
    slip = (template.slip.title, template.slip.tear_off) if template.slip else ()
    for text in (template.title, template.foot, *template.copies, *slip):
        yield [(text, False)]


def _trouble(kind: DocumentKind, template: Template, size: Size) -> str:
    """Return the text that leaves the paper or is too small, "" for a sound layout."""
    try:
        pages = compose_document(specimen(kind, size), template)
    except Exception as error:  # whatever a layout dies of, the template is to blame
        return type(error).__name__
    if len(pages) > _MOST_PAGES:
        return str(len(pages))
    return next((text for page in pages for item in page for text in _outside(item, page)), "")


def _outside(item: Item, page: Page) -> Iterator[str]:
    """Yield what of an item cannot be read."""
    match item:
        case TextRun():
            width = load_font(item.face).width(item.text, item.size)
            width += item.letter_spacing * max(len(item.text) - 1, 0)
            left, right, top, bottom = item.x, item.x + width, item.baseline, item.baseline
            if item.text.strip() and item.size < _SMALLEST:
                yield item.text[:40]
                return
        case Rule():
            left, right = sorted((item.x1, item.x2))
            top, bottom = sorted((item.y1, item.y2))
        case Box() | Picture():
            left, right = item.x, item.x + item.width
            top, bottom = item.y, item.y + item.height
        case Bars():
            left, right, top, bottom = item.x, item.x, item.y, item.y + item.height
    inside = left >= -_SLACK and top >= -_SLACK
    if not (inside and right <= page.width + _SLACK and bottom <= page.height + _SLACK):
        yield item.text[:40] if isinstance(item, TextRun) else type(item).__name__
