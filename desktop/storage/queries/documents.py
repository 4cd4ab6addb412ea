"""Issued documents and the templates that head office set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from desktop.domain.documents import DocumentKind
from desktop.domain.rounds import NoticeState
from desktop.services.paper_ports import StoredTemplate, TemplateFormat
from desktop.services.records import Document, DocumentHead
from desktop.storage.queries.connected import Connected
from desktop.storage.tables import document, party, repayment, repayment_reversal, template
from desktop.storage.values import AnyRow, AnySelect, among, known_day, to_day


class DocumentQueries(Connected):
    """Questions about documents."""

    def documents_of(self, party_id: str) -> Sequence[Document]:
        """Return a debtor's documents, newest first."""
        return self._documents(_DOCUMENTS.where(party.c.id == party_id))

    def documents(self, serials: Sequence[str]) -> Sequence[Document]:
        """Return the documents with these serials, in the order asked for."""
        rows = self._documents(_DOCUMENTS.where(among(document.c.serial, serials)))
        found = {each.serial: each for each in rows}
        return [found[serial] for serial in serials if serial in found]

    def newest_documents(
        self, state: NoticeState | None = None, limit: int | None = 500
    ) -> Sequence[DocumentHead]:
        """Return what was issued last, newest first, in one state or any; None is no limit."""
        statement = _HEADS if state is None else _in_state(_HEADS, state)
        return self._heads(statement.order_by(document.c.pk.desc()).limit(limit))

    def count_documents(self, state: NoticeState) -> int:
        """Return how many documents are in a state."""
        statement = _in_state(select(func.count()).select_from(document), state)
        return int(self._connection.execute(statement).scalar_one())

    def oldest_document(self, state: NoticeState) -> DocumentHead | None:
        """Return the document that is in a state and was issued first."""
        statement = _in_state(_HEADS, state).order_by(document.c.pk).limit(1)
        return next(iter(self._heads(statement)), None)

    def templates(self) -> Sequence[StoredTemplate]:
        """Return the templates that head office set, by version and format."""
        rows = self._connection.execute(select(template).order_by(*template.primary_key))
        return [
            StoredTemplate(version, TemplateFormat(form), content, known_day(adopted_on))
            for version, form, content, adopted_on in rows
        ]

    def _documents(self, statement: AnySelect) -> list[Document]:
        rows = self._connection.execute(statement.order_by(document.c.pk.desc()))
        return [Document(*_columns(row), voided=bool(row.voided)) for row in rows]

    def _heads(self, statement: AnySelect) -> list[DocumentHead]:
        rows = self._connection.execute(statement)
        return [DocumentHead(*_columns(row), voided=bool(row.voided)) for row in rows]


_HEADS: AnySelect = (
    select(
        document.c.id,
        document.c.batch_id,
        document.c.serial,
        document.c.kind,
        func.coalesce(party.c.id, ""),
        document.c.subject,
        document.c.issued_on,
        document.c.state,
        document.c.printed_on,
        document.c.handed_out_on,
        document.c.reprints,
        repayment_reversal.c.repayment_pk.is_not(None).label("voided"),
    )
    .select_from(document)
    .outerjoin(party, party.c.pk == document.c.party_pk)
    .outerjoin(repayment, repayment.c.receipt == document.c.serial)
    .outerjoin(repayment_reversal, repayment_reversal.c.repayment_pk == repayment.c.pk)
)


_DOCUMENTS = _HEADS.add_columns(document.c.facts)


def _in_state(statement: AnySelect, state: NoticeState) -> AnySelect:
    return statement.where(document.c.state == state.value)


def _columns(row: AnyRow) -> tuple[Any, ...]:
    """Return a row's values as a DocumentHead takes them, or a Document where it has its facts."""
    id_, batch_id, serial, kind, party_id, subject, issued_on, state, *days, reprints = row[:11]
    printed, handed = days
    return (
        id_,
        batch_id,
        serial,
        DocumentKind(kind),
        party_id,
        subject,
        known_day(issued_on),
        NoticeState(state),
        to_day(printed),
        to_day(handed),
        reprints,
        *row[12:],
    )
