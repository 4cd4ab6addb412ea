"""Issued documents and the templates that head office set."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from desktop.domain.documents import DocumentKind
from desktop.domain.rounds import NoticeState
from desktop.services.paper_ports import StoredTemplate, TemplateFormat
from desktop.services.records import Document
from desktop.storage.queries.connected import Connected
from desktop.storage.tables import document, party, template
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

    def documents_in_state(self, states: Sequence[NoticeState]) -> Sequence[Document]:
        """Return the documents in one of these states, newest first."""
        wanted = [each.value for each in states]
        return self._documents(_DOCUMENTS.where(document.c.state.in_(wanted)))

    def newest_documents(self, limit: int = 500) -> Sequence[Document]:
        """Return what was issued last, newest first."""
        return self._documents(_DOCUMENTS.limit(limit))

    def templates(self) -> Sequence[StoredTemplate]:
        """Return the templates that head office set, by version and format."""
        rows = self._connection.execute(select(template).order_by(*template.primary_key))
        return [
            StoredTemplate(version, TemplateFormat(form), content, known_day(adopted_on))
            for version, form, content, adopted_on in rows
        ]

    def _documents(self, statement: AnySelect) -> list[Document]:
        rows = self._connection.execute(statement.order_by(document.c.pk.desc()))
        return [_document(row) for row in rows]


_DOCUMENTS: AnySelect = (
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
        document.c.facts,
    )
    .select_from(document)
    .outerjoin(party, party.c.pk == document.c.party_pk)
)


def _document(row: AnyRow) -> Document:
    id_, batch_id, serial, kind, party_id, subject, issued_on, state, printed, handed, *rest = row
    return Document(
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
        *rest,
    )
