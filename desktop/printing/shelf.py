"""The shelf of templates: those that travel with the program, and head office's own.

A version that was ever printed is never changed: a reprint must say what the first print said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from desktop.domain.documents import NOTICE_KIND, NOTICE_SHAPE, SHAPES, DocumentKind, Vocabulary
from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.printing.block_word import word_template
from desktop.printing.blocks import Template
from desktop.printing.forms.wording import Wording, load_wording
from desktop.printing.forms.wording_file import read_stored_wording, read_wording
from desktop.printing.notice_word import notice_blocks
from desktop.printing.template_file import TemplateRefused, read_template
from desktop.printing.template_trial import trial_problems
from desktop.printing.word_safety import WordRefused
from desktop.printing.word_template import WordTemplate, compile_word
from desktop.services.paper_ports import StoredTemplate, TemplateFormat, TemplateProblem

_FOLDER = Path(__file__).with_name("templates")
_VERSION = re.compile(r"([a-z_]+)/([1-9]\d{0,5})")
FIRST = 1


def split_version(version: str) -> tuple[str, int]:
    """Return kind and number of ``kind/number``; ExpectedFailure ``unknown_template`` otherwise."""
    found = _VERSION.fullmatch(version)
    if found is None:
        raise ExpectedFailure("unknown_template", version=version)
    return found[1], int(found[2])


class Shelf:
    """Finds templates by version; ``adopted`` are head office's."""

    def __init__(self, adopted: Iterable[StoredTemplate] = ()) -> None:
        self._adopted = {(each.version, each.format): each for each in adopted}
        self._read: dict[str, Template] = {}
        self._word: dict[str, WordTemplate] = {}
        self._wordings: dict[str, Wording] = {}

    def has(self, templates: Iterable[StoredTemplate]) -> bool:
        """Tell whether these are the templates adopted here."""
        return {(each.version, each.format) for each in templates} == set(self._adopted)

    def newest(self, kind: str) -> str:
        """Return the version that new documents of a kind are printed by."""
        numbers = [
            number
            for version, _ in self._adopted
            for name, number in [split_version(version)]
            if name == kind
        ]
        return f"{kind}/{max(numbers, default=FIRST)}"

    def template(self, version: str) -> Template:
        """Return the blocks of a version: its own, or those of the newest one before it.

        Raises ExpectedFailure ``unknown_template`` for a version that was never there,
        ``template_damaged`` for one that can no longer be read.
        """
        known = self._read.get(version)
        if known is None:
            known = self._read[version] = self._template(version)
        return known

    def word_template(self, version: str) -> WordTemplate:
        """Return a version's DOCX taken apart: head office's, or the one made of its blocks."""
        known = self._word.get(version)
        if known is None:
            known = self._word[version] = self._word_template(version)
        return known

    def word_file(self, version: str) -> bytes:
        """Return a version's DOCX with its fields named in it."""
        return self.word(version) or word_template(self.template(version))

    def _word_template(self, version: str) -> WordTemplate:
        kind, _ = split_version(version)
        with _known_sound(version):
            return compile_word(self.word_file(version), vocabulary(kind), is_stored=True)

    def wording(self, version: str) -> Wording:
        """Return a demand notice's wording; ExpectedFailure ``unknown_template`` as above."""
        known = self._wordings.get(version)
        if known is None:
            known = self._wordings[version] = self._wording(version)
        return known

    def _wording(self, version: str) -> Wording:
        text = self._text(version)
        if text is None:
            return load_wording(f"{NOTICE_KIND}/{FIRST}")
        with _known_sound(version):
            return read_stored_wording(text)

    def text(self, version: str) -> str:
        """Return the template file of a version, as head office or the program wrote it."""
        text = self._text(version)
        return built_in_text(split_version(version)[0]) if text is None else text

    def word(self, version: str) -> bytes | None:
        """Return head office's DOCX for a version, or None where its blocks are newer."""
        kind, number = split_version(version)
        for each in range(number, FIRST, -1):
            name = f"{kind}/{each}"
            if (name, TemplateFormat.DOCX) in self._adopted:
                return self._adopted[name, TemplateFormat.DOCX].content
            if (name, TemplateFormat.TOML) in self._adopted:
                return None
        return None

    def _template(self, version: str) -> Template:
        kind, _ = split_version(version)
        if kind == NOTICE_KIND:
            return notice_blocks(self.wording(version), version)
        text = self._text(version)
        if text is None:
            return built_in(DocumentKind(kind))
        with _known_sound(version):
            return read_template(text, version, SHAPES[DocumentKind(kind)], is_stored=True)

    def export(self, kind: str, form: TemplateFormat) -> tuple[str, bytes]:
        """Return the version in force of a kind and its file, ready to be edited.

        Raises RuleViolation ``template_kind_unknown``, ``template_not_in_word``.
        """
        _refuse_kind(kind, form)
        version = self.newest(kind)
        if form is TemplateFormat.DOCX:
            return version, self.word_file(version)
        return version, self.text(version).encode()

    def _text(self, version: str) -> str | None:
        """Return head office's text for a version, None where it is the program's own."""
        kind, number = split_version(version)
        if kind not in {*DocumentKind, NOTICE_KIND} or not self._is_known(kind, number):
            raise ExpectedFailure("unknown_template", version=version)
        for each in range(number, FIRST, -1):
            stored = self._adopted.get((f"{kind}/{each}", TemplateFormat.TOML))
            if stored is not None:
                with _known_sound(version):
                    return stored.content.decode("utf-8")
        return None

    def _is_known(self, kind: str, number: int) -> bool:
        version = f"{kind}/{number}"
        return number == FIRST or any((version, each) in self._adopted for each in TemplateFormat)


@contextmanager
def _known_sound(version: str) -> Iterator[None]:
    """Raise ExpectedFailure ``template_damaged``: what was adopted can no longer be read."""
    try:
        yield
    except (TemplateRefused, WordRefused, UnicodeDecodeError) as error:
        raise ExpectedFailure("template_damaged", version=version) from error


def vocabulary(kind: str) -> Vocabulary:
    """Return what a kind of paper can say."""
    return NOTICE_SHAPE if kind == NOTICE_KIND else SHAPES[DocumentKind(kind)]


def _refuse_kind(kind: str, form: TemplateFormat) -> None:
    """Raise RuleViolation for a kind there is not, or not in this format."""
    for problem in _kind_problems(kind, form):
        raise RuleViolation(problem.code, field="template", name=problem.name)


def _kind_problems(kind: str, form: TemplateFormat) -> Sequence[TemplateProblem]:
    if kind not in {*SHAPES, NOTICE_KIND}:
        return [TemplateProblem("template_kind_unknown", "", kind)]
    if form is TemplateFormat.DOCX and kind != NOTICE_KIND:
        shape = SHAPES[DocumentKind(kind)]
        if not shape.word:
            return [TemplateProblem("template_not_in_word", "", shape.name)]
    return []


def built_in_text(kind: str) -> str:
    """Return the template file that travels with the program."""
    return (_FOLDER / f"{kind}_{FIRST}.toml").read_text("utf-8")


@cache
def built_in(kind: DocumentKind) -> Template:
    """Return the template that travels with the program, read once."""
    return read_template(built_in_text(kind), f"{kind}/{FIRST}", SHAPES[kind])


def problems_of(kind: str, form: TemplateFormat, content: bytes) -> Sequence[TemplateProblem]:
    """Return everything that is wrong with a template file; ``template_kind_unknown`` for its kind.

    Codes beside those of ``read_template`` and ``compile_word``: ``template_not_in_word`` for a
    DOCX of a kind that comes as PDF only.
    """
    if found := _kind_problems(kind, form):
        return found
    try:
        if form is TemplateFormat.DOCX:
            compile_word(content, vocabulary(kind))
        elif kind == NOTICE_KIND:
            read_wording(content.decode("utf-8"))
        else:
            shape = SHAPES[DocumentKind(kind)]
            template = read_template(content.decode("utf-8"), f"{kind}/{FIRST}", shape)
            return trial_problems(DocumentKind(kind), template)
    except UnicodeDecodeError as error:
        return [TemplateProblem("template_unreadable", "", str(error.reason))]
    except (TemplateRefused, WordRefused) as refused:
        return refused.problems
    return []
