"""Writing documents, the states they go through, and templates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import insert, update

from desktop.domain.rounds import NoticeState
from desktop.services.paper_ports import StoredTemplate
from desktop.services.records import Document
from desktop.storage.tables import document, template
from desktop.storage.values import among, from_day
from desktop.storage.writes.recording import Recording

_DAY_OF = {NoticeState.PRINTED: "printed_on", NoticeState.HANDED_OUT: "handed_out_on"}


class DocumentWrites(Recording):
    """Writes about issued documents."""

    def add_documents(self, documents: Sequence[Document]) -> None:
        if not documents:
            return
        parties = self._party_keys.mapping(each.party_id for each in documents if each.party_id)
        rows = [
            {
                "id": each.id,
                "batch_id": each.batch_id,
                "serial": each.serial,
                "kind": each.kind.value,
                "party_pk": parties.get(each.party_id),
                "subject": each.subject,
                "issued_on": from_day(each.issued_on),
                "state": each.state.value,
                "printed_on": from_day(each.printed_on),
                "handed_out_on": from_day(each.handed_out_on),
                "reprints": each.reprints,
                "facts": each.facts,
            }
            for each in documents
        ]
        self._connection.execute(insert(document), rows)

    def set_document_state(
        self, document_ids: Sequence[str], state: NoticeState, on: date | None
    ) -> None:
        """Move documents to a state and keep its day."""
        values: dict[str, str | None] = {"state": state.value}
        if state in _DAY_OF:
            values[_DAY_OF[state]] = from_day(on)
        self._connection.execute(
            update(document).where(among(document.c.id, document_ids)).values(**values)
        )

    def count_document_reprint(self, document_ids: Sequence[str]) -> None:
        self._connection.execute(
            update(document)
            .where(among(document.c.id, document_ids))
            .values(reprints=document.c.reprints + 1)
        )

    def add_template(self, stored: StoredTemplate) -> None:
        self._connection.execute(
            insert(template).values(
                version=stored.version,
                format=stored.format.value,
                content=stored.content,
                adopted_on=from_day(stored.adopted_on),
            )
        )
