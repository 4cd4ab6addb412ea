"""The words for every code: what happened, where, and what to do, in Chinese and English.

They stand in ``words.toml``, a section a room. No Qt here: the command line shows the same words. A
test looks for codes without words.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from desktop.domain.errors import CodedError, ExpectedFailure

Words = Mapping[str, tuple[str, str]]

_NAMES = ("fields", "choices", "acts", "entries")
"""Sections that name things instead of saying what happened."""
_NOT_HIS = ("not_permitted", "users_needed", "sign_in_again", "own_item", "second_person_needed")
"""Refusals of a person: nothing that was typed is wrong."""


@cache
def _sections() -> Mapping[str, Words]:
    text = Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
    return {
        section: {code: (chinese, english) for code, (chinese, english) in table.items()}
        for section, table in tomllib.loads(text).items()
    }


@cache
def all_words() -> Words:
    """Return the words of every code: Chinese, English."""
    sections = _sections()
    return {
        code: pair
        for section, table in sections.items()
        if section not in _NAMES
        for code, pair in table.items()
    }


def words(code: str, params: Mapping[str, object], language: str = "zh") -> str:
    """Return the words for a code, in Chinese (``zh``) or English (``en``)."""
    text = all_words()[code][_index(language)]
    return text.format(**{**params, **_translated(params, language)})


def explain(error: CodedError, language: str = "zh") -> tuple[str, str]:
    """Return a title and a text for an error that a person can do something about."""
    params: dict[str, object] = dict(error.params)
    field = getattr(error, "field", "")
    if field:
        params.setdefault("field", field)
    if isinstance(choices := params.get("choices"), tuple):
        params["choices"] = "、".join(choice_name(field, each, language) for each in choices)
    if isinstance(error, ExpectedFailure):
        title = ("操作没有完成", "Not done")
    elif error.code in _NOT_HIS:
        title = ("没有办理", "Not done")
    else:
        title = ("请更正", "Please correct")
    return title[_index(language)], words(error.code, params, language)


def place_words(code: str, place: str, name: str, language: str = "zh") -> str:
    """Return the words for what is wrong at a place of a template, or in all of it without one."""
    at = f"第 {place} 处" if place.isascii() and place and language == "zh" else place
    text = words(code, {"place": at, "name": name}, language)
    return text.removeprefix("：").removeprefix(": ")


def field_name(field: str, language: str = "zh") -> str:
    """Return what a field is called; one without a name by its own."""
    return _name("fields", field, language)


def choice_name(field: str, code: str, language: str = "zh") -> str:
    """Return what a choice of a field is called: a code of the field's, else Chinese as it is."""
    return _name("choices", f"{field}_{code}", language, code)


def operator_name(names: Mapping[str, str], user_id: str, language: str = "zh") -> str:
    """Return somebody's name; whoever held the key before there were users has none."""
    return names.get(user_id) or choice_name("operator", user_id, language)


def pc_name(letter: str, language: str = "zh") -> str:
    """Return what a branch's PC is called by its letter, "" for one that has not said it."""
    return choice_name("pc", "lettered" if letter else "new", language).format(letter=letter)


def act_name(kind: str, language: str = "zh") -> str:
    """Return what an act that needs a second person is called."""
    return _name("acts", kind, language)


def entry_name(kind: str, language: str = "zh") -> str:
    """Return what a kind of journal entry is called, one that a second person signs too."""
    return _name("entries", kind, language, _name("acts", kind, language))


def _name(section: str, key: str, language: str, otherwise: str = "") -> str:
    found = _sections()[section].get(key)
    return found[_index(language)] if found else otherwise or key


def _translated(params: Mapping[str, object], language: str) -> dict[str, str]:
    """A parameter that is itself a code (a reason, a role, a field's name) is put into words."""
    named = _sections()["choices"].items()
    roles = {code.removeprefix("role_"): pair for code, pair in named if code.startswith("role_")}
    tables = {"reason": all_words(), "field": _sections()["fields"], "role": roles}
    found = {
        name: table[value][_index(language)]
        for name, table in tables.items()
        if isinstance(value := params.get(name), str) and value in table
    }
    if isinstance(several := params.get("roles"), tuple):
        found["roles"] = "、".join(choice_name("role", each, language) for each in several)
    return found


def _index(language: str) -> int:
    return 0 if language == "zh" else 1
