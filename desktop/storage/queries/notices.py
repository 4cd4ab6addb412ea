"""Issued notices, deliveries, papers and evidence."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func, select

from desktop.domain.rounds import NoticeState
from desktop.services.records import Delivery, Evidence, EvidenceHead, Notice, PaperRecord
from desktop.storage.queries.connected import Connected
from desktop.storage.tables import (
    delivery,
    delivery_withdrawal,
    evidence,
    guarantee_act,
    loan,
    loan_event,
    notice,
    paper,
    party,
)
from desktop.storage.values import AnyRow, AnySelect, among, known_day, to_day


class NoticeQueries(Connected):
    """Questions about notices and what became of them."""

    def notices_of(self, party_ids: Sequence[str]) -> Mapping[str, Sequence[Notice]]:
        """Return the notices of each debtor, oldest first."""
        found: dict[str, list[Notice]] = {}
        for each in self._notices(_NOTICES.where(among(party.c.id, party_ids))):
            found.setdefault(each.party_id, []).append(each)
        return found

    def notice_by_serial(self, serial: str) -> Notice | None:
        return next(iter(self._notices(_NOTICES.where(notice.c.serial == serial))), None)

    def notices(self, serials: Sequence[str]) -> Sequence[Notice]:
        """Return the notices with these serials, in the order asked for."""
        found = {
            each.serial: each
            for each in self._notices(_NOTICES.where(among(notice.c.serial, serials)))
        }
        return [found[serial] for serial in serials if serial in found]

    def notices_in_state(self, states: Sequence[NoticeState]) -> Sequence[Notice]:
        """Return the notices in these states, in the order they were issued."""
        names = [state.value for state in states]
        return self._notices(_NOTICES.where(notice.c.state.in_(names)))

    def deliveries(self, notice_id: str = "", since: date | None = None) -> Sequence[Delivery]:
        statement = _DELIVERIES.order_by(delivery.c.pk.desc())
        if notice_id:
            statement = statement.where(notice.c.id == notice_id)
        if since is not None:
            statement = statement.where(delivery.c.recorded_on >= since.isoformat())
        return [_delivery(row) for row in self._connection.execute(statement)]

    def papers_of(self, batch_id: str) -> Sequence[PaperRecord]:
        """Return the papers of a batch, oldest first."""
        columns = [column for column in paper.c if column.name != "pk"]
        rows = self._connection.execute(
            select(*columns).where(paper.c.batch_id == batch_id).order_by(paper.c.pk)
        )
        return [PaperRecord(*(*row[:-1], bool(row[-1]))) for row in rows]

    def evidence(self, evidence_id: str) -> Evidence | None:
        row = self._connection.execute(_EVIDENCE.where(evidence.c.id == evidence_id)).first()
        return Evidence(*row) if row else None

    def evidence_of(self, delivery_id: str) -> Sequence[Evidence]:
        """Return a delivery's evidence, oldest first."""
        rows = self._connection.execute(
            _EVIDENCE.join(delivery, delivery.c.pk == evidence.c.delivery_pk)
            .where(delivery.c.id == delivery_id)
            .order_by(evidence.c.pk)
        )
        return [Evidence(*row) for row in rows]

    def evidence_of_entry(self, entry_id: str) -> Sequence[Evidence]:
        """Return the files attached to any event of an entry by hand, oldest first."""
        rows = self._connection.execute(
            _EVIDENCE.join(loan_event, loan_event.c.pk == evidence.c.event_pk)
            .where(loan_event.c.entry_id == entry_id, loan_event.c.entry_id != "")
            .order_by(evidence.c.pk)
        )
        return [Evidence(*row) for row in rows]

    def evidence_of_act(self, act_id: str) -> Sequence[Evidence]:
        """Return the files attached to an act towards a guarantor, oldest first."""
        rows = self._connection.execute(
            _EVIDENCE.join(guarantee_act, guarantee_act.c.pk == evidence.c.act_pk)
            .where(guarantee_act.c.id == act_id)
            .order_by(evidence.c.pk)
        )
        return [Evidence(*row) for row in rows]

    def evidence_about(self, party_id: str) -> Sequence[EvidenceHead]:
        rows = self._connection.execute(_HEADS.where(party.c.id == party_id))
        return [EvidenceHead(*row) for row in rows]

    def _notices(self, statement: AnySelect) -> list[Notice]:
        rows = self._connection.execute(statement.order_by(notice.c.pk))
        return [_notice(row) for row in rows]


_NOTICES: AnySelect = (
    select(
        notice.c.id,
        notice.c.batch_id,
        notice.c.serial,
        notice.c.round,
        party.c.id,
        notice.c.issued_on,
        notice.c.state,
        notice.c.printed_on,
        notice.c.handed_out_on,
        notice.c.served_on,
        notice.c.reprints,
        notice.c.facts,
    )
    .select_from(notice)
    .join(party, party.c.pk == notice.c.party_pk)
)

_DELIVERIES: AnySelect = (
    select(
        delivery.c.id,
        notice.c.id,
        notice.c.serial,
        delivery.c.debtor,
        delivery.c.village,
        delivery.c.group_name,
        delivery.c.method,
        delivery.c.signer,
        delivery.c.occurred_on,
        delivery.c.received,
        delivery.c.agrees,
        delivery.c.objects,
        delivery.c.servers,
        delivery.c.note,
        delivery.c.result,
        select(func.count())
        .select_from(evidence)
        .where(evidence.c.delivery_pk == delivery.c.pk)
        .scalar_subquery(),
        delivery_withdrawal.c.delivery_pk,
    )
    .select_from(delivery)
    .join(notice, notice.c.pk == delivery.c.notice_pk)
    .outerjoin(delivery_withdrawal, delivery_withdrawal.c.delivery_pk == delivery.c.pk)
)

_EVIDENCE: AnySelect = select(
    evidence.c.id,
    evidence.c.sha256,
    evidence.c.file_name,
    evidence.c.media_type,
    evidence.c.size,
    evidence.c.content,
)

_HEADS: AnySelect = (
    select(
        evidence.c.id,
        evidence.c.sha256,
        evidence.c.file_name,
        evidence.c.media_type,
        func.coalesce(
            delivery.c.id,
            func.nullif(loan_event.c.entry_id, ""),
            loan_event.c.id,
            guarantee_act.c.id,
        ),
    )
    .select_from(evidence)
    .outerjoin(delivery, delivery.c.pk == evidence.c.delivery_pk)
    .outerjoin(notice, notice.c.pk == delivery.c.notice_pk)
    .outerjoin(loan_event, loan_event.c.pk == evidence.c.event_pk)
    .outerjoin(guarantee_act, guarantee_act.c.pk == evidence.c.act_pk)
    .outerjoin(loan, loan.c.pk == func.coalesce(loan_event.c.loan_pk, guarantee_act.c.loan_pk))
    .join(party, party.c.pk == func.coalesce(notice.c.party_pk, loan.c.borrower_pk))
    .order_by(evidence.c.pk)
)


def _notice(row: AnyRow) -> Notice:
    values = (
        *row[:5],
        known_day(row[5]),
        NoticeState(row[6]),
        to_day(row[7]),
        to_day(row[8]),
        to_day(row[9]),
        *row[10:],
    )
    return Notice(*values)


def _delivery(row: AnyRow) -> Delivery:
    received, agrees, objects = map(bool, row[9:12])
    values = (
        *row[:8],
        known_day(row[8]),
        received,
        agrees,
        objects,
        tuple(json.loads(row[12])),
        *row[13:16],
        row[16] is not None,
    )
    return Delivery(*values)
