"""Writing guarantees, acts towards guarantors, and the bank's own policy rows."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from desktop.domain.policy.codec import NamedRow, value_to_plain
from desktop.services.rule_records import StoredAct, StoredGuarantee
from desktop.storage.tables import (
    guarantee,
    guarantee_act,
    guarantee_act_withdrawal,
    policy_row,
)
from desktop.storage.values import from_day
from desktop.storage.writes.recording import Recording


class GuaranteeWrites(Recording):
    """Writes about guarantors and policy rows."""

    def save_guarantee(self, stored: StoredGuarantee) -> None:
        contract = stored.contract
        values = {
            "loan_pk": self._loan_keys.of(stored.loan_id),
            "guarantor": contract.guarantor,
            "contract_on": from_day(contract.contract_on),
            "mode": contract.mode.value if contract.mode else "",
            "term": contract.term.value,
            "months": contract.months,
            "kind": contract.kind.value,
            "extended_to": from_day(contract.extended_to),
            "consented": int(contract.consented),
            "new_for_old": int(contract.new_for_old),
            "knew_new_for_old": int(contract.knew_new_for_old),
            "recorded_on": from_day(stored.recorded_on),
        }
        self._connection.execute(
            insert_or_update(guarantee)
            .values(**values)
            .on_conflict_do_update(index_elements=["loan_pk", "guarantor"], set_=values)
        )

    def add_guarantee_act(self, act: StoredAct) -> None:
        if act.withdrawn:
            raise ValueError("an act is withdrawn after it was stored, never before")
        self._connection.execute(
            insert(guarantee_act).values(
                id=act.id,
                loan_pk=self._loan_keys.of(act.loan_id),
                guarantor=act.guarantor,
                kind=act.kind.value,
                occurred_on=from_day(act.occurred_on),
                restart_on=from_day(act.restart_on),
                ref=act.ref,
                note=act.note,
                recorded_on=from_day(self._clock.today()),
            )
        )

    def withdraw_guarantee_act(self, act_id: str, reason: str) -> None:
        wanted = select(guarantee_act.c.pk).where(guarantee_act.c.id == act_id)
        act_pk = self._connection.execute(wanted).scalar_one()
        self._connection.execute(
            insert(guarantee_act_withdrawal).values(act_pk=act_pk, reason=reason)
        )

    def replace_policy_rows(self, rows: Sequence[NamedRow]) -> None:
        self._connection.execute(delete(policy_row))
        self.save_policy_rows(rows)

    def save_policy_rows(self, rows: Sequence[NamedRow]) -> None:
        for each in rows:
            values = {
                "table_name": each.table,
                "since": from_day(each.row.since),
                "value": json.dumps(value_to_plain(each.row.value), ensure_ascii=False),
                "source": each.row.source,
                "note": each.row.note,
                "uncertain": int(each.row.uncertain),
                "adopted_on": from_day(self._clock.today()),
            }
            self._connection.execute(
                insert_or_update(policy_row)
                .values(**values)
                .on_conflict_do_update(index_elements=["table_name", "since"], set_=values)
            )
