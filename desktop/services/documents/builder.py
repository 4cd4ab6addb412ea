"""What a builder of documents is: from a case to drafts, and what it asks a person for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.domain.documents import DocumentFacts, DocumentKind
from desktop.domain.permissions import Action
from desktop.services.documents.case import Case


class Scope(StrEnum):
    """What a document is about: a debtor, a village, an officer, or the branch."""

    DEBTOR = "debtor"
    VILLAGE = "village"
    OFFICER = "officer"
    BRANCH = "branch"


class InputKind(StrEnum):
    """How an input is typed."""

    TEXT = "text"
    LINES = "lines"
    DAY = "day"
    AMOUNT = "amount"
    NUMBER = "number"
    CHOICE = "choice"
    SERIAL = "serial"


@dataclass(frozen=True, slots=True)
class Input:
    """Something a person types because nobody else knows it.

    ``name`` is one word for one thing in all documents; the window has its label. ``choices`` are
    codes with labels. ``default`` proposes a text for a case.
    """

    name: str
    kind: InputKind = InputKind.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    default: Callable[[Case], str] | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Someone who gets no such document: who, and the code of the reason with its parameters."""

    subject: str
    code: str
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Built:
    """What a builder made of a case: drafts without serials, and whom it refused and why."""

    drafts: tuple[DocumentFacts, ...]
    refused: tuple[Refused, ...] = ()


def refuse(subject: str, code: str) -> Built:
    """Return no draft at all, and why."""
    return Built((), (Refused(subject, code),))


@dataclass(frozen=True, slots=True)
class Builder:
    """How one kind of document is made.

    ``build`` raises RuleViolation for an input that is wrong, with the input's name as field.
    ``action`` is the act that the paper is part of: whoever makes it may issue it.
    """

    kind: DocumentKind
    scope: Scope
    build: Callable[[Case], Built]
    inputs: Sequence[Input] = ()
    action: Action = Action.FIELD_WORK
