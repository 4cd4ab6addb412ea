"""What a branch keeps of its exchange with head office."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import RowMapping, case, select
from sqlalchemy import text as sql

from desktop.domain.ledger import LedgerRow, RateUnit
from desktop.services.exchange.return_lines import (
    AnswerLine,
    CorrectionLine,
    DecisionLine,
    HeldLine,
    TargetLine,
)
from desktop.services.exchange_ports import (
    CorrectionSubject,
    KeyState,
    SentPackage,
    StoredCorrection,
    StoredDecision,
    StoredEnrolment,
    StoredKeys,
    TakenReturn,
)
from desktop.services.package_ports import ControlTotal, PrivateKeys, PublicKeys
from desktop.services.records import LedgerImport
from desktop.storage.queries.connected import Connected
from desktop.storage.tables import (
    correction,
    correction_answer,
    enrolment,
    held_at_office,
    loan,
    office_decision,
    own_keys,
    package_answer,
    package_out,
    part_at_office,
    party,
    return_in,
    target,
)
from desktop.storage.values import known_day, to_day, to_rate

_RANKS = {KeyState.OWN.value: 0, KeyState.NEXT.value: 1, KeyState.OLD.value: 2}


class ExchangeQueries(Connected):
    """Questions about packages, returns and what they brought."""

    def own_keys(self) -> Sequence[StoredKeys]:
        rank = case(_RANKS, value=own_keys.c.state)
        wanted = select(own_keys).order_by(rank, own_keys.c.made_on.desc())
        return [
            StoredKeys(
                row["fingerprint"],
                PrivateKeys(row["sealing"], row["signing"]),
                KeyState(row["state"]),
                known_day(row["made_on"]),
            )
            for row in self._connection.execute(wanted).mappings()
        ]

    def enrolment(self) -> StoredEnrolment | None:
        row = self._connection.execute(select(enrolment)).mappings().first()
        if row is None:
            return None
        announced = PublicKeys(row["next_sealing"], row["next_signing"])
        return StoredEnrolment(
            bank=row["bank"],
            installation_id=row["installation_id"],
            keys=PublicKeys(row["sealing"], row["signing"]),
            escrow=row["escrow"],
            enrolled_on=known_day(row["enrolled_on"]),
            enrolled_by=row["enrolled_by"],
            checked_by=row["checked_by"],
            next_keys=announced if announced.sealing else None,
        )

    def sent_packages(self, limit: int = 500) -> Sequence[SentPackage]:
        wanted = select(package_out).order_by(package_out.c.pk.desc()).limit(limit)
        return [_sent(row) for row in self._connection.execute(wanted).mappings()]

    def taken_returns(self, limit: int = 500) -> Sequence[TakenReturn]:
        wanted = select(return_in).order_by(return_in.c.pk.desc()).limit(limit)
        return [_taken(row) for row in self._connection.execute(wanted).mappings()]

    def package_answers(self) -> Mapping[str, AnswerLine]:
        rows = self._connection.execute(select(package_answer)).mappings()
        return {row["manifest_hash"]: _answer(row) for row in rows}

    def held_at_office(self) -> Sequence[HeldLine]:
        wanted = select(held_at_office).order_by(held_at_office.c.since)
        return [
            HeldLine(**{**row, "since": datetime.fromisoformat(row["since"])})
            for row in self._connection.execute(wanted).mappings()
        ]

    def office_decisions(self) -> Sequence[StoredDecision]:
        wanted = select(office_decision).order_by(office_decision.c.decided_at.desc())
        return [_decision(row) for row in self._connection.execute(wanted).mappings()]

    def targets(self) -> Sequence[TargetLine]:
        wanted = select(target).order_by(target.c.year.desc(), target.c.measure)
        return [TargetLine(*row) for row in self._connection.execute(wanted)]

    def corrections(self) -> Sequence[StoredCorrection]:
        wanted = (
            select(correction, correction_answer, loan.c.id.label("loan_id"), loan.c.loan_no)
            .add_columns(party.c.name.label("borrower"))
            .join(loan, loan.c.pk == correction.c.loan_pk)
            .join(party, party.c.pk == loan.c.borrower_pk)
            .outerjoin(correction_answer, correction_answer.c.correction_pk == correction.c.pk)
            .order_by(correction.c.pk.desc())
        )
        return [_correction(row) for row in self._connection.execute(wanted).mappings()]

    def parts_at_office(self) -> frozenset[str]:
        return frozenset(self._connection.execute(select(part_at_office.c.sha256)).scalars())

    def rows_of_ledger(self, of: LedgerImport) -> Iterator[LedgerRow]:
        wanted = {"source": of.source, "day": of.as_of.isoformat()}
        rows = self._connection.execute(sql(_LEDGER_ROWS), wanted)
        return (_ledger_row(row) for row in rows.mappings())


_LEDGER_ROWS = """
    SELECT l.*, p.name, p.id_number, p.id_problem, p.customer_no, p.phone, p.address, p.township,
        p.village, p.group_name,
        (SELECT json_group_array(g.name ORDER BY g.position) FROM guarantor AS g
            WHERE g.loan_pk = l.pk) AS guarantors
    FROM loan AS l JOIN party AS p ON p.pk = l.borrower_pk
    WHERE l.reported_on = :day AND l.status = 'active' AND (
        l.import_pk IN (SELECT pk FROM ledger_import WHERE source = :source AND as_of = :day)
        OR l.pk IN (
            SELECT c.loan_pk FROM loan_change AS c JOIN ledger_import AS i ON i.pk = c.import_pk
            WHERE i.source = :source AND i.as_of = :day
        )
    )
    ORDER BY l.loan_no
"""


def _ledger_row(row: RowMapping) -> LedgerRow:
    rate: Decimal | None = to_rate(row["rate"])
    return LedgerRow(
        sheet="",
        line=0,
        loan_no=row["loan_no"],
        borrower=row["name"],
        balance_fen=row["balance_fen"],
        amount_fen=row["amount_fen"],
        disbursed_on=to_day(row["disbursed_on"]),
        due_on=to_day(row["due_on"]),
        rate=rate,
        rate_unit=RateUnit(row["rate_unit"]),
        on_balance_interest_fen=row["on_balance_interest_fen"],
        off_balance_interest_fen=row["off_balance_interest_fen"],
        id_number=row["id_number"],
        id_problem=row["id_problem"],
        customer_no=row["customer_no"],
        contract_no=row["contract_no"],
        phone=row["phone"],
        address=row["address"],
        township=row["township"],
        village=row["village"],
        group=row["group_name"],
        five_class=row["five_class"],
        guarantors=tuple(json.loads(row["guarantors"])),
        officer=row["officer"],
        purpose=row["purpose"],
        remark=row["remark"],
    )


def _sent(row: RowMapping) -> SentPackage:
    values: dict[str, Any] = {name: value for name, value in row.items() if name != "pk"}
    return SentPackage(
        **{
            **values,
            "made_at": datetime.fromisoformat(row["made_at"]),
            "totals": tuple(ControlTotal(*each) for each in json.loads(row["totals"])),
            "parts": tuple(json.loads(row["parts"])),
        }
    )


def _taken(row: RowMapping) -> TakenReturn:
    values: dict[str, Any] = {name: value for name, value in row.items() if name != "pk"}
    moments = {name: datetime.fromisoformat(row[name]) for name in ("made_at", "taken_at")}
    lists = {name: tuple(json.loads(row[name])) for name in ("heads", "ledgers")}
    return TakenReturn(**{**values, **moments, **lists})


def _answer(row: RowMapping) -> AnswerLine:
    moment = datetime.fromisoformat(row["taken_at"])
    return AnswerLine(**{**row, "taken_at": moment, "complete": bool(row["complete"])})


def _decision(row: RowMapping) -> StoredDecision:
    decision = DecisionLine(
        proposal_id=row["proposal_id"],
        item_hash=row["item_hash"],
        approved=bool(row["approved"]),
        reason=row["reason"],
        decided_by=tuple(json.loads(row["decided_by"])),
        decided_at=datetime.fromisoformat(row["decided_at"]),
    )
    return StoredDecision(decision, row["outcome"])


def _correction(row: RowMapping) -> StoredCorrection:
    answer = None
    if row["answered_on"] is not None:
        accepted, answered_on = bool(row["accepted"]), known_day(row["answered_on"])
        answer = CorrectionLine(row["id"], row["answer"], accepted, row["answered_by"], answered_on)
    return StoredCorrection(
        id=row["id"],
        loan_id=row["loan_id"],
        loan_no=row["loan_no"],
        borrower=row["borrower"],
        what=CorrectionSubject(row["what"]),
        says=row["says"],
        should_be=row["should_be"],
        reason=row["reason"],
        asked_on=known_day(row["asked_on"]),
        asked_by=row["asked_by"],
        answer=answer,
    )
