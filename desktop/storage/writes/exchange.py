"""Writing what a branch keeps of its exchange with head office."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple
from datetime import date
from typing import Any

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop.services.exchange.return_lines import (
    AnswerLine,
    CorrectionLine,
    DecisionLine,
    HeldLine,
    TargetLine,
)
from desktop.services.exchange_ports import (
    SentPackage,
    StoredCorrection,
    StoredEnrolment,
    StoredKeys,
    TakenReturn,
)
from desktop.services.package_ports import PublicKeys
from desktop.storage.tables import (
    correction,
    correction_answer,
    enrolment,
    held_at_office,
    office_decision,
    own_keys,
    package_answer,
    package_out,
    part_at_office,
    return_in,
    target,
)
from desktop.storage.writes.recording import Recording

_NOBODY = PublicKeys("", "")


class ExchangeWrites(Recording):
    """Writes about packages, returns and what they brought."""

    def save_keys(self, stored: StoredKeys) -> None:
        keys = {"sealing": stored.keys.sealing, "signing": stored.keys.signing}
        self._save(own_keys, _row(own_keys, stored, **keys))

    def save_enrolment(self, enrolled: StoredEnrolment) -> None:
        announced = enrolled.next_keys or _NOBODY
        keys = {
            "sealing": enrolled.keys.sealing,
            "signing": enrolled.keys.signing,
            "next_sealing": announced.sealing,
            "next_signing": announced.signing,
        }
        self._save(enrolment, {"pk": 1, **_row(enrolment, enrolled, **keys)})

    def add_sent_package(self, package: SentPackage) -> None:
        totals = json.dumps([astuple(each) for each in package.totals], ensure_ascii=False)
        self._connection.execute(
            insert(package_out).values(**_row(package_out, package, totals=totals))
        )

    def add_taken_return(self, taken: TakenReturn) -> None:
        self._connection.execute(insert(return_in).values(**_row(return_in, taken)))

    def save_answers(self, answers: Iterable[AnswerLine]) -> None:
        for each in answers:
            self._save(package_answer, _row(package_answer, each))

    def replace_held(self, held: Iterable[HeldLine]) -> None:
        self._put(held_at_office, (_row(held_at_office, each) for each in held))

    def replace_targets(self, targets: Iterable[TargetLine]) -> None:
        self._put(target, (_row(target, each) for each in targets))

    def replace_parts(self, parts: Iterable[str]) -> None:
        self._put(part_at_office, ({"sha256": each} for each in parts))

    def save_decisions(self, decisions: Iterable[DecisionLine]) -> None:
        for each in decisions:
            values = _row(office_decision, each, outcome="")
            statement = upsert(office_decision).values(**values)
            is_open = office_decision.c.outcome == ""
            self._connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["proposal_id"], set_=values, where=is_open
                )
            )

    def set_outcome(self, proposal_id: str, outcome: str) -> None:
        of_it = office_decision.c.proposal_id == proposal_id
        self._connection.execute(update(office_decision).where(of_it).values(outcome=outcome))

    def add_correction(self, asked: StoredCorrection) -> None:
        values = _row(correction, asked, loan_pk=self._loan_keys.of(asked.loan_id))
        self._connection.execute(insert(correction).values(**values))

    def save_correction_answers(self, answers: Iterable[CorrectionLine]) -> None:
        for each in answers:
            wanted = select(correction.c.pk).where(correction.c.id == each.id)
            pk = self._connection.execute(wanted).scalar()
            if pk is not None:
                self._save(correction_answer, _row(correction_answer, each, correction_pk=pk))

    def _save(self, table: Table, values: dict[str, Any]) -> None:
        keys = [column.name for column in table.primary_key]
        statement = upsert(table).values(**values)
        self._connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=values))

    def _put(self, table: Table, rows: Iterable[dict[str, Any]]) -> None:
        self._connection.execute(delete(table))
        listed = list(rows)
        if listed:
            self._connection.execute(insert(table), listed)


def _row(table: Table, record: object, **other: object) -> dict[str, Any]:
    """Return a record as a row: its fields by the names of columns, and what is said apart."""
    names = [column.name for column in table.columns if column.name != "pk"]
    return {
        name: other[name] if name in other else _stored(getattr(record, name)) for name in names
    }


def _stored(value: Any) -> Any:
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value
