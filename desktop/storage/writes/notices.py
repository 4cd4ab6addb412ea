"""Writing notices, papers and the states notices go through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import insert, update

from desktop.domain.rounds import NoticeState
from desktop.services.records import Notice, PaperRecord
from desktop.storage import tables
from desktop.storage.tables import notice, notice_loan
from desktop.storage.values import among, from_day
from desktop.storage.writes.recording import Recording

_DAY_OF = {
    NoticeState.PRINTED: "printed_on",
    NoticeState.HANDED_OUT: "handed_out_on",
    NoticeState.SERVED: "served_on",
}
"""Which column keeps the day of a state."""

_DAYS_AFTER = {
    NoticeState.GENERATED: ("printed_on", "handed_out_on", "served_on"),
    NoticeState.PRINTED: ("handed_out_on", "served_on"),
    NoticeState.HANDED_OUT: ("served_on",),
    NoticeState.SERVED: (),
    NoticeState.FAILED: ("served_on",),
}
"""Which days cannot be known in a state: a withdrawn delivery takes its day along."""


class NoticeWrites(Recording):
    """Writes about issued notices."""

    def add_notices(self, notices: Sequence[Notice], loan_ids: Mapping[str, Sequence[str]]) -> None:
        if not notices:
            return
        keys = self._notice_keys.new([each.id for each in notices])
        parties = self._party_keys.mapping(each.party_id for each in notices)
        self._connection.execute(
            insert(notice),
            [
                {
                    "pk": pk,
                    "id": each.id,
                    "batch_id": each.batch_id,
                    "serial": each.serial,
                    "round": each.round,
                    "party_pk": parties[each.party_id],
                    "issued_on": from_day(each.issued_on),
                    "state": each.state.value,
                    "printed_on": from_day(each.printed_on),
                    "handed_out_on": from_day(each.handed_out_on),
                    "served_on": from_day(each.served_on),
                    "reprints": each.reprints,
                    "facts": each.facts,
                }
                for pk, each in zip(keys, notices, strict=True)
            ],
        )
        self._name_loans(loan_ids)

    def set_notice_state(
        self, notice_ids: Sequence[str], state: NoticeState, on: date | None
    ) -> None:
        """Move notices to a state; days of states that come after it are cleared."""
        values: dict[str, str | None] = {"state": state.value}
        values |= dict.fromkeys(_DAYS_AFTER[state])
        if state in _DAY_OF:
            values[_DAY_OF[state]] = from_day(on)
        self._connection.execute(
            update(notice).where(among(notice.c.id, notice_ids)).values(**values)
        )

    def count_reprint(self, notice_ids: Sequence[str]) -> None:
        self._connection.execute(
            update(notice)
            .where(among(notice.c.id, notice_ids))
            .values(reprints=notice.c.reprints + 1)
        )

    def add_paper(self, paper: PaperRecord) -> None:
        self._connection.execute(
            insert(tables.paper).values(
                id=paper.id,
                batch_id=paper.batch_id,
                kind=paper.kind,
                sha256=paper.sha256,
                pages=paper.pages,
                template_version=paper.template_version,
                reprint=int(paper.reprint),
            )
        )

    def _name_loans(self, loan_ids: Mapping[str, Sequence[str]]) -> None:
        notices = self._notice_keys.mapping(loan_ids)
        loans = self._loan_keys.mapping(loan_id for ids in loan_ids.values() for loan_id in ids)
        rows = [
            {"notice_pk": notices[notice_id], "loan_pk": loans[loan_id]}
            for notice_id, ids in loan_ids.items()
            for loan_id in ids
        ]
        if rows:
            self._connection.execute(insert(notice_loan), rows)
