"""Papers that were issued, what became of them, and the files that prove it: the port's part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from desktop.domain.rounds import NoticeState
from desktop.services.paper_ports import StoredTemplate
from desktop.services.records import (
    Delivery,
    Document,
    DocumentHead,
    Evidence,
    EvidenceHead,
    Notice,
    PaperRecord,
    StoredEvent,
)


class IssuedQueries(Protocol):
    """Questions about notices, documents, deliveries, evidence and templates."""

    def notices_of(self, party_ids: Sequence[str]) -> Mapping[str, Sequence[Notice]]: ...

    def notice_by_serial(self, serial: str) -> Notice | None: ...

    def notices(self, serials: Sequence[str]) -> Sequence[Notice]: ...

    def notices_in_state(self, states: Sequence[NoticeState]) -> Sequence[Notice]: ...

    def documents_of(self, party_id: str) -> Sequence[Document]:
        """Return a debtor's issued documents, newest first."""

    def documents(self, serials: Sequence[str]) -> Sequence[Document]:
        """Return issued documents in the order of ``serials``; unknown ones are missing."""

    def newest_documents(
        self, state: NoticeState | None = None, limit: int | None = 500
    ) -> Sequence[DocumentHead]:
        """Return what was issued last, newest first, in one state or any; None is no limit."""

    def count_documents(self, state: NoticeState) -> int:
        """Return how many documents are in a state."""

    def oldest_document(self, state: NoticeState) -> DocumentHead | None:
        """Return the document that is in a state and was issued first."""

    def templates(self) -> Sequence[StoredTemplate]:
        """Return the templates that head office set, by version."""

    def deliveries(self, notice_id: str = "", since: date | None = None) -> Sequence[Delivery]:
        """Return deliveries, newest first; of one notice, or all since a day of recording."""

    def papers_of(self, batch_id: str) -> Sequence[PaperRecord]: ...

    def evidence(self, evidence_id: str) -> Evidence | None: ...

    def evidence_of(self, delivery_id: str) -> Sequence[Evidence]: ...

    def evidence_of_entry(self, entry_id: str) -> Sequence[Evidence]:
        """Return the files attached to an event that was entered by hand, oldest first."""

    def evidence_of_act(self, act_id: str) -> Sequence[Evidence]:
        """Return the files attached to an act towards a guarantor, oldest first."""

    def evidence_about(self, party_id: str) -> Sequence[EvidenceHead]:
        """Return the files that belong to anything about a debtor, without contents, oldest first.

        What was withdrawn since is among them.
        """


class IssuedWrites(IssuedQueries, Protocol):
    """Papers issued, moved on, printed and served."""

    def add_notices(self, notices: Sequence[Notice], loan_ids: Mapping[str, Sequence[str]]) -> None:
        """Store notices; ``loan_ids`` are the loans of each notice id."""

    def set_notice_state(
        self, notice_ids: Sequence[str], state: NoticeState, on: date | None
    ) -> None: ...

    def count_reprint(self, notice_ids: Sequence[str]) -> None: ...

    def add_documents(self, documents: Sequence[Document]) -> None: ...

    def set_document_state(
        self, document_ids: Sequence[str], state: NoticeState, on: date | None
    ) -> None: ...

    def count_document_reprint(self, document_ids: Sequence[str]) -> None: ...

    def add_template(self, template: StoredTemplate) -> None:
        """Store a template; a version and format once stored never changes."""

    def add_paper(self, paper: PaperRecord) -> None: ...

    def add_delivery(self, delivery: Delivery) -> None: ...

    def withdraw_delivery(self, delivery_id: str, reason: str) -> None: ...

    def add_evidence(self, evidence: Evidence, delivery_id: str) -> None: ...

    def events_of_delivery(self, delivery_id: str) -> Sequence[StoredEvent]: ...
