"""Reading a demand notice's wording from outside (TOML): every problem is told with its place."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from desktop.domain.page import Face
from desktop.domain.rounds import LAST_ROUND
from desktop.printing.blocks import CONTROL, pattern
from desktop.printing.fonts import load_font
from desktop.printing.forms.acknowledgement_slip import HAND_ROWS
from desktop.printing.forms.wording import Wording, wording_of
from desktop.printing.hand_rows import hand_pieces, hand_width
from desktop.printing.linebreak import Span
from desktop.printing.template_file import TemplateRefused, parse_toml
from desktop.services.paper_ports import TemplateProblem

_DEBTOR = frozenset("debtor identity branch we serial title".split())
_OWED = _DEBTOR | frozenset(
    "computed_to deadline loan_count amount total amount_capital principal_capital "
    "interest_capital total_capital".split()
)
_LATER = _OWED | {"demanded"}
_SLIP = frozenset("title tear_off received agrees rows".split())
_TOP = frozenset("title rounds salutation owed claimed objection slip".split())
_WIDTH = 481.0
# Lines to write on give way by so much without looking different.
_SLACK = 1.0
_SMALL_WIDTH = 300.0
# Claim, objection and the place for the seal stand on one page.
_LONGEST = {"salutation": 200, "owed": 1000, "claimed": 700, "objection": 200}
_LONGEST_LINE = 60


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a text may name, and what it must; ``total`` may be said by ``total_capital``."""

    known: Collection[str]
    required: Collection[str] = ()


def read_wording(text: str) -> Wording:
    """Return the wording. Raises TemplateRefused with every problem found.

    Codes: ``template_syntax``, ``template_key`` (missing, unknown, or of the wrong kind),
    ``template_rounds`` (not one text a round), ``template_rows`` (not as many rows by hand as the
    slip has), ``template_brace``, ``template_field_unknown``, ``template_field_missing``,
    ``template_too_long``, ``template_too_wide``, ``template_control``.
    """
    data = parse_toml(text)
    reader = _Reader(data)
    reader.check()
    if reader.problems:
        raise TemplateRefused(reader.problems)
    return wording_of(data)


def read_stored_wording(text: str) -> Wording:
    """Return a wording that was checked when it was adopted, by the rules of that day.

    Raises TemplateRefused ``template_unreadable`` for what is not whole any more.
    """
    try:
        return wording_of(tomllib.loads(text))
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise TemplateRefused([TemplateProblem("template_unreadable", "", str(error))]) from error


@dataclass
class _Reader:
    """Checks one file; goes on after a problem so that all of them are told at once."""

    data: Mapping[str, Any]
    problems: list[TemplateProblem] = field(default_factory=list)

    def check(self) -> None:
        data = self.data
        self._keys(data, _TOP, "")
        self._fixed("title", data.get("title"), Face.BOLD, 22.0, _WIDTH, spacing=3.0)
        for number, name in enumerate(self._rounds("rounds"), start=1):
            self._fixed(f"rounds {number}", name, Face.SERIF, 8.5, _SMALL_WIDTH / 3)
        self._text("salutation", data.get("salutation"), _Rule(_DEBTOR, ("debtor",)))
        for number, text in enumerate(self._rounds("owed"), start=1):
            known = _OWED if number == 1 else _LATER
            self._text(f"owed {number}", text, _Rule(known, ("computed_to", "total")))
        for number, text in enumerate(self._rounds("claimed"), start=1):
            known = _OWED if number == 1 else _LATER
            self._text(f"claimed {number}", text, _Rule(known, ("deadline",)))
        self._text("objection", data.get("objection"), _Rule(_OWED))
        slip = data.get("slip")
        if isinstance(slip, dict):
            self._slip(slip)
        elif "slip" in data:
            self._problem("template_key", "", "slip")

    def _slip(self, slip: Mapping[str, Any]) -> None:
        self._keys(slip, _SLIP, "slip")
        self._fixed("slip title", slip.get("title"), Face.BOLD, 12.5, _SMALL_WIDTH)
        self._fixed("slip tear_off", slip.get("tear_off"), Face.SERIF, 8.0, _SMALL_WIDTH)
        self._text("slip received", slip.get("received"), _Rule(_OWED, ("serial", "total")))
        self._text("slip agrees", slip.get("agrees"), _Rule(()))
        rows = slip.get("rows")
        if not _is_texts(rows):
            self._problem("template_key", "slip", "rows")
        elif len(rows) != len(HAND_ROWS):
            self._problem("template_rows", "slip rows", str(len(HAND_ROWS)))
        else:
            for number, (row, (_, size)) in enumerate(zip(rows, HAND_ROWS, strict=True), start=1):
                self._row(f"slip rows {number}", row, size)

    def _row(self, place: str, row: str, size: float) -> None:
        self._letters(place, row)
        if "{" in row or "}" in row:
            self._problem("template_brace", place, row[:40])
        if hand_width(hand_pieces([Span(row)]), size) > _WIDTH + _SLACK:
            self._problem("template_too_wide", place, row[:20])

    def _rounds(self, key: str) -> list[str]:
        """Return one text for each round; what is none has been told."""
        texts = self.data.get(key)
        if not _is_texts(texts):
            if key in self.data:
                self._problem("template_key", "", key)
            return []
        if len(texts) != LAST_ROUND:
            self._problem("template_rounds", key, str(LAST_ROUND))
        return list(texts)

    def _text(self, place: str, text: Any, rule: _Rule) -> None:
        if text is None:
            return
        if not isinstance(text, str) or not text.strip():
            self._problem("template_key", "", place)
            return
        self._letters(place, text)
        if len(text) > _LONGEST.get(place.partition(" ")[0], _LONGEST_LINE):
            self._problem("template_too_long", place, text[:20])
        try:
            names = set(pattern(text).names)
        except ValueError as error:
            self._problem("template_brace", place, str(error)[:40])
            return
        for name in sorted(names.difference(rule.known)):
            self._problem("template_field_unknown", place, f"{name}（{place}）")
        for name in rule.required:
            if not names & {name, f"{name}_capital"}:
                self._problem("template_field_missing", place, f"{name}（{place}）")

    def _fixed(
        self, place: str, text: Any, face: Face, size: float, room: float, spacing: float = 0.0
    ) -> None:
        """Check fixed words that stand on one line."""
        if text is None:
            return
        self._letters(place, text)
        if not isinstance(text, str) or not text.strip():
            self._problem("template_key", "", place)
        elif "{" in text or "}" in text:
            self._problem("template_brace", place, text[:40])
        elif load_font(face).width(text, size) + spacing * len(text) > room:
            self._problem("template_too_wide", place, text[:20])

    def _letters(self, place: str, text: Any) -> None:
        if isinstance(text, str) and CONTROL.search(text):
            self._problem("template_control", place, CONTROL.sub("□", text)[:40])

    def _keys(self, found: Mapping[str, Any], known: Collection[str], place: str) -> None:
        for key in sorted(set(found) - set(known)):
            self._problem("template_key", place, key)
        for key in sorted(set(known) - set(found)):
            self._problem("template_field_missing", place, f"{place} {key}".strip())

    def _problem(self, code: str, place: str, name: str) -> None:
        self.problems.append(TemplateProblem(code, place, name))


def _is_texts(value: Any) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)
