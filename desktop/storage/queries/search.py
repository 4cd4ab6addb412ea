"""The search box: one text, whatever it may be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select

from desktop.services.list_records import SearchHit
from desktop.storage.queries.connected import Connected
from desktop.storage.queries.doubles import MERGED_PKS
from desktop.storage.tables import document, loan, notice, party
from desktop.storage.values import AnyRow, AnySelect

_NAME_AND_TAIL = re.compile(r"(\D*[^\x00-\x7f])\s*(\d{3}[\dXx])")
"""The end of an identity number finds nobody without a name: four digits would be tried out."""

_SHORTEST_NUMBER = 7


class SearchQueries(Connected):
    """Finding people, loans, notices and documents."""

    def search(self, text: str, limit: int = 20) -> Sequence[SearchHit]:
        """Return papers and loans with this number first, then people, the nearest names first."""
        text = text.strip()
        if not text:
            return []
        hits: list[SearchHit] = []
        statements = [_people(text)]
        if any(character.isdigit() for character in text):
            statements = [_notices(text), _documents(text), _loans(text), *statements]
        for statement in statements:
            if len(hits) < limit:
                rows = self._connection.execute(statement.limit(limit - len(hits)))
                hits += [_hit(row) for row in rows]
        return hits


def _hit(row: AnyRow) -> SearchHit:
    kind, entity_id, party_id, name, title, *detail = row
    return SearchHit(kind, entity_id, party_id, title, _joined(detail), name)


def _joined(parts: Iterable[str]) -> str:
    return " ".join(part for part in parts if part)


def _notices(text: str) -> AnySelect:
    return (
        select(
            _kind("notice"), notice.c.id, party.c.id, party.c.name, notice.c.serial, party.c.name
        )
        .select_from(notice)
        .join(party, party.c.pk == notice.c.party_pk)
        .where(notice.c.serial.contains(text.upper(), autoescape=True))
        .order_by(notice.c.serial.desc())
    )


def _documents(text: str) -> AnySelect:
    return (
        select(
            _kind("document"),
            document.c.id,
            func.coalesce(party.c.id, ""),
            case((party.c.id.is_(None), ""), else_=document.c.subject),
            document.c.serial,
            document.c.subject,
        )
        .select_from(document)
        .outerjoin(party, party.c.pk == document.c.party_pk)
        .where(document.c.serial.contains(text.upper(), autoescape=True))
        .order_by(document.c.pk.desc())
    )


def _loans(text: str) -> AnySelect:
    return (
        select(
            _kind("loan"),
            loan.c.id,
            party.c.id,
            party.c.name,
            loan.c.loan_no,
            party.c.name,
            party.c.village,
        )
        .select_from(loan)
        .join(party, party.c.pk == loan.c.borrower_pk)
        .where(loan.c.loan_no.contains(text, autoescape=True))
        .order_by(_where_found(loan.c.loan_no, text), loan.c.loan_no)
    )


def _where_found(column: ColumnElement[str], text: str) -> ColumnElement[int]:
    """Put first what is the text, then what ends with it: people type the last digits."""
    return case(
        (column == text, 0),
        (column.endswith(text, autoescape=True), 1),
        (column.startswith(text, autoescape=True), 2),
        else_=3,
    )


def _people(text: str) -> AnySelect:
    return (
        select(
            _kind("party"),
            party.c.id,
            party.c.id,
            party.c.name,
            party.c.name,
            party.c.township,
            party.c.village,
            party.c.group_name,
        )
        .where(or_(*_person_conditions(text)), party.c.pk.not_in(MERGED_PKS))
        .order_by(
            case(
                (party.c.name == text, 0),
                (party.c.name.startswith(text, autoescape=True), 1),
                else_=2,
            ),
            party.c.pinyin,
            party.c.pk,
        )
    )


def _person_conditions(text: str) -> list[ColumnElement[bool]]:
    named = _NAME_AND_TAIL.fullmatch(text)
    if named:
        name, tail = named.groups()
        return [and_(party.c.name.contains(name, autoescape=True), party.c.id_tail == tail.upper())]
    if not text.isascii():
        return [
            party.c.name.contains(text, autoescape=True),
            party.c.village.contains(text, autoescape=True),
        ]
    found = [
        _starts_with(party.c.pinyin, text.lower()),
        _starts_with(party.c.initials, text.lower()),
    ]
    if len(text) >= _SHORTEST_NUMBER:
        found += [party.c.id_number == text.upper(), party.c.phone == text]
    return found


def _starts_with(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    """A range rather than LIKE, which could not use the index."""
    return and_(column >= text, column < text + "\U0010ffff")


def _kind(name: str) -> ColumnElement[str]:
    return literal(name).label("kind")
