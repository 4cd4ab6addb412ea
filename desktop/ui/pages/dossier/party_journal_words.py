"""The timeline's words for what changed about the debtor himself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop.ui.pages.dossier.people_words import (
    reach_names,
    related_names,
    source_names,
)

Body = Mapping[str, Any]


def _contact(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate("Journal", "{kind} learned from {source} on {day}")
    return _of_contact(words, body)


def _contact_withdrawn(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate("Journal", "{kind} from {source} of {day} withdrawn")
    return _because(_of_contact(words, body), body)


def _relation(body: Body, party_id: str) -> str:
    translate = QCoreApplication.translate
    words = translate("Journal", "{role} {name} entered")
    if body.get("replaces"):
        words = translate("Journal", "{role} {name} corrected")
    return _of_relation(words, body)


def _relation_withdrawn(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate("Journal", "{role} {name} withdrawn")
    return _because(_of_relation(words, body), body)


def _hold_lifted(body: Body, party_id: str) -> str:
    return _because(QCoreApplication.translate("Journal", "Notices may go out again"), body)


def _death_unnoted(body: Body, party_id: str) -> str:
    return _because(QCoreApplication.translate("Journal", "Noted as living"), body)


def _merged(body: Body, party_id: str) -> str:
    words = QCoreApplication.translate("Journal", "Another entry of the same person made one")
    return _because(words, body)


def _parted(body: Body, party_id: str) -> str:
    return _because(QCoreApplication.translate("Journal", "Two entries parted again"), body)


def _of_contact(words: str, body: Body) -> str:
    kinds = {each.value: name for each, name in reach_names().items()}
    sources = {each.value: name for each, name in source_names().items()}
    kind, source = str(body.get("kind", "")), str(body.get("source", ""))
    text = words.format(
        kind=kinds.get(kind, kind),
        source=sources.get(source, source),
        day=body.get("learned_on", ""),
    )
    return f"{text}  {body['masked']}" if body.get("masked") else text


def _of_relation(words: str, body: Body) -> str:
    names = {each.value: name for each, name in related_names().items()}
    kind = str(body.get("kind", ""))
    return words.format(role=names.get(kind, kind), name=body.get("name", ""))


def _because(words: str, body: Body) -> str:
    reason = str(body.get("reason", ""))
    return f"{words} ({reason})" if reason else words


PARTY_WORDS: Mapping[str, Callable[[Body, str], str]] = {
    "contact_recorded": _contact,
    "contact_withdrawn": _contact_withdrawn,
    "relation_recorded": _relation,
    "relation_withdrawn": _relation_withdrawn,
    "hold_lifted": _hold_lifted,
    "death_unnoted": _death_unnoted,
    "party_merged": _merged,
    "party_parted": _parted,
}
